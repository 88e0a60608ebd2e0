//! Tables of plain text: columns between bars, between tabs, or aligned by blanks.

use super::line::columns;
use crate::document::{Span, Table};

/// Bytes of the longest line that may be a row.
const LONGEST_ROW: usize = 2000;

/// Columns of text that alignment is looked for in.
const ALIGNED_COLUMNS: usize = 256;

/// The table that the lines begin with, and how many of them were looked at: the
/// table's own, or those that no table begins in.
pub(super) fn at_start(text: &str, lines: &[Span]) -> (Option<Table>, usize) {
    let mut looked = 1;
    let table = begin(text, lines, &mut looked);
    (table, looked)
}

fn begin(text: &str, lines: &[Span], looked: &mut usize) -> Option<Table> {
    let first = row(text, *lines.first()?)?;
    let second = row(text, *lines.get(1)?)?;
    if first.contains('|') && second.contains('|') || is_border(first) {
        return bars(text, lines, looked);
    }
    if first.trim_start().contains('\t') && second.trim_start().contains('\t') {
        return tabs(text, lines, looked);
    }
    if has_gap(first) && has_gap(second) {
        return aligned(text, lines, looked);
    }
    None
}

/// A line that may be a row.
fn row(text: &str, line: Span) -> Option<&str> {
    (line.len() <= LONGEST_ROW).then(|| line.of(text))
}

/// How many lines at the start are as asked.
fn leading(text: &str, lines: &[Span], asked: impl Fn(&str) -> bool) -> usize {
    lines.iter().take_while(|line| row(text, **line).is_some_and(&asked)).count()
}

// ---- bars ----

fn bars(text: &str, lines: &[Span], looked: &mut usize) -> Option<Table> {
    let count = leading(text, lines, |line| line.contains('|') || is_border(line));
    *looked = count.max(1);
    let taken = lines.get(..count)?;
    let contents: Vec<Span> =
        taken.iter().copied().filter(|line| !is_border(line.of(text))).collect();
    let border = taken.iter().position(|line| is_border(line.of(text)));
    let bordered = border.is_some() && contents.len() >= 2;
    let framed = contents.len() >= 2
        && contents.iter().all(|line| {
            let line = line.of(text).trim();
            line.len() > 2 && line.starts_with('|') && line.ends_with('|')
        });
    let bars = |line: &Span| line.of(text).matches('|').count();
    let even = contents.len() >= 3
        && contents
            .first()
            .map(bars)
            .is_some_and(|first| first >= 2 && contents.iter().all(|line| bars(line) == first));
    if !(bordered || framed || even) {
        return None;
    }
    let rows: Vec<Vec<Span>> = contents.iter().map(|line| split(text, *line, b'|')).collect();
    let separator = taken.iter().map(|line| line.of(text)).find(|line| is_border(line));
    let header = taken.iter().skip(1).any(|line| is_border(line.of(text)))
        && taken
            .iter()
            .position(|line| !is_border(line.of(text)))
            .is_some_and(|at| taken.get(at + 1).is_some_and(|line| is_border(line.of(text))));
    let right_aligned = match separator {
        Some(separator) if separator.contains(':') => marked(separator),
        _ => numeric(text, &rows, header),
    };
    Some(Table { rows, header, right_aligned })
}

/// `|---|--:|`, `+----+----+`, `-----|-----`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains(['|', '+'])
        && line.bytes().all(|byte| matches!(byte, b'|' | b'+' | b'-' | b'=' | b':' | b' '))
}

fn marked(separator: &str) -> Vec<bool> {
    let cells = separator.trim().trim_matches('|').split('|');
    cells.map(|cell| cell.trim().ends_with(':') && !cell.trim().starts_with(':')).collect()
}

/// The cells between separators, without blanks at their ends; what a row begins or
/// ends with at its edge is no cell.
fn split(text: &str, line: Span, separator: u8) -> Vec<Span> {
    let line = line.trimmed(text);
    let content = line.of(text);
    let mut cells = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(separator, content.as_bytes()).chain([content.len()]);
    for end in ends {
        let at = line.start as usize;
        cells.push(Span::new(at + start, at + end).trimmed(text));
        start = end + 1;
    }
    if separator == b'|' && content.ends_with('|') {
        cells.pop();
    }
    if separator == b'|' && content.starts_with('|') {
        cells.remove(0);
    }
    cells
}

/// The columns whose cells are numbers.
fn numeric(text: &str, rows: &[Vec<Span>], header: bool) -> Vec<bool> {
    let body = || rows.iter().skip(usize::from(header));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_numeric = |column: usize| {
        let cells = || body().filter_map(|row| row.get(column)).map(|cell| cell.of(text));
        cells().any(|cell| !cell.is_empty())
            && cells().all(|cell| cell.is_empty() || is_number(cell))
    };
    (0..width).map(is_numeric).collect()
}

fn is_number(cell: &str) -> bool {
    cell.bytes().any(|byte| byte.is_ascii_digit())
        && cell
            .chars()
            .all(|character| character.is_ascii_digit() || " .,%+-−–()$€£¥:/".contains(character))
}

// ---- tabs ----

