//! The formats that are read, and how one is told from another.
//!
//! To add a format: a file with a unit struct, `impl Described` for it and one of [`Loader`]
//! (a text), [`Packed`] (a file that is one document) or
//! [`Collection`](super::collection::Collection) (a file of many), a variant of [`Format`],
//! and a line in [`READERS`]. The tests at the end of this file then hold it to what every
//! format promises. A commented example:
//!
//! ```text
//! /// Screenplays in Fountain.
//! pub(super) struct Fountain;
//!
//! impl Described for Fountain {
//!     fn format(&self) -> Format {
//!         Format::Fountain
//!     }
//!
//!     fn about(&self) -> About {
//!         About { name: "fountain", what: "screenplays in Fountain", extensions: &["fountain"] }
//!     }
//! }
//!
//! impl Loader for Fountain {
//!     // How sure the first 16 KiB of the decoded text make it.
//!     fn sign(&self, beginning: &str) -> Sign {
//!         if beginning.contains("\nINT. ") { Sign::Likely } else { Sign::None }
//!     }
//!
//!     // The text that the reader is to see, with the blocks that it consists of.
//!     fn parts(&self, text: String, _options: &Options) -> Parts {
//!         // open blocks, push text, close blocks
//!         Builder::new("").finish()
//!     }
//! }
//! ```

use std::ops::ControlFlow;

use super::apart::Apart;
use super::collection::{Collection, archive, data, feed, mailbox};
use super::content::{Content, Fault};
use super::{Options, epub, html, mail, markdown, office, pdf, plain};
use crate::document::{Format, Parts};

/// What every format tells of itself.
pub(super) trait Described: Sync {
    /// The format.
    fn format(&self) -> Format;

    /// What to tell people of it.
    fn about(&self) -> About;
}

/// Makes documents of one format of text.
pub(super) trait Loader: Described {
    /// How sure the beginning of a text makes it that it is of this format.
    fn sign(&self, beginning: &str) -> Sign;

    /// Whether the beginning of a text is read as it will be when the rest is there, so
    /// that it can be shown before.
    fn is_progressive(&self) -> bool {
        false
    }

    /// The text for the reader with its blocks and metadata. If the options ask for the
    /// whole, nothing is left out as not belonging to the article. Never fails: what cannot
    /// be made out is text.
    fn parts(&self, text: String, options: &Options) -> Parts;
}

/// Makes a document of a file that is not one text: packed, binary, or text in several
/// encodings.
pub(super) trait Packed: Described {
    /// How sure the first bytes make it that a file is of this format.
    fn sign(&self, beginning: &[u8]) -> Sign;

    /// The document. `part` gets the beginning of it (the first chapter, the first page) as
    /// soon as it is there, and longer ones after it where that is worth their cost; after
    /// `Break` nobody waits for more.
    ///
    /// # Errors
    /// Where nothing can be read of it. What is read before the damage is a document with
    /// a notice.
    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault>;
}

/// What to tell people of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// What `--as` calls it.
    pub name: &'static str,
    /// What it is, in a few words.
    pub what: &'static str,
    /// Endings of names, in lower case.
    pub extensions: &'static [&'static str],
}

/// How sure the beginning of a file makes its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Nothing tells of it.
    None,
    /// It is, if the name says the same; it may be of a more general format otherwise (an
    /// archive of any files).
    IfNamed,
    /// It may be, where the name says the same.
    Possible,
    /// It may be, where the name says nothing or says the same.
    Likely,
    /// It is, whatever the name says.
    Certain,
}

/// How a format is read.
#[derive(Clone, Copy)]
pub(super) enum Reader {
    /// One text, one document.
    Text(&'static dyn Loader),
    /// One file, one document.
    Packed(&'static dyn Packed),
    /// One file, many documents.
    Collection(&'static dyn Collection),
}

/// The formats that this build reads. What is told by its content comes before what is
/// told by less; plain text, which anything may be, comes last.
const READERS: &[Reader] = &[
    Reader::Packed(&epub::Epub),
    Reader::Packed(&office::Docx),
    Reader::Packed(&office::Odt),
    Reader::Collection(&archive::zip::Zip),
    Reader::Collection(&archive::tar::Tar),
    Reader::Packed(&Apart(&pdf::Pdf)),
    Reader::Packed(&Apart(&office::Rtf)),
    #[cfg(feature = "parquet")]
    Reader::Collection(&data::parquet::Parquet),
    Reader::Collection(&feed::Feed),
    Reader::Collection(&feed::opml::Opml),
    Reader::Collection(&data::json_lines::JsonLines),
    Reader::Collection(&data::json_array::JsonArray),
    Reader::Collection(&mailbox::Mailbox),
    Reader::Packed(&mail::Mail),
    Reader::Collection(&data::csv::Csv),
    Reader::Text(&html::WebPage),
    Reader::Text(&markdown::Markdown),
    Reader::Text(&plain::PlainText),
];

impl Reader {
    fn described(&self) -> &'static dyn Described {
        match *self {
            Self::Text(loader) => loader,
            Self::Packed(packed) => packed,
            Self::Collection(collection) => collection,
        }
    }

    fn is_named(&self, extension: Option<&str>) -> bool {
        extension.is_some_and(|extension| self.described().about().extensions.contains(&extension))
    }

    /// Whether a name is that of a packed file; an empty one is no empty text.
    fn is_packed_as(&self, extension: Option<&str>) -> bool {
        matches!(self, Self::Packed(_)) && self.is_named(extension)
    }
}

/// The formats that this build reads.
pub fn formats() -> impl Iterator<Item = (Format, About)> {
    READERS.iter().map(|reader| (reader.described().format(), reader.described().about()))
}

/// The loader of a format of text; of any other that of plain text.
pub(super) fn loader(format: Format) -> &'static dyn Loader {
    texts().find(|loader| loader.format() == format).unwrap_or(&plain::PlainText)
}

fn texts() -> impl Iterator<Item = &'static dyn Loader> {
    READERS.iter().filter_map(|reader| match reader {
        Reader::Text(loader) => Some(*loader),
        Reader::Packed(_) | Reader::Collection(_) => None,
    })
}

