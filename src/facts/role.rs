//! What a piece may begin, so that a grammar is asked only where it may have an answer.
//!
//! Most words begin neither a number nor a date. Every piece is looked up once, and each
//! grammar passes over all others; a word that is missing here is never read, so the
//! tables must hold every first word that the grammars know, and every word of the calendar
//! that a date may have for its only one.

mod words;

use std::ops::BitOr;
use std::sync::LazyLock;

use self::words::*;
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

    const fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
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
        self.with(other)
    }
}

/// All tables, each with the roles of its words.
const TABLES: [(&[&str], Roles); 12] = [
    (ARTICLES, Roles::ARTICLE),
    (DIGITS, Roles::NUMBER.with(Roles::TIME)),
    (CARDINALS, Roles::NUMBER.with(Roles::TIME).with(Roles::CALENDAR)),
    (NUMBERS, Roles::NUMBER),
    (CURRENCIES, Roles::MONEY),
    (NUMBERS_BEHIND_ARTICLE, Roles::NUMBER_BEHIND),
    (TIMES_LEADING, Roles::TIME),
    (TIMES, Roles::TIME.with(Roles::CALENDAR)),
    (ORDINALS, Roles::TIME.with(Roles::CALENDAR)),
    (TIMES_BEHIND_ARTICLE, Roles::TIME_BEHIND.with(Roles::CALENDAR)),
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
