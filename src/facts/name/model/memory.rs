//! What is kept of words from one document to the next: what the model makes of a word
//! alone is the same wherever it stands.

use super::chain::WordSums;
use super::weights::Sums;
use crate::facts::name::neural::Vector;

/// Words whose sums of the chain are kept, as a power of two; 256 bytes each.
const WORDS_BITS: u32 = 13;

/// Settings whose sums of the chain are kept, as a power of two; 64 bytes each.
const SETTINGS_BITS: u32 = 12;

/// Vectors of the network that are kept, as a power of two; 128 bytes each.
const VECTORS_BITS: u32 = 12;

/// What one model made of words. It only saves time: without it the names are the same.
/// Not to be shared by several models.
#[derive(Debug)]
pub struct Memory {
    /// The chain's sums of a word.
    pub(super) words: Kept<WordSums>,
    /// The chain's sums of settings.
    pub(super) settings: Kept<Sums>,
    /// The network's vectors.
    pub(in crate::facts::name) vectors: Kept<Vector>,
}

impl Memory {
    /// One that knows no word yet.
    pub const fn new() -> Self {
        Self {
            words: Kept::new(WORDS_BITS),
            settings: Kept::new(SETTINGS_BITS),
            vectors: Kept::new(VECTORS_BITS),
        }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// Slots at first, as a power of two: enough for a short article.
const FIRST_BITS: u32 = 9;

/// Values by keys of 64 well-mixed bits; two that want the same slot take turns. Memory is
/// taken as it fills, so that one short text needs little.
#[derive(Debug)]
pub struct Kept<T> {
    /// The most slots, as a power of two, and how many there are.
    most: u32,
    bits: u32,
    slots: Vec<Slot<T>>,
    /// Slots that were filled, or filled anew, since there were so many.
    filled: usize,
}

/// What a processor fetches at once, or as few of that as may be.
#[derive(Clone, Copy, Debug)]
#[repr(C, align(64))]
struct Slot<T> {
    key: u64,
    value: T,
}

impl<T: Copy> Kept<T> {
    /// Room for 2^`most` values.
    pub const fn new(most: u32) -> Self {
        Self { most, bits: 0, slots: Vec::new(), filled: 0 }
    }

    /// The value of a key; made where it is not there.
    #[inline]
    pub fn get(&mut self, key: u64, empty: T, make: impl FnOnce() -> T) -> &mut T {
        // Of a slot that holds nothing yet the key is 0, so that no other may be.
        let key = key.max(1);
        if 2 * self.filled >= self.slots.len() && self.bits < self.most {
            self.grow(empty);
        }
        // There is a slot for each number of so many bits.
        let slot = &mut self.slots[(key >> (64 - self.bits)) as usize];
        if slot.key != key {
            self.filled += 1;
            *slot = Slot { key, value: make() };
        }
        &mut slot.value
    }

    /// Fetches the slots of keys from slow memory, all at once: whoever asks for them one
    /// after the other then need not wait for each.
    #[inline]
    pub fn fetch(&self, keys: impl Iterator<Item = u64>) {
        let slot = |key: u64| self.slots.get((key >> (64 - self.bits)) as usize);
        if self.bits > 0 {
            let stored = |sum, key| sum ^ slot(key).map_or(0, |slot| slot.key);
            std::hint::black_box(keys.fold(0, stored));
        }
    }

    #[cold]
    fn grow(&mut self, empty: T) {
        self.bits = (self.bits + 1).max(FIRST_BITS).min(self.most);
        let slots = vec![Slot { key: 0, value: empty }; 1 << self.bits];
        self.filled = 0;
        for slot in std::mem::replace(&mut self.slots, slots) {
            let place = self.slots.get_mut((slot.key >> (64 - self.bits)) as usize);
            if let Some(place) = place.filter(|_| slot.key > 0) {
                self.filled += 1;
                *place = slot;
            }
        }
    }
}

/// Mixes two numbers (the folded product of wyhash).
pub fn mixed(first: u64, second: u64) -> u64 {
    let product =
        u128::from(first ^ 0xa076_1d64_78bd_642f) * u128::from(second ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

/// A number for a word as it is written.
pub fn key_of(word: &str) -> u64 {
    let eight = |part: &[u8]| part.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    word.as_bytes().chunks(8).fold(word.len() as u64, |key, part| mixed(key, eight(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once_until_another_takes_its_place() {
        let mut kept = Kept::new(4);
        assert_eq!(*kept.get(1, 0, || 7), 7);
        assert_eq!(*kept.get(1, 0, || 8), 7);
        assert_eq!(*kept.get(2, 0, || 9), 9);
        assert_eq!(*kept.get(1, 0, || 8), 8);
        assert_eq!(*kept.get(0, 0, || 5), 8);
    }

    #[test]
    fn what_is_kept_stays_while_room_grows() {
        let live = |kept: &Kept<u64>| kept.slots.iter().filter(|slot| slot.key > 0).count();
        let mut kept = Kept::new(14);
        let mut grown = 0;
        for number in 0..3_000 {
            let (room, before) = (kept.slots.len(), live(&kept));
            assert_eq!(*kept.get(mixed(number, 1), 0, || number), number);
            assert_eq!(*kept.get(mixed(number, 1), 0, || 0), number);
            if kept.slots.len() > room {
                grown += 1;
                assert!(live(&kept) >= before);
            }
        }
        assert!(grown > 2 && kept.slots.len() < 1 << 14, "{grown}");
    }

    #[test]
    fn words_have_keys_of_their_own() {
        let words = ["", "\0", "a", "A", "aa", "abcdefgh", "abcdefghi", "hgfedcba"];
        let mut keys: Vec<u64> = words.iter().map(|word| key_of(word)).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), words.len());
    }
}
