//! PDF: what a page shows, made into text that reads on.
//!
//! A PDF knows no words, lines or paragraphs, only characters at places. So each page goes
//! a long way: `content` follows its drawing operations and notes each character with its
//! place (`font` tells which it is and how wide), `piece` puts characters together that
//! follow each other, `order` finds columns, `line` makes lines of pieces and `block`
//! paragraphs, items and tables of lines. Then all pages together: `margin` leaves out
//! running heads and page numbers, `words` undoes hyphenation, `element` joins what pages
//! and columns have parted and tells headings, by size and by the bookmarks that `file`
//! reads.
//!
//! All this happens in a child process (see `apart`). The first page is
//! told at once, then more in doubling intervals.

mod block;
mod content;
mod element;
mod file;
mod font;
mod line;
mod margin;
mod order;
mod piece;
#[cfg(test)]
mod tests;
mod words;

use std::ops::ControlFlow;
use std::sync::Arc;

use self::element::{Element, Role};
use self::file::Bookmark;
use self::font::Fonts;
use self::margin::PageLines;
use super::Options;
use super::apart::seconds_used;
use super::builder::Builder;
use super::content::{Content, Fault};
use super::format::{About, Described, Packed, Sign};
use super::header::{self, Field};
use super::limits::{Limit, Limits};
use crate::document::{BlockKind, Flow, Format, Metadata, Notice, Page, Parts, SourceLines};

/// PDF documents.
pub(super) struct Pdf;

impl Described for Pdf {
    fn format(&self) -> Format {
        Format::Pdf
    }

    fn about(&self) -> About {
        About { name: "pdf", what: "PDF documents", extensions: &["pdf"] }
    }
}

impl Packed for Pdf {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let start = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning).trim_ascii_start();
        // Readers look for the mark in the first kilobyte: mail and printers put lines before it.
        let early = beginning.get(..1024.min(beginning.len())).unwrap_or_default();
        match () {
            () if start.starts_with(b"%PDF-") => Sign::Certain,
            () if memchr::memmem::find(early, b"%PDF-").is_some() => Sign::Likely,
            () => Sign::None,
        }
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let bytes = match content {
            Content::Memory(bytes) => Arc::clone(bytes),
            Content::File(_) => Arc::new(content.bytes(options.limits.of(Limit::Pdf))?),
        };
        let pdf = file::open(bytes)?;
        let catalogue = file::catalogue(&pdf);
        let total = pdf.pages().len();
        let limits = &options.limits;
        let most = limits.count(Limit::Pages);
        let seconds = limits.of(Limit::Seconds);
        let mut reading = Reading {
            metadata: file::metadata(&pdf, &catalogue),
            labels: file::labels(&catalogue, total.min(most)),
            bookmarks: Vec::new(),
            pages: Vec::new(),
            pictures: 0,
            missing: 0,
            letters: 0,
            cut: 0,
            stopped: None,
            total,
        };
        let mut fonts = Fonts::new();
        let mut next = 0.0;
        for page in pdf.pages().iter().take(most) {
            reading.stopped = stopped(&reading, limits);
            if reading.stopped.is_some() {
                break;
            }
            reading.take(content::read(page, &mut fonts, seconds));
            let used = seconds_used();
            if reading.has_text() && reading.pages.len() < total && used >= next {
                // The first page at once, later ones when as much time again has gone by.
                next = (2.0 * used).max(used + FIRST_INTERVAL);
                if reading.bookmarks.is_empty() && reading.pages.len() > 1 {
                    reading.bookmarks = file::bookmarks(&pdf, &catalogue, most);
                }
                if part(reading.parts()).is_break() {
                    return Ok(reading.parts());
                }
            }
        }
        reading.bookmarks = file::bookmarks(&pdf, &catalogue, most);
        reading.complete()
    }
}

/// The limit that keeps the next page from being read.
fn stopped(reading: &Reading, limits: &Limits) -> Option<Limit> {
    match () {
        () if content::out_of_time(limits.of(Limit::Seconds)) => Some(Limit::Seconds),
        () if reading.letters > limits.count(Limit::PdfText) => Some(Limit::PdfText),
        () => None,
    }
}

/// Seconds between the first part and the second.
const FIRST_INTERVAL: f64 = 0.1;

/// A file as far as it was read.
struct Reading {
    metadata: Metadata,
    labels: Vec<String>,
    bookmarks: Vec<Bookmark>,
    pages: Vec<PageLines>,
    /// Pages that show a picture.
    pictures: usize,
    /// Characters that the fonts do not tell.
    missing: usize,
    /// Bytes of text.
    letters: usize,
    /// Pages of which a part was read.
    cut: usize,
    /// The limit that kept further pages from being read, if not that on pages.
    stopped: Option<Limit>,
    /// Pages of the file.
    total: usize,
}

impl Reading {
    fn take(&mut self, shown: content::Shown) {
        self.pictures += usize::from(shown.has_picture);
        self.letters += shown.text.len();
        self.cut += usize::from(shown.is_cut);
        let replaced = char::REPLACEMENT_CHARACTER;
        self.missing += shown.text.chars().filter(|letter| *letter == replaced).count();
        let pieces = piece::pieces(&shown);
        let regions = order::regions(pieces).into_iter().map(line::lines).collect();
        let label = self.labels.get(self.pages.len()).cloned().unwrap_or_default();
        self.pages.push(PageLines { regions, height: shown.height.max(1.0), label });
    }

