//! Days of the calendar in their many orders: `May 28, 2006`, `28th of May`, `2006-05-28`.

use super::clock::{clock, small_number};
use super::expression::{Shift, When, YearSaid};
use super::lexicon::{month, ordinal};
use super::named::{month_at, shift, weekday_at};
use super::relative;
use super::tense::tense;
use super::year::{RECENT, full_year, short_year, year};
use crate::facts::counted::is_plural;
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// The day that begins at `at`, with its weekday if that stands before it.
pub(super) fn day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (shift, name) = shift(reading, at);
    if let Some(weekday) = weekday_at(reading, name) {
        let comma = name + 1 + usize::from(pieces.word(name + 1) == ",");
        let bracket = comma + usize::from(pieces.word(comma) == "(");
        let the = bracket + usize::from(pieces.word(bracket) == "the");
        if let Some((day, end)) = plain_day(reading, the).or_else(|| month_and_day(reading, the)) {
            let closed = bracket > comma && pieces.word(end) == ")";
            return Some((day, end + usize::from(closed)));
        }
        // "Friday 31", "Friday the 13th": the number tells which Friday.
        let (day, end) = day_number(reading, the).filter(|_| comma == name + 1)?;
        let hour = pieces.word(end) == ":" || pieces.is_dash(end) || is_plural(pieces.word(end));
        let hour = hour || clock(pieces, the).is_some();
        return (!hour).then_some((When::NumberedWeekday { weekday, day }, end));
    }
    if name > at {
        let (when, end) = plain_day(reading, name)?;
        return match when {
            When::Day { year, month, day, .. } => {
                Some((When::Day { year, month, day, shift }, end))
            }
            _ => None,
        };
    }
    plain_day(reading, at)
}

fn plain_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    if !may_begin_day(reading.pieces, at) {
        return None;
    }
    month_first(reading, at)
        .or_else(|| glued_day(reading, at))
        .or_else(|| listed_day(reading, at))
        .or_else(|| day_first(reading, at))
        .or_else(|| spoken_day(reading, at))
        .or_else(|| numeric(reading, at))
        .or_else(|| year_first(reading, at))
        .or_else(|| day_of_month(reading, at))
}

/// Whether a day without its weekday may begin here: with a number in digits or words, the
/// name of a month, or `the`.
fn may_begin_day(pieces: Pieces<'_>, at: usize) -> bool {
    let word = pieces.word(at);
    word == "the"
        || word.bytes().any(|byte| byte.is_ascii_digit())
        || month(pieces.stem(at)).is_some()
        || ordinal(pieces, at).is_some()
        || small_number(pieces, at).is_some()
}

/// `Dec31`, `mar4`; in capitals it is a code of something else.
fn glued_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let word = reading.pieces.word(at);
    if !word.ends_with(|c: char| c.is_ascii_digit()) || reading.is_all_caps(at) {
        return None;
    }
    let name = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = month(name)?;
    let day: u8 = word.get(name.len()..)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let (year, end) = year_of(reading, at + 1);
    Some((with_tense(reading, at, year, number, day), end))
}

/// `fifteen August nineteen ninety-three`: the day in words before a month and a year.
fn spoken_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (day, name) = small_number(pieces, at).filter(|(day, _)| (1..=31).contains(day))?;
    let month = month_at(reading, name)?;
    match year_of(reading, name + 1) {
        (year @ YearSaid::Named(_), end) => {
            Some((When::Day { year, month, day, shift: Shift::Nearest }, end))
        }
        _ => None,
    }
}

/// `2017 April`, `2017 April 5`, `2017-April`.
fn year_first(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let name = pieces.over_hyphen(at + 1);
    if !pieces.is_number(at) || month(pieces.stem(name)).is_none() {
        return None;
    }
    let (named, end) = year(reading, at).filter(|(year, _)| RECENT.contains(year))?;
    let month = month_at(reading, name).filter(|_| end == at + 1)?;
    let year = YearSaid::Named(named);
    let day = day_number(reading, name + 1).filter(|(_, end)| !is_plural(pieces.word(*end)));
    if let Some((day, end)) = day {
        return Some((When::Day { year, month, day, shift: Shift::Nearest }, end));
    }
    // "In 2016 May became", "the 1967 June War"
    let word = matches!(pieces.word(name), "may" | "march") || reading.is_capitalised(name + 1);
    (!word).then_some((When::Month { year, month, shift: Shift::Nearest }, name + 1))
}

