//! A fact's card: what is known of it, what it said, what stands with it, every mention.

use super::View;
use super::chrome::hint_line;
use super::paint::{Canvas, line_of};
use crate::app::command::Context;
use crate::app::overlay::Card;
use crate::document::{BlockKind, Document, visible};
use crate::facts::{
    Bound, Date, Detail, Fact, Facts, bound_in_words, date_in_words, essence, flat, known_of,
    speaker,
};

pub(super) fn draw(view: View<'_>, canvas: &mut Canvas<'_>, card: &Card) {
    let (Some(document), Some(facts)) = (view.app.document(), view.app.sidebar().facts()) else {
        return;
    };
    let Some(fact) = facts.facts.get(card.fact) else { return };
    let areas = view.app.overlay_areas(view.areas);
    let essence = essence(document, facts, fact);
    let name = if essence.head.is_empty() { flat(document.slice(fact.span)) } else { essence.head };
    let title = format!("{} — {}", visible::line(&name), fact.kind().name());
    canvas.frame(areas.frame, view.palette.dim, &title, &hint_line(view, Context::Card));
    let facts_of_it = lines(document, facts, card, fact);
    for (row, (label, text)) in facts_of_it.iter().enumerate() {
        let line = line_of(areas.input, row as u16);
        let column = line.column + 1;
        if label.is_empty() {
            canvas.fitted(line, column, &visible::line(text), view.palette.text);
        } else {
            let behind = canvas.text(line, column, label, view.palette.dim);
            canvas.fitted(line, behind + 2, &visible::line(text), view.palette.text);
        }
    }
    draw_mentions(view, canvas, card, document, facts);
}

/// What stands above the mentions: label and text.
fn lines(
    document: &Document,
    facts: &Facts,
    card: &Card,
    fact: &Fact,
) -> Vec<(&'static str, String)> {
    let mut lines = values(document, facts, fact);
    lines.push(("", tally(document, facts, card)));
    let said: Vec<String> = card
        .said
        .iter()
        .filter_map(|index| facts.facts.get(*index as usize))
        .map(|said| flat(document.slice(said.span)))
        .collect();
    if let Some(first) = said.first() {
        lines.push(("said", first.clone()));
    }
    let with = companions(document, facts, card, fact);
    if !with.is_empty() {
        lines.push(("with", with.join(" · ")));
    }
    lines
}

/// The fact's values in words.
fn values(document: &Document, facts: &Facts, fact: &Fact) -> Vec<(&'static str, String)> {
    let text = |span| flat(document.slice(span));
    match &fact.detail {
        Detail::Person(id) | Detail::Organisation(id) | Detail::Place(id) | Detail::Group(id) => {
            let known = facts.entity(*id).map(known_of).filter(|known| !known.is_empty());
            known.map(|known| vec![("", known)]).unwrap_or_default()
        }
        Detail::Date(date) => date_lines(date),
        Detail::Quantity(quantity) => {
            let unit = quantity.unit.clone().unwrap_or_default();
            let counted = quantity.counted.map(text).unwrap_or_default();
            number_lines(
                quantity.value,
                quantity.low,
                quantity.high,
                quantity.bound,
                &[unit, counted],
            )
        }
        Detail::Money(money) => {
            let currency = money.currency.unwrap_or_default().to_owned();
            number_lines(money.value, money.low, money.high, money.bound, &[currency])
        }
        Detail::Percent(percent) => {
            let of = percent.of.map(|of| format!("of {}", text(of))).unwrap_or_default();
            number_lines(
                percent.value,
                percent.low,
                percent.high,
                percent.bound,
                &["per cent".to_owned(), of],
            )
        }
        Detail::Quote(quote) => {
            let cue = quote.cue.map(text).unwrap_or_default();
            let by = speaker(document, facts, quote);
            let mode = format!("{}, {cue}", quote.mode.name());
            let mode = mode.trim_end_matches([',', ' ']).to_owned();
            [("by", by), ("how", mode)].into_iter().filter(|(_, text)| !text.is_empty()).collect()
        }
        Detail::Link(link) => vec![("", link.value.clone())],
    }
}

fn date_lines(date: &Date) -> Vec<(&'static str, String)> {
    let words = date_in_words(date);
    let mut lines = vec![("", format!("{} {}", date.date_type.name(), date.value))];
    if words != date.value {
        lines.push(("", words));
    }
    if let (Some(from), Some(to)) = (&date.from, &date.to) {
        lines.push(("from", format!("{from} until before {to}")));
    }
    lines
}

fn number_lines(
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    bound: Bound,
    more: &[String],
) -> Vec<(&'static str, String)> {
    let number = match (value, low, high) {
        (Some(value), _, _) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low} – {high}"),
        (None, low, high) => low.or(high).map(|end| end.to_string()).unwrap_or_default(),
    };
    let words = [bound_in_words(bound), number.as_str()];
    let words = words.into_iter().chain(more.iter().map(String::as_str));
    vec![("", words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))]
}

/// `1 mention · 1 statement · first seen in paragraph 3`.
fn tally(document: &Document, facts: &Facts, card: &Card) -> String {
    let count = |number: usize, name: &str| {
        format!("{number} {name}{}", if number == 1 { "" } else { "s" })
    };
    let mut parts = vec![count(card.mentions.len(), "mention")];
    if !card.said.is_empty() {
        parts.push(count(card.said.len(), "statement"));
    }
    let first = card.mentions.first().and_then(|index| facts.facts.get(*index as usize));
    if let Some(first) = first {
        parts.push(format!("first seen in paragraph {}", paragraph_of(document, first.span.start)));
    }
    parts.join(" · ")
}

/// The paragraph that holds an offset, counted from 1 without headings and headers.
fn paragraph_of(document: &Document, offset: u32) -> usize {
    let Some(block) = document.block_at(offset) else { return 0 };
    let counts = |kind: BlockKind| {
        !matches!(kind, BlockKind::Header | BlockKind::Heading { .. } | BlockKind::Rule)
    };
    document.blocks().iter().take(block + 1).filter(|block| counts(block.kind)).count().max(1)
}

/// Other facts of the sentences of its mentions, statements left out.
fn companions(document: &Document, facts: &Facts, card: &Card, fact: &Fact) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let sentences = card
        .mentions
        .iter()
        .filter_map(|index| facts.facts.get(*index as usize))
        .map(|mention| mention.sentence as usize);
    for index in
        sentences.take(MOST_COMPANY_SENTENCES).flat_map(|sentence| facts.of_sentence(sentence))
    {
        let Some(other) = facts.facts.get(index) else { continue };
        let itself = card.mentions.contains(&(index as u32))
            || (other.entity().is_some() && other.entity() == fact.entity());
        if itself || matches!(other.detail, Detail::Quote(_)) {
            continue;
        }
        let name = essence(document, facts, other).head;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Sentences that are looked through for what stands with a fact: a line shows no more.
const MOST_COMPANY_SENTENCES: usize = 8;

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
