//! Times of day: `5:30 p.m. EDT`, `17:30`, `noon`, `half past eight`, `from 3 to 5 p.m.`

use super::expression::{Clock, TimeOfDay};
use super::lexicon::{TimeUnit, part_of_day, time_unit};
use super::year::is_amount_word;
use crate::facts::number::{cardinal_word, numeral};
use crate::facts::piece::Pieces;
use crate::facts::role::Roles;

/// A time as it was read.
#[derive(Clone, Copy, Debug)]
struct Told {
    time: TimeOfDay,
    end: usize,
    /// Whether it can be nothing but a time.
    clear: bool,
    /// Whether it tells which half of the day it is in.
    settled: bool,
}

/// The time or span of times at `at`, and the index behind it.
pub(super) fn clock(pieces: Pieces<'_>, at: usize) -> Option<(Clock, usize)> {
    let may_begin = pieces.may_begin(at, Roles::NUMBER)
        || matches!(
            pieces.word(at),
            "noon" | "midday" | "midnight" | "from" | "between" | "quarter" | "half" | "a"
        );
    if !may_begin {
        return None;
    }
    span(pieces, at, false, false).or_else(|| lasting(pieces, at)).or_else(|| {
        let told = told(pieces, at).filter(|told| told.clear)?;
        Some((Clock::Time(told.time), told.end))
    })
}

/// `from 10 am for 3 hours 30 minutes`: a time and how long.
fn lasting(pieces: Pieces<'_>, at: usize) -> Option<(Clock, usize)> {
    let opened = pieces.word(at) == "from";
    let start = told(pieces, at + usize::from(opened)).filter(|told| told.clear || opened)?;
    if pieces.word(start.end) != "for" {
        return None;
    }
    let (minutes, end) = length(pieces, start.end + 1)?;
    let minutes = start.time.minutes().checked_add(minutes)?;
    let hour = u8::try_from(minutes / 60).ok()?;
    let minute = u8::try_from(minutes % 60).ok().filter(|&minute| minute > 0);
    let until = TimeOfDay { hour: hour % 24, minute, second: None };
    Some((Clock::Span(start.time, until), end))
}

/// Minutes of `3 hours`, `2.5 hrs`, `3 hours 30 minutes`, and the index behind.
fn length(pieces: Pieces<'_>, at: usize) -> Option<(u16, usize)> {
    let mut total = 0.0;
    let mut end = at;
    for unit in [TimeUnit::Hour, TimeUnit::Minute] {
        let Some(number) = numeral(pieces, end) else { break };
        let fits = matches!(time_unit(pieces.word(number.end)), Some((read, _)) if read == unit);
        if fits {
            total += number.value * if unit == TimeUnit::Hour { 60.0 } else { 1.0 };
            end = number.end + 1;
        }
    }
    // Below a day, so the cast keeps it.
    (end > at && (1.0..1440.0).contains(&total)).then_some((total as u16, end))
}

/// The time or span of times behind a day, where a bare hour can be one: `Tuesday at 4`,
/// tomorrow from 7 to 8:30`; `parted` behind a part of the day, where no word need lead it.
pub(super) fn clock_behind_day(
    pieces: Pieces<'_>,
    at: usize,
    parted: bool,
) -> Option<(Clock, usize)> {
    let comma = at + usize::from(pieces.word(at) == ",");
    if let Some(span) = span(pieces, comma, true, parted) {
        return Some(span);
    }
    if let Some(span) = lasting(pieces, comma) {
        return Some(span);
    }
    if matches!(pieces.word(comma), "before" | "after" | "by" | "until" | "till" | "from") {
        let told = told(pieces, comma + 1).filter(|told| told.clear && told.settled)?;
        return Some((Clock::Time(told.time), told.end));
    }
    let led = matches!(pieces.word(comma), "at" | "around" | "about" | "@" | "circa");
    let next = comma + usize::from(led);
    let next = next + usize::from(led && matches!(pieces.word(next), "about" | "around"));
    if let Some(span) = span(pieces, next, led, led) {
        return Some(span);
    }
    let told = told(pieces, next)?;
    // "March the eighteenth nine thirty"
    let minutes = told.time.minute.is_some() && !pieces.is_dash(told.end);
    let bare = (led || minutes) && (1..=12).contains(&told.time.hour) && is_end(pieces, told.end);
    (told.clear || bare).then_some((Clock::Time(told.time), told.end))
}

/// Whether no noun follows that a number before it could count.
fn is_end(pieces: Pieces<'_>, at: usize) -> bool {
    let word = pieces.word(at);
    word.is_empty()
        || !word.starts_with(|c: char| c.is_alphanumeric() || "$£€%/:".contains(c))
        || matches!(
            word,
            "and"
                | "or"
                | "on"
                | "in"
                | "for"
                | "to"
                | "at"
                | "with"
                | "please"
                | "today"
                | "tomorrow"
                | "yesterday"
                | "tonight"
                | "this"
                | "next"
                | "last"
        )
}

