//! Currencies by their signs, codes and names.

use std::sync::LazyLock;

use super::fixed::FixedMap;
use super::piece::Pieces;

/// What a currency's name or sign says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Named {
    /// ISO 4217; `None` where the name serves several countries or none.
    pub currency: Option<&'static str>,
    /// What one of the unit is worth in the currency: 0.01 for cents, a million for `MSEK`.
    pub worth: f64,
}

/// The currency of an ISO 4217 code in capitals.
pub(super) fn by_code(word: &str) -> Option<&'static str> {
    if word.len() != 3 {
        return None;
    }
    TABLE.codes.get(word).copied()
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
        by_code(&letters.to_ascii_uppercase()).map(|code| Named { currency: Some(code), ..*plain })
    };
    with_letters.copied().or_else(coded)
}

/// The currency of letters that stand for one as they are written: `Rs`, `RM`.
pub(super) fn by_letters(word: &str) -> Option<Named> {
    TABLE.signs.get(word).copied().filter(|_| word.starts_with(char::is_alphabetic))
}

/// The currency whose name stands at `at`, after adjectives of its country, and the index
/// behind it: `euros`, `New Zealand dollars`.
pub(super) fn by_name(pieces: Pieces<'_>, at: usize) -> Option<(Named, usize)> {
    /// Words before the unit: `west african cfa franc` has the most.
    const MAX_ADJECTIVES: usize = 3;
    for adjectives in (0..=MAX_ADJECTIVES).rev() {
        let noun = at + adjectives;
        let Some(units) = units_of(pieces.word(noun)) else { continue };
        let matches = |unit: &&Unit| {
            let mut words = unit.adjectives.split_whitespace();
            (at..noun).all(|at| words.next() == Some(pieces.word(at))) && words.next().is_none()
        };
        if let Some(unit) = units.iter().find(matches) {
            return Some((unit.named, noun + 1));
        }
    }
    None
}

fn units_of(word: &str) -> Option<&'static Vec<Unit>> {
    let units = &TABLE.names;
    units.get(word).or_else(|| word.strip_suffix('s').and_then(|singular| units.get(singular)))
}

/// A unit's name under the adjectives that tell whose it is.
struct Unit {
    adjectives: &'static str,
    named: Named,
}

/// The list, by the last word of a name, by sign and by code.
#[derive(Default)]
struct Table {
    names: FixedMap<&'static str, Vec<Unit>>,
    signs: FixedMap<&'static str, Named>,
    codes: FixedMap<&'static str, &'static str>,
}

/// Only looked up in and never walked, so its order tells nowhere.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/currencies.txt")));

/// Codes of the list that capitals in running text rarely stand for.
const COMMON_WORDS: &[&str] = &["CUP", "LEI"];

fn read(text: &'static str) -> Table {
    let mut table = Table::default();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut columns = line.split('|').map(str::trim);
        let mut column = || columns.next().unwrap_or_default();
        let (code, names, signs, parts) = (column(), column(), column(), column());
        let currency = (code.len() == 3).then_some(code);
        if let Some(code) = currency.filter(|code| !COMMON_WORDS.contains(code)) {
            table.codes.insert(code, code);
        }
        let whole = Named { currency, worth: 1.0 };
        names.split(',').for_each(|name| table.add_name(name.trim(), whole));
        table.signs.extend(signs.split_whitespace().map(|sign| (sign, whole)));
        let hundredth = Named { worth: 0.01, ..whole };
        parts.split(',').for_each(|name| table.add_name(name.trim(), hundredth));
    }
    table.codes.insert("RMB", "CNY");
    table.signs.insert("¢", Named { currency: Some("USD"), worth: 0.01 });
    table
}

impl Table {
    /// Adds a name; one that is meant where nobody is named also stands alone.
    fn add_name(&mut self, name: &'static str, named: Named) {
        let bare = name.strip_prefix('=');
        let name = bare.unwrap_or(name);
        let (adjectives, noun) = name.rsplit_once(' ').unwrap_or(("", name));
        if noun.is_empty() {
            return;
        }
        self.names.entry(noun).or_default().push(Unit { adjectives, named });
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
        assert_eq!((by_code("eur"), by_code("ALL"), by_code("XQZ")), (None, None, None));
        let currency = |letters, sign| by_sign(letters, sign).and_then(|named| named.currency);
        assert_eq!(currency("", "€"), Some("EUR"));
        assert_eq!(currency("a", "$"), Some("AUD"));
        assert_eq!(currency("mxn", "$"), Some("MXN"));
        assert_eq!(currency("x", "$"), None);
        assert_eq!(by_letters("Rs").and_then(|named| named.currency), Some("INR"));
        assert_eq!(by_letters("rs"), None);
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
        ] {
            assert_eq!(named(text), Some((currency, worth)), "{text}");
        }
        assert_eq!((named("houses"), named("big dollars")), (None, None));
    }
}
