//! The chapters of a book, joined to one document.

use std::collections::{HashMap, HashSet};

use super::contents::{Contents, Entry};
use super::heading::{self, Inserted};
use crate::document::{
    Anchor, Block, BlockKind, Flow, Inline, Link, Metadata, Parts, SourceLines, Span, Table,
};
use crate::load::anchor;

/// A book while it is read.
#[derive(Clone)]
pub(super) struct Book {
    parts: Parts,
    contents: Contents,
    /// Places and entries of the contents that are those of the next words: a page of
    /// pictures has none.
    waiting: (Vec<Anchor>, Vec<Entry>),
}

/// What a place of a chapter is called in the document: by the number of the chapter, as its
/// path may be long and stand in millions of links.
pub(super) fn place(chapter: usize, fragment: &str) -> String {
    if fragment.is_empty() {
        format!("chapter-{chapter}")
    } else {
        format!("chapter-{chapter}#{fragment}")
    }
}

impl Book {
    /// An empty book.
    pub fn new(metadata: Metadata, contents: Contents) -> Self {
        let source_lines = SourceLines::Text;
        let parts = Parts { metadata, source_lines, ..Parts::default() };
        Self { parts, contents, waiting: (Vec::new(), Vec::new()) }
    }

    /// Bytes of its text.
    pub fn len(&self) -> usize {
        self.parts.text.len()
    }

    /// Appends the chapter of a number, which lies at a path.
    pub fn append(&mut self, mut chapter: Parts, number: usize, path: &str) {
        let mut entries = self.contents.remove(path).unwrap_or_default();
        let Some(first) = chapter.blocks.first().map(|block| block.span.start) else {
            // What comes before all words is the cover.
            let is_cover = self.parts.text.is_empty();
            self.waiting.0.append(&mut chapter.anchors);
            self.waiting.1.extend(entries.into_iter().filter(|_| !is_cover));
            return;
        };
        let (anchors, before) = std::mem::take(&mut self.waiting);
        entries.splice(
            ..0,
            before.into_iter().map(|entry| Entry { fragment: String::new(), ..entry }),
        );
        chapter
            .anchors
            .extend(anchors.into_iter().map(|anchor| Anchor { offset: first, ..anchor }));
        let entries = starts(&chapter, number, &entries);
        let inserted = heading::arrange(&mut chapter, &entries);
        let seam = self.push_text(&chapter, &inserted);
        let tables = u32::try_from(self.parts.tables.len()).unwrap_or(u32::MAX);
        self.push_blocks(&chapter.blocks, inserted, &seam, tables);
        let span = |span| seam.span(span);
        self.parts.tables.extend(chapter.tables.into_iter().map(|table| {
            let row = |row: Vec<Span>| row.into_iter().map(span).collect();
            Table { rows: table.rows.into_iter().map(row).collect(), ..table }
        }));
        let inlines = chapter.inlines.into_iter();
        self.parts.inlines.extend(inlines.map(|one| Inline { span: span(one.span), ..one }));
        let links = chapter.links.into_iter();
        self.parts.links.extend(links.map(|one| Link { span: span(one.span), ..one }));
        let anchors = chapter.anchors.into_iter();
        self.parts
            .anchors
            .extend(anchors.map(|one| Anchor { offset: seam.place(one.offset), ..one }));
    }

