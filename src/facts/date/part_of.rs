//! Parts of a longer period: `the third quarter of 2019`, `Q3`, `the last week of July`,
//! `the first three months of 1940`, `week 27`, `the last Friday in October`.

use super::day;
use super::expression::{When, Whole, YearSaid};
use super::lexicon::{TimeUnit, ordinal, time_unit};
use super::named::{holiday_at, weekday_at};
use super::point::longer_period;
use super::relative;
use super::tense::tense;
use super::year::year;
use crate::facts::number::cardinal_word;
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// The part of a longer period that begins at `at`.
pub(super) fn part_of(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    if !may_begin(reading.pieces, at) {
        return None;
    }
    quarter_or_half(reading, at)
        .or_else(|| numbered_week(reading, at))
        .or_else(|| week_of(reading, at))
        .or_else(|| weekend_of(reading, at))
        .or_else(|| nth_weekday(reading, at))
        .or_else(|| nth(reading, at))
}

/// Whether a part may begin with what stands here: a place in an order, a year, a unit, or
/// a word before one of them.
fn may_begin(pieces: Pieces<'_>, at: usize) -> bool {
    let word = pieces.word(at);
    matches!(
        word,
        "the" | "last" | "this" | "next" | "that" | "same" | "week" | "weekend" | "fiscal"
    ) || matches!(word, "financial" | "final" | "closing" | "opening")
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || cardinal_word(word).is_some()
        || ordinal(pieces, at).is_some()
}

/// `first`, `third`, `last` (-1), and the index behind.
fn place(reading: &Reading<'_>, at: usize) -> Option<(i8, usize)> {
    let pieces = reading.pieces;
    match pieces.word(at) {
        "last" | "final" | "closing" => Some((-1, at + 1)),
        "opening" => Some((1, at + 1)),
        _ => {
            ordinal(pieces, at).map(|(number, end)| (i8::try_from(number).unwrap_or(i8::MAX), end))
        }
    }
}

/// `the first three months of 1940`, `the last day of May`, `the 21st of this month`.
fn nth(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let (nth, end) = place(reading, article)?;
    let counted = match pieces.word(end) {
        "few" | "couple" | "several" => Some((0, end + 1)),
        word if pieces.is_number(end) => Some((word.parse().ok()?, end + 1)),
        // At most ninety, so the cast keeps it.
        word => cardinal_word(word).map(|count| (count as u8, end + 1)),
    };
    let (count, unit_at) = counted.unwrap_or((1, pieces.over_hyphen(end)));
    let Some((unit, plural)) = time_unit(pieces.word(unit_at)) else {
        // "the 21st of this month"
        let of = end + usize::from(pieces.word(end) == "of");
        let (when, end) = relative::relative(reading, of)?;
        let whole = Whole::of(when).filter(|whole| is_month(*whole) && counted.is_none())?;
        return Some((When::Nth { nth, count: 1, unit: TimeUnit::Day, of: whole }, end));
    };
    if !matches!(pieces.word(unit_at + 1), "of" | "in") || plural != counted.is_some() && count != 1
    {
        return None;
    }
    let of = unit_at + 2;
    let of = of + usize::from(pieces.word(of) == "the" && time_unit(pieces.word(of + 1)).is_none());
    let longer = longer_period(reading, of)?;
    let whole = Whole::of(longer.value)?;
    let fits = unit < width(whole) && unit >= TimeUnit::Day && unit != TimeUnit::Weekend;
    fits.then_some((When::Nth { nth, count, unit, of: whole }, longer.end))
}

fn is_month(whole: Whole) -> bool {
    width(whole) == TimeUnit::Month
}

fn width(whole: Whole) -> TimeUnit {
    match whole {
        Whole::Year(_) => TimeUnit::Year,
        Whole::Month(..) => TimeUnit::Month,
        Whole::Season(..) => TimeUnit::Quarter,
        Whole::Decade(_) => TimeUnit::Decade,
        Whole::Century(_) => TimeUnit::Century,
        Whole::Shifted(unit, _) | Whole::Anchored(unit, _) => unit,
    }
}

/// `the last Friday in October`, `the first Monday of next month`.
fn nth_weekday(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let (nth, end) = place(reading, article).filter(|(nth, _)| (-1..=5).contains(nth))?;
    let weekday = weekday_at(reading, end)?;
    if !matches!(pieces.word(end + 1), "of" | "in") {
        return None;
    }
    let longer = longer_period(reading, end + 2)?;
    let of = Whole::of(longer.value)
        .filter(|whole| matches!(width(*whole), TimeUnit::Month | TimeUnit::Year))?;
    Some((When::NthWeekday { nth, weekday, of }, longer.end))
}

