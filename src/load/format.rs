//! The formats of text that are read, and how one is told from another.
//!
//! To add a format of text: a file with a unit struct, `impl Loader` for it, a variant of
//! [`Format`], and a line in [`LOADERS`]. The tests at the end of this file then hold it to
//! what every loader promises. A commented example:
//!
//! ```text
//! /// Screenplays in Fountain.
//! pub(super) struct Fountain;
//!
//! impl Loader for Fountain {
//!     fn format(&self) -> Format {
//!         Format::Fountain
//!     }
//!
//!     fn about(&self) -> About {
//!         About { name: "fountain", what: "screenplays in Fountain", extensions: &["fountain"] }
//!     }
//!
//!     // How sure the first 16 KiB of the decoded text make it.
//!     fn sign(&self, beginning: &str) -> Sign {
//!         if beginning.contains("\nINT. ") { Sign::Likely } else { Sign::None }
//!     }
//!
//!     // The text that the reader is to see, with the blocks that it consists of.
//!     fn parts(&self, text: String, _whole: bool) -> Parts {
//!         // open blocks, push text, close blocks
//!         Builder::new("").finish()
//!     }
//! }
//! ```

use super::{html, markdown, plain};
use crate::document::{Format, Parts};

/// Makes documents of one format of text.
pub(super) trait Loader: Sync {
    /// The format.
    fn format(&self) -> Format;

    /// What to tell people of it.
    fn about(&self) -> About;

    /// How sure the beginning of a text makes it that it is of this format.
    fn sign(&self, beginning: &str) -> Sign;

    /// Whether the beginning of a text is read as it will be when the rest is there, so
    /// that it can be shown before.
    fn is_progressive(&self) -> bool {
        false
    }

    /// The text for the reader with its blocks and metadata. With `whole`, nothing is left
    /// out as not belonging to the article. Never fails: what cannot be made out is text.
    fn parts(&self, text: String, whole: bool) -> Parts;
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

/// How sure the beginning of a text makes its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Nothing tells of it.
    None,
    /// It may be, where the name says nothing.
    Likely,
    /// It is, whatever the name says.
    Certain,
}

/// The formats of text that this build reads; plain text, which anything may be, comes last.
const LOADERS: &[&dyn Loader] = &[&html::WebPage, &markdown::Markdown, &plain::PlainText];

/// The formats that this build reads.
pub fn formats() -> impl Iterator<Item = (Format, About)> {
    LOADERS.iter().map(|loader| (loader.format(), loader.about()))
}

/// The loader of a format.
pub(super) fn loader(format: Format) -> &'static dyn Loader {
    let found = LOADERS.iter().find(|loader| loader.format() == format);
    found.copied().unwrap_or(&plain::PlainText)
}

/// The format of a text: what its content leaves no doubt of, else what its name says, else,
/// where the name has no ending (a pipe, `README`), what its content makes likely.
pub(super) fn detect(extension: Option<&str>, beginning: &str) -> Format {
    let by = |fits: &dyn Fn(&dyn Loader) -> bool| {
        LOADERS.iter().find(|loader| fits(**loader)).map(|loader| loader.format())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
        assert!(formats().all(|(format, _)| loader(format).format() == format));
        for list in [&mut names, &mut extensions] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all, "a name is given twice");
        }
    }

    /// Holds what every loader promises.
    fn check(loader: &dyn Loader, text: &str, whole: bool) {
        let parts = loader.parts(text.to_owned(), whole);
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

    proptest! {
        #[test]
        fn any_text_makes_a_document(text in "(?s).{0,300}", whole: bool) {
            LOADERS.iter().for_each(|loader| check(*loader, &text, whole));
        }

        #[test]
        fn any_marks_make_a_document(text in fragments(), whole: bool) {
            LOADERS.iter().for_each(|loader| check(*loader, &text, whole));
        }
    }
}
