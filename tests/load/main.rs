//! Loading as the reader and the command line call it: sources, folders, hostile files.

mod progress;
mod properties;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use gleaner::document::{Block, BlockKind, Document, Flow, Format, Metadata, Notice, Span};
use gleaner::load::limits::{Limit, Limits};
use gleaner::load::{
    Columns, Found, LoadError, Options, Preview, Progress, Skip, Source, Walk, expand, from_text,
    limits, load, open, preview,
};
use proptest::prelude::*;

fn from_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Document, LoadError> {
    load(&Source::memory(name, bytes.into()), &Options::default())
}

fn plain(text: &str) -> Document {
    from_bytes("a.txt", text).expect("a text is a document")
}

fn kinds(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks().iter().map(|block| (block.kind, document.slice(block.span))).collect()
}

// ---- the sample ----

#[test]
fn the_sample_has_its_date_before_the_article() {
    let document = load(&Source::Sample, &Options::default()).expect("the sample loads");
    assert_eq!(document.text().as_bytes(), Source::sample_bytes());
    let first = document.blocks()[0];
    assert_eq!((first.kind, document.slice(first.span)), (BlockKind::Header, "date 2024-03-31"));
    let second = document.blocks()[1];
    assert_eq!(second.kind, BlockKind::Paragraph);
    assert!(document.slice(second.span).starts_with("Following the devastating"));
    let outline: Vec<_> = document.outline().collect();
    assert_eq!(outline.len(), 1);
    assert_eq!(outline[0].level, 2);
    assert_eq!(document.slice(outline[0].span), "US Officials and Senators Voice Alarm");
    let metadata = document.metadata();
    assert_eq!(metadata.title, None);
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(metadata.language, Some("en"));
    assert_eq!(metadata.words, 375);
    assert_eq!(metadata.minutes(), 2);
}

// ---- plain text ----

#[test]
fn a_news_article_has_title_byline_and_date() {
    let text = "Lagos hospital decision renewed by Chiara Ellison\n\nBy Pablo Yilmaz\n\
        Published Sunday, 7 February 2013, Oslo\n\nThe annual budget expansion, worth 457 \
        households, was defended in Auckland.\n";
    let document = plain(text);
    assert_eq!(
        kinds(&document)[..2],
        [
            (BlockKind::Heading { level: 1 }, "Lagos hospital decision renewed by Chiara Ellison"),
            (BlockKind::Header, "By Pablo Yilmaz\nPublished Sunday, 7 February 2013, Oslo"),
        ]
    );
    let metadata = document.metadata();
    assert_eq!(
        metadata.title.as_deref(),
        Some("Lagos hospital decision renewed by Chiara Ellison")
    );
    assert_eq!(metadata.byline.as_deref(), Some("Pablo Yilmaz"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2013, 2, 7)));
}

#[test]
fn header_lines_are_not_article_text() {
    let document = plain(
        "Title: A vote\nDate: 3 March 2024\nAuthor: Ada\nSource: The Paper\n\nIt was lost.\n",
    );
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("A vote"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada"));
    assert_eq!(metadata.source.as_deref(), Some("The Paper"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 3)));
    let article: Vec<_> = document.blocks().iter().filter(|block| block.is_article()).collect();
    assert_eq!(article.len(), 1);
    assert_eq!(document.slice(article[0].span), "It was lost.");
}

#[test]
fn a_dateline_gives_date_and_source_and_stays() {
    let document = plain("LONDON, March 3, 2021 (Reuters) — The vote was lost on Monday.\n");
    assert_eq!(document.metadata().date, Some(jiff::civil::date(2021, 3, 3)));
    assert_eq!(document.metadata().source.as_deref(), Some("Reuters"));
    assert_eq!(document.blocks()[0].kind, BlockKind::Paragraph);
    assert_eq!(document.blocks()[0].span.start, 0);
}

#[test]
fn a_date_alone_beneath_a_title_stays_article_text() {
    let document =
        plain("A vote is near\n\nSaturday, April 4, 2009\n\nIt was put off once more.\n");
    let date = (BlockKind::Paragraph, "Saturday, April 4, 2009");
    assert_eq!(kinds(&document)[..2], [(BlockKind::Heading { level: 1 }, "A vote is near"), date]);
    assert_eq!(document.metadata().date, Some(jiff::civil::date(2009, 4, 4)));
    let alone = plain("Date: 2020-02-29");
    assert_eq!(kinds(&alone), [(BlockKind::Paragraph, "Date: 2020-02-29")]);
}

