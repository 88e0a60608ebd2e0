//! Web pages → one text with blocks: the article, without what stands around it.
//!
//! The article is found as browsers' reading modes find it (dom_smoothie, after Mozilla's
//! Readability); where there is none, or the reader asks for it, the whole page is shown.
//! Nothing is fetched and no script is run.

pub(super) mod element;
mod metadata;
pub(super) mod nesting;
pub(super) mod walk;

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Config, Readability, TextMode};

use super::Options;
use super::anchor;
use super::builder::Builder;
use super::format::{About, Described, Loader, Sign};
use super::limits::{Limit, MAX_ARTICLE_BYTES, MAX_ARTICLE_ELEMENTS};
use super::open::prefix;
use crate::document::{Block, BlockKind, Flow, Format, Metadata, Notice, Parts, Span};

/// Web pages in HTML or XHTML.
pub(super) struct WebPage;

impl Described for WebPage {
    fn format(&self) -> Format {
        Format::Html
    }

    fn about(&self) -> About {
        let extensions = &["html", "htm", "xhtml", "xht"];
        About { name: "html", what: "web pages: the article, or the whole page", extensions }
    }
}

impl Loader for WebPage {
    fn sign(&self, beginning: &str) -> Sign {
        if begins_page(beginning) { Sign::Certain } else { Sign::None }
    }

    fn parts(&self, text: String, options: &Options) -> Parts {
        parts(&text, options)
    }
}

/// Whether a text begins as a page does, after comments and an XML declaration.
fn begins_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    for (opens, closes) in [("<?xml", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        if rest.starts_with(opens) {
            rest =
                rest.find(closes).and_then(|at| rest.get(at + closes.len()..)).unwrap_or_default();
            rest = rest.trim_start();
        }
    }
    let begins =
        |tag: &str| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    begins("<!doctype html") || begins("<html>") || begins("<html ") || begins("<head>")
}

/// The parts of a page: of its article, or of the whole of it.
fn parts(source: &str, options: &Options) -> Parts {
    let read = prefix(source, options.limits.count(Limit::Page));
    let capped = nesting::capped(read, &options.limits);
    let limit = if capped.cut_at.is_some() { Limit::Elements } else { Limit::Page }.about().name;
    let read = capped.cut_at.unwrap_or(read.len());
    let page = Page::from(&*capped.source);
    let (mut metadata, address) = metadata::of(&page);
    let small = capped.elements <= MAX_ARTICLE_ELEMENTS && capped.text <= MAX_ARTICLE_BYTES;
    let fits = !options.whole && small;
    let article = match fits {
        true => article(page, address, says_linked_data(&capped.source), &mut metadata),
        false => None,
    };
    let mut notices = Vec::new();
    let mut parts = match article {
        Some(parts) => parts,
        None => {
            if !options.whole {
                notices.push(Notice::NoArticle);
            }
            whole_page(&Page::from(&*capped.source), &mut metadata)
        }
    };
    if read < source.len() {
        notices.push(Notice::Truncated { read: read as u64, limit });
    }
    parts.metadata = metadata;
    parts.notices = notices;
    anchor::keep_linked(&mut parts);
    parts
}

/// The addresses of a page, which lies at one of its own where that is known.
struct Own {
    /// Without query and fragment.
    address: Option<String>,
}

impl Own {
    fn new(address: Option<String>) -> Self {
        let bare = |address: String| address.split(['?', '#']).next().map(ToOwned::to_owned);
        Self { address: address.and_then(bare) }
    }
}

impl walk::Addresses for Own {
    fn link(&self, address: &str) -> String {
        let scheme = address.get(..11).unwrap_or_default();
        if scheme.eq_ignore_ascii_case("javascript:") {
            return String::new();
        }
        // Links to places of the page were made whole with all others.
        let within = self.address.as_deref().and_then(|own| address.strip_prefix(own));
        within.filter(|rest| rest.starts_with('#')).unwrap_or(address).to_owned()
    }

    fn image(&self, address: &str) -> String {
        if address.starts_with("data:") { String::new() } else { address.to_owned() }
    }

    fn anchor(&self, id: &str) -> String {
        id.to_owned()
    }
}

/// Whether a page may hold metadata as JSON-LD: looking through its elements takes longer.
fn says_linked_data(source: &str) -> bool {
    let bytes = source.as_bytes();
    memchr::memchr_iter(b'+', bytes).any(|at| {
        let around = at.checked_sub(2).and_then(|start| bytes.get(start..at + 5));
        around.is_some_and(|word| word.eq_ignore_ascii_case(b"ld+json"))
    })
}

/// The name of the element that holds the article.
const CONTENT: &str = "readability-page-1";

/// The article of a page, if it has one.
fn article(
    page: Page,
    address: Option<String>,
    linked_data: bool,
    metadata: &mut Metadata,
) -> Option<Parts> {
    let configuration = Config {
        text_mode: TextMode::Raw,
        disable_json_ld: !linked_data,
        // They tell references to notes, and taking them off takes time.
        keep_classes: true,
        ..Config::default()
    };
    let mut readability =
        Readability::with_document(page, address.as_deref(), Some(configuration)).ok()?;
    let found = readability.parse().ok()?;
    metadata::complete(metadata, &found);
    let is_content = |node: &NodeRef<'_>| node.id_attr().is_some_and(|id| &*id == CONTENT);
    let root = readability.doc.root().descendants_it().find(is_content)?;
    let mut builder = Builder::new("");
    begin(&mut builder, metadata);
    walk::walk(root, &Own::new(address), &mut builder);
    let parts = builder.finish();
    let words = parts.blocks.iter().any(|block| block.is_article());
    words.then(|| without_twice_told_title(parts))
}

fn whole_page(page: &Page, metadata: &mut Metadata) -> Parts {
    let title = page.select_single("title").text();
    super::header::set(metadata, super::header::Field::Title, &title);
    let mut builder = Builder::new("");
    if let Some(body) = page.body() {
        walk::walk(body, &Own::new(None), &mut builder);
    }
    builder.finish()
}

/// Title and byline, which stand outside of what was found to be the article.
fn begin(builder: &mut Builder<'_>, metadata: &Metadata) {
    if let Some(title) = &metadata.title {
        builder.open(BlockKind::Heading { level: 1 }, Flow::Fill, 0);
        builder.push(title);
        builder.close();
    }
    if let Some(byline) = &metadata.byline {
        builder.open(BlockKind::Header, Flow::Lines, 0);
        builder.push(byline);
        builder.close();
    }
}

/// Drops the first heading where the article begins with the same one itself.
fn without_twice_told_title(mut parts: Parts) -> Parts {
    let heading = |block: &&Block| matches!(block.kind, BlockKind::Heading { .. });
    let title = parts.blocks.first().filter(heading).map(|block| block.span);
    let again = parts.blocks.iter().skip(1).take(3).find(heading).map(|block| block.span);
    if let (Some(title), Some(again)) = (title, again)
        && same_words(title, again, &parts.text)
        && let Some(block) = parts.blocks.iter_mut().find(|block| block.span == again)
    {
        block.kind = BlockKind::Header;
    }
    parts
}

fn same_words(one: Span, other: Span, text: &str) -> bool {
    let words =
        |span: Span| span.of(text).split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(one) == words(other)
}

#[cfg(test)]
mod tests;
