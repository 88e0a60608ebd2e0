//! The thread that owns the search over everything, and the one that finds in a document.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};

use crate::app::Action;
use crate::app::action::{DocumentId, Generation, LinePurpose};
use crate::document::{Document, Span};
use crate::facts::{EntityId, Facts, essence};
use crate::search::find::{MAX_MATCHES, Pattern};
use crate::search::{Corpus, FactLabel, Scope};

/// Results of a search that are handed over: more than anyone scrolls through.
const MOST_HITS: usize = 200;

/// Something for the search.
pub(super) enum Request {
    /// A document, or its facts once they are there.
    Index { id: DocumentId, title: String, document: Arc<Document>, facts: Option<Arc<Facts>> },
    /// A query; only the last one is answered.
    Search { generation: Generation, query: String, scope: Scope, cancel: Arc<AtomicBool> },
}

/// Answers requests until there can be no more.
pub(super) fn search(requests: &Receiver<Request>, actions: &Sender<Action>) {
    let mut corpus = Corpus::new();
    while let Ok(request) = requests.recv() {
        let mut query = None;
        take(&mut corpus, request, &mut query);
        while let Ok(request) = requests.try_recv() {
            take(&mut corpus, request, &mut query);
        }
        let Some(Request::Search { generation, query, scope, cancel }) = query else { continue };
        let begin = Instant::now();
        let Some(results) = corpus.query(&query, scope, MOST_HITS, &cancel) else { continue };
        let micros = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
        let answer =
            Action::Results { generation, hits: results.hits, total: results.total, micros };
        if actions.send(answer).is_err() {
            return;
        }
    }
}

fn take(corpus: &mut Corpus, request: Request, query: &mut Option<Request>) {
    match request {
        Request::Index { id, title, document, facts } => {
            let Ok(id) = u32::try_from(id) else { return };
            match facts {
                None => corpus.add_document(id, &title, document),
                Some(facts) => {
                    corpus.remove_facts(id);
                    corpus.add_facts(id, labels(&document, &facts));
                }
            }
        }
        search @ Request::Search { .. } => *query = Some(search),
    }
}

/// What facts are found by: an entity once, everything else each time.
fn labels(document: &Document, facts: &Facts) -> Vec<FactLabel> {
    let mut seen: HashSet<EntityId> = HashSet::new();
    let fresh = facts
        .facts
        .iter()
        .enumerate()
        .filter(|(_, fact)| fact.entity().is_none_or(|entity| seen.insert(entity)));
    fresh
        .filter_map(|(index, fact)| {
            let essence = essence(document, facts, fact);
            let gap = if essence.head.is_empty() || essence.note.is_empty() { "" } else { " · " };
            let label = format!("{}{gap}{}", essence.head, essence.note);
            Some(FactLabel { label, span: fact.span, index: u32::try_from(index).ok()? })
        })
        .collect()
}

/// Something to be looked up in one document.
pub(super) enum Lookup {
    /// The next match from an offset.
    Next {
        generation: Generation,
        document: Arc<Document>,
        pattern: Arc<Pattern>,
        from: u32,
        backward: bool,
    },
    /// All matches.
    All {
        generation: Generation,
        document: Arc<Document>,
        pattern: Arc<Pattern>,
        cancel: Arc<AtomicBool>,
    },
    /// The line of an offset.
    Line { document: Arc<Document>, offset: u32, purpose: LinePurpose },
    /// The offset of a line.
    Offset { document: Arc<Document>, line: usize },
}

/// Answers lookups until there can be no more.
pub(super) fn look_up(lookups: &Receiver<Lookup>, actions: &Sender<Action>) {
    for lookup in lookups {
        let Some(answer) = answer(lookup) else { continue };
        if actions.send(answer).is_err() {
            return;
        }
    }
}

fn answer(lookup: Lookup) -> Option<Action> {
    match lookup {
        Lookup::Next { generation, document, pattern, from, backward } => {
            let (span, wrapped) = next(document.text(), &pattern, from, backward);
            Some(Action::Found { generation, span, wrapped })
        }
        Lookup::All { generation, document, pattern, cancel } => {
            let found = pattern.matches(document.text(), MAX_MATCHES, &cancel)?;
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            Some(Action::Matches {
                generation,
                spans: Arc::new(found.spans),
                more: !found.complete,
            })
        }
        Lookup::Line { document, offset, purpose } => {
            Some(Action::SourceLine { purpose, line: document.source_line(offset) })
        }
        Lookup::Offset { document, line } => {
            Some(Action::LineOffset(document.offset_of_line(line)))
        }
    }
}

/// The next match, going on from the other end where there is none.
fn next(text: &str, pattern: &Pattern, from: u32, backward: bool) -> (Option<Span>, bool) {
    let (found, around) = if backward {
        let end = Span::new(0, text.len()).end;
        (pattern.previous(text, from), end)
    } else {
        (pattern.next(text, from), 0)
    };
    if found.is_some() {
        return (found, false);
    }
    let again = if backward { pattern.previous(text, around) } else { pattern.next(text, around) };
    (again, true)
}
