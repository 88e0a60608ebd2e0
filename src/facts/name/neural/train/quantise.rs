//! A trained network as bytes.

use super::network::Network;
use crate::facts::name::neural::layer::Layer;
use crate::facts::name::neural::network::ONE;
use crate::facts::name::neural::shape::{FIRST_INPUTS, HIDDEN, OUTPUTS, SECOND, SECOND_INPUTS, WIDTH};

/// The stored form: the table column by column rounded to bytes, its scales folded into the
/// first layer, then the layers.
pub fn stored(network: &Network) -> Vec<u8> {
    let scales = column_scales(&network.table);
    let mut bytes: Vec<u8> = network
        .table
        .chunks_exact(WIDTH)
        .flat_map(|row| row.iter().zip(&scales).map(|(v, scale)| byte(v / scale)))
        .collect();
    let dense = &network.dense;
    let first: Vec<f32> = dense
        .w1
        .chunks_exact(HIDDEN)
        .enumerate()
        .flat_map(|(input, units)| units.iter().map(move |w| (input, *w)))
        .map(|(input, w)| w * scales[input % WIDTH])
        .collect();
    Layer::write(&turned(&first, HIDDEN), FIRST_INPUTS, &dense.b1, &mut bytes);
    let over = |weights: &[f32]| weights.iter().map(|w| w / ONE).collect::<Vec<_>>();
    Layer::write(&turned(&over(&dense.w2), SECOND), SECOND_INPUTS, &dense.b2, &mut bytes);
    Layer::write(&turned(&over(&dense.w3), OUTPUTS), SECOND, &dense.b3, &mut bytes);
    bytes
}

fn byte(value: f32) -> u8 {
    (value.round().clamp(-127.0, 127.0) as i8).cast_unsigned()
}

/// Of each column the scale that keeps all but its few largest values within a byte.
fn column_scales(table: &[f32]) -> Vec<f32> {
    let scale = |column: usize| {
        let mut sizes: Vec<f32> =
            table.iter().skip(column).step_by(WIDTH).map(|v| v.abs()).collect();
        sizes.sort_by(f32::total_cmp);
        let largest = sizes.get(sizes.len() - 1 - sizes.len() / 5000).copied().unwrap_or(1.0);
        largest.max(1e-6) / 127.0
    };
    (0..WIDTH).map(scale).collect()
}

/// Weights unit by unit, of those input by input.
fn turned(weights: &[f32], units: usize) -> Vec<f32> {
    (0..units).flat_map(|unit| weights.iter().skip(unit).step_by(units).copied()).collect()
}
