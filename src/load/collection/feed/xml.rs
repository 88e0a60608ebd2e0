//! Feeds in XML: RSS 0.9 to 2, Atom, RDF.
//!
//! What is not well-formed is read as far as it can be: feeds often are not.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Channel;
use super::entry::{self, Entry};
use crate::load::joining::is_address;
use crate::load::limits::{MAX_ATTRIBUTES, MAX_FIELD_BYTES};

/// The first element of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Root<'a> {
    /// Its name without a prefix.
    pub name: &'a str,
    /// The rest of its tag.
    attributes: &'a str,
}

impl Root<'_> {
    /// Whether it is that of a feed.
    pub fn is_feed(&self) -> bool {
        let says = |part: &str| self.attributes.contains(part);
        match self.name {
            "rss" => true,
            "feed" => says("/Atom") || says("purl.org/atom") || !says("xmlns"),
            "RDF" => says("purl.org/rss/") || says("netscape.com/rdf/simple"),
            _ => false,
        }
    }
}

/// The first element, behind the declaration, comments and declarations of entities.
pub(super) fn root(text: &str) -> Option<Root<'_>> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let closing = match () {
            () if rest.starts_with("<?") => "?>",
            () if rest.starts_with("<!--") => "-->",
            () if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) => {
                let brackets = rest.find('>').zip(rest.find('['));
                if brackets.is_some_and(|(end, subset)| subset < end) { "]>" } else { ">" }
            }
            () => break,
        };
        rest = rest.get(rest.find(closing)? + closing.len()..)?.trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let tag = tag.get(..tag.find('>').unwrap_or(tag.len()))?;
    let end = tag.find(|sign: char| sign.is_whitespace() || sign == '/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(end)?;
    Some(Root { name: name.rsplit(':').next()?, attributes })
}

/// The encoding that the declaration names.
pub(super) fn encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..bytes.len().min(200))?;
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = declaration.get(..memchr::memmem::find(declaration, b"?>")?)?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut quoted = declaration.get(at..)?.split(|byte| matches!(byte, b'"' | b'\''));
    quoted.nth(1)
}

/// A reader that goes on where a stricter one would stop.
fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn is_entry(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "item" | "entry")
}

/// Where the next entry lies, from some place on; what is wrong where the rest cannot be
/// read.
pub(super) fn next_entry(text: &str, from: usize) -> Result<Option<Range<usize>>, String> {
    let rest = text.get(from..).unwrap_or_default();
    let mut reader = reader(rest);
    let mut begun: Option<(usize, String)> = None;
    loop {
        let before = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(tag)) if begun.is_none() && is_entry(&tag) => {
                begun = Some((before, tag.name().as_ref().to_owned()));
            }
            Ok(Event::End(tag)) => {
                if let Some((start, name)) = &begun
                    && tag.name().as_ref() == name
                {
                    return Ok(Some(from + start..from + position(&reader)));
                }
            }
            // What was read of the last entry is there.
            Ok(Event::Eof) => return Ok(begun.map(|(start, _)| from + start..text.len())),
            Err(_) if begun.is_some() => {
                return Ok(begun.map(|(start, _)| from + start..text.len()));
            }
            Err(error) => {
                return Err(format!("only the entries before its damage are listed: {error}"));
            }
            Ok(_) => {}
        }
    }
}

/// What stands before the first entry.
pub(super) fn about(text: &str) -> Channel {
    let mut about = Channel::default();
    elements(text, &mut |element| {
        if is_entry(element.tag) {
            return Next::Stop;
        }
        if about.base.is_empty() {
            about.base = element.attribute("xml:base");
        }
        match element.name() {
            "rss" | "RDF" | "feed" | "channel" => return Next::Enter,
            "title" if about.title.is_empty() => about.title = entry::title(&element.plain()),
            "language" => about.language = entry::words(&element.plain()),
            "link" if about.base.is_empty() => about.base = link(element).unwrap_or_default(),
            _ => {}
        }
        Next::PassOver
    });
    about
}

