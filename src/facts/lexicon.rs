//! The word lists, embedded and indexed once.
//!
//! One table maps a word or phrase to the classes it belongs to and, for a name, to
//! what is known of its bearer. The lists are text files under `assets/lexicon`, each
//! with its form in its first lines. The table is built when it is first asked for
//! (a few milliseconds), which is never before the reader's first frame.

mod classes;
mod lists;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

pub use classes::Classes;

/// The lexicon, made on the first call.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(lists::load);
    &LEXICON
}

/// Words and phrases that the lists hold at most; more would only cost a second table.
const ROOM: usize = 20_000;

/// Words and phrases with their classes.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: HashMap<&'static str, Entry, BuildHasherDefault<ShortHasher>>,
    names: Vec<Known>,
}

/// What is known of a word or phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it can be.
    pub classes: Classes,
    /// Most tokens of a phrase that begins with this word; 0 where none does.
    phrase_tokens: u8,
    /// Indices into `Lexicon::names`, one higher, as place, organisation and group.
    known: [u16; 3],
}

/// A place, organisation or group that the lists know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its full name.
    pub name: &'static str,
    /// The short form of an organisation's name.
    pub abbreviation: Option<&'static str>,
    /// ISO 3166-1 alpha-2 code of a place's country, where it is sure.
    pub country: Option<&'static str>,
}

impl Lexicon {
    /// An empty one with room for all lists, so that the table never grows.
    fn with_room() -> Self {
        let entries = HashMap::with_capacity_and_hasher(ROOM, BuildHasherDefault::default());
        Self { entries, names: Vec::new() }
    }

    /// The classes of a word or phrase as it is written.
    pub fn classes(&self, phrase: &str) -> Classes {
        self.entries.get(phrase).map(|entry| entry.classes).unwrap_or_default()
    }

    /// The most tokens of a phrase that begins with `word`.
    pub fn phrase_tokens(&self, word: &str) -> usize {
        self.entries.get(word).map_or(0, |entry| usize::from(entry.phrase_tokens))
    }

    /// What is known of a place.
    pub fn place(&self, name: &str) -> Option<Known> {
        self.known(name, 0)
    }

    /// What is known of an organisation.
    pub fn organisation(&self, name: &str) -> Option<Known> {
        self.known(name, 1)
    }

    /// What is known of a group.
    pub fn group(&self, name: &str) -> Option<Known> {
        self.known(name, 2)
    }

    fn known(&self, name: &str, kind: usize) -> Option<Known> {
        let index = self.entries.get(name)?.known.get(kind)?.checked_sub(1)?;
        self.names.get(usize::from(index)).copied()
    }

    fn add(&mut self, phrase: &'static str, classes: Classes) {
        self.entries.entry(phrase).or_default().classes |= classes;
        let words = phrase.split(' ').count();
        // A mark or a possessive ending inside a phrase is a token of its own.
        if let Some((first, _)) = phrase.split_once([' ', '\'', '!']) {
            let marks = phrase.matches([',', '\'', '&', '!', '/']).count();
            let tokens = u8::try_from(words + marks).unwrap_or(u8::MAX);
            let entry = self.entries.entry(first).or_default();
            entry.phrase_tokens = entry.phrase_tokens.max(tokens);
        }
    }

    fn add_known(&mut self, forms: &[&'static str], kind: usize, classes: Classes, known: Known) {
        self.names.push(known);
        let index = u16::try_from(self.names.len()).unwrap_or_default();
        for form in forms {
            self.add(form, classes);
            if let Some(slot) =
                self.entries.entry(form).or_default().known.get_mut(kind).filter(|slot| **slot == 0)
            {
                *slot = index;
            }
        }
    }
}

/// FNV-1a: short keys, and a table that no input can change.
#[derive(Clone, Copy, Debug)]
pub struct ShortHasher(u64);

impl Default for ShortHasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHasher {
    fn finish(&self) -> u64 {
        // The table takes its buckets from the low and its tags from the high bits.
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_their_full_form() {
        let lexicon = lexicon();
        for form in ["US", "U.S.", "USA", "United States of America"] {
            let known = lexicon.place(form).expect(form);
            assert_eq!((known.name, known.country), ("United States", Some("US")));
        }
        let known = lexicon.organisation("CIA").expect("CIA");
        assert_eq!((known.name, known.abbreviation), ("Central Intelligence Agency", Some("CIA")));
        assert_eq!(lexicon.group("Americans").map(|known| known.name), Some("American"));
        assert_eq!(lexicon.place("Moscow").and_then(|known| known.country), Some("RU"));
        assert_eq!(lexicon.place("Europe").map(|known| known.country), Some(None));
        assert_eq!(lexicon.place("us"), None);
    }

    #[test]
    fn words_have_their_classes() {
        let lexicon = lexicon();
        assert!(lexicon.classes("said").has(Classes::SAY));
        assert!(lexicon.classes("captains").has(Classes::HUMAN));
        assert!(lexicon.classes("Committee").has(Classes::ORGANISATION_HEAD));
        assert!(lexicon.classes("Senator").has(Classes::TITLE));
        assert!(lexicon.classes("Margaret").has(Classes::GIVEN));
        assert!(lexicon.classes("zxqv").is_empty());
        assert_eq!(lexicon.phrase_tokens("Homeland"), 2);
    }
}
