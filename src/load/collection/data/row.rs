//! A row of a data set → a document.
//!
//! Above the text stand the title and, as header lines, the columns with short values;
//! below it, under their names, columns with texts of their own. Without a text, the short
//! values are a table. Values that are no text and long (vectors, trees) are named.

use super::columns::Role;
use super::values;
use crate::document::{Format, Metadata, Parts};
use crate::load::builder::Builder;
use crate::load::collection::Columns;
use crate::load::format;
use crate::load::header::{self, Field as Entry};
use crate::load::joining::Joining;
use crate::load::open::prefix;

/// Bytes of the longest value that is short.
const SHORT: usize = 200;

/// Columns that are shown with a heading of their own below the text.
const MOST_SECTIONS: usize = 100;

/// Bytes that tell the format of a text.
const SIGN: usize = 4 << 10;

/// A row: its columns in order.
pub(in super::super) struct Row {
    pub fields: Vec<Field>,
    pub columns: Columns,
}

/// A column of a row.
pub(in super::super) struct Field {
    pub name: String,
    pub value: Value,
}

/// What stands in a column.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "parquet", derive(serde::Serialize, serde::Deserialize))]
pub(in super::super) enum Value {
    /// Nothing.
    Empty,
    /// A text, a number, a list of short texts.
    Text(String),
    /// So many bytes of what is no text.
    Other(usize),
}

impl Field {
    pub fn text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            Value::Empty | Value::Other(_) => "",
        }
    }

    /// Whether its value fits a line.
    fn is_short(&self) -> bool {
        let text = self.text().trim();
        !text.is_empty() && text.len() <= SHORT && !text.contains('\n')
    }
}

impl Row {
    /// The document.
    pub fn parts(self) -> Parts {
        let [text, title] = [Role::Text, Role::Title].map(|role| self.index(role));
        let mut joining = Joining::default();
        *joining.metadata() = self.metadata();
        // Where the title is all the text that there is, it need not be said twice.
        let heading = title.filter(|_| title != text);
        if let Some(title) = heading.and_then(|title| self.fields.get(title)) {
            joining.heading(1, title.text());
        }
        let others = self
            .fields
            .iter()
            .enumerate()
            .filter(|(index, _)| Some(*index) != text && Some(*index) != title);
        let others: Vec<&Field> = others.map(|(_, field)| field).collect();
        let short: Vec<_> = others.iter().filter(|field| field.is_short()).collect();
        match text.and_then(|text| self.fields.get(text)) {
            Some(text) => {
                let lines = short.iter().map(|field| (&*field.name, field.text()));
                joining.lines(lines, 0);
                joining.text(text.text(), format_of(text.text()), 0);
            }
            None => joining.push(table(&short), 0),
        }
        let long =
            others.iter().filter(|field| !field.is_short() && !field.text().trim().is_empty());
        for field in long.take(MOST_SECTIONS) {
            joining.heading(2, &field.name);
            joining.text(field.text(), format_of(field.text()), 0);
        }
        let omitted: Vec<String> = others.iter().filter_map(|field| omitted(field)).collect();
        joining.lines(omitted.iter().map(|field| ("Left out", &**field)), 0);
        joining.finish()
    }

    /// The column for something, if it has a value.
    fn index(&self, role: Role) -> Option<usize> {
        let fields = self.fields.iter().enumerate();
        let given = fields.filter(|(_, field)| !field.text().trim().is_empty());
        role.find(given.map(|(index, field)| (index, &*field.name)), &self.columns)
    }

    fn metadata(&self) -> Metadata {
        let text = |role| {
            let field = self.index(role).and_then(|index| self.fields.get(index));
            field.map(Field::text).unwrap_or_default()
        };
        let mut metadata = Metadata::default();
        let entries = [
            (Entry::Title, Role::Title),
            (Entry::Byline, Role::Author),
            (Entry::Source, Role::Source),
            (Entry::Language, Role::Language),
        ];
        for (entry, role) in entries {
            let words = text(role).split_whitespace().collect::<Vec<_>>().join(" ");
            header::set(&mut metadata, entry, &words);
        }
        metadata.date = values::date(prefix(text(Role::Date), SHORT));
        metadata
    }
}

/// The format of a text in a column: markup tells itself, else it is plain.
fn format_of(text: &str) -> Format {
    let beginning = prefix(text, SIGN);
    let tag = beginning.trim_start().strip_prefix('<').unwrap_or_default();
    let begins = tag.starts_with(|first: char| first.is_ascii_alphabetic());
    let closes = ["</p>", "</div>", "</a>", "</h", "</li>", "</b>", "</i>", "<br", "</span>"];
    let holds = closes.iter().any(|closing| beginning.contains(closing));
    if holds && (begins || beginning.contains("<p>")) || begins && beginning.contains("</") {
        return Format::Html;
    }
    format::detect(None, beginning)
}

/// Names and values, side by side.
fn table(fields: &[&&Field]) -> Parts {
    let mut builder = Builder::new("");
    builder.begin_table(&[], 0);
    builder.set_header(false);
    for field in fields {
        builder.begin_row();
        for cell in [&*field.name, field.text()] {
            builder.begin_cell();
            builder.push(cell.trim());
            builder.end_cell();
        }
        builder.end_row();
    }
    builder.end_table();
    builder.finish()
}

fn omitted(field: &Field) -> Option<String> {
    match field.value {
        Value::Other(bytes) => Some(format!("{} ({bytes} bytes)", field.name)),
        Value::Empty | Value::Text(_) => None,
    }
}
