//! Pieces of text of a size to be read and shown.

use crate::document::Span;

/// Bytes of a passage. A block is one, but a text on a single line is no place to go to.
const MAX_PASSAGE: usize = 4_096;

/// Bytes of a sentence that is shown.
const MAX_SENTENCE: usize = 400;

/// The passages of a block: itself, or parts of a very long one, cut behind sentences.
pub(super) fn passages(text: &str, block: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = block.start as usize;
    let end = (block.end as usize).min(text.len());
    std::iter::from_fn(move || {
        if start >= end {
            return None;
        }
        let cut = if end - start <= MAX_PASSAGE { end } else { cut(text, start) };
        let passage = Span::new(start, cut);
        start = cut;
        Some(passage)
    })
}

/// A place to cut a passage that starts at `start`: behind the last sentence that fits,
/// else behind the last word, else between two characters.
fn cut(text: &str, start: usize) -> usize {
    let end = text.floor_char_boundary(start + MAX_PASSAGE);
    let fits = text.get(start..end).unwrap_or_default();
    let half = fits.floor_char_boundary(fits.len() / 2);
    let back = fits.get(half..).unwrap_or_default();
    let sentence = sentence_ends(back).last();
    let word = || back.rfind(char::is_whitespace);
    let cut = sentence.or_else(word).map_or(fits.len(), |at| half + at);
    start + cut.max(1)
}

/// The sentence-like stretch of a passage around an offset: from one sentence end to
/// the next, and no more than can be shown.
pub(super) fn sentence(text: &str, passage: Span, offset: u32) -> Span {
    let at = text.floor_char_boundary(offset.clamp(passage.start, passage.end) as usize);
    let (from, to) = (passage.start as usize, passage.end as usize);
    let low = text.ceil_char_boundary(at.saturating_sub(MAX_SENTENCE / 2)).max(from);
    let high = text.floor_char_boundary(at + MAX_SENTENCE).min(to);
    let before = text.get(low..at).unwrap_or_default();
    let start = match sentence_ends(before).last() {
        Some(end) => low + end,
        None if low == from => low,
        None => low + before.find(char::is_whitespace).unwrap_or(0),
    };
    let behind = text.get(at..high).unwrap_or_default();
    let end = match sentence_ends(behind).next() {
        Some(end) => at + end,
        None if high == to => high,
        None => at + behind.rfind(char::is_whitespace).unwrap_or(behind.len()),
    };
    Span::new(start, end).trimmed(text)
}

/// Offsets behind what looks like the end of a sentence: closing punctuation and white
/// space, and then no small letter.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    closings(text).filter(|&(_, next)| !next.is_some_and(char::is_lowercase)).map(|(end, _)| end)
}

/// Whether a sentence seems to end inside a text whose case is folded.
pub(super) fn is_broken(folded: &str) -> bool {
    closings(folded).next().is_some()
}

/// Offsets behind closing punctuation that white space follows, or that needs none, and
/// the character with which the text goes on.
fn closings(text: &str) -> impl Iterator<Item = (usize, Option<char>)> + '_ {
    let narrow = memchr::memchr3_iter(b'.', b'!', b'?', text.as_bytes()).filter_map(|at| {
        let rest = text.get(at + 1..)?;
        let closed = rest.trim_start_matches(['"', '\'', ')', ']', '”', '’']);
        let next = closed.trim_start();
        let parted = next.len() < closed.len();
        parted.then_some((text.len() - closed.len(), next.chars().next()))
    });
    let wide = text.match_indices(['。', '！', '？']).map(|(at, end)| (at + end.len(), None));
    // Texts use the one or the other; where they use both, order matters less than speed.
    narrow.chain(wide)
}