fn tabs(text: &str, lines: &[Span], looked: &mut usize) -> Option<Table> {
    let tabs = |line: &str| line.trim_start().matches('\t').count();
    let first = tabs(lines.first()?.of(text));
    let count = leading(text, lines, |line| tabs(line) == first);
    *looked = count.max(1);
    let least = if first == 1 { 3 } else { 2 };
    if count < least {
        return None;
    }
    let rows: Vec<Vec<Span>> =
        lines.iter().take(count).map(|line| split(text, *line, b'\t')).collect();
    let right_aligned = numeric(text, &rows, true);
    // A first row of words over columns of numbers names them.
    let named = rows.first().is_some_and(|row| row.iter().all(|cell| !is_number(cell.of(text))));
    let header = named && right_aligned.contains(&true);
    Some(Table { rows, header, right_aligned })
}

// ---- aligned by blanks ----

/// Columns of a text that are blank, up to [`ALIGNED_COLUMNS`].
type Blank = [bool; ALIGNED_COLUMNS];

/// Whether there are two blanks inside a line.
fn has_gap(line: &str) -> bool {
    line.len() <= ALIGNED_COLUMNS * 4 && line.trim().contains("  ")
}

fn aligned(text: &str, lines: &[Span], looked: &mut usize) -> Option<Table> {
    let mut blank: Blank = [true; ALIGNED_COLUMNS];
    let (mut gaps, mut count) = (Vec::new(), 0);
    for line in lines {
        let Some(content) =
            row(text, *line).filter(|content| has_gap(content) && is_plain(content))
        else {
            break;
        };
        let mut narrowed = blank;
        for (column, character) in content.chars().enumerate() {
            if let Some(blank) = narrowed.get_mut(column) {
                *blank &= character == ' ';
            }
        }
        let narrowed_gaps =
            if count > 0 && narrowed == blank { gaps.clone() } else { interior(&narrowed) };
        if narrowed_gaps.is_empty()
            || cells(text, *line, &narrowed_gaps).iter().filter(|cell| !cell.is_empty()).count() < 2
        {
            break;
        }
        blank = narrowed;
        gaps = narrowed_gaps;
        count += 1;
    }
    *looked = count.max(1);
    if count < 3 {
        return None;
    }
    let rows: Vec<Vec<Span>> =
        lines.iter().take(count).map(|line| cells(text, *line, &gaps)).collect();
    let right_aligned = numeric(text, &rows, true);
    let named = rows.first().is_some_and(|row| row.iter().all(|cell| !is_number(cell.of(text))));
    let header = named && right_aligned.contains(&true);
    Some(Table { rows, header, right_aligned })
}

/// Whether each character of a line takes one column.
fn is_plain(line: &str) -> bool {
    !line.contains('\t')
        && columns(line) == line.chars().count()
        && columns(line) <= ALIGNED_COLUMNS
}

/// The gaps of at least two blank columns between columns that are not blank, as the
/// column at which each ends.
fn interior(blank: &Blank) -> Vec<usize> {
    let last = blank.iter().rposition(|blank| !blank).unwrap_or(0);
    let first = blank.iter().position(|blank| !blank).unwrap_or(last);
    let mut gaps = Vec::new();
    let mut width = 0;
    for (column, blank) in blank.iter().enumerate().take(last + 1).skip(first) {
        match blank {
            true => width += 1,
            false => {
                if width >= 2 {
                    gaps.push(column);
                }
                width = 0;
            }
        }
    }
    gaps
}

/// The cells of a line, cut before the columns at which gaps end.
fn cells(text: &str, line: Span, gaps: &[usize]) -> Vec<Span> {
    let content = line.of(text);
    let offset = |column: usize| {
        content.char_indices().nth(column).map_or(content.len(), |(offset, _)| offset)
    };
    let starts: Vec<usize> =
        std::iter::once(0).chain(gaps.iter().map(|gap| offset(*gap))).collect();
    let ends = starts.iter().copied().skip(1).chain([content.len()]);
    let at = line.start as usize;
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Span::new(at + start, at + end).trimmed(text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::line::Lines;
    use super::*;

    fn table(text: &str) -> Option<(Vec<Vec<&str>>, Table, usize)> {
        let lines: Vec<Span> = Lines::new(text, 0).collect();
        let (table, count) = at_start(text, &lines);
        let table = table?;
        let cells = |row: &Vec<Span>| row.iter().map(|cell| cell.of(text)).collect();
        Some((table.rows.iter().map(cells).collect(), table, count))
    }

    #[test]
    fn bars_make_columns() {
        let text =
            "| City | People |\n|------|-------:|\n| Oslo | 700,000 |\n| Rome | 2.8 m |\nEnd";
        let (rows, table, count) = table(text).expect("a table");
        assert_eq!(rows, [["City", "People"], ["Oslo", "700,000"], ["Rome", "2.8 m"]]);
        assert!(table.header && count == 4);
        assert_eq!(table.right_aligned, [false, true]);
    }

    #[test]
    fn blanks_align_columns() {
        let text =
            "City       People   Since\nOslo      700,000    1048\nSan José  300,000    1738\nbye";
        let (rows, table, count) = table(text).expect("a table");
        assert_eq!(rows[2], ["San José", "300,000", "1738"]);
        assert!(table.header && count == 3);
        assert_eq!(table.right_aligned, [false, true, true]);
    }

    #[test]
    fn tabs_make_columns() {
        let (rows, table, _) = table("name\tage\tcity\nAda\t36\tLyon\n").expect("a table");
        assert_eq!(rows[1], ["Ada", "36", "Lyon"]);
        assert!(table.header);
    }

    #[test]
    fn prose_is_no_table() {
        for text in [
            "He came.  She went away.\nIt was late.  They slept.\nAnd so on.  The end.",
            "Either a | b\nor c is true",
            "\tindented\n\ttwice",
            "one line",
        ] {
            assert!(table(text).is_none(), "{text}");
        }
    }
}
