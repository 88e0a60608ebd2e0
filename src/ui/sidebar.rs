//! The facts pane: only the rows that are seen are made.

use ratatui::style::Style;

use super::View;
use super::paint::{Canvas, line_of};
use crate::app::Focus;
use crate::app::areas::Area;
use crate::app::command::Command;
use crate::app::sidebar::{Item, Row, group_name};
use crate::document::{Document, visible};
use crate::facts::{Kind, flat};
use crate::layout::width;

/// Draws the pane; where the filter is typed, the place of its cursor.
pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let area = view.areas.facts;
    canvas.clear(area);
    draw_divider(view, canvas);
    let cursor = draw_filter(view, canvas, area);
    let skip = u16::from(view.app.has_filter_line());
    let rows = Area { row: area.row + skip, height: area.height.saturating_sub(skip), ..area };
    draw_items(view, canvas, rows);
    cursor
}

fn draw_divider(view: View<'_>, canvas: &mut Canvas<'_>) {
    let divider = view.areas.divider;
    canvas.clear(divider);
    for row in divider.row..divider.row + divider.height {
        for column in divider.column..divider.column + divider.width {
            canvas.symbol(column, row, view.palette.symbols.vertical, view.palette.dim);
        }
    }
}

fn draw_filter(view: View<'_>, canvas: &mut Canvas<'_>, area: Area) -> Option<(u16, u16)> {
    if !view.app.has_filter_line() {
        return None;
    }
    let line = line_of(area, 0);
    let column = canvas.text(line, area.column + 1, "/", view.palette.accent);
    let input = view.app.filter_input();
    let text = input.map_or(view.app.sidebar().filter(), |input| input.value());
    canvas.text(line, column, text, view.palette.text);
    input.map(|input| (column.saturating_add(input.visual_cursor() as u16), line.row))
}

fn draw_items(view: View<'_>, canvas: &mut Canvas<'_>, area: Area) {
    let sidebar = view.app.sidebar();
    let Some(document) = view.app.document() else { return };
    if sidebar.items().is_empty() {
        let text = match sidebar.facts() {
            None => "reading the facts",
            Some(_) if !sidebar.filter().is_empty() => "no fact matches",
            Some(facts) if !facts.facts.is_empty() => {
                let keys = view.app.settings().keymap.shown_keys(Command::ShowKinds);
                &format!("all its facts are hidden: {keys} shows them")
            }
            Some(_) => "no facts found",
        };
        canvas.fitted(line_of(area, 0), area.column + 1, text, view.palette.dim);
        return;
    }
    let focus = view.app.article().map(|article| article.focus());
    let shown = sidebar.items().iter().enumerate().skip(sidebar.scroll());
    for (row, (index, item)) in shown.take(usize::from(area.height)).enumerate() {
        let line = line_of(area, row as u16);
        let marked = focus.is_some_and(|focus| sidebar.touches(*item, focus));
        draw_item(view, canvas, document, line, *item, marked);
        if view.app.focus() == Focus::Facts && index == sidebar.cursor() {
            canvas.style(line, view.palette.cursor);
            if view.palette.symbols.ascii {
                canvas.symbol(line.column, line.row, ">", view.palette.accent);
            }
        }
    }
}

fn draw_item(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    document: &Document,
    line: Area,
    item: Item,
    marked: bool,
) {
    if marked {
        canvas.symbol(line.column, line.row, view.palette.symbols.marked, view.palette.accent);
    }
    let column = line.column + 1;
    match item {
        Item::Blank => {}
        Item::OtherLanguage => {
            let text = "not English: only some kinds are read";
            canvas.fitted(line, column, text, view.palette.dim);
        }
        Item::Head(kind) => draw_head(view, canvas, line, kind),
        Item::Brief(question, span) => {
            canvas.text(line, column, question.name(), view.palette.dim);
            canvas.fitted(line, column + 6, &flat(document.slice(span)), view.palette.text);
        }
        Item::Row(..) => {
            let sidebar = view.app.sidebar();
            if let Some(row) = sidebar.row(item) {
                draw_row(view, canvas, document, line, row);
            }
        }
    }
}

fn draw_head(view: View<'_>, canvas: &mut Canvas<'_>, line: Area, kind: Kind) {
    let sidebar = view.app.sidebar();
    let column = canvas.text(line, line.column + 1, group_name(kind), view.palette.heading);
    canvas.text(line, column + 1, &sidebar.count(kind).to_string(), view.palette.dim);
    if sidebar.is_folded(kind) {
        let last = (line.column + line.width).saturating_sub(2);
        canvas.symbol(last, line.row, view.palette.symbols.folded, view.palette.accent);
    }
}

/// `Tom Cotton · Senator (R-AR) · 2`: the count stays when the rest has to be cut.
fn draw_row(view: View<'_>, canvas: &mut Canvas<'_>, document: &Document, line: Area, row: &Row) {
    let Some(essence) = view.app.sidebar().essence(document, row) else { return };
    let dot = view.palette.symbols.dot;
    let count = match row.mentions.len() {
        0 | 1 => String::new(),
        mentions => format!("{dot}{mentions}"),
    };
    let room = Area { width: line.width.saturating_sub(width(&count) as u16 + 1), ..line };
    let mut column = line.column + 1;
    if !essence.head.is_empty() {
        column = canvas.fitted(
            room,
            column,
            &view.palette.symbols.own(&visible::line(&essence.head)),
            view.palette.text,
        );
    }
    if !essence.note.is_empty() && essence.note != essence.head {
        let gap = if essence.head.is_empty() { "" } else { dot };
        column = note(
            canvas,
            room,
            column,
            &format!("{gap}{}", visible::line(&essence.note)),
            view.palette.dim,
        );
    }
    canvas.text(line, column, &count, view.palette.dim);
}

/// A note is cut, or left out where only its beginning's beginning would show.
fn note(canvas: &mut Canvas<'_>, area: Area, column: u16, text: &str, style: Style) -> u16 {
    let room = (area.column + area.width).saturating_sub(column);
    if room < 8 && width(text) > usize::from(room) {
        return column;
    }
    canvas.fitted(area, column, text, style)
}
