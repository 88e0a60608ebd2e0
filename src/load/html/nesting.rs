//! Cutting the nesting of a page down before it is parsed.
//!
//! The time of the parser grows with the square of the depth (20,000 open `div`s take it
//! 20 seconds). So tags that would open an element too deep are left out, and
//! their text moves up. The scan is a rough one: what it takes for a tag inside an
//! attribute or a script costs a hostile page a tag, and an honest one nothing.

use std::borrow::Cow;

use crate::load::limits::{Limit, Limits, MAX_ATTRIBUTES};

/// A page that can be parsed in linear time.
#[derive(Debug, PartialEq)]
pub(in crate::load) struct Capped<'a> {
    /// Its source.
    pub source: Cow<'a, str>,
    /// How many elements it opens.
    pub elements: usize,
    /// Bytes between its tags.
    pub text: usize,
    /// Bytes of the source that were looked at, where there are more elements than are
    /// parsed.
    pub cut_at: Option<usize>,
}

/// A tag as the scan sees it.
struct Tag<'a> {
    name: &'a str,
    kind: Kind,
    closes: bool,
    start: usize,
    end: usize,
    /// Where its attributes become too many.
    crowded: Option<usize>,
}

/// Leaves out tags below the depth, and all that follows the last element that is parsed.
pub(in crate::load) fn capped<'a>(source: &'a str, limits: &Limits) -> Capped<'a> {
    let mut depth = Depth { most: limits.count(Limit::Depth), ..Depth::default() };
    let most = limits.count(Limit::Elements);
    let mut kept = String::new();
    let mut copied = 0;
    let (mut elements, mut text, mut behind) = (0, 0, 0);
    let mut at = 0;
    let mut cut_at = None;
    while let Some(tag) = next_tag(source, &mut at) {
        text += tag.start.saturating_sub(behind);
        behind = at;
        if tag.closes {
            depth.close(tag.name, tag.kind);
            continue;
        }
        elements += 1;
        if elements > most {
            cut_at = Some(tag.start);
            break;
        }
        if !depth.open(tag.name, tag.kind) {
            kept.push_str(source.get(copied..tag.start).unwrap_or_default());
            copied = tag.end;
        } else if let Some(crowded) = tag.crowded {
            kept.push_str(source.get(copied..crowded).unwrap_or_default());
            copied = tag.end.saturating_sub(1).max(crowded);
        }
    }
    let end = cut_at.unwrap_or(source.len());
    text += end.saturating_sub(behind);
    if copied == 0 {
        let source = Cow::Borrowed(source.get(..end).unwrap_or_default());
        return Capped { source, elements, text, cut_at };
    }
    kept.push_str(source.get(copied..end).unwrap_or_default());
    Capped { source: Cow::Owned(kept), elements, text, cut_at }
}

/// The next tag from `at` on, which moves behind it, or behind the content that is no HTML.
fn next_tag<'a>(source: &'a str, at: &mut usize) -> Option<Tag<'a>> {
    loop {
        let bytes = source.as_bytes();
        let start = *at + memchr::memchr(b'<', bytes.get(*at..)?)?;
        let rest = source.get(start..)?;
        if rest.starts_with("<!--") {
            *at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let closes = rest.starts_with("</");
        let name_at = start + 1 + usize::from(closes);
        let name = source.get(name_at..)?;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let length = name.bytes().take_while(is_part).count();
        let name = name.get(..length)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            *at = start + 1;
            continue;
        }
        let (end, crowded) = tag_end(source, name_at + name.len());
        *at = end;
        let kind = Kind::of(name);
        if !closes && kind == Kind::Raw {
            *at = raw_end(source, end, name);
        }
        return Some(Tag { name, kind, closes, start, end, crowded });
    }
}

/// Where a tag ends whose name ends at `from`, and where its attributes become too many; a
/// `>` in quotation marks does not end it.
fn tag_end(source: &str, from: usize) -> (usize, Option<usize>) {
    let bytes = source.as_bytes().get(from..).unwrap_or_default();
    let mut at = 0;
    let end = loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = memchr::memchr3(b'>', b'"', b'\'', rest) else { break bytes.len() };
        at += found + 1;
        match rest.get(found) {
            Some(&mark @ (b'"' | b'\'')) => {
                let quoted = bytes.get(at..).unwrap_or_default();
                at += memchr::memchr(mark, quoted).map_or(quoted.len(), |closes| closes + 1);
            }
            _ => break at,
        }
    };
    // Each attribute takes a blank and a letter.
    let long = end > 2 * MAX_ATTRIBUTES;
    let crowded = long.then(|| crowded(bytes.get(..end).unwrap_or_default())).flatten();
    (from + end, crowded.map(|at| from + at))
}

