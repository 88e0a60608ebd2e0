//! XML piece by piece, without a tree, for files that may be anything.
//!
//! Names are those without their prefix: the formats that are read here have no two elements
//! of one name in places where they could be mistaken. Of entities only those that every XML
//! file has are known; others stay as they are written, so none is ever expanded or fetched.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use super::limits::{MAX_DEPTH, MAX_XML_EVENTS};
use super::open::prefix;

/// Reads the elements and the text of a file in order. What is wrong with it ends it.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    source: &'a str,
    /// The names of the elements that are open.
    open: Vec<&'a str>,
    /// Elements that are open below the deepest level, which are not reported.
    below: usize,
    events: usize,
    /// Whether something was not read, because of a limit or a fault.
    cut: bool,
    /// Whether reading stopped before the end.
    ended: bool,
}

/// What a file consists of.
pub(super) enum Event<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// The innermost element, with this name, ends.
    Close(&'a str),
    /// Text between tags, or a part of it.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(super) struct Element<'a> {
    /// Its name without prefix.
    pub name: &'a str,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }
}

impl<'a> Xml<'a> {
    /// Begins to read.
    pub fn new(source: &'a str) -> Self {
        let mut reader = Reader::from_str(source);
        let configuration = reader.config_mut();
        configuration.expand_empty_elements = true;
        configuration.check_end_names = false;
        configuration.allow_unmatched_ends = true;
        configuration.allow_dangling_amp = true;
        Self { reader, source, open: Vec::new(), below: 0, events: 0, cut: false, ended: false }
    }

    /// Whether some of it was not read: it is deeper or longer than the limits, or faulty.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next piece.
    pub fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let from = self.position();
            self.events += 1;
            if self.ended || self.events > MAX_XML_EVENTS {
                return self.end_early();
            }
            let event = match self.reader.read_event() {
                Ok(Raw::Eof) => return None,
                Ok(event) => event,
                Err(_) => return self.end_early(),
            };
            if let Some(event) = self.event(event, from) {
                return Some(event);
            }
        }
    }

    fn end_early(&mut self) -> Option<Event<'a>> {
        (self.cut, self.ended) = (true, true);
        None
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.source.len())
    }

    fn event(&mut self, event: Raw<'a>, from: usize) -> Option<Event<'a>> {
        match event {
            Raw::Start(start) | Raw::Empty(start) => self.begin(start, from).map(Event::Open),
            Raw::End(_) if self.below > 0 => {
                self.below -= 1;
                None
            }
            Raw::End(_) => self.open.pop().map(Event::Close),
            Raw::Text(text) => Some(Event::Text(text.into_inner())),
            Raw::CData(text) => Some(Event::Text(text.into_inner())),
            Raw::GeneralRef(entity) => Some(Event::Text(resolved(&entity))),
            Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) | Raw::Eof => None,
        }
    }

    fn begin(&mut self, start: BytesStart<'a>, from: usize) -> Option<Element<'a>> {
        if self.open.len() >= MAX_DEPTH {
            self.below += 1;
            self.cut = true;
            return None;
        }
        let name = self.source.get(from..).unwrap_or_default();
        let name = name.strip_prefix('<').unwrap_or(name);
        let name = name.get(..start.name().into_inner().len()).unwrap_or_default();
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
        self.open.push(name);
        Some(Element { name, start })
    }

    /// Passes over the rest of the element that was opened last, its end included.
    pub fn skip(&mut self) {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside && self.next().is_some() {}
    }

    /// The source of what is in the element that was opened last, which is passed over.
    pub fn inside(&mut self) -> &'a str {
        let from = self.position();
        self.skip();
        self.source.get(from..self.position()).unwrap_or_default()
    }

    /// The text of the element that was opened last, at most so many bytes; its end is passed.
    pub fn text(&mut self, most: usize) -> String {
        let outside = self.open.len().saturating_sub(1);
        let mut words = String::new();
        while self.open.len() > outside {
            match self.next() {
                Some(Event::Text(text)) => {
                    words.push_str(prefix(&text, most.saturating_sub(words.len())));
                }
                Some(_) => {}
                None => break,
            }
        }
        words
    }
}

