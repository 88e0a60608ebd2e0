//! The table behind the lexicon: one slot of eight bytes a word.
//!
//! Words are not stored: a slot holds a fingerprint of the word beside what is known of
//! it. Of its place and its fingerprint 39 bits of the hash are compared, so that of a
//! hundred million words that are in no list about five are taken for one that is.
//! This keeps the table small enough to be made in about a millisecond.

use super::Classes;

/// Slots are 2 to the power of this; about half of them are taken.
const SLOT_BITS: u32 = 15;

/// How many words the table takes: beyond, looking for a free slot would take long.
const MOST_WORDS: usize = (1 << SLOT_BITS) / 10 * 7;

/// The most tokens that a phrase of the table has: longer ones count as if they had so many.
pub const MOST_TOKENS: usize = (1 << TOKENS.bits) - 1;

/// Distinct sets of classes that the table takes.
const MOST_SETS: usize = 1 << SET.bits;

/// Where a value lies in a slot.
#[derive(Clone, Copy)]
struct Field {
    shift: u32,
    bits: u32,
}

const FINGERPRINT: Field = Field { shift: 0, bits: 24 };
const SET: Field = Field { shift: 24, bits: 12 };
const TOKENS: Field = Field { shift: 36, bits: 4 };
const KNOWN: Field = Field { shift: 40, bits: 14 };
const COUNTRY: Field = Field { shift: 54, bits: 10 };

impl Field {
    fn get(self, slot: u64) -> usize {
        (slot >> self.shift & ((1 << self.bits) - 1)) as usize
    }

    /// The slot with `value` in this field; one that does not fit leaves it empty.
    fn set(self, slot: u64, value: usize) -> u64 {
        let value = value as u64;
        let value = if value >> self.bits == 0 { value } else { 0 };
        slot & !(((1 << self.bits) - 1) << self.shift) | value << self.shift
    }
}

/// Words with their classes.
#[derive(Debug)]
pub struct Table {
    /// 0 is free: a fingerprint is never 0.
    slots: Vec<u64>,
    words: usize,
    /// The distinct sets of classes, the empty one first.
    sets: Vec<Classes>,
    /// What was added last, and to which set it led from each; 0 where it was not asked.
    last: (Classes, Vec<u16>),
}

/// The place of a word in its table.
#[derive(Clone, Copy, Debug)]
pub struct Slot(usize);

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

impl Default for Table {
    fn default() -> Self {
        Self {
            slots: vec![0; 1 << SLOT_BITS],
            words: 0,
            sets: vec![Classes::NONE],
            last: Default::default(),
        }
    }
}

impl Table {
    /// What there is for a word; nothing for a word that is in no list.
    pub fn find(&self, hash: u64) -> Found {
        let (place, fingerprint) = place(hash);
        let slot = self.slots.get(self.probe(place, fingerprint)).copied().unwrap_or_default();
        if slot == 0 {
            return Found::default();
        }
        let phrase_tokens = TOKENS.get(slot);
        let start = if phrase_tokens > 0 { Classes::PHRASE_START } else { Classes::NONE };
        Found {
            classes: self.sets.get(SET.get(slot)).copied().unwrap_or_default() | start,
            phrase_tokens,
            known: KNOWN.get(slot),
            country: COUNTRY.get(slot),
        }
    }

    /// The word's slot, taken for it if need be; none where the table is full.
    pub fn slot(&mut self, word: &str) -> Option<Slot> {
        let (place, fingerprint) = place(hash(word));
        let index = self.probe(place, fingerprint);
        let slot = self.slots.get_mut(index)?;
        if *slot == 0 {
            if self.words == MOST_WORDS {
                return None;
            }
            self.words += 1;
            *slot = fingerprint;
        }
        Some(Slot(index))
    }

    /// Adds classes to a word.
    pub fn add_classes(&mut self, slot: Slot, classes: Classes) {
        let set = self.set_with(self.read(slot, SET), classes);
        self.write(slot, SET, set);
    }

    /// Notes that a phrase of `tokens` tokens begins with a word.
    pub fn add_phrase(&mut self, slot: Slot, tokens: usize) {
        let most = tokens.min(MOST_TOKENS);
        self.write(slot, TOKENS, self.read(slot, TOKENS).max(most));
    }

