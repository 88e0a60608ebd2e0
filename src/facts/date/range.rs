//! Placing the two ends of a range.

use jiff::civil::Date as Day;

use super::calendar::{self, Period, month_of};
use super::expression::{Point, Shift, When, YearSaid};
use super::lexicon::TimeUnit;
use super::resolve::Context;
use super::value::{Placed, instant, plain};
use crate::facts::{Date, DateType};

impl Context {
    /// From one point to another; the first day behind the last one ends it.
    pub(super) fn range(&mut self, first: &Point, second: &Point) -> Date {
        let (first, second) = with_shared_day(first, second);
        let mut last = self.place(&second);
        let mut begin = self.place(&with_year_of(&first, &second, last.period));
        if let Some(day) = next_weekday(&first, &second, &begin) {
            last = Placed { name: day.value(), period: Some(day), bounds: day.bounds(), ..last };
        }
        if is_unsaid(&first) && is_unsaid(&second) && is_over_a_year(&begin, &last) {
            last = year_earlier(&last).unwrap_or(last);
        }
        let backwards = |begin: &Placed| matches!((begin.bounds, last.bounds), (Some((from, _)), Some((_, to))) if from >= to);
        if backwards(&begin) {
            begin = year_earlier(&begin).unwrap_or(begin);
        }
        self.remember(&last);
        let (from, to) = (begin.bounds, last.bounds);
        let (Some((from, _)), Some((last_day, to)), false) = (from, to, backwards(&begin)) else {
            let date_type = if last.clock.is_some() && last.period.is_none() {
                DateType::Time
            } else {
                DateType::Date
            };
            return plain(format!("{}/{}", begin.value(), last.value()), date_type);
        };
        if begin.clock.is_some() || last.clock.is_some() {
            let from = instant(from, begin.clock, false);
            let to = last
                .clock
                .map_or_else(|| to.to_string(), |clock| instant(last_day, Some(clock), false));
            return Date {
                value: format!("{from}/{to}"),
                date_type: DateType::Time,
                day: begin.bounds.map(|(day, _)| day),
                from: Some(from),
                to: Some(to),
            };
        }
        Date {
            value: format!("{from}/{to}"),
            date_type: DateType::Date,
            from: Some(from.to_string()),
            to: Some(to.to_string()),
            day: Some(from),
        }
    }
}

/// The first such weekday behind the one that a range begins with: `Monday to Friday`.
fn next_weekday(first: &Point, second: &Point, begin: &Placed) -> Option<Period> {
    let weekday = |point: &Point| match point.when {
        Some(When::Weekday { weekday, shift }) if !matches!(shift, Shift::Next | Shift::Last) => {
            Some(i32::from(weekday))
        }
        _ => None,
    };
    let Some(When::Weekday { weekday: opening, .. }) = first.when else { return None };
    let ahead = (weekday(second)? - i32::from(opening)).rem_euclid(7);
    let (from, _) = begin.bounds?;
    calendar::add_days(from, ahead).map(Period::Day)
}

/// Whether a point is a month or a day without a year.
fn is_unsaid(point: &Point) -> bool {
    matches!(
        point.when,
        Some(When::Month { year: YearSaid::Unsaid, .. } | When::Day { year: YearSaid::Unsaid, .. })
    )
}

/// Whether a range of months or days would be longer than those names can tell.
fn is_over_a_year(begin: &Placed, last: &Placed) -> bool {
    let year_behind = |day: Day| calendar::add_units(day, TimeUnit::Year, 1);
    let ends = begin.bounds.zip(last.bounds);
    ends.is_some_and(|((from, _), (to, _))| year_behind(from).is_some_and(|limit| to > limit))
}

/// A range of times on one day that only one end names: `3 to 5 p.m. Tuesday`.
fn with_shared_day(first: &Point, second: &Point) -> (Point, Point) {
    let (mut first, mut second) = (*first, *second);
    if first.when.is_none() && first.clock.is_some() {
        first.when = second.when;
    }
    if second.when.is_none() && second.clock.is_some() {
        second.when = first.when;
    }
    (first, second)
}

/// The first end of a range with the year of the second, where it has none of its own.
fn with_year_of(first: &Point, second: &Point, last: Option<Period>) -> Point {
    let told = second.when.and_then(When::named_year);
    let end = last.and_then(Period::bounds).map(|(day, _)| day);
    let (Some(year), Some(end)) = (told, end) else { return *first };
    let earlier = |month: u8| {
        YearSaid::Named(if month > month_of(end) { year.saturating_sub(1) } else { year })
    };
    let when = match first.when {
        Some(When::Day { year: YearSaid::Unsaid, month, day, shift }) => {
            Some(When::Day { year: earlier(month), month, day, shift })
        }
        Some(When::Month { year: YearSaid::Unsaid, month, shift }) => {
            Some(When::Month { year: earlier(month), month, shift })
        }
        Some(When::Season { year: YearSaid::Unsaid, season, shift }) => {
            Some(When::Season { year: YearSaid::Named(year), season, shift })
        }
        Some(When::Quarter { year: YearSaid::Unsaid, quarter, shift }) => {
            Some(When::Quarter { year: YearSaid::Named(year), quarter, shift })
        }
        other => other,
    };
    Point { when, ..*first }
}

/// The same period a year before, for a range that would run backwards.
fn year_earlier(placed: &Placed) -> Option<Placed> {
    let period = match placed.period? {
        Period::Day(day) => Period::Day(calendar::day(
            day.year() - 1,
            month_of(day),
            u8::try_from(day.day()).ok()?,
        )?),
        Period::Month(year, month) => Period::Month(year - 1, month),
        Period::Season(year, season) => Period::Season(year - 1, season),
        Period::Quarter(year, quarter) => Period::Quarter(year - 1, quarter),
        _ => return None,
    };
    Some(Placed {
        name: period.value(),
        period: Some(period),
        bounds: period.bounds(),
        clock: placed.clock,
    })
}
