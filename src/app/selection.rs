//! Selecting text to copy it: by character, sentence or paragraph.

use unicode_segmentation::UnicodeSegmentation;

use super::article::Article;
use crate::document::{Document, Span};

/// A selection from its anchor to its cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: u32,
    /// Where it ends; moves.
    pub cursor: u32,
    /// What it grows by.
    pub unit: Unit,
}

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Single characters.
    Character,
    /// Whole sentences.
    Sentence,
    /// Whole paragraphs.
    Paragraph,
}

impl Unit {
    /// The unit in words.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Character => "characters",
            Unit::Sentence => "sentences",
            Unit::Paragraph => "paragraphs",
        }
    }
}

impl Selection {
    /// The selected text, both ends included.
    pub fn span(&self, article: &mut Article) -> Span {
        let (start, end) = (self.anchor.min(self.cursor), self.anchor.max(self.cursor));
        let (first, last) = (self.unit_at(article, start), self.unit_at(article, end));
        first.join(last)
    }

    fn unit_at(&self, article: &mut Article, offset: u32) -> Span {
        let document = article.document().clone();
        match self.unit {
            Unit::Character => character_at(&document, offset),
            Unit::Sentence => article.sentence_at(offset).unwrap_or(Span::at(offset)),
            Unit::Paragraph => {
                let block =
                    document.block_at(offset).and_then(|index| document.blocks().get(index));
                block.map_or(Span::at(offset), |block| block.span)
            }
        }
    }

    /// Moves the cursor by units: characters, sentences or paragraphs.
    pub fn step(&mut self, article: &mut Article, delta: i64) {
        let document = article.document().clone();
        for _ in 0..delta.unsigned_abs() {
            let here = self.unit_at(article, self.cursor);
            let next = match (self.unit, delta > 0) {
                (Unit::Character, true) => Some(here.end),
                (Unit::Character, false) => previous_character(&document, here.start),
                (_, true) => Some(next_start(&document, here.end)),
                (_, false) => here.start.checked_sub(1),
            };
            let Some(next) = next.filter(|next| *next < document.len()) else { break };
            self.cursor = self.unit_at(article, next).start;
        }
    }

    /// Moves the cursor by other units than it grows by.
    pub fn step_by(&mut self, article: &mut Article, unit: Unit, delta: i64) {
        let mut moved = Selection { unit, ..*self };
        moved.step(article, delta);
        self.cursor = moved.cursor;
    }

    /// Moves the cursor to the start of a word, onwards or back.
    pub fn step_word(&mut self, document: &Document, delta: i64) {
        for _ in 0..delta.unsigned_abs() {
            let found = if delta > 0 {
                word_after(document, self.cursor)
            } else {
                word_before(document, self.cursor)
            };
            let Some(found) = found else { break };
            self.cursor = found;
        }
    }
}

/// Words are looked for this far: the longest stretch without one that is worth crossing.
const WORD_REACH: usize = 4096;

fn word_after(document: &Document, offset: u32) -> Option<u32> {
    let text = document.text();
    let end = text.floor_char_boundary((offset as usize + WORD_REACH).min(text.len()));
    let ahead = text.get(offset as usize..end)?;
    let (at, _) = ahead.unicode_word_indices().find(|(at, _)| *at > 0)?;
    Some(offset + at as u32)
}

fn word_before(document: &Document, offset: u32) -> Option<u32> {
    let text = document.text();
    let start = text.ceil_char_boundary((offset as usize).saturating_sub(WORD_REACH));
    let behind = text.get(start..offset as usize)?;
    behind.unicode_word_indices().next_back().map(|(at, _)| (start + at) as u32)
}

fn character_at(document: &Document, offset: u32) -> Span {
    let rest = document.text().get(offset as usize..).unwrap_or_default();
    let length = rest.graphemes(true).next().map_or(0, str::len);
    Span::new(offset as usize, offset as usize + length)
}

fn previous_character(document: &Document, offset: u32) -> Option<u32> {
    let before = document.text().get(..offset as usize)?;
    let length = before.graphemes(true).next_back()?.len();
    Some(offset - length as u32)
}

/// Where text goes on after white space.
fn next_start(document: &Document, offset: u32) -> u32 {
    let rest = document.text().get(offset as usize..).unwrap_or_default();
    offset + (rest.len() - rest.trim_start().len()) as u32
}

/// How much a text is, in words for the user: `3 words, 21 characters`.
pub fn measure_in_words(text: &str) -> String {
    let count = |number: usize, name: &str| {
        format!("{number} {name}{}", if number == 1 { "" } else { "s" })
    };
    let words = text.split_whitespace().count();
    let characters = text.graphemes(true).count();
    format!("{}, {}", count(words, "word"), count(characters, "character"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measure_of_a_copy_is_told_in_words() {
        assert_eq!(measure_in_words("Tom Cotton"), "2 words, 10 characters");
        assert_eq!(measure_in_words("é"), "1 word, 1 character");
    }
}
