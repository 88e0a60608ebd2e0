//! `gleaner` reads documents and lays the facts of what they say beside them.
//!
//! A loaded document is one immutable text plus spans over it (see [`document`]);
//! everything else, from wrapping to facts to search matches, is spans over that
//! text. Each module below knows only the ones above it in this list; the test
//! `tests/layers.rs` holds that rule.
//!
//! | module       | knows                                                            |
//! |--------------|------------------------------------------------------------------|
//! | [`document`] | text, blocks, spans, metadata, outline                           |
//! | [`layout`]   | `Document` and a width → lines; the one width of a character     |
//! | [`load`]     | bytes of some format → `Document`; encodings, limits, folders    |
//! | [`facts`]    | `Document` → `Facts`: pure, deterministic, thread-safe           |
//! | [`search`]   | fuzzy matching, find in a document, full-text queries            |
//! | [`library`]  | what must last: places, marks, configuration                     |
//! | [`app`]      | the state core: `App`, `Action`, `update` → `Effect`s            |
//! | [`ui`]       | `&App` → one ratatui frame                                       |
//! | [`terminal`] | crossterm: raw mode, the event loop, workers that run `Effect`s  |
//! | [`cli`]      | the command line and its output formats                          |
//!
//! The engine works without the reader:
//!
//! ```
//! use gleaner::{document, facts, load};
//!
//! let text = "Mayor Ana Ruiz met 12 ministers in Oslo on 3 March 2021.";
//! let document = load::from_text(text.to_owned(), document::Format::Plain, Default::default());
//! let facts = facts::extract(&document);
//! let spans: Vec<&str> = facts.facts.iter().map(|fact| document.slice(fact.span)).collect();
//! assert_eq!(spans, ["Ana Ruiz", "12 ministers", "Oslo", "3 March 2021"]);
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod app;
pub mod cli;
pub mod document;
pub mod facts;
pub mod layout;
pub mod library;
pub mod load;
pub mod search;
pub mod terminal;
pub mod ui;
