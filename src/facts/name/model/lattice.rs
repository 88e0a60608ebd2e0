//! Sums over all sequences of labels, and the best one, as the engine runs them: labels lie
//! in lanes, so that a processor works on several at once. What comes out is that of the
//! general decoder, which learns (`decode`).

use std::array::from_fn;

use pulp::{Arch, Simd, WithSimd};

use super::label::{LABELS, Label, NameKind, OUTSIDE, Place};
use super::power;

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

/// Lanes of a plane: the kinds, and room.
const LANES: usize = 8;

/// The labels of one place in a name, by kind.
type Plane = [f32; LANES];

const BEGIN: usize = Place::Begin as usize;
const INSIDE: usize = Place::Inside as usize;
const END: usize = Place::End as usize;
const SINGLE: usize = Place::Single as usize;

/// Where being outside of names stands in the plane of single tokens: what may precede and
/// follow it is the same.
const OUT: usize = NameKind::ALL.len();

/// A number for each label of one token: a plane for each place in a name. Lanes that are
/// no label hold nothing of meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[repr(align(32))]
pub struct Row([Plane; 4]);

/// 1 where a lane is a label.
const USED: [Plane; 4] = {
    let mut used = [[0.0; LANES]; 4];
    let mut label = 0;
    while label < LABELS {
        let (plane, lane) = lane_of(label);
        used[plane][lane] = 1.0;
        label += 1;
    }
    used
};

/// The plane and lane of a label's index.
const fn lane_of(label: usize) -> (usize, usize) {
    if label == OUTSIDE.index() { (SINGLE, OUT) } else { ((label - 1) % 4, (label - 1) / 4) }
}

fn label_of(plane: usize, lane: usize) -> Label {
    if plane == SINGLE && lane == OUT { OUTSIDE } else { Label::from_index(1 + 4 * lane + plane) }
}

impl Row {
    /// The row of the same number for all labels.
    pub const fn all(number: f32) -> Self {
        Self([[number; LANES]; 4])
    }

    /// The row with another number for a label.
    pub const fn with_label(mut self, label: Label, number: f32) -> Self {
        let (plane, lane) = lane_of(label.index());
        self.0[plane][lane] = number;
        self
    }

    /// The row of a number for each label by its index.
    pub fn of(number: impl Fn(usize) -> f32) -> Self {
        let mut row = Self::default();
        for label in 0..LABELS {
            let (plane, lane) = lane_of(label);
            row.0[plane][lane] = number(label);
        }
        row
    }

    /// The row of a number for each lane, plane by plane.
    pub fn of_lanes(number: impl Fn(usize) -> f32) -> Self {
        Self(from_fn(|plane| from_fn(|lane| number(plane * LANES + lane))))
    }

    /// The label of a lane of a row, if it is one.
    pub fn label_at(lane: usize) -> Option<Label> {
        let (plane, lane) = (lane / LANES, lane % LANES);
        let used = USED.get(plane).and_then(|plane| plane.get(lane)).is_some_and(|one| *one > 0.0);
        used.then(|| label_of(plane, lane))
    }

    /// The number of a label.
    pub fn get(&self, label: Label) -> f32 {
        let (plane, lane) = lane_of(label.index());
        self.0[plane][lane]
    }

    #[inline(always)]
    fn map(&self, change: impl Fn(f32) -> f32) -> Self {
        let mut row = *self;
        for number in row.0.as_flattened_mut() {
            *number = change(*number);
        }
        row
    }

    #[inline(always)]
    fn with(&self, other: &Self, join: impl Fn(f32, f32) -> f32) -> Self {
        let mut row = *self;
        for (number, other) in row.0.as_flattened_mut().iter_mut().zip(other.0.as_flattened()) {
            *number = join(*number, *other);
        }
        row
    }

    /// The mean of two rows, the other's with a share.
    #[inline(always)]
    fn mean(&self, other: &Self, share: f32) -> Self {
        self.with(other, |own, other| (1.0 - share) * own + share * other)
    }

    /// Logarithms of likelihoods (base 2), none below that of `least`.
    #[inline(always)]
    fn logarithms(&self, least: f32) -> Self {
        self.map(|likely| power::log2(likely.max(least)))
    }

