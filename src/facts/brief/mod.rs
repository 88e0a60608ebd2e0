//! The brief: spans that answer who, what, when, where, why and how of the main event.
//!
//! As in Hamborg and others, "Giveme5W1H: A Universal System for Extracting Main Events
//! from News Articles" (2019): candidates are phrases and facts of the first sentences,
//! and are weighed by their place, by how often the article comes back to them, by the
//! title, and by the words that introduce them. What falls short of a least worth is no
//! answer: a question may have none.

mod event;
mod reasons;

use std::collections::HashMap;

use self::event::{Event, title_words};
use self::reasons::{Opening, REASONS, WAYS};
use super::lexicon::Classes;
use super::model::{Brief, Date, DateType, Detail, EntityId, Fact, Kind};
use super::quote::behind_dateline;
use super::reading::{Line, Reading};
use crate::document::Span;

/// Most answers to one question.
const MOST: usize = 3;

/// Sentences that the beginning of an article has.
const LEAD: usize = 3;

/// Sentences that are looked at.
const BODY: usize = 12;

/// A shorter sentence is a byline, a label, a date (tokens).
const MIN_SENTENCE: usize = 5;

/// The least worth of an answer to who and where.
const LEAST: i32 = 3;

/// What a place loses in a clause that tells why: it is where something else was.
const ELSEWHERE: i32 = 4;

/// Values of dates that tell no day.
const VAGUE: &[&str] = &["PRESENT_REF", "PAST_REF", "FUTURE_REF"];

/// The brief of a text whose `facts` are sorted.
pub fn brief(reading: &Reading<'_>, facts: &[Fact]) -> Brief {
    let sentences = article_sentences(reading);
    let title = title_words(reading, &sentences);
    let Some(event) = Event::find(reading, facts, &sentences, &title) else {
        return Brief::default();
    };
    let article = Article { reading, facts, sentences, title, event };
    let why = article.clauses(REASONS);
    let how = article.clauses(WAYS);
    Brief {
        who: article.who(),
        what: article.event.what(reading, &article.title),
        when: article.when(),
        r#where: article.places(&why),
        why,
        how,
    }
}

/// The first sentences that stand in no heading and are whole.
fn article_sentences(reading: &Reading<'_>) -> Vec<usize> {
    let analysis = reading.analysis();
    let whole = |sentence: &usize| {
        !analysis.is_heading(*sentence) && analysis.tokens_of(*sentence).len() > MIN_SENTENCE
    };
    (0..analysis.sentences().len()).filter(whole).take(BODY).collect()
}

struct Article<'r, 'a> {
    reading: &'r Reading<'a>,
    facts: &'r [Fact],
    /// See [`article_sentences`].
    sentences: Vec<usize>,
    /// The words of the title, in lower case.
    title: Vec<String>,
    event: Event,
}

/// An entity as an answer: its first mention and what it is worth.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    entity: EntityId,
    mention: Span,
    /// In the event's sentence or in the title.
    near: bool,
    worth: i32,
}

