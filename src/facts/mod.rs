//! `Document` → [`Facts`]: pure, deterministic, thread-safe, no input or output.
//!
//! Stages, each behind a small interface: sentences and tokens, then recognisers
//! (one a kind of fact, one file each), then what needs all mentions: entities with
//! their roles, speakers of statements, and the brief.

mod abbreviation;
mod address;
mod analysis;
mod any_language;
mod assembly;
mod brief;
mod confidence;
mod contract;
mod counted;
mod coverage;
mod currency;
mod date;
mod entity;
mod essence;
mod fixed;
pub mod gazetteer;
mod lexicon;
mod link;
mod model;
mod money;
pub mod name;
mod number;
mod ordinal;
mod percent;
pub mod piece;
mod quantity;
mod quote;
mod reading;
mod recogniser;
mod role;
mod scan;
pub mod sentence;
pub mod token;
mod unit;

pub use analysis::Analysis;
pub use contract::{Contract, Failure, Id};
pub(crate) use contract::{Passage, Spans};
pub use coverage::Coverage;
pub use essence::{Essence, bound_in_words, date_in_words, essence, flat, known_of, speaker};
pub use model::{
    Bound, Brief, Date, DateType, Detail, Entity, EntityId, Fact, Facts, Kind, LinkValue, Money,
    Origin, Percent, Quantity, Quote, QuoteMode,
};

pub use recogniser::{Recogniser, value_recognisers};

use crate::document::{Document, Span};

/// The facts of a whole document.
pub fn extract(document: &Document) -> Facts {
    extract_within(document, Span::new(0, document.len() as usize))
}

/// The first sentences and facts of a document, so many of both together; their range tells
/// how far they come. What cannot be among them is not looked at, as far as the beginning
/// tells how many there are.
pub fn extract_first(document: &Document, most: usize) -> Facts {
    let mut facts = extract_within(document, Span::new(0, likely_end(document, most)));
    facts.truncate(most);
    facts
}

/// Where a document holds more sentences and facts than asked for, by those of its beginning.
fn likely_end(document: &Document, most: usize) -> usize {
    /// Bytes of the beginning; looking at them is a small part of the work on a document that
    /// has some times as many.
    const BEGINNING: usize = 1 << 20;
    let length = document.len() as usize;
    if length < 4 * BEGINNING {
        return length;
    }
    let until = |end: usize| document.text().floor_char_boundary(end);
    let beginning = extract_within(document, Span::new(0, until(BEGINNING)));
    let count = beginning.sentences.len() + beginning.facts.len();
    // Twice as far as they seem to reach, since what follows may hold fewer.
    let end = (2 * BEGINNING).saturating_mul(most) / count.max(1);
    until(length.min(end.max(BEGINNING)))
}

/// The facts of the blocks that `range` (bytes) touches; sentences are numbered from the
/// first of them. Large documents are extracted around the viewport first: the cost is
/// that of the blocks, wherever they stand.
pub fn extract_within(document: &Document, range: Span) -> Facts {
    assembly::assemble(document, range)
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod testing;
