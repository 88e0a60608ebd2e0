//! The documents that are open or could be.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::action::{DocumentId, Generation, Listed};
use crate::document::{Document, visible};
use crate::facts::{Facts, flat};
use crate::library::{DocumentState, Place};
use crate::load::Source;

/// All documents in the order in which they were named or found.
#[derive(Debug, Default)]
pub struct Documents {
    entries: Vec<Entry>,
    /// Whether more may still be found.
    pub listing: bool,
    /// Bytes of text that are held of all documents.
    held: u64,
}

/// One document of the list.
#[derive(Debug)]
pub struct Entry {
    /// Where it comes from.
    pub source: Source,
    /// What is there of it.
    pub state: State,
    /// Its facts, or those around the place, once it was open: those of thousands of
    /// documents would take more memory than their text, and are extracted again in an
    /// instant.
    pub facts: Option<Arc<Facts>>,
    /// Whether the search knows its facts.
    pub indexed: bool,
    /// Which reading of it counts.
    pub generation: Generation,
    /// Its title, where its text is not held any more.
    released: Option<String>,
    /// Whether all of it was read.
    pub complete: bool,
    /// Whether the whole page is shown where usually the article is, or the reverse.
    pub other_part: bool,
    /// Offset of the first word on the screen when it was last in view.
    pub place: u32,
    /// Offset of the sentence in focus then.
    pub focus: u32,
    /// Marks: letter → offset.
    pub marks: BTreeMap<char, u32>,
    /// Whether what was kept of it may lie behind what is there of it.
    pub resuming: bool,
    /// What became of its file.
    pub change: Option<FileChange>,
}

/// What is there of a document.
#[derive(Debug, Clone)]
pub enum State {
    /// Nothing yet.
    Waiting,
    /// Its text, or the beginning of it.
    Open(Arc<Document>),
    /// It cannot be read, and why.
    Failed(String),
}

/// What became of a text that was to be held.
#[derive(Debug)]
pub enum Held {
    /// It is; this was there before.
    Open(State),
    /// There is no room for it.
    Released,
}

/// What became of the file of a document since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// It has other content.
    Changed,
    /// It is gone.
    Vanished,
}

impl Entry {
    fn new(listed: Listed) -> Self {
        Self {
            source: listed.source,
            state: listed.failure.map_or(State::Waiting, State::Failed),
            facts: None,
            indexed: false,
            generation: 0,
            released: None,
            complete: false,
            other_part: false,
            place: 0,
            focus: 0,
            marks: BTreeMap::new(),
            resuming: false,
            change: None,
        }
    }

    /// The text, if it is there.
    pub fn document(&self) -> Option<&Arc<Document>> {
        match &self.state {
            State::Open(document) => Some(document),
            State::Waiting | State::Failed(_) => None,
        }
    }

    /// Finds the place and the marks that were kept, as far as the text is there now and
    /// was not before; the place, if it is among it.
    pub(super) fn resume(
        &mut self,
        saved: &DocumentState,
        before: &State,
        document: &Document,
    ) -> Option<u32> {
        let had = match before {
            State::Open(before) if self.resuming => before.len(),
            State::Open(_) => return None,
            State::Waiting | State::Failed(_) => 0,
        };
        self.resuming = !self.complete;
        let found = |place: &Place| {
            let is_new = place.offset >= had && (self.complete || place.offset < document.len());
            is_new.then(|| place.find(document))
        };
        for (letter, place) in &saved.marks {
            if let Some(offset) = found(place) {
                self.marks.entry(*letter).or_insert(offset);
            }
        }
        let place = found(saved.place.as_ref()?)?;
        self.place = place;
        Some(place)
    }

    /// What to call it: its title, else the file's own name. On one line, safe to show.
    pub fn title(&self) -> String {
        let given = self.document().and_then(|document| document.metadata().title.clone());
        let given = given.or_else(|| self.released.clone());
        let title = flat(&given.unwrap_or_else(|| self.source.short_name()));
        visible::line(&title).into_owned()
    }

    /// The path or name as it was given, safe to show.
    pub fn name(&self) -> String {
        visible::line(&self.source.name()).into_owned()
    }
}

impl Documents {
    /// Appends documents and returns the numbers of the new ones.
    pub fn append(&mut self, listed: Vec<Listed>) -> std::ops::Range<DocumentId> {
        let first = self.entries.len();
        self.entries.extend(listed.into_iter().map(Entry::new));
        first..self.entries.len()
    }

    /// Holds what was read of a document in the place of what was there before, which is
    /// given back. Where all texts together would be longer than `most`, only its title is
    /// kept, unless it `must` be held.
    pub fn hold(
        &mut self,
        id: DocumentId,
        document: &Arc<Document>,
        most: u64,
        must: bool,
    ) -> Held {
        let Some(entry) = self.entries.get_mut(id) else { return Held::Released };
        let before = entry.document().map_or(0, |before| u64::from(before.len()));
        let held = self.held - before + u64::from(document.len());
        if held > most && !must {
            self.held -= before;
            entry.released = document.metadata().title.clone();
            entry.state = State::Waiting;
            return Held::Released;
        }
        self.held = held;
        Held::Open(std::mem::replace(&mut entry.state, State::Open(Arc::clone(document))))
    }

    /// The document of that number.
    pub fn get(&self, id: DocumentId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The document of that number, to change it.
    pub fn get_mut(&mut self, id: DocumentId) -> Option<&mut Entry> {
        self.entries.get_mut(id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All with their numbers.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (DocumentId, &Entry)> {
        self.entries.iter().enumerate()
    }

    /// The next document that is not known to be unreadable, or the one before.
    pub fn neighbour(&self, id: DocumentId, forward: bool) -> Option<DocumentId> {
        let readable = |id: &DocumentId| {
            self.entries.get(*id).is_some_and(|entry| !matches!(entry.state, State::Failed(_)))
        };
        if forward {
            (id + 1..self.entries.len()).find(readable)
        } else {
            (0..id).rev().find(readable)
        }
    }

    /// The document whose file is at that path.
    pub fn by_path(&self, path: &std::path::Path) -> Option<DocumentId> {
        self.entries.iter().position(|entry| entry.source.path() == Some(path))
    }

    /// How many cannot be read.
    pub fn failures(&self) -> impl Iterator<Item = (DocumentId, &Entry, &str)> {
        self.iter().filter_map(|(id, entry)| match &entry.state {
            State::Failed(reason) => Some((id, entry, reason.as_str())),
            _ => None,
        })
    }
}
