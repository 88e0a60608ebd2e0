//! Fractions in words: `two thirds`, `half a million`, `a quarter of`, `three twenty-firsts`.

use super::scale::{scale_word, singular_scale};
use super::words::{MAX_PARTS, Sum, cardinal_word, joint};
use super::{Numeral, clean};
use crate::facts::Bound;
use crate::facts::number::bound_before;
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;
use crate::facts::unit::is_unit;

/// A fraction that is the whole number: `two thirds`, `half a million`, `a quarter of`.
///
/// What could be an ordinal (`a third man`) is one unless `of` follows.
pub(super) fn standing_fraction(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (value, end) = fraction(pieces, at)?;
    let number = |value, end, scaled| Numeral {
        start: at,
        end,
        bare_end: end,
        value: clean(value),
        digits: false,
        scaled,
    };
    if let Some((scale, end)) = scale_of(pieces, end) {
        return Some(number(value * scale, end, true));
    }
    is_clear(pieces, at, end).then(|| number(value, end, false))
}

/// Whether a fraction is no ordinal and no part of a compound (`a third man`, `half-time`).
fn is_clear(pieces: Pieces<'_>, at: usize, end: usize) -> bool {
    let last = pieces.before(end);
    let determined = matches!(
        pieces.word(end),
        "of" | "the" | "their" | "its" | "his" | "our" | "her" | "my" | "your" | "these" | "those"
    );
    if end == at + 1 {
        return last == "half"
            && !is_ordered(pieces.before(at))
            && (determined || is_bounded(pieces, at) || is_of_unit(pieces, end));
    }
    let article = matches!(pieces.word(at), "a" | "an");
    let plural = last.ends_with('s');
    let clear = !article || plural || determined || last == "half" && !pieces.is_dash(end);
    clear || is_extent(pieces, at, end)
}

/// Whether a fraction with an article tells by how much, and a rank no noun follows:
/// `it fell by a third`, `nearly a fifth in May`.
fn is_extent(pieces: Pieces<'_>, at: usize, end: usize) -> bool {
    let led = pieces.before(at) == "by" || bound_before(pieces, at).1 != Bound::Exactly;
    let ends = match pieces.kind(end) {
        Some(TokenKind::Word) => matches!(
            pieces.word(end),
            "in" | "since" | "to" | "from" | "over" | "during" | "compared" | "and" | "or" | "as"
        ),
        Some(kind) => kind != TokenKind::Possessive && !pieces.is_dash(end),
        None => true,
    };
    led && ends && pieces.before(end) != "quarter"
}

/// `half a mile`, `half an inch`.
fn is_of_unit(pieces: Pieces<'_>, end: usize) -> bool {
    matches!(pieces.word(end), "a" | "an") && is_unit(pieces.word(end + 1))
}

/// `more than half people`: a bound makes a half a number.
fn is_bounded(pieces: Pieces<'_>, at: usize) -> bool {
    bound_before(pieces, at).1 != Bound::Exactly && pieces.over_hyphen(at + 1) == at + 1
}

/// Words before the half of a game, a year, a term.
fn is_ordered(word: &str) -> bool {
    matches!(
        word,
        "first" | "second" | "latter" | "other" | "last" | "1st" | "2nd" | "the" | "each"
    )
}

/// `a million`, `of a dozen`, `million` behind a fraction.
fn scale_of(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    let of = at + usize::from(pieces.word(at) == "of");
    let word = match pieces.word(of) {
        "a" => of + 1,
        _ if of > at => return None,
        _ => pieces.over_hyphen(at),
    };
    singular_scale(pieces.word(word)).map(|scale| (scale, word + 1))
}

/// Numerator and denominator, and the index behind: `a half`, `one-third`, `three
/// quarters`, `half`, `one hundred thirty-fifths`.
///
/// Of the ways to part the words the one with the longest denominator holds: `three
/// twenty-firsts` are 3/21.
pub(in crate::facts) fn fraction(pieces: Pieces<'_>, at: usize) -> Option<(f64, usize)> {
    match pieces.word(at) {
        "half" => return Some((0.5, at + 1)),
        "quarter" => return Some((0.25, at + 1)),
        "a" | "an" => {
            if let Some(below) = denominator(pieces, at + 1).filter(|below| !below.plural) {
                return Some((1.0 / below.value, below.end));
            }
        }
        _ => {}
    }
    let (mut sum, mut next) = Sum::opened(pieces, at)?;
    for _ in 0..MAX_PARTS {
        let end = sum.take(pieces, next)?;
        if let Some(read) = parted(pieces, end, &sum) {
            return Some(read);
        }
        next = joint(pieces, end, &sum);
    }
    None
}

