//! The linear chain: sums of the weights of a token's features.

use std::ops::Range;

use super::Scores;
use super::feature::{Features, OFFSETS};
use super::label::LABELS;
use super::weights::{Place, Sums, Weights};

/// Scores the tokens of one document. The sums of the features of a word alone are made
/// once for the document.
#[derive(Debug)]
pub struct ChainScorer<'s, 't, 'm> {
    features: &'s Features<'s, 't>,
    weights: Weights<'m>,
    /// Rows of sums with the word and offset that they are of; two that want the same row
    /// take turns.
    rows: Vec<(u32, Sums)>,
    /// The last run with its sums.
    run: (u32, Sums),
    found: Vec<u32>,
    places: Vec<Place>,
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
        let rows = vec![(NOTHING, [0; LABELS]); rows];
        Self {
            features,
            weights,
            rows,
            run: (NOTHING, [0; LABELS]),
            found: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Adds the scores of the tokens of `stretch` to `scores`, a row for each.
    pub fn add_scores(&mut self, stretch: Range<usize>, scores: &mut [Scores]) {
        for (token, row) in stretch.zip(scores) {
            let mut sums = self.of_run(token);
            let sentence = self.features.seen().sentence_of(token);
            for offset in OFFSETS {
                let other =
                    token.checked_add_signed(offset).filter(|token| sentence.contains(token));
                self.add_word(other, offset, &mut sums);
            }
            self.found.clear();
            self.features.of_place(token, &mut self.found);
            self.finish(sums, row);
        }
    }

    /// The sums of the run that a token stands in: made once for its tokens.
    fn of_run(&mut self, token: usize) -> Sums {
        let Some(run) = self.features.run_of(token) else { return [0; LABELS] };
        if self.run.0 != run {
            self.found.clear();
            self.features.of_run(token, &mut self.found);
            self.run = (run, [0; LABELS]);
            self.weights.add_all(&self.found, &mut self.places, &mut self.run.1);
        }
        self.run.1
    }

    fn finish(&mut self, mut sums: Sums, row: &mut Scores) {
        self.weights.add_all(&self.found, &mut self.places, &mut sums);
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
            self.weights.add_all(&self.found, &mut self.places, &mut fresh);
            *row = (key, fresh);
        }
        sums.iter_mut().zip(row.1).for_each(|(sum, part)| *sum = sum.saturating_add(part));
    }
}
