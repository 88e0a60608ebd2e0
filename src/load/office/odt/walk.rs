//! The text of an ODT document, element by element.

use std::collections::{HashMap, HashSet};

use super::styles::Styles;
use crate::document::Parts;
use crate::load::limits::{MAX_FIELD_BYTES, MAX_REPEATED, MAX_TARGET_BYTES};
use crate::load::office::writer::{Look, Note, Paragraph, Writer};
use crate::load::package::leads_out;
use crate::load::xml::{Element, Event, Xml};

/// Writes the text of a document.
pub(super) struct Walk<'a, 'p> {
    writer: Writer<'p>,
    styles: &'a Styles,
    /// How the text looks, for each element with a look that is open; `None` where hidden.
    looks: Vec<Option<Look>>,
    /// Whether a paragraph is open.
    in_paragraph: bool,
    lists: Vec<List>,
    /// The last number of each level of a list, by its style.
    numbers: HashMap<(String, usize), u32>,
    /// Of each open image whether its words were told.
    images: Vec<bool>,
    /// Of each open table whether it holds data.
    tables: Vec<bool>,
    /// Columns that the open cell is repeated for.
    columns: usize,
    /// Text boxes that are to be read behind the paragraph that they stand in.
    boxes: Vec<&'a str>,
    /// The label of the note that is open.
    label: String,
    notes: Vec<(Note, &'a str)>,
    labels: HashSet<String>,
    cut: bool,
}

/// An open list.
struct List {
    style: String,
    /// The number of the last item.
    number: Option<u32>,
    /// Whether an item began that has no text yet.
    begun: bool,
}

/// A part of the text that is being read.
struct Frame<'a> {
    xml: Xml<'a>,
    is_table: bool,
}

/// Parts of the text in each other that are looked at before they are read (tables, text
/// boxes): each is passed over once for every one around it.
const MAX_FRAMES: usize = 8;

impl<'a, 'p> Walk<'a, 'p> {
    pub fn new(writer: Writer<'p>, styles: &'a Styles) -> Self {
        Self {
            writer,
            styles,
            looks: Vec::new(),
            in_paragraph: false,
            lists: Vec::new(),
            numbers: HashMap::new(),
            images: Vec::new(),
            tables: Vec::new(),
            columns: 1,
            boxes: Vec::new(),
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
                Event::Text(text) if self.in_paragraph => self.words(&text),
                Event::Text(_) => {}
            }
        }
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

    fn open(&mut self, element: &Element<'a>, frames: &mut Vec<Frame<'a>>) {
        let depth = frames.len();
        let Some(xml) = frames.last_mut().map(|frame| &mut frame.xml) else { return };
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
            "list" => self.begin_list(element),
            "list-item" => self.begin_item(element),
            "frame" => self.images.push(false),
            "title" | "desc" if !self.images.is_empty() => {
                let words = xml.text(MAX_FIELD_BYTES);
                self.image(&words);
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "polygon" | "caption"
                if self.in_paragraph && depth < MAX_FRAMES =>
            {
                self.boxes.push(xml.inside());
            }
            "table" => self.begin_table(frames),
            "table-row" if self.writer.is_in_table() => self.writer.begin_row(),
            "table-cell" | "covered-table-cell" if self.writer.is_in_table() => {
                self.begin_cell(element);
            }
            "section" if element.attribute("display").as_deref() == Some("none") => xml.skip(),
            _ if is_left_out(element.name) => xml.skip(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, frames: &mut Vec<Frame<'a>>) {
        match name {
            "p" | "h" => self.end_paragraph(frames),
            "span" | "a" => drop(self.looks.pop()),
            "list" => self.end_list(),
            "frame" => drop(self.images.pop()),
            "table-row" if self.writer.is_in_table() => self.writer.end_row(),
            "table-cell" | "covered-table-cell" if self.writer.is_in_table() => {
                self.writer.end_cell(self.columns);
            }
            "table" => self.end_table(frames),
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
            marker: self.marker().filter(|_| heading.is_none()),
            lists: if heading.is_some() { 0 } else { self.lists.len() },
            quoted: self.styles.is_paragraph(&style, &["Quotations"]),
        };
        self.writer.begin_paragraph(paragraph);
        self.looks = vec![self.styles.look("paragraph", &style, &Look::default())];
        self.in_paragraph = true;
    }

    fn end_paragraph(&mut self, frames: &mut Vec<Frame<'a>>) {
        self.in_paragraph = false;
        self.looks.clear();
        self.writer.end_paragraph();
        if !self.writer.is_in_table() {
            self.read_boxes(frames);
        }
    }

    fn read_boxes(&mut self, frames: &mut Vec<Frame<'a>>) {
        let boxes = self.boxes.drain(..).rev();
        frames.extend(boxes.map(|inside| Frame { xml: Xml::new(inside), is_table: false }));
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

    // ---- lists ----

    fn begin_list(&mut self, element: &Element<'_>) {
        let depth = self.lists.len();
        let outer = self.lists.last().map(|list| list.style.clone());
        let own = element.attribute("style-name").filter(|style| !style.is_empty());
        let style = own.or(outer).unwrap_or_default();
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true")
            || element.attribute("continue-list").is_some();
        let last = self.numbers.get(&(style.clone(), depth)).copied();
        self.lists.push(List { style, number: last.filter(|_| goes_on), begun: false });
    }

    fn begin_item(&mut self, element: &Element<'_>) {
        let Some(list) = self.lists.last_mut() else { return };
        list.begun = true;
        let start = element.attribute("start-value").and_then(|start| start.parse::<u32>().ok());
        if let Some(start) = start {
            list.number = start.checked_sub(1);
        }
    }

    fn end_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        if let Some(number) = list.number {
            self.numbers.insert((list.style, self.lists.len()), number);
        }
    }

    /// The marker of the item that begins with the next paragraph, if one does.
    fn marker(&mut self) -> Option<String> {
        let depth = self.lists.len().checked_sub(1)?;
        let list = self.lists.last_mut()?;
        if !std::mem::take(&mut list.begun) {
            return None;
        }
        let start = self.styles.level(&list.style, depth).map_or(1, |level| level.start);
        list.number = Some(list.number.map_or(start, |last| last.saturating_add(1)));
        let style = list.style.clone();
        let numbers: Vec<u32> = self.lists.iter().map(|list| list.number.unwrap_or(1)).collect();
        Some(self.styles.marker(&style, &numbers)).filter(|marker| !marker.is_empty())
    }

    // ---- tables ----

    fn begin_table(&mut self, frames: &mut Vec<Frame<'a>>) {
        if self.writer.is_in_table() || frames.len() >= MAX_FRAMES {
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

/// What tells whether a table holds data or only arranges paragraphs.
#[derive(Default)]
struct Shape {
    rows: usize,
    cells: usize,
    nested: bool,
    header: bool,
}

impl Shape {
    fn of(source: &str) -> Self {
        let mut shape = Self::default();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Open(element) = event else { continue };
            match element.name {
                "table-row" => shape.rows += 1,
                "table-cell" | "covered-table-cell" => shape.cells += 1,
                "table" => shape.nested = true,
                "table-header-rows" => shape.header = true,
                _ => {}
            }
        }
        shape
    }

    fn is_data(&self) -> bool {
        self.header || (!self.nested && self.rows > 1 && self.cells > self.rows)
    }
}
