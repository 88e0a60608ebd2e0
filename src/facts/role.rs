//! What a piece may begin, so that a grammar is asked only where it may have an answer.
//!
//! Most words begin neither a number nor a date. Every piece is looked up once, and each
//! grammar passes over all others; a word that is missing here is never read, so the
//! tables must hold every first word that the grammars know, and every word of the calendar
//! that a date may have for its only one.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::fixed::{FixedMap, Sieve, map_for};
use super::ordinal::ORDINALS;
use super::token::TokenKind;

/// A set of what a piece may begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u8);

impl Roles {
    /// A date, time, duration or set.
    pub const TIME: Roles = Roles(1);
    /// A number.
    pub const NUMBER: Roles = Roles(2);
    /// A currency before a number.
    pub const MONEY: Roles = Roles(4);
    /// Either of the first two, if the word behind goes with it: `the`, `a`.
    const ARTICLE: Roles = Roles(8);
    /// Goes with an article before it: the bits of the first two, further up.
    const BEHIND_ARTICLE: u8 = 4;
    const TIME_BEHIND: Roles = Roles(1 << Self::BEHIND_ARTICLE);
    const NUMBER_BEHIND: Roles = Roles(2 << Self::BEHIND_ARTICLE);

    /// A date, if the word behind goes with it: `that`, `some`.
    const TIME_LED: Roles = Roles(64);

    /// A word or number of the calendar or the clock, which may stand anywhere in a date.
    /// Every date has one.
    const CALENDAR: Roles = Roles(128);

    /// All words that begin something or belong to the calendar.
    #[cfg(test)]
    pub(super) fn words() -> impl Iterator<Item = &'static str> {
        TABLES.into_iter().flat_map(|(words, _)| words.iter().copied())
    }

    fn meets(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a piece of these roles before one of the roles `next` may begin `wanted`.
    pub(super) fn may_begin(self, wanted: Roles, next: Roles) -> bool {
        let behind = Roles(wanted.0 << Self::BEHIND_ARTICLE) | wanted;
        let led = wanted.meets(Self::TIME) && self.meets(Self::TIME_LED);
        self.meets(wanted) || (led || self.meets(Self::ARTICLE)) && next.meets(behind)
    }

    /// Whether this is a word or number of the calendar or the clock.
    pub(super) fn is_of_calendar(self) -> bool {
        self.meets(Self::CALENDAR)
    }

    /// The roles of a piece; `lower` is its text in lower case.
    pub(super) fn of(kind: TokenKind, text: &str, lower: &str) -> Roles {
        match kind {
            TokenKind::Number if is_amount(lower) => Self::TIME | Self::NUMBER,
            TokenKind::Number => Self::TIME | Self::NUMBER | Self::CALENDAR,
            TokenKind::Ordinal => Self::TIME | Self::CALENDAR,
            TokenKind::Symbol => Self::MONEY | Self::NUMBER,
            TokenKind::Punctuation => match lower {
                "-" | "." | "–" | "−" => Self::NUMBER,
                "'" | "’" | "‘" => Self::TIME,
                ":" | "/" => Self::CALENDAR,
                _ => Roles::default(),
            },
            TokenKind::Word => Self::of_word(text, lower),
            _ => Roles::default(),
        }
    }

    fn of_word(text: &str, lower: &str) -> Roles {
        let stem = lower.strip_suffix('.').unwrap_or(lower);
        let listed = if SIEVE.may_hold(stem) { WORDS.get(stem).copied() } else { None };
        let listed = listed.unwrap_or_default();
        let short_capitals = text.len() <= 3 && text.starts_with(|c: char| c.is_ascii_uppercase())
            || text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let money = if short_capitals { Self::MONEY } else { Roles::default() };
        let fiscal =
            if stem.starts_with("fy") { Self::TIME | Self::CALENDAR } else { Roles::default() };
        let dated = if stem.ends_with(|c: char| c.is_ascii_digit()) {
            Self::of_glued(stem)
        } else {
            Roles::default()
        };
        let vulgar = if text.starts_with(|c: char| !c.is_ascii() && c.is_numeric()) {
            Self::NUMBER
        } else {
            Roles::default()
        };
        // "5pm", "1980s", "19th"
        let numbered = if stem.starts_with(|c: char| c.is_ascii_digit()) {
            Self::CALENDAR
        } else {
            Roles::default()
        };
        listed | money | fiscal | dated | vulgar | numbered
    }

    /// A month with the number of its day glued to it: `Dec31`.
    fn of_glued(stem: &str) -> Roles {
        let name = stem.trim_end_matches(|c: char| c.is_ascii_digit());
        let listed = WORDS.get(name).copied().unwrap_or_default();
        if name.len() >= 3 && listed.meets(Self::TIME) {
            Self::TIME | Self::CALENDAR
        } else {
            Roles::default()
        }
    }
}

