//! One page of a book.

use std::collections::HashMap;

use dom_query::Document as Page;

use super::book::place;
use super::xhtml;
use crate::document::Parts;
use crate::load::builder::Builder;
use crate::load::html::nesting;
use crate::load::html::walk::{Addresses, walk};
use crate::load::limits::Limits;
use crate::load::package::{leads_out, resolve};
use crate::load::xml;

/// A page that was read.
pub(super) struct Chapter {
    /// Its text and blocks, with every place that it names.
    pub parts: Parts,
    /// How many elements it has.
    pub elements: usize,
    /// Whether it has more than are parsed.
    pub truncated: bool,
}

/// The numbers of the chapters of a book, by their paths.
pub(super) type Numbers<'a> = HashMap<&'a str, usize>;

/// Reads the page at a path of a book with these chapters.
pub(super) fn read(bytes: Vec<u8>, path: &str, chapters: &Numbers<'_>, limits: &Limits) -> Chapter {
    let source = xml::decode(bytes);
    let html = xhtml::as_html(&source);
    let capped = nesting::capped(&html, limits);
    let page = Page::from(&*capped.source);
    let mut builder = Builder::new("");
    let number = chapters.get(path).copied().unwrap_or_default();
    let addresses = InBook { path, number, chapters };
    builder.anchor(place(number, ""));
    if let Some(body) = page.body() {
        walk(body, &addresses, &mut builder);
    }
    Chapter {
        parts: builder.finish(),
        elements: capped.elements,
        truncated: capped.cut_at.is_some(),
    }
}

/// The addresses of a page in a book: all places of the book are places of one document.
struct InBook<'a> {
    path: &'a str,
    number: usize,
    chapters: &'a Numbers<'a>,
}

impl Addresses for InBook<'_> {
    fn link(&self, address: &str) -> String {
        let target = resolve(self.path, address);
        let number = target.as_ref().and_then(|target| self.chapters.get(&*target.path));
        match (target.as_ref(), number) {
            (Some(target), Some(number)) => format!("#{}", place(*number, &target.fragment)),
            (None, _) if leads_out(address) => address.to_owned(),
            _ => String::new(),
        }
    }

    fn image(&self, _address: &str) -> String {
        String::new()
    }

    fn anchor(&self, id: &str) -> String {
        place(self.number, id)
    }
}
