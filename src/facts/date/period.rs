//! Which period of the calendar the words mean.

use jiff::civil::Date as Day;

use super::calendar::{self, Period, add_days};
use super::expression::{Shift, When, YearSaid};
use super::lexicon::TimeUnit;
use super::resolve::Context;
use super::value::said;

impl Context {
    /// The period, where what it counts from is known.
    pub(super) fn period(&self, when: When) -> Option<Period> {
        match when {
            When::Day { year, month, day, shift } => {
                let year = self.said(year).or_else(|| self.day_year(month, day, shift))?;
                calendar::day(year, month, day).map(Period::Day)
            }
            When::WeekOf { year, month, day, shift } => {
                match self.period(When::Day { year, month, day, shift })? {
                    Period::Day(day) => Period::around(day, TimeUnit::Week),
                    _ => None,
                }
            }
            When::HolidayWeekend { year, holiday, shift } => {
                let day = self.day(When::Holiday { year, holiday, shift })?;
                calendar::saturday_of(day).map(Period::Weekend)
            }
            When::HolidayWeek { year, holiday, shift } => {
                let day = self.day(When::Holiday { year, holiday, shift })?;
                Period::around(day, TimeUnit::Week)
            }
            When::Month { year, month, shift } => {
                let year = self.said(year).or_else(|| self.shifted_year(month, shift))?;
                Some(Period::Month(year, month))
            }
            When::Year(year) => Some(Period::Year(year)),
            When::Decade(year) => Some(Period::Decade(year)),
            When::Century(year) => Some(Period::Century(year)),
            When::Quarter { year, quarter, shift } => {
                if let Some(year) = self.said(year) {
                    return Some(Period::Quarter(year, quarter));
                }
                let nearest = Period::Quarter(self.shifted_year(quarter * 3 - 1, shift)?, quarter);
                nearest.shifted(self.years_astray(nearest, shift) * 4)
            }
            When::Half { year, half } => {
                let year = self.said(year).or_else(|| self.year_of(half * 6 - 3, 30))?;
                Some(Period::Half(year, half))
            }
            When::Week { year, week } => {
                let year = self.said(year).or_else(|| self.reference.map(Day::year))?;
                calendar::week(year, week)
            }
            When::Season { year, season, shift } => {
                let month = match season {
                    "SP" => 4,
                    "SU" => 7,
                    "FA" => 10,
                    _ => 12,
                };
                let year = self.said(year).or_else(|| self.shifted_year(month, shift))?;
                Some(Period::Season(year, season))
            }
            When::Nth { nth, count: 1, unit, of } => self.period(of.when())?.nth(nth, unit),
            _ => self.day(when).map(Period::Day).or_else(|| self.relative(when)),
        }
    }

    /// How many years a period is to be moved so that it is not to come where its clause
    /// tells of what was, and not over where it tells of what is to come.
    fn years_astray(&self, period: Period, shift: Shift) -> i32 {
        let Some(((from, to), today)) = period.bounds().zip(self.reference) else { return 0 };
        match shift {
            Shift::Behind if from > today && !self.narrative => -1,
            Shift::Ahead if to <= today && !self.narrative => 1,
            _ => 0,
        }
    }

    /// A day that is told by its weekday, its number or its name.
    fn day(&self, when: When) -> Option<Day> {
        match when {
            When::Weekday { weekday, shift } => self.weekday(weekday, shift),
            When::WeekdaysAway { weekday, by } => self.weekdays_away(weekday, by),
            When::WeekdayOf { weekday, of } => {
                let (monday, _) = self.period(of.when())?.bounds()?;
                add_days(monday, i32::from(weekday) - 1)
            }
            When::NumberedWeekday { weekday, day } => self.numbered_weekday(weekday, day),
            When::DayOfMonth(day) => self.day_of_month(day),
            When::Holiday { year, holiday, shift } => {
                let month = holiday.month();
                let year = self.said(year).or_else(|| self.shifted_year(month, shift))?;
                holiday.day(year)
            }
            When::NthWeekday { nth, weekday, of } => {
                self.period(of.when())?.nth_weekday(nth, weekday)
            }
            _ => None,
        }
    }

    /// A period that is told by its distance from another.
    fn relative(&self, when: When) -> Option<Period> {
        match when {
            When::Shifted { unit, by } => Period::around(self.today(unit, by)?, unit)?.shifted(by),
            When::LastWeekend => {
                let Period::Weekend(saturday) = Period::around(self.reference?, TimeUnit::Weekend)?
                else {
                    return None;
                };
                let begun = saturday <= self.reference?;
                Period::Weekend(saturday).shifted(if begun { 0 } else { -1 })
            }
            When::Anchored { unit: TimeUnit::Year, by } => {
                let told = self.mentioned.or_else(|| self.reference.map(Day::year))?;
                Period::Year(told).shifted(by)
            }
            When::Anchored { unit, by } => {
                Period::around(self.anchor_day().or(self.reference)?, unit)?.shifted(by)
            }
            _ => None,
        }
    }

    fn said(&self, year: YearSaid) -> Option<i16> {
        let now = self.reference.map(Day::year);
        let text = self.anchor_day().map(Day::year);
        said(year, if self.narrative { text.or(now) } else { now }, self.mentioned.or(text))
    }

    /// The day that `last year` and `three weeks ago` count from: in a text about the past
    /// they are spoken at the time told of. `today` itself stays the document's.
    pub(super) fn today(&self, unit: TimeUnit, by: i32) -> Option<Day> {
        let told = self.anchor_day().filter(|_| self.narrative && (unit, by) != (TimeUnit::Day, 0));
        told.or(self.reference)
    }

    /// The first day of what was last spoken of.
    pub(super) fn anchor_day(&self) -> Option<Day> {
        self.anchor.and_then(Period::bounds).map(|(day, _)| day)
    }
}
