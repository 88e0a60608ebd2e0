//! Words before and behind a number that say how it bounds the true one.

use crate::facts::Bound;
use crate::facts::piece::Pieces;

/// Phrases before a number; a longer one stands before its own end.
const BEFORE: &[(&str, Bound)] = &[
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("higher than", Bound::MoreThan),
    ("larger than", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("upward of", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("at least", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("fewer than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("lower than", Bound::LessThan),
    ("smaller than", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("up to", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("in the region of", Bound::About),
    ("close to", Bound::About),
    ("an estimated", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("roughly", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("some", Bound::About),
    ("estimated", Bound::About),
    ("circa", Bound::About),
    ("ca.", Bound::About),
    ("c.", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("exactly", Bound::Exactly),
    ("precisely", Bound::Exactly),
    (">", Bound::MoreThan),
    ("<", Bound::LessThan),
    ("≥", Bound::AtLeast),
    ("≤", Bound::AtMost),
];

/// Words that may stand before a bound and belong to it: `just over`, `well under`.
const DEGREES: &[&str] = &[
    "just",
    "well",
    "slightly",
    "far",
    "somewhat",
    "significantly",
    "considerably",
    "little",
    "only",
];

/// Phrases behind a number and what it counts.
const AFTER: &[(&str, Bound)] = &[
    ("or more", Bound::AtLeast),
    ("and more", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("or fewer", Bound::AtMost),
    ("or less", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("or under", Bound::AtMost),
    ("or so", Bound::About),
    ("plus", Bound::AtLeast),
    ("+", Bound::AtLeast),
];

/// The bound that ends before `at`, and the index of its first piece; `at` and
/// [`Bound::Exactly`] where there is none.
pub(in crate::facts) fn bound_before(pieces: Pieces<'_>, at: usize) -> (usize, Bound) {
    let last = pieces.before(at);
    if last.is_empty() {
        return (at, Bound::Exactly);
    }
    for (phrase, bound) in BEFORE.iter().filter(|(phrase, _)| phrase.ends_with(last)) {
        let words = phrase.split(' ').count();
        let Some(start) = at.checked_sub(words) else { continue };
        if pieces.phrase(start, phrase) != Some(at) {
            continue;
        }
        let degree =
            start > 0 && DEGREES.contains(&pieces.before(start)) && *bound != Bound::Exactly;
        return (start - usize::from(degree), *bound);
    }
    (at, Bound::Exactly)
}

/// The bound that begins at `at`, and the index behind it.
pub(in crate::facts) fn bound_after(pieces: Pieces<'_>, at: usize) -> Option<(usize, Bound)> {
    let first = pieces.word(at);
    if first.is_empty() {
        return None;
    }
    AFTER
        .iter()
        .filter(|(phrase, _)| phrase.starts_with(first))
        .find_map(|(phrase, bound)| pieces.phrase(at, phrase).map(|end| (end, *bound)))
}