#[test]
fn every_kind_of_block_is_found() {
    let text = "ANNUAL REPORT\n\nThe year began in a way that nobody had thought possible, and it\n\
        went on so, month after month, until the committee met in the\nautumn and changed it all.\n\n\
        Aims\n----\n\n- one\n- two\n  goes on\n  - deep\n\n1. first\n2. second\n\n* * *\n\n\
        > quoted once, with enough words to make a line that is full up\n> to its end and goes on\n>> twice\n\n    \
        let x = 5;\n    return x;\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
        Roses are red\nViolets are blue\nSugar is sweet\n";
    let document = plain(text);
    let found: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| {
            let first: String = document.slice(block.span).trim().chars().take(8).collect();
            (block.kind, block.flow, block.quote, block.depth, first)
        })
        .collect();
    let expected = [
        (BlockKind::Heading { level: 1 }, Flow::Fill, 0, 0, "ANNUAL R"),
        (BlockKind::Paragraph, Flow::Fill, 0, 0, "The year"),
        (BlockKind::Heading { level: 2 }, Flow::Fill, 0, 0, "Aims"),
        (BlockKind::Rule, Flow::Lines, 0, 0, "----"),
        (BlockKind::ListItem { marker: 2 }, Flow::Fill, 0, 0, "- one"),
        (BlockKind::ListItem { marker: 2 }, Flow::Fill, 0, 0, "- two\n  "),
        (BlockKind::ListItem { marker: 2 }, Flow::Fill, 0, 1, "- deep"),
        (BlockKind::ListItem { marker: 3 }, Flow::Fill, 0, 0, "1. first"),
        (BlockKind::ListItem { marker: 3 }, Flow::Fill, 0, 0, "2. secon"),
        (BlockKind::Rule, Flow::Lines, 0, 0, "* * *"),
        (BlockKind::Paragraph, Flow::Fill, 1, 0, "quoted o"),
        (BlockKind::Paragraph, Flow::Fill, 2, 0, "twice"),
        (BlockKind::Code, Flow::Lines, 0, 0, "let x = "),
        (BlockKind::Table(0), Flow::Lines, 0, 0, "| a | b "),
        (BlockKind::Paragraph, Flow::Lines, 0, 0, "Roses ar"),
    ];
    let expected = expected
        .map(|(kind, flow, quote, depth, first)| (kind, flow, quote, depth, first.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn paragraphs_on_one_line_each_are_paragraphs() {
    let long = "The committee said on Monday that it would vote on the measure next week, after months \
        of talks that had led nowhere, and that its members were free to decide as they saw fit then.";
    let document = plain(&format!("{long}\nWhat comes next\n{long}\n{long}\n"));
    let found: Vec<BlockKind> = document.blocks().iter().map(|block| block.kind).collect();
    let paragraph = BlockKind::Paragraph;
    assert_eq!(found, [paragraph, BlockKind::Heading { level: 2 }, paragraph, paragraph]);
}

#[test]
fn a_series_of_lines_alone_is_no_series_of_headings() {
    let document = plain(&"Somebody spoke\n\n".repeat(40));
    assert_eq!(document.outline().count(), 0);
}

#[test]
fn carriage_returns_stay_and_marks_go() {
    let document = from_bytes("a.txt", *b"\xef\xbb\xbfOne.\r\n\r\nTwo.\r\n").expect("a document");
    assert_eq!(document.text(), "One.\r\n\r\nTwo.\r\n");
    assert_eq!(document.blocks().len(), 2);
}

// ---- books and office documents ----

/// A zip archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a name");
        io::Write::write_all(&mut writer, bytes).expect("memory");
    }
    writer.finish().expect("an archive").into_inner()
}

/// A book of some chapters, long enough to be shown before all of it is read.
fn a_book() -> Vec<u8> {
    let chapter = format!("<html><body>{}</body></html>", "<p>A sentence.</p>".repeat(3000));
    let item = |name: &str| format!("<item id='{name}' href='{name}'/>");
    let package = format!(
        "<package><metadata><dc:title>The Pier</dc:title></metadata><manifest>{}{}</manifest>\
         <spine><itemref idref='1.xhtml'/><itemref idref='2.xhtml'/></spine></package>",
        item("1.xhtml"),
        item("2.xhtml")
    );
    archive(&[
        ("META-INF/container.xml", b"<container><rootfile full-path='p.opf'/></container>"),
        ("p.opf", package.as_bytes()),
        ("1.xhtml", chapter.as_bytes()),
        ("2.xhtml", b"<html><body><h1>Two</h1><p>The end.</p></body></html>"),
    ])
}

