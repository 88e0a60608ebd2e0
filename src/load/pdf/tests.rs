//! Files made for the purpose, read in this process.

use std::ops::ControlFlow;
use std::sync::Arc;

use proptest::prelude::*;

use super::Pdf as Reader;
use crate::document::{BlockKind, Document, Flow, Parts};
use crate::load::Options;
use crate::load::content::{Content, Fault};
use crate::load::format::{Packed, Sign};

#[path = "../../../tests/support/pdf.rs"]
mod writer;

use writer::Pdf;

fn parts(bytes: Vec<u8>) -> Result<Parts, Fault> {
    let content = Content::Memory(Arc::new(bytes));
    Reader.parts(&content, &Options::default(), &mut |_| ControlFlow::Continue(()))
}

fn read(pdf: &Pdf) -> Document {
    Document::new(parts(pdf.bytes()).unwrap())
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks().iter().map(|block| (block.kind, document.slice(block.span))).collect()
}

/// Lines below each other that fill a width of about 60 letters.
fn column(x: f32, top: f32, lines: &[&'static str]) -> Vec<(f32, f32, f32, &'static str)> {
    lines.iter().enumerate().map(|(at, line)| (x, top - 12.0 * at as f32, 10.0, *line)).collect()
}

#[test]
fn lines_become_paragraphs_and_larger_ones_headings() {
    let mut page =
        vec![(60.0, 740.0, 18.0, "The Harbour of Porto"), (60.0, 712.0, 10.0, "**Its beginnings")];
    page.extend(column(
        60.0,
        690.0,
        &[
            "The harbour was opened in 1998 and has been run by the govern-",
            "ment since then, although a well-known firm had asked for it at",
            "an earlier time.",
        ],
    ));
    page.extend(column(
        60.0,
        640.0,
        &[
            "A second paragraph follows after a gap and goes on for a while",
            "so that it has two lines.",
        ],
    ));
    let document = read(Pdf::default().page(&page));
    let paragraph = BlockKind::Paragraph;
    assert_eq!(
        blocks(&document),
        [
            (BlockKind::Heading { level: 1 }, "The Harbour of Porto"),
            (BlockKind::Heading { level: 2 }, "Its beginnings"),
            (
                paragraph,
                "The harbour was opened in 1998 and has been run by the government since then, \
                 although a well-known firm had asked for it at an earlier time."
            ),
            (
                paragraph,
                "A second paragraph follows after a gap and goes on for a while so that it has \
                 two lines."
            ),
        ]
    );
    assert_eq!(document.metadata().title.as_deref(), Some("The Harbour of Porto"));
}

const LEFT: [&str; 5] = [
    "The left column begins here and it",
    "has lines that fill the width of it,",
    "one below the other, as they do in",
    "journals, and the sentence goes on",
    "at the top of the other column and",
];

const RIGHT: [&str; 5] = [
    "ends there. The right one has lines",
    "that stand beside those of the left",
    "but they are read after it, and not",
    "line by line over the gutter between",
    "the two, as a table would be read.",
];

#[test]
fn columns_are_read_one_after_the_other() {
    let mut page = vec![(
        60.0,
        740.0,
        10.0,
        "A line over both columns stands above them, and goes from one edge of the page to the other edge.",
    )];
    // Shown line by line, as some programs do.
    for (left, right) in column(60.0, 700.0, &LEFT).into_iter().zip(column(320.0, 700.0, &RIGHT)) {
        page.extend([left, right]);
    }
    let document = read(Pdf::default().page(&page));
    let text = document.text();
    assert!(text.contains("top of the other column and ends there. The right one"), "{text}");
    assert!(text.find("both columns") < text.find("left column begins"), "{text}");
}

#[test]
fn a_table_is_read_row_by_row() {
    let rows = [
        ("City", "Ships", "Since"),
        ("Porto", "120", "1998"),
        ("Oslo", "7", "2003"),
        ("Lagos", "64", "1977"),
    ];
    let mut page =
        column(60.0, 740.0, &["The ships that were counted in the harbours in the year before:"]);
    for (at, (one, two, three)) in rows.into_iter().enumerate() {
        let y = 700.0 - 14.0 * at as f32;
        page.extend([(60.0, y, 10.0, one), (200.0, y, 10.0, two), (300.0, y, 10.0, three)]);
    }
    let document = read(Pdf::default().page(&page));
    let [table] = document.tables() else { panic!("{:?}", blocks(&document)) };
    let cells: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| document.slice(*cell)).collect())
        .collect();
    assert_eq!(cells[2], ["Oslo", "7", "2003"]);
    assert_eq!(cells.len(), 4);
}

