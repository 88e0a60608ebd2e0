//! What the parser made of a file → paragraphs and tables.

use rtf_parser_tt::{Part, RtfDocument, StyleBlock, StyleSheet};

use super::super::frames::Shape;
use super::super::word::{heading_named, is_quotation_named};
use super::super::writer::{Look, Note, Paragraph, Writer};
use super::marks::{Property, is_signal, signal};
use crate::load::marker;

/// Writes a document whose links lead to these targets, up to so many bytes of text. Whether
/// that was all of it.
pub(super) fn write(
    document: &RtfDocument,
    links: &[String],
    writer: &mut Writer<'_>,
    most: usize,
) -> bool {
    let mut walk = Walk {
        style: Styles { sheet: &document.header.stylesheet, links },
        writer,
        passage: Passage::default(),
        cell: Vec::new(),
        row: Row::default(),
        rows: Vec::new(),
        indents: Vec::new(),
        signals: String::new(),
        note: None,
    };
    let mut read = 0;
    for block in &document.body {
        read += block.text.len();
        if read > most || walk.writer.is_stopped() {
            break;
        }
        walk.block(block);
    }
    walk.end();
    read <= most
}

struct Walk<'a, 'w, 'p> {
    style: Styles<'a>,
    writer: &'w mut Writer<'p>,
    /// The paragraph that is being read.
    passage: Passage<'a>,
    /// The paragraphs of the cell that is being read, the cells of its row, and the rows
    /// before it.
    cell: Vec<Passage<'a>>,
    row: Row<'a>,
    rows: Vec<Row<'a>>,
    /// How far the items are indented around the last one.
    indents: Vec<usize>,
    /// Signals that are not complete.
    signals: String,
    /// The note that is being read.
    note: Option<u32>,
}

/// A paragraph.
#[derive(Default)]
struct Passage<'a> {
    pieces: Vec<Piece<'a>>,
    marker: Option<String>,
    /// How deep an item stands whose marker was text of it.
    level: Option<usize>,
    properties: rtf_parser_tt::Paragraph,
}

enum Piece<'a> {
    Text(&'a StyleBlock, &'a str),
    LineBreak,
    Anchor(String),
    Reference(Note),
}

#[derive(Default)]
struct Row<'a> {
    cells: Vec<Vec<Passage<'a>>>,
    /// Whether it is repeated on every page.
    header: bool,
}

impl Passage<'_> {
    /// The marker that its first piece begins with, where text follows.
    fn printed_marker(&self) -> Option<String> {
        let text = |at: usize| match self.pieces.get(at) {
            Some(Piece::Text(_, text)) => *text,
            _ => "",
        };
        let start = [text(0), text(1)].concat();
        let marker = marker::of(&start)?.text;
        text(0).starts_with(marker).then(|| marker.to_owned())
    }
}

impl<'a> Walk<'a, '_, '_> {
    fn block(&mut self, block: &'a StyleBlock) {
        match block.part {
            Part::Header | Part::Footer => return,
            Part::Note(number) => self.begin_note(number),
            _ => {}
        }
        if is_signal(&block.painter) {
            return self.signal(block);
        }
        match block.part {
            _ if block.painter.hidden => {}
            Part::NoteReference(number) => {
                self.passage.pieces.push(Piece::Reference(Note { label: number.to_string() }));
            }
            _ => self.passage.pieces.push(Piece::Text(block, &block.text)),
        }
    }

    fn begin_note(&mut self, number: u32) {
        let before = self.note.replace(number);
        if before == Some(number) {
            return;
        }
        self.end();
        if before.is_none() {
            self.writer.begin_notes();
        }
        self.writer.begin_note_body(Note { label: number.to_string() });
    }

    /// Signals, of which one may be told in several blocks.
    fn signal(&mut self, block: &StyleBlock) {
        self.signals.push_str(&block.text);
        while let Some((signal, rest)) = self.signals.split_once(signal::END) {
            let signal = signal.to_owned();
            self.signals = rest.to_owned();
            let Some((kind, what)) = signal.split_at_checked(1) else { continue };
            match kind {
                signal::PARAGRAPH => self.end_passage(block),
                signal::LINE => self.passage.pieces.push(Piece::LineBreak),
                signal::CELL => self.end_cell(block),
                signal::ROW => self.end_row(block),
                signal::HEADER => self.row.header = true,
                signal::ANCHOR => self.passage.pieces.push(Piece::Anchor(what.to_owned())),
                signal::MARKER => self.passage.marker = Some(what.to_owned()),
                _ => {}
            }
        }
    }

    // ---- where things end ----

    /// Ends a paragraph, whose properties are those at its end.
    fn end_passage(&mut self, end: &StyleBlock) {
        let mut passage =
            Passage { properties: end.paragraph, ..std::mem::take(&mut self.passage) };
        self.find_marker(&mut passage);
        if Property::Table.of(&passage.properties) > 0 {
            // Empty ones say nothing, and one may follow the last row.
            return self.cell.extend((!passage.pieces.is_empty()).then_some(passage));
        }
        self.end_table();
        self.style.write(&passage, self.writer);
    }

    /// Takes the marker of an item off its text, where some programs write it: before a first
    /// line that begins farther left. Such items are as deep as they are indented.
    fn find_marker(&mut self, passage: &mut Passage<'a>) {
        let hangs = Property::Hanging.of(&passage.properties) > 0;
        let marker =
            if hangs && passage.marker.is_none() { passage.printed_marker() } else { None };
        let Some(marker) = marker else { return self.indents.clear() };
        if let Some(Piece::Text(_, text)) = passage.pieces.first_mut() {
            *text = text.get(marker.len()..).unwrap_or_default();
        }
        passage.marker = Some(marker);
        let indent = Property::Indent.of(&passage.properties);
        self.indents.retain(|around| *around < indent);
        passage.level = Some(self.indents.len());
        self.indents.push(indent);
    }

