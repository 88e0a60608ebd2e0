//! A trained chain as it is shipped: small whole weights, without those that say little.

use super::chain::Chain;
use crate::facts::name::model::{ALL, ALWAYS, LABELS, LANES, MAGIC, OUTSIDE};

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
        let record = row.and_then(|row| record(&row, scale, packing.least));
        records.extend(record.map(|record| (feature, record)));
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
    for (feature, record) in &records {
        body.extend(feature.to_le_bytes().iter().take(2));
        body.extend(record);
        ends[(feature >> (32 - bits)) as usize] = body.len() as u32;
    }
    let mut end = 0;
    for slot in &mut ends {
        end = end.max(*slot);
        bytes.extend(end.to_le_bytes());
    }
    bytes.extend(body);
    bytes.extend([0; LANES]);
    bytes
}

/// From so many weights on all labels' are stored: that takes little more room, and they
/// are added together.
const MANY: usize = 9;

/// How many weights of a row count, and these; none where none does.
fn record(row: &[f32; LABELS], scale: f32, least: f32) -> Option<Vec<u8>> {
    let whole =
        row.map(|weight| if weight.abs() < least { 0 } else { (weight / scale).round() as i8 });
    let count = whole.iter().filter(|weight| **weight != 0).count();
    if count >= MANY {
        return Some([ALL].into_iter().chain(whole.map(i8::cast_unsigned)).collect());
    }
    let mut record = vec![count as u8];
    for (label, weight) in whole.iter().enumerate().filter(|(_, weight)| **weight != 0) {
        record.extend([label as u8, weight.cast_unsigned()]);
    }
    (count > 0).then_some(record)
}
