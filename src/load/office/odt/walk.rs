//! The text of an ODT document, element by element.

use std::collections::HashSet;

use super::lists::Lists;
use super::styles::Styles;
use crate::document::Parts;
use crate::load::limits::{MAX_FIELD_BYTES, MAX_REPEATED, MAX_TARGET_BYTES};
use crate::load::office::frames::{Frames, Shape};
use crate::load::office::writer::{Look, Note, Paragraph, Writer};
use crate::load::package::leads_out;
use crate::load::xml::{Element, Event};

/// Writes the text of a document.
pub(super) struct Walk<'a, 'p> {
    writer: Writer<'p>,
    styles: &'a Styles,
    /// How the text looks, for each element with a look that is open; `None` where hidden.
    looks: Vec<Option<Look>>,
    /// Whether a paragraph is open.
    in_paragraph: bool,
    lists: Lists,
    /// Of each open image whether its words were told.
    images: Vec<bool>,
    /// Columns that the open cell is repeated for.
    columns: usize,
    /// The label of the note that is open.
    label: String,
    notes: Vec<(Note, &'a str)>,
    labels: HashSet<String>,
    cut: bool,
}

impl<'a, 'p> Walk<'a, 'p> {
    pub fn new(writer: Writer<'p>, styles: &'a Styles) -> Self {
        Self {
            writer,
            styles,
            looks: Vec::new(),
            in_paragraph: false,
            lists: Lists::default(),
            images: Vec::new(),
            columns: 1,
            label: String::new(),
            notes: Vec::new(),
            labels: HashSet::new(),
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

    /// Reads a text.
    pub fn text(&mut self, source: &'a str) {
        let mut frames = Frames::new(source);
        while let Some(event) = frames.next(&mut self.writer) {
            match event {
                Event::Open(element) => self.open(&element, &mut frames),
                Event::Close(name) => self.close(name, &mut frames),
                Event::Text(text) if self.in_paragraph => self.words(&text),
                Event::Text(_) => {}
            }
        }
        self.cut |= frames.is_cut();
        self.end_paragraph(&mut frames);
        self.lists.clear();
        self.looks.clear();
    }

    /// Reads the notes in the order of their references.
    pub fn all_notes(&mut self) {
        let mut read = 0;
        while let Some((note, source)) = self.notes.get(read).cloned() {
            if read == 0 {
                self.writer.begin_notes();
            }
            read += 1;
            self.writer.begin_note_body(note);
            self.text(source);
        }
    }

    fn open(&mut self, element: &Element<'a>, frames: &mut Frames<'a>) {
        let may_look = frames.may_look();
        let Some(xml) = frames.xml() else { return };
        match element.name {
            "p" | "h" => self.begin_paragraph(element),
            "span" => self.begin_span(element),
            "a" => self.begin_link(element),
            "s" => self.blanks(element),
            "tab" => self.write(" "),
            "line-break" => self.writer.line_break(),
            "bookmark" | "bookmark-start" | "reference-mark" | "reference-mark-start" => {
                self.writer.anchor(element.attribute("name").unwrap_or_default());
            }
            "note-citation" => self.label = xml.text(MAX_FIELD_BYTES).trim().to_owned(),
            "note-body" => {
                let inside = xml.inside();
                self.note(inside);
            }
            "list" => self.lists.begin(element),
            "list-item" => self.lists.begin_item(element),
            "frame" => self.images.push(false),
            "title" | "desc" if !self.images.is_empty() => {
                let words = xml.text(MAX_FIELD_BYTES);
                self.image(&words);
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "caption"
                if self.in_paragraph && may_look =>
            {
                frames.set_box_aside();
            }
            "table" => {
                frames.begin_table(&mut self.writer, |inside| Shape::of(inside, note_shape));
            }
            "table-row" if self.writer.is_in_table() => self.writer.begin_row(),
            "table-cell" | "covered-table-cell" if self.writer.is_in_table() => {
                self.begin_cell(element);
            }
            "section" if element.attribute("display").as_deref() == Some("none") => xml.skip(),
            _ if is_left_out(element.name) => xml.skip(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, frames: &mut Frames<'a>) {
        match name {
            "p" | "h" => self.end_paragraph(frames),
            "span" | "a" => drop(self.looks.pop()),
            "list" => self.lists.end(),
            "frame" => drop(self.images.pop()),
            "table-row" if self.writer.is_in_table() => self.writer.end_row(),
            "table-cell" | "covered-table-cell" if self.writer.is_in_table() => {
                self.writer.end_cell(self.columns);
            }
            "table" => frames.end_table(&mut self.writer),
            _ => {}
        }
    }

    // ---- paragraphs ----

    fn begin_paragraph(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
        let heading = match element.name {
            "h" => Some(u8::clamp(level.unwrap_or(1), 1, 6)),
            _ => self.styles.is_paragraph(&style, &["Title"]).then_some(1),
        };
        let paragraph = Paragraph {
            heading,
            marker: self.lists.marker(self.styles).filter(|_| heading.is_none()),
            lists: if heading.is_some() { 0 } else { self.lists.depth() },
            quoted: self.styles.is_paragraph(&style, &["Quotations"]),
        };
        self.writer.begin_paragraph(paragraph);
        self.looks = vec![self.styles.look("paragraph", &style, &Look::default())];
        self.in_paragraph = true;
    }

    fn end_paragraph(&mut self, frames: &mut Frames<'a>) {
        self.in_paragraph = false;
        self.looks.clear();
        self.writer.end_paragraph();
        frames.read_boxes(&self.writer);
    }

    // ---- text ----

    /// Text as it stands in the file, where a run of white space is one blank.
    fn words(&mut self, text: &str) {
        let mut apart = text.starts_with(char::is_whitespace);
        for word in text.split_ascii_whitespace() {
            if apart {
                self.blank();
            }
            self.write(word);
            apart = true;
        }
        if text.ends_with(|sign: char| sign.is_ascii_whitespace()) {
            self.blank();
        }
    }

    fn blank(&mut self) {
        if self.looks.last().is_none_or(Option::is_some) {
            self.writer.blank();
        }
    }

    fn write(&mut self, text: &str) {
        let plain = Some(Look::default());
        if let Some(look) = self.looks.last().unwrap_or(&plain) {
            self.writer.text(text, look);
        }
    }

    fn blanks(&mut self, element: &Element<'_>) {
        let count = element.attribute("c").map_or(1, |count| count.parse().unwrap_or(MAX_REPEATED));
        self.write(&" ".repeat(count.min(MAX_REPEATED)));
    }

    fn begin_span(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name").unwrap_or_default();
        let look = |around: &Look| self.styles.look("text", &style, around);
        let look = match self.looks.last() {
            Some(around) => around.as_ref().and_then(look),
            None => look(&Look::default()),
        };
        self.looks.push(look);
    }

    fn begin_link(&mut self, element: &Element<'_>) {
        let target = element.attribute("href").unwrap_or_default();
        let followed =
            target.len() <= MAX_TARGET_BYTES && (target.starts_with('#') || leads_out(&target));
        let around = self.looks.last().cloned().unwrap_or(Some(Look::default()));
        let link = if followed { target } else { String::new() };
        self.looks.push(around.map(|look| Look { link, ..look }));
    }

    /// The words that stand for an image: its title, or else its description.
    fn image(&mut self, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let told = self.images.last_mut().map(|told| std::mem::replace(told, !words.is_empty()));
        if words.is_empty() || told == Some(true) {
            return;
        }
        if !self.in_paragraph {
            self.writer.begin_paragraph(Paragraph::default());
        }
        self.writer.blank();
        self.writer.text(&words, &Look::default());
        if !self.in_paragraph {
            self.writer.end_paragraph();
        }
    }

    // ---- notes ----

    fn note(&mut self, inside: &'a str) {
        let mut label = std::mem::take(&mut self.label);
        if label.is_empty() || label.contains(['[', ']']) || self.labels.contains(&label) {
            label = format!("n{}", self.notes.len() + 1);
        }
        self.labels.insert(label.clone());
        let note = Note { label };
        self.writer.reference(&note);
        self.notes.push((note, inside));
    }

    fn begin_cell(&mut self, element: &Element<'_>) {
        let columns = element.attribute("number-columns-repeated");
        let columns = columns.map_or(1, |columns| columns.parse().unwrap_or(MAX_REPEATED));
        self.columns = columns.clamp(1, MAX_REPEATED);
        self.writer.begin_cell();
    }
}

/// Whether an element is no part of the text: what was deleted, comments, and how the text
/// was worked out.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "forms"
            | "automatic-styles"
            | "font-face-decls"
            | "scripts"
            | "script"
            | "ruby-text"
            | "hidden-text"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "glue-point"
    ) || name.ends_with("-source")
}

/// What an element tells of the shape of the table that it lies in.
fn note_shape(shape: &mut Shape, element: &Element<'_>) {
    match element.name {
        "table-row" => shape.rows += 1,
        "table-cell" | "covered-table-cell" => shape.cells += 1,
        "table" => shape.nested = true,
        "table-header-rows" => shape.repeated = true,
        _ => {}
    }
}
