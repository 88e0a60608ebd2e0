//! Everything loaded, behind one query: what the search overlay asks.
//!
//! The worker that searches owns the corpus. It adds documents and facts as they come,
//! between two queries; a query takes `&mut self`, because it remembers what matched
//! for the next key press, and is given up when its `cancel` flag is set.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::best::Best;
use super::{fuzzy, text};
use crate::document::{Document, Span};

/// What to look through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of the below.
    #[default]
    All,
    /// Titles of documents.
    Documents,
    /// Headings.
    Headings,
    /// Labels of facts.
    Facts,
    /// Running text.
    Text,
}

impl Scope {
    /// All scopes in the order in which they are offered.
    pub const ALL: [Scope; 5] =
        [Scope::All, Scope::Documents, Scope::Headings, Scope::Facts, Scope::Text];
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HitKind {
    /// A document, by its title.
    Document,
    /// A heading.
    Heading,
    /// A fact, with the index it was added by.
    Fact(u32),
    /// A passage of running text.
    Text,
}

/// A fact as it can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLabel {
    /// What is matched and shown.
    pub label: String,
    /// Where it leads to.
    pub span: Span,
    /// The caller's index of it.
    pub index: u32,
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: HitKind,
    /// The document it is in.
    pub document: u32,
    /// Where it leads to, in the document's text. For running text the first matched word.
    pub span: Span,
    /// What to light and to show around it: for running text the sentence, else `span`.
    pub context: Span,
    /// The label, or the sentence with its line ends and tabs as blanks.
    pub label: String,
    /// Bytes of `label` that match, sorted and disjoint.
    pub matched: Vec<Range<usize>>,
    /// Greater is better. Scores of labels are a share of the ideal in thousandths and can be
    /// compared with each other, those of text among themselves.
    pub score: i32,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// The best, best first.
    pub hits: Vec<Hit>,
    /// How many match.
    pub total: usize,
}

/// Documents, headings, facts and text, to be searched together.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    documents: BTreeMap<u32, Arc<Document>>,
    titles: Shelf,
    headings: Shelf,
    facts: Shelf,
}

/// A label that matches at least so well, in thousandths of the ideal, comes before running
/// text, a worse one behind it: its letters are scattered.
const STRONG: i32 = 800;

/// With one letter every page of text matches; it is looked for only where text is asked for.
const LEAST_TEXT_LETTERS: usize = 2;

impl Corpus {
    /// A corpus of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document: its title as it is to be found, its headings and its text. One
    /// that is already there is replaced, its facts are dropped.
    pub fn add_document(&mut self, id: u32, title: &str, document: Arc<Document>) {
        self.remove(id);
        self.titles.push(title, Entry { document: id, span: Span::at(0), index: 0 });
        for heading in document.outline() {
            let label = one_line(document.slice(heading.span));
            self.headings.push(&label, Entry { document: id, span: heading.span, index: 0 });
        }
        self.documents.insert(id, document);
    }

    /// Adds facts of a document; may be called several times as they are extracted.
    pub fn add_facts(&mut self, id: u32, labels: impl IntoIterator<Item = FactLabel>) {
        for FactLabel { label, span, index } in labels {
            self.facts.push(&one_line(&label), Entry { document: id, span, index });
        }
    }

    /// Drops the facts of a document, before others are added in their place.
    pub fn remove_facts(&mut self, id: u32) {
        self.facts.remove(id);
    }

