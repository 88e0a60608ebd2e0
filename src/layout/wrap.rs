//! One stretch of text and a width → lines.
//!
//! Greedy filling by textwrap over fragments of our own, which carry byte spans and the
//! widths of [`super::glyph`]. Break opportunities inside a word come from textwrap's
//! Unicode rules and its hyphen splitter; words in which neither can find one are
//! recognised by their letters and skip both. What is wider than a line is broken
//! between glyphs.

use textwrap::core::Fragment as Measured;
use textwrap::wrap_algorithms::wrap_first_fit;
use textwrap::{WordSeparator, WordSplitter};

use super::glyph::{Glyph, Glyphs, Picture, Rendering, quote_marks_end};
use crate::document::{Flow, Span};

/// Bytes of a word that stay together even where they have no width.
const MAX_PART_BYTES: usize = 1 << 10;

/// How far white space before a stretch is looked at to see whether it begins a line.
const MAX_INDENT_BYTES: usize = 64;

/// Bytes that a column of a line may hold on average before the line is ended: text of no
/// width (marks without letters, joiners without end) would make lines that cost as much as
/// a page each. The longest emoji take 21.
const MAX_COLUMN_BYTES: usize = 24;

/// One line of a wrapped stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrappedLine {
    /// Its text, without the white space that hangs over its end.
    pub span: Span,
    /// Columns of that text.
    pub width: u32,
    /// The column, counted from the start of its line of the text, that it begins in:
    /// tab stops are counted from there. Only its remainder by the tab stop matters.
    pub column: u32,
    /// Whether it goes on a line of the text that began on a line above (with
    /// [`Flow::Lines`]; a filled paragraph has one line).
    pub continued: bool,
}

/// Wraps `span` to `width` columns. `column` is where its first glyph stands, for tab
/// stops. There is at least one line; none is wider than `width` but a glyph that is.
pub fn wrap(
    text: &str,
    span: Span,
    rendering: Rendering,
    width: u32,
    column: u32,
) -> Vec<WrappedLine> {
    let filler = Filler { text, rendering, width: width.max(1) };
    let mut lines = Vec::new();
    match rendering.flow {
        Flow::Fill => filler.fill(span, column, &mut lines),
        Flow::Lines => filler.fill_each(span, column, &mut lines),
    }
    lines
}

/// What stays together on a line: part of a word, and the white space behind it.
#[derive(Clone, Copy, Debug)]
struct Fragment {
    word: Span,
    width: u32,
    white: u32,
    column: u32,
}

impl Measured for Fragment {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }

    fn whitespace_width(&self) -> f64 {
        f64::from(self.white)
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

impl Fragment {
    fn at(offset: u32, column: u32) -> Self {
        Self { word: Span::at(offset), width: 0, white: 0, column }
    }

    fn take(&mut self, glyph: &Glyph<'_>) {
        self.word.end = glyph.span.end;
        self.width += u32::from(glyph.width);
    }
}

struct Filler<'t> {
    text: &'t str,
    rendering: Rendering,
    width: u32,
}

