use std::ops::ControlFlow;
use std::sync::Arc;

use proptest::prelude::*;

use super::super::testing::{depths, links, outline, read, rows, styles};
use super::*;
use crate::document::{Document, InlineStyle};
use crate::load::format::tests::check_parts;

fn content(source: impl AsRef<[u8]>) -> Content {
    Content::Memory(Arc::new(source.as_ref().to_vec()))
}

/// The document of a whole file.
fn whole(source: &str) -> Document {
    read(&Rtf, &content(source)).expect("a document")
}

const STYLES: &str = r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1;}{\s2 heading 2;}{\s3 Quote;}{\*\cs10 Strong;}{\s15 Title;}}";

/// The document with this body, as word processors frame one.
fn document(body: &str) -> Document {
    whole(&format!(
        r"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0\froman\fcharset0 Times;}}{{\f1\fcharset204 Times Cyr;}}{{\f2\fcharset2 Symbol;}}}}{{\colortbl;\red300\green0\blue0;}}{STYLES}\viewkind4 {body}}}"
    ))
}

#[test]
fn paragraphs_lines_and_signs() {
    let document = document(
        "\\pard\\f0\\fs24 One\\line two\\tab three\\~four\\-five\\_six.\\par\n\
         \\pard Caf\\'e9 \\u8212 ? \\ldblquote yes\\rdblquote{\\f1 \\'cf\\'f0}\\emdash\\u8230\\par{\\pard\\par}\
         \\pard\\{a\\\\b\\}\\page c\\\nd\\par",
    );
    assert_eq!(
        document.text(),
        "One\ntwo three\u{a0}fourfive-six.\n\nCafé — “yes”Пр—…\n\n{a\\b} c\n\nd\n"
    );
}

#[test]
fn headings_are_told_by_outline_and_style() {
    let document = document(
        r"\pard\s15 Report\par\pard\s1 One\par\pard\s2 Two\par\pard\outlinelevel2 Deep\par\pard\s2\outlinelevel9 Text\par\pard\s3 Said.\par\pard\s77 None\par",
    );
    assert_eq!(outline(&document), [(1, "Report"), (1, "One"), (2, "Two"), (3, "Deep")]);
    let quoted: Vec<u8> = document.blocks().iter().map(|block| block.quote).collect();
    assert_eq!(quoted, [0, 0, 0, 0, 0, 1, 0]);
}

#[test]
fn runs_that_look_alike_are_one_and_hidden_or_deleted_ones_none() {
    let document = document(
        r"a {\b b\cf1 c}{\i d\b0}{\v no}{\deleted gone}{\strike e}{\super f}{\sub g}\b h\plain i\par",
    );
    assert_eq!(document.text(), "a bcdefghi\n");
    assert_eq!(
        styles(&document),
        [
            (InlineStyle::Strong, "bc"),
            (InlineStyle::Emphasis, "d"),
            (InlineStyle::Strikethrough, "e"),
            (InlineStyle::Strong, "h"),
        ]
    );
}

#[test]
fn items_have_the_numbers_that_are_written() {
    let document = document(
        r"\pard Before\par
{\listtext\pard\plain 1.\tab}\pard\ls1\ilvl0 one\par
{\listtext\pard\plain\f2 \'b7\tab}\pard\ls1\ilvl1 deep\par
\pard\ls1{\listtext 2.\tab}two\par
\pard{\pntext\f2\'B7\tab}{\*\pn\pnlvlblt\pnf1{\pntxtb\'B7}}old\par
\pard\s1{\listtext 3\tab}Numbered\par\pard\s1{\listtext\u8226 ?\tab}Dotted\par",
    );
    assert_eq!(
        document.text(),
        "Before\n\n1. one\n  • deep\n2. two\n• old\n\n3 Numbered\n\nDotted\n"
    );
    assert_eq!(depths(&document), [0, 1, 0, 0]);
    assert_eq!(outline(&document), [(1, "3 Numbered"), (1, "Dotted")]);
}

#[test]
fn items_may_have_their_marker_as_text() {
    let item = |indent: u32, words: &str| format!(r"{{\pard\li{indent}\fi-360 {words}\par}}");
    let document = document(
        &[
            item(360, r"\bullet\tx360\tab {\b one}"),
            item(720, r"\endash\tab deep"),
            item(720, r"1.\tab deeper"),
            item(360, r"(2)\tab two"),
            item(360, "A reference that hangs."),
            item(360, r"\bullet\tab again"),
            r"{\pard\fi360 2. Not an item.\par}".to_owned(),
        ]
        .concat(),
    );
    assert_eq!(
        document.text(),
        "• one\n  • deep\n  1. deeper\n(2) two\n\nA reference that hangs.\n\n• again\n\n2. Not an item.\n"
    );
}

#[test]
fn tables_of_data_are_tables() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!(r"\pard\intbl {cell}\cell")).collect();
        format!(r"\trowd\cellx1\cellx2 {cells}\row ")
    };
    let table = [row(&[r"{\b City}", r"{\b Rain}"]), row(&["Lyon", "12"]), row(&["", r"a\par b"])];
    let document = document(&format!(
        r"\pard Before\par {}\pard After\par {}\pard End",
        table.concat(),
        row(&["only", "layout"])
    ));
    assert_eq!(rows(&document), [vec!["City", "Rain"], vec!["Lyon", "12"], vec!["", "a b"]]);
    assert!(document.tables().first().is_some_and(|table| table.header));
    assert!(document.text().ends_with("After\n\nonly\n\nlayout\n\nEnd\n"), "{}", document.text());
}

