//! Regular expressions, and phrases whose case needs Unicode's tables.
//!
//! The engine is linear in the text, so no pattern hangs; its memory is bounded. What
//! has to be given up early, or to go backwards, looks at pieces of the text that
//! overlap by [`MAX_LENGTH`]: longer matches across their ends may be missed.

use std::sync::atomic::{AtomicBool, Ordering};

use regex::{Regex, RegexBuilder};

use super::literal::MAX_LENGTH;
use super::{Found, PatternError, is_word};
use crate::document::Span;

/// Memory of the compiled pattern; ten times what a sensible one takes.
const MAX_COMPILED: usize = 2 << 20;
/// Memory of the states that are built while searching.
const MAX_STATES: usize = 8 << 20;
/// Bytes in which matches start that are looked for at a time.
const CHUNK: usize = 512 << 10;
/// Bytes of the first piece backwards: the match is often near.
const FIRST_CHUNK: usize = 16 << 10;
/// Empty matches passed over in one search. A pattern such as `x*` matches everywhere
/// without showing anything.
const MAX_EMPTY: usize = 100_000;

#[derive(Clone, Debug)]
pub(super) struct Expression {
    regex: Regex,
}

impl Expression {
    pub(super) fn new(
        query: &str,
        sensitive: bool,
        whole_word: bool,
    ) -> Result<Self, PatternError> {
        // Built as it was typed first, so that a complaint shows what was typed.
        let plain = build(query, sensitive).map_err(complaint)?;
        if !whole_word {
            return Ok(Self { regex: plain });
        }
        let alone = format!(r"\b{{start-half}}(?:{query})\b{{end-half}}");
        Ok(Self { regex: build(&alone, sensitive).unwrap_or(plain) })
    }

    /// The words of a query as they stand, whatever their case.
    pub(super) fn phrase(query: &str, whole_word: bool) -> Result<Self, PatternError> {
        let words: Vec<String> = query.split_whitespace().map(regex::escape).collect();
        let mut pattern = words.join(r"\s+");
        if whole_word && query.trim_start().starts_with(is_word) {
            pattern.insert_str(0, r"\b{start-half}");
        }
        if whole_word && query.trim_end().ends_with(is_word) {
            pattern.push_str(r"\b{end-half}");
        }
        build(&pattern, false).map(|regex| Self { regex }).map_err(complaint)
    }

    pub(super) fn next(&self, text: &str, from: usize) -> Option<Span> {
        self.next_before(text, from, text.len())
    }

    /// The first match that is not empty and starts from `from` on but before `end`.
    fn next_before(&self, text: &str, mut from: usize, end: usize) -> Option<Span> {
        for _ in 0..MAX_EMPTY {
            if from > text.len() {
                return None;
            }
            let found = self.regex.find_at(text, from).filter(|found| found.start() < end)?;
            if !found.is_empty() {
                return Some(found.range().into());
            }
            from = text.ceil_char_boundary(found.end() + 1);
            if from == found.end() {
                return None;
            }
        }
        None
    }

    pub(super) fn previous(&self, text: &str, from: usize) -> Option<Span> {
        let mut end = from;
        let mut size = FIRST_CHUNK;
        while end > 0 {
            let start = line_start(text, end.saturating_sub(size));
            let piece = piece(text, end);
            let mut last = None;
            let mut position = start;
            while let Some(span) = self.next_before(piece, position, end) {
                position = span.end as usize;
                last = Some(span);
            }
            if last.is_some() {
                return last;
            }
            (end, size) = (start, CHUNK);
        }
        None
    }

    pub(super) fn matches(&self, text: &str, limit: usize, cancel: &AtomicBool) -> Option<Found> {
        let mut spans = Vec::new();
        let mut position = 0;
        while position < text.len() {
            let end = text.ceil_char_boundary(position + CHUNK);
            let piece = piece(text, end);
            while let Some(span) = self.next_before(piece, position, end) {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                if spans.len() >= limit {
                    return Some(Found { spans, complete: false });
                }
                position = span.end as usize;
                spans.push(span);
            }
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            position = position.max(end);
        }
        Some(Found { spans, complete: true })
    }
}

fn build(pattern: &str, sensitive: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern)
        .case_insensitive(!sensitive)
        .multi_line(true)
        .crlf(true)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_STATES)
        .build()
}

/// The text as far as a match that starts before `end` may reach.
fn piece(text: &str, end: usize) -> &str {
    let reach = text.floor_char_boundary(end.saturating_add(MAX_LENGTH));
    text.get(..reach).unwrap_or(text)
}

/// Start of the line at an offset, or of its last [`MAX_LENGTH`] bytes.
fn line_start(text: &str, offset: usize) -> usize {
    let from = text.ceil_char_boundary(offset.saturating_sub(MAX_LENGTH));
    let before = text.as_bytes().get(from..offset).unwrap_or_default();
    memchr::memrchr(b'\n', before).map_or(from, |at| from + at + 1)
}

fn complaint(error: regex::Error) -> PatternError {
    match error {
        regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
        // The last line says what is wrong; those above draw a picture of where.
        other => {
            let text = other.to_string();
            let last = text.lines().next_back().unwrap_or_default();
            PatternError::Syntax(last.trim_start_matches("error: ").to_owned())
        }
    }
}
