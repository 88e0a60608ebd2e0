//! Dates as data sets write them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::load::header;

/// The day of a value: a date in one of the usual spellings, `20240331`, or seconds (or
/// milliseconds, or microseconds) since 1970.
pub(super) fn date(value: &str) -> Option<Date> {
    let value = value.trim();
    let number = value.strip_suffix(".0").unwrap_or(value);
    if number.len() == 8
        && let Ok(digits) = number.parse::<u32>()
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        let [month, day] = [digits / 100 % 100, digits % 100].map(i8::try_from);
        return Date::new(i16::try_from(digits / 10_000).ok()?, month.ok()?, day.ok()?).ok();
    }
    match value.parse::<f64>() {
        Ok(number) => since_1970(number),
        Err(_) => header::date::parse(value),
    }
}

/// The day of a number of seconds, or of a unit a thousand or a million times smaller:
/// between 1973 and 5138 only one of them fits.
fn since_1970(number: f64) -> Option<Date> {
    let seconds = match number {
        1e8..1e11 => number,
        1e11..1e14 => number / 1e3,
        1e14..1e17 => number / 1e6,
        _ => return None,
    };
    #[expect(clippy::cast_possible_truncation, reason = "it is at most 1e11")]
    let time = Timestamp::from_second(seconds as i64).ok()?;
    Some(time.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_usual_spelling() {
        let expected = Some(jiff::civil::date(2024, 3, 31));
        for value in [
            "2024-03-31",
            " 2024-03-31T12:00:00Z",
            "2024-03-31 12:00:00",
            "Sun, 31 Mar 2024 12:00:00 +0000",
            "March 31, 2024",
            "20240331",
            "1711886400",
            "1711886400.5",
            "1711886400000",
            "1711886400000000",
        ] {
            assert_eq!(date(value), expected, "{value}");
        }
        for value in ["", "12", "2024", "99999999", "nan", "-1711886400", "1e300", "soon"] {
            assert_eq!(date(value), None, "{value}");
        }
    }
}