/// An entry.
pub(super) fn entry(text: &str) -> Entry {
    let mut reading = Reading { date: usize::MAX, content: usize::MAX, ..Reading::default() };
    let mut begun = false;
    elements(text, &mut |element| {
        if begun {
            reading.element(element);
            return Next::PassOver;
        }
        begun = true;
        reading.entry.base = element.attribute("xml:base");
        Next::Enter
    });
    reading.entry.attached.retain(|address| !address.is_empty());
    reading.entry
}

/// Dates of an entry and texts of it, the best first.
const DATES: [&str; 7] =
    ["published", "pubDate", "issued", "date", "created", "updated", "modified"];
const TEXTS: [&str; 4] = ["encoded", "content", "description", "summary"];

/// An entry while it is read, and which of its dates and texts it has so far.
#[derive(Default)]
struct Reading {
    entry: Entry,
    date: usize,
    content: usize,
}

impl Reading {
    fn element(&mut self, element: &mut Element<'_, '_>) {
        // Elements of other vocabularies have the same names for other things.
        let dublin_core = ["dc", "dcterms"].contains(&element.prefix());
        let encoded = element.name() == "encoded";
        let own = matches!(element.prefix(), "" | "atom" | "rss" | "a");
        if !own && !dublin_core && !encoded {
            return;
        }
        let rank = |names: &[&str]| names.iter().position(|name| *name == element.name());
        let (date, content) = (rank(&DATES), rank(&TEXTS).filter(|_| own || encoded));
        match element.name().to_owned().as_str() {
            "title" if self.entry.title.is_empty() => {
                self.entry.title = entry::title(&element.plain());
            }
            "link" | "guid" | "enclosure" => self.address(element),
            "author" | "creator" => self.author(&author(element.inner())),
            _ => {}
        }
        if let Some(rank) = date.filter(|rank| *rank < self.date) {
            let value = entry::words(&element.plain());
            if !value.is_empty() {
                (self.entry.date, self.date) = (value, rank);
            }
        }
        if let Some(rank) = content.filter(|rank| *rank < self.content) {
            self.content(element, rank);
        }
    }

    fn address(&mut self, element: &mut Element<'_, '_>) {
        let entry = &mut self.entry;
        match element.name() {
            "enclosure" => entry.attached.push(element.attribute("url")),
            "link" if element.attribute("rel") == "enclosure" => {
                entry.attached.push(element.attribute("href"));
            }
            "link" if entry.link.is_empty() => entry.link = link(element).unwrap_or_default(),
            "guid" if entry.link.is_empty() && element.attribute("isPermaLink") != "false" => {
                let address = element.plain();
                entry.link = if is_address(&address) { address } else { String::new() };
            }
            _ => {}
        }
    }

    fn author(&mut self, name: &str) {
        let author = &mut self.entry.author;
        if !name.is_empty() && !author.contains(name) && author.len() < MAX_FIELD_BYTES {
            author.push_str(if author.is_empty() { "" } else { ", " });
            author.push_str(name);
        }
    }

    fn content(&mut self, element: &mut Element<'_, '_>, rank: usize) {
        let (content, is_html) = content(&element.attribute("type"), element.inner());
        if content.trim().is_empty() {
            return;
        }
        let entry = &mut self.entry;
        (entry.content, entry.is_html, self.content) = (content, is_html, rank);
        let base = element.attribute("xml:base");
        if !base.is_empty() {
            entry.base = base;
        }
    }
}

/// The text of an entry, and whether it is HTML.
fn content(kind: &str, inner: &str) -> (String, bool) {
    match kind {
        "xhtml" | "application/xhtml+xml" => (inner.to_owned(), true),
        "text" | "text/plain" => (plain(inner), false),
        "html" | "text/html" => (plain(inner), true),
        _ if inner.contains("</") && !inner.contains("<![CDATA[") => (inner.to_owned(), true),
        _ => {
            let text = plain(inner);
            let html = entry::seems_html(&text);
            (text, html)
        }
    }
}

/// `<link href="…"/>` of Atom, where it leads to the text; `<link>…</link>` of RSS.
fn link(element: &mut Element<'_, '_>) -> Option<String> {
    let (address, relation) = (element.attribute("href"), element.attribute("rel"));
    let address = if address.is_empty() { entry::words(&element.plain()) } else { address };
    (matches!(&*relation, "" | "alternate") && !address.is_empty()).then_some(address)
}

