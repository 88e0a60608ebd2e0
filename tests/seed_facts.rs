//! The facts of the sample article against a careful reading of it, which lies beside
//! the repository. Where it does not, there is nothing to compare with, and the test
//! says so.

use std::collections::HashMap;
use std::path::Path;

use gleaner::document::{Block, BlockKind, Document, Flow, Metadata, Parts, Span};
use gleaner::facts::extract;
use serde_json::Value;

/// Where the careful reading lies.
const GOLD: &str = "../shared/eval/seed-gold.json";

/// The least share of its facts that must be found with their kind and exact span.
const LEAST: f64 = 0.9;

#[test]
fn the_sample_has_the_facts_of_a_careful_reading() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(GOLD);
    let Ok(gold) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return;
    };
    let gold: Value = serde_json::from_str(&gold).expect("the careful reading is JSON");
    let text = gold["text"].as_str().expect("a text");
    let document = document(text, &gold);
    let mut found: HashMap<(u64, u64, &str), usize> = HashMap::new();
    for fact in extract(&document).facts {
        let place = (code_point(text, fact.span.start), code_point(text, fact.span.end));
        *found.entry((place.0, place.1, fact.kind().name())).or_default() += 1;
    }
    let wanted = gold["facts"].as_array().expect("facts");
    let key = |fact: &Value| {
        let at = |name: &str| fact[name].as_u64().expect("an offset");
        (at("start"), at("end"), fact["kind"].as_str().expect("a kind").to_string())
    };
    let missed: Vec<String> = wanted
        .iter()
        .filter(|fact| {
            let (start, end, kind) = key(fact);
            !found.contains_key(&(start, end, kind.as_str()))
        })
        .map(|fact| format!("{} {}", fact["kind"], fact["text"]))
        .collect();
    let share = 1.0 - missed.len() as f64 / wanted.len() as f64;
    assert!(share >= LEAST, "{share:.3} of the facts were found; missed: {missed:#?}");
}

/// Paragraphs and headings of the text, without the date before its first words.
fn document(text: &str, gold: &Value) -> Document {
    let date = gold["date"].as_str().expect("a date");
    let header = text.find(date).map_or(0, |at| at + date.len());
    let headings: Vec<&str> =
        gold["outline"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at.max(header), at + line.len()).trimmed(text);
        at += line.len();
        let heading = headings.contains(&span.of(text));
        let kind = if heading { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
        if !span.is_empty() {
            blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
        }
    }
    let metadata = Metadata { date: date.parse().ok(), ..Metadata::default() };
    Document::new(Parts { text: text.to_string(), blocks, metadata, ..Parts::default() })
}

fn code_point(text: &str, offset: u32) -> u64 {
    text[..offset as usize].chars().count() as u64
}