impl Filler<'_> {
    /// Each line of the text by itself.
    fn fill_each(&self, span: Span, column: u32, lines: &mut Vec<WrappedLine>) {
        let bytes = self.text.as_bytes().get(..span.end as usize).unwrap_or_default();
        let (mut start, mut column) = (span.start as usize, column);
        let mut continued = !self.begins_line(start);
        loop {
            let rest = bytes.get(start..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest).map(|length| start + length);
            let line = Span::new(start, end.unwrap_or(bytes.len()));
            let first = lines.len();
            self.fill(self.without_line_end(line), column, lines);
            for (index, line) in lines.iter_mut().enumerate().skip(first) {
                line.continued = continued || index > first;
            }
            match end {
                Some(end) if end + 1 < bytes.len() => start = end + 1,
                _ => return,
            }
            (column, continued) = (0, false);
        }
    }

    /// Whether only a little white space stands before an offset on its line.
    fn begins_line(&self, offset: usize) -> bool {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        let mut before = before.iter().rev().take(MAX_INDENT_BYTES);
        before.find(|byte| !matches!(byte, b' ' | b'\t')).is_none_or(|&byte| byte == b'\n')
    }

    /// The span without the quotation marks that it begins with, if it begins a line.
    fn without_marks(&self, span: Span) -> Span {
        let start = span.start as usize;
        if self.rendering.quote_marks == 0 || !self.begins_line(start) {
            return span;
        }
        let bytes = self.text.as_bytes().get(..span.end as usize).unwrap_or_default();
        let end = quote_marks_end(bytes, start, self.rendering.quote_marks);
        let blank = end > start && bytes.get(end) == Some(&b' ');
        Span { start: Span::new(end + usize::from(blank), 0).start, end: span.end }
    }

    fn without_line_end(&self, span: Span) -> Span {
        match span.of(self.text).strip_suffix('\r') {
            Some(line) => Span::new(span.start as usize, span.start as usize + line.len()),
            None => span,
        }
    }

    /// Adds the lines of a stretch in which no line has to end; at least one.
    fn fill(&self, span: Span, column: u32, lines: &mut Vec<WrappedLine>) {
        let fragments = self.fragments(self.without_marks(span), column);
        if fragments.is_empty() {
            lines.push(WrappedLine {
                span: Span::at(span.start),
                width: 0,
                column: 0,
                continued: false,
            });
            return;
        }
        for line in wrap_first_fit(&fragments, &[f64::from(self.width)]) {
            lines.extend(self.bounded(line).filter_map(line_of));
        }
    }

    /// A line in parts of bounded bytes; mostly one.
    fn bounded<'f>(&self, line: &'f [Fragment]) -> impl Iterator<Item = &'f [Fragment]> {
        let most = MAX_COLUMN_BYTES * (self.width as usize + 2);
        let mut start = line.first().map_or(0, |fragment| fragment.word.start);
        line.chunk_by(move |_, next| {
            let fits = Span { start, end: next.word.end }.len() <= most;
            if !fits {
                start = next.word.start;
            }
            fits
        })
    }

    fn fragments(&self, span: Span, mut column: u32) -> Vec<Fragment> {
        let mut fragments = Vec::with_capacity(span.len() / 5 + 1);
        let mut current = Fragment::at(span.start, column);
        let mut state = Reading::Leading;
        let mut plain = true;
        for glyph in Glyphs::new(self.text, span, self.rendering, column) {
            let start_column = column;
            column += u32::from(glyph.width);
            match (state, glyph.white) {
                // Indentation is kept where lines are; a paragraph is filled without it.
                (Reading::Leading, true) if self.rendering.flow == Flow::Lines => {
                    current.take(&glyph);
                }
                (Reading::Leading, true) => current = Fragment::at(glyph.span.end, column),
                (_, true) => {
                    current.white += u32::from(glyph.width);
                    state = Reading::White;
                }
                (_, false) => {
                    if state == Reading::White {
                        self.add(current, plain, &mut fragments);
                        (current, plain) = (Fragment::at(glyph.span.start, start_column), true);
                    }
                    current.take(&glyph);
                    plain = plain && is_plain(&glyph);
                    state = Reading::Word;
                }
            }
        }
        if state != Reading::Leading {
            self.add(current, plain, &mut fragments);
        }
        fragments
    }

    /// Adds a word, in parts where it may or must be broken.
    fn add(&self, word: Fragment, plain: bool, fragments: &mut Vec<Fragment>) {
        if plain && word.width <= self.width {
            fragments.push(word);
            return;
        }
        let mut breaks = if plain { Vec::new() } else { self.breaks(word.word) }.into_iter();
        let mut next_break = breaks.next().unwrap_or(u32::MAX);
        let (mut part, mut column) = (Fragment::at(word.word.start, word.column), word.column);
        for glyph in Glyphs::new(self.text, word.word, self.rendering, word.column) {
            let width = u32::from(glyph.width);
            let may = glyph.span.start >= next_break;
            while next_break <= glyph.span.start {
                next_break = breaks.next().unwrap_or(u32::MAX);
            }
            let full = part.width + width > self.width || part.word.len() >= MAX_PART_BYTES;
            if !part.word.is_empty() && (may || full) {
                fragments.push(part);
                part = Fragment::at(glyph.span.start, column);
            }
            part.take(&glyph);
            column += width;
        }
        fragments.push(Fragment { white: word.white, ..part });
    }

    /// Offsets inside a word at which a line may be broken, in order.
    fn breaks(&self, word: Span) -> Vec<u32> {
        let text = word.of(self.text);
        let mut breaks: Vec<usize> = WordSeparator::UnicodeBreakProperties
            .find_words(text)
            .scan(0, |end, part| {
                *end += part.word.len() + part.whitespace.len();
                Some(*end)
            })
            .collect();
        if text.contains('-') {
            breaks.extend(WordSplitter::HyphenSplitter.split_points(text));
            breaks.sort_unstable();
        }
        breaks.into_iter().map(|offset| Span::new(word.start as usize + offset, 0).start).collect()
    }
}

