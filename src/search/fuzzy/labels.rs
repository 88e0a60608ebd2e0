//! Labels, folded and one behind the other, with a mask of their characters.

use std::collections::HashMap;
use std::ops::Range;

use super::query::bit;
use super::score;
use crate::search::fold;

/// Bytes of a label that are kept. Skim's score takes memory and time by the product
/// of the lengths of label and query.
pub(super) const MAX_LABEL_BYTES: usize = 1_024;

/// The store: beside the folded text 21 bytes a label.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    folded: String,
    /// Where each label ends in `folded`.
    ends: Vec<u32>,
    /// The characters of each label; 0 for a removed one.
    masks: Vec<u64>,
    /// The characters at the starts of its words.
    heads: Vec<u64>,
    /// One bit a byte of `folded`: an ASCII capital before folding.
    capitals: Vec<u64>,
    /// Labels that folding changed in other ways than the case of ASCII letters.
    originals: HashMap<u32, Box<str>>,
}

impl Labels {
    pub(super) fn push(&mut self, label: &str) -> u32 {
        let number = self.count();
        // Offsets are four bytes wide; a store that is full takes empty labels.
        let full = self.folded.len() + 3 * MAX_LABEL_BYTES > u32::MAX as usize;
        let label = if full { "" } else { prefix(label, MAX_LABEL_BYTES) };
        let start = self.folded.len();
        if label.is_ascii() {
            self.push_ascii(label);
        } else {
            self.originals.insert(number, label.into());
            let folded = fold::fold(label);
            self.folded.push_str(prefix(&folded, 2 * MAX_LABEL_BYTES));
        }
        let (mask, heads) = masks(self.folded.get(start..).unwrap_or_default());
        self.ends.push(u32::try_from(self.folded.len()).unwrap_or(u32::MAX));
        self.masks.push(mask);
        self.heads.push(heads);
        number
    }

    fn push_ascii(&mut self, label: &str) {
        let start = self.folded.len();
        self.folded.push_str(label);
        if let Some(pushed) = self.folded.get_mut(start..) {
            pushed.make_ascii_lowercase();
        }
        self.capitals.resize(self.folded.len().div_ceil(64), 0);
        for (at, byte) in (start..).zip(label.bytes()) {
            if let Some(word) = self.capitals.get_mut(at / 64) {
                *word |= u64::from(byte.is_ascii_uppercase()) << (at % 64);
            }
        }
    }

    pub(super) fn remove(&mut self, label: u32) {
        let index = label as usize;
        if let (Some(mask), Some(heads)) = (self.masks.get_mut(index), self.heads.get_mut(index)) {
            (*mask, *heads) = (0, 0);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn mask(&self, label: u32) -> u64 {
        self.masks.get(label as usize).copied().unwrap_or(0)
    }

    pub(super) fn heads(&self, label: u32) -> u64 {
        self.heads.get(label as usize).copied().unwrap_or(0)
    }

    fn start(&self, label: u32) -> usize {
        let before = (label as usize).checked_sub(1).and_then(|index| self.ends.get(index));
        before.map_or(0, |&end| end as usize)
    }

    pub(super) fn folded(&self, label: u32) -> &str {
        self.folded.get(self.range(label)).unwrap_or_default()
    }

    /// The bytes of [`Self::folded`]. To slice a `str` its ends must be looked at, and of most
    /// labels a query need not fetch a byte.
    pub(super) fn bytes(&self, label: u32) -> &[u8] {
        self.folded.as_bytes().get(self.range(label)).unwrap_or_default()
    }

    fn range(&self, label: u32) -> Range<usize> {
        let end = self.ends.get(label as usize).map_or(0, |&end| end as usize);
        self.start(label)..end
    }

    pub(super) fn original(&self, label: u32) -> String {
        if let Some(original) = self.originals.get(&label) {
            return original.to_string();
        }
        let capital =
            |at: usize| self.capitals.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
        let folded = (self.start(label)..).zip(self.folded(label).chars());
        folded
            .map(|(at, letter)| if capital(at) { letter.to_ascii_uppercase() } else { letter })
            .collect()
    }
}

/// The characters of a folded text, and those at the starts of its words.
fn masks(folded: &str) -> (u64, u64) {
    let mut all = 0;
    let mut heads = 0;
    let mut head = true;
    for character in folded.chars() {
        let bit = bit(character);
        all |= bit;
        heads |= if head { bit } else { 0 };
        head = score::separates(character);
    }
    (all, heads)
}

/// At most `length` bytes of a text, cut on a character boundary.
fn prefix(text: &str, length: usize) -> &str {
    text.get(..text.floor_char_boundary(length)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn labels_come_back_as_they_were(pushed in prop::collection::vec("\\PC{0,30}|[ -~]{0,80}", 0..20)) {
            let mut labels = Labels::default();
            for (number, label) in pushed.iter().enumerate() {
                prop_assert_eq!(labels.push(label) as usize, number);
            }
            for (number, label) in (0u32..).zip(&pushed) {
                prop_assert_eq!(&labels.original(number), label);
                prop_assert_eq!(labels.folded(number), &*fold::fold(label));
            }
        }
    }

    #[test]
    fn long_labels_are_cut_on_a_character() {
        let mut labels = Labels::default();
        labels.push(&"é".repeat(MAX_LABEL_BYTES));
        assert_eq!(labels.original(0).len(), MAX_LABEL_BYTES);
        assert_eq!(labels.original(1), "");
    }
}
