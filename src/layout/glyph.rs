//! Text → glyphs: what stands in which columns.
//!
//! The one place that knows how wide a character is. Wrapping, drawing and hit tests
//! all walk [`Glyphs`], so that they cannot disagree; the widths are those that
//! ratatui gives the same cluster when it puts it into a cell. The walk has no memory:
//! the glyph at an offset depends on the text behind it only, so a slice that begins
//! between two glyphs of a longer one has the same glyphs.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::{Flow, Span, visible};

/// A cluster of more bytes is cut into several glyphs: a letter with thousands of
/// combining marks must not cost more than its share. 32 marks fit in here, and the
/// longest emoji in use, a family of four in chosen colours of skin, has 41 bytes.
pub const MAX_CLUSTER_BYTES: usize = 64;

/// How a stretch of text is read into glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Whether a run of white space with a line end in it is one blank.
    pub flow: Flow,
    /// How many `>` at the start of a line belong to the line end before it.
    pub quote_marks: u8,
    /// Columns from one tab stop to the next, at least 1.
    pub tab_stop: u8,
    /// Whether symbols for control characters are to be ASCII.
    pub ascii: bool,
}

impl Default for Rendering {
    fn default() -> Self {
        Self { flow: Flow::Lines, quote_marks: 0, tab_stop: 8, ascii: false }
    }
}

/// One unit of drawing and of cursor movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'t> {
    /// The bytes it stands for.
    pub span: Span,
    /// What to draw.
    pub picture: Picture<'t>,
    /// Columns it takes: mostly 1 or 2, 0 for what is not drawn, up to the tab stop
    /// for a tab, more for some clusters of Indic and Korean letters.
    pub width: u8,
    /// Whether it is white space that a line may be broken at.
    pub white: bool,
    /// Whether a line of the text ends in it.
    pub line_end: bool,
}

/// What to draw for a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture<'t> {
    /// The text itself, free of control characters.
    Text(&'t str),
    /// A symbol in place of a character that must not reach a terminal.
    Symbol(char),
    /// As many blanks as the glyph is wide.
    Blank,
    /// Nothing: the glyph has no width.
    Nothing,
}

/// The glyphs of a stretch of text, in order; their spans follow on one another.
#[derive(Clone, Debug)]
pub struct Glyphs<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    column: u32,
    rendering: Rendering,
    /// White space before this offset is known to hold no line end.
    plain_before: usize,
}

impl<'t> Glyphs<'t> {
    /// The glyphs of `span`. `column` is where the first one stands, counted from a
    /// place where tab stops begin. A span that does not fit the text has no glyphs.
    pub fn new(text: &'t str, span: Span, rendering: Rendering, column: u32) -> Self {
        let range = if text.get(span.range()).is_some() { span.range() } else { 0..0 };
        Self { text, at: range.start, end: range.end, column, rendering, plain_before: 0 }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    /// What stands at the current offset: end of the glyph, picture, width, white, line end.
    fn read(&mut self, first: u8) -> (usize, Picture<'t>, u8, bool, bool) {
        match first {
            b' ' | b'\t' | b'\n' | b'\r' => self.white(first),
            b'!'..=b'~' if self.byte(self.at + 1).is_none_or(|next| next < 0x80) => {
                self.letter(self.at + 1, 1)
            }
            _ => self.cluster(),
        }
    }

    fn letter(&self, end: usize, width: u8) -> (usize, Picture<'t>, u8, bool, bool) {
        let text = self.text.get(self.at..end).unwrap_or_default();
        (end, Picture::Text(text), width, false, false)
    }

    fn white(&mut self, first: u8) -> (usize, Picture<'t>, u8, bool, bool) {
        if self.rendering.flow == Flow::Fill
            && let Some(end) = self.line_end_run()
        {
            let width = u8::from(!self.joins_ideographs(end));
            let picture = if width == 0 { Picture::Nothing } else { Picture::Blank };
            return (end, picture, width, true, true);
        }
        let next = self.byte(self.at + 1);
        match first {
            b'\n' => (self.at + 1, Picture::Nothing, 0, true, true),
            b'\r' if next == Some(b'\n') => (self.at + 2, Picture::Nothing, 0, true, true),
            b'\t' => (self.at + 1, Picture::Blank, self.to_next_stop(), true, false),
            b' ' if next.is_none_or(|next| next < 0x80) => {
                (self.at + 1, Picture::Blank, 1, true, false)
            }
            _ => self.cluster(),
        }
    }

    fn to_next_stop(&self) -> u8 {
        let stop = u32::from(self.rendering.tab_stop.max(1));
        u8::try_from(stop - self.column % stop).unwrap_or(1)
    }

    /// Where the run of white space that begins here ends, if a line ends in it.
    fn line_end_run(&mut self) -> Option<usize> {
        if self.at < self.plain_before {
            return None;
        }
        let (mut at, mut found) = (self.at, false);
        loop {
            match self.byte(at) {
                Some(b' ' | b'\t') => at += 1,
                Some(b'\r') if self.byte(at + 1) == Some(b'\n') => at += 1,
                Some(b'\n') => {
                    found = true;
                    at = self.marks_end(at + 1);
                }
                _ => break,
            }
        }
        if found {
            return Some(at);
        }
        self.plain_before = at;
        None
    }

    fn marks_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes().get(..self.end).unwrap_or_default();
        quote_marks_end(bytes, at, self.rendering.quote_marks)
    }

