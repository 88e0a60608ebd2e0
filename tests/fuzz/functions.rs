//! What is fuzzed: every way from bytes to what is shown. The same functions run under a
//! fuzzer (`fuzz/`) and, for a bounded time, in the ordinary tests.

use gleaner::document::{Document, Format};
use gleaner::facts;
use gleaner::load::limits::{Limit, Limits};
use gleaner::load::{self, Columns, Options, Source};

/// Documents of one input that are looked at: one with thousands tells nothing new.
const MAX_DOCUMENTS: usize = 8;

/// Names that tell each format by its ending, where content does not.
const NAMES: [&str; 12] = [
    "", "a.txt", "a.md", "a.html", "a.csv", "a.jsonl", "a.json", "a.eml", "a.docx", "a.epub",
    "a.zip", "a.xml",
];

fn options() -> Options {
    // Small, so that what grows is found by its time and not by the machine's memory.
    let limits = [(Limit::Document, 1 << 20), (Limit::Inflated, 1 << 20), (Limit::Held, 1 << 20)];
    let limits = limits.iter().fold(Limits::default(), |all, &(limit, most)| all.with(limit, most));
    Options { limits, ..Options::default() }
}

/// Any bytes are documents or errors, and what is shown of a document is sound. The first
/// byte chooses the name.
pub fn documents(data: &[u8]) {
    read(data);
}

/// The same; how many documents could be read.
pub fn read(data: &[u8]) -> usize {
    let Some((&first, bytes)) = data.split_first() else { return 0 };
    let name = NAMES[usize::from(first) % NAMES.len()];
    let options = options();
    let source = Source::memory(name, bytes.to_vec());
    let mut count = 0;
    for listed in load::expand(source, &options, &Columns::default()).take(MAX_DOCUMENTS) {
        match listed.and_then(|source| load::load(&source, &options)) {
            Ok(document) => {
                check_document(&document);
                count += 1;
            }
            Err(error) => check_line(&error.to_string()),
        }
    }
    count
}

/// Facts of any text are spans of it.
pub fn facts(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let document = load::from_text(text, Format::Plain, Default::default());
    check_facts(&document);
}

fn check_document(document: &Document) {
    let text = document.text();
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.span.start >= end, "blocks are in order: {block:?}");
        assert!(text.get(block.span.range()).is_some(), "blocks are in bounds: {block:?}");
        end = block.span.end;
    }
    for notice in document.notices() {
        check_line(&notice.to_string());
    }
}

fn check_facts(document: &Document) {
    let found = facts::extract(document);
    for fact in &found.facts {
        assert!(document.text().get(fact.span.range()).is_some(), "facts are in bounds: {fact:?}");
    }
}

/// What is told to people is one line that a terminal takes as text.
fn check_line(line: &str) {
    assert!(!line.chars().any(char::is_control), "{line:?}");
}
