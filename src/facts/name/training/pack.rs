//! A trained chain as it is shipped: small whole weights, without those that say little.

use super::chain::Chain;
use crate::facts::name::model::{ALWAYS, LABELS, MAGIC, OUTSIDE};

/// What is given up for size.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// Weights that are nearer to 0 are left out.
    pub least: f32,
    /// Features in one bucket of the table, about.
    pub load: usize,
    /// What is taken from the score of a token for being outside of all names: a chain
    /// that learned to be right mostly finds too few names for the best F1. Chosen on
    /// the development parts.
    pub outside: f32,
}

impl Default for Packing {
    fn default() -> Self {
        Self { least: 0.01, load: 2, outside: 0.35 }
    }
}

/// The largest whole weight.
const LARGEST: f32 = 127.0;

/// The bytes of a model.
pub fn pack(chain: &Chain, packing: Packing) -> Vec<u8> {
    let largest = chain.rows.iter().flatten().fold(0.0f32, |most, weight| most.max(weight.abs()));
    let scale = (largest / LARGEST).max(f32::MIN_POSITIVE);
    let mut records: Vec<(u32, Vec<u8>)> = Vec::new();
    for (&feature, &row) in &chain.index {
        let row = chain.rows.get(row as usize).map(|row| {
            let mut row = *row;
            if feature == ALWAYS {
                row[OUTSIDE.index()] -= packing.outside;
            }
            row
        });
        let weights = row.map(|row| pairs(&row, scale, packing.least));
        if let Some(weights) = weights.filter(|weights| !weights.is_empty()) {
            records.push((feature, weights));
        }
    }
    records.sort();
    let bits = (records.len() / packing.load.max(1)).max(2).ilog2() + 1;
    let mut bytes = MAGIC.to_vec();
    bytes.extend((LABELS as u32).to_le_bytes());
    bytes.extend(bits.to_le_bytes());
    bytes.extend(scale.to_le_bytes());
    chain.transitions.between.iter().flatten().for_each(|worth| bytes.extend(worth.to_le_bytes()));
    let mut ends = vec![0u32; 1 << bits];
    let mut body: Vec<u8> = Vec::new();
    for (feature, weights) in &records {
        body.extend(feature.to_le_bytes().iter().take(2));
        body.push((weights.len() / 2) as u8);
        body.extend(weights);
        ends[(feature >> (32 - bits)) as usize] = body.len() as u32;
    }
    let mut end = 0;
    for slot in &mut ends {
        end = end.max(*slot);
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(body);
    bytes
}

/// Label and weight of those of a row that count.
fn pairs(row: &[f32; LABELS], scale: f32, least: f32) -> Vec<u8> {
    let mut pairs = Vec::new();
    for (label, weight) in row.iter().enumerate().filter(|(_, weight)| weight.abs() >= least) {
        let whole = (weight / scale).round() as i8;
        if whole != 0 {
            pairs.extend([label as u8, whole.cast_unsigned()]);
        }
    }
    pairs
}
