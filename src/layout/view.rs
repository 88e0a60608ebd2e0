//! A document seen at one width: the lines around any place, and steps between them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Options;
use super::arrange::{Arranger, Division};
use super::glyph::{Glyph, Glyphs};
use super::line::{Line, LineKind, Position};
use super::table::Plan;
use crate::document::Document;

/// Lines that one of the cache's two generations may hold: some screens of any terminal,
/// and under a megabyte.
const MAX_CACHED_LINES: usize = 2048;

/// Tables whose measures are kept.
const MAX_PLANS: usize = 16;

/// The lines of a document at one width, laid out where they are asked for.
///
/// Every operation lays out only the blocks (or, of long blocks, the segments) that it
/// touches and keeps the last ones. A [`Position`] is valid for one `Layout`; what lasts
/// across widths is an offset of the text, see [`Layout::position_of`] and
/// [`Layout::offset_of`]. Positions from elsewhere are brought to the nearest valid one.
#[derive(Debug)]
pub struct Layout {
    document: Arc<Document>,
    options: Options,
    cache: RefCell<Cache>,
}

type Lines = Arc<[Line]>;

/// Two generations: when the young one is full it becomes the old one, and what is not
/// asked for again before the next turn is dropped.
#[derive(Debug, Default)]
struct Cache {
    young: BTreeMap<(u32, u32), Lines>,
    old: BTreeMap<(u32, u32), Lines>,
    young_lines: usize,
    plans: BTreeMap<u32, Option<Arc<Plan>>>,
}

impl Cache {
    fn get(&mut self, key: (u32, u32)) -> Option<Lines> {
        if let Some(lines) = self.young.get(&key) {
            return Some(Arc::clone(lines));
        }
        let lines = self.old.remove(&key)?;
        self.put(key, Arc::clone(&lines));
        Some(lines)
    }

    fn put(&mut self, key: (u32, u32), lines: Lines) {
        if self.young_lines + lines.len() > MAX_CACHED_LINES {
            self.old = std::mem::take(&mut self.young);
            self.young_lines = 0;
        }
        self.young_lines += lines.len();
        self.young.insert(key, lines);
    }
}

impl Layout {
    /// A layout of a document. Nothing is laid out yet.
    pub fn new(document: Arc<Document>, options: Options) -> Self {
        Self { document, options, cache: RefCell::default() }
    }

    /// The document.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// The options in force.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Changes the options; positions from before lose their meaning if they differ.
    pub fn set_options(&mut self, options: Options) {
        if options != self.options {
            self.options = options;
            self.cache = RefCell::default();
        }
    }

    /// Replaces the document; positions from before lose their meaning.
    pub fn set_document(&mut self, document: Arc<Document>) {
        self.document = document;
        self.cache = RefCell::default();
    }

    /// The first line's position, also that of a document without lines.
    pub fn first(&self) -> Position {
        Position::default()
    }

    /// The last line's position.
    pub fn last(&self) -> Position {
        self.clamp(Position { block: u32::MAX, segment: u32::MAX, line: u32::MAX })
    }

    /// The position at the top of the screen when the last line is at the bottom of
    /// `height` lines; the first line where the document is shorter.
    pub fn last_screen(&self, height: usize) -> Position {
        self.step(self.last(), -signed(height.saturating_sub(1)))
    }

    /// At most `count` lines from `from` downwards.
    pub fn lines(&self, from: Position, count: usize) -> Vec<Line> {
        let mut lines = Vec::with_capacity(count.min(1024));
        let mut at = Some(self.clamp(from));
        while let Some(position) = at.filter(|_| lines.len() < count) {
            let part = self.part(position);
            let left = count - lines.len();
            lines.extend(part.iter().skip(position.line as usize).take(left).cloned());
            at = self.part_below(position);
        }
        lines
    }

    /// The line at a position; `None` only where there are no lines.
    pub fn line(&self, position: Position) -> Option<Line> {
        let position = self.clamp(position);
        self.part(position).get(position.line as usize).cloned()
    }

