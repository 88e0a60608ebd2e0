//! Paragraphs, looks and tables of an office document → a document.
//!
//! A paragraph is opened by its first word, so that empty ones leave nothing; a look is begun
//! where it changes, so that runs of text that look alike are one.

use std::ops::ControlFlow;

use crate::document::{BlockKind, Flow, InlineStyle, Metadata, Parts};
use crate::load::builder::Builder;
use crate::load::limits::{FIRST_CHAPTERS_BYTES, MAX_LINK_BYTES};
use crate::load::open::prefix;

/// How text looks, and where it leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub strong: bool,
    pub emphasis: bool,
    pub struck: bool,
    /// The target of the link that it is; empty for none.
    pub link: String,
}

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// The level of a heading.
    pub heading: Option<u8>,
    /// The number or the bullet of an item, or the number of a heading.
    pub marker: Option<String>,
    /// How many lists it lies in.
    pub lists: usize,
    pub quoted: bool,
}

/// Who is told of the document as far as it was read.
pub(super) type Part<'p> = &'p mut dyn FnMut(Parts) -> ControlFlow<()>;

/// Writes a document.
pub(super) struct Writer<'p> {
    builder: Builder<'static>,
    /// The paragraph that was begun, until its first word.
    next: Paragraph,
    look: Look,
    /// Whether a word of the paragraph or the cell was written.
    begun: bool,
    /// Whether a table of data is open.
    in_table: bool,
    /// Whether a paragraph of its cell ended.
    gap: bool,
    /// How many lists the last paragraph was in.
    lists_before: usize,
    /// The label of a note whose first paragraph is still to come.
    note: Option<Note>,
    /// What it is known of the document, for its parts.
    pub metadata: Metadata,
    /// Bytes of the targets of all links.
    link_bytes: usize,
    part: Part<'p>,
    next_part: usize,
    stopped: bool,
}

/// A note with its reference in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Note {
    /// What its number is, without brackets.
    pub label: String,
}

impl Note {
    /// The name of the place that the note stands at.
    fn place(&self) -> String {
        format!("fn-{}", self.label)
    }

    /// The name of the place that refers to it.
    fn reference(&self) -> String {
        format!("fnref-{}", self.label)
    }
}

/// Bytes of the longest marker of an item: a pattern may ask for any number of numerals.
const MAX_MARKER_BYTES: usize = 40;

/// How many times as long as the last part the next one is.
const PART_GROWTH: usize = 8;

impl<'p> Writer<'p> {
    /// An empty document.
    pub fn new(metadata: Metadata, part: Part<'p>) -> Self {
        Self {
            builder: Builder::new(""),
            next: Paragraph::default(),
            look: Look::default(),
            begun: false,
            in_table: false,
            gap: false,
            lists_before: 0,
            note: None,
            metadata,
            link_bytes: 0,
            part,
            next_part: FIRST_CHAPTERS_BYTES,
            stopped: false,
        }
    }

    /// Whether nobody waits for more.
    pub fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// The document.
    pub fn finish(mut self) -> Parts {
        self.end_paragraph();
        Parts { metadata: self.metadata, ..self.builder.finish() }
    }

    /// Tells of the document as far as it was read, where it grew much.
    fn report(&mut self) {
        if self.stopped || self.in_table || self.builder.text.len() < self.next_part {
            return;
        }
        self.next_part = self.builder.text.len().saturating_mul(PART_GROWTH);
        let metadata = self.metadata.clone();
        let parts = Parts { metadata, ..self.builder.clone().finish() };
        self.stopped |= (self.part)(parts).is_break();
    }

    // ---- paragraphs ----

    /// Begins a paragraph; what it is may still be changed before its first word.
    pub fn begin_paragraph(&mut self, paragraph: Paragraph) {
        self.next = paragraph;
    }

    /// Ends the paragraph. In a table it is a part of its cell.
    pub fn end_paragraph(&mut self) {
        self.set_look(&Look::default());
        self.next = Paragraph::default();
        if self.in_table {
            self.gap = true;
            return;
        }
        if self.begun {
            self.builder.close();
            self.builder.quote = 0;
            self.begun = false;
            self.report();
        }
    }

