//! What the child reads of a file; the parent's side is tested with the built program.

use std::sync::Arc;

use self::support::{Column, Style, articles, file, lists, optional, texts, vectors};
use super::super::row::Value;
use super::apart::{Answer, Request, answer, reason};
use super::input::Input;
use super::table::{Table, known};
use crate::load::apart::Given;
use ::parquet::basic::{BrotliLevel, Compression};
use ::parquet::data_type::FixedLenByteArray;
use ::parquet::file::properties::WriterVersion;

#[path = "../../../../../tests/support/parquet.rs"]
mod support;

fn input(bytes: Vec<u8>) -> Input {
    Input::new(Given::Whole(Arc::new(bytes))).unwrap()
}

fn table(bytes: Vec<u8>) -> Table {
    Table::open(input(bytes)).unwrap()
}

/// All rows of a file as they are shown: `–` for nothing, `<8>` for bytes.
fn rows(table: &Table) -> Vec<String> {
    let shown = |value: &Value| match value {
        Value::Empty => "–".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Other(bytes) => format!("<{bytes}>"),
    };
    let rows = table.read(0, u64::MAX, usize::MAX).unwrap();
    rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn values_are_shown_by_what_they_mean() {
    let fields = "required binary title (UTF8); optional binary text (UTF8);
        required int64 at (TIMESTAMP(MICROS,true)); required int64 count;
        required double share; required fixed_len_byte_array(16) key (UUID);
        required binary plain; required binary picture; required int32 date (DATE);";
    let uuid = FixedLenByteArray::from((0..16).collect::<Vec<u8>>());
    let columns = vec![
        texts(&["One", "Two"]),
        optional(&[None, Some("Rain in Lyon.")]),
        Column::Numbers(vec![1_709_287_200_000_000, 0], Default::default()),
        Column::Numbers(vec![-5, i64::MAX], Default::default()),
        Column::Shares(vec![0.5, 1e21]),
        Column::Fixed(vec![uuid.clone(), uuid]),
        texts(&["", "no name says that it is text"]),
        Column::Texts(vec![vec![0_u8, 159].into(), vec![255_u8; 9].into()], Default::default()),
        Column::Days(vec![19_783, i32::MAX]),
    ];
    let table = table(file(fields, &[columns], Style::default()));
    assert_eq!(table.rows(), 2);
    let key = "00010203-0405-0607-0809-0a0b0c0d0e0f";
    let first = format!("One | – | 2024-03-01T10:00:00Z | -5 | 0.5 | {key} | – | <2> | 2024-03-01");
    let [found, second] = &rows(&table)[..] else { panic!("two rows") };
    assert_eq!(*found, first);
    assert!(second.starts_with("Two | Rain in Lyon. | 1970-01-01T00:00:00Z | 9223372036854775807"));
    assert!(second.contains("| no name says that it is text | <9> | "), "{second}");
}

#[test]
fn lists_and_records_have_one_value_a_row() {
    let list = |name: &str, kind: &str| {
        format!(
            "optional group {name} (LIST) {{ repeated group list {{ optional {kind} element; }} }}"
        )
    };
    let fields = format!(
        "{} {} required group meta {{ required binary source (UTF8); }}",
        list("authors", "binary"),
        list("vector", "int64")
    );
    let long: Vec<i64> = (0..500).collect();
    let columns = vec![
        lists(&[&["Ana Ruiz", "Ada Moreau"], &[], &["B"]]),
        vectors(&[&[1, 2], &long, &[]]),
        texts(&["wire", "desk", ""]),
    ];
    let table = table(file(&fields, &[columns], Style::default()));
    assert_eq!(table.columns(), ["authors", "vector", "meta.source"]);
    let expected = ["Ana Ruiz, Ada Moreau | 1, 2 | wire", "– | <2388> | desk", "B | – | –"];
    assert_eq!(rows(&table), expected);
}

#[test]
fn every_codec_and_page_is_read() {
    let titles: Vec<String> = (0..1000).map(|row| format!("Title {row}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for compression in [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::GZIP(Default::default()),
            Compression::LZ4_RAW,
        ] {
            let style = Style { compression, version };
            let groups = [vec![texts(&titles)], vec![texts(&titles[..7])]];
            let table = table(file("required binary title (UTF8);", &groups, style));
            assert_eq!(rows(&table), [&titles[..], &titles[..7]].concat(), "{style:?}");
            // Rows in the middle are found behind pages that are passed over.
            let some = table.read(998, 4, usize::MAX).unwrap();
            let some: Vec<_> = some.into_iter().flatten().collect();
            let text = |title: &str| Value::Text(title.to_owned());
            assert_eq!(some, ["Title 998", "Title 999", "Title 0", "Title 1"].map(text));
        }
    }
    assert!(rows(&table(file("required binary a;", &[], Style::default()))).is_empty());
}

#[test]
fn pages_in_zstd_are_inflated() {
    for bytes in [&include_bytes!("zstd-1.parquet")[..], include_bytes!("zstd-2.parquet")] {
        let rows = rows(&table(bytes.to_vec()));
        assert_eq!(rows.len(), 40);
        assert_eq!(rows[2], "Title 2 | The council met in Lyon on day 2 and it rained.");
        assert_eq!(rows[39], "Title 39 | –");
    }
}

#[test]
fn what_cannot_be_inflated_is_named() {
    assert!(known(Compression::SNAPPY).is_ok());
    let error = known(Compression::BROTLI(BrotliLevel::default())).unwrap_err();
    assert_eq!(reason(&error), "it is compressed with Brotli, which is not read");
}

#[test]
fn so_many_rows_are_read_as_fit() {
    let long = "x".repeat(1000);
    let titles = vec!["t"; 300];
    let table = table(articles(&titles, &vec![Some(&*long); 300]));
    let count = |rows, bytes| table.read(10, rows, bytes).unwrap().len();
    assert_eq!(count(1000, usize::MAX), 290);
    assert_eq!(count(20, usize::MAX), 20);
    assert!((5..15).contains(&count(1000, 12_000)), "{}", count(1000, 12_000));
    assert_eq!(count(1000, 1), 1);
    assert_eq!(table.read(300, 10, usize::MAX).unwrap().len(), 0);
    // Each row is whole, also the columns that were read before the large one.
    assert!(table.read(0, 50, 5000).unwrap().iter().all(|row| row.len() == 3));
}

#[test]
fn beginnings_are_told_from_a_row_on() {
    let titles: Vec<String> = (0..10_000).map(|row| format!("Title number {row}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let bytes = articles(&titles, &vec![None; titles.len()]);
    let mut found = Vec::new();
    let request = Request::Beginnings { from: 9_000, column: 0, bytes: 8 };
    answer(input(bytes), request, &mut |answer| {
        let Answer::Beginnings(some) = answer else { panic!("{answer:?}") };
        found.extend_from_slice(some);
        true
    })
    .unwrap();
    assert_eq!(found, vec![("Title nu".to_owned(), true); 1000]);
}
