//! Feeds (RSS, Atom, RDF, JSON Feed) and lists of them (OPML).
//!
//! A feed is held as text; where its entries lie is found as they are listed, and an entry
//! is taken apart when it is read. Entities that a feed declares are never expanded.

mod entry;
mod json;
pub(in crate::load) mod opml;
mod xml;

use std::ops::Range;
use std::sync::Arc;

use self::entry::Entry;
use super::{Collection, Context, Listing, Members, Opened, Place, Shelf};
use crate::document::Format;
use crate::load::content::{Content, Fault};
use crate::load::encoding::Decoding;
use crate::load::format::{About, Described, Sign};
use crate::load::limits::{Limit, Limits, SAMPLE_BYTES};

/// Feeds.
pub(in crate::load) struct Feed;

impl Described for Feed {
    fn format(&self) -> Format {
        Format::Feed
    }

    fn about(&self) -> About {
        let extensions = &["rss", "atom", "rdf", "xml"];
        About { name: "feed", what: "feeds (RSS, Atom, JSON Feed): each entry", extensions }
    }
}

impl Collection for Feed {
    fn sign(&self, beginning: &[u8]) -> Sign {
        if !may_be_markup(beginning) {
            return Sign::None;
        }
        let text = decoded(beginning);
        match xml::root(&text) {
            Some(root) if root.is_feed() => Sign::Certain,
            None if json::is_feed(&text) => Sign::Certain,
            _ => Sign::None,
        }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let limits = &context.options.limits;
        let most = limits.count(Limit::FeedEntries);
        let text: Arc<str> = read(&content, limits)?.into();
        if text.trim_start().starts_with('{') {
            let (about, items) = json::open(&text)?;
            return Ok(Arc::new(Entries { about, kind: Kind::Json(items), text, most }));
        }
        let about = xml::about(&text);
        Ok(Arc::new(Entries { about, kind: Kind::Xml, text, most }))
    }
}

/// What a feed says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Channel {
    title: String,
    language: String,
    /// The address that relative ones in it begin with.
    base: String,
}

struct Entries {
    about: Channel,
    kind: Kind,
    text: Arc<str>,
    /// Entries that are listed.
    most: usize,
}

enum Kind {
    Xml,
    /// Where the entries lie.
    Json(Vec<Range<usize>>),
}

impl Shelf for Entries {
    fn members(self: Arc<Self>) -> Members {
        let (mut number, mut behind, mut ended) = (0, 0, false);
        Box::new(std::iter::from_fn(move || {
            let range = match &self.kind {
                Kind::Json(items) => items.get(number)?.clone(),
                Kind::Xml => match xml::next_entry(&self.text, behind) {
                    Ok(range) => range?,
                    Err(reason) => {
                        behind = self.text.len();
                        let name = String::new();
                        return Some(Ok(Listing::Omitted { name, reason }));
                    }
                },
            };
            if number >= self.most {
                behind = self.text.len();
                let limit = Limit::FeedEntries.about().name;
                let reason =
                    format!("only its first {number} entries are listed (--limit {limit}=…)");
                // Nothing is left to be listed then.
                return (!std::mem::replace(&mut ended, true))
                    .then(|| Ok(Listing::Omitted { name: String::new(), reason }));
            }
            number += 1;
            behind = range.end;
            let title = self.entry(&range).title;
            let title = (!title.is_empty()).then_some(title);
            let place = Place { start: range.start as u64, end: range.end as u64 };
            Some(Ok(Listing::Member { name: format!("#{number}"), title, place }))
        }))
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let index = |at| usize::try_from(at).unwrap_or(usize::MAX);
        let entry = self.entry(&(index(place.start)..index(place.end)));
        Ok(Opened::Document(Box::new(entry.parts(&self.about))))
    }
}

impl Entries {
    fn entry(&self, range: &Range<usize>) -> Entry {
        let text = self.text.get(range.clone()).unwrap_or_default();
        match self.kind {
            Kind::Xml => xml::entry(text),
            Kind::Json(_) => json::entry(text),
        }
    }
}

/// Whether a file may begin with the markup of a feed, in any encoding: for most files the
/// first byte tells that it does not, and web pages say what they are.
fn may_be_markup(beginning: &[u8]) -> bool {
    let start = beginning.trim_ascii_start();
    let is = |tag: &[u8]| start.get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag));
    let is_page = is(b"<!doctype html") || is(b"<html");
    !is_page && start.first().is_some_and(|byte| b"<{\0\xef\xfe\xff".contains(byte))
}

/// The text of a feed, or of a list of them.
fn read(content: &Content, limits: &Limits) -> Result<String, Fault> {
    let most = limits.of(Limit::Feed);
    let bytes = content.bytes(most.saturating_add(1))?;
    if bytes.len() as u64 > most {
        let limit = Limit::Feed.about().name;
        return Err(Fault::broken(format!("it is longer than {most} bytes (--limit {limit}=…)")));
    }
    Ok(decoded(&bytes))
}

/// The text in the encoding that it names, or else the one that it seems to have.
fn decoded(bytes: &[u8]) -> String {
    let named = xml::encoding(bytes).and_then(encoding_rs::Encoding::for_label);
    if let Some(encoding) = named.filter(|encoding| encoding.is_ascii_compatible()) {
        let (text, malformed) = encoding.decode_with_bom_removal(bytes);
        if !malformed {
            return text.into_owned();
        }
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE_BYTES)).unwrap_or_default();
    let (mut decoding, mark) = Decoding::begin(sample, bytes.len());
    decoding.push(bytes.get(mark..).unwrap_or_default(), true);
    decoding.finish().0
}

#[cfg(test)]
mod tests;
