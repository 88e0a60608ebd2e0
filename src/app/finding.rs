//! The find line and the steps between matches.

use std::sync::Arc;

use super::action::{Effect, Generation};
use super::find::Origin;
use super::{App, Effects};
use crate::document::Span;

impl App {
    /// Opens the find line.
    pub(super) fn open_find(&mut self, backward: bool) -> Effects {
        let Some(article) = &self.article else { return Effects::new() };
        let origin = Origin { place: article.place(), focus: article.focus().start };
        self.find.open(backward, origin);
        Effects::new()
    }

    /// The typed text or a switch changed: look for it from where finding began.
    pub(super) fn find_changed(&mut self) -> Effects {
        let origin = self.find.origin;
        if let Some(article) = &mut self.article {
            article.put_at_top(origin.place);
            article.focus_at(origin.focus);
        }
        self.lit = None;
        if self.find.compile().is_none() {
            return Effects::new();
        }
        self.find_from_origin()
    }

    /// Looks for the next match from where finding began.
    pub(super) fn find_from_origin(&mut self) -> Effects {
        self.find_next(self.find.origin.focus, self.find.backward)
    }

    /// Enter in the find line.
    pub(super) fn accept_find(&mut self) -> Effects {
        self.find.open = false;
        if let Some(error) = &self.find.error {
            let error = error.clone();
            self.complain(error);
            return Effects::new();
        }
        if self.find.input.value().is_empty() {
            let backward = self.find.backward;
            return self.step_match(if backward { -1 } else { 1 });
        }
        let origin = self.find.origin;
        self.jumps.leave(super::jumps::Jump {
            id: self.current,
            place: origin.place,
            focus: origin.focus,
        });
        if self.find.missed() {
            self.complain_of_miss();
        }
        self.find_all()
    }

    /// Esc in the find line: back to exactly where it was opened.
    pub(super) fn cancel_find(&mut self) -> Effects {
        self.find.open = false;
        self.find.clear();
        self.lit = None;
        let origin = self.find.origin;
        if let Some(article) = &mut self.article {
            article.put_at_top(origin.place);
            article.focus_at(origin.focus);
        }
        Effects::new()
    }

    /// `n` and `N`: by that many matches, in the direction of the search.
    pub(super) fn step_match(&mut self, delta: i64) -> Effects {
        let forward = (delta > 0) != self.find.backward;
        if self.find.pattern().is_none() {
            self.say("nothing is being looked for: / finds");
            return Effects::new();
        }
        if self.find.queue(delta) {
            return Effects::new();
        }
        let from = self.find.current().map_or(self.here().focus, |current| current.start);
        let mut at = from;
        let mut stepped = None;
        for _ in 0..delta.unsigned_abs() {
            let Some((span, wrapped)) = self.find.step(at, !forward) else { break };
            at = span.start;
            stepped = Some((span, wrapped || stepped.is_some_and(|(_, wrapped)| wrapped)));
        }
        match stepped {
            Some((span, wrapped)) => {
                self.show_match(Some(span), wrapped);
                Effects::new()
            }
            None => {
                let after = self
                    .find
                    .current()
                    .map_or(from, |current| if forward { current.end } else { current.start });
                self.find_next(after, !forward)
            }
        }
    }

    /// Takes an answer to `FindNext`.
    pub(super) fn take_found(
        &mut self,
        generation: Generation,
        span: Option<Span>,
        wrapped: bool,
    ) -> Effects {
        if generation != self.find.generation {
            return Effects::new();
        }
        let steps = self.find.found(span);
        self.show_match(span, wrapped);
        if steps == 0 || span.is_none() { Effects::new() } else { self.step_match(steps) }
    }

    /// Takes an answer to `FindAll`.
    pub(super) fn take_matches(
        &mut self,
        generation: Generation,
        spans: Arc<Vec<Span>>,
        more: bool,
    ) -> Effects {
        if generation == self.find.generation {
            self.find.take_matches(spans, more);
        }
        Effects::new()
    }

    /// Asks for all matches of the pattern, to light and to count them.
    pub(super) fn find_all(&mut self) -> Effects {
        let (Some(pattern), Some(document)) =
            (self.find.pattern().cloned(), self.document().cloned())
        else {
            return Effects::new();
        };
        vec![Effect::FindAll { generation: self.find.generation, document, pattern }]
    }

    fn find_next(&mut self, from: u32, backward: bool) -> Effects {
        let (Some(pattern), Some(document)) =
            (self.find.pattern().cloned(), self.document().cloned())
        else {
            return Effects::new();
        };
        let generation = self.next_generation();
        self.find.wait(generation);
        let next = Effect::FindNext {
            generation,
            document: Arc::clone(&document),
            pattern: Arc::clone(&pattern),
            from,
            backward,
        };
        vec![next, Effect::FindAll { generation, document, pattern }]
    }

    fn show_match(&mut self, span: Option<Span>, wrapped: bool) {
        self.find.found(span);
        match (span, &mut self.article) {
            (Some(span), Some(article)) => {
                article.go_to(span);
                if wrapped && !self.find.open {
                    self.say("went on from the other end");
                }
            }
            _ if !self.find.open => self.complain_of_miss(),
            _ => {}
        }
    }

    fn complain_of_miss(&mut self) {
        self.complain("not found");
    }
}
