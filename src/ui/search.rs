//! The search over everything: results with their sentence, a preview of the chosen one.

use ratatui::style::Style;

use super::View;
use super::chrome::hint_line;
use super::paint::{Canvas, line_of};
use crate::app::areas::Area;
use crate::app::command::Context;
use crate::app::overlay::Search;
use crate::app::sentences::Sentences;
use crate::document::{Span, reading_text};
use crate::facts::flat;
use crate::layout::{glyphs, width};
use crate::search::{Hit, HitKind, Scope};

/// Columns of the kind before a result.
const KIND_WIDTH: u16 = 9;

/// Draws the search; the place of the cursor of its input line.
pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>, search: &Search) -> Option<(u16, u16)> {
    let areas = view.app.overlay_areas(view.areas);
    let total = search.total.max(search.hits.len());
    let count = format!("{} of {total} · {} ms", search.hits.len(), search.micros.div_ceil(1000));
    let found = format!("{}  {}", view.palette.symbols.own(&count), hint_line(view, Context::List));
    canvas.frame(areas.frame, view.palette.dim, "search", &found);
    let column = areas.input.column + 1;
    canvas.fitted(areas.input, column, search.input.value(), view.palette.text);
    draw_scopes(view, canvas, areas.input, search);
    if search.hits.is_empty() {
        let text =
            if search.input.value().is_empty() { "nothing is loaded yet" } else { "nothing found" };
        canvas.text(line_of(areas.rows, 0), column, text, view.palette.dim);
    }
    for (row, (index, hit)) in search
        .hits
        .iter()
        .enumerate()
        .skip(search.cursor.scroll)
        .take(usize::from(areas.rows.height))
        .enumerate()
    {
        let line = line_of(areas.rows, row as u16);
        draw_hit(view, canvas, line, hit);
        if index == search.cursor.row {
            canvas.style(line, view.palette.cursor);
        }
    }
    draw_preview(view, canvas, areas.preview, search);
    Some((column.saturating_add(search.input.visual_cursor() as u16), areas.input.row))
}

/// The scopes at the right, the one in force marked.
fn draw_scopes(view: View<'_>, canvas: &mut Canvas<'_>, area: Area, search: &Search) {
    let names: Vec<String> = Scope::ALL
        .iter()
        .map(|scope| {
            let name = scope_name(*scope);
            if *scope == search.scope { format!("[{name}]") } else { format!(" {name} ") }
        })
        .collect();
    let needed = names.iter().map(|name| width(name)).sum::<usize>() as u16;
    let typed = width(search.input.value()) as u16 + 3;
    let few = needed + typed > area.width;
    let shown: Vec<&String> = names.iter().filter(|name| !few || name.starts_with('[')).collect();
    let needed = shown.iter().map(|name| width(name)).sum::<usize>() as u16;
    let mut column = (area.column + area.width).saturating_sub(needed);
    for name in shown {
        let style = if name.starts_with('[') { view.palette.heading } else { view.palette.dim };
        column = canvas.text(area, column, name, style);
    }
}

fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "all",
        Scope::Documents => "documents",
        Scope::Headings => "headings",
        Scope::Facts => "facts",
        Scope::Text => "text",
    }
}

fn draw_hit(view: View<'_>, canvas: &mut Canvas<'_>, line: Area, hit: &Hit) {
    let kind = match hit.kind {
        HitKind::Document => "document",
        HitKind::Heading => "heading",
        HitKind::Fact { .. } => "fact",
        HitKind::Text => "text",
    };
    let narrow = line.width < 50;
    let mut column = line.column + 1;
    if !narrow {
        canvas.text(line, column, kind, view.palette.dim);
        column += KIND_WIDTH;
    }
    let title = view
        .app
        .documents()
        .get(hit.document as usize)
        .map(|entry| entry.title())
        .unwrap_or_default();
    let several = view.app.documents().len() > 1 && hit.kind != HitKind::Document && !narrow;
    let title_room = if several { (width(&title) as u16).min(line.width / 4) + 2 } else { 1 };
    let room = Area { width: line.width.saturating_sub(title_room), ..line };
    let context = sentence_of(view, hit);
    let behind = matched_text(view, canvas, room, column, hit);
    if let Some(context) = context {
        canvas.fitted(room, behind + 2, &context, view.palette.dim);
    }
    if several {
        let title_column = (line.column + line.width).saturating_sub(title_room) + 1;
        canvas.fitted(line, title_column, &title, view.palette.dim);
    }
}

