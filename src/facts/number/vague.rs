//! Numbers that are told by their size alone: `hundreds of people`, `several thousand`.

use super::{Amount, bound_before, scale_word};
use crate::facts::Bound;
use crate::facts::piece::Pieces;

/// The amount at `at` that is told by its size; `value` is what it surely exceeds, so that
/// `hundreds` are more than a hundred, or about twice that for a `couple`.
pub(in crate::facts) fn vague(pieces: Pieces<'_>, at: usize) -> Option<Amount> {
    let (value, bound, end) =
        couple(pieces, at).or_else(|| plural(pieces, at)).or_else(|| several(pieces, at))?;
    let (bound_start, before) = bound_before(pieces, at);
    let bound = if before == Bound::Exactly { bound } else { before };
    Some(Amount {
        bound_start,
        start: at,
        end,
        value: Some(value),
        range: None,
        bound,
        digits: false,
    })
}

/// `a couple of hundred`, `a couple dozen`.
fn couple(pieces: Pieces<'_>, at: usize) -> Option<(f64, Bound, usize)> {
    let behind = pieces.phrase(at, "a couple")?;
    let word = behind + usize::from(pieces.word(behind) == "of");
    let scale = scale_word(pieces.word(word))?;
    Some((2.0 * scale, Bound::About, word + 1))
}

/// `several hundred`, `a few thousand`, `many millions of`.
fn several(pieces: Pieces<'_>, at: usize) -> Option<(f64, Bound, usize)> {
    let word = at + usize::from(pieces.word(at) == "a" && pieces.word(at + 1) == "few");
    if !matches!(pieces.word(word), "several" | "few" | "many") {
        return None;
    }
    if let Some(read) = plural(pieces, word + 1) {
        return Some(read);
    }
    let scale = scale_word(pieces.word(word + 1))?;
    let next = scale_word(pieces.word(word + 2)).filter(|next| *next >= 1e3);
    let end = word + 2 + usize::from(next.is_some());
    Some((scale * next.unwrap_or(1.0), Bound::MoreThan, end))
}

/// `hundreds of`, `tens of thousands of`; what they are of must follow.
fn plural(pieces: Pieces<'_>, at: usize) -> Option<(f64, Bound, usize)> {
    let first = plural_scale(pieces.word(at))?;
    if pieces.word(at + 1) != "of" {
        return None;
    }
    let value = match plural_scale(pieces.word(at + 2)).filter(|next| *next > first) {
        Some(next) if pieces.word(at + 3) == "of" => {
            return Some((first * next, Bound::MoreThan, at + 3));
        }
        _ => first,
    };
    Some((value, Bound::MoreThan, at + 1))
}

fn plural_scale(word: &str) -> Option<f64> {
    match word {
        "tens" => Some(10.0),
        _ if word.ends_with('s') => scale_word(word),
        _ => None,
    }
}
