//! XHTML as the parser of HTML reads it rightly.
//!
//! To HTML `<a id="p5"/>` and `<title/>` are tags that something follows, often all of the
//! chapter; a document type may hold declarations, and text may stand in CDATA sections. The
//! scan is as rough as that of `html::nesting`, and for the same reason.

use std::borrow::Cow;

/// Elements that hold nothing in HTML, and are never closed there.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// The source of a page with empty elements closed, and without declarations.
pub(super) fn as_html(source: &str) -> Cow<'_, str> {
    let mut html = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', source.as_bytes().get(at..).unwrap_or_default()) {
        let start = at + found;
        let rest = source.get(start..).unwrap_or_default();
        let (length, instead) = piece(rest);
        at = start + length;
        if let Some(instead) = instead {
            html.push_str(source.get(copied..start).unwrap_or_default());
            html.push_str(&instead);
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(source);
    }
    html.push_str(source.get(copied..).unwrap_or_default());
    Cow::Owned(html)
}

/// Bytes of the tag or the like that a text begins with, and what is to stand there instead.
fn piece(rest: &str) -> (usize, Option<String>) {
    let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("<!--") {
        return (until("-->"), None);
    }
    if let Some(text) = rest.strip_prefix("<![CDATA[") {
        let text = text.split("]]>").next().unwrap_or_default();
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        return (until("]]>"), Some(escaped));
    }
    if rest.starts_with("<?") {
        return (until("?>"), Some(String::new()));
    }
    if rest.starts_with("<!") {
        return (declaration(rest), Some(String::new()));
    }
    let closes = rest.starts_with("</");
    let name_at = 1 + usize::from(closes);
    let name = rest.get(name_at..).unwrap_or_default();
    let is_name = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | ':' | '_');
    let name = name.get(..name.find(|sign| !is_name(sign)).unwrap_or(name.len()));
    let name = name.unwrap_or_default();
    if name.is_empty() {
        return (1, None);
    }
    let length = tag(rest, name_at + name.len());
    let is_void = VOID.iter().any(|void| void.eq_ignore_ascii_case(name));
    let text = rest.get(..length).unwrap_or_default();
    match text.strip_suffix("/>") {
        // `</br>` would be a second line break.
        _ if closes => (length, is_void.then(String::new)),
        Some(begun) if !is_void => (length, Some(format!("{begun}></{name}>"))),
        _ => (length, None),
    }
}

/// Where a tag ends; a `>` in quotation marks does not end it.
fn tag(rest: &str, from: usize) -> usize {
    let mut quote = None;
    for (index, byte) in rest.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return index + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    rest.len()
}

/// Where a document type ends, with the declarations in it.
fn declaration(rest: &str) -> usize {
    let subset = rest.find(['[', '>']).filter(|&at| rest.as_bytes().get(at) == Some(&b'['));
    let behind = subset.and_then(|at| Some(at + rest.get(at..)?.find(']')?)).unwrap_or(0);
    let end = rest.get(behind..).and_then(|rest| rest.find('>'));
    end.map_or(rest.len(), |end| behind + end + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::as_html;

    #[test]
    fn empty_elements_are_closed() {
        assert_eq!(
            as_html("<title/><p><a id=\"x > y\"/>b<br/></br><img src='c'/>d<i />"),
            "<title></title><p><a id=\"x > y\"></a>b<br/><img src='c'/>d<i ></i>"
        );
    }

    #[test]
    fn declarations_are_left_out_and_sections_are_text() {
        let laughs = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a \"&b;&b;>\">\n]>\n<p>&a;</p>";
        assert_eq!(as_html(laughs), "\n<p>&a;</p>");
        assert_eq!(as_html("<!DOCTYPE html><p>"), "<p>");
        assert_eq!(as_html("<p><![CDATA[a < b & c]]></p>"), "<p>a &lt; b &amp; c</p>");
        assert_eq!(as_html("<p>a</p><!-- <b/> -->"), "<p>a</p><!-- <b/> -->");
    }

    proptest! {
        #[test]
        fn any_text_is_taken(source in "([<>/a-c =\"'!?\\[\\]é-]|<a/>|<!--|<!\\[CDATA\\[|\\]\\]>|<!D \\[){0,60}") {
            as_html(&source);
        }
    }
}
