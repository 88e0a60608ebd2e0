//! What a temporal expression says, before it is placed in the calendar.

use super::calendar::Part;
use super::holiday::Holiday;
use super::lexicon::TimeUnit;

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
    /// So many units before or behind a point: two days after Christmas.
    Offset(i32, TimeUnit, Point),
    /// Units in falling order from the document's day or from what was last spoken of: two
    /// years and three months ago.
    Moved(Vec<(i32, TimeUnit)>, bool),
    /// So many units from the first instant of a point on: for three days from Monday.
    Lasting(i32, TimeUnit, Point),
    /// A length of time as its TIMEX3 value.
    Duration(String),
    /// A recurring time as its TIMEX3 value.
    Set(String),
}

/// A place in time: a day or period, a part of it, a time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub when: Option<When>,
    pub part: Option<Part>,
    pub clock: Option<Clock>,
}

/// Which one of several, as a word before a name or the tense of its clause tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shift {
    /// No word: the most recent or nearest.
    #[default]
    Nearest,
    /// No word, but the clause tells of what is to come.
    Ahead,
    /// No word, but the clause tells of what was.
    Behind,
    Last,
    This,
    Next,
}

/// The year that a part of a year belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum YearSaid {
    /// None is told.
    #[default]
    Unsaid,
    Named(i16),
    /// Years from the document's: `of next year`.
    FromToday(i32),
    /// Years from the one last spoken of: `of that year`.
    FromText(i32),
}

/// A day or period, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum When {
    Day {
        year: YearSaid,
        month: u8,
        day: u8,
        shift: Shift,
    },
    Month {
        year: YearSaid,
        month: u8,
        shift: Shift,
    },
    Year(i16),
    /// A year of accounts; when it begins differs.
    FiscalYear(i16),
    Decade(i16),
    Century(i16),
    Quarter {
        year: YearSaid,
        quarter: u8,
        shift: Shift,
    },
    Half {
        year: YearSaid,
        half: u8,
    },
    /// The week that holds a day.
    WeekOf {
        year: YearSaid,
        month: u8,
        day: u8,
        shift: Shift,
    },
    /// A numbered week of a year.
    Week {
        year: YearSaid,
        week: u8,
    },
    Season {
        year: YearSaid,
        season: &'static str,
        shift: Shift,
    },
    Weekday {
        weekday: u8,
        shift: Shift,
    },
    /// A weekday of a week told relative to another: `Monday of next week`.
    WeekdayOf {
        weekday: u8,
        of: Whole,
    },
    /// A weekday with the number of its day: `Friday the 13th`.
    NumberedWeekday {
        weekday: u8,
        day: u8,
    },
    DayOfMonth(u8),
    Holiday {
        year: YearSaid,
        holiday: Holiday,
        shift: Shift,
    },
    /// The weekend of a holiday, with the days between the two: `Labor Day weekend`.
    HolidayWeekend {
        year: YearSaid,
        holiday: Holiday,
        shift: Shift,
    },
    /// The week that holds a holiday: `Easter week`.
    HolidayWeek {
        year: YearSaid,
        holiday: Holiday,
        shift: Shift,
    },
    /// The nth such day behind today, or before it where negative: `two Sundays from now`.
    WeekdaysAway {
        weekday: u8,
        by: i32,
    },
    /// So many days of work before or behind the document's day.
    BusinessDays(i32),
    /// The nth unit of something longer, counted from its end where negative, and how many
    /// of them: `the first three weeks of 2019`.
    Nth {
        nth: i8,
        count: u8,
        unit: TimeUnit,
        of: Whole,
    },
    /// `the last Friday in October`.
    NthWeekday {
        nth: i8,
        weekday: u8,
        of: Whole,
    },
    /// Units from the document's day: today, last week, three years ago.
    Shifted {
        unit: TimeUnit,
        by: i32,
    },
    /// The weekend that began last.
    LastWeekend,
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
    /// Some units before or behind today: the last few years.
    Some(TimeUnit),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Vague(&'static str),
}

/// What a part is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Year(i16),
    Month(YearSaid, u8),
    Season(YearSaid, &'static str),
    Decade(i16),
    Century(i16),
    Shifted(TimeUnit, i32),
    Anchored(TimeUnit, i32),
}

impl Whole {
    /// The period as what a part can be taken of; only longer ones have parts.
    pub(super) fn of(when: When) -> Option<Whole> {
        let whole = match when {
            When::Year(year) => Whole::Year(year),
            When::Month { year, month, .. } => Whole::Month(year, month),
            When::Season { year, season, .. } => Whole::Season(year, season),
            When::Decade(year) => Whole::Decade(year),
            When::Century(year) => Whole::Century(year),
            When::Shifted { unit, by } if unit > TimeUnit::Day => Whole::Shifted(unit, by),
            When::Anchored { unit, by } if unit > TimeUnit::Day => Whole::Anchored(unit, by),
            _ => return None,
        };
        Some(whole)
    }

