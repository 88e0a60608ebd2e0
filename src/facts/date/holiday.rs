//! Holidays that the calendar places: their names and their days.

use jiff::civil::{Date, Weekday};

use super::calendar::{add_days, day};
use crate::facts::fixed::Sieve;
use crate::facts::piece::Pieces;

/// How the day of a holiday is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// On the same month and day every year.
    Fixed(u8, u8),
    /// So many days behind the nth weekday of a month: month, weekday (Monday is 1), nth
    /// (-1 is the last), days.
    Nth(u8, u8, i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
}

impl Holiday {
    /// The day of the holiday in a year.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        match self {
            Holiday::Fixed(month, number) => day(year, month, number),
            Holiday::Nth(month, weekday, nth, behind) => {
                let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
                let first = day(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()?;
                add_days(first, i32::from(behind))
            }
            Holiday::Easter(behind) => add_days(easter(year)?, i32::from(behind)),
        }
    }

    /// The month it mostly falls in.
    pub(super) fn month(self) -> u8 {
        match self {
            Holiday::Fixed(month, _) | Holiday::Nth(month, ..) => month,
            Holiday::Easter(behind) => 4 + u8::from(behind > 20),
        }
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, number) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(number).ok()?).ok()
}

/// Names of holidays, apostrophes straight; a longer one stands before its own beginning.
const HOLIDAYS: &[(&str, Holiday)] = &[
    ("all saints ' day", Holiday::Fixed(11, 1)),
    ("all souls ' day", Holiday::Fixed(11, 2)),
    ("all saints day", Holiday::Fixed(11, 1)),
    ("anzac day", Holiday::Fixed(4, 25)),
    ("april fool 's day", Holiday::Fixed(4, 1)),
    ("april fools ' day", Holiday::Fixed(4, 1)),
    ("april fools day", Holiday::Fixed(4, 1)),
    ("armistice day", Holiday::Fixed(11, 11)),
    ("ascension day", Holiday::Easter(39)),
    ("ash wednesday", Holiday::Easter(-46)),
    ("australia day", Holiday::Fixed(1, 26)),
    ("bastille day", Holiday::Fixed(7, 14)),
    ("black friday", Holiday::Nth(11, 4, 4, 1)),
    ("boxing day", Holiday::Fixed(12, 26)),
    ("burns night", Holiday::Fixed(1, 25)),
    ("canada day", Holiday::Fixed(7, 1)),
    ("christmas day", Holiday::Fixed(12, 25)),
    ("christmas eve", Holiday::Fixed(12, 24)),
    ("christmas", Holiday::Fixed(12, 25)),
    ("cinco de mayo", Holiday::Fixed(5, 5)),
    ("columbus day", Holiday::Nth(10, 1, 2, 0)),
    ("corpus christi", Holiday::Easter(60)),
    ("cyber monday", Holiday::Nth(11, 4, 4, 4)),
    ("earth day", Holiday::Fixed(4, 22)),
    ("easter saturday", Holiday::Easter(-1)),
    ("easter monday", Holiday::Easter(1)),
    ("easter sunday", Holiday::Easter(0)),
    ("easter", Holiday::Easter(0)),
    ("election day", Holiday::Nth(11, 1, 1, 1)),
    ("epiphany", Holiday::Fixed(1, 6)),
    ("father 's day", Holiday::Nth(6, 7, 3, 0)),
    ("fathers day", Holiday::Nth(6, 7, 3, 0)),
    ("flag day", Holiday::Fixed(6, 14)),
    ("freedom day", Holiday::Fixed(6, 19)),
    ("good friday", Holiday::Easter(-2)),
    ("groundhog day", Holiday::Fixed(2, 2)),
    ("guy fawkes night", Holiday::Fixed(11, 5)),
    ("halloween", Holiday::Fixed(10, 31)),
    ("holocaust remembrance day", Holiday::Fixed(1, 27)),
    ("inauguration day", Holiday::Fixed(1, 20)),
    ("independence day", Holiday::Fixed(7, 4)),
    ("international workers ' day", Holiday::Fixed(5, 1)),
    ("international women 's day", Holiday::Fixed(3, 8)),
    ("juneteenth", Holiday::Fixed(6, 19)),
    ("labor day", Holiday::Nth(9, 1, 1, 0)),
    ("labour day", Holiday::Fixed(5, 1)),
    ("mardi gras", Holiday::Easter(-47)),
    ("martin luther king jr. day", Holiday::Nth(1, 1, 3, 0)),
    ("martin luther king day", Holiday::Nth(1, 1, 3, 0)),
    ("maundy thursday", Holiday::Easter(-3)),
    ("may day", Holiday::Fixed(5, 1)),
    ("memorial day", Holiday::Nth(5, 1, -1, 0)),
    ("midsummer day", Holiday::Fixed(6, 24)),
    ("mlk day", Holiday::Nth(1, 1, 3, 0)),
    ("mother 's day", Holiday::Nth(5, 7, 2, 0)),
    ("mothers day", Holiday::Nth(5, 7, 2, 0)),
    ("new year 's day", Holiday::Fixed(1, 1)),
    ("new year 's eve", Holiday::Fixed(12, 31)),
    ("new years day", Holiday::Fixed(1, 1)),
    ("new years eve", Holiday::Fixed(12, 31)),
    ("new year", Holiday::Fixed(1, 1)),
    ("palm sunday", Holiday::Easter(-7)),
    ("pentecost", Holiday::Easter(49)),
    ("presidents ' day", Holiday::Nth(2, 1, 3, 0)),
    ("presidents day", Holiday::Nth(2, 1, 3, 0)),
    ("remembrance sunday", Holiday::Nth(11, 7, 2, 0)),
    ("remembrance day", Holiday::Fixed(11, 11)),
    ("saint patrick 's day", Holiday::Fixed(3, 17)),
    ("shrove tuesday", Holiday::Easter(-47)),
    ("st patrick 's day", Holiday::Fixed(3, 17)),
    ("st. patrick 's day", Holiday::Fixed(3, 17)),
    ("thanksgiving day", Holiday::Nth(11, 4, 4, 0)),
    ("thanksgiving", Holiday::Nth(11, 4, 4, 0)),
    ("valentine 's day", Holiday::Fixed(2, 14)),
    ("valentines day", Holiday::Fixed(2, 14)),
    ("veterans ' day", Holiday::Fixed(11, 11)),
    ("veterans day", Holiday::Fixed(11, 11)),
    ("whit monday", Holiday::Easter(50)),
    ("whit sunday", Holiday::Easter(49)),
    ("women 's day", Holiday::Fixed(3, 8)),
    ("workers ' day", Holiday::Fixed(5, 1)),
];

