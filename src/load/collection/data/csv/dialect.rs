//! How a table is written: its separator, its header, which column is a text.

use super::super::columns::Role;
use super::super::{MARK, text_column, values};
use crate::load::collection::Columns;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub separator: u8,
    /// Whether the first row names the columns.
    pub header: bool,
    /// The names of the columns; those that have none are numbered.
    pub names: Vec<String>,
    /// The column that is the text of a document.
    pub text: Option<usize>,
    /// Columns of numbers.
    pub numeric: Vec<bool>,
}

impl Default for Dialect {
    fn default() -> Self {
        let (names, numeric) = (Vec::new(), Vec::new());
        Self { separator: b',', header: false, names, text: None, numeric }
    }
}

impl Dialect {
    /// The name of a column, also of one beyond the header.
    pub fn name(&self, index: usize) -> String {
        let name = self.names.get(index).filter(|name| !name.is_empty());
        name.cloned().unwrap_or_else(|| format!("column {}", index + 1))
    }
}

/// Separators, the most usual first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that are looked at.
const MOST_ROWS: usize = 200;

/// Bytes of the longest name of a column.
const LONGEST_NAME: usize = 80;

/// How the table is written that begins so; `None` where it is none. Without `whole`, the
/// last row breaks off.
pub(super) fn of(beginning: &[u8], whole: bool, columns: &Columns) -> Option<Dialect> {
    let beginning = beginning.strip_prefix(MARK).unwrap_or(beginning);
    let read = |separator| {
        let mut rows: Vec<Vec<String>> = cells(beginning, separator).take(MOST_ROWS).collect();
        if !whole && rows.len() > 1 && rows.len() < MOST_ROWS {
            rows.pop();
        }
        rows
    };
    let candidates = SEPARATORS.map(|separator| (separator, read(separator)));
    let fitting = candidates.iter().filter_map(|(separator, rows)| {
        let (share, width) = shape(rows)?;
        Some((share, width, *separator, rows))
    });
    // Of two that fit alike, the one with more columns; then the more usual one.
    let best =
        fitting.reduce(|one, other| if (other.0, other.1) > (one.0, one.1) { other } else { one });
    let single = || {
        let (separator, rows) = candidates.first()?;
        let name = rows.first()?.first()?;
        let is_known = rows.len() > 1 && Role::Text.rank(name, columns).is_some();
        is_known.then_some((*separator, rows))
    };
    let (separator, rows) =
        best.map(|(_, _, separator, rows)| (separator, rows)).or_else(single)?;
    Some(described(separator, rows, columns))
}

/// The cells of each row; what is not UTF-8 becomes U+FFFD.
pub(super) fn cells(bytes: &[u8], separator: u8) -> impl Iterator<Item = Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).delimiter(separator);
    let rows = reader.from_reader(bytes).into_byte_records();
    rows.map_while(Result::ok)
        .map(|row| row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
}

/// How many rows in a hundred have as many cells as the first one, and how many these are.
/// Nothing where they are no table. The last row may be one that breaks off.
fn shape(rows: &[Vec<String>]) -> Option<(usize, usize)> {
    let width = rows.first()?.len();
    let rows = rows.get(..rows.len() - usize::from(rows.len() > 2))?;
    let same = rows.iter().filter(|row| row.len() == width).count();
    let share = same * 100 / rows.len();
    (width > 1 && share >= 80).then_some((share, width))
}

fn described(separator: u8, rows: &[Vec<String>], columns: &Columns) -> Dialect {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let header = is_header(first);
    let body = rows.get(usize::from(header)..).unwrap_or_default();
    let names: Vec<String> = match header {
        true => first.iter().map(|name| name.trim().to_owned()).collect(),
        false => (1..=first.len()).map(|number| format!("column {number}")).collect(),
    };
    let numeric = (0..names.len()).map(|column| is_numeric(body, column)).collect();
    let text = text_column::find(&names, body, columns);
    Dialect { separator, header, names, text, numeric }
}

/// Whether a row names columns: short, different names that are no values.
fn is_header(row: &[String]) -> bool {
    let is_name = |cell: &str| {
        cell.len() <= LONGEST_NAME
            && !cell.contains('\n')
            && cell.trim().parse::<f64>().is_err()
            && values::date(cell).is_none()
    };
    let mut names: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
    // Tables written with an index have no name for it.
    let blank = names.iter().filter(|name| name.is_empty()).count();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    row.iter().all(|cell| is_name(cell)) && blank <= 1 && names.len() == all
}

fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
    let (mut all, mut numbers) = (0, 0);
    for cell in cells {
        all += 1;
        let number = |sign: char| sign.is_ascii_digit() || " ,.-+%$€£".contains(sign);
        numbers +=
            usize::from(cell.chars().all(number) && cell.contains(|c: char| c.is_ascii_digit()));
    }
    all > 0 && numbers * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "The committee said on Monday that it would vote on the measure next week.";

    fn dialect(text: &str) -> Option<Dialect> {
        of(text.as_bytes(), true, &Columns::default())
    }

    #[test]
    fn separator_header_and_text_are_found() {
        let semicolons = format!("id;Text;n\n1;\"{LONG}; so\";1,5\n2;\"{LONG}\";2,5\n");
        let found = dialect(&semicolons).unwrap();
        assert_eq!((found.separator, found.header, found.text), (b';', true, Some(1)));
        assert_eq!(found.numeric, [true, false, true]);
        let tabs = format!("7\t{LONG}\n8\t{LONG}\n");
        let found = dialect(&tabs).unwrap();
        assert_eq!((found.separator, found.header, found.text), (b'\t', false, Some(1)));
        assert_eq!(found.names, ["column 1", "column 2"]);
        let short = "city,description,n\nLyon,big,1\nOslo,cold,2\n";
        assert_eq!(dialect(short).unwrap().text, None);
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["", "One line", "It came, and went.\nNobody saw it.\nWell, yes, no.\n"] {
            assert_eq!(dialect(text), None, "{text}");
        }
        let single = format!("text\n\"{LONG}\"\nAnd a short one\n");
        assert_eq!(dialect(&single).unwrap().text, Some(0));
    }
}
