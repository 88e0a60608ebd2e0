//! Whether a word matches a label, and skim's score at a tenth of its price.
//!
//! The score of an alignment, as `SkimMatcherV2` has it: 16 for a matched letter; for
//! the first one 1 off; for one at the start of a word 8 more (7 behind soft
//! punctuation, 16 at the start of the label); for one right behind the letter
//! matched before at least 4 more; for a gap 3 off and 1 for each letter in it.
//! Instead of skim's table of all letters by all letters only the places of the
//! query's letters are looked at.

use memchr::{memchr, memchr_iter};

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
pub(super) fn matches(text: &str, word: &Word) -> bool {
    if !word.text().is_ascii() {
        return matches_characters(text, word.text());
    }
    let mut rest = text.as_bytes();
    for &letter in word.text().as_bytes() {
        let Some(at) = memchr(letter, rest) else { return false };
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    true
}

fn matches_characters(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|letter| rest.any(|character| character == letter))
}

/// A score that no alignment exceeds, from the letters at the starts of words alone.
pub(super) fn bound(text: &str, heads: u64, word: &Word) -> i32 {
    let mut characters = word.text().chars();
    let Some(first) = characters.next() else { return 0 };
    let at_head = |character| heads & super::query::bit(character) != 0;
    let first_bonus = match at_head(first) {
        true if text.starts_with(first) => LABEL_START,
        true => HARD_START,
        false => 0,
    };
    let rest = characters
        .map(|character| MATCH + if at_head(character) { HARD_START } else { CONSECUTIVE });
    MATCH + BEFORE_FIRST + first_bonus + rest.sum::<i32>()
}

/// Skim's score of a word that [`matches`]; for other than ASCII letters a rough one.
pub(super) fn cheap(text: &str, word: &Word) -> i32 {
    match word.text().as_bytes() {
        letters if letters.is_ascii() => aligned(text.as_bytes(), letters),
        _ => rough(text, word),
    }
}

fn rough(text: &str, word: &Word) -> i32 {
    match text.find(word.text()) {
        Some(0) => ideal(word.letters()) + LABEL_START - HARD_START,
        Some(at) => ideal(word.letters()) + bonus(text.as_bytes(), at) - HARD_START,
        None => 0,
    }
}

/// A place of a letter and the best score of the letters so far if this is the last.
#[derive(Clone, Copy, Default)]
struct Place {
    at: usize,
    score: i32,
}

/// The places of one letter, in order.
struct Row {
    places: [Place; MAX_PLACES],
    length: usize,
}

impl Row {
    fn new() -> Self {
        Self { places: [Place::default(); MAX_PLACES], length: 0 }
    }

    fn places(&self) -> &[Place] {
        self.places.get(..self.length).unwrap_or_default()
    }

    fn push(&mut self, at: usize, score: i32) {
        if let Some(place) = self.places.get_mut(self.length) {
            *place = Place { at, score };
            self.length += 1;
        }
    }
}

/// The score of the best alignment; the least number where there is none.
fn aligned(text: &[u8], letters: &[u8]) -> i32 {
    let Some((&first, rest)) = letters.split_first() else { return 0 };
    let mut row = Row::new();
    for at in memchr_iter(first, text).take(MAX_PLACES) {
        row.push(at, MATCH + BEFORE_FIRST + bonus(text, at));
    }
    let mut next = Row::new();
    for &letter in rest {
        advance(text, letter, &row, &mut next);
        std::mem::swap(&mut row, &mut next);
    }
    row.places().iter().map(|place| place.score).max().unwrap_or(i32::MIN / 2)
}

/// From the places of one letter to those of the next.
fn advance(text: &[u8], letter: u8, before: &Row, next: &mut Row) {
    next.length = 0;
    let places = before.places();
    let from = places.first().map_or(text.len(), |place| place.at + 1);
    let mut passed = 0;
    // The best of the passed places, as if the gap started at the start of the label.
    let mut best = i32::MIN / 2;
    for at in memchr_iter(letter, text.get(from..).unwrap_or_default()) {
        let at = from + at;
        while let Some(place) = places.get(passed).filter(|place| place.at + 1 < at) {
            best = best.max(place.score + distance(place.at));
            passed += 1;
        }
        let bonus = bonus(text, at);
        let skipped = best - distance(at) + 1 + GAP + bonus;
        let adjacent = places.get(passed).filter(|place| place.at + 1 == at);
        let consecutive =
            adjacent.map_or(i32::MIN / 2, |place| place.score + bonus.max(CONSECUTIVE));
        next.push(at, MATCH + skipped.max(consecutive));
    }
}

fn distance(at: usize) -> i32 {
    i32::try_from(at).unwrap_or(i32::MAX / 4)
}
