//! Numbers that begin with digits.

use super::notation::power;
use super::scale::{scale_at, scale_word};
use super::words::{cardinal, with_fraction};
use super::{Numeral, clean};
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;

/// Longer runs of digits are identifiers and not numbers that anyone counts with.
pub(super) const MAX_DIGITS: usize = 30;

/// Fewer digits than these are a whole number that a float holds exactly.
const MAX_EXACT: usize = 16;

/// The number of a token of digits and separators: thousands are set off by commas in
/// threes (or as in India, in twos) or by stops in threes, and decimals by a stop, or by a
/// comma where there are one or two of them (`1,8`, `1.111,11`).
pub(super) fn parse(text: &str) -> Option<f64> {
    if text.len() > MAX_DIGITS {
        return None;
    }
    if text.len() < MAX_EXACT && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(|whole: u64| whole as f64);
    }
    if let Some(value) = decimal_comma(text) {
        return Some(value);
    }
    let (whole, decimals) = match text.matches('.').count() {
        0 => (text, ""),
        1 => text.split_once('.')?,
        _ => return grouped(text, '.'),
    };
    if decimals.contains(',') {
        return None;
    }
    let whole = grouped(whole, ',')?;
    if decimals.is_empty() {
        return Some(whole);
    }
    format!("{whole}.{decimals}").parse().ok()
}

/// `1,8` and `1.111,11`.
fn decimal_comma(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once(',')?;
    let fits =
        (1..=2).contains(&decimals.len()) && decimals.bytes().all(|byte| byte.is_ascii_digit());
    let whole = fits.then(|| grouped(whole, '.')).flatten()?;
    format!("{whole}.{decimals}").parse().ok()
}

fn grouped(text: &str, separator: char) -> Option<f64> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let (mut inner_threes, mut inner_twos, mut last) = (true, true, None);
    for group in groups {
        if let Some(inner) = last.replace(group.len()) {
            inner_threes &= inner == 3;
            inner_twos &= inner == 2;
        }
    }
    let Some(last) = last else { return text.parse().ok() };
    if !(1..=3).contains(&first.len()) || last != 3 || !(inner_threes || inner_twos) {
        return None;
    }
    text.replace(separator, "").parse().ok()
}

/// The number at a piece of digits, with its fraction and scale.
pub(super) fn numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (mut value, mut end) = spaced_groups(pieces, at)
        .or_else(|| spaced_decimals(pieces, at))
        .or_else(|| Some((parse(pieces.word(at))?, at + 1)))?;
    if let Some((raised, behind)) = power(pieces, end, value) {
        (value, end) = (raised, behind);
    } else if let Some((fraction, behind)) = slashed(pieces, at) {
        (value, end) = (fraction, behind);
    } else if let Some((fraction, behind)) = mixed(pieces, end).or_else(|| joined(pieces, end)) {
        (value, end) = (value + fraction, behind);
    }
    let mut scaled = false;
    // Two scales at most: `5 hundred thousand`.
    for _ in 0..2 {
        let Some((scale, behind)) = scale_at(pieces, end, value.fract() != 0.0) else { break };
        (value, end, scaled) = (value * scale, behind, true);
    }
    if let Some((rest, behind)) = behind_hundred(pieces, end).or_else(|| smaller(pieces, end)) {
        (value, end) = (value + rest, behind);
    }
    let number =
        Numeral { start: at, end, bare_end: end, value: clean(value), digits: true, scaled };
    Some(with_fraction(pieces, number))
}

/// `and 21` behind `3 hundred`.
fn behind_hundred(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.before(at) != "hundred" || pieces.word(at) != "and" {
        return None;
    }
    let (rest, end) = match pieces.kind(at + 1)? {
        TokenKind::Number => (parse(pieces.word(at + 1))?, at + 2),
        _ => cardinal(pieces, at + 1).map(|(sum, end)| (sum.value(), end))?,
    };
    (rest > 0.0 && rest < 100.0 && rest.fract() == 0.0).then_some((rest, end))
}

