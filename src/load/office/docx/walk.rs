//! The text of a Word document, element by element.

use std::collections::HashMap;

use super::Links;
use super::numbering::Numbering;
use super::styles::{Properties, Run, Styles};
use crate::document::Parts;
use crate::load::limits::{MAX_FIELD_BYTES, MAX_REPEATED, MAX_TARGET_BYTES};
use crate::load::numeral;
use crate::load::office::writer::{Look, Note, Paragraph, Writer};
use crate::load::open::prefix;
use crate::load::xml::{Element, Event, Xml};

/// Notes of one kind, which lie in a file of their own.
pub(super) struct Related<'a> {
    /// Where links in them lead.
    pub links: &'a Links,
    /// The source of each note by its number in the file.
    pub notes: HashMap<String, &'a str>,
}

/// The notes of a file, by their numbers.
pub(super) fn notes<'a>(source: &'a str, name: &str) -> HashMap<String, &'a str> {
    let mut notes = HashMap::new();
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        if let Event::Open(element) = event
            && element.name == name
        {
            let id = element.attribute("id").unwrap_or_default();
            // Those with a type are lines that part notes from text.
            let is_note = element.attribute("type").is_none_or(|kind| kind == "normal");
            let inside = xml.inside();
            if is_note {
                notes.insert(id, inside);
            }
        }
    }
    notes
}

/// Writes the text of a document.
pub(super) struct Walk<'a, 'p> {
    writer: Writer<'p>,
    styles: &'a Styles,
    numbering: Numbering,
    /// Footnotes and endnotes.
    related: [Related<'a>; 2],
    /// Those that were referred to, in order: which kind, which note.
    referred: Vec<(usize, String, Note)>,
    /// How many of each kind.
    counts: [u32; 2],
    seen: HashMap<(usize, String), Note>,
    /// Where links of the file lead that is being read.
    links: &'a Links,
    /// How the run looks; `None` where it is hidden.
    look: Option<Look>,
    /// Targets of the open links.
    targets: Vec<String>,
    fields: Vec<Field>,
    /// Of each open choice between versions whether one was read.
    alternatives: Vec<bool>,
    /// Of each open table whether it holds data.
    tables: Vec<bool>,
    /// Columns that the open cell spans.
    columns: usize,
    /// Text boxes that are to be read behind the paragraph that they stand in.
    boxes: Vec<&'a str>,
    /// Whether the end of the last paragraph was deleted.
    joined: bool,
    /// Whether the paragraph goes on in the block of the one before.
    goes_on: bool,
    cut: bool,
}

/// A field: a part of the text that a program worked out, with how it did.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether the result is being read.
    result: bool,
    target: String,
}

/// A part of the text that is being read.
struct Frame<'a> {
    xml: Xml<'a>,
    is_table: bool,
}

/// Parts of the text in each other that are looked at before they are read (tables, text
/// boxes): each is passed over once for every one around it.
const MAX_FRAMES: usize = 8;

/// Fields in each other.
const MAX_FIELDS: usize = 32;

