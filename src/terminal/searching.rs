//! The thread that owns the search over everything, and the one that finds in a document.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};

use crate::app::action::{DocumentId, Generation};
use crate::app::answers::{answer, fact_labels};
use crate::app::{Action, Effect};
use crate::document::Document;
use crate::facts::Facts;
use crate::search::{Corpus, Scope};

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
                    corpus.add_facts(id, fact_labels(&document, &facts));
                }
            }
        }
        search @ Request::Search { .. } => *query = Some(search),
    }
}

/// Something to be looked up in one document, and the switch that calls it off.
pub(super) struct Lookup {
    pub effect: Effect,
    pub cancel: Arc<AtomicBool>,
}

impl Lookup {
    /// Which finding it belongs to; `None` for what always has to be answered.
    fn generation(&self) -> Option<Generation> {
        match self.effect {
            Effect::FindNext { generation, .. } | Effect::FindAll { generation, .. } => {
                Some(generation)
            }
            _ => None,
        }
    }
}

/// Answers lookups until there can be no more. Letters typed faster than a large text can
/// be gone through are not looked for one by one: only the last finding is answered.
pub(super) fn look_up(lookups: &Receiver<Lookup>, actions: &Sender<Action>) {
    let mut waiting: VecDeque<Lookup> = VecDeque::new();
    while let Some(lookup) = waiting.pop_front().or_else(|| lookups.recv().ok()) {
        waiting.extend(lookups.try_iter());
        let newest = waiting.iter().filter_map(Lookup::generation).max();
        let Lookup { effect, cancel } = match (lookup.generation(), newest) {
            (Some(generation), Some(newest)) if generation < newest => continue,
            _ => lookup,
        };
        let Some(answer) = answer(effect, &cancel) else { continue };
        if actions.send(answer).is_err() {
            return;
        }
    }
}
