//! Which names are of the same bearer.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::facts::Kind;
use crate::facts::lexicon::{Known, lexicon};
use crate::facts::model::{Entity, EntityId};
use crate::facts::name::{Mention, plain, short_form};
use crate::facts::reading::capitalised;
use crate::facts::token::Shape;

/// Words that give an acronym no letter.
const UNCOUNTED: &[&str] = &["of", "the", "and", "for", "&", "in", "on", "to", "de", "la"];

/// The longest short form in brackets (bytes).
const MAX_SHORT_FORM: usize = 12;

/// The entities as they are found, and the names that lead to them.
#[derive(Debug, Default)]
pub struct Aliases<'r> {
    text: &'r str,
    entities: Vec<Entity>,
    by_name: HashMap<(Kind, String), EntityId>,
    /// Persons by a part of their name: the one mentioned last.
    by_part: HashMap<&'r str, EntityId>,
    /// The first full name with that part, for parts that come before it.
    full_by_part: HashMap<&'r str, &'r str>,
    /// Organisations by the last words of their name; none where several have them.
    full_by_ending: HashMap<&'r str, Option<Cow<'r, str>>>,
    /// Short forms of organisations that the text tells, with the full name.
    full_by_short: HashMap<Cow<'r, str>, Cow<'r, str>>,
}

impl<'r> Aliases<'r> {
    /// Learns the full names and short forms of a text.
    pub fn new(text: &'r str, mentions: &[Mention]) -> Self {
        let mut aliases = Self { text, ..Self::default() };
        for (index, mention) in mentions.iter().enumerate() {
            match mention.kind {
                Kind::Person => aliases.learn_person(mention),
                Kind::Organisation => aliases.learn_organisation(mention, mentions.get(index + 1)),
                _ => {}
            }
        }
        aliases
    }

    fn learn_person(&mut self, mention: &Mention) {
        let name = mention.span.of(self.text);
        let words = parts_of_person(name);
        if let [first, .., last] = words.as_slice() {
            self.full_by_part.entry(last).or_insert(name);
            self.full_by_part.entry(first).or_insert(name);
        }
    }

    fn learn_organisation(&mut self, mention: &Mention, next: Option<&Mention>) {
        let name = mention.span.of(self.text);
        self.learn_endings(name);
        if let Some(short) = self.bracketed(mention).filter(|short| fits(short, name)) {
            self.full_by_short.insert(Cow::Borrowed(short), plain(name));
            return;
        }
        if name.is_all_caps() {
            let full = next.filter(|next| self.opens_bracket(mention, next));
            let full = full.map(|next| next.span.of(self.text));
            if let Some(full) = full.filter(|full| fits(name, full)) {
                self.full_by_short.insert(Cow::Borrowed(name), plain(full));
            }
            return;
        }
        if let Some(acronym) = acronym(name) {
            self.full_by_short.entry(Cow::Owned(acronym)).or_insert_with(|| plain(name));
        }
        let short = short_form(name);
        if short.len() < name.len() {
            self.full_by_short.entry(plain(short)).or_insert_with(|| plain(name));
        }
    }

    /// Learns that "the Army" is the "US Army", if the text names no other one.
    fn learn_endings(&mut self, name: &'r str) {
        let full = canonical(Kind::Organisation, plain(name)).0;
        for (at, _) in name.rmatch_indices(' ').take(2) {
            let ending = name.get(at + 1..).unwrap_or_default();
            let slot = self.full_by_ending.entry(ending).or_insert_with(|| Some(full.clone()));
            if slot.as_ref() != Some(&full) {
                *slot = None;
            }
        }
    }

