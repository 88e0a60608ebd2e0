//! A value of a column → what is shown of it.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use ::parquet::data_type::{ByteArray, FixedLenByteArray, Int96};
use ::parquet::record::Field;
use ::parquet::schema::types::ColumnDescPtr;
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::super::row::Value;
use crate::load::limits::MAX_CELL_BYTES;
use crate::load::open::prefix;

/// Makes values of what a column of some type holds.
pub(super) trait Convert {
    /// The value, whose meaning the column tells. Days and times are not left to the library,
    /// which panics where they are out of range.
    fn convert(self, column: &ColumnDescPtr) -> Value;
}

impl Convert for bool {
    fn convert(self, column: &ColumnDescPtr) -> Value {
        shown(Field::convert_bool(column, self))
    }
}

impl Convert for i32 {
    fn convert(self, column: &ColumnDescPtr) -> Value {
        let is_date = matches!(column.logical_type_ref(), Some(LogicalType::Date))
            || column.converted_type() == ConvertedType::DATE;
        match is_date {
            true => Value::Text(date(self).unwrap_or_else(|| self.to_string())),
            false => shown(Field::convert_int32(column, self)),
        }
    }
}

impl Convert for i64 {
    fn convert(self, column: &ColumnDescPtr) -> Value {
        let unit = match column.logical_type_ref() {
            Some(LogicalType::Timestamp(timestamp)) => Some(timestamp.unit),
            _ => match column.converted_type() {
                ConvertedType::TIMESTAMP_MILLIS => Some(TimeUnit::MILLIS),
                ConvertedType::TIMESTAMP_MICROS => Some(TimeUnit::MICROS),
                _ => None,
            },
        };
        match unit {
            Some(unit) => Value::Text(time(self, unit).unwrap_or_else(|| self.to_string())),
            None => shown(Field::convert_int64(column, self)),
        }
    }
}

impl Convert for Int96 {
    fn convert(self, _column: &ColumnDescPtr) -> Value {
        let time = time(self.to_millis(), TimeUnit::MILLIS);
        time.map_or(Value::Other(size_of::<Self>()), Value::Text)
    }
}

impl Convert for f32 {
    fn convert(self, _column: &ColumnDescPtr) -> Value {
        Value::Text(self.to_string())
    }
}

impl Convert for f64 {
    fn convert(self, _column: &ColumnDescPtr) -> Value {
        Value::Text(self.to_string())
    }
}

impl Convert for ByteArray {
    fn convert(self, column: &ColumnDescPtr) -> Value {
        let bytes = self.data();
        match column.converted_type() {
            ConvertedType::UTF8 | ConvertedType::ENUM | ConvertedType::JSON => text(bytes),
            ConvertedType::DECIMAL => decimal(self, column),
            // Old writers do not tell texts from other bytes.
            ConvertedType::NONE if is_text(column, bytes) => text(bytes),
            _ => Value::Other(bytes.len()),
        }
    }
}

impl Convert for FixedLenByteArray {
    fn convert(self, column: &ColumnDescPtr) -> Value {
        let length = self.data().len();
        match (column.converted_type(), column.logical_type_ref()) {
            (ConvertedType::DECIMAL, _) => decimal(ByteArray::from(self), column),
            (_, Some(LogicalType::Uuid)) => Value::Text(uuid(self.data())),
            _ => Value::Other(length),
        }
    }
}

/// Whether bytes that no old name tells the meaning of are text.
fn is_text(column: &ColumnDescPtr, bytes: &[u8]) -> bool {
    match column.logical_type_ref() {
        Some(LogicalType::String | LogicalType::Json | LogicalType::Enum) => true,
        Some(_) => false,
        None => std::str::from_utf8(bytes).is_ok() && memchr::memchr(0, bytes).is_none(),
    }
}

/// A text; of one that is too long the beginning.
fn text(bytes: &[u8]) -> Value {
    let bytes = bytes.get(..MAX_CELL_BYTES + 4).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let text = prefix(&text, MAX_CELL_BYTES);
    if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) }
}

fn decimal(bytes: ByteArray, column: &ColumnDescPtr) -> Value {
    let length = bytes.len();
    Field::convert_byte_array(column, bytes).map_or(Value::Other(length), shown)
}

fn shown(field: Field) -> Value {
    match field {
        Field::Null => Value::Empty,
        field => Value::Text(field.to_string()),
    }
}

/// A day, counted from the first of 1970.
fn date(days: i32) -> Option<String> {
    let days = Span::new().try_days(days).ok()?;
    Some(Date::new(1970, 1, 1).ok()?.checked_add(days).ok()?.to_string())
}

fn time(value: i64, unit: TimeUnit) -> Option<String> {
    let time = match unit {
        TimeUnit::MILLIS => Timestamp::from_millisecond(value),
        TimeUnit::MICROS => Timestamp::from_microsecond(value),
        TimeUnit::NANOS => Timestamp::from_nanosecond(value.into()),
    };
    time.ok().map(|time| time.to_string())
}

fn uuid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}
