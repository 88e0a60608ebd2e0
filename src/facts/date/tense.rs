//! Whether a clause tells of what is to come or of what was, as far as the words near a
//! date show it.

use super::expression::Shift;
use crate::facts::scan::Reading;

/// How many words before a date are looked at.
const BEFORE: usize = 12;
/// How many words behind it, where nothing before it told.
const BEHIND: usize = 8;
/// How many behind one that opens its clause: its verb is still to come, often behind a long
/// subject.
const BEHIND_OPENING: usize = 24;

/// What the clause around the date at `at` tells: what is to come, what was, or nothing.
pub(super) fn tense(reading: &Reading<'_>, at: usize) -> Shift {
    let words = |index: usize| open(reading, index);
    let before = (at.saturating_sub(BEFORE)..at).rev().map_while(words);
    // "On Friday, …"
    let opens = at.checked_sub(2).is_none_or(|index| open(reading, index).is_none());
    let behind = if opens { BEHIND_OPENING } else { BEHIND };
    let behind = (at + 1..at + 1 + behind).map_while(words);
    before
        .filter_map(|index| told_before(reading, index))
        .chain(behind.filter_map(|index| told_behind(reading, index)))
        .next()
        .unwrap_or_default()
}

/// The index, unless the clause ends at it.
fn open(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let word = reading.pieces.word(index);
    let end = word.is_empty()
        || matches!(word, ";" | ":" | "." | "?" | "!" | "\"" | "“" | "”" | "``" | "''" | "—");
    (!end).then_some(index)
}

/// What a word before a date tells.
fn told_before(reading: &Reading<'_>, index: usize) -> Option<Shift> {
    let pieces = reading.pieces;
    let next = pieces.word(index + 1);
    match pieces.word(index) {
        "scheduled" | "planned" | "plans" | "plan" | "planning" | "expected" | "expects"
        | "expect" | "intends" | "intend" | "deadline" | "slated" | "due" | "starting"
        | "hopes" | "hope" | "please" | "let's" | "let’s" => Some(Shift::Ahead),
        "as" if matches!(next, "soon" | "early") && pieces.word(index + 2) == "as" => {
            Some(Shift::Ahead)
        }
        "until" | "till" if !is_told_behind(reading, index + 1) => Some(Shift::Ahead),
        "to" if is_infinitive(next) => Some(Shift::Ahead),
        "since" | "ago" => Some(Shift::Behind),
        _ => told_behind(reading, index),
    }
}

/// Whether what follows tells of the past: `until Friday, it had been open`.
fn is_told_behind(reading: &Reading<'_>, at: usize) -> bool {
    (at..at + BEHIND).any(|index| matches!(reading.pieces.word(index), "had" | "was" | "were"))
}

/// What a verb behind a date tells, or before it.
fn told_behind(reading: &Reading<'_>, index: usize) -> Option<Shift> {
    let pieces = reading.pieces;
    let word = pieces.word(index);
    match word {
        "will" | "'ll" | "’ll" | "shall" | "won't" | "won’t" => Some(Shift::Ahead),
        "would" if pieces.word(index + 1) != "have" => Some(Shift::Ahead),
        "plans" | "hopes" | "intends" | "expects" | "is" | "are"
            if pieces.word(index + 1) == "to" =>
        {
            Some(Shift::Ahead)
        }
        "is" | "are" if is_laid_down(pieces.word(index + 1)) => Some(Shift::Ahead),
        "was" | "were" | "had" | "did" | "said" | "told" | "came" | "went" | "took" | "made"
        | "held" | "met" | "won" | "lost" | "began" | "left" | "found" | "gave" | "saw" | "got"
        | "sent" | "broke" | "fell" | "rose" | "led" | "shot" | "hit" | "been" => {
            Some(Shift::Behind)
        }
        "has" | "have" if is_participle(pieces.word(index + 1)) => Some(Shift::Behind),
        _ => {
            let past = word.len() > 4
                && word.ends_with("ed")
                && !word.ends_with("eed")
                && !reading.is_capitalised(index)
                && !is_before_adjective(pieces.before(index));
            past.then_some(Shift::Behind)
        }
    }
}

/// Whether what stands behind a word is an adjective, though it may look like a verb: `of
/// retired judges`.
fn is_before_adjective(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "of" | "for" | "with" | "its" | "their" | "his" | "her")
}

/// Whether a word behind `is` tells that something is to come.
fn is_laid_down(word: &str) -> bool {
    matches!(word, "scheduled" | "expected" | "due" | "planned" | "slated")
}

/// Whether a word behind `has` makes a perfect of it.
fn is_participle(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("en")
        || matches!(
            word,
            "not" | "had" | "made" | "said" | "done" | "gone" | "come" | "become" | "held"
        )
}

/// Whether a verb that things to come are told with stands behind `to`.
fn is_infinitive(word: &str) -> bool {
    matches!(
        word,
        "be" | "begin"
            | "start"
            | "meet"
            | "hold"
            | "leave"
            | "go"
            | "vote"
            | "open"
            | "decide"
            | "discuss"
            | "announce"
            | "appear"
            | "return"
            | "visit"
            | "attend"
            | "travel"
            | "release"
            | "report"
            | "resume"
            | "launch"
            | "speak"
            | "join"
            | "sign"
            | "end"
            | "close"
            | "finish"
            | "complete"
            | "arrive"
    )
}
