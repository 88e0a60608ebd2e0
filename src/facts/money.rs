//! Amounts of money: `$1.2 million`, `A$5bn`, `20 euros`, `between £5 and £10`.

mod name_before;
#[cfg(test)]
mod tests;

use self::name_before::{is_word_too, name_before};
use super::currency::{Named, by_code, by_letters, by_name, by_scaled_code, by_sign, is_ambiguous};
use super::number::{self, Numeral, clean};
use super::piece::Pieces;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, scan};
use super::token::TokenKind;
use super::{Analysis, Detail, Fact, Money};

/// Amounts with their currency.
pub(super) struct Amounts;

impl Recogniser for Amounts {
    fn name(&self) -> &'static str {
        "money"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        let sterling = knows_sterling(analysis);
        scan(analysis, self.name(), found, Roles::NUMBER | Roles::MONEY, |reading, at| {
            read(reading.pieces, sterling, at)
        });
    }
}

/// Whether the sign of the pound stands in what is read: its pounds are money.
fn knows_sterling(analysis: &Analysis<'_>) -> bool {
    let ends = analysis.sentences().first().zip(analysis.sentences().last());
    ends.is_some_and(|(first, last)| analysis.slice(first.join(*last)).contains('£'))
}

fn read(pieces: Pieces<'_>, sterling: bool, at: usize) -> Option<Finding> {
    let Some(amount) = number::amount(pieces, at, |at| {
        with_currency(pieces, sterling, at).map(|(number, _)| number)
    }) else {
        return by_size(pieces, at);
    };
    // Of a range either end may carry the currency.
    let Some((named, before)) = (amount.start..amount.end)
        .filter_map(|at| with_currency(pieces, sterling, at))
        .filter(|(number, _)| number.end <= amount.end)
        .find_map(|(_, currency)| currency)
    else {
        return name_before(pieces, &amount);
    };
    let (end, bound) = match number::bound_after(pieces, amount.end) {
        Some((behind, bound)) if amount.may_end_in(bound) => (behind, bound),
        _ => (amount.end, amount.bound),
    };
    let money = Money {
        value: amount.value,
        low: amount.range.map(|(low, _)| low),
        high: amount.range.map(|(_, high)| high),
        currency: named.currency,
        bound,
        number: pieces.span(amount.start, amount.end),
    };
    let rule = match (amount.range, before, money.currency) {
        (Some(_), _, _) => "range of amounts",
        (None, _, None) => "currency of no code",
        (None, Before::Sign, _) => "sign before",
        (None, Before::Code, _) => "code before",
        (None, Before::Nothing, _) => "named behind",
    };
    Some(Finding { start: amount.bound_start, end, detail: Detail::Money(Box::new(money)), rule })
}

/// An amount that is told by its size alone: `millions of dollars`.
fn by_size(pieces: Pieces<'_>, at: usize) -> Option<Finding> {
    let amount = number::vague(pieces, at)?;
    let name = amount.end + usize::from(pieces.word(amount.end) == "of");
    let (named, end) = by_name(pieces, name)?;
    let money = Money {
        value: amount.value.map(|value| named.amount(value)),
        currency: named.currency,
        bound: amount.bound,
        number: pieces.span(amount.start, end),
        ..Money::default()
    };
    let detail = Detail::Money(Box::new(money));
    Some(Finding { start: amount.bound_start, end, detail, rule: "told by its size" })
}

/// What stands before an amount.
#[derive(Clone, Copy)]
enum Before {
    Nothing,
    Sign,
    Code,
}

/// A number with the currency before or behind it, and the currency if there is one.
fn with_currency(
    pieces: Pieces<'_>,
    sterling: bool,
    at: usize,
) -> Option<(Numeral, Option<(Named, Before)>)> {
    if let Some((named, before, number_at)) = currency_before(pieces, at) {
        return behind_currency(pieces, at, (named, before), number_at);
    }
    if let Some(signed) = negative(pieces, at) {
        return Some(signed);
    }
    let number = number::numeral(pieces, at)?;
    let Some((named, end)) = currency_behind(pieces, sterling, &number) else {
        return Some((number, None));
    };
    let whole = Numeral { end, value: named.amount(number.value), ..number };
    Some((
        with_hundredths(pieces, with_scale_behind(pieces, whole)),
        Some((named, Before::Nothing)),
    ))
}

