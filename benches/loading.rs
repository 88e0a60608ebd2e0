//! Loading: the first frame, whole documents, folders.
//!
//! `cargo bench --bench loading`. All text is generated, so figures compare between
//! machines.

use std::fmt::Write as _;
use std::fs;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gleaner::load::{Found, Options, Source, Walk, load, preview};
use rayon::prelude::*;

fn main() {
    divan::main();
}

const SENTENCES: [&str; 5] = [
    "The committee said on Monday that it would vote on the measure next week. ",
    "Ada Moreau of the Harbour Authority questioned the review in Lyon, worth 457 households. ",
    "\"We approved the plan because the old one was late,\" Jo de Vries told reporters. ",
    "In Warsaw the forecast would affect about 380 jobs, up 38.3 percent on the year. ",
    "Critics called it a step back. ",
];

/// Articles with a title, a byline and paragraphs on one line each.
fn prose(bytes: usize) -> String {
    let mut text = String::from(
        "A vote on the harbour is near\n\nBy Ada Moreau\nPublished 7 February 2013\n\n",
    );
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        for sentence in 0..4 + number % 5 {
            text.push_str(SENTENCES[(number * 7 + sentence) % SENTENCES.len()]);
        }
        text.push_str(if number % 12 == 11 { "\n\nA heading in between\n\n" } else { "\n\n" });
    }
    text
}

/// The same, hard-wrapped.
fn wrapped(bytes: usize) -> String {
    let paragraphs = prose(bytes);
    let filled = paragraphs.split("\n\n").map(|paragraph| textwrap::fill(paragraph, 72));
    filled.collect::<Vec<_>>().join("\n\n")
}

fn markdown(bytes: usize) -> String {
    let mut text = String::from("# A vote on the harbour\n\n");
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        let sentence = SENTENCES[number % SENTENCES.len()];
        let _ = write!(
            text,
            "## Part {number}\n\n{sentence}With *emphasis*, `code` and a [link](https://example.org/{number}).\n\n\
             - {sentence}\n- **strong** words\n\n> {sentence}\n\n| a | b |\n|---|--:|\n| x | {number} |\n\n"
        );
    }
    text
}

fn source(name: &str, text: &str) -> Source {
    Source::memory(name, text.as_bytes())
}

#[divan::bench(args = [4 << 10, 1 << 20])]
fn first_frame(bencher: Bencher<'_, '_>, bytes: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("article.txt");
    fs::write(&path, prose(bytes)).expect("a file");
    let source = Source::File(path);
    bencher.bench(|| preview(black_box(&source), &Options::default()));
}

#[divan::bench(args = [4 << 10, 1 << 20, 32 << 20])]
fn plain_text(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = prose(bytes);
    let source = source("article.txt", &text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| load(black_box(&source), &Options::default()));
}

#[divan::bench]
fn hard_wrapped_text(bencher: Bencher<'_, '_>) {
    let text = wrapped(4 << 20);
    let source = source("article.txt", &text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| load(black_box(&source), &Options::default()));
}

#[divan::bench]
fn legacy_encoding(bencher: Bencher<'_, '_>) {
    let text = prose(4 << 20).replace("Lyon", "Orléans");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    let source = Source::memory("article.txt", &*bytes);
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| load(black_box(&source), &Options::default()));
}

#[divan::bench]
fn markdown_text(bencher: Bencher<'_, '_>) {
    let text = markdown(1 << 20);
    let source = source("article.md", &text);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| load(black_box(&source), &Options::default()));
}

#[divan::bench(sample_count = 10)]
fn folder_of_a_thousand_articles(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder");
    let text = prose(4 << 10);
    for number in 0..1000 {
        fs::write(folder.path().join(format!("{number:04}.txt")), &text).expect("a file");
    }
    bencher.counter(BytesCount::new(text.len() * 1000)).bench(|| {
        let files: Vec<Source> = Walk::new(folder.path())
            .filter_map(|found| match found {
                Found::File(path) => Some(Source::File(path)),
                _ => None,
            })
            .collect();
        files.par_iter().filter_map(|source| load(source, &Options::default()).ok()).count()
    });
}
