//! Lengths of time: `three days`, `a six-month`, `two hours and ten minutes`, `years`.

use super::days_counted::counted_nights;
use super::expression::{Expression, Read};
use super::lexicon::{TimeUnit, time_unit};
use crate::facts::number::{self, bound_before, cardinal_word};
use crate::facts::piece::Pieces;
use crate::facts::role::Roles;
use crate::facts::scan::Reading;

/// The length of time that begins at `at`, with the bound before it.
pub(super) fn duration(reading: &Reading<'_>, at: usize) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let (amount, unit_at) = count(reading, at)?;
    let Some((unit, plural)) = time_unit(pieces.word(unit_at)) else {
        let nights = counted_nights(reading, at, amount?, unit_at)?;
        let value = value(nights, TimeUnit::Day);
        return Some(read(with_bound(pieces, at), unit_at + 1, value));
    };
    let hyphenated = unit_at > at && pieces.is_dash(unit_at - 1);
    let counted = unit_at > at && amount.is_some();
    let ordinal = pieces.word(unit_at) == "second" && !hyphenated && amount != Some(1.0);
    let fraction = unit == TimeUnit::Quarter && (!plural || is_fraction(pieces, at, unit_at + 1));
    // "two week-long strikes": the number counts strikes.
    let lasting = unit_at > at && !hyphenated && is_lasting(pieces, unit_at + 1);
    if ordinal || fraction || lasting || unit_at > at && is_age(reading, unit_at + 1) {
        return None;
    }
    // "60 Minutes" is a programme.
    let titled = |index: usize| reading.is_capitalised(index) && !reading.is_all_caps(index);
    let owns = matches!(pieces.word(unit_at + 1), "'" | "’" | "'s" | "’s");
    if at > 0 && titled(unit_at) && unit_at > at && !titled(at - 1) && !owns {
        return None;
    }
    if unit_at == at {
        return unknown(reading, at, unit, plural);
    }
    let article = unit_at == at + 1 && matches!(pieces.word(at), "a" | "an");
    if article && !is_article_span(reading, at) {
        return None;
    }
    let Some(first) = amount.filter(|_| counted) else {
        return Some(read(at, unit_at + 1, unknown_value(unit)));
    };
    let (value, end) = with_smaller(reading, first, unit, unit_at + 1);
    Some(read(with_bound(pieces, at), end, value))
}

fn read(start: usize, end: usize, value: String) -> Read<Expression> {
    Read { start, end, value: Expression::Duration(value) }
}

/// The index of the bound before a number, as far as it belongs to the expression:
/// `nearly two years`, `at least a week`; not `about`.
pub(super) fn with_bound(pieces: Pieces<'_>, at: usize) -> usize {
    let (start, _) = bound_before(pieces, at);
    let joined = matches!(
        pieces.word(start),
        "nearly"
            | "almost"
            | "more"
            | "less"
            | "at"
            | "no"
            | "not"
            | "fewer"
            | "over"
            | "under"
            | "up"
    );
    if joined { start } else { at }
}

/// Whether `three quarters` from `at` to `end` are a fraction: of something, of a million,
/// or with nothing behind them and no preposition of time before.
fn is_fraction(pieces: Pieces<'_>, at: usize, end: usize) -> bool {
    let next = pieces.word(end);
    let alone = !next.starts_with(char::is_alphanumeric);
    let led = matches!(
        pieces.before(at),
        "for" | "in" | "over" | "within" | "after" | "the" | "last" | "past" | "next" | "first"
    );
    next == "of"
        || pieces.word(at) == "three"
            && end == at + 2
            && (alone && !led || number::scale_word(next).is_some())
}

/// Whether `-long` is joined to the unit before `at`: `week-long`.
fn is_lasting(pieces: Pieces<'_>, at: usize) -> bool {
    let long = pieces.over_hyphen(at);
    long > at && pieces.word(long) == "long"
}

