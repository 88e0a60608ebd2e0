//! Who is meant by "he", "she", "it" or "they".
//!
//! The candidates of the sentences before are weighed as in Lappin and Leass, "An
//! Algorithm for Pronominal Anaphora Resolution" (1994), without a parser: how near a name
//! stands, whether it is a subject or the source of the last statement, and whether its
//! gender is known to fit. Sources without a name compete too. Where no candidate is
//! clearly the best, nobody is meant.

use std::collections::HashMap;

use super::Statement;
use super::marks::Quotation;
use super::phrase::Tokens;
use super::source::{Names, Source, Standing, standing};
use super::subject::subject_at_head;
use super::voice::is_plural;
use crate::document::Span;
use crate::facts::lexicon::{Classes, lexicon};
use crate::facts::model::{Entity, EntityId, Kind};
use crate::facts::name::Mention;
use crate::facts::reading::Line;

/// What a candidate is worth by the sentences that lie between; further ones are none.
const NEAR: [i32; 4] = [60, 45, 30, 15];

/// A subject is taken up by a pronoun more often than other phrases.
const SUBJECT: i32 = 25;

/// So is the source of a statement, and most of all the source of the last one.
const HEARD: i32 = 15;

/// What the last source is worth besides.
const HEARD_LAST: i32 = 15;

/// The gender is known, and fits.
const FITS: i32 = 10;

/// A name behind a preposition, or before a possessive ending.
const OBLIQUE: i32 = -15;

/// The least worth of who is meant.
const LEAST: i32 = 50;

/// How much more who is meant must be worth than everybody else.
const MARGIN: i32 = 15;

/// Names that are looked back over, and sources.
const MAX_NAMES: usize = 24;
const MAX_HEARD: usize = 6;

/// Names that are looked back over for "the senator": titles hold longer than pronouns.
pub const MAX_TITLED: usize = 60;

/// Pronouns that are followed back, one leading to the next.
const MAX_CHAIN: usize = 3;

/// What a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pronoun {
    Male,
    Female,
    Body,
    Bodies,
}

impl Pronoun {
    fn of(line: &Line<'_>, (from, to): Tokens) -> Option<Pronoun> {
        let alone = to == from + 1
            || to == from + 2 && line.reads_any(from + 1, &["himself", "herself", "themselves"]);
        let word = line.word(from);
        let forms = [
            ("he", Pronoun::Male),
            ("she", Pronoun::Female),
            ("it", Pronoun::Body),
            ("they", Pronoun::Bodies),
        ];
        let form = forms.into_iter().find(|(form, _)| word.eq_ignore_ascii_case(form))?;
        alone.then_some(form.1)
    }

    fn kind(self) -> Kind {
        match self {
            Pronoun::Male | Pronoun::Female => Kind::Person,
            Pronoun::Body | Pronoun::Bodies => Kind::Organisation,
        }
    }

    fn gender(self) -> Option<Classes> {
        match self {
            Pronoun::Male => Some(Classes::MALE),
            Pronoun::Female => Some(Classes::FEMALE),
            Pronoun::Body | Pronoun::Bodies => None,
        }
    }

    /// Whether it may stand for a noun phrase that names nobody.
    fn fits_phrase(self, line: &Line<'_>, phrase: Tokens) -> bool {
        let human = (phrase.0..phrase.1).any(|at| line.is(at, Classes::HUMAN));
        match self {
            Pronoun::Male | Pronoun::Female => human && !is_plural(line, phrase),
            Pronoun::Body => !human,
            Pronoun::Bodies => is_plural(line, phrase),
        }
    }
}

/// The entities of the sources of statements, which are in order, as far as they are told.
pub fn sources(
    names: &Names<'_>,
    quotations: &[Quotation],
    statements: &[Statement],
) -> Vec<Option<Source>> {
    let mut listener = Listener { names, quotations, heard: Vec::new(), genders: HashMap::new() };
    statements.iter().map(|statement| listener.listen(statement)).collect()
}

/// A source that was met.
#[derive(Clone, Copy, Debug)]
struct Heard {
    speaker: Span,
    sentence: usize,
    entity: Option<EntityId>,
}

struct Listener<'n> {
    names: &'n Names<'n>,
    quotations: &'n [Quotation],
    heard: Vec<Heard>,
    /// Learnt from pronouns whose meaning was clear.
    genders: HashMap<EntityId, Classes>,
}

impl<'n> Listener<'n> {
    fn listen(&mut self, statement: &Statement) -> Option<Source> {
        let speaker = statement.speaker?;
        let line = self.names.line_at(speaker.start)?;
        let phrase = (line.token_at(speaker.start), line.token_at(speaker.end));
        let pronoun = Pronoun::of(&line, phrase);
        let found = match pronoun {
            Some(pronoun) => {
                let own = Some(statement.span).filter(|own| !own.covers(speaker));
                let place = (line.sentence, speaker.start);
                let meant = self.antecedent(pronoun, place, own.unwrap_or_default(), 0);
                meant.map(|entity| self.infer(entity, pronoun))
            }
            None => self.names.named(speaker).or_else(|| {
                let entity = self.names.described(&line, phrase)?;
                Some(Source { entity, inferred: true })
            }),
        };
        if found.is_some() || pronoun.is_none() {
            let entity = found.map(|source| source.entity);
            self.heard.push(Heard { speaker, sentence: line.sentence, entity });
        }
        found
    }

