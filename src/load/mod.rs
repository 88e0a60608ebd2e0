//! Bytes of some format → [`crate::document::Document`]: encodings, limits, folders.

pub mod limits;
