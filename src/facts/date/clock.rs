//! Times of day: `5:30 p.m. EDT`, `17:30`, `noon`, `eight o'clock`.

use super::expression::Clock;
use super::lexicon::part_of_day;
use crate::facts::number::cardinal_word;
use crate::facts::piece::Pieces;

/// The time at `at`, and the index behind it with its zone.
pub(super) fn clock(pieces: Pieces<'_>, at: usize) -> Option<(Clock, usize)> {
    let named = match pieces.word(at) {
        "noon" | "midday" => Some(12),
        "midnight" => Some(0),
        _ => None,
    };
    if let Some(hour) = named {
        return Some((Clock::Time(hour, None, None), at + 1));
    }
    let (hour, minute, second, end) = digits(pieces, at).or_else(|| in_words(pieces, at))?;
    if let Some((afternoon, end)) = meridiem(pieces, end) {
        let hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            (0 | 12.., true) | (_, false) => hour,
        };
        return Some((Clock::Time(hour, minute, second), zone(pieces, end)));
    }
    let oclock = end + 1;
    if pieces.word(end) == "o'clock"
        || pieces.word(end) == "o’clock"
        || pieces.word(end) == "oclock"
    {
        return Some((Clock::Time(hour, minute, second), zone(pieces, oclock)));
    }
    let zoned = zone(pieces, end);
    let clear = pieces.word(at + 1) == ":" && minute.is_some();
    clear.then_some((Clock::Time(hour, minute, second), zoned))
}

/// Hour, minute and second in digits, and the index behind them.
fn digits(pieces: Pieces<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    if !pieces.is_number(at)
        || pieces.is_glued(at) && matches!(pieces.before(at), ":" | "/" | "-" | "$" | ".")
    {
        return None;
    }
    let word = pieces.word(at);
    if let Some((hour, minute)) = word.split_once('.') {
        let (hour, minute) = (small(hour, 24)?, small(minute, 60).filter(|_| minute.len() == 2)?);
        return meridiem(pieces, at + 1).map(|_| (hour, Some(minute), None, at + 1));
    }
    let hour = small(word, 25)?;
    let two_digits = |index: usize| {
        let glued =
            pieces.word(index) == ":" && pieces.is_glued(index) && pieces.is_glued(index + 1);
        let word = pieces.word(index + 1);
        if glued && word.len() == 2 { small(word, 60) } else { None }
    };
    let Some(minute) = two_digits(at + 1) else { return Some((hour, None, None, at + 1)) };
    match two_digits(at + 3) {
        Some(second) => Some((hour, Some(minute), Some(second), at + 5)),
        None => Some((hour, Some(minute), None, at + 3)),
    }
}

fn small(digits: &str, limit: u8) -> Option<u8> {
    let short = (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|&number| short && number < limit)
}

/// An hour in words; only before `o'clock`, `a.m.` and their like.
fn in_words(pieces: Pieces<'_>, at: usize) -> Option<(u8, Option<u8>, Option<u8>, usize)> {
    let hour = cardinal_word(pieces.word(at)).filter(|hour| (1.0..=12.0).contains(hour))?;
    // At most twelve, so the cast keeps it.
    Some((hour as u8, None, None, at + 1))
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
        "in" if pieces.word(at + 1) == "the" => {
            let part = part_of_day(pieces.word(at + 2))?;
            matches!(part, "MO" | "AF" | "EV").then_some((part != "MO", at + 3))
        }
        _ => None,
    }
}

/// The index behind a time zone at `at`, or `at`.
fn zone(pieces: Pieces<'_>, at: usize) -> usize {
    match pieces.stem(at) {
        "gmt" | "utc" | "est" | "edt" | "et" | "cst" | "cdt" | "ct" | "mst" | "mdt" | "pst"
        | "pdt" | "pt" | "bst" | "cet" | "cest" | "eet" | "msk" | "jst" | "ist" | "aest" => at + 1,
        "local" | "eastern" | "pacific" | "central" if pieces.word(at + 1) == "time" => at + 2,
        _ => at,
    }
}
