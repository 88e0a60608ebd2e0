//! The article pane: text, styles over it, the mark of the sentence in focus.

use ratatui::style::{Modifier, Style};

use super::View;
use super::paint::{Canvas, line_of};
use crate::app::areas::Area;
use crate::app::article::Article;
use crate::app::documents::State;
use crate::app::overlay::{Hints, Overlay};
use crate::document::{BlockKind, Document, InlineStyle, Span};
use crate::layout::{Line, LineKind};

/// Spans with one style each, sorted by start.
type Layer = Vec<(Span, Style)>;

pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>) {
    let Some(article) = view.app.article() else { return draw_absent(view, canvas) };
    let layers = layers(view, article);
    for (row, line) in article.visible().iter().enumerate() {
        let Ok(row) = u16::try_from(row) else { return };
        draw_line(view, canvas, article, &layers, line, row);
    }
    if let Overlay::Hints(hints) = view.app.overlay() {
        draw_hints(view, canvas, article, hints);
    }
}

/// What is shown where there is no text yet, or none at all.
fn draw_absent(view: View<'_>, canvas: &mut Canvas<'_>) {
    let state = view.app.documents().get(view.app.current()).map(|entry| &entry.state);
    let (text, style) = match state {
        Some(State::Failed(reason)) => (reason.as_str(), view.palette.error),
        Some(_) => ("reading", view.palette.dim),
        None if view.app.documents().listing => ("looking for documents", view.palette.dim),
        None => ("there is no document here", view.palette.error),
    };
    let area = view.areas.text;
    let lines = textwrap::wrap(text, usize::from(area.width.max(1)));
    for (row, line) in (u16::from(area.height > 2)..).zip(lines) {
        canvas.text(line_of(area, row), area.column, &line, style);
    }
}

fn draw_line(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    layers: &[Layer],
    line: &Line,
    row: u16,
) {
    let area = line_of(view.areas.text, row);
    draw_gutter(view, canvas, article, line, area);
    draw_bars(view, canvas, line, area);
    match line.kind {
        LineKind::Blank => {}
        LineKind::Rule => draw_rule(view, canvas, line, area),
        LineKind::TableRule => draw_table_rule(view, canvas, article, line, area),
        LineKind::Text => draw_text(view, canvas, article, layers, line, area),
    }
}

/// The bar beside the lines of the sentence in focus.
fn draw_gutter(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    line: &Line,
    area: Area,
) {
    let Some(column) = area.column.checked_sub(2) else { return };
    let focus = article.focus();
    let holds = line.pieces.iter().any(|piece| piece.span.overlaps(focus));
    if holds && column >= view.areas.article.column {
        canvas.symbol(column, area.row, view.palette.symbols.focus, view.palette.accent);
    }
    if line.continued {
        canvas.symbol(area.column - 1, area.row, view.palette.symbols.continued, view.palette.dim);
    }
}

fn draw_bars(view: View<'_>, canvas: &mut Canvas<'_>, line: &Line, area: Area) {
    for bar in 0..u16::from(line.bars) {
        if 2 * bar < area.width {
            canvas.symbol(
                area.column + 2 * bar,
                area.row,
                view.palette.symbols.vertical,
                view.palette.dim,
            );
        }
    }
}

fn draw_rule(view: View<'_>, canvas: &mut Canvas<'_>, line: &Line, area: Area) {
    let indent = u16::try_from(line.indent).unwrap_or(area.width).min(area.width);
    canvas.rule(
        Area { column: area.column + indent, width: area.width - indent, ..area },
        view.palette.dim,
    );
}

fn draw_table_rule(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    line: &Line,
    area: Area,
) {
    let sideways = u32::from(article.sideways());
    for piece in &line.pieces {
        let columns = piece.column.max(sideways)
            ..(piece.column + piece.width).min(sideways + u32::from(area.width));
        for column in columns {
            let column = area.column + (column - sideways) as u16;
            canvas.symbol(column, area.row, view.palette.symbols.horizontal, view.palette.dim);
        }
    }
}

fn draw_text(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    article: &Article,
    layers: &[Layer],
    line: &Line,
    area: Area,
) {
    let document = article.document();
    let base = base_style(view, document, line);
    let styles = touching(layers, line);
    let sideways = u32::from(article.sideways());
    let end = area.column + area.width;
    for (column, glyph) in article.layout().glyphs(line) {
        let Some(column) =
            column.checked_sub(sideways).filter(|column| *column < u32::from(area.width))
        else {
            continue;
        };
        let column = area.column + column as u16;
        let over = styles.iter().filter(|(span, _)| span.contains(glyph.span.start));
        let style = over.fold(base, |style, (_, over)| style.patch(*over));
        canvas.glyph(column, area.row, end, &glyph, style);
    }
    if line.width > sideways + u32::from(area.width) {
        canvas.symbol(end, area.row, ">", view.palette.accent);
    }
    if sideways > 0 && line.width > u32::from(area.width) {
        canvas.symbol(area.column.saturating_sub(1), area.row, "<", view.palette.accent);
    }
}