/// `the week of March 6`, `the week starting on Monday, 4 February`.
fn week_of(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let led = matches!(
        pieces.word(article + 1),
        "of" | "starting" | "beginning" | "ending" | "commencing"
    );
    if pieces.word(article) != "week" || !led {
        return None;
    }
    let day = article + 2 + usize::from(pieces.word(article + 2) == "on");
    match day::day(reading, day)? {
        (When::Day { year, month, day, shift }, end) => {
            Some((When::WeekOf { year, month, day, shift }, end))
        }
        _ => None,
    }
}

/// `the weekend of Halloween`.
fn weekend_of(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let name = at + usize::from(reading.pieces.word(at) == "the");
    let day = reading.pieces.phrase(name, "weekend of")?;
    match holiday_at(reading, day)? {
        (When::Holiday { year, holiday, shift }, end) => {
            Some((When::HolidayWeekend { year, holiday, shift }, end))
        }
        _ => None,
    }
}

/// `week 27`, `week 3 of 2027`, `week 27 of last year`.
fn numbered_week(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let number: u8 =
        pieces.word(article + 1).parse().ok().filter(|number| (1..=53).contains(number))?;
    if pieces.word(article) != "week" || !pieces.is_number(article + 1) {
        return None;
    }
    let (year, end) = year_of(reading, article + 2);
    Some((When::Week { year, week: number }, end))
}

/// The year behind a part of it, and the index behind.
fn year_of(reading: &Reading<'_>, at: usize) -> (YearSaid, usize) {
    let pieces = reading.pieces;
    let of = at + usize::from(matches!(pieces.word(at), "of" | "," | "in" | "/" | "-"));
    match year(reading, of) {
        Some((year, end)) => (YearSaid::Named(year), end),
        None => match fiscal_year(reading, of) {
            Some((year, end)) => (YearSaid::Named(year), end),
            None => relative::year_behind(reading, at).unwrap_or((YearSaid::Unsaid, at)),
        },
    }
}

fn fiscal_year(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    match super::year::fiscal_year(reading, at)? {
        (When::Year(year) | When::FiscalYear(year), end) => Some((year, end)),
        _ => None,
    }
}

/// `the first quarter of 2019`, `Q3 2019`, `third-quarter`, `2019 H2`, `next year's first
/// quarter`.
fn quarter_or_half(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let leading = year(reading, at)
        .map(|(year, end)| (YearSaid::Named(year), pieces.over_hyphen(end)))
        .or_else(|| relative_year(reading, at))
        .map(|(year, end)| (year, end + usize::from(matches!(pieces.word(end), "'s" | "’s"))));
    let start = leading.map_or(at, |(_, end)| end);
    let (part, end) = named_part(reading, start)?;
    let (year, end) = match leading {
        Some((year, _)) => (year, end),
        None => year_of(reading, end),
    };
    match part {
        Part::Quarter(quarter) => {
            Some((When::Quarter { year, quarter, shift: tense(reading, start) }, end))
        }
        // A half of a match is no half of a year.
        Part::Half(half, lettered) => {
            (lettered || year != YearSaid::Unsaid).then_some((When::Half { year, half }, end))
        }
    }
}

/// `next year`, `this year` before a part of it.
fn relative_year(reading: &Reading<'_>, at: usize) -> Option<(YearSaid, usize)> {
    let begins =
        matches!(reading.pieces.word(at), "last" | "this" | "next" | "that" | "the" | "same");
    begins.then(|| relative::year_behind(reading, at)).flatten()
}

enum Part {
    Quarter(u8),
    /// And whether it is written as `H1`.
    Half(u8, bool),
}

fn named_part(reading: &Reading<'_>, at: usize) -> Option<(Part, usize)> {
    let pieces = reading.pieces;
    let lettered = match pieces.word(at) {
        "q1" | "1q" => Some(Part::Quarter(1)),
        "q2" | "2q" => Some(Part::Quarter(2)),
        "q3" | "3q" => Some(Part::Quarter(3)),
        "q4" | "4q" => Some(Part::Quarter(4)),
        "h1" => Some(Part::Half(1, true)),
        "h2" => Some(Part::Half(2, true)),
        _ => None,
    };
    if let Some(part) = lettered {
        return Some((part, at + 1));
    }
    let article = at + usize::from(pieces.word(at) == "the");
    let fiscal = article + usize::from(matches!(pieces.word(article), "fiscal" | "financial"));
    let (number, end) = place(reading, fiscal)?;
    let name = pieces.over_hyphen(end);
    let name = name + usize::from(matches!(pieces.word(name), "fiscal" | "financial" | "calendar"));
    match (pieces.word(name), number) {
        ("quarter", 1..=4) => Some((Part::Quarter(u8::try_from(number).ok()?), name + 1)),
        ("quarter", -1) if pieces.word(name + 1) == "of" => Some((Part::Quarter(4), name + 1)),
        ("half", 1..=2) => Some((Part::Half(u8::try_from(number).ok()?, false), name + 1)),
        _ => None,
    }
}
