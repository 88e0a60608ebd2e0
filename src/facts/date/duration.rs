//! Lengths of time and recurring times: `three days`, `a six-month`, `every Monday`.

use super::expression::{Expression, Read};
use super::lexicon::{TimeUnit, part_of_day, time_unit, weekday};
use super::named::weekday_at;
use crate::facts::number::{self, bound_before};
use crate::facts::scan::Reading;
use crate::facts::unit::is_unit;

/// The length of time that begins at `at`, with the bound before it.
pub(super) fn duration(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let (count, unit_at) = count(reading, at)?;
    let (unit, plural) = time_unit(pieces.word(unit_at))?;
    let hyphenated = pieces.is_dash(unit_at - usize::from(unit_at > 0)) && unit_at > at;
    if unit == TimeUnit::Second && !plural && !hyphenated
        || unit_at > at && is_age(reading, unit_at + 1)
        || unit == TimeUnit::Quarter
    {
        return None;
    }
    let bare = unit_at == at;
    if bare && plural && is_long(reading, at + 1) {
        return Some(Read {
            start: at,
            end: at + 3,
            value: Expression::Duration(value(None, unit)),
        });
    }
    if bare && !(plural && is_span_word(pieces.before(at), pieces.word(at + 1))) {
        return None;
    }
    let article = unit_at == at + 1 && matches!(pieces.word(at), "a" | "an");
    if article && !is_article_span(reading, at) {
        return None;
    }
    let (start, _) = bound_before(pieces, at);
    let value = value(count, unit);
    Some(Read { start, end: unit_at + 1, value: Expression::Duration(value) })
}

/// The count before a unit (`None` is unknown), and the unit's index.
fn count(reading: &Reading<'_>, at: usize) -> Option<(Option<f64>, usize)> {
    let pieces = reading.pieces;
    if let Some(number) = number::numeral(pieces, at) {
        let unit = pieces.over_hyphen(number.end);
        let unit = unit
            + usize::from(matches!(
                pieces.word(unit),
                "full" | "more" | "whole" | "consecutive" | "straight" | "calendar" | "additional"
            ));
        let half = matches!(pieces.word(at), "half") && number.end == at + 1;
        return Some((
            Some(number.value),
            unit + usize::from(half && matches!(pieces.word(unit), "a" | "an")),
        ));
    }
    match pieces.word(at) {
        "half" => {
            let unit = at + 1 + usize::from(matches!(pieces.word(at + 1), "a" | "an" | "-"));
            Some((Some(0.5), unit))
        }
        "a" | "an" => match pieces.word(at + 1) {
            "few" => Some((None, at + 2)),
            "couple" => Some((Some(2.0), at + 2 + usize::from(pieces.word(at + 2) == "of"))),
            "number" if pieces.word(at + 2) == "of" => Some((None, at + 3)),
            "half" => Some((Some(0.5), pieces.over_hyphen(at + 2))),
            _ => Some((Some(1.0), at + 1)),
        },
        "several" | "many" | "few" => Some((None, at + 1)),
        _ => Some((None, at)),
    }
}

/// Whether a plural unit without a number is a length of time here: `for days`.
fn is_span_word(before: &str, behind: &str) -> bool {
    matches!(
        before,
        "for"
            | "within"
            | "after"
            | "over"
            | "in"
            | "of"
            | "took"
            | "take"
            | "lasted"
            | "last"
            | "recent"
            | "-"
    ) && !matches!(behind, "to")
        || matches!(behind, "of" | "later" | "before" | "after")
}

/// Whether `-long` makes an adjective of a unit: `decades-long`.
fn is_long(reading: &Reading<'_>, at: usize) -> bool {
    let long = reading.pieces.over_hyphen(at);
    long > at && matches!(reading.pieces.word(long), "long" | "old")
}

/// Whether `a year` is a length of time and not a rate or a year told of.
fn is_article_span(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let bounded = bound_before(pieces, at).0 < at;
    bounded
        || matches!(
            pieces.before(at),
            "for"
                | "in"
                | "within"
                | "than"
                | "after"
                | "half"
                | "took"
                | "take"
                | "takes"
                | "lasted"
                | "spent"
                | "every"
        )
        || matches!(pieces.word(at + 2), "before" | "after" | "of")
}

/// Whether `old` makes a length of time an age.
fn is_age(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    pieces.word(pieces.over_hyphen(at)) == "old" || pieces.phrase(at, "of age").is_some()
}

/// The TIMEX3 value of a length of time; of an unknown number `X`.
fn value(count: Option<f64>, unit: TimeUnit) -> String {
    let number = count.map_or("X".to_string(), |count| format!("{count}"));
    match unit {
        TimeUnit::Second => format!("PT{number}S"),
        TimeUnit::Minute => format!("PT{number}M"),
        TimeUnit::Hour => format!("PT{number}H"),
        TimeUnit::Day => format!("P{number}D"),
        TimeUnit::Weekend => format!("P{number}WE"),
        TimeUnit::Week => format!("P{number}W"),
        TimeUnit::Month => format!("P{number}M"),
        TimeUnit::Quarter => format!("P{number}Q"),
        TimeUnit::Year => format!("P{number}Y"),
        TimeUnit::Decade => format!("P{number}DE"),
        TimeUnit::Century => format!("P{number}CE"),
    }
}

/// The recurring time that begins at `at`.
pub(super) fn set(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let read = |value: String, end| Some(Read { start: at, end, value: Expression::Set(value) });
    match pieces.word(at) {
        "daily" => return read("P1D".into(), at + 1),
        "weekly" => return read("P1W".into(), at + 1),
        "fortnightly" | "biweekly" => return read("P2W".into(), at + 1),
        "monthly" => return read("P1M".into(), at + 1),
        "quarterly" => return read("P1Q".into(), at + 1),
        "annually" | "yearly" | "annual" if pieces.word(at) != "annual" => {
            return read("P1Y".into(), at + 1);
        }
        "hourly" => return read("PT1H".into(), at + 1),
        "nightly" => return read("XXXX-XX-XXTNI".into(), at + 1),
        _ => {}
    }
    if let Some(day) =
        pieces.word(at).strip_suffix('s').and_then(weekday).filter(|_| pieces.word(at).len() > 6)
    {
        return read(format!("XXXX-WXX-{day}"), at + 1);
    }
    let next = match pieces.word(at) {
        "every" => {
            at + 1 + usize::from(pieces.word(at + 1) == "other" || pieces.word(at + 1) == "single")
        }
        "per" if is_unit(pieces.before(at)) => return None,
        "each" | "per" => at + 1,
        _ => return None,
    };
    if let Some(day) = weekday_at(reading, next) {
        let part = part_of_day(pieces.word(next + 1));
        let value =
            format!("XXXX-WXX-{day}{}", part.map_or(String::new(), |part| format!("T{part}")));
        return read(value, next + 1 + usize::from(part.is_some()));
    }
    if let Some(part) = part_of_day(pieces.word(next)) {
        return read(format!("XXXX-XX-XXT{part}"), next + 1);
    }
    let (count, unit_at) = match number::numeral(pieces, next) {
        Some(number) => (number.value, number.end),
        None => (if pieces.word(at + 1) == "other" { 2.0 } else { 1.0 }, next),
    };
    let (unit, _) = time_unit(pieces.word(unit_at))?;
    read(value(Some(count), unit), unit_at + 1)
}
