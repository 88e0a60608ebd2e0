//! The contents of a book: the navigation page of EPUB 3, the NCX of EPUB 2.

use std::collections::HashMap;

use super::package::PackageDocument;
use crate::load::content::Fault;
use crate::load::limits::{MAX_CHAPTERS, MAX_FIELD_BYTES};
use crate::load::package::{Package, Target, resolve};
use crate::load::xml::{Event, Xml};

/// An entry of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it calls the place.
    pub label: String,
    /// How deep it stands, from 1.
    pub level: u8,
    /// The place in its chapter; empty for the start.
    pub fragment: String,
}

/// The entries of each chapter, by its path, in the order of the contents.
pub(super) type Contents = HashMap<String, Vec<Entry>>;

/// Reads the contents of a book; those of EPUB 3 count where there are both.
pub(super) fn read(package: &mut Package, document: &PackageDocument) -> Result<Contents, Fault> {
    let mut list = List::default();
    if let Some(path) = &document.navigation
        && let Some(source) = package.text(path)?
    {
        navigation(&source, path, &mut list);
    }
    if list.contents.is_empty()
        && let Some(path) = &document.ncx
        && let Some(source) = package.text(path)?
    {
        ncx(&source, path, &mut list);
    }
    Ok(list.contents)
}

/// The contents while they are read.
#[derive(Default)]
struct List {
    contents: Contents,
    count: usize,
    /// Headings without a place of their own: theirs is that of the next entry.
    waiting: Vec<(String, u8)>,
}

impl List {
    fn push(&mut self, label: &str, depth: usize, target: Option<Target>) {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty() || self.count >= MAX_CHAPTERS {
            return;
        }
        self.count += 1;
        let level = u8::try_from(depth.clamp(1, 6)).unwrap_or(6);
        let Some(Target { path, fragment }) = target else {
            return self.waiting.push((label, level));
        };
        let entries = self.contents.entry(path).or_default();
        let waiting = self.waiting.drain(..).chain([(label, level)]);
        entries.extend(waiting.map(|(label, level)| {
            let fragment = fragment.clone();
            Entry { label, level, fragment }
        }));
    }
}

/// The list of links in the `nav` that is the table of contents, else in the first one.
fn navigation(source: &str, path: &str, list: &mut List) {
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        let Event::Open(element) = event else { continue };
        if element.name != "nav" {
            continue;
        }
        let kinds = element.attribute("type").unwrap_or_default();
        if kinds.is_empty() || kinds.split_whitespace().any(|kind| kind == "toc") {
            return table_of_contents(&mut xml, path, list);
        }
        xml.skip();
    }
}

fn table_of_contents(xml: &mut Xml<'_>, path: &str, list: &mut List) {
    let outside = xml.depth().saturating_sub(1);
    let mut depth = 0_usize;
    while xml.depth() > outside {
        match xml.next() {
            Some(Event::Open(element)) => match element.name {
                "ol" | "ul" => depth += 1,
                "a" | "span" if depth > 0 => {
                    let target =
                        element.attribute("href").and_then(|address| resolve(path, &address));
                    let is_link = element.name == "a";
                    let label = xml.text(MAX_FIELD_BYTES);
                    if target.is_some() || !is_link {
                        list.push(&label, depth, target);
                    }
                }
                _ => {}
            },
            Some(Event::Close("ol" | "ul")) => depth = depth.saturating_sub(1),
            Some(_) => {}
            None => return,
        }
    }
}

/// The points of an NCX, each with a label, a place and the points below it.
fn ncx(source: &str, path: &str, list: &mut List) {
    let mut xml = Xml::new(source);
    let mut depth = 0_usize;
    let mut label = String::new();
    while let Some(event) = xml.next() {
        match event {
            Event::Open(element) => match element.name {
                "pageList" | "navList" | "docTitle" | "docAuthor" | "head" => xml.skip(),
                "navPoint" => {
                    depth += 1;
                    label.clear();
                }
                "navLabel" => label = xml.text(MAX_FIELD_BYTES),
                "content" => {
                    let target =
                        element.attribute("src").and_then(|address| resolve(path, &address));
                    if target.is_some() {
                        list.push(&label, depth, target);
                    }
                }
                _ => {}
            },
            Event::Close("navPoint") => depth = depth.saturating_sub(1),
            Event::Close(_) | Event::Text(_) => {}
        }
    }
}
