//! Placing what an expression says in the calendar.

use jiff::civil::Date as Day;

use super::calendar::{self, Part, Period, add_days};
use super::duration;
use super::expression::{Clock, Expression, Point, When, Whole};
use super::lexicon::TimeUnit;
use super::value::{Placed, date, plain, unresolved};
use crate::facts::{Date, DateType};

/// What expressions count from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// The document's day.
    pub reference: Option<Day>,
    /// The period that was last spoken of.
    pub anchor: Option<Period>,
    /// Whether the text tells of times long before the document's day, so that a month
    /// without a year belongs to what was last spoken of.
    pub narrative: bool,
    /// The day that a time of day without one belongs to, before any day was spoken of: the
    /// document's own in news.
    pub timed: Option<Day>,
    /// The first day of the next full date that the text names.
    pub next: Option<Day>,
    /// The year that was last mentioned, if only in passing.
    pub mentioned: Option<i16>,
}

impl Context {
    /// The fact's values; what was spoken of becomes the new anchor.
    pub(super) fn resolve(&mut self, expression: &Expression) -> Date {
        match expression {
            Expression::Duration(value) => plain(value.clone(), DateType::Duration),
            Expression::Set(value) => plain(value.clone(), DateType::Set),
            Expression::Point(point) => {
                let placed = self.place(point);
                let counts_from_today = matches!(
                    point.when,
                    Some(When::Shifted { unit: TimeUnit::Day, .. } | When::Count { .. })
                );
                if !(self.narrative && counts_from_today) {
                    self.remember(&placed);
                }
                date(&placed)
            }
            Expression::Range(first, second) => self.range(first, second),
            Expression::Offset(count, unit, base) => self.offset(*count, *unit, base),
            Expression::Moved(parts, from_today) => self.moved(parts, *from_today),
            Expression::Lasting(count, unit, base) => self.lasting(*count, *unit, base),
        }
    }

    /// Takes a period as what was last spoken of. A year told in passing (`the plan for
    /// 1976`, `as he wrote in 2005`) does not lead away from the days before it: only one
    /// that goes on from them does, if the next full date is not earlier. Decades and
    /// centuries are background.
    pub(super) fn remember(&mut self, placed: &Placed) {
        const STRIDE: i16 = 10;
        let Some(period) = placed.period else { return };
        self.mentioned = period.bounds().map(|(day, _)| day.year()).or(self.mentioned);
        let told = match (period, self.anchor) {
            (Period::Decade(_) | Period::Century(_), _) => false,
            (Period::Year(year), Some(Period::Day(_) | Period::Month(..) | Period::Season(..))) => {
                let last = self.anchor_day().map_or(year, Day::year);
                let goes_on = self.next.is_none_or(|next| next.year() >= year);
                last < year && year <= last.saturating_add(STRIDE) && goes_on
            }
            _ => true,
        };
        if told {
            self.anchor = Some(period);
        }
    }

    /// So many units before or behind a point.
    fn offset(&mut self, count: i32, unit: TimeUnit, base: &Point) -> Date {
        let from = self.place(base).bounds.map(|(day, _)| day);
        let moved = from.and_then(|day| calendar::add_units(day, unit, count));
        let period = moved.map(Period::Day);
        let name = period.map_or_else(|| "XXXX-XX-XX".to_string(), Period::value);
        let placed = Placed { name, period, bounds: period.and_then(Period::bounds), clock: None };
        self.remember(&placed);
        date(&placed)
    }

    /// The period of the smallest of the units, so many of each away.
    fn moved(&mut self, parts: &[(i32, TimeUnit)], from_today: bool) -> Date {
        let told = self.anchor_day().filter(|_| self.narrative || !from_today);
        let base = told.or(self.reference);
        let add = |day: Option<Day>, part: &(i32, TimeUnit)| {
            day.and_then(|day| calendar::add_units(day, part.1, part.0))
        };
        let smallest = parts.last().map_or(TimeUnit::Day, |(_, unit)| *unit);
        let day = parts.iter().fold(base, add);
        let period = day.and_then(|day| Period::around(day, smallest));
        let name = period.map_or_else(|| "XXXX-XX-XX".to_string(), Period::value);
        let placed = Placed { name, period, bounds: period.and_then(Period::bounds), clock: None };
        self.remember(&placed);
        date(&placed)
    }

