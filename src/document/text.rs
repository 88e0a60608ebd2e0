//! The document itself.

use super::{Block, BlockKind, Format, Metadata, Notice, Span, Table};

/// One immutable text with its blocks, inline styles, links and metadata.
///
/// Offsets are bytes of [`Document::text`]. Blocks, inlines and links are sorted by
/// their start; blocks are disjoint.
#[derive(Clone, Debug, Default)]
pub struct Document {
    parts: Parts,
}

/// What a loader hands over to make a [`Document`].
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The one text.
    pub text: String,
    /// Blocks from top to bottom.
    pub blocks: Vec<Block>,
    /// Tables that blocks point to.
    pub tables: Vec<Table>,
    /// Emphasis and its like.
    pub inlines: Vec<Inline>,
    /// Links with their targets.
    pub links: Vec<Link>,
    /// Places that links of the document lead to by their names.
    pub anchors: Vec<Anchor>,
    /// Title, byline, date.
    pub metadata: Metadata,
    /// What to tell the reader.
    pub notices: Vec<Notice>,
    /// The format it was read from.
    pub format: Format,
    /// How offsets map to lines of the source file.
    pub source_lines: SourceLines,
    /// Where the pages begin, sorted by their start; empty for what has none.
    pub pages: Vec<Page>,
}

/// The beginning of a page of a format that has pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The offset at which its text begins.
    pub start: u32,
    /// What the document calls it: `12`, `iv`, `A-3`.
    pub label: String,
}

/// How offsets of the text map to lines of the file it was read from.
#[derive(Clone, Debug, Default)]
pub enum SourceLines {
    /// The text is the file: lines are counted in the text.
    #[default]
    Text,
    /// The line (from 1) on which each block starts, one per block.
    Blocks(Vec<u32>),
}

/// A range shown in a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where.
    pub span: Span,
    /// How.
    pub style: InlineStyle,
}

/// Styles inside a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InlineStyle {
    /// Emphasis, mostly shown in italics.
    Emphasis,
    /// Strong emphasis, mostly shown bold.
    Strong,
    /// Code in running text.
    Code,
    /// Struck out.
    Strikethrough,
}

/// A link in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text that carries it.
    pub span: Span,
    /// Where it leads, as the document gives it.
    pub target: String,
}

/// A place of the text with the name that links call it by: a target `#notes` leads to the
/// anchor `notes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The name.
    pub name: Box<str>,
    /// Where it is.
    pub offset: u32,
}

/// An entry of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The heading's text.
    pub span: Span,
    /// 1 is the highest.
    pub level: u8,
}

impl Document {
    /// Makes a document. Spans that do not fit the text, and blocks out of order, are
    /// dropped: a fault in a loader must cost a block and not the reader.
    pub fn new(mut parts: Parts) -> Self {
        let text = &parts.text;
        let fits = |span: Span| text.get(span.range()).is_some() && span.start <= span.end;
        let mut end = 0;
        let kept: Vec<bool> = parts
            .blocks
            .iter()
            .map(|block| {
                let fine = fits(block.span) && block.span.start >= end;
                debug_assert!(fine, "block {block:?} out of order or out of the text");
                if fine {
                    end = block.span.end;
                }
                fine
            })
            .collect();
        if kept.contains(&false) {
            if let SourceLines::Blocks(lines) = &mut parts.source_lines {
                retain_by(lines, &kept);
            }
            retain_by(&mut parts.blocks, &kept);
        }
        parts.inlines.retain(|inline| fits(inline.span) && !inline.span.is_empty());
        parts.inlines.sort_by_key(|inline| (inline.span.start, inline.span.end));
        parts.links.retain(|link| fits(link.span) && !link.span.is_empty());
        parts.links.sort_by_key(|link| (link.span.start, link.span.end));
        parts.anchors.retain(|anchor| text.is_char_boundary(anchor.offset as usize));
        // The sort is stable: of two places with one name, the first in the text counts.
        parts.anchors.sort_by(|one, other| one.name.cmp(&other.name));
        parts.anchors.dedup_by(|later, first| later.name == first.name);
        parts.pages.retain(|page| fits(Span::at(page.start)));
        parts.pages.sort_by_key(|page| page.start);
        Self { parts }
    }