/// `from 3 to 5 p.m.`, `8-9am`, `between 10 and 11:30`, `19:00 – 21:00`. Bare hours are
/// times only where `bare`, and without `from` or `between` only where `parted`.
fn span(pieces: Pieces<'_>, at: usize, bare: bool, parted: bool) -> Option<(Clock, usize)> {
    let opening = pieces.word(at);
    let opened = matches!(opening, "from" | "between");
    let start = at + usize::from(opened);
    let first = hour_or_time(pieces, start)?;
    let next = joint(pieces, first.end, opening == "between" || pieces.before(at) == "between")?;
    let second = hour_or_time(pieces, next)?;
    let minutes = first.time.minute.is_some() && second.time.minute.is_some();
    let clear =
        second.clear || first.clear && (opened || pieces.is_dash(first.end)) || opened && minutes;
    let hours = first.time.hour <= 12 && second.time.hour <= 12 && is_end(pieces, second.end);
    if !(clear || bare && (opened || parted) && hours) {
        return None;
    }
    let (from, to) = in_order(first, second);
    Some((Clock::Span(from, to), second.end))
}

/// The index behind the word or dash between the ends of a span.
fn joint(pieces: Pieces<'_>, at: usize, between: bool) -> Option<usize> {
    let joins = match pieces.word(at) {
        "to" | "till" | "until" | "through" => true,
        "and" => between,
        _ => pieces.is_dash(at) && pieces.is_glued(at) == pieces.is_glued(at + 1),
    };
    joins.then_some(at + 1)
}

/// The ends of a span: one that does not tell its half of the day takes the other's, or
/// the next half where it would lie before.
fn in_order(first: Told, second: Told) -> (TimeOfDay, TimeOfDay) {
    let (mut from, mut to) = (first.time, second.time);
    let later = |time: TimeOfDay, other: TimeOfDay| time.afternoon().minutes() < other.minutes();
    if !first.settled && second.settled && later(from, to) && from.hour < 12 {
        from = from.afternoon();
    }
    if !second.settled && to.hour < 12 && to.minutes() < from.minutes() {
        to = to.afternoon();
    }
    (from, to)
}

/// A time, or a bare hour that only another end makes one.
fn hour_or_time(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    told(pieces, at).filter(|told| told.time.hour < 24 || told.clear)
}

/// The time at `at` with what tells its half of the day and its zone.
fn told(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    let named = match pieces.word(at) {
        "noon" | "midday" => Some(12),
        "midnight" => Some(0),
        _ => None,
    };
    if let Some(hour) = named {
        let time = TimeOfDay { hour, ..TimeOfDay::default() };
        return Some(Told { time, end: zone(pieces, at + 1), clear: true, settled: true });
    }
    let read = past(pieces, at).or_else(|| digits(pieces, at)).or_else(|| in_words(pieces, at))?;
    Some(with_ending(pieces, read))
}

/// What stands behind the digits or words of a time.
fn with_ending(pieces: Pieces<'_>, read: Told) -> Told {
    let Told { time, end, .. } = read;
    if let Some((afternoon, behind)) = meridiem(pieces, end) {
        let hour = match (time.hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => time.hour + 12,
            (hour, _) => hour,
        };
        let behind = zone(pieces, over_part(pieces, behind));
        return Told { time: TimeOfDay { hour, ..time }, end: behind, clear: true, settled: true };
    }
    if matches!(pieces.word(end), "o'clock" | "o’clock" | "oclock") {
        let told = Told { end: end + 1, clear: true, ..read };
        return match part_behind(pieces, told.end) {
            Some((afternoon, behind)) => in_part(told, afternoon, behind),
            None => Told { end: zone(pieces, told.end), ..told },
        };
    }
    if let Some((afternoon, behind)) = part_behind(pieces, end).filter(|_| time.hour <= 12) {
        return in_part(Told { clear: true, ..read }, afternoon, behind);
    }
    let settled = read.settled || time.hour > 12;
    let hours = usize::from(read.clear && matches!(pieces.word(end), "hrs" | "hours" | "hr" | "h"));
    Told { end: zone(pieces, end + hours), settled, ..read }
}

fn in_part(told: Told, afternoon: bool, end: usize) -> Told {
    let time = if afternoon { told.time.afternoon() } else { told.time };
    Told { time, end, settled: true, ..told }
}

