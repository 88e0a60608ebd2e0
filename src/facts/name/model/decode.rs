//! The best sequence of labels, and how likely each is.

use super::Scores;
use super::label::{LABELS, Label};

/// What it is worth that one label follows another, and begins or ends a stretch.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// From the row's label to the column's; of use only where the two fit together.
    pub between: [[f32; LABELS]; LABELS],
}

impl Default for Transitions {
    fn default() -> Self {
        Self { between: [[0.0; LABELS]; LABELS] }
    }
}

/// Finds the best labels of a stretch of tokens (Viterbi) and their probabilities
/// (forward and backward sums). A stretch begins and ends outside of any name.
#[derive(Clone, Debug)]
pub struct Decoder {
    /// Of each label those that may stand before it, with the worth of that.
    before: Vec<Vec<(u8, f32)>>,
    /// Of each label those that may stand behind it, with the worth of that.
    behind: Vec<Vec<(u8, f32)>>,
}

/// Of each token of a stretch how likely each label is.
pub type Marginals = Vec<Scores>;

impl Decoder {
    /// For these transitions.
    pub fn new(transitions: &Transitions) -> Self {
        let labels = || (0..LABELS).map(Label::from_index);
        let worth = |from: Label, to: Label| transitions.between[from.index()][to.index()];
        let narrow = |label: Label| label.index() as u8;
        let before = |to: Label| {
            let fitting = labels().filter(|from| from.may_precede(to));
            fitting.map(|from| (narrow(from), worth(from, to))).collect()
        };
        let behind = |from: Label| {
            let fitting = labels().filter(|to| from.may_precede(*to));
            fitting.map(|to| (narrow(to), worth(from, to))).collect()
        };
        Self { before: labels().map(before).collect(), behind: labels().map(behind).collect() }
    }

    /// The best labels for tokens with these scores.
    pub fn best(&self, scores: &[Scores]) -> Vec<Label> {
        let Some(first) = scores.first() else { return Vec::new() };
        let mut reached = *first;
        mask(&mut reached, Label::goes_on);
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for row in scores.get(1..).unwrap_or_default() {
            let (next, from) = self.step(&reached, row);
            reached = next;
            back.push(from);
        }
        mask(&mut reached, Label::is_open);
        let mut last = best_of(&reached);
        let mut labels = vec![Label::from_index(last)];
        for from in back.iter().rev() {
            last = usize::from(from[last]);
            labels.push(Label::from_index(last));
        }
        labels.reverse();
        labels
    }

    fn step(&self, reached: &Scores, row: &Scores) -> (Scores, [u8; LABELS]) {
        let (mut next, mut from) = ([f32::NEG_INFINITY; LABELS], [0; LABELS]);
        for (to, before) in self.before.iter().enumerate() {
            for &(label, worth) in before {
                let score = reached[usize::from(label)] + worth;
                if score > next[to] {
                    (next[to], from[to]) = (score, label);
                }
            }
            next[to] += row[to];
        }
        (next, from)
    }

    /// How likely each label of each token is, and the logarithm of the sum over all
    /// sequences. `allowed` has for each token a bit for each label that counts.
    pub fn marginals(&self, scores: &[Scores], allowed: impl Fn(usize) -> u32) -> (Marginals, f64) {
        let forward = self.forward(scores, &allowed);
        let mut likely = vec![[0.0; LABELS]; scores.len()];
        let mut later = [0.0f32; LABELS];
        mask(&mut later, Label::is_open);
        for index in (0..scores.len()).rev() {
            let ahead = &forward[index].0;
            let sums: Scores = std::array::from_fn(|label| ahead[label] + later[label]);
            likely[index] = normalised(&sums);
            if index > 0 {
                later = self.earlier(&scores[index], &later, allowed(index));
            }
        }
        let total = forward.last().map_or(0.0, |(row, before)| {
            let mut row = *row;
            mask(&mut row, Label::is_open);
            before + f64::from(log_sum(&row))
        });
        (likely, total)
    }

    /// Logarithms of the sums over all sequences that end with each label, less what the
    /// second holds, so that rows stay small.
    fn forward(&self, scores: &[Scores], allowed: &impl Fn(usize) -> u32) -> Vec<(Scores, f64)> {
        let mut rows: Vec<(Scores, f64)> = Vec::with_capacity(scores.len());
        for (index, row) in scores.iter().enumerate() {
            let mut reached = [f32::NEG_INFINITY; LABELS];
            let mut before = 0.0;
            match rows.last() {
                None => {
                    reached = *row;
                    mask(&mut reached, Label::goes_on);
                }
                Some((last, sum)) => {
                    before = *sum;
                    let (powers, most) = powers(last);
                    for (to, fitting) in self.before.iter().enumerate() {
                        let sum: f32 = fitting
                            .iter()
                            .map(|&(from, worth)| powers[usize::from(from)] * worth.exp())
                            .sum();
                        reached[to] = sum.ln() + most + row[to];
                    }
                }
            }
            permit(&mut reached, allowed(index));
            let most = reached[best_of(&reached)];
            if most.is_finite() {
                reached.iter_mut().for_each(|score| *score -= most);
                before += f64::from(most);
            }
            rows.push((reached, before));
        }
        rows
    }

    fn earlier(&self, row: &Scores, later: &Scores, allowed: u32) -> Scores {
        let mut ahead: Scores = std::array::from_fn(|label| row[label] + later[label]);
        permit(&mut ahead, allowed);
        let (powers, _) = powers(&ahead);
        let mut earlier = [f32::NEG_INFINITY; LABELS];
        for (from, fitting) in self.behind.iter().enumerate() {
            let sum: f32 =
                fitting.iter().map(|&(to, worth)| powers[usize::from(to)] * worth.exp()).sum();
            earlier[from] = sum.ln();
        }
        earlier
    }
}

/// Rules labels out.
fn mask(row: &mut Scores, out: impl Fn(Label) -> bool) {
    for (index, score) in row.iter_mut().enumerate() {
        if out(Label::from_index(index)) {
            *score = f32::NEG_INFINITY;
        }
    }
}

fn permit(row: &mut Scores, allowed: u32) {
    for (index, score) in row.iter_mut().enumerate() {
        if allowed & (1 << index) == 0 {
            *score = f32::NEG_INFINITY;
        }
    }
}

fn best_of(row: &Scores) -> usize {
    let mut best = 0;
    for (index, score) in row.iter().enumerate() {
        if *score > row[best] {
            best = index;
        }
    }
    best
}

/// The exponentials of a row over its largest, and that.
fn powers(row: &Scores) -> (Scores, f32) {
    let most = row[best_of(row)];
    let most = if most.is_finite() { most } else { 0.0 };
    (std::array::from_fn(|label| (row[label] - most).exp()), most)
}

fn log_sum(row: &Scores) -> f32 {
    let (powers, most) = powers(row);
    most + powers.iter().sum::<f32>().ln()
}

fn normalised(row: &Scores) -> Scores {
    let (mut powers, _) = powers(row);
    let sum: f32 = powers.iter().sum();
    powers.iter_mut().for_each(|power| *power /= sum);
    powers
}
