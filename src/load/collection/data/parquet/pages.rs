//! Pages of a column that are compressed with zstd, inflated in safe Rust as zstd files are;
//! the library would bring a decoder in C.

use std::io::Read;
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::reader::SerializedPageReader;
use bytes::Bytes;
use ruzstd::decoding::StreamingDecoder;

use super::input::Input;
use crate::load::limits::MAX_COLUMN_PAGE_BYTES;

/// The pages of a column in a group of so many rows.
pub(super) fn reader(
    input: &Arc<Input>,
    column: &ColumnChunkMetaData,
    rows: usize,
) -> Result<Box<dyn PageReader>> {
    let open = |column| SerializedPageReader::new(Arc::clone(input), column, rows, None);
    if !matches!(column.compression(), Compression::ZSTD(_)) {
        return Ok(Box::new(open(column)?));
    }
    let as_it_lies =
        column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
    Ok(Box::new(Zstd(open(&as_it_lies)?)))
}

/// Inflates pages that are handed out as they lie in the file.
struct Zstd(SerializedPageReader<Input>);

impl Iterator for Zstd {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl PageReader for Zstd {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.0.get_next_page()?.map(inflated).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.0.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0.skip_next_page()
    }

    fn supports_deferred_dictionary(&self) -> bool {
        self.0.supports_deferred_dictionary()
    }

    fn take_deferred_dictionary(&mut self) -> Result<Option<Page>> {
        self.0.take_deferred_dictionary()?.map(inflated).transpose()
    }
}

fn inflated(mut page: Page) -> Result<Page> {
    match &mut page {
        Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => *buf = inflate(buf, 0)?,
        Page::DataPageV2 {
            buf, def_levels_byte_len, rep_levels_byte_len, is_compressed, ..
        } => {
            // The levels stand before the values, as they are.
            let levels = def_levels_byte_len.saturating_add(*rep_levels_byte_len);
            if std::mem::take(is_compressed) {
                *buf = inflate(buf, levels as usize)?;
            }
        }
    }
    Ok(page)
}

/// Inflates what stands behind the first bytes.
fn inflate(bytes: &Bytes, first: usize) -> Result<Bytes> {
    let failed = |why: &dyn std::fmt::Display| ParquetError::General(format!("zstd: {why}"));
    let mut out = bytes.get(..first).ok_or_else(|| failed(&"too short"))?.to_vec();
    let packed = bytes.get(first..).unwrap_or_default();
    if packed.is_empty() {
        return Ok(out.into());
    }
    let decoder = StreamingDecoder::new(packed).map_err(|error| failed(&error))?;
    let most = MAX_COLUMN_PAGE_BYTES;
    decoder.take(most + 1).read_to_end(&mut out).map_err(|error| failed(&error))?;
    if out.len() as u64 > most {
        return Err(failed(&format!("a page has more than {} MiB", most >> 20)));
    }
    Ok(out.into())
}
