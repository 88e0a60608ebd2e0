//! Where the rows of a table with separators end, at the speed of memory.
//!
//! The rows are the same that the crate csv finds; a test holds them to that.

use std::ops::Range;

use crate::load::collection::records::{Scan, Step};

/// Finds where rows end, and on the way where a cell of them lies.
pub(super) struct Cells {
    separator: u8,
    /// The cell that is asked for.
    wanted: Option<usize>,
    state: State,
    /// The cell at hand, and where in the row it begins.
    cell: usize,
    cell_start: usize,
    /// Bytes of the row that were passed in earlier steps.
    passed: usize,
    found: Option<Range<usize>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// A cell begins.
    Start,
    /// In a cell without quotation marks, or behind the closing one.
    Plain,
    /// In quotation marks.
    Quoted,
    /// Behind a quotation mark that closes the cell, or stands for one.
    Closing,
}

impl Cells {
    pub fn new(separator: u8, wanted: Option<usize>) -> Self {
        let (state, found) = (State::Start, None);
        Self { separator, wanted, state, cell: 0, cell_start: 0, passed: 0, found }
    }

    /// Where in the last row the wanted cell lies.
    pub fn cell(&self) -> Option<Range<usize>> {
        self.found.clone()
    }

    fn end_cell(&mut self, at: usize) {
        let at = self.passed + at;
        if self.wanted == Some(self.cell) {
            self.found = Some(self.cell_start..at);
        }
        self.cell += 1;
        self.cell_start = at + 1;
        self.state = State::Start;
    }

    fn end_row(&mut self) {
        (self.cell, self.cell_start, self.passed, self.state) = (0, 0, 0, State::Start);
    }
}

impl Scan for Cells {
    fn step(&mut self, bytes: &[u8], last: bool) -> Step {
        if self.passed == 0 {
            self.found = None;
        }
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            match self.state {
                State::Start if rest.starts_with(b"\"") => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Start => self.state = State::Plain,
                State::Plain => {
                    let Some(end) = memchr::memchr3(self.separator, b'\n', b'\r', rest) else {
                        break;
                    };
                    at += end + 1;
                    self.end_cell(at - 1);
                    if rest.get(end) != Some(&self.separator) {
                        self.end_row();
                        return Step::End(at);
                    }
                }
                State::Quoted => {
                    let Some(end) = memchr::memchr(b'"', rest) else { break };
                    at += end + 1;
                    self.state = State::Closing;
                }
                State::Closing if rest.starts_with(b"\"") => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::Closing => self.state = State::Plain,
            }
        }
        if last {
            self.end_cell(bytes.len());
        }
        self.passed += bytes.len();
        Step::More(bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::dialect::cells;
    use super::*;
    use crate::load::collection::records::tests::found;

    /// The rows as the scan finds them, each parsed.
    fn scanned(text: &str) -> Vec<Vec<String>> {
        let rows = found(text.as_bytes(), Cells::new(b',', None));
        let rows = rows.iter().filter(|row| !row.trim_matches(['\r', '\n']).is_empty());
        rows.flat_map(|row| cells(row.as_bytes(), b',').collect::<Vec<_>>()).collect()
    }

    fn all(text: &str) -> Vec<Vec<String>> {
        cells(text.as_bytes(), b',').collect()
    }

    #[test]
    fn rows_may_have_line_ends_in_quotation_marks() {
        let text = "a,\"b\r\n\"\"c\"\"\n\"\r\n\r\nd,e\"f\r\"g\"h,\n\"i";
        let expected = [vec!["a", "b\r\n\"c\"\n"], vec!["d", "e\"f"], vec!["gh", ""], vec!["i"]];
        assert_eq!(scanned(text), expected);
        assert_eq!(all(text), expected);
    }

    #[test]
    fn rows_across_pieces_are_whole() {
        let row = format!("a,\"{}\"\n", "x\"\"\n".repeat(100_000));
        let text = row.repeat(12);
        assert_eq!(found(text.as_bytes(), Cells::new(b',', None)), vec![row; 12]);
    }

    proptest! {
        #[test]
        fn the_rows_are_those_of_the_parser(text in "[a,\"\r\n ;]{0,40}") {
            prop_assert_eq!(scanned(&text), all(&text));
        }
    }
}
