//! What may follow the keys pressed so far.

use super::View;
use super::paint::{Canvas, line_of};
use crate::app::areas::Area;
use crate::layout::width;

/// Columns between two columns of keys.
const GAP: u16 = 3;

/// Draws the keys that may follow, above the status line.
pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>) {
    let follow = view.app.continuations();
    if follow.is_empty() {
        return;
    }
    let rows: Vec<(String, &str)> =
        follow.iter().map(|(keys, command)| (keys.to_string(), command.entry().help)).collect();
    let key_width = rows.iter().map(|(keys, _)| width(keys)).max().unwrap_or(1) as u16;
    let help_width = rows.iter().map(|(_, help)| width(help)).max().unwrap_or(1) as u16;
    let screen = view.areas.screen;
    let entry_width = key_width + 1 + help_width;
    let across = ((screen.width.saturating_sub(2) + GAP) / (entry_width + GAP)).max(1);
    let down = (rows.len() as u16).div_ceil(across).min(screen.height.saturating_sub(3).max(1));
    let height = (down + 2).min(screen.height);
    let bottom = screen.height.saturating_sub(view.areas.status.height);
    let frame = Area { column: 0, row: bottom.saturating_sub(height), width: screen.width, height };
    let pressed = crate::app::key::Keys(view.app.pressed().sequence.clone()).to_string();
    canvas.frame(frame, view.palette.dim, &view.palette.symbols.own(&format!("{pressed} …")), "");
    let inner = frame.inner();
    for (index, (keys, help)) in rows.iter().enumerate() {
        let (across, row) = (index as u16 / down, index as u16 % down);
        let line = line_of(inner, row);
        let column = inner.column + across * (entry_width + GAP);
        canvas.text(line, column, keys, view.palette.accent);
        canvas.fitted(line, column + key_width + 1, help, view.palette.text);
    }
}
