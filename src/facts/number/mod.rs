//! Numbers in digits and words: `901,549`, `1.2 million`, `twenty-five`, `2½`, `two
//! thirds`, `half a million`, `a dozen`.

mod bound;
mod digits;
mod fraction;
mod notation;
mod ratio;
mod scale;
mod vague;
mod words;

pub(super) use bound::{bound_after, bound_before};
pub(super) use fraction::fraction;
pub(super) use ratio::ratio;
pub(super) use scale::scale_word;
pub(super) use vague::vague;
pub(super) use words::cardinal_word;

use super::piece::Pieces;
use super::token::TokenKind;
use crate::facts::Bound;

/// A number that was read, and the pieces that it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Numeral {
    /// Index of its first piece.
    pub start: usize,
    /// Index behind its last piece; behind its unit or currency where one was read too.
    pub end: usize,
    /// Index behind the number alone.
    pub bare_end: usize,
    /// What it says.
    pub value: f64,
    /// Whether it begins with digits.
    pub digits: bool,
    /// Whether a scale stands in it (`million`, `k`).
    pub scaled: bool,
}

/// A number or a range of two, and how it bounds the true one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// Index of the first piece of the bound, if there is one, else of the number.
    pub bound_start: usize,
    /// Index of the first piece of the number.
    pub start: usize,
    /// Index behind the number.
    pub end: usize,
    /// The number; none of a range.
    pub value: Option<f64>,
    /// The ends of a range.
    pub range: Option<(f64, f64)>,
    /// The bound.
    pub bound: Bound,
    /// Whether the number, or the first of two, begins with digits.
    pub digits: bool,
}

impl Amount {
    /// Whether a bound behind the number holds: none stands before, or a vaguer one
    /// (`about five hundred or more`).
    pub fn may_end_in(&self, bound: Bound) -> bool {
        let vaguer = self.bound == Bound::About && matches!(bound, Bound::AtLeast | Bound::AtMost);
        self.bound == Bound::Exactly || vaguer
    }
}

/// The number that begins at `at`.
pub(super) fn numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    pieces.number(at, || read_numeral(pieces, at))
}

fn read_numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    match pieces.kind(at)? {
        TokenKind::Number => digits::numeral(pieces, at),
        TokenKind::Word => word_numeral(pieces, at),
        TokenKind::Punctuation | TokenKind::Symbol => digits::signed(pieces, at),
        _ => None,
    }
}

/// A number whose first piece is a word by its kind: `½`, `two`, and `20k` behind a dash.
fn word_numeral(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let word = pieces.word(at);
    match word.bytes().next()? {
        b'0'..=b'9' => digits::with_glued_scale(pieces, at),
        first if !first.is_ascii() => digits::vulgar(pieces, at),
        _ => words::numeral(pieces, at),
    }
}

/// A float without the noise of binary fractions: `1.1 million` is 1,100,000.
pub(super) fn clean(value: f64) -> f64 {
    let rounded = value.round();
    let close = (value - rounded).abs() <= 1e-9 * value.abs();
    if close && rounded != 0.0 { rounded } else { value }
}

/// Reads the amount whose first number begins at `at`: the bound before it, the number,
/// and the second one where it is a range.
///
/// `read` reads one number with the unit or currency that goes with it, so that `$5 to
/// $10` and `5 km to 10 km` are ranges too.
pub(super) fn amount(
    pieces: Pieces<'_>,
    at: usize,
    read: impl Fn(usize) -> Option<Numeral>,
) -> Option<Amount> {
    let first = read(at)?;
    if let Some(range) = range(pieces, &first, read) {
        return Some(range);
    }
    let (bound_start, bound) = bound_before(pieces, at);
    Some(Amount {
        bound_start,
        start: at,
        end: first.end,
        value: Some(first.value),
        range: None,
        bound,
        digits: first.digits,
    })
}

