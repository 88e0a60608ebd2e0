//! Properties of the layout of whole documents.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::document::{Block, BlockKind, Document, Flow, Format, Parts, Span, Table};

/// Pieces of text that have gone wrong in other readers.
const PIECES: &[&str] = &[
    "word ",
    "a",
    "well-known ",
    "e\u{301}",
    "中文",
    "。",
    "한국어 ",
    "👩\u{200d}👩\u{200d}👧",
    "🇳🇴🇸🇪 ",
    "❤\u{fe0f}",
    "\t",
    "\n",
    "\r\n",
    "\n> ",
    "> ",
    "\x1b[31m",
    "\u{202e}",
    "\u{200b}",
    "\u{ad}",
    "\u{a0}",
    "  ",
    "क्षत्रिय ",
    "\u{301}",
    "ｶﾞ",
    "https://example.org/a/b?c=d ",
    "(x) ",
    "“so” ",
    "—",
    "supercalifragilisticexpialidocious ",
    "\u{3000}",
    "\r",
    "\u{2028}",
    ". ",
    "ᄀᄀᄀ각",
];

fn text_of(pieces: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, pieces).prop_map(|pieces| pieces.concat())
}

fn kind_of() -> impl Strategy<Value = (BlockKind, Flow)> {
    prop_oneof![
        4 => Just((BlockKind::Paragraph, Flow::Fill)),
        1 => Just((BlockKind::Paragraph, Flow::Lines)),
        1 => Just((BlockKind::Heading { level: 2 }, Flow::Fill)),
        2 => Just((BlockKind::ListItem { marker: 2 }, Flow::Fill)),
        1 => Just((BlockKind::Code, Flow::Lines)),
        1 => Just((BlockKind::Header, Flow::Lines)),
        1 => Just((BlockKind::Rule, Flow::Fill)),
        1 => Just((BlockKind::Table(0), Flow::Lines)),
    ]
}

type Described = (String, (BlockKind, Flow), u8, u8);

fn document_of(described: Vec<Described>, format: Format) -> Document {
    let mut parts = Parts { format, ..Parts::default() };
    for (text, (kind, flow), quote, depth) in described {
        let kind = match kind {
            BlockKind::ListItem { .. } => {
                parts.text.push_str("\n• ");
                BlockKind::ListItem { marker: 4 }
            }
            kind => {
                parts.text.push_str("\n\n");
                kind
            }
        };
        let marker = if matches!(kind, BlockKind::ListItem { .. }) { "• ".len() } else { 0 };
        let start = parts.text.len() - marker;
        parts.text.push_str(&text);
        let span = Span::new(start, parts.text.len()).trimmed(&parts.text);
        if span.is_empty() {
            continue;
        }
        let kind = match kind {
            BlockKind::Table(_) => {
                parts.tables.push(table_of(&parts.text, span));
                BlockKind::Table(u32::try_from(parts.tables.len() - 1).unwrap())
            }
            kind => kind,
        };
        parts.blocks.push(Block { span, kind, flow, quote, depth });
    }
    Document::new(parts)
}

/// Lines are rows, blanks part the cells.
fn table_of(text: &str, span: Span) -> Table {
    let mut rows = Vec::new();
    let mut at = span.start as usize;
    for line in span.of(text).split_inclusive('\n') {
        let mut row = Vec::new();
        for cell in line.split_inclusive(' ') {
            row.push(Span::new(at, at + cell.len()).trimmed(text));
            at += cell.len();
        }
        rows.push(row);
    }
    Table { rows, header: true, right_aligned: vec![false, true] }
}

fn documents() -> impl Strategy<Value = Arc<Document>> {
    let described = (text_of(0..60), kind_of(), 0..3_u8, 0..3_u8);
    let format = prop_oneof![Just(Format::Plain), Just(Format::Markdown)];
    (proptest::collection::vec(described, 0..8), format)
        .prop_map(|(described, format)| Arc::new(document_of(described, format)))
}

