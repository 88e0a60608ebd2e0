//! Blocks → lines: indents, bars, hanging list items, the rhythm of blank lines.

use super::Options;
use super::glyph::{Glyphs, Rendering};
use super::line::{Line, LineKind, Piece, Position};
use super::segment::Segments;
use super::table::{Plan, TableLine};
use super::wrap::{WrappedLine, wrap};
use crate::document::{Block, BlockKind, Document, Flow, Format, Span, Table};

/// Columns of a quotation's bar and the blank behind it, and of a level of a list.
const LEVEL: u32 = 2;

/// Columns that code stands in from the text around it.
const CODE_INDENT: u32 = 2;

/// Indents give way before the text has fewer columns than this.
const LEAST_MEASURE: u32 = 12;

/// How a block is divided into parts that are laid out one by one.
pub(super) enum Division<'d> {
    Text(Segments<'d>),
    Rows(std::sync::Arc<Plan>),
    Whole,
}

impl Division<'_> {
    pub(super) fn count(&self) -> u32 {
        match self {
            Self::Text(segments) => segments.count(),
            Self::Rows(plan) => plan.groups(),
            Self::Whole => 1,
        }
    }

    pub(super) fn at(&self, offset: u32) -> u32 {
        match self {
            Self::Text(segments) => segments.at(offset),
            Self::Rows(plan) => plan.group_at(offset),
            Self::Whole => 0,
        }
    }
}

/// One block of a document, seen at one width.
#[derive(Clone, Copy)]
pub(super) struct Arranger<'d> {
    document: &'d Document,
    index: usize,
    block: Block,
    frame: Frame,
    rendering: Rendering,
}

/// The columns a block's text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Frame {
    bars: u8,
    indent: u32,
    measure: u32,
}

impl<'d> Arranger<'d> {
    /// `None` where there is no such block.
    pub(super) fn new(document: &'d Document, index: usize, options: Options) -> Option<Self> {
        let block = *document.blocks().get(index)?;
        let frame = Frame::new(&block, u32::from(options.width.max(1)));
        let rendering = rendering(document, &block, options);
        Some(Self { document, index, block, frame, rendering })
    }

    pub(super) fn rendering(&self) -> Rendering {
        self.rendering
    }

    fn table(&self) -> Option<&'d Table> {
        match self.block.kind {
            BlockKind::Table(table) => self.document.tables().get(table as usize),
            _ => None,
        }
    }

    pub(super) fn is_table(&self) -> bool {
        self.table().is_some()
    }

    /// Measures the block's table; `None` where it has none or is shown as its text.
    pub(super) fn plan(&self) -> Option<Plan> {
        let Frame { indent, measure, .. } = self.frame;
        Plan::new(self.document.text(), self.table()?, self.rendering, indent, measure)
    }

    /// How the block is divided, given the plan of its table.
    pub(super) fn division(&self, plan: Option<std::sync::Arc<Plan>>) -> Division<'d> {
        match (self.block.kind, plan) {
            (BlockKind::Rule, _) => Division::Whole,
            (_, Some(plan)) => Division::Rows(plan),
            (_, None) => {
                let flow = self.rendering.flow;
                Division::Text(Segments::new(self.document.text(), self.block.span, flow))
            }
        }
    }

    /// The lines of one part, blank ones above the block with the first; at least one.
    pub(super) fn lines(&self, division: &Division<'_>, segment: u32) -> Vec<Line> {
        let mut lines = Vec::new();
        if segment == 0 {
            let above = blanks_above(self.document, self.index);
            lines.extend(
                (0..above).map(|_| self.line(LineKind::Blank, Span::at(self.block.span.start))),
            );
        }
        let text_from = lines.len();
        match division {
            Division::Text(segments) => {
                self.text_lines(segments.span(segment), segment, &mut lines)
            }
            Division::Rows(plan) => self.table_lines(plan, segment, &mut lines),
            Division::Whole => lines.push(self.rule()),
        }
        if segment == 0
            && let Some(line) = lines.get_mut(text_from)
        {
            line.first = true;
        }
        for (index, line) in lines.iter_mut().enumerate() {
            let line_index = Span::new(index, 0).start;
            line.position = Position { segment, line: line_index, ..line.position };
        }
        lines
    }

    fn line(&self, kind: LineKind, span: Span) -> Line {
        let bars = if kind == LineKind::Blank { 0 } else { self.frame.bars };
        Line {
            position: Position { block: Span::new(self.index, 0).start, ..Position::default() },
            kind,
            span,
            pieces: Vec::new(),
            bars,
            indent: self.frame.indent,
            width: 0,
            first: false,
            continued: false,
        }
    }

    fn rule(&self) -> Line {
        let width = self.frame.indent + self.frame.measure;
        Line { width, ..self.line(LineKind::Rule, self.block.span) }
    }

    fn text_lines(&self, span: Span, segment: u32, lines: &mut Vec<Line>) {
        let text = self.document.text();
        let (body, hang) = self.hang();
        let first = lines.len();
        let start = if segment == 0 { span.start.max(body) } else { span.start };
        let body_span = Span { start, end: span.end.max(start) };
        let width = self.frame.measure - hang;
        for wrapped in wrap(text, body_span, self.rendering, width, hang) {
            lines.push(self.text_line(wrapped, hang));
        }
        if segment == 0
            && hang > 0
            && let Some(line) = lines.get_mut(first)
        {
            self.put_marker_before(line, hang);
        }
    }

    fn text_line(&self, wrapped: WrappedLine, hang: u32) -> Line {
        let WrappedLine { span, width, column, continued } = wrapped;
        let start = self.frame.indent + hang;
        Line {
            pieces: vec![Piece { column: start, width, span, tab_column: column }],
            width: start + width,
            continued,
            ..self.line(LineKind::Text, span)
        }
    }

    fn put_marker_before(&self, line: &mut Line, hang: u32) {
        line.span.start = self.block.span.start;
        for piece in &mut line.pieces {
            let (column, width) = (piece.column - hang, piece.width + hang);
            *piece = Piece { column, width, span: line.span, tab_column: 0 };
        }
    }

    /// Where a list item's text begins, and the columns of the marker before it: 0 where
    /// there is none or no room to hang it.
    fn hang(&self) -> (u32, u32) {
        let BlockKind::ListItem { marker } = self.block.kind else {
            return (self.block.span.start, 0);
        };
        let marker_end = self.block.span.start + u32::from(marker);
        let text = self.document.text();
        let (mut end, mut width) = (self.block.span.start, 0);
        for glyph in Glyphs::new(text, self.block.span, self.rendering, 0) {
            let room = self.frame.measure >= width + LEAST_MEASURE;
            if !room || glyph.line_end {
                return (self.block.span.start, 0);
            }
            if glyph.span.start >= marker_end && !glyph.white {
                break;
            }
            width += u32::from(glyph.width);
            end = glyph.span.end;
        }
        (end, width)
    }

    fn table_lines(&self, plan: &Plan, group: u32, lines: &mut Vec<Line>) {
        let Some(table) = self.table() else { return };
        for line in plan.lines(self.document.text(), table, self.rendering, group) {
            lines.push(match line {
                TableLine::Row(pieces) => self.pieces_line(LineKind::Text, pieces),
                TableLine::Rule(pieces) => self.pieces_line(LineKind::TableRule, pieces),
                TableLine::Blank(offset) => self.line(LineKind::Blank, Span::at(offset)),
            });
        }
    }

    fn pieces_line(&self, kind: LineKind, pieces: Vec<Piece>) -> Line {
        let spans = pieces.iter().map(|piece| piece.span);
        let span = spans.reduce(Span::join).unwrap_or(Span::at(self.block.span.start));
        let width = pieces.iter().map(|piece| piece.column + piece.width).max();
        Line { pieces, width: width.unwrap_or(0), ..self.line(kind, span) }
    }
}

