//! What a document says of itself before it begins: title, byline, date, source.
//!
//! Three kinds of line are known: `Key: value` lines and the ` date 2024-03-31 ` that a
//! feed puts before the first word; lines such as `By Ada Moreau` or `Published Sunday,
//! 7 February 2013` beneath a title; and the dateline that a report's first sentence
//! begins with (`LONDON, March 3, 2021 (Reuters) —`), which stays article text.

pub(super) mod date;
mod key;
mod line;

pub(super) use key::{Key, fields, known};
pub(super) use line::{about, dateline};

use super::limits::MAX_FIELD_BYTES;
use crate::document::Metadata;

/// A field of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Byline,
    Date,
    Source,
    Language,
}

/// Puts a value into a field, unless one is there already.
pub(super) fn set(metadata: &mut Metadata, field: Field, value: &str) {
    let value = value.trim().trim_matches(['"', '\'']).trim();
    if value.is_empty() || value.len() > MAX_FIELD_BYTES {
        return;
    }
    let put = |slot: &mut Option<String>| {
        slot.get_or_insert_with(|| value.to_owned());
    };
    match field {
        Field::Title => put(&mut metadata.title),
        Field::Byline => put(&mut metadata.byline),
        Field::Source => put(&mut metadata.source),
        Field::Date => metadata.date = metadata.date.or_else(|| date::parse(value)),
        Field::Language => {
            metadata.language = metadata.language.or_else(|| super::measure::language_named(value));
        }
    }
}