    /// What is known of a word's bearer, as it was set.
    pub fn known(&self, slot: Slot) -> usize {
        self.read(slot, KNOWN)
    }

    /// Sets what is known of a word's bearer.
    pub fn set_known(&mut self, slot: Slot, known: usize) {
        self.write(slot, KNOWN, known);
    }

    /// Sets the country of a place.
    pub fn set_country(&mut self, slot: Slot, country: usize) {
        self.write(slot, COUNTRY, country);
    }

    /// Whether it takes another word, another set of classes and another bearer.
    #[cfg(test)]
    pub fn has_room(&self) -> bool {
        let most_known = self.slots.iter().map(|&slot| KNOWN.get(slot)).max().unwrap_or_default();
        self.words < MOST_WORDS && self.sets.len() < MOST_SETS && most_known + 1 < 1 << KNOWN.bits
    }

    fn read(&self, slot: Slot, field: Field) -> usize {
        self.slots.get(slot.0).map_or(0, |&slot| field.get(slot))
    }

    fn write(&mut self, slot: Slot, field: Field, value: usize) {
        if let Some(slot) = self.slots.get_mut(slot.0) {
            *slot = field.set(*slot, value);
        }
    }

    /// The slot that has this fingerprint, or the free one where it would be.
    fn probe(&self, place: usize, fingerprint: u64) -> usize {
        let mut index = place;
        while let Some(&slot) = self.slots.get(index)
            && slot != 0
            && FINGERPRINT.get(slot) as u64 != fingerprint
        {
            index = (index + 1) & ((1 << SLOT_BITS) - 1);
        }
        index
    }

    /// The number of the set that has those of set number `set` and `classes`.
    fn set_with(&mut self, set: usize, classes: Classes) -> usize {
        if self.last.0 != classes {
            self.last.0 = classes;
            self.last.1.fill(0);
        }
        match self.last.1.get(set) {
            Some(&known) if known > 0 => return usize::from(known),
            _ => {}
        }
        let union = self.union(set, classes);
        if self.last.1.len() <= set {
            self.last.1.resize(set + 1, 0);
        }
        if let (Some(slot), Ok(union)) = (self.last.1.get_mut(set), u16::try_from(union)) {
            *slot = union;
        }
        union
    }

    fn union(&mut self, set: usize, classes: Classes) -> usize {
        let wanted = self.sets.get(set).copied().unwrap_or_default() | classes;
        if let Some(known) = self.sets.iter().position(|set| *set == wanted) {
            return known;
        }
        if self.sets.len() == MOST_SETS {
            return set;
        }
        self.sets.push(wanted);
        self.sets.len() - 1
    }
}

/// A place in the table and a fingerprint by a word's hash.
fn place(hash: u64) -> (usize, u64) {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn add(table: &mut Table, word: &str, classes: Classes) -> Slot {
        let slot = table.slot(word).expect("room");
        table.add_classes(slot, classes);
        slot
    }

    #[test]
    fn what_is_added_is_found() {
        let mut table = Table::default();
        add(&mut table, "New", Classes::COMMON);
        let new = add(&mut table, "New", Classes::PLACE_START);
        table.add_phrase(new, 3);
        table.add_phrase(new, 2);
        let york = add(&mut table, "New York", Classes::NONE);
        table.set_known(york, 7);
        table.set_country(york, 3);
        let found = table.find(hash("New"));
        let start = Classes::PHRASE_START;
        assert_eq!(found.classes, Classes::COMMON | Classes::PLACE_START | start);
        assert_eq!(found.phrase_tokens, 3);
        let found = table.find(hash("New York"));
        assert_eq!((found.known, found.country), (7, 3));
        assert_eq!(table.find(hash("new")), Found::default());
        assert_eq!(table.words, 2);
    }

    #[test]
    fn a_full_table_takes_no_more_and_still_answers() {
        let mut table = Table::default();
        for number in 0..MOST_WORDS {
            add(&mut table, &number.to_string(), Classes::COMMON);
        }
        assert!(table.slot("one more").is_none());
        assert_eq!(table.find(hash("17")).classes, Classes::COMMON);
        assert_eq!(table.find(hash("nowhere")), Found::default());
    }
}