fn options() -> impl Strategy<Value = Options> {
    (1..100_u16, 1..9_u8).prop_map(|(width, tab_stop)| Options { width, tab_stop, ascii: false })
}

fn layout_of(document: &Arc<Document>, options: Options) -> Layout {
    Layout::new(Arc::clone(document), options)
}

fn all_lines(layout: &Layout) -> Vec<Line> {
    layout.lines(layout.first(), usize::MAX)
}

/// Whether a byte must be seen: not white, not a quotation mark that a bar stands for.
fn must_be_seen(document: &Document, block: &Block, at: usize) -> bool {
    let text = document.text();
    let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    let mark = character == '>' && block.quote > 0 && document.format() == Format::Plain;
    !character.is_whitespace() && !mark
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_character_is_on_one_line(document in documents(), options in options()) {
        let lines = all_lines(&layout_of(&document, options));
        let mut seen = vec![0; document.text().len()];
        for line in lines.iter().filter(|line| line.is_text()) {
            for piece in &line.pieces {
                prop_assert!(line.span.covers(piece.span));
                seen[piece.span.range()].iter_mut().for_each(|count| *count += 1);
            }
        }
        for block in document.blocks().iter().filter(|block| block.kind != BlockKind::Rule) {
            for at in block.span.range().filter(|&at| must_be_seen(&document, block, at)) {
                prop_assert_eq!(seen[at], 1, "at {} in {:?}", at, document.slice(block.span));
            }
        }
        prop_assert!(seen.iter().all(|&count| count <= 1));
    }

    #[test]
    fn lines_are_in_order_and_fit(document in documents(), options in options()) {
        let layout = layout_of(&document, options);
        let mut end = 0;
        for line in all_lines(&layout) {
            let block = document.blocks()[line.block()];
            if matches!(block.kind, BlockKind::Table(_)) || !line.is_text() {
                continue;
            }
            prop_assert!(line.span.start >= end);
            end = line.span.end;
            let drawn = layout.glyphs(&line).filter(|(_, glyph)| glyph.width > 0).count();
            prop_assert!(line.width <= u32::from(options.width) || drawn <= 1, "{:?}", line);
        }
    }

    #[test]
    fn drawing_agrees_with_the_measured_width(document in documents(), options in options()) {
        let layout = layout_of(&document, options);
        for line in all_lines(&layout) {
            let mut column = 0;
            for (start, glyph) in layout.glyphs(&line) {
                prop_assert!(start >= column);
                column = start + u32::from(glyph.width);
                if let Picture::Text(text) = glyph.picture {
                    prop_assert!(text.chars().all(|c| crate::document::visible::symbol(c).is_none()));
                }
            }
            if line.is_text() && !line.span.is_empty() {
                prop_assert_eq!(column, line.width, "{:?}", line);
            }
        }
    }

    #[test]
    fn a_place_is_found_again(document in documents(), options in options(), offset in 0..400_u32) {
        let layout = layout_of(&document, options);
        for line in all_lines(&layout) {
            if line.is_text() && !line.pieces.is_empty() && !document.blocks()[line.block()].span.is_empty() {
                prop_assert_eq!(layout.position_of(line.offset()), line.position);
                prop_assert_eq!(layout.offset_of(line.position), line.offset());
            }
        }
        // The first word on the screen stays the same word when the width changes.
        let mut other = layout_of(&document, options);
        let place = layout.offset_of(layout.position_of(offset));
        other.set_options(Options { width: options.width / 2 + 1, ..options });
        let line = other.line(other.position_of(place));
        prop_assert!(line.is_none_or(|line| line.offset() <= place || line.span.is_empty()));
    }

    #[test]
    fn any_way_to_a_line_is_the_same(document in documents(), options in options(), at in 0..300_usize, delta in -80..80_i64) {
        let layout = layout_of(&document, options);
        let lines = all_lines(&layout);
        let Some(line) = lines.get(at.min(lines.len().saturating_sub(1))) else { return Ok(()) };
        let at = at.min(lines.len() - 1);
        let target = at.saturating_add_signed(delta as isize).min(lines.len() - 1);
        let fresh = layout_of(&document, options);
        let there = fresh.step(line.position, delta);
        prop_assert_eq!(there, lines[target].position);
        prop_assert_eq!(fresh.step(there, at as i64 - target as i64), line.position);
        prop_assert_eq!(&fresh.lines(there, 30)[..], &lines[target..lines.len().min(target + 30)]);
        prop_assert_eq!(fresh.last(), lines[lines.len() - 1].position);
        prop_assert_eq!(fresh.last_screen(10), lines[lines.len().saturating_sub(10)].position);
    }

    #[test]
    fn a_hit_leads_to_its_column(document in documents(), options in options()) {
        let layout = layout_of(&document, options);
        for line in all_lines(&layout).iter().filter(|line| line.is_text()) {
            for (column, glyph) in layout.glyphs(line).filter(|(_, glyph)| glyph.width > 0) {
                prop_assert_eq!(layout.offset_at(line, column), Some(glyph.span.start));
                prop_assert_eq!(layout.offset_near(line, column), glyph.span.start);
                prop_assert_eq!(layout.column_of(line, glyph.span.start), Some(column));
            }
            prop_assert_eq!(layout.offset_at(line, line.width), None);
        }
    }

    #[test]
    fn long_blocks_are_divided_anywhere(text in text_of(1500..6000), flow in 0..2_u8, width in 1..90_u16) {
        let flow = if flow == 0 { Flow::Fill } else { Flow::Lines };
        let document = Arc::new(document_of(vec![(text, (BlockKind::Paragraph, flow), 0, 0)], Format::Plain));
        let layout = layout_of(&document, Options { width, ..Options::default() });
        let lines = all_lines(&layout);
        for pair in lines.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
            let between = Span { start: pair[0].span.end, end: pair[1].span.start };
            prop_assert!(document.slice(between).trim().is_empty());
        }
        for line in lines.iter().step_by(7).filter(|line| !line.span.is_empty()) {
            prop_assert_eq!(layout.position_of(line.offset()), line.position);
        }
    }
}

