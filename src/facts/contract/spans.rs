//! Byte spans of a text as code point offsets.

use serde::Serialize;

use crate::document::Span;

/// A span without its text.
#[derive(Serialize)]
pub struct Place {
    pub start: u32,
    pub end: u32,
}

/// A span with its text.
#[derive(Serialize)]
pub struct Passage<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
}

/// Byte spans of one text as the contract writes them.
pub struct Spans<'a> {
    text: &'a str,
    /// Code points before every [`Spans::STEP`] bytes; empty where all text is ASCII
    /// and the two counts are the same.
    checkpoints: Vec<u32>,
}

impl<'a> Spans<'a> {
    /// Bytes between two checkpoints: few enough to count through for each offset,
    /// and enough that the checkpoints take a small part of the text's own memory.
    const STEP: usize = 64;

    /// Reads the text once; free but for that where it is ASCII.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, checkpoints: Vec::new() };
        }
        let mut before = 0;
        let checkpoint = |chunk| {
            let here = before;
            before += code_points(chunk);
            here
        };
        Self { text, checkpoints: text.as_bytes().chunks(Self::STEP).map(checkpoint).collect() }
    }

    /// Code points before a byte offset; those of the whole text where it lies beyond.
    fn code_point(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        // The last checkpoint serves the end of a text that ends on a step, too.
        let step = (offset / Self::STEP).min(self.checkpoints.len().saturating_sub(1));
        match self.checkpoints.get(step) {
            None => u32::try_from(offset).unwrap_or(u32::MAX),
            Some(before) => {
                let rest = self.text.as_bytes().get(step * Self::STEP..offset);
                before + rest.map_or(0, code_points)
            }
        }
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Start and end in code points.
    pub fn pair(&self, span: Span) -> [u32; 2] {
        [self.code_point(span.start), self.code_point(span.end)]
    }

    /// The span by name, without its text.
    pub fn place(&self, span: Span) -> Place {
        let [start, end] = self.pair(span);
        Place { start, end }
    }

    /// The span by name, with its text.
    pub fn passage(&self, span: Span) -> Passage<'a> {
        let [start, end] = self.pair(span);
        Passage { start, end, text: self.text(span) }
    }
}

/// Code points that begin in these bytes: all but the continuation bytes.
fn code_points(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn offsets_count_code_points(text in "(\\PC|[a-z ]{1,40}){0,300}") {
            let spans = Spans::new(&text);
            for (index, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(spans.code_point(offset as u32), index as u32);
            }
            prop_assert_eq!(spans.code_point(text.len() as u32), text.chars().count() as u32);
        }
    }
}
