//! One immutable text and the spans over it.
//!
//! Everything that gleaner shows, finds, extracts or remembers is a [`Span`] of a
//! [`Document`]'s text: blocks, inline styles, links, sentences, facts, matches,
//! marks and the reading position. This module does no input or output.

mod block;
mod metadata;
mod reading;
mod span;
mod text;
pub mod visible;

pub use block::{Block, BlockKind, Flow, Table};
pub use metadata::{Format, Metadata, Notice, reading_minutes};
pub use reading::reading_text;
pub use span::Span;
pub use text::{Anchor, Document, Heading, Inline, InlineStyle, Link, Page, Parts, SourceLines};
