//! What every recogniser reads: the sentences and tokens of a part of a document.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::piece::{PieceTable, Pieces};
use super::sentence::sentences_of;
use super::token::{Token, tokenise};
use crate::document::{Block, BlockKind, Document, Span};

/// The sentences and tokens of the article blocks that a range touches.
///
/// Made block by block in one pass. Headers, code and rules are left out; in a table
/// each cell is a sentence of its own, or several.
#[derive(Debug)]
pub struct Analysis<'a> {
    document: &'a Document,
    range: Span,
    sentences: Vec<Span>,
    blocks: Vec<u32>,
    tokens: Vec<Token>,
    /// Of each sentence the index behind its last token.
    token_ends: Vec<u32>,
    /// Made when the first recogniser of values asks.
    pieces: OnceLock<PieceTable>,
}

/// A longer block is not read as a whole for the part of it that was asked for: one line
/// of 50 megabytes would take all of its facts into memory.
pub(super) const MAX_WHOLE_BLOCK: usize = 64 * 1024;

/// Bytes of text for each token, blanks among them, about.
const TOKEN_BYTES: usize = 5;

/// Room is made at once for so many tokens at most.
const MAX_RESERVED: usize = 1 << 16;

/// Bytes in which white space is looked for where a block is cut.
const CUT_REACH: usize = 256;

/// The part of a giant block that lies in a range, cut between words.
fn part_within(text: &str, block: Span, range: Span) -> Span {
    if range.covers(block) || block.len() <= MAX_WHOLE_BLOCK {
        return block;
    }
    let (start, end) = (block.start.max(range.start), block.end.min(range.end));
    let start =
        if start == block.start { start as usize } else { word_start(text, start as usize) };
    let end = if end == block.end { end as usize } else { word_start(text, end as usize) };
    Span::new(start, end.min(block.end as usize)).trimmed(text)
}

/// Where the next word begins, or the next character where no white space is near.
fn word_start(text: &str, offset: usize) -> usize {
    let offset = text.ceil_char_boundary(offset.min(text.len()));
    let near = text.floor_char_boundary((offset + CUT_REACH).min(text.len()));
    let ahead = text.get(offset..near).unwrap_or_default();
    ahead.find(char::is_whitespace).map_or(offset, |blank| offset + blank)
}

impl<'a> Analysis<'a> {
    /// Reads the blocks of `document` that `range` (bytes) touches; of a giant
    /// one only the part that lies in it.
    pub fn new(document: &'a Document, range: Span) -> Self {
        let mut analysis = Self {
            document,
            range,
            sentences: Vec::new(),
            blocks: Vec::new(),
            tokens: Vec::new(),
            token_ends: Vec::new(),
            pieces: OnceLock::new(),
        };
        let length = range.len().min(document.text().len());
        analysis.tokens.reserve((length / TOKEN_BYTES).min(MAX_RESERVED));
        let blocks = document.blocks();
        let first = blocks.partition_point(|block| block.span.end <= range.start);
        for (index, block) in blocks.iter().enumerate().skip(first) {
            if block.span.start >= range.end {
                break;
            }
            if block.is_article() {
                analysis.read_block(index, block);
            }
        }
        analysis
    }

    fn read_block(&mut self, index: usize, block: &Block) {
        let table = match block.kind {
            BlockKind::Table(table) => self.document.tables().get(table as usize),
            _ => None,
        };
        match table {
            Some(table) => {
                let range = self.range;
                let whole = block.span.len() <= MAX_WHOLE_BLOCK;
                let cells = table.rows.iter().flatten();
                let cells = cells.filter(|cell| whole || cell.overlaps(range));
                cells.for_each(|&cell| self.read_text(index, cell, 0));
            }
            None => {
                let part = part_within(self.document.text(), block.span, self.range);
                let marker = if part.start == block.span.start { marker_of(block) } else { 0 };
                self.read_text(index, part, marker);
            }
        }
    }

    /// Reads the sentences of one run of text; its first `marker` bytes hold no tokens.
    fn read_text(&mut self, block: usize, span: Span, marker: u32) {
        let text = self.document.text();
        for sentence in sentences_of(text, span) {
            let start = sentence.start.max(span.start.saturating_add(marker)).min(sentence.end);
            tokenise(text, Span { start, end: sentence.end }, &mut self.tokens);
            self.sentences.push(sentence);
            self.blocks.push(u32::try_from(block).unwrap_or(u32::MAX));
            self.token_ends.push(u32::try_from(self.tokens.len()).unwrap_or(u32::MAX));
        }
    }

