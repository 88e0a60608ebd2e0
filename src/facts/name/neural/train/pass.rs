//! One pass over a piece: forwards to the scores, backwards to the gradient.

use std::ops::Range;

use super::dense::{add_scaled, multiply};
use super::parameters::{Layers, Parameters, Vector};
use super::piece::Piece;
use super::random::Random;
use crate::facts::name::model::{Decoder, LABELS, Label, OUTSIDE as OUT_LABEL, Scores};
use crate::facts::name::neural::inputs::OUTSIDE;
use crate::facts::name::neural::shape::{
    FAR, FIRST_INPUTS, HIDDEN, OUTPUTS, REACH, SECOND, SECOND_INPUTS, SLOTS, WIDTH, WINDOW,
};

/// The index of the label of tokens in no name.
const OUT: usize = OUT_LABEL.index();

/// The shares of numbers that are dropped while learning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dropout {
    /// Of the tokens' vectors.
    pub vectors: f32,
    /// Of the first layer.
    pub first: f32,
    /// Of the second layer.
    pub second: f32,
}

/// What the layers give for the tokens of a piece.
pub struct Pass<'p> {
    parameters: &'p Parameters,
    piece: &'p Piece,
    /// The weighed tokens, and the sentence of each.
    weighed: Vec<(usize, Range<usize>)>,
    /// Of each token its vector, and the one of what lies outside.
    vectors: Vec<Vector>,
    vector_factors: Vec<f32>,
    first_inputs: Vec<[f32; FIRST_INPUTS]>,
    first: Vec<[f32; HIDDEN]>,
    first_factors: Vec<f32>,
    second_inputs: Vec<[f32; SECOND_INPUTS]>,
    second: Vec<[f32; SECOND]>,
    second_factors: Vec<f32>,
    /// Of each word how often it is weighed.
    counts: Vec<f32>,
    /// Of each weighed token the scores of the labels.
    pub scores: Vec<Scores>,
}

/// The slopes of the loss.
pub struct Gradient {
    /// At the layers' numbers; summed over all passes since they were cleared.
    pub layers: Layers,
    /// At the vectors of the last piece's tokens, and of what lies outside.
    pub vectors: Vec<Vector>,
}

impl<'p> Pass<'p> {
    /// Forwards. `rows` has those of each token of the piece that are not dropped.
    pub fn new(
        parameters: &'p Parameters,
        piece: &'p Piece,
        rows: &[Vec<u32>],
        dropout: Dropout,
        random: &mut Random,
    ) -> Self {
        let weighed = piece.sentences.iter().flat_map(|sentence| {
            let tokens = sentence.clone().filter(|token| piece.is_weighed(*token));
            tokens.map(move |token| (token, sentence.clone()))
        });
        let weighed: Vec<_> = weighed.collect();
        let count = weighed.len();
        let mut pass = Self {
            parameters,
            piece,
            weighed,
            vectors: Vec::new(),
            vector_factors: random.dropout((piece.len() + 1) * WIDTH, dropout.vectors),
            first_inputs: Vec::new(),
            first: vec![[0.0; HIDDEN]; count],
            first_factors: random.dropout(count * HIDDEN, dropout.first),
            second_inputs: vec![[0.0; SECOND_INPUTS]; count],
            second: vec![[0.0; SECOND]; count],
            second_factors: random.dropout(count * SECOND, dropout.second),
            counts: Vec::new(),
            scores: vec![[0.0; OUTPUTS]; count],
        };
        pass.sum_rows(rows);
        pass.run_first();
        pass.run_second();
        pass.run_last();
        pass
    }

    fn sum_rows(&mut self, rows: &[Vec<u32>]) {
        let outside = [OUTSIDE];
        let rows = rows.iter().map(Vec::as_slice).chain([outside.as_slice()]);
        let sum = |rows: &[u32]| {
            let mut vector = [0.0; WIDTH];
            for row in rows {
                add_scaled(1.0, &self.parameters.table[*row as usize], &mut vector);
            }
            vector
        };
        self.vectors = rows.map(sum).collect();
        multiply(self.vectors.as_flattened_mut(), &self.vector_factors);
    }

    fn run_first(&mut self) {
        let sums = running_sums(&self.vectors);
        for ((token, sentence), output) in self.weighed.iter().zip(&mut self.first) {
            let mut input = [0.0; FIRST_INPUTS];
            let (slots, _) = input.as_chunks_mut::<WIDTH>();
            for (slot, place) in window(*token, sentence, self.piece.len()).enumerate() {
                slots[slot] = self.vectors[place];
            }
            for (slot, far) in (WINDOW..SLOTS).zip(far(*token, sentence)) {
                let share = 1.0 / far.len().max(1) as f32;
                add_scaled(share, &sums[far.end], &mut slots[slot]);
                add_scaled(-share, &sums[far.start], &mut slots[slot]);
            }
            self.parameters.layers.first.apply(&input, output);
            self.first_inputs.push(input);
        }
        cut_off(self.first.as_flattened_mut(), &self.first_factors);
    }

