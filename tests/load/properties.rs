//! What holds of any text: blocks in order, nothing lost, the same by every way.

use super::*;

/// Texts with much structure in them.
fn structured() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,30}",
        "\\PC{0,12}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("> ".to_owned()),
        Just("\n>> a".to_owned()),
        Just("\n- item ".to_owned()),
        Just("\n1. item ".to_owned()),
        Just("\n  2) ".to_owned()),
        Just("\n    code();".to_owned()),
        Just("\n| a | b |".to_owned()),
        Just("\n|---|--:|".to_owned()),
        Just("\na\tb\tc".to_owned()),
        Just("\nName    Age   City".to_owned()),
        Just("\n-----".to_owned()),
        Just("\nTitle: x".to_owned()),
        Just(" date 2024-03-31 ".to_owned()),
        Just("\n\nBy Ada Moreau\n".to_owned()),
        Just("\n\nA Heading\n\n".to_owned()),
        Just("word ".repeat(40)),
        Just("\u{2028}\u{a0}\u{3000}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Whether blocks are in order and disjoint, and nothing but blanks and the marks of
/// quotation lies outside of them.
fn assert_sound(document: &Document) {
    let text = document.text();
    let mut end = 0;
    for block in document.blocks() {
        assert!(block.span.start >= end, "{block:?} begins before {end}");
        assert!(!document.slice(block.span).trim().is_empty(), "{block:?} is empty");
        assert_blank(text, end, block.span.start);
        if let BlockKind::ListItem { marker } = block.kind {
            assert!(usize::from(marker) <= block.span.len());
            assert!(text.is_char_boundary(block.span.start as usize + usize::from(marker)));
        }
        if let BlockKind::Table(index) = block.kind {
            let cells = document.tables()[index as usize].rows.iter().flatten();
            assert!(cells.into_iter().all(|cell| block.span.covers(*cell)));
        }
        end = block.span.end;
    }
    assert_blank(text, end, document.len());
}

fn assert_blank(text: &str, start: u32, end: u32) {
    let gap = text.get(start as usize..end as usize).expect("blocks end on characters");
    assert!(gap.chars().all(|sign| sign.is_whitespace() || sign == '>'), "{gap:?} is lost");
}

proptest! {
    #[test]
    fn a_plain_text_is_unchanged_and_lies_in_blocks(text in structured()) {
        let source = Source::memory("a.txt", text.as_bytes());
        let options = Options { format: Some(Format::Plain), ..Options::default() };
        if let Ok(document) = load(&source, &options) {
            prop_assert_eq!(document.text(), &text);
            assert_sound(&document);
        }
    }

    #[test]
    fn any_bytes_are_a_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2000), markdown: bool) {
        let name = if markdown { "a.md" } else { "a" };
        if let Ok(document) = from_bytes(name, bytes) {
            let fits = |span: Span| document.text().get(span.range()).is_some();
            prop_assert!(document.blocks().iter().all(|block| fits(block.span)));
            prop_assert!(document.links().iter().all(|link| fits(link.span)));
        }
    }

}

proptest! {
    // Each case loads more than a preview holds.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_preview_agrees_with_the_whole(texts in proptest::collection::vec(structured(), 1..6), fill in 1_usize..900) {
        let text = texts.join(&"\nfilling words in a line. ".repeat(fill));
        let text = text.repeat(1 + 100_000 / text.len().max(200));
        let source = Source::memory("a.txt", text.as_bytes());
        let (Ok(beginning), Ok(whole)) = (preview(&source, &Options::default()), load(&source, &Options::default()))
        else {
            return Ok(());
        };
        prop_assert!(whole.text().starts_with(beginning.document.text()));
        prop_assert_eq!(&beginning.document.metadata().title, &whole.metadata().title);
        prop_assert_eq!(&beginning.document.metadata().byline, &whole.metadata().byline);
        prop_assert_eq!(beginning.document.metadata().date, whole.metadata().date);
        // The last run of lines, and lines alone before it, are open until the next.
        let end = beginning.document.len() as usize;
        let settled = settled(beginning.document.text());
        let before = |blocks: &[Block]| -> Vec<Block> {
            blocks.iter().copied().filter(|block| block.span.end as usize <= settled.min(end)).collect()
        };
        prop_assert_eq!(before(beginning.document.blocks()), before(whole.blocks()));
    }
}

/// The offset before which blocks do not depend on what follows: the end of the last
/// run of several lines but one.
fn settled(text: &str) -> usize {
    let mut runs = Vec::new();
    let (mut at, mut lines) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim().is_empty() {
            if lines > 1 {
                runs.push(at);
            }
            lines = 0;
        } else {
            lines += 1;
        }
    }
    runs.pop();
    runs.pop().unwrap_or(0)
}
