//! Expressions that count from the document's day or from what was last spoken of.

use super::days_counted::weekdays_away;
use super::duration;
use super::expression::{Shift, When, YearSaid};
use super::lexicon::{TimeUnit, time_unit};
use super::tense::tense;
use crate::facts::number;
use crate::facts::role::Roles;
use crate::facts::scan::Reading;

/// The relative expression that begins at `at`.
pub(super) fn relative(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    named_day(reading, at)
        .or_else(|| weekdays_away(reading, at))
        .or_else(|| anchored(reading, at))
        .or_else(|| compound(reading, at))
        .or_else(|| counted(reading, at))
        .or_else(|| counted_before(reading, at))
        .or_else(|| determined(reading, at))
        .or_else(|| distance(reading, at))
        .or_else(|| due(reading, at))
}

/// `two weeks` in `he will be back in two weeks`.
fn due(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if pieces.before(at) != "in" {
        return None;
    }
    let (count, unit_at) = duration::count(reading, at)?;
    let (unit, _) = time_unit(pieces.word(unit_at))?;
    let by = whole_number(count?).filter(|_| unit_at > at && unit >= TimeUnit::Day)?;
    let open = matches!(pieces.word(unit_at + 1), "of" | "in" | "to" | "since" | "-" | "old")
        || pieces.is_dash(unit_at + 1);
    let day = match unit {
        TimeUnit::Day => by,
        TimeUnit::Week => by.checked_mul(7)?,
        _ => return None,
    };
    let ahead = !open && tense(reading, at) == Shift::Ahead;
    ahead.then_some((When::Shifted { unit: TimeUnit::Day, by: day }, unit_at + 1))
}

/// `of that year`, `this year`, `the same year`, `next year` behind a month or a day: the
/// year it tells, and the index behind it.
pub(super) fn year_behind(reading: &Reading<'_>, at: usize) -> Option<(YearSaid, usize)> {
    let of = matches!(reading.pieces.word(at), "of" | "in" | ",");
    match relative(reading, at + usize::from(of))? {
        (When::Shifted { unit: TimeUnit::Year, by }, end) if by.abs() <= 1 => {
            Some((YearSaid::FromToday(by), end))
        }
        (When::Anchored { unit: TimeUnit::Year, by }, end) => Some((YearSaid::FromText(by), end)),
        _ => None,
    }
}

fn named_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let day = |by, end| Some((When::Shifted { unit: TimeUnit::Day, by }, end));
    match pieces.word(at) {
        "today" => day(0, at + 1),
        "yesterday" => day(-1, at + 1),
        "tomorrow" | "tmrw" | "tmr" => day(1, at + 1),
        "the" if pieces.word(at + 1) == "day" => match (pieces.word(at + 2), pieces.word(at + 3)) {
            ("before", "yesterday") => day(-2, at + 4),
            ("after", "tomorrow") => day(2, at + 4),
            _ => None,
        },
        _ => None,
    }
}

/// `year-end`, `year end`, `year-ago`, and what `end of` leads to: `end of year`.
fn compound(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (unit, plural) = time_unit(pieces.word(at))?;
    let long =
        matches!(unit, TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year);
    let end = pieces.over_hyphen(at + 1);
    let when = When::Shifted { unit, by: 0 };
    let hyphened = end > at + 1;
    if !long || plural {
        None
    } else if hyphened && matches!(pieces.word(end), "ago" | "earlier") {
        let ago = pieces.word(end) == "ago";
        Some((shifted(unit, 1, false, ago), end + 1))
    } else if pieces.word(end) == "end" && unit == TimeUnit::Year {
        Some((when, end + 1))
    } else {
        let led = pieces.before(at) == "of" && at > 1 && pieces.word(at - 2) == "end";
        led.then_some((when, at + 1))
    }
}