#[test]
fn rows_that_are_repeated_are_headings_and_a_table_that_breaks_off_is_one() {
    let document = document(
        r"\trowd\trhdr\pard\intbl a\cell b\cell\row\trowd\pard\intbl{\b c}\cell d{\tab}e\cell\row\trowd\pard\intbl f\cell g",
    );
    assert_eq!(rows(&document), [vec!["a", "b"], vec!["c", "d e"], vec!["f", "g"]]);
    assert!(document.tables().first().is_some_and(|table| table.header));
}

#[test]
fn tables_in_cells_are_text_of_them() {
    let inner = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl z";
    let document = document(&format!(
        r"\trowd\pard\intbl {inner}\cell b\cell\row\trowd\pard\intbl c\cell d\cell\row"
    ));
    assert_eq!(rows(&document), [vec!["x y z", "b"], vec!["c", "d"]]);
}

#[test]
fn links_lead_out_to_the_web_and_to_bookmarks_within() {
    let document = document(
        r#"{\field{\*\fldinst{HYPERLINK "https://a.example/b?c" }}{\fldrslt{\cs16\ul\cf2 out}}} and
{\field{\*\fldinst HYPERLINK \\l "place"}{\fldrslt\pard in}} or {\field{\*\fldinst HYPERLINK "file:///etc/passwd"}{\fldrslt file}}{\field{\*\fldinst PAGE}{\fldrslt 7}}\par
{\*\bkmkstart other}{\*\bkmkend other}\pard Text\par\pard{\*\bkmkstart place}There{\*\bkmkend place}\par"#,
    );
    assert!(document.text().starts_with("out and"), "{}", document.text());
    assert_eq!(links(&document), [("out", "https://a.example/b?c"), ("in", "There")]);
}

#[test]
fn notes_follow_the_text_with_links_both_ways() {
    let document = document(
        r"\pard One{\super\chftn}{\footnote\pard\plain{\super\chftn} First.\par} and two{\super *}{\*\footnote\pard\super *\plain{ Second.}}.\par\pard Last\par",
    );
    assert_eq!(
        document.text(),
        "One[1] and two*[2].\n\nLast\n\n---\n\n[1] First.\n\n[2] * Second.\n"
    );
    let led = links(&document);
    assert_eq!(led[0], ("[1]", "[1] First."));
    assert_eq!(led.iter().filter(|(words, _)| *words == "[1]").count(), 2);
    assert!(led.iter().all(|(_, there)| !there.starts_with('#')), "{led:?}");
}

#[test]
fn what_is_not_of_the_text_is_left_out() {
    let document = document(
        r"{\header Head\par}{\footer{\field{\*\fldinst PAGE}{\fldrslt 1}}\par}{\*\generator Word;}
{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}{\*\atnid A}{\*\annotation\pard Remark\par}Text{\*\unknown no}.\par{\object{\*\objdata 0102}{\result Shown}}\par",
    );
    assert_eq!(document.text(), "Text.\n\nShown\n");
}

#[test]
fn text_boxes_are_read_once_behind_their_paragraph() {
    let document = document(
        r"\pard Be{\shp{\*\shpinst\shpleft1{\sp{\sn shapeType}{\sv 202}}{\shptxt\pard Box\par More}}{\shprslt{\do\dptxbx{\dptxbxtext Box\par}}}}fore\par\pard After\par",
    );
    assert_eq!(document.text(), "Before\n\nBox\n\nMore\n\nAfter\n");
}

#[test]
fn a_document_tells_of_itself() {
    let document = whole(
        r"{\rtf1\ansi{\info{\title A \u8220 ?day\u8221 ?}{\author Ana Brun}{\operator X}{\creatim\yr2024\mo3\dy5\hr9}{\revtim\yr2025\mo1\dy1}}Text}",
    );
    assert_eq!(document.metadata().title.as_deref(), Some("A “day”"));
    assert_eq!(document.metadata().byline.as_deref(), Some("Ana Brun"));
    assert_eq!(document.metadata().date, Some(jiff::civil::date(2024, 3, 5)));
    assert_eq!(document.text(), "Text\n");
}

