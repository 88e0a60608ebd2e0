//! Amounts with their units: `5 km`, `half a mile`, `6 feet 2 inches`, `aged 42`.

use crate::facts::number::{self, Amount, Numeral};
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;
use crate::facts::unit::{AGE, Unit, is_time_unit, unit};

/// A number with its unit.
pub(super) fn with_unit(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let number = number::numeral(pieces, at).or_else(|| below_zero(pieces, at))?;
    if let Some(height) = feet_and_inches(pieces, &number) {
        return Some(height);
    }
    let unit = unit(pieces, number.end)
        .filter(|unit| !is_lasting(pieces, number.end, unit))
        .or_else(|| full_unit(pieces, number.end));
    let end = unit.map_or_else(|| of_article(pieces, &number), |unit| unit.end);
    Some(Numeral { end, ..number })
}

/// `- 20 degrees Celsius`: only a temperature has a sign that stands apart, since a dash
/// between two blanks parts sentences too.
fn below_zero(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let sign = matches!(pieces.word(at), "-" | "−")
        && !pieces.is_glued(at)
        && at.checked_sub(1).is_some_and(|before| pieces.kind(before) == Some(TokenKind::Word));
    let number = number::numeral(pieces, at + 1).filter(|number| sign && number.digits)?;
    let degrees = unit(pieces, number.end)?.dimension == Some("temperature");
    let ranged = number::cardinal_word(pieces.before(at)).is_some();
    (degrees && !ranged).then_some(Numeral { start: at, value: -number.value, ..number })
}

/// Whether the number before `at` counts what its unit only describes: `two week-long talks`.
fn is_lasting(pieces: Pieces<'_>, at: usize, unit: &Unit) -> bool {
    let long = pieces.over_hyphen(unit.end);
    !pieces.is_dash(at) && long > unit.end && pieces.word(long) == "long"
}

/// `6'2"`, in signs.
fn feet_and_inches(pieces: Pieces<'_>, feet: &Numeral) -> Option<Numeral> {
    let sign = |at: usize, signs: &[&str]| pieces.is_glued(at) && signs.contains(&pieces.word(at));
    if !feet.digits || !sign(feet.end, &["'", "’", "′"]) || !pieces.is_glued(feet.end + 1) {
        return None;
    }
    let inches = number::numeral(pieces, feet.end + 1)
        .filter(|inches| (0.0..12.0).contains(&inches.value))?;
    let end = match pieces.word(inches.end) {
        "\"" | "”" | "″" if pieces.is_glued(inches.end) => inches.end + 1,
        "'" | "’" | "′" if sign(inches.end + 1, &["'", "’", "′"]) => inches.end + 2,
        _ => return None,
    };
    Some(Numeral { end, value: feet.value + inches.value / 12.0, ..*feet })
}

/// The unit of time behind an adjective: `two full days`, `three more weeks`.
fn full_unit(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let full = matches!(
        pieces.word(at),
        "full"
            | "whole"
            | "more"
            | "consecutive"
            | "straight"
            | "calendar"
            | "additional"
            | "further"
            | "solid"
    );
    let compound = pieces.over_hyphen(at + 2) != at + 2;
    (full && !compound && is_time_unit(pieces.word(at + 1))).then(|| unit(pieces, at + 1)).flatten()
}

/// The index behind `a mile` of `half a mile`, or behind the number alone.
fn of_article(pieces: Pieces<'_>, number: &Numeral) -> usize {
    let half =
        matches!(pieces.before(number.end), "half" | "quarter" | "quarters" | "third" | "thirds");
    let of = number.end + usize::from(pieces.word(number.end) == "of");
    let article = matches!(pieces.word(of), "a" | "an");
    let unit = (half && article).then(|| unit(pieces, of + 1)).flatten();
    unit.map_or(number.end, |unit| unit.end)
}

/// The unit that an amount ends with.
pub(super) fn unit_within(pieces: Pieces<'_>, amount: &Amount) -> Option<Unit> {
    if matches!(pieces.before(amount.end), "\"" | "”" | "″" | "'" | "’" | "′") {
        let (name, dimension) = ("foot".to_string(), Some("length"));
        return Some(Unit { name, dimension, end: amount.end });
    }
    let start = last_number(pieces, amount)?.end;
    (start..amount.end).find_map(|at| unit(pieces, at).filter(|unit| unit.end == amount.end))
}

