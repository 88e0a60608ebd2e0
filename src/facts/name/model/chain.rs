//! The linear chain: sums of the weights of a token's features.

use std::ops::Range;

use super::aggregate::Aggregates;
use super::feature::{Features, OFFSETS};
use super::label::LABELS;
use super::weights::{Sums, Weights};
use super::Scores;

/// Scores the tokens of one document. The sums of the features of a word alone are made
/// once for the document.
#[derive(Debug)]
pub struct ChainScorer<'s, 't, 'm> {
    features: &'s Features<'s, 't>,
    weights: Weights<'m>,
    /// Rows of sums with the word and offset that they are of; two that want the same row
    /// take turns.
    rows: Vec<(u32, Sums)>,
    found: Vec<u32>,
}

/// Most rows that are kept.
const MAX_ROWS: usize = 1 << 14;

/// Of a row that holds nothing yet.
const NOTHING: u32 = u32::MAX;

impl<'s, 't, 'm> ChainScorer<'s, 't, 'm> {
    /// For the features of a document.
    pub fn new(features: &'s Features<'s, 't>, weights: Weights<'m>) -> Self {
        let wanted = features.seen().words().len().saturating_mul(OFFSETS.len());
        let rows = wanted.next_power_of_two().min(MAX_ROWS);
        Self { features, weights, rows: vec![(NOTHING, [0; LABELS]); rows], found: Vec::new() }
    }

    /// Adds what the first look tells to `scores`, a row for each token of `stretch`.
    pub fn add_scores(&mut self, stretch: Range<usize>, scores: &mut [Scores]) {
        for (token, row) in stretch.zip(scores) {
            let mut sums = [0; LABELS];
            let sentence = self.features.seen().sentence_of(token);
            for offset in OFFSETS {
                let other = token.checked_add_signed(offset).filter(|token| sentence.contains(token));
                self.add_word(other, offset, &mut sums);
            }
            self.found.clear();
            self.features.of_place(token, &mut self.found);
            self.finish(sums, row);
        }
    }

    /// Adds what a second look knows beside the first one.
    pub fn add_second(&mut self, stretch: Range<usize>, first: &Aggregates, scores: &mut [Scores]) {
        for (token, row) in stretch.zip(scores) {
            self.found.clear();
            self.features.of_aggregates(token, first, &mut self.found);
            self.finish([0; LABELS], row);
        }
    }

    fn finish(&self, mut sums: Sums, row: &mut Scores) {
        self.found.iter().for_each(|feature| self.weights.add(*feature, &mut sums));
        for (score, sum) in row.iter_mut().zip(sums) {
            *score += f32::from(sum) * self.weights.scale;
        }
    }

    fn add_word(&mut self, token: Option<usize>, offset: isize, sums: &mut Sums) {
        let word = token.and_then(|token| self.features.seen().tokens().get(token));
        let place = (offset - OFFSETS.start).unsigned_abs() as u32;
        // Beyond the ends of the sentence stands a word with a number of its own.
        let word = word.map_or(0, |token| token.word.saturating_add(1));
        let key = word.wrapping_mul(OFFSETS.len() as u32).wrapping_add(place);
        let slot = key as usize & (self.rows.len() - 1);
        let Some(row) = self.rows.get_mut(slot) else { return };
        if row.0 != key {
            self.found.clear();
            match token {
                Some(token) => self.features.of_word(token, offset, &mut self.found),
                None => self.features.of_edge(offset, &mut self.found),
            }
            let mut fresh = [0; LABELS];
            self.found.iter().for_each(|feature| self.weights.add(*feature, &mut fresh));
            *row = (key, fresh);
        }
        sums.iter_mut().zip(row.1).for_each(|(sum, part)| *sum = sum.saturating_add(part));
    }
}
