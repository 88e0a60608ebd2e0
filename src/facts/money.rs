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
        scan(analysis, self.name(), found, Roles::NUMBER | Roles::MONEY, read);
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
        rule: "amount",
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
        let end = code_at(reading, number.end).map_or(number.end, |_| number.end + 1);
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

/// The currency of the code at `at`; in lower case only codes that are no words.
fn code_at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let original = reading.pieces.get(at).map_or("", |piece| piece.span.of(reading.text));
    let lower = match original {
        "usd" => "USD",
        "eur" => "EUR",
        "gbp" => "GBP",
        "rmb" | "RMB" => "CNY",
        other => other,
    };
    by_code(lower)
}

/// The currency written before a number, and the number's index: `US$`, `£`, `EUR`.
fn currency_before(reading: &Reading<'_>, at: usize) -> Option<(Currency, usize)> {
    let pieces = reading.pieces;
    if let Some(code) = code_at(reading, at) {
        let sign = by_sign("", pieces.word(at + 1)).is_some();
        return Some((Currency { code: Some(code) }, at + 1 + usize::from(sign)));
    }
    let apart = matches!(pieces.word(at), "us" | "hk" | "nz") && pieces.word(at + 1) == "$";
    let letters = pieces.kind(at) == Some(TokenKind::Word) && (pieces.is_glued(at + 1) || apart);
    let sign_at = at + usize::from(letters);
    let sign = pieces.word(sign_at);
    let prefix = if letters { pieces.stem(at) } else { "" };
    let known = prefix.len() <= 3 && (!letters || apart || reading.is_capitalised(at));
    let code = by_sign(prefix, sign).filter(|_| known && sign != "¢")?;
    Some((Currency { code: Some(code) }, sign_at + 1))
}

/// `m`, `b` and `t` behind an amount whose currency stands before it are scales.
fn with_letter(reading: &Reading<'_>, number: Numeral) -> Numeral {
    let scale = match reading.pieces.stem(number.end) {
        "m" | "mm" => 1e6,
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
    if let Some(code) = code_at(reading, at) {
        return Some((Currency { code: Some(code) }, 1.0, at + 1));
    }
    let sign = pieces.word(at);
    if let Some(code) = by_sign("", sign)
        .filter(|_| sign != "$" || pieces.is_glued(at) || !pieces.is_number(at + 1))
    {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::recogniser::testing::{article, facts_of};

    #[test]
    fn amounts_and_currencies() {
        for (text, span, value, range, currency) in [
            ("It cost $1.2 million.", "$1.2 million", Some(1.2e6), None, Some("USD")),
            ("It made A$5bn more.", "A$5bn", Some(5e9), None, Some("AUD")),
            ("More than £20m was spent.", "More than £20m", Some(2e7), None, Some("GBP")),
            ("He paid 20 euros.", "20 euros", Some(20.0), None, Some("EUR")),
            ("He paid EUR 20.", "EUR 20", Some(20.0), None, Some("EUR")),
            ("He paid 30 Canadian dollars.", "30 Canadian dollars", Some(30.0), None, Some("CAD")),
            ("It is 50 cents.", "50 cents", Some(0.5), None, Some("USD")),
            (
                "It costs between £5 and £10.",
                "between £5 and £10",
                None,
                Some((5.0, 10.0)),
                Some("GBP"),
            ),
            ("It costs $5-10 million.", "$5-10 million", None, Some((5e6, 1e7)), Some("USD")),
            ("She gave 300 pesos.", "300 pesos", Some(300.0), None, None),
        ] {
            let document = article(text, None);
            let facts = facts_of(&document);
            let money = facts.iter().find_map(|fact| match &fact.detail {
                Detail::Money(money) => Some((document.slice(fact.span), money)),
                _ => None,
            });
            let (read, money) = money.expect(text);
            assert_eq!(
                (read, money.value, money.low.zip(money.high), money.currency),
                (span, value, range, currency)
            );
        }
    }

    #[test]
    fn pounds_of_sugar_are_no_money() {
        let document = article("It took 20 pounds of sugar.", None);
        assert!(facts_of(&document).iter().all(|fact| !matches!(fact.detail, Detail::Money(_))));
    }
}