/// The number behind the currency that begins at `at`.
fn behind_currency(
    pieces: Pieces<'_>,
    at: usize,
    (named, before): (Named, Before),
    number_at: usize,
) -> Option<(Numeral, Option<(Named, Before)>)> {
    let number = number::numeral(pieces, number_at).filter(|number| number.digits)?;
    let value = named.amount(number.value);
    let number = Numeral { value, scaled: number.scaled || named.worth > 1.0, ..number };
    let number = with_letter(pieces, Numeral { start: at, ..number });
    // "$500 CAD" tells whose dollars they are.
    let code = code_at(pieces, number.end, number_at)
        .filter(|code| named.currency.is_none_or(|known| known == *code || known == "USD"));
    if let Some(code) = code {
        let named = Named { currency: Some(code), ..named };
        let end = number.end + 1;
        return Some((Numeral { end, bare_end: end, ..number }, Some((named, before))));
    }
    let number = with_named_parts(pieces, number, named).unwrap_or(number);
    Some((Numeral { bare_end: number.end, ..number }, Some((named, before))))
}

/// `-$5`, `minus £20`: an amount with its sign before that of the currency.
fn negative(pieces: Pieces<'_>, at: usize) -> Option<(Numeral, Option<(Named, Before)>)> {
    let signed = match pieces.word(at) {
        "-" | "−" | "–" => {
            let free = !pieces.is_glued(at) || matches!(pieces.before(at), "(" | "[");
            free && pieces.is_glued(at + 1)
        }
        "minus" | "negative" => true,
        _ => false,
    };
    let currency = signed.then(|| currency_before(pieces, at + 1)).flatten();
    // A hyphen may stand before a code in a list of names.
    let (named, before, number_at) =
        currency.filter(|(_, before, _)| matches!(before, Before::Sign))?;
    let (number, currency) = behind_currency(pieces, at + 1, (named, before), number_at)?;
    Some((Numeral { start: at, value: -number.value, ..number }, currency))
}

/// The parts behind a whole amount, with the word for them: `$5 and 20 cents`, `£5 30p`.
fn with_named_parts(pieces: Pieces<'_>, number: Numeral, whole: Named) -> Option<Numeral> {
    let and = usize::from(pieces.word(number.end) == "and");
    if number.value.fract() != 0.0 || number.scaled {
        return None;
    }
    let part = number::numeral(pieces, number.end + and)?;
    let (named, end) = by_name(pieces, part.end)
        .or_else(|| pence(pieces, false, &part))
        .filter(|(named, _)| named.worth < 1.0)?;
    // Cents are of any dollar, pence of no euro.
    let cents = named.currency == Some("USD") && whole.currency != Some("GBP");
    let same = named.currency.is_none() || named.currency == whole.currency || cents;
    let fits = part.value.fract() == 0.0 && part.value >= 1.0 && named.amount(part.value) < 1.0;
    let value = clean(number.value + named.amount(part.value));
    (same && fits).then_some(Numeral { end, value, ..number })
}

/// `20p`, `3.5p`: pence, where the letter is glued to digits that are not the lines of a
/// picture (`1080p`).
fn pence(pieces: Pieces<'_>, sterling: bool, number: &Numeral) -> Option<(Named, usize)> {
    let at = number.end;
    if pieces.original(at) != "p" || !pieces.is_glued(at) {
        return None;
    }
    let more = pieces.is_glued(at + 1) && pieces.kind(at + 1) == Some(TokenKind::Word);
    let lines = match pieces.word(number.start) {
        "720" | "1080" | "1440" | "2160" | "4320" => true,
        "144" | "240" | "360" | "480" | "576" => !sterling,
        _ => false,
    };
    let plain = number.digits && !number.scaled && number.value > 0.0;
    let pence = Named { currency: Some("GBP"), worth: 0.01 };
    (plain && !more && !lines).then_some((pence, at + 1))
}

