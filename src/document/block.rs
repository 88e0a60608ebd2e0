//! What a document is built of, from top to bottom.

use super::Span;

/// One block: a leaf of the document's structure. Blocks are in order and disjoint;
/// what lies between two of them is white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The block's text, without the line end behind it.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// How its line ends are to be shown.
    pub flow: Flow,
    /// How many block quotations it lies in.
    pub quote: u8,
    /// How many lists it lies in below the outermost (0 at the top level).
    pub depth: u8,
}

/// The kinds of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Header lines such as `Title: …`: shown, but not read as article text.
    Header,
    /// A heading; level 1 is the highest.
    Heading {
        /// From 1 to 6.
        level: u8,
    },
    /// Running text. In a list, a further paragraph of an item.
    Paragraph,
    /// The first paragraph of a list item.
    ListItem {
        /// Bytes at the start of the span that are the marker and the blank behind it
        /// (`• `, `12. `); the lines below hang under what follows.
        marker: u16,
    },
    /// Lines to be kept as they are.
    Code,
    /// A table: an index into [`super::Document::tables`].
    Table(u32),
    /// A rule across the page.
    Rule,
}

/// How the line ends inside a block are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// A line end is a blank: hard-wrapped text is filled anew. In a quotation of
    /// plain text, the `>` marks at the start of its lines are dropped with it.
    Fill,
    /// A line end is a line end: verse, addresses, code.
    Lines,
}

/// The cells of a table, row by row. Rows may be of unequal length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Spans of the cells' texts.
    pub rows: Vec<Vec<Span>>,
    /// Whether the first row is a heading.
    pub header: bool,
    /// Columns whose cells stand at the right edge.
    pub right_aligned: Vec<bool>,
}

impl Block {
    /// Whether the block is read as article text: sentences and facts are looked for in it.
    pub fn is_article(&self) -> bool {
        matches!(
            self.kind,
            BlockKind::Heading { .. }
                | BlockKind::Paragraph
                | BlockKind::ListItem { .. }
                | BlockKind::Table(_)
        )
    }
}
