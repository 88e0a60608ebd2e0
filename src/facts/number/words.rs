//! Whole numbers in words, and all that is made of them: `two hundred and five`, `nine
//! point four`, `two and a half million`.

use super::digits::joined;
use super::fraction::{fraction, is_simple_fraction, standing_fraction};
use super::scale::{DOZEN, scale_word, singular_scale};
use super::{Numeral, clean};
use crate::facts::piece::Pieces;

/// The longest number in words that is read; those that people say are shorter.
pub(super) const MAX_PARTS: usize = 24;

/// More decimals than a float holds are not spoken out.
const MAX_DECIMALS: usize = 18;

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

/// The number in words at `at`, with what may stand before it (`a`, `half a`, `minus`).
pub(super) fn numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    if matches!(pieces.word(at), "minus" | "negative") {
        return negated(pieces, at);
    }
    standing_fraction(pieces, at).or_else(|| whole(pieces, at))
}

fn negated(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    if matches!(pieces.word(at + 1), "minus" | "negative") {
        return None;
    }
    let number = super::numeral(pieces, at + 1).filter(|number| number.value > 0.0)?;
    Some(Numeral { start: at, value: -number.value, ..number })
}

/// A whole number with its decimals (`nine point four`), fraction (`two and a half`) and
/// the scale behind these.
fn whole(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (sum, end) = cardinal(pieces, at)?;
    let mut number = Numeral {
        start: at,
        end,
        bare_end: end,
        value: sum.value(),
        digits: false,
        scaled: sum.scaled,
    };
    if let Some((decimals, behind)) = point(pieces, end) {
        number = Numeral { end: behind, value: number.value + decimals, ..number };
        if let Some(scale) = scale_word(pieces.word(behind)) {
            let value = number.value * scale;
            number = Numeral { end: behind + 1, value, scaled: true, ..number };
        }
    }
    let number = match joined(pieces, number.end).filter(|_| !sum.scaled) {
        Some((part, end)) => Numeral { end, value: number.value + part, ..number },
        None => with_fraction(pieces, number),
    };
    Some(Numeral { bare_end: number.end, value: clean(number.value), ..number })
}

/// A whole number in words, and the index behind it.
pub(super) fn cardinal(pieces: Pieces<'_>, at: usize) -> Option<(Sum, usize)> {
    let (mut sum, mut next) = Sum::opened(pieces, at)?;
    let mut end = at;
    let ranged = pieces.before(at) == "between";
    for _ in 0..MAX_PARTS {
        let mut tried = sum;
        let Some(behind) = tried.take(pieces, next) else { break };
        // "between two hundred and three hundred" holds two numbers.
        if ranged && pieces.before(next) == "and" && pieces.word(behind) != "and" {
            break;
        }
        (sum, end) = (tried, behind);
        next = joint(pieces, end, &sum);
    }
    (end > at).then_some((sum, end))
}

/// The index of the next word of a number behind `end`: over a hyphen, or over the `and`
/// that may follow a hundred.
pub(super) fn joint(pieces: Pieces<'_>, end: usize, sum: &Sum) -> usize {
    let unit = || cardinal_word(pieces.word(end + 1)).is_some_and(|value| value < 10.0);
    let spaced = pieces.word(end) == "-" && !pieces.is_glued(end) && !pieces.is_glued(end + 1);
    if spaced && sum.room == Some(10.0) && unit() {
        return end + 1;
    }
    let and = sum.open && pieces.word(end) == "and";
    // "two million and one half": the fraction is read behind the whole number.
    if and && !is_simple_fraction(pieces, end + 1) { end + 1 } else { pieces.over_hyphen(end) }
}

/// A number in words as far as it was read.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    /// Groups that are closed by a scale.
    closed: f64,
    /// The group that is open, below a thousand.
    group: f64,
    /// What may follow: below this value, and no more of the same.
    pub(super) room: Option<f64>,
    /// The scale that closed the last group.
    last_scale: f64,
    /// Whether a hundred or scale was the last word, so that `and` may follow.
    open: bool,
    /// Whether a scale stands in it.
    scaled: bool,
}

impl Sum {
    /// An empty one, and the index of its first word: behind the article of `a hundred`.
    pub(super) fn opened(pieces: Pieces<'_>, at: usize) -> Option<(Self, usize)> {
        if !matches!(pieces.word(at), "a" | "an") {
            return Some((Self::default(), at));
        }
        singular_scale(pieces.word(at + 1))?;
        Some((Self { group: 1.0, room: Some(0.0), ..Self::default() }, at + 1))
    }

    pub(super) fn value(&self) -> f64 {
        self.closed + self.group
    }

    /// Takes the word at `at` if it goes on with the number; then the index behind it.
    pub(super) fn take(&mut self, pieces: Pieces<'_>, at: usize) -> Option<usize> {
        let word = pieces.word(at);
        let fits = match cardinal_word(word) {
            Some(value) => self.leaves_room_for_scale(pieces, at) && self.add(value),
            None => scale_word(word).is_some_and(|scale| self.multiply(scale)),
        };
        fits.then_some(at + 1)
    }

