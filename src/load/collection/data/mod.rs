//! Data sets: files of rows, each of which is a document.
//!
//! Listing finds where each row begins and ends, and its title; a row is parsed when it is
//! read. What its columns are for is told by their usual names, or by the reader.

pub(in crate::load) mod csv;
pub(in crate::load) mod json_array;
pub(in crate::load) mod json_lines;
#[cfg(feature = "parquet")]
pub(in crate::load) mod parquet;

mod columns;
pub(super) mod json;
pub(super) mod row;
mod text_column;
mod values;

use std::sync::Arc;

use self::row::Row;
use super::records::{self, Record, Records, Scan};
use super::{Listing, Members, Opened, Place};
use crate::document::{Format, Notice, Parts};
use crate::load::content::{Content, Fault};
use crate::load::encoding::Decoding;
use crate::load::limits::{Limit, Limits, SAMPLE_BYTES};

/// The mark at the start of a file that it is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Letters of a text that stand for its title.
const NAME_LETTERS: usize = 60;

/// A file of rows whose bytes are ASCII where it matters: one in wide characters is decoded.
fn narrow(content: Content, limits: &Limits) -> Result<Content, Fault> {
    let sample = content.bytes(SAMPLE_BYTES as u64)?;
    let (mut decoding, mark) = Decoding::begin(&sample, 0);
    if !decoding.is_wide() {
        return Ok(content);
    }
    let most = limits.of(Limit::Held);
    let bytes = content.bytes(most.saturating_add(1))?;
    if bytes.len() as u64 > most {
        return Err(Fault::broken("it is too large to be read in this encoding; save it as UTF-8"));
    }
    decoding.push(bytes.get(mark..).unwrap_or_default(), true);
    Ok(Content::Memory(Arc::new(decoding.finish().0.into_bytes())))
}

/// The members of a file of rows: those that are not blank, each with its number and its
/// title.
fn members<S: Scan + 'static>(
    mut records: Records<S>,
    is_blank: impl Fn(&Record<'_>) -> bool + Send + 'static,
    title: impl Fn(&Record<'_>, &S) -> Option<String> + Send + 'static,
) -> Members {
    let mut number = 0;
    Box::new(std::iter::from_fn(move || {
        loop {
            let (record, scan) = match records.next() {
                Ok(record) => record?,
                Err(error) => return Some(Err(error.into())),
            };
            if is_blank(&record) {
                continue;
            }
            number += 1;
            let title = title(&record, scan);
            let name = format!("#{number}");
            return Some(Ok(Listing::Member { name, title, place: record.place }));
        }
    }))
}

/// What to call a row without a title: the first words of its text, but
/// for markup.
fn first_words(text: &str, goes_on: bool) -> Option<String> {
    if text.trim_start().starts_with('<') {
        return None;
    }
    let shown: String = text.chars().take(NAME_LETTERS).collect();
    let cut = shown.len() < text.len() || goes_on;
    let words: Vec<&str> = shown.split_whitespace().collect();
    let whole = if cut { words.len().saturating_sub(1).max(1) } else { words.len() };
    let name = words.get(..whole)?.join(" ");
    (!name.is_empty()).then(|| if cut { name + " …" } else { name })
}

/// The text of a record, at most so many bytes of it, and what was noticed while decoding it.
fn text(content: &Content, place: Place, most: u64) -> Result<(String, Vec<Notice>), Fault> {
    let (bytes, whole) = records::read(content, place, most)?;
    let bytes = bytes.strip_prefix(MARK).unwrap_or(&bytes);
    let (mut decoding, _) = Decoding::begin(bytes, bytes.len());
    decoding.push(bytes, true);
    let (text, mut notices) = decoding.finish();
    if !whole {
        notices
            .push(Notice::Truncated { read: text.len() as u64, limit: Limit::Record.about().name });
    }
    Ok((text, notices))
}

/// Why a row is none: for one that was cut off, its length.
fn why(fault: Fault, notices: &[Notice], most: u64) -> Fault {
    if notices.iter().any(|notice| matches!(notice, Notice::Truncated { .. })) {
        let limit = Limit::Record.about().name;
        return Fault::broken(format!("the row is longer than {most} bytes (--limit {limit}=…)"));
    }
    fault
}

/// A row as a document.
fn document(row: Row, format: Format, notices: Vec<Notice>) -> Opened {
    let mut parts = Parts { format, ..row.parts() };
    parts.notices.splice(..0, notices);
    Opened::Document(Box::new(parts))
}

#[cfg(test)]
mod tests;
