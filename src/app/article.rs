//! The article pane: the place, the sentence in focus, moving.

use std::sync::Arc;

use super::sentences::Sentences;
use crate::document::{BlockKind, Document, Span};
use crate::layout::{Layout, Line, Options, Position};

/// The article pane of the open document.
#[derive(Debug)]
pub struct Article {
    document: Arc<Document>,
    layout: Layout,
    height: usize,
    /// The line at the top of the pane.
    top: Position,
    /// Offset of the first word on the screen: what lasts when the layout changes.
    place: u32,
    focus: Span,
    sentences: Sentences,
    visible: Vec<Line>,
    sideways: u16,
}

/// Lines that stay in view when the pane moves by a page, as in vim.
const PAGE_OVERLAP: i64 = 2;
/// How far down the pane a place is put that was not in view: a third shows what led to it.
const CONTEXT_SHARE: usize = 3;

impl Article {
    /// A document in a pane of that many columns of text and rows, with `place` at the top.
    pub fn new(document: Arc<Document>, options: Options, height: usize, place: u32) -> Self {
        let layout = Layout::new(Arc::clone(&document), options);
        let mut article = Self {
            document,
            layout,
            height,
            top: Position::default(),
            place: 0,
            focus: Span::default(),
            sentences: Sentences::default(),
            visible: Vec::new(),
            sideways: 0,
        };
        article.put_at_top(place);
        article
    }

    /// The document shown.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The lines on the screen.
    pub fn visible(&self) -> &[Line] {
        &self.visible
    }

    /// Offset of the first word on the screen.
    pub fn place(&self) -> u32 {
        self.place
    }

    /// The sentence in focus.
    pub fn focus(&self) -> Span {
        self.focus
    }

    /// Columns that wide tables are scrolled to the right.
    pub fn sideways(&self) -> u16 {
        self.sideways
    }

    /// The layout, for hit tests and columns.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The text on the screen, from its first to its last byte.
    pub fn visible_span(&self) -> Span {
        let text = || self.visible.iter().filter(|line| !line.span.is_empty());
        let first = text().next().map_or(self.place, |line| line.span.start);
        let last = text().map(|line| line.span.end).max().unwrap_or(first);
        Span { start: first, end: last.max(first) }
    }

    /// How much of the text has been shown, from 0 to 1.
    pub fn progress(&self) -> f64 {
        let last_block = self.document.blocks().last().map_or(0, |block| block.span.end);
        if last_block == 0 {
            return 1.0;
        }
        (f64::from(self.visible_span().end) / f64::from(last_block)).min(1.0)
    }

    /// Puts the same text, or more of it, in place; the first word stays the same.
    pub fn replace(&mut self, document: Arc<Document>) {
        let options = self.layout.options();
        *self = Self {
            focus: self.focus,
            sideways: self.sideways,
            ..Self::new(document, options, self.height, self.place)
        };
        self.refresh();
    }

    /// Gives the pane another size; the first word stays the same.
    pub fn resize(&mut self, options: Options, height: usize) {
        if options == self.layout.options() && height == self.height {
            return;
        }
        if options != self.layout.options() {
            self.layout = Layout::new(Arc::clone(&self.document), options);
            self.top = self.layout.position_of(self.place);
        }
        self.height = height;
        self.refresh();
    }

    /// Puts the line that holds an offset at the top, as far as the text goes.
    pub fn put_at_top(&mut self, offset: u32) {
        self.place = offset.min(self.document.len());
        self.top = if self.starts_the_text(self.place) {
            self.layout.first()
        } else {
            self.layout.position_of(self.place)
        };
        self.refresh();
    }

    /// Scrolls by lines; the focus is kept on the screen.
    pub fn scroll(&mut self, delta: i64) {
        let mut top = self.layout.step(self.top, delta);
        if delta > 0 {
            top = top.min(self.layout.last_screen(self.height)).max(self.top);
        }
        self.move_top(top);
        self.keep_focus_visible(delta > 0);
    }

    /// Scrolls by pages.
    pub fn scroll_pages(&mut self, pages: i64) {
        let page = (self.height as i64 - PAGE_OVERLAP).max(1);
        self.scroll(page.saturating_mul(pages));
        self.focus_on_first_visible();
    }

    /// Scrolls by half pages.
    pub fn scroll_half_pages(&mut self, halves: i64) {
        let half = (self.height as i64 / 2).max(1);
        self.scroll(half.saturating_mul(halves));
        self.focus_on_first_visible();
    }

    /// Goes to the start of the text.
    pub fn go_to_start(&mut self) {
        let first = self.layout.first();
        self.move_top(first);
        self.focus_on_first_visible();
    }

