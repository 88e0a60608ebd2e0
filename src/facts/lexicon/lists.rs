//! The files of the lexicon and how each is read.

use super::classes::Classes;
use super::known::{Known, Sort};
use super::making::Maker;

/// Reads a list into the lexicon.
type Reader = fn(&mut Maker, &'static str);

macro_rules! list {
    ($file:literal) => {
        include_str!(concat!("../../../assets/lexicon/", $file))
    };
}

/// All lists with what reads them.
const LISTS: &[(&str, Reader)] = &[
    (list!("countries.txt"), countries),
    (list!("places.txt"), places),
    (list!("regions.txt"), regions),
    (list!("groups.txt"), groups),
    (list!("organisations.txt"), organisations),
    (list!("titles.txt"), |lexicon, text| commas(lexicon, text, Classes::TITLE)),
    (list!("given_names.txt"), |lexicon, text| words(lexicon, text, Classes::GIVEN)),
    (list!("surnames.txt"), |lexicon, text| words(lexicon, text, Classes::SURNAME)),
    (list!("common_words.txt"), |lexicon, text| words(lexicon, text, Classes::COMMON)),
    (list!("human_nouns.txt"), |lexicon, text| words(lexicon, text, Classes::HUMAN)),
    (list!("human_nouns_plural.txt"), |lexicon, text| words(lexicon, text, Classes::HUMAN)),
    (list!("family.txt"), sections),
    (list!("organisation_words.txt"), sections),
    (list!("place_words.txt"), sections),
    (list!("other_names.txt"), sections),
    (list!("function_words.txt"), sections),
    (list!("reporting.txt"), reporting),
    (list!("genders.txt"), sections),
];

/// The sections of the lists that have several, each with its class. A section's name
/// stands behind the first words of its file.
const SECTIONS: &[(&str, Classes)] = &[
    ("organisation head", Classes::ORGANISATION_HEAD),
    ("organisation suffix", Classes::SUFFIX),
    ("organisation of", Classes::ORGANISATION_OF),
    ("organisation portfolio", Classes::PORTFOLIO),
    ("place head", Classes::PLACE_HEAD),
    ("place start", Classes::PLACE_START),
    ("place direction", Classes::DIRECTION),
    ("other head", Classes::OTHER_HEAD),
    ("other name", Classes::OTHER),
    ("determiner", Classes::DETERMINER),
    ("pronoun", Classes::PRONOUN),
    ("preposition", Classes::PREPOSITION),
    ("conjunction", Classes::CONJUNCTION),
    ("auxiliary", Classes::AUXILIARY),
    ("adverb", Classes::ADVERB),
    ("calendar", Classes::CALENDAR),
    ("say", Classes::SAY),
    ("mental", Classes::MENTAL),
    ("express", Classes::EXPRESS),
    ("family", Classes::FAMILY),
    ("religion", Classes::RELIGION),
    ("people", Classes::NONE),
    ("demonym", Classes::DEMONYM),
    ("party", Classes::PARTY),
    ("agency", Classes::AGENCY),
    ("armed", Classes::ARMED),
    ("media", Classes::MEDIA),
    ("company", Classes::COMPANY),
    ("body", Classes::NONE),
    ("sport", Classes::SPORT),
    ("school", Classes::SCHOOL),
    ("noun", Classes::REPORT_NOUN),
    ("past", Classes::PAST),
    ("male", Classes::MALE),
    ("female", Classes::FEMALE),
];

/// Makes the lexicon of all lists.
pub fn make() -> Maker {
    let mut lexicon = Maker::default();
    for (text, read) in LISTS {
        read(&mut lexicon, text);
    }
    lexicon
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The parts of a line between `mark`s, without those that are empty.
fn parts(line: &'static str, mark: char) -> impl Iterator<Item = &'static str> {
    line.split(mark).map(str::trim).filter(|part| !part.is_empty())
}

/// A country's code; `-` is none.
fn code(text: &'static str) -> Option<&'static str> {
    (text.len() == 2).then_some(text)
}

fn countries(lexicon: &mut Maker, text: &'static str) {
    for line in lines(text) {
        let mut columns = line.split('|').map(str::trim);
        let country = columns.next().and_then(code);
        let name = columns.next().unwrap_or_default();
        let mut forms = vec![name];
        forms.extend(parts(columns.next().unwrap_or_default(), ','));
        let known = Known { name, country, abbreviation: None };
        lexicon.add_known(&forms, Sort::Place, Classes::PLACE | Classes::COUNTRY, known);
        let people: Vec<&str> = parts(columns.next().unwrap_or_default(), ',').collect();
        if let Some(&name) = people.first() {
            let known = Known { name, ..Known::default() };
            lexicon.add_known(&people, Sort::Group, Classes::GROUP | Classes::DEMONYM, known);
        }
    }
}

/// Lines of a country's code, a colon and names between commas.
fn by_country(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(text).filter_map(|line| line.split_once(": "))
}

fn places(lexicon: &mut Maker, text: &'static str) {
    for (country, names) in by_country(text) {
        for place in parts(names, ',') {
            let forms: Vec<&str> = parts(place, '/').collect();
            let name = forms.first().copied().unwrap_or_default();
            let known = Known { name, country: code(country), abbreviation: None };
            lexicon.add_known(&forms, Sort::Place, Classes::PLACE, known);
        }
    }
}

/// The first form of a region is its name, the others are short.
fn regions(lexicon: &mut Maker, text: &'static str) {
    for (country, names) in by_country(text) {
        for region in parts(names, ',') {
            let mut forms = parts(region, '/');
            let Some(name) = forms.next() else { continue };
            let known = Known { name, country: code(country), abbreviation: None };
            lexicon.add_known(&[name], Sort::Place, Classes::PLACE | Classes::REGION, known);
            let number = lexicon.country_number(known.country);
            forms.for_each(|form| lexicon.add_placed(form, Classes::REGION_SHORT, number));
        }
    }
}

fn groups(lexicon: &mut Maker, text: &'static str) {
    for (classes, line) in sectioned(text) {
        for group in parts(line, ',') {
            let forms: Vec<&str> = parts(group, '/').collect();
            let name = forms.first().copied().unwrap_or_default();
            let known = Known { name, ..Known::default() };
            lexicon.add_known(&forms, Sort::Group, Classes::GROUP | classes, known);
        }
    }
}

fn organisations(lexicon: &mut Maker, text: &'static str) {
    for (classes, line) in sectioned(text) {
        let forms: Vec<&str> = parts(line, '/').collect();
        let name = forms.first().copied().unwrap_or_default();
        let short = |form: &&&str| form.len() < 9 && !form.contains([' ', '.']) && **form != name;
        let capitals = |form: &&&str| form.chars().filter(|c| c.is_uppercase()).count() > 1;
        let abbreviation = forms.iter().filter(short).find(capitals).copied();
        let known = Known { name, abbreviation, country: None };
        lexicon.add_known(&forms, Sort::Organisation, Classes::ORGANISATION | classes, known);
    }
}

fn commas(lexicon: &mut Maker, text: &'static str, classes: Classes) {
    let words = lines(text).flat_map(|line| parts(line, ','));
    words.for_each(|word| lexicon.add_word(word, classes));
}

fn words(lexicon: &mut Maker, text: &'static str, classes: Classes) {
    let words = lines(text).flat_map(str::split_ascii_whitespace);
    words.for_each(|word| lexicon.add_word(word, classes));
}

/// The sections of a list: each line in brackets names the class of what follows.
fn sectioned(text: &'static str) -> impl Iterator<Item = (Classes, &'static str)> {
    let mut classes = Classes::NONE;
    lines(text).filter_map(move |line| {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        if let Some(name) = name {
            classes = SECTIONS
                .iter()
                .find(|(section, _)| *section == name)
                .map(|(_, classes)| *classes)
                .unwrap_or_default();
            return None;
        }
        Some((classes, line))
    })
}

/// Lists with commas where a phrase may hold blanks, else with blanks.
fn sections(lexicon: &mut Maker, text: &'static str) {
    for (classes, line) in sectioned(text) {
        if line.contains(',') {
            parts(line, ',').for_each(|word| lexicon.add_word(word, classes));
        } else {
            line.split_whitespace().for_each(|word| lexicon.add_word(word, classes));
        }
    }
}

fn reporting(lexicon: &mut Maker, text: &'static str) {
    for (classes, line) in sectioned(text) {
        if classes.has(Classes::REPORT_NOUN.with(Classes::PAST)) {
            line.split_whitespace().for_each(|word| lexicon.add_word(word, classes));
            continue;
        }
        for (index, form) in line.split_whitespace().enumerate() {
            let base = if index == 0 { Classes::BASE } else { Classes::NONE };
            let participle =
                if form.ends_with("ing") { Classes::PARTICIPLE } else { Classes::NONE };
            lexicon.add_word(form, classes | base | participle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_known() {
        let sections = LISTS.iter().flat_map(|(text, _)| text.lines());
        for line in sections.filter(|line| line.starts_with('[')) {
            let name = line.trim_matches(['[', ']']);
            assert!(SECTIONS.iter().any(|(section, _)| *section == name), "{line}");
        }
    }

    #[test]
    fn countries_have_two_letters() {
        for line in lines(list!("countries.txt")) {
            let (code, _) = line.split_once('|').expect(line);
            assert!(code.trim() == "-" || code.trim().len() == 2, "{line}");
        }
    }
}
