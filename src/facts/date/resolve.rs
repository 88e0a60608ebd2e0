//! Placing what an expression says in the calendar.

use jiff::civil::Date as Day;

use super::calendar::{self, Part, Period, add_days, month_of, weekday_of};
use super::duration;
use super::expression::{Clock, Expression, Point, Shift, When, Whole, YearSaid};
use super::lexicon::TimeUnit;
use super::value::{Placed, date, instant, plain, said, unresolved};
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
        }
    }

    /// Takes a period as what was last spoken of. A year told in passing (`the plan for
    /// 1976`, `as he wrote in 2005`) does not lead away from the days before it: only one
    /// that goes on from them does, if the next full date is not earlier. Decades and
    /// centuries are background.
    fn remember(&mut self, placed: &Placed) {
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

    fn range(&mut self, first: &Point, second: &Point) -> Date {
        let (first, second) = with_shared_day(first, second);
        let last = self.place(&second);
        let mut begin = self.place(&with_year_of(&first, &second, last.period));
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

    fn place(&self, point: &Point) -> Placed {
        let Some(when) = point.when else { return self.place_clock(point.clock) };
        let period = self.period(when);
        let bounds = match point.part {
            Some(part) => period.and_then(|period| part_of(period, part)),
            None => period.and_then(Period::bounds),
        };
        let counted = match when {
            When::Count { unit, count } => self.counted(unit, count),
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

    /// A time of day alone belongs to the day that was last spoken of.
    fn place_clock(&self, clock: Option<Clock>) -> Placed {
        let day = match self.anchor {
            Some(period @ Period::Day(_)) => Some(period),
            _ => None,
        };
        Placed {
            name: day.map_or_else(String::new, Period::value),
            period: None,
            bounds: day.and_then(Period::bounds),
            clock,
        }
    }

    /// The period, where what it counts from is known.
    fn period(&self, when: When) -> Option<Period> {
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
            When::Month { year, month, shift } => {
                let year = self.said(year).or_else(|| self.shifted_year(month, shift))?;
                Some(Period::Month(year, month))
            }
            When::Year(year) => Some(Period::Year(year)),
            When::Decade(year) => Some(Period::Decade(year)),
            When::Century(year) => Some(Period::Century(year)),
            When::Quarter { year, quarter, shift } => {
                let year = self.said(year).or_else(|| self.shifted_year(quarter * 3 - 1, shift))?;
                Some(Period::Quarter(year, quarter))
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
            When::Weekday { weekday, shift } => self.weekday(weekday, shift).map(Period::Day),
            When::WeekdayOf { weekday, of } => {
                let (monday, _) = self.period(of.when())?.bounds()?;
                add_days(monday, i32::from(weekday) - 1).map(Period::Day)
            }
            When::NumberedWeekday { weekday, day } => {
                self.numbered_weekday(weekday, day).map(Period::Day)
            }
            When::DayOfMonth(day) => self.day_of_month(day).map(Period::Day),
            When::Holiday { year, holiday, shift } => {
                let month = holiday.month();
                let year = self.said(year).or_else(|| self.shifted_year(month, shift))?;
                holiday.day(year).map(Period::Day)
            }
            When::Nth { nth, count: 1, unit, of } => self.period(of.when())?.nth(nth, unit),
            When::NthWeekday { nth, weekday, of } => {
                self.period(of.when())?.nth_weekday(nth, weekday).map(Period::Day)
            }
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
            When::Nth { .. }
            | When::Count { .. }
            | When::Some(_)
            | When::Vague(_)
            | When::FiscalYear(_) => None,
        }
    }

    fn said(&self, year: YearSaid) -> Option<i16> {
        let now = self.reference.map(Day::year);
        let text = self.anchor_day().map(Day::year);
        said(year, if self.narrative { text.or(now) } else { now }, self.mentioned.or(text))
    }

    /// The day that `last year` and `three weeks ago` count from: in a text about the past
    /// they are spoken at the time told of. `today` itself stays the document's.
    fn today(&self, unit: TimeUnit, by: i32) -> Option<Day> {
        let told = self.anchor_day().filter(|_| self.narrative && (unit, by) != (TimeUnit::Day, 0));
        told.or(self.reference)
    }

    fn anchor_day(&self) -> Option<Day> {
        self.anchor.and_then(Period::bounds).map(|(day, _)| day)
    }

    /// The year of a day and month without one: the nearest to the document's day, or in a
    /// narrative to what was last spoken of, which mostly goes on forwards.
    fn year_of(&self, month: u8, day: u8) -> Option<i16> {
        self.leaning_year(month, day, 0)
    }

    fn leaning_year(&self, month: u8, day: u8, lean: i64) -> Option<i16> {
        /// What lies behind the next full date counts as so many days further off at most.
        const BEYOND: i64 = 400;
        let told = self.anchor_day().filter(|_| self.narrative);
        let base = told.or(self.reference)?;
        if told.is_some() && matches!(self.anchor, Some(Period::Year(_) | Period::Season(..))) {
            return Some(base.year());
        }
        let lean = if told.is_some() { 60 } else { lean };
        let next = self.next.filter(|_| told.is_some());
        let days = |from: Day, to: Day| to.duration_since(from).as_hours() / 24;
        let distance = |year: &i16| {
            let candidate = calendar::day(*year, month, day.min(28));
            candidate.map_or(i64::MAX, |candidate| {
                let beyond = next.map_or(0, |next| days(next, candidate).clamp(0, BEYOND));
                (days(base, candidate) - lean).abs() + beyond
            })
        };
        (base.year().saturating_sub(1)..=base.year().saturating_add(1)).min_by_key(distance)
    }

    /// The year of a month that `last`, `this` or `next` may stand before.
    fn shifted_year(&self, month: u8, shift: Shift) -> Option<i16> {
        self.day_year(month, 15, shift)
    }

    fn day_year(&self, month: u8, day: u8, shift: Shift) -> Option<i16> {
        /// What is to come may lie this many days further ahead than behind, and what was
        /// so many days further behind.
        const LEAN: i64 = 60;
        let told = self.anchor_day().filter(|_| self.narrative);
        let now = told.or(self.reference);
        let later = |now: Day| (month, i16::from(day)) > (month_of(now), i16::from(now.day()));
        match shift {
            Shift::Nearest => self.year_of(month, day),
            Shift::Ahead => self.leaning_year(month, day, LEAN),
            Shift::Behind => self.leaning_year(month, day, -LEAN),
            Shift::This => now.map(Day::year),
            Shift::Last => {
                now.map(|now| now.year() - i16::from(month == month_of(now) || later(now)))
            }
            Shift::Next => {
                now.map(|now| now.year() + i16::from(!later(now) || month == month_of(now)))
            }
        }
    }

    /// The most recent such day, today included, or the first to come, today included;
    /// `next` is the first after today.
    fn weekday(&self, weekday: u8, shift: Shift) -> Option<Day> {
        let base = self.anchor_day().filter(|_| self.narrative).or(self.reference)?;
        let back = (i32::from(weekday_of(base)) - i32::from(weekday)).rem_euclid(7);
        let days = match shift {
            Shift::Nearest | Shift::Behind => -back,
            Shift::Ahead if back == 0 => 0,
            Shift::Last => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Shift::This => i32::from(weekday) - i32::from(weekday_of(base)),
            Shift::Next | Shift::Ahead => 7 - back,
        };
        add_days(base, days)
    }

    /// The nearest day of that number that falls on the weekday.
    fn numbered_weekday(&self, weekday: u8, number: u8) -> Option<Day> {
        /// A day of the month falls on each weekday within so many months.
        const MONTHS: i32 = 14;
        let base = self.anchor_day().filter(|_| self.narrative).or(self.reference)?;
        let candidates = (-MONTHS..=MONTHS).filter_map(|by| {
            let (first, _) = Period::around(base, TimeUnit::Month)?.shifted(by)?.bounds()?;
            calendar::day(first.year(), month_of(first), number)
                .filter(|&day| weekday_of(day) == weekday)
        });
        candidates.min_by_key(|day| day.duration_since(base).as_hours().abs())
    }

    /// The day of that number in the month told of, or nearest to the document's day.
    fn day_of_month(&self, number: u8) -> Option<Day> {
        if let Some(told) = self.anchor_day() {
            return calendar::day(told.year(), month_of(told), number);
        }
        let base = self.reference?;
        let candidates = (-1..=1).filter_map(|by| {
            let (first, _) = Period::around(base, TimeUnit::Month)?.shifted(by)?.bounds()?;
            calendar::day(first.year(), month_of(first), number)
        });
        candidates.min_by_key(|day| day.duration_since(base).as_hours().abs())
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
