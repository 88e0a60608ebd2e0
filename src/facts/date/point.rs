//! Days, periods and times of day: `early March 2024`, `Monday, Oct. 26`, `the 1980s`,
//! `last week`, `three years ago`, `9 a.m. Tuesday`.

use super::calendar::Part;
use super::clock::clock;
use super::expression::{Clock, Point, Read, When};
use super::lexicon::{ordinal, part_of_day, time_unit};
use super::named::{holiday_at, named_month, named_season, named_weekday};
use super::year::{bare_year, decade, year};
use super::{day, relative};
use crate::facts::scan::Reading;

/// A point in time that begins at `at`.
pub(super) fn point(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    if let Some((time, end)) = clock(pieces, at) {
        return Some(with_day_behind(reading, at, time, end));
    }
    if let Some(read) = part_of_day_of(reading, at) {
        return Some(read);
    }
    let (part, start) = part(reading, at);
    let read = when(reading, start)?;
    let point = Point { when: Some(read.value), part, clock: None };
    Some(with_clock_behind(reading, Read { start: at, end: read.end, value: point }))
}

/// A day or period that begins at `at`.
pub(super) fn when(reading: &Reading<'_>, at: usize) -> Option<Read<When>> {
    let read = |(value, end)| Read { start: at, end, value };
    day::day(reading, at)
        .or_else(|| relative::relative(reading, at))
        .or_else(|| century(reading, at))
        .or_else(|| decade(reading, at))
        .or_else(|| named_month(reading, at))
        .or_else(|| named_season(reading, at))
        .or_else(|| holiday_at(reading, at))
        .or_else(|| part_of_year(reading, at))
        .or_else(|| named_weekday(reading, at))
        .or_else(|| bare_year(reading, at))
        .map(read)
}

/// The words that take a part of the period behind them, and the period's index.
fn part(reading: &Reading<'_>, at: usize) -> (Option<Part>, usize) {
    let pieces = reading.pieces;
    let over = |index: usize| pieces.over_hyphen(index);
    let article = at + usize::from(pieces.word(at) == "the");
    let of = |part| {
        (
            part,
            article
                + 2
                + usize::from(
                    pieces.word(article + 2) == "the"
                        && time_unit(pieces.word(article + 3)).is_none(),
                ),
        )
    };
    match pieces.word(article) {
        "early" => {
            (Some(Part::Early), over(article + 1) + usize::from(pieces.word(article + 1) == "in"))
        }
        "mid" => (Some(Part::Mid), over(article + 1)),
        "late" => {
            (Some(Part::Late), over(article + 1) + usize::from(pieces.word(article + 1) == "in"))
        }
        "earlier" if pieces.word(article + 1) == "this" => (Some(Part::Early), article + 1),
        "later" if matches!(pieces.word(article + 1), "this" | "that") => {
            (Some(Part::Late), article + 1)
        }
        "earlier" | "later" if matches!(pieces.word(article + 1), "that") => (None, article + 1),
        "beginning" | "start" if pieces.word(article + 1) == "of" => of(Some(Part::Early)),
        "middle" if pieces.word(article + 1) == "of" => of(Some(Part::Mid)),
        "end" if pieces.word(article + 1) == "of" => of(Some(Part::Late)),
        _ => (None, at),
    }
}

/// `9 a.m. Tuesday`, `noon on Friday`, `8.30pm today`.
fn with_day_behind(reading: &Reading<'_>, at: usize, time: Clock, end: usize) -> Read<Point> {
    let pieces = reading.pieces;
    let comma = end + usize::from(pieces.word(end) == ",");
    let day_at = comma + usize::from(pieces.word(comma) == "on");
    let behind = when(reading, day_at).filter(|read| is_day(read.value));
    match behind {
        Some(read) => Read {
            start: at,
            end: read.end,
            value: Point { when: Some(read.value), part: None, clock: Some(time) },
        },
        None => Read { start: at, end, value: Point { when: None, part: None, clock: Some(time) } },
    }
}

/// `Tuesday at 9 a.m.`, `Tuesday morning`, `June 5, 17:30`.
fn with_clock_behind(reading: &Reading<'_>, read: Read<Point>) -> Read<Point> {
    let pieces = reading.pieces;
    let Some(when) = read.value.when.filter(|&when| is_day(when)) else { return read };
    let mut at = read.end;
    if let Some(part) = part_of_day(pieces.word(at)) {
        let value = Point { when: Some(when), clock: Some(Clock::Part(part)), ..read.value };
        return Read { end: at + 1, value, ..read };
    }
    at += usize::from(pieces.word(at) == ",");
    at += usize::from(matches!(pieces.word(at), "at" | "around" | "about"));
    match clock(pieces, at) {
        Some((time, end)) => {
            let value = Point { when: Some(when), clock: Some(time), ..read.value };
            Read { end, value, ..read }
        }
        None => read,
    }
}