impl Article<'_, '_> {
    /// The sentence of the event and the first ones.
    fn lead(&self) -> impl Iterator<Item = usize> + '_ {
        let main = self.event.sentence;
        let first = self.sentences.iter().copied().take(LEAD);
        std::iter::once(main).chain(first.filter(move |&sentence| sentence != main))
    }

    /// Who did it: the subject of the event, then the persons and organisations that its
    /// sentence and the title name and that the article comes back to.
    fn who(&self) -> Vec<Span> {
        let mut found: Vec<Span> = self.event.who().collect();
        let named = |entity: EntityId| {
            self.facts.iter().any(|fact| {
                fact.entity() == Some(entity) && found.iter().any(|who| who.covers(fact.span))
            })
        };
        let mut candidates = self.entities(&[Kind::Person, Kind::Organisation]);
        candidates.retain(|candidate| candidate.worth >= LEAST && !named(candidate.entity));
        found.extend(candidates.iter().map(|candidate| candidate.mention));
        self.distinct(found)
    }

    /// Where: places of the event's sentence, of the dateline and of the title.
    fn places(&self, reasons: &[Span]) -> Vec<Span> {
        let mut found = self.entities(&[Kind::Place]);
        for candidate in &mut found {
            let elsewhere = reasons.iter().any(|reason| reason.covers(candidate.mention));
            candidate.worth +=
                self.locative(candidate.mention) - if elsewhere { ELSEWHERE } else { 0 };
        }
        found.retain(|candidate| candidate.worth >= LEAST);
        // Where the event's own sentence names a place, others are of something else.
        if found.iter().any(|candidate| candidate.near) {
            found.retain(|candidate| candidate.near);
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.worth), candidate.mention));
        self.distinct(found.iter().map(|candidate| candidate.mention).collect())
    }

    /// More for a place behind "in", less for one before a noun ("US officials").
    fn locative(&self, mention: Span) -> i32 {
        let Some(line) = self.line_at(mention.start) else { return 0 };
        let (first, end) = (line.token_at(mention.start), line.token_at(mention.end));
        let behind = first.checked_sub(1).is_some_and(|at| {
            line.reads_any(at, &["in", "at", "near", "from", "on", "outside", "across", "to"])
                || line.reads(at, "the")
                    && at > 0
                    && line.reads_any(at - 1, &["in", "at", "near", "on", "across"])
        });
        let noun = line.is(end, Classes::WORD)
            && !line.is(end, Classes::FUNCTION.with(Classes::CAPITAL).with(Classes::CUE));
        match (behind || end <= behind_dateline(&line), noun) {
            (true, _) => 2,
            (false, true) => -2,
            _ => 0,
        }
    }

    fn line_at(&self, offset: u32) -> Option<Line<'_>> {
        self.reading.analysis().sentence_at(offset).map(|index| self.reading.line(index))
    }

    /// The entities of some kinds that the beginning names, the best first.
    fn entities(&self, kinds: &[Kind]) -> Vec<Candidate> {
        let last = self.sentences.last().copied().unwrap_or_default();
        let lead: Vec<usize> = self.lead().collect();
        let mut counts: HashMap<EntityId, i32> = HashMap::new();
        let mut found: Vec<Candidate> = Vec::new();
        for fact in self.facts.iter().filter(|fact| kinds.contains(&fact.kind())) {
            let Some(entity) = fact.entity() else { continue };
            *counts.entry(entity).or_default() += 1;
            let sentence = fact.sentence as usize;
            if sentence > last || !self.counts(fact) {
                continue;
            }
            let place = if sentence == self.event.sentence {
                3
            } else {
                i32::from(lead.contains(&sentence))
            };
            let title = if self.in_title(fact.span) { 2 } else { 0 };
            let (mention, worth) = (fact.span, place + title);
            let near = sentence == self.event.sentence || title > 0;
            match found.iter_mut().find(|known| known.entity == entity) {
                Some(known) if known.worth < worth => {
                    *known = Candidate { entity, mention, near: near || known.near, worth };
                }
                Some(known) => known.near |= near,
                None => found.push(Candidate { entity, mention, near, worth }),
            }
        }
        for candidate in &mut found {
            let mentions = counts.get(&candidate.entity).copied().unwrap_or_default();
            candidate.worth += i32::try_from(mentions.max(1).ilog2()).unwrap_or_default().min(3);
        }
        found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.worth), candidate.mention));
        found
    }

    /// Whether a name is of the article and not of the agency in its dateline.
    fn counts(&self, fact: &Fact) -> bool {
        let line = self.reading.line(fact.sentence as usize);
        let inside = line.token_at(fact.span.start) < behind_dateline(&line);
        fact.kind() == Kind::Place || !inside
    }

    fn in_title(&self, span: Span) -> bool {
        let words = self.reading.analysis().slice(span).split_whitespace();
        words
            .last()
            .is_some_and(|word| self.title.iter().any(|known| known.eq_ignore_ascii_case(word)))
    }

    /// The first answers, none with the words of another.
    fn distinct(&self, spans: Vec<Span>) -> Vec<Span> {
        let analysis = self.reading.analysis();
        let mut found: Vec<Span> = Vec::new();
        for span in spans {
            let text = analysis.slice(span);
            let told = found
                .iter()
                .any(|known| known.overlaps(span) || same_name(analysis.slice(*known), text));
            if found.len() < MOST && !told {
                found.push(span);
            }
        }
        found
    }

    /// When: points in time of the event's sentence and of the beginning, each once.
    fn when(&self) -> Vec<Span> {
        let mut found: Vec<(&str, Span)> = Vec::new();
        for sentence in self.lead().filter(|_| self.event.is_told()) {
            for (date, fact) in self.dates_of(sentence) {
                let told = found.iter().any(|(value, _)| *value == date.value);
                if found.len() < MOST && !told {
                    found.push((&date.value, fact.span));
                }
            }
        }
        found.into_iter().map(|(_, span)| span).collect()
    }

    /// The points in time of a sentence; of the event's also how long it took.
    fn dates_of(&self, sentence: usize) -> impl Iterator<Item = (&Date, &Fact)> {
        let main = sentence == self.event.sentence;
        let from = self.facts.partition_point(|fact| (fact.sentence as usize) < sentence);
        let of_sentence =
            self.facts.iter().skip(from).take_while(move |fact| fact.sentence as usize == sentence);
        let point = move |fact: &'_ &Fact| match &fact.detail {
            // When it was said is not when it was.
            Detail::Date(_) if main && !self.event.clause.covers(fact.span) => false,
            Detail::Date(date) => match date.date_type {
                DateType::Date | DateType::Time => !VAGUE.contains(&date.value.as_str()),
                DateType::Set | DateType::Duration => main && date.from.is_some(),
            },
            _ => false,
        };
        of_sentence.filter(point).filter_map(|fact| match &fact.detail {
            Detail::Date(date) => Some((date.as_ref(), fact)),
            _ => None,
        })
    }

    /// The clauses that such words open, the surest first.
    fn clauses(&self, openings: &[Opening]) -> Vec<Span> {
        let mut found = Vec::new();
        for sentence in self.lead() {
            let line = self.reading.line(sentence);
            let main = sentence == self.event.sentence;
            reasons::clauses(&line, openings, main, &mut found);
        }
        found.retain(|(_, span)| !self.is_date(*span) && !self.is_quoted(*span));
        found.sort_by_key(|(worth, span)| (std::cmp::Reverse(*worth), *span));
        self.distinct(found.into_iter().map(|(_, span)| span).collect())
    }

    /// Whether a clause is nothing but a time: "after three days", "through March".
    fn is_date(&self, clause: Span) -> bool {
        let from = self.facts.partition_point(|fact| fact.span.end <= clause.start);
        let overlapping =
            self.facts.iter().skip(from).take_while(|fact| fact.span.start < clause.end);
        overlapping.filter(|fact| fact.kind() == Kind::Date).take(MOST).any(|fact| {
            fact.span.overlaps(clause)
                && fact.span.end + 4 >= clause.end
                && fact.span.start <= clause.start + 12
        })
    }

    /// Whether it stands in what somebody says in quotation marks.
    fn is_quoted(&self, clause: Span) -> bool {
        let from = self.facts.partition_point(|fact| fact.span.end <= clause.start);
        let before = self.facts.get(..from.max(1)).unwrap_or_default();
        let near = before.iter().rev().chain(self.facts.iter().skip(from)).take(BODY);
        near.filter(|fact| fact.span.covers(clause)).any(|fact| {
            matches!(&fact.detail, Detail::Quote(quote) if quote.mode == super::QuoteMode::Direct)
        })
    }
}

/// Whether one of two names is the other, or its end ("Lang" of "Otto Lang").
fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    ends(&one, &other) || ends(&other, &one)
}

#[cfg(test)]
mod tests;