/// A plural unit without a number: `for days`, `decades-long`; or one that makes an
/// adjective: `week-long`.
fn unknown(
    reading: &Reading<'_>,
    at: usize,
    unit: TimeUnit,
    plural: bool,
) -> Option<Read<Expression>> {
    let pieces = reading.pieces;
    let counted = at.checked_sub(1).is_some_and(|before| {
        pieces.is_number(before) || cardinal_word(pieces.word(before)).is_some()
    });
    let joined = at > 0 && pieces.is_dash(at - 1) && pieces.is_glued(at);
    if !plural && !joined && is_lasting(pieces, at + 1) {
        return Some(read(at, at + 3, value(1.0, unit)));
    }
    if !plural || counted {
        return None;
    }
    if is_long(reading, at + 1) {
        return Some(read(at, at + 3, unknown_value(unit)));
    }
    // "the early hours of Monday" are a part of the day.
    let part = unit == TimeUnit::Hour
        && matches!(pieces.before(at), "early" | "late" | "small" | "wee" | "opening" | "closing");
    (!part && is_span_word(pieces.before(at), pieces.word(at + 1)))
        .then(|| read(at, at + 1, unknown_value(unit)))
}

/// The count before a unit (`None` is unknown), and the unit's index; a fortnight counts as
/// two weeks.
pub(super) fn count(reading: &Reading<'_>, at: usize) -> Option<(Option<f64>, usize)> {
    let (count, unit_at) = plain_count(reading, at)?;
    let fortnights = reading.pieces.word(unit_at).starts_with("fortnight");
    Some((if fortnights { count.map(|count| count * 2.0) } else { count }, unit_at))
}

fn plain_count(reading: &Reading<'_>, at: usize) -> Option<(Option<f64>, usize)> {
    let pieces = reading.pieces;
    let at = at + usize::from(pieces.word(at) == "another" && !pieces.word(at + 1).is_empty());
    // "three quarters" are a fraction elsewhere, and "second" an ordinal, but not here.
    let small = cardinal_word(pieces.word(at)).filter(|_| {
        matches!(time_unit(pieces.word(at + 1)), Some((TimeUnit::Quarter | TimeUnit::Second, _)))
    });
    if let Some(small) = small {
        return Some((Some(small), at + 1));
    }
    if pieces.before(at) == "another"
        && time_unit(pieces.word(at)).is_some_and(|(_, plural)| !plural)
    {
        return Some((Some(1.0), at));
    }
    let numeral = || number::numeral(pieces, at);
    if let Some(number) = pieces.may_begin(at, Roles::NUMBER).then(numeral).flatten() {
        let (value, end) = and_a_half(pieces, number.value, number.end);
        let unit = over_adjective(pieces, pieces.over_hyphen(end));
        let half = matches!(pieces.word(at), "half") && number.end == at + 1;
        let article = half && matches!(pieces.word(unit), "a" | "an");
        return Some((Some(value), unit + usize::from(article)));
    }
    match pieces.word(at) {
        "half" => {
            let unit = at + 1 + usize::from(matches!(pieces.word(at + 1), "a" | "an" | "-"));
            Some((Some(0.5), unit))
        }
        "a" | "an" => match pieces.word(at + 1) {
            "few" | "good" => Some((None, at + 2)),
            "couple" => Some((Some(2.0), at + 2 + usize::from(pieces.word(at + 2) == "of"))),
            "number" if pieces.word(at + 2) == "of" => Some((None, at + 3)),
            "half" => Some((Some(0.5), pieces.over_hyphen(at + 2))),
            _ => Some((Some(1.0), over_adjective(pieces, at + 1))),
        },
        "several" | "many" | "few" => Some((None, at + 1)),
        "some" if time_unit(pieces.word(at + 1)).is_some_and(|(_, plural)| plural) => {
            Some((None, at + 1))
        }
        _ => Some((None, at)),
    }
}

/// `one and a half`, `one and half`, `two and a quarter` before a unit.
fn and_a_half(pieces: Pieces<'_>, value: f64, at: usize) -> (f64, usize) {
    if pieces.word(at) != "and" {
        return (value, at);
    }
    let article = at + 1 + usize::from(pieces.word(at + 1) == "a");
    match pieces.word(article) {
        "half" => (value + 0.5, article + 1),
        "quarter" => (value + 0.25, article + 1),
        _ => (value, at),
    }
}