    fn end_cell(&mut self, end: &StyleBlock) {
        let passage = Passage { properties: end.paragraph, ..std::mem::take(&mut self.passage) };
        self.cell.push(passage);
        self.row.cells.push(std::mem::take(&mut self.cell));
    }

    fn end_row(&mut self, end: &StyleBlock) {
        if !self.passage.pieces.is_empty() || !self.cell.is_empty() {
            self.end_cell(end);
        }
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// Ends the table, also one that breaks off.
    fn end_table(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        if !cell.is_empty() {
            self.row.cells.push(cell);
        }
        if !self.row.cells.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
        let rows = std::mem::take(&mut self.rows);
        let shape = shape(&rows);
        if shape.is_data() {
            self.table(&rows, shape.header || shape.repeated);
        } else {
            let passages = rows.iter().flat_map(|row| row.cells.iter().flatten());
            passages.for_each(|passage| self.style.write(passage, self.writer));
        }
    }

    /// Ends all that is open.
    fn end(&mut self) {
        let passage = std::mem::take(&mut self.passage);
        self.end_table();
        self.style.write(&passage, self.writer);
    }

    fn table(&mut self, rows: &[Row<'a>], header: bool) {
        self.writer.begin_table();
        self.writer.set_header(header);
        for row in rows {
            self.writer.begin_row();
            for cell in &row.cells {
                self.writer.begin_cell();
                for passage in cell {
                    self.style.pieces(passage, self.writer);
                    self.writer.end_paragraph();
                }
                self.writer.end_cell(1);
            }
            self.writer.end_row();
        }
        self.writer.end_table();
    }
}

fn shape(rows: &[Row<'_>]) -> Shape {
    let bold = |row: &Row<'_>| {
        let mut texts = row.cells.iter().flatten().flat_map(|passage| &passage.pieces).peekable();
        let all =
            |piece: &Piece<'_>| !matches!(piece, Piece::Text(block, _) if !block.painter.bold);
        texts.peek().is_some() && texts.all(all)
    };
    Shape {
        rows: rows.len(),
        cells: rows.iter().map(|row| row.cells.len()).sum(),
        nested: false,
        header: rows.first().is_some_and(bold) && !rows.get(1).is_some_and(bold),
        repeated: rows.first().is_some_and(|row| row.header),
    }
}

/// What paragraphs are and how text looks.
struct Styles<'a> {
    sheet: &'a StyleSheet,
    links: &'a [String],
}

impl Styles<'_> {
    fn write(&self, passage: &Passage<'_>, writer: &mut Writer<'_>) {
        writer.begin_paragraph(self.paragraph(passage));
        self.pieces(passage, writer);
        writer.end_paragraph();
    }

    fn pieces(&self, passage: &Passage<'_>, writer: &mut Writer<'_>) {
        for piece in &passage.pieces {
            match piece {
                Piece::Text(block, text) => writer.text(text, &self.look(block)),
                Piece::LineBreak => writer.line_break(),
                Piece::Anchor(name) => writer.anchor(name.clone()),
                Piece::Reference(note) => writer.reference(note),
            }
        }
    }

    fn look(&self, block: &StyleBlock) -> Look {
        let link = Property::Link.of(&block.paragraph).checked_sub(1);
        Look {
            strong: block.painter.bold,
            emphasis: block.painter.italic,
            struck: block.painter.strike,
            link: link.and_then(|link| self.links.get(link)).cloned().unwrap_or_default(),
        }
    }

    fn paragraph(&self, passage: &Passage<'_>) -> Paragraph {
        let style = Property::Style.of(&passage.properties).checked_sub(1);
        let style = style.and_then(|number| self.sheet.get(&u16::try_from(number).ok()?));
        let own =
            |property: Property| Some(property.of(&passage.properties)).filter(|&value| value > 0);
        let of_style = |property: Property| {
            style.map(|style| property.of(&style.paragraph)).filter(|&value| value > 0)
        };
        let get = |property: Property| own(property).or_else(|| of_style(property));
        let named = || style.and_then(|style| heading_named(&style.name)).map(usize::from);
        let heading = get(Property::Outline).or_else(named).filter(|&level| level <= MAX_OUTLINE);
        let heading = heading.and_then(|level| u8::try_from(level.min(6)).ok());
        let marker = passage.marker.as_deref().map(written);
        let level = passage.level.or_else(|| get(Property::ListLevel)).unwrap_or(0);
        Paragraph {
            heading,
            lists: if marker.is_some() { level.min(MAX_LIST_LEVEL) + 1 } else { 0 },
            marker: marker.filter(|marker| heading.is_none() || *marker != BULLET),
            quoted: style.is_some_and(|style| is_quotation_named(&style.name)),
        }
    }
}

/// Levels of an outline; one more is running text.
const MAX_OUTLINE: usize = 9;

/// Levels of a list, from 0.
const MAX_LIST_LEVEL: usize = 8;

const BULLET: &str = "• ";

/// The number of an item with a blank behind it; whatever sign else is a bullet.
fn written(marker: &str) -> String {
    let marker = marker.trim();
    match marker.contains(char::is_alphanumeric) {
        true => format!("{marker} "),
        false => BULLET.to_owned(),
    }
}