    /// The position `delta` lines below (above, where negative), the first or last line
    /// where there are fewer.
    pub fn step(&self, from: Position, delta: i64) -> Position {
        let from = self.clamp(from);
        if delta.unsigned_abs() >= self.most_lines() {
            return if delta < 0 { self.first() } else { self.last() };
        }
        if delta < 0 {
            self.up(from, delta.unsigned_abs())
        } else {
            self.down(from, delta.unsigned_abs())
        }
    }

    /// The line that holds an offset, or the one that the white space at the offset hangs
    /// on to or leads up to.
    pub fn position_of(&self, offset: u32) -> Position {
        let Some(block) = self.document.block_at(offset) else { return self.first() };
        let block = narrow(block);
        let segment = self.with_division(block, |_, division| division.at(offset)).unwrap_or(0);
        let position = Position { block, segment, line: 0 };
        Position { line: holding(&self.part(position), offset), ..position }
    }

    /// The offset at which the text of a line begins; for a line without text, that of
    /// the text below it.
    pub fn offset_of(&self, position: Position) -> u32 {
        self.line(position).map_or(0, |line| line.offset())
    }

    /// The glyphs of a line from left to right, each with the column it stands in.
    pub fn glyphs<'l>(&'l self, line: &'l Line) -> impl Iterator<Item = (u32, Glyph<'l>)> + 'l {
        let arranger = Arranger::new(&self.document, line.block(), self.options);
        let rendering = arranger.map(|arranger| arranger.rendering()).unwrap_or_default();
        line.pieces.iter().flat_map(move |piece| {
            let text = self.document.text();
            let mut column = piece.column;
            Glyphs::new(text, piece.span, rendering, piece.tab_column).map(move |glyph| {
                let start = column;
                column += u32::from(glyph.width);
                (start, glyph)
            })
        })
    }

    /// The offset of the glyph that is drawn in a column of a line; `None` where none is.
    pub fn offset_at(&self, line: &Line, column: u32) -> Option<u32> {
        let mut glyphs = self.glyphs(line);
        let hit = glyphs
            .find(|(start, glyph)| (*start..start + u32::from(glyph.width)).contains(&column));
        hit.map(|(_, glyph)| glyph.span.start)
    }

    /// The offset of the glyph nearest to a column of a line: what a drag past the edge
    /// of the text chooses.
    pub fn offset_near(&self, line: &Line, column: u32) -> u32 {
        let distance = |start: u32, glyph: &Glyph<'_>| {
            let last = start + u32::from(glyph.width).saturating_sub(1);
            start.saturating_sub(column).max(column.saturating_sub(last))
        };
        let glyphs = self.glyphs(line).filter(|(_, glyph)| glyph.width > 0);
        let nearest = glyphs.min_by_key(|(start, glyph)| distance(*start, glyph));
        nearest.map_or(line.offset(), |(_, glyph)| glyph.span.start)
    }

    /// The column of a line in which the glyph at an offset is drawn; `None` where the
    /// line does not hold the offset.
    pub fn column_of(&self, line: &Line, offset: u32) -> Option<u32> {
        let mut glyphs = self.glyphs(line);
        glyphs.find(|(_, glyph)| glyph.span.contains(offset)).map(|(column, _)| column)
    }

    fn down(&self, from: Position, mut left: u64) -> Position {
        let mut at = from;
        loop {
            let below = self.part(at).len() as u64 - u64::from(at.line);
            if left < below {
                return Position { line: at.line + narrow(left as usize), ..at };
            }
            match self.part_below(at) {
                Some(next) => (left, at) = (left - below, next),
                None => return self.clamp(Position { line: u32::MAX, ..at }),
            }
        }
    }

    fn up(&self, from: Position, mut left: u64) -> Position {
        let mut at = from;
        while left > u64::from(at.line) {
            left -= u64::from(at.line) + 1;
            match self.part_above(at) {
                Some(above) => at = above,
                None => return self.first(),
            }
        }
        Position { line: at.line - narrow(left as usize), ..at }
    }

    /// More lines than the document can have: each has a byte or stands beside one that has.
    fn most_lines(&self) -> u64 {
        4 * (u64::from(self.document.len()) + self.document.blocks().len() as u64 + 1)
    }

    fn part_below(&self, at: Position) -> Option<Position> {
        let segments = self.segments(at.block);
        if at.segment + 1 < segments {
            return Some(Position { segment: at.segment + 1, line: 0, ..at });
        }
        let below = at.block as usize + 1 < self.document.blocks().len();
        below.then(|| Position { block: at.block + 1, ..Position::default() })
    }

    /// The last line of the part above.
    fn part_above(&self, at: Position) -> Option<Position> {
        let above = match (at.block, at.segment) {
            (0, 0) => return None,
            (block, 0) => Position { block: block - 1, segment: u32::MAX, line: u32::MAX },
            (_, segment) => Position { segment: segment - 1, line: u32::MAX, ..at },
        };
        Some(self.clamp(above))
    }

    /// The nearest valid position.
    fn clamp(&self, position: Position) -> Position {
        let Some(last) = self.document.blocks().len().checked_sub(1) else {
            return Position::default();
        };
        let last = narrow(last);
        let position = if position.block > last {
            Position { block: last, segment: u32::MAX, line: u32::MAX }
        } else {
            position
        };
        let last_segment = self.segments(position.block) - 1;
        let position = if position.segment > last_segment {
            Position { segment: last_segment, line: u32::MAX, ..position }
        } else {
            position
        };
        let last_line = narrow(self.part(position).len().saturating_sub(1));
        Position { line: position.line.min(last_line), ..position }
    }

    fn segments(&self, block: u32) -> u32 {
        self.with_division(block, |_, division| division.count()).unwrap_or(1).max(1)
    }

    /// The lines of the segment that a position lies in; none only where there is no such.
    fn part(&self, position: Position) -> Lines {
        let key = (position.block, position.segment);
        if let Some(lines) = self.cache.borrow_mut().get(key) {
            return lines;
        }
        let lines: Lines = self
            .with_division(key.0, |arranger, division| arranger.lines(division, key.1))
            .unwrap_or_default()
            .into();
        self.cache.borrow_mut().put(key, Arc::clone(&lines));
        lines
    }

    fn with_division<T>(
        &self,
        block: u32,
        use_it: impl FnOnce(&Arranger<'_>, &Division<'_>) -> T,
    ) -> Option<T> {
        let arranger = Arranger::new(&self.document, block as usize, self.options)?;
        let division = arranger.division(self.plan(block, &arranger));
        Some(use_it(&arranger, &division))
    }

    fn plan(&self, block: u32, arranger: &Arranger<'_>) -> Option<Arc<Plan>> {
        if !arranger.is_table() {
            return None;
        }
        let mut cache = self.cache.borrow_mut();
        if let Some(plan) = cache.plans.get(&block) {
            return plan.clone();
        }
        let plan = arranger.plan().map(Arc::new);
        if cache.plans.len() >= MAX_PLANS {
            cache.plans.clear();
        }
        cache.plans.insert(block, plan.clone());
        plan
    }
}

/// The index of the line with the last piece that begins at or before an offset; else of
/// the first line that is not blank.
fn holding(lines: &[Line], offset: u32) -> u32 {
    let mut best = lines.iter().position(|line| line.kind != LineKind::Blank).unwrap_or(0);
    let mut best_start = None;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| line.is_text()) {
        let starts = line.pieces.iter().map(|piece| piece.span.start);
        if let Some(start) = starts.filter(|&start| start <= offset).max()
            && best_start.is_none_or(|best| start > best)
        {
            (best, best_start) = (index, Some(start));
        }
    }
    narrow(best)
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