    /// Goes to the end of the text.
    pub fn go_to_end(&mut self) {
        let last = self.layout.last_screen(self.height);
        self.move_top(last);
        let end = self.document.len();
        self.focus = self.sentences.at(&self.document, end).unwrap_or(self.focus);
    }

    /// Goes to a share of the text, in per cent.
    pub fn go_to_percent(&mut self, percent: u32) {
        let offset = u64::from(self.document.len()) * u64::from(percent.min(100)) / 100;
        let offset = self.document.text().floor_char_boundary(offset as usize) as u32;
        let position = self.layout.position_of(offset).min(self.layout.last_screen(self.height));
        self.move_top(position);
        self.focus_on_first_visible();
    }

    /// Moves the focus by sentences; scrolls only where it must.
    pub fn step_sentence(&mut self, delta: i64) {
        for _ in 0..delta.unsigned_abs() {
            let next = if delta > 0 {
                self.sentences.after(&self.document, self.focus)
            } else {
                self.sentences.before(&self.document, self.focus)
            };
            let Some(next) = next else { break };
            self.focus = next;
        }
        self.reveal(self.focus);
    }

    /// Moves the focus by paragraphs.
    pub fn step_paragraph(&mut self, delta: i64) {
        self.step_block(delta, |kind| !matches!(kind, BlockKind::Rule | BlockKind::Header));
    }

    /// Moves the focus by headings; tells whether there was one.
    pub fn step_heading(&mut self, delta: i64) -> bool {
        let before = self.focus;
        self.step_block(delta, |kind| matches!(kind, BlockKind::Heading { .. }));
        if before != self.focus {
            self.put_focus(1);
        }
        before != self.focus
    }

    /// Puts the focus on the sentence of an offset and brings it into view.
    pub fn go_to(&mut self, span: Span) {
        self.focus_at(span.start);
        self.reveal(span);
    }

    /// Puts the focus on the sentence of an offset and leaves the pane where it is.
    pub fn focus_at(&mut self, offset: u32) {
        self.focus = self.sentences.at(&self.document, offset).unwrap_or(Span::at(offset));
    }

    /// Puts the line in focus that many rows below the top, as far as the text goes.
    pub fn put_focus(&mut self, rows_above: usize) {
        let line = self.layout.position_of(self.focus.start);
        let top = self.layout.step(line, -(rows_above as i64));
        let last = self.layout.last_screen(self.height);
        self.move_top(top.min(last));
    }

    /// Rows of the pane.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Brings a span into view: nothing moves where it is in view already.
    pub fn reveal(&mut self, span: Span) {
        let line = self.layout.position_of(span.start);
        if line < self.top || line >= self.layout.step(self.top, self.height as i64).max(self.top) {
            let above = self.height / CONTEXT_SHARE;
            let top = self.layout.step(line, -(above as i64));
            let last = self.layout.last_screen(self.height);
            let top = top.min(last).min(line);
            self.move_top(top);
        }
        self.reveal_end(span, line);
        self.reveal_sideways(span.start);
    }

    /// Scrolls wide tables sideways.
    pub fn scroll_sideways(&mut self, delta: i32) {
        let widest = self.visible.iter().map(|line| line.width).max().unwrap_or(0);
        let room = widest.saturating_sub(u32::from(self.layout.options().width));
        let sideways = i64::from(self.sideways) + i64::from(delta);
        self.sideways = sideways.clamp(0, i64::from(room.min(u32::from(u16::MAX)))) as u16;
    }

    /// The offset at a row of the pane and a column of the text, for the mouse.
    pub fn offset_at(&self, row: usize, column: u16) -> Option<u32> {
        let line = self.visible.get(row)?;
        self.layout.offset_at(line, u32::from(column) + u32::from(self.sideways))
    }

    /// The sentence that holds an offset.
    pub fn sentence_at(&mut self, offset: u32) -> Option<Span> {
        self.sentences.at(&self.document, offset)
    }

    /// The offset one line up or down from an offset, in the same column.
    pub fn offset_by_line(&mut self, offset: u32, delta: i64) -> u32 {
        let here = self.layout.position_of(offset);
        let column =
            self.layout.lines(here, 1).first().map(|line| self.layout.column_of(line, offset));
        let mut target = here;
        for _ in 0..delta.unsigned_abs() {
            target = self.next_text_line(target, delta.signum());
        }
        let lines = self.layout.lines(target, 1);
        let found = lines
            .first()
            .and_then(|line| self.layout.offset_at(line, column.flatten().unwrap_or(0)));
        found.unwrap_or(offset)
    }