/// The lines as they would be drawn, without trailing blanks.
fn drawn(layout: &Layout) -> Vec<String> {
    all_lines(layout).iter().map(|line| drawn_line(layout, line)).collect()
}

fn drawn_line(layout: &Layout, line: &Line) -> String {
    let mut row = vec![' '.to_string(); line.width as usize];
    for (column, glyph) in layout.glyphs(line).filter(|(_, glyph)| glyph.width > 0) {
        let column = column as usize;
        row[column] = match glyph.picture {
            Picture::Text(text) => text.to_owned(),
            Picture::Symbol(symbol) => symbol.to_string(),
            Picture::Blank | Picture::Nothing => " ".repeat(usize::from(glyph.width)),
        };
        row[column + 1..column + usize::from(glyph.width)].iter_mut().for_each(String::clear);
    }
    if matches!(line.kind, LineKind::Rule | LineKind::TableRule) {
        let pieces = line.pieces.iter().map(|piece| (piece.column, piece.width));
        for (column, width) in
            pieces.chain(line.pieces.is_empty().then_some((line.indent, line.width)))
        {
            let end = ((column + width) as usize).min(row.len());
            row[column as usize..end].fill("─".to_owned());
        }
    }
    for bar in 0..usize::from(line.bars) {
        row.resize(row.len().max(bar * 2 + 1), " ".to_owned());
        row[bar * 2] = "▌".to_owned();
    }
    row.concat().trim_end().to_owned()
}

