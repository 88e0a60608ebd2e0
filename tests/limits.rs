//! Limits that people set: what is beyond one is left out, and is said to be, with the option
//! that lifts it.

use gleaner::load::limits::{Limit, markdown_table};

#[path = "support/pdf.rs"]
mod pdf;
#[path = "fuzz/seeds.rs"]
mod seeds;
mod support;

use pdf::Pdf;
use support::{Folder, Outcome, gleaner, piped};

/// A small document of a format, in a file.
fn seed(folder: &Folder, name: &str, file: &str) -> String {
    let seeds = seeds::seeds();
    let (.., bytes) = seeds.iter().find(|(known, ..)| *known == name).unwrap();
    folder.file(file, bytes)
}

/// What a call with a limit says, which must end well where the limit leaves something.
fn said(limit: &str, path: &str) -> (Outcome, String) {
    let outcome = gleaner(&["text", "--limit", limit, "--", path]);
    let errors = outcome.errors();
    (outcome, errors)
}

/// With a limit that is too small for it the file is shown in part, and the option is named.
#[track_caller]
fn is_cut(limit: &str, path: &str, shown: &str) {
    let (outcome, errors) = said(limit, path);
    let (name, _) = limit.split_once('=').unwrap();
    assert_eq!(outcome.status, Some(0), "{limit}: {errors}");
    assert!(outcome.text().contains(shown), "{limit}: {}", outcome.text());
    assert!(errors.contains(&format!("--limit {name}=")), "{limit}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{limit}: {errors}");
    let whole = gleaner(&["text", path]);
    assert_eq!((whole.status, whole.errors()), (Some(0), String::new()), "{limit}");
    assert!(whole.output.len() > outcome.output.len(), "{limit}");
}

/// With a limit that is too small for it the file is refused, and the option is named.
#[track_caller]
fn is_refused(limit: &str, path: &str) {
    let (outcome, errors) = said(limit, path);
    let (name, _) = limit.split_once('=').unwrap();
    assert_eq!(outcome.status, Some(1), "{limit}: {errors}");
    assert!(errors.contains(&format!("--limit {name}=")), "{limit}: {errors}");
    assert_eq!(errors.lines().count(), 1, "{limit}: {errors}");
    assert_eq!(gleaner(&["text", path]).status, Some(0), "{limit}");
}

fn report(pages: usize) -> Vec<u8> {
    let mut pdf = Pdf::default();
    for _ in 0..pages {
        pdf.page(&[(60.0, 700.0, 10.0, "A page with a sentence.")]);
    }
    pdf.bytes()
}

#[test]
fn text_is_cut_where_a_limit_says() {
    let folder = Folder::new();
    let text = folder.file("a.txt", &b"Rain in Lyon. ".repeat(200));
    is_refused("document=1K", &text);
    let piped =
        piped(&["text", "--limit", "document=300K", "-"], &b"Rain in Lyon. ".repeat(90_000));
    assert!(piped.errors().contains("--limit document="), "{}", piped.errors());
    assert!(piped.output.len() < 1 << 20);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &b"Rain in Lyon. ".repeat(90_000)).unwrap();
    let packed = folder.file("a.txt.gz", &packed.finish().unwrap());
    is_cut("inflated=300K", &packed, "Rain in Lyon.");
    let data = seed(&folder, "zip", "a.zip");
    is_cut("inflated=150", &data, "Title: Rain");
}

#[test]
fn collections_are_cut_where_a_limit_says() {
    let folder = Folder::new();
    let archive = seed(&folder, "zip", "a.zip");
    is_cut("members=1", &archive, "Title: Rain");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default();
    for (name, content) in
        [("a.txt", b"Rain.".to_vec()), ("b.zip", std::fs::read(&archive).unwrap())]
    {
        writer.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut writer, &content).unwrap();
    }
    let nested = folder.file("n.zip", &writer.finish().unwrap().into_inner());
    is_cut("nested=1", &nested, "Rain.");
    let rows =
        folder.file("a.jsonl", b"{\"text\":\"Rain\"}\n{\"text\":\"Rain in Lyon and Paris\"}\n");
    let (outcome, errors) = said("record=20", &rows);
    assert_eq!((outcome.status, outcome.text().as_str()), (Some(1), "Rain"), "{errors}");
    assert!(errors.contains("--limit record="), "{errors}");
    let mails = seed(&folder, "mbox", "a.mbox");
    is_cut("record=300", &mails, "Rain in Lyön");
    let feed = seed(&folder, "rss", "a.rss");
    is_refused("feed=100", &feed);
    let table = folder.file("a.csv", b"n,m\n1,2\n3,4\n5,6\n");
    is_cut("cells=4", &table, "1");
    is_cut("table=9", &table, "1");
}

