//! Lines of a region → paragraphs, items of lists, tables and code.

use super::line::{Cell, Line};
use crate::load::marker;

/// What lines make together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub kind: Kind,
    pub lines: Vec<Line>,
    /// Whether its last line goes to the right edge, so that it may go on elsewhere.
    pub is_full: bool,
    /// Where its region begins.
    pub left: f32,
}

/// The kinds of block that the places of lines tell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Prose,
    /// Lines that are not filled: verse, addresses.
    Lines,
    Code,
    Item,
    /// Cells as ranges of the texts of lines, column by column; `None` where one is empty.
    Table(Vec<Vec<Option<Cell>>>),
}

/// The measures of a region that its lines are judged by.
struct Measures {
    left: f32,
    right: f32,
    leading: f32,
    size: f32,
}

/// Why a line begins a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    No,
    /// The line before has room for its first word.
    Short,
    Yes,
}

/// The blocks of a region.
pub(super) fn blocks(lines: Vec<Line>) -> Vec<Block> {
    let measures = measures(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    // Whether a block follows the one before for no other reason than a short line.
    let mut soft: Vec<bool> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let rest = lines.get(at..).unwrap_or_default();
        if let Some((table, count)) = table(rest, &measures) {
            let lines = rest.get(..count).unwrap_or_default().to_vec();
            blocks.push(block(Kind::Table(table), lines, &measures));
            soft.push(false);
            at += count;
            continue;
        }
        let mut count = 1;
        let mut reason = Break::Yes;
        while let Some(next) = rest.get(count) {
            reason =
                breaks(rest.get(..count).unwrap_or_default(), next, rest.get(count + 1), &measures);
            if reason != Break::No || table_begins(rest.get(count..).unwrap_or_default(), &measures)
            {
                break;
            }
            count += 1;
        }
        let own = rest.get(..count).unwrap_or_default().to_vec();
        blocks.push(block(kind(&own), own, &measures));
        soft.push(reason == Break::Short);
        at += count;
    }
    gather(blocks, &soft)
}

fn block(kind: Kind, lines: Vec<Line>, measures: &Measures) -> Block {
    let is_full =
        lines.last().is_some_and(|line| line.end > measures.right - 2.0 * line.size.max(1.0));
    Block { kind, lines, is_full, left: measures.left }
}

fn kind(lines: &[Line]) -> Kind {
    let Some(first) = lines.first() else { return Kind::Prose };
    let even = lines.iter().all(|line| line.is_even || line.text.chars().count() < 3);
    if first.is_even && even && lines.len() > 1 {
        Kind::Code
    } else if marker::of(&first.text).is_some() {
        Kind::Item
    } else {
        Kind::Prose
    }
}

/// Single lines that follow each other only because each is short become one block that
/// keeps them.
fn gather(blocks: Vec<Block>, soft: &[bool]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut joins = false;
    for (block, soft) in blocks.into_iter().zip(soft) {
        let is_single = block.lines.len() == 1 && block.kind == Kind::Prose;
        match out.last_mut() {
            Some(last) if joins && is_single => {
                last.kind = Kind::Lines;
                last.is_full = block.is_full;
                last.lines.extend(block.lines);
            }
            _ => out.push(block),
        }
        joins = *soft && is_single;
    }
    out
}

fn measures(lines: &[Line]) -> Measures {
    let mut starts: Vec<f32> = lines.iter().map(|line| line.start).collect();
    let mut ends: Vec<f32> = lines.iter().map(|line| line.end).collect();
    let pairs = lines.iter().zip(lines.iter().skip(1));
    let mut gaps: Vec<f32> = pairs
        .filter(|(one, other)| (one.size / other.size - 1.0).abs() < 0.1)
        .map(|(one, other)| (one.y - other.y) / one.size.max(0.1))
        .filter(|gap| (0.5..3.0).contains(gap))
        .collect();
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    starts.sort_by(f32::total_cmp);
    ends.sort_by(f32::total_cmp);
    gaps.sort_by(f32::total_cmp);
    let share = |sorted: &[f32], share: f32| {
        sorted.get((sorted.len() as f32 * share) as usize).or(sorted.last()).copied()
    };
    Measures {
        left: share(&starts, 0.05).unwrap_or(0.0),
        right: share(&ends, 0.95).unwrap_or(0.0),
        // Most gaps are those within paragraphs.
        leading: share(&gaps, 0.4).unwrap_or(1.2),
        size: share(&sizes, 0.5).unwrap_or(0.0),
    }
}

