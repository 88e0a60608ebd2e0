//! A table of values as one document.

use pulldown_cmark::Alignment;

use super::dialect::{self, Dialect};
use crate::document::{Format, Notice, Parts};
use crate::load::builder::Builder;
use crate::load::content::{Content, Fault};
use crate::load::encoding::Decoding;
use crate::load::limits::{Limit, Limits};

/// All of the table, as far as it can be shown.
pub(super) fn parts(content: &Content, dialect: &Dialect, limits: &Limits) -> Result<Parts, Fault> {
    let bytes = content.bytes(limits.of(Limit::Table))?;
    let most = limits.count(Limit::Cells);
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
        if cells > most {
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
    let limit = match () {
        () if cells > most => Some(Limit::Cells),
        () if content.size()? > bytes.len() as u64 => Some(Limit::Table),
        () => None,
    };
    if let Some(limit) = limit {
        notices.push(Notice::Truncated { read: read as u64, limit: limit.about().name });
    }
    Ok(Parts { notices, format: Format::Csv, ..builder.finish() })
}
