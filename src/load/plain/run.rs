//! Runs of lines between blank ones → blocks.

use super::line::{Marker, indent, is_rule, marker, quote_marks, underline};
use super::{flow, heading, table};
use crate::document::{Block, BlockKind, Flow, Span, Table};
use crate::load::header;
use crate::load::limits::{BYTES_PER_BLOCK, MIN_BLOCKS};

/// Lines alone of which no more than this many after each other are headings; a longer
/// series is a list, a poem or a script.
const MOST_HEADINGS: usize = 3;

/// Columns from which indentation may mean code.
const CODE_INDENT: usize = 4;

/// Bytes of a line that was probably ended because it was full.
const FULL_LINE: usize = 55;

/// The same of a list item, whose lines are shorter.
const FULL_ITEM: usize = 40;

/// The blocks of a text as its runs come.
pub(super) struct Runs<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    tables: Vec<Table>,
    /// Lines that stood alone and are headings if text follows: what they are if not.
    pending: Vec<Block>,
    /// Whether the lines alone just before were too many to be headings.
    in_series: bool,
    /// The columns of the markers of the lists that are open, and their last numbers.
    lists: Vec<(usize, Option<u16>)>,
    most_blocks: usize,
    cells_left: usize,
    /// Offsets before which lines were looked at and found to begin no table and no
    /// code, so that no line is looked at again and again.
    no_table_before: u32,
    no_code_before: u32,
    /// The flow of the paragraph that the lines go on with, where a run was split in it.
    going_on: Option<Flow>,
    /// The last line of the run before.
    last_line: Option<Span>,
}

impl<'a> Runs<'a> {
    /// Begins after the blocks of the header.
    pub fn new(text: &'a str, head: Vec<Block>) -> Self {
        let most_blocks = MIN_BLOCKS + text.len() / BYTES_PER_BLOCK;
        Self {
            text,
            blocks: head,
            tables: Vec::new(),
            pending: Vec::new(),
            in_series: false,
            lists: Vec::new(),
            most_blocks,
            cells_left: most_blocks,
            no_table_before: 0,
            no_code_before: 0,
            going_on: None,
            last_line: None,
        }
    }

    /// Whether there are as many blocks as a document may have.
    pub fn is_full(&self) -> bool {
        self.blocks.len() >= self.most_blocks
    }

    /// Takes all text from an offset on as one block.
    pub fn push_rest(&mut self, start: usize) {
        self.settle(false);
        let span = Span::new(start, self.text.len()).trimmed(self.text);
        if !span.is_empty() {
            self.blocks.push(block(span, BlockKind::Paragraph, Flow::Lines));
        }
    }

