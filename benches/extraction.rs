//! Sentences, tokens and values of news-like text that the bench makes itself.

use divan::Bencher;
use divan::counter::BytesCount;
use gleaner::document::{Block, BlockKind, Document, Flow, Metadata, Parts, Span};
use gleaner::facts::sentence::sentences_of;
use gleaner::facts::{Analysis, value_recognisers};

fn main() {
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
    let whole = Span::new(0, document.text().len());
    bencher.counter(BytesCount::new(whole.len())).bench(|| {
        let analysis = Analysis::new(&document, whole);
        let mut found = Vec::new();
        for recogniser in value_recognisers() {
            recogniser.recognise(&analysis, &mut found);
        }
        found
    });
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
