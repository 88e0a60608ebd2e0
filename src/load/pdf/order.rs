//! Pieces of a page → regions in reading order: columns from left to right.
//!
//! A gutter is a vertical strip that few pieces cross while many stand on both sides of it.
//! Those that cross it (a title over both columns, a wide figure's caption) part the page
//! into bands; in each band the left column is read before the right one. A table looks
//! much the same, but its cells are short or do not fill their columns, and it is read row
//! by row.

use super::piece::Piece;

/// Columns beside each other that are told apart.
const MAX_DEPTH: usize = 5;

/// Lines that a column has at least.
const MIN_LINES: usize = 3;

/// Strips that a region is looked at in.
const STRIPS: usize = 200;

/// Groups of pieces that belong together, in the order in which they are read.
pub(super) fn regions(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut out = Vec::new();
    // Lines that run another way come last: they stand beside the text.
    let mut turns: Vec<_> = pieces.iter().map(|piece| piece.turn).collect();
    turns.sort_unstable();
    let most = most_frequent(&turns);
    turns.dedup();
    turns.sort_by_key(|turn| Some(*turn) != most);
    for turn in turns {
        let own = pieces.iter().filter(|piece| piece.turn == turn).cloned().collect();
        split(own, 0, &mut out);
    }
    out
}

fn most_frequent<T: PartialEq + Copy>(sorted: &[T]) -> Option<T> {
    let runs = sorted.chunk_by(|one, other| one == other);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied())
}

/// Splits at the best gutter, if there is one, and goes on with both sides.
fn split(pieces: Vec<Piece>, depth: usize, out: &mut Vec<Vec<Piece>>) {
    if pieces.is_empty() {
        return;
    }
    let gutter = if depth < MAX_DEPTH { gutter(&pieces) } else { None };
    let Some(gutter) = gutter else {
        out.push(pieces);
        return;
    };
    let mut plain: Vec<Piece> = Vec::new();
    for band in bands(pieces, gutter) {
        match band {
            Band::Columns(left, right) => {
                if !plain.is_empty() {
                    out.push(std::mem::take(&mut plain));
                }
                split(left, depth + 1, out);
                split(right, depth + 1, out);
            }
            Band::Plain(pieces) => plain.extend(pieces),
        }
    }
    if !plain.is_empty() {
        out.push(plain);
    }
}

/// The middle of the strip that the fewest pieces cross, where enough stand beside it.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let left = pieces.iter().map(|piece| piece.start).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max);
    let width = right - left;
    if !(width.is_finite() && width > 0.0) {
        return None;
    }
    let strip = |x: f32| (((x - left) / width * STRIPS as f32) as usize).min(STRIPS - 1);
    // How many begin and end in each strip; sums of these tell how many cross one.
    let (mut begun, mut ended) = ([0_usize; STRIPS + 1], [0_usize; STRIPS + 1]);
    for piece in pieces {
        let (first, last) = (strip(piece.start), strip(piece.end));
        for (counts, at) in [(&mut begun, first), (&mut ended, last)] {
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }
    let all = pieces.len();
    let (mut before, mut behind) = (0, 0);
    let mut best: Option<(usize, usize, usize)> = None;
    for at in 0..STRIPS {
        let on_left = behind;
        before += begun.get(at).copied().unwrap_or(0);
        behind += ended.get(at).copied().unwrap_or(0);
        let on_right = all - before;
        let crossing = all - on_left - on_right;
        if on_left < MIN_LINES || on_right < MIN_LINES {
            continue;
        }
        best = match best {
            Some((fewest, first, _)) if crossing == fewest && first + 40 > at => {
                Some((fewest, first, at))
            }
            Some((fewest, ..)) if crossing >= fewest => best,
            _ => Some((crossing, at, at)),
        };
    }
    let (_, first, last) = best?;
    Some(left + width * (first + last + 1) as f32 / 2.0 / STRIPS as f32)
}

enum Band {
    /// What is read from edge to edge.
    Plain(Vec<Piece>),
    /// Two columns.
    Columns(Vec<Piece>, Vec<Piece>),
}

/// The bands of a region from top to bottom.
fn bands(mut pieces: Vec<Piece>, gutter: f32) -> Vec<Band> {
    pieces.sort_by(|one, other| other.y.total_cmp(&one.y));
    let crosses = |piece: &Piece| piece.start < gutter && piece.end > gutter;
    let crossing: Vec<(f32, f32)> = pieces
        .iter()
        .filter(|piece| crosses(piece))
        .map(|piece| (piece.y, piece.size * 0.4))
        .collect();
    let mut bands = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut next = 0;
    for piece in pieces {
        // What stands on the line of a piece that crosses belongs to it.
        while crossing.get(next).is_some_and(|(y, near)| y - near > piece.y) {
            next += 1;
        }
        let around = crossing.get(next.saturating_sub(1)..).unwrap_or_default();
        let beside = around.iter().take(2).any(|(y, near)| (y - piece.y).abs() < *near);
        if beside {
            close(&mut left, &mut right, &mut bands);
            bands.push(Band::Plain(vec![piece]));
        } else if piece.end <= gutter {
            left.push(piece);
        } else {
            right.push(piece);
        }
    }
    close(&mut left, &mut right, &mut bands);
    bands
}

/// Ends a band: columns where both sides look like columns of text.
fn close(left: &mut Vec<Piece>, right: &mut Vec<Piece>, bands: &mut Vec<Band>) {
    let (left, right) = (std::mem::take(left), std::mem::take(right));
    if left.is_empty() && right.is_empty() {
        return;
    }
    let columns = is_text(&left) && is_text(&right);
    bands.push(match columns {
        true => Band::Columns(left, right),
        false => Band::Plain(left.into_iter().chain(right).collect()),
    });
}

/// Letters of a line of a column on average: narrower columns are cells.
const MIN_LETTERS: usize = 14;

/// Whether pieces fill their column with lines of text.
fn is_text(pieces: &[Piece]) -> bool {
    let rows = rows(pieces);
    let left = pieces.iter().map(|piece| piece.start).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.end).fold(f32::NEG_INFINITY, f32::max);
    let letters: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
    let full = rows.iter().filter(|(start, end)| end - start > 0.6 * (right - left)).count();
    rows.len() >= MIN_LINES && letters >= MIN_LETTERS * rows.len() && 2 * full >= rows.len()
}

/// Where the lines of sorted pieces begin and end.
fn rows(pieces: &[Piece]) -> Vec<(f32, f32)> {
    let mut rows: Vec<(f32, f32)> = Vec::new();
    let mut y = f32::INFINITY;
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if y - piece.y < 0.45 * piece.size => {
                *row = (row.0.min(piece.start), row.1.max(piece.end));
            }
            _ => {
                rows.push((piece.start, piece.end));
                y = piece.y;
            }
        }
    }
    rows
}
