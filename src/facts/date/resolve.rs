//! Placing what an expression says in the calendar.

use jiff::civil::Date as Day;

use super::calendar::{self, Period, add_days, month_of, weekday_of};
use super::expression::{Expression, Point, Shift, When};
use super::lexicon::TimeUnit;
use super::value::{Placed, date, instant, plain, unresolved};
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
}

impl Context {
    /// The fact's values; what was spoken of becomes the new anchor.
    pub(super) fn resolve(&mut self, expression: &Expression) -> Date {
        match expression {
            Expression::Duration(value) => plain(value.clone(), DateType::Duration),
            Expression::Set(value) => plain(value.clone(), DateType::Set),
            Expression::Point(point) => {
                let placed = self.place(point);
                let counts_from_today =
                    matches!(point.when, Some(When::Shifted { .. } | When::Count { .. }));
                if !(self.narrative && counts_from_today) {
                    self.remember(&placed);
                }
                date(&placed)
            }
            Expression::Range(first, second) => self.range(first, second),
        }
    }

    /// Takes a period as what was last spoken of. A year told in passing (`the plan for
    /// 1976`, `as he wrote in 2005`) does not lead away from the days before it: only one
    /// that goes on from them does. Decades and centuries are background.
    fn remember(&mut self, placed: &Placed) {
        const STRIDE: i16 = 10;
        let Some(period) = placed.period else { return };
        let told = match (period, self.anchor) {
            (Period::Decade(_) | Period::Century(_), _) => false,
            (Period::Year(year), Some(Period::Day(_) | Period::Month(..) | Period::Season(..))) => {
                let last = self.anchor_day().map_or(year, Day::year);
                last < year && year <= last.saturating_add(STRIDE)
            }
            _ => true,
        };
        if told {
            self.anchor = Some(period);
        }
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
            return plain(format!("{}/{}", begin.value, last.value), date_type);
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
        let Some(when) = point.when else {
            let value = point.clock.map_or(String::new(), |clock| format!("T{}", clock.value()));
            return Placed { value, period: None, bounds: None, clock: point.clock };
        };
        let period = self.period(when);
        let bounds = match point.part {
            Some(part) => period.and_then(|period| period.part(part)),
            None => period.and_then(Period::bounds),
        };
        let count = match when {
            When::Count { unit, count } => self.counted(unit, count),
            _ => None,
        };
        let name =
            period.map(Period::value).or_else(|| count.as_ref().map(|(value, _)| value.clone()));
        let name = name.unwrap_or_else(|| unresolved(when));
        let value = match point.clock {
            Some(clock) => format!("{name}T{}", clock.value()),
            None => name,
        };
        Placed {
            value,
            period,
            bounds: bounds.or(count.map(|(_, bounds)| bounds)),
            clock: point.clock,
        }
    }

    /// The period, where what it counts from is known.
    fn period(&self, when: When) -> Option<Period> {
        match when {
            When::Day { year, month, day } => {
                let year = year.or_else(|| self.year_of(month, day))?;
                calendar::day(year, month, day).map(Period::Day)
            }
            When::Month { year, month, shift } => {
                Some(Period::Month(year.or_else(|| self.shifted_year(month, shift))?, month))
            }
            When::Year(year) => Some(Period::Year(year)),
            When::Decade(year) => Some(Period::Decade(year)),
            When::Century(year) => Some(Period::Century(year)),
            When::Quarter { year, quarter } => {
                Some(Period::Quarter(year.or_else(|| self.year_of(quarter * 3 - 1, 15))?, quarter))
            }
            When::Half { year, half } => {
                Some(Period::Half(year.or_else(|| self.year_of(half * 6 - 3, 30))?, half))
            }
            When::Season { year, season, shift } => {
                let month = match season {
                    "SP" => 4,
                    "SU" => 7,
                    "FA" => 10,
                    _ => 12,
                };
                Some(Period::Season(year.or_else(|| self.shifted_year(month, shift))?, season))
            }
            When::Weekday { weekday, shift } => self.weekday(weekday, shift).map(Period::Day),
            When::WeekdayOf { weekday, by } => {
                let (monday, _) =
                    Period::around(self.reference?, TimeUnit::Week)?.shifted(by)?.bounds()?;
                add_days(monday, i32::from(weekday) - 1).map(Period::Day)
            }
            When::DayOfMonth(day) => {
                let base = self.anchor_day().or(self.reference)?;
                calendar::day(base.year(), month_of(base), day).map(Period::Day)
            }
            When::Holiday { year, holiday, shift } => self.holiday(year, holiday, shift),
            When::Shifted { unit, by } => Period::around(self.reference?, unit)?.shifted(by),
            When::Anchored { unit, by } => {
                Period::around(self.anchor_day().or(self.reference)?, unit)?.shifted(by)
            }
            When::Count { .. } | When::Vague(_) => None,
        }
    }