/// `that day`, `the same year`, `the following month`, `the next day`.
fn anchored(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (by, unit_at) = match (pieces.word(at), pieces.word(at + 1)) {
        ("that", "same") | ("the", "same") | ("this", "same") | ("the", "very") => (0, at + 2),
        ("that", _) => (0, at + 1),
        ("the", "following" | "next" | "subsequent" | "ensuing") => (1, at + 2),
        ("the", "previous" | "preceding") => (-1, at + 2),
        _ => return None,
    };
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    // "the next decade" is a length of time.
    let fits = !plural
        && (TimeUnit::Day..TimeUnit::Decade).contains(&unit)
        && !(by == 0 && unit == TimeUnit::Quarter);
    fits.then_some((When::Anchored { unit, by }, unit_at + 1))
}

/// `the past two weeks`, `next three days`, `the last few years`, `the coming months`,
/// `recent years`, `the past decade`.
fn counted(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(matches!(pieces.word(at), "the" | "these" | "those"));
    // "it will last two hours"
    let verb = matches!(
        pieces.before(at),
        "not"
            | "to"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "should"
            | "shouldn't"
            | "didn't"
            | "won't"
            | "must"
    );
    if article == at && verb {
        return None;
    }
    let (back, past) = match pieces.word(article) {
        "past" => (true, true),
        "last" | "previous" | "preceding" | "recent" | "prior" => (true, false),
        "next" | "coming" | "following" | "upcoming" | "ensuing" => (false, false),
        _ => return None,
    };
    let (count, unit_at) = match duration::count(reading, article + 1) {
        Some((Some(count), unit)) if (1.0..=10_000.0).contains(&count) => (Some(count), unit),
        Some((None, unit)) => (None, unit),
        _ => return None,
    };
    let unit_at = unit_at
        + 2 * usize::from(pieces.word(unit_at) == "of" && pieces.word(unit_at + 1) == "the");
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    let end = unit_at + 1;
    let Some(count) = count else {
        let bare = unit_at == article + 1;
        return match (plural, bare) {
            (true, _) => Some((When::Some(unit), end)),
            // "the past year", "the last decade" are lengths of time.
            (false, true) if past && unit != TimeUnit::Weekend || unit >= TimeUnit::Decade => {
                Some((When::Count { unit, count: if back { -1 } else { 1 } }, end))
            }
            _ => None,
        };
    };
    let whole = (plural || count == 1.0) && count.fract() == 0.0;
    // At most ten thousand, so the cast keeps it.
    let count = if back { -(count as i32) } else { count as i32 };
    let works = unit == TimeUnit::Day && matches!(pieces.before(unit_at), "business" | "working");
    let when = if works { When::BusinessDays(count) } else { When::Count { unit, count } };
    whole.then_some((when, end))
}

/// `the 13 last minutes`, `two coming months`: the number stands first.
fn counted_before(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    if !pieces.may_begin(article, Roles::NUMBER) {
        return None;
    }
    let number = number::numeral(pieces, article)?;
    let back = match pieces.word(number.end) {
        "last" | "previous" | "preceding" | "past" => true,
        "next" | "coming" | "following" | "upcoming" => false,
        _ => return None,
    };
    let (unit, plural) = time_unit(pieces.word(number.end + 1))?;
    let fits = plural && number.value.fract() == 0.0 && (1.0..=10_000.0).contains(&number.value);
    // At most ten thousand, so the cast keeps it.
    let count = if back { -(number.value as i32) } else { number.value as i32 };
    fits.then_some((When::Count { unit, count }, number.end + 2))
}