impl<'a, 'p> Walk<'a, 'p> {
    pub fn new(
        writer: Writer<'p>,
        styles: &'a Styles,
        numbering: Numbering,
        related: [Related<'a>; 2],
    ) -> Self {
        let links = related[0].links;
        Self {
            writer,
            styles,
            numbering,
            related,
            referred: Vec::new(),
            counts: [0; 2],
            seen: HashMap::new(),
            links,
            look: Some(Look::default()),
            targets: Vec::new(),
            fields: Vec::new(),
            alternatives: Vec::new(),
            tables: Vec::new(),
            columns: 1,
            boxes: Vec::new(),
            joined: false,
            goes_on: false,
            cut: false,
        }
    }

    /// Whether some of the text could not be read.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// The document.
    pub fn finish(self) -> Parts {
        self.writer.finish()
    }

    /// Reads a text whose links are these.
    pub fn text(&mut self, source: &'a str, links: &'a Links) {
        self.links = links;
        let mut frames = vec![Frame { xml: Xml::new(source), is_table: false }];
        while let Some(frame) = frames.last_mut() {
            if self.writer.is_stopped() {
                return;
            }
            let Some(event) = frame.xml.next() else {
                self.cut |= frame.xml.is_cut();
                let table = frames.pop().is_some_and(|frame| frame.is_table);
                if table {
                    self.end_table(&mut frames);
                }
                continue;
            };
            match event {
                Event::Open(element) => self.open(&element, &mut frames),
                Event::Close(name) => self.close(name, &mut frames),
                Event::Text(_) => {}
            }
        }
        self.end_paragraph(&mut frames);
    }

    /// Reads the notes that were referred to, also those that notes refer to.
    pub fn all_notes(&mut self) {
        let mut read = 0;
        while let Some((kind, id, note)) = self.referred.get(read).cloned() {
            let Some(related) = self.related.get(kind) else { return };
            let (source, links) = (related.notes.get(&id).copied(), related.links);
            if read == 0 {
                self.writer.begin_notes();
            }
            read += 1;
            self.writer.begin_note_body(note);
            self.text(source.unwrap_or_default(), links);
        }
    }

    fn open(&mut self, element: &Element<'a>, frames: &mut Vec<Frame<'a>>) {
        let depth = frames.len();
        let Some(xml) = frames.last_mut().map(|frame| &mut frame.xml) else { return };
        match element.name {
            "p" => self.begin_paragraph(),
            "pPr" => {
                let properties = Properties::read(xml);
                self.properties(&properties);
            }
            "r" => self.look = Some(Look::default()),
            "rPr" => self.look = self.styles.look(&Run::read(xml)),
            "t" => {
                let text = xml.text(usize::MAX);
                self.write(&text);
            }
            "tab" | "ptab" => self.write(" "),
            "br" | "cr" => self.line_break(element),
            "noBreakHyphen" => self.write("-"),
            "docPr" => self.image(element),
            "instrText" => {
                let text = xml.text(MAX_FIELD_BYTES);
                self.instruction(&text);
            }
            "fldChar" => self.field(&element.attribute("fldCharType").unwrap_or_default()),
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                self.targets.push(hyperlink(prefix(&instruction, MAX_TARGET_BYTES)));
            }
            "hyperlink" => self.targets.push(self.target(element)),
            "bookmarkStart" => {
                self.writer.anchor(element.attribute("name").unwrap_or_default());
            }
            "footnoteReference" => self.reference(element, 0),
            "endnoteReference" => self.reference(element, 1),
            "AlternateContent" => self.alternatives.push(false),
            "Choice" | "Fallback" => match self.alternatives.last_mut() {
                Some(read) if !*read => *read = true,
                _ => xml.skip(),
            },
            "txbxContent" if depth < MAX_FRAMES => self.boxes.push(xml.inside()),
            "tbl" => self.begin_table(frames),
            "tr" if self.is_in_data() => self.writer.begin_row(),
            "tc" if self.is_in_data() => self.begin_cell(),
            "gridSpan" => {
                let columns = super::styles::value(element).parse().unwrap_or(1);
                self.columns = usize::clamp(columns, 1, MAX_REPEATED);
            }
            // What was deleted or stands elsewhere, what tells of the text, and the ways to
            // read Chinese characters aloud.
            "del" | "moveFrom" | "sectPr" | "sdtPr" | "sdtEndPr" | "tblGrid" | "tblPr" | "trPr"
            | "rt" | "pPrChange" | "rPrChange" => xml.skip(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, frames: &mut Vec<Frame<'a>>) {
        match name {
            "p" if self.joined && !self.is_in_data() => self.goes_on = true,
            "p" => self.end_paragraph(frames),
            "hyperlink" | "fldSimple" => drop(self.targets.pop()),
            "AlternateContent" => drop(self.alternatives.pop()),
            "tr" if self.is_in_data() => self.writer.end_row(),
            "tc" if self.is_in_data() => self.writer.end_cell(self.columns),
            "tbl" => self.end_table(frames),
            _ => {}
        }
    }

    // ---- paragraphs ----

    fn begin_paragraph(&mut self) {
        self.joined = false;
        if !self.goes_on {
            self.writer.begin_paragraph(Paragraph::default());
        }
    }

    fn properties(&mut self, properties: &Properties) {
        self.joined = properties.joined;
        if std::mem::take(&mut self.goes_on) {
            return;
        }
        let heading = self.styles.heading(properties);
        let list = self.styles.list(properties);
        let marker = list.map(|(list, level)| self.numbering.next(list, level));
        let bullet = |marker: &String| heading.is_some() && marker.starts_with('•');
        self.writer.begin_paragraph(Paragraph {
            heading,
            marker: marker.filter(|marker| !marker.is_empty() && !bullet(marker)),
            lists: list.map_or(0, |(_, level)| level.min(8) + 1),
            quoted: self.styles.is_quotation(properties),
        });
    }

    fn end_paragraph(&mut self, frames: &mut Vec<Frame<'a>>) {
        self.goes_on = false;
        self.writer.end_paragraph();
        // A field that is a link ends with its paragraph, also where its end is missing.
        self.fields.iter_mut().for_each(|field| field.target.clear());
        if !self.is_in_data() {
            self.read_boxes(frames);
        }
    }

    fn read_boxes(&mut self, frames: &mut Vec<Frame<'a>>) {
        let boxes = self.boxes.drain(..).rev();
        frames.extend(boxes.map(|inside| Frame { xml: Xml::new(inside), is_table: false }));
    }

    // ---- text ----

    fn write(&mut self, text: &str) {
        let Some(look) = &self.look else { return };
        let field = self.fields.iter().rev().find(|field| field.result);
        let field = field.map(|field| &field.target).filter(|target| !target.is_empty());
        let link = self.targets.iter().rev().find(|target| !target.is_empty()).or(field);
        let link = link.cloned().unwrap_or_default();
        self.writer.text(text, &Look { link, ..look.clone() });
    }

    fn line_break(&mut self, element: &Element<'_>) {
        match element.attribute("type").as_deref() {
            Some("page" | "column") => self.writer.blank(),
            _ => self.writer.line_break(),
        }
    }

    /// The words that stand for an image.
    fn image(&mut self, element: &Element<'_>) {
        let words = element.attribute("descr").unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.writer.blank();
            self.writer.text(&words, &Look::default());
        }
    }

    // ---- links and fields ----

    /// Where a link leads: outside, or to a bookmark.
    fn target(&self, element: &Element<'_>) -> String {
        let outside = element.attribute("id").and_then(|id| self.links.get(&id).cloned());
        let within = || element.attribute("anchor").map(|name| format!("#{name}"));
        outside
            .or_else(within)
            .filter(|target| target.len() <= MAX_TARGET_BYTES)
            .unwrap_or_default()
    }

    fn field(&mut self, step: &str) {
        match step {
            "begin" if self.fields.len() < MAX_FIELDS => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                    field.target = hyperlink(&field.instruction);
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn instruction(&mut self, text: &str) {
        let field = self.fields.last_mut();
        if let Some(field) = field.filter(|field| field.instruction.len() < MAX_FIELD_BYTES) {
            field.instruction.push_str(text);
        }
    }

    // ---- notes ----

    fn reference(&mut self, element: &Element<'_>, kind: usize) {
        let id = element.attribute("id").unwrap_or_default();
        let has = |related: &Related<'_>| related.notes.contains_key(&id);
        if self.look.is_none() || !self.related.get(kind).is_some_and(has) {
            return;
        }
        let key = (kind, id);
        if let Some(note) = self.seen.get(&key) {
            return self.writer.reference(note);
        }
        let Some(number) = self.counts.get_mut(kind) else { return };
        *number += 1;
        let style = if kind == 0 { numeral::Style::Decimal } else { numeral::Style::LowerRoman };
        let note = Note { label: style.write(*number) };
        self.writer.reference(&note);
        self.referred.push((kind, key.1.clone(), note.clone()));
        self.seen.insert(key, note);
    }

    // ---- tables ----

    /// Whether the outermost table is one of data: its cells are cells of the text, and
    /// tables in them a part of these.
    fn is_in_data(&self) -> bool {
        self.writer.is_in_table()
    }

    fn begin_table(&mut self, frames: &mut Vec<Frame<'a>>) {
        if self.is_in_data() || frames.len() >= MAX_FRAMES {
            return self.tables.push(false);
        }
        let Some(frame) = frames.last_mut() else { return };
        let inside = frame.xml.inside();
        let shape = Shape::of(inside);
        if shape.is_data() {
            self.writer.begin_table();
            self.writer.set_header(shape.header);
        }
        self.tables.push(shape.is_data());
        frames.push(Frame { xml: Xml::new(inside), is_table: true });
    }

    fn end_table(&mut self, frames: &mut Vec<Frame<'a>>) {
        if self.tables.pop().unwrap_or_default() {
            self.writer.end_table();
            self.read_boxes(frames);
        }
    }

    fn begin_cell(&mut self) {
        self.columns = 1;
        self.writer.begin_cell();
    }
}

/// The target of a field that is a link: `HYPERLINK "https://…"`, `HYPERLINK \l "bookmark"`.
fn hyperlink(instruction: &str) -> String {
    let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else {
        return String::new();
    };
    let quoted = |text: &str| text.split('"').nth(1).map(ToOwned::to_owned);
    let outside = rest.split("\\l").next().and_then(quoted);
    let outside = outside.filter(|address| crate::load::package::leads_out(address));
    let within = rest.split_once("\\l").and_then(|(_, rest)| quoted(rest));
    outside.or_else(|| within.map(|name| format!("#{name}"))).unwrap_or_default()
}

/// What tells whether a table holds data or only arranges paragraphs.
#[derive(Default)]
struct Shape {
    rows: usize,
    cells: usize,
    nested: bool,
    header: bool,
    /// Whether a row is marked to be repeated on every page.
    repeated: bool,
}

/// The bit of a table's look that sets its first row apart.
const FIRST_ROW: u32 = 0x20;

impl Shape {
    fn of(source: &str) -> Self {
        let mut shape = Self::default();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Open(element) = event else { continue };
            match element.name {
                "tr" => shape.rows += 1,
                "tc" => shape.cells += 1,
                "tbl" => shape.nested = true,
                "tblHeader" => shape.repeated = true,
                "tblLook" => {
                    let bits = element.attribute("val");
                    let bits = bits.and_then(|bits| u32::from_str_radix(&bits, 16).ok());
                    let named = element.attribute("firstRow");
                    let named = named.map(|on| matches!(&*on, "1" | "true" | "on"));
                    shape.header |= named.unwrap_or(bits.is_some_and(|bits| bits & FIRST_ROW != 0));
                }
                _ => {}
            }
        }
        shape.header |= shape.repeated;
        shape
    }

    fn is_data(&self) -> bool {
        self.repeated || (!self.nested && self.rows > 1 && self.cells > self.rows)
    }
}
