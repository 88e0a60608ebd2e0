//! One page of a book.

use std::collections::HashSet;

use dom_query::Document as Page;

use super::xhtml;
use crate::document::Parts;
use crate::load::builder::Builder;
use crate::load::html::nesting;
use crate::load::html::walk::{Addresses, walk};
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

/// Reads the page at a path of a book with these chapters.
pub(super) fn read(bytes: Vec<u8>, path: &str, chapters: &HashSet<&str>) -> Chapter {
    let source = xml::decode(bytes);
    let html = xhtml::as_html(&source);
    let capped = nesting::capped(&html);
    let page = Page::from(&*capped.source);
    let mut builder = Builder::new("");
    let addresses = InBook { path, chapters };
    builder.anchor(path.to_owned());
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
    chapters: &'a HashSet<&'a str>,
}

impl Addresses for InBook<'_> {
    fn link(&self, address: &str) -> String {
        match resolve(self.path, address) {
            Some(target) if self.chapters.contains(&*target.path) => {
                format!("#{}", super::book::place(&target.path, &target.fragment))
            }
            None if leads_out(address) => address.to_owned(),
            _ => String::new(),
        }
    }

    fn image(&self, _address: &str) -> String {
        String::new()
    }

    fn anchor(&self, id: &str) -> String {
        super::book::place(self.path, id)
    }
}
