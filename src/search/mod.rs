//! Fuzzy matching of labels, find in a document, full-text queries over many.
//!
//! - [`fold`]: case and accents taken away, with the way back to the original offsets.
//! - [`fuzzy`]: titles, headings and fact labels, matched by their letters in order.
//! - [`find`]: a word, phrase or regular expression in one text, forwards and back.
//! - [`text`]: the words of a query as prefixes in the running text of many documents.
//! - [`Corpus`]: all of it behind one query, as the search overlay asks it.
//!
//! Nothing here keeps an index of the running text: lower-casing a block into a small
//! buffer and searching that with `memmem` goes at the speed of memory, and a reader
//! should not need twice the size of what it reads.

mod best;
mod corpus;
pub mod find;
pub mod fold;
pub mod fuzzy;
mod parallel;
pub mod text;

pub use corpus::{Corpus, FactLabel, Hit, HitKind, Results, Scope};
