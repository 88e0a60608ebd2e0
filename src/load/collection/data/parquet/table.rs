//! Rows of a Parquet file, read column by column.

use std::ops::Range;
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::DataType;
use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};
use ::parquet::schema::types::{ColumnDescPtr, SchemaDescriptor};

use super::super::row::Value;
use super::input::Input;
use super::pages;
use super::value::Convert;

/// An open file. Its rows lie in groups, and in a group column after column.
pub(super) struct Table {
    input: Arc<Input>,
    metadata: ParquetMetaData,
}

/// Records of a column that are read at a time.
const STEP: usize = 64;

/// Bytes that a value takes beside its text.
const VALUE_BYTES: usize = 32;

impl Table {
    pub fn open(input: Input) -> Result<Self> {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&input)?;
        Ok(Self { input: Arc::new(input), metadata })
    }

    /// How many rows it says that there are.
    pub fn rows(&self) -> u64 {
        let groups = self.metadata.row_groups().iter();
        groups.fold(0, |sum, group| sum.saturating_add(length(group)))
    }

    /// The names of its columns. What lies in a record or a map has that name before its own.
    pub fn columns(&self) -> Vec<String> {
        let schema = self.metadata.file_metadata().schema_descr();
        (0..schema.num_columns()).map(|leaf| name(schema, leaf)).collect()
    }

    /// Values of one column from a row on, as they come; `each` answers whether to go on.
    pub fn column(
        &self,
        column: usize,
        from: u64,
        each: &mut dyn FnMut(Vec<Value>) -> bool,
    ) -> Result<()> {
        for (group, first) in self.groups(from) {
            if !self.leaf(group, column, first..length(group), each)? {
                break;
            }
        }
        Ok(())
    }

    /// At most so many rows from one on, each with a value for every column: fewer where they
    /// come to more than so many bytes, but one at least.
    pub fn read(&self, from: u64, rows: u64, bytes: usize) -> Result<Vec<Vec<Value>>> {
        let mut read: Vec<Vec<Value>> = Vec::new();
        let mut taken = 0;
        for (group, first) in self.groups(from) {
            let wanted = rows.saturating_sub(read.len() as u64).min(length(group) - first);
            if wanted == 0 || taken >= bytes {
                break;
            }
            let (more, size) = self.read_group(group, first..first + wanted, bytes - taken)?;
            let whole = more.len() as u64 == wanted;
            read.extend(more);
            taken += size;
            if !whole {
                break;
            }
        }
        Ok(read)
    }

    /// The same within a group, and the bytes that they take. One column is read after the
    /// other; where the rows become too large, the next columns are read for fewer of them.
    fn read_group(
        &self,
        group: &RowGroupMetaData,
        rows: Range<u64>,
        bytes: usize,
    ) -> Result<(Vec<Vec<Value>>, usize)> {
        let mut count = usize::try_from(rows.end - rows.start).unwrap_or(usize::MAX);
        let mut sizes: Vec<usize> = Vec::new();
        let mut columns: Vec<Vec<Value>> = Vec::new();
        for leaf in 0..group.num_columns() {
            let (mut values, mut taken) = (Vec::new(), 0);
            let end = rows.start.saturating_add(count as u64);
            let whole = self.leaf(group, leaf, rows.start..end, &mut |more| {
                more.into_iter().all(|value| {
                    let row = values.len();
                    sizes.resize(sizes.len().max(row + 1), 0);
                    let all = sizes.get_mut(row).map_or(0, |all| {
                        *all += size(&value);
                        *all
                    });
                    taken += all;
                    let fits = taken <= bytes || row == 0;
                    values.extend(fits.then_some(value));
                    fits
                })
            })?;
            if !whole {
                count = values.len();
                sizes.truncate(count);
                columns.iter_mut().for_each(|values| values.truncate(count));
            }
            columns.push(values);
        }
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        let mut row =
            || columns.iter_mut().map(|values| values.next().unwrap_or(Value::Empty)).collect();
        Ok(((0..count).map(|_| row()).collect(), sizes.iter().sum()))
    }

    /// The groups from a row on, and at which of its rows to begin.
    fn groups(&self, from: u64) -> impl Iterator<Item = (&RowGroupMetaData, u64)> {
        let mut passed = 0_u64;
        self.metadata.row_groups().iter().filter_map(move |group| {
            let first = from.saturating_sub(passed);
            passed = passed.saturating_add(length(group));
            (first < length(group)).then_some((group, first))
        })
    }

    /// Values of a column in a group, some at a time, as long as `each` wants more; whether
    /// it did to the end.
    fn leaf(
        &self,
        group: &RowGroupMetaData,
        leaf: usize,
        rows: Range<u64>,
        each: &mut dyn FnMut(Vec<Value>) -> bool,
    ) -> Result<bool> {
        let Some(column) = group.columns().get(leaf) else { return Ok(true) };
        known(column.compression())?;
        let descriptor = column.column_descr_ptr();
        let all = usize::try_from(length(group)).unwrap_or(usize::MAX);
        let pages = pages::reader(&self.input, column, all)?;
        let mut values = Values { rows, column: descriptor.clone(), each };
        match get_column_reader(descriptor, pages) {
            ColumnReader::BoolColumnReader(reader) => values.read(reader),
            ColumnReader::Int32ColumnReader(reader) => values.read(reader),
            ColumnReader::Int64ColumnReader(reader) => values.read(reader),
            ColumnReader::Int96ColumnReader(reader) => values.read(reader),
            ColumnReader::FloatColumnReader(reader) => values.read(reader),
            ColumnReader::DoubleColumnReader(reader) => values.read(reader),
            ColumnReader::ByteArrayColumnReader(reader) => values.read(reader),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => values.read(reader),
        }
    }
}

