//! The best sequence of labels, and how likely each is: for learning, and to check the
//! faster sums of `lattice` by.

use super::Scores;
use super::label::{LABELS, Label};
use super::lattice::Transitions;

/// Finds the best labels of a stretch of tokens (Viterbi) and their probabilities
/// (forward and backward sums). A stretch begins and ends outside of any name.
#[derive(Clone, Debug)]
pub struct Decoder {
    /// Of each label those that may stand before it, with the worth of that.
    before: Vec<Vec<(u8, f32)>>,
    /// The exponential of the worth.
    factors: [[f32; LABELS]; LABELS],
    /// 1 for the labels that a stretch may begin with.
    first: Scores,
    /// 1 for the labels that a stretch may end with.
    last: Scores,
}

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
        let sign = |fine: bool| if fine { 1.0 } else { 0.0 };
        Self {
            before: labels().map(before).collect(),
            factors: transitions.between.map(|row| row.map(f32::exp)),
            first: std::array::from_fn(|label| sign(!Label::from_index(label).goes_on())),
            last: std::array::from_fn(|label| sign(!Label::from_index(label).is_open())),
        }
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

    /// How likely each label of each token is, and how often each label follows each,
    /// over all sequences of the labels that `allowed` has a bit for.
    pub fn expectation(&self, scores: &[Scores], allowed: impl Fn(usize) -> u32) -> Expectation {
        let mut pairs = [[0.0; LABELS]; LABELS];
        let count = |last: &Scores, here: &Scores| self.count_pairs(last, here, &mut pairs);
        let labels = self.expect(scores, allowed, count);
        Expectation { labels, pairs }
    }

    /// Forward and backward sums; `count` gets of each two neighbours what leads to the
    /// first and what follows with the second.
    fn expect(
        &self,
        scores: &[Scores],
        allowed: impl Fn(usize) -> u32,
        mut count: impl FnMut(&Scores, &Scores),
    ) -> Vec<Scores> {
        // Sums are kept as multiples of each row's largest, so that they stay in range.
        let powers: Vec<Scores> =
            scores.iter().enumerate().map(|(at, row)| powers(row, allowed(at))).collect();
        let mut forward: Vec<Scores> = Vec::with_capacity(scores.len());
        for row in &powers {
            let reached = match forward.last() {
                None => std::array::from_fn(|to| row[to] * self.first[to]),
                Some(last) => self.ahead(last, row),
            };
            forward.push(scaled(&reached));
        }
        let mut later = self.last;
        for at in (0..scores.len()).rev() {
            let here: Scores = std::array::from_fn(|label| powers[at][label] * later[label]);
            let both: Scores = std::array::from_fn(|label| forward[at][label] * later[label]);
            if at > 0 {
                count(&forward[at - 1], &here);
                later = self.back(&here);
            }
            forward[at] = scaled(&both);
        }
        forward
    }

    /// How likely each label of each token is.
    pub fn marginals(&self, scores: &[Scores]) -> Vec<Scores> {
        self.expect(scores, |_| u32::MAX, |_, _| ())
    }

    fn ahead(&self, last: &Scores, row: &Scores) -> Scores {
        let mut reached = [0.0; LABELS];
        for (to, fitting) in self.before.iter().enumerate() {
            let factor = |&(from, _): &(u8, f32)| {
                last[usize::from(from)] * self.factors[usize::from(from)][to]
            };
            reached[to] = row[to] * fitting.iter().map(factor).sum::<f32>();
        }
        reached
    }

    fn back(&self, here: &Scores) -> Scores {
        let mut earlier = [0.0; LABELS];
        for (to, fitting) in self.before.iter().enumerate() {
            for &(from, _) in fitting {
                let from = usize::from(from);
                earlier[from] += here[to] * self.factors[from][to];
            }
        }
        scaled(&earlier)
    }

    fn count_pairs(&self, last: &Scores, here: &Scores, sums: &mut [[f32; LABELS]; LABELS]) {
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut total = 0.0;
        for (to, fitting) in self.before.iter().enumerate() {
            for &(from, _) in fitting {
                let from = usize::from(from);
                pairs[from][to] = last[from] * here[to] * self.factors[from][to];
                total += pairs[from][to];
            }
        }
        if total > 0.0 {
            for (sums, parts) in sums.iter_mut().zip(pairs) {
                sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part / total);
            }
        }
    }
}

/// How often each thing is to be expected.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// Of each token how likely each label is.
    pub labels: Vec<Scores>,
    /// How often the column's label follows the row's in the stretch.
    pub pairs: [[f32; LABELS]; LABELS],
}