/// The currency of the code at `at`. One that stands for something else too is a currency
/// only beside a number that few other things have.
fn code_at(pieces: Pieces<'_>, at: usize, number: usize) -> Option<&'static str> {
    /// `COP 26` and `AMD 64` are no amounts.
    const MIN_DIGITS: usize = 3;
    let code = by_code(pieces.original(at))?;
    let large = || {
        pieces.word(number).len() >= MIN_DIGITS
            || number::scale_word(pieces.word(number + 1)).is_some()
    };
    (!is_ambiguous(code) || large()).then_some(code)
}

/// The currency written before a number, and the number's index: `US$`, `£`, `EUR`, `Rs`.
fn currency_before(pieces: Pieces<'_>, at: usize) -> Option<(Named, Before, usize)> {
    let sign_behind = by_sign("", pieces.word(at + 1)).is_some();
    if let Some(code) = code_at(pieces, at, at + 1) {
        let named = Named { currency: Some(code), worth: 1.0 };
        return Some((named, Before::Code, at + 1 + usize::from(sign_behind)));
    }
    if let Some(named) = by_scaled_code(pieces.original(at)).filter(|_| pieces.is_number(at + 1)) {
        return Some((named, Before::Code, at + 1));
    }
    if pieces.kind(at) != Some(TokenKind::Word) {
        let named = by_sign("", pieces.word(at)).filter(|_| pieces.word(at) != "¢")?;
        return Some((named, Before::Sign, at + 1));
    }
    if sign_behind {
        // An article before an amount is no sign: "a $ 300 million contract".
        let apart = matches!(pieces.word(at), "us" | "u.s." | "hk" | "nz" | "c" | "au");
        let written = pieces.is_glued(at + 1) || apart;
        let letters = if pieces.word(at) == "u.s." { "us" } else { pieces.stem(at) };
        let named = by_sign(letters, pieces.word(at + 1)).filter(|_| written)?;
        return Some((named, Before::Sign, at + 2));
    }
    let named = by_letters(pieces.original(at)).filter(|_| pieces.is_number(at + 1))?;
    Some((named, Before::Code, at + 1))
}

/// `m`, `b` and `t` behind an amount whose currency stands before it are scales.
fn with_letter(pieces: Pieces<'_>, number: Numeral) -> Numeral {
    let scale = match pieces.stem(number.end) {
        "m" | "mm" | "mio" => 1e6,
        "b" => 1e9,
        "t" => 1e12,
        _ => return number,
    };
    let value = clean(number.value * scale);
    Numeral { end: number.end + 1, bare_end: number.end + 1, value, scaled: true, ..number }
}

/// `million` behind the currency: `75 USD million`.
fn with_scale_behind(pieces: Pieces<'_>, number: Numeral) -> Numeral {
    match number::scale_word(pieces.word(number.end)) {
        Some(scale) if scale >= 1e6 && !number.scaled => {
            let value = clean(number.value * scale);
            Numeral { end: number.end + 1, value, scaled: true, ..number }
        }
        _ => number,
    }
}

/// The hundredths behind the whole: `thirteen dollars and forty-five cents`, `15 dollars 50`.
fn with_hundredths(pieces: Pieces<'_>, number: Numeral) -> Numeral {
    let and = usize::from(pieces.word(number.end) == "and");
    let whole = number.value.fract() == 0.0 && !number.scaled;
    let Some(part) = number::numeral(pieces, number.end + and).filter(|_| whole) else {
        return number;
    };
    let hundredths = part.value.fract() == 0.0 && (1.0..100.0).contains(&part.value);
    if !hundredths {
        return number;
    }
    let value = clean(number.value + part.value / 100.0);
    let parts = by_name(pieces, part.end).or_else(|| pence(pieces, false, &part));
    if let Some((named, end)) = parts.filter(|(named, _)| named.worth < 1.0) {
        let value = clean(number.value + named.amount(part.value));
        return Numeral { end, value, ..number };
    }
    // Without the word for them only two digits, and nothing that they count.
    let counts = pieces.kind(part.end) == Some(TokenKind::Word) && pieces.word(part.end) != "more";
    let two_digits = part.value >= 10.0 && !pieces.is_dash(part.end);
    let currency = counts || by_sign("", pieces.word(part.end)).is_some();
    if two_digits && !currency { Numeral { end: part.end, value, ..number } } else { number }
}

/// The currency written behind a number, and the index behind it.
fn currency_behind(pieces: Pieces<'_>, sterling: bool, number: &Numeral) -> Option<(Named, usize)> {
    if let Some(pence) = pence(pieces, sterling, number) {
        return Some(pence);
    }
    let at = over_any_hyphen(pieces, number.end);
    if let Some(code) = code_at(pieces, at, number.start) {
        return Some((Named { currency: Some(code), worth: 1.0 }, at + 1));
    }
    let sign = pieces.word(at);
    // "5 DM patients" have no money.
    let letters = || by_letters(sign_in_letters(pieces, at));
    if let Some(named) = by_sign("", sign).or_else(letters) {
        // "10 $30" ends before the sign of the next amount.
        let of_next = pieces.is_glued(at + 1) && pieces.is_number(at + 1);
        let apart = sign == "$" && !pieces.is_glued(at) && pieces.is_number(at + 1);
        let another = apart && by_sign("", pieces.word(at + 2)).is_none();
        return (!of_next && !another).then_some((named, at + 1));
    }
    if let Some(named) = letters_and_sign(pieces, at) {
        return Some((named, at + 2));
    }
    let (named, end) = by_name(pieces, at)?;
    let weight =
        pieces.word(end - 1).starts_with("pound") && is_weight(pieces, sterling, number, end);
    let verb = pieces.word(end - 1) == "won" && end == at + 1 && number.value < 100.0;
    (!weight && !verb).then_some((named, end))
}

/// The letters at `at` that may be a currency's behind a number too, as they are written.
fn sign_in_letters<'a>(pieces: Pieces<'a>, at: usize) -> &'a str {
    match pieces.original(at) {
        "DM" | "FF" => "",
        letters => letters,
    }
}