fn length(group: &RowGroupMetaData) -> u64 {
    u64::try_from(group.num_rows()).unwrap_or(0)
}

/// Refuses what this build cannot inflate, by its name.
pub(super) fn known(compression: Compression) -> Result<()> {
    let name = match compression {
        Compression::BROTLI(_) => "Brotli",
        Compression::LZO => "LZO",
        _ => return Ok(()),
    };
    Err(ParquetError::NYI(format!("it is compressed with {name}")))
}

/// Groups that only tell how a list or a map is built.
const SCAFFOLD: [&str; 7] =
    ["list", "element", "item", "bag", "array", "array_element", "key_value"];

fn name(schema: &SchemaDescriptor, leaf: usize) -> String {
    let path = schema.column(leaf).path().parts().to_vec();
    let Some((root, inner)) = path.split_first() else { return String::new() };
    let inner = inner.iter().filter(|part| !SCAFFOLD.contains(&part.as_str()));
    inner.fold(root.clone(), |name, part| format!("{name}.{part}"))
}

fn size(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len() + VALUE_BYTES,
        Value::Empty | Value::Other(_) => VALUE_BYTES,
    }
}

/// Rows of a column that are being read.
struct Values<'a> {
    rows: Range<u64>,
    column: ColumnDescPtr,
    each: &'a mut dyn FnMut(Vec<Value>) -> bool,
}

impl Values<'_> {
    fn read<T: DataType>(&mut self, mut reader: ColumnReaderImpl<T>) -> Result<bool>
    where
        T::T: Convert,
    {
        let count = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
        let first = count(self.rows.start);
        if reader.skip_records(first)? < first {
            return Ok(true);
        }
        let mut left = count(self.rows.end.saturating_sub(self.rows.start));
        while left > 0 {
            let mut levels = Levels::default();
            let mut values = Vec::new();
            let (defined, repeated) = (&mut levels.defined, &mut levels.repeated);
            let (records, _, _) =
                reader.read_records(left.min(STEP), Some(defined), Some(repeated), &mut values)?;
            if records == 0 {
                break;
            }
            left = left.saturating_sub(records);
            if !(self.each)(levels.rows(values, &self.column)) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// How the values of a column make rows: which of them are there, and where a row begins.
#[derive(Default)]
struct Levels {
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

impl Levels {
    fn rows<V: Convert>(&self, values: Vec<V>, column: &ColumnDescPtr) -> Vec<Value> {
        let is_list = column.max_rep_level() > 0;
        let most = column.max_def_level();
        let count = if most > 0 { self.defined.len() } else { values.len() };
        let mut values = values.into_iter();
        let mut rows: Vec<Value> = Vec::new();
        let mut list: Vec<Value> = Vec::new();
        for index in 0..count {
            let is_there = most == 0 || self.defined.get(index) == Some(&most);
            let value = if is_there { values.next() } else { None };
            let value = value.map_or(Value::Empty, |value| value.convert(column));
            if !is_list {
                rows.push(value);
                continue;
            }
            if index > 0 && self.repeated.get(index) == Some(&0) {
                rows.push(joined(std::mem::take(&mut list)));
            }
            list.push(value);
        }
        if is_list && count > 0 {
            rows.push(joined(list));
        }
        rows
    }
}

/// Bytes of the longest list that is no texts and yet shown, and of the longest text of a list
/// that is shown in one line.
const SHORT: usize = 400;

/// A list as one value: its texts side by side or below each other. A long one of numbers is
/// no text.
fn joined(list: Vec<Value>) -> Value {
    let bytes = list.iter().map(size).sum();
    let texts: Vec<String> = list
        .into_iter()
        .filter_map(|value| match value {
            Value::Text(text) => Some(text),
            Value::Empty | Value::Other(_) => None,
        })
        .collect();
    let is_words = texts.iter().all(|text| text.parse::<f64>().is_err());
    let long = texts.iter().any(|text| text.len() > SHORT);
    let text = texts.join(if long { "\n\n" } else { ", " });
    match () {
        () if text.is_empty() && bytes > VALUE_BYTES => Value::Other(bytes),
        () if text.is_empty() => Value::Empty,
        () if is_words || text.len() <= SHORT => Value::Text(text),
        () => Value::Other(text.len()),
    }
}
