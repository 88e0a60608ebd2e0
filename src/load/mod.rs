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

pub mod apart;
mod binary;
mod builder;
mod collection;
mod compressed;
mod content;
mod encoding;
mod error;
mod fingerprint;
mod folder;
mod format;
mod header;
mod html;
mod input;
pub mod limits;
mod links;
mod list;
mod markdown;
mod measure;
mod open;
mod packed;
mod pdf;
mod plain;
mod source;

pub use collection::{Columns, Expansion, Member, expand, expand_met};
pub use error::LoadError;
pub use fingerprint::{Change, Fingerprint};
pub use folder::{Found, Skip, Walk};
pub use format::{About, formats};
pub use header::date::parse as parse_date;
pub use list::PathList;
pub use markdown::anchor;
pub use open::{Options, Preview, Progress, from_text, load, open, preview};
pub use source::{Source, Stream};
