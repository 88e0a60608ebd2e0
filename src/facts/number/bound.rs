//! Words before and behind a number that say how it bounds the true one.

use crate::facts::Bound;
use crate::facts::fixed::Sieve;
use crate::facts::piece::Pieces;

/// Phrases before a number; a longer one stands before its own end.
const BEFORE: &[(&str, Bound)] = &[
    ("more than or equal to", Bound::AtLeast),
    ("greater than or equal to", Bound::AtLeast),
    ("higher than or equal to", Bound::AtLeast),
    ("equal to or more than", Bound::AtLeast),
    ("equal to or greater than", Bound::AtLeast),
    ("at least or equal to", Bound::AtLeast),
    ("less than or equal to", Bound::AtMost),
    ("fewer than or equal to", Bound::AtMost),
    ("lower than or equal to", Bound::AtMost),
    ("equal to or less than", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no greater than", Bound::AtMost),
    ("no higher than", Bound::AtMost),
    ("no larger than", Bound::AtMost),
    ("not exceeding", Bound::AtMost),
    ("no fewer than", Bound::AtLeast),
    ("not fewer than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("nothing less than", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("greater than", Bound::MoreThan),
    ("higher than", Bound::MoreThan),
    ("larger than", Bound::MoreThan),
    ("bigger than", Bound::MoreThan),
    ("better than", Bound::MoreThan),
    ("in excess of", Bound::MoreThan),
    ("north of", Bound::MoreThan),
    ("upwards of", Bound::MoreThan),
    ("upward of", Bound::MoreThan),
    ("exceeding", Bound::MoreThan),
    ("exceeds", Bound::MoreThan),
    ("exceeded", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    ("at least", Bound::AtLeast),
    ("at minimum", Bound::AtLeast),
    ("a minimum of", Bound::AtLeast),
    ("minimum of", Bound::AtLeast),
    ("as few as", Bound::AtLeast),
    ("as little as", Bound::AtLeast),
    ("fewer than", Bound::LessThan),
    ("less than", Bound::LessThan),
    ("lower than", Bound::LessThan),
    ("smaller than", Bound::LessThan),
    ("short of", Bound::LessThan),
    ("shy of", Bound::LessThan),
    ("under", Bound::LessThan),
    ("below", Bound::LessThan),
    ("up to", Bound::AtMost),
    ("upto", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("at maximum", Bound::AtMost),
    ("as many as", Bound::AtMost),
    ("as much as", Bound::AtMost),
    ("as high as", Bound::AtMost),
    ("a maximum of", Bound::AtMost),
    ("maximum of", Bound::AtMost),
    ("in the region of", Bound::About),
    ("in the neighborhood of", Bound::About),
    ("in the neighbourhood of", Bound::About),
    ("on the order of", Bound::About),
    ("of the order of", Bound::About),
    ("something like", Bound::About),
    ("close to", Bound::About),
    ("an estimated", Bound::About),
    ("a reported", Bound::About),
    ("about", Bound::About),
    ("around", Bound::About),
    ("approximately", Bound::About),
    ("approx.", Bound::About),
    ("approx", Bound::About),
    ("roughly", Bound::About),
    ("nearly", Bound::About),
    ("almost", Bound::About),
    ("virtually", Bound::About),
    ("practically", Bound::About),
    ("approaching", Bound::About),
    ("nearing", Bound::About),
    ("some", Bound::About),
    ("estimated", Bound::About),
    ("circa", Bound::About),
    ("ca.", Bound::About),
    ("c.", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
    ("exactly", Bound::Exactly),
    ("precisely", Bound::Exactly),
    ("equal to", Bound::Exactly),
    ("equals", Bound::Exactly),
    ("> =", Bound::AtLeast),
    ("< =", Bound::AtMost),
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
    ("or greater", Bound::AtLeast),
    ("or higher", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("or over", Bound::AtLeast),
    ("and over", Bound::AtLeast),
    ("and up", Bound::AtLeast),
    ("or older", Bound::AtLeast),
    ("and older", Bound::AtLeast),
    ("or longer", Bound::AtLeast),
    ("or fewer", Bound::AtMost),
    ("or less", Bound::AtMost),
    ("and less", Bound::AtMost),
    ("or lower", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("and below", Bound::AtMost),
    ("or under", Bound::AtMost),
    ("and under", Bound::AtMost),
    ("or younger", Bound::AtMost),
    ("and younger", Bound::AtMost),
    ("or so", Bound::About),
    ("plus", Bound::AtLeast),
    ("+", Bound::AtLeast),
];

/// Words glued to a number by a hyphen: `20-odd`, `thirty-some`, `50-plus`.
const GLUED: &[(&str, Bound)] =
    &[("odd", Bound::About), ("some", Bound::About), ("plus", Bound::AtLeast)];

/// The bound that ends before `at`, and the index of its first piece; `at` and
/// [`Bound::Exactly`] where there is none.
pub(in crate::facts) fn bound_before(pieces: Pieces<'_>, at: usize) -> (usize, Bound) {
    static LAST_WORDS: Sieve = Sieve::of_last_words(BEFORE);
    let last = pieces.before(at);
    if last.is_empty() || !LAST_WORDS.may_hold(last) {
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
    let glued = pieces.over_hyphen(at);
    if glued > at {
        let known = GLUED.iter().find(|(word, _)| pieces.word(glued) == *word);
        return known.map(|(_, bound)| (glued + 1, *bound));
    }
    static FIRST_WORDS: Sieve = Sieve::of_first_words(AFTER);
    let first = pieces.word(at);
    if first.is_empty() || !FIRST_WORDS.may_hold(first) {
        return None;
    }
    let (end, bound) = AFTER
        .iter()
        .filter(|(phrase, _)| phrase.starts_with(first))
        .find_map(|(phrase, bound)| pieces.phrase(at, phrase).map(|end| (end, *bound)))?;
    // "5 plus 3" is a sum, and "more than 4500" bounds the next number.
    let next = end + usize::from(matches!(pieces.word(end), "than" | "or"));
    let another = matches!(first, "plus" | "+") || next > end;
    let sum = another && super::numeral(pieces, next).is_some();
    (!sum).then_some((end, bound))
}
