//! Pieces of a region → its lines from top to bottom.

use super::piece::Piece;

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub start: f32,
    pub end: f32,
    pub y: f32,
    pub size: f32,
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_even: bool,
    /// Where the cells of a row begin and end, and the ends of their texts: one, unless
    /// there are wide gaps.
    pub cells: Vec<Cell>,
}

/// A part of a line between wide gaps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub start: f32,
    pub end: f32,
    /// Where its text begins and ends in that of the line.
    pub from: usize,
    pub to: usize,
}

/// A gap of this share of the size parts the cells of a row.
const CELL: f32 = 1.1;

/// The lines of a region.
pub(super) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y).then(one.start.total_cmp(&other.start)));
    let mut rows: Vec<(f32, f32, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            // A small raised figure stands on the line below it.
            Some((y, size, row)) if *y - piece.y < 0.45 * size.max(piece.size) => {
                if piece.size > *size * 1.05 {
                    (*y, *size) = (piece.y, piece.size);
                }
                row.push(piece);
            }
            _ => rows.push((piece.y, piece.size, vec![piece])),
        }
    }
    rows.into_iter().map(|(y, _, row)| line(y, row)).collect()
}

fn line(y: f32, mut row: Vec<Piece>) -> Line {
    row.sort_by(|one, other| one.start.total_cmp(&other.start));
    let size = main_size(&row);
    let sum = |count: fn(&Piece) -> u32| row.iter().map(count).sum::<u32>();
    let letters = sum(|piece| piece.letters);
    let mostly = |count: u32| letters > 0 && count * 5 >= letters * 4;
    let mut line = Line {
        y,
        size,
        is_bold: mostly(sum(|piece| piece.bold)),
        is_italic: mostly(sum(|piece| piece.italic)),
        is_even: mostly(sum(|piece| piece.even)),
        start: row.first().map_or(0.0, |piece| piece.start),
        end: row.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max),
        ..Line::default()
    };
    let mut last: Option<&Piece> = None;
    for piece in &row {
        let from = line.text.len();
        let wide = last.is_some_and(|last| piece.start - last.end > CELL * size);
        if last.is_some_and(|last| last.is_apart(piece)) {
            line.text.push(' ');
        }
        let begin = line.text.len();
        line.text.push_str(piece.text.trim());
        match line.cells.last_mut() {
            Some(cell) if !wide => (cell.end, cell.to) = (piece.end, line.text.len()),
            _ => {
                let from = if last.is_some() { begin } else { from };
                let (start, end, to) = (piece.start, piece.end, line.text.len());
                line.cells.push(Cell { start, end, from, to });
            }
        }
        last = Some(piece);
    }
    line
}

/// The size of most letters.
fn main_size(row: &[Piece]) -> f32 {
    let letters = |size: f32| {
        let near = row.iter().filter(|piece| (piece.size / size - 1.0).abs() < 0.06);
        near.map(|piece| piece.text.len()).sum::<usize>()
    };
    let most = row.iter().take(32).max_by_key(|piece| letters(piece.size));
    most.map_or(0.0, |piece| piece.size)
}