fn base_style(view: View<'_>, document: &Document, line: &Line) -> Style {
    let palette = view.palette;
    match document.blocks().get(line.block()).map(|block| block.kind) {
        Some(BlockKind::Heading { .. }) => palette.heading,
        Some(BlockKind::Code) => palette.code,
        Some(BlockKind::Header) => palette.dim,
        _ => palette.text,
    }
}

/// The styles that a line's text has over its base, later ones on top.
fn touching(layers: &[Layer], line: &Line) -> Layer {
    let mut found = Layer::new();
    for layer in layers {
        let until = layer.partition_point(|(span, _)| span.start < line.span.end);
        let before = layer.get(..until).unwrap_or_default();
        found.extend(before.iter().filter(|(span, _)| span.end > line.span.start));
    }
    found
}

/// What is drawn over the text, from the lowest layer to the highest.
fn layers(view: View<'_>, article: &Article) -> Vec<Layer> {
    let (app, palette, seen) = (view.app, view.palette, article.visible_span());
    let document = article.document();
    let current = app.find().current();
    let found =
        app.find().lit(seen).iter().map(|span| {
            (*span, if Some(*span) == current { palette.current } else { palette.found })
        });
    let lit = app.lit().filter(|_| current.is_none() || app.lit() != current);
    vec![
        inlines(view, document, seen),
        links(view, document, seen),
        if app.settings().lit { facts(view, seen) } else { Layer::new() },
        lit.map(|span| (span, palette.lit)).into_iter().collect(),
        found.collect(),
        app.selected().map(|span| (span, palette.selected)).into_iter().collect(),
    ]
}

fn inlines(view: View<'_>, document: &Document, seen: Span) -> Layer {
    let style = |inline| match inline {
        InlineStyle::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
        InlineStyle::Strong => Style::new().add_modifier(Modifier::BOLD),
        InlineStyle::Code => view.palette.code,
        InlineStyle::Strikethrough => Style::new().add_modifier(Modifier::CROSSED_OUT),
    };
    let until = document.inlines().partition_point(|inline| inline.span.start < seen.end);
    let before = document.inlines().get(..until).unwrap_or_default();
    // Inline styles stand inside a block, so those that reach here begin close by.
    let near =
        before.iter().rev().take_while(|inline| inline.span.start + FARTHEST_INLINE > seen.start);
    let mut layer: Layer = near.map(|inline| (inline.span, style(inline.style))).collect();
    layer.reverse();
    layer
}

/// Bytes that an inline style or link may begin before the screen and still be drawn on it.
const FARTHEST_INLINE: u32 = 64 * 1024;

fn links(view: View<'_>, document: &Document, seen: Span) -> Layer {
    let until = document.links().partition_point(|link| link.span.start < seen.end);
    let before = document.links().get(..until).unwrap_or_default();
    let near =
        before.iter().rev().take_while(|link| link.span.start + FARTHEST_INLINE > seen.start);
    let mut layer: Layer = near.map(|link| (link.span, view.palette.link)).collect();
    layer.reverse();
    layer
}

/// Facts lit in the text; statements first, so that what they hold shows on top.
fn facts(view: View<'_>, seen: Span) -> Layer {
    let sidebar = view.app.sidebar();
    let Some(facts) = sidebar.facts() else { return Layer::new() };
    let until = facts.facts.partition_point(|fact| fact.span.start < seen.end);
    let before = facts.facts.get(..until).unwrap_or_default();
    let near =
        before.iter().rev().take_while(|fact| fact.span.start + FARTHEST_INLINE > seen.start);
    let shown = near.filter(|fact| fact.span.end > seen.start && sidebar.shows(fact));
    let mut layer: Layer = shown.map(|fact| (fact.span, view.palette.kind(fact.kind()))).collect();
    layer.reverse();
    layer
}

fn draw_hints(view: View<'_>, canvas: &mut Canvas<'_>, article: &Article, hints: &Hints) {
    let area = view.areas.text;
    for hint in hints.links.iter().filter(|hint| hint.letters.starts_with(&hints.typed)) {
        let holds =
            |line: &Line| line.pieces.iter().any(|piece| piece.span.contains(hint.span.start));
        let Some(row) = article.visible().iter().position(holds) else { continue };
        let column = article
            .visible()
            .get(row)
            .and_then(|line| article.layout().column_of(line, hint.span.start));
        let column = column.unwrap_or(0).saturating_sub(u32::from(article.sideways()));
        let place = line_of(area, row as u16);
        canvas.text(place, area.column + column as u16, &hint.letters, view.palette.current);
    }
}
