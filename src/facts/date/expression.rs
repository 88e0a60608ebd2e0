//! What a temporal expression says, before it is placed in the calendar.

use super::calendar::Part;
use super::lexicon::{Holiday, TimeUnit};

/// An expression that was read, and the pieces it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read<T> {
    /// Index of the first piece.
    pub start: usize,
    /// Index behind the last piece.
    pub end: usize,
    /// What was read.
    pub value: T,
}

/// A whole expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// A date, period or time.
    Point(Point),
    /// From one point to another.
    Range(Point, Point),
    /// A length of time as its TIMEX3 value.
    Duration(String),
    /// A recurring time as its TIMEX3 value.
    Set(String),
}

/// A place in time: a day or period, a part of it, a time of day.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub when: Option<When>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
}

/// Which one of several, as a word before a name tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shift {
    /// No word: the most recent or nearest.
    #[default]
    Nearest,
    Last,
    This,
    Next,
}

/// A day or period, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    Day {
        year: Option<i16>,
        month: u8,
        day: u8,
    },
    Month {
        year: Option<i16>,
        month: u8,
        shift: Shift,
    },
    Year(i16),
    Decade(i16),
    Century(i16),
    Quarter {
        year: Option<i16>,
        quarter: u8,
    },
    Half {
        year: Option<i16>,
        half: u8,
    },
    Season {
        year: Option<i16>,
        season: &'static str,
        shift: Shift,
    },
    Weekday {
        weekday: u8,
        shift: Shift,
    },
    /// A weekday of the week so many weeks from the document's.
    WeekdayOf {
        weekday: u8,
        by: i32,
    },
    DayOfMonth(u8),
    Holiday {
        year: Option<i16>,
        holiday: Holiday,
        shift: Shift,
    },
    /// Units from the document's day: today, last week, three years ago.
    Shifted {
        unit: TimeUnit,
        by: i32,
    },
    /// Units from what was last spoken of: that day, the following year.
    Anchored {
        unit: TimeUnit,
        by: i32,
    },
    /// So many units before or behind the document's day: the past two weeks.
    Count {
        unit: TimeUnit,
        count: i32,
    },
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(&'static str),
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// Hour, minute where given, second where given.
    Time(u8, Option<u8>, Option<u8>),
    /// A part of the day by its TIMEX3 code (`MO`).
    Part(&'static str),
}

impl Clock {
    /// The TIMEX3 value behind the `T`.
    pub(super) fn value(self) -> String {
        match self {
            Clock::Time(hour, None, _) => format!("{hour:02}"),
            Clock::Time(hour, Some(minute), None) => format!("{hour:02}:{minute:02}"),
            Clock::Time(hour, Some(minute), Some(second)) => {
                format!("{hour:02}:{minute:02}:{second:02}")
            }
            Clock::Part(part) => part.to_string(),
        }
    }
}
