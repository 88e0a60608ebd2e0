//! Mentions → entities: which names are of the same bearer, and what the text tells of
//! him, her or it.
//!
//! Two passes over the mentions: the first learns full names, short forms and what
//! stands behind places, the second gives each mention its entity and reads titles,
//! roles and affiliations around persons. Both are linear in the number of mentions.

mod affiliation;
mod named;
mod organisation;
mod person;
mod phrase;
mod place;
mod role;
mod scene;
mod title;
mod words;

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::Classes;
use super::model::{Entity, EntityId, Kind};
use super::name::Mention;
use super::reading::Reading;
use affiliation::Affiliation;
use named::{Full, Names};
use person::{Persons, Words};
use place::Told;
use role::Strength;
use scene::Scene;

/// The entities of a text, in order of their first mention, and the one of each mention.
#[derive(Debug, Default)]
pub struct Resolved {
    /// An [`EntityId`] is an index.
    pub entities: Vec<Entity>,
    /// As many as mentions, in their order.
    pub of_mention: Vec<EntityId>,
}

/// Tells which mentions are of the same bearer, and reads titles, roles and
/// affiliations. `mentions` are in order and do not overlap.
pub fn resolve(reading: &Reading<'_>, mentions: &[Mention]) -> Resolved {
    let mut resolver = Resolver::new(reading, mentions);
    let scenes: Vec<Range<usize>> = by_sentence(mentions);
    for scene in &scenes {
        resolver.place_scene(scene.clone());
    }
    for scene in scenes {
        resolver.describe_scene(scene);
    }
    Resolved { entities: resolver.entities, of_mention: resolver.of_mention }
}

/// Whether a mention is a pronoun or an article alone: it names nothing, whoever found it.
pub fn is_pronoun(reading: &Reading<'_>, mention: &Mention) -> bool {
    let line = reading.line(mention.sentence as usize);
    let (first, end) = (line.token_at(mention.span.start), line.token_at(mention.span.end));
    let small = Classes::PRONOUN.with(Classes::DETERMINER).with(Classes::AUXILIARY);
    end <= first + 1
        && line.is(first, small)
        && !line.is(first, Classes::ALL_CAPS)
        && !line.is(first, Classes::NAMES.with(Classes::GIVEN).with(Classes::SURNAME))
}

/// The mentions of each sentence that has any.
fn by_sentence(mentions: &[Mention]) -> Vec<Range<usize>> {
    let mut start = 0;
    let chunks = mentions.chunk_by(|a, b| a.sentence == b.sentence);
    let ranges = chunks.map(|chunk| {
        let range = start..start + chunk.len();
        start = range.end;
        range
    });
    ranges.collect()
}

/// What is known while a text is read.
struct Resolver<'m, 'r, 'a> {
    reading: &'r Reading<'a>,
    text: &'r str,
    mentions: &'m [Mention],
    names: Names<'r>,
    persons: Persons,
    told: Told<'r>,
    /// Persons' entities by their number.
    of_person: Vec<EntityId>,
    by_key: HashMap<(Kind, String, Option<&'static str>), EntityId>,
    entities: Vec<Entity>,
    /// How sure each entity's role is.
    strengths: Vec<Strength>,
    of_mention: Vec<EntityId>,
}

impl<'m, 'r, 'a> Resolver<'m, 'r, 'a> {
    /// Learns what names the text has.
    fn new(reading: &'r Reading<'a>, mentions: &'m [Mention]) -> Self {
        let text = reading.analysis().text();
        let mut names = Names::new(text);
        let mut persons = Persons::default();
        let mut told = Told::default();
        for (index, mention) in mentions.iter().enumerate() {
            match mention.kind {
                Kind::Person => {
                    let name = mention.span.of(text);
                    // A single word is no full name.
                    if name.contains(char::is_whitespace) {
                        persons.learn(&Words::of(name));
                    }
                }
                Kind::Group => {}
                _ => names.learn(mention, mentions.get(index + 1)),
            }
            told.read(&reading.line(mention.sentence as usize), mention);
        }
        Self {
            reading,
            text,
            mentions,
            names,
            persons,
            told,
            of_person: Vec::new(),
            by_key: HashMap::new(),
            entities: Vec::new(),
            strengths: Vec::new(),
            of_mention: Vec::new(),
        }
    }

    fn scene(&self, range: Range<usize>) -> Scene<'m, 'r> {
        let mentions = self.mentions.get(range).unwrap_or_default();
        let sentence = mentions.first().map_or(0, |mention| mention.sentence as usize);
        Scene::new(self.reading.line(sentence), mentions)
    }

    /// Gives the mentions of a sentence their entities.
    fn place_scene(&mut self, range: Range<usize>) {
        let scene = self.scene(range);
        let mut shared = None;
        for mention in scene.mentions() {
            let id = match mention.kind {
                Kind::Person => self.person(&scene, mention, &mut shared),
                _ => self.named(mention),
            };
            self.of_mention.push(id);
            if let Some(entity) = self.entity_mut(id) {
                entity.mentions += 1;
            }
        }
    }

