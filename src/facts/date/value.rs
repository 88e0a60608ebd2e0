//! The values of a fact from a place in the calendar.

use jiff::civil::Date as Day;

use super::calendar::{Period, add_days};
use super::duration::{self, unknown_value};
use super::expression::{Clock, TimeOfDay, When, YearSaid};
use super::lexicon::TimeUnit;
use crate::facts::{Date, DateType};

/// A point placed in the calendar as far as it can be.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The TIMEX3 value of the day or period.
    pub name: String,
    pub period: Option<Period>,
    pub bounds: Option<(Day, Day)>,
    pub clock: Option<Clock>,
}

impl Placed {
    /// The TIMEX3 value, with the time of day.
    pub(super) fn value(&self) -> String {
        match self.clock {
            Some(clock) => format!("{}{}", self.name, clock.value()),
            None => self.name.clone(),
        }
    }
}

pub(super) fn plain(value: String, date_type: DateType) -> Date {
    Date { value, date_type, ..Date::default() }
}

pub(super) fn date(placed: &Placed) -> Date {
    let day = placed.bounds.map(|(day, _)| day);
    if let Some(Clock::Span(from, to)) = placed.clock {
        return span(placed, day, from, to);
    }
    let date_type = match placed.clock {
        Some(_) => DateType::Time,
        None if placed.name.starts_with('P') && !placed.name.ends_with("REF") => DateType::Duration,
        None => DateType::Date,
    };
    let (from, to) = match (placed.bounds, placed.clock) {
        (Some((day, _)), Some(clock)) => {
            (Some(instant(day, Some(clock), false)), Some(instant(day, Some(clock), true)))
        }
        (Some((from, to)), None) => (Some(from.to_string()), Some(to.to_string())),
        (None, _) => (None, None),
    };
    Date { value: placed.value(), date_type, from, to, day }
}

/// From one time of day to another; a last time before the first is on the day after.
fn span(placed: &Placed, day: Option<Day>, from: TimeOfDay, to: TimeOfDay) -> Date {
    let over_midnight = to.minutes() < from.minutes();
    let last = day.map(|day| if over_midnight { add_days(day, 1).unwrap_or(day) } else { day });
    let instant = |day: Option<Day>, time| match day {
        Some(day) => instant(day, Some(Clock::Time(time)), false),
        None => format!("T{:02}:{:02}:00", time.hour % 24, time.minute.unwrap_or(0)),
    };
    let (first, last) = (instant(day, from), instant(last, to));
    let value = match day {
        Some(_) => format!("{first}/{last}"),
        None => placed.value(),
    };
    Date { value, date_type: DateType::Time, from: Some(first), to: Some(last), day }
}

/// The first instant of a time of day, or the first one behind it.
pub(super) fn instant(day: Day, clock: Option<Clock>, behind: bool) -> String {
    let (hour, minute) = match clock {
        None => (0, 0),
        Some(Clock::Time(time) | Clock::Span(time, _)) => {
            let width = if time.minute.is_some() { 1 } else { 60 };
            let total = if behind { time.minutes() + width } else { time.minutes() };
            (total / 60, total % 60)
        }
        Some(Clock::Part(part)) => {
            let (first, last) = match part {
                "MO" => (8, 12),
                "AF" => (12, 16),
                "EV" => (16, 20),
                "DA" => (4, 8),
                "MI" => (11, 13),
                _ => (20, 24),
            };
            (if behind { last } else { first }, 0)
        }
    };
    if hour >= 24 {
        let next = add_days(day, 1).unwrap_or(day);
        return format!("{next}T{:02}:{minute:02}:00", hour - 24);
    }
    format!("{day}T{hour:02}:{minute:02}:00")
}

/// The TIMEX3 value of what cannot be placed.
pub(super) fn unresolved(when: When) -> String {
    let year = match when.named_year() {
        Some(year) => format!("{year:04}"),
        None => "XXXX".to_string(),
    };
    match when {
        When::Day { month, day, .. } => format!("{year}-{month:02}-{day:02}"),
        When::Month { month, .. } => format!("{year}-{month:02}"),
        When::Quarter { quarter, .. } => format!("{year}-Q{quarter}"),
        When::Half { half, .. } => format!("{year}-H{half}"),
        When::WeekOf { .. } | When::HolidayWeek { .. } => format!("{year}-WXX"),
        When::Week { week, .. } => format!("{year}-W{week:02}"),
        When::Season { season, .. } => format!("{year}-{season}"),
        When::Weekday { weekday, .. }
        | When::WeekdayOf { weekday, .. }
        | When::WeekdaysAway { weekday, .. }
        | When::NumberedWeekday { weekday, .. }
        | When::NthWeekday { weekday, .. } => format!("{year}-WXX-{weekday}"),
        When::DayOfMonth(day) => format!("{year}-XX-{day:02}"),
        When::FiscalYear(_) => format!("FY{year}"),
        When::Vague(value) => value.to_string(),
        When::Year(_) | When::Decade(_) | When::Century(_) => year,
        When::Holiday { holiday, .. } => match holiday {
            super::holiday::Holiday::Fixed(month, day) => format!("{year}-{month:02}-{day:02}"),
            _ => format!("{year}-XX-XX"),
        },
        When::Count { unit, count } => duration::value(f64::from(count.unsigned_abs()), unit),
        When::BusinessDays(count) => {
            duration::value(f64::from(count.unsigned_abs()), TimeUnit::Day)
        }
        When::Some(unit) => unknown_value(unit),
        When::LastWeekend | When::HolidayWeekend { .. } => {
            unknown_unit(TimeUnit::Weekend).to_string()
        }
        When::Nth { unit, .. } | When::Shifted { unit, .. } | When::Anchored { unit, .. } => {
            unknown_unit(unit).to_string()
        }
    }
}

fn unknown_unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Day => "XXXX-XX-XX",
        TimeUnit::Week => "XXXX-WXX",
        TimeUnit::Weekend => "XXXX-WXX-WE",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Year => "XXXX",
        TimeUnit::Decade => "XXX",
        TimeUnit::Century => "XX",
        TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second => "XXXX-XX-XXTXX:XX",
    }
}

/// The year that a name tells, where it is told relative to another one.
pub(super) fn said(year: YearSaid, today: Option<i16>, text: Option<i16>) -> Option<i16> {
    let moved = |year: i16, by: i32| i16::try_from(i32::from(year).checked_add(by)?).ok();
    match year {
        YearSaid::Unsaid => None,
        YearSaid::Named(year) => Some(year),
        YearSaid::FromToday(by) => moved(today?, by),
        YearSaid::FromText(by) => moved(text.or(today)?, by),
    }
}
