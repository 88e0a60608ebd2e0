//! Walking over the sentences with a grammar that reads values.

use super::piece::Pieces;
use super::role::Roles;
use super::token::Shape;
use super::{Analysis, Detail, Fact, Origin};
use crate::document::Span;

/// A sentence as a grammar sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    /// Its pieces.
    pub pieces: Pieces<'a>,
    /// The whole text, for capitals.
    pub text: &'a str,
}

impl Reading<'_> {
    /// Whether the piece at an index is written in capitals (`NATO`).
    pub fn is_all_caps(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.span.of(self.text).is_all_caps())
    }

    /// Whether the piece at an index begins with a capital.
    pub fn is_capitalised(&self, at: usize) -> bool {
        let word = self.pieces.get(at).map_or("", |piece| piece.span.of(self.text));
        word.starts_with(char::is_uppercase)
    }
}

/// What a grammar read: pieces `start..end`.
#[derive(Debug)]
pub(super) struct Finding {
    /// Index of the first piece; it may lie before the one that was asked about.
    pub start: usize,
    /// Index behind the last piece.
    pub end: usize,
    /// The kind and the values.
    pub detail: Detail,
    /// Which rule of the grammar read it.
    pub rule: &'static str,
}

/// Asks `read`, the grammar of `recogniser`, at every piece that may begin what is wanted, from left to right and going
/// on behind what it found, and appends the facts. What others found before is left alone.
pub(super) fn scan(
    analysis: &Analysis<'_>,
    recogniser: &'static str,
    found: &mut Vec<Fact>,
    wanted: Roles,
    read: impl FnMut(&Reading<'_>, usize) -> Option<Finding>,
) {
    let taken = Taken::new(found);
    scan_around(analysis, recogniser, found, (wanted, taken), read);
}

/// As [`scan`], where only what is `taken` is left alone.
pub(super) fn scan_around(
    analysis: &Analysis<'_>,
    recogniser: &'static str,
    found: &mut Vec<Fact>,
    (wanted, taken): (Roles, Taken),
    mut read: impl FnMut(&Reading<'_>, usize) -> Option<Finding>,
) {
    for sentence in 0..analysis.sentences().len() {
        let reading = Reading { pieces: analysis.pieces_of(sentence), text: analysis.text() };
        let mut at = 0;
        let mut last_end = 0;
        while at < reading.pieces.len() {
            if !reading.pieces.may_begin(at, wanted) || taken.holds(reading.pieces.span(at, at + 1))
            {
                at += 1;
                continue;
            }
            let finding = read(&reading, at);
            let free = finding
                .filter(|finding| !taken.overlaps(reading.pieces.span(finding.start, finding.end)));
            let Some(finding) = free.filter(|finding| finding.end > at) else {
                at += 1;
                continue;
            };
            let span = reading.pieces.span(finding.start.max(last_end), finding.end);
            let origin = Origin { recogniser, rule: finding.rule, score: None };
            found.push(fact(span, sentence, origin, finding.detail));
            at = finding.end;
            last_end = at;
        }
    }
}

/// A fact of a sentence; how sure it is is told when all are found.
pub(super) fn fact(span: Span, sentence: usize, origin: Origin, detail: Detail) -> Fact {
    let sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
    Fact { span, sentence, confidence: 0.0, origin, detail }
}

/// Where other recognisers have found something.
pub(super) struct Taken {
    /// Sorted and disjoint.
    spans: Vec<Span>,
}

impl Taken {
    /// From the facts found so far. Quotations hold other facts and take nothing.
    pub fn new(found: &[Fact]) -> Self {
        Self::by(found, |fact| !matches!(fact.detail, Detail::Quote(_)))
    }

    /// From those of the facts found so far that hold their place.
    pub fn by(found: &[Fact], holding: impl Fn(&Fact) -> bool) -> Self {
        let holding = |fact: &&Fact| holding(fact);
        let mut sorted: Vec<Span> = found.iter().filter(holding).map(|fact| fact.span).collect();
        sorted.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(sorted.len());
        for span in sorted {
            match spans.last_mut() {
                Some(last) if last.end > span.start => *last = last.join(span),
                _ => spans.push(span),
            }
        }
        Self { spans }
    }

    /// Whether something found shares a byte with `span`.
    pub fn overlaps(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|taken| taken.end <= span.start);
        self.spans.get(next).is_some_and(|taken| taken.overlaps(span))
    }

    /// Whether something found covers `span`.
    pub fn holds(&self, span: Span) -> bool {
        let next = self.spans.partition_point(|taken| taken.end <= span.start);
        self.spans.get(next).is_some_and(|taken| taken.covers(span))
    }
}