    fn has_text(&self) -> bool {
        self.letters > 0
    }

    /// All of it, or why there is nothing.
    fn complete(mut self) -> Result<Parts, Fault> {
        let read = self.pages.len();
        if !self.has_text() {
            return Err(Fault::broken(self.why_nothing()));
        }
        // Nothing but characters that no font tells is no text either.
        if self.missing * 3 * 10 > self.letters * 9 {
            return Err(Fault::broken("its fonts do not tell which characters they show"));
        }
        self.labels.truncate(read);
        let mut parts = self.parts();
        let count = |pages| u32::try_from(pages).unwrap_or(u32::MAX);
        if read < self.total {
            let (read, of) = (count(read), count(self.total));
            let limit = self.stopped.unwrap_or(Limit::Pages).about().name;
            parts.notices.push(Notice::Pages { read, of, limit });
        }
        if self.cut > 0 {
            parts.notices.push(Notice::CutPages { count: count(self.cut) });
        }
        Ok(parts)
    }

    fn why_nothing(&self) -> String {
        let pages = match self.total {
            0 => return "it has no pages".to_owned(),
            1 => "its page is".to_owned(),
            total => format!("its {total} pages are"),
        };
        match self.pictures > 0 {
            true => format!(
                "{pages} pictures without text, as a scanner makes them; \
                 recognise the text first: ocrmypdf FILE OUT"
            ),
            false => format!("{pages} without text"),
        }
    }

    fn parts(&self) -> Parts {
        let elements = element::elements(&self.pages, &self.bookmarks);
        let mut metadata = self.metadata.clone();
        if let Some(title) = element::title(&elements) {
            header::set(&mut metadata, Field::Title, &title);
        }
        let mut writer = Writer { builder: Builder::new(""), pages: Vec::new(), depth: 0 };
        elements.iter().for_each(|element| writer.write(element));
        writer.finish(&self.pages, metadata)
    }
}

/// Elements on their way into the text.
struct Writer<'a> {
    builder: Builder<'a>,
    /// Where pages begin, and which.
    pages: Vec<(usize, usize)>,
    /// Lists that are open.
    depth: usize,
}

impl Writer<'_> {
    fn write(&mut self, element: &Element) {
        if !matches!(element.role, Role::Item(..)) {
            self.leave(0);
        }
        match &element.role {
            Role::Heading(level) => self.open(BlockKind::Heading { level: *level }, Flow::Fill),
            Role::Paragraph => self.open(BlockKind::Paragraph, Flow::Fill),
            Role::Lines => self.open(BlockKind::Paragraph, Flow::Lines),
            Role::Code => self.open(BlockKind::Code, Flow::Lines),
            Role::Item(marker, depth) => self.item(marker, *depth),
            Role::Table(rows) => return self.table(rows, element),
        }
        let start = self.builder.text.len();
        self.pages.extend(element.pages.iter().map(|(at, page)| (start + at, *page)));
        // Lines are kept as they are, so not by the builder's way of adding text.
        self.builder.text.push_str(&element.text);
        self.builder.close();
    }

    fn open(&mut self, kind: BlockKind, flow: Flow) {
        self.builder.marker = None;
        self.builder.open(kind, flow, 0);
    }

    fn item(&mut self, marker: &str, depth: usize) {
        self.leave(depth + 1);
        while self.depth <= depth {
            self.builder.close();
            self.builder.lists.push(None);
            self.builder.new_list = true;
            self.depth += 1;
        }
        self.builder.close();
        self.builder.marker = Some(marker.to_owned());
        self.builder.ensure(0);
    }

    /// Closes lists that are deeper.
    fn leave(&mut self, depth: usize) {
        while self.depth > depth {
            self.builder.close();
            self.builder.lists.pop();
            self.depth -= 1;
        }
    }

    fn table(&mut self, rows: &[Vec<String>], element: &Element) {
        self.builder.close();
        let start = self.builder.text.len();
        self.builder.begin_table(&[], 0);
        for row in rows {
            self.builder.begin_row();
            for cell in row {
                self.builder.begin_cell();
                self.builder.push(cell);
                self.builder.end_cell();
            }
            self.builder.end_row();
        }
        self.builder.end_table();
        self.pages.extend(element.pages.iter().map(|(_, page)| (start, *page)));
    }

    fn finish(self, pages: &[PageLines], metadata: Metadata) -> Parts {
        let parts = self.builder.finish();
        let mut starts: Vec<Page> = Vec::new();
        let mut found = self.pages.into_iter().peekable();
        let mut start = 0;
        // A page without text begins where the next one does.
        for (index, page) in pages.iter().enumerate() {
            while let Some((at, _)) = found.next_if(|(_, page)| *page < index) {
                start = start.max(at);
            }
            if let Some((at, _)) = found.peek().filter(|(_, page)| *page >= index) {
                start = start.max(*at);
            }
            let fits = parts.text.is_char_boundary(start.min(parts.text.len()));
            if fits {
                let start = u32::try_from(start.min(parts.text.len())).unwrap_or(u32::MAX);
                starts.push(Page { start, label: page.label.clone() });
            }
        }
        Parts { metadata, pages: starts, source_lines: SourceLines::Text, ..parts }
    }
}
