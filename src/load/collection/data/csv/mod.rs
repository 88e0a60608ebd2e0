//! Tables of values with separators (CSV, TSV): a row is a document where one of the columns
//! is a text, else all of it is one table.

mod dialect;
mod scan;
mod table;

use std::sync::Arc;

use self::dialect::Dialect;
use self::scan::Cells;
use super::super::records::{Record, Records};
use super::super::{Collection, Columns, Context, Listing, Members, Opened, Place, Shelf};
use super::columns::Role;
use super::json_lines::missing;
use super::row::{Field, Row, Value};
use super::{MARK, narrow};
use crate::document::Format;
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::{Limit, Limits, MAX_FIELD_BYTES, SAMPLE_BYTES, SIGN_BYTES};

/// Comma-separated values, or values with another separator.
pub(in crate::load) struct Csv;

impl Described for Csv {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn about(&self) -> About {
        let what = "tables with separators: each row that has a text, else the table";
        About { name: "csv", what, extensions: &["csv", "tsv", "tab"] }
    }
}

impl Collection for Csv {
    fn needs_name(&self) -> bool {
        true
    }

    fn sign(&self, beginning: &[u8]) -> Sign {
        let wide = beginning.starts_with(b"\xff\xfe") || beginning.starts_with(b"\xfe\xff");
        let narrow = memchr::memchr(0, beginning).is_none();
        let known = || dialect::of(beginning, beginning.len() < SIGN_BYTES, &Columns::default());
        if wide || narrow && known().is_some() { Sign::Possible } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let limits = context.options.limits;
        let content = narrow(content, &limits)?;
        let sample = content.bytes(SAMPLE_BYTES as u64)?;
        let dialect =
            dialect::of(&sample, sample.len() < SAMPLE_BYTES, &context.columns).unwrap_or_default();
        let names: Vec<&str> = dialect.names.iter().map(String::as_str).collect();
        missing(&names, &context.columns)?;
        let start = if sample.starts_with(MARK) { MARK.len() as u64 } else { 0 };
        let mut sheet = Sheet { content, limits, columns: context.columns.clone(), dialect, start };
        if sheet.dialect.header {
            sheet.start = sheet.behind_header()?;
        }
        sheet.name_columns();
        Ok(Arc::new(sheet))
    }
}

struct Sheet {
    content: Content,
    limits: Limits,
    dialect: Dialect,
    columns: Columns,
    /// Where the first row begins.
    start: u64,
}

impl Sheet {
    fn records(&self, wanted: Option<usize>) -> Result<Records<Cells>, Fault> {
        Ok(Records::new(&self.content, self.start, Cells::new(self.dialect.separator, wanted))?)
    }

    fn behind_header(&self) -> Result<u64, Fault> {
        let mut records = self.records(None)?;
        while let Some((record, _)) = records.next()? {
            if !is_blank(&record) {
                return Ok(record.place.end);
            }
        }
        Ok(self.start)
    }

    /// Settles which column is the text, so that all rows are read alike.
    fn name_columns(&mut self) {
        let text = self.dialect.text.and_then(|text| self.dialect.names.get(text));
        if let Some(text) = text {
            self.columns.text = Some(text.clone());
        }
    }

    fn title(&self) -> Option<usize> {
        Role::Title.find(self.dialect.names.iter().map(String::as_str).enumerate(), &self.columns)
    }

    fn row(&self, text: &str) -> Row {
        let cells = dialect::cells(text.as_bytes(), self.dialect.separator).next();
        let cells = cells.unwrap_or_default().into_iter().enumerate();
        let fields = cells.map(|(index, cell)| Field {
            name: self.dialect.name(index),
            value: if cell.is_empty() { Value::Empty } else { Value::Text(cell) },
        });
        Row { fields: fields.collect(), columns: self.columns.clone() }
    }
}

impl Shelf for Sheet {
    fn members(self: Arc<Self>) -> Members {
        if self.dialect.text.is_none() {
            let place = Place::default();
            let listing = Listing::Member { name: String::new(), title: None, place };
            return Box::new(std::iter::once(Ok(listing)));
        }
        let named = self.title();
        match self.records(named.or(self.dialect.text)) {
            Ok(records) => {
                let title =
                    move |record: &Record<'_>, scan: &Cells| title(record, scan, named.is_none());
                super::members(records, is_blank, title)
            }
            Err(fault) => Box::new(std::iter::once(Err(fault))),
        }
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        if self.dialect.text.is_none() {
            let parts = table::parts(&self.content, &self.dialect, &self.limits)?;
            return Ok(Opened::Document(Box::new(parts)));
        }
        let (text, notices) = super::text(&self.content, place, self.limits.of(Limit::Record))?;
        Ok(super::document(self.row(&text), Format::Csv, notices))
    }
}

fn is_blank(record: &Record<'_>) -> bool {
    record.bytes.is_some_and(|bytes| bytes.iter().all(|byte| matches!(byte, b'\r' | b'\n')))
}

/// What to call a row, by the cell that the scan came across.
fn title(record: &Record<'_>, scan: &Cells, is_text: bool) -> Option<String> {
    let cell = record.bytes?.get(scan.cell()?)?;
    let (most, all) = (2 * MAX_FIELD_BYTES, cell.len());
    let text = String::from_utf8_lossy(cell.get(..all.min(most))?);
    let inner = text.strip_prefix('"').map(|inner| inner.strip_suffix('"').unwrap_or(inner));
    let text = inner.map_or(text.to_string(), |inner| inner.replace("\"\"", "\""));
    if is_text || all > most {
        return super::first_words(&text, all > most);
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty() && words.len() <= MAX_FIELD_BYTES).then_some(words)
}
