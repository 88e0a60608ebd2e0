//! Sentences, tokens, values and all facts of news-like text that the bench makes itself,
//! and of texts of one's own.
//!
//! `cargo bench --bench extraction` runs over generated text, so that figures compare
//! between machines. With `GLEANER_TEXTS` set to a file of `{"text": …}` lines, or to a
//! folder of text files, the benches `own_…` run over those. Before the first bench it
//! prints what the first article of a process costs, which loads the lexicon and the model.

use std::path::Path;
use std::time::Instant;

use divan::Bencher;
use divan::counter::BytesCount;
use gleaner::document::{Block, BlockKind, Document, Flow, Format, Metadata, Parts, Span};
use gleaner::facts::sentence::sentences_of;
use gleaner::facts::{Analysis, extract, value_recognisers};
use gleaner::load::from_text;
use rayon::prelude::*;

fn main() {
    // Once a process: the second time everything is loaded.
    let article = articles(4 << 10).into_iter().next().unwrap_or_default();
    for time in ["first", "second"] {
        let start = Instant::now();
        let found = extract(&article).facts.len();
        eprintln!(
            "{time} article of {} bytes: {:.2?}, {found} facts",
            article.text().len(),
            start.elapsed()
        );
    }
    divan::main();
}

/// About a megabyte: enough that the caches do not hold it.
const BYTES: usize = 1 << 20;

const SENTENCES: &[&str] = &[
    "The ministry said on {weekday} that more than {number} people had left the region since {month}.",
    "“We have waited for years,” said Ann Ames, the head of the Harbour Trust. “Nobody came.”",
    "Sales rose {percent} percent to ${amount} million in the third quarter, up from £{percent}m a year earlier.",
    "Officials from the U.S. and the U.K. met in Geneva between {month} and early {month}.",
    "The bridge, which is {percent} km long, was opened at 5:30 p.m. by Sen. Orla Byrne (D-VT).",
    "It was not clear how the talks would go on, or whether the two sides would meet again.",
    "About two-thirds of the voters backed the plan, according to a survey of {number} adults.",
    "Three years ago the company employed some {number} workers at its plant near Turin.",
];

/// The same text every time.
fn article() -> String {
    let weekdays = ["Monday", "Wednesday", "Friday", "Sunday"];
    let months = ["January", "May", "October", "December"];
    let mut text = String::with_capacity(BYTES + 1000);
    let mut count = 0;
    while text.len() < BYTES {
        let sentence = SENTENCES[count * 5 % SENTENCES.len()];
        let filled = sentence
            .replace("{weekday}", weekdays[count % 4])
            .replace("{month}", months[count / 3 % 4])
            .replace("{number}", &format!("{},{:03}", count % 90 + 1, count % 1000))
            .replace("{percent}", &format!("{}.{}", count % 70, count % 10))
            .replace("{amount}", &(count % 500).to_string());
        text.push_str(&filled);
        text.push_str(if count % 5 == 4 { "\n\n" } else { " " });
        count += 1;
    }
    text
}

fn document() -> Document {
    let text = article();
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len());
        if !span.is_empty() {
            blocks.push(Block {
                span,
                kind: BlockKind::Paragraph,
                flow: Flow::Fill,
                quote: 0,
                depth: 0,
            });
        }
        at += paragraph.len() + 2;
    }
    let metadata = Metadata { date: Some(jiff::civil::date(2024, 3, 31)), ..Metadata::default() };
    Document::new(Parts { text, blocks, metadata, ..Parts::default() })
}

/// The generated text in articles of about so many bytes.
fn articles(bytes: usize) -> Vec<Document> {
    let text = article();
    let mut articles = vec![String::new()];
    for paragraph in text.split("\n\n") {
        if articles.last().is_some_and(|article| article.len() > bytes) {
            articles.push(String::new());
        }
        if let Some(article) = articles.last_mut() {
            article.push_str(paragraph);
            article.push_str("\n\n");
        }
    }
    articles.into_iter().map(plain).collect()
}

