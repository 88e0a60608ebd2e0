//! Periods by their names: months, weekdays, seasons and holidays, with the words before
//! them that tell which one (`last March`, `next Monday`).

use super::expression::{Shift, When};
use super::lexicon::{holiday, month, ordinal, season, weekday};
use super::relative;
use super::year::{short_year, year};
use crate::facts::scan::Reading;

/// The word before a name that tells which one, and the name's index.
fn shift(reading: &Reading<'_>, at: usize) -> (Shift, usize) {
    match reading.pieces.word(at) {
        "last" | "past" | "previous" => (Shift::Last, at + 1),
        "this" => (Shift::This, at + 1),
        "next" | "coming" => (Shift::Next, at + 1),
        _ => (Shift::Nearest, at),
    }
}

/// The month whose name stands at `at`; none where it is the word `may` or `march`.
pub(super) fn month_at(reading: &Reading<'_>, at: usize) -> Option<u8> {
    let pieces = reading.pieces;
    let number = month(pieces.stem(at))?;
    let word = pieces.word(at);
    let clear = if !reading.is_capitalised(at) {
        is_beside_number(reading, at) && (word != "may" || !pieces.is_number(at + 1))
    } else {
        match word {
            "may" => is_beside_number(reading, at) || is_time_preposition(pieces.before(at)),
            "march" => is_beside_number(reading, at) || at > 0 && !is_demonstration(reading, at),
            _ if word.len() > 3 => true,
            _ => {
                is_beside_number(reading, at)
                    || is_time_preposition(pieces.before(at))
                    || pieces.is_dash(at + 1)
            }
        }
    };
    clear.then_some(number)
}

/// Whether a number that can be a day or a year stands beside a month.
fn is_beside_number(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before = at.checked_sub(1);
    pieces.is_number(at + 1)
        || ordinal(pieces, at + 1).is_some()
        || year(reading, at + 1 + usize::from(pieces.word(at + 1) == "of")).is_some()
        || before
            .is_some_and(|before| pieces.is_number(before) || ordinal(pieces, before).is_some())
        || pieces.before(at) == "of"
}

/// Whether `March` is one that people walk in: `Long March`, `March of the Mothers`.
fn is_demonstration(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before =
        at.checked_sub(1).is_some_and(|before| reading.is_capitalised(before) && before > 0);
    let of_whom = matches!(pieces.word(at + 1), "of" | "for" | "on") && !pieces.is_number(at + 2);
    before && !pieces.before(at).ends_with('.')
        || of_whom && !is_time_preposition(pieces.before(at))
}

fn is_time_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "mid"
            | "from"
            | "to"
            | "of"
            | "between"
            | "and"
            | "through"
            | "during"
            | "before"
            | "after"
            | "for"
            | "-"
            | "–"
    )
}

/// `March`, `March 2024`, `March of 2024`, `last March`.
pub(super) fn named_month(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (shift, name) = shift(reading, at);
    let number = month_at(reading, name)?;
    let of = name + 1 + usize::from(matches!(pieces.word(name + 1), "of" | "," | "in" | "/"));
    let dashed = pieces.over_hyphen(name + 1);
    if let Some((year, end)) =
        year(reading, of).or_else(|| year(reading, dashed)).or_else(|| short_year(reading, of))
    {
        return Some((When::Month { year: Some(year), month: number, shift }, end));
    }
    let of_year =
        (pieces.word(name + 1) == "of").then(|| relative::relative(reading, name + 2)).flatten();
    let end = match of_year {
        Some((When::Anchored { .. } | When::Shifted { .. }, end)) => end,
        _ => name + 1,
    };
    Some((When::Month { year: None, month: number, shift }, end))
}

/// `last Monday`, `Tuesday`; a plural is a set and not read here.
pub(super) fn named_weekday(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let (shift, name) = shift(reading, at);
    let weekday = weekday_at(reading, name)?;
    if let Some((by, end)) = week_behind(reading, name + 1) {
        return Some((When::WeekdayOf { weekday, by }, end));
    }
    Some((When::Weekday { weekday, shift }, name + 1))
}

/// `of next week`, `last week` behind a weekday: how many weeks from this one.
fn week_behind(reading: &Reading<'_>, at: usize) -> Option<(i32, usize)> {
    let pieces = reading.pieces;
    let at = at + usize::from(pieces.word(at) == "of");
    let by = match pieces.word(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    (pieces.word(at + 1) == "week").then_some((by, at + 2))
}

/// The weekday whose name stands at `at`; none where it is the word `sun` or `sat`.
pub(super) fn weekday_at(reading: &Reading<'_>, at: usize) -> Option<u8> {
    let pieces = reading.pieces;
    let stem = pieces.stem(at);
    let number = weekday(stem)?;
    let dotted = pieces.word(at).ends_with('.');
    let clear = match stem {
        "sun" | "sat" => dotted || is_before_day(reading, at),
        _ if stem.len() > 5 => return Some(number),
        _ => dotted || pieces.word(at + 1) == "," || is_before_day(reading, at),
    };
    (clear && reading.is_capitalised(at)).then_some(number)
}

/// Whether a day or a month stands behind an abbreviated weekday.
fn is_before_day(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let next = at + 1 + usize::from(pieces.word(at + 1) == ",");
    pieces.is_number(next) || ordinal(pieces, next).is_some() || month(pieces.stem(next)).is_some()
}

/// `the summer of 1944`, `spring 1941`, `last fall`; bare ones only where a word before
/// shows that it is a season.
pub(super) fn named_season(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let (shift, name) = shift(reading, article);
    let season = season(pieces.word(name))?;
    let of = name + 1 + usize::from(matches!(pieces.word(name + 1), "of" | "in" | ","));
    if let Some((year, end)) = year(reading, of) {
        return Some((When::Season { year: Some(year), season, shift }, end));
    }
    let led = matches!(
        pieces.before(at),
        "in" | "during" | "by" | "of" | "through" | "until" | "since" | "early" | "late" | "mid"
    );
    let determined = shift != Shift::Nearest || article > at && led;
    // Bare "fall" and "spring" are mostly verbs.
    let bare = led && matches!(pieces.word(name), "summer" | "winter" | "autumn");
    (determined || bare).then_some((When::Season { year: None, season, shift }, name + 1))
}

pub(super) fn holiday_at(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let (shift, name) = shift(reading, at);
    if !reading.is_capitalised(name) {
        return None;
    }
    let (holiday, end) = holiday(reading.pieces, name)?;
    let comma = end + usize::from(matches!(reading.pieces.word(end), "," | "of" | "in"));
    let (year, end) = year(reading, comma).map_or((None, end), |(year, end)| (Some(year), end));
    Some((When::Holiday { year, holiday, shift }, end))
}
