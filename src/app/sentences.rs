//! Sentences around an offset, for moving and for the focus: found locally, so that the
//! first key press needs no extraction and a giant paragraph costs no more than a small one.

use crate::document::{BlockKind, Document, Span};
use crate::facts::sentence::sentences_of;

/// A block longer than this is read in windows around the offset: sentences of running
/// text are far shorter, and splitting a window takes well under a millisecond.
const WINDOW: usize = 16 * 1024;

/// Units that the focus rests on: sentences; a heading; a cell; a whole block of code.
#[derive(Clone, Debug, Default)]
pub struct Sentences {
    window: Span,
    spans: Vec<Span>,
}

impl Sentences {
    /// The unit that holds `offset`, or the first one after it, or the last before it.
    pub fn at(&mut self, document: &Document, offset: u32) -> Option<Span> {
        let block = document.block_at(offset)?;
        self.load(document, block, offset);
        let next = self.spans.partition_point(|span| span.end <= offset);
        let found = self.spans.get(next).or(self.spans.last()).copied();
        found.or_else(|| {
            let later = readable(document, block, true).map(|block| start_of(document, block));
            self.at_block_start(document, later?)
        })
    }

    /// The unit after `span`.
    pub fn after(&mut self, document: &Document, span: Span) -> Option<Span> {
        let block = document.block_at(span.start)?;
        self.load(document, block, span.end);
        if let Some(next) = self.spans.iter().find(|next| next.start >= span.end) {
            return Some(*next);
        }
        let block_end = document.blocks().get(block)?.span.end;
        let from = if span.end < block_end {
            span.end
        } else {
            start_of(document, readable(document, block + 1, true)?)
        };
        self.at_block_start(document, from).filter(|next| next.start > span.start)
    }

    /// The unit before `span`.
    pub fn before(&mut self, document: &Document, span: Span) -> Option<Span> {
        let block = document.block_at(span.start)?;
        self.load(document, block, span.start);
        if let Some(previous) = self.spans.iter().rev().find(|previous| previous.end <= span.start)
        {
            return Some(*previous);
        }
        let block_start = start_of(document, block);
        let until = if span.start > block_start && !self.spans.is_empty() {
            span.start
        } else {
            document.blocks().get(readable(document, block.checked_sub(1)?, false)?)?.span.end
        };
        let last = document.block_at(until.saturating_sub(1))?;
        self.load(document, last, until.saturating_sub(1));
        self.spans.iter().rev().find(|previous| previous.end <= span.start).copied()
    }

    fn at_block_start(&mut self, document: &Document, offset: u32) -> Option<Span> {
        let block = document.block_at(offset)?;
        self.load(document, block, offset);
        self.spans.iter().find(|span| span.end > offset).copied()
    }

    /// Makes `spans` those of the window of the block around the offset.
    fn load(&mut self, document: &Document, index: usize, offset: u32) {
        let Some(block) = document.blocks().get(index) else { return };
        let window = window(document.text(), block.span, offset);
        if window == self.window && !self.spans.is_empty() {
            return;
        }
        self.window = window;
        self.spans = match block.kind {
            BlockKind::Table(table) => {
                let rows = document.tables().get(table as usize).map(|table| &table.rows);
                let cells = rows.into_iter().flatten().flatten();
                cells.filter(|cell| !cell.is_empty()).copied().collect()
            }
            BlockKind::Rule => Vec::new(),
            BlockKind::Code | BlockKind::Header => vec![window.trimmed(document.text())],
            _ => sentences_of(document.text(), window),
        };
        self.spans.retain(|span| !span.is_empty());
    }
}

fn start_of(document: &Document, block: usize) -> u32 {
    document.blocks().get(block).map_or(0, |block| block.span.start)
}

/// The nearest block at or after (or before) an index that has text to rest on.
fn readable(document: &Document, from: usize, forward: bool) -> Option<usize> {
    let rests = |index: &usize| {
        document
            .blocks()
            .get(*index)
            .is_some_and(|block| block.kind != BlockKind::Rule && !block.span.is_empty())
    };
    if forward { (from..document.blocks().len()).find(rests) } else { (0..=from).rev().find(rests) }
}

/// The part of a block to look for sentences in: all of it, or for a giant one the
/// window that holds the offset with half a window on both sides.
fn window(text: &str, block: Span, offset: u32) -> Span {
    if block.len() <= 2 * WINDOW {
        return block;
    }
    let index = (offset.saturating_sub(block.start) as usize / WINDOW)
        .saturating_sub(usize::from(offset > block.start));
    let start = block.start as usize + index * WINDOW;
    let end = (start + 3 * WINDOW).min(block.end as usize);
    Span::new(text.ceil_char_boundary(start), text.floor_char_boundary(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Flow, Parts};

    fn document(paragraphs: &[&str]) -> Document {
        let text = paragraphs.join("\n\n");
        let mut start = 0;
        let blocks = paragraphs
            .iter()
            .map(|paragraph| {
                let span = Span::new(start, start + paragraph.len());
                start += paragraph.len() + 2;
                Block { span, kind: BlockKind::Paragraph, flow: Flow::Fill, quote: 0, depth: 0 }
            })
            .collect();
        Document::new(Parts { text, blocks, ..Parts::default() })
    }

    fn walk(document: &Document) -> Vec<String> {
        let mut sentences = Sentences::default();
        let mut found = Vec::new();
        let mut next = sentences.at(document, 0);
        while let Some(span) = next {
            found.push(document.slice(span).to_owned());
            next = sentences.after(document, span);
        }
        found
    }

    #[test]
    fn sentences_are_walked_over_paragraphs_and_back() {
        let document = document(&["One is here. Two is here.", "Three is here."]);
        let there = walk(&document);
        assert_eq!(there, ["One is here.", "Two is here.", "Three is here."]);
        let mut sentences = Sentences::default();
        let last = sentences.at(&document, document.len());
        let two = last.and_then(|span| sentences.before(&document, span));
        assert_eq!(two.map(|span| document.slice(span)), Some("Two is here."));
        let one = two.and_then(|span| sentences.before(&document, span));
        assert_eq!(one.map(|span| document.slice(span)), Some("One is here."));
        assert_eq!(one.and_then(|span| sentences.before(&document, span)), None);
    }

    #[test]
    fn a_giant_paragraph_is_walked_to_its_end() {
        let giant = "This is one more sentence of it. ".repeat(4000);
        let document = document(&[giant.trim_end()]);
        let mut sentences = Sentences::default();
        let (mut count, mut next) = (0, sentences.at(&document, 0));
        while let Some(span) = next {
            count += 1;
            let after = sentences.after(&document, span);
            assert!(after.is_none_or(|after| after.start >= span.end));
            next = after;
        }
        assert!((4000..4020).contains(&count), "{count}");
    }
}