/// `last week`, `this year`, `next month`, `the weekend`, `this fiscal year`.
fn determined(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(matches!(pieces.word(at), "the" | "any" | "our"));
    let by = match pieces.word(article) {
        "last" | "past" | "previous" => -1,
        "this" | "current" | "present" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        "weekend" if article > at && pieces.word(at) == "the" => {
            let ahead = tense(reading, article) == Shift::Ahead;
            let when = if ahead {
                When::Shifted { unit: TimeUnit::Weekend, by: 0 }
            } else {
                When::LastWeekend
            };
            return Some((when, article + 1));
        }
        "year" | "month" | "week" if article > at && is_whole_told_of(reading, at) => {
            let (unit, _) = time_unit(pieces.word(article))?;
            return Some((When::Anchored { unit, by: 0 }, article + 1));
        }
        _ => return None,
    };
    let kind = matches!(
        pieces.word(article + 1),
        "fiscal" | "financial" | "calendar" | "working" | "business" | "academic" | "school"
    );
    let unit_at = article + 1 + usize::from(kind);
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    let fits = !plural && unit >= TimeUnit::Day && !(by == -1 && unit == TimeUnit::Day);
    // "the last year of the war" is no year that could be told.
    let of = pieces.word(unit_at + 1) == "of" && article > at;
    let when = match (by, unit, pieces.before(at)) {
        (0, TimeUnit::Day, "to") => When::Vague("PRESENT_REF"),
        // "this day" is the day told of.
        (0, TimeUnit::Day, _) => When::Anchored { unit, by },
        _ => When::Shifted { unit, by },
    };
    (fits && !of).then_some((when, unit_at + 1))
}

/// Whether `the year` takes up one that was told of: `later in the year`, `the end of the
/// year`.
fn is_whole_told_of(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before = at.checked_sub(2).map_or("", |index| pieces.word(index));
    match pieces.before(at) {
        "of" => matches!(
            before,
            "end"
                | "beginning"
                | "start"
                | "middle"
                | "part"
                | "half"
                | "rest"
                | "remainder"
                | "quarter"
                | "month"
                | "months"
                | "weeks"
                | "days"
                | "day"
                | "time"
                | "most"
                | "much"
                | "close"
                | "turn"
        ),
        "in" => matches!(before, "later" | "earlier" | "late" | "early"),
        _ => false,
    }
}

/// `three years ago`, `two weeks from now`, `a month earlier`, `twelve days later`.
fn distance(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (count, unit_at) = duration::count(reading, at)?;
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    if unit_at == at && !plural {
        return None;
    }
    let (ahead, from_today, end) = match (pieces.word(unit_at + 1), pieces.word(unit_at + 2)) {
        ("ago" | "back", _) => (false, true, unit_at + 2),
        ("earlier" | "previously", _) => (false, false, unit_at + 2),
        ("later" | "afterwards" | "afterward", _) => (true, false, unit_at + 2),
        ("from" | "after", "now" | "today") => (true, true, unit_at + 3),
        ("from" | "after", "tomorrow" | "tmrw") if unit == TimeUnit::Day => {
            let count = whole_number(count?)?;
            return Some((When::Shifted { unit, by: count + 1 }, unit_at + 3));
        }
        ("hence", _) => (true, true, unit_at + 2),
        _ => return None,
    };
    let Some(count) = count else {
        return Some((When::Vague(if ahead { "FUTURE_REF" } else { "PAST_REF" }), end));
    };
    let tens = match unit {
        TimeUnit::Decade => 10.0,
        TimeUnit::Century => 100.0,
        _ => 1.0,
    };
    let Some(whole) = whole_number(count * tens) else {
        let moved = duration::in_smaller_units(count, unit);
        let (count, unit) = moved?;
        return Some((shifted(unit, count, ahead, from_today), end));
    };
    let unit = if tens > 1.0 { TimeUnit::Year } else { unit };
    Some((shifted(unit, whole, ahead, from_today), end))
}

fn shifted(unit: TimeUnit, count: i32, ahead: bool, from_today: bool) -> When {
    let by = if ahead { count } else { -count };
    if from_today { When::Shifted { unit, by } } else { When::Anchored { unit, by } }
}

fn whole_number(count: f64) -> Option<i32> {
    // At most a hundred thousand, so the cast keeps it.
    (count.fract() == 0.0 && (0.0..=100_000.0).contains(&count)).then_some(count as i32)
}
