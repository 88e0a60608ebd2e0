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
use super::year::{stands_for_century, year};
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// The expression that begins at `at`, the longest of those that could.
pub(super) fn expression(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    if may_begin(reading.pieces, at) { longest(reading, at) } else { None }
}

fn longest(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    opened_range(reading, at)
        .or_else(|| set(reading, at))
        .or_else(|| partial_range(reading, at))
        .or_else(|| offset(reading, at))
        .or_else(|| point_or_range(reading, at))
        .or_else(|| duration(reading, at))
}

/// Whether more than the first word speaks for an expression, where that mostly begins none:
/// an apostrophe, the words of holidays, units, and all that only leads to a word of the
/// calendar.
fn may_begin(pieces: Pieces<'_>, at: usize) -> bool {
    let word = pieces.word(at);
    match word {
        "'" | "’" | "‘" => begins_short_year(pieces, at),
        "year" | "month" | "day" | "hour" | "minute" | "decade" | "century" => {
            pieces.is_dash(at + 1)
                || at > 0 && pieces.is_dash(at - 1)
                || pieces.word(at + 1) == "end"
                || pieces.before(at) == "of"
        }
        _ if begins_only_holidays(word) => holiday(pieces, at).is_some(),
        _ => leads_to_calendar(pieces, at),
    }
}

/// Whether `'98` stands at `at`.
fn begins_short_year(pieces: Pieces<'_>, at: usize) -> bool {
    stands_for_century(pieces, at) && pieces.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a number of few digits is part of a date by what is joined to it: `90s`, `5-6-16`,
/// `7p`.
fn joins_calendar(pieces: Pieces<'_>, at: usize) -> bool {
    let glued = || {
        let letter = matches!(pieces.word(at + 1), "'s" | "’s" | "a" | "p");
        pieces.is_glued(at + 1) && (letter || pieces.is_dash(at + 1))
    };
    // Where words are told apart by blanks, "the 20s" is written "the 20 s".
    pieces.is_number(at) && (pieces.word(at + 1) == "s" || glued())
}

/// Whether a word of the calendar stands where an expression that begins at `at` must have one.
fn leads_to_calendar(pieces: Pieces<'_>, at: usize) -> bool {
    /// The most pieces that lead to it: `between the first two and a half`.
    const LEADING: usize = 8;
    /// The most pieces between a number and the month of the one before it: `May 24 and 25`.
    const LISTED: usize = 3;
    let of_calendar = |index| {
        pieces.is_of_calendar(index)
            || begins_short_year(pieces, index)
            || joins_calendar(pieces, index)
    };
    let listed = || {
        pieces.is_number(at) && (at.saturating_sub(LISTED)..at).any(|it| pieces.is_of_calendar(it))
    };
    (at..=at + LEADING).any(of_calendar) || listed()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::reading::capitalised;
    use crate::facts::role::Roles;
    use crate::facts::testing::document;

    /// Words that no date begins with, and numbers.
    const OTHERS: &str = "of in at to and or on ago the a with for by times before after until \
        since each long old work nights days week ending starting GMT people houses percent time \
        dawn o'clock BC AD 1 2 5 9 12 24 31 45 98 345 1998 2016 0730 12,000 3.5 5.30 28.05.2006 \
        20160518 19th 1980s 5pm 9am '98 Dec31 s 's p m 20 30 - – / : . , ( ) ; %";

    fn word() -> impl Strategy<Value = String> {
        let mut words: Vec<String> = Roles::words().map(str::to_string).collect();
        let others: Vec<String> = OTHERS.split_whitespace().map(str::to_string).collect();
        words.extend(others.iter().cloned());
        prop_oneof![
            2 => proptest::sample::select(words.clone()),
            2 => proptest::sample::select(others),
            1 => proptest::sample::select(words).prop_map(|word| capitalised(&word)),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn what_may_begin_none_begins_none(
            words in proptest::collection::vec((word(), prop_oneof![4 => Just(" "), 1 => Just("")]), 1..14),
        ) {
            let text: String = words.iter().flat_map(|(word, gap)| [word.as_str(), *gap]).collect();
            let document = document(&text);
            let analysis = Analysis::new(&document, Span::new(0, text.len()));
            for sentence in 0..analysis.sentences().len() {
                let reading = Reading { pieces: analysis.pieces_of(sentence), text: &text };
                for at in 0..reading.pieces.len() {
                    if reading.pieces.may_begin(at, Roles::TIME) && !may_begin(reading.pieces, at) {
                        let read = longest(&reading, at).map(|read| (read.start, read.end));
                        prop_assert_eq!(read, None, "{} at {}", text, at);
                    }
                }
            }
        }
    }
}
