//! JSON Lines: a value a line, one row each.

use std::sync::Arc;

use super::super::records::{Record, Records, Scan, Step};
use super::super::{Collection, Columns, Context, Members, Opened, Place, Shelf};
use super::{MARK, columns::Role, json, narrow};
use crate::document::Format;
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::{Limit, SAMPLE_BYTES};

/// JSON Lines, also called NDJSON.
pub(in crate::load) struct JsonLines;

impl Described for JsonLines {
    fn format(&self) -> Format {
        Format::JsonLines
    }

    fn about(&self) -> About {
        let extensions = &["jsonl", "ndjson", "jsonlines", "ldjson"];
        About { name: "jsonl", what: "data sets in JSON Lines: each row", extensions }
    }
}

impl Collection for JsonLines {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let beginning = beginning.strip_prefix(MARK).unwrap_or(beginning);
        if !beginning.trim_ascii_start().first().is_some_and(begins) {
            return Sign::None;
        }
        let mut lines = beginning.split_inclusive(|byte| *byte == b'\n');
        let mut objects = lines.by_ref().filter(|line| !line.trim_ascii().is_empty()).map(|line| {
            let whole = line.ends_with(b"\n") && line.trim_ascii().starts_with(b"{");
            (line, whole && json::is_value(line))
        });
        match (objects.next(), objects.next()) {
            // Two in a row are no accident.
            (Some((_, true)), Some((_, true))) => Sign::Certain,
            (Some((_, true)), _) => Sign::Likely,
            (Some(_), _) => Sign::Possible,
            (None, _) => Sign::None,
        }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let content = narrow(content, &context.options.limits)?;
        let sample = content.bytes(SAMPLE_BYTES as u64)?;
        let lines = sample.split_inclusive(|byte| *byte == b'\n');
        let whole = lines.filter(|line| line.ends_with(b"\n"));
        let most = context.options.limits.of(Limit::Record);
        check(whole.map(String::from_utf8_lossy), &context.columns)?;
        Ok(Arc::new(Lines { content, columns: context.columns.clone(), most }))
    }
}

/// Whether a byte may begin a value.
fn begins(byte: &u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'0'..=b'9' | b'-')
}

/// Whether columns that the reader names are in the first rows, as far as these are known.
pub(super) fn check<'a>(
    rows: impl Iterator<Item = std::borrow::Cow<'a, str>>,
    columns: &Columns,
) -> Result<(), Fault> {
    /// Rows that are looked at.
    const MOST: usize = 100;
    let rows: Vec<_> = rows.take(MOST).filter_map(|row| json::row(&row, columns).ok()).collect();
    let mut names: Vec<&str> = Vec::new();
    for field in rows.iter().flat_map(|row| &row.fields) {
        if !names.contains(&&*field.name) && names.len() < MOST {
            names.push(&field.name);
        }
    }
    missing(&names, columns)
}

/// Names the column that the reader named and that is not there.
pub(super) fn missing(names: &[&str], columns: &Columns) -> Result<(), Fault> {
    for role in [Role::Text, Role::Title, Role::Date, Role::Author, Role::Url] {
        let Some(given) = role.named(columns) else { continue };
        if !names.is_empty() && !names.iter().any(|name| role.rank(name, columns).is_some()) {
            let known = names.join(", ");
            let reason = format!("it has no column {given:?}; its columns are {known}");
            return Err(Fault::broken(reason));
        }
    }
    Ok(())
}

struct Lines {
    content: Content,
    columns: Columns,
    /// Bytes of a row that are read.
    most: u64,
}

impl Shelf for Lines {
    fn members(self: Arc<Self>) -> Members {
        let records = match Records::new(&self.content, 0, LineEnds) {
            Ok(records) => records,
            Err(error) => return Box::new(std::iter::once(Err(error.into()))),
        };
        let is_blank = |record: &Record<'_>| {
            record.bytes.is_some_and(|bytes| {
                bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii().is_empty()
            })
        };
        let title =
            move |record: &Record<'_>, _: &LineEnds| json::title(record.bytes?, &self.columns);
        super::members(records, is_blank, title)
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let (text, notices) = super::text(&self.content, place, self.most)?;
        let row = json::row(&text, &self.columns)
            .map_err(|fault| super::why(fault, &notices, self.most))?;
        Ok(super::document(row, Format::JsonLines, notices))
    }
}

struct LineEnds;

impl Scan for LineEnds {
    fn step(&mut self, bytes: &[u8], _last: bool) -> Step {
        memchr::memchr(b'\n', bytes).map_or(Step::More(bytes.len()), |at| Step::End(at + 1))
    }
}
