//! Being told by the system when the open file changes: idle costs nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crossbeam_channel::Sender;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Action;
use crate::app::action::DocumentId;
use crate::load::{Change, Fingerprint};

/// Watches one file at a time.
pub(super) struct Watch {
    actions: Sender<Action>,
    watched: Arc<Mutex<Option<Watched>>>,
    watcher: Option<RecommendedWatcher>,
}

struct Watched {
    id: DocumentId,
    path: PathBuf,
    fingerprint: Fingerprint,
}

impl Watch {
    pub(super) fn new(actions: Sender<Action>) -> Self {
        Self { actions, watched: Arc::default(), watcher: None }
    }

    /// Watches a file instead of the one before. A file system that cannot tell of changes
    /// is no error: `R` still reads the file again.
    pub(super) fn watch(&mut self, id: DocumentId, path: PathBuf) {
        self.watcher = None;
        let Ok(fingerprint) = Fingerprint::of(&path) else { return };
        let folder = folder_of(&path);
        *self.watched.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(Watched { id, path, fingerprint });
        let (actions, watched) = (self.actions.clone(), Arc::clone(&self.watched));
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                look(&watched, &actions);
            }
        });
        // The folder is watched: editors put a new file in the place of the old one.
        self.watcher = watcher.ok().and_then(|mut watcher| {
            watcher.watch(&folder, RecursiveMode::NonRecursive).ok().map(|()| watcher)
        });
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn look(watched: &Mutex<Option<Watched>>, actions: &Sender<Action>) {
    let mut watched = watched.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(file) = watched.as_mut() else { return };
    let vanished = match file.fingerprint.change(&file.path) {
        Change::None => return,
        Change::Changed => false,
        Change::Vanished => true,
    };
    if let Ok(now) = Fingerprint::of(&file.path) {
        file.fingerprint = now;
    }
    // The loop may have ended.
    let _ = actions.send(Action::FileChanged { id: file.id, vanished });
}
