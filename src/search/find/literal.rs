//! Words that stand for themselves, with any white space between them.
//!
//! Searched for is only the longest word, the anchor, with `memmem`; the words before
//! and behind it are compared where it is found. Where case does not count, the text
//! is lower-cased piece by piece into a buffer that stays in the processor's cache:
//! that is faster than any search for several spellings at once.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use memchr::memmem::Finder;

use super::{Found, stands_alone};
use crate::document::Span;

/// White space between two words of a match: bytes at most, so that no text makes every
/// match a long walk.
const MAX_BLANK: usize = 1_024;

/// Bytes beyond which no match of a literal reaches, far above what a phrase on hard-wrapped
/// lines takes.
pub(super) const MAX_LENGTH: usize = 64 << 10;

/// Bytes lower-cased at a time.
const CHUNK: usize = 32 << 10;

/// Bytes of the first piece: the match is often near.
const FIRST_CHUNK: usize = 4 << 10;

#[derive(Clone, Debug)]
pub(super) struct Literal {
    words: Vec<String>,
    /// Index of the longest word.
    anchor: usize,
    finder: Finder<'static>,
    sensitive: bool,
    whole_word: bool,
}

impl Literal {
    /// `None` where case does not count and the query has other cased letters than ASCII.
    pub(super) fn new(query: &str, sensitive: bool, whole_word: bool) -> Option<Self> {
        let cased = |character: char| character.is_uppercase() || character.is_lowercase();
        if !sensitive && query.chars().any(|character| !character.is_ascii() && cased(character)) {
            return None;
        }
        let sensitive =
            sensitive || !query.contains(|character: char| character.is_ascii_alphabetic());
        let prepare =
            |word: &str| if sensitive { word.to_owned() } else { word.to_ascii_lowercase() };
        let words: Vec<String> = query.split_whitespace().map(prepare).collect();
        // The first of the longest: then no word before it can hold it.
        let anchor =
            (0..words.len()).rev().max_by_key(|&index| words.get(index).map(String::len))?;
        let finder = Finder::new(words.get(anchor)?).into_owned();
        Some(Self { words, anchor, finder, sensitive, whole_word })
    }

    pub(super) fn next(&self, text: &str, from: usize) -> Option<Span> {
        let mut scan = Scan::new(self, text, from);
        while let Some(range) = scan.advance() {
            let found =
                scan.anchors(range, |at| self.at(text, at).filter(|span| span.start >= from));
            if let Some(span) = found {
                return Some(span.into());
            }
        }
        None
    }

    pub(super) fn previous(&self, text: &str, from: usize) -> Option<Span> {
        // The match may start before `from` and have its anchor behind it.
        let lead: usize = self.words.iter().map(|word| word.len() + MAX_BLANK).sum();
        let lead = if self.anchor == 0 { 0 } else { lead };
        let mut scan = Scan::new(self, text, 0);
        let mut end = from.saturating_add(lead).min(text.len());
        let mut size = FIRST_CHUNK;
        while end > 0 {
            let start = end.saturating_sub(size);
            let mut last = None;
            scan.anchors(start..end, |at| {
                last = self.at(text, at).filter(|span| span.start < from).or(last.take());
                None::<()>
            });
            if let Some(span) = last {
                return Some(span.into());
            }
            (end, size) = (start, CHUNK);
        }
        None
    }

    pub(super) fn matches(&self, text: &str, limit: usize, cancel: &AtomicBool) -> Option<Found> {
        let mut found = Found { spans: Vec::new(), complete: true };
        let mut free = 0;
        let mut scan = Scan::new(self, text, 0);
        while let Some(range) = scan.advance() {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            let full = scan.anchors(range, |at| {
                let span = self.at(text, at).filter(|span| span.start >= free)?;
                if found.spans.len() >= limit {
                    return Some(());
                }
                free = span.end;
                found.spans.push(span.into());
                None
            });
            if full.is_some() {
                found.complete = false;
                break;
            }
        }
        Some(found)
    }

    /// The match whose anchor stands at an offset, if the other words stand around it.
    fn at(&self, text: &str, anchor: usize) -> Option<Range<usize>> {
        let (before, rest) = self.words.split_at_checked(self.anchor)?;
        let (word, behind) = rest.split_first()?;
        let mut start = anchor;
        for word in before.iter().rev() {
            let gap = text.get(..start)?.trim_end().len();
            start =
                gap.checked_sub(word.len()).filter(|_| gap < start && start - gap <= MAX_BLANK)?;
            self.stands(text, word, start)?;
        }
        let mut end = anchor + word.len();
        for word in behind {
            let rest = text.get(end..)?;
            let gap = rest.len() - rest.trim_start().len();
            let at = end + gap;
            (gap > 0 && gap <= MAX_BLANK).then_some(())?;
            self.stands(text, word, at)?;
            end = at + word.len();
        }
        (!self.whole_word || stands_alone(text, start, end)).then_some(start..end)
    }

    fn stands(&self, text: &str, word: &str, at: usize) -> Option<()> {
        let there = text.as_bytes().get(at..at + word.len())?;
        let same = if self.sensitive {
            there == word.as_bytes()
        } else {
            there.eq_ignore_ascii_case(word.as_bytes())
        };
        same.then_some(())
    }
}

/// A walk over a text, piece by piece.
struct Scan<'a> {
    literal: &'a Literal,
    text: &'a str,
    position: usize,
    size: usize,
    lower: Vec<u8>,
}

impl<'a> Scan<'a> {
    fn new(literal: &'a Literal, text: &'a str, from: usize) -> Self {
        Self { literal, text, position: from, size: FIRST_CHUNK, lower: Vec::new() }
    }

    /// The next piece.
    fn advance(&mut self) -> Option<Range<usize>> {
        let start = self.position;
        let end = (start + self.size).min(self.text.len());
        self.size = CHUNK;
        self.position = end;
        (start < end).then_some(start..end)
    }

    /// Calls `visit` with the offset of each anchor that starts in a piece, in order, until
    /// it returns something.
    fn anchors<T>(
        &mut self,
        range: Range<usize>,
        mut visit: impl FnMut(usize) -> Option<T>,
    ) -> Option<T> {
        let needle = self.literal.finder.needle().len();
        // The last anchor may reach into the next piece.
        let end = (range.end + needle - 1).min(self.text.len());
        let piece = self.text.as_bytes().get(range.start..end).unwrap_or_default();
        let haystack = if self.literal.sensitive {
            piece
        } else {
            self.lower.clear();
            self.lower.extend_from_slice(piece);
            self.lower.make_ascii_lowercase();
            &self.lower
        };
        let mut from = 0;
        while let Some(at) = self.literal.finder.find(haystack.get(from..)?) {
            if let Some(result) = visit(range.start + from + at) {
                return Some(result);
            }
            from += at + 1;
        }
        None
    }
}