    /// Chinese and Japanese are written without blanks: a line end between two of
    /// their characters is nothing.
    fn joins_ideographs(&self, end: usize) -> bool {
        let before = self.text.get(..self.at).and_then(|text| text.chars().next_back());
        let behind = self.text.get(end..).and_then(|text| text.chars().next());
        before.is_some_and(is_ideograph) && behind.is_some_and(is_ideograph)
    }

    fn cluster(&self) -> (usize, Picture<'t>, u8, bool, bool) {
        let limit = self.end.min(self.text.floor_char_boundary(self.at + MAX_CLUSTER_BYTES));
        let rest = self.text.get(self.at..limit).unwrap_or_default();
        let mut characters = rest.chars();
        let Some(first) = characters.next() else {
            return (self.end, Picture::Nothing, 0, false, false);
        };
        if let Some(symbol) = visible::symbol(first) {
            let symbol = if self.rendering.ascii { '?' } else { symbol };
            return (self.at + first.len_utf8(), Picture::Symbol(symbol), 1, false, false);
        }
        if stands_alone(first) && characters.next().is_none_or(stands_alone) {
            let width = u8::try_from(first.width().unwrap_or(0)).unwrap_or(1);
            return self.letter(self.at + first.len_utf8(), width);
        }
        let cluster = rest.graphemes(true).next().unwrap_or(rest);
        self.drawn_cluster(cluster)
    }

    fn drawn_cluster(&self, cluster: &'t str) -> (usize, Picture<'t>, u8, bool, bool) {
        let end = self.at + cluster.len();
        let width = cluster_width(cluster);
        let mut characters = cluster.chars();
        let white = characters.next().is_some_and(is_breaking_space) && characters.next().is_none();
        match width {
            0 => (end, Picture::Nothing, 0, white, false),
            _ if white => (end, Picture::Blank, width, true, false),
            _ => self.letter(end, width),
        }
    }
}

impl<'t> Iterator for Glyphs<'t> {
    type Item = Glyph<'t>;

    #[inline]
    fn next(&mut self) -> Option<Glyph<'t>> {
        let first = self.byte(self.at)?;
        let (end, picture, width, white, line_end) = self.read(first);
        let span = Span::new(self.at, end);
        self.at = end;
        self.column = self.column.saturating_add(u32::from(width));
        Some(Glyph { span, picture, width, white, line_end })
    }
}

/// The glyphs of a text that stands by itself on one line: a title, a row of a list.
pub fn glyphs(text: &str) -> Glyphs<'_> {
    Glyphs::new(text, Span::new(0, text.len()), Rendering::default(), 0)
}

/// Columns that a text takes on one line.
pub fn width(text: &str) -> usize {
    glyphs(text).map(|glyph| usize::from(glyph.width)).sum()
}

