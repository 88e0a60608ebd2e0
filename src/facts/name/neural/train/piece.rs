//! What is learned at a time: the rows and the right labels of some sentences.

use std::collections::HashMap;
use std::ops::Range;

use crate::facts::name::neural::inputs::{Looks, is_shouted, place_rows, word_rows};
use crate::facts::name::training::Example;

/// The form of a token that is not weighed.
pub const NO_FORM: u32 = u32::MAX;

/// Sentences of one document.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Rows of all tokens.
    rows: Vec<u32>,
    /// Of each token the index behind its last row.
    ends: Vec<usize>,
    /// Of each sentence its tokens; together they are all of them.
    pub sentences: Vec<Range<usize>>,
    /// Of each weighed token a number that stands for its word.
    pub forms: Vec<u32>,
    /// Of each token the labels that are right, a bit each.
    pub labels: Vec<u32>,
}

impl Piece {
    /// A whole document.
    pub fn new(example: &Example<'_>) -> Self {
        let seen = &example.seen;
        let mut piece = Self::default();
        let mut rows = Vec::new();
        let looks = Looks::new(seen);
        for sentence in seen.sentences().iter().filter(|sentence| !sentence.is_empty()) {
            let tokens = seen.tokens().get(sentence.clone()).unwrap_or_default();
            let shouted = is_shouted(tokens);
            for (index, token) in tokens.iter().enumerate() {
                let at = sentence.start + index;
                rows.clear();
                word_rows(seen.word(at), token.kind, token.classes, &mut rows);
                place_rows(token, index == 0, shouted, &mut rows);
                let weighed = looks.may_name(sentence, at);
                let form = if weighed { form(seen.word(at)) } else { NO_FORM };
                piece.push(&rows, form, example.allowed(at));
            }
            piece.sentences.push(sentence.clone());
        }
        piece.forget_unreachable(example);
        piece
    }

    /// A name with a token that is not weighed cannot be told: nothing is asked of the rest.
    fn forget_unreachable(&mut self, example: &Example<'_>) {
        for gold in example.gold {
            let tokens = example.seen.tokens_of(gold.span);
            if self.forms[tokens.clone()].contains(&NO_FORM) {
                for token in tokens {
                    self.labels[token] = if self.is_weighed(token) { u32::MAX } else { 1 };
                }
            }
        }
    }

    fn push(&mut self, rows: &[u32], form: u32, labels: u32) {
        self.rows.extend_from_slice(rows);
        self.ends.push(self.rows.len());
        self.forms.push(form);
        self.labels.push(labels);
    }

    /// Appends a token of another piece.
    pub fn copy(&mut self, other: &Self, token: usize) {
        self.push(other.rows(token), other.forms[token], other.labels[token]);
    }

    /// How many tokens it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether a token may belong to a name.
    pub fn is_weighed(&self, token: usize) -> bool {
        self.forms[token] != NO_FORM
    }

    /// The rows of a token; the first is that of its word.
    pub fn rows(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[token]]
    }

    /// Pieces of at most so many tokens, but for longer sentences, with the words of each
    /// numbered from 0.
    pub fn cut(&self, most: usize) -> Vec<Self> {
        let mut pieces: Vec<Self> = Vec::new();
        let mut words = HashMap::new();
        for sentence in &self.sentences {
            if pieces.last().is_none_or(|last| last.len() + sentence.len() > most) {
                pieces.push(Self::default());
                words.clear();
            }
            if let Some(piece) = pieces.last_mut() {
                let start = piece.len();
                for token in sentence.clone() {
                    let next = u32::try_from(words.len()).unwrap_or(NO_FORM);
                    let form = if self.is_weighed(token) {
                        *words.entry(self.forms[token]).or_insert(next)
                    } else {
                        NO_FORM
                    };
                    piece.push(self.rows(token), form, self.labels[token]);
                }
                piece.sentences.push(start..piece.len());
            }
        }
        pieces
    }
}

/// A number that stands for a word.
fn form(word: &str) -> u32 {
    word.bytes().fold(17u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) >> 1
}