/// Smaller units behind larger ones: how many of the one are one of the other.
const PARTS: &[(&str, &str, f64)] = &[
    ("foot", "inch", 12.0),
    ("yard", "foot", 3.0),
    ("pound", "ounce", 16.0),
    ("stone", "pound", 14.0),
];

/// An amount of two units: `6 feet 2 inches`, `12 ft 2 in`.
pub(super) fn compound(pieces: Pieces<'_>, amount: Amount, whole: Unit) -> (Amount, Option<Unit>) {
    let read = || {
        let value = amount.value.filter(|value| value.fract() == 0.0)?;
        let next = amount.end + usize::from(matches!(pieces.word(amount.end), "," | "and"));
        let next = pieces.over_hyphen(next);
        let part = number::numeral(pieces, next)?;
        let behind = part.end + 1;
        // Between two numbers "in" is no preposition.
        let inches = pieces.word(part.end) == "in" && !pieces.is_number(behind);
        // "six foot two" is a height.
        let height = whole.name == "foot" && next == amount.end && is_height(pieces, part.end);
        let (name, end) = match unit(pieces, part.end) {
            Some(unit) => (unit.name, unit.end),
            None if inches => ("inch".to_string(), behind),
            None if height => ("inch".to_string(), part.end),
            None => return None,
        };
        let known = PARTS.iter().find(|(large, small, _)| *large == whole.name && *small == name);
        let (_, _, times) = known.filter(|(_, _, times)| part.value < *times)?;
        Some(Amount { value: Some(value + part.value / times), end, ..amount })
    };
    (read().unwrap_or(amount), Some(whole))
}

/// Whether nothing stands behind a number at `end` that it could count, but perhaps `tall`.
fn is_height(pieces: Pieces<'_>, end: usize) -> bool {
    match pieces.kind(end) {
        Some(TokenKind::Word) => matches!(pieces.word(end), "tall" | "high" | "and"),
        Some(TokenKind::Punctuation) => !pieces.is_dash(end),
        kind => kind.is_none(),
    }
}

/// The age that a bare number is: `Mary Ames, 42, a plumber`, `aged 42`, `at the age of six`.
pub(super) fn age(pieces: Pieces<'_>, amount: &Amount) -> Option<Unit> {
    let years = |value: f64| (1.0..=115.0).contains(&value) && value.fract() == 0.0;
    let human = amount.value.or(amount.range.map(|(_, high)| high)).is_some_and(years);
    let before = pieces.before(amount.bound_start);
    let of = before == "of" && amount.bound_start >= 2;
    let word = if of { pieces.before(amount.bound_start - 1) } else { before };
    let said = match word {
        "aged" => !of,
        "age" | "ages" => true,
        _ => false,
    };
    let capital = |at: usize| pieces.original(at).starts_with(char::is_uppercase);
    let commas = before == ","
        && matches!(pieces.word(amount.end), "," | ".")
        && amount.digits
        && amount.bound_start >= 2
        && capital(amount.bound_start - 2);
    let end = amount.end;
    (human && (said || commas)).then(|| Unit {
        name: "year".to_string(),
        dimension: Some(AGE),
        end,
    })
}

/// The words of the unit at the end of an amount: what a bare measure counts.
pub(super) fn unit_words(pieces: Pieces<'_>, amount: &Amount) -> Option<(usize, usize)> {
    let mut start = last_number(pieces, amount)?.end;
    start += usize::from(pieces.is_dash(start));
    let word = pieces.kind(start) != Some(TokenKind::Punctuation);
    (start < amount.end && word).then_some((start, amount.end))
}

/// The last number of an amount, without its unit.
fn last_number(pieces: Pieces<'_>, amount: &Amount) -> Option<Numeral> {
    // The exponent of "km^2" is none.
    let within = |number: &Numeral| number.end <= amount.end && pieces.before(number.start) != "^";
    (amount.start..amount.end).rev().find_map(|at| number::numeral(pieces, at).filter(within))
}
