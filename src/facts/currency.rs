//! Currencies by their signs, codes and names.

use std::sync::LazyLock;

use super::fixed::{FixedMap, map_for};
use super::number::clean;
use super::piece::Pieces;
use super::token::TokenKind;

/// What a currency's name or sign says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    /// ISO 4217; `None` where the name serves several countries or none.
    pub currency: Option<&'static str>,
    /// What one of the unit is worth in the currency: 0.01 for cents, a million for `MSEK`.
    pub worth: f64,
}

impl Named {
    /// What so many of the unit are in the currency; 35 cents are 0.35 without the noise of
    /// binary fractions.
    pub fn amount(self, units: f64) -> f64 {
        let value =
            if self.worth < 1.0 { units / self.worth.recip().round() } else { units * self.worth };
        clean(value)
    }
}

/// The currency of an ISO 4217 code in capitals, or in lower case where that is no word.
pub(super) fn by_code(word: &str) -> Option<&'static str> {
    if word.len() != 3 {
        return None;
    }
    TABLE.codes.get(word).map(|code| code.name)
}

/// Whether a currency's code stands for something else too: `COP 26`, `AMD 64`.
pub(super) fn is_ambiguous(code: &str) -> bool {
    TABLE.codes.get(code).is_none_or(|code| code.ambiguous)
}

/// The currency of a code with the letter of a scale before it, as in accounts: `MSEK`,
/// `KEUR`.
pub(super) fn by_scaled_code(word: &str) -> Option<Named> {
    let (letter, code) = word.split_at_checked(1).filter(|_| word.len() == 4)?;
    let worth = match letter {
        "M" => 1e6,
        "K" => 1e3,
        _ => return None,
    };
    by_code(code).map(|code| Named { currency: Some(code), worth })
}

/// The currency of a sign, with the letters glued before it (`us`, `aud`; lower case).
pub(super) fn by_sign(letters: &str, sign: &str) -> Option<Named> {
    if letters.is_empty() {
        return TABLE.signs.get(sign).copied();
    }
    /// Longer words are no part of a sign.
    const MAX_LETTERS: usize = 4;
    if letters.len() > MAX_LETTERS {
        return None;
    }
    let plain = TABLE.signs.get(sign)?;
    let with_letters = TABLE.signs.get(format!("{letters}{sign}").as_str());
    let coded = || {
        let code = by_code(&letters.to_ascii_uppercase())?;
        Some(Named { currency: Some(code), ..*plain })
    };
    with_letters.copied().or_else(coded)
}

/// The currency of letters that stand for one as they are written: `Rs`, `RM`.
pub(super) fn by_letters(word: &str) -> Option<Named> {
    TABLE.signs.get(word).copied().filter(|_| word.starts_with(char::is_alphabetic))
}

/// The currency whose name stands at `at`, behind the word for whose it is, and the index
/// behind it: `euros`, `New Zealand dollars`.
pub(super) fn by_name(pieces: Pieces<'_>, at: usize) -> Option<(Named, usize)> {
    /// Words before the unit: `bosnia and herzegovina convertible mark` has the most.
    const MAX_WORDS: usize = 4;
    for before in (0..=MAX_WORDS).rev() {
        let noun = at + before;
        if pieces.kind(noun) != Some(TokenKind::Word) {
            continue;
        }
        let Some(units) = units_of(pieces.word(noun)) else { continue };
        if let Some(unit) = units.iter().find(|unit| unit.is_named(pieces, at, noun)) {
            return Some((unit.named, noun + 1));
        }
    }
    None
}

fn units_of(word: &str) -> Option<&'static Vec<Unit>> {
    let units = &TABLE.names;
    units.get(word).or_else(|| word.strip_suffix('s').and_then(|singular| units.get(singular)))
}

/// A unit's name.
struct Unit {
    /// The words of the name before the noun: `deutsche` of `deutsche mark`.
    adjectives: &'static str,
    /// Whether the name may stand alone.
    alone: bool,
    /// The words for whose it is, with commas between them.
    owners: &'static str,
    named: Named,
}

impl Unit {
    /// Whether the words from `at` to the noun at `noun` are those of the name.
    fn is_named(&self, pieces: Pieces<'_>, at: usize, noun: usize) -> bool {
        let own = self.adjectives.split_ascii_whitespace().count();
        let Some(owned) = noun.checked_sub(own).filter(|&owned| owned >= at) else { return false };
        let are = |mut from: usize, to: usize, words: &str| {
            words.split_ascii_whitespace().all(|word| {
                from += 1;
                pieces.word(from - 1) == word
            }) && from == to
        };
        are(owned, noun, self.adjectives)
            && (owned == at && self.alone
                || owned > at && self.owners.split(',').any(|owner| are(at, owned, owner)))
    }
}

/// An ISO 4217 code.
struct Code {
    name: &'static str,
    ambiguous: bool,
}

/// The list, by the last word of a name, by sign and by code.
#[derive(Default)]
struct Table {
    names: FixedMap<&'static str, Vec<Unit>>,
    signs: FixedMap<&'static str, Named>,
    codes: FixedMap<&'static str, Code>,
}

/// What the table has room for without growing.
const NAMES: usize = 250;
const SIGNS: usize = 130;
const CODES: usize = 190;

/// Only looked up in and never walked, so its order tells nowhere.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/currencies.txt")));

