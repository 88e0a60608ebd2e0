//! Tables: columns from the cells, cells wrapped within their columns.
//!
//! Each column gets between the width of its longest word and that of its longest cell;
//! what a line has beyond the least is shared out by what the columns still lack. When
//! even the least does not fit, the table is wider than the measure and is scrolled
//! sideways. Widths come from a bounded sample of rows and rows are laid out in groups,
//! so a table of any length costs what is on the screen.

use super::glyph::{Glyphs, Rendering};
use super::line::Piece;
use super::wrap::wrap;
use crate::document::{Span, Table};

/// Blank columns between two columns of a table.
const GAP: u32 = 2;

/// A column need not be wider than this for the sake of one long word.
const MAX_LEAST: u32 = 16;

/// How many cells are measured to find the widths of columns; rows that are not in the
/// sample are wrapped all the same, in columns that may suit them less.
const SAMPLED_CELLS: usize = 8 << 10;

/// How many bytes of a cell are measured.
const SAMPLED_BYTES: usize = 1 << 10;

/// A row of more bytes is no table row for a reader: such a table is shown as its text,
/// so that no row costs more than a few segments of running text.
const MAX_ROW_BYTES: usize = 32 << 10;

/// Cells that are laid out together; whole rows.
const GROUP_CELLS: usize = 256;

/// A table, measured for one width.
#[derive(Debug)]
pub(super) struct Plan {
    columns: Vec<Column>,
    /// Offset at which each row begins, never decreasing.
    row_starts: Vec<u32>,
    rows_in_group: usize,
}

#[derive(Clone, Copy, Debug)]
struct Column {
    start: u32,
    width: u32,
    right: bool,
}

/// A line of a table.
#[derive(Debug)]
pub(super) enum TableLine {
    /// Part of a row: the pieces of its cells.
    Row(Vec<Piece>),
    /// The rule under the head.
    Rule(Vec<Piece>),
    /// The gap between two rows of which one has several lines.
    Blank(u32),
}

/// What a column's cells ask for.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    least: u32,
    most: u32,
}

impl Plan {
    /// Measures a table for `width` columns from `indent` on. `None` where it cannot be
    /// shown as a table.
    pub(super) fn new(
        text: &str,
        table: &Table,
        rendering: Rendering,
        indent: u32,
        width: u32,
    ) -> Option<Self> {
        let count = table.rows.iter().map(Vec::len).max().filter(|&count| count > 0)?;
        if table.rows.iter().any(|row| row_bytes(row) > MAX_ROW_BYTES) {
            return None;
        }
        let needs = needs(text, table, rendering, count);
        let gaps = GAP.saturating_mul(Span::new(count - 1, 0).start);
        let widths = share(&needs, width.saturating_sub(gaps));
        let mut start = indent;
        let mut columns = Vec::with_capacity(count);
        for (index, width) in widths.into_iter().enumerate() {
            let right = table.right_aligned.get(index).copied().unwrap_or(false);
            columns.push(Column { start, width, right });
            start = start.saturating_add(width + GAP);
        }
        Some(Self {
            columns,
            row_starts: row_starts(table),
            rows_in_group: (GROUP_CELLS / count).max(1),
        })
    }

    /// How many groups of rows there are.
    pub(super) fn groups(&self) -> u32 {
        Span::new(self.row_starts.len().div_ceil(self.rows_in_group), 0).start.max(1)
    }

    /// The group with the row that holds an offset.
    pub(super) fn group_at(&self, offset: u32) -> u32 {
        let row = self.row_starts.partition_point(|&start| start <= offset).saturating_sub(1);
        Span::new(row / self.rows_in_group, 0).start
    }

    /// Lays out a group of rows.
    pub(super) fn lines(
        &self,
        text: &str,
        table: &Table,
        rendering: Rendering,
        group: u32,
    ) -> Vec<TableLine> {
        let first = group as usize * self.rows_in_group;
        let end = (first + self.rows_in_group).min(table.rows.len());
        let mut lines = Vec::new();
        let mut tall_before = first > 0 && self.row(text, table, rendering, first - 1).len() > 1;
        for index in first..end {
            let row = self.row(text, table, rendering, index);
            let tall = row.len() > 1;
            let under_head = table.header && index == 1;
            if index > 0 && !under_head && (tall || tall_before) {
                lines.push(TableLine::Blank(self.row_start(index)));
            }
            tall_before = tall;
            lines.extend(row.into_iter().map(TableLine::Row));
            if table.header && index == 0 {
                lines.push(TableLine::Rule(self.rule()));
            }
        }
        lines
    }