    /// The powers of two of a row over its largest.
    #[inline(always)]
    fn powers(&self) -> Self {
        let most = self.most();
        self.with(&Self(USED), |worth, used| power::exp2(worth - most) * used)
    }

    /// The largest number of any label.
    #[inline(always)]
    fn most(&self) -> f32 {
        let [begin, inside, end, single] = &self.0;
        let kinds =
            (0..OUT).map(|lane| begin[lane].max(inside[lane]).max(end[lane].max(single[lane])));
        kinds.fold(single[OUT], f32::max)
    }

    /// The row over the sum of its numbers.
    #[inline(always)]
    fn scaled(&self) -> Self {
        let [begin, inside, end, single] = &self.0;
        let sums = from_fn(|lane| (begin[lane] + inside[lane]) + (end[lane] + single[lane]));
        let sum = sum(&sums);
        if sum > 0.0 { self.map(|number| number * (1.0 / sum)) } else { *self }
    }
}

#[inline(always)]
fn sum(plane: &Plane) -> f32 {
    let [a, b, c, d, e, f, g, h] = plane;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// What it is worth that labels follow each other, as factors.
pub trait Factors {
    /// Sums over what leads to each label of the next token.
    fn ahead(&self, last: &Row) -> Row;

    /// Sums over what follows on each label of the token before.
    fn back(&self, here: &Row) -> Row;
}

/// All that fits together is worth the same.
#[derive(Clone, Copy, Debug)]
pub struct Free;

impl Factors for Free {
    #[inline(always)]
    fn ahead(&self, last: &Row) -> Row {
        let [begin, inside, end, single] = &last.0;
        let closed = [sum(&from_fn(|lane| end[lane] + single[lane])); LANES];
        let open = from_fn(|lane| begin[lane] + inside[lane]);
        Row([closed, open, open, closed])
    }

    #[inline(always)]
    fn back(&self, here: &Row) -> Row {
        let [begin, inside, end, single] = &here.0;
        let closed = [sum(&from_fn(|lane| begin[lane] + single[lane])); LANES];
        let open = from_fn(|lane| inside[lane] + end[lane]);
        Row([open, open, closed, closed])
    }
}

/// Learned factors.
#[derive(Clone, Debug)]
pub struct Learned {
    /// From the end of a name or no name to the begin of one or none: to which from which,
    /// and the other way round.
    onwards: [[[Plane; 2]; LANES]; 2],
    backwards: [[[Plane; 2]; LANES]; 2],
    /// Within a name: from which place to which, of each kind.
    within: [[Plane; 2]; 2],
}

/// Planes of labels that a name may end with, and that one may begin with.
const CLOSED: [usize; 2] = [END, SINGLE];
const FRESH: [usize; 2] = [BEGIN, SINGLE];

impl Learned {
    /// The factors of these transitions.
    pub fn new(transitions: &Transitions) -> Self {
        let factor = |from: (usize, usize), to: (usize, usize)| {
            if USED[from.0][from.1] * USED[to.0][to.1] == 0.0 {
                return 0.0;
            }
            let (from, to) = (label_of(from.0, from.1), label_of(to.0, to.1));
            transitions.between[from.index()][to.index()].exp()
        };
        let onwards: [[[Plane; 2]; LANES]; 2] = from_fn(|from| {
            from_fn(|lane| {
                let from = (CLOSED[from], lane);
                from_fn(|to| from_fn(|other| factor(from, (FRESH[to], other))))
            })
        });
        let backwards = from_fn(|to| {
            from_fn(|other| from_fn(|from| from_fn(|lane| onwards[from][lane][to][other])))
        });
        let within = from_fn(|from| {
            from_fn(|to| {
                let planes = ([BEGIN, INSIDE][from], [INSIDE, END][to]);
                from_fn(|lane| factor((planes.0, lane), (planes.1, lane)))
            })
        });
        Self { onwards, backwards, within }
    }
}

/// The sums of the rows of a matrix with as many numbers.
#[inline(always)]
fn weighted(matrix: &[[[Plane; 2]; LANES]; 2], numbers: [&Plane; 2]) -> [Plane; 2] {
    let mut sums = [[0.0; LANES]; 2];
    for (rows, numbers) in matrix.iter().zip(numbers) {
        for (row, number) in rows.iter().zip(numbers).take(OUT + 1) {
            for (sums, row) in sums.iter_mut().zip(row) {
                sums.iter_mut().zip(row).for_each(|(sum, part)| *sum += number * part);
            }
        }
    }
    sums
}

impl Factors for Learned {
    #[inline(always)]
    fn ahead(&self, last: &Row) -> Row {
        let [begin, inside, end, single] = &last.0;
        let [fresh, alone] = weighted(&self.onwards, [end, single]);
        let [from_begin, from_inside] = &self.within;
        let open = |to: usize| {
            from_fn(|lane| {
                begin[lane] * from_begin[to][lane] + inside[lane] * from_inside[to][lane]
            })
        };
        Row([fresh, open(0), open(1), alone])
    }

    #[inline(always)]
    fn back(&self, here: &Row) -> Row {
        let [begin, inside, end, single] = &here.0;
        let [closed, alone] = weighted(&self.backwards, [begin, single]);
        let open = |from: usize| {
            let [to_inside, to_end] = &self.within[from];
            from_fn(|lane| inside[lane] * to_inside[lane] + end[lane] * to_end[lane])
        };
        Row([open(0), open(1), closed, alone])
    }
}

/// 1 for the labels that a stretch may begin with, and those that it may end with.
const FIRST: Row = Row([[1.0; LANES], [0.0; LANES], [0.0; LANES], [1.0; LANES]]);
const LAST: Row = Row([[0.0; LANES], [0.0; LANES], [1.0; LANES], [1.0; LANES]]);

/// Makes of the logarithms (base 2) of what labels are worth how likely they are, over all
/// sequences that begin and end outside of names: forward and backward sums, kept as
/// multiples of each row's so that they stay in range. `forward` is room to work in.
pub fn marginals(factors: &impl Factors, rows: &mut [Row], forward: &mut Vec<Row>) {
    Arch::new().dispatch(Marginals { factors, rows, forward });
}

/// The sums at work.
struct Marginals<'a, F> {
    factors: &'a F,
    rows: &'a mut [Row],
    forward: &'a mut Vec<Row>,
}