    /// From now on, the entity is of the pronoun's gender.
    fn infer(&mut self, entity: EntityId, pronoun: Pronoun) -> Source {
        if let Some(gender) = pronoun.gender() {
            self.genders.entry(entity).or_insert(gender);
        }
        Source { entity, inferred: true }
    }

    /// Whom a pronoun in a sentence means, by what stands before `at` but not in `own`, the
    /// words that it says. `chain` counts the pronouns that led here.
    fn antecedent(
        &self,
        pronoun: Pronoun,
        (sentence, at): (usize, u32),
        own: Span,
        chain: usize,
    ) -> Option<EntityId> {
        let mut scores = Scores::default();
        let subjects = Subjects::before(self.names, sentence, at);
        if pronoun != Pronoun::Bodies {
            self.weigh_names(pronoun, (sentence, at), own, &subjects, &mut scores);
        }
        self.weigh_heard(pronoun, sentence, at, &mut scores);
        self.weigh_subjects(pronoun, sentence, &subjects, chain, &mut scores);
        let only = || scores.is_empty().then(|| self.only_one(pronoun, at, own)).flatten();
        scores.clear_best().or_else(only)
    }

    fn weigh_names(
        &self,
        pronoun: Pronoun,
        (sentence, at): (usize, u32),
        own: Span,
        subjects: &Subjects,
        scores: &mut Scores,
    ) {
        for (mention, id, distance) in back(self.names, at, sentence).take(MAX_NAMES) {
            let Some(near) = NEAR.get(distance) else { break };
            let fits = self.fits(pronoun, id).filter(|_| mention.kind == pronoun.kind());
            if let Some(fits) = fits.filter(|_| !own.covers(mention.span))
                && !self.is_quoted(mention.span)
            {
                let place = subjects.worth(self.names, mention, sentence);
                scores.add(Some(id), near + place + fits);
            }
        }
    }

    /// Subjects without a name compete; one that is the same pronoun leads further back.
    fn weigh_subjects(
        &self,
        pronoun: Pronoun,
        sentence: usize,
        subjects: &Subjects,
        chain: usize,
        scores: &mut Scores,
    ) {
        for (back, subject) in subjects.0.iter().enumerate() {
            let (Some(phrase), Some(index)) = (*subject, sentence.checked_sub(back)) else {
                continue;
            };
            let line = self.names.reading.line(index);
            let worth = NEAR.get(back).copied().unwrap_or_default() + SUBJECT;
            if Pronoun::of(&line, phrase) == Some(pronoun) {
                if chain < MAX_CHAIN {
                    let place = (index, line.token(phrase.0).start);
                    let meant = self.antecedent(pronoun, place, Span::default(), chain + 1);
                    scores.add(meant, worth);
                }
                return;
            }
            let unnamed = self.names.named(line.span(phrase.0, phrase.1)).is_none();
            if unnamed && pronoun.fits_phrase(&line, phrase) {
                scores.add(None, worth);
            }
        }
    }

    fn weigh_heard(&self, pronoun: Pronoun, sentence: usize, at: u32, scores: &mut Scores) {
        let before = self.heard.iter().rev().filter(|heard| heard.speaker.start < at);
        for (rank, heard) in before.take(MAX_HEARD).enumerate() {
            let distance = sentence.abs_diff(heard.sentence);
            let Some(near) = NEAR.get(distance) else { break };
            let fits = match heard.entity {
                Some(id) => self.fits(pronoun, id),
                None => self.phrase_fits(pronoun, heard.speaker).then_some(0),
            };
            let last = if rank == 0 && distance < 2 { HEARD_LAST } else { 0 };
            if let Some(fits) = fits {
                scores.add(heard.entity, near + SUBJECT + HEARD + last + fits);
            }
        }
    }

    fn phrase_fits(&self, pronoun: Pronoun, phrase: Span) -> bool {
        let line = self.names.line_at(phrase.start);
        line.is_some_and(|line| {
            pronoun.fits_phrase(&line, (line.token_at(phrase.start), line.token_at(phrase.end)))
        })
    }

    /// What it is worth that an entity fits a pronoun; `None` where it does not.
    fn fits(&self, pronoun: Pronoun, id: EntityId) -> Option<i32> {
        let entity = self.names.entity(id).filter(|entity| entity.kind == pronoun.kind())?;
        let Some(wanted) = pronoun.gender() else { return Some(0) };
        match gender_of(entity).or_else(|| self.genders.get(&id).copied()) {
            Some(gender) if gender == wanted => Some(FITS),
            Some(_) => None,
            None => Some(0),
        }
    }