    fn row_start(&self, index: usize) -> u32 {
        self.row_starts.get(index).copied().unwrap_or_default()
    }

    fn rule(&self) -> Vec<Piece> {
        let start = self.row_start(1);
        let piece = |column: &Column| Piece {
            column: column.start,
            width: column.width,
            span: Span::at(start),
            tab_column: 0,
        };
        self.columns.iter().map(piece).collect()
    }

    /// The lines of a row, at least one: for each the pieces of the cells that reach it.
    fn row(
        &self,
        text: &str,
        table: &Table,
        rendering: Rendering,
        index: usize,
    ) -> Vec<Vec<Piece>> {
        let cells = table.rows.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
        for (column, &cell) in self.columns.iter().zip(cells) {
            let wrapped = wrap(text, cell.trimmed(text), rendering, column.width, 0);
            for (at, line) in wrapped.into_iter().enumerate().filter(|(_, l)| !l.span.is_empty()) {
                if lines.len() <= at {
                    lines.resize_with(at + 1, Vec::new);
                }
                let shift = if column.right { column.width.saturating_sub(line.width) } else { 0 };
                let piece = Piece {
                    column: column.start + shift,
                    width: line.width,
                    span: line.span,
                    tab_column: line.column,
                };
                if let Some(pieces) = lines.get_mut(at) {
                    pieces.push(piece);
                }
            }
        }
        lines
    }
}

fn row_bytes(row: &[Span]) -> usize {
    match (row.first(), row.last()) {
        (Some(first), Some(last)) => first.join(*last).len(),
        _ => 0,
    }
}

fn row_starts(table: &Table) -> Vec<u32> {
    let mut start = 0;
    let starts = table.rows.iter().map(|row| {
        start = row.first().map_or(start, |cell| cell.start.max(start));
        start
    });
    starts.collect()
}

/// What the columns of a sample of rows ask for: the first half of the sample from the
/// top, the other at even distances.
fn needs(text: &str, table: &Table, rendering: Rendering, count: usize) -> Vec<Need> {
    let mut needs = vec![Need { least: 1, most: 1 }; count];
    let top = (SAMPLED_CELLS / 2 / count).max(1).min(table.rows.len());
    let rest = table.rows.len() - top;
    let distance = rest.div_ceil(top).max(1);
    let spread = (top..table.rows.len()).step_by(distance);
    for row in (0..top).chain(spread).filter_map(|index| table.rows.get(index)) {
        for (need, &cell) in needs.iter_mut().zip(row) {
            let asked = measure(text, cell.trimmed(text), rendering);
            need.least = need.least.max(asked.least.min(MAX_LEAST));
            need.most = need.most.max(asked.most);
        }
    }
    needs
}

fn measure(text: &str, cell: Span, rendering: Rendering) -> Need {
    let end =
        text.floor_char_boundary((cell.start as usize + SAMPLED_BYTES).min(cell.end as usize));
    let (mut need, mut word) = (Need::default(), 0);
    for glyph in Glyphs::new(text, Span::new(cell.start as usize, end), rendering, 0) {
        let width = u32::from(glyph.width);
        need.most += width;
        word = if glyph.white { 0 } else { word + width };
        need.least = need.least.max(word);
    }
    need
}

/// Shares `width` columns out.
fn share(needs: &[Need], width: u32) -> Vec<u32> {
    let sum = |part: fn(&Need) -> u32| needs.iter().map(|need| u64::from(part(need))).sum::<u64>();
    let (least, most, width) = (sum(|need| need.least), sum(|need| need.most), u64::from(width));
    if most <= width {
        return needs.iter().map(|need| need.most).collect();
    }
    if least >= width {
        return needs.iter().map(|need| need.least).collect();
    }
    let (spare, lack) = (width - least, most - least);
    let (mut lacked, mut given) = (0, 0);
    let widths = needs.iter().map(|need| {
        // Rounded on the running sum, so that the shares add up.
        lacked += u64::from(need.most - need.least);
        let share = spare * lacked / lack - given;
        given += share;
        need.least + u32::try_from(share).unwrap_or(0)
    });
    widths.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spare_goes_to_the_columns_that_lack_it() {
        let needs =
            [Need { least: 4, most: 4 }, Need { least: 6, most: 46 }, Need { least: 5, most: 25 }];
        assert_eq!(share(&needs, 100), [4, 46, 25]);
        assert_eq!(share(&needs, 45), [4, 26, 15]);
        assert_eq!(share(&needs, 10), [4, 6, 5]);
        assert_eq!(share(&needs, 46).iter().sum::<u32>(), 46);
    }
}
