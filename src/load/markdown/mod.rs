//! Markdown → one text with blocks, tables, inline styles and links.
//!
//! The text is what a reader would read aloud: no signs of emphasis, no targets of
//! links; list markers and code lines stay. Blocks stand apart by an empty line, the
//! cells of a table by tabs. The events of the parser come in order, so the text grows
//! at its end only, and nesting is a few stacks and no recursion.

mod front_matter;
mod html;
mod raw_html;
mod sign;

use pulldown_cmark::{Options, Parser};

use super::builder::Builder;
use super::format::{About, Described, Loader, Sign};
use super::header::{self, Field};
use crate::document::{Block, BlockKind, Format, Metadata, Parts};

/// CommonMark with tables, strikethrough, task lists and footnotes.
pub(super) struct Markdown;

impl Described for Markdown {
    fn format(&self) -> Format {
        Format::Markdown
    }

    fn about(&self) -> About {
        let extensions =
            &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext", "qmd", "rmd"];
        About { name: "markdown", what: "CommonMark with tables and footnotes", extensions }
    }
}

impl Loader for Markdown {
    fn sign(&self, beginning: &str) -> Sign {
        if sign::is_markdown(beginning) { Sign::Likely } else { Sign::None }
    }

    fn is_progressive(&self) -> bool {
        true
    }

    fn parts(&self, text: String, _options: &super::Options) -> Parts {
        parts(&text)
    }
}

/// The parts of a Markdown text.
fn parts(source: &str) -> Parts {
    let mut metadata = Metadata::default();
    let mut builder = Builder::new(source);
    let mut start = 0;
    if let Some(front) = front_matter::read(source, &mut metadata) {
        builder.header(front.content, front.line);
        start = front.end;
    }
    let body = source.get(start..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        builder.event(event, start + range.start);
    }
    let mut parts = builder.finish();
    describe(&parts.text, &mut parts.blocks, &mut metadata);
    Parts { metadata, ..parts }
}

/// Blocks at the beginning among which title and byline are looked for.
const BEGINNING: usize = 6;

