//! Periods of the calendar: what they are called in TIMEX3, where they begin and end.

use jiff::civil::Date;

use super::lexicon::TimeUnit;

/// A period of the calendar whose place is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Period {
    Day(Date),
    /// The Saturday and Sunday behind this Saturday.
    Weekend(Date),
    /// The week that begins on this Monday.
    Week(Date),
    Month(i16, u8),
    Quarter(i16, u8),
    Half(i16, u8),
    Season(i16, &'static str),
    Year(i16),
    /// The ten years from this one on.
    Decade(i16),
    /// The hundred years from this one on.
    Century(i16),
}

/// Thirds of a period, by which `early`, `mid` and `late` are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

impl Period {
    /// The period of a unit that holds a day; none for units below a day.
    pub(super) fn around(day: Date, unit: TimeUnit) -> Option<Period> {
        let period = match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
            TimeUnit::Day => Period::Day(day),
            TimeUnit::Week => Period::Week(monday_of(day)?),
            TimeUnit::Weekend => Period::Weekend(add_days(monday_of(day)?, 5)?),
            TimeUnit::Month => Period::Month(day.year(), month_of(day)),
            TimeUnit::Quarter => Period::Quarter(day.year(), (month_of(day) - 1) / 3 + 1),
            TimeUnit::Year => Period::Year(day.year()),
            TimeUnit::Decade => Period::Decade(day.year().div_euclid(10) * 10),
            TimeUnit::Century => Period::Century(day.year().div_euclid(100) * 100),
        };
        Some(period)
    }

    /// The period `count` units later (earlier where negative).
    pub(super) fn shifted(self, count: i32) -> Option<Period> {
        let years = |year: i16, width: i32| {
            i16::try_from(i32::from(year).checked_add(count.checked_mul(width)?)?).ok()
        };
        let period = match self {
            Period::Day(day) => Period::Day(add_days(day, count)?),
            Period::Week(day) => Period::Week(add_days(day, count.checked_mul(7)?)?),
            Period::Weekend(day) => Period::Weekend(add_days(day, count.checked_mul(7)?)?),
            Period::Month(year, month) => {
                let (year, month) = step(year, month, 12, count)?;
                Period::Month(year, month)
            }
            Period::Quarter(year, quarter) => {
                let (year, quarter) = step(year, quarter, 4, count)?;
                Period::Quarter(year, quarter)
            }
            Period::Half(year, half) => {
                let (year, half) = step(year, half, 2, count)?;
                Period::Half(year, half)
            }
            Period::Season(year, season) => Period::Season(years(year, 1)?, season),
            Period::Year(year) => Period::Year(years(year, 1)?),
            Period::Decade(year) => Period::Decade(years(year, 10)?),
            Period::Century(year) => Period::Century(years(year, 100)?),
        };
        Some(period)
    }

    /// The TIMEX3 value.
    pub(super) fn value(self) -> String {
        match self {
            Period::Day(day) => day.to_string(),
            Period::Week(day) | Period::Weekend(day) => {
                let week = day.iso_week_date();
                let weekend = if matches!(self, Period::Weekend(_)) { "-WE" } else { "" };
                format!("{:04}-W{:02}{weekend}", week.year(), week.week())
            }
            Period::Month(year, month) => format!("{year:04}-{month:02}"),
            Period::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Period::Half(year, half) => format!("{year:04}-H{half}"),
            Period::Season(year, season) => format!("{year:04}-{season}"),
            Period::Year(year) if year < 0 => format!("BC{:04}", -i32::from(year)),
            Period::Year(year) => format!("{year:04}"),
            Period::Decade(year) => format!("{:03}", year / 10),
            Period::Century(year) if year < 0 => format!("BC{:02}", -i32::from(year) / 100 - 1),
            Period::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// The first day, and the first day after the period.
    pub(super) fn bounds(self) -> Option<(Date, Date)> {
        let first = |year: i16, month: u8| Date::new(year, i8::try_from(month).ok()?, 1).ok();
        let months = |year: i16, month: u8, count: i32| {
            let (end_year, end_month) = step(year, month, 12, count)?;
            Some((first(year, month)?, first(end_year, end_month)?))
        };
        match self {
            Period::Day(day) => Some((day, add_days(day, 1)?)),
            Period::Week(day) => Some((day, add_days(day, 7)?)),
            Period::Weekend(day) => Some((day, add_days(day, 2)?)),
            Period::Month(year, month) => months(year, month, 1),
            Period::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Period::Half(year, half) => months(year, half * 6 - 5, 6),
            Period::Season(year, season) => match season {
                "SP" => months(year, 3, 3),
                "SU" => months(year, 6, 3),
                "FA" => months(year, 9, 3),
                _ => months(year, 12, 3),
            },
            Period::Year(year) => months(year, 1, 12),
            Period::Decade(year) => months(year, 1, 120),
            Period::Century(year) => months(year, 1, 1200),
        }
    }

    /// The nth unit within the period, counted from its end where negative. Weeks belong
    /// to the period that holds their Thursday, as in ISO 8601.
    pub(super) fn nth(self, nth: i8, unit: TimeUnit) -> Option<Period> {
        let (from, to) = self.bounds()?;
        let last = add_days(to, -1)?;
        let (first, by) =
            if nth < 0 { (last, i32::from(nth) + 1) } else { (from, i32::from(nth) - 1) };
        let first = match unit {
            TimeUnit::Week => {
                let week = Period::around(first, unit)?;
                let (monday, _) = week.bounds()?;
                let thursday = add_days(monday, 3)?;
                match (thursday < from, thursday >= to) {
                    (true, _) => week.shifted(1)?,
                    (_, true) => week.shifted(-1)?,
                    _ => week,
                }
            }
            _ => Period::around(first, unit)?,
        };
        let period = first.shifted(by)?;
        let (begin, end) = period.bounds()?;
        (begin < to && end > from).then_some(period)
    }

    /// The nth such weekday within the period; -1 is the last.
    pub(super) fn nth_weekday(self, nth: i8, weekday: u8) -> Option<Date> {
        let (from, to) = self.bounds()?;
        let day = if nth < 0 {
            let last = add_days(to, -1)?;
            add_days(last, -(i32::from(weekday_of(last)) - i32::from(weekday)).rem_euclid(7))?
        } else {
            let ahead = (i32::from(weekday) - i32::from(weekday_of(from))).rem_euclid(7);
            add_days(from, ahead + 7 * (i32::from(nth) - 1))?
        };
        (day >= from && day < to).then_some(day)
    }

    /// The first day of a part of the period, and the first day after it.
    pub(super) fn part(self, part: Part) -> Option<(Date, Date)> {
        let (from, to) = self.bounds()?;
        let (first, second) = match self {
            Period::Month(..) => (add_days(from, 10)?, add_days(from, 20)?),
            Period::Year(year) => (Date::new(year, 5, 1).ok()?, Date::new(year, 9, 1).ok()?),
            Period::Decade(year) => {
                (Date::new(year + 4, 1, 1).ok()?, Date::new(year + 7, 1, 1).ok()?)
            }
            Period::Century(year) => {
                (Date::new(year + 33, 1, 1).ok()?, Date::new(year + 67, 1, 1).ok()?)
            }
            Period::Week(_) => (add_days(from, 2)?, add_days(from, 5)?),
            _ => {
                let third = (to.duration_since(from).as_hours() / 72).try_into().ok()?;
                (add_days(from, third)?, add_days(to, -third)?)
            }
        };
        match part {
            Part::Early => Some((from, first)),
            Part::Mid => Some((first, second)),
            Part::Late => Some((second, to)),
        }
    }
}

/// A month, quarter or half (from 1 to `width`) of a year, `count` of them later.
fn step(year: i16, place: u8, width: i32, count: i32) -> Option<(i16, u8)> {
    let total = i32::from(year) * width + i32::from(place) - 1;
    let total = total.checked_add(count)?;
    let place = u8::try_from(total.rem_euclid(width) + 1).ok()?;
    Some((i16::try_from(total.div_euclid(width)).ok()?, place))
}

/// A week of a year by its number (ISO 8601).
pub(super) fn week(year: i16, number: u8) -> Option<Period> {
    // The fourth of January is always in the first week.
    let first = monday_of(Date::new(year, 1, 4).ok()?)?;
    Some(Period::Week(add_days(first, 7 * (i32::from(number) - 1))?))
}

/// The day `count` days later.
pub(super) fn add_days(day: Date, count: i32) -> Option<Date> {
    let days = jiff::Span::new().try_days(i64::from(count)).ok()?;
    day.checked_add(days).ok()
}

/// The day so many units later; none for units below a day.
pub(super) fn add_units(day: Date, unit: TimeUnit, count: i32) -> Option<Date> {
    let months = |width: i32| {
        let months = jiff::Span::new().try_months(i64::from(count.checked_mul(width)?)).ok()?;
        day.checked_add(months).ok()
    };
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => None,
        TimeUnit::Day | TimeUnit::Weekend => add_days(day, count),
        TimeUnit::Week => add_days(day, count.checked_mul(7)?),
        TimeUnit::Month => months(1),
        TimeUnit::Quarter => months(3),
        TimeUnit::Year => months(12),
        TimeUnit::Decade => months(120),
        TimeUnit::Century => months(1200),
    }
}

