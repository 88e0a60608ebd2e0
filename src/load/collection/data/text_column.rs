//! Which column of a table is the text of its rows; without one, the rows are no documents.

use super::columns::Role;
use crate::load::collection::Columns;

/// Bytes that the cells of a column with the name of a text have on average, where they
/// are texts.
const TEXT: usize = 20;

/// Bytes that the cells of a column have on average that is a text by whatever name.
const PROSE: usize = 60;

/// The column of the text, by the names of the columns and some rows: the one that the reader
/// names (or else the title, where that is named), one whose name means nothing but a text,
/// one with another usual name or a title and cells of some length, or the one with the
/// longest cells of many words.
pub(super) fn find(names: &[String], rows: &[Vec<String>], columns: &Columns) -> Option<usize> {
    let table = Table { names, rows };
    let best = |role: Role, fits: &dyn Fn(usize) -> bool| {
        role.find(table.columns().filter(|(column, _)| fits(*column)), columns)
    };
    if columns.text.is_some() || columns.title.is_some() {
        let named = if columns.text.is_some() { Role::Text } else { Role::Title };
        return best(named, &|_| true);
    }
    let any = |role| best(role, &|_| true).is_some();
    let is_entry = || [Role::Date, Role::Author, Role::Url].into_iter().any(any);
    let is_text = |column: usize| table.length(column) >= TEXT && table.has_words(column, 2);
    best(Role::Text, &|column| table.is_surely_text(column) || rows.is_empty() || is_text(column))
        .or_else(|| best(Role::Title, &is_text).filter(|_| is_entry()))
        .or_else(|| table.prose())
}

/// The beginning of a table.
struct Table<'a> {
    names: &'a [String],
    rows: &'a [Vec<String>],
}

impl Table<'_> {
    fn columns(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(String::as_str).enumerate()
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// Bytes of a cell on average.
    fn length(&self, column: usize) -> usize {
        let add = |(count, sum), cell: &str| (count + 1, sum + cell.len());
        let (count, sum) = self.cells(column).fold((0, 0), add);
        sum / usize::max(count, 1)
    }

    /// Whether some cell has as many words.
    fn has_words(&self, column: usize, count: usize) -> bool {
        self.cells(column).any(|cell| cell.split_whitespace().nth(count - 1).is_some())
    }

    /// Whether the name of a column means nothing but a text, and some cell is one, however
    /// short: reviews and messages may be two words.
    fn is_surely_text(&self, column: usize) -> bool {
        let name = self.names.get(column).map(String::as_str).unwrap_or_default();
        Role::is_surely_text(name) && self.has_words(column, 2)
    }

    /// The column with the longest cells, where these are sentences.
    fn prose(&self) -> Option<usize> {
        let long = self.columns().map(|(column, _)| (self.length(column), column));
        let prose = long.filter(|(length, column)| *length >= PROSE && self.has_words(*column, 5));
        prose.max().map(|(_, column)| column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The committee said on Monday that it would vote on the measure next week.";

    /// The column of the text of a table, by its name.
    fn text<'a>(header: &'a str, rows: &[&str], columns: &str) -> Option<&'a str> {
        let cells = |row: &str| row.split('|').map(str::to_owned).collect::<Vec<String>>();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row)).collect();
        let found = find(&cells(header), &rows, &columns.parse().unwrap());
        found.and_then(|found| header.split('|').nth(found))
    }

    #[test]
    fn a_name_that_means_a_text_is_enough() {
        assert_eq!(text("id|Text|label", &["1|Good film|pos", "2|Bad|neg"], ""), Some("Text"));
        assert_eq!(text("title|body|n", &["One|The vote|1", "Two||2"], ""), Some("body"));
        // Words alone are no texts, and neither are numbers.
        assert_eq!(text("text|label", &["good|pos", "bad|neg"], ""), None);
        assert_eq!(text("id|text", &["1|5", "2|7"], ""), None);
        assert_eq!(text("id|text", &[], ""), Some("text"));
    }

    #[test]
    fn other_names_need_texts_of_some_length() {
        assert_eq!(text("city|description", &["Lyon|big", "Oslo|very cold"], ""), None);
        let places = ["Lyon|a big city on two rivers", "Oslo|cold and far in the north"];
        assert_eq!(text("city|description", &places, ""), Some("description"));
        assert_eq!(text("city|remark", &places, ""), None);
        assert_eq!(text("city|remark", &[&format!("Lyon|{LONG}")], ""), Some("remark"));
    }

    #[test]
    fn titles_of_dated_things_are_texts() {
        let rows = ["2024-03-01|Council votes on new border plan", "2024-03-02|Rain in Lyon again"];
        assert_eq!(text("date|headline", &rows, ""), Some("headline"));
        assert_eq!(text("size|title", &rows, ""), None);
        assert_eq!(text("date|title", &["2024|Heat", "1999|Ronin"], ""), None);
    }

    #[test]
    fn what_the_reader_names_counts() {
        assert_eq!(text("a|text", &["x|one two"], "text=a"), Some("a"));
        assert_eq!(text("a|b", &["x|one two"], "title=a"), Some("a"));
        assert_eq!(text("a|b", &["x|one two"], "text=c"), None);
    }
}
