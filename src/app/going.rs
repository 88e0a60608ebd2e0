//! Going places: documents, marks, jumps, links.

use super::action::{DocumentId, Effect, Listed};
use super::article::Article;
use super::documents::State;
use super::jumps::Jump;
use super::key::Key;
use super::overlay::{Hint, Hints, Overlay};
use super::{App, Effects, Focus};
use crate::document::Span;
use crate::library::{DocumentState, Place};
use crate::load::{Source, anchor};

impl App {
    /// Where the reader is.
    pub(super) fn here(&self) -> Jump {
        let (place, focus) = self
            .article
            .as_ref()
            .map_or((0, 0), |article| (article.place(), article.focus().start));
        Jump { id: self.current, place, focus }
    }

    /// Remembers the present place before leaving it by a jump.
    pub(super) fn leave(&mut self) {
        let here = self.here();
        self.jumps.leave(here);
    }

    /// Goes to a span of a document and lights it.
    pub(super) fn go_to_span(&mut self, id: DocumentId, span: Span) -> Effects {
        self.leave();
        let effects = self.open(id);
        if let Some(article) = &mut self.article {
            article.go_to(span);
            self.lit = Some(span);
        } else if let Some(entry) = self.documents.get_mut(id) {
            (entry.place, entry.focus) = (span.start, span.start);
        }
        effects
    }

    /// Makes a document the open one; its place is where it was left.
    pub(super) fn open(&mut self, id: DocumentId) -> Effects {
        if id == self.current || self.documents.get(id).is_none() {
            return Effects::new();
        }
        let mut effects = self.save_place();
        self.current = id;
        self.article = None;
        self.lit = None;
        self.selection = None;
        self.stepping.clear();
        self.extracting = None;
        self.find.forget_places();
        self.sidebar.clear();
        effects.extend(self.show_current());
        effects
    }

    /// Shows what is there of the open document and asks for the rest.
    pub(super) fn show_current(&mut self) -> Effects {
        let areas = self.areas();
        let options = self.layout_options(&areas);
        let Some(entry) = self.documents.get(self.current) else { return Effects::new() };
        let State::Open(document) = &entry.state else {
            let waiting = matches!(entry.state, State::Waiting);
            return self.load_effect(self.current, true).into_iter().filter(|_| waiting).collect();
        };
        let document = std::sync::Arc::clone(document);
        let mut article =
            Article::new(document.clone(), options, usize::from(areas.text.height), entry.place);
        if entry.focus > 0 {
            article.focus_at(entry.focus);
        }
        self.article = Some(article);
        let mut extract = None;
        match entry.facts.clone() {
            Some(facts) => self.sidebar.set_facts(&document, facts),
            None => {
                let (id, generation, near) = (self.current, entry.generation, entry.place);
                let document = std::sync::Arc::clone(&document);
                extract = Some(Effect::Extract { id, generation, document, near, urgent: true });
            }
        }
        let watch = entry
            .source
            .path()
            .map(|path| Effect::Watch { id: self.current, path: path.to_owned() });
        let find = self.find_all();
        watch.into_iter().chain(extract).chain(find).collect()
    }

    /// Keeps place and marks of the open document.
    pub(super) fn save_place(&mut self) -> Effects {
        let here = self.here();
        let Some(entry) = self.documents.get_mut(self.current) else { return Effects::new() };
        let State::Open(document) = &entry.state else { return Effects::new() };
        (entry.place, entry.focus) = (here.place, here.focus);
        // What was kept of a text that is not all there yet would be lost.
        if !entry.source.is_lasting() || entry.resuming {
            return Effects::new();
        }
        let kept = |offset: u32| Place::at(document, offset);
        let state = DocumentState {
            place: Some(kept(here.place)),
            marks: entry.marks.iter().map(|(letter, offset)| (*letter, kept(*offset))).collect(),
            last_read: None,
        };
        vec![Effect::Save { source: entry.source.clone(), state }]
    }

    /// Goes to the next document, or the one before.
    pub(super) fn step_document(&mut self, delta: i64) -> Effects {
        let mut target = self.current;
        for _ in 0..delta.unsigned_abs() {
            let Some(next) = self.documents.neighbour(target, delta > 0) else { break };
            target = next;
        }
        if target == self.current {
            self.say(match (delta > 0, self.documents.listing) {
                (true, true) => "the documents are still being listed",
                (true, false) => "this is the last document",
                (false, _) => "this is the first document",
            });
            return Effects::new();
        }
        self.leave();
        self.open(target)
    }

