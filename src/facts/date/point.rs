//! Days, periods and times of day: `early March 2024`, `Monday, Oct. 26`, `the 1980s`,
//! `last week`, `three years ago`, `9 a.m. Tuesday`.

use super::calendar::Part;
use super::clock::{clock, clock_behind_day, spoken};
use super::days_counted::parts_away;
use super::expression::{Clock, Point, Read, When};
use super::lexicon::{TimeUnit, ordinal, part_of_day, time_unit};
use super::named::{holiday_at, named_month, named_season, named_weekday, week_behind};
use super::part_of::part_of;
use super::vague::vague;
use super::year::{bare_year, decade};
use super::{day, relative};
use crate::facts::scan::Reading;

/// A point in time that begins at `at`.
pub(super) fn point(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    // "High Noon", "high noon"
    let name = pieces.word(at).ends_with("noon")
        && (at > 0 && reading.is_capitalised(at) || pieces.before(at) == "high");
    if let Some((time, end)) = clock(pieces, at).filter(|_| !name) {
        return Some(with_day_behind(reading, at, time, end));
    }
    let parted = || part_of_day_of(reading, at).or_else(|| parts_away(reading, at));
    if let Some(read) = spoken_before_day(reading, at).or_else(parted) {
        return Some(read);
    }
    let (part, start) = part(reading, at);
    if let Some(read) = when(reading, start) {
        let point = Point { when: Some(read.value), part, clock: None };
        return Some(with_clock_behind(reading, Read { start: at, end: read.end, value: point }));
    }
    span_before_day(reading, at)
}

/// A day or period that begins at `at`.
pub(super) fn when(reading: &Reading<'_>, at: usize) -> Option<Read<When>> {
    let read = |(value, end)| Read { start: at, end, value };
    day::day(reading, at)
        .or_else(|| part_of(reading, at))
        .or_else(|| named_weekday(reading, at))
        .or_else(|| relative::relative(reading, at))
        .or_else(|| century(reading, at))
        .or_else(|| decade(reading, at))
        .or_else(|| named_month(reading, at))
        .or_else(|| named_season(reading, at))
        .or_else(|| holiday_at(reading, at))
        .or_else(|| bare_year(reading, at))
        .or_else(|| vague(reading, at))
        .map(read)
}

/// A period that parts can be taken of; it is no part itself, so that `the first day of
/// the first day of …` ends.
pub(super) fn longer_period(reading: &Reading<'_>, at: usize) -> Option<Read<When>> {
    let read = |(value, end)| Read { start: at, end, value };
    relative::relative(reading, at)
        .or_else(|| century(reading, at))
        .or_else(|| decade(reading, at))
        .or_else(|| named_month(reading, at))
        .or_else(|| named_season(reading, at))
        .or_else(|| bare_year(reading, at))
        .map(read)
}

/// The words that take a part of the period behind them, and the period's index.
fn part(reading: &Reading<'_>, at: usize) -> (Option<Part>, usize) {
    let pieces = reading.pieces;
    let over = |index: usize| pieces.over_hyphen(index);
    let very = at + usize::from(pieces.word(at) == "very");
    let article = very + usize::from(pieces.word(very) == "the");
    let next = pieces.word(article + 1);
    let of = |part, length: usize| {
        let of = article + length;
        let the = pieces.word(of) == "the" && time_unit(pieces.word(of + 1)).is_none();
        (part, of + usize::from(the && named_season(reading, of).is_none()))
    };
    let preposition = usize::from(matches!(next, "in" | "on") && article == very);
    match pieces.word(article) {
        "early" | "first" if next == "part" && pieces.word(article + 2) == "of" => {
            of(Some(Part::Early), 3)
        }
        "early" => (Some(Part::Early), over(article + 1) + preposition),
        "mid" => (Some(Part::Mid), over(article + 1)),
        "late" => (Some(Part::Late), over(article + 1) + preposition),
        "later" if article > very && pieces.is_number(article + 1) => {
            (Some(Part::Late), article + 1)
        }
        "earlier" if matches!(next, "this" | "in" | "that") => {
            (Some(Part::Early), article + 1 + usize::from(next == "in"))
        }
        "later" if matches!(next, "this" | "that" | "in") => {
            (Some(Part::Late), article + 1 + usize::from(next == "in"))
        }
        "beginning" | "start" | "outset" if next == "of" => of(Some(Part::Early), 2),
        "middle" if next == "of" => of(Some(Part::Mid), 2),
        "end" | "close" if next == "of" => of(Some(Part::Late), 2),
        "year" if article == very && pieces.word(over(article + 1)) == "end" => {
            (Some(Part::Late), at)
        }
        "latter"
            if matches!(next, "part" | "half" | "days") && pieces.word(article + 2) == "of" =>
        {
            of(Some(Part::Late), 3)
        }
        _ => (None, at),
    }
}

