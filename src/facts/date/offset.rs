//! What is counted from a day: `two days after Christmas`, `three days starting Monday`, `two
//! years and three months ago`, `the day before last Friday`.

use super::duration;
use super::expression::{Clock, Expression, Point, Read, Shift, When};
use super::grammar::joint;
use super::lexicon::{TimeUnit, time_unit};
use super::point::point;
use crate::facts::scan::Reading;

/// The expression at `at` that is counted from a day.
pub(super) fn offset(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let Some(counted) = counted_at(reading, at) else { return day_beside(reading, at) };
    lasting(reading, &counted)
        .or_else(|| distance(reading, &counted))
        .or_else(|| moved(reading, &counted))
}

/// A number of units of time.
struct Counted {
    /// Index of its first piece.
    at: usize,
    count: f64,
    unit: TimeUnit,
    /// Index behind the unit.
    end: usize,
}

impl Counted {
    /// The count, if it is whole.
    fn whole(&self) -> Option<i32> {
        // At most ten thousand, so the cast keeps it.
        (self.count.fract() == 0.0 && self.count >= 1.0).then_some(self.count as i32)
    }
}

/// The number of units at `at`.
fn counted_at(reading: &Reading<'_>, at: usize) -> Option<Counted> {
    /// Longer distances are not told in words.
    const MAX_COUNT: f64 = 10_000.0;
    let (count, unit_at) = duration::count(reading, at).filter(|(_, unit_at)| *unit_at > at)?;
    let count = count.filter(|count| (0.25..=MAX_COUNT).contains(count))?;
    let (unit, _) = time_unit(reading.pieces.word(unit_at))?;
    Some(Counted { at, count, unit, end: unit_at + 1 })
}

/// `three days starting next Monday`, `for a week from 20 May`, `for 3 hours from 10 a.m.`
fn lasting(reading: &Reading<'_>, counted: &Counted) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let &Counted { at, count, unit, end } = counted;
    let comma = end + usize::from(pieces.word(end) == ",");
    let next = match pieces.word(comma) {
        "starting" | "beginning" | "commencing" => {
            comma + 1 + usize::from(matches!(pieces.word(comma + 1), "from" | "on" | "at"))
        }
        "from" if pieces.before(at) == "for" => comma + 1,
        _ => return None,
    };
    let base = point(reading, next)?;
    let read = |value| Read { start: at, end: base.end, value };
    if let Some(Clock::Time(from)) = base.value.clock {
        let clock = Some(Clock::Span(from, from.later(count, unit)?));
        return Some(read(Expression::Point(Point { clock, ..base.value })));
    }
    let when = base.value.when.filter(|when| when.is_day())?.ahead();
    let whole = count.fract() == 0.0 && unit >= TimeUnit::Day && base.value.clock.is_none();
    let start = Point { when: Some(when), ..base.value };
    // At most ten thousand, so the cast keeps it.
    whole.then(|| read(Expression::Lasting(count as i32, unit, start)))
}

/// `two days after Christmas`, `three weeks before next Monday`: from a day that is told
/// without a verb.
fn distance(reading: &Reading<'_>, counted: &Counted) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let &Counted { at, unit, end, .. } = counted;
    let count = counted.whole()?;
    let ahead = match pieces.word(end) {
        "after" | "from" | "following" => true,
        "before" => false,
        _ => return None,
    };
    let base = point(reading, end + 1)?;
    let of_today = |unit, by: i32| unit == TimeUnit::Day && by.abs() <= 1;
    let fits = match base.value.when? {
        When::Shifted { unit, by } => of_today(unit, by),
        When::Holiday { .. } => true,
        // "it lasted 9 days from May 3 to May 11"
        When::Day { .. } => pieces.word(end) == "from" && joint(reading, base.end, false).is_none(),
        When::Weekday { shift, .. } => {
            matches!(shift, Shift::Next | Shift::Last | Shift::This) || pieces.word(end) == "from"
        }
        _ => false,
    };
    // "a week from Tuesday" counts from the Tuesday to come.
    let base = match base.value.when {
        Some(When::Weekday { weekday, shift: Shift::Nearest | Shift::Behind }) => {
            let when = Some(When::Weekday { weekday, shift: Shift::Ahead });
            Read { value: Point { when, ..base.value }, ..base }
        }
        _ => base,
    };
    let count = if ahead { count } else { -count };
    let value = Expression::Offset(count, unit, base.value);
    (fits && base.value.clock.is_none() && unit >= TimeUnit::Day).then_some(Read {
        start: duration::with_bound(pieces, at),
        end: base.end,
        value,
    })
}

/// `two years and three months ago`, `1 month 21 days later`: a distance of several units.
fn moved(reading: &Reading<'_>, counted: &Counted) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let first = (counted.whole()?, counted.unit);
    let mut parts = Vec::new();
    let (mut last, mut end) = (counted.unit, counted.end);
    while last > TimeUnit::Day {
        let and = usize::from(matches!(pieces.word(end), "and" | ","));
        let Some(part) = counted_at(reading, end + and).filter(|part| part.unit < last) else {
            break;
        };
        parts.push((part.whole()?, part.unit));
        (last, end) = (part.unit, part.end);
    }
    let (ahead, from_today) = match pieces.word(end) {
        _ if parts.is_empty() || last < TimeUnit::Day => return None,
        "ago" => (false, true),
        "earlier" => (false, false),
        "later" => (true, false),
        "hence" => (true, true),
        _ => return None,
    };
    parts.insert(0, first);
    if !ahead {
        parts.iter_mut().for_each(|(count, _)| *count = -*count);
    }
    Some(Read { start: counted.at, end: end + 1, value: Expression::Moved(parts, from_today) })
}

/// `the day before last Friday`, `the day after Christmas`.
fn day_beside(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let behind = pieces.phrase(at, "the day")?;
    let count = match pieces.word(behind) {
        "before" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    let base = point(reading, behind + 1)?;
    let named = base.value.when.is_some_and(|when| {
        matches!(when, When::Day { .. } | When::Weekday { .. } | When::Holiday { .. })
    });
    let value = Expression::Offset(count, TimeUnit::Day, base.value);
    (named && base.value.clock.is_none()).then_some(Read { start: at, end: base.end, value })
}
