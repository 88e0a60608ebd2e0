//! A layer in 32-bit floats, and its gradient.

use super::random::Random;

/// Weights and biases of a layer, or their gradient, or the moments of that.
#[derive(Clone, Debug)]
pub struct Dense {
    /// Input by input.
    pub weights: Vec<f32>,
    /// Of each unit.
    pub biases: Vec<f32>,
}

impl Dense {
    /// All zeros.
    pub fn zeros(inputs: usize, units: usize) -> Self {
        Self { weights: vec![0.0; inputs * units], biases: vec![0.0; units] }
    }

    /// Random weights whose size suits the number of inputs (He et al. 2015).
    pub fn random(inputs: usize, units: usize, random: &mut Random) -> Self {
        let size = (3.0 / inputs as f32).sqrt();
        let weights = (0..inputs * units).map(|_| (random.unit() * 2.0 - 1.0) * size).collect();
        Self { weights, biases: vec![0.0; units] }
    }

    /// What the units make of an input.
    pub fn apply(&self, input: &[f32], output: &mut [f32]) {
        output.copy_from_slice(&self.biases);
        for (value, weights) in input.iter().zip(self.weights.chunks_exact(self.biases.len())) {
            add_scaled(*value, weights, output);
        }
    }

    /// Adds to `gradient` and to `input_slope` what the slope of the loss at the units tells.
    /// An input of zero was dropped or cut off, and has no slope.
    pub fn learn(
        &self,
        input: &[f32],
        slope: &[f32],
        gradient: &mut Self,
        input_slope: &mut [f32],
    ) {
        let units = self.biases.len();
        add_scaled(1.0, slope, &mut gradient.biases);
        let rows = self.weights.chunks_exact(units).zip(gradient.weights.chunks_exact_mut(units));
        for ((value, input_slope), (weights, gradient)) in input.iter().zip(input_slope).zip(rows) {
            if *value != 0.0 {
                add_scaled(*value, slope, gradient);
                *input_slope += dot(weights, slope);
            }
        }
    }
}

/// Adds `scale * from` to `to`.
pub fn add_scaled(scale: f32, from: &[f32], to: &mut [f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += scale * from;
    }
}

/// Multiplies number by number.
pub fn multiply(numbers: &mut [f32], factors: &[f32]) {
    for (number, factor) in numbers.iter_mut().zip(factors) {
        *number *= factor;
    }
}

/// Sums up in lanes, always in the same order, as vectors of the processor do.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 16];
    let (a, a_rest) = a.as_chunks::<16>();
    let (b, b_rest) = b.as_chunks::<16>();
    for (a, b) in a.iter().zip(b) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}
