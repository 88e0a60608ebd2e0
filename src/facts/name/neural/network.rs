//! The network as it runs: whole numbers, no allocation for a token.

use std::ops::Range;

use super::inputs::{self, is_shouted, may_name, place_rows, word_rows};
use super::layer::{BATCH, Layer};
use super::shape::{FAR, FIRST_INPUTS, HIDDEN, OUTPUTS, REACH, ROWS, SECOND, SECOND_INPUTS, WIDTH};
use crate::facts::name::model::{Emission, Kept, LABELS, Memory, Observations, Scores};

/// What a unit of the first layers gives is rounded to this part of one.
pub(super) const ONE: f32 = 512.0;

/// The score of a name for a token that is not weighed.
const NEVER: f32 = -16.0;

/// Tokens that it is wise to score together: more of them tell nothing more of each other,
/// and memory grows with them (about 200 bytes each).
pub const MAX_PART: usize = 1 << 14;

/// Bytes of the stored network.
pub const STORED: usize = ROWS * WIDTH
    + Layer::stored(FIRST_INPUTS, HIDDEN)
    + Layer::stored(SECOND_INPUTS, SECOND)
    + Layer::stored(SECOND, OUTPUTS);

/// A token's vector.
pub type Vector = [i16; WIDTH];

/// A trained network.
#[derive(Clone, Debug)]
pub struct Network<'b> {
    table: &'b [[u8; WIDTH]],
    first: Layer,
    second: Layer,
    last: Layer,
    outside: Vector,
}

impl<'b> Network<'b> {
    /// Reads a stored network; none where its length is wrong. The table stays where it is.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (table, rest) = bytes.split_at_checked(ROWS * WIDTH)?;
        let (first, rest) = rest.split_at_checked(Layer::stored(FIRST_INPUTS, HIDDEN))?;
        let (second, last) = rest.split_at_checked(Layer::stored(SECOND_INPUTS, SECOND))?;
        let mut network = Self {
            table: table.as_chunks().0,
            first: Layer::read(first, FIRST_INPUTS, HIDDEN)?,
            second: Layer::read(second, SECOND_INPUTS, SECOND)?,
            last: Layer::read(last, SECOND, OUTPUTS)?,
            outside: [0; WIDTH],
        };
        network.outside = network.sum(&[inputs::OUTSIDE]);
        Some(network)
    }

    fn sum(&self, rows: &[u32]) -> Vector {
        let mut vector = [0; WIDTH];
        self.add(rows, &mut vector);
        vector
    }

    fn add(&self, rows: &[u32], vector: &mut Vector) {
        for row in rows {
            let Some(row) = self.table.get(*row as usize) else { continue };
            for (sum, byte) in vector.iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(byte.cast_signed()));
            }
        }
    }

    /// Logarithms of the probabilities of each label of the tokens of a part of the text.
    /// Tokens of the same word tell of each other within the part, so it should hold a
    /// document, or some thousands of tokens of one; memory grows with it.
    pub fn scores(&self, seen: &Observations<'_>, part: Range<usize>) -> Vec<Scores> {
        self.scores_with(seen, part, &mut Memory::new().vectors)
    }

    /// The same with the vectors of words that are known of other texts.
    pub fn scores_with(
        &self,
        seen: &Observations<'_>,
        part: Range<usize>,
        kept: &mut Kept<Vector>,
    ) -> Vec<Scores> {
        let mut run = Run::new(self, seen, part, kept);
        run.read_sentences();
        run.second_layers()
    }
}

/// The work on one part of a text.
struct Run<'n, 's, 't, 'k> {
    network: &'n Network<'n>,
    seen: &'s Observations<'t>,
    part: Range<usize>,
    kept: &'k mut Kept<Vector>,
    /// The weighed tokens.
    weighed: Vec<usize>,
    /// What the first layer gives for each of them.
    hidden: Vec<[i16; HIDDEN]>,
    /// What the first layer is yet to read, up to a batch.
    inputs: Vec<f32>,
}

impl<'n, 's, 't, 'k> Run<'n, 's, 't, 'k> {
    fn new(
        network: &'n Network<'n>,
        seen: &'s Observations<'t>,
        part: Range<usize>,
        kept: &'k mut Kept<Vector>,
    ) -> Self {
        let end = part.end.min(seen.tokens().len());
        Self {
            network,
            seen,
            part: part.start.min(end)..end,
            kept,
            weighed: Vec::new(),
            hidden: Vec::new(),
            inputs: Vec::with_capacity(BATCH * FIRST_INPUTS),
        }
    }

    fn read_sentences(&mut self) {
        let mut vectors = Vec::new();
        let mut sums = Vec::new();
        let mut rows = Vec::new();
        let mut at = self.part.start;
        while at < self.part.end {
            let sentence = self.seen.sentence_of(at);
            let end = sentence.end.clamp(at + 1, self.part.end);
            let sentence = at..end;
            at = end;
            let known = self.weighed.len();
            let weighed = sentence.clone().filter(|token| may_name(self.seen, &sentence, *token));
            self.weighed.extend(weighed);
            if self.weighed.len() > known {
                self.read_vectors(&sentence, &mut vectors, &mut rows);
                sum_up(&vectors, &mut sums);
                self.first_layer(known, &sentence, &vectors, &sums);
            }
        }
        self.finish_batch();
    }

