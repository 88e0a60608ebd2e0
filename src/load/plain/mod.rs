//! Plain text → blocks. The text itself is left as it is.
//!
//! The text is gone through once, line by line. Lines between blank ones are a run; a
//! run is split into blocks by what its lines begin with. Nothing depends on what stands
//! further away than the next run, so a document's beginning has the same blocks
//! whether the rest is there or not, up to the last of them.

mod flow;
mod head;
mod heading;
mod line;
mod run;
mod table;

use line::Lines;
use run::Runs;

use super::format::{About, Described, Loader, Sign};
use super::limits::MAX_FIELD_BYTES;
use super::{header, links};
use crate::document::{Block, BlockKind, Format, Metadata, Parts, Span};

/// Lines of a run that are looked at together; a longer run is split there, and joined
/// again where both sides are read alike.
const RUN_LINES: usize = 4096;

/// Any text, left as it is.
pub(super) struct PlainText;

impl Described for PlainText {
    fn format(&self) -> Format {
        Format::Plain
    }

    fn about(&self) -> About {
        let extensions = &["txt", "text", "log", "asc"];
        About { name: "plain", what: "any text, left as it is", extensions }
    }
}

impl Loader for PlainText {
    fn sign(&self, _beginning: &str) -> Sign {
        Sign::None
    }

    fn is_progressive(&self) -> bool {
        true
    }

    fn parts(&self, text: String, _options: &super::Options) -> Parts {
        parts(text)
    }
}

/// The parts of a plain text.
fn parts(text: String) -> Parts {
    let mut metadata = Metadata::default();
    let (head, at) = head::read(&text, &mut metadata);
    let mut runs = Runs::new(&text, head);
    let mut lines = Vec::new();
    let mut continued = false;
    for line in Lines::new(&text, at) {
        if !line.is_empty() {
            lines.push(line);
        }
        if line.is_empty() || lines.len() == RUN_LINES {
            runs.push(&lines, continued);
            continued = !line.is_empty();
            lines.clear();
        }
        if runs.is_full() {
            let start = lines.first().map_or(line.end, |first| first.start);
            runs.push_rest(start as usize);
            lines.clear();
            break;
        }
    }
    runs.push(&lines, continued);
    let (blocks, tables) = runs.finish();
    describe(&text, &blocks, &mut metadata);
    let mut addresses = Vec::new();
    links::find(&text, Span::new(0, text.len()), &mut addresses, 0);
    Parts { text, blocks, tables, links: addresses, metadata, ..Parts::default() }
}

/// Fills in what headings and the first paragraph tell.
fn describe(text: &str, blocks: &[Block], metadata: &mut Metadata) {
    let mut article = blocks.iter().filter(|block| block.is_article());
    let Some(first) = article.next() else { return };
    if let BlockKind::Heading { .. } = first.kind {
        header::set(metadata, header::Field::Title, first.span.of(text));
    }
    let paragraph = std::iter::once(first).chain(article).take(4);
    let mut paragraph = paragraph.filter(|block| block.kind == BlockKind::Paragraph);
    let Some(mut content) = paragraph.next().map(|block| block.span.of(text)) else { return };
    if let Some(about) = header::about(content) {
        metadata.date = metadata.date.or(about.date);
        content = paragraph.next().map_or("", |block| block.span.of(text));
    }
    if let Some((date, source)) = header::dateline(content) {
        metadata.date = metadata.date.or(date);
        let source = source.filter(|source| source.len() <= MAX_FIELD_BYTES);
        metadata.source = metadata.source.take().or_else(|| source.map(str::to_owned));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<String> {
        let parts = parts(text.to_owned());
        parts.blocks.iter().map(|block| block.span.of(&parts.text).to_owned()).collect()
    }

    #[test]
    fn a_number_that_begins_a_wrapped_line_is_no_item() {
        let text = "a) The work must be released under any conditions added under section\n\
            7.  This requirement modifies another.\nb) The next one\n";
        assert_eq!(items(text).len(), 2);
        assert_eq!(
            items("1. one, which goes on for so long that the line is full\n2. two\n").len(),
            2
        );
    }

    #[test]
    fn a_long_run_is_one_block() {
        let text = "A line of a list\n".repeat(3 * RUN_LINES);
        assert_eq!(items(&text).len(), 1);
        let long = format!("{}\n", "words in a line ".repeat(20)).repeat(RUN_LINES + 10);
        assert_eq!(items(&long).len(), RUN_LINES + 10);
    }

    #[test]
    fn hostile_lines_take_linear_time() {
        for line in
            ["- a|b\n", "    |a|\n", "|a|\n", ">|\n", "a\tb\n", "a  b\n", "1.\n", "=\n", "A\n\n"]
        {
            let text = line.repeat(50_000);
            let parts = parts(text);
            let most = crate::load::limits::MIN_BLOCKS + parts.text.len() / 64 + RUN_LINES;
            assert!(parts.blocks.len() <= most, "{line}");
        }
    }
}