static FIRST_WORDS: Sieve = Sieve::of_first_words(HOLIDAYS);

/// Whether names of holidays begin with a word, and nothing else of the calendar does.
pub(super) fn begins_only_holidays(word: &str) -> bool {
    const OTHERS_TOO: [&str; 4] = ["all", "april", "may", "new"];
    FIRST_WORDS.may_hold(word)
        && !OTHERS_TOO.contains(&word)
        && HOLIDAYS.binary_search_by(|(name, _)| first_word(name).cmp(word)).is_ok()
}

/// The holiday at `at`, and the index behind it.
pub(super) fn holiday(pieces: Pieces<'_>, at: usize) -> Option<(Holiday, usize)> {
    let first = pieces.word(at);
    if !FIRST_WORDS.may_hold(first) {
        return None;
    }
    let begin = HOLIDAYS.partition_point(|(name, _)| first_word(name) < first);
    HOLIDAYS
        .get(begin..)?
        .iter()
        .take_while(|(name, _)| first_word(name) == first)
        .find_map(|(name, holiday)| reads(pieces, at, name).map(|end| (*holiday, end)))
}

fn first_word(name: &str) -> &str {
    name.split(' ').next().unwrap_or_default()
}

/// The index behind the words of `name`, whatever the shape of their apostrophes.
fn reads(pieces: Pieces<'_>, at: usize, name: &str) -> Option<usize> {
    let mut end = at;
    for word in name.split(' ') {
        let here = pieces.word(end);
        let apostrophe = |word: &str| match word {
            "’" => "'",
            "’s" => "'s",
            _ => "",
        };
        if here != word && apostrophe(here) != word {
            return None;
        }
        end += 1;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn first_words_are_sorted_for_the_search() {
        assert!(HOLIDAYS.is_sorted_by_key(|(name, _)| first_word(name)));
    }

    #[test]
    fn holidays_have_their_day() {
        assert_eq!(Holiday::Easter(0).day(2024), Some(date(2024, 3, 31)));
        assert_eq!(Holiday::Nth(11, 4, 4, 0).day(2023), Some(date(2023, 11, 23)));
        assert_eq!(Holiday::Nth(5, 1, -1, 0).day(2023), Some(date(2023, 5, 29)));
        assert_eq!(Holiday::Nth(11, 1, 1, 1).day(2022), Some(date(2022, 11, 8)));
        assert_eq!(Holiday::Easter(49).month(), 5);
    }
}