/// The weekend that a holiday belongs to, by its Saturday: the one before a Monday or
/// Tuesday, and else that of its week.
pub(super) fn saturday_of(holiday: Date) -> Option<Date> {
    let saturday = add_days(monday_of(holiday)?, 5)?;
    if weekday_of(holiday) <= 2 { add_days(saturday, -7) } else { Some(saturday) }
}

/// The days of work behind a day, or before it where negative: the first of them, and the
/// day behind the last.
pub(super) fn business_days(day: Date, count: i32) -> Option<(Date, Date)> {
    let step = count.signum();
    let works = |day: &Date| weekday_of(*day) <= 5;
    let next = |day: Date| (1..=3).find_map(|by| add_days(day, step * by).filter(works));
    let near = next(day)?;
    let mut far = near;
    for _ in 1..count.unsigned_abs() {
        far = next(far)?;
    }
    let (first, last) = if step < 0 { (far, near) } else { (near, far) };
    Some((first, add_days(last, 1)?))
}

/// The month of a day, from 1.
pub(super) fn month_of(day: Date) -> u8 {
    u8::try_from(day.month()).unwrap_or(1)
}

/// The weekday of a day; Monday is 1.
pub(super) fn weekday_of(day: Date) -> u8 {
    u8::try_from(day.weekday().to_monday_one_offset()).unwrap_or(1)
}