/// A document of blocks parted by blank lines in the text.
fn document(blocks: &[(&str, BlockKind, Flow, u8, u8)]) -> Arc<Document> {
    let mut parts = Parts::default();
    for &(text, kind, flow, quote, depth) in blocks {
        let start = parts.text.len();
        parts.text.push_str(text);
        let span = Span::new(start, parts.text.len()).trimmed(&parts.text);
        parts.blocks.push(Block { span, kind, flow, quote, depth });
    }
    Arc::new(Document::new(parts))
}

fn at_width(document: &Arc<Document>, width: u16) -> Vec<String> {
    drawn(&layout_of(document, Options { width, ..Options::default() }))
}

#[test]
fn a_page_has_rhythm_and_hanging_items() {
    let fill = Flow::Fill;
    let document = document(&[
        ("Title: x\n", BlockKind::Header, Flow::Lines, 0, 0),
        ("Date: y\n\n", BlockKind::Header, Flow::Lines, 0, 0),
        ("Head\n\n", BlockKind::Heading { level: 1 }, fill, 0, 0),
        ("One two three\nfour five six seven.\n\n", BlockKind::Paragraph, fill, 0, 0),
        ("• an item that is long\n", BlockKind::ListItem { marker: 4 }, fill, 0, 0),
        ("• inner one that is long\n\n", BlockKind::ListItem { marker: 4 }, fill, 0, 1),
        ("> quoted and\n> filled anew, so\n\n", BlockKind::Paragraph, fill, 1, 0),
        ("---\n\n", BlockKind::Rule, fill, 0, 0),
        ("\tif x {\n\t}", BlockKind::Code, Flow::Lines, 0, 0),
    ]);
    let expected = [
        "Title: x",
        "Date: y",
        "",
        "Head",
        "",
        "One two three four",
        "five six seven.",
        "",
        "• an item that is",
        "  long",
        "  • inner one that",
        "    is long",
        "",
        "▌ quoted and filled",
        "▌ anew, so",
        "",
        "────────────────────",
        "",
        "  if x {",
        "          }",
    ];
    assert_eq!(at_width(&document, 20), expected);
}

#[test]
fn indents_give_way_where_there_is_no_room() {
    let document =
        document(&[("12. abc def", BlockKind::ListItem { marker: 4 }, Flow::Fill, 3, 3)]);
    assert_eq!(at_width(&document, 1).concat(), "12.abcdef");
    assert_eq!(at_width(&document, 14), ["▌ 12. abc def"]);
}

#[test]
fn controls_are_symbols_and_tabs_reach_their_stops() {
    let document =
        document(&[("a\tb\x1b[2Jc\u{202e}d\u{200b}e", BlockKind::Code, Flow::Lines, 0, 0)]);
    assert_eq!(at_width(&document, 40), ["  a       b␛[2Jc⇄de"]);
}

#[test]
fn long_lines_of_code_say_that_they_go_on() {
    let document = document(&[(
        "let a = 1;\nlet b = c + d + e + f;\n\nend",
        BlockKind::Code,
        Flow::Lines,
        0,
        0,
    )]);
    let layout = layout_of(&document, Options { width: 16, ..Options::default() });
    assert_eq!(drawn(&layout), ["  let a = 1;", "  let b = c + d", "  + e + f;", "", "  end"]);
    let continued: Vec<bool> = all_lines(&layout).iter().map(|line| line.continued).collect();
    assert_eq!(continued, [false, false, true, false, false]);
}

#[test]
fn a_line_end_between_ideographs_is_nothing() {
    let document = document(&[("中文\n中文 a\nb", BlockKind::Paragraph, Flow::Fill, 0, 0)]);
    assert_eq!(at_width(&document, 40), ["中文中文 a b"]);
}

#[test]
fn words_are_broken_where_their_writing_allows() {
    let text = "see https://example.org/path/of/it and well-known 中文没有空格的句子";
    let document = document(&[(text, BlockKind::Paragraph, Flow::Fill, 0, 0)]);
    let expected =
        ["see https://", "example.org/", "path/of/it and", "well-known 中文", "没有空格的句子"];
    assert_eq!(at_width(&document, 16), expected);
}

