//! HTML inside Markdown: its text, its links, its headings.

use super::html::{self, Piece};
use crate::document::{BlockKind, Flow};
use crate::load::builder::Builder;

impl Builder<'_> {
    pub(in crate::load) fn raw_html(&mut self, html: &str, at: usize) {
        if let Some(buffer) = &mut self.html {
            return buffer.push_str(html);
        }
        self.ensure(at);
        for piece in html::pieces(html) {
            match piece {
                Piece::Tag(tag) => self.tag(tag),
                Piece::Text(text) => self.push(text),
            }
        }
    }

    pub(in crate::load) fn html_block(&mut self) {
        let Some(html) = self.html.take() else { return };
        for piece in html::pieces(html.trim()) {
            match piece {
                Piece::Tag(tag) => self.block_tag(tag),
                Piece::Text(text) => self.html_text(&html::decode(text)),
            }
        }
        self.close();
    }

    /// A tag of an HTML block: headings and paragraphs are blocks of their own.
    fn block_tag(&mut self, tag: &str) {
        let Some((name, closes)) = html::name(tag) else { return self.html_text(tag) };
        match name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            Some(level @ 1..=6) if !closes => {
                self.open(BlockKind::Heading { level }, Flow::Fill, self.place.0);
            }
            Some(_) => self.close(),
            None if name == "p" => self.close(),
            None => {
                if matches!(name.as_str(), "a" | "img") {
                    self.ensure_html();
                }
                self.tag(tag);
            }
        }
    }

    fn ensure_html(&mut self) {
        if self.leaf.is_none() {
            self.paragraph(self.place.0);
            if let Some(leaf) = &mut self.leaf {
                leaf.flow = Flow::Lines;
            }
        }
    }

    /// Text of an HTML block: its lines are kept, empty ones and indentation not.
    fn html_text(&mut self, text: &str) {
        if self.leaf.is_none() && text.trim().is_empty() {
            return;
        }
        self.ensure_html();
        let mut lines = text.split('\n').peekable();
        while let Some(line) = lines.next() {
            let begins_line = self.at_line_start();
            let line = if begins_line { line.trim_start() } else { line };
            self.text.extend(line.chars().map(|sign| if sign == '\t' { ' ' } else { sign }));
            if lines.peek().is_some() && !self.at_line_start() {
                self.text.push('\n');
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.leaf.as_ref().is_none_or(|leaf| self.text.len() <= leaf.start)
            || self.text.ends_with('\n')
    }

    /// A tag: dropped where it is known, shown where not.
    fn tag(&mut self, tag: &str) {
        let Some((name, closes)) = html::name(tag) else { return self.push(tag) };
        match name.as_str() {
            "br" => return self.hard_break(),
            "a" if !closes => {
                if let Some(target) = html::attribute(tag, "href") {
                    self.targets.push((self.text.len(), html::decode(target)));
                }
            }
            "a" => self.end_link(),
            "img" => {
                let words = html::attribute(tag, "alt").filter(|words| !words.trim().is_empty());
                let named = words.or_else(|| html::attribute(tag, "src")).map(html::decode);
                let start = self.text.len();
                self.push(&named.unwrap_or_default());
                let target = html::attribute(tag, "src").map(html::decode);
                if self.targets.is_empty() {
                    self.link(start, target.unwrap_or_default());
                }
            }
            _ => {}
        }
        let breaks = html::breaks_lines(&name) && self.leaf.is_some();
        if breaks && !self.at_line_start() {
            self.hard_break();
        }
    }
}
