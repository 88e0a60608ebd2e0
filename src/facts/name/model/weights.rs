//! The weights of the linear chain as they are shipped: read where they lie, nothing is
//! built from them.
//!
//! All numbers are little-endian:
//!
//! ```text
//! "GLNAMES3"          8 bytes
//! labels              u32, to tell that program and model fit together
//! groups              u32, how many groups of marks there are
//! rows                u32, how many features have weights
//! scale               f32, what a weight of 1 is worth
//! transitions         labels × labels of f32, the row's label before the column's
//! padding             zeros, up to a multiple of 64 bytes
//! marks               of each group 32 of i16: the marks of its features, in order, and
//!                     the largest i16 for those that it lacks
//! firsts              of each group u32: the row of its first feature
//! weights             of each row an i8 for every label
//! padding             zeros, so that all lanes of the last row can be read at once
//! ```
//!
//! A feature's hash tells its group and its mark; the features of a group have the rows
//! that follow its first. So one line of a processor's cache tells whether a feature has
//! weights, and the next one what they are.

use super::label::LABELS;
use super::lattice::Transitions;

/// What a file of weights begins with.
pub const MAGIC: &[u8; 8] = b"GLNAMES3";

/// Bytes before the transitions.
const HEAD: usize = 24;

/// The groups begin at a multiple of so many bytes, and have as many.
pub const LINE: usize = 64;

/// Bytes before the groups.
pub const BEFORE_GROUPS: usize = (HEAD + LABELS * LABELS * 4).next_multiple_of(LINE);

/// The most features of a group.
#[cfg(feature = "train")]
pub const GROUP: usize = LINE / size_of::<i16>();

/// Stands where a group has no more features.
pub const NO_MARK: i16 = i16::MAX;

/// Lanes of sums: a multiple of those of a processor. Those beyond the labels have no
/// meaning.
pub const LANES: usize = 24;
const _: () = assert!(LANES >= LABELS);

/// Sums of whole weights of one token.
pub type Sums = [i16; LANES];

/// The group of a feature where there are so many groups.
pub fn group_of(feature: u32, groups: usize) -> usize {
    ((u64::from(feature) * groups as u64) >> 32) as usize
}

/// What tells a feature from others of its group.
pub fn mark_of(feature: u32) -> i16 {
    (feature as i16).min(NO_MARK - 1)
}

/// The weights of a chain.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'m> {
    /// What a weight of 1 is worth.
    pub scale: f32,
    transitions: &'m [[u8; 4]],
    groups: &'m [[u8; LINE]],
    firsts: &'m [[u8; 4]],
    weights: &'m [u8],
}

impl<'m> Weights<'m> {
    /// Reads weights; none where the bytes are not what they ought to be.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(BEFORE_GROUPS)?;
        let (numbers, _) = head.strip_prefix(MAGIC)?.as_chunks();
        let (numbers, transitions) = numbers.split_at_checked((HEAD - MAGIC.len()) / 4)?;
        let &[labels, groups, rows, scale] = numbers else { return None };
        let [labels, groups, rows] =
            [labels, groups, rows].map(|it| u32::from_le_bytes(it) as usize);
        let scale = f32::from_le_bytes(scale);
        if labels != LABELS || groups == 0 || !scale.is_finite() {
            return None;
        }
        let (groups, rest) = rest.split_at_checked(groups.checked_mul(LINE)?)?;
        let groups = groups.as_chunks().0;
        let (firsts, weights) = rest.split_at_checked(groups.len() * 4)?;
        let whole = rows.checked_mul(LABELS)?.checked_add(LANES)? == weights.len();
        whole.then_some(Self { scale, transitions, groups, firsts: firsts.as_chunks().0, weights })
    }

    /// What it is worth that labels follow each other.
    pub fn transitions(&self) -> Transitions {
        let worth = |from: usize, to: usize| {
            self.transitions.get(from * LABELS + to).map_or(0.0, |it| f32::from_le_bytes(*it))
        };
        let between = std::array::from_fn(|from| std::array::from_fn(|to| worth(from, to)));
        Transitions { between }
    }

    /// Adds the weights of features; `rows` is room for what is found.
    ///
    /// The table is larger than the fast memory of a processor. So all rows are found first,
    /// without a branch that depends on what is there: what does not depend on each other
    /// is fetched at once.
    pub fn add_all(&self, features: &[u32], rows: &mut Vec<u32>, sums: &mut Sums) {
        rows.clear();
        rows.resize(features.len(), 0);
        let mut count = 0;
        for &feature in features {
            let (row, known) = self.row_of(feature);
            if let Some(slot) = rows.get_mut(count) {
                *slot = row;
            }
            count += usize::from(known);
        }
        let mut all = *sums;
        for row in rows.iter().take(count) {
            let at = *row as usize * LABELS;
            let weights = self.weights.get(at..).and_then(<[u8]>::first_chunk::<LANES>);
            for (sum, weight) in all.iter_mut().zip(weights.unwrap_or(&[0; LANES])) {
                *sum = sum.saturating_add(i16::from(weight.cast_signed()));
            }
        }
        *sums = all;
    }

    /// The row of a feature's weights, and whether it has any.
    #[inline(always)]
    fn row_of(&self, feature: u32) -> (u32, bool) {
        let (group, wanted) = (group_of(feature, self.groups.len()), mark_of(feature));
        let Some((marks, first)) = self.groups.get(group).zip(self.firsts.get(group)) else {
            return (0, false);
        };
        let (marks, _) = marks.as_chunks();
        let smaller = |mark: &[u8; 2]| i16::from(i16::from_le_bytes(*mark) < wanted);
        let rank = marks.iter().map(smaller).sum::<i16>() as usize;
        let known = marks.get(rank).is_some_and(|mark| i16::from_le_bytes(*mark) == wanted);
        (u32::from_le_bytes(*first).wrapping_add(rank as u32), known)
    }
}