    /// So many units from a point on.
    fn lasting(&mut self, count: i32, unit: TimeUnit, base: &Point) -> Date {
        let placed = self.place(base);
        self.remember(&placed);
        let from = placed.bounds.map(|(day, _)| day);
        let to = from.and_then(|day| calendar::add_units(day, unit, count));
        let (Some(from), Some(to)) = (from, to) else {
            return plain(duration::value(f64::from(count), unit), DateType::Duration);
        };
        Date {
            value: format!("{from}/{to}"),
            date_type: DateType::Date,
            from: Some(from.to_string()),
            to: Some(to.to_string()),
            day: Some(from),
        }
    }

    /// The place of a point in the calendar, as far as it can be told.
    pub(super) fn place(&self, point: &Point) -> Placed {
        let Some(when) = point.when else { return self.place_clock(point.clock) };
        let period = self.period(when);
        let bounds = match point.part {
            Some(part) => period.and_then(|period| part_of(period, part)),
            None => self.stretched(when, period).or_else(|| period.and_then(Period::bounds)),
        };
        let counted = match when {
            When::Count { unit, count } => self.counted(unit, count),
            When::BusinessDays(count) => self.business_days(count),
            When::Nth { nth, count, unit, of } if count != 1 => {
                self.nth_units(nth, count, unit, of)
            }
            _ => None,
        };
        let (name, counted) = match (period, counted) {
            (Some(period), _) => (period.value(), None),
            (None, Some((name, bounds))) => (name, Some(bounds)),
            (None, None) => (unresolved(when), None),
        };
        Placed { name, period, bounds: bounds.or(counted), clock: point.clock }
    }

    /// A weekend with the holiday before or behind it.
    fn stretched(&self, when: When, period: Option<Period>) -> Option<(Day, Day)> {
        let When::HolidayWeekend { year, holiday, shift } = when else { return None };
        let (from, to) = period.and_then(Period::bounds)?;
        let (day, behind) = self.period(When::Holiday { year, holiday, shift })?.bounds()?;
        Some((from.min(day), to.max(behind)))
    }

    /// The days of work before or behind the document's day: value and bounds.
    fn business_days(&self, count: i32) -> Option<(String, (Day, Day))> {
        let value = duration::value(f64::from(count.unsigned_abs()), TimeUnit::Day);
        let today = self.today(TimeUnit::Day, count)?;
        Some((value, calendar::business_days(today, count)?))
    }

    /// A time of day alone belongs to the day that was last spoken of, as in the rules of
    /// HeidelTime (`UNDEF-REF-day`).
    fn place_clock(&self, clock: Option<Clock>) -> Placed {
        let day = match self.anchor {
            Some(period @ Period::Day(_)) => Some(period),
            // "In the morning" is often any morning.
            _ if matches!(clock, Some(Clock::Time(_))) => self.timed.map(Period::Day),
            _ => None,
        };
        Placed {
            name: day.map_or_else(String::new, Period::value),
            period: None,
            bounds: day.and_then(Period::bounds),
            clock,
        }
    }

    /// The first or last units of something longer: value and bounds.
    fn nth_units(
        &self,
        nth: i8,
        count: u8,
        unit: TimeUnit,
        of: Whole,
    ) -> Option<(String, (Day, Day))> {
        if count == 0 {
            return None;
        }
        let whole = self.period(of.when())?;
        let rest = i8::try_from(count).ok()?.checked_sub(1)?;
        let (first, last) =
            if nth < 0 { (nth.checked_sub(rest)?, nth) } else { (nth, nth.checked_add(rest)?) };
        let (from, _) = whole.nth(first, unit)?.bounds()?;
        let (_, to) = whole.nth(last, unit)?.bounds()?;
        Some((duration::value(f64::from(count), unit), (from, to)))
    }

    /// The units before or behind the document's day: value and bounds.
    fn counted(&self, unit: TimeUnit, count: i32) -> Option<(String, (Day, Day))> {
        let value = duration::value(f64::from(count.unsigned_abs()), unit);
        let today = self.today(unit, count)?;
        if unit == TimeUnit::Quarter {
            let this = Period::around(today, unit)?;
            let (first, last) = if count < 0 { (count, -1) } else { (1, count) };
            let (from, _) = this.shifted(first)?.bounds()?;
            let (_, to) = this.shifted(last)?.bounds()?;
            return Some((value, (from, to)));
        }
        let other = calendar::add_units(today, unit, count)?;
        let bounds =
            if count < 0 { (other, today) } else { (add_days(today, 1)?, add_days(other, 1)?) };
        Some((value, bounds))
    }
}

/// The bounds of an early, middle or late part; a day has no thirds.
fn part_of(period: Period, part: Part) -> Option<(Day, Day)> {
    match period {
        Period::Day(_) => period.bounds(),
        _ => period.part(part),
    }
}