/// Fills in what the first blocks tell; lines that say who and when become header.
fn describe(text: &str, blocks: &mut [Block], metadata: &mut Metadata) {
    let beginning = blocks.get_mut(..BEGINNING.min(blocks.len())).unwrap_or_default();
    let is_top = |block: &&Block| matches!(block.kind, BlockKind::Heading { level: 1 });
    let first = beginning.iter().find(|block| block.is_article());
    let first = first.filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if let Some(title) = beginning.iter().find(is_top).or(first) {
        header::set(metadata, Field::Title, title.span.of(text));
    }
    let paragraphs = beginning
        .iter_mut()
        .filter(|block| block.is_article())
        .skip_while(|block| matches!(block.kind, BlockKind::Heading { .. }));
    for paragraph in paragraphs.take_while(|block| block.kind == BlockKind::Paragraph) {
        let content = paragraph.span.of(text);
        let Some(about) = header::about(content) else {
            if let Some((date, source)) = header::dateline(content) {
                metadata.date = metadata.date.or(date);
                header::set(metadata, Field::Source, source.unwrap_or_default());
            }
            break;
        };
        header::set(metadata, Field::Byline, about.names.unwrap_or_default());
        metadata.date = metadata.date.or(about.date);
        if !about.is_bare {
            paragraph.kind = BlockKind::Header;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Flow, InlineStyle, SourceLines};
    use crate::load::anchor;
    use proptest::prelude::*;

    fn document(source: &str) -> Document {
        Document::new(Parts { format: Format::Markdown, ..parts(source) })
    }

    fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks().iter().map(|block| (block.kind, document.slice(block.span))).collect()
    }

    #[test]
    fn blocks_read_well_as_text() {
        let source = "# A *vote*\n\nOne\ntwo **three** [four](http://a.b/c).\n\n- x\n  - y\n- z\n\n\
            1. one\n2. two\n\n> quoted\n\n```rust\nfn a() {}\n\n  b\n```\n\n---\n";
        let document = document(source);
        assert_eq!(
            document.text(),
            "A vote\n\nOne two three four.\n\n• x\n  • y\n• z\n\n1. one\n2. two\n\nquoted\n\n\
             fn a() {}\n\n  b\n\n---\n"
        );
        assert_eq!(document.metadata().title.as_deref(), Some("A vote"));
        let styles: Vec<_> = document
            .inlines()
            .iter()
            .map(|inline| (inline.style, document.slice(inline.span)))
            .collect();
        assert_eq!(styles, [(InlineStyle::Emphasis, "vote"), (InlineStyle::Strong, "three")]);
        assert_eq!(document.slice(document.links()[0].span), "four");
        let quotes: Vec<u8> = document.blocks().iter().map(|block| block.quote).collect();
        assert_eq!(quotes.iter().filter(|&&quote| quote == 1).count(), 1);
    }

    #[test]
    fn lists_carry_markers_depth_and_boxes() {
        let document = document("- [x] done\n- [ ] open\n\n  more\n  1. deep\n");
        let bullet = "• [x] ".len() as u16;
        assert_eq!(
            kinds(&document),
            [
                (BlockKind::ListItem { marker: bullet }, "• [x] done"),
                (BlockKind::ListItem { marker: bullet }, "• [ ] open"),
                (BlockKind::Paragraph, "more"),
                (BlockKind::ListItem { marker: 3 }, "1. deep"),
            ]
        );
        let depths: Vec<u8> = document.blocks().iter().map(|block| block.depth).collect();
        assert_eq!(depths, [0, 0, 0, 1]);
    }

    #[test]
    fn tables_have_cells_of_the_text() {
        let document = document("| City | People |\n|---|--:|\n| *Oslo* | 700 |\n| Rome |\n");
        let table = &document.tables()[0];
        let rows: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| document.slice(*cell)).collect())
            .collect();
        assert_eq!(rows, [vec!["City", "People"], vec!["Oslo", "700"], vec!["Rome"]]);
        assert!(table.header && table.right_aligned == [false, true]);
        assert_eq!(document.text(), "City\tPeople\nOslo\t700\nRome\n");
    }

    #[test]
    fn links_of_all_kinds_have_targets() {
        let document = document(
            "[ref][r], <https://auto.example>, https://bare.example/x. ![alt](pic.png) [in](#a-b)[^1]\n\n\
             [r]: https://ref.example\n\n## A b\n\n[^1]: note\n",
        );
        let links: Vec<(&str, &str)> = document
            .links()
            .iter()
            .map(|link| (document.slice(link.span), link.target.as_str()))
            .collect();
        assert_eq!(
            links,
            [
                ("ref", "https://ref.example"),
                ("https://auto.example", "https://auto.example"),
                ("https://bare.example/x", "https://bare.example/x"),
                ("alt", "pic.png"),
                ("in", "#a-b"),
                ("[1]", "#fn-1"),
            ]
        );
        let target = |target| anchor::resolve(&document, target).map(|span| document.slice(span));
        assert_eq!(target("#a-b"), Some("A b"));
        assert_eq!(target("#fn-1"), Some("[1] note"));
        assert_eq!(target("#none"), None);
    }

    #[test]
    fn html_is_never_lost_in_silence() {
        let document = document(
            "<div align=\"center\">\n<b>Bold</b> &amp; <a href=\"x.html\">link</a>\n</div>\n\n\
             a <kbd>b</kbd> <T> c<br>d <!-- gone -->\n\n<!-- open\nfor ever\n",
        );
        assert_eq!(document.text(), "Bold & link\n\na b <T> c\nd\n\n<!-- open\nfor ever\n");
        assert_eq!(document.links()[0].target, "x.html");
        assert_eq!(document.blocks()[1].flow, Flow::Lines);
    }

    #[test]
    fn headings_of_html_are_headings() {
        let document = document(
            "<h1 align=\"center\">\n <a href=\"x\">A vote</a>\n</h1>\n<p>By <b>Ada</b></p>\n\nText.\n",
        );
        assert_eq!(
            kinds(&document),
            [
                (BlockKind::Heading { level: 1 }, "A vote"),
                (BlockKind::Header, "By Ada"),
                (BlockKind::Paragraph, "Text.")
            ]
        );
    }

    #[test]
    fn front_matter_and_bylines_are_header() {
        let document =
            document("---\ntitle: \"A vote\"\ndate: 2024-03-31\nauthor: Ada\n---\n\nText.\n");
        assert_eq!(document.blocks()[0].kind, BlockKind::Header);
        assert_eq!(document.metadata().title.as_deref(), Some("A vote"));
        assert_eq!(document.metadata().date, Some(jiff::civil::date(2024, 3, 31)));
        let document = super::tests::document("# A vote\n\nBy Ada Moreau\n\nText.\n");
        assert_eq!(document.metadata().byline.as_deref(), Some("Ada Moreau"));
        assert_eq!(document.blocks()[1].kind, BlockKind::Header);
    }

    #[test]
    fn source_lines_are_known() {
        let document = document("# A\n\ntext\nmore\n\n- b\n- c\n");
        let lines: Vec<usize> =
            document.blocks().iter().map(|block| document.source_line(block.span.start)).collect();
        assert_eq!(lines, [1, 3, 6, 7]);
    }

    #[test]
    fn deep_nesting_is_neither_slow_nor_deep() {
        for source in ["> ".repeat(20_000) + "a", "- ".repeat(20_000) + "a", "**a ".repeat(20_000)]
        {
            let document = document(&source);
            assert!(document.text().contains('a'));
            assert!(document.text().len() <= source.len() + 64);
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_sound_parts(source in "([-*+>#|`~_\\[\\]()!<>&;:\\\\ \t\na-c0-2é]|---|\\| |\n\n|```|\\[\\^1\\]|<b>|\\$){0,80}") {
            let parts = parts(&source);
            let mut end = 0;
            for block in &parts.blocks {
                prop_assert!(block.span.start >= end && parts.text.get(block.span.range()).is_some());
                prop_assert!(parts.text.get(end as usize..block.span.start as usize).is_some_and(|gap| gap.trim().is_empty()));
                if let BlockKind::ListItem { marker } = block.kind {
                    prop_assert!(parts.text.is_char_boundary(block.span.start as usize + marker as usize));
                    prop_assert!(usize::from(marker) <= block.span.len());
                }
                end = block.span.end;
            }
            prop_assert!(parts.text.get(end as usize..).is_some_and(|gap| gap.trim().is_empty()));
            let spans = parts.links.iter().map(|link| link.span).chain(parts.inlines.iter().map(|inline| inline.span));
            for span in spans.chain(parts.tables.iter().flat_map(|table| table.rows.iter().flatten().copied())) {
                prop_assert!(parts.text.get(span.range()).is_some());
            }
            if let SourceLines::Blocks(lines) = &parts.source_lines {
                prop_assert_eq!(lines.len(), parts.blocks.len());
            }
        }
    }
}
