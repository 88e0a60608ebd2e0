//! The JSON contract: what `gleaner facts` writes for a document.

use serde::Serialize;

use super::Facts;
use crate::document::Document;

/// What the record says of where the document came from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The record's `id`: a path or the id that the input gave.
    pub id: &'a str,
}

/// One record of the contract; serialise it. Offsets in it are Unicode code points.
#[derive(Debug, Serialize)]
pub struct Contract<'a> {
    id: &'a str,
}

impl<'a> Contract<'a> {
    /// The record of a document and its facts.
    pub fn new(source: Source<'a>, _document: &'a Document, _facts: &'a Facts) -> Self {
        Self { id: source.id }
    }
}