fn plain(text: String) -> Document {
    let date = Some(jiff::civil::date(2024, 3, 31));
    from_text(text, Format::Plain, Metadata { date, ..Metadata::default() })
}

/// The texts that the environment names; none where it does not.
fn own() -> Vec<Document> {
    let Some(place) = std::env::var_os("GLEANER_TEXTS") else { return Vec::new() };
    let place = Path::new(&place);
    let files: Vec<_> = match std::fs::read_dir(place) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(_) => vec![place.to_path_buf()],
    };
    let mut texts = Vec::new();
    for file in files {
        let content = std::fs::read_to_string(&file).unwrap_or_default();
        if file.extension().is_some_and(|ending| ending == "jsonl" || ending == "ndjson") {
            let lines = content.lines().flat_map(serde_json::from_str::<serde_json::Value>);
            texts.extend(lines.filter_map(|line| line["text"].as_str().map(str::to_string)));
        } else {
            texts.push(content);
        }
    }
    texts.into_iter().map(plain).collect()
}

fn total(documents: &[Document]) -> BytesCount {
    BytesCount::new(documents.iter().map(|document| document.text().len()).sum::<usize>())
}

fn whole(document: &Document) -> Span {
    Span::new(0, document.text().len())
}

/// Everything, over articles of 4 kB, on one thread and on two.
#[divan::bench(args = [1, 2])]
fn facts(bencher: Bencher, threads: usize) {
    run_all(bencher, &articles(4 << 10), threads);
}

/// Everything, over one's own texts.
#[divan::bench(args = [1, 2])]
fn own_facts(bencher: Bencher, threads: usize) {
    run_all(bencher, &own(), threads);
}

fn run_all(bencher: Bencher, documents: &[Document], threads: usize) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    bencher.counter(total(documents)).bench(|| {
        pool.install(|| {
            documents.par_iter().map(|document| extract(document).facts.len()).sum::<usize>()
        })
    });
}

#[divan::bench]
fn own_sentences_and_tokens(bencher: Bencher) {
    let documents = own();
    bencher.counter(total(&documents)).bench(|| {
        let read = |document: &Document| Analysis::new(document, whole(document)).tokens().len();
        documents.iter().map(read).sum::<usize>()
    });
}

#[divan::bench]
fn own_values(bencher: Bencher) {
    let documents = own();
    bencher
        .counter(total(&documents))
        .bench(|| documents.iter().map(|document| values_of(document).len()).sum::<usize>());
}

fn values_of(document: &Document) -> Vec<gleaner::facts::Fact> {
    let analysis = Analysis::new(document, whole(document));
    let mut found = Vec::new();
    for recogniser in value_recognisers() {
        recogniser.recognise(&analysis, &mut found);
    }
    found
}

/// White space alone: what the machine gives, to compare the others with.
#[divan::bench]
fn words(bencher: Bencher) {
    let text = article();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| text.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count());
}

#[divan::bench]
fn sentences(bencher: Bencher) {
    let document = document();
    bencher.counter(BytesCount::new(document.text().len())).bench(|| {
        document
            .blocks()
            .iter()
            .map(|block| sentences_of(document.text(), block.span).len())
            .sum::<usize>()
    });
}

#[divan::bench]
fn sentences_and_tokens(bencher: Bencher) {
    let document = document();
    let whole = Span::new(0, document.text().len());
    bencher.counter(BytesCount::new(whole.len())).bench(|| Analysis::new(&document, whole));
}

#[divan::bench]
fn values(bencher: Bencher) {
    let document = document();
    bencher.counter(BytesCount::new(document.text().len())).bench(|| values_of(&document));
}

/// One recogniser alone, over an analysis that is made anew.
#[divan::bench(args = 0..value_recognisers().len())]
fn one_recogniser(bencher: Bencher, index: usize) {
    let document = document();
    let whole = Span::new(0, document.text().len());
    let analysis = Analysis::new(&document, whole);
    let _ = analysis.pieces_of(0);
    bencher.counter(BytesCount::new(whole.len())).bench(|| {
        let mut found = Vec::new();
        value_recognisers()[index].recognise(&analysis, &mut found);
        found
    });
}