    /// Appends text. Blanks at the start of a paragraph are left out.
    pub fn text(&mut self, text: &str, look: &Look) {
        let text = if self.begun { text } else { text.trim_start() };
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.gap) {
            self.blank();
        }
        self.begin();
        let plain = Look { strong: false, ..look.clone() };
        let heading = self.next.heading.is_some() && !self.in_table;
        self.set_look(if heading { &plain } else { look });
        self.builder.push(text);
    }

    /// A blank, unless one stands here or nothing was written.
    pub fn blank(&mut self) {
        if self.begun && !self.builder.text.ends_with([' ', '\t', '\n']) {
            self.builder.push(" ");
        }
    }

    /// A line that ends within its paragraph.
    pub fn line_break(&mut self) {
        match (self.begun, self.in_table) {
            (true, false) => self.builder.hard_break(),
            (true, true) => self.blank(),
            (false, _) => {}
        }
    }

    /// Gives the place of the next word a name.
    pub fn anchor(&mut self, name: String) {
        self.builder.anchor(name);
    }

    /// Opens the block of the paragraph.
    fn begin(&mut self) {
        if self.begun {
            return;
        }
        self.begun = true;
        if self.in_table {
            return;
        }
        if let Some(note) = self.note.take() {
            return self.begin_note(&note);
        }
        let Paragraph { heading, marker, lists, quoted } = self.next.clone();
        let marker = marker.map(|marker| prefix(&marker, MAX_MARKER_BYTES).to_owned());
        self.builder.quote = usize::from(quoted);
        if let Some(level) = heading {
            self.builder.lists.clear();
            self.builder.marker = None;
            self.builder.open(BlockKind::Heading { level }, Flow::Fill, 0);
            self.builder.push(&marker.unwrap_or_default());
        } else {
            self.builder.lists = vec![None; lists];
            self.builder.new_list = self.lists_before == 0;
            self.builder.marker = marker;
            self.builder.ensure(0);
        }
        self.lists_before = if heading.is_some() { 0 } else { lists };
    }

    fn set_look(&mut self, look: &Look) {
        if self.look == *look {
            return;
        }
        self.link_bytes += look.link.len();
        let old = std::mem::replace(&mut self.look, look.clone());
        for _ in styles(&old) {
            self.builder.end_style();
        }
        if !self.builder.targets.is_empty() {
            self.builder.end_link();
        }
        if !look.link.is_empty() && self.link_bytes <= MAX_LINK_BYTES {
            self.builder.targets.push((self.builder.text.len(), look.link.clone()));
        }
        for style in styles(look) {
            self.builder.begin_style(style, 0);
        }
    }

    // ---- notes ----

    /// Refers to a note.
    pub fn reference(&mut self, note: &Note) {
        self.begin();
        self.set_look(&Look::default());
        self.builder.anchor(note.reference());
        let start = self.builder.text.len();
        self.builder.push(&format!("[{}]", note.label));
        self.builder.link(start, format!("#{}", note.place()));
    }

    /// Parts the notes from the text before them.
    pub fn begin_notes(&mut self) {
        self.end_paragraph();
        self.builder.lists.clear();
        self.builder.open(BlockKind::Rule, Flow::Lines, 0);
        self.builder.push("---");
        self.builder.close();
    }

    /// What is written next is this note.
    pub fn begin_note_body(&mut self, note: Note) {
        self.note = Some(note);
        self.lists_before = 0;
    }

    /// The first line of a note, whose number leads back to its reference.
    fn begin_note(&mut self, note: &Note) {
        self.builder.lists.clear();
        self.builder.anchor(note.place());
        self.builder.marker = Some(format!("[{}] ", note.label));
        self.builder.ensure(0);
        let start = self.builder.leaf.as_ref().map_or(0, |leaf| leaf.start);
        self.builder.link(start, format!("#{}", note.reference()));
    }

    // ---- tables ----

    /// Begins a table of data.
    pub fn begin_table(&mut self) {
        self.end_paragraph();
        self.builder.lists.clear();
        self.lists_before = 0;
        self.builder.begin_table(&[], 0);
        self.in_table = true;
    }

    /// Tells whether the first row is a heading.
    pub fn set_header(&mut self, header: bool) {
        self.builder.set_header(header);
    }

    pub fn begin_row(&mut self) {
        self.builder.begin_row();
    }

    pub fn end_row(&mut self) {
        self.builder.end_row();
    }

    pub fn begin_cell(&mut self) {
        self.builder.begin_cell();
        (self.begun, self.gap) = (false, false);
    }

    /// Ends a cell, which spans so many columns.
    pub fn end_cell(&mut self, columns: usize) {
        self.set_look(&Look::default());
        self.builder.end_cell();
        for _ in 1..columns {
            self.builder.begin_cell();
            self.builder.end_cell();
        }
        self.begun = false;
    }

    pub fn end_table(&mut self) {
        self.builder.end_table();
        self.in_table = false;
        (self.begun, self.gap) = (false, false);
        self.report();
    }

    /// Whether a table of data is open.
    pub fn is_in_table(&self) -> bool {
        self.in_table
    }
}

fn styles(look: &Look) -> impl Iterator<Item = InlineStyle> {
    let styles = [
        (look.strong, InlineStyle::Strong),
        (look.emphasis, InlineStyle::Emphasis),
        (look.struck, InlineStyle::Strikethrough),
    ];
    styles.into_iter().filter_map(|(has, style)| has.then_some(style))
}
