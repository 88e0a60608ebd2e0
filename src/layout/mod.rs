//! A document and a width → lines. Pure; the one place that knows how wide a character is.
//!
//! [`Layout`] is what the reader scrolls through: lines around any offset, laid out
//! where they are asked for. Below it: [`glyph`] reads text into what stands in which
//! columns, [`wrap()`] fills lines with it, and the private modules divide long blocks,
//! measure tables and arrange blocks with their indents and the blank lines between them.
//!
//! Lines are byte ranges of the text. Nothing is copied and nothing remembers a row:
//! the reading place is an offset, and after a change of the width
//! [`Layout::position_of`] finds the line that holds it.

mod arrange;
pub mod glyph;
mod line;
mod segment;
mod table;
mod view;
mod wrap;

#[cfg(test)]
mod tests;

pub use glyph::{Glyph, Glyphs, Picture, Rendering, glyphs, width};
pub use line::{Line, LineKind, Piece, Position};
pub use view::Layout;
pub use wrap::{WrappedLine, wrap};

/// What a layout depends on beside the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The measure: columns of a line. 0 counts as 1.
    pub width: u16,
    /// Columns from one tab stop to the next. 0 counts as 1.
    pub tab_stop: u8,
    /// Whether symbols for control characters are to be ASCII.
    pub ascii: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { width: 80, tab_stop: 8, ascii: false }
    }
}
