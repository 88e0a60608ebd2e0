//! A trained network as bytes.

use super::dense::Dense;
use super::parameters::{Parameters, Vector};
use crate::facts::name::neural::layer::Stored;
use crate::facts::name::neural::network::ONE;
use crate::facts::name::neural::shape::{FIRST_INPUTS, SECOND, SECOND_INPUTS, WIDTH};

/// The stored form: the table column by column rounded to bytes, its scales folded into the
/// first layer, then the layers.
pub fn stored(parameters: &Parameters) -> Vec<u8> {
    let Parameters { table, layers } = parameters;
    let scales = column_scales(table);
    let rows = table.iter().flat_map(|row| row.iter().zip(&scales));
    let mut bytes: Vec<u8> = rows.map(|(number, scale)| byte(number / scale)).collect();
    let of_column = |input: usize| scales[input % WIDTH];
    write(&layers.first, FIRST_INPUTS, of_column, &mut bytes);
    write(&layers.second, SECOND_INPUTS, |_| 1.0 / ONE, &mut bytes);
    write(&layers.last, SECOND, |_| 1.0 / ONE, &mut bytes);
    bytes
}

/// Writes a layer, unit by unit, whose inputs come as multiples of `scale`.
fn write(layer: &Dense, inputs: usize, scale: impl Fn(usize) -> f32, bytes: &mut Vec<u8>) {
    let units = layer.biases.len();
    let unit = |unit| layer.weights.iter().skip(unit).step_by(units).enumerate();
    let weights: Vec<f32> = (0..units)
        .flat_map(|index| unit(index).map(|(input, weight)| weight * scale(input)))
        .collect();
    Stored::write(&weights, inputs, &layer.biases, bytes);
}

/// One number in so many of a column is too large for a byte, and cut down to one.
const CLIPPED: usize = 5000;

fn byte(value: f32) -> u8 {
    (value.round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

/// Of each column the scale that keeps all but its few largest values within a byte.
fn column_scales(table: &[Vector]) -> Vec<f32> {
    let scale = |column: usize| {
        let mut sizes: Vec<f32> = table.iter().map(|row| row[column].abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - 1 - sizes.len() / CLIPPED).copied().unwrap_or(1.0);
        largest.max(1e-6) / 127.0
    };
    (0..WIDTH).map(scale).collect()
}
