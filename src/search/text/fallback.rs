//! Sentences matched by letters in order, where words found too little.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, Ordering};

use super::passage::{passages, sentence_ends};
use super::{Passage, Query};
use crate::document::{Document, Span};
use crate::search::best::Best;
use crate::search::fold;
use crate::search::fuzzy;

/// Bytes of text that are looked at: a few milliseconds' worth.
const MAX_BYTES: usize = 512 << 10;

/// Fuzzy passages that are added at most: they are second best.
const MAX_PASSAGES: usize = 20;

/// The least share of the ideal score, in per cent: letters scattered over a sentence
/// match nearly everywhere and mean nothing.
const LEAST_SCORE: i32 = 70;

/// Letters that a query needs: one or two match nearly everywhere.
const LEAST_LETTERS: usize = 3;

/// Adds the sentences of the first documents that match the query fuzzily. `None` where
/// `cancel` was set.
pub(super) fn fill(
    documents: &[(u32, &Document)],
    query: &Query,
    limit: usize,
    hits: &mut Vec<Passage>,
    cancel: &AtomicBool,
) -> Option<()> {
    let words: Vec<&str> = query.words().collect();
    let words = fuzzy::Query::new(&words.join(" "));
    if words.words().iter().any(|word| word.letters() < LEAST_LETTERS) {
        return Some(());
    }
    let mut best = Best::new(MAX_PASSAGES.min(limit.saturating_sub(hits.len())));
    let mut left = MAX_BYTES;
    for (place, &(_, document)) in documents.iter().enumerate() {
        for block in document.blocks() {
            if left == 0 || cancel.load(Ordering::Relaxed) {
                break;
            }
            left = left.saturating_sub(block.span.len());
            for sentence in
                passages(document.text(), block.span).flat_map(|span| sentences(document, span))
            {
                if let Some(score) = score(&words, sentence.of(document.text())) {
                    best.push((score, Reverse(place), Reverse(sentence)));
                }
            }
        }
    }
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    for (score, Reverse(place), Reverse(sentence)) in best.into_sorted() {
        let Some(&(document, content)) = documents.get(place) else { continue };
        let known = |hit: &Passage| hit.document == document && hit.sentence.overlaps(sentence);
        if !hits.iter().any(known) {
            let words = matched(&words, sentence, content.text());
            hits.push(Passage { document, span: sentence, sentence, words, score, fuzzy: true });
        }
    }
    Some(())
}

fn sentences(document: &Document, passage: Span) -> Vec<Span> {
    let text = document.text();
    let mut start = passage.start as usize;
    let ends: Vec<usize> = sentence_ends(passage.of(text))
        .map(|end| passage.start as usize + end)
        .chain([passage.end as usize])
        .collect();
    let mut spans = Vec::new();
    for end in ends.into_iter().filter(|&end| end >= passage.start as usize) {
        if end > start {
            spans.push(Span::new(start, end).trimmed(text));
            start = end;
        }
    }
    spans
}

/// The score of a sentence as a share of the ideal in per cent, where it is enough.
fn score(query: &fuzzy::Query, sentence: &str) -> Option<i32> {
    let folded = fold::fold(sentence);
    query.share(&folded).filter(|&share| share >= LEAST_SCORE)
}

fn matched(query: &fuzzy::Query, sentence: Span, text: &str) -> Vec<Span> {
    let start = sentence.start as usize;
    let ranges = fuzzy::matched(query, sentence.of(text)).unwrap_or_default();
    ranges.into_iter().map(|range| Span::new(start + range.start, start + range.end)).collect()
}
