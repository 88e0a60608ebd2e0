//! Periods by their names: months, weekdays, seasons and holidays, with the words before
//! them that tell which one (`last March`, `next Monday`).

use super::expression::{Shift, When, Whole, YearSaid};
use super::holiday::holiday;
use super::lexicon::{TimeUnit, month, ordinal, season, weekday};
use super::relative;
use super::tense::tense;
use super::vague::is_end;
use super::year::{RECENT, full_year, short_year, year};
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// The word before a name that tells which one, and the name's index.
pub(super) fn shift(reading: &Reading<'_>, at: usize) -> (Shift, usize) {
    match reading.pieces.word(at) {
        "last" | "past" | "previous" => (Shift::Last, at + 1),
        "this" => (Shift::This, at + 1),
        "next" | "coming" | "upcoming" => (Shift::Next, at + 1),
        _ => (Shift::Nearest, at),
    }
}

/// What tells which one: the word before the name, or else the tense of its clause.
fn told(reading: &Reading<'_>, name: usize, shift: Shift) -> Shift {
    // "Wednesday's ruling" tells nothing by the verbs around it.
    let possessive = matches!(reading.pieces.word(name + 1), "'s" | "’s");
    if shift == Shift::Nearest && !possessive { tense(reading, name) } else { shift }
}

/// The month whose name stands at `at`; none where it is the word `may` or `march`.
pub(super) fn month_at(reading: &Reading<'_>, at: usize) -> Option<u8> {
    let pieces = reading.pieces;
    let number = month(pieces.stem(at))?;
    let word = pieces.word(at);
    let clear = if !reading.is_capitalised(at) {
        is_beside_number(reading, at)
            && (word != "may" || !pieces.is_number(at + 1) || is_day_preposition(pieces.before(at)))
            || word.len() > 5
            || !matches!(word, "may" | "march") && is_time_preposition(pieces.before(at))
            || word == "may"
                && pieces.before(at) == "in"
                && matches!(pieces.word(at + 1), "" | "." | "," | "?" | "!")
            || matches!(word, "april" | "june" | "july") && pieces.before(at) == "the"
    } else {
        match word {
            "may" => {
                is_beside_number(reading, at) && !is_name_behind_year(reading, at)
                    || is_time_preposition(pieces.before(at))
                    || pieces.is_dash(at + 1) && month(pieces.stem(at + 2)).is_some()
            }
            "march" => is_beside_number(reading, at) || at > 0 && !is_demonstration(reading, at),
            "april" | "june" | "august" => {
                !is_first_name(reading, at)
                    || is_beside_number(reading, at) && !is_name_behind_year(reading, at)
            }
            _ if word.len() > 3 => true,
            _ => {
                is_beside_number(reading, at)
                    || is_time_preposition(pieces.before(at)) && !is_first_name(reading, at)
                    || pieces.is_dash(at + 1)
            }
        }
    };
    clear.then_some(number)
}

/// Whether a word that is a month too is a name here: `April Smith`, `Jan Novak`.
fn is_first_name(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    reading.is_capitalised(at + 1)
        && !pieces.is_number(at + 1)
        && weekday(pieces.stem(at + 1)).is_none()
        && month(pieces.stem(at + 1)).is_none()
        && !matches!(
            pieces.before(at),
            "in" | "since"
                | "until"
                | "by"
                | "last"
                | "next"
                | "this"
                | "early"
                | "late"
                | "mid"
                | "from"
                | "during"
                | "-"
        )
}

/// Whether only a year stands beside a month's name, before it, so that it can be a person's:
/// `In 2019 April Jones sailed`.
fn is_name_behind_year(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let behind = at.checked_sub(1).is_some_and(|before| pieces.is_number(before));
    behind
        && pieces.before(at).len() == 4
        && !pieces.is_number(at + 1)
        && ordinal(pieces, at + 1).is_none()
}

