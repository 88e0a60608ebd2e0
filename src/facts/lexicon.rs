//! The word lists, embedded and indexed once.
//!
//! One table maps a word or phrase to the classes it belongs to and, for a name, to
//! what is known of its bearer. The lists are text files under `assets/lexicon`, each
//! with its form in its first lines. The table is built when it is first asked for
//! (about a millisecond), which is never before the reader's first frame.

mod classes;
mod lists;
mod table;
mod wide;

use std::borrow::Cow;
use std::sync::LazyLock;

pub use classes::Classes;
pub use table::MOST_TOKENS;
use table::{PhraseHasher, Slot, Table, hash};
use wide::Wide;

/// The lexicon, made on the first call.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(lists::load);
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
#[derive(Debug, Default)]
pub struct Lexicon {
    table: Table,
    names: Vec<Known>,
    bearers: Vec<Bearer>,
    /// ISO 3166-1 alpha-2 codes; a table's number of a country is an index, one higher.
    countries: Vec<&'static str>,
    /// The number of a country by its code's place among all that could be.
    country_numbers: Vec<u16>,
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

/// What one form of a name is of.
#[derive(Clone, Copy, Debug)]
struct Bearer {
    sort: Sort,
    /// Index into `Lexicon::names`.
    name: u16,
    /// Index into `Lexicon::bearers` of another one with this form, one higher.
    next: u16,
}

/// Sorts of names: `Georgian` is a group, `Georgia` a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Place,
    Organisation,
    Group,
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

    /// The classes of the first words of a phrase as it is written, for each of the lengths
    /// `ends` (bytes, rising); `classes` has one for each. The phrase is read once.
    pub fn classes_of_parts(&self, phrase: &str, ends: &[usize], classes: &mut [Classes]) {
        let small = phrase.as_bytes().first().is_none_or(u8::is_ascii_lowercase);
        let mut hasher = PhraseHasher::default();
        let mut start = 0;
        for (&end, classes) in ends.iter().zip(classes) {
            hasher.add(phrase.as_bytes().get(start..end).unwrap_or_default());
            start = end;
            let hash = hasher.hash();
            *classes = self.table.find(hash).classes;
            if !small {
                *classes |= wide::find(hash).classes();
            }
        }
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
        let bearer = self.bearer(self.table.find(hash(name)).known, sort)?;
        self.names.get(usize::from(bearer.name)).copied()
    }

    /// The bearer of that sort in the chain that begins with number `first`.
    fn bearer(&self, first: usize, sort: Sort) -> Option<Bearer> {
        let mut next = first;
        while let Some(bearer) = next.checked_sub(1).and_then(|index| self.bearers.get(index)) {
            if bearer.sort == sort {
                return Some(*bearer);
            }
            next = usize::from(bearer.next);
        }
        None
    }

    fn add_word(&mut self, phrase: &str, classes: Classes) {
        self.add(phrase, classes);
    }

    /// Adds a place of which only the number of its country is known.
    fn add_placed(&mut self, phrase: &str, classes: Classes, country: usize) {
        if let Some(slot) = self.add(phrase, classes) {
            self.table.set_country(slot, country);
        }
    }

    fn add(&mut self, phrase: &str, classes: Classes) -> Option<Slot> {
        let slot = self.table.slot(phrase)?;
        self.table.add_classes(slot, classes);
        if let Some((first, tokens)) = first_of_phrase(phrase)
            && let Some(first) = self.table.slot(first)
        {
            self.table.add_phrase(first, tokens);
        }
        Some(slot)
    }

    fn add_known(&mut self, forms: &[&'static str], sort: Sort, classes: Classes, known: Known) {
        let Ok(name) = u16::try_from(self.names.len()) else { return };
        self.names.push(known);
        let country = self.country_number(known.country);
        for form in forms {
            let Some(slot) = self.add(form, classes) else { continue };
            let next = self.table.known(slot);
            if self.bearer(next, sort).is_none() {
                self.table.set_country(slot, country);
                let next = u16::try_from(next).unwrap_or_default();
                self.bearers.push(Bearer { sort, name, next });
                self.table.set_known(slot, self.bearers.len());
            }
        }
    }

    /// The number of a country, given to it if it has none; 0 for no country.
    fn country_number(&mut self, code: Option<&'static str>) -> usize {
        let Some((code, place)) = code.and_then(|code| Some((code, place_of_code(code)?))) else {
            return 0;
        };
        if self.country_numbers.len() <= place {
            self.country_numbers.resize(place + 1, 0);
        }
        match self.country_numbers.get_mut(place) {
            Some(number) if *number == 0 => {
                self.countries.push(code);
                *number = u16::try_from(self.countries.len()).unwrap_or_default();
                usize::from(*number)
            }
            number => number.map_or(0, |number| usize::from(*number)),
        }
    }
}

/// A place for each code of two capitals.
fn place_of_code(code: &str) -> Option<usize> {
    match code.as_bytes() {
        &[first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => {
            Some(usize::from(first - b'A') * 26 + usize::from(second - b'A'))
        }
        _ => None,
    }
}

/// The first token of a phrase and how many it has at most: a mark or a possessive ending
/// inside is a token of its own.
fn first_of_phrase(phrase: &str) -> Option<(&str, usize)> {
    let end = phrase.bytes().position(|byte| matches!(byte, b' ' | b'\'' | b'!'))?;
    let joints = |byte: &u8| matches!(byte, b' ' | b',' | b'\'' | b'&' | b'!' | b'/');
    let tokens = 1 + phrase.as_bytes().iter().filter(|byte| joints(byte)).count();
    Some((phrase.get(..end)?, tokens))
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

    #[test]
    fn there_is_room_for_all_words() {
        let lexicon = lexicon();
        assert!(lexicon.table.has_room(), "the last words of the lists are not read");
        assert!(lexicon.names.len() < usize::from(u16::MAX));
    }
}