    fn next_text_line(&mut self, from: Position, delta: i64) -> Position {
        let mut position = from;
        loop {
            let next = self.layout.step(position, delta);
            if next == position {
                return from;
            }
            position = next;
            if self.layout.lines(position, 1).first().is_some_and(Line::is_text) {
                return position;
            }
        }
    }

    fn step_block(&mut self, delta: i64, wanted: impl Fn(BlockKind) -> bool) {
        let blocks = self.document.blocks();
        let Some(mut index) = self.document.block_at(self.focus.start) else { return };
        let at_start = |index: usize| {
            blocks.get(index).is_some_and(|block| self.focus.start <= block.span.start)
        };
        for step in 0..delta.unsigned_abs() {
            let fits = |index: &usize| blocks.get(*index).is_some_and(|block| wanted(block.kind));
            // Going back from inside a paragraph leads to its own start first.
            let own = usize::from(delta < 0 && step == 0 && !at_start(index));
            let found = if delta > 0 {
                (index + 1..blocks.len()).find(fits)
            } else {
                (0..index + own).rev().find(fits)
            };
            let Some(found) = found else { break };
            index = found;
        }
        let Some(span) = blocks.get(index).map(|block| block.span) else { return };
        let target = self.sentences.at(&self.document, span.start).unwrap_or(span);
        if self.document.block_at(target.start) == Some(index) {
            self.focus = target;
        }
        self.reveal(self.focus);
    }

    fn move_top(&mut self, top: Position) {
        if top != self.top {
            self.top = top;
            self.place = self.layout.offset_of(top);
        }
        self.refresh();
    }

    fn refresh(&mut self) {
        self.visible = self.layout.lines(self.top, self.height);
        let widest = self.visible.iter().map(|line| line.width).max().unwrap_or(0);
        if widest <= u32::from(self.layout.options().width) {
            self.sideways = 0;
        }
        if self.focus.is_empty() {
            self.focus_on_first_visible();
        }
    }

    /// Whether nothing but header and white space stands before an offset's block.
    fn starts_the_text(&self, offset: u32) -> bool {
        let first = self.document.blocks().first();
        first.is_none_or(|block| offset <= block.span.start)
    }

    fn reveal_end(&mut self, span: Span, line: Position) {
        let end = self.layout.position_of(span.end.saturating_sub(1).max(span.start));
        let below = self.layout.step(end, 1 - self.height as i64);
        if below > self.top {
            self.move_top(below.min(line));
        }
    }

    fn reveal_sideways(&mut self, offset: u32) {
        let holds = |line: &&Line| line.pieces.iter().any(|piece| piece.span.contains(offset));
        let Some(line) = self.visible.iter().find(holds) else { return };
        let Some(column) = self.layout.column_of(line, offset) else { return };
        let width = u32::from(self.layout.options().width);
        let sideways = u32::from(self.sideways);
        if line.width > width && !(sideways..sideways + width).contains(&column) {
            self.sideways = u16::try_from(column.saturating_sub(width / 2)).unwrap_or(0);
        }
    }

    fn focus_on_first_visible(&mut self) {
        let seen = self.visible_span();
        let Some(mut sentence) = self.sentences.at(&self.document, seen.start) else { return };
        // The rest of a sentence that began above is read already, but for one that fills the pane.
        if sentence.start < seen.start {
            let next = self.sentences.after(&self.document, sentence);
            sentence = next.filter(|next| seen.contains(next.start)).unwrap_or(sentence);
        }
        self.focus = self.past_header(sentence, seen);
    }

    /// The first sentence of the article where the header stands above it on the same screen.
    fn past_header(&mut self, sentence: Span, seen: Span) -> Span {
        let mut sentence = sentence;
        loop {
            let block = self
                .document
                .block_at(sentence.start)
                .and_then(|index| self.document.blocks().get(index));
            if block.is_none_or(|block| block.kind != BlockKind::Header) {
                return sentence;
            }
            match self.sentences.after(&self.document, sentence) {
                Some(next) if seen.contains(next.start) => sentence = next,
                _ => return sentence,
            }
        }
    }

    fn keep_focus_visible(&mut self, downward: bool) {
        let seen = self.visible_span();
        if self.focus.overlaps(seen)
            && (seen.contains(self.focus.start)
                || seen.contains(self.focus.end.saturating_sub(1))
                || self.focus.covers(seen))
        {
            return;
        }
        if downward {
            self.focus_on_first_visible();
            return;
        }
        let Some(last) = self.sentences.at(&self.document, seen.end.saturating_sub(1)) else {
            return;
        };
        let before = self.sentences.before(&self.document, last);
        let whole = last.end <= seen.end;
        self.focus = if whole {
            last
        } else {
            before.filter(|before| before.start >= seen.start).unwrap_or(last)
        };
    }
}