impl<F: Factors> WithSimd for Marginals<'_, F> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { factors, rows, forward } = self;
        let times = |a: f32, b: f32| a * b;
        forward.clear();
        let mut reached = FIRST;
        for row in &mut *rows {
            *row = row.powers();
            let sums = row.with(&reached, times).scaled();
            reached = factors.ahead(&sums);
            forward.push(sums);
        }
        let mut later = LAST;
        for (row, forward) in rows.iter_mut().zip(&*forward).rev() {
            let here = row.with(&later, times);
            *row = forward.with(&later, times).scaled();
            later = factors.back(&here).scaled();
        }
    }
}

/// Joins what two families say of the tokens of a stretch: the mean of the logarithms
/// (base 2) of the likelihoods, none below that of `least`, and of what the other says,
/// which counts for `share`.
pub fn join<'r>(rows: &mut [Row], least: f32, share: f32, other: impl FnMut(usize) -> &'r Row) {
    Arch::new().dispatch(Join { rows, least, share, other });
}

struct Join<'a, O> {
    rows: &'a mut [Row],
    least: f32,
    share: f32,
    other: O,
}

impl<'r, O: FnMut(usize) -> &'r Row> WithSimd for Join<'_, O> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) {
        for (index, row) in self.rows.iter_mut().enumerate() {
            *row = row.logarithms(self.least).mean((self.other)(index), self.share);
        }
    }
}

/// Whether the best sequence under these logarithms is a name nowhere: each token's own
/// best label is outside, and nothing speaks against that anywhere.
fn is_nameless(rows: &[Row]) -> bool {
    rows.iter().all(|row| row.get(OUTSIDE) >= row.most())
}

/// How a label was come to.
#[derive(Clone, Copy, Debug, Default)]
struct Back {
    /// The best label that a name may end with, or none.
    closed: Label,
    /// Of each kind whether it is better to go on from the inside than from the begin.
    inside: [bool; LANES],
}

/// Room for the search of the best labels, to be used again.
#[derive(Debug, Default)]
pub struct Search {
    backs: Vec<Back>,
    labels: Vec<Label>,
}