    /// Drops a document with all that was added of it.
    pub fn remove(&mut self, id: u32) {
        if self.documents.remove(&id).is_some() {
            self.titles.remove(id);
            self.headings.remove(id);
        }
        self.facts.remove(id);
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The `limit` best hits for a query. Words are separated by blanks and must all match:
    /// in labels by their letters in order, in text as beginnings of words. Without
    /// words the documents, headings or facts are listed in order. `None` where `cancel` was
    /// set before the end.
    pub fn query(
        &mut self,
        query: &str,
        scope: Scope,
        limit: usize,
        cancel: &AtomicBool,
    ) -> Option<Results> {
        if query.trim().is_empty() {
            return Some(self.listed(scope, limit));
        }
        match scope {
            Scope::All => self.all(query, limit, cancel),
            Scope::Documents => self.titles.query(query, |_| HitKind::Document, limit, cancel),
            Scope::Headings => self.headings.query(query, |_| HitKind::Heading, limit, cancel),
            Scope::Facts => self.facts.query(query, HitKind::Fact, limit, cancel),
            Scope::Text => self.text(&text::Query::new(query), limit, cancel),
        }
    }

    fn listed(&self, scope: Scope, limit: usize) -> Results {
        match scope {
            Scope::All | Scope::Documents => self.titles.listed(|_| HitKind::Document, limit),
            Scope::Headings => self.headings.listed(|_| HitKind::Heading, limit),
            Scope::Facts => self.facts.listed(HitKind::Fact, limit),
            Scope::Text => Results::default(),
        }
    }

    fn all(&mut self, query: &str, limit: usize, cancel: &AtomicBool) -> Option<Results> {
        let labels = [
            self.titles.query(query, |_| HitKind::Document, limit, cancel)?,
            self.headings.query(query, |_| HitKind::Heading, limit, cancel)?,
            self.facts.query(query, HitKind::Fact, limit, cancel)?,
        ];
        let words = text::Query::new(query);
        let letters: usize = words.words().map(str::len).sum();
        let text = match letters {
            0..LEAST_TEXT_LETTERS => Results::default(),
            _ => self.text(&words, limit, cancel)?,
        };
        let total = labels.iter().map(|results| results.total).sum::<usize>() + text.total;
        let mut hits: Vec<Hit> = labels.into_iter().flat_map(|results| results.hits).collect();
        // Stable: of equals, documents come first, then headings, then facts.
        hits.sort_by_key(|hit| Reverse(hit.score));
        Some(Results { hits: merged(hits, text.hits, limit), total })
    }

    fn text(&self, query: &text::Query, limit: usize, cancel: &AtomicBool) -> Option<Results> {
        let documents: Vec<(u32, &Document)> =
            self.documents.iter().map(|(&id, document)| (id, document.as_ref())).collect();
        let found = text::search(&documents, query, limit, cancel)?;
        let hits = found.hits.into_iter().filter_map(|passage| {
            let document = self.documents.get(&passage.document)?;
            Some(text_hit(document, &passage))
        });
        Some(Results { hits: hits.collect(), total: found.total })
    }
}

/// Strong labels, text, weak labels; text keeps at least a third of the places.
fn merged(mut labels: Vec<Hit>, mut text: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let reserved = text.len().min(limit / 3);
    let strong = labels.partition_point(|hit| hit.score >= STRONG).min(limit - reserved);
    let weak = labels.split_off(strong);
    text.truncate(limit - strong);
    labels.extend(text);
    labels.extend(weak);
    labels.truncate(limit);
    labels
}

fn text_hit(document: &Document, passage: &text::Passage) -> Hit {
    let context = passage.sentence;
    let matched = passage.words.iter().map(|word| {
        (word.start - context.start.min(word.start)) as usize
            ..(word.end - context.start.min(word.end)) as usize
    });
    Hit {
        kind: HitKind::Text,
        document: passage.document,
        span: passage.words.first().copied().unwrap_or(context),
        context,
        label: one_line(document.slice(context)),
        matched: matched.collect(),
        score: passage.score,
    }
}

/// A text with its line ends and tabs as blanks, byte for byte.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

/// Labels of one kind and what they stand for.
#[derive(Clone, Debug, Default)]
struct Shelf {
    index: fuzzy::Index,
    /// One for each label of the index; `None` for a removed one.
    entries: Vec<Option<Entry>>,
    removed: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    document: u32,
    span: Span,
    index: u32,
}

/// Removed labels that are kept before a shelf is built anew.
const MIN_REMOVED: usize = 10_000;

impl Shelf {
    fn push(&mut self, label: &str, entry: Entry) {
        self.index.push(label);
        self.entries.push(Some(entry));
    }

    fn remove(&mut self, document: u32) {
        for (label, slot) in (0..).zip(&mut self.entries) {
            if slot.is_some_and(|entry| entry.document == document) {
                *slot = None;
                self.index.remove(label);
                self.removed += 1;
            }
        }
        if self.removed > MIN_REMOVED && self.removed > self.entries.len() / 2 {
            self.rebuild();
        }
    }

    fn rebuild(&mut self) {
        let old = std::mem::take(self);
        for (label, entry) in (0..).zip(old.entries) {
            if let Some(entry) = entry {
                self.push(&old.index.label(label), entry);
            }
        }
    }

    fn query(
        &mut self,
        query: &str,
        kind: impl Fn(u32) -> HitKind,
        limit: usize,
        cancel: &AtomicBool,
    ) -> Option<Results> {
        let found = self.index.query(query, limit, cancel)?;
        let ideal = fuzzy::Index::ideal(query).max(1);
        let hits = found.best.into_iter().filter_map(|found| {
            let score = found.score.saturating_mul(1_000) / ideal;
            Some(Hit { matched: found.ranges, score, ..self.plain(found.label, &kind)? })
        });
        Some(Results { hits: hits.collect(), total: found.total })
    }

    /// The first labels by document and place.
    fn listed(&self, kind: impl Fn(u32) -> HitKind, limit: usize) -> Results {
        let mut first = Best::new(limit);
        for (label, entry) in (0..).zip(&self.entries) {
            if let Some(entry) = entry {
                first.push(Reverse((entry.document, entry.span.start, label)));
            }
        }
        let labels = first.into_sorted().into_iter().map(|Reverse((_, _, label))| label);
        let hits = labels.filter_map(|label| self.plain(label, &kind)).collect();
        Results { hits, total: self.entries.len() - self.removed }
    }

    fn plain(&self, label: u32, kind: &impl Fn(u32) -> HitKind) -> Option<Hit> {
        let &Entry { document, span, index } = self.entries.get(label as usize)?.as_ref()?;
        Some(Hit {
            kind: kind(index),
            document,
            span,
            context: span,
            label: self.index.label(label),
            matched: Vec::new(),
            score: 0,
        })
    }
}

#[cfg(test)]
mod tests;
