//! The text of a span as a reader sees it.

use super::{Document, Flow, Span};

/// The text of a span with hard-wrapped lines joined: where a block is filled, a run of
/// white space with a line end in it is one blank. Between blocks the text stays as it is.
pub fn reading_text(document: &Document, span: Span) -> String {
    let mut out = String::with_capacity(span.len());
    let mut at = span.start;
    let first = document.block_at(span.start).unwrap_or(0);
    for block in document.blocks().iter().skip(first) {
        if block.span.start >= span.end {
            break;
        }
        if block.flow != Flow::Fill {
            continue;
        }
        let filled = Span { start: block.span.start.max(at), end: block.span.end.min(span.end) };
        out.push_str(document.slice(Span { start: at, end: filled.start }));
        push_filled(&mut out, document.slice(filled), block.quote > 0);
        at = filled.end;
    }
    out.push_str(document.slice(Span { start: at, end: span.end.max(at) }));
    out
}

fn push_filled(out: &mut String, text: &str, quoted: bool) {
    for (index, line) in text.lines().enumerate() {
        if index == 0 {
            out.push_str(line.trim_end());
            continue;
        }
        let marks = |character: char| character.is_whitespace() || (quoted && character == '>');
        out.push(' ');
        out.push_str(line.trim_start_matches(marks).trim_end());
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, BlockKind, Parts};
    use super::*;

    #[test]
    fn hard_wrapped_lines_are_joined_and_paragraphs_kept_apart() {
        let text = "One line\nand its end.\n\n  verse\n  verse";
        let block = |start, end, flow| Block {
            span: Span::new(start, end),
            kind: BlockKind::Paragraph,
            flow,
            quote: 0,
            depth: 0,
        };
        let blocks = vec![block(0, 21, Flow::Fill), block(23, text.len(), Flow::Lines)];
        let document = Document::new(Parts { text: text.to_owned(), blocks, ..Parts::default() });
        let all = Span::new(0, text.len());
        assert_eq!(reading_text(&document, all), "One line and its end.\n\n  verse\n  verse");
        assert_eq!(reading_text(&document, Span::new(4, 12)), "line and");
    }
}
