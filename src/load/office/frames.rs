//! Parts of the text of an office document that are looked at before they are read: tables,
//! which hold data or only arrange paragraphs, and text boxes, which are read behind the
//! paragraph that they stand in.

use super::writer::Writer;
use crate::load::xml::{Element, Event, Xml};

/// Parts in each other: each is passed over once for every one around it.
const MAX_FRAMES: usize = 8;

/// The parts that are open, the innermost last.
pub(super) struct Frames<'a> {
    open: Vec<Frame<'a>>,
    /// Of each open table whether it holds data.
    tables: Vec<bool>,
    /// Text boxes that are to be read.
    boxes: Vec<&'a str>,
    cut: bool,
}

struct Frame<'a> {
    xml: Xml<'a>,
    is_table: bool,
}

impl<'a> Frames<'a> {
    /// A text that is to be read.
    pub fn new(source: &'a str) -> Self {
        let open = vec![Frame { xml: Xml::new(source), is_table: false }];
        Self { open, tables: Vec::new(), boxes: Vec::new(), cut: false }
    }

    /// What comes next; nothing at the end, and where nobody waits for more. Tables that end
    /// are ended in the document.
    pub fn next(&mut self, writer: &mut Writer<'_>) -> Option<Event<'a>> {
        while let Some(frame) = self.open.last_mut() {
            if writer.is_stopped() {
                return None;
            }
            if let Some(event) = frame.xml.next() {
                return Some(event);
            }
            self.cut |= frame.xml.is_cut();
            if self.open.pop().is_some_and(|frame| frame.is_table) {
                self.end_table(writer);
            }
        }
        None
    }

    /// What is being read.
    pub fn xml(&mut self) -> Option<&mut Xml<'a>> {
        self.open.last_mut().map(|frame| &mut frame.xml)
    }

    /// Whether some of the text could not be read.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Whether a part may be looked at, or has to be read as it comes.
    pub fn may_look(&self) -> bool {
        self.open.len() < MAX_FRAMES
    }

    /// Sets a text box aside.
    pub fn set_box_aside(&mut self) {
        let inside = self.xml().map(Xml::inside);
        self.boxes.extend(inside);
    }

    /// Reads the boxes that were set aside, unless a table of data is open: they follow it.
    pub fn read_boxes(&mut self, writer: &Writer<'_>) {
        if writer.is_in_table() {
            return;
        }
        let boxes = self.boxes.drain(..).rev();
        self.open.extend(boxes.map(|inside| Frame { xml: Xml::new(inside), is_table: false }));
    }

    /// Begins a table. Where the outermost one is of data, its cells are cells of the text,
    /// and tables in them a part of these.
    pub fn begin_table(&mut self, writer: &mut Writer<'_>, shape: impl FnOnce(&str) -> Shape) {
        if writer.is_in_table() || !self.may_look() {
            return self.tables.push(false);
        }
        let Some(inside) = self.xml().map(Xml::inside) else { return };
        let shape = shape(inside);
        if shape.is_data() {
            writer.begin_table();
            writer.set_header(shape.header || shape.repeated);
        }
        self.tables.push(shape.is_data());
        self.open.push(Frame { xml: Xml::new(inside), is_table: true });
    }

    /// Ends a table.
    pub fn end_table(&mut self, writer: &mut Writer<'_>) {
        if self.tables.pop().unwrap_or_default() {
            writer.end_table();
            self.read_boxes(writer);
        }
    }
}

/// What tells whether a table holds data or only arranges paragraphs.
#[derive(Default)]
pub(super) struct Shape {
    pub rows: usize,
    pub cells: usize,
    /// Whether there is a table in it.
    pub nested: bool,
    /// Whether its first row looks apart from the others.
    pub header: bool,
    /// Whether a row is marked to be repeated on every page.
    pub repeated: bool,
}

impl Shape {
    /// The shape of a table, of whose elements `note` tells what they are.
    pub fn of(source: &str, note: impl Fn(&mut Self, &Element<'_>)) -> Self {
        let mut shape = Self::default();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            if let Event::Open(element) = event {
                note(&mut shape, &element);
            }
        }
        shape
    }

    /// Whether the table holds data.
    pub fn is_data(&self) -> bool {
        self.repeated || (!self.nested && self.rows > 1 && self.cells > self.rows)
    }
}
