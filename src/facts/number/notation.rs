//! Powers as science writes them: `1.3e6`, `6.2x10^-4`, `3 × 10⁸`, `2^10`.

use super::digits::{MAX_DIGITS, parse};
use crate::facts::piece::Pieces;

/// Beyond it a float is infinite or nothing.
const MAX_EXPONENT: f64 = 300.0;

/// The value of `base` with the power behind it at `at`, and the index behind that.
pub(super) fn power(pieces: Pieces<'_>, at: usize, base: f64) -> Option<(f64, usize)> {
    let (value, end) = if pieces.word(at) == "^" && pieces.is_glued(at) {
        let (exponent, end) = exponent(pieces, at + 1)?;
        (base.abs().powf(exponent), end)
    } else {
        let (exponent, end) = exponential(pieces, at).or_else(|| times_ten(pieces, at))?;
        (base * 10_f64.powf(exponent), end)
    };
    (value.is_finite() && value != 0.0).then_some((value, end))
}

/// `e6`, `E-6` glued to digits.
fn exponential(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let word = pieces.word(at);
    if !pieces.is_glued(at) {
        return None;
    }
    if word == "e" {
        return exponent(pieces, at + 1);
    }
    let digits = word.strip_prefix('e')?;
    Some((small(digits)?, at + 1))
}

/// `x10^6`, `× 10⁶`, `*10^-6`.
fn times_ten(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let end = match pieces.word(at) {
        "x10" | "×10" => at + 1,
        "x" | "×" | "*" | "·" if pieces.word(at + 1) == "10" => at + 2,
        _ => return None,
    };
    if pieces.word(end) == "^" {
        return exponent(pieces, end + 1);
    }
    let raised = pieces.word(end);
    let (sign, raised) = match raised.strip_prefix('⁻') {
        Some(rest) => (-1.0, rest),
        None => (1.0, raised),
    };
    if raised.is_empty() || raised.chars().count() > 3 || !pieces.is_glued(end) {
        return None;
    }
    let mut value = 0.0;
    for digit in raised.chars() {
        value = value * 10.0 + f64::from(superscript(digit)?);
    }
    Some((sign * value, end + 1))
}

fn superscript(digit: char) -> Option<u8> {
    let value = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == digit)?;
    u8::try_from(value).ok()
}

/// Digits with a sign, all glued to what stands before.
fn exponent(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let (sign, at) = match pieces.word(at) {
        "-" | "−" | "–" if pieces.is_glued(at) => (-1.0, at + 1),
        "+" if pieces.is_glued(at) => (1.0, at + 1),
        _ => (1.0, at),
    };
    let value = pieces.is_glued(at).then(|| small(pieces.word(at))).flatten()?;
    Some((sign * value, at + 1))
}

/// An exponent that a float can bear.
fn small(digits: &str) -> Option<f64> {
    let plain = !digits.is_empty() && digits.len() <= MAX_DIGITS;
    let plain = plain && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| parse(digits)).flatten().filter(|&value| value <= MAX_EXPONENT)
}
