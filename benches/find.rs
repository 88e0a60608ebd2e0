//! Find in one text of 100 MB, and the words of a query in the text of many documents.
//!
//! `cargo bench --bench find` generates its text; `GLEANER_TEXT=FILE` reads one.

use std::hint::black_box;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use gleaner::document::{Block, BlockKind, Document, Flow, Parts, Span};
use gleaner::search::find::{Options, Pattern};
use gleaner::search::text::{self, Query};

const BYTES: usize = 100_000_000;
/// Bytes of one of many documents.
const DOCUMENT_BYTES: usize = 4_000;
/// Bytes of all of them.
const LIBRARY_BYTES: usize = 40_000_000;
/// The best of so many rounds counts: whatever else runs only ever adds.
const ROUNDS: usize = 5;

fn main() {
    let mut text = match std::env::var_os("GLEANER_TEXT") {
        Some(path) => std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        None => generated(),
    };
    text.push_str("\n\nThe Rare Needle stands\nnear the end.\n");
    println!("find in {} bytes", text.len());
    find(&text);
    let whole = document(text.clone());
    println!("words in one document of {} bytes", text.len());
    words(&[(0, &whole)]);
    let many = library(&text);
    let documents: Vec<(u32, &Document)> = (0..).zip(&many).collect();
    println!("words in {} documents", many.len());
    words(&documents);
}

fn find(text: &str) {
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let expression = Options { regex: true, ..Options::default() };
    let whole = Options { whole_word: true, ..Options::default() };
    for (name, query, options) in [
        ("literal, any case", "needle", Options::default()),
        ("literal, this case", "Needle", Options::default()),
        ("phrase over a line end", "needle stands near", Options::default()),
        ("whole word", "rare", whole),
        ("expression", r"n[e]+dle\s+stands", expression),
    ] {
        let pattern = Pattern::new(query, options).expect("a sound pattern");
        assert!(pattern.next(text, 0).is_some());
        report(&format!("{name}: from the start"), || pattern.next(text, 0));
        report(&format!("{name}: back from the end"), || pattern.previous(text, end));
    }
    let common = Pattern::new("report", Options::default()).expect("a sound pattern");
    let all = || common.matches(text, usize::MAX, &AtomicBool::new(false));
    println!("  common word: {} matches", all().map_or(0, |found| found.spans.len()));
    report("common word: all matches", all);
}

fn words(documents: &[(u32, &Document)]) {
    for query in ["n", "rep", "the report", "needle", "near needle rare", "zyzzogeton", "tunel"] {
        let words = Query::new(query);
        let search = || text::search(documents, &words, 100, &AtomicBool::new(false));
        let total = search().map_or(0, |found| found.total);
        report(&format!("{query:18} {total:>7} passages"), search);
    }
}

fn report<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut least = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(work());
        least = least.min(start.elapsed());
    }
    println!("  {name:44} {:>9.3} ms", least.as_secs_f64() * 1e3);
}

/// A document whose paragraphs are parted by blank lines.
fn document(text: String) -> Document {
    let mut start = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(start, start + part.len());
        blocks.push(Block {
            span,
            kind: BlockKind::Paragraph,
            flow: Flow::Fill,
            quote: 0,
            depth: 0,
        });
        start += part.len() + 2;
    }
    Document::new(Parts { text, blocks, ..Parts::default() })
}

fn library(text: &str) -> Vec<Document> {
    let text = text.get(..LIBRARY_BYTES).unwrap_or(text);
    let mut documents = Vec::new();
    let mut part = String::new();
    for paragraph in text.split("\n\n") {
        part.push_str(paragraph);
        part.push_str("\n\n");
        if part.len() > DOCUMENT_BYTES {
            documents.push(document(std::mem::take(&mut part)));
        }
    }
    documents
}

/// Paragraphs of sentences in a fixed random order, some with letters beyond ASCII.
fn generated() -> String {
    const SENTENCES: [&str; 8] = [
        "Despite objections from residents, the City Council welcomed a delayed review. ",
        "“We approved the measure because the rail ruling was joint,” Chiara told reporters. ",
        "The modest museum expansion, worth 533 tonnes, was examined in Lyon. ",
        "In São Paulo the report was said to affect about 393 kilometres of tunnel. ",
        "Since May 2021 the hospital proposal in Helsinki has been presented 7 times.\n",
        "The figures were later corrected upward, and the plan was put off again. ",
        "Many of the Grid Operator confirmed the quarterly budget on Wednesday. ",
        "Which would be the largest change in two decades, officials said.\n",
    ];
    let mut text = String::with_capacity(BYTES + 1_000);
    let mut seed = 4u64;
    while text.len() < BYTES {
        for _ in 0..7 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(SENTENCES[(seed >> 61) as usize]);
        }
        text.push_str("\n\n");
    }
    text
}
