//! A small writer of Parquet files, to test the reading of them.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{
    ByteArray, ByteArrayType, DataType, DoubleType, FixedLenByteArray, FixedLenByteArrayType,
    Int32Type, Int64Type,
};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

/// The values of a column, with their levels where some are missing or lie in lists.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    defined: Option<Vec<i16>>,
    repeated: Option<Vec<i16>>,
}

/// A column of a file.
#[derive(Clone, Debug)]
pub enum Column {
    Texts(Vec<ByteArray>, Levels),
    Fixed(Vec<FixedLenByteArray>),
    Days(Vec<i32>),
    Numbers(Vec<i64>, Levels),
    Shares(Vec<f64>),
}

/// Texts that are all there.
pub fn texts(texts: &[&str]) -> Column {
    Column::Texts(texts.iter().map(|text| ByteArray::from(*text)).collect(), Levels::default())
}

/// Texts of which some are missing.
pub fn optional(texts: &[Option<&str>]) -> Column {
    let defined = texts.iter().map(|text| i16::from(text.is_some())).collect();
    let values = texts.iter().flatten().map(|text| ByteArray::from(*text)).collect();
    Column::Texts(values, Levels { defined: Some(defined), repeated: None })
}

/// Lists of texts, as `optional group (LIST)` of a repeated group of an optional element.
pub fn lists(lists: &[&[&str]]) -> Column {
    let levels = list_levels(lists);
    let values = lists.iter().flat_map(|list| list.iter()).map(|text| ByteArray::from(*text));
    Column::Texts(values.collect(), levels)
}

/// Lists of numbers of the same kind.
pub fn vectors(lists: &[&[i64]]) -> Column {
    Column::Numbers(lists.concat(), list_levels(lists))
}

fn list_levels<T>(lists: &[&[T]]) -> Levels {
    let (mut defined, mut repeated) = (Vec::new(), Vec::new());
    for list in lists {
        if list.is_empty() {
            defined.push(1);
            repeated.push(0);
        }
        for index in 0..list.len() {
            defined.push(3);
            repeated.push(i16::from(index > 0));
        }
    }
    Levels { defined: Some(defined), repeated: Some(repeated) }
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub compression: Compression,
    pub version: WriterVersion,
}

impl Default for Style {
    fn default() -> Self {
        Self { compression: Compression::SNAPPY, version: WriterVersion::PARQUET_1_0 }
    }
}

/// A file of these fields, with these columns in each of its groups of rows.
pub fn file(fields: &str, groups: &[Vec<Column>], style: Style) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(&format!("message rows {{ {fields} }}")).unwrap());
    let properties = WriterProperties::builder()
        .set_compression(style.compression)
        .set_writer_version(style.version)
        // Pages of some rows, so that reading passes over some.
        .set_data_page_row_count_limit(100)
        .set_write_batch_size(50)
        .build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        columns.iter().for_each(|column| write(&mut group, column));
        group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

fn write(group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>, column: &Column) {
    let none = Levels::default();
    match column {
        Column::Texts(values, levels) => typed::<ByteArrayType>(group, values, levels),
        Column::Fixed(values) => typed::<FixedLenByteArrayType>(group, values, &none),
        Column::Days(values) => typed::<Int32Type>(group, values, &none),
        Column::Numbers(values, levels) => typed::<Int64Type>(group, values, levels),
        Column::Shares(values) => typed::<DoubleType>(group, values, &none),
    }
}

fn typed<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    values: &[T::T],
    levels: &Levels,
) {
    let mut column = group.next_column().unwrap().expect("a field for each column");
    let (defined, repeated) = (levels.defined.as_deref(), levels.repeated.as_deref());
    column.typed::<T>().write_batch(values, defined, repeated).unwrap();
    column.close().unwrap();
}

/// Articles with a title, a text that may be missing, and the day of 2024 that they are of.
pub fn articles(titles: &[&str], bodies: &[Option<&str>]) -> Vec<u8> {
    let fields =
        "required binary title (UTF8); optional binary text (UTF8); required int32 date (DATE);";
    let days = (0..titles.len()).map(|day| 19_723 + day as i32).collect();
    file(fields, &[vec![texts(titles), optional(bodies), Column::Days(days)]], Style::default())
}
