//! Listing the documents in files of many: data sets, mailboxes, feeds.
//!
//! `cargo bench --bench listing`. All files are generated, so figures compare between
//! machines.

use std::fmt::Write as _;
use std::fs;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use gleaner::load::{Columns, Options, Source, expand};

fn main() {
    divan::main();
}

/// Documents of each file.
const ROWS: usize = 20_000;

const SENTENCE: &str = "The committee said on Monday that it would vote on the measure next week. ";

/// Lists a file that is made of one piece a document.
fn list(bencher: Bencher<'_, '_>, name: &str, head: &str, row: impl Fn(&mut String, usize)) {
    let mut text = head.to_owned();
    (0..ROWS).for_each(|number| row(&mut text, number));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, &text).expect("a file");
    let options = Options::default();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let source = Source::File(black_box(path.clone()));
        let count = expand(source, &options, &Columns::default()).filter(Result::is_ok).count();
        assert_eq!(count, ROWS);
    });
}

#[divan::bench]
fn json_lines(bencher: Bencher<'_, '_>) {
    let text = SENTENCE.repeat(40);
    list(bencher, "rows.jsonl", "", |out, number| {
        let _ = writeln!(
            out,
            "{{\"id\": {number}, \"title\": \"Vote {number}\", \"date\": \"2024-03-31\", \"text\": \"{text}\\n\\n\\\"No.\\\"\"}}"
        );
    });
}

#[divan::bench]
fn json_array(bencher: Bencher<'_, '_>) {
    let text = SENTENCE.repeat(40);
    list(bencher, "rows.json", "[", |out, number| {
        let end = if number + 1 == ROWS { "]" } else { ",\n" };
        let _ = write!(out, "{{\"title\": \"Vote {number}\", \"text\": \"{text}\"}}{end}");
    });
}

#[divan::bench]
fn table(bencher: Bencher<'_, '_>) {
    let text = SENTENCE.repeat(40);
    list(bencher, "rows.csv", "id,title,date,text\n", |out, number| {
        let _ = writeln!(out, "{number},Vote {number},2024-03-31,\"{text}\n\n\"\"No.\"\"\"");
    });
}

#[divan::bench]
fn mailbox(bencher: Bencher<'_, '_>) {
    let text = SENTENCE.repeat(40);
    list(bencher, "mails.mbox", "", |out, number| {
        let _ = write!(
            out,
            "From ada@x.example Mon Jan  1 10:00:00 2024\nFrom: Ada <ada@x.example>\nTo: jo@y.example\n\
             Subject: =?utf-8?q?Vote_{number}?=\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\n{text}\n\n"
        );
    });
}

#[divan::bench]
fn feed(bencher: Bencher<'_, '_>) {
    let text = SENTENCE.repeat(10);
    list(bencher, "news.rss", "<rss><channel><title>News</title>", |out, number| {
        let _ = write!(
            out,
            "<item><title>Vote {number}</title><description>&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        );
    });
}
