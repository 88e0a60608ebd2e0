//! The word lists, embedded and ready to be asked.
//!
//! One table maps a word or phrase to the classes it belongs to and, for a name, to
//! what is known of its bearer. The lists are text files under `assets/lexicon`, each
//! with its form in its first lines. `build.rs` makes the table of them (the modules
//! `lists` and `making`, which the program itself does not hold), so that nothing is read
//! when it starts.

mod classes;
mod data;
mod known;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod making;
mod table;
mod wide;

use std::borrow::Cow;

pub use classes::Classes;
pub use known::Known;
use known::{Bearer, Sort, bearer_of};
pub use table::MOST_TOKENS;
use table::{PhraseHasher, Table, hash};
use wide::Wide;

/// The lexicon.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: Lexicon = Lexicon {
        table: Table::new(data::SLOTS, data::SETS),
        names: data::NAMES,
        bearers: data::BEARERS,
        countries: data::COUNTRIES,
    };
    &LEXICON
}

/// What open data have for a phrase; they have only names.
fn wide(phrase: &str, hash: u64) -> Wide {
    let small = phrase.as_bytes().first().is_none_or(u8::is_ascii_lowercase);
    if small { Wide::default() } else { wide::find(hash) }
}

/// A phrase as the lists write it: single blanks, straight apostrophes.
pub fn plain(written: &str) -> Cow<'_, str> {
    if is_plain(written) {
        return Cow::Borrowed(written);
    }
    let words: Vec<&str> = written.split_whitespace().collect();
    Cow::Owned(words.join(" ").replace('’', "'"))
}

/// Whether a phrase is written as the lists write it.
fn is_plain(written: &str) -> bool {
    let mut blank = false;
    let mut wide = false;
    for byte in written.bytes() {
        if matches!(byte, b'\n' | b'\t' | b'\r') || blank && byte == b' ' {
            return false;
        }
        blank = byte == b' ';
        wide |= !byte.is_ascii();
    }
    !wide || !written.contains(['’', '\u{a0}'])
}

/// Words and phrases with their classes.
#[derive(Debug)]
pub struct Lexicon {
    table: Table<'static>,
    names: &'static [Known],
    bearers: &'static [Bearer],
    /// ISO 3166-1 alpha-2 codes; a table's number of a country is an index, one higher.
    countries: &'static [&'static str],
}

impl Lexicon {
    /// The classes of a word or phrase as it is written.
    pub fn classes(&self, phrase: &str) -> Classes {
        let hash = hash(phrase);
        self.table.find(hash).classes | wide(phrase, hash).classes()
    }

    /// The most tokens of a phrase that begins with `word`.
    pub fn phrase_tokens(&self, word: &str) -> usize {
        let hash = hash(word);
        self.table.find(hash).phrase_tokens.max(wide(word, hash).phrase_tokens())
    }

    /// The classes of the first words of a phrase, for each of the lengths `ends` (bytes,
    /// rising); `classes` has one for each. Whether they could be told so: the phrase is
    /// read once, and must be written as the lists write it.
    pub fn classes_of_parts(&self, phrase: &str, ends: &[usize], classes: &mut [Classes]) -> bool {
        let small = phrase.as_bytes().first().is_none_or(u8::is_ascii_lowercase);
        let mut hasher = PhraseHasher::default();
        let (mut start, mut before, mut irregular) = (0, 0, false);
        for (&end, classes) in ends.iter().zip(classes) {
            let part = phrase.as_bytes().get(start..end).unwrap_or_default();
            for &byte in part {
                // With the last two, an apostrophe or a blank beyond ASCII may begin.
                irregular |= matches!(byte, b'\n' | b'\t' | b'\r' | 0xE2 | 0xC2)
                    || before == b' ' && byte == b' ';
                before = byte;
            }
            if irregular {
                return false;
            }
            hasher.add(part);
            start = end;
            let hash = hasher.hash();
            *classes = self.table.find(hash).classes;
            if !small {
                *classes |= wide::find(hash).classes();
            }
        }
        true
    }

    /// What is known of a place.
    pub fn place(&self, name: &str) -> Option<Known> {
        self.known(name, Sort::Place)
    }

    /// What is known of an organisation.
    pub fn organisation(&self, name: &str) -> Option<Known> {
        self.known(name, Sort::Organisation)
    }

    /// What is known of a group.
    pub fn group(&self, name: &str) -> Option<Known> {
        self.known(name, Sort::Group)
    }

    /// ISO 3166-1 alpha-2 code of the country that a country is or that a region (its
    /// short forms too) or a town lies in, where it is sure.
    pub fn country(&self, place: &str) -> Option<&'static str> {
        let hash = hash(place);
        let listed = self.table.find(hash).country.checked_sub(1);
        let listed = listed.and_then(|index| self.countries.get(index)).copied();
        listed.or_else(|| wide(place, hash).country())
    }

    fn known(&self, name: &str, sort: Sort) -> Option<Known> {
        let bearer = bearer_of(self.bearers, self.table.find(hash(name)).known, sort)?;
        self.names.get(usize::from(bearer.name)).copied()
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
        assert_eq!(lexicon.country("Ill."), Some("US"));
        assert_eq!(lexicon.country("Norrköping"), Some("SE"));
        assert_eq!(lexicon.country("Bedford"), None, "there are several");
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
        assert_eq!(lexicon.phrase_tokens("Homeland"), 3);
        assert!(lexicon.classes("Homeland").has(Classes::PHRASE_START));
        assert!(lexicon.classes("Kowalczyk").has(Classes::SURNAME_WIDE));
        assert!(lexicon.classes("Illinois").has(Classes::REGION));
        assert!(lexicon.classes("Ill.").has(Classes::REGION_SHORT));
    }
}
