//! HTML inside Markdown: tags that are known are dropped, what stands between them is
//! text, and what is no tag is shown as it is.

use crate::load::html::element::is_block;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text; entities are not decoded.
    Text(&'a str),
    /// A tag, from `<` to `>`.
    Tag(&'a str),
}

/// The pieces of a stretch of HTML; comments, declarations and processing instructions
/// are left out where they are closed.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (text, tag) = rest.split_at(at);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        let end = match tag {
            _ if tag.starts_with("<!--") => "-->",
            _ if tag.starts_with("<![CDATA[") => "]]>",
            _ if tag.starts_with("<?") => "?>",
            _ => ">",
        };
        // What is not closed is text to the end, and is looked at only once.
        let Some(length) = tag.find(end).map(|at| at + end.len()) else {
            pieces.push(Piece::Text(tag));
            return pieces;
        };
        let (tag, behind) = tag.split_at(length);
        match tag.strip_prefix("<![CDATA[").and_then(|data| data.strip_suffix("]]>")) {
            Some(data) => pieces.push(Piece::Text(data)),
            None if tag.starts_with("<!") || tag.starts_with("<?") => {}
            None => pieces.push(Piece::Tag(tag)),
        }
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The name of a tag that HTML knows, in lower case, and whether it closes.
pub(super) fn name(tag: &str) -> Option<(String, bool)> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let closes = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.find(|character: char| !character.is_ascii_alphanumeric());
    let name = inner.get(..length.unwrap_or(inner.len()).min(12))?.to_ascii_lowercase();
    KNOWN.contains(&name.as_str()).then_some((name, closes))
}

/// Whether the text around a tag stands on lines of its own. Cells of a row share one.
pub(super) fn breaks_lines(name: &str) -> bool {
    name == "br" || is_block(name) && !matches!(name, "td" | "th")
}

/// The value of an attribute of a tag.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, behind) = rest.split_at(at);
        let behind = behind.get(name.len()..)?;
        if before.ends_with([' ', '\n', '\t', '"', '\''])
            && let Some(value) = behind.trim_start().strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
            return match quote {
                Some(quote) => value.get(1..)?.split(quote).next(),
                None => value.split([' ', '>', '\n', '\t']).next(),
            };
        }
        rest = behind;
    }
}

/// A text with its entities decoded: the named ones of everyday, and all numbers.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, entity) = rest.split_at(at);
        decoded.push_str(before);
        let end = entity.bytes().take(12).position(|byte| byte == b';');
        let character = end.and_then(|end| entity.get(1..end)).and_then(character);
        match (end, character) {
            (Some(end), Some(character)) => {
                decoded.push(character);
                rest = entity.get(end + 1..).unwrap_or_default();
            }
            _ => {
                decoded.push('&');
                rest = entity.get(1..).unwrap_or_default();
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
        ("copy", '©'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("euro", '€'),
        ("pound", '£'),
    ];
    named.iter().find(|(name, _)| *name == entity).map(|(_, character)| *character)
}

/// Elements of HTML whose tags are dropped.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "bdi",
    "bdo", "big", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "del", "details", "dfn", "dialog", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form",
    "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
    "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map",
    "mark", "menu", "meta", "meter", "nav", "noscript", "object", "ol", "optgroup", "option",
    "output", "p", "param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp",
    "script", "section", "select", "small", "source", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_apart() {
        assert_eq!(
            pieces("a <b>c</b><!-- d --> <![CDATA[e]]><f"),
            [
                Piece::Text("a "),
                Piece::Tag("<b>"),
                Piece::Text("c"),
                Piece::Tag("</b>"),
                Piece::Text(" "),
                Piece::Text("e"),
                Piece::Text("<f")
            ]
        );
        assert_eq!(name("</DIV>"), Some(("div".to_owned(), true)));
        assert_eq!(name("<Vec>"), None);
    }

    #[test]
    fn attributes_and_entities() {
        assert_eq!(attribute("<img data-alt='x' alt=\"A b\">", "alt"), Some("A b"));
        assert_eq!(attribute("<a href=x.html>", "href"), Some("x.html"));
        assert_eq!(decode("a &amp; b &#x2014; &bogus; & &#0;"), "a & b — &bogus; & \0");
    }
}