/// Whether a line begins a new block behind those before it.
fn breaks(before: &[Line], line: &Line, after: Option<&Line>, measures: &Measures) -> Break {
    let (Some(first), Some(last)) = (before.first(), before.last()) else { return Break::Yes };
    let size = line.size.max(last.size).max(0.1);
    let gap = (last.y - line.y) / size;
    let other_size = (last.size / line.size.max(0.1) - 1.0).abs() > 0.09;
    // The lines of a heading stand further apart.
    let is_heading = last.is_bold || last.size > 1.1 * measures.size;
    let leading = measures.leading + if is_heading { 0.75 } else { 0.35 };
    if other_size || gap > leading || last.is_bold != line.is_bold {
        return Break::Yes;
    }
    if last.is_even != line.is_even && line.text.chars().count() > 2 {
        return Break::Yes;
    }
    if last.is_even {
        return Break::No;
    }
    let near = 0.6 * size;
    let is_item = marker::of(&first.text).is_some();
    if let Some(found) = marker::of(&line.text) {
        let aligned = !is_item || line.start < first.start + 4.0 * size;
        let ended = ends_sentence(&last.text) || has_room(last, line, measures) || is_item;
        if aligned && (found.is_bullet || ended) {
            return Break::Yes;
        }
    }
    if is_item && line.start < first.start - near {
        return Break::Yes;
    }
    // A first line that is indented; or one that is not, where the others are.
    let is_hanging = before.len() > 1 && last.start > first.start + near;
    if is_hanging && line.start < last.start - near {
        return Break::Yes;
    }
    let indented = line.start > last.start + near && line.start < last.start + 8.0 * size;
    let returns = after.is_none_or(|after| after.start < line.start - near);
    if indented && !is_item && (returns || before.len() > 1) {
        return Break::Yes;
    }
    match leads(&last.text) || (!is_heading && has_room(last, line, measures)) {
        true => Break::Short,
        false => Break::No,
    }
}

/// Whether dots lead to a page number, as in a table of contents.
fn leads(text: &str) -> bool {
    let end = text.trim_end_matches(|letter: char| letter.is_alphanumeric() || letter == ' ');
    let dots = end.chars().rev().take_while(|letter| matches!(letter, '.' | ' ' | '·' | '…'));
    dots.filter(|letter| *letter != ' ').count() > 3
}

/// Whether the first word of a line would have fitted on the line before.
fn has_room(last: &Line, line: &Line, measures: &Measures) -> bool {
    let is_long = last.end - measures.left > 0.6 * (measures.right - measures.left);
    let goes_on = last.text.ends_with(['/', '-'])
        || (last.text.ends_with(',') && line.text.starts_with(char::is_lowercase));
    if goes_on && is_long {
        return false;
    }
    let letters = line.text.chars().count().max(1) as f32;
    let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let width = (line.end - line.start) / letters * (word + 1) as f32;
    measures.right - last.end > width + 0.6 * line.size
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Rows that a table has at least.
const MIN_ROWS: usize = 3;

/// Rows that a table has at most on a page: every line is asked whether one begins there.
const MAX_ROWS: usize = 300;

/// Columns of a table; what has more is a drawing.
const MAX_COLUMNS: usize = 16;

fn table_begins(lines: &[Line], measures: &Measures) -> bool {
    lines.first().is_some_and(|line| line.cells.len() > 1) && table(lines, measures).is_some()
}

/// The table that lines begin with, and how many of them it takes.
fn table(lines: &[Line], measures: &Measures) -> Option<(Vec<Vec<Option<Cell>>>, usize)> {
    let mut count = 0;
    for (index, line) in lines.iter().take(MAX_ROWS).enumerate() {
        let last = index.checked_sub(1).and_then(|last| lines.get(last));
        let near = last.is_none_or(|last| {
            (last.y - line.y) / line.size.max(0.1) < measures.leading.max(1.2) * 2.2
        });
        if line.cells.len() < 2 || line.is_even || !near || leads(&line.text) {
            break;
        }
        count += 1;
    }
    let rows = lines.get(..count).filter(|rows| rows.len() >= MIN_ROWS)?;
    let columns = columns(rows)?;
    let mut table = Vec::with_capacity(rows.len());
    for line in rows {
        let mut row: Vec<Option<Cell>> = vec![None; columns.len()];
        for cell in &line.cells {
            let at =
                columns.iter().position(|(start, end)| cell.start < *end && cell.end > *start)?;
            let slot = row.get_mut(at)?;
            // Two cells in one column: no table after all.
            if slot.replace(*cell).is_some() {
                return None;
            }
        }
        table.push(row);
    }
    Some((table, count))
}

/// Where the columns of rows begin and end: stretches that cells cover, with gaps between.
fn columns(rows: &[Line]) -> Option<Vec<(f32, f32)>> {
    let mut cells: Vec<(f32, f32)> = rows
        .iter()
        .flat_map(|line| line.cells.iter().map(|cell| (cell.start, cell.end.max(cell.start + 0.1))))
        .collect();
    cells.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (start, end) in cells {
        match columns.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => columns.push((start, end)),
        }
    }
    (2..=MAX_COLUMNS).contains(&columns.len()).then_some(columns)
}