/// The label with its matched letters lit. A long text begins near its first match.
fn matched_text(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    area: Area,
    column: u16,
    hit: &Hit,
) -> u16 {
    let end = area.column + area.width;
    let start = shown_from(hit, end.saturating_sub(column));
    let rest = hit.label.get(start..).unwrap_or_default();
    let fits = width(rest) + usize::from(start > 0) <= usize::from(end.saturating_sub(column));
    let end = if fits { end } else { end.saturating_sub(1) };
    let mut at = if start > 0 {
        canvas.text(area, column, view.palette.symbols.ellipsis, view.palette.dim)
    } else {
        column
    };
    for glyph in glyphs(rest) {
        let offset = start + glyph.span.start as usize;
        let matched = hit.matched.iter().any(|range| range.contains(&offset));
        let style = if matched { view.palette.found } else { view.palette.text };
        if at + u16::from(glyph.width) > end {
            break;
        }
        canvas.glyph(at, area.row, end, &glyph, style);
        at += u16::from(glyph.width);
    }
    if fits { at } else { canvas.text(area, at, view.palette.symbols.ellipsis, view.palette.dim) }
}

/// Where to begin a label so that its first match shows in that many columns.
fn shown_from(hit: &Hit, room: u16) -> usize {
    let first = hit.matched.first().map_or(0, |range| range.start);
    let before = hit.label.get(..first).unwrap_or_default();
    if width(before) * 2 < usize::from(room) || width(&hit.label) <= usize::from(room) {
        return 0;
    }
    let keep = usize::from(room) / 4;
    let start = before.char_indices().rev().nth(keep).map_or(0, |(at, _)| at);
    let word = before.get(start..).and_then(|rest| rest.find(' ')).map_or(0, |at| at + 1);
    start + word
}

/// The sentence around a fact's label: a hit without its context is useless.
fn sentence_of(view: View<'_>, hit: &Hit) -> Option<String> {
    let HitKind::Fact { .. } = hit.kind else { return None };
    let document = view.app.documents().get(hit.document as usize)?.document()?;
    let sentence = Sentences::default().at(document, hit.span.start)?;
    Some(flat(document.slice(sentence)))
}

/// Bytes around a result that the preview shows at most.
const PREVIEW_REACH: usize = 600;

fn draw_preview(view: View<'_>, canvas: &mut Canvas<'_>, area: Area, search: &Search) {
    if area.is_empty() {
        return;
    }
    canvas.rule(Area { row: area.row - 1, height: 1, ..area }, view.palette.dim);
    let Some(hit) = search.chosen() else { return };
    let Some(document) =
        view.app.documents().get(hit.document as usize).and_then(|entry| entry.document())
    else {
        return;
    };
    let text = document.text();
    let block = document.block_at(hit.span.start).and_then(|index| document.blocks().get(index));
    let block = block.map_or(hit.span, |block| block.span);
    let start = text.ceil_char_boundary(
        (hit.span.start as usize).saturating_sub(PREVIEW_REACH).max(block.start as usize),
    );
    let end = text
        .floor_char_boundary((hit.span.end as usize + 2 * PREVIEW_REACH).min(block.end as usize));
    let before = reading_text(document, Span::new(start, hit.span.start as usize));
    let whole = reading_text(document, Span::new(start, end.max(hit.span.end as usize)));
    let lit = before.len()..before.len() + reading_text(document, hit.span).len();
    preview_lines(view, canvas, area, &flat_same_length(&whole), &lit);
}

/// Line ends as blanks, byte for byte.
fn flat_same_length(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn preview_lines(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    area: Area,
    text: &str,
    lit: &std::ops::Range<usize>,
) {
    let lines = textwrap::wrap(text, usize::from(area.width.saturating_sub(2).max(1)));
    let offset = |line: &str| (line.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let place = |line: &std::borrow::Cow<'_, str>| match line {
        std::borrow::Cow::Borrowed(line) => offset(line),
        std::borrow::Cow::Owned(_) => 0,
    };
    let hit_line = lines.iter().rposition(|line| place(line) <= lit.start).unwrap_or(0);
    let first = hit_line.saturating_sub(usize::from(area.height) / 3);
    for (row, line) in lines.iter().skip(first).take(usize::from(area.height)).enumerate() {
        let (start, mut column) = (place(line), area.column + 1);
        for glyph in glyphs(line) {
            let at = start + glyph.span.start as usize;
            let style: Style = if lit.contains(&at) { view.palette.lit } else { view.palette.text };
            canvas.glyph(column, area.row + row as u16, area.column + area.width, &glyph, style);
            column += u16::from(glyph.width);
        }
    }
}
