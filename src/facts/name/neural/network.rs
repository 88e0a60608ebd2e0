//! The network as it runs: whole numbers, no allocation for a token.

use std::f32::consts::{LN_2, LOG2_E};
use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

use super::inputs::{self, Looks, is_shouted, place_rows, word_rows};
use super::layer::{BLOCK, Line, Matrix, Stored, Sums};
use super::shape::{FAR, FIRST_INPUTS, HIDDEN, OUTPUTS, REACH, ROWS, SECOND, SECOND_INPUTS, WIDTH};
use crate::facts::name::model::{Kept, LABELS, Label, Memory, OUTSIDE, Observations, Row, Scores};

/// What a unit of the first layers gives is rounded to this part of one.
pub(super) const ONE: f32 = 512.0;

/// The score of a name for a token that is not weighed.
pub(super) const NEVER: f32 = -16.0;

/// Tokens that it is wise to score together: more of them tell nothing more of each other,
/// and memory grows with them (about 200 bytes each).
pub const MAX_PART: usize = 1 << 14;

/// Bytes of the stored network.
pub const STORED: usize = ROWS * WIDTH
    + Stored::size(FIRST_INPUTS, HIDDEN)
    + Stored::size(SECOND_INPUTS, SECOND)
    + Stored::size(SECOND, OUTPUTS);

/// A token's vector.
pub type Vector = [i16; WIDTH];

/// What a layer gives for a token.
type Hidden = [i16; HIDDEN];

/// Blocks of units in the first two layers; the labels are one block.
const BLOCKS: usize = HIDDEN / BLOCK;
const _: () = assert!(HIDDEN == BLOCKS * BLOCK && SECOND == HIDDEN && OUTPUTS <= BLOCK);

/// A trained network.
#[derive(Clone, Debug)]
pub struct Network<'b> {
    arch: Arch,
    table: &'b [[u8; WIDTH]],
    first: Matrix,
    first_lines: [Line; HIDDEN],
    /// From the first layer of a token, its mean over the tokens of its word, the sum of
    /// both for a word that occurs once, and the mean over all tokens.
    own: Matrix,
    word: Matrix,
    alone: Matrix,
    whole: Matrix,
    second_lines: [Line; HIDDEN],
    last: Matrix,
    last_lines: [Line; BLOCK],
    outside: Vector,
    unsaid: Vector,
}

