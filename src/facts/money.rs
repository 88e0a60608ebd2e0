//! Amounts of money: `$1.2 million`, `A$5bn`, `20 euros`, `between £5 and £10`.

use super::currency::{
    Named, by_code, by_letters, by_name, by_scaled_code, by_sign, is_ambiguous,
};
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
    let (named, before) = (amount.start..amount.end)
        .filter_map(|at| with_currency(pieces, sterling, at))
        .filter(|(number, _)| number.end <= amount.end)
        .find_map(|(_, currency)| currency)?;
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
        value: amount.value.map(|value| value * named.worth),
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
        let number = number::numeral(pieces, number_at).filter(|number| number.digits)?;
        let value = clean(number.value * named.worth);
        let number = Numeral { value, scaled: number.scaled || named.worth > 1.0, ..number };
        let number = with_letter(pieces, Numeral { start: at, ..number });
        let end = match code_at(pieces, number.end, number_at) {
            Some(code) if named.currency.is_none_or(|known| known == code || known == "USD") => {
                number.end + 1
            }
            _ => number.end,
        };
        return Some((Numeral { end, bare_end: end, ..number }, Some((named, before))));
    }
    let number = number::numeral(pieces, at)?;
    let Some((named, end)) = currency_behind(pieces, sterling, &number) else {
        return Some((number, None));
    };
    let whole = Numeral { end, value: clean(number.value * named.worth), ..number };
    Some((
        with_hundredths(pieces, with_scale_behind(pieces, whole)),
        Some((named, Before::Nothing)),
    ))
}

/// The currency of the code at `at`. One that stands for something else too is a currency
/// only beside a number that few other things have.
fn code_at(pieces: Pieces<'_>, at: usize, number: usize) -> Option<&'static str> {
    /// `COP 26` and `AMD 64` are no amounts.
    const MIN_DIGITS: usize = 3;
    let code = by_code(pieces.original(at))?;
    let large = || {
        pieces.word(number).len() >= MIN_DIGITS || number::scale_word(pieces.word(number + 1)).is_some()
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
    if let Some((named, end)) = by_name(pieces, part.end)
        && named.worth < 1.0
    {
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
    let at = pieces.over_hyphen(number.end);
    if let Some(code) = code_at(pieces, at, number.start) {
        return Some((Named { currency: Some(code), worth: 1.0 }, at + 1));
    }
    let sign = pieces.word(at);
    if let Some(named) = by_sign("", sign).or_else(|| by_letters(pieces.original(at))) {
        // "10 $30" ends before the sign of the next amount.
        let of_next = pieces.is_glued(at + 1) && pieces.is_number(at + 1);
        let apart = sign == "$" && !pieces.is_glued(at) && pieces.is_number(at + 1);
        let another = apart && by_sign("", pieces.word(at + 2)).is_none();
        return (!of_next && !another).then_some((named, at + 1));
    }
    let (named, end) = by_name(pieces, at)?;
    let weight =
        pieces.word(end - 1).starts_with("pound") && is_weight(pieces, sterling, number, end);
    let verb = pieces.word(end - 1) == "won" && end == at + 1 && number.value < 100.0;
    (!weight && !verb).then_some((named, end))
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
            ("It cost c $ 7.5 million.", "c $ 7.5 million", Some(7.5e6), None, Some("CAD")),
            ("It cost NZD$ 40.", "NZD$ 40", Some(40.0), None, Some("NZD")),
            ("It cost Rs 2 crore.", "Rs 2 crore", Some(2e7), None, Some("INR")),
            ("It made MSEK 60.", "MSEK 60", Some(6e7), None, Some("SEK")),
            ("It made KEUR 5.5.", "KEUR 5.5", Some(5500.0), None, Some("EUR")),
            (
                "It cost a quarter million pesos.",
                "a quarter million pesos",
                Some(250_000.0),
                None,
                None,
            ),
            ("It cost 30 USD million.", "30 USD million", Some(3e7), None, Some("USD")),
            (
                "It cost 8 dollars and 25 cents.",
                "8 dollars and 25 cents",
                Some(8.25),
                None,
                Some("USD"),
            ),
            ("It cost nine dollars forty.", "nine dollars forty", Some(9.4), None, Some("USD")),
            ("It cost 9 dollars, 40 men paid.", "9 dollars", Some(9.0), None, Some("USD")),
            (
                "It cost 60 million Dutch guilders.",
                "60 million Dutch guilders",
                Some(6e7),
                None,
                None,
            ),
            (
                "It cost 90 New Zealand dollars.",
                "90 New Zealand dollars",
                Some(90.0),
                None,
                Some("NZD"),
            ),
            ("It cost millions of euros.", "millions of euros", Some(1e6), None, Some("EUR")),
            ("It cost half a million yen.", "half a million yen", Some(5e5), None, Some("JPY")),
            ("It fell 5 % to 700 yen.", "700 yen", Some(700.0), None, Some("JPY")),
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
    fn pounds_are_weighed_or_paid() {
        for (text, paid) in [
            ("It took 20 pounds of sugar.", false),
            ("He weighs 180 pounds.", false),
            ("He lost ten pounds by May.", false),
            ("He paid ten pounds.", true),
            ("It made 40 million pounds.", true),
            ("It was \u{a3}5 and ten pounds more.", true),
        ] {
            let document = article(text, None);
            let money = facts_of(&document).iter().any(|fact| {
                document.slice(fact.span).contains("pounds")
                    && matches!(fact.detail, Detail::Money(_))
            });
            assert_eq!(money, paid, "{text}");
        }
    }
}