/// The sign with letters behind a number: `5 US$`, but not that of `5 US$300 loans`.
fn letters_and_sign(pieces: Pieces<'_>, at: usize) -> Option<Named> {
    if pieces.kind(at + 1) != Some(TokenKind::Symbol) || !pieces.is_glued(at + 1) {
        return None;
    }
    let word = pieces.kind(at) == Some(TokenKind::Word) && !pieces.is_number(at + 2);
    word.then(|| by_sign(pieces.stem(at), pieces.word(at + 1))).flatten()
}

/// The index behind a hyphen at `at`, also one that stands apart before a name in singular
/// (`50 - cent coins`).
fn over_any_hyphen(pieces: Pieces<'_>, at: usize) -> usize {
    let apart = pieces.word(at) == "-" && !pieces.is_glued(at) && !pieces.is_glued(at + 1);
    let singular = || {
        let noun = pieces.word(at + 1);
        by_name(pieces, at + 1).is_some_and(|(_, end)| end == at + 2)
            && !noun.ends_with('s')
            && !is_word_too(noun)
    };
    if apart && singular() { at + 1 } else { pieces.over_hyphen(at) }
}

/// Whether pounds are weighed and not paid. What is large, paid, or of a text that knows
/// the sign of the currency is money.
fn is_weight(pieces: Pieces<'_>, sterling: bool, number: &Numeral, end: usize) -> bool {
    const NEAR: usize = 5;
    if number.scaled || number.value >= 1e5 {
        return false;
    }
    let near = || (number.start.saturating_sub(NEAR)..end + NEAR).map(|at| pieces.stem(at));
    let weighed = |word: &str| {
        word.starts_with("weigh")
            || matches!(word, "heavy" | "heavier" | "lighter" | "lift" | "lifted")
    };
    if pieces.word(end) == "of" || near().any(weighed) {
        return true;
    }
    let paid = |word: &str| {
        matches!(
            word,
            "pay"
                | "paid"
                | "pays"
                | "cost"
                | "costs"
                | "price"
                | "priced"
                | "spent"
                | "spend"
                | "worth"
                | "fine"
                | "fined"
                | "bill"
                | "tax"
                | "salary"
                | "wage"
                | "profit"
                | "profits"
                | "debt"
                | "loan"
                | "fee"
                | "earn"
                | "earned"
                | "sold"
                | "pence"
                | "sterling"
                | "rent"
                | "fund"
                | "budget"
                | "£"
        )
    };
    !sterling && !near().any(paid)
}