impl<'b> Network<'b> {
    /// Reads a stored network; none where its length is wrong. The table stays where it is.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (table, rest) = bytes.split_at_checked(ROWS * WIDTH)?;
        let (first, rest) = rest.split_at_checked(Stored::size(FIRST_INPUTS, HIDDEN))?;
        let (second, last) = rest.split_at_checked(Stored::size(SECOND_INPUTS, SECOND))?;
        let first = Stored::read(first, FIRST_INPUTS, HIDDEN)?;
        let second = Stored::read(second, SECOND_INPUTS, SECOND)?;
        let last = Stored::read(last, SECOND, OUTPUTS)?;
        let part =
            |part: usize| Matrix::new(BLOCKS, HIDDEN, |unit| second.row(unit).skip(part * HIDDEN));
        let label = |unit: usize| Row::label_at(unit).map(Label::index);
        let mut network = Self {
            arch: Arch::new(),
            table: table.as_chunks().0,
            first: Matrix::new(BLOCKS, FIRST_INPUTS, |unit| first.row(unit)),
            first_lines: std::array::from_fn(|unit| rounding(first.line(unit))),
            own: part(0),
            word: part(1),
            alone: Matrix::new(BLOCKS, HIDDEN, |unit| {
                second.row(unit).zip(second.row(unit).skip(HIDDEN)).map(|(own, word)| own + word)
            }),
            whole: part(2),
            second_lines: std::array::from_fn(|unit| rounding(second.line(unit))),
            last: Matrix::new(1, SECOND, |unit| {
                label(unit).into_iter().flat_map(|label| last.row(label))
            }),
            last_lines: std::array::from_fn(|unit| {
                label(unit).map_or(Line::default(), |label| last.line(label).times(LOG2_E))
            }),
            outside: [0; WIDTH],
            unsaid: [0; WIDTH],
        };
        network.outside = network.sum(&[inputs::OUTSIDE]);
        network.unsaid = network.sum(&[inputs::UNSAID]);
        Some(network)
    }

    #[inline(always)]
    fn sum(&self, rows: &[u32]) -> Vector {
        let mut vector = [0; WIDTH];
        self.add(rows, &mut vector);
        vector
    }

    #[inline(always)]
    fn add(&self, rows: &[u32], vector: &mut Vector) {
        for row in rows {
            let Some(row) = self.table.get(*row as usize) else { continue };
            for (sum, byte) in vector.iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(byte.cast_signed()));
            }
        }
    }

    /// Logarithms of the probabilities of each label of the tokens of a text.
    pub fn scores(&self, seen: &Observations<'_>) -> Vec<Scores> {
        let weighed = self.weigh(seen, &mut Memory::new().vectors);
        let mut never = [NEVER; LABELS];
        never[OUTSIDE.index()] = 0.0;
        let mut scores = vec![never; seen.tokens().len()];
        for (token, row) in weighed.tokens.iter().zip(&weighed.rows) {
            if let Some(scores) = scores.get_mut(*token) {
                *scores = std::array::from_fn(|label| LN_2 * row.get(Label::from_index(label)));
                to_logarithms(scores);
            }
        }
        scores
    }

    /// Scores the tokens that may be names. Tokens of the same word tell of each other, so
    /// the text should be a document, or some thousands of tokens of one; memory grows with
    /// it. `kept` has what is known of words from other texts.
    pub fn weigh(&self, seen: &Observations<'_>, kept: &mut Kept<Vector>) -> Weighed {
        self.arch.dispatch(Run::new(self, seen, kept))
    }
}

/// The tokens of a text that may be names, from left to right, with the logarithm (base 2)
/// of how likely each label is, but for a summand.
#[derive(Clone, Debug, Default)]
pub struct Weighed {
    /// The tokens.
    pub tokens: Vec<usize>,
    /// Their scores.
    pub rows: Vec<Row>,
}

impl Weighed {
    /// What is said of all other tokens: a name is as good as never there.
    pub const NEVER: Row = Row::all(NEVER * LOG2_E).with_label(OUTSIDE, 0.0);
}

/// Rounds what comes of a unit to whole parts of one.
fn rounding(line: Line) -> Line {
    line.times(ONE)
}

/// The work on one text.
struct Run<'n, 's, 't, 'k> {
    network: &'n Network<'n>,
    seen: &'s Observations<'t>,
    kept: &'k mut Kept<Vector>,
    looks: Looks<'s, 't>,
    /// The weighed tokens.
    weighed: Vec<usize>,
    /// What the first layer gives for each of them.
    hidden: Vec<Hidden>,
    /// What the first layer is yet to read, up to a batch.
    inputs: Vec<[i16; FIRST_INPUTS]>,
}

/// Inputs that a layer is applied to at once, so that a part of its weights stays in the
/// fastest memory.
const BATCH: usize = 32;

impl WithSimd for Run<'_, '_, '_, '_> {
    type Output = Weighed;

    /// In the widest instructions that the processor has, with all that is inlined.
    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) -> Weighed {
        self.read_sentences();
        let rows = self.second_layers();
        Weighed { tokens: self.weighed, rows }
    }
}

impl<'n, 's, 't, 'k> Run<'n, 's, 't, 'k> {
    fn new(
        network: &'n Network<'n>,
        seen: &'s Observations<'t>,
        kept: &'k mut Kept<Vector>,
    ) -> Self {
        Self {
            network,
            seen,
            kept,
            looks: Looks::new(seen),
            weighed: Vec::new(),
            hidden: Vec::new(),
            inputs: Vec::with_capacity(BATCH),
        }
    }