impl Expectation {
    /// Of one sequence of labels, which is certain.
    pub fn of(labels: &[Label]) -> Self {
        let mut found =
            Self { labels: vec![[0.0; LABELS]; labels.len()], pairs: [[0.0; LABELS]; LABELS] };
        for (row, label) in found.labels.iter_mut().zip(labels) {
            row[label.index()] = 1.0;
        }
        for pair in labels.windows(2) {
            if let [from, to] = pair {
                found.pairs[from.index()][to.index()] += 1.0;
            }
        }
        found
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

fn best_of(row: &Scores) -> usize {
    let mut best = 0;
    for (index, score) in row.iter().enumerate() {
        if *score > row[best] {
            best = index;
        }
    }
    best
}

/// The exponentials of a row over its largest; 0 of what is not allowed.
fn powers(row: &Scores, allowed: u32) -> Scores {
    let counts = |label: usize| allowed & (1 << label) != 0;
    let most = (0..LABELS).filter(|label| counts(*label)).map(|label| row[label]);
    let most = most.fold(f32::NEG_INFINITY, f32::max);
    std::array::from_fn(|label| if counts(label) { (row[label] - most).exp() } else { 0.0 })
}

/// A row that sums to 1.
fn scaled(row: &Scores) -> Scores {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 { std::array::from_fn(|label| row[label] / sum) } else { *row }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores without any order to them.
    fn scores(length: usize, seed: u32) -> Vec<Scores> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 4_000_000.0 - 2.0
        };
        (0..length).map(|_| std::array::from_fn(|_| next())).collect()
    }

    fn transitions() -> Transitions {
        let mut transitions = Transitions::default();
        for (index, row) in scores(LABELS, 7).into_iter().enumerate() {
            transitions.between[index] = row;
        }
        transitions
    }

    /// All sequences of three labels that may be, with their worth.
    fn sequences(scores: &[Scores], transitions: &Transitions) -> Vec<([usize; 3], f64)> {
        let mut found = Vec::new();
        let label = Label::from_index;
        for a in (0..LABELS).filter(|a| !label(*a).goes_on()) {
            for b in (0..LABELS).filter(|b| label(a).may_precede(label(*b))) {
                for c in
                    (0..LABELS).filter(|c| label(b).may_precede(label(*c)) && !label(*c).is_open())
                {
                    let worth = scores[0][a]
                        + scores[1][b]
                        + scores[2][c]
                        + transitions.between[a][b]
                        + transitions.between[b][c];
                    found.push(([a, b, c], f64::from(worth)));
                }
            }
        }
        found
    }

    #[test]
    fn the_best_labels_are_the_best_of_all() {
        for seed in 0..50 {
            let (scores, transitions) = (scores(3, seed), transitions());
            let all = sequences(&scores, &transitions);
            let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|best| best.0.to_vec());
            let found = Decoder::new(&transitions).best(&scores);
            assert_eq!(Some(found.iter().map(|label| label.index()).collect()), best);
        }
    }

    #[test]
    fn likelihoods_are_those_of_all_sequences() {
        let (scores, transitions) = (scores(3, 3), transitions());
        let all = sequences(&scores, &transitions);
        let total: f64 = all.iter().map(|(_, worth)| worth.exp()).sum();
        let found = Decoder::new(&transitions).expectation(&scores, |_| u32::MAX);
        for (at, row) in found.labels.iter().enumerate() {
            for (label, likely) in row.iter().enumerate() {
                let fitting = all.iter().filter(|(labels, _)| labels[at] == label);
                let wanted = fitting.map(|(_, worth)| worth.exp()).sum::<f64>() / total;
                assert!((f64::from(*likely) - wanted).abs() < 1e-4, "{at} {label}");
            }
        }
        let pairs: f32 = found.pairs.iter().flatten().sum();
        assert!((pairs - 2.0).abs() < 1e-4);
    }

    #[test]
    fn labels_that_are_not_allowed_are_never_likely() {
        let scores = scores(4, 9);
        let outside = 1 << crate::facts::name::model::OUTSIDE.index();
        let found = Decoder::new(&transitions())
            .expectation(&scores, |at| if at == 1 { outside } else { u32::MAX });
        assert!((found.labels[1][0] - 1.0).abs() < 1e-5);
    }

    #[test]
    fn nothing_has_no_labels() {
        let decoder = Decoder::new(&transitions());
        assert!(decoder.best(&[]).is_empty() && decoder.marginals(&[]).is_empty());
    }
}
