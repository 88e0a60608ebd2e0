//! The linear chain: sums of the weights of a token's features.

use std::f32::consts::LOG2_E;
use std::ops::Range;

use super::feature::{Features, OFFSETS, REACH};
use super::lattice::Row;
use super::memory::{Memory, mixed};
use super::weights::{LANES, Sums, Weights};

/// Scores the tokens of one document. The sums of the features of a word alone are kept.
#[derive(Debug)]
pub struct ChainScorer<'s, 't, 'm, 'k> {
    features: &'s Features<'s, 't>,
    weights: Weights<'m>,
    kept: &'k mut Memory,
    /// The last run with its sums.
    run: (u32, Sums),
    found: Vec<u32>,
    rows: Vec<u32>,
    /// Of each token of the stretch.
    sums: Vec<Sums>,
}

/// The sums of the features of one word, as each token that it stands beside sees it.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct WordSums {
    /// A bit for each offset whose sums are there. It stands first, beside the key.
    made: u64,
    sums: [Sums; OFFSETS],
}

impl WordSums {
    /// Without sums.
    const NONE: Self = Self { made: 0, sums: [[0; LANES]; OFFSETS] };
}

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
            kept: memory,
            run: (NOTHING, [0; LANES]),
            found: Vec::new(),
            rows: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// Appends the scores of the tokens of `stretch`, which lies in one sentence and has some,
    /// to `rows`, as powers of two.
    pub fn add_scores(&mut self, stretch: Range<usize>, rows: &mut Vec<Row>) {
        self.sums.clear();
        self.sums.resize(stretch.len(), [0; LANES]);
        self.add_words(&stretch);
        let mut all = std::mem::take(&mut self.sums);
        for (token, sums) in stretch.zip(&mut all) {
            add(&self.of_run(token), sums);
            self.add_setting(token, sums);
            rows.push(self.row_of(sums));
        }
        self.sums = all;
    }

    /// The sums of the run that a token stands in: made once for its tokens.
    fn of_run(&mut self, token: usize) -> Sums {
        let Some(run) = self.features.run_of(token) else { return [0; LANES] };
        if self.run.0 != run {
            self.found.clear();
            self.features.of_run(token, &mut self.found);
            self.run = (run, [0; LANES]);
            self.weights.add_all(&self.found, &mut self.rows, &mut self.run.1);
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
        let key = self.found.chunks(2).fold(0, |key, two| mixed(key, pair(two)));
        let part = self.kept.settings.get(key, [0; LANES], || {
            let mut fresh = [0; LANES];
            self.weights.add_all(&self.found, &mut self.rows, &mut fresh);
            fresh
        });
        add(part, sums);
    }

    /// Adds to each token what the words in it and beside it say. Each word is looked up once.
    fn add_words(&mut self, stretch: &Range<usize>) {
        let seen = self.features.seen();
        let sentence = seen.sentence_of(stretch.start);
        // Beyond the ends of the sentence stands a word with a key of its own.
        let word = |at: usize| {
            let token = (stretch.start + at).checked_sub(REACH);
            let token = token.filter(|token| sentence.contains(token));
            (token, token.map_or(0, |token| seen.key(token)))
        };
        let words = 0..stretch.len() + 2 * REACH;
        self.kept.words.fetch(words.clone().map(|at| word(at).1));
        for at in words {
            let (token, key) = word(at);
            let kept = self.kept.words.get(key, WordSums::NONE, || WordSums::NONE);
            // The first of the tokens that see it does so from the farthest behind.
            let tokens = at.saturating_sub(2 * REACH)..(at + 1).min(stretch.len());
            let places = at + 1 - tokens.end..at + 1 - tokens.start;
            let made = kept.made;
            for place in places.clone().filter(|place| made & 1 << place == 0) {
                self.found.clear();
                let offset = place as isize - REACH as isize;
                match token {
                    Some(token) => self.features.of_word(token, offset, &mut self.found),
                    None => self.features.of_edge(offset, &mut self.found),
                }
                self.weights.add_all(&self.found, &mut self.rows, &mut kept.sums[place]);
                kept.made |= 1 << place;
            }
            let sums = self.sums.get_mut(tokens).unwrap_or_default();
            let parts = kept.sums.get(places).unwrap_or_default();
            sums.iter_mut().zip(parts.iter().rev()).for_each(|(sums, part)| add(part, sums));
        }
    }
}

fn add(part: &Sums, sums: &mut Sums) {
    sums.iter_mut().zip(part).for_each(|(sum, part)| *sum = sum.saturating_add(*part));
}