/// The index behind a word that may stand between a number and its unit.
fn over_adjective(pieces: Pieces<'_>, at: usize) -> usize {
    let adjective = matches!(
        pieces.word(at),
        "full"
            | "more"
            | "whole"
            | "consecutive"
            | "straight"
            | "calendar"
            | "additional"
            | "long"
            | "short"
            | "extra"
            | "further"
            | "successive"
            | "business"
            | "working"
            | "solid"
            | "entire"
            | "mere"
    );
    at + usize::from(adjective && time_unit(pieces.word(at + 1)).is_some())
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
                | "taking"
                | "lasted"
                | "spent"
                | "spend"
                | "every"
                | "as"
        )
        || matches!(pieces.word(at + 2), "before" | "after" | "of" | "or")
}

/// Whether `old` makes a length of time an age.
fn is_age(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    pieces.word(pieces.over_hyphen(at)) == "old" || pieces.phrase(at, "of age").is_some()
}

/// The value of a length with the smaller units behind it (`2 years 1 month`, `an hour and
/// a half`, `three hours and ten minutes`), and the index behind.
fn with_smaller(reading: &Reading<'_>, first: f64, unit: TimeUnit, end: usize) -> (String, usize) {
    let pieces = reading.pieces;
    let (first, mut end) = and_a_half(pieces, first, end);
    let mut parts = vec![(first, unit)];
    let mut last = unit;
    loop {
        let and = end + usize::from(matches!(pieces.word(end), "and" | ","));
        let Some(number) = number::numeral(pieces, and) else { break };
        let Some((unit, _)) = time_unit(pieces.word(number.end)) else { break };
        if unit >= last || is_age(reading, number.end + 1) {
            break;
        }
        parts.push((number.value, unit));
        (last, end) = (unit, number.end + 1);
    }
    (value_of(&parts), end)
}

/// The TIMEX3 value of parts in falling order of their units.
fn value_of(parts: &[(f64, TimeUnit)]) -> String {
    let mut value = String::from("P");
    let mut timed = false;
    for &(count, unit) in parts {
        let hours = unit == TimeUnit::Hour && (count * 60.0).fract() == 0.0;
        let (count, unit) = match in_smaller_units(count, unit) {
            Some((smaller, unit)) if !hours || count < 1.0 => (f64::from(smaller), unit),
            _ => (count, unit),
        };
        if unit < TimeUnit::Day && !timed {
            value.push('T');
            timed = true;
        }
        let minutes = (count.fract() * 60.0).round();
        if hours && unit == TimeUnit::Hour && minutes > 0.0 {
            value.push_str(&format!("{}H{minutes}M", count.trunc()));
        } else {
            value.push_str(&format!("{count}{}", code(unit)));
        }
    }
    value
}

/// The TIMEX3 value of an unknown number of units.
pub(super) fn unknown_value(unit: TimeUnit) -> String {
    let time = if unit < TimeUnit::Day { "T" } else { "" };
    format!("P{time}X{}", code(unit))
}

/// A length of time as its TIMEX3 value.
pub(super) fn value(count: f64, unit: TimeUnit) -> String {
    value_of(&[(count, unit)])
}

/// A fraction of a unit, or any number of decades and centuries, in whole smaller units.
pub(super) fn in_smaller_units(count: f64, unit: TimeUnit) -> Option<(i32, TimeUnit)> {
    let (factor, smaller) = match unit {
        TimeUnit::Century => (100.0, TimeUnit::Year),
        TimeUnit::Decade => (10.0, TimeUnit::Year),
        TimeUnit::Quarter => (3.0, TimeUnit::Month),
        _ if count.fract() == 0.0 => return None,
        TimeUnit::Year if count < 1.0 => (12.0, TimeUnit::Month),
        TimeUnit::Day if count < 1.0 => (24.0, TimeUnit::Hour),
        TimeUnit::Hour => (60.0, TimeUnit::Minute),
        TimeUnit::Minute => (60.0, TimeUnit::Second),
        _ => return None,
    };
    let moved = count * factor;
    // Within a million, so the cast keeps it.
    (moved.fract() == 0.0 && moved.abs() < 1e6).then_some((moved as i32, smaller))
}

fn code(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "S",
        TimeUnit::Minute => "M",
        TimeUnit::Hour => "H",
        TimeUnit::Day => "D",
        TimeUnit::Weekend => "WE",
        TimeUnit::Week => "W",
        TimeUnit::Month => "M",
        TimeUnit::Quarter => "Q",
        TimeUnit::Year => "Y",
        TimeUnit::Decade => "DE",
        TimeUnit::Century => "CE",
    }
}
