//! Whole expressions: a range, a point, a length of time or a set.

use super::day::day_number;
use super::duration::{self, duration};
use super::expression::{Expression, Point, Read, When, YearSaid};
use super::holiday::{begins_only_holidays, holiday};
use super::lexicon::TimeUnit;
use super::named::month_at;
use super::offset::offset;
use super::point::point;
use super::set::set;
use super::year::year;
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// The expression that begins at `at`, the longest of those that could.
pub(super) fn expression(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    if !may_begin(reading.pieces, at) {
        return None;
    }
    opened_range(reading, at)
        .or_else(|| set(reading, at))
        .or_else(|| partial_range(reading, at))
        .or_else(|| offset(reading, at))
        .or_else(|| point_or_range(reading, at))
        .or_else(|| duration(reading, at))
}

/// Whether more than the first word speaks for an expression, where that mostly begins none:
/// an apostrophe, and the words of holidays.
fn may_begin(pieces: Pieces<'_>, at: usize) -> bool {
    match pieces.word(at) {
        "'" | "’" | "‘" => {
            let digits = pieces.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
            digits && pieces.is_glued(at + 1)
        }
        word => !begins_only_holidays(word) || holiday(pieces, at).is_some(),
    }
}

fn point_or_range(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let first = point(reading, at)?;
    if let Some(range) = range_from(reading, &first, false) {
        return Some(range);
    }
    // "nearly two years ago" is one expression with its bound.
    let distance = matches!(reading.pieces.before(first.end), "ago" | "earlier" | "later");
    let start = if distance { duration::with_bound(reading.pieces, at) } else { first.start };
    Some(Read { start, end: first.end, value: Expression::Point(first.value) })
}

/// `between October and early March`, `from 11 to 15 May`, `from Monday until today`.
fn opened_range(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let between = match reading.pieces.word(at) {
        "between" => true,
        "from" => false,
        _ => return None,
    };
    let read = match partial_range(reading, at + 1) {
        Some(read) => read,
        None => {
            let first = point(reading, at + 1)?;
            range_from(reading, &first, between)?
        }
    };
    Some(Read { start: at, ..read })
}

/// Whether the word at `at` joins two points to a range, and the index behind it.
pub(super) fn joint(reading: &Reading<'_>, at: usize, between: bool) -> Option<usize> {
    let pieces = reading.pieces;
    let joins = match pieces.word(at) {
        "to" | "through" | "until" | "till" | "thru" => true,
        "up" if pieces.word(at + 1) == "to" => return Some(at + 2),
        "and" => between,
        _ => pieces.is_dash(at) && pieces.is_glued(at) == pieces.is_glued(at + 1),
    };
    joins.then_some(at + 1)
}

/// The range that `first` opens. Where both ends name their year each is a date of its
/// own, and they are left apart: `1939–1945`, `from May 1980 to June 1981`.
fn range_from(
    reading: &Reading<'_>,
    first: &Read<Point>,
    between: bool,
) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let next = joint(reading, first.end, between)?;
    let spoken = !pieces.is_dash(first.end);
    let ranged = |end, second| {
        Some(Read { start: first.start, end, value: Expression::Range(first.value, second) })
    };
    if let Some((second, end)) =
        second_day(reading, first, next).or_else(|| second_year(reading, first, next))
    {
        return ranged(end, Point { when: Some(second), ..Point::default() });
    }
    let second = point(reading, next)?;
    let fits = match (first.value.when, second.value.when) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            are_comparable(one, other)
                && (spoken || !matches!(other, When::Weekday { .. }))
                && !(one.is_complete() && other.is_complete())
        }
        (Some(_), None) => first.value.clock.is_some(),
        (None, Some(_)) => second.value.clock.is_some(),
    };
    fits.then(|| ranged(second.end, second.value)).flatten()
}

/// Whether two periods can be the ends of one range.
fn are_comparable(first: When, second: When) -> bool {
    let vague = |when| matches!(when, When::Vague(_) | When::Count { .. } | When::Some(_));
    !vague(first) && !vague(second)
}

/// The second day in `March 3-5, 2016`.
fn second_day(reading: &Reading<'_>, first: &Read<Point>, at: usize) -> Option<(When, usize)> {
    let Some(When::Day { year: YearSaid::Unsaid, month, shift, .. }) = first.value.when else {
        return None;
    };
    let pieces = reading.pieces;
    let the = at + usize::from(pieces.word(at) == "the");
    let (day, end) = day_number(reading, the)?;
    if pieces.word(end) == "/"
        || month_at(reading, end).is_some()
        || month_at(reading, end + 1).is_some() && pieces.word(end) == "of"
    {
        return None;
    }
    let comma = end + usize::from(matches!(pieces.word(end), "," | "of"));
    let (year, end) = year(reading, comma)
        .map_or((YearSaid::Unsaid, end), |(year, end)| (YearSaid::Named(year), end));
    Some((When::Day { year, month, day, shift }, end))
}

/// The second year in `1980-88`, `2016/17`.
fn second_year(reading: &Reading<'_>, first: &Read<Point>, at: usize) -> Option<(When, usize)> {
    let Some(When::Year(year)) = first.value.when else { return None };
    let pieces = reading.pieces;
    let word = pieces.word(at);
    let glued = pieces.is_glued(at)
        && pieces.is_number(at)
        && word.len() == 2
        && !(pieces.is_glued(at + 1) && pieces.is_dash(at + 1));
    let number: i16 = word.parse().ok().filter(|_| glued)?;
    let second = year - year.rem_euclid(100) + number;
    (second > year).then_some((When::Year(second), at + 1))
}

/// Ranges whose first end is only a number: `3-5 March`, `9 to 12 of June`, `between the
/// ninth and the seventeenth of April`.
fn partial_range(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let between = pieces.before(at) == "between";
    let the = at + usize::from(pieces.word(at) == "the");
    let (day, end) = day_number(reading, the)?;
    let next = joint(reading, end, between)?;
    let second = point(reading, next)?;
    let (first, last) = match second.value.when? {
        When::Day { year, month, day: last, shift } => {
            (When::Day { year, month, day, shift }, last)
        }
        When::Nth { nth, count: 1, unit: TimeUnit::Day, of } => {
            let first = i8::try_from(day).ok()?;
            let first = When::Nth { nth: first, count: 1, unit: TimeUnit::Day, of };
            (first, u8::try_from(nth).ok()?)
        }
        _ => return None,
    };
    let begins_with_day =
        pieces.is_number(next) || pieces.word(next) == "the" || day_number(reading, next).is_some();
    if day >= last || !begins_with_day {
        return None;
    }
    let first = Point { when: Some(first), ..Point::default() };
    Some(Read { start: at, end: second.end, value: Expression::Range(first, second.value) })
}
