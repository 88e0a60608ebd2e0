//! The annotated texts, and what each of them annotates fully.

use std::path::Path;

use anyhow::{Context, Result};
use gleaner::document::{Document, Format, Metadata, Span};
use gleaner::facts::{Detail, Fact, Kind};
use gleaner::load::from_text;
use serde_json::Value;

/// A file of annotated texts. What it does not annotate fully says nothing about a fact.
pub struct Corpus {
    /// Below the folder of corpora.
    pub path: &'static str,
    /// Whether a fact is of a sort that is annotated wherever it occurs.
    pub annotates: fn(&Fact) -> bool,
}

/// The development parts; measuring-only corpora and partial ones are left out.
pub const CORPORA: &[Corpus] = &[
    Corpus { path: "names/gum.dev.jsonl", annotates: is_name },
    Corpus { path: "names/wikigold.dev.jsonl", annotates: is_name },
    Corpus { path: "names/redocred.dev.jsonl", annotates: is_name },
    Corpus { path: "names/crossner_politics.dev.jsonl", annotates: is_name },
    Corpus { path: "names/re3d.dev.jsonl", annotates: is_name },
    Corpus { path: "names/uner_ewt.dev.jsonl", annotates: is_name_but_group },
    Corpus { path: "names/wnut17.dev.jsonl", annotates: is_name_but_group },
    Corpus { path: "dates/recognizers.dev.jsonl", annotates: is_date },
    Corpus { path: "dates/wikiwars.dev.jsonl", annotates: is_date },
    Corpus { path: "numbers/recognizers_number.dev.jsonl", annotates: is_bare_number },
    Corpus { path: "numbers/recognizers_range.dev.jsonl", annotates: is_range },
    Corpus { path: "numbers/recognizers_unit.dev.jsonl", annotates: has_unit },
];

fn is_name(fact: &Fact) -> bool {
    matches!(fact.kind(), Kind::Person | Kind::Organisation | Kind::Place | Kind::Group)
}

fn is_name_but_group(fact: &Fact) -> bool {
    is_name(fact) && fact.kind() != Kind::Group
}

fn is_date(fact: &Fact) -> bool {
    fact.kind() == Kind::Date
}

fn is_bare_number(fact: &Fact) -> bool {
    match &fact.detail {
        Detail::Percent(_) => true,
        Detail::Quantity(quantity) => quantity.unit.is_none() && quantity.low.is_none(),
        _ => false,
    }
}

fn is_range(fact: &Fact) -> bool {
    matches!(&fact.detail, Detail::Quantity(quantity) if quantity.low.is_some() && quantity.unit.is_none())
}

fn has_unit(fact: &Fact) -> bool {
    match &fact.detail {
        Detail::Money(_) => true,
        Detail::Quantity(quantity) => quantity.unit.is_some(),
        _ => false,
    }
}

/// One annotated text.
pub struct Sample {
    /// The text as the reader would load it.
    pub document: Document,
    /// What is annotated.
    pub gold: Vec<Gold>,
}

/// Something annotated.
pub struct Gold {
    /// Where, in bytes.
    pub span: Span,
    /// The annotator's word for what it is: `PERSON`, `money`, `daterange`.
    pub kind: String,
    /// `value`, `values` and what else is said of it.
    pub fields: Value,
}

/// Reads a file with a text a line.
pub fn read(path: &Path) -> Result<Vec<Sample>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| sample(&serde_json::from_str(line)?))
        .collect()
}

fn sample(line: &Value) -> Result<Sample> {
    let text = line["text"].as_str().context("a line without a text")?.to_string();
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let annotated = ["entities", "facts"].into_iter().filter_map(|key| line[key].as_array());
    let gold = annotated.flatten().filter_map(|fields| gold(fields, &offsets)).collect();
    let date = line["reference"].as_str().and_then(|date| date.parse().ok());
    let known = Metadata { date, ..Metadata::default() };
    Ok(Sample { document: from_text(text, Format::Plain, known), gold })
}

fn gold(fields: &Value, offsets: &[usize]) -> Option<Gold> {
    let offset = |key: &str| offsets.get(usize::try_from(fields[key].as_u64()?).ok()?).copied();
    let kind = fields["type"].as_str().or(fields["kind"].as_str())?.to_string();
    Some(Gold { span: Span::new(offset("start")?, offset("end")?), kind, fields: fields.clone() })
}
