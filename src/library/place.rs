//! A place in a document that is found again after the document changed.

use serde::{Deserialize, Serialize};

use crate::document::Document;

/// An offset with the words that stood there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Bytes from the start of the text.
    pub offset: u32,
    /// The text that began there.
    #[serde(default)]
    pub context: String,
}

/// Bytes of context: a dozen words, seldom found twice.
const CONTEXT_BYTES: usize = 80;

/// Bytes of context below which a match means nothing.
const SHORTEST_CONTEXT: usize = 12;

impl Place {
    /// The place at an offset of a document.
    pub fn at(document: &Document, offset: u32) -> Self {
        let text = document.text();
        let start = floor(text, offset as usize);
        let end = floor(text, start + CONTEXT_BYTES);
        Self { offset, context: text.get(start..end).unwrap_or_default().to_owned() }
    }

    /// The offset of the place in a document that may have changed since: where the
    /// context stands, nearest to the old offset; where it is gone, its first half;
    /// where that is gone too, the old offset or the end.
    pub fn find(&self, document: &Document) -> u32 {
        let text = document.text();
        let offset = floor(text, self.offset as usize);
        let half = floor(&self.context, self.context.len() / 2);
        let contexts = [Some(self.context.as_str()), self.context.get(..half)];
        let found =
            contexts.into_iter().flatten().find_map(|context| nearest(text, context, offset));
        u32::try_from(found.unwrap_or(offset)).unwrap_or(self.offset)
    }
}

/// The occurrence of `context` nearest to `offset`.
fn nearest(text: &str, context: &str, offset: usize) -> Option<usize> {
    if text.get(offset..).is_some_and(|rest| rest.starts_with(context)) {
        return Some(offset);
    }
    if context.len() < SHORTEST_CONTEXT {
        return None;
    }
    let bytes = text.as_bytes();
    // A match that begins before the offset may end behind it.
    let before = bytes.get(..bytes.len().min(offset + context.len()))?;
    let earlier = memchr::memmem::rfind(before, context.as_bytes());
    let later = memchr::memmem::find(bytes.get(offset..)?, context.as_bytes());
    let later = later.map(|at| offset + at);
    [earlier, later].into_iter().flatten().min_by_key(|at| at.abs_diff(offset))
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Parts;
    use proptest::prelude::*;

    fn document(text: &str) -> Document {
        Document::new(Parts { text: text.to_owned(), ..Parts::default() })
    }

    #[test]
    fn a_place_moves_with_its_words() {
        let old = document("One paragraph.\n\nThe committee met in Oslo on Monday.\n");
        let place = Place::at(&old, 16);
        assert_eq!(place.find(&old), 16);
        let new = document(
            "A new one before it.\n\nOne paragraph.\n\nThe committee met in Oslo on Monday.\n",
        );
        assert_eq!(place.find(&new), 38);
        let rewritten = document("The committee met in Oslo twice.");
        assert_eq!(place.find(&rewritten), 0, "the first half of the words is found");
        assert_eq!(place.find(&document("short")), 5);
    }

    #[test]
    fn the_nearest_of_two_is_taken() {
        let text = "the same words here, twice\n".repeat(20);
        let place = Place::at(&document(&text), 27 * 10);
        assert_eq!(place.find(&document(&format!("x{text}"))), 27 * 10 + 1);
    }

    proptest! {
        #[test]
        fn any_place_lands_on_a_boundary(text in "\\PC{0,60}", offset: u32, context in "\\PC{0,30}") {
            let document = document(&text);
            let found = Place { offset, context }.find(&document);
            prop_assert!(text.is_char_boundary(found as usize));
        }
    }
}
