//! Data sets as they are opened: listed, and read.

use proptest::prelude::*;

use crate::document::{BlockKind, Document};
use crate::load::{Columns, LoadError, Options, Source, expand, load};

fn listed(name: &str, bytes: impl Into<Vec<u8>>, columns: &str) -> Vec<Result<Source, LoadError>> {
    let columns: Columns = columns.parse().unwrap();
    expand(Source::memory(name, bytes.into()), &Options::default(), &columns).collect()
}

fn documents(name: &str, text: &str, columns: &str) -> Vec<Document> {
    let sources = listed(name, text, columns);
    sources.into_iter().map(|source| load(&source.unwrap(), &Options::default()).unwrap()).collect()
}

fn shown(document: &Document) -> Vec<&str> {
    document.blocks().iter().map(|block| document.slice(block.span)).collect()
}

const TEXT: &str = "The committee met on 3 March 2024 in Lyon, and it was late.";

#[test]
fn a_line_of_json_is_a_document() {
    let text = format!(
        "{{\"id\": 7, \"title\": \"A vote\", \"author\": {{\"name\": \"Ada\"}}, \"created_at\": 1711886400, \
        \"url\": \"https://e.example/1\", \"body\": \"{TEXT}\\n\\nTwo.\", \"tags\": [\"a\", \"b\"], \
        \"summary\": \"{}\", \"vector\": [{}1]}}\r\n\r\n{{\"text\": \"<p>One <b>two</b></p>\"}}",
        "Long. ".repeat(50),
        "0,".repeat(300),
    );
    let sources = listed("rows.jsonl", text.clone(), "");
    let names: Vec<String> = sources.iter().map(|one| one.as_ref().unwrap().name()).collect();
    assert_eq!(names, ["rows.jsonl#1", "rows.jsonl#2"]);
    assert_eq!(sources[0].as_ref().unwrap().short_name(), "A vote");
    assert_eq!(sources[1].as_ref().unwrap().short_name(), "rows.jsonl#2");
    let documents = documents("rows.jsonl", &text, "");
    let blocks = shown(&documents[0]);
    let header = "id: 7\nauthor: Ada\ncreated_at: 1711886400\nurl: https://e.example/1\ntags: a, b";
    assert_eq!(blocks[..5], ["A vote", header, TEXT, "Two.", "summary"]);
    assert_eq!(*blocks.last().unwrap(), "Left out: vector (603 bytes)");
    assert_eq!(documents[0].blocks()[1].kind, BlockKind::Header);
    assert_eq!(documents[0].links()[0].target, "https://e.example/1");
    let metadata = documents[0].metadata();
    assert_eq!(metadata.title.as_deref(), Some("A vote"));
    assert_eq!(metadata.byline.as_deref(), Some("Ada"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(shown(&documents[1]), ["One two"]);
    assert_eq!(documents[1].inlines().len(), 1);
    assert!(documents[1].notices().is_empty());
}

#[test]
fn a_row_without_a_text_shows_its_columns() {
    let documents =
        documents("rows.ndjson", "{\"city\": \"Lyon\", \"n\": 5}\n{\"city\": \"Oslo\"}\n", "");
    assert_eq!(shown(&documents[0]), ["city\tLyon\nn\t5"]);
    assert_eq!(documents[0].tables()[0].rows.len(), 2);
}

#[test]
fn a_bad_line_costs_itself_alone() {
    let sources = listed("rows.ndjson", "{\"text\": \"One.\"}\n{bad\n{\"text\": \"Two.\"}\n", "");
    let read = sources.into_iter().map(|one| load(&one.unwrap(), &Options::default()));
    let read: Vec<String> = read
        .map(|read| read.map_or_else(|error| error.to_string(), |one| one.text().to_owned()))
        .collect();
    assert_eq!(read[0], "One.");
    assert!(
        read[1].starts_with("rows.ndjson#2: cannot be read as a document: it is not valid JSON")
    );
    assert_eq!(read[2], "Two.");
}

#[test]
fn columns_are_named_by_the_reader() {
    let text =
        "{\"a\": \"One.\", \"b\": \"Two.\", \"text\": \"Three.\"}\n{\"a\": \"x\", \"b\": \"y\"}\n";
    let found = documents("rows.jsonl", text, "text=b,title=a");
    assert_eq!(shown(&found[0]), ["One.", "text: Three.", "Two."]);
    let missing = listed("rows.jsonl", text, "text=c").remove(0).unwrap_err();
    let expected =
        "rows.jsonl: cannot be read as jsonl: it has no column \"c\"; its columns are a, b, text";
    assert_eq!(missing.to_string(), expected);
}

#[test]
fn the_objects_of_an_array_are_documents() {
    let text = format!(
        "[\n  {{\"headline\": \"A\", \"text\": \"{TEXT}\"}},\n  {{\"text\": \"Two.\"}}\n]\n"
    );
    let found = documents("rows.json", &text, "");
    assert_eq!(shown(&found[0]), ["A", TEXT]);
    assert_eq!(shown(&found[1]), ["Two."]);
    let inside = format!("{{\"rows\": {}}}", text.trim());
    assert_eq!(documents("rows.json", &inside, "").len(), 2);
    let more = listed("rows.json", format!("{{\"rows\": {}, \"more\": 1}}", text.trim()), "");
    assert_eq!(
        more[2].as_ref().unwrap_err().to_string(),
        "rows.json: only the rows of its first array are listed"
    );
    let plain = listed("rows.json", "{\"name\": \"package\", \"version\": 1}", "");
    assert!(matches!(&plain[..], [Ok(Source::Memory { .. })]), "{plain:?}");
}

#[test]
fn a_row_of_a_table_is_a_document() {
    let text = format!(
        "\u{feff}id;headline;published;text\r\n1;\"A \"\"vote\"\"\";2024-03-31;\"{TEXT}\r\n\r\nTwo.\"\r\n\r\n\
        2;;31.03.2024;{TEXT}\r\n"
    );
    let sources = listed("rows.csv", text.clone(), "");
    assert_eq!(sources[0].as_ref().unwrap().short_name(), "A \"vote\"");
    let found = documents("rows.csv", &text, "");
    assert_eq!(shown(&found[0]), ["A \"vote\"", "id: 1\npublished: 2024-03-31", TEXT, "Two."]);
    assert_eq!(found[0].metadata().date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(shown(&found[1])[0], "id: 2\npublished: 31.03.2024");
    assert_eq!(found.len(), 2);
}

#[test]
fn a_table_without_texts_is_one_document() {
    let text = "city,country,n\nLyon,France,\"5\"\n\"São\nPaulo\",Brazil,12\n";
    let sources = listed("cities.csv", text, "");
    assert_eq!(sources.len(), 1);
    assert_eq!(sources[0].as_ref().unwrap().name(), "cities.csv");
    let found = documents("cities.csv", text, "");
    assert_eq!(found[0].text(), "city\tcountry\tn\nLyon\tFrance\t5\nSão Paulo\tBrazil\t12\n");
    let table = &found[0].tables()[0];
    assert!(table.header);
    assert_eq!(table.right_aligned, [false, false, true]);
    let rows = documents("cities.csv", text, "text=city");
    assert_eq!(shown(&rows[0]), ["country: France\nn: 5", "Lyon"]);
}

#[test]
fn other_encodings_are_decoded() {
    let table = format!("title\ttext\nÉté\tDéjà vu: {TEXT}\n");
    let wide: Vec<u8> =
        [0xfeff].into_iter().chain(table.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(&table);
    for bytes in [wide, latin.into_owned()] {
        let source = listed("a.tsv", bytes, "").remove(0).unwrap();
        let document = load(&source, &Options::default()).unwrap();
        assert!(document.text().contains("Déjà vu"), "{}", document.text());
    }
}

#[test]
fn texts_are_no_data_sets() {
    for (name, text) in [
        ("a.txt", "a,b\n1,2\n"),
        ("a.csv", "It came, and went.\nNobody saw it.\nWell, yes, no.\n"),
        ("a.jsonl", "This is no JSON.\n"),
        ("a", "[1] See below.\n"),
    ] {
        let found = listed(name, text, "");
        assert!(matches!(&found[..], [Ok(Source::Memory { .. })]), "{name}: {found:?}");
    }
}

fn fragments() -> impl Strategy<Value = String> {
    let pieces: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\"text\":",
        "\"a\"",
        "\\",
        "\n",
        "\r\n",
        "1",
        "null",
        "\u{feff}",
        "text,title\n",
        "é",
        "\0",
        ";",
        "\t",
        "a b",
        "<p>",
        "\"date\":\"x\"",
        "\\ud800",
        "-",
        "{\"text\":\"a\"}\n",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_listed_and_read(text in fragments(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["a.csv", "a.jsonl", "a.json", "a.mbox", "a.eml", "a.xml", "a.opml", "a.zip", "a.tar", "a"] {
            for bytes in [text.as_bytes(), &bytes] {
                for source in listed(name, bytes, "").into_iter().flatten() {
                    if let Ok(document) = load(&source, &Options::default()) {
                        let end = document.blocks().last().map_or(0, |block| block.span.end);
                        prop_assert!(end <= document.len());
                    }
                }
            }
        }
    }
}

#[test]
fn a_row_that_is_cut_off_is_told_by_its_length() {
    use crate::document::Notice;
    use crate::load::content::Fault;
    let cut = [Notice::Truncated { read: 7, limit: "record" }];
    let told = super::why(Fault::broken("the line is not JSON"), &cut, 7).to_string();
    assert!(told.contains("longer than 7 bytes (--limit record=…)"), "{told}");
    let told = super::why(Fault::broken("the line is not JSON"), &[], 7).to_string();
    assert!(told.contains("not JSON"), "{told}");
}
