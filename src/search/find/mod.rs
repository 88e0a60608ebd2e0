//! Find in one document: a word, a phrase or a regular expression, forwards and back.
//!
//! A text of 100 MB is gone through in tens of milliseconds, so nothing is indexed
//! and nothing is remembered between two calls. Offsets are bytes of the text.

mod expression;
mod literal;

use std::sync::atomic::AtomicBool;

use thiserror::Error;

use crate::document::Span;
use expression::Expression;
use literal::Literal;

/// Matches that are listed at most, whatever the caller asks for: a few megabytes, and
/// nobody steps through more.
pub const MAX_MATCHES: usize = 1_000_000;

/// Bytes of a query: a sentence, not a pasted page.
pub const MAX_QUERY_BYTES: usize = 1_000;

/// How a query is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether case counts.
    pub case: Case,
    /// A match neither starts nor ends inside a word.
    pub whole_word: bool,
    /// The query is a regular expression; else its words stand for themselves, with any
    /// white space between them.
    pub regex: bool,
}

/// Whether the case of letters counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// It does where the query has a capital.
    #[default]
    Smart,
    /// It does.
    Sensitive,
    /// It does not.
    Insensitive,
}

/// Why a query cannot be searched for.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum PatternError {
    /// There is nothing in it.
    #[error("nothing to find")]
    Empty,
    /// See [`MAX_QUERY_BYTES`].
    #[error("the query is longer than {MAX_QUERY_BYTES} bytes")]
    TooLong,
    /// The regular expression would take too much memory.
    #[error("the pattern is too large")]
    TooLarge,
    /// The regular expression is none.
    #[error("{0}")]
    Syntax(String),
}

/// The matches of a whole text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Where, in order and disjoint.
    pub spans: Vec<Span>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// A query ready to be searched for. No match is empty.
#[derive(Clone, Debug)]
pub struct Pattern {
    engine: Engine,
}

#[derive(Clone, Debug)]
enum Engine {
    Literal(Box<Literal>),
    Expression(Expression),
}

impl Pattern {
    /// Reads a query. White space at its ends is dropped unless it is a regular expression.
    pub fn new(query: &str, options: Options) -> Result<Self, PatternError> {
        if query.len() > MAX_QUERY_BYTES {
            return Err(PatternError::TooLong);
        }
        if if options.regex { query.is_empty() } else { query.trim().is_empty() } {
            return Err(PatternError::Empty);
        }
        let engine = if options.regex {
            let sensitive = options.case.counts(&without_escapes(query));
            Engine::Expression(Expression::new(query, sensitive, options.whole_word)?)
        } else {
            let sensitive = options.case.counts(query);
            match Literal::new(query, sensitive, options.whole_word) {
                Some(literal) => Engine::Literal(Box::new(literal)),
                None => Engine::Expression(Expression::phrase(query, options.whole_word)?),
            }
        };
        Ok(Self { engine })
    }

    /// The first match that starts at `from` or behind it.
    pub fn next(&self, text: &str, from: u32) -> Option<Span> {
        let from = text.ceil_char_boundary(from as usize);
        match &self.engine {
            Engine::Literal(literal) => literal.next(text, from),
            Engine::Expression(expression) => expression.next(text, from),
        }
    }

    /// The last match that starts before `from`. Goes backwards from there, so that what
    /// is near is found at once.
    pub fn previous(&self, text: &str, from: u32) -> Option<Span> {
        let from = text.ceil_char_boundary(from as usize);
        match &self.engine {
            Engine::Literal(literal) => literal.previous(text, from),
            Engine::Expression(expression) => expression.previous(text, from),
        }
    }

    /// The matches of the whole text, from the start, none overlapping the one before; at
    /// most `limit` of them and never more than [`MAX_MATCHES`]. `None` where `cancel`
    /// was set before the end.
    pub fn matches(&self, text: &str, limit: usize, cancel: &AtomicBool) -> Option<Found> {
        let limit = limit.min(MAX_MATCHES);
        match &self.engine {
            Engine::Literal(literal) => literal.matches(text, limit, cancel),
            Engine::Expression(expression) => expression.matches(text, limit, cancel),
        }
    }

    /// The matches that start in a part of the text, such as the lines on the screen, none
    /// overlapping the one before.
    pub fn matches_within(&self, text: &str, range: Span) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut from = range.start;
        // Bounded, so that a look at a screen cannot become a search of the whole text.
        let end = text.ceil_char_boundary(range.end as usize).saturating_add(literal::MAX_LENGTH);
        let part = text.get(..text.floor_char_boundary(end)).unwrap_or(text);
        while let Some(span) = self.next(part, from).filter(|span| span.start < range.end) {
            spans.push(span);
            from = span.end;
        }
        spans
    }
}

impl Case {
    fn counts(self, query: &str) -> bool {
        match self {
            Case::Smart => query.chars().any(char::is_uppercase),
            Case::Sensitive => true,
            Case::Insensitive => false,
        }
    }
}

/// A regular expression without its escapes: the capital of `\W` is no capital.
fn without_escapes(query: &str) -> String {
    let mut kept = String::new();
    let mut characters = query.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            kept.push(character);
        } else if matches!(characters.next(), Some('p' | 'P')) {
            characters.find(|&part| part != '{' && !part.is_alphanumeric() && part != '^');
        }
    }
    kept
}

/// Whether a span stands for itself: no word goes on over its ends.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let side = |before: Option<char>, behind: Option<char>| {
        !(before.is_some_and(is_word) && behind.is_some_and(is_word))
    };
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let (inside, behind) = rest.split_at_checked(end.saturating_sub(start)).unwrap_or((rest, ""));
    side(before.chars().next_back(), inside.chars().next())
        && side(inside.chars().next_back(), behind.chars().next())
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests;