    /// The document that is read.
    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// The whole text; spans are bytes of it.
    pub fn text(&self) -> &'a str {
        self.document.text()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        self.document.slice(span)
    }

    /// The range that was asked for.
    pub fn range(&self) -> Span {
        self.range
    }

    /// The day that relative dates count from.
    pub fn reference_date(&self) -> Option<Date> {
        self.document.metadata().date
    }

    /// Sentences in order, trimmed. Facts refer to them by index.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// Hands the sentences over, to become those of the facts.
    pub fn into_sentences(self) -> Vec<Span> {
        self.sentences
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of a sentence; none where there is no such sentence.
    pub fn tokens_of(&self, sentence: usize) -> &[Token] {
        let end = |index: usize| self.token_ends.get(index).map(|&end| end as usize);
        let start = sentence.checked_sub(1).and_then(end).unwrap_or_default();
        end(sentence).and_then(|end| self.tokens.get(start..end)).unwrap_or_default()
    }

    /// The tokens of a sentence, cut finer and in lower case, as grammars of values read them.
    pub fn pieces_of(&self, sentence: usize) -> Pieces<'_> {
        let make = || PieceTable::new(self.text(), &self.sentences, |index| self.tokens_of(index));
        self.pieces.get_or_init(make).of(self.text(), sentence)
    }

    /// The block that a sentence stands in, as an index into [`Document::blocks`].
    pub fn block_of(&self, sentence: usize) -> Option<usize> {
        self.blocks.get(sentence).map(|&block| block as usize)
    }

    /// Whether a sentence stands in a heading.
    pub fn is_heading(&self, sentence: usize) -> bool {
        let block = self.block_of(sentence).and_then(|block| self.document.blocks().get(block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading { .. }))
    }

    /// Index of the sentence that holds `offset`, if one does.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.end <= offset);
        self.sentences.get(index).filter(|sentence| sentence.contains(offset)).map(|_| index)
    }
}

/// Bytes of a list item's marker.
fn marker_of(block: &Block) -> u32 {
    match block.kind {
        BlockKind::ListItem { marker } => u32::from(marker),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Flow, Parts, Table};

    fn block(span: Span, kind: BlockKind) -> Block {
        Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 }
    }

    fn document() -> Document {
        let text = "Date: x. Y.\nTitle here\nOne. Two.\n• Three\nA B\nlet x = 1.".to_string();
        let blocks = vec![
            block(Span::new(0, 11), BlockKind::Header),
            block(Span::new(12, 22), BlockKind::Heading { level: 1 }),
            block(Span::new(23, 32), BlockKind::Paragraph),
            block(Span::new(33, 42), BlockKind::ListItem { marker: 4 }),
            block(Span::new(43, 46), BlockKind::Table(0)),
            block(Span::new(47, 57), BlockKind::Code),
        ];
        let rows = vec![vec![Span::new(43, 44), Span::new(45, 46)]];
        let tables = vec![Table { rows, ..Table::default() }];
        Document::new(Parts { text, blocks, tables, ..Parts::default() })
    }

    #[test]
    fn only_article_text_is_read() {
        let document = document();
        let analysis = Analysis::new(&document, Span::new(0, 57));
        let sentences: Vec<&str> =
            analysis.sentences().iter().map(|&span| analysis.slice(span)).collect();
        assert_eq!(sentences, ["Title here", "One.", "Two.", "• Three", "A", "B"]);
        assert!(analysis.is_heading(0) && !analysis.is_heading(1) && !analysis.is_heading(9));
        assert_eq!(analysis.block_of(2), Some(2));
    }

    #[test]
    fn tokens_belong_to_their_sentence() {
        let document = document();
        let analysis = Analysis::new(&document, Span::new(0, 57));
        let words = |sentence| -> Vec<&str> {
            analysis.tokens_of(sentence).iter().map(|token| analysis.slice(token.span)).collect()
        };
        assert_eq!(words(1), ["One", "."]);
        assert_eq!(words(3), ["Three"], "the marker is no token");
        assert!(words(6).is_empty());
        assert_eq!(analysis.sentence_at(29), Some(2));
        assert_eq!(analysis.sentence_at(11), None);
    }

    #[test]
    fn a_range_reads_the_blocks_it_touches() {
        let document = document();
        let analysis = Analysis::new(&document, Span::new(30, 36));
        assert_eq!(analysis.sentences().len(), 3);
        assert!(Analysis::new(&document, Span::new(57, 57)).sentences().is_empty());
    }

    #[test]
    fn of_a_giant_block_only_the_window_is_read() {
        let text = "Ana Ruiz counted 12 ships in Porto. ".repeat(40_000);
        let span = Span::new(0, text.trim_end().len());
        let block =
            Block { span, kind: BlockKind::Paragraph, flow: Flow::Fill, quote: 0, depth: 0 };
        let document = Document::new(Parts { text, blocks: vec![block], ..Parts::default() });
        let analysis = Analysis::new(&document, Span::new(700_003, 720_003));
        let sentences = analysis.sentences();
        assert!((500..700).contains(&sentences.len()), "{}", sentences.len());
        let near = Span::new(700_003, 720_300);
        assert!(sentences.iter().all(|sentence| near.covers(*sentence)));
    }
}