/// Whether a number that can be a day or a year stands beside a month.
fn is_beside_number(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before = at.checked_sub(1);
    pieces.is_number(at + 1)
        || pieces.word(at + 1) == "/" && pieces.is_number(at + 2)
        || ordinal(pieces, at + 1).is_some()
        || year(reading, at + 1 + usize::from(matches!(pieces.word(at + 1), "of" | ","))).is_some()
        || before
            .is_some_and(|before| pieces.is_number(before) || ordinal(pieces, before).is_some())
        || pieces.before(at) == "of"
        || matches!(pieces.before(at), "/" | "-") && pieces.is_glued(at)
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

/// Words before a month in lower case behind which `may 5` is a day.
fn is_day_preposition(word: &str) -> bool {
    matches!(
        word,
        "on" | "since" | "until" | "till" | "by" | "from" | "before" | "after" | "last" | "of"
    )
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

/// `March`, `March 2024`, `March of 2024`, `last March`, `March of that year`.
pub(super) fn named_month(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let (shift, name) = shift(reading, at);
    let number = month_at(reading, name)?;
    let (year, end) = year_of(reading, name + 1);
    let shift = if year == YearSaid::Unsaid { told(reading, name, shift) } else { shift };
    Some((When::Month { year, month: number, shift }, end))
}

/// The year behind a month or season that ends before `at`, and the index behind it.
fn year_of(reading: &Reading<'_>, at: usize) -> (YearSaid, usize) {
    let pieces = reading.pieces;
    let of = at + usize::from(matches!(pieces.word(at), "of" | "," | "in" | "/"));
    let dashed = pieces.over_hyphen(at);
    let named = year(reading, of)
        .or_else(|| year(reading, dashed))
        .or_else(|| short_year(reading, of))
        .or_else(|| two_digits(reading, of).filter(|_| pieces.word(at) == "of"));
    match named {
        Some((year, end)) => (YearSaid::Named(year), end),
        None => relative::year_behind(reading, at).unwrap_or((YearSaid::Unsaid, at)),
    }
}

/// `April of 87`: two digits that can be no day.
fn two_digits(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let word = reading.pieces.word(at);
    let number: i16 = word.parse().ok().filter(|_| word.len() == 2)?;
    (number > 31).then(|| (full_year(number), at + 1))
}

/// `last Monday`, `Tuesday`, `Monday of next week`; a plural is a set and not read here.
pub(super) fn named_weekday(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if let Some(week) = week_before(reading, at) {
        return Some(week);
    }
    let the = at + usize::from(pieces.word(at) == "the");
    let (shift, name) = shift(reading, the);
    let weekday = weekday_at(reading, name)?;
    if let Some((of, end)) = week_behind(reading, name + 1) {
        return Some((When::WeekdayOf { weekday, of }, end));
    }
    if the > at && shift == Shift::Nearest {
        return None;
    }
    Some((When::Weekday { weekday, shift: told(reading, name, shift) }, name + 1))
}

/// `of next week`, `last week`, `of the following week` behind a weekday.
pub(super) fn week_behind(reading: &Reading<'_>, at: usize) -> Option<(Whole, usize)> {
    let at = at + usize::from(reading.pieces.word(at) == "of");
    week(reading, at)
}

/// `next week Wednesday`, `next week on Tuesday`.
fn week_before(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let named = |index| reading.pieces.word(index) == "week";
    if !named(at + 1) && !named(at + 2) {
        return None;
    }
    let (of, end) = week(reading, at)?;
    let name = end + usize::from(matches!(reading.pieces.word(end), "on" | "'s" | "’s"));
    let weekday = weekday_at(reading, name)?;
    Some((When::WeekdayOf { weekday, of }, name + 1))
}

fn week(reading: &Reading<'_>, at: usize) -> Option<(Whole, usize)> {
    let (when, end) = relative::relative(reading, at)?;
    let whole = match when {
        When::Shifted { unit: TimeUnit::Week, by } => Whole::Shifted(TimeUnit::Week, by),
        When::Anchored { unit: TimeUnit::Week, by } => Whole::Anchored(TimeUnit::Week, by),
        _ => return None,
    };
    Some((whole, end))
}

/// The weekday whose name stands at `at`; none where it is the word `sun` or `sat`.
pub(super) fn weekday_at(reading: &Reading<'_>, at: usize) -> Option<u8> {
    let pieces = reading.pieces;
    let stem = pieces.stem(at);
    let number = weekday(stem)?;
    let dotted = pieces.word(at).ends_with('.');
    let beside = dotted || is_before_day(reading, at) || pieces.is_dash(at + 1);
    let clear = match stem {
        "sun" | "sat" => beside,
        _ if stem.len() > 5 => return Some(number),
        "wed" => beside || pieces.word(at + 1) == ",",
        _ => beside || !reading.is_capitalised(at + 1) || weekday(pieces.stem(at + 1)).is_some(),
    };
    (clear && reading.is_capitalised(at)).then_some(number)
}

/// Whether a day, a month or a time stands behind an abbreviated weekday.
fn is_before_day(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let next = at + 1 + usize::from(matches!(pieces.word(at + 1), "," | "at"));
    pieces.is_number(next) || ordinal(pieces, next).is_some() || month(pieces.stem(next)).is_some()
}

/// `the summer of 1944`, `spring 1941`, `last fall`, `that same spring`; `spring` and
/// `fall` only where a word before shows that it is a season.
pub(super) fn named_season(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at
        + match (pieces.word(at), pieces.word(at + 1)) {
            ("that" | "the", "same") => 2,
            ("the" | "that", _) => 1,
            _ => 0,
        };
    let same = matches!(pieces.before(article), "same" | "that");
    let (shift, name) = shift(reading, article);
    let word = pieces.word(name);
    let season = season(word)?;
    let (year, end) = year_of(reading, name + 1);
    let (year, end) = match (year, end) {
        (YearSaid::Named(first), end) => (year, over_second_year(reading, first, end)),
        (YearSaid::Unsaid, end) if same => (YearSaid::FromText(0), end),
        other => other,
    };
    if year != YearSaid::Unsaid {
        return Some((When::Season { year, season, shift }, end));
    }
    let verbal = matches!(word, "spring" | "fall");
    let led = matches!(
        pieces.before(at),
        "in" | "during"
            | "by"
            | "of"
            | "through"
            | "throughout"
            | "until"
            | "since"
            | "early"
            | "late"
            | "mid"
            | "before"
            | "after"
            | "over"
    );
    let of =
        matches!(pieces.word(name + 1), "of" | "from" | "in" | "apart" | "back" | "out" | "to");
    let ends = !of && is_end(pieces.word(name + 1));
    let determined = shift != Shift::Nearest
        || article > at && (led && !of || !verbal || ends)
        || article == at && led && !of && word != "fall";
    let name_of_another = reading.is_capitalised(name)
        && (reading.is_capitalised(name + 1) && !is_event(pieces.word(name + 1)));
    let bare = !verbal && !name_of_another && !matches!(pieces.before(at), "mr." | "ms." | "mrs.");
    (determined && !name_of_another || bare)
        .then_some((When::Season { year, season, shift }, name + 1))
}

/// What is held in a season, so that the season before it is one: `Winter Olympics`.
fn is_event(word: &str) -> bool {
    matches!(
        word,
        "olympics"
            | "games"
            | "olympic"
            | "festival"
            | "carnival"
            | "offensive"
            | "campaign"
            | "term"
            | "break"
    )
}

/// The index behind the second year of `the winter of 1776-77`.
fn over_second_year(reading: &Reading<'_>, first: i16, end: usize) -> usize {
    let pieces = reading.pieces;
    let joined = pieces.is_dash(end) || pieces.word(end) == "/";
    let second: Option<i16> = pieces.word(end + 1).parse().ok().filter(|_| {
        joined && pieces.is_glued(end) && pieces.is_glued(end + 1) && pieces.is_number(end + 1)
    });
    match second {
        Some(second) if second == first + 1 || second == (first + 1) % 100 => end + 2,
        _ => end,
    }
}

/// `Christmas`, `last Easter`, `Easter week`, `Labor Day 2021`, `the independence day of this year`.
pub(super) fn holiday_at(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let (shift, name) = shift(reading, at);
    let (holiday, end) = holiday(pieces, name)?;
    if !reading.is_capitalised(name) && is_common(pieces, name, end) {
        return None;
    }
    // "Labor Day 2021 weekend", "Easter week 2021"
    let days_around = |at| match pieces.word(at) {
        word @ ("weekend" | "week") => word,
        _ => "",
    };
    let early = days_around(end);
    let end = end + usize::from(!early.is_empty());
    let comma = end + usize::from(matches!(pieces.word(end), "," | "of" | "in"));
    let (year, end) =
        match year(reading, comma).filter(|(year, _)| RECENT.contains(year) || comma == end) {
            Some((year, end)) => (YearSaid::Named(year), end),
            None => relative::year_behind(reading, end).unwrap_or((YearSaid::Unsaid, end)),
        };
    let shift = told(reading, name, shift);
    let late = if early.is_empty() { days_around(end) } else { "" };
    let end = end + usize::from(!late.is_empty());
    let when = match if early.is_empty() { late } else { early } {
        "weekend" => When::HolidayWeekend { year, holiday, shift },
        "week" => When::HolidayWeek { year, holiday, shift },
        _ => When::Holiday { year, holiday, shift },
    };
    Some((when, end))
}

/// Whether the name of a holiday is made of common words when it is written small.
fn is_common(pieces: Pieces<'_>, name: usize, end: usize) -> bool {
    match end - name {
        1 => matches!(pieces.word(name), "epiphany" | "pentecost"),
        2 => pieces.word(name) == "new" && !matches!(pieces.before(name), "before" | "after"),
        _ => false,
    }
}
