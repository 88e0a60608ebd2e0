//! Several texts below each other as one: what stands above an entry, its text, and what
//! hangs on it.

use super::builder::Builder;
use super::{Options, format};
use crate::document::{BlockKind, Flow, Format, Parts, SourceLines, Span};

/// Parts of a document, joined in order.
#[derive(Default)]
pub(super) struct Joining(Parts);

impl Joining {
    /// Appends a heading.
    pub fn heading(&mut self, level: u8, text: &str) {
        let mut builder = Builder::new("");
        builder.open(BlockKind::Heading { level }, Flow::Fill, 0);
        push_line(&mut builder, text);
        self.push(builder.finish(), 0);
    }

    /// Appends lines `label: value` that are no article text. A web address is a link.
    pub fn lines<'a>(&mut self, lines: impl IntoIterator<Item = (&'a str, &'a str)>, quote: u8) {
        let mut builder = Builder::new("");
        builder.open(BlockKind::Header, Flow::Lines, 0);
        for (index, (label, value)) in lines.into_iter().enumerate() {
            if index > 0 {
                builder.text.push('\n');
            }
            push_line(&mut builder, label);
            builder.text.push_str(": ");
            let start = builder.text.len();
            push_line(&mut builder, value);
            if is_address(value) {
                builder.link(start, value.trim().to_owned());
            }
        }
        self.push(builder.finish(), quote);
    }

    /// Appends a text of some format, all of it.
    pub fn text(&mut self, text: &str, format: Format, quote: u8) {
        self.push(format::loader(format).parts(text.to_owned(), &Options::whole_page()), quote);
    }

    /// Appends parts below what is there, in so many more quotations. What is known of the
    /// document so far counts before what the parts say of themselves.
    pub fn push(&mut self, parts: Parts, quote: u8) {
        if parts.blocks.is_empty() && parts.text.trim().is_empty() {
            return;
        }
        let joined = &mut self.0;
        let end = joined.blocks.last().map_or(0, |block| block.span.end as usize);
        let kept = joined.text.trim_end_matches(['\n', '\r', ' ']).len().max(end);
        joined.text.truncate(kept);
        if !joined.text.is_empty() {
            joined.text.push_str("\n\n");
        }
        let moved = Span::new(0, joined.text.len()).end;
        let shift = |span: &mut Span| {
            span.start = span.start.saturating_add(moved);
            span.end = span.end.saturating_add(moved);
        };
        let tables = u32::try_from(joined.tables.len()).unwrap_or(u32::MAX);
        let Parts { text, mut blocks, tables: mut more, mut inlines, mut links, .. } = parts;
        joined.text.push_str(&text);
        for block in &mut blocks {
            shift(&mut block.span);
            block.quote = block.quote.saturating_add(quote);
            if let BlockKind::Table(index) = &mut block.kind {
                *index = index.saturating_add(tables);
            }
        }
        more.iter_mut().flat_map(|table| table.rows.iter_mut().flatten()).for_each(shift);
        inlines.iter_mut().for_each(|inline| shift(&mut inline.span));
        links.iter_mut().for_each(|link| shift(&mut link.span));
        joined.blocks.append(&mut blocks);
        joined.tables.append(&mut more);
        joined.inlines.append(&mut inlines);
        joined.links.append(&mut links);
        joined.notices.extend(parts.notices);
        let known = std::mem::take(&mut joined.metadata);
        joined.metadata = parts.metadata;
        joined.metadata.know(&known);
    }

    /// What is known of the document so far.
    pub fn metadata(&mut self) -> &mut crate::document::Metadata {
        &mut self.0.metadata
    }

    /// What to tell the reader.
    pub fn notices(&mut self) -> &mut Vec<crate::document::Notice> {
        &mut self.0.notices
    }

    /// All of it. Lines of the file say nothing of such a document, so all are the first.
    pub fn finish(self) -> Parts {
        let source_lines = SourceLines::Blocks(vec![1; self.0.blocks.len()]);
        Parts { source_lines, ..self.0 }
    }
}

/// Whether a value is a web address and nothing else.
pub(super) fn is_address(value: &str) -> bool {
    let value = value.trim();
    let begins = |scheme: &str| {
        value.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    (begins("http://") || begins("https://")) && !value.contains(char::is_whitespace)
}

/// Appends a text with each run of white space as one blank.
fn push_line(builder: &mut Builder<'_>, text: &str) {
    for (index, word) in text.split_whitespace().enumerate() {
        if index > 0 {
            builder.text.push(' ');
        }
        builder.text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn joined_parts_keep_their_places() {
        let mut joining = Joining::default();
        joining.heading(1, "A  vote\n");
        joining.lines([("by", "Ada"), ("url", "https://e.example/1")], 0);
        joining.text("One.\n\n> two\n", Format::Plain, 1);
        joining.text("<table><tr><th>a</th><td>b</td></tr></table>", Format::Html, 0);
        joining.text("| a | b |\n|---|---|\n| 1 | *2* |\n", Format::Markdown, 0);
        let document = Document::new(joining.finish());
        let blocks: Vec<(&str, u8)> = document
            .blocks()
            .iter()
            .map(|block| (document.slice(block.span), block.quote))
            .collect();
        let expected = [
            ("A vote", 0),
            ("by: Ada\nurl: https://e.example/1", 0),
            ("One.", 1),
            ("two", 2),
            ("a\tb", 0),
            ("a\tb\n1\t2", 0),
        ];
        assert_eq!(blocks, expected);
        assert_eq!(document.slice(document.links()[0].span), "https://e.example/1");
        assert_eq!(document.slice(document.inlines()[0].span), "2");
        let cell = document.tables()[1].rows[1][1];
        assert_eq!(document.slice(cell), "2");
        assert!(matches!(document.blocks()[5].kind, BlockKind::Table(1)));
    }
}
