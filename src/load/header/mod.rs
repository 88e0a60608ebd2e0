//! What a document says of itself before it begins: title, byline, date, source.

pub(super) mod date;