#[test]
fn pages_and_books_are_cut_where_a_limit_says() {
    let folder = Folder::new();
    let page = format!("<!DOCTYPE html><body>{}", "<p>Rain in Lyon.</p>".repeat(50));
    let page = folder.file("a.html", page.as_bytes());
    for limit in ["page=500", "elements=20"] {
        let (outcome, errors) = said(limit, &page);
        assert!(outcome.text().contains("Rain"), "{limit}");
        let (name, _) = limit.split_once('=').unwrap();
        assert!(errors.contains(&format!("--limit {name}=")), "{limit}: {errors}");
    }
    for (name, file) in [("epub", "a.epub"), ("docx", "a.docx"), ("odt", "a.odt")] {
        let book = seed(&folder, name, file);
        is_refused("entries=1", &book);
    }
    let mail = seed(&folder, "mail", "a.eml");
    let (outcome, _) = said("mail-parts=1", &mail);
    assert!(outcome.text().contains("--limit mail-parts="), "{}", outcome.text());
    is_cut("held=250", &mail, "Rain in Lyön");
}

#[test]
fn chapters_and_bytes_of_a_book_are_limits() {
    let folder = Folder::new();
    let chapter = |words: &str| format!("<html><body><p>{words}</p></body></html>");
    let book = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
        <item id='b' href='b.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let container = "<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
    let (one, two) = (chapter("One."), chapter(&"Two. ".repeat(1000)));
    let files = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("p.opf", book),
        ("a.xhtml", &one),
        ("b.xhtml", &two),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in files {
        writer.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut writer, content.as_bytes()).unwrap();
    }
    let path = folder.file("a.epub", &writer.finish().unwrap().into_inner());
    is_cut("chapters=1", &path, "One.");
    is_cut("book=2K", &path, "One.");
    is_cut("page=1K", &path, "One.");
}

#[test]
fn the_child_that_reads_a_pdf_keeps_to_the_limits_that_were_set() {
    let folder = Folder::new();
    let path = folder.file("a.pdf", &report(20));
    is_cut("pages=3", &path, "A page");
    is_cut("pdf-text=100", &path, "A page");
    is_refused("pdf=1K", &path);
    // Small files are read with what the child has before it takes the limit.
    let large = folder.file("b.pdf", &report(3000));
    let (_, errors) = said("memory=1K", &large);
    assert!(errors.contains("its reader ran out of memory"), "{errors}");
    assert!(errors.contains("--limit memory="), "{errors}");
}

#[test]
fn a_record_holds_as_many_facts_as_a_limit_says() {
    let folder = Folder::new();
    let text = "Ana Ruiz paid 5 euros in Lyon on 3 March 2024. ".repeat(40);
    let path = folder.file("a.txt", text.as_bytes());
    let record =
        |outcome: &Outcome| -> serde_json::Value { serde_json::from_str(&outcome.text()).unwrap() };
    let whole = record(&gleaner(&["facts", &path]));
    assert!(whole.get("truncated").is_none());
    let outcome = gleaner(&["facts", "--limit", "facts=25", &path]);
    assert!(outcome.errors().contains("--limit facts="), "{}", outcome.errors());
    let cut = record(&outcome);
    let count = |key: &str| cut[key].as_array().unwrap().len();
    assert!((20..=25).contains(&(count("sentences") + count("facts"))), "{cut}");
    let end = cut["truncated"].as_u64().unwrap();
    assert!(0 < end && end < text.len() as u64);
    for fact in cut["facts"].as_array().unwrap() {
        assert!(fact["start"].as_u64().unwrap() < end);
        assert!((fact["sentence"].as_u64().unwrap() as usize) < count("sentences"));
        let entity = fact.get("entity").and_then(|id| id.as_u64());
        let known = |id: u64| cut["entities"].as_array().unwrap().iter().any(|one| one["id"] == id);
        assert!(entity.is_none_or(known), "{fact}");
    }
    let line = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"Two\"}}\n", "x".repeat(100_000));
    let call = ["facts", "--input", "ndjson", "--format", "ndjson", "--limit", "line=50000"];
    let outcome = piped(&call, line.as_bytes());
    let lines = outcome.text();
    assert!(lines.lines().next().unwrap().contains("--limit line="), "{lines}");
    assert_eq!(lines.lines().count(), 2);
}

#[test]
fn every_limit_is_named_by_help_and_manual() {
    let help = gleaner(&["text", "--help"]).text();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let formats = gleaner(&["formats"]).text();
    for limit in Limit::ALL {
        let about = limit.about();
        assert!(
            help.contains(&format!("{},", about.name))
                || help.contains(&format!("{}.", about.name))
        );
        assert!(
            formats.lines().any(|line| line.starts_with(about.name) && line.contains(about.what))
        );
    }
    let manual = include_str!("../docs/FORMATS.md");
    let (_, after) = manual.split_once("<!-- limits -->\n").unwrap();
    let (table, _) = after.split_once("<!-- end of limits -->").unwrap();
    assert_eq!(table, markdown_table(), "put this between the marks");
}
