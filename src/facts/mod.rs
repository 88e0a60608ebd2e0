//! `Document` → [`Facts`]: pure, deterministic, thread-safe, no input or output.
//!
//! Stages, each behind a small interface: sentences and tokens, then recognisers
//! (one a kind of fact, one file each), then what needs all mentions: entities with
//! their roles, speakers of statements, and the brief.

mod abbreviation;
mod address;
mod analysis;
mod contract;
mod counted;
mod currency;
mod date;
mod link;
mod model;
mod money;
mod number;
mod percent;
pub mod piece;
mod quantity;
mod recogniser;
mod role;
mod scan;
pub mod sentence;
pub mod token;
mod unit;

pub use analysis::Analysis;
pub use contract::{Contract, Source};
pub use model::{
    Bound, Brief, Date, DateType, Detail, Entity, EntityId, Fact, Facts, Kind, LinkValue, Money,
    Percent, Quantity, Quote, QuoteMode,
};

pub use recogniser::{Recogniser, value_recognisers};

use crate::document::{Document, Span};

/// The facts of a whole document.
pub fn extract(document: &Document) -> Facts {
    extract_within(document, Span::new(0, document.len() as usize))
}

/// The facts of the blocks that `range` touches; sentences are numbered from the first
/// of them. Large documents are extracted around the viewport first.
pub fn extract_within(document: &Document, range: Span) -> Facts {
    let _ = document;
    Facts { range, ..Facts::default() }
}