    /// The period itself.
    pub(super) fn when(self) -> When {
        match self {
            Whole::Year(year) => When::Year(year),
            Whole::Month(year, month) => When::Month { year, month, shift: Shift::Nearest },
            Whole::Season(year, season) => When::Season { year, season, shift: Shift::Nearest },
            Whole::Decade(year) => When::Decade(year),
            Whole::Century(year) => When::Century(year),
            Whole::Shifted(unit, by) => When::Shifted { unit, by },
            Whole::Anchored(unit, by) => When::Anchored { unit, by },
        }
    }
}

impl When {
    /// The year that is named.
    pub(super) fn named_year(self) -> Option<i16> {
        match self {
            When::Day { year, .. }
            | When::Month { year, .. }
            | When::Season { year, .. }
            | When::Quarter { year, .. }
            | When::Half { year, .. }
            | When::Week { year, .. }
            | When::WeekOf { year, .. }
            | When::HolidayWeekend { year, .. }
            | When::HolidayWeek { year, .. }
            | When::Holiday { year, .. } => match year {
                YearSaid::Named(year) => Some(year),
                _ => None,
            },
            When::Year(year) | When::FiscalYear(year) => Some(year),
            When::Nth { of, .. } | When::NthWeekday { of, .. } => of.when().named_year(),
            _ => None,
        }
    }

    /// The same day as one to come, where nothing else tells which it is.
    pub(super) fn ahead(self) -> When {
        match self {
            When::Day { year, month, day, shift: Shift::Nearest } => {
                When::Day { year, month, day, shift: Shift::Ahead }
            }
            When::Weekday { weekday, shift: Shift::Nearest } => {
                When::Weekday { weekday, shift: Shift::Ahead }
            }
            other => other,
        }
    }

    /// Whether it needs nothing else to be placed: it is a date of its own even where it
    /// is the end of a range.
    pub(super) fn is_complete(self) -> bool {
        self.named_year().is_some() || matches!(self, When::Decade(_) | When::Century(_))
    }

    /// Whether it is a day, so that a time of day can go with it.
    pub(super) fn is_day(self) -> bool {
        match self {
            When::Day { .. }
            | When::Weekday { .. }
            | When::WeekdayOf { .. }
            | When::WeekdaysAway { .. }
            | When::NumberedWeekday { .. }
            | When::NthWeekday { .. }
            | When::DayOfMonth(_)
            | When::Holiday { .. } => true,
            When::Nth { unit, count, .. } => unit == TimeUnit::Day && count == 1,
            When::Shifted { unit, .. } | When::Anchored { unit, .. } => unit == TimeUnit::Day,
            _ => false,
        }
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    Time(TimeOfDay),
    /// From one time to another.
    Span(TimeOfDay, TimeOfDay),
    /// A part of the day by its TIMEX3 code (`MO`).
    Part(&'static str),
}

/// Hour, minute where given, second where given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TimeOfDay {
    pub hour: u8,
    pub minute: Option<u8>,
    pub second: Option<u8>,
}

impl TimeOfDay {
    /// Minutes since midnight.
    pub(super) fn minutes(self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute.unwrap_or(0))
    }

    /// So many hours or minutes later, if that is within a day.
    pub(super) fn later(self, count: f64, unit: TimeUnit) -> Option<TimeOfDay> {
        let minutes = match unit {
            TimeUnit::Hour => count * 60.0,
            TimeUnit::Minute => count,
            _ => return None,
        };
        // Below a day, so the cast keeps it.
        let length = (1.0..1440.0).contains(&minutes).then_some(minutes as u16)?;
        let total = self.minutes().checked_add(length)? % 1440;
        let (hour, minute) = (u8::try_from(total / 60).ok()?, u8::try_from(total % 60).ok()?);
        let minute = Some(minute).filter(|&minute| minute > 0);
        Some(TimeOfDay { hour, minute, second: None })
    }

    /// The same on the clock's second round.
    pub(super) fn afternoon(self) -> TimeOfDay {
        let hour = if self.hour < 12 { self.hour + 12 } else { self.hour };
        TimeOfDay { hour, ..self }
    }

    fn value(self) -> String {
        let hour = self.hour;
        match (self.minute, self.second) {
            (None, _) => format!("T{hour:02}"),
            (Some(minute), None) => format!("T{hour:02}:{minute:02}"),
            (Some(minute), Some(second)) => format!("T{hour:02}:{minute:02}:{second:02}"),
        }
    }
}

impl Clock {
    /// The TIMEX3 value, with its `T`.
    pub(super) fn value(self) -> String {
        match self {
            Clock::Time(time) => time.value(),
            Clock::Span(from, to) => format!("{}/{}", from.value(), to.value()),
            Clock::Part(part) => format!("T{part}"),
        }
    }
}
