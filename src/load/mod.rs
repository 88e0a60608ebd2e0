//! Bytes of some format → [`Document`](crate::document::Document): encodings, limits, folders.
//!
//! A [`Source`] says where the bytes come from. [`load`] reads all of it for scripts;
//! [`preview`] reads the beginning for the first frame of the reader; [`open()`] then
//! reads the rest in the background and reports as it goes. All three build the same
//! blocks: what a preview shows stays where it is.
//!
//! The way of the bytes: `input` opens (and refuses pipes, devices, folders), `binary`
//! refuses what is not text, `encoding` makes text of it piece by piece, `format` tells
//! Markdown from plain text, `plain` and `markdown` find blocks and metadata.

mod address;
pub mod anchor;
pub mod apart;
mod binary;
mod builder;
mod collection;
mod compressed;
mod content;
mod encoding;
mod epub;
mod error;
mod fingerprint;
mod folder;
mod format;
mod header;
mod html;
mod input;
mod joining;
pub mod limits;
mod links;
mod list;
mod mail;
mod markdown;
mod marker;
mod measure;
mod numeral;
mod office;
mod open;
mod package;
mod packed;
mod pdf;
mod percent;
mod plain;
mod source;
mod xml;

pub use collection::{Columns, Expansion, Member, expand, expand_met};
pub use error::LoadError;
pub use fingerprint::{Change, Fingerprint};
pub use folder::{Found, Skip, Walk};
pub use format::{About, formats};
pub use header::date::parse as parse_date;
pub use list::PathList;
pub use open::{Options, Preview, Progress, from_text, load, open, preview};
pub use source::{Source, Stream};
