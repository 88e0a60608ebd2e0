//! An entry of a feed → a document.

use super::Channel;
use crate::document::{Format, Parts};
use crate::load::Options;
use crate::load::address::absolute;
use crate::load::format;
use crate::load::header::{self, Field};
use crate::load::joining::Joining;

/// An entry of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub title: String,
    pub author: String,
    pub date: String,
    pub link: String,
    /// What hangs on it: recordings, images.
    pub attached: Vec<String>,
    /// The text, and whether it is HTML.
    pub content: String,
    pub is_html: bool,
    /// The address that relative ones in it begin with, where it has one of its own.
    pub base: String,
}

impl Entry {
    /// The document.
    pub fn parts(self, feed: &Channel) -> Parts {
        let base = resolved(&self.base, &feed.base);
        let base = if base.is_empty() { resolved(&self.link, &feed.base) } else { base };
        let link = resolved(&self.link, &base);
        let mut joining = Joining::default();
        let metadata = joining.metadata();
        header::set(metadata, Field::Title, &self.title);
        header::set(metadata, Field::Byline, &self.author);
        header::set(metadata, Field::Source, &feed.title);
        header::set(metadata, Field::Language, &feed.language);
        metadata.date = header::date::parse(&self.date);
        joining.heading(1, &self.title);
        let lines = [("By", &self.author), ("Date", &self.date), ("Link", &link)];
        let attached = self.attached.iter().map(|attached| ("Attached", attached));
        let lines = lines.into_iter().chain(attached).filter(|(_, value)| !value.is_empty());
        joining.lines(lines.map(|(label, value)| (label, &**value)), 0);
        let format = if self.is_html { Format::Html } else { Format::Plain };
        let mut content = format::loader(format).parts(self.content, &Options::whole_page());
        for link in &mut content.links {
            if let Some(whole) = absolute(&link.target, &base) {
                link.target = whole;
            }
        }
        joining.push(content, 0);
        Parts { format: Format::Feed, ..joining.finish() }
    }
}

/// An address that may lack its beginning.
fn resolved(address: &str, base: &str) -> String {
    absolute(address, base).unwrap_or_else(|| address.trim().to_owned())
}

/// A text of several lines in one.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a title, in which feeds put HTML.
pub(super) fn title(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return words(text);
    }
    let shown =
        words(&format::loader(Format::Html).parts(text.to_owned(), &Options::whole_page()).text);
    if shown.is_empty() { words(text) } else { shown }
}

/// Whether a text that may be HTML or not is.
pub(super) fn seems_html(text: &str) -> bool {
    let reference = |rest: &str| {
        let name = rest.find(';').and_then(|end| rest.get(1..end)).unwrap_or_default();
        (2..=10).contains(&name.len())
            && name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '#')
    };
    let tag = |rest: &str| {
        let name = rest.get(1..).unwrap_or_default();
        let begins =
            name.trim_start_matches('/').starts_with(|sign: char| sign.is_ascii_alphabetic());
        begins && name.contains('>')
    };
    let mut places = text.match_indices(['<', '&']).take(100).filter_map(|(at, _)| text.get(at..));
    places.any(|rest| if rest.starts_with('<') { tag(rest) } else { reference(rest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_text() {
        for html in ["<p>a", "a <b>b</b>", "a&nbsp;b", "x &#39; y", "a</p >"] {
            assert!(seems_html(html), "{html}");
        }
        for text in ["", "a < b > c", "AT&T; no", "R&D", "1<2", "<3 hearts"] {
            assert!(!seems_html(text), "{text}");
        }
        assert_eq!(title("R&amp;D: <i>the  vote</i>"), "R&D: the vote");
        assert_eq!(title("a < b"), "a < b");
    }
}