    #[inline(always)]
    fn read_sentences(&mut self) {
        let mut vectors = Vec::new();
        let mut sums = Vec::new();
        let mut rows = Vec::new();
        for sentence in self.seen.sentences() {
            let known = self.weighed.len();
            let weighed = sentence.clone().filter(|token| self.looks.may_name(sentence, *token));
            self.weighed.extend(weighed);
            if self.weighed.len() > known {
                self.read_vectors(sentence, &mut vectors, &mut rows);
                sum_up(&vectors, &mut sums);
                self.first_layer(known, sentence, &vectors, &sums);
            }
        }
        self.finish_batch();
    }

    /// Sums the rows of each token, with the vector of the outside at both ends.
    #[inline(always)]
    fn read_vectors(
        &mut self,
        sentence: &Range<usize>,
        vectors: &mut Vec<Vector>,
        rows: &mut Vec<u32>,
    ) {
        vectors.clear();
        vectors.resize(REACH, self.network.outside);
        let tokens = self.seen.tokens().get(sentence.clone()).unwrap_or_default();
        let shouted = is_shouted(tokens);
        self.kept.fetch(sentence.clone().map(|at| self.seen.key(at)));
        for (index, token) in tokens.iter().enumerate() {
            let at = sentence.start + index;
            let mut vector = *self.kept.get(self.seen.key(at), [0; WIDTH], || {
                rows.clear();
                word_rows(self.seen.word(at), token.kind, token.classes, rows);
                rows.push(inputs::UNSAID);
                self.network.sum(rows)
            });
            rows.clear();
            place_rows(token, index == 0, shouted, rows);
            match rows.split_first() {
                Some((&inputs::UNSAID, rows)) => self.network.add(rows, &mut vector),
                _ => {
                    let unsaid = self.network.unsaid.iter();
                    vector.iter_mut().zip(unsaid).for_each(|(a, b)| *a = a.wrapping_sub(*b));
                    self.network.add(rows, &mut vector);
                }
            }
            vectors.push(vector);
        }
        vectors.resize(vectors.len() + REACH, self.network.outside);
    }

    #[inline(always)]
    fn first_layer(
        &mut self,
        from: usize,
        sentence: &Range<usize>,
        vectors: &[Vector],
        sums: &[[i32; WIDTH]],
    ) {
        for index in from..self.weighed.len() {
            let Some(token) = self.weighed.get(index) else { break };
            let at = token - sentence.start;
            let window = vectors.get(at..at + 2 * REACH + 1).unwrap_or_default();
            let left = at.saturating_sub(REACH);
            let right = (at + REACH + 1).min(sentence.len());
            let far = [
                mean(sums, left.saturating_sub(FAR)..left),
                mean(sums, right..(right + FAR).min(sentence.len())),
            ];
            let mut input = [0; FIRST_INPUTS];
            let (slots, _) = input.as_chunks_mut::<WIDTH>();
            slots.iter_mut().zip(window.iter().chain(&far)).for_each(|(to, from)| *to = *from);
            self.inputs.push(input);
            if self.inputs.len() >= BATCH {
                self.finish_batch();
            }
        }
    }

    /// Applies the first layer to what it is yet to read.
    #[inline(always)]
    fn finish_batch(&mut self) {
        let mut sums = [[0; BLOCK]; BATCH * BLOCKS];
        let sums = sums.get_mut(..self.inputs.len() * BLOCKS).unwrap_or_default();
        self.network.first.add(self.network.arch, self.inputs.as_flattened(), sums);
        let lines = &self.network.first_lines;
        self.hidden.extend(sums.as_chunks().0.iter().map(|sums| units_of(sums, lines)));
        self.inputs.clear();
    }