    /// The short form in brackets behind a name.
    fn bracketed(&self, mention: &Mention) -> Option<&'r str> {
        let behind = self.text.get(mention.span.end as usize..)?;
        let inside = behind.trim_start().strip_prefix('(')?;
        let inside = inside.strip_prefix(['"', '“', '\'', '‘']).unwrap_or(inside);
        let length = inside
            .find([')', '"', '”', '\'', '’', ',', ';'])
            .filter(|&end| end <= MAX_SHORT_FORM)?;
        inside.get(..length).filter(|short| short.is_all_caps() || short.is_capitalised())
    }

    /// Whether only an opening bracket stands between two mentions.
    fn opens_bracket(&self, mention: &Mention, next: &Mention) -> bool {
        let between = self.text.get(mention.span.end as usize..next.span.start as usize);
        between.is_some_and(|between| between.trim() == "(")
    }

    /// The entity of a mention; mentions are to be asked for in their order.
    pub fn entity_of(&mut self, mention: &Mention) -> EntityId {
        let id = match mention.kind {
            Kind::Person => self.person(mention.span.of(self.text)),
            kind => self.named(kind, mention.span.of(self.text)),
        };
        if let Some(entity) = self.entities.get_mut(id.0 as usize) {
            entity.mentions += 1;
        }
        id
    }

    fn person(&mut self, written: &'r str) -> EntityId {
        let words = parts_of_person(written);
        let (Some(first), Some(last)) = (words.first().copied(), words.last().copied()) else {
            return self.entry(Kind::Person, written.to_string(), written, None);
        };
        if words.len() == 1 {
            if let Some(id) = self.by_part.get(last) {
                return *id;
            }
            if let Some(full) = self.full_by_part.get(last).copied() {
                return self.person(full);
            }
        }
        let key = format!("{first} {last}");
        let id = self.entry(Kind::Person, key, written, None);
        self.by_part.insert(first, id);
        self.by_part.insert(last, id);
        id
    }

    fn named(&mut self, kind: Kind, written: &'r str) -> EntityId {
        let name = plain(written);
        let told = (kind == Kind::Organisation).then(|| self.full_by_short.get(&name)).flatten();
        let short = told.map(|_| name.clone().into_owned());
        let ending = || self.full_by_ending.get(written).filter(|_| kind == Kind::Organisation);
        let told = told.or_else(|| ending().and_then(Option::as_ref));
        let (full, known) = canonical(kind, told.cloned().unwrap_or(name));
        let id = self.entry(kind, full.to_string(), &full, known);
        let listed = known
            .and_then(|known| known.abbreviation)
            .filter(|short| *short == written && *full != *written);
        let short = short.or_else(|| listed.map(str::to_string));
        let short = short.filter(|short| short.is_all_caps());
        if let (Some(short), Some(entity)) = (short, self.entities.get_mut(id.0 as usize)) {
            entity.abbreviation = Some(short);
        }
        id
    }

    /// The entity under a key; made where there is none. The longest name is kept.
    fn entry(&mut self, kind: Kind, key: String, name: &str, known: Option<Known>) -> EntityId {
        let next = EntityId(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        let id = *self.by_name.entry((kind, key)).or_insert(next);
        let name = plain(name);
        if id == next {
            self.entities.push(Entity {
                kind,
                name: name.into_owned(),
                title: None,
                role: None,
                affiliation: None,
                // Only one that the text gives: what the lists know is not of the source.
                abbreviation: None,
                country: known.and_then(|known| known.country),
                mentions: 0,
            });
        } else if let Some(entity) = self.entities.get_mut(id.0 as usize)
            && entity.name.len() < name.len()
        {
            entity.name = name.into_owned();
        }
        id
    }

    /// The entities, in order of their first mention.
    pub fn into_entities(self) -> Vec<Entity> {
        self.entities
    }
}

fn known(kind: Kind, name: &str) -> Option<Known> {
    let find = |name: &str| match kind {
        Kind::Place => lexicon().place(name),
        Kind::Organisation => lexicon().organisation(name),
        _ => lexicon().group(name),
    };
    let shouted = || name.is_all_caps().then(|| find(&capitalised(name))).flatten();
    find(name).or_else(shouted)
}

/// The full name that the lists have, or the name without its article.
fn canonical(kind: Kind, name: Cow<'_, str>) -> (Cow<'_, str>, Option<Known>) {
    match known(kind, &name) {
        Some(known) => (Cow::Borrowed(known.name), Some(known)),
        None => (without_article(name), None),
    }
}

fn without_article(name: Cow<'_, str>) -> Cow<'_, str> {
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The "));
    match bare {
        Some(bare) => Cow::Owned(bare.to_string()),
        None => name,
    }
}

/// The words that tell a person: first and last names, without initials in between,
/// `Jr.` and numerals.
fn parts_of_person(name: &str) -> Vec<&str> {
    let suffix = |word: &&str| matches!(*word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV");
    name.split_whitespace().filter(|word| !suffix(word)).collect()
}

/// Whether a short form may be of that name: its letters are the initials of words.
fn fits(short: &str, name: &str) -> bool {
    let mut initials = name.split([' ', '-', '\n']).filter_map(|word| word.chars().next());
    let first = initials.next().map(|first| first.to_ascii_uppercase());
    let letters = short.chars().filter(|letter| letter.is_uppercase());
    name.contains(' ') && first.is_some() && letters.clone().next() == first && letters.count() > 1
}

/// The acronym of a name of three words or more that have a capital.
fn acronym(name: &str) -> Option<String> {
    let words = name.split_whitespace().filter(|word| !UNCOUNTED.contains(word));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    let capitals = initials.chars().all(char::is_uppercase);
    (capitals && initials.chars().count() >= 3).then_some(initials)
}
