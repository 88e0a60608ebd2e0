//! A document while it is built: text, blocks, tables, inline styles and links.
//!
//! Markdown hands its parser's events over ([`Builder::event`]); formats that are trees of
//! elements call the methods that open and close blocks, lists, styles and links.

mod tables;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::document::{
    Anchor, Block, BlockKind, Flow, Inline, InlineStyle, Link, Parts, SourceLines, Span, Table,
};
use crate::load::limits::{MAX_FIELD_BYTES, MAX_INDENTED_DEPTH};
use crate::load::links;

/// A document while it is built.
#[derive(Clone)]
pub(in crate::load) struct Builder<'a> {
    pub(in crate::load) source: &'a str,
    pub(in crate::load) text: String,
    pub(in crate::load) blocks: Vec<Block>,
    pub(in crate::load) tables: Vec<Table>,
    pub(in crate::load) inlines: Vec<Inline>,
    pub(in crate::load) links: Vec<Link>,
    /// Named places, in the order of the text.
    pub(in crate::load) anchors: Vec<Anchor>,
    /// The source line of each block.
    pub(in crate::load) lines: Vec<u32>,
    /// A source offset and its line.
    pub(in crate::load) place: (usize, u32),
    pub(in crate::load) quote: usize,
    /// The next number of each open list; `None` for bullets.
    pub(in crate::load) lists: Vec<Option<u64>>,
    /// The marker of an item that has no text yet.
    pub(in crate::load) marker: Option<String>,
    pub(in crate::load) leaf: Option<Leaf>,
    /// Where open styles begin, and open links with their targets.
    pub(in crate::load) styles: Vec<(usize, InlineStyle)>,
    pub(in crate::load) targets: Vec<(usize, String)>,
    pub(in crate::load) table: Option<(Table, usize)>,
    /// The source line that the table starts on.
    pub(in crate::load) table_line: u32,
    /// Whether no item of the innermost list has begun.
    pub(in crate::load) new_list: bool,
    /// The HTML of an open block of it.
    pub(in crate::load) html: Option<String>,
}

/// The block that text goes into.
#[derive(Clone)]
pub(in crate::load) struct Leaf {
    pub(in crate::load) start: usize,
    pub(in crate::load) kind: BlockKind,
    pub(in crate::load) flow: Flow,
    pub(in crate::load) line: u32,
    /// How many links there were before it.
    pub(in crate::load) links: usize,
}

impl<'a> Builder<'a> {
    pub(in crate::load) fn new(source: &'a str) -> Self {
        Self {
            source,
            text: String::with_capacity(source.len()),
            blocks: Vec::new(),
            tables: Vec::new(),
            inlines: Vec::new(),
            links: Vec::new(),
            anchors: Vec::new(),
            lines: Vec::new(),
            place: (0, 1),
            quote: 0,
            lists: Vec::new(),
            marker: None,
            leaf: None,
            styles: Vec::new(),
            targets: Vec::new(),
            table: None,
            table_line: 0,
            new_list: false,
            html: None,
        }
    }

    /// Front matter, shown as it is.
    pub(in crate::load) fn header(&mut self, content: &str, line: u32) {
        self.open(BlockKind::Header, Flow::Lines, 0);
        self.text.push_str(content);
        if let Some(leaf) = &mut self.leaf {
            leaf.line = line;
        }
        self.close();
    }