    /// The vectors of a sentence's tokens, with those outside on both sides of it.
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
        for (index, token) in tokens.iter().enumerate() {
            let at = sentence.start + index;
            let mut vector = self.kept.get(self.seen.key(at), [0; WIDTH], || {
                rows.clear();
                word_rows(self.seen.word(at), token.kind, token.classes, rows);
                self.network.sum(rows)
            });
            rows.clear();
            place_rows(token, index == 0, shouted, rows);
            self.network.add(rows, &mut vector);
            vectors.push(vector);
        }
        vectors.resize(vectors.len() + REACH, self.network.outside);
    }

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
            for vector in window.iter().chain(&far) {
                self.inputs.extend(vector.iter().map(|value| f32::from(*value)));
            }
            if self.inputs.len() >= BATCH * FIRST_INPUTS {
                self.finish_batch();
            }
        }
    }

    /// Applies the first layer to what it is yet to read.
    fn finish_batch(&mut self) {
        let count = self.inputs.len() / FIRST_INPUTS;
        let mut output = [0.0; BATCH * HIDDEN];
        self.inputs.resize(BATCH * FIRST_INPUTS, 0.0);
        self.network.first.apply(&self.inputs, &mut output);
        let (output, _) = output.as_chunks::<HIDDEN>();
        self.hidden.extend(output.iter().take(count).map(|output| output.map(rounded)));
        self.inputs.clear();
    }

    fn second_layers(&self) -> Vec<Scores> {
        let (places, means) = self.means();
        let whole = mean_of(self.hidden.iter());
        let mut never = [NEVER; LABELS];
        never[0] = 0.0;
        let mut scores = vec![never; self.part.len()];
        let mut input = [0.0; BATCH * SECOND_INPUTS];
        let mut between = [0.0; BATCH * SECOND];
        let mut output = [0.0; BATCH * OUTPUTS];
        let mut tokens = self.weighed.chunks(BATCH);
        for (hidden, places) in self.hidden.chunks(BATCH).zip(places.chunks(BATCH)) {
            for ((to, hidden), place) in
                input.as_chunks_mut::<SECOND_INPUTS>().0.iter_mut().zip(hidden).zip(places)
            {
                let parts = [hidden, means.get(*place).unwrap_or(hidden), &whole];
                to.iter_mut()
                    .zip(parts.into_iter().flatten())
                    .for_each(|(to, value)| *to = f32::from(*value));
            }
            self.network.second.apply(&input, &mut between);
            between.iter_mut().for_each(|value| *value = f32::from(rounded(*value)));
            self.network.last.apply(&between, &mut output);
            for (token, output) in tokens.next().into_iter().flatten().zip(output.as_chunks().0) {
                if let Some(row) = scores.get_mut(token - self.part.start) {
                    *row = *output;
                    to_logarithms(row);
                }
            }
        }
        scores
    }

    /// The mean of the first layer over the weighed tokens of each word, and where each
    /// token's is.
    fn means(&self) -> (Vec<usize>, Vec<[i16; HIDDEN]>) {
        let tokens = self.seen.tokens();
        let word = |token: &usize| tokens.get(*token).map_or(u32::MAX, |token| token.word);
        let mut order: Vec<(u32, usize)> =
            self.weighed.iter().map(word).enumerate().map(|(index, word)| (word, index)).collect();
        order.sort_unstable();
        let mut places = vec![0; order.len()];
        let mut means = Vec::new();
        for same in order.chunk_by(|a, b| a.0 == b.0) {
            for (_, index) in same {
                if let Some(place) = places.get_mut(*index) {
                    *place = means.len();
                }
            }
            means.push(mean_of(same.iter().filter_map(|(_, index)| self.hidden.get(*index))));
        }
        (places, means)
    }
}

/// The mean of what the first layer gives for some tokens.
fn mean_of<'h>(tokens: impl Iterator<Item = &'h [i16; HIDDEN]>) -> [i16; HIDDEN] {
    let mut sum = [0i64; HIDDEN];
    let mut count = 0;
    for hidden in tokens {
        sum.iter_mut().zip(hidden).for_each(|(sum, value)| *sum += i64::from(*value));
        count += 1;
    }
    let share = 1.0 / count.max(1) as f32;
    sum.map(|sum| (sum as f32 * share) as i16)
}

/// What a unit gives, nothing below zero.
fn rounded(value: f32) -> i16 {
    (value.max(0.0) * ONE) as i16
}

/// Sums of the vectors before each token of a sentence.
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
fn mean(sums: &[[i32; WIDTH]], tokens: Range<usize>) -> Vector {
    let (Some(before), Some(behind)) = (sums.get(tokens.start), sums.get(tokens.end)) else {
        return [0; WIDTH];
    };
    let share = 1.0 / tokens.len().max(1) as f32;
    std::array::from_fn(|index| ((behind[index] - before[index]) as f32 * share) as i16)
}

/// Scores as logarithms of probabilities.
fn to_logarithms(row: &mut Scores) {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = row.iter().map(|score| (score - most).exp()).sum();
    let whole = most + sum.ln();
    row.iter_mut().for_each(|score| *score -= whole);
}

/// The scores of a part of a text, as one family of several.
#[derive(Clone, Debug)]
pub struct NetworkScores {
    part: Range<usize>,
    scores: Vec<Scores>,
}

impl NetworkScores {
    /// The scores of the tokens of `part`.
    pub fn new(network: &Network<'_>, seen: &Observations<'_>, part: Range<usize>) -> Self {
        Self { scores: network.scores(seen, part.clone()), part }
    }
}

impl Emission for NetworkScores {
    fn add_scores(&self, _: &Observations<'_>, stretch: Range<usize>, scores: &mut [Scores]) {
        let start = stretch.start.saturating_sub(self.part.start);
        let own = self.scores.get(start..).unwrap_or_default();
        for (sums, own) in scores.iter_mut().zip(own) {
            sums.iter_mut().zip(own).for_each(|(sum, score)| *sum += score);
        }
    }
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
        windows.map(|seen| network.scores(&seen, 0..seen.tokens().len())).collect()
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
