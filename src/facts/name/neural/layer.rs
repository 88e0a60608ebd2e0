//! A layer of units with small whole numbers as weights.

use pulp::{Arch, Simd, WithSimd};

/// Inputs that a layer is applied to at once: so many sums of a unit stay in registers.
pub const BATCH: usize = 8;

/// Units whose weights lie beside each other; a multiple of the lanes of any processor.
const BLOCK: usize = 16;

/// Weights of one byte, a scale and a bias for each unit.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    arch: Arch,
    inputs: usize,
    /// Block by block, input by input, unit by unit; zeros fill the last block. Whole
    /// numbers as floats, which processors multiply and add in one instruction.
    weights: Vec<[f32; BLOCK]>,
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
            weights: blocks(weights, inputs),
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

    /// What each unit makes of each input of a batch, which lie one behind the other like
    /// the results; in the widest instructions that the processor has.
    pub fn apply(&self, batch: &[f32], output: &mut [f32]) {
        self.arch.dispatch(Multiplication { layer: self, batch, output });
    }
}

/// Stored weights in the order in which they are multiplied.
fn blocks(bytes: &[u8], inputs: usize) -> Vec<[f32; BLOCK]> {
    let units: Vec<&[u8]> = bytes.chunks_exact(inputs.max(1)).collect();
    let weight = |unit: Option<&&[u8]>, input: usize| {
        unit.and_then(|unit| unit.get(input)).map_or(0.0, |byte| f32::from(byte.cast_signed()))
    };
    let rows = units.chunks(BLOCK).flat_map(|block| (0..inputs).map(move |input| (block, input)));
    rows.map(|(block, input)| std::array::from_fn(|unit| weight(block.get(unit), input))).collect()
}

/// A layer at work on a batch.
struct Multiplication<'a> {
    layer: &'a Layer,
    batch: &'a [f32],
    output: &'a mut [f32],
}

impl WithSimd for Multiplication<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Self { layer, batch, output } = self;
        let mut inputs = batch.chunks_exact(layer.inputs.max(1));
        let inputs: [&[f32]; BATCH] = std::array::from_fn(|_| inputs.next().unwrap_or_default());
        let units = layer.scales.len();
        for (block, weights) in layer.weights.chunks_exact(layer.inputs.max(1)).enumerate() {
            for lane in 0..BLOCK / S::F32_LANES {
                let sums = multiply(simd, weights, lane, inputs);
                let first = block * BLOCK + lane * S::F32_LANES;
                for (output, sums) in output.chunks_exact_mut(units).zip(&sums) {
                    layer.finish(
                        first,
                        pulp::bytemuck::cast_slice(std::slice::from_ref(sums)),
                        output,
                    );
                }
            }
        }
    }
}

impl Layer {
    /// Writes what the units from `first` on make of their sums.
    #[inline(always)]
    fn finish(&self, first: usize, sums: &[f32], output: &mut [f32]) {
        let numbers = self.scales.iter().zip(&self.biases).zip(output);
        for (((scale, bias), output), sum) in numbers.skip(first).zip(sums) {
            *output = sum * scale + bias;
        }
    }
}

/// The sums of as many units as the processor has lanes, for each input of a batch.
#[inline(always)]
fn multiply<S: Simd>(
    simd: S,
    weights: &[[f32; BLOCK]],
    lane: usize,
    inputs: [&[f32]; BATCH],
) -> [S::f32s; BATCH] {
    let mut sums = [simd.splat_f32s(0.0); BATCH];
    let [a, b, c, d, e, f, g, h] = inputs;
    let pairs = a.iter().zip(b).zip(c.iter().zip(d)).zip(e.iter().zip(f).zip(g.iter().zip(h)));
    for (weights, (((a, b), (c, d)), ((e, f), (g, h)))) in weights.iter().zip(pairs) {
        let Some(weights) = S::as_simd_f32s(weights).0.get(lane) else { return sums };
        for (sum, input) in sums.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *sum = simd.mul_add_e_f32s(*weights, simd.splat_f32s(*input), *sum);
        }
    }
    sums
}
