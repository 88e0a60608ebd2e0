//! Tables: a line of text a row, a tab between cells.

use pulldown_cmark::Alignment;

use super::Builder;
use crate::document::{BlockKind, Flow, Span, Table};
use crate::load::links;

impl Builder<'_> {
    pub(in crate::load) fn begin_table(&mut self, alignments: &[Alignment], at: usize) {
        self.marker = None;
        self.open(BlockKind::Table(0), Flow::Lines, at);
        let line = self.leaf.take().map_or(0, |leaf| leaf.line);
        let right_aligned =
            alignments.iter().map(|alignment| *alignment == Alignment::Right).collect();
        let table = Table { rows: Vec::new(), header: true, right_aligned };
        self.table = Some((table, self.text.len()));
        self.table_line = line;
    }

    /// Tells whether the first row of the open table is a heading.
    pub(in crate::load) fn set_header(&mut self, header: bool) {
        if let Some((table, _)) = &mut self.table {
            table.header = header;
        }
    }

    pub(in crate::load) fn begin_row(&mut self) {
        if let Some((table, _)) = &mut self.table {
            if !table.rows.is_empty() {
                self.text.push('\n');
            }
            table.rows.push(Vec::new());
        }
    }

    pub(in crate::load) fn begin_cell(&mut self) {
        let Some(row) = self.table.as_mut().and_then(|(table, _)| table.rows.last_mut()) else {
            return;
        };
        if !row.is_empty() {
            self.text.push('\t');
        }
        row.push(Span::new(self.text.len(), self.text.len()));
    }

    pub(in crate::load) fn end_cell(&mut self) {
        let end = self.text.len();
        self.styles.clear();
        self.targets.clear();
        let row = self.table.as_mut().and_then(|(table, _)| table.rows.last_mut());
        if let Some(cell) = row.and_then(|row| row.last_mut()) {
            *cell = Span::new(cell.start as usize, end).trimmed(&self.text);
        }
    }

    /// Ends a row; empty cells at its end are left out.
    pub(in crate::load) fn end_row(&mut self) {
        let Some((table, start)) = &mut self.table else { return };
        let Some(row) = table.rows.last_mut() else { return };
        while row.len() > 1 && row.last().is_some_and(|cell| cell.is_empty()) {
            row.pop();
        }
        let end = row.last().map_or(*start, |cell| cell.end as usize);
        self.text.truncate(end.max(*start));
        self.clip();
    }

    pub(in crate::load) fn end_table(&mut self) {
        let Some((table, start)) = self.table.take() else { return };
        let end = self.text.trim_end().len().max(start);
        let span = Span::new(start, end);
        if span.trimmed(&self.text).is_empty() {
            self.trim();
            return;
        }
        let known = self.links.partition_point(|link| (link.span.start as usize) < start);
        links::find(&self.text, span, &mut self.links, known);
        let index = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        self.tables.push(table);
        self.push_block(span, BlockKind::Table(index), Flow::Lines, self.table_line);
    }
}