    #[inline(always)]
    fn second_layers(&self) -> Vec<Row> {
        let network = self.network;
        let words = Words::new(self.seen, &self.weighed, &self.hidden);
        let mut whole = [[0; BLOCK]; BLOCKS];
        network.whole.add(network.arch, &mean_of(self.hidden.iter()), &mut whole);
        let mut told = vec![whole; words.means.len()];
        network.word.add(network.arch, words.means.as_flattened(), told.as_flattened_mut());
        let mut rows = Vec::with_capacity(self.weighed.len());
        let mut between = Vec::with_capacity(BATCH);
        for (hidden, places) in self.hidden.chunks(BATCH).zip(words.places.chunks(BATCH)) {
            between.clear();
            for (hidden, place) in hidden.iter().zip(places) {
                let told = told.get(*place as usize);
                let matrix = if told.is_some() { &network.own } else { &network.alone };
                let mut sums = *told.unwrap_or(&whole);
                matrix.add(network.arch, hidden, &mut sums);
                between.push(units_of(&sums, &network.second_lines));
            }
            let mut sums = [[0; BLOCK]; BATCH];
            let sums = sums.get_mut(..between.len()).unwrap_or_default();
            network.last.add(network.arch, between.as_flattened(), sums);
            rows.extend(sums.iter().map(|sums| {
                let line = |unit: usize| network.last_lines[unit];
                Row::of_lanes(|unit| sums[unit] as f32 * line(unit).scale + line(unit).bias)
            }));
        }
        rows
    }
}

/// The words of the weighed tokens that occur more than once.
struct Words {
    /// Of each weighed token the index of its word's mean; beyond all where it is alone.
    places: Vec<u32>,
    /// The means of what the first layer gives.
    means: Vec<Hidden>,
}

impl Words {
    #[inline(always)]
    fn new(seen: &Observations<'_>, weighed: &[usize], hidden: &[Hidden]) -> Self {
        let tokens = seen.tokens();
        let word = |token: &usize| tokens.get(*token).map_or(0, |token| token.word as usize);
        let mut counts = vec![0u32; seen.words().len()];
        for token in weighed {
            if let Some(count) = counts.get_mut(word(token)) {
                *count += 1;
            }
        }
        // A count becomes the place of the word's sum.
        let mut sums: Vec<([i32; HIDDEN], u32)> = Vec::new();
        for count in &mut counts {
            let fresh = u32::try_from(sums.len()).unwrap_or(u32::MAX);
            let place = if *count > 1 { fresh } else { u32::MAX };
            if *count > 1 {
                sums.push(([0; HIDDEN], *count));
            }
            *count = place;
        }
        let place = |token| counts.get(word(token)).copied().unwrap_or(u32::MAX);
        let places: Vec<u32> = weighed.iter().map(place).collect();
        for (place, hidden) in places.iter().zip(hidden) {
            if let Some((sum, _)) = sums.get_mut(*place as usize) {
                sum.iter_mut().zip(hidden).for_each(|(sum, value)| *sum += i32::from(*value));
            }
        }
        let means = sums.iter().map(|(sum, count)| shared(sum, *count as usize)).collect();
        Self { places, means }
    }
}

/// The mean of what the first layer gives for some tokens.
#[inline(always)]
fn mean_of<'h>(tokens: impl Iterator<Item = &'h Hidden>) -> Hidden {
    let mut sum = [0; HIDDEN];
    let mut count = 0;
    for hidden in tokens {
        sum.iter_mut().zip(hidden).for_each(|(sum, value)| *sum += i32::from(*value));
        count += 1;
    }
    shared(&sum, count)
}

/// A sum over so many; there are no more than [`MAX_PART`] of 15 bits each.
#[inline(always)]
fn shared(sum: &[i32; HIDDEN], count: usize) -> Hidden {
    let share = 1.0 / count.max(1) as f32;
    sum.map(|sum| whole(sum as f32 * share))
}

/// The whole part of a number below 2²² in size. What the language's own conversion does at
/// the limits keeps a processor from doing many at once.
#[inline(always)]
fn whole(number: f32) -> i16 {
    /// Added, it leaves a float no bits for parts of one.
    const ROUNDING: f32 = 8_388_608.0;
    let size = number.abs();
    let rounded = size + ROUNDING;
    let up = u32::from(rounded - ROUNDING > size);
    let size = rounded.to_bits().wrapping_sub(ROUNDING.to_bits()).wrapping_sub(up) as i16;
    if number < 0.0 { size.wrapping_neg() } else { size }
}

