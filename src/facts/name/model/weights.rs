//! The weights of the linear chain as they are shipped: read where they lie, nothing is
//! built from them.
//!
//! All numbers are little-endian:
//!
//! ```text
//! "GLNAMES2"          8 bytes
//! labels              u32, to tell that program and model fit together
//! bits                u32, the table has 2^bits buckets
//! scale               f32, what a weight of 1 is worth
//! transitions         labels × labels of f32, the row's label before the column's
//! ends                2^bits of u32, of each bucket the end of its records in bytes
//! records             of each feature: u16 the low half of its hash, u8 how many
//!                     weights, and of each u8 its label and i8 its weight; or u8 255
//!                     and an i8 for every label
//! padding             zeros, so that all lanes of the last record can be read at once
//! ```
//!
//! The high bits of a feature's hash tell its bucket.

use super::label::LABELS;
use super::lattice::Transitions;

/// What a file of weights begins with.
pub const MAGIC: &[u8; 8] = b"GLNAMES2";

/// Bytes before the transitions.
const HEAD: usize = 20;

/// How many weights a record has that gives every label's.
pub const ALL: u8 = 255;

/// Lanes of sums: a multiple of those of a processor. Those beyond the labels have no
/// meaning.
pub const LANES: usize = 24;
const _: () = assert!(LANES >= LABELS);

/// Sums of whole weights of one token.
pub type Sums = [i16; LANES];

/// The weights of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'m> {
    /// Buckets, as a power of two.
    bits: u32,
    /// What a weight of 1 is worth.
    pub scale: f32,
    transitions: &'m [u8],
    ends: &'m [u8],
    records: &'m [u8],
}

impl<'m> Weights<'m> {
    /// Reads weights; none where the bytes are not what they ought to be.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let head = rest.get(..HEAD - 8)?;
        let (labels, bits) = (u32_at(head, 0)?, u32_at(head, 4)?);
        let scale = f32::from_bits(u32_at(head, 8)?);
        if labels as usize != LABELS || !(1..=24).contains(&bits) || !scale.is_finite() {
            return None;
        }
        let (transitions, rest) = rest.get(HEAD - 8..)?.split_at_checked(LABELS * LABELS * 4)?;
        let (ends, rest) = rest.split_at_checked(4 << bits)?;
        let length = u32_at(ends, ends.len() - 4)? as usize;
        let records = (rest.len() == length + LANES).then_some(rest)?;
        Some(Self { bits, scale, transitions, ends, records })
    }

    /// What it is worth that labels follow each other.
    pub fn transitions(&self) -> Transitions {
        let worth = |from: usize, to: usize| {
            u32_at(self.transitions, (from * LABELS + to) * 4).map_or(0.0, f32::from_bits)
        };
        let between = std::array::from_fn(|from| std::array::from_fn(|to| worth(from, to)));
        Transitions { between }
    }

    /// Adds the weights of features.
    ///
    /// The table is larger than the fast memory of a processor. So first all places are
    /// read, then the first bytes of all records, and only then what is there: what does
    /// not depend on each other is fetched at once.
    pub fn add_all(&self, features: &[u32], places: &mut Vec<Place>, sums: &mut Sums) {
        places.clear();
        places.extend(features.iter().map(|&feature| self.place(feature)));
        let first = |sum: u8, place: &Place| {
            sum ^ self.records.get(place.start as usize).copied().unwrap_or_default()
        };
        std::hint::black_box(places.iter().fold(0, first));
        for place in places.iter().filter(|place| place.start < place.end) {
            self.add(place, sums);
        }
    }

    fn place(&self, feature: u32) -> Place {
        let bucket = (feature >> (32 - self.bits)) as usize;
        let end_of = |bucket: usize| u32_at(self.ends, bucket * 4).unwrap_or_default();
        let start = if bucket == 0 { 0 } else { end_of(bucket - 1) };
        Place { start, end: end_of(bucket), low: feature as u16 }
    }

    fn add(&self, place: &Place, sums: &mut Sums) {
        let mut at = place.start as usize;
        while at < place.end as usize {
            let Some(&[first, second, count]) = self.bytes(at) else { return };
            let wanted = u16::from_le_bytes([first, second]) == place.low;
            at += 3;
            match count {
                ALL if wanted => {
                    let Some(weights) = self.bytes::<LANES>(at) else { return };
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum = sum.saturating_add(i16::from(weight.cast_signed()));
                    }
                    return;
                }
                ALL => at += LABELS,
                count if wanted => {
                    let pairs = self.records.get(at..at + 2 * usize::from(count));
                    for [label, weight] in pairs.unwrap_or_default().as_chunks().0 {
                        if let Some(sum) = sums.get_mut(usize::from(*label)) {
                            *sum = sum.saturating_add(i16::from(weight.cast_signed()));
                        }
                    }
                    return;
                }
                count => at += 2 * usize::from(count),
            }
        }
    }

    fn bytes<const N: usize>(&self, at: usize) -> Option<&[u8; N]> {
        self.records.get(at..).and_then(<[u8]>::first_chunk)
    }
}

/// Where the weights of a feature are, if it has any.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its bucket's records, in bytes.
    start: u32,
    end: u32,
    /// The low half of its hash.
    low: u16,
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    four.try_into().ok().map(u32::from_le_bytes)
}
