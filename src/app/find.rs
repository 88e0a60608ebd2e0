//! Find in the document: the line at the bottom, the matches, the steps between them.

use std::sync::Arc;

use tui_input::Input;

use super::action::Generation;
use crate::document::Span;
use crate::search::find::{Case, Options as PatternOptions, Pattern};

/// Finding in the open document.
#[derive(Debug, Default)]
pub struct Find {
    /// What is typed in the find line.
    pub input: Input,
    /// Whether the find line is open.
    pub open: bool,
    /// Whether `n` leads towards the start.
    pub backward: bool,
    /// Case, whole words, regular expression.
    pub options: PatternOptions,
    /// Why the typed text is no pattern.
    pub error: Option<String>,
    /// The place to come back to, and to search from while typing.
    pub origin: Origin,
    /// Which request for the next match is under way.
    pub generation: Generation,
    pattern: Option<Arc<Pattern>>,
    current: Option<Span>,
    matches: Option<Matches>,
    missed: bool,
    /// Whether the next match is being looked for, and the steps asked for meanwhile.
    awaited: Option<i64>,
}

/// Where finding began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Offset of the first word on the screen.
    pub place: u32,
    /// Offset of the sentence in focus.
    pub focus: u32,
}

/// All matches of the pattern.
#[derive(Clone, Debug)]
struct Matches {
    spans: Arc<Vec<Span>>,
    more: bool,
}

impl Find {
    /// Opens the find line at a place.
    pub fn open(&mut self, backward: bool, origin: Origin) {
        self.input.reset();
        self.open = true;
        self.backward = backward;
        self.origin = origin;
        self.error = None;
        self.missed = false;
    }

    /// Makes a pattern of what is typed; with nothing typed the last pattern stays.
    pub fn compile(&mut self) -> Option<Arc<Pattern>> {
        self.error = None;
        self.missed = false;
        if self.input.value().is_empty() {
            return None;
        }
        self.matches = None;
        self.current = None;
        match Pattern::new(self.input.value(), self.options) {
            Ok(pattern) => self.pattern = Some(Arc::new(pattern)),
            Err(error) => {
                self.pattern = None;
                self.error = Some(error.to_string());
            }
        }
        self.pattern.clone()
    }

    /// Takes a pattern that was not typed in the find line.
    pub fn set_pattern(&mut self, pattern: Pattern) {
        self.clear();
        self.backward = false;
        self.pattern = Some(Arc::new(pattern));
    }

    /// The pattern that `n` looks for.
    pub fn pattern(&self) -> Option<&Arc<Pattern>> {
        self.pattern.as_ref()
    }

    /// The match that was gone to.
    pub fn current(&self) -> Option<Span> {
        self.current
    }

    /// Takes an answer to a request for the next match; the steps asked for meanwhile.
    pub fn found(&mut self, span: Option<Span>) -> i64 {
        self.current = span;
        self.missed = span.is_none();
        self.awaited.take().unwrap_or(0)
    }

    /// The next match is being looked for.
    pub fn wait(&mut self, generation: Generation) {
        self.generation = generation;
        self.awaited = Some(0);
    }

    /// Keeps steps for when the match that is being looked for is there; `false` where
    /// none is.
    pub fn queue(&mut self, delta: i64) -> bool {
        if let Some(steps) = &mut self.awaited {
            *steps += delta;
        }
        self.awaited.is_some()
    }

    /// Takes the list of all matches.
    pub fn take_matches(&mut self, spans: Arc<Vec<Span>>, more: bool) {
        self.matches = Some(Matches { spans, more });
    }

    /// Whether the pattern occurs nowhere.
    pub fn missed(&self) -> bool {
        self.missed
    }

    /// Puts the lit matches out and forgets the pattern's matches.
    pub fn clear(&mut self) -> bool {
        let lit = self.pattern.is_some();
        self.pattern = None;
        self.matches = None;
        self.current = None;
        self.missed = false;
        self.awaited = None;
        lit
    }

    /// The text changed: places of matches no longer hold.
    pub fn forget_places(&mut self) {
        self.matches = None;
        self.current = None;
    }

    /// The next case rule: smart, exact, any.
    pub fn next_case(&mut self) {
        self.options.case = match self.options.case {
            Case::Smart => Case::Sensitive,
            Case::Sensitive => Case::Insensitive,
            Case::Insensitive => Case::Smart,
        };
    }

    /// The match after (or before) an offset, with whether it lies round the end, if all
    /// matches are known.
    pub fn step(&self, from: u32, backward: bool) -> Option<(Span, bool)> {
        let matches = self.matches.as_ref().filter(|matches| !matches.more)?;
        let spans = &matches.spans;
        if backward {
            let before = spans.partition_point(|span| span.start < from);
            let found = before.checked_sub(1).and_then(|index| spans.get(index));
            return found.map(|span| (*span, false)).or(spans.last().map(|span| (*span, true)));
        }
        let after = spans.partition_point(|span| span.start <= from);
        spans.get(after).map(|span| (*span, false)).or(spans.first().map(|span| (*span, true)))
    }

    /// Matches that touch a span, to be lit.
    pub fn lit(&self, visible: Span) -> &[Span] {
        let Some(matches) = &self.matches else {
            return self.current.as_slice();
        };
        let from = matches.spans.partition_point(|span| span.end <= visible.start);
        let until = matches.spans.partition_point(|span| span.start < visible.end);
        matches.spans.get(from..until.max(from)).unwrap_or_default()
    }

    /// `3/17`: which match was gone to and how many there are; `+` where there are more.
    pub fn count(&self) -> Option<String> {
        let matches = self.matches.as_ref()?;
        let total = matches.spans.len();
        let more = if matches.more { "+" } else { "" };
        let at = self.current.and_then(|current| matches.spans.binary_search(&current).ok());
        Some(match at {
            Some(index) => format!("{}/{total}{more}", index + 1),
            None => format!("{total}{more}"),
        })
    }

    /// The switches that are on, for the find line.
    pub fn switches(&self) -> String {
        let case = match self.options.case {
            Case::Smart => None,
            Case::Sensitive => Some("exact case"),
            Case::Insensitive => Some("any case"),
        };
        let word = self.options.whole_word.then_some("whole word");
        let regex = self.options.regex.then_some("regex");
        [case, word, regex].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