/// `9 a.m. Tuesday`, `noon on Friday`, `8.30pm today`, `from 3 to 8 p.m. yesterday`.
fn with_day_behind(reading: &Reading<'_>, at: usize, time: Clock, end: usize) -> Read<Point> {
    let pieces = reading.pieces;
    let point = |end, when, clock| {
        let value = Point { when, part: None, clock: Some(clock) };
        Read { start: at, end, value }
    };
    let comma = end + usize::from(pieces.word(end) == ",");
    let day_at = comma + usize::from(matches!(pieces.word(comma), "on" | "of"));
    if let Some(read) = part_of_day_of(reading, day_at) {
        let clock = read.value.clock.map_or(time, |part| refined(time, part));
        return point(read.end, read.value.when, clock);
    }
    match when(reading, day_at).filter(|read| read.value.is_day()) {
        Some(read) => match part_of_day(pieces.word(read.end)) {
            Some(part) => point(read.end + 1, Some(read.value), refined(time, Clock::Part(part))),
            None => point(read.end, Some(read.value), time),
        },
        None => point(end, None, time),
    }
}

/// `five-thirty tomorrow evening`: a time in words that the day behind it shows to be one.
fn spoken_before_day(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let (time, end) = spoken(reading.pieces, at)?;
    let read = with_day_behind(reading, at, time, end);
    read.value.when.map(|_| read)
}

/// `from 7 to 7:30 tonight`, `3 to 8 yesterday`: bare hours before a day.
fn span_before_day(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    if !matches!(pieces.word(at), "from" | "between") {
        return None;
    }
    let (time, end) = clock_behind_day(pieces, at, false)?;
    let read = with_day_behind(reading, at, time, end);
    read.value.when.map(|_| read)
}

/// `Tuesday at 9 a.m.`, `Tuesday morning`, `June 5, 17:30`, `tomorrow from 7 to 8`.
fn with_clock_behind(reading: &Reading<'_>, read: Read<Point>) -> Read<Point> {
    let pieces = reading.pieces;
    let Some(when) = read.value.when.filter(|&when| when.is_day()) else { return read };
    let degree = usize::from(matches!(pieces.word(read.end), "early" | "late"));
    let part = part_of_day(pieces.word(read.end + degree));
    let end = if part.is_some() { read.end + degree + 1 } else { read.end };
    let timed = |end, clock| {
        let value = Point { when: Some(when), clock: Some(clock), ..read.value };
        Read { start: read.start, end, value }
    };
    if let (Some((when, end)), Some(part)) = (of_other_week(reading, when, end), part) {
        let value = Point { when: Some(when), clock: Some(Clock::Part(part)), ..read.value };
        return Read { start: read.start, end, value };
    }
    match (clock_behind_day(pieces, end, part.is_some()), part) {
        (Some((time, end)), Some(part)) => timed(end, refined(time, Clock::Part(part))),
        (Some((time, end)), None) => timed(end, time),
        (None, Some(part)) => timed(end, Clock::Part(part)),
        (None, None) => read,
    }
}

/// The weekday of `Wednesday evening next week`, and the index behind.
fn of_other_week(reading: &Reading<'_>, when: When, at: usize) -> Option<(When, usize)> {
    let When::Weekday { weekday, .. } = when else { return None };
    week_behind(reading, at).map(|(of, end)| (When::WeekdayOf { weekday, of }, end))
}

/// A time in the part of the day that was told: `at 7` of an evening is 19:00.
pub(super) fn refined(time: Clock, part: Clock) -> Clock {
    // "Friday night at 2" is behind midnight, "Friday afternoon at 2" is not.
    let first = match part {
        Clock::Part("AF") => 1,
        Clock::Part("EV" | "NI") => 4,
        _ => 24,
    };
    match time {
        Clock::Time(time) if time.hour >= first => Clock::Time(time.afternoon()),
        Clock::Span(from, to) if from.hour >= first => {
            Clock::Span(from.afternoon(), to.afternoon())
        }
        Clock::Part(_) => part,
        other => other,
    }
}

