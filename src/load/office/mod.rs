//! Documents of word processors → one text with blocks: DOCX (Word), ODT (LibreOffice), RTF.
//!
//! The first two are archives of XML files; the text is read in one pass over the events of
//! its file, and written by [`writer::Writer`], which all share. Styles and numbering of lists are
//! read before, notes after it, each with a link to its reference and back. What was deleted
//! with changes tracked, comments, page headers and footers are left out.

mod docx;
mod frames;
mod odt;
mod rtf;
mod word;
mod writer;

#[cfg(test)]
mod testing;

pub(super) use docx::Docx;
pub(super) use odt::Odt;
pub(super) use rtf::Rtf;

use super::header::{self, Field};
use super::limits::MAX_FIELD_BYTES;
use super::xml::{Event, Xml};
use crate::document::Metadata;

/// What an office document says of itself: the elements of Dublin Core that both formats
/// have, and their own for the author and the day.
fn metadata(source: &str) -> Metadata {
    let mut metadata = Metadata::default();
    let (mut created, mut changed, mut last_author) = (None, None, String::new());
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        let Event::Open(element) = event else { continue };
        let name = element.name;
        let text = match name {
            "title" | "creator" | "initial-creator" | "language" | "created" | "creation-date"
            | "date" | "modified" => xml.text(MAX_FIELD_BYTES),
            _ => continue,
        };
        match name {
            "title" => header::set(&mut metadata, Field::Title, &text),
            "language" => header::set(&mut metadata, Field::Language, &text),
            "initial-creator" => header::set(&mut metadata, Field::Byline, &text),
            "creator" => last_author = text,
            "created" | "creation-date" => created = created.or(header::date::parse(&text)),
            _ => changed = changed.or(header::date::parse(&text)),
        }
    }
    header::set(&mut metadata, Field::Byline, &last_author);
    metadata.date = created.or(changed);
    metadata
}
