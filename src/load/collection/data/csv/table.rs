//! A table of values as one document.

use pulldown_cmark::Alignment;

use super::dialect::{self, Dialect};
use crate::document::{Format, Notice, Parts};
use crate::load::builder::Builder;
use crate::load::content::{Content, Fault};
use crate::load::encoding::Decoding;
use crate::load::limits::{MAX_TABLE_BYTES, MAX_TABLE_CELLS};

/// All of the table, as far as it can be shown.
pub(super) fn parts(content: &Content, dialect: &Dialect) -> Result<Parts, Fault> {
    let bytes = content.bytes(MAX_TABLE_BYTES)?;
    let (mut decoding, mark) = Decoding::begin(&bytes, bytes.len());
    decoding.push(bytes.get(mark..).unwrap_or_default(), true);
    let (text, mut notices) = decoding.finish();
    let alignments: Vec<Alignment> = dialect
        .numeric
        .iter()
        .map(|numeric| if *numeric { Alignment::Right } else { Alignment::None })
        .collect();
    let mut builder = Builder::new("");
    builder.begin_table(&alignments, 0);
    builder.set_header(dialect.header);
    let mut read = 0;
    let mut cells = 0;
    for row in dialect::cells(text.as_bytes(), dialect.separator) {
        cells += row.len();
        if cells > MAX_TABLE_CELLS {
            break;
        }
        builder.begin_row();
        for cell in &row {
            builder.begin_cell();
            builder.push(&cell.split_whitespace().collect::<Vec<_>>().join(" "));
            builder.end_cell();
            read += cell.len() + 1;
        }
        builder.end_row();
    }
    builder.end_table();
    if cells > MAX_TABLE_CELLS || content.size()? > bytes.len() as u64 {
        notices.push(Notice::Truncated { read: read as u64 });
    }
    Ok(Parts { notices, format: Format::Csv, ..builder.finish() })
}
