//! Results of work in the background.

use std::sync::Arc;

use super::action::{Action, DocumentId, Effect, Generation, LinePurpose};
use super::documents::{FileChange, Held, State};
use super::{App, Effects};
use crate::document::{Document, Span};
use crate::facts::Facts;
use crate::library::{DocumentState, Place};
use crate::load::limits::Limit;

/// A document that was read, wholly or its beginning.
struct Reading {
    id: DocumentId,
    generation: Generation,
    document: Arc<Document>,
    complete: bool,
    saved: Option<DocumentState>,
}

impl App {
    /// Takes in what came from the background.
    pub(super) fn arrive(&mut self, action: Action) -> Effects {
        match action {
            Action::Listed(listed) => self.list(listed),
            Action::ListingDone => {
                self.documents.listing = false;
                self.tell_of_failures();
                Effects::new()
            }
            Action::Loaded { id, generation, document, complete, saved } => {
                self.take_document(Reading { id, generation, document, complete, saved })
            }
            Action::Failed { id, generation, reason } => self.take_failure(id, generation, reason),
            Action::Extracted { id, generation, facts } => self.take_facts(id, generation, facts),
            Action::Found { generation, span, wrapped } => {
                self.take_found(generation, span, wrapped)
            }
            Action::Matches { generation, spans, more } => {
                self.take_matches(generation, spans, more)
            }
            Action::Results { generation, hits, total, micros } => {
                self.take_results(generation, hits, total, micros)
            }
            Action::FileChanged { id, vanished } => self.take_change(id, vanished),
            Action::SourceLine { purpose: LinePurpose::Edit, line } => self.edit_at(line),
            Action::SourceLine { purpose: LinePurpose::Cite { quoted, origin }, line } => {
                self.copy_citation(&quoted, &format!("{origin}:{line}"))
            }
            Action::Notice(text) => {
                self.complain(text);
                Effects::new()
            }
            Action::Key(_) | Action::Paste(_) | Action::Mouse(_) | Action::Resize(..) => {
                Effects::new()
            }
        }
    }

    /// Says once, when all is listed, that some of it cannot be read.
    fn tell_of_failures(&mut self) {
        let count = self.documents.failures().count();
        if count == 0 || self.documents.len() == 1 {
            return;
        }
        let keys = self.settings.keymap.shown_keys(super::command::Command::ShowFailures);
        self.add(format!("{count} of {} cannot be read: {keys} shows why", self.documents.len()));
    }

    /// Says once that there is more text than is held.
    fn tell_of_release(&mut self, most: u64) {
        if !std::mem::replace(&mut self.released, true) {
            let most = most >> 20;
            self.add(format!(
                "more than {most} MiB of text: the search knows the first of it only"
            ));
        }
    }

    /// Says how the text was decoded, where that is not as usual.
    fn tell_of_notices(&mut self) {
        let notices = self.document().map(|document| document.notices()).unwrap_or_default();
        let told = notices.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        if !told.is_empty() {
            self.add(told);
        }
    }

    fn take_document(&mut self, reading: Reading) -> Effects {
        let Reading { id, generation, document, complete, saved } = reading;
        let is_current = id == self.current;
        let Some(entry) = self.documents.get_mut(id).filter(|entry| entry.generation == generation)
        else {
            return Effects::new();
        };
        entry.complete = complete;
        entry.change = None;
        let most = self.settings.loading.limits.of(Limit::Library);
        let before = match self.documents.hold(id, &document, most, is_current) {
            Held::Open(before) => before,
            Held::Released => {
                self.tell_of_release(most);
                return Effects::new();
            }
        };
        let Some(entry) = self.documents.get_mut(id) else { return Effects::new() };
        let resumed = saved.and_then(|saved| entry.resume(&saved, &before, &document));
        self.search_stale = true;
        let mut effects = if is_current { self.show_anew(&before) } else { Effects::new() };
        if is_current {
            self.go_on_at(resumed);
        }
        if is_current && complete {
            self.tell_of_notices();
        }
        effects.extend(self.work_on(id, &document, complete));
        effects
    }