    fn run_second(&mut self) {
        let words = self.piece.forms.iter().filter(|form| **form != super::piece::NO_FORM);
        let words = words.max().map_or(0, |most| *most as usize + 1);
        self.counts = vec![0.0; words];
        let mut means = vec![[0.0; HIDDEN]; words];
        let mut whole = [0.0; HIDDEN];
        for ((token, _), first) in self.weighed.iter().zip(&self.first) {
            let word = self.piece.forms[*token] as usize;
            self.counts[word] += 1.0;
            add_scaled(1.0, first, &mut means[word]);
            add_scaled(1.0 / self.weighed.len() as f32, first, &mut whole);
        }
        for (index, (token, _)) in self.weighed.iter().enumerate() {
            let word = self.piece.forms[*token] as usize;
            let (parts, _) = self.second_inputs[index].as_chunks_mut::<HIDDEN>();
            parts[0] = self.first[index];
            add_scaled(1.0 / self.counts[word], &means[word], &mut parts[1]);
            parts[2] = whole;
            self.parameters
                .layers
                .second
                .apply(&self.second_inputs[index], &mut self.second[index]);
        }
        cut_off(self.second.as_flattened_mut(), &self.second_factors);
    }

    fn run_last(&mut self) {
        for (second, scores) in self.second.iter().zip(&mut self.scores) {
            self.parameters.layers.last.apply(second, scores);
        }
    }

    /// Backwards: the loss, the negative logarithm of the probability of the right sequences
    /// of labels (Lafferty et al. 2001, "Conditional random fields").
    pub fn learn(&self, decoder: &Decoder, gradient: &mut Gradient) -> f32 {
        let (loss, slopes) = self.loss(decoder);
        let mut first_slopes = vec![[0.0; HIDDEN]; self.weighed.len()];
        self.learn_later_layers(&slopes, &mut gradient.layers, &mut first_slopes);
        self.learn_first(&mut first_slopes, gradient);
        multiply(gradient.vectors.as_flattened_mut(), &self.vector_factors);
        loss
    }

    /// The loss and its slope at each score: how likely the network holds a label, less how
    /// likely it is once the annotation is known.
    fn loss(&self, decoder: &Decoder) -> (f32, Vec<Scores>) {
        let mut loss = 0.0;
        let mut slopes = Vec::with_capacity(self.weighed.len());
        let mut start = 0;
        for stretch in self.weighed.chunk_by(|a, b| a.0 + 1 == b.0 && a.1 == b.1) {
            let scores = &self.scores[start..start + stretch.len()];
            let all = decoder.expectation(scores, |_| u32::MAX);
            let right = decoder.expectation(scores, |index| self.piece.labels[stretch[index].0]);
            let gain = log_sum(scores, |index| self.piece.labels[stretch[index].0]);
            let possible = gain.is_finite();
            slopes.extend(all.labels.iter().zip(&right.labels).map(|(all, right)| {
                std::array::from_fn(|label| if possible { all[label] - right[label] } else { 0.0 })
            }));
            if possible {
                loss += (log_sum(scores, |_| u32::MAX) - gain) as f32;
            }
            start += stretch.len();
        }
        (loss, slopes)
    }

    fn learn_later_layers(
        &self,
        slopes: &[Scores],
        gradient: &mut Layers,
        first_slopes: &mut [[f32; HIDDEN]],
    ) {
        let layers = &self.parameters.layers;
        let mut word_slopes = vec![[0.0; HIDDEN]; self.counts.len()];
        let mut whole_slope = [0.0; HIDDEN];
        for (index, slope) in slopes.iter().enumerate() {
            let mut second_slope = [0.0; SECOND];
            layers.last.learn(&self.second[index], slope, &mut gradient.last, &mut second_slope);
            multiply(&mut second_slope, &self.second_factors[index * SECOND..]);
            let mut input_slope = [0.0; SECOND_INPUTS];
            let input = &self.second_inputs[index];
            layers.second.learn(input, &second_slope, &mut gradient.second, &mut input_slope);
            let (parts, _) = input_slope.as_chunks::<HIDDEN>();
            let word = self.word(index);
            add_scaled(1.0, &parts[0], &mut first_slopes[index]);
            add_scaled(1.0 / self.counts[word], &parts[1], &mut word_slopes[word]);
            add_scaled(1.0 / slopes.len() as f32, &parts[2], &mut whole_slope);
        }
        for (index, slope) in first_slopes.iter_mut().enumerate() {
            add_scaled(1.0, &word_slopes[self.word(index)], slope);
            add_scaled(1.0, &whole_slope, slope);
        }
    }

