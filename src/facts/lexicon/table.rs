//! The table behind the lexicon: one slot of eight bytes a word.
//!
//! Words are not stored: a slot holds a fingerprint of the word beside what is known of
//! it. Of its place and its fingerprint 39 bits of the hash are compared, so that of a
//! hundred million words that are in no list about five are taken for one that is.
//! The table is made when the program is built, so that it is ready when it starts.

use super::classes::Classes;

/// Slots are 2 to the power of this; about half of them are taken.
pub const SLOT_BITS: u32 = 15;

/// The most tokens that a phrase of the table has: longer ones count as if they had so many.
pub const MOST_TOKENS: usize = (1 << TOKENS.bits) - 1;

/// Where a value lies in a slot.
#[derive(Clone, Copy)]
pub struct Field {
    /// The number of its lowest bit.
    pub shift: u32,
    /// How many bits it has.
    pub bits: u32,
}

/// What tells a word from others.
pub const FINGERPRINT: Field = Field { shift: 0, bits: 24 };
/// Number of its set of classes.
pub const SET: Field = Field { shift: 24, bits: 12 };
/// Most tokens of a phrase that begins with it.
pub const TOKENS: Field = Field { shift: 36, bits: 4 };
/// What is known of its bearer.
pub const KNOWN: Field = Field { shift: 40, bits: 14 };
/// Number of a place's country.
pub const COUNTRY: Field = Field { shift: 54, bits: 10 };

impl Field {
    /// The value in a slot.
    pub fn get(self, slot: u64) -> usize {
        (slot >> self.shift & ((1 << self.bits) - 1)) as usize
    }
}

/// Words with their classes, as they were made.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    /// Eight bytes a slot, the least significant first; 0 is free.
    slots: &'t [u8],
    /// The distinct sets of classes.
    sets: &'t [u64],
}

/// What the table has for a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What it can be.
    pub classes: Classes,
    /// Most tokens of a phrase that begins with it; 0 where none does.
    pub phrase_tokens: usize,
    /// Index of what is known of its bearer, one higher.
    pub known: usize,
    /// Number of a place's country, one higher.
    pub country: usize,
}

impl<'t> Table<'t> {
    /// Of slots and the sets that they name.
    pub const fn new(slots: &'t [u8], sets: &'t [u64]) -> Self {
        Self { slots, sets }
    }

    /// What there is for a word; nothing for a word that is in no list.
    pub fn find(&self, hash: u64) -> Found {
        let slot = self.probe(hash);
        if slot == 0 {
            return Found::default();
        }
        let phrase_tokens = TOKENS.get(slot);
        let start = if phrase_tokens > 0 { Classes::PHRASE_START } else { Classes::NONE };
        let set = self.sets.get(SET.get(slot)).copied().unwrap_or_default();
        Found {
            classes: Classes::of_bits(set) | start,
            phrase_tokens,
            known: KNOWN.get(slot),
            country: COUNTRY.get(slot),
        }
    }

    /// The word's slot, or 0.
    fn probe(&self, hash: u64) -> u64 {
        let (mut index, fingerprint) = place(hash);
        loop {
            let slot = self.slot(index);
            if slot == 0 || FINGERPRINT.get(slot) as u64 == fingerprint {
                return slot;
            }
            index = (index + 1) & ((1 << SLOT_BITS) - 1);
        }
    }

    fn slot(&self, index: usize) -> u64 {
        let bytes = self.slots.get(index * 8..index * 8 + 8);
        bytes.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
    }
}

/// A place in the table and a fingerprint by a word's hash.
pub fn place(hash: u64) -> (usize, u64) {
    let place = hash & ((1 << SLOT_BITS) - 1);
    let fingerprint = hash >> (64 - FINGERPRINT.bits);
    (place as usize, fingerprint.max(1))
}

/// The hash of a word or phrase.
pub fn hash(word: &str) -> u64 {
    let mut hasher = PhraseHasher::default();
    hasher.add(word.as_bytes());
    hasher.hash()
}

/// FNV-1a with its high bits mixed into the low ones: short keys, and tables that no
/// input can change. What was added so far has a hash at any time.
#[derive(Clone, Copy, Debug)]
pub struct PhraseHasher(u64);

impl Default for PhraseHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl PhraseHasher {
    /// Goes on with the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// The hash of all bytes so far.
    pub fn hash(self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
