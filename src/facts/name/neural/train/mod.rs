//! Training of the network, from the first random numbers to the bytes that are shipped.
//! The same examples and settings give the same bytes.

mod adam;
mod augment;
mod dense;
mod parameters;
mod pass;
mod piece;
mod quantise;
mod random;
#[cfg(test)]
mod tests;

use adam::Adam;
use augment::Donors;
use parameters::{Layers, Parameters};
pub use pass::Dropout;
use pass::{Gradient, Pass};
use piece::Piece;
use random::Random;

use super::shape::ROWS;
use crate::facts::name::model::{Decoder, Transitions};
use crate::facts::name::training::Example;

/// How the network is trained.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How often every example is read.
    pub passes: usize,
    /// Size of the first step; it falls to nothing in a straight line.
    pub rate: f32,
    /// What is dropped of the layers.
    pub dropout: Dropout,
    /// The share of rows that are dropped, so that none is relied on alone.
    pub dropped_rows: f32,
    /// The share of words whose own row is dropped, beside `1 / (1 + count)`: rare words are
    /// told by their parts, since the words of other texts will be.
    pub dropped_words: f32,
    /// The share of names that others take the place of.
    pub replaced_names: f32,
    /// Tokens of a document that are read together.
    pub piece_tokens: usize,
    /// Tokens between two steps.
    pub step_tokens: usize,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passes: 3,
            rate: 0.002,
            dropout: Dropout { vectors: 0.1, first: 0.4, second: 0.2 },
            dropped_rows: 0.2,
            dropped_words: 0.3,
            replaced_names: 0.2,
            piece_tokens: 300,
            step_tokens: 300,
            seed: 1,
        }
    }
}

/// The last passes, as a share of all, whose results are averaged.
const AVERAGED: f32 = 0.4;

/// A word that has fewer rows is a mark or a number and keeps them all.
const MIN_ROWS_OF_WORD: usize = 5;

/// Trains a network on examples and returns its stored form. `report` is told of each pass:
/// its number and its mean loss for a weighed token.
pub fn train(
    examples: &[&Example<'_>],
    settings: &Settings,
    mut report: impl FnMut(usize, f32),
) -> Vec<u8> {
    let documents: Vec<Piece> = examples.iter().map(|example| Piece::new(example)).collect();
    let mut trainer = Trainer::new(&documents, *settings);
    let donors = Donors::new(&documents);
    let averaged = (settings.passes as f32 * (1.0 - AVERAGED)) as usize;
    let mut mean = trainer.parameters.clone();
    for pass in 0..settings.passes {
        let loss = trainer.pass(&documents, &donors);
        let share = 1.0 / (pass.saturating_sub(averaged) + 1) as f32;
        mean.approach(&trainer.parameters, share);
        report(pass, loss);
    }
    quantise::stored(&mean)
}

struct Trainer {
    settings: Settings,
    random: Random,
    parameters: Parameters,
    gradient: Gradient,
    adam: Adam,
    decoder: Decoder,
    /// Of each row how many tokens have it as that of their word.
    counts: Vec<u32>,
    /// Tokens read, and those that all passes will read.
    read: usize,
    all: usize,
}

impl Trainer {
    fn new(documents: &[Piece], settings: Settings) -> Self {
        let mut random = Random::new(settings.seed);
        let mut counts = vec![0; ROWS];
        for piece in documents {
            let words = (0..piece.len()).filter_map(|token| piece.rows(token).first());
            words.for_each(|row| counts[*row as usize] += 1);
        }
        Self {
            settings,
            parameters: Parameters::random(&mut random),
            random,
            gradient: Gradient { layers: Layers::zeros(), vectors: Vec::new() },
            adam: Adam::default(),
            decoder: Decoder::new(&Transitions::default()),
            counts,
            read: 0,
            all: documents.iter().map(Piece::len).sum::<usize>() * settings.passes,
        }
    }

    /// Reads all documents once, in a new order, with new names in them; the mean loss.
    fn pass(&mut self, documents: &[Piece], donors: &Donors<'_>) -> f32 {
        let share = self.settings.replaced_names;
        let mut pieces = Vec::new();
        for document in documents {
            let piece = donors.replaced(document, share, &mut self.random);
            pieces.extend(piece.cut(self.settings.piece_tokens));
        }
        self.random.shuffle(&mut pieces);
        let (mut loss, mut weighed, mut waiting) = (0.0, 0, 0);
        for piece in &pieces {
            let rows = self.kept_rows(piece);
            let pass =
                Pass::new(&self.parameters, piece, &rows, self.settings.dropout, &mut self.random);
            loss += pass.learn(&self.decoder, &mut self.gradient);
            weighed += pass.scores.len();
            self.adam.gather(&rows, &self.gradient.vectors);
            waiting += piece.len();
            if waiting >= self.settings.step_tokens {
                self.read += waiting;
                waiting = 0;
                let left = 1.0 - self.read as f32 / (self.all + 1) as f32;
                let rate = self.settings.rate * left.max(0.0);
                self.adam.step(&mut self.parameters, &mut self.gradient, rate);
            }
        }
        loss / weighed.max(1) as f32
    }

    /// Of each token the rows that are not dropped.
    fn kept_rows(&mut self, piece: &Piece) -> Vec<Vec<u32>> {
        let mut kept = Vec::with_capacity(piece.len());
        for token in 0..piece.len() {
            let rows = piece.rows(token);
            let count = rows.first().map_or(0, |row| self.counts[*row as usize]);
            let share = self.settings.dropped_words + 1.0 / (1 + count) as f32;
            let wordless = rows.len() >= MIN_ROWS_OF_WORD && self.random.unit() < share;
            let rows = rows.get(usize::from(wordless)..).unwrap_or_default().iter();
            let dropped = self.settings.dropped_rows;
            kept.push(rows.copied().filter(|_| self.random.unit() >= dropped).collect());
        }
        kept
    }
}
