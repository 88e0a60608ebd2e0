//! Looking words up in lists that are fixed when the program is built.
//!
//! The standard hasher withstands keys that somebody chose so that they fall together. A
//! list of the program has no such keys, whatever is looked up in it, so that a plain and
//! fast one serves; and most words are in no list, which a few of their bytes tell.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys no input adds to.
pub(super) type FixedMap<K, V> = HashMap<K, V, BuildHasherDefault<FixedHasher>>;

/// An empty map with room for the keys of a list: growing moves all that are in it.
pub(super) fn map_for<K, V>(keys: usize) -> FixedMap<K, V> {
    HashMap::with_capacity_and_hasher(keys, BuildHasherDefault::default())
}

/// FNV-1a, its last value spread over all bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct FixedHasher(u64);

impl Default for FixedHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for FixedHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        (self.0 ^ self.0 >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Tells of most words that they are in none of some lists, whatever their case (ASCII).
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve([u64; Sieve::LANES]);

impl Sieve {
    /// 4096 bits: a twelfth of them are set for the longest lists.
    const LANES: usize = 64;

    /// Of the words of some lists.
    pub const fn of(lists: &[&[&str]]) -> Self {
        let mut sieve = Self([0; Self::LANES]);
        let mut list = 0;
        while list < lists.len() {
            let mut index = 0;
            while index < lists[list].len() {
                let word = lists[list][index].as_bytes();
                sieve.add(word, 0, word.len());
                index += 1;
            }
            list += 1;
        }
        sieve
    }

    /// Of the first words of phrases.
    pub const fn of_first_words<T>(phrases: &[(&str, T)]) -> Self {
        let mut sieve = Self([0; Self::LANES]);
        let mut index = 0;
        while index < phrases.len() {
            let phrase = phrases[index].0.as_bytes();
            let mut end = 0;
            while end < phrase.len() && phrase[end] != b' ' {
                end += 1;
            }
            sieve.add(phrase, 0, end);
            index += 1;
        }
        sieve
    }

    /// Of the last words of phrases.
    pub const fn of_last_words<T>(phrases: &[(&str, T)]) -> Self {
        let mut sieve = Self([0; Self::LANES]);
        let mut index = 0;
        while index < phrases.len() {
            let phrase = phrases[index].0.as_bytes();
            let mut start = phrase.len();
            while start > 0 && phrase[start - 1] != b' ' {
                start -= 1;
            }
            sieve.add(phrase, start, phrase.len());
            index += 1;
        }
        sieve
    }

    /// Whether a word may be in one of the lists; if not, it is in none.
    pub fn may_hold(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let letter = |index: usize| word.get(index).copied().unwrap_or_default();
        let last = letter(word.len().saturating_sub(1));
        let bit = Self::bit(word.len(), letter(0), letter(word.len() / 2), last);
        self.0.get(bit / 64).is_some_and(|lane| lane >> (bit % 64) & 1 == 1)
    }

    const fn add(&mut self, text: &[u8], start: usize, end: usize) {
        let length = end - start;
        let bit = if length == 0 {
            Self::bit(0, 0, 0, 0)
        } else {
            Self::bit(length, text[start], text[start + length / 2], text[end - 1])
        };
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Mixes the length and three letters of a word.
    const fn bit(length: usize, first: u8, inner: u8, last: u8) -> usize {
        // The bit that tells small letters from capitals is set in all.
        let mixed = ((first | 0x20) as u32)
            .wrapping_mul(0x9e37_79b1)
            .wrapping_add(((inner | 0x20) as u32).wrapping_mul(0x85eb_ca6b))
            .wrapping_add(((last | 0x20) as u32).wrapping_mul(0xc2b2_ae35))
            .wrapping_add((length as u32).wrapping_mul(0x27d4_eb2f));
        (mixed >> 20) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sieve_holds_its_words_and_few_others() {
        const LISTS: &[&[&str]] = &[&["monday", "é", ""], &["a", "seventeen", "Friday"]];
        const SIEVE: Sieve = Sieve::of(LISTS);
        for word in LISTS.concat() {
            assert!(SIEVE.may_hold(word) && SIEVE.may_hold(&word.to_ascii_uppercase()), "{word}");
        }
        let others = ["tuesday", "the", "house", "of", "cards", "eighteen", "1990", "ö"];
        assert!(others.iter().filter(|word| SIEVE.may_hold(word)).count() < 2);
    }

    #[test]
    fn a_sieve_holds_the_ends_of_phrases() {
        const PHRASES: &[(&str, u8)] = &[("more than", 1), ("over", 2), ("in excess of", 3)];
        const FIRST: Sieve = Sieve::of_first_words(PHRASES);
        const LAST: Sieve = Sieve::of_last_words(PHRASES);
        assert!(["more", "over", "in"].iter().all(|word| FIRST.may_hold(word)));
        assert!(["than", "over", "of"].iter().all(|word| LAST.may_hold(word)));
        assert!(!FIRST.may_hold("excess") && !LAST.may_hold("excess"));
    }

    #[test]
    fn a_fixed_map_finds_what_it_holds() {
        let map: FixedMap<&str, usize> = ["$", "€", "kr", "Rs"].into_iter().zip(1..).collect();
        assert_eq!((map.get("€"), map.get("rs"), map.get("")), (Some(&2), None, None));
    }
}