/// The fraction whose numerator `sum` ends before `end`.
fn parted(pieces: Pieces<'_>, end: usize, sum: &Sum) -> Option<(f64, usize)> {
    let spaced = pieces.is_dash(end) && !pieces.is_glued(end) && !pieces.is_glued(end + 1);
    let hyphen = pieces.over_hyphen(end) + usize::from(spaced);
    let above = sum.value();
    let below = denominator(pieces, hyphen)?;
    // "fifty four hundredths" are hundredths, "five hundred-fifths" fifths.
    let split = sum.room == Some(10.0) && below.opens_with_unit || hyphen > end && !below.simple;
    let quarters = below.value == 4.0 && above > 3.0 && pieces.word(hyphen).starts_with('q');
    let agree = below.plural == (above != 1.0);
    (agree && !split && !quarters && above > 0.0).then_some((above / below.value, below.end))
}

/// Whether a fraction below one with a small numerator stands at `at`: `one half`, `a
/// fifth`, `two thirds`.
pub(super) fn is_simple_fraction(pieces: Pieces<'_>, at: usize) -> bool {
    let (above, next) = match pieces.word(at) {
        "a" | "an" => (1.0, at + 1),
        "half" | "quarter" => return true,
        word => match cardinal_word(word) {
            Some(value) => (value, at + 1),
            None => return false,
        },
    };
    let unit = pieces.over_hyphen(next);
    let (above, next) = match cardinal_word(pieces.word(unit)).filter(|_| above >= 20.0) {
        Some(value) => (above + value, unit + 1),
        None => (above, next),
    };
    denominator(pieces, pieces.over_hyphen(next))
        .is_some_and(|below| below.plural == (above != 1.0) && above < below.value)
}

struct Denominator {
    value: f64,
    plural: bool,
    /// Whether it is one word.
    simple: bool,
    /// Whether it is several words, of which the first is below ten.
    opens_with_unit: bool,
    end: usize,
}

/// The ordinal at `at`, as a denominator: `third`, `fifths`, `twenty-firsts`, `one
/// hundred and fifth`.
fn denominator(pieces: Pieces<'_>, at: usize) -> Option<Denominator> {
    let mut sum = Sum::default();
    let mut next = at;
    for _ in 0..MAX_PARTS {
        if let Some((value, plural)) = ordinal_word(pieces.word(next)) {
            let simple = next == at;
            let value = if simple { value } else { completed(sum, value)? };
            let opens_with_unit =
                !simple && cardinal_word(pieces.word(at)).is_some_and(|value| value < 10.0);
            let end = next + 1;
            return (value > 1.0).then_some(Denominator {
                value,
                plural,
                simple,
                opens_with_unit,
                end,
            });
        }
        if next == at && scale_word(pieces.word(at)).is_some() {
            return None;
        }
        let end = sum.take(pieces, next)?;
        let and = pieces.word(end) == "and" && scale_word(pieces.before(end)).is_some();
        next = if and { end + 1 } else { pieces.over_hyphen(end) };
    }
    None
}

/// The value of a compound ordinal whose last word is worth `value`.
fn completed(mut sum: Sum, value: f64) -> Option<f64> {
    let fits = if value < 100.0 { sum.add(value) } else { sum.multiply(value) };
    fits.then(|| sum.value())
}

/// The value of an ordinal word and whether it is a plural. A `second` is one of time.
fn ordinal_word(word: &str) -> Option<(f64, bool)> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let value = match singular {
        "half" | "halve" => 2.0,
        "first" => 1.0,
        "third" => 3.0,
        "quarter" | "fourth" => 4.0,
        "fifth" => 5.0,
        "sixth" => 6.0,
        "seventh" => 7.0,
        "eighth" => 8.0,
        "ninth" => 9.0,
        "tenth" => 10.0,
        "eleventh" => 11.0,
        "twelfth" => 12.0,
        "thirteenth" => 13.0,
        "fourteenth" => 14.0,
        "fifteenth" => 15.0,
        "sixteenth" => 16.0,
        "seventeenth" => 17.0,
        "eighteenth" => 18.0,
        "nineteenth" => 19.0,
        "twentieth" => 20.0,
        "thirtieth" => 30.0,
        "fortieth" => 40.0,
        "fiftieth" => 50.0,
        "sixtieth" => 60.0,
        "seventieth" => 70.0,
        "eightieth" => 80.0,
        "ninetieth" => 90.0,
        "hundredth" => 1e2,
        "thousandth" => 1e3,
        "millionth" => 1e6,
        "billionth" => 1e9,
        "trillionth" => 1e12,
        _ => return None,
    };
    Some((value, singular.len() < word.len()))
}