/// The format of a text: what its content leaves no doubt of, else what its name says, else,
/// where the name has no ending (a pipe, `README`), what its content makes likely.
pub(super) fn detect(extension: Option<&str>, beginning: &str) -> Format {
    let by = |fits: &dyn Fn(&dyn Loader) -> bool| {
        texts().find(|loader| fits(*loader)).map(|loader| loader.format())
    };
    let named = |loader: &dyn Loader| {
        extension.is_some_and(|extension| loader.about().extensions.contains(&extension))
    };
    let likely =
        |loader: &dyn Loader| extension.is_none() && loader.sign(beginning) == Sign::Likely;
    by(&|loader| loader.sign(beginning) == Sign::Certain)
        .or_else(|| by(&named))
        .or_else(|| by(&likely))
        .unwrap_or_default()
}

/// How to read a file that is more than one text, by its first bytes and its name; `None`
/// for a text, and for what is not known. A format that was asked `for` is not questioned.
pub(super) fn beyond_text(
    asked: Option<Format>,
    extension: Option<&str>,
    beginning: &[u8],
) -> Option<Reader> {
    if let Some(format) = asked {
        let found = READERS.iter().find(|reader| reader.described().format() == format);
        return found.filter(|reader| !matches!(reader, Reader::Text(_))).copied();
    }
    let sign = |reader: &Reader| match reader {
        Reader::Text(_) => Sign::None,
        Reader::Packed(packed) => packed.sign(beginning),
        Reader::Collection(one) if one.needs_name() && !reader.is_named(extension) => Sign::None,
        Reader::Collection(collection) => collection.sign(beginning),
    };
    let signs: Vec<(&Reader, Sign)> = READERS.iter().map(|one| (one, sign(one))).collect();
    let by = |fits: &dyn Fn(&Reader, Sign) -> bool| {
        signs.iter().find(|(reader, sign)| fits(reader, *sign)).map(|(reader, _)| **reader)
    };
    by(&|reader, sign| sign == Sign::IfNamed && reader.is_named(extension))
        .or_else(|| by(&|_, sign| sign == Sign::Certain))
        .or_else(|| by(&|reader, sign| sign >= Sign::Possible && reader.is_named(extension)))
        .or_else(|| by(&|_, sign| sign == Sign::Likely && extension.is_none()))
        .or_else(|| by(&|reader, _| beginning.is_empty() && reader.is_packed_as(extension)))
}

