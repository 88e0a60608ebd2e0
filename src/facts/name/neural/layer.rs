//! A layer of units with small whole numbers as weights.

use pulp::{Arch, bytemuck, i16x16, i32x8};

/// Units whose sums stay in registers together; a layer has room for a multiple of them.
pub const BLOCK: usize = 32;

/// The sums of a block's units.
pub type Sums = [i32; BLOCK];

/// Weights of a block's units for two inputs: eight units in each part, the two weights of
/// a unit beside each other.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Pair([[i16; 16]; 4]);

/// Weights in the order in which they are multiplied: block by block, two inputs at a time.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    pairs: usize,
    weights: Vec<Pair>,
}

impl Matrix {
    /// The weights of so many blocks of units for so many inputs, an even number; `row` has
    /// those of a unit.
    pub fn new<R: Iterator<Item = i16>>(
        blocks: usize,
        inputs: usize,
        row: impl Fn(usize) -> R,
    ) -> Self {
        let pairs = (inputs / 2).max(1);
        let mut weights = vec![Pair::default(); blocks * pairs];
        for (block, weights) in weights.chunks_exact_mut(pairs).enumerate() {
            for unit in 0..BLOCK {
                let (part, lane) = (unit / 8, unit % 8 * 2);
                let mut row = row(block * BLOCK + unit);
                for pair in &mut *weights {
                    pair.0[part][lane] = row.next().unwrap_or_default();
                    pair.0[part][lane + 1] = row.next().unwrap_or_default();
                }
            }
        }
        Self { pairs, weights }
    }

    /// Adds what each unit makes of each input to `sums`. Inputs lie one behind the other,
    /// as do the sums of their units. The sums are the same on every processor.
    pub fn add(&self, arch: Arch, inputs: &[i16], sums: &mut [Sums]) {
        match arch {
            #[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
            Arch::V3(simd) => simd.vectorize(Work { matrix: self, inputs, sums, adder: simd }),
            _ => pulp::NullaryFnOnce::call(Work { matrix: self, inputs, sums, adder: Plain }),
        }
    }
}

/// How the weights of eight units, times the two inputs, are added to their sums.
trait Adder: Copy {
    fn add(self, sums: i32x8, weights: i16x16, inputs: [i16; 2]) -> i32x8;
}

/// On any processor.
#[derive(Clone, Copy, Debug)]
struct Plain;

impl Adder for Plain {
    #[inline(always)]
    fn add(self, sums: i32x8, weights: i16x16, inputs: [i16; 2]) -> i32x8 {
        let mut sums: [i32; 8] = bytemuck::cast(sums);
        let weights: [[i16; 2]; 8] = bytemuck::cast(weights);
        for (sum, weights) in sums.iter_mut().zip(weights) {
            let product = |at: usize| i32::from(weights[at]) * i32::from(inputs[at]);
            *sum = sum.wrapping_add(product(0).wrapping_add(product(1)));
        }
        bytemuck::cast(sums)
    }
}

#[cfg(any(target_arch = "x86_64", target_arch = "x86"))]
impl Adder for pulp::x86::V3 {
    #[inline(always)]
    fn add(self, sums: i32x8, weights: i16x16, inputs: [i16; 2]) -> i32x8 {
        let inputs = bytemuck::cast(self.splat_i32x8(bytemuck::cast(inputs)));
        let products = self.multiply_wrapping_add_adjacent_i16x16(weights, inputs);
        self.wrapping_add_i32x8(sums, products)
    }
}

/// A matrix at work.
struct Work<'a, A> {
    matrix: &'a Matrix,
    inputs: &'a [i16],
    sums: &'a mut [Sums],
    adder: A,
}

impl<A: Adder> pulp::NullaryFnOnce for Work<'_, A> {
    type Output = ();

    /// Two inputs at a time, so that a weight is fetched for both.
    #[inline(always)]
    fn call(self) {
        let Self { matrix, inputs, sums, adder } = self;
        let pairs = matrix.pairs.max(1);
        let blocks = matrix.weights.len() / pairs;
        let (inputs, _) = inputs.as_chunks::<2>();
        for (block, weights) in matrix.weights.chunks_exact(pairs).enumerate() {
            let mut inputs = inputs.chunks_exact(pairs);
            let mut rows = sums.chunks_exact_mut(blocks);
            while let Some((input, row)) = inputs.next().zip(rows.next()) {
                let Some(first) = row.get_mut(block) else { return };
                match inputs.next().zip(rows.next().and_then(|row| row.get_mut(block))) {
                    Some((other, second)) => {
                        multiply(adder, weights, [input, other], [first, second]);
                    }
                    None => multiply(adder, weights, [input, input], [first, &mut [0; BLOCK]]),
                }
            }
        }
    }
}