    /// The only person of that gender that the text has named so far.
    fn only_one(&self, pronoun: Pronoun, at: u32, own: Span) -> Option<EntityId> {
        let free = |span: Span| !own.covers(span) && !self.is_quoted(span);
        let mut fitting = back(self.names, at, 0)
            .take(MAX_TITLED)
            .filter(|(mention, id, _)| {
                free(mention.span)
                    && mention.kind == Kind::Person
                    && self.fits(pronoun, *id).is_some()
            })
            .map(|(_, id, _)| id);
        let first = fitting.next()?;
        let known = self.fits(pronoun, first) == Some(FITS);
        (known && fitting.all(|id| id == first)).then_some(first)
    }

    fn is_quoted(&self, span: Span) -> bool {
        let index = self.quotations.partition_point(|quotation| quotation.span.end <= span.start);
        self.quotations.get(index).is_some_and(|quotation| quotation.span.covers(span))
    }
}

/// The mentions before an offset, the nearest first, with the sentences between.
pub fn back<'n>(
    names: &Names<'n>,
    at: u32,
    sentence: usize,
) -> impl Iterator<Item = (&'n Mention, EntityId, usize)> + use<'n> {
    let before = names.mentions.partition_point(|mention| mention.span.end <= at);
    let mentions = names.mentions.get(..before).unwrap_or_default().iter().rev();
    let ids = names.resolved.of_mention.get(..before).unwrap_or_default().iter().rev();
    mentions
        .zip(ids)
        .map(move |(mention, &id)| (mention, id, sentence.abs_diff(mention.sentence as usize)))
}

/// [`Classes::MALE`] or [`Classes::FEMALE`], from the title, the first name or the role.
fn gender_of(entity: &Entity) -> Option<Classes> {
    let told = |text: &str| {
        let mut both = Classes::NONE;
        for word in text.split([' ', ',']).take(12) {
            both |= lexicon().classes(word).and(Classes::MALE.with(Classes::FEMALE));
        }
        [Classes::MALE, Classes::FEMALE].into_iter().find(|&gender| both == gender)
    };
    let first = entity.name.split_once(' ').map(|(first, _)| first);
    let told_by = |text: Option<&str>| text.and_then(told);
    told_by(entity.title.as_deref())
        .or_else(|| told_by(first))
        .or_else(|| told_by(entity.role.as_deref()))
}

/// The subjects of the sentences before a pronoun, from its own backwards.
struct Subjects([Option<Tokens>; NEAR.len()]);

impl Subjects {
    fn before(names: &Names<'_>, sentence: usize, at: u32) -> Self {
        let mut subjects = [None; NEAR.len()];
        for (back, slot) in subjects.iter_mut().enumerate() {
            let Some(index) = sentence.checked_sub(back) else { break };
            let line = names.reading.line(index);
            let heading = names.reading.analysis().is_heading(index);
            *slot = subject_at_head(&line)
                .filter(|&(from, to)| !heading && line.span(from, to).end <= at);
        }
        Self(subjects)
    }

    /// What the place of a mention in its sentence is worth.
    fn worth(&self, names: &Names<'_>, mention: &Mention, sentence: usize) -> i32 {
        let line = names.reading.line(mention.sentence as usize);
        let back = sentence.abs_diff(line.sentence);
        let subject = self
            .0
            .get(back)
            .copied()
            .flatten()
            .filter(|&(from, to)| line.span(from, to).covers(mention.span));
        match subject {
            Some(phrase) if standing(&line, phrase, mention) == Standing::Head => SUBJECT,
            Some(_) => OBLIQUE,
            None => oblique(&line, mention),
        }
    }
}

/// Less for a name behind a preposition or before a possessive ending.
fn oblique(line: &Line<'_>, mention: &Mention) -> i32 {
    let start = mention.title.map_or(mention.span.start, |title| title.start);
    let (first, end) = (line.token_at(start), line.token_at(mention.span.end));
    let bound = first > 0 && line.is(first - 1, Classes::PREPOSITION);
    if bound || line.is(end, Classes::POSSESSIVE) { OBLIQUE } else { 0 }
}

/// The best worth of each candidate; `None` is somebody without a name.
#[derive(Debug, Default)]
struct Scores(Vec<(Option<EntityId>, i32)>);

impl Scores {
    fn add(&mut self, entity: Option<EntityId>, score: i32) {
        match self.0.iter_mut().find(|(known, _)| *known == entity) {
            Some((_, best)) => *best = score.max(*best),
            None => self.0.push((entity, score)),
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The best candidate, if it is good enough and no other comes near.
    fn clear_best(&self) -> Option<EntityId> {
        let (entity, best) = *self.0.iter().max_by_key(|(_, score)| *score)?;
        let second = self.0.iter().filter(|(other, _)| *other != entity).map(|(_, score)| *score);
        let clear = second.max().is_none_or(|second| best - second >= MARGIN);
        entity.filter(|_| best >= LEAST && clear)
    }
}