/// Whether a name with this ending may be that of a collection.
pub(super) fn names_collection(extension: Option<&str>) -> bool {
    let collections = READERS.iter().filter(|reader| matches!(reader, Reader::Collection(_)));
    collections.into_iter().any(|reader| reader.is_named(extension))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::collection::{Context, Listing, Opened};
    use super::*;

    #[test]
    fn the_name_decides_where_the_content_is_not_certain() {
        assert_eq!(detect(Some("md"), "plain"), Format::Markdown);
        assert_eq!(detect(Some("txt"), "# Title\n\n**bold** [a](http://a)"), Format::Plain);
        assert_eq!(detect(Some("htm"), "no tag"), Format::Html);
    }

    #[test]
    fn certain_content_decides_first() {
        let page = " <!-- saved -->\n<!DOCTYPE html><title>A</title>";
        assert_eq!(detect(Some("txt"), page), Format::Html);
        assert_eq!(detect(None, "<html lang=en><p>a"), Format::Html);
        assert_eq!(detect(None, "<p> is a tag that begins this line"), Format::Plain);
    }

    #[test]
    fn likely_content_decides_only_without_a_name() {
        assert_eq!(detect(None, "# Title\n\nSee **this**.\n"), Format::Markdown);
        assert_eq!(detect(None, "# a comment\nrm -rf x\n"), Format::Plain);
    }

    #[test]
    fn every_format_has_one_loader_and_one_name() {
        let mut names: Vec<&str> = formats().map(|(_, about)| about.name).collect();
        let mut extensions: Vec<&str> =
            formats().flat_map(|(_, about)| about.extensions).copied().collect();
        assert!(texts().all(|one| loader(one.format()).format() == one.format()));
        for list in [&mut names, &mut extensions] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all, "a name is given twice");
        }
    }

    /// Holds what every loader promises.
    fn check(loader: &dyn Loader, text: &str, whole: bool) {
        check_parts(&loader.parts(text.to_owned(), &Options { whole, ..Options::default() }));
    }

    /// Holds what all parts are to be, of whatever format.
    pub(in crate::load) fn check_parts(parts: &Parts) {
        let mut end = 0;
        for block in &parts.blocks {
            assert!(block.span.start >= end && !block.span.is_empty(), "in order: {block:?}");
            assert!(parts.text.get(block.span.range()).is_some(), "in bounds: {block:?}");
            end = block.span.end;
        }
        for span in parts
            .inlines
            .iter()
            .map(|inline| inline.span)
            .chain(parts.links.iter().map(|link| link.span))
        {
            assert!(parts.text.get(span.range()).is_some(), "in bounds: {span:?}");
        }
        for cell in parts.tables.iter().flat_map(|table| table.rows.iter().flatten()) {
            assert!(parts.text.get(cell.range()).is_some(), "in bounds: {cell:?}");
        }
        for anchor in &parts.anchors {
            assert!(parts.text.is_char_boundary(anchor.offset as usize), "in bounds: {anchor:?}");
        }
    }

    /// Marks that the formats know, in any order.
    fn fragments() -> impl Strategy<Value = String> {
        let pieces: &[&str] = &[
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<li>",
            "<ul>",
            "</ul>",
            "<ol start=7>",
            "<b>",
            "</b>",
            "<i>",
            "<a href=/x>",
            "</a>",
            "<a href='javascript:x'>",
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<th>",
            "<td colspan=3>",
            "<caption>",
            "<pre>",
            "</pre>",
            "<code>",
            "<br>",
            "<hr>",
            "<img alt='a b' src=c>",
            "<h1>",
            "</h1>",
            "<h2>",
            "<q>",
            "</q>",
            "<blockquote>",
            "</blockquote>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<title>",
            "</title>",
            "<svg>",
            "<template>",
            "<body>",
            "<html>",
            "&amp;",
            "&nbsp;",
            "&#0;",
            "\n",
            " ",
            "word",
            "é",
            "\u{1F600}",
            "# ",
            "- ",
            "> ",
            "```",
            "|",
            "**",
            "[a](b)",
            "1. ",
            "Title: x",
            "\t",
            "\0",
        ];
        prop::collection::vec(prop::sample::select(pieces), 0..60)
            .prop_map(|pieces| pieces.concat())
    }

    /// First bytes that make a file one of those that are no text.
    const BEGINNINGS: [&[u8]; 6] = [
        b"",
        b"PK\x03\x04",
        b"PK\x03\x04\x14\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetype",
        b"%PDF-1.4\n",
        b"From a@example.org Mon Jan  1 00:00:00 2024\n",
        b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>",
    ];

    /// Reads bytes in every way that is not as one text; what can be read of them is sound.
    fn read_beyond_text(bytes: &[u8]) {
        let options = Options::default();
        for reader in READERS {
            let content = Content::Memory(std::sync::Arc::new(bytes.to_vec()));
            match reader {
                Reader::Text(_) => {}
                Reader::Packed(packed) => {
                    let mut whole = |parts: Parts| {
                        check_parts(&parts);
                        ControlFlow::Continue(())
                    };
                    if let Ok(parts) = packed.parts(&content, &options, &mut whole) {
                        check_parts(&parts);
                    }
                }
                Reader::Collection(collection) => {
                    let Ok(shelf) = collection.open(content, &Context::default()) else { continue };
                    for listing in std::sync::Arc::clone(&shelf).members().take(50) {
                        let Ok(Listing::Member { place, .. }) = listing else { continue };
                        match shelf.read(place) {
                            Ok(Opened::Document(parts)) => check_parts(&parts),
                            Ok(Opened::File(mut raw)) => {
                                let _ = std::io::copy(&mut raw.reader, &mut std::io::sink());
                            }
                            Err(_) => {}
                        }
                    }
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            beginning in prop::sample::select(&BEGINNINGS[..]),
            rest in prop::collection::vec(any::<u8>(), 0..400),
        ) {
            read_beyond_text(&[beginning, &rest].concat());
        }

        #[test]
        fn any_text_makes_a_document(text in "(?s).{0,300}", whole: bool) {
            texts().for_each(|loader| check(loader, &text, whole));
        }

        #[test]
        fn any_marks_make_a_document(text in fragments(), whole: bool) {
            texts().for_each(|loader| check(loader, &text, whole));
        }
    }
}
