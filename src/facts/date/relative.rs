//! Expressions that count from the document's day or from what was last spoken of.

use super::expression::When;
use super::lexicon::{TimeUnit, time_unit};
use crate::facts::number::{self, cardinal_word};
use crate::facts::scan::Reading;

/// The relative expression that begins at `at`.
pub(super) fn relative(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    named_day(reading, at)
        .or_else(|| anchored(reading, at))
        .or_else(|| counted(reading, at))
        .or_else(|| determined(reading, at))
        .or_else(|| distance(reading, at))
}

fn named_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let day = |by, end| Some((When::Shifted { unit: TimeUnit::Day, by }, end));
    match pieces.word(at) {
        "today" => day(0, at + 1),
        "yesterday" => day(-1, at + 1),
        "tomorrow" => day(1, at + 1),
        "the" => match pieces.word(at + 1) {
            "day" if pieces.word(at + 3) == "yesterday" && pieces.word(at + 2) == "before" => {
                day(-2, at + 4)
            }
            "day" if pieces.word(at + 3) == "tomorrow" && pieces.word(at + 2) == "after" => {
                day(2, at + 4)
            }
            "future" if !is_noun_behind(reading, at + 2) => {
                Some((When::Vague("FUTURE_REF"), at + 2))
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_noun_behind(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.pieces.word(at);
    !(word.is_empty()
        || matches!(
            word,
            "." | "," | ";" | ":" | "and" | "of" | "is" | "?" | "!" | "’s" | "'s" | ")"
        ))
}

/// `that day`, `the same year`, `the following month`, `the next day`.
fn anchored(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (by, unit_at) = match (pieces.word(at), pieces.word(at + 1)) {
        ("that", "same") | ("the", "same") | ("this", "same") => (0, at + 2),
        ("that", _) => (0, at + 1),
        ("the", "following" | "next" | "subsequent") => (1, at + 2),
        ("the", "previous" | "preceding") => (-1, at + 2),
        _ => return None,
    };
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    let fits = !plural && unit >= TimeUnit::Day && !(by == 0 && unit == TimeUnit::Quarter);
    // "the next decade" from today's point of view is the same expression.
    fits.then_some((When::Anchored { unit, by }, unit_at + 1))
}

/// `the past two weeks`, `next three days`, `the last few years`, `the coming months`.
fn counted(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let back = match pieces.word(article) {
        "past" | "last" | "previous" => true,
        "next" | "coming" | "following" => false,
        _ => return None,
    };
    // "two quarters" are half of something elsewhere, but not here.
    let small = cardinal_word(pieces.word(article + 1))
        .filter(|_| time_unit(pieces.word(article + 2)).is_some());
    let (count, unit_at) = match number::numeral(pieces, article + 1) {
        _ if small.is_some() => (small.unwrap_or_default(), article + 2),
        Some(number) if (1.0..=10_000.0).contains(&number.value) && number.value.fract() == 0.0 => {
            (number.value, number.end)
        }
        Some(_) => return None,
        None => match pieces.word(article + 1) {
            "few" | "several" | "couple" => (
                0.0,
                article
                    + 2
                    + 2 * usize::from(
                        pieces.word(article + 2) == "of" && pieces.word(article + 3) == "the",
                    ),
            ),
            _ => (0.0, article + 1),
        },
    };
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    if !plural && count != 1.0 {
        return None;
    }
    // At most ten thousand, so the cast keeps it.
    let count = if back { -(count as i32) } else { count as i32 };
    let when = match (count, back) {
        (0, true) => When::Vague("PAST_REF"),
        (0, false) => When::Vague("FUTURE_REF"),
        _ => When::Count { unit, count },
    };
    Some((when, unit_at + 1))
}

/// `last week`, `this year`, `next month`, `the past decade`, `the weekend`.
fn determined(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let by = match pieces.word(article) {
        "last" | "past" | "previous" => -1,
        "this" | "current" | "present" => 0,
        "next" | "coming" | "upcoming" | "following" => 1,
        "weekend" if article > at => {
            return Some((When::Shifted { unit: TimeUnit::Weekend, by: 0 }, article + 1));
        }
        "year" | "month" | "week" if article > at && matches!(pieces.before(at), "of") => {
            let (unit, _) = time_unit(pieces.word(article))?;
            return Some((When::Anchored { unit, by: 0 }, article + 1));
        }
        _ => return None,
    };
    let (unit, plural) = time_unit(pieces.word(article + 1))?;
    let fits = !plural && unit >= TimeUnit::Day && !(by == -1 && unit == TimeUnit::Day);
    // "the last year of the war" is no year that could be told.
    let of = pieces.word(article + 2) == "of" && article > at;
    (fits && !of).then_some((When::Shifted { unit, by }, article + 2))
}

/// `three years ago`, `two weeks from now`, `a month earlier`, `twelve days later`.
fn distance(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (count, unit_at) = match number::numeral(pieces, at) {
        Some(number) => (Some(number.value), number.end),
        None => match (pieces.word(at), pieces.word(at + 1)) {
            ("a" | "an", "few") | ("a", "couple") => {
                (None, at + 2 + usize::from(pieces.word(at + 2) == "of"))
            }
            ("a" | "an", _) => (Some(1.0), at + 1),
            ("several" | "many" | "some", _) => (None, at + 1),
            _ => (None, at),
        },
    };
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    if unit_at == at && !plural {
        return None;
    }
    let (ahead, from_today, end) = match pieces.word(unit_at + 1) {
        "ago" => (false, true, unit_at + 2),
        "earlier" | "before" if pieces.word(unit_at + 1) == "earlier" => {
            (false, false, unit_at + 2)
        }
        "later" => (true, false, unit_at + 2),
        "from" if matches!(pieces.word(unit_at + 2), "now" | "today") => (true, true, unit_at + 3),
        "hence" => (true, true, unit_at + 2),
        _ => return None,
    };
    let whole = count.filter(|count| count.fract() == 0.0 && (0.0..=100_000.0).contains(count));
    let Some(count) = whole else {
        return Some((When::Vague(if ahead { "FUTURE_REF" } else { "PAST_REF" }), end));
    };
    // At most a hundred thousand, so the cast keeps it.
    let by = if ahead { count as i32 } else { -(count as i32) };
    let when = if from_today { When::Shifted { unit, by } } else { When::Anchored { unit, by } };
    Some((when, end))
}