/// Hour, minute and second in digits: `5`, `5:30`, `17:30:15`, `5.30 p.m.`, `1140 a.m.`
fn digits(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    if let Some(told) = cut_hour(pieces, at) {
        return Some(told);
    }
    if !pieces.is_number(at)
        || pieces.is_glued(at) && matches!(pieces.before(at), ":" | "/" | "$" | ".")
    {
        return None;
    }
    let word = pieces.word(at);
    let told = |hour, minute, second, end, clear| {
        let time = TimeOfDay { hour, minute, second };
        Some(Told { time, end, clear, settled: false })
    };
    if let Some((hour, minute)) = word.split_once('.') {
        let (hour, minute) = (small(hour, 24)?, small(minute, 60).filter(|_| minute.len() == 2)?);
        let ends = is_end(pieces, at + 1) || zone(pieces, at + 1) > at + 1;
        let clear = matches!(pieces.before(at), "at" | "until") && ends;
        let timed = clear || meridiem(pieces, at + 1).is_some();
        return timed.then(|| told(hour, Some(minute), None, at + 1, clear)).flatten();
    }
    if word.len() == 4 {
        let (hour, minute) = (small(word.get(..2)?, 24)?, small(word.get(2..)?, 60)?);
        // "the roughly 1600 hours that it took", but "at approximately 1600 hours"
        let led = at.checked_sub(2).is_some_and(|led| pieces.word(led) == "at");
        let hours = matches!(pieces.word(at + 1), "hours" | "hrs")
            && (led || !is_amount_word(pieces.before(at)));
        let ending = meridiem(pieces, at + 1).is_some() || zone(pieces, at + 1) > at + 1 || hours;
        // "between 0730 and 0930"
        let zero = word.starts_with('0');
        return (ending || zero).then(|| told(hour, Some(minute), None, at + 1, ending)).flatten();
    }
    let hour = small(word, 25)?;
    if let Some((time, end)) = lettered(pieces, at, hour) {
        return Some(Told { time, end, clear: true, settled: true });
    }
    let two_digits = |index: usize| {
        let glued =
            pieces.word(index) == ":" && pieces.is_glued(index) && pieces.is_glued(index + 1);
        let word = pieces.word(index + 1);
        if glued && word.len() == 2 { small(word, 60) } else { None }
    };
    let Some(minute) = two_digits(at + 1) else { return told(hour, None, None, at + 1, false) };
    match two_digits(at + 3) {
        Some(second) => told(hour, Some(minute), Some(second), at + 5, true),
        None => told(hour, Some(minute), None, at + 3, true),
    }
}

/// `at 9a`, `at 7p`.
fn lettered(pieces: Pieces<'_>, at: usize, hour: u8) -> Option<(TimeOfDay, usize)> {
    let letter = matches!(pieces.word(at + 1), "a" | "p") && pieces.is_glued(at + 1);
    if !letter || pieces.before(at) != "at" || !is_end(pieces, at + 2) || !(1..=12).contains(&hour)
    {
        return None;
    }
    let hour = hour % 12 + if pieces.word(at + 1) == "p" { 12 } else { 0 };
    Some((TimeOfDay { hour, ..TimeOfDay::default() }, at + 2))
}

/// The `5pm` of `9am-5pm`, which is one word, cut at its hyphen only.
fn cut_hour(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    let word = pieces.word(at);
    let afternoon = word.ends_with("pm");
    let number = word.strip_suffix("pm").or_else(|| word.strip_suffix("am"))?;
    let hour = small(number, 13).filter(|hour| *hour > 0)? % 12 + if afternoon { 12 } else { 0 };
    let time = TimeOfDay { hour, ..TimeOfDay::default() };
    Some(Told { time, end: at + 1, clear: true, settled: true })
}

fn small(digits: &str, limit: u8) -> Option<u8> {
    let short = (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|&number| short && number < limit)
}

/// An hour and its minutes in words (`five-thirty`), and the index behind.
pub(super) fn spoken(pieces: Pieces<'_>, at: usize) -> Option<(Clock, usize)> {
    if !pieces.may_begin(at, Roles::NUMBER) {
        return None;
    }
    let told = in_words(pieces, at).filter(|told| told.time.minute.is_some())?;
    Some((Clock::Time(told.time), told.end))
}

/// A number word below sixty (`forty-five`), and the index behind it.
pub(super) fn small_number(pieces: Pieces<'_>, at: usize) -> Option<(u8, usize)> {
    let first = cardinal_word(pieces.word(at))?;
    // Below a hundred, so the cast keeps it.
    let first = first as u8;
    let next = pieces.over_hyphen(at + 1);
    let unit = cardinal_word(pieces.word(next)).filter(|unit| (1.0..10.0).contains(unit));
    match unit {
        Some(unit) if first >= 20 && first.is_multiple_of(10) => {
            Some((first + unit as u8, next + 1))
        }
        _ => Some((first, at + 1)),
    }
    .filter(|(number, _)| *number < 60)
}

