//! Parquet: tables that are stored column by column, each row a document.
//!
//! A child process reads the file (`table`), because the library takes what the file says of
//! itself on trust and may ask for any memory. It is asked for the names of the columns, for
//! the titles of the rows, and for some rows at a time (`apart`), which are kept: whoever
//! reads one row reads the next ones soon.

mod apart;
mod input;
mod pages;
mod table;
mod value;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

pub(in crate::load) use self::apart::Parquet;
use self::apart::{Answer, Answers, Request, ask};
use super::columns::Role;
use super::json_lines::missing;
use super::row::{Field, Row, Value};
use super::text_column;
use crate::document::{Format, Notice};
use crate::load::collection::{
    Collection, Columns, Context, Listing, Members, Opened, Place, Shelf,
};
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::{Limits, MAX_CELL_BYTES, MAX_FIELD_BYTES};

/// What such a file begins and ends with.
const MAGIC: &[u8] = b"PAR1";

/// Rows that are read at a time.
const BATCH: u64 = 256;

/// Of such batches how many are kept: readers on all cores go through a file together, and
/// somebody looks at another place of it.
const KEPT: usize = 4;

/// Rows that the column of the text is told by.
const JUDGED: usize = 100;

/// Bytes that hold the first words of a text.
const WORDS: usize = 256;

impl Described for Parquet {
    fn format(&self) -> Format {
        Format::Parquet
    }

    fn about(&self) -> About {
        let extensions = &["parquet", "pq"];
        About { name: "parquet", what: "data sets in Parquet: each row", extensions }
    }
}

impl Collection for Parquet {
    fn sign(&self, beginning: &[u8]) -> Sign {
        if beginning.starts_with(MAGIC) { Sign::Certain } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let limits = context.options.limits;
        let mut answers = ask(&content, &limits, Request::Head { rows: BATCH })?;
        let (Some(Answer::Head { columns: names, rows }), Some(Answer::Rows(first))) =
            (answers.next()?, answers.next()?)
        else {
            return Err(Fault::broken("its reader gave an answer that makes no sense"));
        };
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        missing(&known, &context.columns)?;
        let text = text_column::find(&names, &texts(&first), &context.columns);
        let mut columns = context.columns.clone();
        if let Some(name) = text.and_then(|text| names.get(text)) {
            columns.text = Some(name.clone());
        }
        let batches = Mutex::new(VecDeque::from([Batch { from: 0, rows: Arc::new(first) }]));
        Ok(Arc::new(Sheet { content, limits, names, rows, columns, text, batches }))
    }
}

/// The cells of the first rows.
fn texts(rows: &[Vec<Value>]) -> Vec<Vec<String>> {
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Empty | Value::Other(_) => String::new(),
    };
    rows.iter().take(JUDGED).map(|row| row.iter().map(text).collect()).collect()
}

/// An open file of rows.
struct Sheet {
    content: Content,
    limits: Limits,
    names: Vec<String>,
    /// How many rows it says that it has.
    rows: u64,
    columns: Columns,
    /// The column of the text.
    text: Option<usize>,
    /// The last ones that were read, the latest last.
    batches: Mutex<VecDeque<Batch>>,
}

/// Rows that were read together.
#[derive(Clone)]
struct Batch {
    from: u64,
    rows: Arc<Vec<Vec<Value>>>,
}

impl Batch {
    fn row(&self, row: u64) -> Option<&Vec<Value>> {
        self.rows.get(usize::try_from(row.checked_sub(self.from)?).ok()?)
    }
}

impl Shelf for Sheet {
    fn members(self: Arc<Self>) -> Members {
        let named =
            Role::Title.find(self.names.iter().map(String::as_str).enumerate(), &self.columns);
        match named.or(self.text) {
            Some(column) => {
                let is_text = named.is_none();
                Box::new(Titled {
                    sheet: self,
                    column,
                    is_text,
                    next: 0,
                    asked: None,
                    known: VecDeque::new(),
                })
            }
            None => Box::new((0..self.rows).map(|row| Ok(listing(row, None)))),
        }
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let batch = self.batch(place.start)?;
        let values = batch.row(place.start).ok_or_else(|| Fault::broken("the row is not in it"))?;
        let is_cut =
            |value: &Value| matches!(value, Value::Text(text) if text.len() + 4 > MAX_CELL_BYTES);
        let cut = values.iter().any(is_cut);
        let cut = cut.then_some(Notice::Truncated { read: MAX_CELL_BYTES as u64, limit: "" });
        let fields = self.names.iter().zip(values);
        let fields = fields.map(|(name, value)| Field { name: name.clone(), value: value.clone() });
        let row = Row { fields: fields.collect(), columns: self.columns.clone() };
        Ok(super::document(row, Format::Parquet, Vec::from_iter(cut)))
    }

    fn is_slow(&self) -> bool {
        true
    }
}

impl Sheet {
    /// The rows around one. Whoever asks while they are read waits for them.
    fn batch(&self, row: u64) -> Result<Batch, Fault> {
        let mut batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = batches.iter().find(|batch| batch.row(row).is_some()) {
            return Ok(found.clone());
        }
        let mut answers =
            ask(&self.content, &self.limits, Request::Rows { from: row, rows: BATCH })?;
        let Some(Answer::Rows(rows)) = answers.next()? else {
            return Err(Fault::broken("its reader gave an answer that makes no sense"));
        };
        if batches.len() >= KEPT {
            batches.pop_front();
        }
        let batch = Batch { from: row, rows: Arc::new(rows) };
        batches.push_back(batch.clone());
        Ok(batch)
    }
}

fn listing(row: u64, title: Option<String>) -> Listing {
    let place = Place { start: row, end: row.saturating_add(1) };
    Listing::Member { name: format!("#{}", place.end), title, place }
}

/// The rows with their titles. A child tells as many as it comes to in a while, and the
/// next one goes on from there.
struct Titled {
    sheet: Arc<Sheet>,
    column: usize,
    /// Whether the column is the text, whose first words stand for a title.
    is_text: bool,
    next: u64,
    asked: Option<(Answers, u64)>,
    known: VecDeque<(String, bool)>,
}

impl Iterator for Titled {
    type Item = Result<Listing, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.known.is_empty() {
            match self.more() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(fault) => return Some(Err(fault)),
            }
        }
        let (beginning, goes_on) = self.known.pop_front()?;
        let row = self.next;
        self.next += 1;
        Some(Ok(listing(row, self.title(&beginning, goes_on))))
    }
}

impl Titled {
    /// Takes further titles; whether there may be more.
    fn more(&mut self) -> Result<bool, Fault> {
        let (mut answers, from) = match self.asked.take() {
            Some(asked) => asked,
            None => {
                let bytes = if self.is_text { WORDS } else { 2 * MAX_FIELD_BYTES };
                let request = Request::Beginnings { from: self.next, column: self.column, bytes };
                (ask(&self.sheet.content, &self.sheet.limits, request)?, self.next)
            }
        };
        match answers.next()? {
            Some(Answer::Beginnings(more)) => {
                self.known.extend(more);
                self.asked = Some((answers, from));
                Ok(true)
            }
            Some(_) => Err(Fault::broken("its reader gave an answer that makes no sense")),
            // One that told nothing has come to the end.
            None => Ok(self.next > from),
        }
    }

    fn title(&self, beginning: &str, goes_on: bool) -> Option<String> {
        if self.is_text {
            return super::first_words(beginning, goes_on);
        }
        let words = beginning.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty() && !goes_on && words.len() <= MAX_FIELD_BYTES).then_some(words)
    }
}