/// The character that an entity stands for, or the entity as it is written.
fn resolved(entity: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(sign)) = entity.resolve_char_ref() {
        return Cow::Owned(sign.to_string());
    }
    let name = entity.xml10_content();
    Cow::Borrowed(match &*name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        "nbsp" => "\u{a0}",
        name => return Cow::Owned(format!("&{name};")),
    })
}

/// Bytes at the start of a file that hold its declaration.
const DECLARATION_BYTES: usize = 256;

/// The text of an XML file, in the encoding that it declares.
pub(super) fn decode(mut bytes: Vec<u8>) -> String {
    let marked = Encoding::for_bom(&bytes);
    let encoding = marked.map_or_else(|| declared(&bytes), |(encoding, _)| encoding);
    let mark = marked.map_or(0, |(_, length)| length);
    if encoding != UTF_8 {
        return encoding.decode_with_bom_removal(&bytes).0.into_owned();
    }
    bytes.drain(..mark);
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [b'<', 0, b'?', 0, ..] => return UTF_16LE,
        [0, b'<', 0, b'?', ..] => return UTF_16BE,
        _ => {}
    }
    let head = bytes.get(..DECLARATION_BYTES.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let label = declaration.and_then(|declaration| declaration.split_once("encoding"));
    let label = label.and_then(|(_, label)| label.split(['"', '\'']).nth(1));
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `<a` for the start of an element, `a>` for its end.
    fn told(source: &str) -> Vec<String> {
        let mut xml = Xml::new(source);
        let mut told = Vec::new();
        while let Some(event) = xml.next() {
            told.push(match event {
                Event::Open(element) => format!("<{}", element.name),
                Event::Close(name) => format!("{name}>"),
                Event::Text(text) => text.into_owned(),
            });
        }
        told
    }

    #[test]
    fn elements_texts_and_entities_come_in_order() {
        let source = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e SYSTEM 'file:///x'>]>\
                      <w:a x='1'>b<c/>&#65;&lt;&e;<![CDATA[<d>]]><!-- f --></w:a>";
        assert_eq!(told(source), ["<a", "b", "<c", "c>", "A", "<", "&e;", "<d>", "a>"]);
    }

    #[test]
    fn attributes_are_found_without_prefix() {
        let mut xml = Xml::new("<a w:val='x &amp; y' id=\"&e;\"/>");
        let Some(Event::Open(element)) = xml.next() else { panic!("an element") };
        assert_eq!(element.attribute("val").as_deref(), Some("x & y"));
        assert_eq!(element.attribute("id").as_deref(), Some("&e;"));
        assert_eq!(element.attribute("none"), None);
    }

    #[test]
    fn depth_is_limited_and_faults_end_it() {
        let deep = format!("{}x{}y", "<a>".repeat(5000), "</a>".repeat(5000));
        assert_eq!(told(&deep).len(), 2 * MAX_DEPTH + 2);
        assert_eq!(told("<a>x<b"), ["<a", "x"]);
        let mut xml = Xml::new("<a>x<b");
        while xml.next().is_some() {}
        assert!(xml.is_cut());
    }

    #[test]
    fn inside_and_skip_end_with_the_element() {
        let mut xml = Xml::new("<a><b>1<b>2</b></b><c>3</c>4</a>");
        for _ in 0..2 {
            assert!(matches!(xml.next(), Some(Event::Open(_))));
        }
        assert_eq!(xml.inside(), "1<b>2</b></b>");
        assert!(matches!(xml.next(), Some(Event::Open(_))));
        assert_eq!(xml.text(10), "3");
        assert!(matches!(xml.next(), Some(Event::Text(text)) if text == "4"));
    }

    #[test]
    fn declared_encodings_are_read() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?>caf\xe9".to_vec();
        assert!(decode(latin).ends_with("café"));
        let wide: Vec<u8> = "\u{feff}<?xml?>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(wide), "<?xml?>é");
        assert_eq!(decode(b"\xef\xbb\xbf<a/>".to_vec()), "<a/>");
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_an_end(source in "([<>/a-c =\"'&;!?\\[\\]-]|<a>|</a>|<!--|<!\\[CDATA\\[|<!DOCTYPE){0,60}") {
            let mut depth = 0_i32;
            for event in told(&source) {
                depth += i32::from(event.starts_with('<') && event.len() > 1);
            }
            prop_assert!(depth >= 0);
        }
    }
}
