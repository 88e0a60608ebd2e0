//! Amounts of money: `$1.2 million`, `A$5bn`, `20 euros`, `between £5 and £10`.

use super::currency::{by_code, by_name, by_sign};
use super::number::{self, Numeral, clean};
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, Reading, scan};
use super::token::TokenKind;
use super::{Analysis, Bound, Detail, Fact, Money};

/// Amounts with their currency.
pub(super) struct Amounts;

impl Recogniser for Amounts {
    fn name(&self) -> &'static str {
        "money"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        scan(analysis, found, Roles::NUMBER | Roles::MONEY, read);
    }
}

fn read(reading: &Reading<'_>, at: usize) -> Option<Finding> {
    let pieces = reading.pieces;
    let amount =
        number::amount(pieces, at, |at| with_currency(reading, at).map(|(number, _)| number))?;
    // Of a range either end may carry the currency.
    let currency = (amount.start..amount.end)
        .filter_map(|at| with_currency(reading, at))
        .filter(|(number, _)| number.end <= amount.end)
        .find_map(|(_, currency)| currency)?;
    let (end, bound) = match number::bound_after(pieces, amount.end) {
        Some((behind, bound)) if amount.bound == Bound::Exactly => (behind, bound),
        _ => (amount.end, amount.bound),
    };
    let money = Money {
        value: amount.value,
        low: amount.range.map(|(low, _)| low),
        high: amount.range.map(|(_, high)| high),
        currency: currency.code,
        bound,
        number: pieces.span(amount.start, amount.end),
    };
    Some(Finding {
        start: amount.bound_start,
        end,
        detail: Detail::Money(Box::new(money)),
        confidence: None,
    })
}

/// That an amount is money, and of which currency where it is known.
#[derive(Clone, Copy)]
struct Currency {
    code: Option<&'static str>,
}

/// A number with the currency before or behind it, and the currency if there is one.
fn with_currency(reading: &Reading<'_>, at: usize) -> Option<(Numeral, Option<Currency>)> {
    let pieces = reading.pieces;
    if let Some((currency, number_at)) = currency_before(reading, at) {
        let number = number::numeral(pieces, number_at).filter(|number| number.digits)?;
        let number = Numeral { start: at, ..with_letter(reading, number) };
        let end = by_code(original(reading, number.end)).map_or(number.end, |_| number.end + 1);
        return Some((Numeral { end, ..number }, Some(currency)));
    }
    let number = number::numeral(pieces, at)?;
    match currency_behind(reading, number.end) {
        Some((currency, worth, end)) => {
            let value = clean(number.value * worth);
            Some((Numeral { end, value, ..number }, Some(currency)))
        }
        None => Some((number, None)),
    }
}

fn original<'a>(reading: &Reading<'a>, at: usize) -> &'a str {
    reading.pieces.get(at).map_or("", |piece| piece.span.of(reading.text))
}

/// The currency written before a number, and the number's index: `US$`, `£`, `EUR`.
fn currency_before(reading: &Reading<'_>, at: usize) -> Option<(Currency, usize)> {
    let pieces = reading.pieces;
    if let Some(code) = by_code(original(reading, at)) {
        let sign = by_sign("", pieces.word(at + 1)).is_some();
        return Some((Currency { code: Some(code) }, at + 1 + usize::from(sign)));
    }
    let letters = pieces.kind(at) == Some(TokenKind::Word) && pieces.is_glued(at + 1);
    let sign_at = at + usize::from(letters);
    let sign = pieces.word(sign_at);
    let prefix = if letters { pieces.stem(at) } else { "" };
    let known = prefix.len() <= 3 && (!letters || reading.is_capitalised(at));
    let code = by_sign(prefix, sign).filter(|_| known && sign != "¢")?;
    Some((Currency { code: Some(code) }, sign_at + 1))
}

/// `m`, `b` and `t` behind an amount whose currency stands before it are scales.
fn with_letter(reading: &Reading<'_>, number: Numeral) -> Numeral {
    let scale = match reading.pieces.stem(number.end) {
        "m" => 1e6,
        "b" => 1e9,
        "t" => 1e12,
        _ => return number,
    };
    Numeral { end: number.end + 1, value: clean(number.value * scale), scaled: true, ..number }
}

/// The currency written behind a number, what one of it is worth, and the index behind.
fn currency_behind(reading: &Reading<'_>, at: usize) -> Option<(Currency, f64, usize)> {
    let pieces = reading.pieces;
    let at = pieces.over_hyphen(at);
    if let Some(code) = by_code(original(reading, at)) {
        return Some((Currency { code: Some(code) }, 1.0, at + 1));
    }
    let sign = pieces.word(at);
    if let Some(code) = by_sign("", sign).filter(|_| sign != "$" || pieces.is_glued(at)) {
        let number_behind = pieces.is_glued(at + 1) && pieces.is_number(at + 1);
        let worth = if sign == "¢" { 0.01 } else { 1.0 };
        return (!number_behind).then_some((Currency { code: Some(code) }, worth, at + 1));
    }
    // "pounds of sugar" are no money.
    let weight =
        |name: usize| pieces.stem(name).starts_with("pound") && pieces.word(name + 1) == "of";
    if let Some(named) = by_name("", pieces.word(at)).filter(|_| !weight(at)) {
        return Some((Currency { code: named.currency }, named.worth, at + 1));
    }
    let two_words = matches!(pieces.word(at), "new" | "hong" | "united");
    let name = at + 1 + usize::from(two_words);
    by_name(pieces.before(name), pieces.word(name))
        .map(|named| (Currency { code: named.currency }, named.worth, name + 1))
}