    fn holiday(
        &self,
        year: Option<i16>,
        holiday: super::lexicon::Holiday,
        shift: Shift,
    ) -> Option<Period> {
        let year = match year {
            Some(year) => year,
            None => {
                let month =
                    month_of(calendar::holiday(holiday, self.reference.map_or(2000, Day::year))?);
                self.shifted_year(month, shift)?
            }
        };
        calendar::holiday(holiday, year).map(Period::Day)
    }

    fn anchor_day(&self) -> Option<Day> {
        self.anchor.and_then(Period::bounds).map(|(day, _)| day)
    }

    /// The year of a day and month without one: the nearest to the document's day, or in a
    /// narrative to what was last spoken of, which mostly goes on forwards.
    fn year_of(&self, month: u8, day: u8) -> Option<i16> {
        let told = self.anchor_day().filter(|_| self.narrative);
        let base = told.or(self.reference)?;
        if told.is_some() && matches!(self.anchor, Some(Period::Year(_) | Period::Season(..))) {
            return Some(base.year());
        }
        let lean = if told.is_some() { 60 } else { 0 };
        let distance = |year: &i16| {
            let candidate = calendar::day(*year, month, day.min(28));
            candidate.map_or(i64::MAX, |candidate| {
                (candidate.duration_since(base).as_hours() / 24 - lean).abs()
            })
        };
        (base.year().saturating_sub(1)..=base.year().saturating_add(1)).min_by_key(distance)
    }

    /// The year of a month that `last`, `this` or `next` may stand before.
    fn shifted_year(&self, month: u8, shift: Shift) -> Option<i16> {
        let now = self.reference;
        match shift {
            Shift::Nearest => self.year_of(month, 15),
            Shift::This => now.map(Day::year),
            Shift::Last => now.map(|now| now.year() - i16::from(month >= month_of(now))),
            Shift::Next => now.map(|now| now.year() + i16::from(month <= month_of(now))),
        }
    }

    /// The most recent such day, today included; `next` is the first after today.
    fn weekday(&self, weekday: u8, shift: Shift) -> Option<Day> {
        let base = self.anchor_day().filter(|_| self.narrative).or(self.reference)?;
        let back = (i32::from(weekday_of(base)) - i32::from(weekday)).rem_euclid(7);
        let days = match shift {
            Shift::Nearest => -back,
            Shift::Last => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Shift::This => i32::from(weekday) - i32::from(weekday_of(base)),
            Shift::Next => 7 - back,
        };
        add_days(base, days)
    }

    /// The units before or behind the document's day: value and bounds.
    fn counted(&self, unit: TimeUnit, count: i32) -> Option<(String, (Day, Day))> {
        let letter = match unit {
            TimeUnit::Second => "T.S",
            TimeUnit::Minute => "T.M",
            TimeUnit::Hour => "T.H",
            TimeUnit::Day | TimeUnit::Weekend => ".D",
            TimeUnit::Week => ".W",
            TimeUnit::Month => ".M",
            TimeUnit::Quarter => ".Q",
            TimeUnit::Year => ".Y",
            TimeUnit::Decade => ".DE",
            TimeUnit::Century => ".CE",
        };
        let value = format!("P{}", letter.replace('.', &count.unsigned_abs().to_string()));
        let today = self.reference?;
        let days = |count: i32, unit: TimeUnit| match unit {
            TimeUnit::Week => add_days(today, count.checked_mul(7)?),
            TimeUnit::Day | TimeUnit::Weekend => add_days(today, count),
            _ => {
                let moved = Period::around(today, unit)?.shifted(count)?;
                let (first, _) = moved.bounds()?;
                let month = if unit >= TimeUnit::Year { month_of(today) } else { month_of(first) };
                calendar::day(first.year(), month, u8::try_from(today.day()).ok()?.min(28))
            }
        };
        let other = days(count, unit)?;
        let bounds =
            if count < 0 { (other, today) } else { (add_days(today, 1)?, add_days(other, 1)?) };
        Some((value, bounds))
    }
}

/// A range of times on one day that only one end names: `3 to 5 p.m. Tuesday`.
fn with_shared_day(first: &Point, second: &Point) -> (Point, Point) {
    let (mut first, mut second) = (first.clone(), second.clone());
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
    let told = match second.when {
        Some(When::Day { year, .. } | When::Month { year, .. } | When::Quarter { year, .. }) => {
            year
        }
        _ => None,
    };
    let end = last.and_then(Period::bounds).map(|(day, _)| day);
    let (Some(year), Some(end)) = (told, end) else { return first.clone() };
    let earlier = |month: u8| if month > month_of(end) { year - 1 } else { year };
    let when = match first.when {
        Some(When::Day { year: None, month, day }) => {
            Some(When::Day { year: Some(earlier(month)), month, day })
        }
        Some(When::Month { year: None, month, shift }) => {
            Some(When::Month { year: Some(earlier(month)), month, shift })
        }
        Some(When::Quarter { year: None, quarter }) => {
            Some(When::Quarter { year: Some(year), quarter })
        }
        other => other,
    };
    Point { when, ..first.clone() }
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
        value: period.value(),
        period: Some(period),
        bounds: period.bounds(),
        clock: placed.clock,
    })
}