#[inline(always)]
fn multiply<A: Adder>(adder: A, weights: &[Pair], inputs: [&[[i16; 2]]; 2], rows: [&mut Sums; 2]) {
    let mut sums: [[i32x8; 4]; 2] = [bytemuck::cast(*rows[0]), bytemuck::cast(*rows[1])];
    let [first, second] = inputs;
    for ((weights, first), second) in weights.iter().zip(first).zip(second) {
        for (part, weights) in weights.0.iter().enumerate() {
            let weights = bytemuck::cast(*weights);
            sums[0][part] = adder.add(sums[0][part], weights, *first);
            sums[1][part] = adder.add(sums[1][part], weights, *second);
        }
    }
    for (row, sums) in rows.into_iter().zip(sums) {
        *row = bytemuck::cast(sums);
    }
}

/// What makes a number of a unit's sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Line {
    /// What a sum of 1 is worth.
    pub scale: f32,
    /// What is added.
    pub bias: f32,
}

impl Line {
    /// The line of so many times the numbers.
    pub fn times(self, factor: f32) -> Self {
        Self { scale: self.scale * factor, bias: self.bias * factor }
    }
}

/// A stored layer: weights of one byte, a scale and a bias for each unit.
#[derive(Clone, Copy, Debug)]
pub struct Stored<'b> {
    inputs: usize,
    numbers: &'b [[u8; 4]],
    weights: &'b [u8],
}

impl<'b> Stored<'b> {
    /// Bytes that a layer of this size takes.
    pub const fn size(inputs: usize, units: usize) -> usize {
        units * (inputs + 8)
    }

    /// Reads a stored layer: scales, biases, weights. None where the length is wrong.
    pub fn read(bytes: &'b [u8], inputs: usize, units: usize) -> Option<Self> {
        let (numbers, weights) = bytes.split_at_checked(units * 8)?;
        let stored = Self { inputs, numbers: numbers.as_chunks().0, weights };
        (weights.len() == inputs * units).then_some(stored)
    }

    /// The weights of a unit; none where there is no such unit.
    pub fn row(&self, unit: usize) -> impl Iterator<Item = i16> + use<'b> {
        let row = self.weights.get(unit * self.inputs..(unit + 1) * self.inputs);
        row.unwrap_or_default().iter().map(|byte| i16::from(byte.cast_signed()))
    }

    /// What makes a number of the sums of a unit.
    pub fn line(&self, unit: usize) -> Line {
        let number = |at: usize| self.numbers.get(at).map(|bytes| f32::from_le_bytes(*bytes));
        let units = self.numbers.len() / 2;
        let line = number(unit).filter(|_| unit < units).zip(number(units + unit));
        line.map_or(Line::default(), |(scale, bias)| Line { scale, bias })
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_the_same_on_every_processor() {
        let mut state = 1u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as u16 as i16
        };
        let weights: Vec<i16> = (0..64 * 10).map(|_| noise() / 200).collect();
        let matrix = Matrix::new(2, 10, |unit| weights[unit * 10..][..10].iter().copied());
        for count in 0..4 {
            let inputs: Vec<i16> = (0..10 * count).map(|_| noise() / 16).collect();
            let mut sums = vec![[7; BLOCK]; 2 * count];
            matrix.add(Arch::new(), &inputs, &mut sums);
            let mut plain = vec![[7; BLOCK]; 2 * count];
            matrix.add(Arch::Scalar, &inputs, &mut plain);
            assert_eq!(sums, plain);
            for (at, sum) in plain.as_flattened().iter().enumerate() {
                let (input, unit) = (&inputs[at / 64 * 10..][..10], at % 64);
                let own = &weights[unit * 10..][..10];
                let products = input.iter().zip(own).map(|(a, b)| i32::from(*a) * i32::from(*b));
                assert_eq!(*sum, 7 + products.sum::<i32>(), "{at}");
            }
        }
    }
}
