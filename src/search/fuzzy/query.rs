//! A query cut into folded words.

use super::score::{self, Scorer};
use crate::search::fold;

/// Characters of a query that count; nobody types more, and pasting a page must not hang.
const MAX_QUERY_CHARACTERS: usize = 128;

/// A query: words that must all match.
#[derive(Clone, Debug)]
pub(in crate::search) struct Query {
    text: String,
    words: Vec<Word>,
    mask: u64,
}

/// A word of a query, folded.
#[derive(Clone, Debug)]
pub(in crate::search) struct Word {
    text: String,
    letters: usize,
    mask: u64,
    ascii: bool,
    /// The bit of the first character.
    first_bit: u64,
    rest_bound: i32,
}

impl Query {
    pub(in crate::search) fn new(query: &str) -> Self {
        let folded = fold::fold(query);
        let end =
            folded.char_indices().nth(MAX_QUERY_CHARACTERS).map_or(folded.len(), |(at, _)| at);
        let words: Vec<Word> =
            folded.get(..end).unwrap_or_default().split_whitespace().map(Word::new).collect();
        let texts: Vec<&str> = words.iter().map(Word::text).collect();
        let mask = words.iter().fold(0, |mask, word| mask | word.mask);
        Self { text: texts.join(" "), mask, words }
    }

    /// The words with a blank between each two. A query whose text starts with that of
    /// another matches nothing that the other does not match.
    pub(in crate::search) fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::search) fn words(&self) -> &[Word] {
        &self.words
    }

    /// How well a folded text matches, in per cent of the ideal; `None` where it does not.
    pub(in crate::search) fn share(&self, folded: &str) -> Option<i32> {
        let mut scorer = Scorer::default();
        let scores = self.words.iter().map(|word| scorer.cheap(folded.as_bytes(), word));
        let sum = scores.sum::<Option<i32>>()?;
        let ideal: i32 = self.words.iter().map(|word| score::ideal(word.letters())).sum();
        Some(sum.saturating_mul(100) / ideal.max(1))
    }

    /// All characters of the query.
    pub(in crate::search) fn mask(&self) -> u64 {
        self.mask
    }
}

impl Word {
    fn new(text: &str) -> Self {
        Self {
            letters: text.chars().count(),
            mask: text.chars().fold(0, |mask, character| mask | bit(character)),
            ascii: text.is_ascii(),
            first_bit: text.chars().next().map_or(0, bit),
            rest_bound: score::rest_bound(text),
            text: text.to_owned(),
        }
    }

    pub(in crate::search) fn text(&self) -> &str {
        &self.text
    }

    /// How many characters it has.
    pub(in crate::search) fn letters(&self) -> usize {
        self.letters
    }

    /// Its letters, if they are all ASCII.
    pub(super) fn ascii(&self) -> Option<&[u8]> {
        self.ascii.then_some(self.text.as_bytes())
    }

    /// The bit of the first character.
    pub(super) fn first_bit(&self) -> u64 {
        self.first_bit
    }

    /// See [`score::rest_bound`].
    pub(super) fn rest_bound(&self) -> i32 {
        self.rest_bound
    }

    /// Whether a label matches wherever the mask does: one letter with a bit of its own.
    pub(in crate::search) fn decided_by_mask(&self) -> bool {
        matches!(self.text.as_bytes(), [b'a'..=b'z' | b'0'..=b'9'])
    }
}

/// The bit of a folded character in a mask: letters and digits have one each, other
/// characters share the rest.
pub(super) fn bit(character: char) -> u64 {
    let position = match character {
        'a'..='z' => u32::from(character) - u32::from('a'),
        '0'..='9' => 26 + u32::from(character) - u32::from('0'),
        ' ' => return 0,
        '\0'..='\x7f' => 36 + u32::from(character) % 12,
        _ => 48 + u32::from(character) % 16,
    };
    1 << position
}