/// What goes on with a smaller scale behind one in full: `five hundred thousand` or `500
/// thousand` behind `2 million`.
fn smaller(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let scale = scale_word(pieces.before(at)).filter(|scale| *scale >= 1e3)?;
    let (rest, end) = match pieces.kind(at)? {
        TokenKind::Number => {
            let next = scale_word(pieces.word(at + 1)).filter(|next| *next >= 1e3)?;
            (parse(pieces.word(at))? * next, at + 2)
        }
        _ => cardinal(pieces, at).map(|(sum, end)| (sum.value(), end))?,
    };
    (rest >= 100.0 && rest < scale).then_some((rest, end))
}

/// Thousands set off by blanks: `1 234 567`, `40 000`. One group alone counts only where it
/// is `000` or the blank is one that does not break.
fn spaced_groups(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    const MAX_GROUPS: usize = 6;
    let first = pieces.word(at);
    let three = |index: usize| {
        let word = pieces.word(index);
        let whole = word.split_once('.').map_or(word, |(whole, _)| whole);
        pieces.is_number(index)
            && pieces.gap(index).chars().count() == 1
            && whole.len() == 3
            && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let ends = |index: usize| pieces.word(index).contains('.');
    let mut end = at + 1;
    while end <= at + MAX_GROUPS && three(end) {
        end += 1;
        if ends(end - 1) {
            break;
        }
    }
    let groups = end - at - 1;
    let fits =
        (1..=3).contains(&first.len()) && !first.contains(['.', ',']) && !first.starts_with('0');
    let unbroken = !pieces.gap(at + 1).is_ascii();
    if !fits || groups == 0 || groups == 1 && pieces.word(at + 1) != "000" && !unbroken {
        return None;
    }
    let digits: String = (at..end).map(|index| pieces.word(index)).collect();
    Some((digits.parse().ok()?, end))
}

/// Decimals in text whose marks stand apart: `4 . 8`.
fn spaced_decimals(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let apart = pieces.word(at + 1) == "."
        && !pieces.is_glued(at + 1)
        && !pieces.is_glued(at + 2)
        && pieces.is_number(at + 2)
        && !pieces.word(at + 2).contains([',', '.']);
    let whole = if apart {
        parse(pieces.word(at)).filter(|whole| whole.fract() == 0.0)?
    } else {
        return None;
    };
    if pieces.word(at + 2).len() > MAX_DIGITS {
        return None;
    }
    Some((format!("{whole}.{}", pieces.word(at + 2)).parse().ok()?, at + 3))
}

/// A sign glued to digits that no word is glued to: `-9.2`, `.08`.
pub(super) fn signed(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let word = pieces.word(at);
    let opened = matches!(pieces.before(at), "(" | "[" | "=" | "<" | ">" | "\"" | "“" | "‘");
    let free = !pieces.is_glued(at) || opened;
    let decimals = word != "." && pieces.word(at + 1) == "." && pieces.is_glued(at + 2);
    let digits = at + 1 + usize::from(decimals);
    if !pieces.is_glued(at + 1) || !pieces.is_number(digits) || !free {
        return None;
    }
    if word == "." {
        return without_whole(pieces, at);
    }
    let number = if decimals { without_whole(pieces, at + 1)? } else { numeral(pieces, at + 1)? };
    let value = match word {
        "-" | "−" | "–" => -number.value,
        "+" => number.value,
        _ => return None,
    };
    Some(Numeral { start: at, value, ..number })
}

/// Decimals alone: `.08`, `.25 million`.
fn without_whole(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let digits = pieces.word(at + 1);
    if digits.len() > MAX_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: f64 = format!("0.{digits}").parse().ok()?;
    let (scale, end) = scale_at(pieces, at + 2, true).unwrap_or((1.0, at + 2));
    let value = clean(value * scale);
    Some(Numeral { start: at, end, bare_end: end, value, digits: true, scaled: end > at + 2 })
}

/// Digits that are glued to their scale behind a dash, where words are not cut between
/// digits and letters: the `20k` of `5k-20k`.
pub(super) fn with_glued_scale(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let word = pieces.word(at);
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let scale = match letters {
        "k" => 1e3,
        "m" | "mn" => 1e6,
        "bn" => 1e9,
        "tn" => 1e12,
        _ => return None,
    };
    let digits = word.strip_suffix(letters).filter(|digits| !digits.is_empty())?;
    let value = parse(digits)? * scale;
    Some(Numeral { start: at, end: at + 1, bare_end: at + 1, value, digits: true, scaled: true })
}

/// A fraction sign alone: `½`.
pub(super) fn vulgar(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let value = vulgar_value(pieces.word(at))?;
    let (scale, end) = scale_at(pieces, at + 1, true).unwrap_or((1.0, at + 1));
    let value = clean(value * scale);
    Some(Numeral { start: at, end, bare_end: end, value, digits: true, scaled: end > at + 1 })
}

fn vulgar_value(word: &str) -> Option<f64> {
    let value = match word {
        "½" => 1.0 / 2.0,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 1.0 / 4.0,
        "¾" => 3.0 / 4.0,
        "⅕" => 1.0 / 5.0,
        "⅖" => 2.0 / 5.0,
        "⅗" => 3.0 / 5.0,
        "⅘" => 4.0 / 5.0,
        "⅙" => 1.0 / 6.0,
        "⅛" => 1.0 / 8.0,
        "⅜" => 3.0 / 8.0,
        "⅝" => 5.0 / 8.0,
        "⅞" => 7.0 / 8.0,
        _ => return None,
    };
    Some(value)
}

/// `1/2` from its first digits on.
fn slashed(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let slash = matches!(pieces.word(at + 1), "/" | "⁄")
        && pieces.is_glued(at + 1)
        && pieces.is_glued(at + 2);
    let more = matches!(pieces.word(at + 3), "/" | "⁄") && pieces.is_glued(at + 3);
    if !slash || more {
        return None;
    }
    let (above, below) = (parse(pieces.word(at))?, parse(pieces.word(at + 2))?);
    // "24/7" and "9/11" are no fractions.
    let divides = above < below
        && (below <= 10.0
            || matches!(below, 12.0 | 16.0 | 20.0 | 32.0 | 64.0)
            || below % 25.0 == 0.0);
    (divides && pieces.is_number(at + 2)).then(|| (above / below, at + 3))
}

/// The fraction behind a whole number: `5 1/2`, `5-1/2`, `2½`, and `7 3 / 4` in text whose
/// marks stand apart.
fn mixed(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if let Some(value) = vulgar_value(pieces.word(at)) {
        return Some((value, at + 1));
    }
    let at = pieces.over_hyphen(at);
    if !pieces.is_number(at) {
        return None;
    }
    slashed(pieces, at).or_else(|| slashed_apart(pieces, at)).filter(|(value, _)| *value < 1.0)
}

/// `and 1/2` behind a whole number.
pub(super) fn joined(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.word(at) != "and" || !pieces.is_number(at + 1) {
        return None;
    }
    slashed(pieces, at + 1).filter(|(value, _)| *value < 1.0)
}

/// `3 / 4`; only with the denominators of prices and measures.
fn slashed_apart(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let apart = pieces.word(at + 1) == "/" && !pieces.is_glued(at + 1) && !pieces.is_glued(at + 2);
    let below = match pieces.word(at + 2) {
        "2" => 2.0,
        "3" => 3.0,
        "4" => 4.0,
        "8" => 8.0,
        "16" => 16.0,
        "32" => 32.0,
        _ => return None,
    };
    let above = if apart { parse(pieces.word(at))? } else { return None };
    Some((above / below, at + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        for (text, value) in [
            ("137", 137.0),
            ("901,549", 901_549.0),
            ("3.5", 3.5),
            ("1,234.56", 1234.56),
            ("12,34,567.89", 1_234_567.89),
            ("1.234.567", 1_234_567.0),
            ("1,8", 1.8),
            ("2.345.678,90", 2_345_678.9),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["1,2,3", "192.168.1.2", "1,23,4", "1.2,3", &"1".repeat(1000)] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
