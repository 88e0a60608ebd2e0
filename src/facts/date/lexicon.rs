//! Words of the calendar and the clock.

use crate::facts::ordinal::ORDINALS;
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;

/// Units of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// The month (from 1) of a name or its abbreviation, in lower case without a stop.
pub(super) fn month(stem: &str) -> Option<u8> {
    let month = match stem {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    };
    Some(month)
}

/// The weekday (Monday is 1) of a name or its abbreviation.
pub(super) fn weekday(stem: &str) -> Option<u8> {
    let weekday = match stem {
        "monday" | "mon" => 1,
        "tuesday" | "tue" | "tues" => 2,
        "wednesday" | "wed" | "weds" => 3,
        "thursday" | "thu" | "thur" | "thurs" => 4,
        "friday" | "fri" => 5,
        "saturday" | "sat" => 6,
        "sunday" | "sun" => 7,
        _ => return None,
    };
    Some(weekday)
}

/// The TIMEX3 code of a season.
pub(super) fn season(word: &str) -> Option<&'static str> {
    match word {
        "spring" | "springtime" => Some("SP"),
        "summer" | "summertime" => Some("SU"),
        "autumn" | "fall" => Some("FA"),
        "winter" | "wintertime" => Some("WI"),
        _ => None,
    }
}

/// The TIMEX3 code of a part of the day.
pub(super) fn part_of_day(word: &str) -> Option<&'static str> {
    match word {
        "morning" | "mornings" => Some("MO"),
        "afternoon" | "afternoons" => Some("AF"),
        "evening" | "evenings" => Some("EV"),
        "night" | "nights" | "overnight" => Some("NI"),
        "midday" => Some("MI"),
        "dawn" | "daybreak" | "sunrise" => Some("DA"),
        "daytime" => Some("DT"),
        "nighttime" => Some("NI"),
        _ => None,
    }
}

/// A unit of time, and whether the word is in plural.
pub(super) fn time_unit(word: &str) -> Option<(TimeUnit, bool)> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let unit = match singular {
        "second" | "sec" => TimeUnit::Second,
        "minute" | "min" => TimeUnit::Minute,
        "hour" | "hr" | "h" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" | "fortnight" => TimeUnit::Week,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "year" | "yr" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" | "centurie" => TimeUnit::Century,
        _ => return None,
    };
    Some((unit, singular.len() < word.len()))
}

/// The ordinal at `at` (`21st`, `third`, `twenty-first`), and the index behind it.
pub(super) fn ordinal(pieces: Pieces<'_>, at: usize) -> Option<(u8, usize)> {
    let word = pieces.word(at);
    // "mid-19th" is one word, and cut at its hyphen only.
    let cut = word.as_bytes().first().is_some_and(u8::is_ascii_digit)
        && ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending));
    if pieces.kind(at) == Some(TokenKind::Ordinal) || cut {
        return word.get(..word.len().checked_sub(2)?)?.parse().ok().map(|number| (number, at + 1));
    }
    let simple = |word: &str| {
        // Nearly all words are told by this.
        if !matches!(word.as_bytes().last_chunk()?, b"th" | b"st" | b"nd" | b"rd") {
            return None;
        }
        ORDINALS
            .iter()
            .position(|known| *known == word)
            .and_then(|index| u8::try_from(index + 1).ok())
    };
    if let Some(number) = simple(pieces.word(at)) {
        return Some((number, at + 1));
    }
    let tens = match pieces.word(at) {
        "twenty" => 20,
        "thirty" => 30,
        "thirtieth" => return Some((30, at + 1)),
        _ => return None,
    };
    let unit = pieces.over_hyphen(at + 1);
    simple(pieces.word(unit)).filter(|&number| number < 10).map(|number| (tens + number, unit + 1))
}