/// Where the attributes of a tag become too many, by the blanks between them.
fn crowded(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    let mut attributes = 0;
    tag.iter().position(|&byte| {
        match (quote, byte) {
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/') => attributes += 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        attributes == MAX_ATTRIBUTES
    })
}

/// Where the content of a `script` and its like ends, which holds no tags.
fn raw_end(source: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = source.get(at..).and_then(|rest| rest.find("</")) {
        let end = source.get(at + found + 2..at + found + 2 + name.len());
        if end.is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return at + found;
        }
        at += found + 2;
    }
    source.len()
}

/// What an element is for the depth of those that follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It holds nothing.
    Void,
    /// Its content holds no tags.
    Raw,
    /// It ends by itself where the next of its kind begins.
    EndsAlone,
    /// The parser opens it anew in every block until its own end tag.
    Formatting,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let mut lower = [0; LONGEST_NAME];
        let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link"
            | b"meta" | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"noembed" | b"iframe" => {
                Self::Raw
            }
            b"p" | b"li" | b"dt" | b"dd" | b"td" | b"th" | b"tr" | b"thead" | b"tbody"
            | b"tfoot" | b"option" | b"optgroup" | b"colgroup" | b"rt" | b"rp" => Self::EndsAlone,
            b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small"
            | b"strike" | b"strong" | b"tt" | b"u" => Self::Formatting,
            _ => Self::Other,
        }
    }
}

/// Bytes of the longest name that is told from others.
const LONGEST_NAME: usize = 8;

/// What is open.
#[derive(Default)]
struct Depth<'a> {
    /// How deep elements may lie.
    most: usize,
    open: Vec<&'a str>,
    formatting: Vec<&'a str>,
}

impl<'a> Depth<'a> {
    /// Opens an element, unless it would be too deep.
    fn open(&mut self, name: &'a str, kind: Kind) -> bool {
        let stack = match kind {
            Kind::Void | Kind::EndsAlone => return true,
            Kind::Formatting => &mut self.formatting,
            Kind::Raw | Kind::Other => &mut self.open,
        };
        if stack.len() >= self.most {
            return false;
        }
        stack.push(name);
        true
    }

    /// Closes the innermost element of that name with all that is open in it.
    fn close(&mut self, name: &str, kind: Kind) {
        let is = |open: &&str| open.eq_ignore_ascii_case(name);
        match kind {
            Kind::Void | Kind::EndsAlone => {}
            Kind::Formatting => {
                if let Some(index) = self.formatting.iter().rposition(is) {
                    self.formatting.remove(index);
                }
            }
            Kind::Raw | Kind::Other => {
                if let Some(index) = self.open.iter().rposition(is) {
                    self.open.truncate(index);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::limits::{MAX_DEPTH, MAX_ELEMENTS};

    fn capped(source: &str) -> Capped<'_> {
        super::capped(source, &Limits::default())
    }

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let page = "<html><body><p>a<p>b<br><div title=\"a > b\"><b>c</b></div><!-- <div> -->\
                    <script>if (a<b) { '<div>' }</script></body></html>";
        let capped = capped(page);
        assert!(matches!(capped.source, Cow::Borrowed(source) if source == page));
        assert_eq!((capped.elements, capped.cut_at), (8, None));
    }

    #[test]
    fn unclosed_paragraphs_and_items_are_not_deep() {
        let page = "<p>a<ul><li>b<li>c</ul>".repeat(2000);
        assert!(matches!(capped(&page).source, Cow::Borrowed(_)));
    }

    #[test]
    fn tags_below_the_depth_are_left_out_and_their_text_kept() {
        let page = format!("{}x{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let source = capped(&page).source;
        assert_eq!(source.matches("<div>").count(), MAX_DEPTH);
        assert!(source.contains('x'));
        let page = (0..20_000).map(|size| format!("<font size={size}>y")).collect::<String>();
        let source = capped(&page).source;
        assert_eq!((source.matches("<font").count(), source.matches('y').count()), (512, 20_000));
    }

    #[test]
    fn attributes_beyond_the_limit_are_left_out() {
        let attributes: String = (0..5000).map(|number| format!(" a{number}='>'")).collect();
        let page = format!("<p{attributes}>text</p>");
        let source = capped(&page).source;
        assert_eq!(source.matches('=').count(), MAX_ATTRIBUTES - 1);
        assert!(source.ends_with(">text</p>"));
    }

    #[test]
    fn end_tags_that_close_nothing_hide_no_depth() {
        let page = "<div></b>".repeat(5000);
        assert_eq!(capped(&page).source.matches("<div>").count(), MAX_DEPTH);
    }

    #[test]
    fn elements_beyond_the_limit_are_cut_off() {
        let page = "<br>".repeat(MAX_ELEMENTS + 5);
        assert_eq!(capped(&page).cut_at, Some(MAX_ELEMENTS * 4));
    }
}
