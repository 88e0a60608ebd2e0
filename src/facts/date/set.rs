//! Recurring times: `every Monday`, `daily`, `twice a week`, `$5 a day`.

use super::clock::{clock, clock_behind_day};
use super::expression::{Clock, Expression, Read, When, YearSaid};
use super::holiday::Holiday;
use super::lexicon::{TimeUnit, ordinal, part_of_day, season, time_unit, weekday};
use super::named::{holiday_at, named_month, weekday_at};
use super::point::refined;
use super::{day, duration};
use crate::facts::counted::is_plural;
use crate::facts::number;
use crate::facts::piece::Pieces;
use crate::facts::role::Roles;
use crate::facts::scan::Reading;
use crate::facts::unit::is_unit;

/// The recurring time that begins at `at`.
pub(super) fn set(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    if !may_begin(reading.pieces, at) {
        return None;
    }
    let (value, end) = adverb(reading, at)
        .or_else(|| weekdays(reading, at))
        .or_else(|| day_of_each(reading, at))
        .or_else(|| often(reading, at))
        .or_else(|| timed(reading, at))
        .or_else(|| rate(reading, at))
        .or_else(|| every(reading, at))?;
    Some(Read { start: at, end, value: Expression::Set(value) })
}

/// Whether a recurring time may begin with what stands here; most dates begin otherwise.
fn may_begin(pieces: Pieces<'_>, at: usize) -> bool {
    let word = pieces.word(at);
    let listed =
        matches!(word, "a" | "an" | "the" | "every" | "each" | "per" | "once" | "twice" | "thrice");
    // The adverbs end so, and weekdays with what can stand for a recurring part of the day.
    listed
        || pieces.may_begin(at, Roles::NUMBER)
        || matches!(word, "semi" | "bi" | "semiannual" | "everyday")
        || word.ends_with("ly")
        || word.ends_with('s')
        || weekday(word).is_some()
        || ordinal(pieces, at).is_some()
}

/// `daily`, `semi-annually`, `everyday`.
fn adverb(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    // "the Daily Mail" is a paper.
    if at > 0 && reading.is_capitalised(at) {
        return None;
    }
    let value = match pieces.word(at) {
        "daily" => "P1D",
        "weekly" => "P1W",
        "fortnightly" | "biweekly" => "P2W",
        "monthly" => "P1M",
        "quarterly" => "P3M",
        "annually" | "yearly" => "P1Y",
        "semiannual" | "semiannually" | "biannually" => "P6M",
        "semi" | "bi" => {
            let name = pieces.over_hyphen(at + 1);
            let half = matches!(pieces.word(name), "annual" | "annually") && name > at + 1;
            return half.then(|| ("P6M".to_string(), name + 1));
        }
        "hourly" => "PT1H",
        "nightly" => "XXXX-XX-XXTNI",
        "everyday" => "P1D",
        _ => return None,
    };
    Some((value.to_string(), at + 1))
}

/// `Mondays`, `Tuesdays at 9am`, `Friday nights`, `in the mornings`.
fn weekdays(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    let name = at + usize::from(word == "the" && pieces.before(at) == "in");
    let led = name > at || leads_nights(pieces.before(at));
    if let Some(part) = pieces.word(name).strip_suffix('s').and_then(part_of_day).filter(|_| led) {
        let alone = matches!(pieces.word(name + 1), "" | "." | "," | ";" | "and" | "or");
        return alone.then(|| (format!("XXXX-XX-XXT{part}"), name + 1));
    }
    if matches!(word, "weekends" | "weekdays") {
        let code = if word == "weekends" { "WE" } else { "XX" };
        let led = matches!(pieces.before(at), "on" | "at" | "during" | "over" | "and");
        return led.then(|| (format!("XXXX-WXX-{code}"), at + 1));
    }
    let parts = pieces.word(at + 1).strip_suffix('s').and_then(part_of_day);
    if let Some((part, day)) = parts.and_then(|part| Some((part, weekday(word)?))) {
        return Some((format!("XXXX-WXX-{day}T{part}"), at + 2));
    }
    let day = word.strip_suffix('s').and_then(weekday).filter(|_| word.len() > 6)?;
    let time = clock(pieces, at + 1 + usize::from(pieces.word(at + 1) == "at"));
    match time {
        Some((time @ Clock::Time(_), end)) => {
            Some((format!("XXXX-WXX-{day}{}", time.value()), end))
        }
        _ => Some((format!("XXXX-WXX-{day}"), at + 1)),
    }
}

/// Whether a word before `nights` leaves it a recurring time: `works nights`, and not `dark
/// nights`.
fn leads_nights(before: &str) -> bool {
    before.starts_with("work")
        || matches!(
            before,
            "" | "," | "and" | "or" | "on" | "most" | "many" | "some" | "during" | "out"
        )
}

/// `the 19th of every month`.
fn day_of_each(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    let (day, end) = ordinal(pieces, at + usize::from(pieces.word(at) == "the"))?;
    let each = pieces.word(end) == "of" && matches!(pieces.word(end + 1), "every" | "each");
    let month = each && pieces.word(end + 2) == "month" && (1..=31).contains(&day);
    month.then(|| (format!("XXXX-XX-{day:02}"), end + 3))
}