    fn word(&self, index: usize) -> usize {
        self.piece.forms[self.weighed[index].0] as usize
    }

    fn learn_first(&self, first_slopes: &mut [[f32; HIDDEN]], gradient: &mut Gradient) {
        let tokens = self.piece.len();
        gradient.vectors.clear();
        gradient.vectors.resize(tokens + 1, [0.0; WIDTH]);
        let mut steps = vec![[0.0; WIDTH]; tokens + 1];
        for (index, slope) in first_slopes.iter_mut().enumerate() {
            for (slope, value) in slope.iter_mut().zip(&self.first[index]) {
                *slope = if *value > 0.0 { *slope } else { 0.0 };
            }
            multiply(slope, &self.first_factors[index * HIDDEN..]);
            let mut input_slope = [0.0; FIRST_INPUTS];
            let input = &self.first_inputs[index];
            let first = &mut gradient.layers.first;
            self.parameters.layers.first.learn(input, slope, first, &mut input_slope);
            let (slots, _) = input_slope.as_chunks::<WIDTH>();
            let (token, sentence) = &self.weighed[index];
            for (slot, place) in slots.iter().zip(window(*token, sentence, tokens)) {
                add_scaled(1.0, slot, &mut gradient.vectors[place]);
            }
            for (slot, far) in slots[WINDOW..].iter().zip(far(*token, sentence)) {
                let share = 1.0 / far.len().max(1) as f32;
                add_scaled(share, slot, &mut steps[far.start]);
                add_scaled(-share, slot, &mut steps[far.end]);
            }
        }
        for (vector, sum) in gradient.vectors.iter_mut().zip(running_sums(&steps).iter().skip(1)) {
            add_scaled(1.0, sum, vector);
        }
    }
}

/// The logarithm of the sum over all sequences of labels that `allowed` has bits for.
fn log_sum(scores: &[Scores], allowed: impl Fn(usize) -> u32) -> f64 {
    let label = Label::from_index;
    let mut before = [0.0f64; LABELS];
    before[OUT] = 1.0;
    let mut logarithm = 0.0;
    for (index, row) in scores.iter().enumerate() {
        let allowed = allowed(index);
        let reached: [f64; LABELS] = std::array::from_fn(|to| {
            let from = (0..LABELS).filter(|from| label(*from).may_precede(label(to)));
            let sum: f64 = from.map(|from| before[from]).sum();
            if allowed & (1 << to) == 0 { 0.0 } else { sum * f64::from(row[to]).exp() }
        });
        let whole: f64 = reached.iter().sum();
        logarithm += whole.ln();
        before = reached.map(|sum| sum / whole);
    }
    let closed = (0..LABELS).filter(|last| label(*last).may_precede(label(OUT)));
    logarithm + closed.map(|last| before[last]).sum::<f64>().ln()
}

/// The tokens of the window around one; `outside` where the sentence has none.
fn window(
    token: usize,
    sentence: &Range<usize>,
    outside: usize,
) -> impl Iterator<Item = usize> + use<> {
    let sentence = sentence.clone();
    (0..WINDOW).map(move |slot| {
        let place = (token + slot).checked_sub(REACH);
        place.filter(|place| sentence.contains(place)).unwrap_or(outside)
    })
}

/// The tokens before and behind the window that are seen as their mean.
fn far(token: usize, sentence: &Range<usize>) -> [Range<usize>; 2] {
    let left = token.saturating_sub(REACH).max(sentence.start);
    let right = (token + REACH + 1).min(sentence.end);
    [left.saturating_sub(FAR).max(sentence.start)..left, right..(right + FAR).min(sentence.end)]
}

/// Of each place the sum of the vectors before it.
fn running_sums(vectors: &[Vector]) -> Vec<Vector> {
    let mut sum = [0.0; WIDTH];
    let mut sums = vec![sum];
    for vector in vectors {
        add_scaled(1.0, vector, &mut sum);
        sums.push(sum);
    }
    sums
}

/// Nothing below zero, and some dropped.
fn cut_off(numbers: &mut [f32], factors: &[f32]) {
    for (number, factor) in numbers.iter_mut().zip(factors) {
        *number = number.max(0.0) * factor;
    }
}
