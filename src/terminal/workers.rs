//! Carrying out effects: which thread does what.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crossbeam_channel::Sender;

use super::pool::{Pool, Priority, give_way};
use super::searching::{self, Lookup, Request};
use super::storage::{Storage, Writer};
use super::watch::{Readings, Watch};
use super::{extraction, outside};
use crate::app::action::{DocumentId, Generation};
use crate::app::{Action, Effect};
use crate::document::Document;
use crate::load::{self, Options, Progress, Source};

/// The threads behind the loop.
pub(super) struct Workers {
    actions: Sender<Action>,
    pool: Pool,
    searches: Sender<Request>,
    lookups: Sender<Lookup>,
    writer: Writer,
    storage: Storage,
    readings: Readings,
    watch: Watch,
    copy_command: Option<String>,
    search_cancel: Arc<AtomicBool>,
    find_cancel: Arc<AtomicBool>,
    /// Counts extractions that the user waits for: one that is not the last may stop.
    extractions: Arc<AtomicU64>,
    texts: Texts,
}

/// The text of each document that facts were last asked for. Those of an earlier text, of
/// the beginning or of another version, may be found later than its own.
#[derive(Clone, Default)]
struct Texts(Arc<Mutex<HashMap<DocumentId, Weak<Document>>>>);

impl Texts {
    /// Facts of this text are asked for.
    fn note(&self, id: DocumentId, document: &Arc<Document>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.insert(id, Arc::downgrade(document));
    }

    /// Tells what was found in a text, unless another one counts by now.
    fn if_last(&self, id: DocumentId, document: &Arc<Document>, tell: impl FnOnce()) {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.get(&id).is_some_and(|last| std::ptr::eq(last.as_ptr(), Arc::as_ptr(document))) {
            tell();
        }
    }
}

impl Workers {
    pub(super) fn spawn(
        actions: Sender<Action>,
        storage: Storage,
        readings: Readings,
        copy_command: Option<String>,
    ) -> Self {
        let (searches, requests) = crossbeam_channel::unbounded();
        let (lookups, looked_up) = crossbeam_channel::unbounded();
        let found = actions.clone();
        std::thread::spawn(move || {
            give_way();
            searching::search(&requests, &found);
        });
        let found = actions.clone();
        std::thread::spawn(move || searching::look_up(&looked_up, &found));
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            pool: Pool::spawn(threads),
            searches,
            lookups,
            writer: Writer::spawn(storage.clone()),
            storage,
            watch: Watch::new(actions.clone(), readings.clone()),
            readings,
            actions,
            copy_command,
            search_cancel: Arc::default(),
            find_cancel: Arc::default(),
            extractions: Arc::default(),
            texts: Texts::default(),
        }
    }

    pub(super) fn has_copy_command(&self) -> bool {
        self.copy_command.is_some()
    }

    /// Hands an effect to the thread that does it. Those threads end only after this.
    pub(super) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Load { id, generation, source, options, urgent } => {
                self.load(id, generation, source, options, urgent)
            }
            Effect::Extract { id, generation, document, near, urgent } => {
                self.extract(id, generation, document, near, urgent);
            }
            Effect::Index { id, title, document, facts } => {
                let _ = self.searches.send(Request::Index { id, title, document, facts });
            }
            Effect::Search { generation, query, scope } => {
                let cancel = renew(&mut self.search_cancel);
                let _ = self.searches.send(Request::Search { generation, query, scope, cancel });
            }
            Effect::FindNext { .. } | Effect::FindAll { .. } => {
                let cancel = renew(&mut self.find_cancel);
                let _ = self.lookups.send(Lookup { effect, cancel });
            }
            Effect::CountLines { .. } => {
                let _ = self.lookups.send(Lookup { effect, cancel: Arc::default() });
            }
            Effect::Save { source, state } => self.writer.save(source, state),
            Effect::Watch { id, path } => self.watch.watch(id, path),
            Effect::Copy(text) => self.copy(text),
            Effect::Open(target) => self.open(target),
            // These are the loop's own.
            Effect::Quit
            | Effect::Suspend
            | Effect::Redraw
            | Effect::CaptureMouse(_)
            | Effect::Edit { .. } => {}
        }
    }

    /// Waits until what must last is written; what went wrong, if anything.
    pub(super) fn finish(self) -> Option<String> {
        self.writer.finish()
    }

    fn load(
        &self,
        id: DocumentId,
        generation: Generation,
        source: Source,
        options: Options,
        urgent: bool,
    ) {
        let (actions, storage) = (self.actions.clone(), self.storage.clone());
        let readings = self.readings.clone();
        let repeatable = source.is_repeatable();
        let job = move || {
            readings.note(id, &source);
            read(&source, options, id, generation, &storage, &actions);
        };
        if repeatable {
            self.pool
                .perform(if urgent { Priority::Urgent } else { Priority::First }, Box::new(job));
        } else {
            // A stream may wait for ever; it must not keep a thread of the pool.
            std::thread::spawn(job);
        }
    }

    fn extract(
        &self,
        id: DocumentId,
        generation: Generation,
        document: Arc<Document>,
        near: u32,
        urgent: bool,
    ) {
        let actions = self.actions.clone();
        let count = Arc::clone(&self.extractions);
        let texts = self.texts.clone();
        texts.note(id, &document);
        let ticket = if urgent { count.fetch_add(1, Ordering::Relaxed) + 1 } else { 0 };
        let job = move || {
            let stale = || ticket != 0 && count.load(Ordering::Relaxed) != ticket;
            // The loop may have ended.
            let send = |facts| drop(actions.send(Action::Extracted { id, generation, facts }));
            let found = |facts| texts.if_last(id, &document, || send(facts));
            extraction::run(&document, near, found, stale);
        };
        self.pool.perform(if urgent { Priority::Urgent } else { Priority::Later }, Box::new(job));
    }

    fn copy(&self, text: String) {
        let (Some(command), actions) = (self.copy_command.clone(), self.actions.clone()) else {
            return;
        };
        std::thread::spawn(move || {
            if let Err(error) = outside::copy(&command, &text) {
                let _ = actions.send(Action::Notice(error.to_string()));
            }
        });
    }

    fn open(&self, target: String) {
        let actions = self.actions.clone();
        std::thread::spawn(move || {
            if let Err(error) = outside::open(&target) {
                let _ = actions.send(Action::Notice(error.to_string()));
            }
        });
    }
}

