//! Numbers in words.

use super::{Numeral, clean};
use crate::facts::piece::Pieces;

/// The value of a word for a whole number below a hundred.
pub(in crate::facts) fn cardinal_word(word: &str) -> Option<f64> {
    let value = match word {
        "zero" | "nought" | "naught" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" | "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    };
    Some(f64::from(value))
}

/// The value of a word that multiplies what stands before it.
pub(super) fn scale_word(word: &str) -> Option<f64> {
    let value = match word {
        "hundred" | "hundreds" => 1e2,
        "thousand" | "thousands" => 1e3,
        "million" | "millions" => 1e6,
        "billion" | "billions" => 1e9,
        "trillion" | "trillions" => 1e12,
        "dozen" | "dozens" | "doz" => 12.0,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        _ => return None,
    };
    Some(value)
}

/// The number in words at `at`, with what may stand before it (`a`, `half a`, `minus`).
pub(super) fn numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (value, end, scaled) = match pieces.word(at) {
        "minus" | "negative" => return negated(pieces, at),
        "a" | "an" => {
            let (value, end) = fraction_of(pieces, at).or_else(|| article(pieces, at))?;
            (value, end, true)
        }
        "half" | "quarter" => {
            let (value, end) = fraction_of(pieces, at)?;
            (value, end, true)
        }
        _ => match fraction_of(pieces, at) {
            Some((value, end)) => (value, end, true),
            None => whole(pieces, at)?,
        },
    };
    Some(Numeral { start: at, end, value: clean(value), digits: false, scaled })
}

fn negated(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let number = super::numeral(pieces, at + 1).filter(|number| number.value > 0.0)?;
    Some(Numeral { start: at, value: -number.value, ..number })
}

/// `a hundred`, `a dozen`, `a million`; not the plural (`a thousands`).
fn article(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let word = pieces.word(at + 1);
    let scale = scale_word(word).filter(|_| !word.ends_with('s'))?;
    let next_scale =
        scale_word(pieces.word(at + 2)).filter(|_| !pieces.word(at + 2).ends_with('s'));
    match next_scale {
        Some(next) => Some((scale * next, at + 3)),
        None => Some(with_rest(pieces, scale, at + 2)),
    }
}

/// `a hundred and twenty`: what follows a scale that an article opens.
fn with_rest(pieces: Pieces<'_>, scale: f64, at: usize) -> (f64, usize) {
    if pieces.word(at) == "and"
        && let Some((value, end, false)) = whole(pieces, at + 1)
        && value < scale
        && scale_word(pieces.before(end)).is_none()
    {
        return (scale + value, end);
    }
    (scale, at)
}

/// A whole number in words, with a decimal part (`nine point four`) and a fraction
/// (`two and a half`); and whether it is scaled.
fn whole(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize, bool)> {
    let mut sum = Sum::default();
    let mut end = at;
    let mut next = at;
    while let Some(behind) = sum.take(pieces, next) {
        end = behind;
        next = joint(pieces, end, &sum);
    }
    if end == at {
        return None;
    }
    let (mut value, mut scaled) = (sum.value(), sum.scaled);
    if let Some((decimals, behind)) = point(pieces, end) {
        (value, end) = (value + decimals, behind);
        if let Some(scale) = scale_word(pieces.word(end)) {
            (value, end, scaled) = (value * scale, end + 1, true);
        }
    }
    if pieces.word(end) == "and"
        && let Some((part, behind)) = fraction(pieces, end + 1).filter(|(part, _)| *part < 1.0)
    {
        let unit = scale_word(pieces.before(end)).unwrap_or(1.0);
        (value, end, scaled) = (value + part * unit, behind, true);
        if let Some(scale) = scale_word(pieces.word(end)) {
            (value, end) = (value * scale, end + 1);
        }
    }
    Some((value, end, scaled))
}

/// The index of the next word of a number behind `end`: over a hyphen, or over the `and`
/// that may follow a hundred.
fn joint(pieces: Pieces<'_>, end: usize, sum: &Sum) -> usize {
    let over = pieces.over_hyphen(end);
    let and = over == end && sum.open && pieces.word(end) == "and";
    // "two million and one half": the fraction is read behind the whole number.
    if and && fraction(pieces, end + 1).is_none() { end + 1 } else { over }
}