fn line_of(fragments: &[Fragment]) -> Option<WrappedLine> {
    let (first, last) = (fragments.first()?, fragments.last()?);
    let full: u32 = fragments.iter().map(|fragment| fragment.width + fragment.white).sum();
    Some(WrappedLine {
        span: first.word.join(last.word),
        width: full - last.white,
        column: first.column,
        continued: false,
    })
}

/// Where the reading of fragments stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Leading,
    Word,
    White,
}

/// Whether a word of only such glyphs has no break opportunity: letters and digits of
/// scripts that part their words by blanks, and marks that cling to them.
fn is_plain(glyph: &Glyph<'_>) -> bool {
    let Picture::Text(text) = glyph.picture else { return false };
    match text.as_bytes() {
        [byte] => byte.is_ascii_alphanumeric() || b"'\".,:;()&@#*_=<>~^`".contains(byte),
        _ => text.chars().all(|character| {
            matches!(character, '\u{c0}'..='\u{24f}' | '\u{386}'..='\u{481}' | '\u{2018}'
                | '\u{2019}' | '\u{201c}' | '\u{201d}')
                && character != '\u{d7}'
                && character != '\u{f7}'
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::glyph::glyphs;
    use proptest::prelude::*;

    fn wrapped(text: &str, flow: Flow, width: u32) -> Vec<&str> {
        let rendering = Rendering { flow, ..Rendering::default() };
        let lines = wrap(text, Span::new(0, text.len()), rendering, width, 0);
        lines.iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn white_space_hangs_over_the_end() {
        assert_eq!(wrapped("  one two   three", Flow::Fill, 7), ["one two", "three"]);
        assert_eq!(wrapped("  one   \n\n two", Flow::Lines, 7), ["  one", "", " two"]);
    }

    #[test]
    fn what_is_wider_than_a_line_is_broken_between_glyphs() {
        assert_eq!(wrapped("abcdefg hi", Flow::Fill, 3), ["abc", "def", "g", "hi"]);
        assert_eq!(
            wrapped("e\u{301}e\u{301}中👩\u{200d}👧", Flow::Fill, 2),
            ["e\u{301}e\u{301}", "中", "👩\u{200d}👧"]
        );
        assert_eq!(wrapped("中文", Flow::Fill, 1), ["中", "文"]);
    }

    #[test]
    fn hyphens_and_slashes_are_opportunities() {
        assert_eq!(wrapped("a well-known a/bcdef", Flow::Fill, 7), ["a well-", "known", "a/bcdef"]);
        assert_eq!(wrapped("no-break\u{a0}space", Flow::Fill, 12), ["no-", "break\u{a0}space"]);
    }

    #[test]
    fn there_is_always_a_line() {
        assert_eq!(wrapped("", Flow::Fill, 5), [""]);
        assert_eq!(wrapped("  \n ", Flow::Fill, 5), [""]);
        assert_eq!(wrapped("", Flow::Lines, 5), [""]);
        assert_eq!(wrapped("a\r\n", Flow::Lines, 5), ["a"]);
    }

    proptest! {
        #[test]
        fn plain_words_have_no_break_that_unicode_sees(word in "[a-zA-ZÀ-ɏ0-9'\"“”’.:@#&*_=<>~^`]{1,12}") {
            prop_assume!(glyphs(&word).all(|glyph| is_plain(&glyph)));
            let parts: Vec<_> = WordSeparator::UnicodeBreakProperties.find_words(&word).collect();
            prop_assert!(parts.len() == 1, "{:?}", parts);
        }
    }
}
