//! Markdown → one text with blocks, tables, inline styles and links.

pub mod anchor;

use crate::document::Parts;

/// The parts of a Markdown text.
pub(super) fn parts(source: &str) -> Parts {
    super::plain::parts(source.to_owned())
}
