//! Making the table of the lexicon from its lists, when the program is built.

use super::classes::Classes;
use super::known::{Bearer, Known, Sort, bearer_of};
use super::table::{
    COUNTRY, FINGERPRINT, Field, KNOWN, MOST_TOKENS, SET, SLOT_BITS, TOKENS, hash, place,
};

/// How many words the table takes: beyond, looking for a free slot would take long.
const MOST_WORDS: usize = (1 << SLOT_BITS) / 10 * 7;

/// Distinct sets of classes that the table takes.
const MOST_SETS: usize = 1 << SET.bits;

/// The lexicon on the way.
#[derive(Debug, Default)]
pub struct Maker {
    /// Words with their classes.
    pub words: Words,
    /// The names that words are forms of.
    pub names: Vec<Known>,
    /// Of each form its name; chained where it has several.
    pub bearers: Vec<Bearer>,
    /// ISO 3166-1 alpha-2 codes; a word's number of a country is an index, one higher.
    pub countries: Vec<&'static str>,
    /// The number of a country by its code's place among all that could be.
    country_numbers: Vec<u16>,
}

impl Maker {
    /// Adds a word or phrase.
    pub fn add_word(&mut self, phrase: &str, classes: Classes) {
        self.add(phrase, classes);
    }

    /// Adds a place of which only the number of its country is known.
    pub fn add_placed(&mut self, phrase: &str, classes: Classes, country: usize) {
        if let Some(slot) = self.add(phrase, classes) {
            self.words.set_country(slot, country);
        }
    }

    fn add(&mut self, phrase: &str, classes: Classes) -> Option<Slot> {
        let slot = self.words.slot(phrase)?;
        self.words.add_classes(slot, classes);
        if let Some((first, tokens)) = first_of_phrase(phrase)
            && let Some(first) = self.words.slot(first)
        {
            self.words.add_phrase(first, tokens);
        }
        Some(slot)
    }

    /// Adds the forms of a name.
    pub fn add_known(
        &mut self,
        forms: &[&'static str],
        sort: Sort,
        classes: Classes,
        known: Known,
    ) {
        let Ok(name) = u16::try_from(self.names.len()) else { return };
        self.names.push(known);
        let country = self.country_number(known.country);
        for form in forms {
            let Some(slot) = self.add(form, classes) else { continue };
            let next = self.words.known(slot);
            if bearer_of(&self.bearers, next, sort).is_none() {
                self.words.set_country(slot, country);
                let next = u16::try_from(next).unwrap_or_default();
                self.bearers.push(Bearer { sort, name, next });
                self.words.set_known(slot, self.bearers.len());
            }
        }
    }

    /// The number of a country, given to it if it has none; 0 for no country.
    pub fn country_number(&mut self, code: Option<&'static str>) -> usize {
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

/// Words with their classes, one slot each.
#[derive(Debug)]
pub struct Words {
    /// 0 is free: a fingerprint is never 0.
    pub slots: Vec<u64>,
    /// The distinct sets of classes, the empty one first.
    pub sets: Vec<Classes>,
    words: usize,
    /// What was added last, and to which set it led from each; 0 where it was not asked.
    last: (Classes, Vec<u16>),
}

/// The place of a word in its table.
#[derive(Clone, Copy, Debug)]
pub struct Slot(usize);

impl Default for Words {
    fn default() -> Self {
        Self {
            slots: vec![0; 1 << SLOT_BITS],
            words: 0,
            sets: vec![Classes::NONE],
            last: Default::default(),
        }
    }
}

impl Words {
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
            *slot = with_value(*slot, field, value);
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

/// The slot with `value` in a field; one that does not fit leaves it empty.
fn with_value(slot: u64, field: Field, value: usize) -> u64 {
    let value = value as u64;
    let value = if value >> field.bits == 0 { value } else { 0 };
    slot & !(((1 << field.bits) - 1) << field.shift) | value << field.shift
}

#[cfg(test)]
mod tests {
    use super::super::table::{Found, Table};
    use super::*;

    fn add(table: &mut Words, word: &str, classes: Classes) -> Slot {
        let slot = table.slot(word).expect("room");
        table.add_classes(slot, classes);
        slot
    }

    fn find(words: &Words, hash: u64) -> Found {
        let slots: Vec<u8> = words.slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
        let sets: Vec<u64> = words.sets.iter().map(|set| set.bits()).collect();
        Table::new(&slots, &sets).find(hash)
    }

    #[test]
    fn there_is_room_for_all_words() {
        let made = super::super::lists::make();
        assert!(made.words.has_room(), "the last words of the lists are not read");
        assert!(made.names.len() < usize::from(u16::MAX));
    }

    #[test]
    fn what_is_added_is_found() {
        let mut table = Words::default();
        add(&mut table, "New", Classes::COMMON);
        let new = add(&mut table, "New", Classes::PLACE_START);
        table.add_phrase(new, 3);
        table.add_phrase(new, 2);
        let york = add(&mut table, "New York", Classes::NONE);
        table.set_known(york, 7);
        table.set_country(york, 3);
        let found = find(&table, hash("New"));
        let start = Classes::PHRASE_START;
        assert_eq!(found.classes, Classes::COMMON | Classes::PLACE_START | start);
        assert_eq!(found.phrase_tokens, 3);
        let found = find(&table, hash("New York"));
        assert_eq!((found.known, found.country), (7, 3));
        assert_eq!(find(&table, hash("new")), Found::default());
        assert_eq!(table.words, 2);
    }

    #[test]
    fn a_full_table_takes_no_more_and_still_answers() {
        let mut table = Words::default();
        for number in 0..MOST_WORDS {
            add(&mut table, &number.to_string(), Classes::COMMON);
        }
        assert!(table.slot("one more").is_none());
        assert_eq!(find(&table, hash("17")).classes, Classes::COMMON);
        assert_eq!(find(&table, hash("nowhere")), Found::default());
    }
}
