//! How often a tagger is right: strict counts of names, as the scorer of the corpora
//! counts them.

use super::corpus::Gold;
use crate::document::Span;
use crate::facts::name::model::NameKind;

/// Names that are right, that were told, and that there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Told with the right span and kind.
    pub right: u32,
    /// Told at all.
    pub told: u32,
    /// Marked by the annotators.
    pub gold: u32,
}

impl Counts {
    /// The harmonic mean of precision and recall, in per cent.
    pub fn f1(self) -> f64 {
        let sum = self.told + self.gold;
        if sum == 0 { 0.0 } else { 200.0 * f64::from(self.right) / f64::from(sum) }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.told += other.told;
        self.gold += other.gold;
    }
}

/// The counts of each of the four kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [Counts; 4],
}

impl Tally {
    /// The counts of a kind; none of names of something else.
    pub fn of(&self, kind: NameKind) -> Counts {
        self.counts.get(kind as usize).copied().unwrap_or_default()
    }

    /// Adds those of another document.
    pub fn add(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            count.add(more);
        }
    }

    /// All kinds together, but for those that the corpus does not mark.
    pub fn micro(&self) -> Counts {
        let mut all = Counts::default();
        self.counts.iter().filter(|counts| counts.gold > 0).for_each(|counts| all.add(*counts));
        all
    }
}

/// Compares the names of one document with what the annotators marked. What lies on a
/// name of something else counts for nothing.
pub fn compare(gold: &[Gold], told: &[(Span, NameKind)]) -> Tally {
    let mut tally = Tally::default();
    let right = |span: Span, kind| gold.iter().any(|gold| gold.span == span && gold.kind == kind);
    let ignored = |span: Span| {
        gold.iter().any(|gold| gold.kind == NameKind::Other && gold.span.overlaps(span))
    };
    for gold in gold {
        if let Some(counts) = tally.counts.get_mut(gold.kind as usize) {
            counts.gold += 1;
        }
    }
    for &(span, kind) in told {
        let Some(counts) = tally.counts.get_mut(kind as usize) else { continue };
        let hit = right(span, kind);
        if hit || !ignored(span) {
            counts.told += 1;
            counts.right += u32::from(hit);
        }
    }
    tally
}
