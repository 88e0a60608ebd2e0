//! Which of the many days of a name is meant: the nearest, the last or the next one.

use jiff::civil::Date as Day;

use super::calendar::{self, Period, add_days, month_of, weekday_of};
use super::expression::Shift;
use super::lexicon::TimeUnit;
use super::resolve::Context;

impl Context {
    /// The year of a day and month without one: the nearest to the document's day, or in a
    /// narrative to what was last spoken of, which mostly goes on forwards.
    pub(super) fn year_of(&self, month: u8, day: u8) -> Option<i16> {
        self.leaning_year(month, day, 0)
    }

    /// The nearest year, where what lies `lean` days ahead counts as here.
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
    pub(super) fn shifted_year(&self, month: u8, shift: Shift) -> Option<i16> {
        self.day_year(month, 15, shift)
    }

    /// The year of a day of a month, as the word before it or the tense tells.
    pub(super) fn day_year(&self, month: u8, day: u8, shift: Shift) -> Option<i16> {
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
    pub(super) fn weekday(&self, weekday: u8, shift: Shift) -> Option<Day> {
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

    /// The nth such day behind today, or before it where negative; today is not counted.
    pub(super) fn weekdays_away(&self, weekday: u8, by: i32) -> Option<Day> {
        let shift = if by < 0 { Shift::Last } else { Shift::Next };
        add_days(self.weekday(weekday, shift)?, (by - by.signum()).checked_mul(7)?)
    }

    /// The nearest day of that number that falls on the weekday.
    pub(super) fn numbered_weekday(&self, weekday: u8, number: u8) -> Option<Day> {
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
    pub(super) fn day_of_month(&self, number: u8) -> Option<Day> {
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
}