#[test]
fn a_book_is_told_by_its_content_and_shown_as_it_is_read() {
    let source = Source::memory("a.zip", a_book());
    let document = load(&source, &Options::default()).expect("a book");
    assert_eq!(document.format(), Format::Epub);
    assert_eq!(document.metadata().title.as_deref(), Some("The Pier"));
    assert!(document.text().ends_with("Two\n\nThe end.\n"));
    assert!(preview(&source, &Options::default()).expect("a book").document.is_empty());
    let mut told = Vec::new();
    open(&source, &Options::default(), &mut |progress| {
        told.push(match progress {
            Progress::Reading { .. } => String::new(),
            Progress::Part(part) => part.document.text().to_owned(),
            Progress::Complete(whole) => whole.text().to_owned(),
        });
        ControlFlow::Continue(())
    })
    .expect("a book");
    assert_eq!(told.len(), 2);
    assert!(told[1].starts_with(&told[0]) && told[0].len() < told[1].len());
}

#[test]
fn office_documents_are_told_by_content_or_name_and_read_in_archives() {
    let word = "<w:document><w:body><w:p><w:r><w:t>A word.</w:t></w:r></w:p></w:body></w:document>";
    let docx = archive(&[("word/document.xml", word.as_bytes())]);
    let text = "<office:body><text:p>A text.</text:p></office:body>";
    let odt = archive(&[("content.xml", text.as_bytes())]);
    for (name, bytes, format, words) in
        [("a", &docx, Format::Docx, "A word.\n"), ("a.odt", &odt, Format::Odt, "A text.\n")]
    {
        let document = from_bytes(name, bytes.clone()).expect("a document");
        assert_eq!((document.format(), document.text()), (format, words));
    }
    let outer = archive(&[("in/a.docx", &docx), ("b.epub", &a_book()), ("c.odt", &odt)]);
    let members =
        expand(Source::memory("all.zip", outer), &Options::default(), &Columns::default());
    let formats: Vec<Format> = members
        .map(|member| load(&member.expect("a member"), &Options::default()).expect("a document"))
        .map(|document| document.format())
        .collect();
    assert_eq!(formats, [Format::Docx, Format::Epub, Format::Odt]);
    for name in ["a.epub", "a.docx", "a.odt"] {
        let empty = from_bytes(name, Vec::new());
        assert!(matches!(empty, Err(LoadError::Damaged { .. })), "{name}: {empty:?}");
    }
}

// ---- what is no text ----

#[test]
fn what_is_not_text_is_named() {
    let binary = from_bytes("a.bin", b"\x7fELF\x02\x01\x01".to_vec()).expect_err("a program");
    assert_eq!(binary.to_string(), "a.bin: is a program, not text; convert it to text first");
    assert!(matches!(from_bytes("a", vec![0; 5000]), Err(LoadError::Binary { .. })));
}

/// What another build reads is named, and how to come by that build.
#[cfg(not(feature = "parquet"))]
#[test]
fn a_format_that_was_not_built_in_is_named() {
    let error = from_bytes("rows.parquet", b"PAR1\x15\x04\x15\0PAR1".to_vec()).unwrap_err();
    let expected = "rows.parquet: is a Parquet file, which this build does not read; \
        build it with: cargo install gleaner --features parquet";
    assert_eq!(error.to_string(), expected);
    let text = from_bytes("a", b"PAR1 is what some files begin with.".to_vec()).unwrap();
    assert_eq!(text.blocks().len(), 1);
}

#[test]
fn undecodable_bytes_are_shown_and_counted() {
    let mut bytes = "Déjà vu, très bien, à bientôt: ".repeat(4).into_bytes();
    bytes.push(0xff);
    let document = from_bytes("a.txt", bytes).expect("a document");
    assert!(document.text().ends_with('\u{FFFD}'));
    assert_eq!(document.notices(), [Notice::Undecodable { replaced: 1 }]);
}

