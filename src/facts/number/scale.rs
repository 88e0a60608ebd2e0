//! Words and letters that multiply the number before them: `million`, `dozen`, `bn`, `k`.

use crate::facts::counted::is_plural;
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;

/// A dozen is no power of ten: it multiplies only what is below a hundred.
pub(super) const DOZEN: f64 = 12.0;

/// The value of a word that multiplies what stands before it.
pub(in crate::facts) fn scale_word(word: &str) -> Option<f64> {
    let value = match word {
        "hundred" | "hundreds" => 1e2,
        "thousand" | "thousands" => 1e3,
        "million" | "millions" => 1e6,
        "billion" | "billions" => 1e9,
        "trillion" | "trillions" => 1e12,
        "quadrillion" | "quadrillions" => 1e15,
        "dozen" | "dozens" | "doz" | "dozs" => DOZEN,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        _ => return None,
    };
    Some(value)
}

/// The scale of a word in singular: one that an article or a fraction may stand before.
pub(super) fn singular_scale(word: &str) -> Option<f64> {
    scale_word(word).filter(|_| !word.ends_with('s'))
}

/// A scale behind digits, a hyphen between them allowed, and the index behind it.
///
/// `decimals` tells whether the digits have any: `1.2b` is no label, `2b` may be one.
pub(super) fn scale_at(pieces: Pieces<'_>, at: usize, decimals: bool) -> Option<(f64, usize)> {
    let word = pieces.over_hyphen(at);
    if pieces.kind(word) != Some(TokenKind::Word) {
        return None;
    }
    let scale = scale_word(pieces.word(word))
        .or_else(|| abbreviated(pieces, word))
        .or_else(|| (word == at).then(|| letter(pieces, word, decimals)).flatten())?;
    Some((scale, word + 1))
}

/// Abbreviations that mean nothing but a scale.
fn abbreviated(pieces: Pieces<'_>, at: usize) -> Option<f64> {
    let scale = match pieces.stem(at) {
        "mn" | "mln" => 1e6,
        "bn" | "bln" => 1e9,
        "tn" | "trn" | "trln" => 1e12,
        _ => return None,
    };
    Some(scale)
}

/// Single letters, which are scales only in some surroundings: `10k`, `2.5m people`.
fn letter(pieces: Pieces<'_>, at: usize, decimals: bool) -> Option<f64> {
    let word = pieces.original(at);
    let counts = is_plural(pieces.word(at + 1)) && !is_race(pieces.word(at + 1));
    if !pieces.is_glued(at) {
        return match word {
            "k" => Some(1e3),
            "M" if counts => Some(1e6),
            _ => None,
        };
    }
    match word {
        "k" | "K" => Some(1e3),
        "M" | "MM" => Some(1e6),
        "m" if counts => Some(1e6),
        "b" | "B" if decimals || counts => Some(1e9),
        _ => None,
    }
}

/// What is run or swum over so many metres.
fn is_race(word: &str) -> bool {
    matches!(
        word,
        "hurdles" | "heats" | "sprints" | "finals" | "races" | "relays" | "runners" | "sprinters"
    )
}