fn is_day(when: When) -> bool {
    match when {
        When::Day { .. }
        | When::Weekday { .. }
        | When::WeekdayOf { .. }
        | When::DayOfMonth(_)
        | When::Holiday { .. } => true,
        When::Shifted { unit, .. } | When::Anchored { unit, .. } => {
            unit == super::lexicon::TimeUnit::Day
        }
        _ => false,
    }
}

/// `this morning`, `last night`, `that evening`, `the night of March 3`, `tonight`.
fn part_of_day_of(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    use super::lexicon::TimeUnit::Day;
    let pieces = reading.pieces;
    let point = |when, part, end| {
        let value = Point { when: Some(when), part: None, clock: Some(Clock::Part(part)) };
        Some(Read { start: at, end, value })
    };
    if pieces.word(at) == "tonight" {
        return with_exact_time(reading, point(When::Shifted { unit: Day, by: 0 }, "NI", at + 1)?);
    }
    let part = part_of_day(pieces.word(at + 1))?;
    match pieces.word(at) {
        "this" => point(When::Shifted { unit: Day, by: 0 }, part, at + 2),
        "last" => point(When::Shifted { unit: Day, by: -1 }, part, at + 2),
        "that" | "same" => point(When::Anchored { unit: Day, by: 0 }, part, at + 2),
        "the" if matches!(pieces.word(at + 2), "of" | "before") => {
            let of = pieces.word(at + 2) == "of";
            let day = when(reading, at + 3).filter(|read| of && is_day(read.value))?;
            point(day.value, part, day.end)
        }
        _ => None,
    }
}

/// `tonight at 8 p.m.`: the exact time takes the place of the part of the day.
fn with_exact_time(reading: &Reading<'_>, read: Read<Point>) -> Option<Read<Point>> {
    let at = read.end + usize::from(reading.pieces.word(read.end) == "at");
    match clock(reading.pieces, at) {
        Some((time, end)) => {
            Some(Read { end, value: Point { clock: Some(time), ..read.value }, ..read })
        }
        None => Some(read),
    }
}

/// `the 19th century`, `twentieth century`.
fn century(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let (number, end) = ordinal(pieces, article)?;
    let name = pieces.over_hyphen(end);
    let centuries =
        matches!(pieces.word(name), "century" | "centuries") && number > 0 && number <= 30;
    centuries.then(|| (When::Century((i16::from(number) - 1) * 100), name + 1))
}

/// `the first quarter of 2019`, `Q3 2019`, `third-quarter`, `2019 H2`, `week 27`.
fn part_of_year(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let leading_year = year(reading, at);
    let start = leading_year.map_or(at, |(_, end)| pieces.over_hyphen(end));
    let (when, end) = named_part(reading, start)?;
    let of = end + usize::from(matches!(pieces.word(end), "of" | "," | "in" | "/" | "-"));
    let (year, end) = match (leading_year, year(reading, of)) {
        (Some((year, _)), _) => (Some(year), end),
        (None, Some((year, end))) => (Some(year), end),
        (None, None) => (None, end),
    };
    let when = match when {
        When::Quarter { quarter, .. } => When::Quarter { year, quarter },
        When::Half { half, .. } => When::Half { year, half },
        other => other,
    };
    Some((when, end))
}

fn named_part(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let lettered = match pieces.word(at) {
        "q1" => Some(1),
        "q2" => Some(2),
        "q3" => Some(3),
        "q4" => Some(4),
        _ => None,
    };
    if let Some(quarter) = lettered {
        return Some((When::Quarter { year: None, quarter }, at + 1));
    }
    match pieces.word(at) {
        "h1" => return Some((When::Half { year: None, half: 1 }, at + 1)),
        "h2" => return Some((When::Half { year: None, half: 2 }, at + 1)),
        _ => {}
    }
    let article = at + usize::from(pieces.word(at) == "the");
    let (number, end) = ordinal(pieces, article)?;
    let name = pieces.over_hyphen(end);
    match pieces.word(name) {
        "quarter" if (1..=4).contains(&number) => {
            Some((When::Quarter { year: None, quarter: number }, name + 1))
        }
        "half" if (1..=2).contains(&number) && year(reading, name + 2).is_some() => {
            Some((When::Half { year: None, half: number }, name + 1))
        }
        _ => None,
    }
}
