//! Training of the linear chain: a conditional random field over hashed features, by
//! stochastic gradient steps whose length adapts to each weight (AdaGrad: Duchi, Hazan and
//! Singer 2011), with weights that decay.

use std::collections::HashMap;
use std::ops::Range;

use super::corpus::Corpus;
use super::example::Example;
use crate::facts::name::model::{
    Decoder, Emission, Expectation, Features, LABELS, Label, OFFSETS, OUTSIDE, Observations, REACH,
    Scores, Transitions,
};

/// What may be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often all sentences are seen.
    pub epochs: usize,
    /// Length of the first steps.
    pub rate: f32,
    /// How fast weights decay: share of a weight lost in one pass.
    pub decay: f32,
    /// Features that occur less often are left out.
    pub least: u32,
    /// Whether features that tell the corpus are learned beside the others, to take up
    /// what is particular to it; they are never seen again.
    pub corpora: bool,
    /// Weights nearer to 0 than this are left out from the middle of the training on.
    pub prune: f32,
    /// Whether weights change only where the best labels are wrong (a structured
    /// perceptron: Collins 2002) and not by how likely all labels are.
    pub perceptron: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            epochs: 10,
            rate: 0.1,
            decay: 0.8,
            least: 2,
            corpora: false,
            prune: 0.05,
            perceptron: false,
        }
    }
}

/// The features of the tokens of one stretch, as indices of weights.
struct Sequence {
    features: Vec<Range<u32>>,
    allowed: Vec<u32>,
}

/// A model while it is trained: a row of weights for each feature.
#[derive(Debug, Default)]
pub struct Chain {
    /// Of each feature the index of its row.
    pub index: HashMap<u32, u32>,
    /// The rows.
    pub rows: Vec<Scores>,
    /// What it is worth that labels follow each other.
    pub transitions: Transitions,
}

impl Emission for Chain {
    fn add_scores(&self, seen: &Observations<'_>, stretch: Range<usize>, scores: &mut [Scores]) {
        let features = Features::new(seen);
        self.add(&features, seen, stretch, scores);
    }
}

impl Chain {
    fn add(
        &self,
        features: &Features<'_, '_>,
        seen: &Observations<'_>,
        stretch: Range<usize>,
        scores: &mut [Scores],
    ) {
        let mut found = Vec::new();
        for (token, row) in stretch.zip(scores) {
            found.clear();
            collect(features, seen, token, &mut found);
            for feature in &found {
                if let Some(weights) =
                    self.index.get(feature).and_then(|index| self.rows.get(*index as usize))
                {
                    row.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight);
                }
            }
        }
    }

    /// The labels of all tokens of a document.
    pub fn labels(&self, seen: &Observations<'_>) -> Vec<Label> {
        let features = Features::new(seen);
        let decoder = Decoder::new(&self.transitions);
        let mut labels = vec![OUTSIDE; seen.tokens().len()];
        for stretch in features.stretches() {
            let mut scores = vec![[0.0; LABELS]; stretch.len()];
            self.add(&features, seen, stretch.clone(), &mut scores);
            labels[stretch].copy_from_slice(&decoder.best(&scores));
        }
        labels
    }
}

/// All features of a token.
fn collect(features: &Features<'_, '_>, seen: &Observations<'_>, token: usize, out: &mut Vec<u32>) {
    let sentence = seen.sentence_of(token);
    for offset in (0..OFFSETS).map(|place| place as isize - REACH as isize) {
        match token.checked_add_signed(offset).filter(|token| sentence.contains(token)) {
            Some(other) => features.of_word(other, offset, out),
            None => features.of_edge(offset, out),
        }
    }
    features.of_setting(token, out);
    features.of_run(token, out);
}

