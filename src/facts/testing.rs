//! What the tests of this layer share.

use super::name::Mention;
use super::{Analysis, Kind, Origin};
use crate::document::{Block, BlockKind, Document, Flow, Parts, Span};

/// A document of paragraphs, with an empty line between two of them.
pub fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len());
        let kind = BlockKind::Paragraph;
        blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
        at += part.len() + 2;
    }
    Document::new(Parts { text: text.to_string(), blocks, ..Parts::default() })
}

/// A document of paragraphs as above; lines that begin with `# ` are headings, those with
/// `- ` items of a list.
pub fn outlined(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let (kind, marker) = match line.get(..2) {
            Some("# ") => (BlockKind::Heading { level: 1 }, 2),
            Some("- ") => (BlockKind::ListItem { marker: 2 }, 0),
            _ => (BlockKind::Paragraph, 0),
        };
        let span = Span::new(at + marker, at + line.len());
        if !span.is_empty() {
            blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
        }
        at += line.len() + 1;
    }
    Document::new(Parts { text: text.to_string(), blocks, ..Parts::default() })
}

/// The mentions of given names, so that a test does not hang on the tagger. A person's
/// title is told by the words before the name.
pub fn mentions(analysis: &Analysis<'_>, names: &[(&str, Kind)]) -> Vec<Mention> {
    let text = analysis.text();
    let mut found: Vec<(usize, &str, Kind)> = Vec::new();
    for &(name, kind) in names {
        found.extend(text.match_indices(name).map(|(at, _)| (at, name, kind)));
    }
    found.sort_by_key(|&(at, name, _)| (at, std::cmp::Reverse(name.len())));
    let mut end = 0;
    found.retain(|&(at, name, _)| {
        let free = at >= end;
        end = if free { at + name.len() } else { end };
        free
    });
    let title = |at: usize| {
        let titles = ["Senator ", "Mayor ", "Mr. ", "Mrs. "];
        let title = titles.iter().find(|title| text[..at].ends_with(**title))?;
        Some(Span::new(at - title.len(), at - 1))
    };
    let mention = |&(at, name, kind): &(usize, &str, Kind)| {
        let sentence = analysis.sentence_at(u32::try_from(at).ok()?)?;
        Some(Mention {
            span: Span::new(at, at + name.len()),
            sentence: u32::try_from(sentence).ok()?,
            kind,
            origin: Origin::default(),
            title: title(at).filter(|_| kind == Kind::Person),
        })
    };
    found.iter().filter_map(mention).collect()
}
