//! A tree of elements → text, blocks, tables, inline styles and links.
//!
//! The walk keeps its own stack, so that no page can overflow the thread's.

use std::collections::HashMap;

use dom_query::NodeRef;

use super::element::{self, is_block, is_data_table, is_hidden, style_of};
use crate::document::{BlockKind, Flow};
use crate::load::builder::Builder;

/// Cells that one cell may span: what is more is a mistake or malice.
const MAX_SPAN: usize = 100;

/// What the addresses in a page mean to its reader.
pub(in crate::load) trait Addresses {
    /// Where a link leads: a place of the document (`#name`) or elsewhere; empty where it is
    /// not to be followed.
    fn link(&self, address: &str) -> String;

    /// Where an image lies that can be looked at; empty where it cannot.
    fn image(&self, address: &str) -> String;

    /// What links call the element with this `id`.
    fn anchor(&self, id: &str) -> String;
}

/// Appends what `root` holds.
pub(in crate::load) fn walk(
    root: NodeRef<'_>,
    addresses: &dyn Addresses,
    builder: &mut Builder<'_>,
) {
    let mut walk = Walk::new(addresses, builder);
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) if node.is_text() => walk.text(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if walk.enter(&node, &name) {
                    if &*name != "a" {
                        walk.anchor(&node);
                    }
                    walk.begin_note(&node);
                    steps.push(Step::Leave(node));
                    steps.extend(node.children_it(true).map(Step::Enter));
                }
            }
            Step::Leave(node) => walk.leave(&node.node_name().unwrap_or_default()),
        }
    }
    walk.close();
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave(NodeRef<'a>),
}

