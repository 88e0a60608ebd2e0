//! The values of a fact from a place in the calendar.

use jiff::civil::Date as Day;

use super::calendar::{Period, add_days};
use super::expression::{Clock, When};
use super::lexicon::TimeUnit;
use crate::facts::{Date, DateType};

/// A point placed in the calendar as far as it can be.
pub(super) struct Placed {
    pub value: String,
    pub period: Option<Period>,
    pub bounds: Option<(Day, Day)>,
    pub clock: Option<Clock>,
}

pub(super) fn plain(value: String, date_type: DateType) -> Date {
    Date { value, date_type, ..Date::default() }
}

pub(super) fn date(placed: &Placed) -> Date {
    let date_type = match placed.clock {
        Some(_) => DateType::Time,
        None if placed.value.starts_with('P') && !placed.value.ends_with("REF") => {
            DateType::Duration
        }
        None => DateType::Date,
    };
    let day = placed.bounds.map(|(day, _)| day);
    let (from, to) = match (placed.bounds, placed.clock) {
        (Some((day, _)), Some(clock)) => {
            (Some(instant(day, Some(clock), false)), Some(instant(day, Some(clock), true)))
        }
        (Some((from, to)), None) => (Some(from.to_string()), Some(to.to_string())),
        (None, _) => (None, None),
    };
    Date { value: placed.value.clone(), date_type, from, to, day }
}

/// The first instant of a time of day, or the first one behind it.
pub(super) fn instant(day: Day, clock: Option<Clock>, behind: bool) -> String {
    let (hour, minute) = match clock {
        None => (0, 0),
        Some(Clock::Time(hour, minute, _)) => {
            let total = u16::from(hour) * 60 + u16::from(minute.unwrap_or(0));
            let width = if minute.is_some() { 1 } else { 60 };
            let total = if behind { total + width } else { total };
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
    match when {
        When::Day { year, month, day } => match year {
            Some(year) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}-{day:02}"),
        },
        When::Month { month, .. } => format!("XXXX-{month:02}"),
        When::Quarter { quarter, .. } => format!("XXXX-Q{quarter}"),
        When::Half { half, .. } => format!("XXXX-H{half}"),
        When::Season { season, .. } => format!("XXXX-{season}"),
        When::Weekday { weekday, .. } | When::WeekdayOf { weekday, .. } => {
            format!("XXXX-WXX-{weekday}")
        }
        When::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        When::Vague(value) => value.to_string(),
        When::Year(year) => format!("{year:04}"),
        When::Decade(_) | When::Century(_) | When::Holiday { .. } => "XXXX".to_string(),
        When::Shifted { unit, .. } | When::Anchored { unit, .. } | When::Count { unit, .. } => {
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
            .to_string()
        }
    }
}