    /// Takes the next event, which begins at an offset of the source.
    pub(in crate::load) fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, at),
            Event::Code(code) => {
                self.ensure(at);
                self.styled(InlineStyle::Code, |builder| builder.push(&code));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, at),
            Event::FootnoteReference(label) => {
                self.ensure(at);
                let start = self.text.len();
                self.push(&format!("[{label}]"));
                self.link(start, format!("#fn-{label}"));
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.open(BlockKind::Rule, Flow::Lines, at);
                self.text.push_str("---");
                self.close();
            }
            Event::TaskListMarker(done) => self.task(done),
            // Not switched on; shown as they are, should that change.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, at),
        }
    }

    /// The parts, without metadata.
    pub(in crate::load) fn finish(mut self) -> Parts {
        self.close();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.shrink_to_fit();
        self.place_anchors();
        Parts {
            text: self.text,
            blocks: self.blocks,
            tables: self.tables,
            inlines: self.inlines,
            links: self.links,
            anchors: self.anchors,
            source_lines: SourceLines::Blocks(self.lines),
            ..Parts::default()
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph => self.paragraph(at),
            Tag::Heading { level, .. } => {
                self.marker = None;
                let level = level_of(level);
                self.open(BlockKind::Heading { level }, Flow::Fill, at);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.quote += 1;
            }
            Tag::CodeBlock(_) => {
                self.marker = None;
                self.open(BlockKind::Code, Flow::Lines, at);
            }
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
                self.new_list = true;
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.marker = Some(format!("[{label}] "));
            }
            Tag::Table(alignments) => self.begin_table(&alignments, at),
            Tag::TableHead | Tag::TableRow => self.begin_row(),
            Tag::TableCell => self.begin_cell(),
            Tag::Emphasis => self.begin_style(InlineStyle::Emphasis, at),
            Tag::Strong => self.begin_style(InlineStyle::Strong, at),
            Tag::Strikethrough => self.begin_style(InlineStyle::Strikethrough, at),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.ensure(at);
                self.targets.push((self.text.len(), dest_url.into_string()));
            }
            // Not switched on, or without a look of their own.
            Tag::Superscript
            | Tag::Subscript
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock => self.close(),
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quote = self.quote.saturating_sub(1);
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.marker = None;
            }
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.end_style(),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    // ---- blocks ----

    /// Opens a block, after an empty line, or after a line end between items of a list
    /// that are only a line apart.
    pub(in crate::load) fn open(&mut self, kind: BlockKind, flow: Flow, at: usize) {
        self.open_after(kind, flow, at, "\n\n");
    }

    fn open_after(&mut self, kind: BlockKind, flow: Flow, at: usize, between: &str) {
        self.close();
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        // Code and tables keep their columns, so they begin at the edge.
        let kept = matches!(kind, BlockKind::Code | BlockKind::Table(_));
        if !self.lists.is_empty() && !kept {
            let further = usize::from(self.marker.is_none());
            let depth = (self.lists.len() - 1 + further).min(MAX_INDENTED_DEPTH);
            self.text.extend(std::iter::repeat_n("  ", depth));
        }
        let (start, line, links) = (self.text.len(), self.line(at), self.links.len());
        self.leaf = Some(Leaf { start, kind, flow, line, links });
    }

    /// Opens a paragraph, or the first one of an item.
    pub(in crate::load) fn paragraph(&mut self, at: usize) {
        self.paragraph_after(at, "\n\n");
    }

    fn paragraph_after(&mut self, at: usize, between: &str) {
        let Some(marker) = self.marker.clone() else {
            return self.open_after(BlockKind::Paragraph, Flow::Fill, at, between);
        };
        let length = u16::try_from(marker.len()).unwrap_or(u16::MAX);
        self.open_after(BlockKind::ListItem { marker: length }, Flow::Fill, at, between);
        self.text.push_str(&marker);
        self.marker = None;
        self.new_list = false;
    }

    /// Makes sure that there is a block for text: in a tight list, none was opened.
    pub(in crate::load) fn ensure(&mut self, at: usize) {
        if self.leaf.is_some() || self.table.is_some() {
            return;
        }
        let after_item = self.blocks.last().is_some_and(|block| {
            matches!(block.kind, BlockKind::ListItem { .. })
                && usize::from(block.quote) == self.quote.min(255)
        });
        let tight = after_item && !self.lists.is_empty() && !self.begins_list();
        self.paragraph_after(at, if tight { "\n" } else { "\n\n" });
    }

    /// Whether the item about to be opened is the first of an outermost list.
    fn begins_list(&self) -> bool {
        self.lists.len() == 1 && self.new_list
    }

    /// Ends the open block, if any; one without text is taken back.
    pub(in crate::load) fn close(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        let content = self.text.get(leaf.start..).unwrap_or_default();
        let end = match leaf.kind {
            BlockKind::Code => content.trim_end_matches(['\n', '\r']),
            _ => content.trim_end(),
        };
        let end = leaf.start + end.len();
        self.text.truncate(end);
        self.clip();
        let blank = self.text.get(leaf.start..).is_none_or(|content| content.trim().is_empty());
        self.styles.clear();
        self.targets.clear();
        if blank {
            self.trim();
            return;
        }
        let span = Span::new(leaf.start, end);
        let kind = match leaf.kind {
            BlockKind::ListItem { marker } => {
                let longest = u16::try_from(span.len()).unwrap_or(u16::MAX);
                BlockKind::ListItem { marker: marker.min(longest) }
            }
            other => other,
        };
        if kind != BlockKind::Code && kind != BlockKind::Header {
            links::find(&self.text, span, &mut self.links, leaf.links);
        }
        self.push_block(span, kind, leaf.flow, leaf.line);
    }

    /// Takes back the blanks at the end of the text, but for those of a block.
    pub(in crate::load) fn trim(&mut self) {
        let end = self.blocks.last().map_or(0, |block| block.span.end as usize);
        self.text.truncate(self.text.trim_end().len().max(end));
        self.clip();
    }

    /// Takes back styles and links of blanks that were at the end of the text and are gone.
    fn clip(&mut self) {
        let end = Span::new(0, self.text.len()).end;
        let kept = self.inlines.iter().rposition(|inline| inline.span.end <= end);
        let gone: Vec<Inline> = self.inlines.drain(kept.map_or(0, |at| at + 1)..).collect();
        let cut = |span: Span| (span.start < end).then_some(Span { end, ..span });
        self.inlines.extend(
            gone.into_iter()
                .filter_map(|inline| Some(Inline { span: cut(inline.span)?, ..inline })),
        );
        let kept = self.links.iter().rposition(|link| link.span.end <= end);
        let gone: Vec<Link> = self.links.drain(kept.map_or(0, |at| at + 1)..).collect();
        self.links.extend(
            gone.into_iter().filter_map(|link| Some(Link { span: cut(link.span)?, ..link })),
        );
        for anchor in self.anchors.iter_mut().rev().take_while(|anchor| anchor.offset > end) {
            anchor.offset = end;
        }
    }

    pub(in crate::load) fn push_block(
        &mut self,
        span: Span,
        kind: BlockKind,
        flow: Flow,
        line: u32,
    ) {
        let narrow = |depth| u8::try_from(depth).unwrap_or(u8::MAX);
        let depth = narrow(self.lists.len().saturating_sub(1));
        self.blocks.push(Block { span, kind, flow, quote: narrow(self.quote), depth });
        self.lines.push(line);
    }

    pub(in crate::load) fn item(&mut self) {
        self.close();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "• ".to_owned(),
        };
        self.marker = Some(marker);
    }

    /// A box of a task list, as a part of the marker.
    fn task(&mut self, done: bool) {
        let sign = if done { "[x] " } else { "[ ] " };
        match (&mut self.marker, &mut self.leaf) {
            (Some(marker), _) => marker.push_str(sign),
            (None, Some(Leaf { kind: BlockKind::ListItem { marker }, .. })) => {
                *marker += 4;
                self.text.push_str(sign);
            }
            _ => self.push(sign),
        }
    }

    /// The line (from 1) of a source offset; offsets come in order.
    fn line(&mut self, at: usize) -> u32 {
        let (offset, line) = self.place;
        if let Some(passed) = self.source.as_bytes().get(offset..at) {
            let lines = memchr::memchr_iter(b'\n', passed).count();
            self.place = (at, line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)));
        }
        self.place.1
    }

    // ---- text ----

    fn text(&mut self, text: &str, at: usize) {
        if let Some(html) = &mut self.html {
            return html.push_str(text);
        }
        self.ensure(at);
        self.push(text);
    }

    /// Appends text to the open block or cell.
    pub(in crate::load) fn push(&mut self, text: &str) {
        let is_code = matches!(&self.leaf, Some(Leaf { kind: BlockKind::Code, .. }));
        if is_code || !text.contains(['\n', '\t']) {
            self.text.push_str(text);
        } else {
            self.text
                .extend(text.chars().map(|sign| if "\n\t".contains(sign) { ' ' } else { sign }));
        }
    }

    pub(in crate::load) fn hard_break(&mut self) {
        match &mut self.leaf {
            Some(leaf) => {
                leaf.flow = Flow::Lines;
                let kept = self.text.trim_end_matches(' ').len().max(leaf.start);
                self.text.truncate(kept);
                self.text.push('\n');
            }
            None => self.push(" "),
        }
    }

    pub(in crate::load) fn begin_style(&mut self, style: InlineStyle, at: usize) {
        self.ensure(at);
        self.styles.push((self.text.len(), style));
    }

    pub(in crate::load) fn end_style(&mut self) {
        let Some((start, style)) = self.styles.pop() else { return };
        // Emphasis inside emphasis adds nothing, and hostile files nest it deeply.
        if !self.styles.iter().rev().take(8).any(|(_, open)| *open == style) {
            self.style(start, style);
        }
    }

    fn styled(&mut self, style: InlineStyle, content: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        content(self);
        self.style(start, style);
    }

    fn style(&mut self, start: usize, style: InlineStyle) {
        let span = Span::new(start, self.text.len());
        if !span.is_empty() {
            self.inlines.push(Inline { span, style });
        }
    }

    pub(in crate::load) fn end_link(&mut self) {
        let Some((start, target)) = self.targets.pop() else { return };
        if self.text.len() <= start {
            // A link or an image without words is named by where it leads.
            let name = target.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let name = if name.is_empty() { target.clone() } else { name.to_owned() };
            self.push(&name);
        }
        self.link(start, target);
    }

    pub(in crate::load) fn link(&mut self, start: usize, target: String) {
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        if !span.is_empty() && !target.is_empty() {
            self.links.push(Link { span, target });
        }
    }

    // ---- named places ----

    /// Gives the place of the next text a name.
    pub(in crate::load) fn anchor(&mut self, name: String) {
        if !name.is_empty() && name.len() <= MAX_FIELD_BYTES {
            let offset = Span::new(0, self.text.len()).end;
            self.anchors.push(Anchor { name: name.into(), offset });
        }
    }

    /// Moves the anchors that stand between two blocks to the block that follows, and those
    /// behind all text to the last one.
    fn place_anchors(&mut self) {
        let mut blocks = self.blocks.iter().map(|block| block.span).peekable();
        let last = self.blocks.last().map_or(0, |block| block.span.start);
        for anchor in &mut self.anchors {
            while blocks.next_if(|block| block.end <= anchor.offset).is_some() {}
            let block = blocks.peek().map_or(last, |block| block.start);
            anchor.offset = if blocks.peek().is_some() { anchor.offset.max(block) } else { block };
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