/// `five`, `five-thirty`, `six forty-three`: an hour and its minutes in words.
fn in_words(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    let hour = cardinal_word(pieces.word(at)).filter(|hour| (1.0..=12.0).contains(hour))?;
    // At most twelve, so the cast keeps it.
    let hour = hour as u8;
    let next = pieces.over_hyphen(at + 1);
    let minutes = small_number(pieces, next).filter(|(minute, _)| *minute >= 10);
    let (minute, end) = minutes.map_or((None, at + 1), |(minute, end)| (Some(minute), end));
    let time = TimeOfDay { hour, minute, second: None };
    Some(Told { time, end, clear: false, settled: false })
}

/// `half past eight`, `quarter to six`, `ten past 9`, `thirty-six minutes past eight`.
fn past(pieces: Pieces<'_>, at: usize) -> Option<Told> {
    let article = at + usize::from(pieces.word(at) == "a" && pieces.word(at + 1) == "quarter");
    let (minutes, end) = match pieces.word(article) {
        "half" => (30, article + 1),
        "quarter" => (15, article + 1),
        word if pieces.is_number(article) => (small(word, 60)?, article + 1),
        _ => small_number(pieces, article)?,
    };
    let named = matches!(pieces.word(end), "minutes" | "minute" | "min" | "mins");
    let end = end + usize::from(named);
    let before = match pieces.word(end) {
        "past" => false,
        "to" if named || matches!(pieces.word(article), "quarter") => true,
        _ => return None,
    };
    let hour = match pieces.word(end + 1) {
        word if pieces.is_number(end + 1) => small(word, 25)?,
        // At most twelve, so the cast keeps it.
        word => cardinal_word(word).filter(|hour| (1.0..=12.0).contains(hour))? as u8,
    };
    let (hour, minute) =
        if before { ((hour + 23) % 24, 60u8.checked_sub(minutes)?) } else { (hour, minutes) };
    let time = TimeOfDay { hour, minute: Some(minute), second: None };
    Some(Told { time, end: end + 2, clear: true, settled: false })
}

/// Whether `p.m.` (true) or `a.m.` stands at `at`, and the index behind it.
fn meridiem(pieces: Pieces<'_>, at: usize) -> Option<(bool, usize)> {
    match pieces.word(at) {
        "p.m." | "pm" | "p.m" | "pm." => Some((true, at + 1)),
        "a.m." | "am" | "a.m" | "am." => Some((false, at + 1)),
        "p" | "a" if pieces.word(at + 1) == "." && pieces.word(at + 2) == "m" => {
            let stop = usize::from(pieces.word(at + 3) == ".");
            Some((pieces.word(at) == "p", at + 3 + stop))
        }
        "p" | "a" if pieces.word(at + 1) == "m" && !pieces.is_glued(at) => {
            Some((pieces.word(at) == "p", at + 2))
        }
        _ => None,
    }
}

/// `in the morning`, `at night` behind a time: whether it is the day's second half, and
/// the index behind.
fn part_behind(pieces: Pieces<'_>, at: usize) -> Option<(bool, usize)> {
    match (pieces.word(at), pieces.word(at + 1)) {
        ("at", "night") => Some((true, at + 2)),
        ("in", "the") => {
            let part = part_of_day(pieces.word(at + 2))?;
            matches!(part, "MO" | "AF" | "EV" | "NI").then_some((part != "MO", at + 3))
        }
        _ => None,
    }
}

/// The index behind a part of the day that only repeats `a.m.` or `p.m.`
fn over_part(pieces: Pieces<'_>, at: usize) -> usize {
    part_behind(pieces, at).map_or(at, |(_, end)| end)
}

/// The index behind a time zone at `at`, or `at`.
fn zone(pieces: Pieces<'_>, at: usize) -> usize {
    match pieces.stem(at) {
        "gmt" | "utc" if matches!(pieces.word(at + 1), "+" | "-" | "−") => {
            at + 2 + usize::from(pieces.is_number(at + 2))
        }
        "gmt" | "utc" | "est" | "edt" | "et" | "cst" | "cdt" | "ct" | "mst" | "mdt" | "pst"
        | "pdt" | "pt" | "bst" | "cet" | "cest" | "eet" | "eest" | "msk" | "jst" | "ist"
        | "aest" | "aedt" | "hkt" | "sgt" | "wib" | "zulu" => at + 1,
        "local" | "eastern" | "pacific" | "central" | "mountain" | "moscow" | "london"
        | "beijing" | "tokyo"
            if pieces.word(at + 1) == "time" =>
        {
            at + 2
        }
        "eastern" | "pacific" | "central" | "mountain" | "moscow" | "london" | "beijing"
            if matches!(pieces.word(at + 1), "standard" | "daylight")
                && pieces.word(at + 2) == "time" =>
        {
            at + 3
        }
        _ => at,
    }
}