/// The name in an element of Atom, or the text of RSS: `ada@x.example (Ada Moreau)`.
fn author(inner: &str) -> String {
    let mut name = String::new();
    elements(inner, &mut |element| {
        if element.name() == "name" && name.is_empty() {
            name = entry::words(&element.plain());
        }
        Next::PassOver
    });
    if !name.is_empty() {
        return name;
    }
    let text = entry::words(&plain(inner));
    let bracketed = text.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
    bracketed.map(str::to_owned).unwrap_or(text)
}

/// What to do behind the tag of an element.
enum Next {
    /// Go on with what it holds.
    Enter,
    /// Go on behind it.
    PassOver,
    Stop,
}

/// An element that is come upon.
struct Element<'e, 'a> {
    tag: &'e BytesStart<'a>,
    text: &'a str,
    /// Behind the tag, and behind the element once its content was asked for.
    ahead: &'e mut Reader<&'a [u8]>,
    inner: Option<&'a str>,
    closed: bool,
}

impl<'a> Element<'_, 'a> {
    /// What it holds. One that is not closed ends with the text.
    fn inner(&mut self) -> &'a str {
        if let Some(inner) = self.inner {
            return inner;
        }
        let start = position(self.ahead);
        let rest = self.text.get(start..).unwrap_or_default();
        let span = self.ahead.read_to_end(self.tag.name());
        let length =
            span.ok().and_then(|span| usize::try_from(span.end).ok()).map(|end| end - start);
        self.closed = length.is_some();
        let inner = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.inner.insert(inner)
    }

    /// Its text, without tags.
    fn plain(&mut self) -> String {
        plain(self.inner())
    }

    fn attribute(&self, name: &str) -> String {
        attribute(self.tag, name)
    }

    fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    fn prefix(&self) -> &str {
        self.tag.name().prefix().map_or("", |prefix| prefix.into_inner())
    }
}

/// Calls `each` with the elements of a text, from top to bottom.
fn elements(text: &str, each: &mut dyn FnMut(&mut Element<'_, '_>) -> Next) {
    let mut reader = reader(text);
    loop {
        let (tag, empty) = match reader.read_event() {
            Ok(Event::Start(tag)) => (tag, false),
            Ok(Event::Empty(tag)) => (tag, true),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => continue,
        };
        let mut ahead = reader.clone();
        let inner = empty.then_some("");
        let mut element = Element { tag: &tag, text, ahead: &mut ahead, inner, closed: empty };
        match each(&mut element) {
            Next::Stop => return,
            Next::Enter => {}
            Next::PassOver => {
                element.inner();
                if !element.closed {
                    return;
                }
                reader = ahead;
            }
        }
    }
}

/// An attribute, or "".
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    // Looking for one given twice would take the square of their number.
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).take(MAX_ATTRIBUTES).flatten();
    let mut found = attributes.filter(|attribute| attribute.key.as_ref() == name);
    found.next().map(|attribute| plain(&attribute.value)).unwrap_or_default()
}

/// The text of what an element holds, without tags and with references resolved. Entities
/// that the file declares stay as they are.
fn plain(inner: &str) -> String {
    let mut reader = reader(inner);
    let mut text = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Text(piece)) => text.push_str(&piece.into_inner()),
            Ok(Event::CData(piece)) => text.push_str(&piece.into_inner()),
            Ok(Event::GeneralRef(reference)) => push_reference(&mut text, reference),
            Ok(Event::Eof) | Err(_) => return text,
            Ok(_) => {}
        }
    }
}

fn push_reference(text: &mut String, reference: BytesRef<'_>) {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return text.push(character);
    }
    let name = reference.into_inner();
    match resolve_html5_entity(&name) {
        Some(resolved) => text.push_str(resolved),
        None => {
            text.push('&');
            text.push_str(&name);
            text.push(';');
        }
    }
}

/// Calls `each` with the tags of every element of some name, also of those in each other.
pub(super) fn each_named(
    text: &str,
    name: &str,
    each: &mut dyn FnMut(&BytesStart<'_>),
) -> Result<(), String> {
    let mut reader = reader(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == name => {
                each(&tag);
            }
            Ok(Event::Eof) => return Ok(()),
            Err(error) => return Err(error.to_string()),
            Ok(_) => {}
        }
    }
}