#[test]
fn items_are_told_by_their_signs() {
    let document = read(Pdf::default().page(&column(
        60.0,
        700.0,
        &[
            "These are the items of it:",
            "- the second item is long enough to need a second line on paper,",
            "  which follows it",
            "- the third",
        ],
    )));
    let items: Vec<&str> = document
        .blocks()
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::ListItem { .. }))
        .map(|block| document.slice(block.span))
        .collect();
    assert_eq!(
        items,
        [
            "• the second item is long enough to need a second line on paper, which follows it",
            "• the third"
        ]
    );
}

/// A report of several pages with a head, page numbers, and a paragraph over a page's end.
fn report() -> Pdf {
    let mut pdf = Pdf::default();
    let heads = ["Annual Report", "Annual Report", "Annual Report"];
    let texts: [[&str; 3]; 3] = [
        [
            "The first page tells of the harbour and of the ships that came to it",
            "in the first year, when nobody had thought that so many would come",
            "and the last sentence of it goes on where the second page begins its",
        ],
        [
            "own text. Then the second page tells of the cranes that were built and",
            "of what they had cost, and of those who had paid for them in the end.",
            "It ends with a full stop, so that nothing is to be put together here.",
        ],
        [
            "The third page is the last one and tells of all the plans for a time",
            "that is still to come, and of a bridge that will be built over to the",
            "other side of the river one day.",
        ],
    ];
    for (index, (head, text)) in heads.iter().zip(texts).enumerate() {
        let number = ["1", "2", "3"][index];
        let mut page = vec![(60.0, 770.0, 9.0, *head)];
        if index != 1 {
            page.push((60.0, 730.0, 14.0, ["The Ships", "", "The Plans"][index]));
        }
        page.extend(column(60.0, 700.0, &text));
        page.push((300.0, 30.0, 9.0, number));
        pdf.page(&page);
    }
    pdf
}

#[test]
fn running_heads_and_page_numbers_are_left_out_and_pages_are_known() {
    let document = read(&report());
    let text = document.text();
    assert!(!text.contains("Annual"), "{text}");
    assert!(text.contains("begins its own text."), "{text}");
    assert!(!text.contains("\n1\n") && !text.ends_with("3\n"), "{text}");
    let label = |piece: &str| {
        let at = text.find(piece).unwrap_or_else(|| panic!("{piece} in {text}"));
        document.page_at(at as u32).map(|page| page.label.as_str())
    };
    assert_eq!(label("first year"), Some("1"));
    assert_eq!(label("own text."), Some("2"));
    assert_eq!(label("a full stop"), Some("2"));
    assert_eq!(label("The Plans"), Some("3"));
    assert_eq!(document.pages().len(), 3);
}

#[test]
fn bookmarks_name_the_headings_and_their_levels() {
    let mut pdf = report();
    pdf.bookmark("The Ships", 0).bookmark("The Plans", 2);
    let document = read(&pdf);
    let outline: Vec<_> =
        document.outline().map(|entry| (entry.level, document.slice(entry.span))).collect();
    assert_eq!(outline, [(1, "The Ships"), (1, "The Plans")]);
}

#[test]
fn the_file_tells_title_author_day_language_and_page_labels() {
    let mut pdf = report();
    pdf.info = "/Title(On Harbours)/Author(Ana Ruiz)/CreationDate(D:20240331120000Z)".to_owned();
    pdf.catalogue = "/Lang(en-GB)/PageLabels<</Nums[0<</S/r>>2<</S/D/P(A-)/St 7>>]>>".to_owned();
    let document = read(&pdf);
    let metadata = document.metadata();
    assert_eq!(metadata.title.as_deref(), Some("On Harbours"));
    assert_eq!(metadata.byline.as_deref(), Some("Ana Ruiz"));
    assert_eq!(metadata.date, Some(jiff::civil::date(2024, 3, 31)));
    assert_eq!(metadata.language, Some("en"));
    let labels: Vec<&str> = document.pages().iter().map(|page| page.label.as_str()).collect();
    assert_eq!(labels, ["i", "ii", "A-7"]);
}

#[test]
fn parts_begin_with_the_first_page() {
    let content = Content::Memory(Arc::new(report().bytes()));
    let mut first = None;
    let all = Reader
        .parts(&content, &Options::default(), &mut |part| {
            first.get_or_insert(part);
            ControlFlow::Continue(())
        })
        .unwrap();
    let first = first.unwrap();
    assert_eq!((first.pages.len(), all.pages.len()), (1, 3));
    assert!(first.text.contains("first year") && !first.text.contains("cranes"));
}