    /// Goes back or forward in the list of jumps.
    pub(super) fn jump(&mut self, forward: bool) -> Effects {
        let here = self.here();
        let target = if forward { self.jumps.forward(here) } else { self.jumps.back(here) };
        let Some(target) = target else {
            self.say(if forward { "nothing lies ahead" } else { "nothing lies behind" });
            return Effects::new();
        };
        let effects = self.open(target.id);
        if let Some(article) = &mut self.article {
            article.put_at_top(target.place);
            article.focus_at(target.focus);
        }
        self.lit = None;
        self.focus = Focus::Article;
        effects
    }

    /// Sets a mark at the sentence in focus.
    pub(super) fn set_mark(&mut self, letter: char) -> Effects {
        let offset = self.here().focus;
        if let Some(entry) = self.documents.get_mut(self.current) {
            entry.marks.insert(letter, offset);
            self.say(format!("mark {letter} set"));
        }
        self.save_place()
    }

    /// Goes to a mark; `''` goes back.
    pub(super) fn go_to_mark(&mut self, letter: char) -> Effects {
        if letter == '\'' {
            return self.jump(false);
        }
        let mark =
            self.documents.get(self.current).and_then(|entry| entry.marks.get(&letter).copied());
        let Some(offset) = mark else {
            self.complain(format!("there is no mark {letter} in this document"));
            return Effects::new();
        };
        self.leave();
        if let Some(article) = &mut self.article {
            article.go_to(Span::at(offset));
        }
        Effects::new()
    }

    /// Puts letters on the links of the screen.
    pub(super) fn show_hints(&mut self) -> Effects {
        let Some(article) = &self.article else { return Effects::new() };
        match Hints::new(article.document(), article.visible_span()) {
            Some(hints) => self.overlay = Overlay::Hints(hints),
            None => self.say("there is no link on this screen"),
        }
        Effects::new()
    }

    /// A letter of a link's hint; anything else leaves the hints.
    pub(super) fn hint_letter(&mut self, key: Key) -> Effects {
        let Overlay::Hints(hints) = &mut self.overlay else { return Effects::new() };
        let typed = key.typed().ok_or(()).and_then(|letter| hints.type_letter(letter));
        match typed {
            Ok(None) => Effects::new(),
            Ok(Some(hint)) => {
                self.overlay = Overlay::None;
                self.follow(&hint)
            }
            Err(()) => {
                self.overlay = Overlay::None;
                Effects::new()
            }
        }
    }

    fn follow(&mut self, hint: &Hint) -> Effects {
        let target = hint.target.as_str();
        if target.starts_with('#') {
            return self.follow_anchor(target);
        }
        if is_openable(target) {
            self.say(format!("opening {}", crate::document::visible::line(target)));
            return vec![Effect::Open(target.to_owned())];
        }
        if target.contains("://")
            || target.starts_with("javascript:")
            || target.starts_with("data:")
        {
            self.complain("only http, https, mailto and links to files are followed");
            return Effects::new();
        }
        self.follow_file(target)
    }

    fn follow_anchor(&mut self, target: &str) -> Effects {
        let Some(document) = self.document() else { return Effects::new() };
        match anchor::resolve(document, target) {
            Some(span) => self.go_to_span(self.current, span),
            None => {
                self.complain("the link leads to a place that is not there");
                Effects::new()
            }
        }
    }

    /// A link to a file beside the document opens it as a document of its own.
    fn follow_file(&mut self, target: &str) -> Effects {
        if self.settings.secure {
            self.complain("opening links is off in secure mode");
            return Effects::new();
        }
        let (file, _) = target.split_once('#').unwrap_or((target, ""));
        let folder =
            self.documents.get(self.current).and_then(|entry| entry.source.path()?.parent());
        let Some(path) = folder.map(|folder| folder.join(file)) else {
            self.complain("the link leads to a file, but this document is none");
            return Effects::new();
        };
        let mut effects = Effects::new();
        let id = self.documents.by_path(&path).unwrap_or_else(|| {
            let listed = Listed { source: Source::File(path), failure: None };
            self.documents.append(vec![listed]).start
        });
        self.leave();
        effects.extend(self.open(id));
        effects
    }
}

fn is_openable(target: &str) -> bool {
    let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "mailto"))
}