/// Whether a number alone is neither year nor day nor time, however it is written: `345`,
/// `12,000`, `3.5`; not `1998`, `20160518`, `28.05.2006`, `5.30`.
fn is_amount(digits: &str) -> bool {
    match digits.split_once('.') {
        Some((_, decimals)) => decimals.len() != 2 && !decimals.contains('.'),
        None => digits.len() <= 3 || digits.contains(','),
    }
}

impl BitOr for Roles {
    type Output = Roles;

    fn bitor(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }
}

const ARTICLES: &[&str] = &["a", "an", "the"];

const DIGITS: &[&str] = &[
    "zero", "nought", "naught", "one", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "half",
];

/// Cardinals that minutes and years are told with.
const CARDINALS: &[&str] = &[
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fourty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];

const NUMBERS: &[&str] = &[
    "quarter",
    "minus",
    "negative",
    "several",
    "many",
    "few",
    "tens",
    "dozens",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "trillions",
];

const CURRENCIES: &[&str] = &[
    "us", "u.s", "hk", "nz", "au", "c", "usd", "eur", "gbp", "rmb", "aud", "cad", "nzd", "hkd",
    "sgd", "mxn", "inr", "jpy", "cny", "chf", "php", "ksh", "kshs", "ush", "ushs", "tsh", "tshs",
    "sek", "nok", "dkk", "pln", "czk", "huf", "brl", "zar", "aed", "thb", "myr", "idr", "krw",
    "twd", "vnd",
];

const NUMBERS_BEHIND_ARTICLE: &[&str] = &[
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "lakh",
    "crore",
    "half",
    "third",
    "quarter",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "twelfth",
    "hundredth",
    "thousandth",
    "quadrillion",
    "eleventh",
    "twentieth",
    "millionth",
    "billionth",
    "few",
    "couple",
];

/// Words that lead to those of the calendar.
const TIMES_LEADING: &[&str] = &[
    "all",
    "few",
    "last",
    "previous",
    "current",
    "next",
    "coming",
    "upcoming",
    "following",
    "same",
    "early",
    "mid",
    "late",
    "earlier",
    "later",
    "beginning",
    "start",
    "middle",
    "end",
    "between",
    "from",
    "every",
    "latter",
    "close",
    "outset",
    "recent",
    "prior",
    "preceding",
    "ensuing",
    "opening",
    "closing",
    "final",
];

const TIMES: &[&str] = &[
    "past",
    "present",
    "january",
    "jan",
    "february",
    "feb",
    "march",
    "mar",
    "april",
    "apr",
    "may",
    "june",
    "jun",
    "july",
    "jul",
    "august",
    "aug",
    "september",
    "sept",
    "sep",
    "october",
    "oct",
    "november",
    "nov",
    "december",
    "dec",
    "monday",
    "mon",
    "tuesday",
    "tue",
    "tues",
    "wednesday",
    "wed",
    "weds",
    "thursday",
    "thu",
    "thur",
    "thurs",
    "friday",
    "fri",
    "saturday",
    "sat",
    "sunday",
    "sun",
    "mondays",
    "tuesdays",
    "wednesdays",
    "thursdays",
    "fridays",
    "saturdays",
    "sundays",
    "spring",
    "springtime",
    "summer",
    "summertime",
    "autumn",
    "fall",
    "winter",
    "wintertime",
    "christmas",
    "boxing",
    "valentine",
    "independence",
    "bastille",
    "veterans",
    "armistice",
    "halloween",
    "juneteenth",
    "thanksgiving",
    "labor",
    "memorial",
    "ash",
    "palm",
    "good",
    "easter",
    "thirtieth",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "noon",
    "midday",
    "midnight",
    "daily",
    "weekly",
    "fortnightly",
    "biweekly",
    "monthly",
    "quarterly",
    "annually",
    "yearly",
    "hourly",
    "nightly",
    "fiscal",
    "calendar",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
    "seconds",
    "secs",
    "minutes",
    "mins",
    "hours",
    "hrs",
    "days",
    "weekends",
    "weeks",
    "months",
    "years",
    "yrs",
    "decades",
    "centuries",
    "anzac",
    "ascension",
    "australia",
    "black",
    "burns",
    "canada",
    "cinco",
    "columbus",
    "corpus",
    "cyber",
    "earth",
    "election",
    "epiphany",
    "father",
    "fathers",
    "flag",
    "freedom",
    "groundhog",
    "guy",
    "holocaust",
    "inauguration",
    "international",
    "labour",
    "mardi",
    "martin",
    "maundy",
    "midsummer",
    "mlk",
    "mother",
    "mothers",
    "pentecost",
    "presidents",
    "remembrance",
    "shrove",
    "st",
    "saint",
    "valentines",
    "whit",
    "women",
    "workers",
    "now",
    "currently",
    "nowadays",
    "presently",
    "recently",
    "lately",
    "future",
    "week",
    "annual",
    "semiannual",
    "semiannually",
    "biannually",
    "semi",
    "bi",
    "everyday",
    "once",
    "twice",
    "thrice",
    "tmrw",
    "tmr",
    "tonite",
    "overnight",
    "1q",
    "2q",
    "3q",
    "4q",
    "quarter",
    "ad",
    "a.d",
    "year",
    "mornings",
    "afternoons",
    "evenings",
    "nights",
    "minute",
    "hour",
    "day",
    "month",
    "decade",
    "century",
    "weekend",
    "weekdays",
];

