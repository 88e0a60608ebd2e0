//! What parent and child say to each other about a Parquet file.

use std::io;
use std::ops::ControlFlow;

use serde::{Deserialize, Serialize};

use super::super::row::Value;
use super::input::Input;
use super::table::Table;
use crate::load::apart::{Child, End, Given, Task, seconds_used};
use crate::load::content::{Content, Fault};
use crate::load::limits::{BATCH_BYTES, LISTING_SECONDS, Limits};
use crate::load::open::prefix;

/// Reads Parquet apart.
pub(in crate::load) struct Parquet;

const NAME: &str = "parquet";

/// What the child is asked for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// What its columns are called, how many rows there are, and the first so many of them.
    Head { rows: u64 },
    /// So many bytes of the values of a column, from a row on.
    Beginnings { from: u64, column: usize, bytes: usize },
    /// At most so many rows from one on.
    Rows { from: u64, rows: u64 },
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Head {
        columns: Vec<String>,
        rows: u64,
    },
    /// For some rows the beginning of a text and whether that is not all of it.
    Beginnings(Vec<(String, bool)>),
    Rows(Vec<Vec<Value>>),
    Failed(String),
    /// Nothing follows.
    Complete,
}

/// The answers to a request.
pub(super) struct Answers(Child);

/// Asks a new child.
pub(super) fn ask(content: &Content, limits: &Limits, request: Request) -> Result<Answers, Fault> {
    let request = serde_json::to_string(&request).map_err(io::Error::from)?;
    // Only what is asked for is read of the file, so that it may be of any size.
    Ok(Answers(Child::start(NAME, &request, limits, content, None)?))
}

impl Answers {
    /// The next answer; nothing behind the last.
    pub fn next(&mut self) -> Result<Option<Answer>, Fault> {
        let died = |how: &str| Fault::broken(format!("its reader {how}"));
        let frame = self.0.next().map_err(|end| match end {
            End::Died(how) => died(how),
            End::Complete => died("stopped before the end"),
        })?;
        match serde_json::from_slice(&frame) {
            Ok(Answer::Complete) => Ok(None),
            Ok(Answer::Failed(reason)) => Err(Fault::Broken(reason)),
            Ok(answer) => Ok(Some(answer)),
            Err(_) => Err(died("gave an answer that makes no sense")),
        }
    }
}

impl Task for Parquet {
    fn name(&self) -> &'static str {
        NAME
    }

    fn reads_in_place(&self) -> bool {
        true
    }

    fn run(
        &self,
        document: Given,
        request: &str,
        _limits: &Limits,
        send: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let request = serde_json::from_str(request)?;
        let mut say = |answer: &Answer| {
            let frame = serde_json::to_vec(answer).unwrap_or_default();
            send(&frame).is_continue()
        };
        let last = match answer(Input::new(document)?, request, &mut say) {
            Ok(()) => Answer::Complete,
            Err(error) => Answer::Failed(reason(&error)),
        };
        say(&last);
        Ok(())
    }
}

/// Answers a request; `say` tells whether anybody listens still.
pub(super) fn answer(
    input: Input,
    request: Request,
    say: &mut dyn FnMut(&Answer) -> bool,
) -> ::parquet::errors::Result<()> {
    let table = Table::open(input)?;
    match request {
        Request::Head { rows } => {
            say(&Answer::Head { columns: table.columns(), rows: table.rows() });
            say(&Answer::Rows(table.read(0, rows, BATCH_BYTES)?));
        }
        Request::Rows { from, rows } => {
            say(&Answer::Rows(table.read(from, rows, BATCH_BYTES)?));
        }
        Request::Beginnings { from, column, bytes } => {
            let mut answer = Vec::new();
            table.column(column, from, &mut |values| {
                answer.extend(values.iter().map(|value| beginning(value, bytes)));
                if answer.len() < BEGINNINGS {
                    return true;
                }
                let listens = say(&Answer::Beginnings(std::mem::take(&mut answer)));
                listens && seconds_used() < LISTING_SECONDS
            })?;
            say(&Answer::Beginnings(answer));
        }
    }
    Ok(())
}

/// Rows whose beginnings are told at a time.
const BEGINNINGS: usize = 4096;

fn beginning(value: &Value, bytes: usize) -> (String, bool) {
    match value {
        Value::Text(text) => {
            let beginning = prefix(text, bytes);
            (beginning.to_owned(), beginning.len() < text.len())
        }
        Value::Empty | Value::Other(_) => (String::new(), false),
    }
}

/// Why a file cannot be read, without the library's name for it.
pub(super) fn reason(error: &::parquet::errors::ParquetError) -> String {
    use ::parquet::errors::ParquetError as Error;
    match error {
        Error::NYI(why) => format!("{why}, which is not read"),
        Error::General(why) | Error::EOF(why) => format!("it is damaged: {why}"),
        other => format!("it is damaged: {other}"),
    }
}
