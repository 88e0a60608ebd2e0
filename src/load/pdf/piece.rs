//! Characters → pieces of lines: runs of text without a wide gap.

use super::content::{Shown, Turn};
use super::font::Look;

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub start: f32,
    pub end: f32,
    pub y: f32,
    pub size: f32,
    pub turn: Turn,
    /// How many of its letters are bold, slanted and of one width.
    pub bold: u32,
    pub italic: u32,
    pub even: u32,
    pub letters: u32,
    /// Whether a blank stands behind it.
    pub blank_behind: bool,
}

/// A gap of this share of the size is a blank: fonts have blanks of a quarter, justified
/// lines shrink them.
const BLANK: f32 = 0.14;

/// A gap of this share of the size ends a piece: no blank of a line of text is wider,
/// unless it is justified very loosely, and then its pieces come together again.
const GAP: f32 = 0.9;

impl Piece {
    /// Whether a piece that begins at `start` is apart from this one by a blank.
    pub fn is_apart(&self, next: &Piece) -> bool {
        self.blank_behind
            || next.text.starts_with(' ')
            || next.start - self.end > BLANK * self.size.max(next.size)
    }

    fn takes(&self, glyph: &super::content::Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.start - self.end;
        self.turn == glyph.turn
            && (self.y - glyph.y).abs() < 0.1 * size
            && (self.size / glyph.size - 1.0).abs() < 0.25
            && gap < GAP * size
            && gap > -0.4 * size
    }

    fn push(&mut self, text: &str, look: Look) {
        self.text.push_str(text);
        let letters = text.chars().filter(|letter| letter.is_alphanumeric()).count() as u32;
        self.letters += letters;
        self.bold += if look.bold { letters } else { 0 };
        self.italic += if look.italic { letters } else { 0 };
        self.even += if look.even { letters } else { 0 };
    }
}

/// The pieces of a page, in the order in which it shows them.
pub(super) fn pieces(shown: &Shown) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    let mut text_start = 0;
    for glyph in &shown.glyphs {
        let text = shown.text.get(text_start..glyph.text_end as usize).unwrap_or_default();
        text_start = glyph.text_end as usize;
        let is_blank = text.chars().all(char::is_whitespace);
        match &mut open {
            Some(piece) if piece.takes(glyph) => {
                if is_blank {
                    piece.blank_behind = true;
                    piece.end = piece.end.max(glyph.start);
                    continue;
                }
                if piece.blank_behind || glyph.start - piece.end > BLANK * glyph.size {
                    piece.text.push(' ');
                }
                piece.blank_behind = false;
                piece.push(text, glyph.look);
                piece.end = piece.end.max(glyph.end);
            }
            _ => {
                if is_blank {
                    if let Some(piece) = &mut open {
                        piece.blank_behind = true;
                    }
                    continue;
                }
                pieces.extend(open.take());
                let mut piece = Piece {
                    start: glyph.start,
                    end: glyph.end,
                    y: glyph.y,
                    size: glyph.size,
                    turn: glyph.turn,
                    ..Piece::default()
                };
                piece.push(text, glyph.look);
                open = Some(piece);
            }
        }
    }
    pieces.extend(open);
    // Signs that no font tells are parts of drawings where they stand alone.
    let replaced = char::REPLACEMENT_CHARACTER;
    pieces.retain(|piece| piece.text.chars().any(|letter| letter != replaced));
    once(pieces)
}

/// Without the pieces that are shown again almost where they stand, which makes them look
/// bold or casts a shadow.
fn once(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let recent = kept.iter_mut().rev().take(4);
        let same = |other: &&mut Piece| {
            let near = 0.2 * piece.size;
            other.text == piece.text
                && (other.start - piece.start).abs() < near
                && (other.y - piece.y).abs() < near
        };
        match recent.into_iter().find(same) {
            Some(other) => other.blank_behind |= piece.blank_behind,
            None => kept.push(piece),
        }
    }
    kept
}