/// The number of a day at `at`, and the index behind it.
pub(super) fn day_number(reading: &Reading<'_>, at: usize) -> Option<(u8, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    let in_range = |number: &u8| (1..=31).contains(number);
    if pieces.is_number(at) && word.len() <= 2 {
        let joined = pieces.is_glued(at + 1)
            && matches!(pieces.word(at + 1), ":" | "%" | "." | "km")
            && (matches!(pieces.word(at + 1), "%" | "km")
                || pieces.is_glued(at + 2) && pieces.is_number(at + 2));
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
    // "by May the Second Squadron was there"
    if !pieces.is_number(the) && pieces.word(the).len() > 4 && reading.is_capitalised(the) {
        return None;
    }
    // "In May 20 people died", "May 5 p.m."
    let led =
        matches!(pieces.before(at), "in" | "since" | "until" | "by" | "last" | "of" | "during");
    let counts = pieces.is_number(the)
        && (led && is_plural(pieces.word(end))
            || matches!(
                pieces.word(end),
                "p.m." | "a.m." | "pm" | "am" | "percent" | "%" | "people"
            ));
    if counts {
        return None;
    }
    let (year, end) = year_of(reading, end);
    Some((with_tense(reading, at, year, month, day), end))
}

/// The second day of `April 24 and 25`, the first of `24 and 25 April`.
fn listed_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (day, end) = day_number(reading, at).filter(|_| at > 0)?;
    let joins = |index: usize| matches!(pieces.word(index), "and" | "or" | "&");
    let named = at.checked_sub(3).and_then(|name| month_at(reading, name));
    let behind = named.filter(|_| joins(at - 1) && day_number(reading, at - 2).is_some());
    let alone = !is_plural(pieces.word(end))
        && !matches!(pieces.word(end), "people" | "percent" | "%" | "of" | ":" | "/" | "-")
        && month_at(reading, end).is_none();
    if let Some(month) = behind.filter(|_| alone) {
        let (year, end) = year_of(reading, end);
        return Some((with_tense(reading, at, year, month, day), end));
    }
    let (_, next) = day_number(reading, end + 1).filter(|_| joins(end))?;
    let month = month_at(reading, next + usize::from(pieces.word(next) == "of"))?;
    Some((with_tense(reading, at, YearSaid::Unsaid, month, day), end))
}

/// `28 May 2006`, `the 28th of May`, `28/May/2006`.
fn day_first(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let the = at + usize::from(pieces.word(at) == "the");
    let (day, end) = day_number(reading, the)?;
    let glued = pieces.is_glued(the) && matches!(pieces.before(the), ":" | "." | ",");
    if glued || matches!(pieces.before(the), "$" | "£" | "€") {
        return None;
    }
    let of = end
        + usize::from(
            matches!(pieces.word(end), "of" | "/")
                || pieces.word(end) == "day" && pieces.word(end + 1) == "of",
        );
    let of = of + usize::from(pieces.word(of) == "of");
    let name = pieces.over_hyphen(of);
    let month = month_at(reading, name)?;
    let (year, end) = match year_of(reading, pieces.over_hyphen(name + 1)) {
        (YearSaid::Unsaid, _) => (YearSaid::Unsaid, name + 1),
        said => said,
    };
    Some((with_tense(reading, at, year, month, day), end))
}

fn with_tense(reading: &Reading<'_>, at: usize, year: YearSaid, month: u8, day: u8) -> When {
    let unsaid = year == YearSaid::Unsaid;
    When::Day { year, month, day, shift: if unsaid { tense(reading, at) } else { Shift::Nearest } }
}

/// The year behind a day and month, and the index behind it; the end where there is none.
fn year_of(reading: &Reading<'_>, end: usize) -> (YearSaid, usize) {
    let pieces = reading.pieces;
    let comma = end + usize::from(matches!(pieces.word(end), "," | "of" | "in" | "/"));
    let found = year(reading, comma)
        .filter(|(year, end)| RECENT.contains(year) || !is_plural(pieces.word(*end)));
    let two_digits = || {
        let word = pieces.word(comma);
        let number: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
        (pieces.word(end) == "of" && number > 31).then(|| (full_year(number), comma + 1))
    };
    match found.or_else(|| short_year(reading, comma)).or_else(two_digits) {
        Some((year, end)) => (YearSaid::Named(year), end),
        None => relative::year_behind(reading, end).unwrap_or((YearSaid::Unsaid, end)),
    }
}