#[cfg(unix)]
#[test]
fn special_files_are_refused_and_never_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let fifo = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().expect("mkfifo runs");
    assert!(made.success());
    let socket = folder.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    let cases: [(&Path, &str); 4] = [
        (&fifo, "is a pipe, not a file"),
        (&socket, "is a socket, not a file"),
        (Path::new("/dev/zero"), "is a device, not a file"),
        (folder.path(), "is a folder"),
    ];
    for (path, message) in cases {
        let source = Source::File(path.to_owned());
        let error = load(&source, &Options::default()).expect_err("no document");
        assert!(error.to_string().contains(message), "{error}");
        assert!(preview(&source, &Options::default()).is_err());
    }
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = load(&Source::File(folder.path().join("no\x1b[31m")), &Options::default());
    let message = error.expect_err("no file").to_string();
    assert!(message.ends_with("no␛[31m: there is no such file; check the path"), "{message}");
    let large = folder.path().join("large.txt");
    let file = std::fs::File::create(&large).expect("a file");
    file.set_len(limits::MAX_DOCUMENT_BYTES + 1).expect("a sparse file");
    let error = load(&Source::File(large), &Options::default()).expect_err("too large");
    assert!(matches!(error, LoadError::TooLarge { .. }), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text_work() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"bad\xff\nname.txt"));
    std::fs::write(&path, "It was lost.").expect("a file");
    let found: Vec<Found> = Walk::new(folder.path()).collect();
    assert_eq!(found, [Found::File(path.clone())]);
    let source = Source::File(path);
    assert_eq!(source.short_name(), "bad\u{FFFD}\nname.txt");
    assert!(load(&source, &Options::default()).is_ok());
}

#[cfg(target_os = "linux")]
#[test]
fn files_without_a_size_are_read() {
    let document = load(&Source::File("/proc/self/status".into()), &Options::default());
    assert!(document.expect("a document").text().contains("VmRSS"));
    let error = load(&Source::File("/proc/self/mem".into()), &Options::default());
    assert!(matches!(error, Err(LoadError::Read { .. })), "{error:?}");
}

#[test]
fn markdown_is_told_by_name_or_by_content() {
    let text = "# Title\n\nSome **bold** text.\n";
    assert_eq!(from_bytes("a.md", text).expect("a document").format(), Format::Markdown);
    assert_eq!(from_bytes("a.txt", text).expect("a document").format(), Format::Plain);
    assert_eq!(from_bytes("README", text).expect("a document").format(), Format::Markdown);
    let options = Options { format: Some(Format::Plain), ..Options::default() };
    let document = load(&Source::memory("a.md", text.as_bytes()), &options).expect("a document");
    assert_eq!(document.text(), text);
}

#[test]
fn what_is_known_of_a_text_counts_first() {
    let known = Metadata {
        title: Some("Known".to_owned()),
        date: Some(jiff::civil::date(2020, 1, 2)),
        ..Metadata::default()
    };
    let text = "Title: Found\nDate: 2024-03-31\nSource: The Paper\n\nIt was lost.\n";
    let document = from_text(text.to_owned(), Format::Plain, known);
    assert_eq!(document.metadata().title.as_deref(), Some("Known"));
    assert_eq!(document.metadata().date, Some(jiff::civil::date(2020, 1, 2)));
    assert_eq!(document.metadata().source.as_deref(), Some("The Paper"));
    assert_eq!(document.metadata().words, 3);
}

// ---- folders ----

#[test]
fn a_folder_is_walked_sorted_without_hidden_ignored_and_binary_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = |name: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, "text").expect("a file");
    };
    for name in ["b.txt", "a/z.md", "a/y.txt", ".hidden", "c.png", "skip.log", "a\tb.txt"] {
        make(name);
    }
    std::fs::write(folder.path().join(".ignore"), "*.log\n").expect("an ignore file");
    let found: Vec<Found> = Walk::new(folder.path()).collect();
    let file = |name: &str| Found::File(folder.path().join(name));
    let skipped = Found::Skipped(folder.path().join("c.png"), Skip::Binary);
    assert_eq!(found, [file("a/y.txt"), file("a/z.md"), file("a\tb.txt"), file("b.txt"), skipped]);
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_make_no_cycle() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.txt"), "text").expect("a file");
    symlink(folder.path(), folder.path().join("cycle")).expect("a link");
    symlink("a.txt", folder.path().join("b.txt")).expect("a link");
    symlink("nowhere", folder.path().join("c.txt")).expect("a link");
    let found: Vec<Found> = Walk::new(folder.path()).collect();
    let path = |name: &str| folder.path().join(name);
    assert_eq!(
        found,
        [
            Found::File(path("a.txt")),
            Found::File(path("b.txt")),
            Found::Skipped(path("c.txt"), Skip::Dangling),
            Found::Skipped(path("cycle"), Skip::NotRegular),
        ]
    );
    let missing: Vec<Found> = Walk::new(&PathBuf::from("/nonexistent/folder")).collect();
    assert!(matches!(missing.as_slice(), [Found::Failed(LoadError::NotFound { .. })]));
}
