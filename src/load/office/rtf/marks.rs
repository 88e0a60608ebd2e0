//! What crosses the parser although it does not know it.
//!
//! The parser knows fonts, code pages, groups and destinations, but not all that makes a
//! document: where paragraphs and cells end, styles, lists, links, bookmarks. It hands on
//! the properties of paragraphs, though, of which a reader needs none that it knows. So what
//! it does not know is written as those (see [`Property`]), and what happens at a place as a
//! signal: text in letters that are raised and lowered at once (see [`signal`]). Neither is
//! left in what the file itself says.

use rtf_parser_tt::{ControlWord, Painter, Paragraph, Property as Number, SpaceBetweenLine, Token};

/// What a place of the text tells by a signal, a letter and what belongs to it.
pub(super) mod signal {
    /// A paragraph ends.
    pub const PARAGRAPH: &str = "p";
    /// A line ends.
    pub const LINE: &str = "l";
    /// A cell ends.
    pub const CELL: &str = "c";
    /// A row ends.
    pub const ROW: &str = "r";
    /// The row is repeated on every page.
    pub const HEADER: &str = "h";
    /// A bookmark, and its name.
    pub const ANCHOR: &str = "a";
    /// The number or the bullet of the paragraph, and how it is written.
    pub const MARKER: &str = "m";
    /// What follows each signal.
    pub const END: &str = "\n";
}

/// A property of a paragraph that the parser does not know, in the place of one that it does.
#[derive(Clone, Copy)]
pub(super) enum Property {
    /// The number of its style and one.
    Style,
    /// Its level in the outline, from 1.
    Outline,
    /// How deep it lies in a list.
    ListLevel,
    /// Whether its first line begins before the others.
    Hanging,
    /// How far its lines are indented; the parser knows that.
    Indent,
    /// Whether it lies in a table.
    Table,
    /// Which of the links it is, from 1.
    Link,
}

impl Property {
    /// The word that gives a paragraph a value of it.
    pub fn token(self, value: i32) -> Token<'static> {
        let word = match self {
            Self::Style => ControlWord::ParDefTab,
            Self::Outline => ControlWord::SpaceBefore,
            Self::ListLevel => ControlWord::FirstLineIdent,
            Self::Hanging => ControlWord::SpaceBetweenLine,
            Self::Indent => ControlWord::LeftIndent,
            Self::Table => ControlWord::SpaceLineMul,
            Self::Link => ControlWord::RightIndent,
        };
        Token::ControlSymbol((word, Number::Value(value)))
    }

    /// What a paragraph has of it; 0 for nothing.
    pub fn of(self, paragraph: &Paragraph) -> usize {
        let value = match self {
            Self::Style => paragraph.tab_width,
            Self::Outline => paragraph.spacing.before,
            Self::ListLevel => paragraph.indent.first_line,
            Self::Hanging => match paragraph.spacing.between_line {
                SpaceBetweenLine::Value(value) => value,
                _ => 0,
            },
            Self::Indent => paragraph.indent.left,
            Self::Table => paragraph.spacing.line_multiplier,
            Self::Link => paragraph.indent.right,
        };
        usize::try_from(value).unwrap_or(0)
    }
}

/// Whether text is a signal.
pub(super) fn is_signal(painter: &Painter) -> bool {
    painter.superscript && painter.subscript
}
