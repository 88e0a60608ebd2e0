//! Books in EPUB, 2 and 3 → one text with blocks, chapter after chapter.
//!
//! A book is an archive of pages: `META-INF/container.xml` names the package document, which
//! tells title and authors, the pages and their order; a further file holds the contents.
//! Each page is read as the web pages are (`html::walk`), and then joined to the book with
//! headings from the contents where it has none of its own.

mod book;
mod chapter;
mod contents;
mod heading;
mod package;
mod xhtml;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::ops::ControlFlow;

use self::book::Book;
use self::chapter::Numbers;
use self::package::PackageDocument;
use super::Options;
use super::content::{Content, Fault};
use super::format::{About, Described, Packed, Sign};
use super::limits::{FIRST_CHAPTERS_BYTES, Limit, Limits, MAX_BOOK_ELEMENTS};
use super::package::{Package, begins_with, resolve};
use super::xml::{Event, Xml};
use crate::document::{Format, Notice, Parts};

/// Books in EPUB.
pub(super) struct Epub;

const MIMETYPE: &str = "application/epub+zip";
const CONTAINER: &str = "META-INF/container.xml";

impl Described for Epub {
    fn format(&self) -> Format {
        Format::Epub
    }

    fn about(&self) -> About {
        About { name: "epub", what: "books, EPUB 2 and 3", extensions: &["epub"] }
    }
}

impl Packed for Epub {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let typed = begins_with(beginning, &["mimetype", MIMETYPE]);
        if typed || begins_with(beginning, &[CONTAINER]) {
            Sign::Certain
        } else if begins_with(beginning, &[]) {
            Sign::IfNamed
        } else {
            Sign::None
        }
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let mut package = Package::open(content, &options.limits)?;
        let path = package_path(&mut package)?;
        let source = package.text(&path)?.unwrap_or_default();
        let mut document =
            PackageDocument::read(&source, &path, options.limits.count(Limit::Chapters))
                .ok_or_else(|| Fault::broken("it does not say which files are its chapters"))?;
        refuse_encrypted(&mut package, &document)?;
        let contents = contents::read(&mut package, &document)?;
        let book = Book::new(std::mem::take(&mut document.metadata), contents);
        read(&mut package, &document, book, &options.limits, part)
    }
}

/// How many times as long as the last part the next one is: the cost of all together stays
/// a share of the whole.
const PART_GROWTH: usize = 8;

/// Reads the chapters in their order.
fn read(
    package: &mut Package,
    document: &PackageDocument,
    mut book: Book,
    limits: &Limits,
    part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
) -> Result<Parts, Fault> {
    let paths = document.chapters.iter().map(String::as_str);
    let numbers: Numbers<'_> = paths.zip(1..).collect();
    let mut next_part = FIRST_CHAPTERS_BYTES;
    let mut elements = 0;
    let mut missing = document.missing;
    // The first limit that was met; without a name where it cannot be set.
    let mut met = document.more.then_some(Limit::Chapters.about().name);
    for (index, path) in document.chapters.iter().enumerate() {
        if package.is_spent() {
            met = met.or(Some(Limit::Book.about().name));
            break;
        }
        if elements >= MAX_BOOK_ELEMENTS {
            met = met.or(Some(""));
            break;
        }
        let Some(entry) = package.read(path, limits.of(Limit::Page))? else {
            missing += 1;
            continue;
        };
        missing += usize::from(entry.bytes.is_empty() && !entry.complete);
        if !entry.complete && !entry.bytes.is_empty() {
            let limit = if package.is_spent() { Limit::Book } else { Limit::Page };
            met = met.or(Some(limit.about().name));
        }
        let chapter = chapter::read(entry.bytes, path, &numbers, limits);
        elements += chapter.elements;
        if chapter.truncated {
            met = met.or(Some(Limit::Elements.about().name));
        }
        book.append(chapter.parts, index + 1, path);
        if book.len() >= next_part && index + 1 < document.chapters.len() {
            next_part = book.len().saturating_mul(PART_GROWTH);
            if part(book.clone().finish()).is_break() {
                break;
            }
        }
    }
    let read = book.len() as u64;
    let mut parts = book.finish();
    if parts.blocks.is_empty() && missing > 0 {
        return Err(Fault::broken("its chapters are missing or damaged"));
    }
    if missing > 0 {
        parts.notices.push(Notice::Missing { count: missing });
    }
    if let Some(limit) = met {
        parts.notices.push(Notice::Truncated { read, limit });
    }
    Ok(parts)
}

/// Where the package document lies.
fn package_path(package: &mut Package) -> Result<String, Fault> {
    let named = match package.text(CONTAINER)? {
        Some(container) => root_file(&container),
        None => package.names().find(|name| name.to_lowercase().ends_with(".opf")),
    };
    named.ok_or_else(|| Fault::broken("its container does not name a package document"))
}

/// The package document that a container names first.
fn root_file(container: &str) -> Option<String> {
    let mut xml = Xml::new(container);
    while let Some(event) = xml.next() {
        if let Event::Open(element) = event
            && element.name == "rootfile"
        {
            return Some(resolve("", &element.attribute("full-path")?)?.path);
        }
    }
    None
}

/// Ways to keep fonts from being taken out of a book; its text is not encrypted by them.
const FONT_OBFUSCATION: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Fails where chapters are encrypted.
fn refuse_encrypted(package: &mut Package, document: &PackageDocument) -> Result<(), Fault> {
    let Some(encryption) = package.text("META-INF/encryption.xml")? else { return Ok(()) };
    let chapters: HashSet<&str> = document.chapters.iter().map(String::as_str).collect();
    let mut xml = Xml::new(&encryption);
    let mut hides = true;
    while let Some(event) = xml.next() {
        let Event::Open(element) = event else { continue };
        match element.name {
            "EncryptedData" => hides = true,
            "EncryptionMethod" => {
                let method = element.attribute("Algorithm").unwrap_or_default();
                hides = !FONT_OBFUSCATION.contains(&method.as_str());
            }
            "CipherReference" => {
                let target = element.attribute("URI").and_then(|address| resolve("", &address));
                if hides && target.is_some_and(|target| chapters.contains(&*target.path)) {
                    return Err(Fault::broken(
                        "it is encrypted; only the program that it was bought for can open it",
                    ));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