#[test]
fn what_breaks_off_or_lies_too_deep_is_told() {
    let notices = |source: &str| {
        let parts =
            Rtf.parts(&content(source), &Options::default(), &mut |_| ControlFlow::Continue(()));
        parts.map(|parts| (parts.text.clone(), parts.notices)).expect("parts")
    };
    let cut = |source: &str, limit| vec![Notice::Truncated { read: source.len() as u64, limit }];
    let whole = r"{\rtf1 One\par {\b Two";
    assert_eq!(notices(whole), ("One\n\nTwo\n".to_owned(), cut(whole, "")));
    let deep = format!(r"{{\rtf1 One {}deep{} two}}", "{".repeat(600), "}".repeat(600));
    assert_eq!(notices(&deep), ("One  two\n".to_owned(), cut(&deep, "depth")));
    let deep = format!(
        r"{{\rtf1 One {}{{\listtext 1}}{{\*\bkmkstart a}}{} two}}",
        "{".repeat(511),
        "}".repeat(511)
    );
    assert_eq!(notices(&deep), ("One  two\n".to_owned(), cut(&deep, "depth")));
    let behind = "{\\rtf1 One}} behind {";
    assert_eq!(notices(behind), ("One\n".to_owned(), Vec::new()));
    assert!(read(&Rtf, &content("no such text")).is_err());
}

#[test]
fn a_part_of_a_long_text_is_told_with_its_limit() {
    let source = format!(r"{{\rtf1 {}}}", r"Some words.\par ".repeat(100));
    let options = Options {
        limits: crate::load::limits::Limits::default().with(Limit::PdfText, 200),
        ..Options::default()
    };
    let parts = Rtf.parts(&content(&source), &options, &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(parts.text.len() <= 250 && parts.text.starts_with("Some words."), "{}", parts.text);
    assert!(matches!(parts.notices[..], [Notice::Truncated { limit: "pdf-text", .. }]));
}

/// Words that the format knows, in any order.
fn words() -> impl Strategy<Value = String> {
    let words: &[&str] = &[
        "{",
        "}",
        "{",
        "}",
        r"{\*",
        r"\par",
        r"\pard",
        r"\line",
        r"\cell",
        r"\row",
        r"\intbl",
        r"\trowd",
        r"\trhdr",
        r"\s1",
        r"\s99999",
        r"\ls1",
        r"\ilvl3",
        r"\ilvl-1",
        r"\outlinelevel0",
        r"\f0",
        r"\f70000",
        r"\f",
        r"\b",
        r"\b0",
        r"\v",
        r"\super",
        r"\sub",
        r"\plain",
        r"\'e9",
        r"\'",
        r"\u8212 ?",
        r"\u-10179",
        r"\u99999999",
        r"\uc9",
        r"\uc-1",
        r"\bin3 }{",
        r"\chftn",
        r"{\footnote",
        r"{\listtext",
        r"{\pntext",
        r"{\field",
        r"{\*\fldinst",
        "HYPERLINK \"https://a.b\"",
        r"{\fldrslt",
        r"{\*\bkmkstart",
        r"{\shp",
        r"{\*\shpinst",
        r"{\shptxt",
        r"{\header",
        r"{\fonttbl",
        r"{\colortbl",
        r"\red999",
        r"{\stylesheet",
        r"{\info",
        r"{\title",
        r"{\creatim",
        r"\yr2024",
        r"\mo99",
        r"{\upr",
        r"{\*\ud",
        r"\nestcell",
        r"\nestrow",
        r"\ansicpg932",
        r"\ansicpg7",
        r"\mac",
        "word ",
        "é",
        "\n",
        "\\\n",
        "\t",
        "\0",
        r"\\",
        r"\{",
        "\u{1F600}",
    ];
    prop::collection::vec(prop::sample::select(words), 0..80).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_words_make_a_document(words in words()) {
        let source = format!("{{\\rtf1 {words}");
        let parts = Rtf.parts(&content(source), &Options::default(), &mut |_| ControlFlow::Continue(()));
        check_parts(&parts.expect("the words are those that the library takes"));
    }

    #[test]
    fn any_bytes_make_a_document_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let source = [b"{\\rtf1 ", &bytes[..]].concat();
        if let Ok(parts) = Rtf.parts(&content(source), &Options::default(), &mut |_| ControlFlow::Continue(())) {
            check_parts(&parts);
        }
    }
}