    /// The entity of a person; `shared` is a title that goes on to the next one.
    fn person(
        &mut self,
        scene: &Scene<'_, '_>,
        mention: &Mention,
        shared: &mut Option<String>,
    ) -> EntityId {
        let (first, end) = scene.tokens(mention);
        let title = title::title_before(scene, mention);
        let written = title.map(|(from, to)| scene.text(from, to));
        *shared = match &written {
            Some(title) => Some(title.clone()).filter(|title| title::is_plural(title)),
            None => shared
                .take()
                .filter(|_| scene.line.reads_any(first.wrapping_sub(1), &["and", ",", "&"])),
        };
        let written = written.or_else(|| shared.clone());
        let start = title.map_or(first, |(from, _)| from);
        let relative = end == first + 1 && start > 0 && scene.line.is(start - 1, Classes::FAMILY);
        let name = mention.span.of(self.text);
        let context = person::context(written.as_deref(), relative);
        let number = self.persons.number(Words::of(name), context);
        let id = self.entity_of_person(number, name);
        if let (Some(title), Some(entity)) = (written, self.entity_mut(id)) {
            take_title(entity, title::long_title(&title));
        }
        id
    }

    fn entity_of_person(&mut self, number: u32, name: &str) -> EntityId {
        if let Some(id) = self.of_person.get(number as usize).copied() {
            if let Some(entity) =
                self.entity_mut(id).filter(|entity| person::is_better(name, &entity.name))
            {
                entity.name = plain_name(name);
            }
            return id;
        }
        let id = self.add(Kind::Person, plain_name(name), None);
        self.of_person.push(id);
        id
    }

    fn named(&mut self, mention: &Mention) -> EntityId {
        let Full { name, key, known, short } = self.names.read(mention);
        let written = mention.span.of(self.text);
        let told = self.told.country(written, mention).filter(|_| mention.kind == Kind::Place);
        let apart = told.filter(|_| self.told.is_ambiguous(written));
        let country =
            || known.and_then(|known| known.country).filter(|_| place::listed(&name).is_some());
        let country = match mention.kind {
            Kind::Place => told.or_else(country).or_else(|| place::listed(&name)),
            _ => None,
        };
        let key = (mention.kind, key, apart);
        let found = self.by_key.get(&key).copied();
        let id = found.unwrap_or_else(|| {
            let id = self.add(mention.kind, name.to_string(), country);
            self.by_key.insert(key, id);
            id
        });
        if let Some(entity) = self.entity_mut(id) {
            if entity.name.len() < name.len() {
                entity.name = name.into_owned();
            }
            entity.abbreviation = entity.abbreviation.take().or(short);
            entity.country = entity.country.or(country);
        }
        id
    }

    fn add(&mut self, kind: Kind, name: String, country: Option<&'static str>) -> EntityId {
        let id = EntityId(u32::try_from(self.entities.len()).unwrap_or(u32::MAX));
        self.entities.push(Entity {
            kind,
            name,
            title: None,
            role: None,
            affiliation: None,
            // Only one that the text gives: what the lists know is not of the source.
            abbreviation: None,
            country,
            mentions: 0,
        });
        self.strengths.push(Strength::None);
        id
    }

    /// Reads roles and affiliations of the persons of a sentence.
    fn describe_scene(&mut self, range: Range<usize>) {
        let scene = self.scene(range.clone());
        for (at, mention) in scene.mentions().iter().enumerate() {
            if mention.kind != Kind::Person {
                continue;
            }
            let (name, end) = scene.tokens(mention);
            let first = title::title_before(&scene, mention).map_or(name, |(from, _)| from);
            let role = role::role(&scene, first, end);
            let affiliation = affiliation::beside(&scene, first, end)
                .or_else(|| affiliation::of_role(&scene, role.as_ref()?.phrase));
            let affiliation = affiliation.map(|found| self.written(range.start, found));
            let Some(&id) = self.of_mention.get(range.start + at) else { continue };
            self.describe(
                id,
                role.map(|role| (scene.role_text(role.phrase), role.strength)),
                affiliation,
            );
        }
    }

    fn written(&self, first: usize, affiliation: Affiliation) -> String {
        match affiliation {
            Affiliation::Written(written) => written,
            Affiliation::Mention(index) => {
                let id = self.of_mention.get(first + index).copied();
                let entity = id.and_then(|id| self.entities.get(id.0 as usize));
                entity.map(|entity| entity.name.clone()).unwrap_or_default()
            }
        }
    }

    fn describe(
        &mut self,
        id: EntityId,
        role: Option<(String, Strength)>,
        affiliation: Option<String>,
    ) {
        let known = self.strengths.get(id.0 as usize).copied().unwrap_or_default();
        let role = role.filter(|(_, strength)| *strength > known);
        if let (Some((_, strength)), Some(slot)) = (&role, self.strengths.get_mut(id.0 as usize)) {
            *slot = *strength;
        }
        let Some(entity) = self.entity_mut(id) else { return };
        if let Some((role, _)) = role {
            entity.role = Some(role);
        }
        if let Some(affiliation) = affiliation {
            entity.affiliation.get_or_insert(affiliation);
        }
    }

    fn entity_mut(&mut self, id: EntityId) -> Option<&mut Entity> {
        self.entities.get_mut(id.0 as usize)
    }
}

/// A name with single blanks.
fn plain_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a title; one that only shows courtesy gives way.
fn take_title(entity: &mut Entity, title: String) {
    let weak = entity
        .title
        .as_deref()
        .is_none_or(|known| title::is_courtesy(known) && !title::is_courtesy(&title));
    if weak {
        entity.title = Some(title);
    }
}

#[cfg(test)]
mod acceptance;
#[cfg(test)]
mod tests;
