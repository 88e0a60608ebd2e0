//! The words of a query in the running text of many documents.
//!
//! Every word of the query must start a word of the same passage, in any order and
//! whatever the case and accents. Nothing is indexed: each block is lower-cased into a
//! small buffer and searched there, at the speed of memory; only passages with
//! letters beyond ASCII are folded, and only where the plain look found nothing.

mod fallback;
mod passage;
mod rank;
mod words;

use std::cmp::Reverse;
use std::sync::atomic::AtomicBool;

use super::best::Best;
use super::parallel;
use crate::document::{Block, BlockKind, Document, Span};
use passage::passages;
use rank::Ranked;
pub use words::Query;
use words::Reader;

/// Bytes of text that a thread takes at a time.
const CHUNK_BYTES: usize = 128 << 10;

/// With fewer passages than this, fuzzy matches fill up.
const FEW: usize = 5;

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best passages, best first.
    pub hits: Vec<Passage>,
    /// How many passages match, the fuzzy ones not counted.
    pub total: usize,
}

/// A passage that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The number the document was given by.
    pub document: u32,
    /// The block, or the part of a very long one, in which all the words stand.
    pub span: Span,
    /// The stretch from one sentence end to another that the best of the words stand in.
    pub sentence: Span,
    /// The matched parts of words, sorted and disjoint. The first of them is where to go.
    pub words: Vec<Span>,
    /// Greater is better; comparable between queries of the same words only.
    pub score: i32,
    /// Whether the words were only matched by their letters in order.
    pub fuzzy: bool,
}

/// The `limit` best passages of the documents, each given with its number. `None` where
/// `cancel` was set.
pub fn search(
    documents: &[(u32, &Document)],
    query: &Query,
    limit: usize,
    cancel: &AtomicBool,
) -> Option<Found> {
    if query.is_empty() {
        return Some(Found::default());
    }
    let pieces = pieces(documents);
    let start = || State { reader: Reader::default(), best: Best::new(limit), total: 0 };
    let states = parallel::in_chunks(pieces.len(), 1, cancel, start, |state, range| {
        for piece in pieces.get(range).unwrap_or_default() {
            state.read(piece, query);
        }
    })?;
    let total = states.iter().map(|state| state.total).sum();
    let best = Best::merged(states.into_iter().map(|state| state.best), limit);
    let mut hits: Vec<Passage> =
        best.into_iter().filter_map(|entry| shown(documents, query, &entry)).collect();
    if total < FEW && hits.len() < limit {
        fallback::fill(documents, query, limit, &mut hits, cancel)?;
    }
    Some(Found { hits, total })
}

/// Blocks of one document: about [`CHUNK_BYTES`] of text.
struct Piece<'a> {
    /// The document's place in the list.
    place: usize,
    document: &'a Document,
    blocks: &'a [Block],
}

fn pieces<'a>(documents: &[(u32, &'a Document)]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(documents.len());
    for (place, &(_, document)) in documents.iter().enumerate() {
        let mut rest = document.blocks();
        while let Some(first) = rest.first() {
            let end = first.span.start as usize + CHUNK_BYTES;
            let count = rest.partition_point(|block| (block.span.start as usize) < end).max(1);
            let (blocks, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            pieces.push(Piece { place, document, blocks });
            rest = behind;
        }
    }
    pieces
}

/// A passage as it is remembered while others are read: best score, then earliest.
type Entry = (i32, Reverse<usize>, Reverse<Span>);

/// What one thread found.
struct State {
    reader: Reader,
    best: Best<Entry>,
    total: usize,
}

impl State {
    fn read(&mut self, piece: &Piece<'_>, query: &Query) {
        let text = piece.document.text();
        for block in piece.blocks.iter().filter(|block| is_searched(block)) {
            let bonus = rank::of_place(block, text.len());
            for span in passages(text, block.span) {
                let Some(found) = self.reader.occurrences(query, span.of(text)) else { continue };
                self.total += 1;
                let score = Ranked::new(found.text(), found.words()).score() + bonus;
                self.best.push((score, Reverse(piece.place), Reverse(span)));
            }
        }
    }
}

fn is_searched(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Rule)
}

/// A remembered passage with all that is shown of it.
fn shown(documents: &[(u32, &Document)], query: &Query, entry: &Entry) -> Option<Passage> {
    let &(score, Reverse(place), Reverse(span)) = entry;
    let &(document, content) = documents.get(place)?;
    let mut reader = Reader::default();
    let passage = span.of(content.text());
    let found = reader.occurrences(query, passage)?;
    let ranked = Ranked::new(found.text(), found.words());
    let original = |range: &std::ops::Range<usize>| {
        let range = found.original(range.clone());
        Span::new(span.start as usize + range.start, span.start as usize + range.end)
    };
    let first = original(&ranked.window()).start;
    let sentence = passage::sentence(content.text(), span, first);
    let mut words: Vec<Span> = found.all().map(|range| original(&range)).collect();
    // Where to go is the best place, not the first mention of one of the words.
    words.retain(|word| sentence.covers(*word));
    words.sort_unstable();
    words.dedup_by(|next, kept| {
        let overlap = kept.overlaps(*next);
        *kept = if overlap { kept.join(*next) } else { *kept };
        overlap
    });
    Some(Passage { document, span, sentence, words, score, fuzzy: false })
}

#[cfg(test)]
mod tests;