/// Codes that are read in lower case too, as people type them; they are no words.
const IN_LOWER_CASE: &[(&str, &str)] = &[
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("jpy", "JPY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("inr", "INR"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("nzd", "NZD"),
    ("hkd", "HKD"),
    ("sgd", "SGD"),
    ("chf", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("pln", "PLN"),
    ("czk", "CZK"),
    ("huf", "HUF"),
    ("mxn", "MXN"),
    ("brl", "BRL"),
    ("zar", "ZAR"),
    ("aed", "AED"),
    ("thb", "THB"),
    ("myr", "MYR"),
    ("idr", "IDR"),
    ("krw", "KRW"),
    ("twd", "TWD"),
    ("vnd", "VND"),
];

fn read(text: &'static str) -> Table {
    let mut table = Table { names: map_for(NAMES), signs: map_for(SIGNS), codes: map_for(CODES) };
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut columns = line.split('|').map(str::trim);
        let mut column = || columns.next().unwrap_or_default();
        let (code, names, signs, parts, owners) =
            (column(), column(), column(), column(), column());
        let (ambiguous, code) = match code.strip_prefix('~') {
            Some(code) => (true, code),
            None => (false, code),
        };
        let currency = (code.len() == 3).then_some(code);
        if let Some(name) = currency {
            table.codes.insert(name, Code { name, ambiguous });
        }
        let whole = Named { currency, worth: 1.0 };
        names.split(',').for_each(|name| table.add_name(name.trim(), owners, whole));
        table.signs.extend(signs.split_whitespace().map(|sign| (sign, whole)));
        for part in parts.split(',') {
            let (name, parts) = part.split_once('/').unwrap_or((part, ""));
            // Of an unknown whole a part is all that is known.
            let worth = match currency {
                Some(_) => 1.0 / parts.trim().parse().unwrap_or(HUNDREDTHS),
                None => 1.0,
            };
            table.add_name(name.trim(), owners, Named { worth, ..whole });
        }
    }
    let lower =
        |&(lower, name): &(&'static str, &'static str)| (lower, Code { name, ambiguous: false });
    table.codes.extend(IN_LOWER_CASE.iter().map(lower));
    table.codes.insert("RMB", Code { name: "CNY", ambiguous: false });
    table.signs.insert("¢", Named { currency: Some("USD"), worth: 0.01 });
    table
}

/// How many of its parts most currencies have.
const HUNDREDTHS: f64 = 100.0;

impl Table {
    /// Adds a name; one behind "=" also stands alone.
    fn add_name(&mut self, name: &'static str, owners: &'static str, named: Named) {
        let bare = name.strip_prefix('=');
        let name = bare.unwrap_or(name);
        let (adjectives, noun) = name.rsplit_once(' ').unwrap_or(("", name));
        if noun.is_empty() {
            return;
        }
        let unit = Unit { adjectives, alone: bare.is_some(), owners, named };
        self.names.entry(noun).or_default().push(unit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::recogniser::testing::article;

    fn named(text: &str) -> Option<(Option<&'static str>, f64)> {
        let document = article(text, None);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        by_name(analysis.pieces_of(0), 0).map(|(named, _)| (named.currency, named.worth))
    }

    #[test]
    fn signs_and_codes() {
        assert_eq!(by_code("EUR"), Some("EUR"));
        assert_eq!((by_code("eur"), by_code("Eur"), by_code("XQZ")), (Some("EUR"), None, None));
        assert!(is_ambiguous("ALL") && is_ambiguous("XQZ") && !is_ambiguous("EUR"));
        let currency = |letters, sign| by_sign(letters, sign).and_then(|named| named.currency);
        assert_eq!(currency("", "€"), Some("EUR"));
        assert_eq!(currency("a", "$"), Some("AUD"));
        assert_eq!(currency("mxn", "$"), Some("MXN"));
        assert_eq!(currency("x", "$"), None);
        assert_eq!(by_letters("Rs").and_then(|named| named.currency), Some("INR"));
        assert_eq!(by_letters("rS"), None);
        let worth = |word| by_scaled_code(word).map(|named| (named.currency, named.worth));
        assert_eq!(worth("MSEK"), Some((Some("SEK"), 1e6)));
        assert_eq!((worth("XSEK"), worth("MXQZ"), worth("M€K")), (None, None, None));
    }

    #[test]
    fn names_with_and_without_their_country() {
        for (text, currency, worth) in [
            ("dollars", Some("USD"), 1.0),
            ("Canadian dollars", Some("CAD"), 1.0),
            ("New Zealand dollars", Some("NZD"), 1.0),
            ("euros", Some("EUR"), 1.0),
            ("pence", Some("GBP"), 0.01),
            ("Swedish kronor", Some("SEK"), 1.0),
            ("dinars", None, 1.0),
            ("Dutch guilders", None, 1.0),
            ("Angolan kwanzas", Some("AOA"), 1.0),
            ("Jordan dinars", Some("JOD"), 1.0),
            ("Polish złoty", Some("PLN"), 1.0),
            ("East Caribbean dollars", Some("XCD"), 1.0),
            ("Papua New Guinean kina", Some("PGK"), 1.0),
            ("bosnian convertible marks", Some("BAM"), 1.0),
            ("West African CFA francs", Some("XOF"), 1.0),
            ("United Arab Emirates dirhams", Some("AED"), 1.0),
            ("pounds sterling", Some("GBP"), 1.0),
            ("u . s . dollars", Some("USD"), 1.0),
            ("Canadian cents", Some("CAD"), 0.01),
            ("baisa", Some("OMR"), 0.001),
            ("centavos", None, 1.0),
            ("Mexican centavos", Some("MXN"), 0.01),
            ("jiao", Some("CNY"), 0.1),
        ] {
            assert_eq!(named(text), Some((currency, worth)), "{text}");
        }
        assert_eq!((named("houses"), named("big dollars")), (None, None));
        assert_eq!(
            (named("crowns"), named("marks"), named("Peruvian dollars")),
            (None, None, None)
        );
    }
}
