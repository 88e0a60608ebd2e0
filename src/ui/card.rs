//! A fact's card: what is known of it, and every mention with its sentence.

use super::View;
use super::chrome::hint_line;
use super::paint::{Canvas, line_of};
use crate::app::card::{Card, paragraph_of};
use crate::app::command::Context;
use crate::document::{Document, visible};
use crate::facts::{Facts, flat};

pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>, card: &Card) {
    let (Some(document), Some(facts)) = (view.app.document(), view.app.sidebar().facts()) else {
        return;
    };
    let symbols = view.palette.symbols;
    let areas = view.app.overlay_areas(view.areas);
    let kind = facts.facts.get(card.fact).map_or("", |fact| fact.kind().name());
    let title = format!("{}{}{kind}", visible::line(&card.title), symbols.dot);
    canvas.frame(areas.frame, view.palette.dim, &title, &hint_line(view, Context::Card));
    for (row, (label, text)) in card.lines.iter().enumerate() {
        let line = line_of(areas.input, row as u16);
        let column = line.column + 1;
        let behind = canvas.text(line, column, label, view.palette.dim);
        let column = if label.is_empty() { column } else { behind + 2 };
        canvas.fitted(line, column, &symbols.own(&visible::line(text)), view.palette.text);
    }
    draw_mentions(view, canvas, card, document, facts);
}

fn draw_mentions(
    view: View<'_>,
    canvas: &mut Canvas<'_>,
    card: &Card,
    document: &Document,
    facts: &Facts,
) {
    let area = view.app.overlay_areas(view.areas).rows;
    let shown = card.mentions.iter().enumerate().skip(card.cursor.scroll);
    for (row, (index, mention)) in shown.take(usize::from(area.height)).enumerate() {
        let Some(fact) = facts.facts.get(*mention as usize) else { continue };
        let line = line_of(area, row as u16);
        let paragraph = format!("¶{}", paragraph_of(document, fact.span.start));
        let paragraph = view.palette.symbols.own(&paragraph).into_owned();
        let column = canvas.text(line, line.column + 1, &paragraph, view.palette.dim);
        let sentence = facts.sentences.get(fact.sentence as usize).copied().unwrap_or(fact.span);
        canvas.fitted(
            line,
            column + 2,
            &visible::line(&flat(document.slice(sentence))),
            view.palette.text,
        );
        if index == card.cursor.row {
            canvas.style(line, view.palette.cursor);
        }
    }
}