/// Where the `>` marks end that begin a line at `at`; `at` itself where there are none.
pub(super) fn quote_marks_end(bytes: &[u8], at: usize, marks: u8) -> usize {
    let (mut end, mut left) = (at, marks);
    while left > 0 {
        let rest = bytes.get(end..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if rest.get(blanks) != Some(&b'>') {
            break;
        }
        end += blanks + 1;
        left -= 1;
    }
    end
}

/// Columns of a cluster as ratatui draws it: the two half-width sound marks of
/// Japanese take a column though Unicode counts them as combining.
fn cluster_width(cluster: &str) -> u8 {
    let marks = cluster.chars().filter(|&mark| matches!(mark, '\u{ff9e}' | '\u{ff9f}')).count();
    u8::try_from(cluster.width() + marks).unwrap_or(u8::MAX)
}

/// White space at which a line may be broken, beyond that of ASCII.
fn is_breaking_space(character: char) -> bool {
    matches!(character, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}'
        | '\u{205f}' | '\u{3000}')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character between two such characters is a cluster by itself: letters and
/// marks of the common scripts that join with nothing. A fast path only; a test
/// compares it with the rules of Unicode.
fn stands_alone(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{3001}'..='\u{3029}' | '\u{3031}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{ff01}'..='\u{ff9d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spans(text: &str) -> Vec<&str> {
        glyphs(text).map(|glyph| glyph.span.of(text)).collect()
    }

    fn filled(text: &str, quote_marks: u8) -> Vec<(&str, u8)> {
        let rendering = Rendering { flow: Flow::Fill, quote_marks, ..Rendering::default() };
        Glyphs::new(text, Span::new(0, text.len()), rendering, 0)
            .map(|glyph| (glyph.span.of(text), glyph.width))
            .collect()
    }

    #[test]
    fn clusters_are_one_glyph() {
        assert_eq!(spans("e\u{301}👩\u{200d}👧🇳🇴x"), ["e\u{301}", "👩\u{200d}👧", "🇳🇴", "x"]);
        assert_eq!(width("e\u{301}👩\u{200d}👧🇳🇴x中"), 1 + 2 + 2 + 1 + 2);
    }

    #[test]
    fn thousands_of_marks_are_many_glyphs_of_one_column() {
        let text = format!("z{}", "\u{301}".repeat(5000));
        assert!(spans(&text).iter().all(|glyph| glyph.len() <= MAX_CLUSTER_BYTES));
        assert_eq!(spans(&text).concat(), text);
        assert_eq!(width(&text), 1);
    }

    #[test]
    fn controls_become_symbols() {
        let drawn: Vec<_> = glyphs("\x1b\r\u{85}").map(|glyph| glyph.picture).collect();
        assert_eq!(drawn, ['␛', '␍', '␦'].map(Picture::Symbol));
    }

    #[test]
    fn tabs_reach_to_the_next_stop() {
        assert_eq!(glyphs("\tab\tc").map(|glyph| glyph.width).collect::<Vec<_>>(), [8, 1, 1, 6, 1]);
    }

    #[test]
    fn a_line_end_in_filled_text_is_one_blank() {
        assert_eq!(
            filled("a \r\n  b  c", 0),
            [("a", 1), (" \r\n  ", 1), ("b", 1), (" ", 1), (" ", 1), ("c", 1)]
        );
        assert_eq!(filled("a\n> > b", 2), [("a", 1), ("\n> > ", 1), ("b", 1)]);
        assert_eq!(filled("a\n> > b", 1).get(1), Some(&("\n> ", 1)));
        assert_eq!(filled("中\n文", 0), [("中", 2), ("\n", 0), ("文", 2)]);
    }

    #[test]
    fn many_blanks_are_read_once() {
        let text = " ".repeat(400_000);
        assert_eq!(filled(&text, 0).len(), text.len());
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_unicode(text in any::<String>()) {
            let expected: Vec<&str> = text.graphemes(true).collect();
            prop_assume!(expected.iter().all(|cluster| cluster.len() < MAX_CLUSTER_BYTES));
            prop_assert_eq!(spans(&text), expected);
        }

        #[test]
        fn what_stands_alone_is_a_cluster_with_its_own_width(
            text in "[ -~\u{a1}-\u{2ff}\u{370}-\u{482}\u{1e00}-\u{1fff}\u{2010}-\u{205e}\u{3001}-\u{30ff}一-龥가-힣\u{ff01}-\u{ff9d}]{0,40}",
        ) {
            prop_assert_eq!(spans(&text), text.graphemes(true).collect::<Vec<_>>());
            for glyph in glyphs(&text) {
                if let Picture::Text(drawn) = glyph.picture {
                    prop_assert_eq!(glyph.width, cluster_width(drawn));
                }
            }
        }

        #[test]
        fn the_walk_has_no_memory(text in "[a \n\u{301}\u{200d}👩🇳ᄀ\u{94d}क]{0,120}") {
            let whole: Vec<_> = glyphs(&text).collect();
            for (index, glyph) in whole.iter().enumerate() {
                let rest = Span::new(glyph.span.start as usize, text.len());
                let again: Vec<_> = Glyphs::new(&text, rest, Rendering::default(), 0).collect();
                prop_assert_eq!(&again[..], &whole[index..]);
            }
        }
    }
}
