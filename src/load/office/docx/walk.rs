//! The text of a Word document, element by element.

use super::Links;
use super::fields::Fields;
use super::notes::{Notes, Related};
use super::numbering::Numbering;
use super::styles::{Properties, Run, Styles};
use crate::document::Parts;
use crate::load::limits::{MAX_FIELD_BYTES, MAX_REPEATED, MAX_TARGET_BYTES};
use crate::load::office::frames::{Frames, Shape};
use crate::load::office::word::hyperlink;
use crate::load::office::writer::{Look, Paragraph, Writer};
use crate::load::open::prefix;
use crate::load::xml::{Element, Event};

/// Writes the text of a document.
pub(super) struct Walk<'a, 'p> {
    writer: Writer<'p>,
    styles: &'a Styles,
    numbering: Numbering,
    notes: Notes<'a>,
    /// Where links of the file lead that is being read.
    links: &'a Links,
    /// How the run looks; `None` where it is hidden.
    look: Option<Look>,
    /// Targets of the open links.
    targets: Vec<String>,
    fields: Fields,
    /// Of each open choice between versions whether one was read.
    alternatives: Vec<bool>,
    /// Columns that the open cell spans.
    columns: usize,
    /// Whether the end of the last paragraph was deleted.
    joined: bool,
    /// Whether the paragraph goes on in the block of the one before.
    goes_on: bool,
    cut: bool,
}

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
            notes: Notes::new(related),
            links,
            look: Some(Look::default()),
            targets: Vec::new(),
            fields: Fields::default(),
            alternatives: Vec::new(),
            columns: 1,
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
        let mut frames = Frames::new(source);
        while let Some(event) = frames.next(&mut self.writer) {
            match event {
                Event::Open(element) => self.open(&element, &mut frames),
                Event::Close(name) => self.close(name, &mut frames),
                Event::Text(_) => {}
            }
        }
        self.cut |= frames.is_cut();
        self.end_paragraph(&mut frames);
    }

    /// Reads the notes that were referred to, also those that notes refer to.
    pub fn all_notes(&mut self) {
        let mut read = 0;
        while let Some((note, source, links)) = self.notes.get(read) {
            if read == 0 {
                self.writer.begin_notes();
            }
            read += 1;
            self.writer.begin_note_body(note);
            self.text(source, links);
        }
    }

    fn open(&mut self, element: &Element<'a>, frames: &mut Frames<'a>) {
        let may_look = frames.may_look();
        let Some(xml) = frames.xml() else { return };
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
                self.fields.instruction(&text);
            }
            "fldChar" => self.fields.step(&element.attribute("fldCharType").unwrap_or_default()),
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
            "txbxContent" if may_look => frames.set_box_aside(),
            "tbl" => {
                frames.begin_table(&mut self.writer, |inside| Shape::of(inside, note_shape));
            }
            "tr" if self.writer.is_in_table() => self.writer.begin_row(),
            "tc" if self.writer.is_in_table() => self.begin_cell(),
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

    fn close(&mut self, name: &str, frames: &mut Frames<'a>) {
        match name {
            "p" if self.joined && !self.writer.is_in_table() => self.goes_on = true,
            "p" => self.end_paragraph(frames),
            "hyperlink" | "fldSimple" => drop(self.targets.pop()),
            "AlternateContent" => drop(self.alternatives.pop()),
            "tr" if self.writer.is_in_table() => self.writer.end_row(),
            "tc" if self.writer.is_in_table() => self.writer.end_cell(self.columns),
            "tbl" => frames.end_table(&mut self.writer),
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

    fn end_paragraph(&mut self, frames: &mut Frames<'a>) {
        self.goes_on = false;
        self.writer.end_paragraph();
        self.fields.end_paragraph();
        frames.read_boxes(&self.writer);
    }

    // ---- text ----

    fn write(&mut self, text: &str) {
        let Some(look) = &self.look else { return };
        let link = self.targets.iter().rev().find(|target| !target.is_empty());
        let link = link.or(self.fields.target());
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

    // ---- links and notes ----

    /// Where a link leads: outside, or to a bookmark.
    fn target(&self, element: &Element<'_>) -> String {
        let outside = element.attribute("id").and_then(|id| self.links.get(&id).cloned());
        let within = || element.attribute("anchor").map(|name| format!("#{name}"));
        outside
            .or_else(within)
            .filter(|target| target.len() <= MAX_TARGET_BYTES)
            .unwrap_or_default()
    }

    fn reference(&mut self, element: &Element<'_>, kind: usize) {
        let id = element.attribute("id").unwrap_or_default();
        if self.look.is_some()
            && let Some(note) = self.notes.refer(kind, id)
        {
            self.writer.reference(&note);
        }
    }

    fn begin_cell(&mut self) {
        self.columns = 1;
        self.writer.begin_cell();
    }
}

/// The bit of a table's look that sets its first row apart.
const FIRST_ROW: u32 = 0x20;

/// What an element tells of the shape of the table that it lies in.
fn note_shape(shape: &mut Shape, element: &Element<'_>) {
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
