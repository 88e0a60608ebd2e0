//! Numbers that begin with digits.

use super::words::{fraction, scale_word};
use super::{Numeral, clean};
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;

/// Longer runs of digits are identifiers and not numbers that anyone counts with.
const MAX_DIGITS: usize = 30;

/// The number of a token of digits and separators: thousands are set off by commas in
/// threes (or as in India, in twos), or by several stops in threes.
pub(super) fn parse(text: &str) -> Option<f64> {
    if text.len() > MAX_DIGITS {
        return None;
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

fn grouped(text: &str, separator: char) -> Option<f64> {
    let mut groups = text.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let (last, inner) = match rest.split_last() {
        Some((last, inner)) => (*last, inner),
        None => return text.parse().ok(),
    };
    let even =
        inner.iter().all(|group| group.len() == 3) || inner.iter().all(|group| group.len() == 2);
    if !(1..=3).contains(&first.len()) || last.len() != 3 || !even {
        return None;
    }
    text.replace(separator, "").parse().ok()
}

/// The number at a piece of digits, with its fraction and scale.
pub(super) fn numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (mut value, mut end) = match spaced(pieces, at) {
        Some(grouped) => grouped,
        None => (parse(pieces.word(at))?, at + 1),
    };
    let mut scaled = false;
    if let Some((fraction, behind)) = slashed(pieces, at) {
        (value, end, scaled) = (fraction, behind, true);
    } else if let Some((fraction, behind)) = mixed(pieces, end) {
        (value, end, scaled) = (value + fraction, behind, true);
    }
    // Two scales at most: `5 hundred thousand`.
    for _ in 0..2 {
        if let Some((scale, behind)) = scale_at(pieces, end) {
            (value, end, scaled) = (value * scale, behind, true);
        }
    }
    if let Some((fraction, behind)) = and_fraction(pieces, end) {
        (value, end, scaled) = (value + fraction * last_scale(pieces, end), behind, true);
    }
    Some(Numeral { start: at, end, value: clean(value), digits: true, scaled })
}

/// Thousands set off by blanks: `1 234 567`; one group alone only where it is `000`.
fn spaced(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    const MAX_GROUPS: usize = 6;
    let first = pieces.word(at);
    let three = |index: usize| {
        let word = pieces.word(index);
        pieces.is_number(index)
            && !pieces.is_glued(index)
            && word.len() == 3
            && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let groups = (at + 1..at + 1 + MAX_GROUPS).take_while(|&index| three(index)).count();
    let fits =
        (1..=3).contains(&first.len()) && !first.contains(['.', ',']) && !first.starts_with('0');
    if !fits || groups == 0 || groups == 1 && pieces.word(at + 1) != "000" {
        return None;
    }
    let end = at + 1 + groups;
    let digits: String = (at..end).map(|index| pieces.word(index)).collect();
    Some((digits.parse().ok()?, end))
}

/// A sign glued to digits that nothing is glued to: `-9.2`, `.08`.
pub(super) fn signed(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    if !pieces.is_glued(at + 1)
        || !pieces.is_number(at + 1)
        || pieces.is_glued(at) && pieces.word(at) != "."
    {
        return None;
    }
    let number = numeral(pieces, at + 1)?;
    let value = match pieces.word(at) {
        "-" | "−" | "–" => -number.value,
        "+" => number.value,
        "." if !pieces.is_glued(at) => {
            let digits = pieces.word(at + 1);
            let decimals =
                digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= MAX_DIGITS;
            let own = decimals.then(|| format!("0.{digits}").parse::<f64>().ok()).flatten()?;
            own * if number.scaled { number.value / parse(digits)? } else { 1.0 }
        }
        _ => return None,
    };
    Some(Numeral { start: at, value: clean(value), ..number })
}

/// A fraction sign alone: `½`.
pub(super) fn vulgar(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let value = vulgar_value(pieces.word(at))?;
    let (scale, end) = scale_at(pieces, at + 1).unwrap_or((1.0, at + 1));
    Some(Numeral { start: at, end, value: clean(value * scale), digits: true, scaled: true })
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
    (below != 0.0 && pieces.is_number(at + 2)).then(|| (above / below, at + 3))
}

/// The fraction behind a whole number: `5 1/2`, `5-1/2`, `2½`.
fn mixed(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if let Some(value) = vulgar_value(pieces.word(at)) {
        return Some((value, at + 1));
    }
    let at = pieces.over_hyphen(at);
    if !pieces.is_number(at) {
        return None;
    }
    slashed(pieces, at).filter(|(value, _)| *value < 1.0)
}

/// `and a half` behind a number.
fn and_fraction(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.word(at) != "and" {
        return None;
    }
    fraction(pieces, at + 1).filter(|(value, _)| *value < 1.0)
}

/// The scale that ends before `at`: half of `3 million and a half` is half a million.
fn last_scale(pieces: Pieces<'_>, at: usize) -> f64 {
    scale_word(pieces.before(at)).unwrap_or(1.0)
}

/// A scale behind digits, a hyphen between them allowed: `million`, `bn`, `k`.
fn scale_at(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let word = pieces.over_hyphen(at);
    if pieces.kind(word) != Some(TokenKind::Word) {
        return None;
    }
    if let Some(scale) = scale_word(pieces.word(word)) {
        return Some((scale, word + 1));
    }
    let letter = match pieces.stem(word) {
        "k" if pieces.is_glued(word) => 1e3,
        "mn" | "mln" => 1e6,
        "bn" | "bln" => 1e9,
        "tn" | "trn" | "trln" => 1e12,
        _ => return None,
    };
    Some((letter, word + 1))
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
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
        for text in ["1,2", "192.168.1.2", "1,23,4", "1.2,3", &"1".repeat(1000)] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
