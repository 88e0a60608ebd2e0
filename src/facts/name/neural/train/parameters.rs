//! All that is learned, and its gradient.

use super::dense::Dense;
use super::random::Random;
use crate::facts::name::neural::shape::{
    FIRST_INPUTS, HIDDEN, OUTPUTS, ROWS, SECOND, SECOND_INPUTS, WIDTH,
};

/// A vector of the table or of a token.
pub type Vector = [f32; WIDTH];

/// How large the numbers of the table are at first.
const FIRST_SIZE: f32 = 0.08;

/// The network in 32-bit floats.
#[derive(Clone, Debug)]
pub struct Parameters {
    /// The learned vectors.
    pub table: Vec<Vector>,
    /// The layers.
    pub layers: Layers,
}

/// The three layers, or their gradient.
#[derive(Clone, Debug)]
pub struct Layers {
    /// From the vectors around a token.
    pub first: Dense,
    /// From the first layer, of the token, its word and the piece.
    pub second: Dense,
    /// To the labels.
    pub last: Dense,
}

impl Layers {
    /// All zeros.
    pub fn zeros() -> Self {
        Self {
            first: Dense::zeros(FIRST_INPUTS, HIDDEN),
            second: Dense::zeros(SECOND_INPUTS, SECOND),
            last: Dense::zeros(SECOND, OUTPUTS),
        }
    }

    /// All numbers, list by list.
    pub fn numbers(&self) -> [&[f32]; 6] {
        let Self { first, second, last } = self;
        [
            &first.weights,
            &first.biases,
            &second.weights,
            &second.biases,
            &last.weights,
            &last.biases,
        ]
    }

    /// All numbers, list by list, to change them.
    pub fn numbers_mut(&mut self) -> [&mut [f32]; 6] {
        let Self { first, second, last } = self;
        [
            &mut first.weights,
            &mut first.biases,
            &mut second.weights,
            &mut second.biases,
            &mut last.weights,
            &mut last.biases,
        ]
    }
}

impl Parameters {
    /// Random ones.
    pub fn random(random: &mut Random) -> Self {
        let mut number = || (random.unit() * 2.0 - 1.0) * FIRST_SIZE;
        let table = (0..ROWS).map(|_| std::array::from_fn(|_| number())).collect();
        let first = Dense::random(FIRST_INPUTS, HIDDEN, random);
        let second = Dense::random(SECOND_INPUTS, SECOND, random);
        let last = Dense::random(SECOND, OUTPUTS, random);
        Self { table, layers: Layers { first, second, last } }
    }

    /// Moves towards others by a share of the way.
    pub fn approach(&mut self, others: &Self, share: f32) {
        let mix = |to: &mut [f32], from: &[f32]| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += share * (from - *to));
        };
        mix(self.table.as_flattened_mut(), others.table.as_flattened());
        for (to, from) in self.layers.numbers_mut().into_iter().zip(others.layers.numbers()) {
            mix(to, from);
        }
    }
}