/// Cancels what was asked for last and gives the switch of what is asked for now.
fn renew(cancel: &mut Arc<AtomicBool>) -> Arc<AtomicBool> {
    cancel.store(true, Ordering::Relaxed);
    *cancel = Arc::new(AtomicBool::new(false));
    Arc::clone(cancel)
}

/// Reads a document and reports it as it grows.
fn read(
    source: &Source,
    options: Options,
    id: DocumentId,
    generation: Generation,
    storage: &Storage,
    actions: &Sender<Action>,
) {
    let saved = storage.load(source);
    // The first file's beginning is on the screen already; only streams come in parts.
    let options = Options { first_part: !source.is_repeatable(), ..options };
    let mut report = |progress| {
        let (document, complete) = match progress {
            Progress::Reading { .. } => return ControlFlow::Continue(()),
            Progress::Part(preview) => (preview.document, preview.complete),
            Progress::Complete(document) => (document, true),
        };
        let loaded = Action::Loaded {
            id,
            generation,
            document: Arc::new(document),
            complete,
            saved: saved.clone(),
        };
        if actions.send(loaded).is_err() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    if let Err(error) = load::open(source, &options, &mut report) {
        // The loop may have ended.
        let _ = actions.send(Action::Failed { id, generation, reason: error.to_string() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Parts;

    #[test]
    fn facts_of_a_text_before_the_last_are_not_told() {
        let [beginning, whole] = [(); 2].map(|()| Arc::new(Document::new(Parts::default())));
        let texts = Texts::default();
        let told = |id, document| {
            let mut told = false;
            texts.if_last(id, document, || told = true);
            told
        };
        texts.note(0, &beginning);
        assert!(told(0, &beginning));
        texts.note(0, &whole);
        assert!(!told(0, &beginning));
        assert!(told(0, &whole) && told(0, &whole));
        texts.note(1, &beginning);
        assert!(told(0, &whole) && told(1, &beginning));
    }
}