/// Words that begin a date only before one that goes with it: `that day`, `some weeks`.
const TIMES_LED: &[&str] = &[
    "that", "this", "some", "many", "several", "these", "those", "another", "any", "very", "right",
    "new", "each", "per",
];

const TIMES_BEHIND_ARTICLE: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "couple",
    "number",
    "half",
    "subsequent",
    "preceding",
    "future",
    "hundred",
    "thousand",
    "dozen",
    "morning",
    "afternoon",
    "evening",
    "night",
    "fiscal",
    "sixty",
    "present",
    "moment",
    "time",
    "period",
    "immediate",
    "near",
    "foreseeable",
    "distant",
    "entire",
    "whole",
    "full",
    "daytime",
    "nighttime",
    "working",
    "business",
    "academic",
    "school",
    "financial",
    "mornings",
    "evenings",
    "afternoons",
    "fortnight",
];

/// Words of the calendar and the clock that begin no date.
const CALENDAR: &[&str] = &[
    "am",
    "a.m",
    "pm",
    "p.m",
    "m",
    "o'clock",
    "o’clock",
    "oclock",
    "bc",
    "b.c",
    "bce",
    "b.c.e",
    "ce",
    "a.d",
    "sec",
    "min",
    "hr",
    "h",
    "hs",
    "yr",
    "quarters",
    "fortnights",
    "weekday",
    "dawn",
    "daybreak",
    "sunrise",
    "thousand",
];

/// All tables, each with the roles of its words.
const TABLES: [(&[&str], Roles); 12] = [
    (ARTICLES, Roles::ARTICLE),
    (DIGITS, Roles(Roles::NUMBER.0 | Roles::TIME.0)),
    (CARDINALS, Roles(Roles::NUMBER.0 | Roles::TIME.0 | Roles::CALENDAR.0)),
    (NUMBERS, Roles::NUMBER),
    (CURRENCIES, Roles::MONEY),
    (NUMBERS_BEHIND_ARTICLE, Roles::NUMBER_BEHIND),
    (TIMES_LEADING, Roles::TIME),
    (TIMES, Roles(Roles::TIME.0 | Roles::CALENDAR.0)),
    (ORDINALS, Roles(Roles::TIME.0 | Roles::CALENDAR.0)),
    (TIMES_BEHIND_ARTICLE, Roles(Roles::TIME_BEHIND.0 | Roles::CALENDAR.0)),
    (CALENDAR, Roles::CALENDAR),
    (TIMES_LED, Roles::TIME_LED),
];

/// Passes over the words that are in no table.
static SIEVE: Sieve = {
    let mut words: [&[&str]; TABLES.len()] = [&[]; TABLES.len()];
    let mut index = 0;
    while index < TABLES.len() {
        words[index] = TABLES[index].0;
        index += 1;
    }
    Sieve::of(&words)
};

/// Only looked up in and never walked, so its order tells nowhere.
static WORDS: LazyLock<FixedMap<&'static str, Roles>> = LazyLock::new(|| {
    let mut words = map_for(TABLES.iter().map(|(table, _)| table.len()).sum());
    for (table, roles) in TABLES {
        for &word in table {
            let entry: &mut Roles = words.entry(word).or_default();
            *entry = *entry | roles;
        }
    }
    words
});

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(word: &str) -> Roles {
        Roles::of(TokenKind::Word, word, &word.to_ascii_lowercase())
    }

    #[test]
    fn an_article_begins_what_the_word_behind_it_goes_with() {
        assert!(roles("a").may_begin(Roles::NUMBER, roles("dozen")));
        assert!(roles("the").may_begin(Roles::TIME, roles("night")));
        assert!(!roles("the").may_begin(Roles::TIME, roles("house")));
        assert!(!roles("house").may_begin(Roles::NUMBER, roles("dozen")));
        assert!(roles("Dec31").may_begin(Roles::TIME, Roles::default()));
        assert!(!roles("house31").may_begin(Roles::TIME, Roles::default()));
        assert!(roles("Jan.").may_begin(Roles::TIME, Roles::default()));
        assert!(roles("USD").may_begin(Roles::MONEY, Roles::default()));
    }
}
