//! Parts of the day and weekdays that are counted: `two nights`, `three nights ago`, `two
//! Sundays from now`.

use super::expression::{Clock, Point, Read, When};
use super::lexicon::{TimeUnit, part_of_day, weekday};
use crate::facts::number;
use crate::facts::piece::Pieces;
use crate::facts::role::Roles;
use crate::facts::scan::Reading;

/// More are not counted one by one.
const MOST: f64 = 100.0;

/// How many nights are counted where their name stands at `name`: `two nights`, `three-night`.
/// They last as many days, as in the specifications of Recognizers-Text.
pub(super) fn counted_nights(
    reading: &Reading<'_>,
    at: usize,
    count: f64,
    name: usize,
) -> Option<f64> {
    let pieces = reading.pieces;
    let joined = name > at && pieces.is_dash(name - 1);
    let named = match pieces.word(name) {
        "nights" => true,
        "night" => joined,
        _ => false,
    };
    let fits = count.fract() == 0.0 && (1.0..=MOST).contains(&count) && name > at;
    // "Seven Nights" is a film.
    (fits && named && !reading.is_capitalised(name)).then_some(count)
}

/// `two nights ago`, `three mornings later`.
pub(super) fn parts_away(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    let (ahead, from_today) = match pieces.word(at + 2) {
        "ago" => (false, true),
        "earlier" => (false, false),
        "later" => (true, false),
        _ => return None,
    };
    let part = part_of_day(pieces.word(at + 1))?;
    let count = counted(pieces, at)?;
    let (unit, by) = (TimeUnit::Day, if ahead { count } else { -count });
    let when = if from_today { When::Shifted { unit, by } } else { When::Anchored { unit, by } };
    let value = Point { when: Some(when), part: None, clock: Some(Clock::Part(part)) };
    Some(Read { start: at, end: at + 3, value })
}

/// `two Sundays from now`, `three Fridays ago`.
pub(super) fn weekdays_away(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (ahead, end) = match (pieces.word(at + 2), pieces.word(at + 3)) {
        ("ago", _) => (false, at + 3),
        ("from", "now" | "today") => (true, at + 4),
        _ => return None,
    };
    let name = pieces.word(at + 1);
    let weekday = weekday(name.strip_suffix('s').unwrap_or(name))?;
    let count = counted(pieces, at)?;
    Some((When::WeekdaysAway { weekday, by: if ahead { count } else { -count } }, end))
}

/// The number of one word at `at`.
fn counted(pieces: Pieces<'_>, at: usize) -> Option<i32> {
    if matches!(pieces.word(at), "a" | "an") {
        return Some(1);
    }
    if !pieces.may_begin(at, Roles::NUMBER) {
        return None;
    }
    let number = number::numeral(pieces, at).filter(|number| number.end == at + 1)?;
    let fits = number.value.fract() == 0.0 && (1.0..=MOST).contains(&number.value);
    // At most a hundred, so the cast keeps it.
    fits.then_some(number.value as i32)
}