/// Features that tell the corpus: for training only.
fn of_corpus(corpus: Corpus, seen: &Observations<'_>, token: usize, out: &mut Vec<u32>) {
    let Some(token) = seen.tokens().get(token) else { return };
    let number = corpus as u32 + 1;
    let mut push = |template: u32, value: u32| {
        out.push(
            (value ^ (number * 16 + template).wrapping_mul(0x9e37_79b1)).wrapping_mul(0xc2b2_ae35)
                ^ 0x5bd1_e995,
        );
    };
    push(0, 0);
    push(1, token.rules.index() as u32);
    push(2, token.rules.index() as u32 | u32::from(token.rule) << 8);
    let mut bits = token.classes.bits();
    while bits != 0 {
        push(3, bits.trailing_zeros());
        bits &= bits - 1;
    }
    let word = seen.words().get(token.word as usize).copied().unwrap_or_default();
    push(4, crate::facts::name::model::Form::new(word).lower);
}

struct Prepared {
    pool: Vec<u32>,
    sequences: Vec<Sequence>,
    index: HashMap<u32, u32>,
}

fn prepare(examples: &[&Example<'_>], options: &Options) -> Prepared {
    let mut pool: Vec<u32> = Vec::new();
    let mut sequences = Vec::new();
    for example in examples {
        let features = Features::new(&example.seen);
        for stretch in features.stretches() {
            let mut ranges = Vec::with_capacity(stretch.len());
            for token in stretch.clone() {
                let start = pool.len() as u32;
                collect(&features, &example.seen, token, &mut pool);
                if options.corpora {
                    of_corpus(example.corpus, &example.seen, token, &mut pool);
                }
                ranges.push(start..pool.len() as u32);
            }
            let labels = sealed(example.labels.get(stretch.clone()).unwrap_or_default());
            let allowed = |(token, label): (usize, &Label)| {
                if *label == OUTSIDE { example.allowed(token) | 1 } else { 1 << label.index() }
            };
            sequences.push(Sequence {
                features: ranges,
                allowed: stretch.clone().zip(&labels).map(allowed).collect(),
            });
        }
    }
    let mut counts: HashMap<u32, u32> = HashMap::new();
    pool.iter().for_each(|feature| *counts.entry(*feature).or_default() += 1);
    let mut index: HashMap<u32, u32> = HashMap::new();
    for feature in &mut pool {
        if counts.get(feature).copied().unwrap_or_default() < options.least {
            *feature = u32::MAX;
            continue;
        }
        let fresh = index.len() as u32;
        *feature = *index.entry(*feature).or_insert(fresh);
    }
    Prepared { pool, sequences, index }
}

/// The labels of a stretch, without those of a name that goes beyond it.
fn sealed(labels: &[Label]) -> Vec<Label> {
    let mut sealed = vec![OUTSIDE; labels.len()];
    for (first, end, _) in crate::facts::name::model::spans_of(labels) {
        let whole = labels[first..end].iter().enumerate().all(|(index, label)| {
            label.place() == Some(crate::facts::name::model::Place::of(index, end - first))
        });
        if whole {
            sealed[first..end].copy_from_slice(&labels[first..end]);
        }
    }
    sealed
}

/// Trains a chain. `watch` is called after each pass with its number and the model.
pub fn train(
    examples: &[&Example<'_>],
    options: &Options,
    mut watch: impl FnMut(usize, &Chain),
) -> Chain {
    let prepared = prepare(examples, options);
    let count = prepared.index.len();
    let mut chain = Chain {
        index: prepared.index,
        rows: vec![[0.0; LABELS]; count],
        transitions: Transitions::default(),
    };
    let mut state = State {
        squares: vec![[0.0; LABELS]; count],
        touched: vec![0.0; count],
        decayed: 0.0,
        transition_squares: [[0.0; LABELS]; LABELS],
        step: 0,
        steps: (prepared.sequences.len() * options.epochs) as f32,
        shrink: options.decay / prepared.sequences.len() as f32,
        options: *options,
    };
    let mut order: Vec<usize> = (0..prepared.sequences.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for epoch in 0..options.epochs {
        random.shuffle(&mut order);
        for &index in &order {
            state.learn(&mut chain, &prepared.sequences[index], &prepared.pool);
        }
        state.settle(&mut chain);
        if epoch + 1 == options.epochs / 2 {
            state.prune(&mut chain);
        }
        watch(epoch, &chain);
    }
    chain
}

struct State {
    squares: Vec<Scores>,
    /// Of each row how much had decayed when it was last looked at.
    touched: Vec<f32>,
    decayed: f32,
    transition_squares: [[f32; LABELS]; LABELS],
    step: u32,
    steps: f32,
    shrink: f32,
    options: Options,
}

impl State {
    fn learn(&mut self, chain: &mut Chain, sequence: &Sequence, pool: &[u32]) {
        self.step += 1;
        let left = (1.0 - self.step as f32 / (self.steps + 1.0)).max(0.02);
        let rate = self.options.rate * left;
        self.decayed += self.shrink * left;
        let mut scores = vec![[0.0f32; LABELS]; sequence.features.len()];
        let features_of = |token: usize| {
            let own = &sequence.features[token];
            &pool[own.start as usize..own.end as usize]
        };
        for (token, row) in scores.iter_mut().enumerate() {
            for &feature in features_of(token) {
                if feature == u32::MAX {
                    continue;
                }
                let feature = feature as usize;
                self.shrink_row(chain, feature);
                for (score, weight) in row.iter_mut().zip(&chain.rows[feature]) {
                    *score += weight;
                }
            }
        }
        let decoder = Decoder::new(&chain.transitions);
        let wanted = decoder.expectation(&scores, |token| sequence.allowed[token]);
        let expected = if self.options.perceptron {
            Expectation::of(&decoder.best(&scores))
        } else {
            decoder.expectation(&scores, |_| u32::MAX)
        };
        for token in 0..sequence.features.len() {
            let gradient: Scores = std::array::from_fn(|label| {
                wanted.labels[token][label] - expected.labels[token][label]
            });
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            for &feature in features_of(token) {
                if feature == u32::MAX {
                    continue;
                }
                let feature = feature as usize;
                let (row, squares) = (&mut chain.rows[feature], &mut self.squares[feature]);
                for label in 0..LABELS {
                    let part = gradient[label];
                    squares[label] += part * part;
                    row[label] += rate * part / (squares[label].sqrt() + 1e-3);
                }
            }
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                let part = wanted.pairs[from][to] - expected.pairs[from][to];
                let square = &mut self.transition_squares[from][to];
                *square += part * part;
                chain.transitions.between[from][to] += rate * part / (square.sqrt() + 1e-3);
            }
        }
    }

    /// The decay since a row was last looked at.
    fn shrink_row(&mut self, chain: &mut Chain, feature: usize) {
        let missed = self.decayed - self.touched[feature];
        if missed > 0.0 {
            let keep = (-missed).exp();
            chain.rows[feature].iter_mut().for_each(|weight| *weight *= keep);
            self.touched[feature] = self.decayed;
        }
    }

    /// Leaves small weights out for good; the others have time to make up for them.
    fn prune(&mut self, chain: &mut Chain) {
        for (row, squares) in chain.rows.iter_mut().zip(&mut self.squares) {
            for (weight, square) in row.iter_mut().zip(squares) {
                if weight.abs() < self.options.prune {
                    (*weight, *square) = (0.0, f32::INFINITY);
                }
            }
        }
    }

    fn settle(&mut self, chain: &mut Chain) {
        for feature in 0..chain.rows.len() {
            self.shrink_row(chain, feature);
        }
    }
}

/// A generator of numbers that is the same everywhere (xorshift: Marsaglia 2003).
pub struct Random(pub u64);

impl Random {
    /// The next number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as usize * bound) >> 32
    }

    /// Puts things into another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}