impl Frame {
    fn new(block: &Block, width: u32) -> Self {
        let room = width.saturating_sub(LEAST_MEASURE);
        let bars = u8::try_from(room / LEVEL).unwrap_or(u8::MAX).min(block.quote);
        let bars_width = LEVEL * u32::from(bars);
        let code = if block.kind == BlockKind::Code { CODE_INDENT } else { 0 };
        let inner = (LEVEL * u32::from(block.depth) + code).min(room - bars_width);
        let indent = bars_width + inner;
        Self { bars, indent, measure: width - indent }
    }
}

/// How the text of a block is read into glyphs.
fn rendering(document: &Document, block: &Block, options: Options) -> Rendering {
    let marked = document.format() == Format::Plain && block.kind != BlockKind::Code;
    let flow = match block.kind {
        BlockKind::Table(table) if document.tables().get(table as usize).is_some() => Flow::Fill,
        BlockKind::Table(_) | BlockKind::Code => Flow::Lines,
        _ => block.flow,
    };
    Rendering {
        flow,
        quote_marks: if marked { block.quote } else { 0 },
        tab_stop: options.tab_stop.max(1),
        ascii: options.ascii,
    }
}

/// Blank lines above a block: none at the top, two above a heading but for one that follows a
/// heading or a header, none between lines of a header and between list items that follow
/// one another in the text, else one.
fn blanks_above(document: &Document, index: usize) -> u32 {
    let blocks = document.blocks();
    let Some(before) = index.checked_sub(1).and_then(|before| blocks.get(before)) else { return 0 };
    let Some(block) = blocks.get(index) else { return 0 };
    match (before.kind, block.kind) {
        (BlockKind::Heading { .. } | BlockKind::Header, BlockKind::Heading { .. }) => 1,
        (_, BlockKind::Heading { .. }) => 2,
        (BlockKind::Header, BlockKind::Header)
        | (BlockKind::ListItem { .. } | BlockKind::Paragraph, BlockKind::ListItem { .. }) => {
            let between = Span { start: before.span.end, end: block.span.start };
            u32::from(has_blank_line(document.slice(between)))
        }
        _ => 1,
    }
}

fn has_blank_line(between: &str) -> bool {
    memchr::memchr_iter(b'\n', between.as_bytes()).nth(1).is_some()
}