    /// Takes the lines of a run, or of a part of one that is `continued`.
    pub fn push(&mut self, lines: &[Span], continued: bool) {
        if let ([line], false) = (lines, continued)
            && self.push_alone(*line)
        {
            return;
        }
        if lines.is_empty() {
            return;
        }
        self.settle(true);
        let blocks = self.blocks.len();
        // A run that was split goes on as it began, unless its lines are paragraphs.
        let is_long = |line: &Span| flow::is_long(line.of(self.text));
        let joined = continued && !self.last_line.iter().chain(lines.first()).any(is_long);
        self.last_line = lines.last().copied();
        let last = self.blocks.last().filter(|_| joined);
        let last = last.filter(|block| block.kind == BlockKind::Paragraph && block.quote == 0);
        self.going_on = last.map(|block| block.flow);
        let mut at = 0;
        while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
            at += self.push_some(rest, at == 0 && !continued).max(1);
            self.going_on = None;
        }
        if joined {
            self.join(blocks);
        }
    }

    /// All blocks and tables.
    pub fn finish(mut self) -> (Vec<Block>, Vec<Table>) {
        self.settle(false);
        self.blocks.shrink_to_fit();
        (self.blocks, self.tables)
    }

    /// Keeps a line that stands alone until it is known what follows.
    fn push_alone(&mut self, line: Span) -> bool {
        let span = line.trimmed(self.text);
        let content = span.of(self.text);
        let numbered = marker(content).filter(|marker| marker.number.is_some());
        let is_bullet = marker(content).is_some() && numbered.is_none();
        if is_bullet || !heading::is_like(content) || header::about(content).is_some() {
            return false;
        }
        let other = match numbered {
            Some(marker) => BlockKind::ListItem { marker: narrow(marker.length) },
            None => BlockKind::Paragraph,
        };
        if numbered.is_some() && !self.lists.is_empty() {
            return false;
        }
        self.pending.push(block(span, other, Flow::Fill));
        if self.in_series || self.pending.len() > MOST_HEADINGS {
            self.in_series = true;
            self.settle(false);
        }
        true
    }

    /// Decides what the lines are that stood alone.
    fn settle(&mut self, text_follows: bool) {
        let headings = text_follows && !self.in_series;
        for mut pending in std::mem::take(&mut self.pending) {
            if headings {
                let line = pending.span.of(self.text);
                let level = if self.is_first() { 1 } else { heading::level(line) };
                pending.kind = BlockKind::Heading { level };
                self.lists.clear();
            }
            self.blocks.push(pending);
        }
        self.in_series &= !text_follows;
    }

    /// Whether no article text came yet.
    fn is_first(&self) -> bool {
        !self.blocks.iter().take(8).any(Block::is_article)
    }

    /// Takes the block that the lines begin with; returns how many it has.
    fn push_some(&mut self, lines: &[Span], begins_run: bool) -> usize {
        let Some(&first) = lines.first() else { return 0 };
        let line = first.of(self.text);
        let content = line.trim_start();
        if flow::is_long(content) && marker(content).is_none() && !content.starts_with('>') {
            return self.push_paragraph(lines, 1);
        }
        if content.starts_with('>') {
            return self.push_quotation(lines);
        }
        if is_rule(content) {
            self.push_block(first.trimmed(self.text), BlockKind::Rule, Flow::Lines);
            return 1;
        }
        if first.start >= self.no_table_before {
            let (table, count) = table::at_start(self.text, lines);
            if let Some(table) = table {
                return self.push_table(lines, table, count);
            }
            self.no_table_before = lines.get(count - 1).map_or(0, |line| line.end);
        }
        if let Some(count) = self.push_heading(lines, begins_run) {
            return count;
        }
        if let Some(marker) = marker(content) {
            return self.push_item(lines, marker);
        }
        if let Some(count) = self.push_code(lines) {
            return count;
        }
        let count = self.paragraph_lines(lines);
        self.push_paragraph(lines, count)
    }

    /// A line that is underlined, in capitals over text, or short among long lines.
    fn push_heading(&mut self, lines: &[Span], begins_run: bool) -> Option<usize> {
        let [first, second, ..] = lines else { return None };
        let span = first.trimmed(self.text);
        let (line, next) = (span.of(self.text), second.of(self.text).trim());
        if let Some(level) = underline(next)
            && begins_run
            && line.chars().count() <= 2 * next.len() + 20
            && marker(line).is_none()
        {
            self.push_block(span, BlockKind::Heading { level }, Flow::Fill);
            self.push_block(second.trimmed(self.text), BlockKind::Rule, Flow::Lines);
            return Some(2);
        }
        let capitals = begins_run
            && heading::is_capitals(line)
            && heading::is_like(line)
            && !heading::is_capitals(next)
            && !is_list_or_table(next);
        let among_long = heading::is_like(line) && flow::is_long(next) && marker(line).is_none();
        if !(capitals || among_long) {
            return None;
        }
        let level = if self.is_first() { 1 } else { heading::level(line) };
        self.push_block(span, BlockKind::Heading { level }, Flow::Fill);
        Some(1)
    }

    fn push_table(&mut self, lines: &[Span], table: Table, count: usize) -> usize {
        let cells = table.rows.iter().map(|row| row.len() + 4).sum();
        let Some(left) = self.cells_left.checked_sub(cells) else {
            self.push_lines(lines, count, BlockKind::Paragraph, Flow::Lines);
            return count;
        };
        self.cells_left = left;
        let index = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        self.tables.push(table);
        self.push_lines(lines, count, BlockKind::Table(index), Flow::Lines);
        count
    }

    /// Lines that are all indented and look like code.
    fn push_code(&mut self, lines: &[Span]) -> Option<usize> {
        if lines.first()?.start < self.no_code_before {
            return None;
        }
        let indented = |line: &&Span| indent(line.of(self.text)) >= CODE_INDENT;
        let count = lines.iter().take_while(indented).count();
        let code = lines.get(..count).filter(|code| !code.is_empty())?;
        if !flow::is_code(self.text, code) {
            self.no_code_before = code.last()?.end;
            return None;
        }
        self.push_lines(lines, count, BlockKind::Code, Flow::Lines);
        Some(count)
    }

    fn push_item(&mut self, lines: &[Span], marker: Marker) -> usize {
        let Some(&first) = lines.first() else { return 0 };
        let column = indent(first.of(self.text));
        while self.lists.last().is_some_and(|&(open, _)| open > column + 1) {
            self.lists.pop();
        }
        match self.lists.last_mut() {
            Some((open, number)) if column <= *open + 1 => *number = marker.number,
            _ => self.lists.push((column, marker.number)),
        }
        let count = self.item_lines(lines, column, marker.number);
        let item = lines.get(..count).unwrap_or_default();
        let flow = match item {
            [_, rest @ ..] if rest.len() > 1 => flow::of(self.text, item),
            _ => Flow::Fill,
        };
        let end = item.last().unwrap_or(&first).end;
        let span = Span { start: first.start, end }.trimmed(self.text);
        self.push_block(span, BlockKind::ListItem { marker: narrow(marker.length) }, flow);
        count
    }

    /// The lines of an item: those indented further than its marker, and those that go
    /// on where a full line ended.
    fn item_lines(&self, lines: &[Span], column: usize, number: Option<u16>) -> usize {
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let more = pairs.take_while(|(previous, next)| {
            let line = next.of(self.text);
            let content = line.trim_start();
            let hangs = indent(line) > column || previous.len() >= FULL_ITEM;
            let ends = marker(content).is_some_and(|next| {
                let counted = next.number.is_none_or(|next| next <= 1 || Some(next - 1) == number);
                counted || is_pause(previous.of(self.text))
            });
            hangs
                && !ends
                && !flow::is_long(previous.of(self.text))
                && !content.starts_with('>')
                && !is_rule(content)
        });
        1 + more.count()
    }

    /// The lines of a paragraph: up to one that begins something else.
    fn paragraph_lines(&self, lines: &[Span]) -> usize {
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let more = pairs.take_while(|(previous, next)| {
            !self.interrupts(previous.of(self.text), next.of(self.text).trim_start())
        });
        1 + more.count()
    }

    /// Whether a line begins something else than the paragraph that it stands below.
    fn interrupts(&self, previous: &str, line: &str) -> bool {
        let Some(first) = line.bytes().next() else { return true };
        if first.is_ascii_alphabetic() {
            return flow::is_long(line) || marker(line).is_some_and(|_| is_pause(previous));
        }
        first == b'>'
            || flow::is_long(line)
            || is_rule(line)
            || (line.starts_with('|') && line.ends_with('|') && line.len() > 2)
            || marker(line).is_some_and(|marker| match marker.number {
                Some(1) => true,
                Some(_) => is_pause(previous) && !self.lists.is_empty(),
                None => is_pause(previous),
            })
    }

    fn push_paragraph(&mut self, lines: &[Span], count: usize) -> usize {
        let paragraph = lines.get(..count).unwrap_or_default();
        let indented = paragraph.first().is_some_and(|line| indent(line.of(self.text)) >= 2);
        if !indented {
            self.lists.clear();
        }
        let flow = self.going_on.take().unwrap_or_else(|| flow::of(self.text, paragraph));
        self.push_lines(lines, count, BlockKind::Paragraph, flow);
        count
    }

    /// A block of the first lines. Kept lines begin with their indentation, so that
    /// what is aligned stays so.
    fn push_lines(&mut self, lines: &[Span], count: usize, kind: BlockKind, flow: Flow) {
        let (Some(first), Some(last)) = (lines.first(), lines.get(count.saturating_sub(1))) else {
            return;
        };
        let span = Span { start: first.start, end: last.end };
        let kept = flow == Flow::Lines && count > 1 || kind == BlockKind::Code;
        self.push_block(if kept { span } else { span.trimmed(self.text) }, kind, flow);
    }

    fn push_block(&mut self, span: Span, kind: BlockKind, flow: Flow) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        self.blocks.push(Block { depth, ..block(span, kind, flow) });
    }

    /// Quoted lines: one block for each stretch of the same depth without an empty line.
    fn push_quotation(&mut self, lines: &[Span]) -> usize {
        self.lists.clear();
        let quoted = |line: &&Span| line.of(self.text).trim_start().starts_with('>');
        let count = lines.iter().take_while(quoted).count();
        let mut group: Vec<Span> = Vec::new();
        let mut depth = 0;
        for line in lines.iter().take(count) {
            let trimmed = line.trimmed(self.text);
            let (marks, length) = quote_marks(trimmed.of(self.text));
            let start = (trimmed.start as usize + length).min(trimmed.end as usize);
            let content = Span::new(start, trimmed.end as usize);
            if marks != depth || content.is_empty() {
                self.push_quoted(&mut group, depth);
                depth = marks;
            }
            if !content.is_empty() {
                group.push(content);
            }
        }
        self.push_quoted(&mut group, depth);
        count
    }

    fn push_quoted(&mut self, group: &mut Vec<Span>, quote: u8) {
        if let (Some(first), Some(last)) = (group.first(), group.last()) {
            let span = Span { start: first.start, end: last.end }.trimmed(self.text);
            let flow = flow::of(self.text, group);
            self.blocks.push(Block { quote, ..block(span, BlockKind::Paragraph, flow) });
        }
        group.clear();
    }

    /// Joins the first of the new blocks with the last of the old, where a run was split
    /// between them and both are kept lines of the same kind.
    fn join(&mut self, blocks: usize) {
        let (Some(new), Some(old)) = (self.blocks.get(blocks).copied(), blocks.checked_sub(1))
        else {
            return;
        };
        let joinable = matches!(new.kind, BlockKind::Paragraph | BlockKind::Code);
        if let Some(old) = self.blocks.get_mut(old)
            && joinable
            && (old.kind, old.flow, old.quote, old.depth)
                == (new.kind, new.flow, new.quote, new.depth)
        {
            old.span.end = new.span.end;
            self.blocks.remove(blocks);
        }
    }
}

fn block(span: Span, kind: BlockKind, flow: Flow) -> Block {
    Block { span, kind, flow, quote: 0, depth: 0 }
}

fn narrow(length: usize) -> u16 {
    u16::try_from(length).unwrap_or(u16::MAX)
}

/// Whether a line was ended on purpose: it is short, or ends a sentence or a clause.
fn is_pause(line: &str) -> bool {
    line.len() < FULL_LINE || line.ends_with([':', '.', ';', '?', '!'])
}

fn is_list_or_table(line: &str) -> bool {
    marker(line).is_some() || line.contains('|')
}