    /// The one text.
    pub fn text(&self) -> &str {
        &self.parts.text
    }

    /// The text of a span, or "" where the span does not fit.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.parts.text)
    }

    /// Length of the text in bytes.
    pub fn len(&self) -> u32 {
        Span::new(0, self.parts.text.len()).end
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.parts.text.is_empty()
    }

    /// Blocks from top to bottom.
    pub fn blocks(&self) -> &[Block] {
        &self.parts.blocks
    }

    /// Tables that [`BlockKind::Table`] points to.
    pub fn tables(&self) -> &[Table] {
        &self.parts.tables
    }

    /// Emphasis and its like, sorted by start.
    pub fn inlines(&self) -> &[Inline] {
        &self.parts.inlines
    }

    /// Links, sorted by start.
    pub fn links(&self) -> &[Link] {
        &self.parts.links
    }

    /// Where the place of a name is.
    pub fn anchor(&self, name: &str) -> Option<u32> {
        let anchors = &self.parts.anchors;
        let index = anchors.binary_search_by(|anchor| (*anchor.name).cmp(name)).ok()?;
        anchors.get(index).map(|anchor| anchor.offset)
    }

    /// Title, byline, date, words.
    pub fn metadata(&self) -> &Metadata {
        &self.parts.metadata
    }

    /// Where the pages begin, from the first to the last; empty for what has none.
    pub fn pages(&self) -> &[Page] {
        &self.parts.pages
    }

    /// The page on which `offset` stands; `None` for what has no pages.
    pub fn page_at(&self, offset: u32) -> Option<&Page> {
        let after = self.parts.pages.partition_point(|page| page.start <= offset);
        self.parts.pages.get(after.saturating_sub(1))
    }

    /// What to tell the reader about how it was read.
    pub fn notices(&self) -> &[Notice] {
        &self.parts.notices
    }

    /// The format it was read from.
    pub fn format(&self) -> Format {
        self.parts.format
    }

    /// The index of the block that holds `offset`, or of the next one, or of the last;
    /// `None` only where there are no blocks.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let last = self.parts.blocks.len().checked_sub(1)?;
        let index = self.parts.blocks.partition_point(|block| block.span.end <= offset);
        Some(index.min(last))
    }

    /// The headings from top to bottom.
    pub fn outline(&self) -> impl Iterator<Item = Heading> + '_ {
        self.parts.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading { level } => Some(Heading { span: block.span, level }),
            _ => None,
        })
    }

    /// The line of the source file (from 1) on which `offset` stands. For plain text
    /// this counts line ends, so it is not for the user interface thread on large texts.
    pub fn source_line(&self, offset: u32) -> usize {
        match &self.parts.source_lines {
            SourceLines::Text => {
                let before = self.parts.text.as_bytes().get(..offset as usize);
                1 + before.map_or(0, |bytes| memchr::memchr_iter(b'\n', bytes).count())
            }
            SourceLines::Blocks(lines) => {
                let line = self.block_at(offset).and_then(|block| lines.get(block));
                line.map_or(1, |&line| line as usize)
            }
        }
    }
}

impl Document {
    /// The offset at which a line of the source file (from 1) begins, or of the block that
    /// it lies in; the end of the text for lines beyond it. Counts line ends like
    /// [`Document::source_line`].
    pub fn offset_of_line(&self, line: usize) -> u32 {
        match &self.parts.source_lines {
            SourceLines::Text => {
                let Some(before) = line.checked_sub(2) else { return 0 };
                let end = memchr::memchr_iter(b'\n', self.parts.text.as_bytes()).nth(before);
                end.map_or(self.len(), |end| end as u32 + 1)
            }
            SourceLines::Blocks(lines) => {
                let block =
                    lines.partition_point(|start| *start as usize <= line).saturating_sub(1);
                self.parts.blocks.get(block).map_or(0, |block| block.span.start)
            }
        }
    }
}

fn retain_by<T>(items: &mut Vec<T>, kept: &[bool]) {
    let mut flags = kept.iter();
    items.retain(|_| flags.next().copied().unwrap_or(false));
}