    /// Whether a scale behind the small number at `at` could go on with this number:
    /// `four hundred five hundred` are two.
    fn leaves_room_for_scale(&self, pieces: Pieces<'_>, at: usize) -> bool {
        let next = pieces.over_hyphen(at + 1);
        let unit = cardinal_word(pieces.word(next)).is_some();
        let behind = if unit { pieces.over_hyphen(next + 1) } else { next };
        match scale_word(pieces.word(behind)) {
            None | Some(DOZEN) => true,
            Some(1e2) => self.group == 0.0 || self.room == Some(10.0) && self.group < 100.0,
            Some(scale) => self.last_scale == 0.0 || scale < self.last_scale,
        }
    }

    /// Adds a number below a hundred.
    pub(super) fn add(&mut self, value: f64) -> bool {
        if self.room.is_some_and(|room| value >= room || value == 0.0) {
            return false;
        }
        self.group += value;
        self.room = Some(if value >= 20.0 { 10.0 } else { 0.0 });
        self.open = false;
        true
    }

    /// Multiplies what a scale behind it belongs to.
    pub(super) fn multiply(&mut self, scale: f64) -> bool {
        if self.room.is_none() {
            return false;
        }
        let fits = match scale {
            DOZEN => self.multiply_by_dozen(),
            1e2 => self.multiply_by_hundred(),
            _ => self.close(scale),
        };
        if fits {
            self.room = Some(if scale == DOZEN { 0.0 } else { 100.0 });
            self.open = scale != DOZEN;
            self.scaled = true;
        }
        fits
    }

    /// `three hundred and two dozen` are 324.
    fn multiply_by_dozen(&mut self) -> bool {
        let below = self.group % 100.0;
        let part = if below == 0.0 { self.group } else { below };
        self.group += part * (DOZEN - 1.0);
        part > 0.0
    }

    fn multiply_by_hundred(&mut self) -> bool {
        let fits = self.group > 0.0 && self.group < 100.0;
        if fits {
            self.group *= 100.0;
        }
        fits
    }

    /// Closes the open group; a scale directly behind a smaller one multiplies it
    /// (`three lakh crore`).
    fn close(&mut self, scale: f64) -> bool {
        let compound = self.group == 0.0 && self.last_scale > 0.0 && scale >= self.last_scale;
        let next = self.group > 0.0 && (self.last_scale == 0.0 || scale < self.last_scale);
        if compound && self.closed < self.last_scale * 1e3 {
            self.closed *= scale;
        } else if next {
            self.closed += self.group * scale;
            self.group = 0.0;
        } else {
            return false;
        }
        self.last_scale = scale;
        true
    }
}

/// The decimals behind a whole number in words: `point nought four`, `point seventy-one`.
fn point(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    if pieces.word(at) != "point" {
        return None;
    }
    let mut end = at + 1;
    let (mut value, mut unit) = (0.0, 0.1);
    while end < at + MAX_DECIMALS
        && let Some((digits, behind)) = decimal(pieces, end)
    {
        let width = if digits >= 10.0 { 0.1 } else { 1.0 };
        value += digits * unit * width;
        unit *= 0.1 * width;
        end = behind;
    }
    (end > at + 1).then_some((value, end))
}

/// One or two decimals: `four`, `eleven`, `seventy-one`.
fn decimal(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let first = cardinal_word(pieces.word(at))?;
    let next = pieces.over_hyphen(at + 1);
    let second = cardinal_word(pieces.word(next)).filter(|unit| (1.0..10.0).contains(unit));
    match second {
        Some(unit) if first >= 20.0 && next > at + 1 => Some((first + unit, next + 1)),
        _ => Some((first, at + 1)),
    }
}

/// A number with the fraction that `and` joins to it: `two and a half million`, `one
/// billion and a half million`, `3 million and a quarter` (of a million).
pub(super) fn with_fraction(pieces: Pieces<'_>, number: Numeral) -> Numeral {
    if pieces.word(number.end) != "and" {
        return number;
    }
    let Some((part, end)) = fraction(pieces, number.end + 1).filter(|(part, _)| *part < 1.0) else {
        return number;
    };
    let last = scale_word(pieces.before(number.end)).filter(|&scale| scale >= 1e3).unwrap_or(1.0);
    let (value, end, scaled) = match scale_word(pieces.word(end)) {
        Some(scale) if scale < last => (number.value + part * scale, end + 1, true),
        Some(scale) => ((number.value + part) * scale, end + 1, true),
        None if ends_number(pieces, end) => (number.value + part * last, end, number.scaled),
        None => return number,
    };
    Numeral { end, bare_end: end, value: clean(value), scaled, ..number }
}

/// Whether what stands behind `two and a third` shows that the third is a fraction and no
/// further man: nothing, a mark, or what is counted.
fn ends_number(pieces: Pieces<'_>, end: usize) -> bool {
    let word = pieces.word(end);
    let clear =
        matches!(pieces.before(end), "half" | "quarter") || pieces.before(end).ends_with('s');
    clear
        || pieces.kind(end) != Some(crate::facts::token::TokenKind::Word)
        || word == "of"
        || crate::facts::counted::is_plural(word)
        || crate::facts::unit::is_unit(word)
}