/// `2006-05-28`, `2006/05/28`, `5/28/2006`, `28.05.2006`, `2019-aug-1`.
fn numeric(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if !pieces.is_number(at)
        || pieces.is_glued(at)
            && !matches!(pieces.before(at), "(" | "[" | "\"" | "–" | "—" | "-" | "_")
    {
        return None;
    }
    if let Some(dotted) = dotted(pieces.word(at)) {
        return Some((dotted, at + 1));
    }
    let mark = pieces.word(at + 1);
    let marks = matches!(mark, "-" | "/") && pieces.word(at + 3) == mark;
    let glued = (1..5).all(|index| pieces.is_glued(at + index));
    let more = pieces.is_glued(at + 5) && mark == "/" && pieces.word(at + 5) == "/";
    if !marks || !glued || more {
        return year_and_month(reading, at)
            .or_else(|| month_and_year(reading, at))
            .or_else(|| told_month_and_day(reading, at));
    }
    let word = |index: usize| pieces.word(at + index);
    let named = |index: usize| month(word(index)).map(|month| month.to_string());
    let when = match (named(2), named(4)) {
        (Some(month), _) if word(0).len() == 4 => ordered(word(0), &month, word(4)),
        (None, Some(month)) if word(0).len() == 4 => ordered(word(0), &month, word(2)),
        (None, None) => ordered(word(0), word(2), word(4)),
        _ => None,
    };
    when.map(|when| (when, at + 5))
}

/// `10/11` where the words around it show that it is a day: one before it, a year or a time
/// behind it.
fn told_month_and_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let (when, end) = month_and_day(reading, at)?;
    let pieces = reading.pieces;
    let comma = end + usize::from(pieces.word(end) == ",");
    let year = year(reading, comma).filter(|(year, _)| comma > end && RECENT.contains(year));
    if let (When::Day { month, day, .. }, Some((year, end))) = (when, year) {
        let year = YearSaid::Named(year);
        return Some((When::Day { year, month, day, shift: Shift::Nearest }, end));
    }
    (is_led(reading, at) || clock(pieces, end).is_some()).then_some((when, end))
}

/// Whether a word before `10/11` shows that it is a day and no fraction.
fn is_led(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let listed = matches!(pieces.before(at), "," | "or" | "and" | "-" | "to")
        && at.checked_sub(2).is_some_and(|before| {
            pieces.is_number(before) && pieces.before(before) == "/" && pieces.is_glued(before)
        });
    listed
        || matches!(
            pieces.before(at),
            "on" | "by"
                | "from"
                | "until"
                | "till"
                | "before"
                | "after"
                | "since"
                | "between"
                | "dated"
                | "this"
        )
}

/// `10/11`, in the order of the United States unless it cannot be.
fn month_and_day(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let glued = pieces.word(at + 1) == "/" && pieces.is_glued(at + 1) && pieces.is_glued(at + 2);
    let more = pieces.is_glued(at + 3)
        && (matches!(pieces.word(at + 3), "/" | "%")
            || pieces.word(at + 3) == "." && pieces.is_number(at + 4) && pieces.is_glued(at + 4));
    let number = |index: usize| {
        let word = pieces.word(index);
        word.parse::<u8>().ok().filter(|_| word.len() <= 2 && pieces.is_number(index))
    };
    let (first, second) = (number(at)?, number(at + 2)?);
    // Any leap year, for the length of February.
    let fits = |month: u8, day: u8| super::calendar::day(2000, month, day).is_some();
    let (month, day) = if fits(first, second) { (first, second) } else { (second, first) };
    (glued && !more && fits(month, day))
        .then(|| (with_tense(reading, at, YearSaid::Unsaid, month, day), at + 3))
}

/// `12/2015`, `12-2015`: a month and its year.
fn month_and_year(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let glued = matches!(pieces.word(at + 1), "/" | "-")
        && pieces.is_glued(at + 1)
        && pieces.is_glued(at + 2)
        && !(pieces.is_glued(at + 3) && matches!(pieces.word(at + 3), "/" | "-"));
    let word = pieces.word(at);
    let month = word.parse().ok().filter(|month| (1..=12).contains(month) && word.len() <= 2)?;
    let (year, end) = year(reading, at + 2).filter(|(year, _)| glued && RECENT.contains(year))?;
    let year = YearSaid::Named(year);
    Some((When::Month { year, month, shift: Shift::Nearest }, end))
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
        When::Month { year: YearSaid::Named(year), month: number, shift: Shift::Nearest },
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
    real.then_some(When::Day { year: YearSaid::Named(year), month, day, shift: Shift::Nearest })
}

/// `the 21st` of a month that the text is about; not of an order (`the 21st century`).
fn day_of_month(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let ordinal_digits = pieces.kind(at + 1) == Some(crate::facts::token::TokenKind::Ordinal);
    if pieces.word(at) != "the" {
        return None;
    }
    let (day, end) = ordinal(pieces, at + 1).or_else(|| day_number(reading, at + 1))?;
    let led = matches!(pieces.before(at), "on" | "until" | "till" | "by" | "before" | "since");
    let alone = pieces.kind(end).is_none()
        || matches!(
            pieces.word(end),
            "," | "." | ")" | "and" | "at" | ";" | "from" | "he" | "she" | "we" | "they" | "i"
        );
    let large =
        ordinal_digits || day > 12 && !pieces.is_number(at + 1) || pieces.word(end) == "from";
    (alone && led && large && day <= 31).then_some((When::DayOfMonth(day), end))
}
