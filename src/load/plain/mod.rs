//! Plain text → blocks. The text itself is left as it is.

use crate::document::{Block, BlockKind, Flow, Parts, Span};

/// The parts of a plain text.
pub(super) fn parts(text: String) -> Parts {
    let mut blocks = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive("\n\n") {
        let span = Span::new(at, at + piece.len()).trimmed(&text);
        at += piece.len();
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                flow: Flow::Fill,
                quote: 0,
                depth: 0,
            });
        }
    }
    Parts { text, blocks, ..Parts::default() }
}