/// The best labels under these logarithms, all that fits together being worth the same
/// (Viterbi 1967). Nothing where all are outside of names.
pub fn best<'s>(rows: &[Row], search: &'s mut Search) -> Option<&'s [Label]> {
    if is_nameless(rows) {
        return None;
    }
    let Search { backs, labels } = search;
    backs.clear();
    let mut reached = Row([[0.0; LANES], [f32::MIN; LANES], [f32::MIN; LANES], [0.0; LANES]]);
    for row in rows {
        let sums = row.with(&reached, |worth, reached| worth + reached);
        let (closed, most) = best_closed(&sums);
        let [begin, inside, ..] = &sums.0;
        let back = Back { closed, inside: from_fn(|lane| inside[lane] > begin[lane]) };
        let open = from_fn(|lane| begin[lane].max(inside[lane]));
        reached = Row([[most; LANES], open, open, [most; LANES]]);
        backs.push(back);
    }
    trace(backs, labels);
    Some(labels)
}

fn best_closed(sums: &Row) -> (Label, f32) {
    let mut best = (OUTSIDE, sums.0[SINGLE][OUT]);
    for plane in CLOSED {
        for lane in 0..OUT {
            if sums.0[plane][lane] > best.1 {
                best = (label_of(plane, lane), sums.0[plane][lane]);
            }
        }
    }
    best
}

fn trace(backs: &[Back], labels: &mut Vec<Label>) {
    labels.clear();
    let mut next = OUTSIDE;
    for back in backs.iter().rev() {
        let label = match next.kind().filter(|_| next.goes_on()) {
            Some(kind) if back.inside[kind as usize] => Label::new(Place::Inside, kind),
            Some(kind) => Label::new(Place::Begin, kind),
            None => back.closed,
        };
        labels.push(label);
        next = label;
    }
    labels.reverse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::name::model::{Decoder, Scores};

    /// Scores without any order to them.
    fn scores(length: usize, seed: u32) -> Vec<Scores> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 2_000_000.0 - 4.0
        };
        (0..length).map(|_| from_fn(|_| next())).collect()
    }

    fn rows(scores: &[Scores]) -> Vec<Row> {
        let row = |scores: &Scores| Row::of(|label| scores[label] * std::f32::consts::LOG2_E);
        scores.iter().map(row).collect()
    }

    fn transitions() -> Transitions {
        let mut transitions = Transitions::default();
        for (index, row) in scores(LABELS, 7).into_iter().enumerate() {
            transitions.between[index] = row.map(|worth| worth * 0.3);
        }
        transitions
    }

    fn assert_likely(factors: &impl Factors, transitions: &Transitions) {
        for seed in 0..30 {
            let scores = scores(1 + seed as usize % 9, seed);
            let wanted = Decoder::new(transitions).marginals(&scores);
            let mut found = rows(&scores);
            marginals(factors, &mut found, &mut Vec::new());
            for (wanted, found) in wanted.iter().zip(&found) {
                for (label, wanted) in wanted.iter().enumerate() {
                    let found = found.get(Label::from_index(label));
                    assert!((found - wanted).abs() < 1e-4, "{label}: {found} is not {wanted}");
                }
            }
        }
    }

    #[test]
    fn labels_are_as_likely_as_the_general_decoder_says() {
        assert_likely(&Learned::new(&transitions()), &transitions());
        assert_likely(&Free, &Transitions::default());
    }

    #[test]
    fn the_best_labels_are_those_of_the_general_decoder() {
        let decoder = Decoder::new(&Transitions::default());
        for seed in 0..60 {
            let scores = scores(1 + seed as usize % 9, seed);
            let mut search = Search::default();
            let found = best(&rows(&scores), &mut search)
                .map_or_else(|| vec![OUTSIDE; scores.len()], <[Label]>::to_vec);
            assert_eq!(found, decoder.best(&scores));
        }
    }

    #[test]
    fn what_is_no_name_needs_no_labels() {
        let outside = Row::of(|label| if label == OUTSIDE.index() { 0.5 } else { -1.0 });
        let mut search = Search::default();
        assert_eq!(best(&[outside; 3], &mut search), None);
        assert_eq!(best(&[], &mut search), None);
    }

    #[test]
    fn a_row_has_each_label_once() {
        let row = Row::of(|label| label as f32);
        for label in (0..LABELS).map(Label::from_index) {
            assert_eq!(row.get(label), label.index() as f32);
        }
        assert_eq!(USED.iter().flatten().sum::<f32>(), LABELS as f32);
    }
}