/// `this morning`, `last night`, `that evening`, `the night of March 3`, `tonight`,
/// `early in the morning of 3 May`, `the next morning`, `in the morning`.
fn part_of_day_of(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    if matches!(pieces.word(at), "tonight" | "tonite") {
        let today = When::Shifted { unit: TimeUnit::Day, by: 0 };
        return Some(with_exact_time(reading, part_read(at, Some(today), "NI", at + 1)));
    }
    if pieces.word(at) == "overnight" {
        return Some(part_read(at, None, "NI", at + 1));
    }
    if let Some(read) = degree_of_part(reading, at) {
        return Some(read);
    }
    let start = over_degree(reading, at);
    let early = pieces.word(start) == "the" && matches!(pieces.word(start + 1), "early" | "late");
    let name = start + 1 + usize::from(early);
    let told =
        part_of_day(pieces.word(name)).and_then(|part| whose_part(reading, start, name, part));
    if let Some((when, part, end)) = told {
        return Some(with_exact_time(reading, part_read(at, when, part, end)));
    }
    let by = match (pieces.word(start), pieces.word(start + 1)) {
        ("the", "next" | "following") => 1,
        ("next" | "following", _) => 1,
        ("the", "previous" | "preceding") => -1,
        ("that" | "the", "same" | "very") => 0,
        _ => return None,
    };
    let name = start + 1 + usize::from(matches!(pieces.word(start), "the" | "that"));
    let part = part_of_day(pieces.word(name))?;
    let when = When::Anchored { unit: TimeUnit::Day, by };
    Some(with_exact_time(reading, part_read(at, Some(when), part, name + 1)))
}

/// `late afternoon`, `early morning` where a preposition leads it.
fn degree_of_part(reading: &Reading<'_>, at: usize) -> Option<Read<Point>> {
    let pieces = reading.pieces;
    let degree = matches!(pieces.word(at), "early" | "late" | "mid");
    let led = matches!(pieces.before(at), "in" | "by" | "until" | "since" | "during");
    let name = pieces.over_hyphen(at + 1);
    let part = part_of_day(pieces.word(name)).filter(|_| degree && led)?;
    Some(part_read(at, None, part, name + 1))
}

fn part_read(start: usize, when: Option<When>, part: &'static str, end: usize) -> Read<Point> {
    Read { start, end, value: Point { when, part: None, clock: Some(Clock::Part(part)) } }
}

/// The index behind `early in`, `late in` before a part of the day.
fn over_degree(reading: &Reading<'_>, at: usize) -> usize {
    let pieces = reading.pieces;
    let very = at + usize::from(pieces.word(at) == "very");
    match (pieces.word(very), pieces.word(very + 1)) {
        ("early" | "late" | "later" | "earlier", "in" | "on") => very + 2,
        ("early" | "late" | "later" | "earlier", "this" | "that" | "last") => very + 1,
        _ => at,
    }
}

/// The day that the determiner at `start` and the words behind the part of the day at
/// `name` tell, with the index behind them.
fn whose_part(
    reading: &Reading<'_>,
    start: usize,
    name: usize,
    part: &'static str,
) -> Option<(Option<When>, &'static str, usize)> {
    let pieces = reading.pieces;
    let shifted = |by| Some(When::Shifted { unit: TimeUnit::Day, by });
    let anchored = |by| Some(When::Anchored { unit: TimeUnit::Day, by });
    match pieces.word(start) {
        "this" => Some((shifted(0), part, name + 1)),
        "last" => Some((shifted(-1), part, name + 1)),
        "that" | "same" => Some((anchored(0), part, name + 1)),
        "the" => {
            let hours = usize::from(matches!(pieces.word(name + 1), "hours" | "hour"));
            let of = name + 1 + hours;
            if matches!(pieces.word(of), "of" | "on") {
                let day = when(reading, of + 1).filter(|read| read.value.is_day());
                if let Some(day) = day {
                    return Some((Some(day.value), part, day.end));
                }
            }
            let alone = matches!(pieces.before(start), "in" | "during" | "by" | "into")
                && !matches!(pieces.word(of), "of" | "-");
            let time = pieces.over_hyphen(of);
            if time > of && pieces.word(time) == "time" {
                return Some((None, part, time + 1));
            }
            alone.then_some((None, part, of))
        }
        _ => None,
    }
}

/// `tonight at 8 p.m.`: the exact time takes the place of the part of the day.
fn with_exact_time(reading: &Reading<'_>, read: Read<Point>) -> Read<Point> {
    let part = read.value.clock.unwrap_or(Clock::Part("NI"));
    match clock_behind_day(reading.pieces, read.end, true) {
        Some((time, end)) => {
            let value = Point { clock: Some(refined(time, part)), ..read.value };
            Read { end, value, ..read }
        }
        None => read,
    }
}

/// `the 19th century`, `twentieth century`, `the fifth century BC`.
fn century(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let (number, end) = ordinal(pieces, article)?;
    let name = pieces.over_hyphen(end);
    let named = matches!(pieces.word(name), "century" | "centuries") && number > 0 && number <= 30;
    if !named {
        return None;
    }
    let number = i16::from(number);
    match pieces.stem(name + 1) {
        "bc" | "b.c" | "bce" | "b.c.e" => Some((When::Century(-number * 100), name + 2)),
        "ad" | "a.d" | "ce" => Some((When::Century((number - 1) * 100), name + 2)),
        _ => Some((When::Century((number - 1) * 100), name + 1)),
    }
}