    /// Appends the text with the headings that are put in, each on a line of its own.
    fn push_text(&mut self, chapter: &Parts, inserted: &[Inserted]) -> Seam {
        let text = &mut self.parts.text;
        if !text.is_empty() {
            text.push('\n');
        }
        let (shifts, headings) = (Vec::new(), Vec::new());
        let mut seam = Seam { base: text.len(), shifts, headings };
        let mut copied = 0;
        for heading in inserted {
            let block = chapter.blocks.get(heading.before).map_or(0, |block| block.span.start);
            let before = chapter.text.get(..block as usize).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |end| end + 1);
            text.push_str(chapter.text.get(copied..line).unwrap_or_default());
            if line > 0 && !text.ends_with("\n\n") {
                text.push('\n');
            }
            let start = text.len();
            text.push_str(&heading.label);
            seam.headings.push(Span::new(start, text.len()));
            text.push_str("\n\n");
            copied = line;
            seam.shifts.push((block, text.len() - seam.base - line));
        }
        text.push_str(chapter.text.get(copied..).unwrap_or_default());
        seam
    }

    fn push_blocks(&mut self, blocks: &[Block], inserted: Vec<Inserted>, seam: &Seam, tables: u32) {
        let mut headings = inserted.into_iter().zip(&seam.headings).peekable();
        for (index, block) in blocks.iter().enumerate() {
            while let Some((heading, &span)) =
                headings.next_if(|(heading, _)| heading.before == index)
            {
                let kind = BlockKind::Heading { level: heading.level };
                self.parts.blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
            }
            let kind = match block.kind {
                BlockKind::Table(table) => BlockKind::Table(table.saturating_add(tables)),
                other => other,
            };
            self.parts.blocks.push(Block { span: seam.span(block.span), kind, ..*block });
        }
    }

    /// The book as far as it was read.
    pub fn finish(mut self) -> Parts {
        let names: HashSet<&str> = self.parts.anchors.iter().map(|anchor| &*anchor.name).collect();
        // A link to a place that its chapter does not name leads to the chapter.
        for link in &mut self.parts.links {
            let Some(name) = link.target.strip_prefix('#') else { continue };
            let chapter = name.split_once('#').map(|(chapter, _)| chapter);
            if let Some(chapter) =
                chapter.filter(|one| !names.contains(name) && names.contains(one))
            {
                link.target = format!("#{chapter}");
            }
        }
        drop(names);
        anchor::keep_linked(&mut self.parts);
        self.parts
    }
}

/// How places of a chapter become places of the book.
struct Seam {
    /// Where the text of the chapter begins.
    base: usize,
    /// From which offset of the chapter on it lies how much further behind, because of each
    /// heading that was put in.
    shifts: Vec<(u32, usize)>,
    /// These headings.
    headings: Vec<Span>,
}

impl Seam {
    /// Where a part of a block lies in the book.
    fn span(&self, span: Span) -> Span {
        let passed = self.shifts.partition_point(|(from, _)| *from <= span.start);
        let shift = passed.checked_sub(1).and_then(|last| self.shifts.get(last));
        let shift = self.base + shift.map_or(0, |(_, shift)| *shift);
        Span::new(span.start as usize + shift, span.end as usize + shift)
    }

    /// Where a named place lies: at the heading that was put in there, if there is one.
    fn place(&self, offset: u32) -> u32 {
        let first = self.shifts.partition_point(|(from, _)| *from < offset);
        let heading = self.shifts.get(first).filter(|(from, _)| *from == offset);
        let heading = heading.and_then(|_| self.headings.get(first));
        heading.map_or_else(|| self.span(Span::at(offset)).start, |heading| heading.start)
    }
}

/// The entries of the contents with the number of the block that each leads to, in the order
/// of the blocks. An entry for a place that the chapter does not name counts where it is the
/// only one.
fn starts<'a>(chapter: &Parts, number: usize, entries: &'a [Entry]) -> Vec<(usize, &'a Entry)> {
    let places: HashMap<&str, u32> =
        chapter.anchors.iter().rev().map(|anchor| (&*anchor.name, anchor.offset)).collect();
    let block_at = |offset: u32| chapter.blocks.partition_point(|block| block.span.end <= offset);
    let start = |entry: &Entry| match places.get(&*place(number, &entry.fragment)) {
        Some(offset) => Some(block_at(*offset)),
        None if entry.fragment.is_empty() || entries.len() == 1 => Some(0),
        None => None,
    };
    let mut starts: Vec<(usize, &Entry)> =
        entries.iter().filter_map(|entry| Some((start(entry)?, entry))).collect();
    starts.sort_by_key(|(block, _)| *block);
    starts
}
