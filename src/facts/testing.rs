//! What the tests of this layer share.

use crate::document::{Block, BlockKind, Document, Flow, Parts, Span};

/// A document of paragraphs, with an empty line between two of them.
pub fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len());
        let kind = BlockKind::Paragraph;
        blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
        at += part.len() + 2;
    }
    Document::new(Parts { text: text.to_string(), blocks, ..Parts::default() })
}
