//! A layer of units with small whole numbers as weights.

use pulp::Arch;

/// Weights of one byte, a scale and a bias for each unit.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    arch: Arch,
    inputs: usize,
    /// Unit by unit; kept as the type that processors multiply in pairs.
    weights: Vec<i16>,
    scales: Vec<f32>,
    biases: Vec<f32>,
}

impl Layer {
    /// Bytes that a layer of this size takes when stored.
    pub const fn stored(inputs: usize, units: usize) -> usize {
        units * (inputs + 8)
    }

    /// Reads a stored layer: scales, biases, weights. None where the length is wrong.
    pub fn read(bytes: &[u8], inputs: usize, units: usize) -> Option<Self> {
        let (numbers, weights) = bytes.split_at_checked(units * 8)?;
        let (numbers, _) = numbers.as_chunks::<4>();
        let mut numbers = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let scales: Vec<f32> = numbers.by_ref().take(units).collect();
        let layer = Self {
            arch: Arch::new(),
            inputs,
            weights: weights.iter().map(|byte| i16::from(byte.cast_signed())).collect(),
            scales,
            biases: numbers.collect(),
        };
        (weights.len() == inputs * units).then_some(layer)
    }

    /// Writes a layer of these weights (unit by unit) and biases, rounded to bytes.
    #[cfg(feature = "train")]
    pub fn write(weights: &[f32], inputs: usize, biases: &[f32], bytes: &mut Vec<u8>) {
        let scale = |unit: &[f32]| unit.iter().fold(1e-9f32, |most, w| most.max(w.abs())) / 127.0;
        let scales: Vec<f32> = weights.chunks_exact(inputs).map(scale).collect();
        bytes.extend(scales.iter().chain(biases).flat_map(|number| number.to_le_bytes()));
        for (unit, scale) in weights.chunks_exact(inputs).zip(&scales) {
            bytes.extend(unit.iter().map(|w| ((w / scale).round() as i8).cast_unsigned()));
        }
    }

    /// What each unit makes of the input; in the widest instructions that the processor has.
    pub fn apply(&self, input: &[i16], output: &mut [f32]) {
        self.arch.dispatch(
            #[inline(always)]
            || self.multiply(input, output),
        );
    }

    #[inline(always)]
    fn multiply(&self, input: &[i16], output: &mut [f32]) {
        let units = self.weights.chunks_exact(self.inputs.max(1));
        let numbers = self.scales.iter().zip(&self.biases);
        for ((weights, (scale, bias)), output) in units.zip(numbers).zip(output) {
            *output = dot(weights, input) as f32 * scale + bias;
        }
    }
}

/// Compilers make the processor's multiply-and-add of pairs of this loop.
#[inline(always)]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}
