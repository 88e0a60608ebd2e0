//! A trained chain as it is shipped: small whole weights, without those that say little.

use super::chain::Chain;
use crate::facts::name::model::{
    ALWAYS, BEFORE_GROUPS, GROUP, LABELS, LANES, MAGIC, NO_MARK, OUTSIDE, group_of, mark_of,
};

/// What is given up for size.
#[derive(Clone, Copy, Debug)]
pub struct Packing {
    /// Weights that are nearer to 0 are left out.
    pub least: f32,
    /// What is taken from the score of a token for being outside of all names: a chain
    /// that learned to be right mostly finds too few names for the best F1. Chosen on
    /// the development parts.
    pub outside: f32,
}

impl Default for Packing {
    fn default() -> Self {
        Self { least: 0.01, outside: 0.35 }
    }
}

/// The largest whole weight.
const LARGEST: f32 = 127.0;

/// The bytes of a model.
pub fn pack(chain: &Chain, packing: Packing) -> Vec<u8> {
    let largest = chain.rows.iter().flatten().fold(0.0f32, |most, weight| most.max(weight.abs()));
    let scale = (largest / LARGEST).max(f32::MIN_POSITIVE);
    let mut rows: Vec<(u32, [i8; LABELS])> = Vec::new();
    for (&feature, &row) in &chain.index {
        let Some(mut row) = chain.rows.get(row as usize).copied() else { continue };
        if feature == ALWAYS {
            row[OUTSIDE.index()] -= packing.outside;
        }
        let row = row.map(|weight| whole(weight, scale, packing.least));
        if row.iter().any(|weight| *weight != 0) {
            rows.push((feature, row));
        }
    }
    let groups = group(&mut rows);
    let mut bytes = MAGIC.to_vec();
    for number in [LABELS, groups.len(), rows.len()] {
        bytes.extend((number as u32).to_le_bytes());
    }
    bytes.extend(scale.to_le_bytes());
    chain.transitions.between.iter().flatten().for_each(|worth| bytes.extend(worth.to_le_bytes()));
    bytes.resize(BEFORE_GROUPS, 0);
    let mut firsts = Vec::with_capacity(groups.len());
    let mut first = 0u32;
    for marks in groups {
        firsts.extend(first.to_le_bytes());
        first += marks.len() as u32;
        let padded = marks.into_iter().chain(std::iter::repeat(NO_MARK)).take(GROUP);
        bytes.extend(padded.flat_map(i16::to_le_bytes));
    }
    bytes.extend(firsts);
    bytes.extend(rows.iter().flat_map(|(_, row)| row.map(i8::cast_unsigned)));
    bytes.extend([0; LANES]);
    bytes
}

/// A weight as a whole number.
fn whole(weight: f32, scale: f32, least: f32) -> i8 {
    if weight.abs() < least { 0 } else { (weight / scale).round() as i8 }
}

/// Puts rows into the order of their groups and marks, and gives the marks of each group: of
/// as few groups as have room for all. Of two features that cannot be told apart the first
/// stays.
fn group(rows: &mut Vec<(u32, [i8; LABELS])>) -> Vec<Vec<i16>> {
    /// Features of a group, about: one more in the mean, and some group has too many.
    const FILLED: usize = 15;
    rows.sort_by_key(|(feature, _)| *feature);
    let mut count = (rows.len() / FILLED).max(1);
    loop {
        let place = |feature: u32| (group_of(feature, count), mark_of(feature));
        let mut sorted = rows.clone();
        sorted.sort_by_key(|(feature, _)| place(*feature));
        sorted.dedup_by_key(|(feature, _)| place(*feature));
        let mut groups = vec![Vec::new(); count];
        for (feature, _) in &sorted {
            let (group, mark) = place(*feature);
            groups[group].push(mark);
        }
        if groups.iter().all(|group| group.len() <= GROUP) {
            *rows = sorted;
            return groups;
        }
        count += count / 64 + 1;
    }
}
