//! Parquet as people read it: through the built program, whose child does the reading.
#![cfg(feature = "parquet")]

use gleaner::document::{Document, Format, Notice};
use gleaner::load::{Columns, LoadError, Options, Source, apart, expand, load};
use proptest::prelude::*;

use support::{Folder, gleaner, piped};

#[path = "support/parquet.rs"]
mod parquet_file;
mod support;

use parquet_file::{Column, Style, articles, file, optional, texts};

/// In this process it is the built program that has to be started as the child.
fn listed(bytes: Vec<u8>, columns: &str) -> Vec<Result<Source, LoadError>> {
    apart::set_program(env!("CARGO_BIN_EXE_gleaner"));
    let source = Source::memory("rows.parquet", bytes);
    expand(source, &Options::default(), &columns.parse::<Columns>().unwrap()).collect()
}

fn documents(bytes: Vec<u8>, columns: &str) -> Vec<Document> {
    let sources = listed(bytes, columns).into_iter();
    sources.map(|source| load(&source.unwrap(), &Options::default()).unwrap()).collect()
}

fn error(bytes: Vec<u8>, columns: &str) -> String {
    match &listed(bytes, columns)[..] {
        [Err(error)] => error.to_string(),
        other => panic!("{other:?}"),
    }
}

fn votes() -> Vec<u8> {
    let body = "<p>The council met in <b>Lyon</b>.</p><p>It rained.</p>";
    articles(&["A vote", "Rain", "Sun"], &[Some(body), Some("It rains in Oslo."), None])
}

#[test]
fn a_row_is_a_document() {
    let documents = documents(votes(), "");
    let titles: Vec<_> = documents.iter().map(|one| one.metadata().title.as_deref()).collect();
    assert_eq!(titles, [Some("A vote"), Some("Rain"), Some("Sun")]);
    let vote = &documents[0];
    assert_eq!(
        vote.text(),
        "A vote\n\ndate: 2024-01-01\n\nThe council met in Lyon.\n\nIt rained.\n"
    );
    assert_eq!(vote.blocks().len(), 4);
    assert_eq!(vote.format(), Format::Parquet);
    assert_eq!(vote.metadata().date.unwrap().to_string(), "2024-01-01");
    assert!(documents.iter().all(|one| one.notices().is_empty()));
}

#[test]
fn a_file_and_a_pipe_are_listed_alike() {
    let folder = Folder::new();
    let path = folder.file("rows.parquet", &votes());
    let outcome = gleaner(&["text", &path]);
    assert_eq!((outcome.status, outcome.errors()), (Some(0), String::new()));
    assert!(outcome.text().contains("It rains in Oslo."), "{}", outcome.text());
    assert_eq!(piped(&["text", "-"], &votes()).text(), outcome.text());
    // In a folder it is found by its name.
    let met = gleaner(&["text", &folder.path("")]);
    assert!(met.text().contains("It rains in Oslo."), "{} {}", met.text(), met.errors());
    assert!(gleaner(&["formats"]).text().contains("parquet"));
}

#[test]
fn names_of_rows_are_titles_or_first_words() {
    let titles = |bytes, columns: &str| -> Vec<String> {
        listed(bytes, columns).into_iter().map(|source| source.unwrap().short_name()).collect()
    };
    assert_eq!(titles(votes(), ""), ["A vote", "Rain", "Sun"]);
    let text = "The council met on Monday to vote on a measure that nobody had read.";
    let fields = "required int64 id; optional binary remark (UTF8);";
    let ids = Column::Numbers(vec![1, 2], Default::default());
    let rows =
        || file(fields, &[vec![ids.clone(), optional(&[Some(text), None])]], Style::default());
    let first = "The council met on Monday to vote on a measure that nobody …";
    assert_eq!(titles(rows(), ""), [first, "rows.parquet#2"]);
    assert_eq!(titles(rows(), "title=id"), ["1", "2"]);
    assert!(
        error(rows(), "text=body")
            .contains("it has no column \"body\"; its columns are id, remark")
    );
}

#[test]
fn rows_without_a_text_are_tables() {
    let fields = "required binary city (UTF8); required int64 people;";
    let columns =
        vec![texts(&["Lyon", "Oslo"]), Column::Numbers(vec![522_250, 717_710], Default::default())];
    let documents = documents(file(fields, &[columns], Style::default()), "");
    assert_eq!(documents.len(), 2);
    assert_eq!(documents[1].text(), "city\tOslo\npeople\t717710\n");
    assert_eq!(documents[1].tables().len(), 1);
}

#[test]
fn rows_of_many_groups_and_batches_are_found() {
    let titles: Vec<String> = (0..700).map(|row| format!("Row {row}")).collect();
    let group = |rows: std::ops::Range<usize>| {
        vec![texts(&titles[rows].iter().map(String::as_str).collect::<Vec<_>>())]
    };
    let groups = [group(0..1), group(1..400), group(400..700)];
    let bytes = file("required binary title (UTF8);", &groups, Style::default());
    let sources: Vec<Source> = listed(bytes, "").into_iter().map(Result::unwrap).collect();
    assert_eq!(sources.len(), 700);
    for row in [699, 0, 255, 256, 257, 400, 399] {
        let document = load(&sources[row], &Options::default()).unwrap();
        assert_eq!(document.metadata().title.as_deref(), Some(&*titles[row]));
    }
}

#[test]
fn a_value_that_is_too_long_is_cut_and_says_so() {
    let long = "word ".repeat(2 << 20);
    let [document] = &documents(articles(&["Long"], &[Some(&long)]), "")[..] else { panic!() };
    assert!((8 << 20..9 << 20).contains(&document.text().len()));
    assert!(matches!(document.notices(), [Notice::Truncated { read: 0x80_0000, limit: "" }]));
}

#[test]
fn damaged_files_are_refused_in_one_line() {
    let whole = votes();
    let length = whole.len();
    let mut lying = whole.clone();
    lying[length - 8..length - 4].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut short = whole.clone();
    short[length - 8..length - 4].copy_from_slice(&3_u32.to_le_bytes());
    for bytes in [
        b"PAR1".to_vec(),
        whole[..length - 9].to_vec(),
        whole[..length / 2].to_vec(),
        lying,
        short,
        [&b"PAR1"[..], &[0xff; 300], b"\xf0\0\0\0PAR1"].concat(),
        // A list of a billion columns.
        [&b"PAR1\x15\x02\x29\xfc\xff\xff\xff\xff\x0f"[..], b"\x09\0\0\0PAR1"].concat(),
    ] {
        let error = error(bytes, "");
        assert!(error.starts_with("rows.parquet: cannot be read as parquet: it"), "{error}");
        assert!(!error.contains(char::is_control) && error.len() < 300, "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_damage_makes_documents_or_errors(
        at in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 1..9),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut file = votes();
        let at = at.index(file.len());
        let end = (at + bytes.len()).min(file.len());
        file[at..end].copy_from_slice(&bytes[..end - at]);
        if let Some(cut) = cut {
            file.drain(cut.index(file.len())..);
            file.extend(b"PAR1");
        }
        file.splice(..4, *b"PAR1");
        for source in listed(file, "").into_iter().take(5) {
            let read = source.and_then(|source| load(&source, &Options::default()));
            match read {
                Ok(document) => {
                    let blocks = document.blocks();
                    prop_assert!(blocks.windows(2).all(|two| two[0].span.end <= two[1].span.start));
                    prop_assert!(blocks.iter().all(|one| document.text().get(one.span.range()).is_some()));
                }
                Err(error) => prop_assert!(!error.to_string().contains(char::is_control)),
            }
        }
    }
}
