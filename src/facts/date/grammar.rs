//! Whole expressions: a range, a point, a length of time or a set.

use super::clock::clock;
use super::day::day_number;
use super::duration::{duration, set};
use super::expression::{Clock, Expression, Point, Read, When};
use super::point::point;
use super::year::year;
use crate::facts::scan::Reading;

/// The expression that begins at `at`, the longest of those that could.
pub(super) fn expression(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    if let Some(read) = opened_range(reading, at) {
        return Some(read);
    }
    if let Some(read) = set(reading, at) {
        return Some(read);
    }
    if let Some(read) = partial_range(reading, at) {
        return Some(read);
    }
    let first = point(reading, at);
    if let Some(read) = first.as_ref().and_then(|first| range_from(reading, first, false)) {
        return Some(read);
    }
    first
        .map(|read| Read { start: read.start, end: read.end, value: Expression::Point(read.value) })
        .or_else(|| duration(reading, at))
}

/// `between October and early March`, `from 1939 to 1945`, `from 3 to 5 p.m.`
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
fn joint(reading: &Reading<'_>, at: usize, between: bool) -> Option<usize> {
    let pieces = reading.pieces;
    let joins = match pieces.word(at) {
        "to" | "through" | "until" | "till" | "thru" => true,
        "and" => between,
        _ => pieces.is_dash(at) && pieces.is_glued(at) == pieces.is_glued(at + 1),
    };
    joins.then_some(at + 1)
}

/// The range that `first` opens.
fn range_from(
    reading: &Reading<'_>,
    first: &Read<Point>,
    between: bool,
) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let next = joint(reading, first.end, between)?;
    let spoken = !pieces.is_dash(first.end);
    let ranged = |end, second| {
        Some(Read {
            start: first.start,
            end,
            value: Expression::Range(first.value.clone(), second),
        })
    };
    if let Some((second, end)) =
        second_day(reading, first, next).or_else(|| second_year(reading, first, next))
    {
        return ranged(end, Point { when: Some(second), ..Point::default() });
    }
    let second = point(reading, next)?;
    let fits = match (first.value.when, second.value.when) {
        (None, None) => true,
        (Some(first), Some(second)) => {
            are_comparable(first, second) && (spoken || !matches!(second, When::Weekday { .. }))
        }
        (Some(_), None) => first.value.clock.is_some(),
        (None, Some(_)) => second.value.clock.is_some(),
    };
    // "Monday to Friday" told with "to" is a range of days only if it opens with "from".
    fits.then(|| ranged(second.end, second.value)).flatten()
}

/// Whether two periods can be the ends of one range.
fn are_comparable(first: When, second: When) -> bool {
    let vague = |when| matches!(when, When::Vague(_) | When::Count { .. });
    !vague(first) && !vague(second)
}

/// The second day in `March 3-5, 2016`.
fn second_day(reading: &Reading<'_>, first: &Read<Point>, at: usize) -> Option<(When, usize)> {
    let Some(When::Day { year: None, month, .. }) = first.value.when else { return None };
    let pieces = reading.pieces;
    let (day, end) = day_number(reading, at)?;
    if super::named::month_at(reading, end).is_some()
        || super::named::month_at(reading, end + 1).is_some() && pieces.word(end) == "of"
    {
        return None;
    }
    let comma = end + usize::from(matches!(pieces.word(end), "," | "of"));
    let (year, end) = year(reading, comma).map_or((None, end), |(year, end)| (Some(year), end));
    Some((When::Day { year, month, day }, end))
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

/// Ranges whose first end is only a number: `3-5 March`, `3 to 5 p.m.`, `9 to 12 of June`.
fn partial_range(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let between = pieces.before(at) == "between";
    if let Some((day, end)) = day_number(reading, at)
        && let Some(next) = joint(reading, end, between)
        && let Some(second) = point(reading, next)
        && let Some(When::Day { year, month, day: last }) = second.value.when
        && day < last
        && (pieces.is_number(next)
            || pieces.word(next) == "the"
            || day_number(reading, next).is_some())
    {
        let first = Point { when: Some(When::Day { year, month, day }), ..Point::default() };
        return Some(Read {
            start: at,
            end: second.end,
            value: Expression::Range(first, second.value),
        });
    }
    let hour: u8 =
        pieces.word(at).parse().ok().filter(|hour| *hour <= 12 && pieces.is_number(at))?;
    let next = joint(reading, at + 1, between)?;
    let (Clock::Time(last, ..), _) = clock(pieces, next)? else { return None };
    let second = point(reading, next)?;
    let afternoon = last >= 12 && (hour % 12) + 12 < last.max(13);
    let hour = if afternoon { hour % 12 + 12 } else { hour };
    let first = Point { clock: Some(Clock::Time(hour, None, None)), ..Point::default() };
    Some(Read { start: at, end: second.end, value: Expression::Range(first, second.value) })
}
