//! What a layout yields: lines, their places, and the pieces of text on them.

use crate::document::Span;

/// The place of a line in the layout of a document to one width: ordered from top to
/// bottom. It means nothing at another width; what lasts is an offset.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Index of the block.
    pub block: u32,
    /// Which part of the block, for blocks that are laid out in parts.
    pub segment: u32,
    /// Which line of that part, blank ones above the text counted.
    pub line: u32,
}

/// One line of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands.
    pub position: Position,
    /// What it is.
    pub kind: LineKind,
    /// The bytes it covers, from the first to the last of its pieces; empty at the
    /// place of the text below for a line without text. Lines of one row of a table
    /// overlap one another: see their pieces.
    pub span: Span,
    /// Stretches of text, or of a table's rule, and the columns they stand in.
    pub pieces: Vec<Piece>,
    /// How many bars of block quotations stand before the text, at columns 0, 2, 4, ….
    pub bars: u8,
    /// The column in which the block's text begins, bars included. Of a list item: its
    /// marker; the lines below hang further in.
    pub indent: u32,
    /// Columns from 0 to the end of the last piece; more than the measure only in tables
    /// that do not fit and for a glyph that is wider than the line.
    pub width: u32,
    /// Whether it is the first line of its block that has text.
    pub first: bool,
    /// Whether it goes on a line of code, verse or an address that did not fit.
    pub continued: bool,
}

/// The kinds of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Text; also a row of a table.
    Text,
    /// An empty line between blocks or between rows of a table.
    Blank,
    /// A rule, to be drawn from the indent to the width.
    Rule,
    /// The rule under a table's head: a piece without text for each column.
    TableRule,
}

/// A stretch of text in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The column it begins in.
    pub column: u32,
    /// Columns it takes.
    pub width: u32,
    /// Its bytes.
    pub span: Span,
    /// Where tab stops are counted from: see [`super::wrap::WrappedLine::column`].
    pub tab_column: u32,
}

impl Line {
    /// Index of its block in [`crate::document::Document::blocks`].
    pub fn block(&self) -> usize {
        self.position.block as usize
    }

    /// The offset at which its text begins; for a line without text, that of the text
    /// below it.
    pub fn offset(&self) -> u32 {
        self.span.start
    }

    /// Whether it carries text of the document.
    pub fn is_text(&self) -> bool {
        self.kind == LineKind::Text
    }
}