fn table_document(rows: &[&[&str]], right_aligned: Vec<bool>) -> Arc<Document> {
    let mut parts = Parts::default();
    let mut table = Table { header: true, right_aligned, ..Table::default() };
    for row in rows {
        let mut spans = Vec::new();
        for cell in *row {
            let start = parts.text.len();
            parts.text.push_str(cell);
            spans.push(Span::new(start, parts.text.len()));
            parts.text.push('\t');
        }
        parts.text.push('\n');
        table.rows.push(spans);
    }
    let span = Span::new(0, parts.text.len()).trimmed(&parts.text);
    let kind = BlockKind::Table(0);
    parts.tables.push(table);
    parts.blocks.push(Block { span, kind, flow: Flow::Lines, quote: 0, depth: 0 });
    Arc::new(Document::new(parts))
}

#[test]
fn tables_keep_their_columns() {
    let rows: &[&[&str]] = &[
        &["City", "Jobs", "Note"],
        &["Oslo", "1,200", "more than was said before"],
        &["Rome", "7", "few"],
    ];
    let document = table_document(rows, vec![false, true, false]);
    let wide = [
        "City   Jobs  Note",
        "────  ─────  ─────────────────────────",
        "Oslo  1,200  more than was said before",
        "Rome      7  few",
    ];
    assert_eq!(at_width(&document, 60), wide);
    let narrow = [
        "City   Jobs  Note",
        "────  ─────  ─────────────",
        "Oslo  1,200  more than was",
        "             said before",
        "",
        "Rome      7  few",
    ];
    assert_eq!(at_width(&document, 26), narrow);
    let lines = all_lines(&layout_of(&document, Options { width: 10, ..Options::default() }));
    assert_eq!(lines[0].width, 17, "wider than the measure, to be scrolled sideways");
    assert_eq!(lines[1].width, 19);
}

#[test]
fn a_long_table_is_laid_out_in_groups() {
    let row: &[&str] = &["a", "b", "c"];
    let document = table_document(&vec![row; 20_000], Vec::new());
    let layout = layout_of(&document, Options::default());
    let last = layout.last();
    assert!(last.segment > 100);
    assert_eq!(layout.offset_of(last) as usize, document.text().trim_end().len() - 5);
    assert_eq!(layout.step(layout.first(), 20_000), last);
}

#[test]
fn an_empty_document_has_no_lines() {
    let layout = layout_of(&Arc::new(Document::default()), Options::default());
    assert!(all_lines(&layout).is_empty());
    assert_eq!(layout.step(layout.last(), -5), layout.first());
    assert_eq!(layout.position_of(7), layout.first());
    assert_eq!(layout.last_screen(9), layout.first());
}

#[test]
fn one_endless_line_is_laid_out_only_where_asked() {
    let text = "All work and no play makes Jack a dull boy. ".repeat(200_000);
    let document = document(&[(&text, BlockKind::Paragraph, Flow::Fill, 0, 0)]);
    let layout = layout_of(&document, Options::default());
    let middle = layout.position_of(4_400_000);
    let page = layout.lines(middle, 50);
    assert!(page[0].span.contains(4_400_000) || page[0].span.end == 4_400_000 - 1);
    assert_eq!(layout.step(layout.step(middle, 500), -500), middle);
    let last = layout.line(layout.last_screen(1)).unwrap();
    assert_eq!(last.span.end as usize, text.trim_end().len());
    assert_eq!(layout.step(middle, i64::MIN), layout.first());
    assert_eq!(layout.step(middle, i64::MAX), layout.last());
}

#[test]
fn a_table_with_an_endless_row_is_shown_as_its_text() {
    let cell = "word ".repeat(20_000);
    let document = table_document(&[&["a", "b"], &[&cell, "c"]], Vec::new());
    let layout = layout_of(&document, Options::default());
    assert!(layout.last().segment > 5);
    assert!(all_lines(&layout).iter().all(|line| line.width <= 80));
}