    /// Goes to the place where reading was left, now that it was read up to there, unless
    /// something else was gone to meanwhile.
    fn go_on_at(&mut self, place: Option<u32>) {
        if let (Some(place), Some(article)) = (place, &mut self.article)
            && article.place() == 0
        {
            article.put_at_top(place);
            article.focus_at(place);
        }
    }

    /// Shows more of the open document, or another version of it, at the same place.
    fn show_anew(&mut self, before: &State) -> Effects {
        let (State::Open(old), Some(article), Some(document)) = (
            before,
            &mut self.article,
            self.documents.get(self.current).and_then(|entry| entry.document()),
        ) else {
            return self.show_current();
        };
        let document = Arc::clone(document);
        let same_beginning =
            document.text().starts_with(old.text()) || old.text().starts_with(document.text());
        article.replace(Arc::clone(&document));
        if !same_beginning {
            let (top, focus) =
                (Place::at(old, article.place()), Place::at(old, article.focus().start));
            article.put_at_top(top.find(&document));
            article.focus_at(focus.find(&document));
            self.sidebar.clear();
            self.lit = None;
            self.selection = None;
            self.say("read again");
        }
        let missed = self.find.missed();
        self.find.forget_places();
        // What the beginning did not hold may stand in the rest.
        if missed { self.find_from_origin() } else { self.find_all() }
    }

    /// What a document that was read is good for: facts and search.
    fn work_on(&mut self, id: DocumentId, document: &Arc<Document>, complete: bool) -> Effects {
        let is_current = id == self.current;
        let near = if is_current { self.here().place } else { 0 };
        let Some(entry) = self.documents.get(id) else { return Effects::new() };
        let generation = entry.generation;
        let title = entry.title();
        let mut effects = Effects::new();
        if complete {
            self.documents.get_mut(id).into_iter().for_each(|entry| entry.indexed = false);
            effects.push(Effect::Index { id, title, document: Arc::clone(document), facts: None });
        }
        if complete || is_current {
            let document = Arc::clone(document);
            effects.push(Effect::Extract { id, generation, document, near, urgent: is_current });
        }
        effects
    }

    fn take_failure(&mut self, id: DocumentId, generation: Generation, reason: String) -> Effects {
        let Some(entry) = self.documents.get_mut(id).filter(|entry| entry.generation == generation)
        else {
            return Effects::new();
        };
        if let State::Open(_) = entry.state {
            // It was read before: what was read stays in view.
            entry.change = Some(FileChange::Vanished);
            self.complain(reason);
            return Effects::new();
        }
        entry.state = State::Failed(reason);
        self.pass_over_failures()
    }

    fn take_facts(&mut self, id: DocumentId, generation: Generation, facts: Arc<Facts>) -> Effects {
        let is_current = id == self.current;
        let Some(entry) = self.documents.get_mut(id).filter(|entry| entry.generation == generation)
        else {
            return Effects::new();
        };
        let Some(document) = entry.document().cloned() else { return Effects::new() };
        let whole = facts.range == Span { start: 0, end: document.len() };
        let news = entry.complete && whole && !entry.indexed;
        entry.indexed |= news;
        let title = if news { entry.title() } else { String::new() };
        if is_current {
            entry.facts = Some(Arc::clone(&facts));
            self.extracting = None;
            self.stepping.clear();
            self.sidebar.set_facts(&document, Arc::clone(&facts));
            self.close_stale_card();
        }
        self.search_stale |= news;
        if news {
            vec![Effect::Index { id, title, document, facts: Some(facts) }]
        } else {
            Effects::new()
        }
    }

    /// A card holds indices of facts: with other facts it would tell of another one.
    fn close_stale_card(&mut self) {
        if let super::overlay::Overlay::Card(_) = self.overlay {
            self.overlay = super::overlay::Overlay::None;
        }
    }

    fn take_change(&mut self, id: DocumentId, vanished: bool) -> Effects {
        let is_current = id == self.current;
        let Some(entry) = self.documents.get_mut(id) else { return Effects::new() };
        let change = if vanished { FileChange::Vanished } else { FileChange::Changed };
        if entry.change == Some(change) {
            return Effects::new();
        }
        entry.change = Some(change);
        if is_current {
            self.say(match change {
                FileChange::Changed => "the file changed: R reads it again",
                FileChange::Vanished => "the file is gone: what was read stays here",
            });
        }
        Effects::new()
    }
}
