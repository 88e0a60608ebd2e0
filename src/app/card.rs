//! A fact's card: what is known of it, what it said, what stands with it.

use crate::document::{BlockKind, Document};
use crate::facts::{
    Bound, Date, Detail, EntityId, Fact, Facts, bound_in_words, date_in_words, essence, flat,
    known_of, speaker,
};

use super::list::Cursor;
use super::sidebar::in_per_cent;
use crate::document::Span;

/// A fact's card: what is known of it and every mention.
#[derive(Clone, Debug)]
pub struct Card {
    /// Index of the fact that it tells of.
    pub fact: usize,
    /// The name of what it tells of.
    pub title: String,
    /// What is known of it: label and text.
    pub lines: Vec<(&'static str, String)>,
    /// All its mentions, as indices of facts.
    pub mentions: Vec<u32>,
    /// The chosen mention.
    pub cursor: Cursor,
}

impl Card {
    /// The card of a fact with its mentions; `None` where there is no such fact.
    pub fn new(
        document: &Document,
        facts: &Facts,
        fact: usize,
        mentions: Vec<u32>,
    ) -> Option<Self> {
        let told = facts.facts.get(fact)?;
        let said = told.entity().map(|entity| said_by(facts, entity)).unwrap_or_default();
        let row = mentions.iter().position(|mention| *mention as usize == fact).unwrap_or(0);
        let head = essence(document, facts, told).head;
        let title = if head.is_empty() { flat(document.slice(told.span)) } else { head };
        let lines = lines(document, facts, &mentions, &said, told);
        Some(Self { fact, title, lines, mentions, cursor: Cursor { row, scroll: 0 } })
    }

    /// Span of the chosen mention.
    pub fn chosen(&self, facts: &Facts) -> Option<Span> {
        let index = *self.mentions.get(self.cursor.row)?;
        facts.facts.get(index as usize).map(|fact| fact.span)
    }
}

fn said_by(facts: &Facts, entity: EntityId) -> Vec<u32> {
    let said = |(_, fact): &(usize, &Fact)| matches!(&fact.detail, Detail::Quote(quote) if quote.entity == Some(entity));
    facts
        .facts
        .iter()
        .enumerate()
        .filter(said)
        .filter_map(|(index, _)| u32::try_from(index).ok())
        .collect()
}

/// What stands above the mentions: label and text.
fn lines(
    document: &Document,
    facts: &Facts,
    mentions: &[u32],
    said: &[u32],
    fact: &Fact,
) -> Vec<(&'static str, String)> {
    let mut lines = values(document, facts, fact);
    lines.push(("sure", format!("{} %, {}", in_per_cent(fact.confidence), fact.origin)));
    lines.push(("", tally(document, facts, mentions, said.len())));
    let said: Vec<String> = said
        .iter()
        .filter_map(|index| facts.facts.get(*index as usize))
        .map(|said| flat(document.slice(said.span)))
        .collect();
    if let Some(first) = said.first() {
        lines.push(("said", first.clone()));
    }
    let with = companions(document, facts, mentions, fact);
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
            // What a bare measure counts is its unit, which is told already.
            let counted = quantity.counted.filter(|counted| !quantity.number.covers(*counted));
            let counted = counted.map(text).unwrap_or_default();
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
fn tally(document: &Document, facts: &Facts, mentions: &[u32], statements: usize) -> String {
    let count = |number: usize, name: &str| {
        format!("{number} {name}{}", if number == 1 { "" } else { "s" })
    };
    let mut parts = vec![count(mentions.len(), "mention")];
    if statements > 0 {
        parts.push(count(statements, "statement"));
    }
    let first = mentions.first().and_then(|index| facts.facts.get(*index as usize));
    if let Some(first) = first {
        parts.push(format!("first seen in paragraph {}", paragraph_of(document, first.span.start)));
    }
    parts.join(" · ")
}

/// The paragraph that holds an offset, counted from 1 without headings and headers.
pub fn paragraph_of(document: &Document, offset: u32) -> usize {
    let Some(block) = document.block_at(offset) else { return 0 };
    let counts = |kind: BlockKind| {
        !matches!(kind, BlockKind::Header | BlockKind::Heading { .. } | BlockKind::Rule)
    };
    document.blocks().iter().take(block + 1).filter(|block| counts(block.kind)).count().max(1)
}

/// Other facts of the sentences of its mentions, statements left out.
fn companions(document: &Document, facts: &Facts, mentions: &[u32], fact: &Fact) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let sentences = mentions
        .iter()
        .filter_map(|index| facts.facts.get(*index as usize))
        .map(|mention| mention.sentence as usize);
    for index in
        sentences.take(MOST_COMPANY_SENTENCES).flat_map(|sentence| facts.of_sentence(sentence))
    {
        let Some(other) = facts.facts.get(index) else { continue };
        let itself = mentions.contains(&(index as u32))
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
