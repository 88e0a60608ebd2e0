//! Lines and what their first characters tell.

use crate::document::Span;

/// The lines of a text from an offset on, one after the other.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    /// The next line, without its line end and the blanks before that.
    fn next(&mut self) -> Option<Span> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let start = self.at;
        self.at = start + length + 1;
        let line = self.text.get(start..start + length).unwrap_or_default();
        Some(Span::new(start, start + line.trim_end().len()))
    }
}

/// Columns that a line is indented by; a tab goes to the next multiple of eight.
pub(super) fn indent(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .fold(0, |columns, byte| if byte == b'\t' { (columns / 8 + 1) * 8 } else { columns + 1 })
}

/// Columns of a line, about: characters, those of East Asia twice.
pub(super) fn columns(line: &str) -> usize {
    if line.is_ascii() {
        return line.len();
    }
    line.chars().map(|character| if character >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Whether a line, without blanks at its ends, is a rule: at least three of one sign,
/// blanks between them or not.
pub(super) fn is_rule(line: &str) -> bool {
    let Some(sign) = line.chars().next().filter(|sign| "-*_=~#+─━═•·".contains(*sign))
    else {
        return false;
    };
    line.len() <= LONGEST_RULE
        && line.chars().filter(|&character| character == sign).count() >= 3
        && line.chars().all(|character| character == sign || character == ' ')
}

/// Bytes of the longest line that may be a rule.
const LONGEST_RULE: usize = 1000;

/// The level of heading that a line of `=` or `-` makes of the line above it.
pub(super) fn underline(line: &str) -> Option<u8> {
    let level = match line.bytes().next()? {
        b'=' => 1,
        b'-' | b'~' => 2,
        _ => return None,
    };
    let first = line.bytes().next();
    (line.len() >= 3 && line.bytes().all(|byte| Some(byte) == first)).then_some(level)
}

/// The marks of block quotation at the start of a line: how many, and the bytes that
/// they and the blanks about them take.
pub(super) fn quote_marks(line: &str) -> (u8, usize) {
    let (mut depth, mut length) = (0_u8, 0);
    let mut blanks = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'>' => {
                depth = depth.saturating_add(1);
                length = at + 1;
                blanks = 0;
            }
            b' ' if blanks < 3 => blanks += 1,
            _ => break,
        }
    }
    let rest = line.get(length..).unwrap_or_default();
    let blank = usize::from(rest.starts_with(' '));
    (depth, if depth > 0 { length + blank } else { 0 })
}

/// What begins a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Bytes of the marker and the blanks behind it.
    pub length: usize,
    /// Its number, where it has one.
    pub number: Option<u16>,
}

/// The list marker that a line, without its indentation, begins with.
pub(super) fn marker(line: &str) -> Option<Marker> {
    let (length, number) = bullet(line).map(|length| (length, None)).or_else(|| number(line))?;
    let rest = line.get(length..)?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let named = length + blanks < line.len();
    (named && (1..=8).contains(&blanks)).then_some(Marker { length: length + blanks, number })
}

fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    "-*+•‣◦▪●·–▸►○■□".contains(first).then_some(first.len_utf8())
}

/// `1.`, `12)`, `(3)`, `a)`.
fn number(line: &str) -> Option<(usize, Option<u16>)> {
    let open = usize::from(line.starts_with('('));
    let inner = line.get(open..)?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let letter = inner.starts_with(|character: char| character.is_ascii_lowercase());
    let (length, number) = match digits {
        0 if letter => (1, None),
        1..=3 => (digits, inner.get(..digits)?.parse().ok()),
        _ => return None,
    };
    let closed = match inner.as_bytes().get(length)? {
        b')' => true,
        b'.' => open == 0 && number.is_some(),
        _ => false,
    };
    closed.then_some((open + length + 1, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_no_line_ends() {
        let text = "one \r\ntwo\n\nthree";
        let lines: Vec<&str> = Lines::new(text, 0).map(|line| line.of(text)).collect();
        assert_eq!(lines, ["one", "two", "", "three"]);
        assert_eq!(Lines::new("", 0).count(), 0);
        assert_eq!(Lines::new("a\n", 0).count(), 1);
    }

    #[test]
    fn rules_and_underlines() {
        assert!(["---", "* * *", "=======", "_____"].iter().all(|line| is_rule(line)));
        assert!(!["--", "- a", "-*-", "***bold", "..."].iter().any(|line| is_rule(line)));
        assert_eq!(
            [underline("==="), underline("-----"), underline("- -")],
            [Some(1), Some(2), None]
        );
    }

    #[test]
    fn markers_of_lists() {
        let length = |line| marker(line).map(|marker| marker.length);
        assert_eq!(length("- a"), Some(2));
        assert_eq!(length("•  a"), Some("•  ".len()));
        assert_eq!(length("12. a"), Some(4));
        assert_eq!(length("(3) a"), Some(4));
        assert_eq!(length("b) a"), Some(3));
        for line in ["-a", "1998. a", "1.5 a", "-", "- ", "a. b", "A) b", "[1] a", "— a"] {
            assert_eq!(marker(line), None, "{line}");
        }
    }

    #[test]
    fn quotation_marks_nest() {
        assert_eq!(quote_marks("> a"), (1, 2));
        assert_eq!(quote_marks(">> a"), (2, 3));
        assert_eq!(quote_marks("> > a"), (2, 4));
        assert_eq!(quote_marks(">"), (1, 1));
        assert_eq!(quote_marks(" a"), (0, 0));
    }
}
