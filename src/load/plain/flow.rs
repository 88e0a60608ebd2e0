//! Whether the line ends of a paragraph mean anything.

use super::line::columns;
use crate::document::{Flow, Span};
use crate::load::limits::JUDGED_LINES;

/// Columns below which no text is filled: verse, addresses and lists are narrow.
const NARROWEST: usize = 45;

/// Columns from which lines are those of prose rather than of verse.
const WIDE: usize = 60;

/// A line with more columns is a paragraph of its own: nobody wraps so far out.
const WIDEST: usize = 160;

/// Whether a line is too long to be one of several that were wrapped.
pub(super) fn is_long(line: &str) -> bool {
    // A character takes at most four bytes and at least a byte a column.
    line.len() > WIDEST && (line.len() > 4 * WIDEST || columns(line) > WIDEST)
}

/// How the line ends of a paragraph are to be shown: filled where each line is about as
/// long as it could be, kept otherwise. Judged by the first lines.
pub(super) fn of(text: &str, lines: &[Span]) -> Flow {
    if lines.len() < 2 {
        return Flow::Fill;
    }
    let judged: Vec<&str> =
        lines.iter().take(JUDGED_LINES).map(|line| line.of(text).trim()).collect();
    let is_filled = are_full(&judged)
        && !begin_anew(&judged)
        && !mostly(judged.iter().take(judged.len() - 1), is_closed, 2)
        && !mostly(judged.iter(), is_drawn, 1);
    if is_filled { Flow::Fill } else { Flow::Lines }
}

/// Whether of most lines the next one's first word would not have fitted.
fn are_full(lines: &[&str]) -> bool {
    let widths: Vec<usize> = lines.iter().map(|line| columns(line)).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if widest < NARROWEST {
        return false;
    }
    let pairs = widths.iter().zip(lines.iter().skip(1));
    let full = pairs.filter(|(width, next)| {
        let word = columns(next.split_whitespace().next().unwrap_or_default());
        **width + 1 + word.min(NARROWEST / 2) > widest * 4 / 5
    });
    full.count() * 4 >= (lines.len() - 1) * 3
}

/// Whether at least four fifths, and at least so many, are as asked.
fn mostly<'a, 'b: 'a>(
    lines: impl ExactSizeIterator<Item = &'a &'b str>,
    asked: impl Fn(&str) -> bool,
    least: usize,
) -> bool {
    let all = lines.len();
    let count = lines.filter(|line| asked(line)).count();
    count >= least && count * 5 >= all * 4
}

/// Whether most lines begin as sentences, verses and entries of lists do. Where only two
/// lines could tell, wide ones are taken for prose.
fn begin_anew(lines: &[&str]) -> bool {
    let rest = lines.get(1..).unwrap_or_default();
    let anew = rest.iter().filter(|line| begins_anew(line)).count();
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    match rest.len() {
        0 | 1 => false,
        2 => anew == 2 && widest < WIDE,
        count => anew * 3 >= count * 2,
    }
}

fn begins_anew(line: &str) -> bool {
    let first = line.chars().find(|sign| !"\"'“‘«„([".contains(*sign));
    first.is_some_and(|sign| {
        sign.is_uppercase() || sign.is_ascii_digit() || sign.is_ascii_punctuation()
    }) || line.starts_with("http")
}

fn is_closed(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ';', ':', ',', '。'])
}

/// Whether a line is drawn rather than written: few letters, or wide gaps. What is not
/// ASCII counts as letters. Judged by as many bytes as a byte can count, so that the
/// compiler uses wide registers.
pub(super) fn is_drawn(line: &str) -> bool {
    let bytes = line.trim().as_bytes();
    let bytes = bytes.get(..bytes.len().min(255)).unwrap_or_default();
    let is_letter = |byte: u8| {
        (byte | 0x20).wrapping_sub(b'a') < 26 || byte.wrapping_sub(b'0') < 10 || byte >= 0x80
    };
    let letters = bytes.iter().fold(0_u8, |count, byte| count + u8::from(is_letter(*byte)));
    let blanks = bytes.iter().fold(0_u8, |count, byte| count + u8::from(*byte == b' '));
    let is_sparse = usize::from(letters) * 2 < bytes.len() - usize::from(blanks);
    is_sparse || has_gap(bytes)
}

/// Whether there are four blanks on end: one of them stands at every fourth place.
fn has_gap(bytes: &[u8]) -> bool {
    (3..bytes.len()).step_by(4).filter(|at| bytes.get(*at) == Some(&b' ')).any(|at| {
        let around = bytes.get(at - 3..bytes.len().min(at + 4)).unwrap_or_default();
        around.windows(4).any(|four| four == b"    ")
    })
}

/// Whether indented lines are code rather than a quotation or a poem.
pub(super) fn is_code(text: &str, lines: &[Span]) -> bool {
    let judged = || lines.iter().take(JUDGED_LINES).map(|line| line.of(text).trim());
    let count = judged().count();
    let telling = judged().filter(|line| is_code_line(line)).count();
    telling * 2 >= count || judged().filter(|line| is_drawn(line)).count() * 2 >= count
}

fn is_code_line(line: &str) -> bool {
    let words =
        ["$ ", "# ", "// ", "/* ", "#include", "def ", "fn ", "let ", "var ", "import ", "return "];
    words.iter().any(|word| line.starts_with(word))
        || line.ends_with(['{', '}', ';', '\\'])
        || ["==", "!=", "->", "=>", "::", "();", "&&", "||", " = "]
            .iter()
            .any(|sign| line.contains(sign))
        || line.ends_with("()")
        || line.contains("](")
        || line.starts_with('<') && line.ends_with('>')
}

#[cfg(test)]
mod tests {
    use super::super::line::Lines;
    use super::*;

    fn flow(text: &str) -> Flow {
        of(text, &Lines::new(text, 0).collect::<Vec<_>>())
    }

    #[test]
    fn hard_wrapped_prose_is_filled() {
        let prose = "The committee said on Monday that it would vote on the measure\n\
            next week, after months of talks that had led nowhere, and that\n\
            its members were free to decide as they saw fit.";
        assert_eq!(flow(prose), Flow::Fill);
    }

    #[test]
    fn verse_addresses_and_sentences_a_line_are_kept() {
        let verse = "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\n\
            Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;";
        assert_eq!(flow(verse), Flow::Lines);
        assert_eq!(flow("Ada Moreau\n12 Rue de la Paix\nLyon"), Flow::Lines);
        let drawn = "+----------------------------------------------+\n|              ______        ______            |\n\
            +----------------------------------------------+";
        assert_eq!(flow(drawn), Flow::Lines);
    }

    #[test]
    fn gaps_are_found_wherever_they_stand() {
        for before in 0..9 {
            let line = format!("{}    b{}", "a".repeat(before + 1), "c".repeat(9));
            assert!(is_drawn(&line), "{line}");
            assert!(!is_drawn(&line.replace("    ", "   ")), "{line}");
        }
    }

    #[test]
    fn long_lines_stand_alone() {
        assert!(is_long(&"word ".repeat(40)));
        assert!(!is_long(&"ж".repeat(120)));
        assert!(is_long(&"字".repeat(100)));
    }
}