/// The range that `first` opens: `between five and ten`, `5–10`, `from 5 to 10 million`.
fn range(
    pieces: Pieces<'_>,
    first: &Numeral,
    read: impl Fn(usize) -> Option<Numeral>,
) -> Option<Amount> {
    let joint = first.end;
    let dash = pieces.is_dash(joint) && pieces.is_glued(joint) == pieces.is_glued(joint + 1);
    let (opened, before) = bound_before_range(pieces, first.start);
    let connected = match pieces.word(joint) {
        "and" => before == "between",
        "to" | "through" | "or" => true,
        _ => dash,
    };
    let second = connected.then(|| read(joint + 1)).flatten()?;
    if pieces.word(joint) == "to" && is_change(pieces, first) {
        return None;
    }
    // "rose 5 % to 300" tells of two numbers; so does "46 to 40 percent".
    if first.end > first.bare_end && !has_unit_of(pieces, first, &second) {
        return None;
    }
    let low = match (first.scaled, second.scaled) {
        (false, true) => clean(first.value * second.value / unscaled(pieces, &second)?),
        _ => first.value,
    };
    // "46 to 40" tells of two numbers; "80-19" of a score.
    if low >= second.value || dash && first.digits != second.digits {
        return None;
    }
    Some(Amount {
        bound_start: opened,
        start: first.start,
        end: second.end,
        value: None,
        range: Some((low, second.value)),
        bound: Bound::Between,
        digits: first.digits,
    })
}

/// Whether a number with its unit or currency tells by how much something moved, and what
/// follows to where: `rose $2 to $75`, `up 3 cents to 40 cents`.
fn is_change(pieces: Pieces<'_>, number: &Numeral) -> bool {
    let measured = number.end > number.bare_end || !pieces.is_number(number.start);
    measured
        && number.digits
        && matches!(
            pieces.before(number.start),
            "rose"
                | "rise"
                | "risen"
                | "fell"
                | "fall"
                | "fallen"
                | "gained"
                | "lost"
                | "added"
                | "shed"
                | "dropped"
                | "climbed"
                | "jumped"
                | "soared"
                | "surged"
                | "slid"
                | "slipped"
                | "sank"
                | "tumbled"
                | "plunged"
                | "declined"
                | "advanced"
                | "increased"
                | "decreased"
                | "eased"
                | "up"
                | "down"
                | "off"
        )
}

/// Whether the unit behind the second number is that behind the first.
fn has_unit_of(pieces: Pieces<'_>, first: &Numeral, second: &Numeral) -> bool {
    let unit = |number: &Numeral| {
        let word = pieces.stem(pieces.over_hyphen(number.bare_end));
        word.strip_suffix('s').unwrap_or(word)
    };
    second.end > second.bare_end && unit(first) == unit(second)
}

/// The word that opens a range before `at`, and its index; `at` where there is none.
fn bound_before_range(pieces: Pieces<'_>, at: usize) -> (usize, &str) {
    match pieces.before(at) {
        word @ ("between" | "from") => (at - 1, word),
        _ => (at, ""),
    }
}

