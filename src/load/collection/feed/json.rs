//! JSON Feed.

use std::ops::Range;

use serde_json::value::RawValue;

use super::Channel;
use super::entry::{self, Entry};
use crate::load::collection::Columns;
use crate::load::collection::data::json;
use crate::load::collection::data::row::Row;
use crate::load::content::Fault;

/// Whether a text begins as a JSON Feed does.
pub(super) fn is_feed(text: &str) -> bool {
    let versions = ["://jsonfeed.org/version/", ":\\/\\/jsonfeed.org\\/version\\/"];
    let begins = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    begins && versions.iter().any(|version| text.contains(version))
}

/// What a feed says of itself, and where its items lie.
pub(super) fn open(text: &str) -> Result<(Channel, Vec<Range<usize>>), Fault> {
    let (fields, items) = (Fields::of(text)?, items(text)?);
    let base = fields.first(&["home_page_url", "feed_url"]);
    let about = Channel {
        title: entry::words(&fields.first(&["title"])),
        language: fields.first(&["language"]),
        base,
    };
    Ok((about, items))
}

/// Where the items lie.
fn items(text: &str) -> Result<Vec<Range<usize>>, Fault> {
    #[derive(serde::Deserialize)]
    struct Feed<'a> {
        #[serde(borrow, default)]
        items: Vec<&'a RawValue>,
    }
    let feed: Feed<'_> =
        serde_json::from_str(text).map_err(|error| Fault::broken(error.to_string()))?;
    // An item is borrowed from the text, so where it lies is a matter of subtraction.
    let start = |item: &str| item.as_ptr() as usize - text.as_ptr() as usize;
    Ok(feed
        .items
        .iter()
        .map(|item| start(item.get())..start(item.get()) + item.get().len())
        .collect())
}

/// An item.
pub(super) fn entry(text: &str) -> Entry {
    let Ok(fields) = Fields::of(text) else { return Entry::default() };
    let (html, plain) = (fields.first(&["content_html"]), fields.first(&["content_text"]));
    let (content, is_html) = match (html.is_empty(), plain.is_empty()) {
        (false, _) => (html, true),
        (true, false) => (plain, false),
        (true, true) => (fields.first(&["summary"]), false),
    };
    Entry {
        title: entry::words(&fields.first(&["title"])),
        author: entry::words(&fields.first(&["authors", "author"])),
        date: fields.first(&["date_published", "date_modified"]),
        link: fields.first(&["url", "external_url"]),
        attached: Vec::new(),
        content,
        is_html,
        base: String::new(),
    }
}

/// The members of an object.
struct Fields(Row);

impl Fields {
    fn of(text: &str) -> Result<Self, Fault> {
        json::row(text, &Columns::default()).map(Self)
    }

    /// The first of these that has a value.
    fn first(&self, names: &[&str]) -> String {
        let value = |name: &&str| {
            let field = self.0.fields.iter().find(|field| field.name == *name);
            field.map(|field| field.text().to_owned()).filter(|text| !text.is_empty())
        };
        names.iter().find_map(value).unwrap_or_default()
    }
}
