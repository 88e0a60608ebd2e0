//! PDF as people read it: through the built program, whose child does the reading.

use std::ops::ControlFlow;

use gleaner::document::{Document, Format};
use gleaner::load::{LoadError, Options, Progress, Source, apart, load, open};

use support::{Folder, gleaner, piped};

#[path = "support/pdf.rs"]
mod pdf;
mod support;

use pdf::Pdf;

/// In this process it is the built program that has to be started as the child.
fn with_child() {
    apart::set_program(env!("CARGO_BIN_EXE_gleaner"));
}

fn read(bytes: Vec<u8>) -> Result<Document, LoadError> {
    with_child();
    load(&Source::memory("report.pdf", bytes), &Options::default())
}

fn page(text: &'static str) -> Vec<(f32, f32, f32, &'static str)> {
    vec![(60.0, 700.0, 10.0, text)]
}

/// A file of one object beside those of an empty file, as a page's content.
fn with_stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n"
        .to_vec();
    out.extend(format!("4 0 obj<</Length {} {dictionary}>>stream\n", content.len()).bytes());
    out.extend(content);
    out.extend(b"\nendstream endobj\ntrailer<</Size 5/Root 1 0 R>>\n");
    out
}

#[test]
fn a_file_and_a_pipe_are_read_alike() {
    let folder = Folder::new();
    let mut pdf = Pdf::default();
    pdf.page(&page("The first page.")).page(&page("The second page."));
    let path = folder.file("report.pdf", &pdf.bytes());
    let outcome = gleaner(&["text", &path]);
    assert_eq!((outcome.status, outcome.errors()), (Some(0), String::new()));
    assert_eq!(outcome.text(), "The first page.\n\nThe second page.\n");
    let from_pipe = piped(&["text", "-"], &pdf.bytes());
    assert_eq!(from_pipe.text(), outcome.text());
}

#[test]
fn a_document_knows_its_pages_and_its_format() {
    let mut pdf = Pdf::default();
    pdf.page(&page("The first page.")).page(&page("The second page."));
    pdf.info = "/Title(A Report)".to_owned();
    let document = read(pdf.bytes()).unwrap();
    assert_eq!(document.format(), Format::Pdf);
    assert_eq!(document.metadata().title.as_deref(), Some("A Report"));
    let second = document.text().find("second").unwrap() as u32;
    assert_eq!(document.page_at(second).map(|page| page.label.as_str()), Some("2"));
}

#[test]
fn the_first_page_comes_first_and_a_reader_that_goes_is_let_go() {
    with_child();
    let mut pdf = Pdf::default();
    for _ in 0..50 {
        pdf.page(&page("One of many pages, each with this sentence."));
    }
    pdf.page(&page("The end of it."));
    let source = Source::memory("report.pdf", pdf.bytes());
    let mut seen = Vec::new();
    open(&source, &Options::default(), &mut |progress| {
        match progress {
            Progress::Part(part) => seen.push((part.document.pages().len(), false)),
            Progress::Complete(document) => seen.push((document.pages().len(), true)),
            Progress::Reading { .. } => {}
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(seen.first(), Some(&(1, false)));
    assert_eq!(seen.last(), Some(&(51, true)));
    let mut calls = 0;
    open(&source, &Options::default(), &mut |_| {
        calls += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(calls, 1);
}

#[test]
fn what_cannot_be_read_is_one_line_and_the_rest_is_read() {
    let folder = Folder::new();
    let bad = folder.file("bad.pdf", b"%PDF-1.7\ngarbage");
    let good = folder.file("good.pdf", &Pdf::default().page(&page("Readable.")).bytes());
    let outcome = gleaner(&["text", &bad, &good]);
    assert_eq!(outcome.status, Some(1));
    assert_eq!(outcome.text(), "Readable.\n");
    let errors = outcome.errors();
    assert!(errors.contains("bad.pdf: cannot be read as pdf: it is damaged"), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
}

#[test]
fn a_file_that_asks_for_gigabytes_costs_its_child_and_not_the_program() {
    // Run-length data: each pair of bytes stands for 128, and these are such data again, so
    // that 256 KiB are 16 MiB and then a gigabyte.
    let mut packed: Vec<u8> = [129, 129].repeat(128 << 10);
    packed.extend([2, 0, 128, 128, 128]);
    let filters = "/Filter[/RunLengthDecode/RunLengthDecode/RunLengthDecode]";
    let error = read(with_stream(filters, &packed)).unwrap_err().to_string();
    let known = [
        "its reader ran out of memory (--limit memory=…)",
        "its reader took too long (--limit seconds=…)",
    ];
    assert!(known.iter().any(|how| error.ends_with(how)), "{error}");
    // Nothing of it lasts.
    assert!(read(Pdf::default().page(&page("Readable.")).bytes()).is_ok());
}

#[test]
fn the_hidden_subcommand_tells_nobody_anything_it_was_not_asked() {
    for arguments in
        [&["read-apart", "pdf", "x", "", ""][..], &["read-apart", "nothing", "1", "", ""]]
    {
        let outcome = gleaner(arguments);
        assert_eq!(outcome.status, Some(1), "{arguments:?}");
        assert!(outcome.output.is_empty() && outcome.errors.is_empty(), "{arguments:?}");
    }
    let help = gleaner(&["--help"]).text();
    assert!(!help.contains("read-apart"));
}