/// The value of the first digits or word of a scaled number alone: 10 of `$10 million`.
fn unscaled(pieces: Pieces<'_>, number: &Numeral) -> Option<f64> {
    let bare = (number.start..number.end).find_map(|at| {
        let word = pieces.word(at);
        if pieces.is_number(at) { digits::parse(word) } else { cardinal_word(word) }
    });
    bare.filter(|&value| value != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::recogniser::testing::article;

    /// The first number of a text with what it takes, and its value.
    fn first(text: &str) -> Option<(String, f64)> {
        let document = article(text, None);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let pieces = analysis.pieces_of(0);
        let number = (0..pieces.len()).find_map(|at| numeral(pieces, at))?;
        Some((pieces.span(number.start, number.end).of(text).to_string(), number.value))
    }

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, span, value) in [
            ("it was 901,549 in all", "901,549", 901_549.0),
            ("some 1.2 million left", "1.2 million", 1_200_000.0),
            ("a 5bn hole", "5bn", 5e9),
            ("a 12-million plan", "12-million", 12e6),
            ("there are 5 hundred thousand", "5 hundred thousand", 500_000.0),
            ("it is -9.2 now", "-9.2", -9.2),
            ("only .08 remain", ".08", 0.08),
            ("5 1/2 of them", "5 1/2", 5.5),
            ("2½ cups", "2½", 2.5),
            ("1 414 021 100 people", "1 414 021 100", 1_414_021_100.0),
            ("twenty-five men", "twenty-five", 25.0),
            ("two hundred and five men", "two hundred and five", 205.0),
            ("three million, two", "three million", 3e6),
            ("six hundred thousand and twelve", "six hundred thousand and twelve", 600_012.0),
            ("a hundred and twenty men", "a hundred and twenty", 120.0),
            ("half a million men", "half a million", 500_000.0),
            ("a dozen eggs", "a dozen", 12.0),
            ("two and a half tonnes", "two and a half", 2.5),
            ("two million and one half", "two million and one half", 2.5e6),
            ("two-thirds of them", "two-thirds", 2.0 / 3.0),
            ("a quarter of them", "a quarter", 0.25),
            ("three point five million", "three point five million", 3.5e6),
            ("minus forty degrees", "minus forty", -40.0),
            ("the (-3.5) shift", "-3.5", -3.5),
            ("four hundred and six thousand men", "four hundred and six thousand", 406_000.0),
            ("four hundred five hundred", "four hundred", 400.0),
            ("between six hundred and seven hundred", "six hundred", 600.0),
            ("one hundred and three dozen", "one hundred and three dozen", 136.0),
            ("five lakh crore rupees", "five lakh crore", 5e12),
            ("thirty - one men", "thirty - one", 31.0),
            ("6 hundred and 12 men", "6 hundred and 12", 612.0),
            ("two billion and a half million", "two billion and a half million", 2_000_500_000.0),
            ("6 million and a quarter", "6 million and a quarter", 6.25e6),
            ("seven and three tenths", "seven and three tenths", 7.3),
            ("nine and a third was lost", "nine", 9.0),
            ("eleven fortieths", "eleven fortieths", 11.0 / 40.0),
            ("five thirty-seconds of it", "five", 5.0),
            ("two hundred forty-fifths", "two hundred forty-fifths", 200.0 / 45.0),
            ("ninety-one hundredths of it", "ninety-one hundredths", 0.91),
            ("an eighth of it", "an eighth", 0.125),
            ("half an inch of snow", "half", 0.5),
            ("three quarters of a million", "three quarters of a million", 750_000.0),
            ("four hundred point sixty-two", "four hundred point sixty-two", 400.62),
            ("8.5 k of them", "8.5 k", 8500.0),
            ("the 7M people", "7M", 7e6),
            ("some 3.5m homes", "3.5m", 3.5e6),
            ("a 5m pole", "5", 5.0),
            ("the 2.5b fund", "2.5b", 2.5e9),
            ("2.5x10^3 cells", "2.5x10^3", 2500.0),
            ("4 × 10⁶ cells", "4 × 10⁶", 4e6),
            ("it is 6.5e-2 now", "6.5e-2", 0.065),
            ("about 3^4 ways", "3^4", 81.0),
            ("1,5 metres", "1,5", 1.5),
            ("12\u{202f}345 people", "12\u{202f}345", 12_345.0),
            ("up 0 . 75 points", "0 . 75", 0.75),
            ("7 3 / 8 dollars", "7 3 / 8", 7.375),
            ("some 2 and 1/2 cups", "2 and 1/2", 2.5),
            ("two and 3/4 cups", "two and 3/4", 2.75),
            ("6 million four hundred thousand", "6 million four hundred thousand", 6.4e6),
            ("6 million 250 thousand men", "6 million 250 thousand", 6.25e6),
            ("4 thousand two hundred men", "4 thousand two hundred", 4200.0),
            ("3 million two years ago", "3 million", 3e6),
            ("a shift of -.75 then", "-.75", -0.75),
            ("it fell by a third.", "a third", 1.0 / 3.0),
            ("nearly a fifth in May", "a fifth", 0.2),
        ] {
            let (read, number) = first(text).expect(text);
            assert_eq!(read, span);
            assert!((number - value).abs() < 1e-9 * value.abs(), "{text}: {number}");
        }
    }

    #[test]
    fn ordinals_and_pieces_of_names_are_no_numbers() {
        for text in [
            "the third man",
            "on the 21st floor",
            "a thousands word",
            "a third man",
            "he came a third.",
            "by a third party",
            "the second half",
            "half-time came",
            "no number here",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
