//! Whether time grows with the text and not faster, on text that was made to hurt.
//!
//! `cargo bench --bench growth [BYTES]` extracts each kind of text at a length and at twice
//! the length (default 1,000,000 bytes) and prints both times and their ratio: about 2
//! where time is linear, 4 where it is quadratic.

use std::time::{Duration, Instant};

use gleaner::document::{Format, Metadata};
use gleaner::facts::extract;
use gleaner::load::from_text;

/// What is repeated to make a text of any length.
const HOSTILE: &[(&str, &str)] = &[
    ("one sentence", "and the man from the old town went on to say that he had been there "),
    ("quotation marks", "\""),
    ("opened quotation marks", "“A"),
    ("single quotation marks", "'a' "),
    ("digits", "7"),
    ("numbers", "7 "),
    ("grouped digits", "1,000,"),
    ("years and dashes", "2016-"),
    ("months", "May "),
    ("capital words", "Ann Of The "),
    ("initials", "A. B. "),
    ("first persons", "I "),
    ("abbreviations", "Mr. "),
    ("brackets", "(["),
    ("stops", "."),
    ("stops without blanks", "ab.Cd"),
    ("stops in an address", "/a.Bc"),
    ("question marks apart", "? "),
    ("lines", "a\n"),
    ("list markers", "1) a 2) "),
    ("greetings", "Dear Ann, "),
    ("time stamps", "Ann 1/1/2001 10:00 "),
    ("addresses", "a@b.org "),
    ("at signs", "@a"),
    ("reported speech", "he said that "),
    ("according to", "according to "),
    ("colons", "a: "),
    ("white space", " "),
    ("letters without blanks", "a"),
    ("Chinese", "市政府说。"),
];

fn main() {
    let bytes = std::env::args().filter_map(|argument| argument.parse().ok()).next();
    let bytes: usize = bytes.unwrap_or(1_000_000);
    println!("{:<26}{:>12}{:>12}{:>8}", "", format!("{bytes} B"), "twice", "ratio");
    for (name, unit) in HOSTILE {
        let (once, twice) = (fastest(unit, bytes), fastest(unit, 2 * bytes));
        let ratio = twice.as_secs_f64() / once.as_secs_f64();
        let note = if ratio > 3.0 { "  grows faster than the text" } else { "" };
        println!("{name:<26}{once:>12.1?}{twice:>12.1?}{ratio:>8.2}{note}");
    }
}

/// The shortest of a few runs.
fn fastest(unit: &str, bytes: usize) -> Duration {
    let text = unit.repeat(bytes / unit.len() + 1);
    let document = from_text(text, Format::Plain, Metadata::default());
    let run = || {
        let start = Instant::now();
        let _ = extract(&document);
        start.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}
