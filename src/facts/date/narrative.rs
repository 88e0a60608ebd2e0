//! What the whole of a text tells for the placing of each date: whether it is about times
//! long past, and which full date comes next.

use jiff::civil::Date as Day;

use super::calendar::{self, Period};
use super::expression::{Expression, Point, When, YearSaid};
use super::lexicon::TimeUnit;

/// Whether a text tells of times long past: it names many years that are not near the
/// document's own, and hardly counts from its own day. Without a day of its own any text
/// that names years does.
pub(super) fn is_narrative<'a>(
    expressions: impl Iterator<Item = &'a Expression>,
    reference: Option<i16>,
) -> bool {
    const NEAR: u16 = 2;
    const ENOUGH: usize = 4;
    let (mut near, mut far, mut from_today) = (0, 0, 0);
    for when in expressions.flat_map(whens).flatten() {
        match (when.named_year(), reference) {
            (Some(_), None) => return true,
            (Some(year), Some(now)) if year.abs_diff(now) > NEAR => far += 1,
            (Some(_), Some(_)) => near += 1,
            (None, _) => from_today += usize::from(counts_from_today(when)),
        }
    }
    far >= ENOUGH && far > near * 3 && far > from_today * 3
}

fn whens(expression: &Expression) -> [Option<When>; 2] {
    let when = |point: &Point| point.when;
    match expression {
        Expression::Point(point)
        | Expression::Offset(_, _, point)
        | Expression::Lasting(_, _, point) => [when(point), None],
        Expression::Range(first, second) => [when(first), when(second)],
        Expression::Moved(..) | Expression::Duration(_) | Expression::Set(_) => [None, None],
    }
}

/// Whether an expression is told from the day of writing: `Friday`, `yesterday`, `last
/// week`.
fn counts_from_today(when: When) -> bool {
    match when {
        When::Weekday { .. } | When::WeekdayOf { .. } => true,
        When::WeekdaysAway { .. } | When::LastWeekend => true,
        When::Shifted { unit, .. } => unit <= TimeUnit::Year,
        _ => false,
    }
}

/// Whether a text speaks of its own day, as news does: `today`, `on Friday`.
pub(super) fn speaks_of_today<'a>(expressions: impl Iterator<Item = &'a Expression>) -> bool {
    let of_today = |when: When| match when {
        When::Weekday { .. } | When::WeekdayOf { .. } => true,
        When::Shifted { unit, .. } => unit == TimeUnit::Day,
        _ => false,
    };
    expressions.flat_map(whens).flatten().any(of_today)
}

/// For each expression the first day of the next full date behind it, if it is near.
pub(super) fn next_dates<'a>(
    expressions: impl DoubleEndedIterator<Item = &'a Expression>,
) -> Vec<Option<Day>> {
    /// One further on than so many expressions tells nothing.
    const NEAR: usize = 25;
    let mut next: Option<(Day, usize)> = None;
    let mut all: Vec<Option<Day>> = expressions
        .rev()
        .map(|expression| {
            let here = next.filter(|&(_, gap)| gap < NEAR).map(|(day, _)| day);
            next = match full_date(expression) {
                Some(day) => Some((day, 0)),
                None => next.map(|(day, gap)| (day, gap + 1)),
            };
            here
        })
        .collect();
    all.reverse();
    all
}

/// The first day of a day, month or season that names its year.
fn full_date(expression: &Expression) -> Option<Day> {
    let [first, second] = whens(expression);
    let full = |when: When| match when {
        When::Day { year: YearSaid::Named(year), month, day, .. } => {
            calendar::day(year, month, day)
        }
        When::Month { year: YearSaid::Named(year), month, .. } => calendar::day(year, month, 1),
        When::Season { year: YearSaid::Named(year), season, .. } => {
            Period::Season(year, season).bounds().map(|(day, _)| day)
        }
        _ => None,
    };
    first.and_then(full).or_else(|| second.and_then(full))
}