fn monday_of(day: Date) -> Option<Date> {
    add_days(day, 1 - i32::from(weekday_of(day)))
}

/// A day of the calendar, if there is such a day.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn periods_have_values_and_bounds() {
        let cases = [
            (Period::Day(date(2024, 2, 29)), "2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
            (Period::Week(date(2018, 12, 31)), "2019-W01", date(2018, 12, 31), date(2019, 1, 7)),
            (Period::Month(2016, 12), "2016-12", date(2016, 12, 1), date(2017, 1, 1)),
            (Period::Quarter(2019, 4), "2019-Q4", date(2019, 10, 1), date(2020, 1, 1)),
            (Period::Season(1941, "WI"), "1941-WI", date(1941, 12, 1), date(1942, 3, 1)),
            (Period::Decade(1980), "198", date(1980, 1, 1), date(1990, 1, 1)),
            (Period::Century(1800), "18", date(1800, 1, 1), date(1900, 1, 1)),
        ];
        for (period, value, from, to) in cases {
            assert_eq!((period.value().as_str(), period.bounds()), (value, Some((from, to))));
        }
    }

    #[test]
    fn early_march_ends_on_the_tenth() {
        let march = Period::Month(2024, 3);
        assert_eq!(march.part(Part::Early), Some((date(2024, 3, 1), date(2024, 3, 11))));
        assert_eq!(march.part(Part::Late), Some((date(2024, 3, 21), date(2024, 4, 1))));
    }

    #[test]
    fn shifting_beyond_the_calendar_is_nothing() {
        assert_eq!(Period::Year(9999).shifted(i32::MAX), None);
        assert_eq!(Period::Month(2000, 1).shifted(-1), Some(Period::Month(1999, 12)));
    }
}
