//! Whether a word matches a label, and skim's score at a tenth of its price.
//!
//! The score of an alignment, as `SkimMatcherV2` has it: 16 for a matched letter; for
//! the first one 1 off; for one at the start of a word 8 more (7 behind soft
//! punctuation, 16 at the start of the label); for one right behind the letter
//! matched before at least 4 more; for a gap 3 off and 1 for each letter in it.
//! Instead of skim's table of all letters by all letters only the places of the
//! query's letters are looked at.

use memchr::{memchr, memchr_iter, memmem};

use super::query::Word;

const MATCH: i32 = 16;
const BEFORE_FIRST: i32 = -1;
const LABEL_START: i32 = 16;
const HARD_START: i32 = 8;
const SOFT_START: i32 = 7;
const CONSECUTIVE: i32 = 4;
const GAP: i32 = -3;

/// Places of one letter that are looked at; a label that has more gets a lower cheap
/// score than it should.
const MAX_PLACES: usize = 64;

/// Whether a word starts behind this character, as skim has it.
pub(super) fn separates(character: char) -> bool {
    u8::try_from(character).is_ok_and(|byte| start_bonus(byte) > 0)
}

/// What a letter gains that stands behind this byte.
fn start_bonus(before: u8) -> i32 {
    match before {
        b' ' | b'/' | b'\\' | b'|' | b'(' | b')' | b'[' | b']' | b'{' | b'}' => HARD_START,
        b'!'..=b'\'' | b'*'..=b'.' | b':'..=b'@' | b'^'..=b'`' | b'~' => SOFT_START,
        _ => 0,
    }
}

fn bonus(text: &[u8], at: usize) -> i32 {
    match at.checked_sub(1).and_then(|before| text.get(before)) {
        Some(&before) => start_bonus(before),
        None => LABEL_START,
    }
}

/// The score of a word of so many letters that stands as it is at a word's start.
pub(super) fn ideal(letters: usize) -> i32 {
    let rest = i32::try_from(letters.saturating_sub(1)).unwrap_or(0);
    MATCH + BEFORE_FIRST + HARD_START + rest * (MATCH + CONSECUTIVE)
}

/// Whether the letters of a word stand in a folded text in their order.
pub(super) fn matches(text: &[u8], word: &Word) -> bool {
    let Some(letters) = word.ascii() else { return matches_characters(text, word.text()) };
    let mut rest = text;
    for &letter in letters {
        let Some(at) = memchr(letter, rest) else { return false };
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    true
}

fn matches_characters(text: &[u8], word: &str) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let mut rest = text.chars();
    word.chars().all(|letter| rest.any(|character| character == letter))
}

/// A score that no alignment exceeds, from the letters at the starts of words alone. The
/// label itself is not looked at: fetching it from memory is most of what a label costs.
///
/// A letter behind its neighbour gains most, unless it can only stand at the start of a
/// word: and that takes a gap, which costs what the start gains more.
pub(super) fn bound(heads: u64, word: &Word) -> i32 {
    let bonus = if heads & word.first_bit() == 0 { 0 } else { LABEL_START };
    MATCH + BEFORE_FIRST + bonus + word.rest_bound()
}

/// The same with the beginning of the label looked at.
pub(super) fn close_bound(text: &[u8], heads: u64, word: &Word) -> i32 {
    let starts = starts_label(text, heads, word) || heads & word.first_bit() == 0;
    bound(heads, word) - if starts { 0 } else { LABEL_START - HARD_START }
}

/// Whether a word that starts the label may lose less than it gains there: it goes on without
/// a gap, or with one that leads to the start of another word.
fn starts_label(text: &[u8], heads: u64, word: &Word) -> bool {
    let letters = word.text().as_bytes();
    if text.first() != letters.first() {
        return false;
    }
    let same = letters.iter().zip(text).take_while(|(letter, byte)| letter == byte).count();
    let until_gap = letters.get(1..=same.min(letters.len().saturating_sub(1)));
    let to_head = |&letter: &u8| heads & super::query::bit(letter.into()) != 0;
    same == letters.len()
        || word.ascii().is_none()
        || until_gap.is_some_and(|letters| letters.iter().any(to_head))
}

/// What the letters of a word behind the first score at most.
pub(super) fn rest_bound(word: &str) -> i32 {
    let pairs = word.chars().zip(word.chars().skip(1));
    pairs.map(|(before, _)| MATCH + if separates(before) { HARD_START } else { CONSECUTIVE }).sum()
}

/// Scores of one label after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Scorer {
    row: Vec<Place>,
    next: Vec<Place>,
}

/// A place of a letter and the best score of the letters so far if this is the last.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: i32,
    score: i32,
}

/// Less than any score.
const NONE: i32 = i32::MIN / 2;

impl Scorer {
    /// Skim's score of a word, `None` where it does not match; a rough one for other than
    /// ASCII letters.
    pub(super) fn cheap(&mut self, text: &[u8], word: &Word) -> Option<i32> {
        match word.ascii() {
            Some(letters) => self.aligned(text, letters),
            None => matches(text, word).then(|| rough(text, word)),
        }
    }

    /// The score of the best alignment.
    fn aligned(&mut self, text: &[u8], letters: &[u8]) -> Option<i32> {
        let (&first, rest) = letters.split_first()?;
        self.row.clear();
        self.row.extend(
            memchr_iter(first, text).take(MAX_PLACES).map(|at| Place {
                at: position(at),
                score: MATCH + BEFORE_FIRST + bonus(text, at),
            }),
        );
        for &letter in rest {
            self.advance(text, letter);
        }
        self.row.iter().map(|place| place.score).max()
    }

    /// From the places of one letter to those of the next.
    fn advance(&mut self, text: &[u8], letter: u8) {
        self.next.clear();
        let from =
            self.row.first().map_or(text.len(), |place| place.at.unsigned_abs() as usize + 1);
        let mut before = self.row.iter().peekable();
        // The best of the passed places, as if the gap started at the start of the label.
        let mut best = NONE;
        for at in memchr_iter(letter, text.get(from..).unwrap_or_default()).take(MAX_PLACES) {
            let bonus = bonus(text, from + at);
            let at = position(from + at);
            while let Some(place) = before.next_if(|place| place.at + 1 < at) {
                best = best.max(place.score + place.at);
            }
            let adjacent = before.peek().filter(|place| place.at + 1 == at);
            let consecutive = adjacent.map_or(NONE, |place| place.score + bonus.max(CONSECUTIVE));
            let skipped = best - at + 1 + GAP + bonus;
            self.next.push(Place { at, score: MATCH + skipped.max(consecutive) });
        }
        std::mem::swap(&mut self.row, &mut self.next);
    }
}

fn rough(text: &[u8], word: &Word) -> i32 {
    match memmem::find(text, word.text().as_bytes()) {
        Some(0) => ideal(word.letters()) + LABEL_START - HARD_START,
        Some(at) => ideal(word.letters()) + bonus(text, at) - HARD_START,
        None => 0,
    }
}

/// Labels are short.
fn position(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX / 4)
}