/// Whether all white space of a text is single blanks; without branches, so that many bytes
/// are told at a time.
fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let other = |byte: u8| {
        (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | (byte == 0x0c) | (byte == 0x0b)
    };
    let others = bytes.iter().fold(false, |found, &byte| found | other(byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled =
        pairs.fold(false, |found, (&one, &next)| found | ((one == b' ') & (next == b' ')));
    !others & !doubled
}

struct Walk<'w, 'a> {
    addresses: &'w dyn Addresses,
    builder: &'w mut Builder<'a>,
    /// How many `pre` are open.
    preformatted: usize,
    /// Of each open table whether it holds data, or only arranges blocks.
    tables: Vec<bool>,
    /// Whether a cell of data is open.
    in_cell: bool,
    /// Columns that it spans.
    spanned: usize,
    /// Of each open element with a style whether the style was begun.
    styles: Vec<bool>,
    /// Where a link leads that holds whole blocks.
    around: Option<String>,
    /// Whether a bracket is open around the number of a note.
    bracket: bool,
    /// The notes that were referred to, by their names, with the number and the name of the
    /// first reference.
    references: HashMap<String, (String, String)>,
    /// Number and reference of a note that has no number itself and no text yet.
    note: Option<(String, String)>,
}

impl<'w, 'a> Walk<'w, 'a> {
    fn new(addresses: &'w dyn Addresses, builder: &'w mut Builder<'a>) -> Self {
        Self {
            addresses,
            builder,
            preformatted: 0,
            tables: Vec::new(),
            in_cell: false,
            spanned: 1,
            styles: Vec::new(),
            around: None,
            bracket: false,
            references: HashMap::new(),
            note: None,
        }
    }

    /// Names the place where an element begins.
    fn anchor(&mut self, node: &NodeRef<'_>) {
        if let Some(id) = node.id_attr() {
            self.builder.anchor(self.addresses.anchor(&id));
        }
    }

    /// Begins an element; answers whether its content is to be read.
    fn enter(&mut self, node: &NodeRef<'_>, name: &str) -> bool {
        if element::is_silent(name) || is_hidden(node) {
            return false;
        }
        if let Some(style) = style_of(name) {
            let begins = self.preformatted == 0 && !element::holds_blocks(node);
            if begins {
                self.ensure();
                self.builder.begin_style(style, 0);
            }
            self.styles.push(begins);
            return true;
        }
        match name {
            "a" => self.begin_link(node),
            "br" => self.line_break(),
            "img" => self.image(node),
            "q" => self.text("“"),
            _ if self.is_in_data() => return self.enter_in_table(node, name),
            "table" => self.begin_table(node),
            _ => self.enter_block(node, name),
        }
        true
    }

    fn enter_block(&mut self, node: &NodeRef<'_>, name: &str) {
        if !is_block(name) {
            return;
        }
        self.close();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes().get(1).map_or(6, |digit| digit - b'0');
                self.builder.marker = None;
                self.builder.open(BlockKind::Heading { level }, Flow::Fill, 0);
            }
            "blockquote" => self.builder.quote += 1,
            "ul" | "ol" | "menu" | "dir" => self.begin_list(node, name == "ol"),
            "li" => self.builder.item(),
            "pre" | "listing" | "xmp" => {
                self.builder.marker = None;
                self.builder.open(BlockKind::Code, Flow::Lines, 0);
                self.preformatted += 1;
            }
            "hr" => {
                self.builder.open(BlockKind::Rule, Flow::Lines, 0);
                self.builder.text.push_str("---");
                self.builder.close();
            }
            _ => {}
        }
    }

    /// Ends an element that was begun.
    fn leave(&mut self, name: &str) {
        if style_of(name).is_some() {
            if self.styles.pop().unwrap_or_default() {
                self.builder.end_style();
            }
            return;
        }
        match name {
            "a" if self.around.is_some() => {
                self.close();
                self.around = None;
            }
            "a" => self.end_link(),
            "q" => self.text("”"),
            "table" => self.end_table(),
            _ if self.is_in_data() => self.leave_in_table(name),
            _ => self.leave_block(name),
        }
    }

    fn leave_block(&mut self, name: &str) {
        if !is_block(name) {
            return;
        }
        self.close();
        self.note = None;
        match name {
            "blockquote" => self.builder.quote = self.builder.quote.saturating_sub(1),
            "ul" | "ol" | "menu" | "dir" => drop(self.builder.lists.pop()),
            "li" => self.builder.marker = None,
            "pre" | "listing" | "xmp" => self.preformatted = self.preformatted.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the open block, and the part of a link around it.
    fn close(&mut self) {
        if self.around.is_some() && !self.builder.targets.is_empty() {
            self.builder.end_link();
        }
        self.builder.close();
    }

    // ---- text ----

    /// Text: its white space is one blank, but for that of `pre`.
    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            return self.builder.text.push_str(text);
        }
        if self.is_in_data() && !self.in_cell {
            return;
        }
        let blank = |c: char| c.is_ascii_whitespace();
        if self.is_between_blocks() {
            if text.chars().all(blank) {
                return;
            }
            self.ensure();
        }
        if let Some(target) = &self.around
            && self.builder.targets.is_empty()
        {
            self.builder.targets.push((self.builder.text.len(), target.clone()));
        }
        let mut apart = text.starts_with(blank);
        // Mostly the white space is in order, and all words are one.
        let words: &mut dyn Iterator<Item = &str> = match is_even(text) {
            true => &mut Some(text.trim_ascii()).filter(|words| !words.is_empty()).into_iter(),
            false => &mut text.split_ascii_whitespace(),
        };
        for word in words {
            if apart {
                self.blank();
            }
            self.builder.text.push_str(word);
            apart = true;
        }
        if text.ends_with(blank) {
            self.blank();
        }
    }

    /// A blank, unless a block, line or cell begins here or one stands here already.
    fn blank(&mut self) {
        let text = &self.builder.text;
        let begins = self.builder.leaf.as_ref().is_some_and(|leaf| text.len() <= leaf.start);
        if !begins && !text.is_empty() && !text.ends_with([' ', '\t', '\n']) {
            self.builder.text.push(' ');
        }
    }

    fn line_break(&mut self) {
        if self.preformatted > 0 {
            self.builder.text.push('\n');
        } else if self.is_in_data() {
            self.blank();
        } else if !self.is_between_blocks() {
            self.builder.hard_break();
        }
    }

    fn is_between_blocks(&self) -> bool {
        self.builder.leaf.is_none() && self.builder.table.is_none()
    }

    fn begin_list(&mut self, node: &NodeRef<'_>, numbered: bool) {
        let first = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        self.builder.lists.push(numbered.then_some(first));
        self.builder.new_list = true;
    }

    fn begin_link(&mut self, node: &NodeRef<'_>) {
        let target =
            node.attr("href").map(|target| self.addresses.link(target.trim())).unwrap_or_default();
        if self.is_between_blocks() && element::holds_blocks(node) {
            self.anchor(node);
            self.around = Some(target);
            return;
        }
        if self.is_between_blocks() && element::holds_words(node) {
            self.ensure();
        }
        self.anchor(node);
        if let Some(name) = node.attr("name") {
            self.builder.anchor(self.addresses.anchor(&name));
        }
        let is_note = target.starts_with('#') && element::is_note_reference(node);
        self.builder.targets.push((self.builder.text.len(), target));
        if is_note {
            self.refer(node);
            if !self.builder.text.ends_with('[') {
                self.builder.push("[");
                self.bracket = true;
            }
        }
    }

    // ---- notes ----

    /// Remembers which note a link refers to.
    fn refer(&mut self, node: &NodeRef<'_>) {
        let id = node.id_attr().or_else(|| node.parent().and_then(|parent| parent.id_attr()));
        let target = self.builder.targets.last().and_then(|(_, target)| target.strip_prefix('#'));
        if let (Some(id), Some(target)) = (id, target) {
            let reference = (node.text().trim().to_owned(), self.addresses.anchor(&id));
            self.references.entry(target.to_owned()).or_insert(reference);
        }
    }

    /// A note that was referred to, and that does not say its number, is given it with the
    /// way back.
    fn begin_note(&mut self, node: &NodeRef<'_>) {
        if self.references.is_empty() || !element::is_note(node) {
            return;
        }
        let name = node.id_attr().map(|id| self.addresses.anchor(&id)).unwrap_or_default();
        let reference = self.references.get(&name);
        self.note = reference.filter(|(mark, _)| !element::is_marked(node, mark)).cloned();
    }

    /// Makes sure that there is a block for text.
    fn ensure(&mut self) {
        let Some((mark, reference)) = self.note.take().filter(|_| self.is_between_blocks()) else {
            return self.builder.ensure(0);
        };
        self.builder.marker = Some(format!("[{mark}] "));
        self.builder.ensure(0);
        if let Some(start) = self.builder.leaf.as_ref().map(|leaf| leaf.start) {
            self.builder.link(start, format!("#{reference}"));
        }
    }

    fn end_link(&mut self) {
        if std::mem::take(&mut self.bracket) {
            self.builder.push("]");
        }
        let wordless = |(start, target): &(usize, String)| {
            target.starts_with('#') && self.builder.text.len() <= *start
        };
        // The name of a place in the text tells nobody anything.
        if self.builder.targets.last().is_some_and(wordless) {
            self.builder.targets.pop();
        } else {
            self.builder.end_link();
        }
    }

    /// An image is the text that stands for it, if there is one.
    fn image(&mut self, node: &NodeRef<'_>) {
        let words = node.attr("alt").unwrap_or_default();
        if words.trim().is_empty() || (self.is_in_data() && !self.in_cell) {
            return;
        }
        let alone = self.is_between_blocks();
        if alone {
            self.ensure();
        }
        let start = self.builder.text.len();
        self.text(&words);
        if self.builder.targets.is_empty() {
            let target = node.attr("src").map(|source| self.addresses.image(&source));
            self.builder.link(start, target.unwrap_or_default());
            if alone {
                self.close();
            }
        }
    }

    // ---- tables ----

    /// Whether the innermost table is one of data: its cells are cells of the text.
    fn is_in_data(&self) -> bool {
        self.tables.last().is_some_and(|data| *data)
    }

    fn begin_table(&mut self, node: &NodeRef<'_>) {
        self.close();
        let data = is_data_table(node);
        if data {
            for caption in node.children_it(false).filter(|child| child.has_name("caption")) {
                self.text(&caption.text());
                self.close();
            }
            let header = node.descendants_it().any(|cell| cell.has_name("th"));
            self.builder.begin_table(&[], 0);
            self.builder.set_header(header);
        }
        self.tables.push(data);
    }

    fn enter_in_table(&mut self, node: &NodeRef<'_>, name: &str) -> bool {
        match name {
            "caption" => return false,
            "tr" => self.builder.begin_row(),
            "td" | "th" => {
                self.builder.begin_cell();
                let span = node.attr("colspan").and_then(|span| span.trim().parse::<usize>().ok());
                self.spanned = span.unwrap_or(1).min(MAX_SPAN);
                self.in_cell = true;
            }
            _ if is_block(name) && self.in_cell => self.blank(),
            _ => {}
        }
        true
    }

    fn leave_in_table(&mut self, name: &str) {
        match name {
            "tr" => self.builder.end_row(),
            "td" | "th" => {
                self.in_cell = false;
                self.builder.end_cell();
                for _ in 1..self.spanned {
                    self.builder.begin_cell();
                    self.builder.end_cell();
                }
            }
            _ if is_block(name) && self.in_cell => self.blank(),
            _ => {}
        }
    }

    fn end_table(&mut self) {
        if self.tables.pop().unwrap_or_default() {
            self.in_cell = false;
            self.builder.end_table();
        } else {
            self.close();
        }
    }
}