/// What the units of a layer give for their sums, nothing below zero.
#[inline(always)]
fn units_of(sums: &[Sums; BLOCKS], lines: &[Line; HIDDEN]) -> Hidden {
    let sums = sums.as_flattened();
    std::array::from_fn(|unit| {
        let value = sums[unit] as f32 * lines[unit].scale + lines[unit].bias;
        whole(value.max(0.0).min(f32::from(i16::MAX)))
    })
}

/// Sums of the vectors before each token of a sentence.
#[inline(always)]
fn sum_up(vectors: &[Vector], sums: &mut Vec<[i32; WIDTH]>) {
    sums.clear();
    let mut sum = [0; WIDTH];
    sums.push(sum);
    let inner = vectors.get(REACH..vectors.len().saturating_sub(REACH)).unwrap_or_default();
    for vector in inner {
        sum.iter_mut().zip(vector).for_each(|(sum, value)| *sum += i32::from(*value));
        sums.push(sum);
    }
}

/// The mean of the vectors of some tokens; zeros where there are none.
#[inline(always)]
fn mean(sums: &[[i32; WIDTH]], tokens: Range<usize>) -> Vector {
    let (Some(before), Some(behind)) = (sums.get(tokens.start), sums.get(tokens.end)) else {
        return [0; WIDTH];
    };
    let share = 1.0 / tokens.len().max(1) as f32;
    let mut mean = [0; WIDTH];
    for (mean, (behind, before)) in mean.iter_mut().zip(behind.iter().zip(before)) {
        *mean = whole((behind - before) as f32 * share);
    }
    mean
}

/// Scores as logarithms of probabilities.
fn to_logarithms(row: &mut Scores) {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = row.iter().map(|score| (score - most).exp()).sum();
    let whole = most + sum.ln();
    row.iter_mut().for_each(|score| *score -= whole);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::name::model::NETWORK;
    use crate::facts::name::{NameTagger, tagger::RuleTagger};
    use crate::facts::reading::Reading;
    use crate::facts::testing::document;

    /// Bytes of no trained network, but of its shape: scales and biases small, weights any.
    fn made_up() -> Vec<u8> {
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let mut bytes: Vec<u8> = (0..ROWS * WIDTH).map(|_| noise()).collect();
        let layers = [(FIRST_INPUTS, HIDDEN), (SECOND_INPUTS, SECOND), (SECOND, OUTPUTS)];
        for (inputs, units) in layers {
            bytes.extend((0..2 * units).flat_map(|_| 1e-5f32.to_le_bytes()));
            bytes.extend((0..inputs * units).map(|_| noise()));
        }
        bytes
    }

    fn scores_of(network: &[u8], text: &str) -> Vec<Vec<Scores>> {
        let network = Network::read(network).expect("the right length");
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let mentions = RuleTagger.tag(&reading);
        let windows = Observations::windows(document.text(), &reading, &mentions);
        windows.map(|seen| network.scores(&seen)).collect()
    }

    #[test]
    fn only_bytes_of_the_right_length_are_a_network() {
        let bytes = made_up();
        assert_eq!(bytes.len(), STORED);
        assert!(Network::read(&bytes[1..]).is_none());
        assert!(Network::read(&[]).is_none());
        assert!(Network::read(&[bytes.as_slice(), &[0]].concat()).is_none());
    }

    #[test]
    fn what_cannot_be_a_name_is_outside() {
        let scores = scores_of(NETWORK, "it rained on Anna Vonk.").concat();
        assert_eq!((scores[0][0], scores[0][1]), (0.0, NEVER));
        assert!(scores[3][0] < 0.0 && scores[3][1] != NEVER);
    }

    proptest! {
        #[test]
        fn any_text_has_probabilities(text in "(?s).{0,120}|[A-Za-z .,’'-]{0,160}") {
            let network = made_up();
            let scores = scores_of(&network, &text);
            for row in scores.iter().flatten() {
                let sum: f32 = row.iter().map(|score| score.exp()).sum();
                prop_assert!((sum - 1.0).abs() < 1e-3, "{row:?}");
            }
            prop_assert_eq!(scores, scores_of(&network, &text));
        }
    }
}
