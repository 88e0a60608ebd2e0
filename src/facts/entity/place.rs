//! Which country a place is or lies in, where it is sure.

use std::collections::HashMap;

use crate::facts::Kind;
use crate::facts::lexicon::{Classes, lexicon, plain};
use crate::facts::name::Mention;
use crate::facts::reading::Line;

/// The most tokens of a region's name ("New South Wales").
const MAX_REGION: usize = 3;

/// Countries of one name that are kept apart.
const MAX_COUNTRIES: usize = 8;

/// The countries that the text tells of places: "Paris, Texas".
#[derive(Debug, Default)]
pub struct Told<'r> {
    countries: HashMap<&'r str, Vec<&'static str>>,
    /// Of each mention.
    of_mention: HashMap<u32, &'static str>,
}

impl<'r> Told<'r> {
    /// Reads what stands behind a place's name.
    pub fn read(&mut self, line: &Line<'r>, mention: &Mention) {
        if mention.kind != Kind::Place {
            return;
        }
        let name = line.slice(mention.span);
        let Some(country) = told_behind(line, line.token_at(mention.span.end), name) else {
            return;
        };
        self.of_mention.insert(mention.span.start, country);
        let known = self.countries.entry(name).or_default();
        if !known.contains(&country) && known.len() < MAX_COUNTRIES {
            known.push(country);
        }
    }

    /// The country of a mention: told beside it, or beside all others of that name.
    pub fn country(&self, name: &str, mention: &Mention) -> Option<&'static str> {
        let here = self.of_mention.get(&mention.span.start).copied();
        here.or_else(|| match self.countries.get(name).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        })
    }

    /// Whether the text tells of several places with that name.
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.countries.get(name).is_some_and(|countries| countries.len() > 1)
    }
}

/// The country by a region or country behind a comma.
fn told_behind(line: &Line<'_>, comma: usize, name: &str) -> Option<&'static str> {
    let bracket = line.word(comma) == "(";
    if line.word(comma) != "," && !bracket {
        return None;
    }
    let from = comma + 1;
    let phrase = |end: usize| plain(line.slice(line.span(from, end)));
    let classes = |end: usize| lexicon().classes(&phrase(end));
    let is_region = |end: &usize| {
        classes(*end).has(Classes::REGION.with(Classes::REGION_SHORT).with(Classes::COUNTRY))
    };
    let end =
        (from + 1..=from + MAX_REGION).rev().filter(|&end| end <= line.len()).find(is_region)?;
    let found = classes(end);
    let own = lexicon().country(name);
    let country = lexicon().country(&phrase(end))?;
    // A state that bears a country's name: the place must tell which is meant.
    if found.has(Classes::COUNTRY) && found.has(Classes::REGION) {
        return own;
    }
    // "Lisbon, Spain and Italy" is a list.
    let and = if line.word(end) == "," { end + 1 } else { end };
    let listed = line.reads_any(and, &["and", "or"]) && line.is(and + 1, Classes::CAPITAL);
    let region = found.has(Classes::REGION.with(Classes::REGION_SHORT));
    let sure = own == Some(country) || region && !listed || own.is_none() && !listed;
    let known_country = lexicon().classes(name).has(Classes::COUNTRY);
    (sure && !known_country).then_some(country)
}

/// The country that the lists tell, where it is sure.
pub fn listed(name: &str) -> Option<&'static str> {
    let classes = lexicon().classes(name);
    let two = classes.has(Classes::COUNTRY) && classes.has(Classes::REGION);
    lexicon().country(name).filter(|_| !two)
}
