//! Being told by the system when the open file changes: idle costs nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crossbeam_channel::Sender;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::Action;
use crate::app::action::DocumentId;
use crate::load::{Change, Fingerprint, Source};

/// What each file was like just before it was read: a change is one since then, whether
/// the file was watched at that moment or not.
#[derive(Clone, Default)]
pub(super) struct Readings(Arc<Mutex<HashMap<DocumentId, Fingerprint>>>);

impl Readings {
    /// Notes what a file is like; to be called before reading it.
    pub(super) fn note(&self, id: DocumentId, source: &Source) {
        let fingerprint = source.path().and_then(|path| Fingerprint::of(path).ok());
        if let Some(fingerprint) = fingerprint {
            self.lock().insert(id, fingerprint);
        }
    }

    /// What became of a file since it was read, or since this was last asked.
    fn change(&self, id: DocumentId, path: &Path) -> Change {
        let mut readings = self.lock();
        let Some(fingerprint) = readings.get_mut(&id) else { return Change::None };
        // Looked at once: what changes between two looks would be missed.
        match Fingerprint::of(path) {
            Ok(now) if now == *fingerprint => Change::None,
            Ok(now) => {
                *fingerprint = now;
                Change::Changed
            }
            Err(_) => Change::Vanished,
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocumentId, Fingerprint>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches one file at a time.
pub(super) struct Watch {
    actions: Sender<Action>,
    readings: Readings,
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    pub(super) fn new(actions: Sender<Action>, readings: Readings) -> Self {
        Self { actions, readings, watcher: None }
    }

    /// Watches a file instead of the one before. A file system that cannot tell of changes
    /// is no error: `R` still reads the file again.
    pub(super) fn watch(&mut self, id: DocumentId, path: PathBuf) {
        self.watcher = None;
        let folder = folder_of(&path);
        let (actions, readings) = (self.actions.clone(), self.readings.clone());
        let look = move || look(&readings, &actions, id, &path);
        let look_now = look.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                look();
            }
        });
        // The folder is watched: editors put a new file in the place of the old one.
        self.watcher = watcher.ok().and_then(|mut watcher| {
            watcher.watch(&folder, RecursiveMode::NonRecursive).ok().map(|()| watcher)
        });
        // It may have changed before it was watched.
        look_now();
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn look(readings: &Readings, actions: &Sender<Action>, id: DocumentId, path: &Path) {
    let vanished = match readings.change(id, path) {
        Change::None => return,
        Change::Changed => false,
        Change::Vanished => true,
    };
    // The loop may have ended.
    let _ = actions.send(Action::FileChanged { id, vanished });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(content: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, content).unwrap();
        (folder, path)
    }

    #[test]
    fn a_change_between_reading_and_watching_is_told() {
        let (_folder, path) = file("old");
        let readings = Readings::default();
        readings.note(3, &Source::File(path.clone()));
        std::fs::write(&path, "new and longer").unwrap();
        let (actions, told) = crossbeam_channel::unbounded();
        let mut watch = Watch::new(actions, readings);
        watch.watch(3, path);
        assert!(matches!(told.recv(), Ok(Action::FileChanged { id: 3, vanished: false })));
    }

    #[test]
    fn what_was_read_since_is_no_change() {
        let (_folder, path) = file("old");
        let readings = Readings::default();
        let source = Source::File(path.clone());
        readings.note(0, &source);
        std::fs::write(&path, "new and longer").unwrap();
        readings.note(0, &source);
        assert_eq!(readings.change(0, &path), Change::None);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(readings.change(0, &path), Change::Vanished);
    }
}
