//! What must last, written by a thread of its own.

use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};

use crate::library::{DocumentState, Store};
use crate::load::Source;

/// Reading places and marks on disk.
#[derive(Clone)]
pub(super) struct Storage {
    store: Option<Store>,
}

impl Storage {
    /// Without a store nothing is read or kept.
    pub(super) fn new(store: Option<Store>) -> Self {
        Self { store }
    }

    /// What was kept of a document. Damage is as good as nothing: the reader starts at
    /// the beginning.
    pub(super) fn load(&self, source: &Source) -> Option<DocumentState> {
        self.store.as_ref()?.load(source).ok().flatten()
    }
}

/// The thread that writes.
pub(super) struct Writer {
    requests: Option<Sender<(Source, DocumentState)>>,
    thread: JoinHandle<Option<String>>,
}

impl Writer {
    pub(super) fn spawn(storage: Storage) -> Self {
        let (requests, receiver) = crossbeam_channel::unbounded();
        Self {
            requests: Some(requests),
            thread: std::thread::spawn(move || write(&storage, &receiver)),
        }
    }

    /// Keeps the state of a document soon.
    pub(super) fn save(&self, source: Source, state: DocumentState) {
        if let Some(requests) = &self.requests {
            // The thread ends only when this end is dropped.
            let _ = requests.send((source, state));
        }
    }

    /// Waits until all is written; what went wrong, if anything.
    pub(super) fn finish(mut self) -> Option<String> {
        self.requests = None;
        self.thread.join().ok().flatten()
    }
}

/// Writes until nothing more can come; the last failure.
fn write(storage: &Storage, requests: &Receiver<(Source, DocumentState)>) -> Option<String> {
    let mut failure = None;
    for (source, state) in requests {
        if let Some(Err(error)) = storage.store.as_ref().map(|store| store.save(&source, &state)) {
            failure = Some(error.to_string());
        }
    }
    failure
}
