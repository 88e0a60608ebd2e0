//! The linear chain: sums of the weights of a token's features.

use std::f32::consts::LOG2_E;
use std::ops::Range;

use super::feature::{Features, OFFSETS};
use super::lattice::Row;
use super::memory::{Kept, Memory, mixed};
use super::weights::{LANES, Place, Sums, Weights};

/// Scores the tokens of one document. The sums of the features of a word alone are kept.
#[derive(Debug)]
pub struct ChainScorer<'s, 't, 'm, 'k> {
    features: &'s Features<'s, 't>,
    weights: Weights<'m>,
    /// Of words and offsets, and of settings.
    kept: &'k mut Kept<Sums>,
    /// The last run with its sums.
    run: (u32, Sums),
    found: Vec<u32>,
    places: Vec<Place>,
}

/// What the keys of settings begin with, so that they are no words'.
const SETTING: u64 = 0x5e77;

/// Of no run.
const NOTHING: u32 = u32::MAX;

impl<'s, 't, 'm, 'k> ChainScorer<'s, 't, 'm, 'k> {
    /// For the features of a document, with what is known of words from others.
    pub fn new(
        features: &'s Features<'s, 't>,
        weights: Weights<'m>,
        memory: &'k mut Memory,
    ) -> Self {
        Self {
            features,
            weights,
            kept: &mut memory.sums,
            run: (NOTHING, [0; LANES]),
            found: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Appends the scores of the tokens of `stretch` to `rows`, as powers of two.
    pub fn add_scores(&mut self, stretch: Range<usize>, rows: &mut Vec<Row>) {
        for token in stretch {
            let mut sums = self.of_run(token);
            let sentence = self.features.seen().sentence_of(token);
            for offset in OFFSETS {
                let other =
                    token.checked_add_signed(offset).filter(|token| sentence.contains(token));
                self.add_word(other, offset, &mut sums);
            }
            self.add_setting(token, &mut sums);
            self.found.clear();
            self.features.of_place(token, &mut self.found);
            self.weights.add_all(&self.found, &mut self.places, &mut sums);
            rows.push(self.row_of(&sums));
        }
    }

    /// The sums of the run that a token stands in: made once for its tokens.
    fn of_run(&mut self, token: usize) -> Sums {
        let Some(run) = self.features.run_of(token) else { return [0; LANES] };
        if self.run.0 != run {
            self.found.clear();
            self.features.of_run(token, &mut self.found);
            self.run = (run, [0; LANES]);
            self.weights.add_all(&self.found, &mut self.places, &mut self.run.1);
        }
        self.run.1
    }

    fn row_of(&self, sums: &Sums) -> Row {
        let scale = self.weights.scale * LOG2_E;
        Row::of(|label| f32::from(sums[label]) * scale)
    }

    /// The same few features come together again and again.
    fn add_setting(&mut self, token: usize, sums: &mut Sums) {
        self.found.clear();
        self.features.of_setting(token, &mut self.found);
        let pair = |pair: &[u32]| pair.iter().fold(0, |key, part| key << 32 | u64::from(*part));
        let key = self.found.chunks(2).fold(SETTING, |key, two| mixed(key, pair(two)));
        let part = self.kept.get(key, [0; LANES], || {
            let mut fresh = [0; LANES];
            self.weights.add_all(&self.found, &mut self.places, &mut fresh);
            fresh
        });
        add(&part, sums);
    }

    fn add_word(&mut self, token: Option<usize>, offset: isize, sums: &mut Sums) {
        // Beyond the ends of the sentence stands a word with a key of its own.
        let word = token.map_or(0, |token| self.features.seen().key(token));
        let key = mixed(word, offset.unsigned_abs() as u64 | u64::from(offset < 0) << 8);
        let part = self.kept.get(key, [0; LANES], || {
            self.found.clear();
            match token {
                Some(token) => self.features.of_word(token, offset, &mut self.found),
                None => self.features.of_edge(offset, &mut self.found),
            }
            let mut fresh = [0; LANES];
            self.weights.add_all(&self.found, &mut self.places, &mut fresh);
            fresh
        });
        add(&part, sums);
    }
}

fn add(part: &Sums, sums: &mut Sums) {
    sums.iter_mut().zip(part).for_each(|(sum, part)| *sum = sum.saturating_add(*part));
}
