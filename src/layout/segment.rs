//! Long blocks in parts.
//!
//! A block may be as long as the document (a text of 50 MB on one line), and laying out
//! any place in it must cost no more than a screen. So a long block is divided into
//! segments whose boundaries are found from the text around their nominal place alone,
//! and each segment is laid out by itself; a line ends at each boundary, which is why
//! the end of a sentence is looked for.

use super::glyph::{Glyphs, MAX_CLUSTER_BYTES, Rendering};
use crate::document::{Flow, Span};

/// Nominal length of a segment: about a hundred lines, a fifth of a millisecond to wrap.
const SEGMENT_BYTES: usize = 8 << 10;

/// How far behind its nominal place a boundary may lie: longer than most sentences, much
/// less than a segment.
const REACH_BYTES: usize = 1 << 10;

/// A block's text, divided.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segments<'t> {
    text: &'t str,
    span: Span,
    flow: Flow,
}

impl<'t> Segments<'t> {
    pub(super) fn new(text: &'t str, span: Span, flow: Flow) -> Self {
        Self { text, span, flow }
    }

    /// How many there are; at least one.
    pub(super) fn count(&self) -> u32 {
        Span::new(self.span.len() / SEGMENT_BYTES, 0).start.max(1)
    }

    /// The bytes of one.
    pub(super) fn span(&self, index: u32) -> Span {
        let (start, end) = (self.boundary(index), self.boundary(index.saturating_add(1)));
        Span::new(start, end)
    }

    /// The one that holds an offset, the first or last for one outside the block.
    pub(super) fn at(&self, offset: u32) -> u32 {
        let inside = (offset as usize).saturating_sub(self.span.start as usize);
        let nominal = Span::new(inside / SEGMENT_BYTES, 0).start.min(self.count() - 1);
        let before = nominal > 0 && (offset as usize) < self.boundary(nominal);
        nominal - u32::from(before)
    }

    fn boundary(&self, index: u32) -> usize {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        if index == 0 {
            return start;
        }
        if index >= self.count() {
            return end;
        }
        let nominal = start + index as usize * SEGMENT_BYTES;
        let nominal = self.text.floor_char_boundary(nominal);
        let reach = self.text.floor_char_boundary((nominal + REACH_BYTES).min(end));
        let window = self.text.get(nominal..reach).unwrap_or_default();
        let found = match self.flow {
            Flow::Lines => line_start(window),
            Flow::Fill => None,
        };
        let found = found.or_else(|| sentence_start(window)).or_else(|| word_start(window));
        found.map_or_else(|| self.glyph_start(nominal), |length| nominal + length)
    }

    /// The first boundary between glyphs at or after an offset, as far as the text just
    /// before it tells.
    fn glyph_start(&self, offset: usize) -> usize {
        let from = self.text.floor_char_boundary(offset - MAX_CLUSTER_BYTES.min(offset));
        let span = Span { start: Span::new(from, 0).start, end: self.span.end };
        let mut ends = Glyphs::new(self.text, span, Rendering::default(), 0)
            .map(|glyph| glyph.span.end as usize);
        ends.find(|&end| end >= offset).unwrap_or(offset)
    }
}

fn line_start(window: &str) -> Option<usize> {
    memchr::memchr(b'\n', window.as_bytes()).map(|at| at + 1)
}

/// Where the first sentence begins behind the end of another.
fn sentence_start(window: &str) -> Option<usize> {
    let mut ended = false;
    let mut characters = window.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '。' | '！' | '？' => {
                let end = at + character.len_utf8();
                let closing = characters.next().filter(|(_, next)| "」』”）".contains(*next));
                return Some(closing.map_or(end, |(at, next)| at + next.len_utf8()));
            }
            '.' | '!' | '?' | '…' => ended = true,
            '"' | '\'' | ')' | ']' | '”' | '’' | '»' => {}
            _ if ended && character.is_whitespace() => return Some(at + white_length(window, at)),
            _ => ended = false,
        }
    }
    None
}

fn word_start(window: &str) -> Option<usize> {
    let at = window.find([' ', '\t', '\n', '\u{3000}'])?;
    Some(at + white_length(window, at))
}

fn white_length(window: &str, at: usize) -> usize {
    let rest = window.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start().len()
}