#[test]
fn text_that_is_shown_twice_or_marked_as_none_is_read_once() {
    let show = |x: f32, text: &str| format!("BT /F1 10 Tf 1 0 0 1 {x} 700 Tm ({text}) Tj ET\n");
    let twice = format!("{}{}", show(60.0, "Shadow"), show(60.4, "Shadow"));
    let artifact = "/Artifact BMC BT /F1 9 Tf 60 400 Td (hidden) Tj ET EMC\n";
    let spread = "BT /F1 10 Tf 60 600 Td [(Ker) -20 (ned) -300 (words)] TJ ET\n";
    let document = read(Pdf::default().content(&format!("{twice}{artifact}{spread}")));
    assert_eq!(document.text(), "Shadow\n\nKerned words\n");
}

#[test]
fn lines_of_verse_stay_lines() {
    let mut page = column(
        60.0,
        740.0,
        &[
            "A line of prose that goes to the right edge of the page, so that one sees",
            "where that edge is, and another one.",
        ],
    );
    page.extend(column(
        60.0,
        690.0,
        &["The port is old,", "the sea is cold,", "the cranes are sold."],
    ));
    let document = read(Pdf::default().page(&page));
    let last = document.blocks().last().copied().unwrap();
    assert_eq!(last.flow, Flow::Lines);
    assert_eq!(
        document.slice(last.span),
        "The port is old,\nthe sea is cold,\nthe cranes are sold."
    );
}

#[test]
fn what_cannot_be_read_is_told_in_a_sentence() {
    let fault = |bytes: Vec<u8>| parts(bytes).unwrap_err().to_string();
    assert!(fault(b"%PDF-1.7\nnothing".to_vec()).contains("damaged"));
    assert!(fault(Pdf::default().content("").bytes()).contains("without text"));
    let mut locked = Pdf::default();
    locked.page(&[(60.0, 700.0, 10.0, "secret")]);
    let zeros = "00".repeat(32);
    locked.trailer = format!(
        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -1/O<{zeros}>/U<{zeros}>>>"
    );
    assert!(fault(locked.bytes()).contains("password"), "{}", fault(locked.bytes()));
}

#[test]
fn a_file_is_told_by_its_first_bytes() {
    assert_eq!(Reader.sign(b"%PDF-1.4\n"), Sign::Certain);
    assert_eq!(Reader.sign(b"\r\n%PDF-1.4\n"), Sign::Certain);
    assert_eq!(Reader.sign(b"@PJL ENTER\n%PDF-1.4\n"), Sign::Likely);
    assert_eq!(Reader.sign(b"A text on PDF."), Sign::None);
}

/// Holds what every format promises.
fn check(bytes: Vec<u8>) {
    let Ok(parts) = parts(bytes) else { return };
    let mut end = 0;
    for block in &parts.blocks {
        assert!(block.span.start >= end && !block.span.is_empty(), "in order: {block:?}");
        assert!(parts.text.get(block.span.range()).is_some(), "in bounds: {block:?}");
        end = block.span.end;
    }
    assert!(parts.pages.is_sorted_by_key(|page| page.start));
    assert!(parts.pages.iter().all(|page| parts.text.is_char_boundary(page.start as usize)));
}

/// Operations with any numbers.
fn operations() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &[
        "Td", "TD", "Tm", "cm", "Tf", "Tj", "TJ", "'", "q", "Q", "BT", "ET", "Tc", "Tw", "Tz",
        "Ts", "Tr", "TL", "T*", "BMC", "EMC", "Do",
    ];
    let operand = prop_oneof![
        (-1000_i32..1000).prop_map(|number| number.to_string()),
        Just("99999999999999999999".to_owned()),
        Just("0.0001".to_owned()),
        Just("(text and \u{201c}more)".to_owned()),
        Just("[(A) -200 (B) 1e9 (- C)]".to_owned()),
        Just("/F1 12".to_owned()),
        Just("/F2".to_owned()),
    ];
    let one = (prop::collection::vec(operand, 0..6), prop::sample::select(NAMES))
        .prop_map(|(operands, name)| format!("{} {name}\n", operands.join(" ")));
    prop::collection::vec(one, 0..40).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_operations_make_a_document(content in operations()) {
        let show = "BT /F1 10 Tf 60 700 Td (A word) Tj ET\n";
        check(Pdf::default().content(&format!("{show}{content}")).bytes());
    }

    #[test]
    fn any_damage_makes_a_document_or_an_error(
        at in 0_usize..2000,
        with in prop::collection::vec(any::<u8>(), 0..20),
        cut in 0_usize..2000,
    ) {
        let mut bytes = report().bytes();
        let at = at.min(bytes.len());
        let end = (at + with.len()).min(bytes.len());
        bytes.splice(at..end, with);
        bytes.truncate(bytes.len() - cut.min(bytes.len()) / 2);
        check(bytes);
    }
}
