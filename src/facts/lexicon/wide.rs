//! Names of persons and towns from open data, as a table that is ready to be read.
//!
//! `assets/lexicon/derive.py` makes the table; the README beside it names the sources.
//! As in the [`Table`](super::table::Table) of the other lists no word is stored, only a
//! fingerprint: of ten million words that it does not have, one or two are found.

use super::Classes;

/// The slots, four bytes each, and behind them codes of countries, two bytes each.
static TABLE: &[u8] = include_bytes!("../../../assets/lexicon/wide.bin");

/// Slots are 2 to the power of this.
const SLOT_BITS: u32 = 17;

/// Bits of the fingerprint, the lowest of a slot; four of classes and eight of a country
/// stand above it.
const FINGERPRINT_BITS: u32 = 20;

/// The most tokens of a town's name.
const MOST_TOKENS: usize = 5;

/// The classes by their bits in a slot.
const CLASSES: [(u32, Classes); 4] = [
    (1, Classes::GIVEN_WIDE),
    (2, Classes::SURNAME_WIDE),
    (4, Classes::CITY),
    (8, Classes::PHRASE_START),
];

/// What the table has for a word; 0 for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wide(u32);

/// What there is for a word by its hash.
pub fn find(hash: u64) -> Wide {
    let fingerprint = ((hash >> (64 - FINGERPRINT_BITS)) as u32).max(1);
    let mut index = hash as usize & ((1 << SLOT_BITS) - 1);
    loop {
        let slot = slot(index);
        if slot == 0 || slot & ((1 << FINGERPRINT_BITS) - 1) == fingerprint {
            return Wide(slot >> FINGERPRINT_BITS);
        }
        index = (index + 1) & ((1 << SLOT_BITS) - 1);
    }
}

fn slot(index: usize) -> u32 {
    let bytes = TABLE.get(index * 4..index * 4 + 4).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_le_bytes)
}

impl Wide {
    /// What the word can be.
    pub fn classes(self) -> Classes {
        let with = |all: Classes, (bit, classes): &(u32, Classes)| {
            if self.0 & bit == 0 { all } else { all | *classes }
        };
        if self.0 == 0 { Classes::NONE } else { CLASSES.iter().fold(Classes::NONE, with) }
    }

    /// Most tokens of a phrase that begins with it; 0 where none does.
    pub fn phrase_tokens(self) -> usize {
        if self.classes().has(Classes::PHRASE_START) { MOST_TOKENS } else { 0 }
    }

    /// ISO 3166-1 alpha-2 code of the one country with a town of that name, or with one
    /// ten times as large as all others.
    pub fn country(self) -> Option<&'static str> {
        let number = (self.0 >> CLASSES.len()) as usize;
        let at = (4 << SLOT_BITS) + number.checked_sub(1)? * 2;
        TABLE.get(at..at + 2).and_then(|code| std::str::from_utf8(code).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::hash;
    use super::*;

    fn wide(word: &str) -> Wide {
        find(hash(word))
    }

    #[test]
    fn the_table_is_read_as_it_was_made() {
        assert!(wide("Kowalczyk").classes().has(Classes::SURNAME_WIDE));
        assert!(wide("Nathalie").classes().has(Classes::GIVEN_WIDE));
        assert_eq!(wide("Norrköping").country(), Some("SE"));
        assert_eq!(wide("San Bernardino").classes(), Classes::CITY);
        assert_eq!(wide("San").phrase_tokens(), MOST_TOKENS);
        assert_eq!(wide("Zxqvst"), Wide::default());
    }

    #[test]
    fn a_search_ends() {
        let free = (0..1 << SLOT_BITS).filter(|&index| slot(index) == 0).count();
        assert!(free > (1 << SLOT_BITS) / 4, "{free} free slots");
    }
}
