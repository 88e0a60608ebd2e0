//! Wrapping: throughput, a page anywhere in a long text, a change of the width.

use std::sync::{Arc, OnceLock};

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gleaner::document::{Block, BlockKind, Document, Flow, Parts, Span};
use gleaner::layout::{Layout, Options, Rendering, wrap};

fn main() {
    divan::main();
}

const SENTENCES: [&str; 4] = [
    "The narrow flood report, worth 677 passengers, was suspended in Denver. ",
    "According to officials familiar with the matter, the Harbour Authority questioned it. ",
    "Since July 2007 the tariff ruling in Perth has been examined 4 times, he said. ",
    "In Warsaw, Cobalt Mining said the forecast would affect about 380 households. ",
];

const ACCENTED: &str = "“Señor Müller’s naïve façade — déjà vu,” wrote Ægir Þórsson in Reykjavík. ";

const CHINESE: &str = "记者从会议上获悉，新的铁路计划将于明年开始实施，预计投资三百亿元。";

/// Numbers that are the same in every run.
fn numbers() -> impl FnMut() -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// Paragraphs of five sentences, about 400 bytes each.
fn paragraphs(bytes: usize) -> Arc<Document> {
    let mut number = numbers();
    let mut parts = Parts::default();
    parts.text.reserve(bytes + 1024);
    while parts.text.len() < bytes {
        let start = parts.text.len();
        (0..5).for_each(|_| parts.text.push_str(SENTENCES[number() as usize % SENTENCES.len()]));
        parts.blocks.push(paragraph(start, parts.text.trim_end().len()));
        parts.text.push_str("\n\n");
    }
    Arc::new(Document::new(parts))
}

/// One paragraph on one line.
fn one_line(bytes: usize) -> Arc<Document> {
    let mut number = numbers();
    let mut parts = Parts::default();
    while parts.text.len() < bytes {
        parts.text.push_str(SENTENCES[number() as usize % SENTENCES.len()]);
    }
    parts.blocks.push(paragraph(0, parts.text.trim_end().len()));
    Arc::new(Document::new(parts))
}

fn paragraph(start: usize, end: usize) -> Block {
    let span = Span::new(start, end);
    Block { span, kind: BlockKind::Paragraph, flow: Flow::Fill, quote: 0, depth: 0 }
}

fn long_text() -> &'static Arc<Document> {
    static TEXT: OnceLock<Arc<Document>> = OnceLock::new();
    TEXT.get_or_init(|| paragraphs(100 << 20))
}

fn long_line() -> &'static Arc<Document> {
    static LINE: OnceLock<Arc<Document>> = OnceLock::new();
    LINE.get_or_init(|| one_line(50 << 20))
}

/// Wraps 4 KB stretches.
#[divan::bench(args = ["english", "accented", "chinese"])]
fn wrap_stretches(bencher: Bencher<'_, '_>, language: &str) {
    let text = match language {
        "english" => SENTENCES.concat().repeat(13),
        "accented" => ACCENTED.repeat(48),
        _ => CHINESE.repeat(41),
    };
    let rendering = Rendering { flow: Flow::Fill, ..Rendering::default() };
    let span = Span::new(0, text.len());
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| wrap(black_box(&text), span, rendering, 80, 0));
}

/// What opening a place costs when nothing there was laid out before.
fn page_anywhere(bencher: Bencher<'_, '_>, document: &Arc<Document>) {
    let mut number = numbers();
    bencher
        .with_inputs(|| {
            let offset = number() % u64::from(document.len());
            (Layout::new(Arc::clone(document), Options::default()), offset as u32)
        })
        .bench_local_refs(|(layout, offset)| {
            let top = layout.position_of(*offset);
            layout.lines(layout.step(top, -20), 40).len()
        });
}

#[divan::bench]
fn page_anywhere_in_100_mb(bencher: Bencher<'_, '_>) {
    page_anywhere(bencher, long_text());
}

#[divan::bench]
fn page_anywhere_on_a_50_mb_line(bencher: Bencher<'_, '_>) {
    page_anywhere(bencher, long_line());
}

#[divan::bench]
fn page_down_in_100_mb(bencher: Bencher<'_, '_>) {
    let layout = Layout::new(Arc::clone(long_text()), Options::default());
    let mut top = layout.position_of(long_text().len() / 2);
    bencher.bench_local(|| {
        top = layout.step(top, 40);
        layout.lines(top, 40).len()
    });
}

#[divan::bench]
fn end_of_100_mb(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| Layout::new(Arc::clone(long_text()), Options::default()))
        .bench_local_refs(|layout| layout.lines(layout.last_screen(40), 40).len());
}

#[divan::bench]
fn resize_in_100_mb(bencher: Bencher<'_, '_>) {
    let mut layout = Layout::new(Arc::clone(long_text()), Options::default());
    let offset = long_text().len() / 2;
    let mut width = 60;
    bencher.bench_local(|| {
        width = 60 + (width + 1) % 40;
        layout.set_options(Options { width, ..Options::default() });
        layout.lines(layout.position_of(offset), 40).len()
    });
}