/// A number in words as far as it was read.
#[derive(Default)]
struct Sum {
    /// Groups that are closed by a scale.
    closed: f64,
    /// The group that is open, below a thousand.
    group: f64,
    /// What may follow: below this value, and no more of the same.
    room: Option<f64>,
    /// The scale that closed the last group.
    last_scale: f64,
    /// Whether a hundred or scale was the last word, so that `and` may follow.
    open: bool,
    scaled: bool,
}

impl Sum {
    fn value(&self) -> f64 {
        self.closed + self.group
    }

    /// Takes the word at `at` if it goes on with the number; then the index behind it.
    fn take(&mut self, pieces: Pieces<'_>, at: usize) -> Option<usize> {
        let word = pieces.word(at);
        if let Some(value) = cardinal_word(word) {
            if self.room.is_some_and(|room| value >= room || value == 0.0) {
                return None;
            }
            self.group += value;
            self.room = Some(if value >= 20.0 { 10.0 } else { 0.0 });
            self.open = false;
            return Some(at + 1);
        }
        let scale = scale_word(word).filter(|_| self.room.is_some())?;
        if scale == 12.0 && self.closed > 0.0 || scale < 1e3 && self.group == 0.0 {
            return None;
        }
        if scale == 1e2 {
            if self.group >= 100.0 {
                return None;
            }
            self.group *= scale;
        } else {
            if self.last_scale > 0.0 && scale >= self.last_scale || self.group == 0.0 {
                return None;
            }
            self.closed += self.group * scale;
            self.group = 0.0;
            self.last_scale = scale;
        }
        self.room = Some(100.0);
        self.open = true;
        self.scaled = true;
        Some(at + 1)
    }
}

/// More decimals than a float holds are not spoken out.
const MAX_DECIMALS: usize = 18;

/// The decimals behind a whole number in words: `point nought four`.
fn point(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.word(at) != "point" {
        return None;
    }
    let mut end = at + 1;
    let (mut value, mut unit) = (0.0, 0.1);
    while end < at + MAX_DECIMALS
        && let Some(digit) = cardinal_word(pieces.word(end)).filter(|&digit| digit < 20.0)
    {
        let width = if digit >= 10.0 { 0.1 } else { 1.0 };
        value += digit * unit * width;
        unit *= 0.1 * width;
        end += 1;
    }
    (end > at + 1).then_some((value, end))
}

/// A fraction that is the whole number: `two thirds`, `half a million`, `a quarter of`.
///
/// What could be an ordinal (`a third man`) is one unless `of` follows.
fn fraction_of(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let (value, end) = fraction(pieces, at)?;
    let word = pieces.before(end);
    if let Some((scale, end)) = scaled_fraction(pieces, end) {
        return Some((value * scale, end));
    }
    let counted = cardinal_word(pieces.word(at)).is_some();
    let clear = word.ends_with('s')
        || counted
        || end > at + 2
        || matches!(pieces.word(end), "of" | "the" | "their" | "its" | "his" | "our" | "her");
    let half = word == "half" && pieces.before(at) != "-" && !pieces.is_dash(end);
    (clear && (end > at + 1 || word == "half") || half && end > at + 1).then_some((value, end))
}

/// `a million`, `a dozen`, `million` behind a half.
fn scaled_fraction(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let word = at + usize::from(matches!(pieces.word(at), "a" | "of"));
    let word = if pieces.word(at) == "of" && pieces.word(word) == "a" {
        word + 1
    } else {
        pieces.over_hyphen(word)
    };
    scale_word(pieces.word(word))
        .filter(|_| !pieces.word(word).ends_with('s'))
        .map(|scale| (scale, word + 1))
}

/// Numerator and denominator: `a half`, `one-third`, `three quarters`, `half`.
pub(super) fn fraction(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let (above, next) = match pieces.word(at) {
        "half" | "quarter" => (1.0, at),
        "a" | "an" => (1.0, at + 1),
        word => (cardinal_word(word)?, pieces.over_hyphen(at + 1)),
    };
    let word = pieces.word(next);
    let below = denominator(word)?;
    let plural = word.ends_with('s') || word == "halves";
    (plural == (above != 1.0)).then_some((above / below, next + 1))
}

fn denominator(word: &str) -> Option<f64> {
    let value = match word.strip_suffix('s').unwrap_or(word) {
        "half" | "halve" => 2,
        "third" => 3,
        "quarter" | "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "twelfth" => 12,
        "hundredth" => 100,
        "thousandth" => 1000,
        _ => return None,
    };
    Some(f64::from(value))
}