/// `once a week`, `three times per month`.
fn often(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    let next = match pieces.word(at) {
        "once" | "twice" | "thrice" => at + 1,
        _ if !pieces.may_begin(at, Roles::NUMBER) => return None,
        _ => number::numeral(pieces, at)
            .map(|number| number.end)
            .filter(|&end| pieces.word(end) == "times")
            .map(|end| end + 1)?,
    };
    let article = matches!(pieces.word(next), "a" | "an" | "per" | "each" | "every");
    let (unit, plural) = time_unit(pieces.word(next + 1)).filter(|_| article)?;
    (!plural).then(|| (duration::value(1.0, unit), next + 2))
}

/// `a year` behind what is counted by it: `$2 billion a year`, `600 flights a day`.
fn rate(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    if !matches!(pieces.word(at), "a" | "an") {
        return None;
    }
    let (unit, plural) = time_unit(pieces.word(at + 1))?;
    let next = pieces.word(at + 2);
    // "600 “acts” a year"
    let quoted = usize::from(matches!(pieces.before(at), "\"" | "”" | "’" | "''"));
    let counted_at = at.saturating_sub(1 + quoted);
    let before = pieces.word(counted_at);
    let counted = at > quoted && pieces.is_number(counted_at)
        || matches!(
            before,
            "million" | "billion" | "trillion" | "thousand" | "percent" | "%" | "people"
        )
        || is_plural(before)
            && !matches!(
                before,
                "this"
                    | "was"
                    | "has"
                    | "is"
                    | "its"
                    | "as"
                    | "lasts"
                    | "takes"
                    | "gets"
                    | "includes"
            );
    // "60 miles an hour" is one measure.
    let speed = unit <= TimeUnit::Hour && is_unit(before);
    let fits = !plural
        && !speed
        && unit >= TimeUnit::Hour
        && number::scale_word(next).is_none()
        && !matches!(
            next,
            "ago" | "earlier" | "later" | "before" | "after" | "old" | "from" | "of" | "-"
        );
    (counted && fits).then(|| (duration::value(1.0, unit), at + 2))
}

/// The part of the day or the time at `at`, or both, as they stand in a value, and the
/// index behind: `morning`, `at 4 p.m.`, `morning at 9`.
fn time_behind(pieces: Pieces<'_>, at: usize) -> (String, usize) {
    let part = part_of_day(pieces.word(at)).map(Clock::Part);
    let end = at + usize::from(part.is_some());
    match (clock_behind_day(pieces, end, part.is_some()), part) {
        (Some((time @ Clock::Time(_), end)), part) => {
            (part.map_or(time, |part| refined(time, part)).value(), end)
        }
        (_, Some(part)) => (part.value(), end),
        _ => (String::new(), end),
    }
}

/// `every January`, `every 4th of July`, `every Christmas`; a day of one year is no set.
fn every_named(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    if !matches!(reading.pieces.word(at), "every" | "each") {
        return None;
    }
    let unsaid = |year| year == YearSaid::Unsaid;
    let named = day::day(reading, at + 1)
        .or_else(|| named_month(reading, at + 1))
        .or_else(|| holiday_at(reading, at + 1))?;
    let value = match named {
        (When::Day { year, month, day, .. }, _) if unsaid(year) => {
            format!("XXXX-{month:02}-{day:02}")
        }
        (When::Month { year, month, .. }, _) if unsaid(year) => format!("XXXX-{month:02}"),
        (When::Holiday { year, holiday: Holiday::Fixed(month, day), .. }, _) if unsaid(year) => {
            format!("XXXX-{month:02}-{day:02}")
        }
        (When::Holiday { year, .. }, _) if unsaid(year) => "P1Y".to_string(),
        _ => return None,
    };
    Some((value, named.1))
}

/// `4 p.m. every Monday`.
fn timed(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    /// How many pieces a time has at most.
    const TIME: usize = 5;
    let pieces = reading.pieces;
    if !pieces.may_begin(at, Roles::NUMBER) {
        return None;
    }
    let every = (at + 1..=at + TIME).find(|&index| pieces.word(index) == "every")?;
    let (time, _) = clock(pieces, at).filter(|(_, end)| *end == every)?;
    let day = weekday_at(reading, every + 1)?;
    Some((format!("XXXX-WXX-{day}{}", time.value()), every + 2))
}

/// `every Monday morning`, `each year`, `every two weeks`, `per month`.
fn every(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    if let Some(named) = every_named(reading, at) {
        return Some(named);
    }
    let other = matches!(pieces.word(at + 1), "other" | "second");
    let next = match word {
        "every" => at + 1 + usize::from(other || pieces.word(at + 1) == "single"),
        "per" if is_unit(pieces.before(at)) => return None,
        "each" | "per" => at + 1,
        _ => return None,
    };
    if let Some(day) = weekday_at(reading, next) {
        let (time, end) = time_behind(pieces, next + 1);
        return Some((format!("XXXX-WXX-{day}{time}"), end));
    }
    if part_of_day(pieces.word(next)).is_some() {
        let (time, end) = time_behind(pieces, next);
        return Some((format!("XXXX-XX-XX{time}"), end));
    }
    if let Some(season) = season(pieces.word(next)) {
        return Some((format!("XXXX-{season}"), next + 1));
    }
    if pieces.word(next) == "weekday" {
        return Some(("XXXX-WXX-XX".to_string(), next + 1));
    }
    let (count, unit_at) = match number::numeral(pieces, next) {
        Some(number) => (number.value, number.end),
        None => (if other { 2.0 } else { 1.0 }, next),
    };
    let (unit, _) = time_unit(pieces.word(unit_at))?;
    if word == "each" && pieces.word(unit_at + 1) == "of" {
        return None;
    }
    Some((duration::value(count, unit), unit_at + 1))
}
