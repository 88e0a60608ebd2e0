//! Days of the calendar in their many orders: `May 28, 2006`, `28th of May`, `2006-05-28`.

use super::expression::{Shift, When};
use super::lexicon::ordinal;
use super::named::{month_at, weekday_at};
use super::relative;
use super::year::{RECENT, full_year, short_year, year};
use crate::facts::counted::is_plural;
use crate::facts::scan::Reading;

/// The day that begins at `at`, with its weekday if that stands before it.
pub(super) fn day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if let Some(weekday) = weekday_at(reading, at) {
        let comma = at + 1 + usize::from(pieces.word(at + 1) == ",");
        let the = comma + usize::from(pieces.word(comma) == "the");
        if let Some(day) = plain_day(reading, the) {
            return Some(day);
        }
        // "Friday 31", "Friday the 13th": the number only names the day again.
        let (_, end) = day_number(reading, the).filter(|_| comma == at + 1)?;
        return Some((When::Weekday { weekday, shift: Shift::Nearest }, end));
    }
    plain_day(reading, at)
}

fn plain_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    month_first(reading, at)
        .or_else(|| day_first(reading, at))
        .or_else(|| numeric(reading, at))
        .or_else(|| day_of_month(reading, at))
}

/// The number of a day at `at`, and the index behind it.
pub(super) fn day_number(reading: &Reading<'_>, at: usize) -> Option<(u8, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    let in_range = |number: &u8| (1..=31).contains(number);
    if pieces.is_number(at) && word.len() <= 2 {
        let joined = pieces.is_glued(at + 1)
            && matches!(pieces.word(at + 1), ":" | "%" | "." | "km")
            && pieces.is_glued(at + 2);
        return word
            .parse()
            .ok()
            .filter(in_range)
            .filter(|_| !joined)
            .map(|number| (number, at + 1));
    }
    ordinal(pieces, at).filter(|(number, _)| in_range(number))
}

/// `May 28`, `May 28, 2006`, `May the 28th of 2006`.
fn month_first(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let month = month_at(reading, at)?;
    let the = pieces.over_hyphen(at + 1);
    let the = the + usize::from(matches!(pieces.word(the), "the" | "/"));
    let (day, end) = day_number(reading, the)?;
    // "In May 20 people died", "May 5 p.m."
    let counts = pieces.is_number(the)
        && (is_plural(pieces.word(end))
            || matches!(pieces.word(end), "p.m." | "a.m." | "pm" | "am" | "percent"));
    if counts {
        return None;
    }
    let (year, end) = year_behind(reading, end);
    Some((When::Day { year, month, day }, end))
}

/// `28 May 2006`, `the 28th of May`.
fn day_first(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let the = at + usize::from(pieces.word(at) == "the");
    let (day, end) = day_number(reading, the)?;
    let glued = pieces.is_glued(the) && matches!(pieces.before(the), ":" | ".");
    if glued || matches!(pieces.before(the), "$" | "£" | "€") {
        return None;
    }
    let of = end
        + usize::from(
            pieces.word(end) == "of" || pieces.word(end) == "day" && pieces.word(end + 1) == "of",
        );
    let of = of + usize::from(pieces.word(of) == "of");
    let name = pieces.over_hyphen(of);
    let month = month_at(reading, name)?;
    let (year, end) = year_behind(reading, pieces.over_hyphen(name + 1));
    Some((When::Day { year, month, day }, end))
}

/// The year behind a day and month, and the index behind it; the end where there is none.
fn year_behind(reading: &Reading<'_>, end: usize) -> (Option<i16>, usize) {
    let pieces = reading.pieces;
    let comma = end + usize::from(matches!(pieces.word(end), "," | "of" | "in" | "/"));
    let found = year(reading, comma)
        .filter(|(year, end)| RECENT.contains(year) || !is_plural(pieces.word(*end)));
    match found.or_else(|| short_year(reading, comma)) {
        Some((year, end)) => (Some(year), end),
        None => match relative::relative(reading, comma) {
            Some((When::Anchored { .. } | When::Shifted { .. }, after))
                if pieces.word(end) == "of" =>
            {
                (None, after)
            }
            _ => (None, end),
        },
    }
}

/// `2006-05-28`, `2006/05/28`, `5/28/2006`, `28.05.2006`.
fn numeric(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if !pieces.is_number(at)
        || pieces.is_glued(at) && !matches!(pieces.before(at), "(" | "[" | "\"" | "–" | "—")
    {
        return None;
    }
    if let Some(dotted) = dotted(pieces.word(at)) {
        return Some((dotted, at + 1));
    }
    let mark = pieces.word(at + 1);
    let marks = matches!(mark, "-" | "/") && pieces.word(at + 3) == mark;
    let glued = (1..5).all(|index| pieces.is_glued(at + index));
    let more = pieces.is_glued(at + 5) && matches!(pieces.word(at + 5), "-" | "/");
    if !marks || !glued || more {
        return year_and_month(reading, at);
    }
    let word = |index: usize| pieces.word(at + index);
    ordered(word(0), word(2), word(4)).map(|when| (when, at + 5))
}

/// `2015-03` with a month of two digits that cannot be the end of a range of years.
fn year_and_month(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (year, end) = year(reading, at)?;
    let month = pieces.word(end + 1);
    let dash =
        matches!(pieces.word(end), "-" | "/") && pieces.is_glued(end) && pieces.is_glued(end + 1);
    let more = pieces.is_glued(end + 2)
        && pieces.kind(end + 2).is_some()
        && !matches!(pieces.word(end + 2), "." | "," | ")" | ":" | ";" | "?");
    let number: u8 = month
        .parse()
        .ok()
        .filter(|number| (1..=12).contains(number) && dash && !more && month.len() <= 2)?;
    // "2010-11" is a season or a school year.
    let range = month.len() == 2 && i16::from(number) == year % 100 + 1;
    (!range).then_some((
        When::Month { year: Some(year), month: number, shift: Shift::Nearest },
        end + 2,
    ))
}

fn dotted(word: &str) -> Option<When> {
    let mut parts = word.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    valid(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Three numbers as year, month and day; of two short ones the month stands first, as in
/// the United States, unless it cannot be one.
fn ordered(first: &str, second: &str, third: &str) -> Option<When> {
    if first.len() == 4 {
        return valid(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    }
    let year: i16 = third.parse().ok()?;
    let year = match third.len() {
        4 => year,
        2 => full_year(year),
        _ => return None,
    };
    let (first, second): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
    valid(year, first, second).or_else(|| valid(year, second, first))
}

fn valid(year: i16, month: u8, day: u8) -> Option<When> {
    let real = (1..=2999).contains(&year) && super::calendar::day(year, month, day).is_some();
    real.then_some(When::Day { year: Some(year), month, day })
}

/// `the 21st` of a month that the text is about; not of an order (`the 21st century`).
fn day_of_month(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let ordinal_digits = pieces.kind(at + 1) == Some(crate::facts::token::TokenKind::Ordinal);
    if pieces.word(at) != "the" || !ordinal_digits || pieces.before(at) != "on" {
        return None;
    }
    let (day, end) = ordinal(pieces, at + 1)?;
    let alone = pieces.kind(end).is_none()
        || matches!(pieces.word(end), "," | "." | ")" | "and" | "at" | ";");
    (alone && day <= 31).then_some((When::DayOfMonth(day), end))
}
