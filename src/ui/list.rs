//! Lists over the article: outline, help, palette, failures.

use super::View;
use super::chrome::hint_line;
use super::paint::{Canvas, line_of};
use crate::app::command::Context;
use crate::app::list::{List, ListKind};
use crate::layout::width;

/// Draws a list; the place of the cursor of its input line.
pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>, list: &List) -> Option<(u16, u16)> {
    let areas = view.app.overlay_areas(view.areas);
    let name = match list.kind {
        ListKind::Outline => "outline",
        ListKind::Help => "keys",
        ListKind::Palette => "commands",
        ListKind::Failures => "could not be read",
    };
    canvas.frame(areas.frame, view.palette.dim, name, &hint_line(view, Context::List));
    let sign = if list.kind == ListKind::Palette { ": " } else { "/ " };
    let column = canvas.text(areas.input, areas.input.column + 1, sign, view.palette.accent);
    canvas.text(areas.input, column, list.input.value(), view.palette.text);
    let label_width = label_width(list, areas.rows.width);
    for (row, (index, entry)) in list
        .shown()
        .enumerate()
        .skip(list.cursor().scroll)
        .take(usize::from(areas.rows.height))
        .enumerate()
    {
        let line = line_of(areas.rows, row as u16);
        let column = line.column + 1 + 2 * u16::from(entry.indent);
        let behind = canvas.fitted(line, column, &entry.label, view.palette.text);
        let note = behind.max(column + label_width) + 2;
        canvas.fitted(line, note, &entry.note, view.palette.dim);
        if index == list.cursor().row {
            canvas.style(line, view.palette.cursor);
        }
    }
    Some((column.saturating_add(list.input.visual_cursor() as u16), areas.input.row))
}

/// Notes begin in one column, as far as the labels leave room.
fn label_width(list: &List, room: u16) -> u16 {
    let longest = list.shown().map(|entry| width(&entry.label)).max().unwrap_or(0);
    (longest as u16).min(room / 2)
}
