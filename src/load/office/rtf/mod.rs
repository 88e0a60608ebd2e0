//! Documents in the Rich Text Format.
//!
//! Control words and text in groups, which say what holds from there on. `source` makes text
//! of the bytes, the library tokens of it and, once `tokens` has made these ready, runs of
//! text that look alike, of which `walk` writes paragraphs and tables.
//!
//! A few bytes can ask the library for a hundred times as many, so this happens in a child
//! process (see `apart`).

mod marks;
mod source;
mod tokens;
mod walk;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use rtf_parser_tt::{Parser, RtfError};

use self::tokens::Prepared;
use super::writer::Writer;
use crate::document::{Format, Metadata, Notice, Parts};
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Packed, Sign};
use crate::load::header::{self, Field};
use crate::load::limits::Limit;
use crate::load::{Options, anchor};

/// Documents in the Rich Text Format.
pub(in crate::load) struct Rtf;

impl Described for Rtf {
    fn format(&self) -> Format {
        Format::Rtf
    }

    fn about(&self) -> About {
        About { name: "rtf", what: "documents in Rich Text Format", extensions: &["rtf"] }
    }
}

/// What every file begins with.
const MARK: &[u8] = b"{\\rtf";

impl Packed for Rtf {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let start = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
        if start.trim_ascii_start().starts_with(MARK) { Sign::Certain } else { Sign::None }
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let bytes = content.bytes(options.limits.of(Limit::Pdf))?;
        if memchr::memmem::find(&bytes, MARK).is_none() {
            return Err(Fault::broken("there is no text in Rich Text Format in it"));
        }
        let source = source::decode(&bytes);
        drop(bytes);
        let Prepared { tokens, links, created, broken_off, too_deep } =
            tokens::prepare(&source, &options.limits).map_err(refused)?;
        let mut document = Parser::new(tokens).parse().map_err(refused)?;
        let metadata = metadata(&mut document.info, created);
        let mut writer = Writer::new(metadata, part);
        let most = options.limits.count(Limit::PdfText);
        let complete = walk::write(&document, &links, &mut writer, most);
        let mut parts = writer.finish();
        // No option makes more of what is broken off.
        let limits =
            [(broken_off, None), (too_deep, Some(Limit::Depth)), (!complete, Some(Limit::PdfText))];
        if let Some((_, limit)) = limits.into_iter().find(|(cut, _)| *cut) {
            let limit = limit.map_or("", |limit| limit.about().name);
            parts.notices.push(Notice::Truncated { read: source.len() as u64, limit });
        }
        anchor::keep_linked(&mut parts);
        Ok(parts)
    }
}

/// Why the library gives a file up.
fn refused(error: impl Into<RtfError>) -> Fault {
    let why = error.into().to_string();
    let why = why.split_once("] : ").map_or(&*why, |(_, why)| why);
    Fault::broken(format!("it is damaged: {why}"))
}

/// What a document says of itself.
fn metadata(info: &mut rtf_parser_tt::DocumentInfo, created: [i32; 3]) -> Metadata {
    let mut metadata = Metadata::default();
    for (field, value) in [(Field::Title, info.title.take()), (Field::Byline, info.author.take())] {
        header::set(&mut metadata, field, &value.unwrap_or_default());
    }
    let [year, month, day] = created;
    header::set(&mut metadata, Field::Date, &format!("{year:04}-{month:02}-{day:02}"));
    metadata
}
