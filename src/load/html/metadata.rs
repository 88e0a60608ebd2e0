//! What a page says of itself: title, byline, day, source, language, address.

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::Article;
use jiff::civil::Date;

use crate::document::Metadata;
use crate::load::header::{self, Field};

/// Where the head of pages gives the day of their article, the surest first: an attribute of
/// `meta` and its value.
const DATES: &[(&str, &str)] = &[
    ("property", "article:published_time"),
    ("name", "article:published_time"),
    ("itemprop", "datePublished"),
    ("name", "citation_publication_date"),
    ("name", "dcterms.created"),
    ("name", "dc.date.issued"),
    ("name", "dc.date"),
    ("name", "parsely-pub-date"),
    ("name", "sailthru.date"),
    ("name", "pubdate"),
    ("name", "publish-date"),
    ("name", "date"),
];

/// The elements of a page that may tell something of it, found in one walk.
#[derive(Default)]
struct Telling<'a> {
    root: Option<NodeRef<'a>>,
    title: Option<NodeRef<'a>>,
    heading: Option<NodeRef<'a>>,
    /// `meta` and `time`.
    dated: Vec<NodeRef<'a>>,
    /// `base`, `link` and `meta`.
    addressed: Vec<NodeRef<'a>>,
}

impl<'a> Telling<'a> {
    fn of(page: &'a Page) -> Self {
        let mut found = Self::default();
        for element in page.root().descendants_it().filter(NodeRef::is_element) {
            match &*element.node_name().unwrap_or_default() {
                "html" => found.root = found.root.or(Some(element)),
                "title" => found.title = found.title.or(Some(element)),
                "h1" => found.heading = found.heading.or(Some(element)),
                "time" => found.dated.push(element),
                "base" | "link" => found.addressed.push(element),
                "meta" => {
                    found.dated.push(element);
                    found.addressed.push(element);
                }
                _ => {}
            }
        }
        found
    }
}

/// What the page tells of itself before its article is looked for, and its address.
pub(super) fn of(page: &Page) -> (Metadata, Option<String>) {
    let telling = Telling::of(page);
    let mut metadata = Metadata::default();
    let title = title(telling.heading.as_ref(), telling.title.as_ref());
    header::set(&mut metadata, Field::Title, &title.unwrap_or_default());
    let language = telling.root.and_then(|root| root.attr("lang")).unwrap_or_default();
    header::set(&mut metadata, Field::Language, &language);
    metadata.date = date(&telling.dated);
    (metadata, address(&telling.addressed))
}

/// The day of the article.
fn date(elements: &[NodeRef<'_>]) -> Option<Date> {
    let mut found: Option<(usize, Date)> = None;
    for element in elements {
        let Some((rank, value)) = dated(element) else { continue };
        if found.is_none_or(|(best, _)| rank < best)
            && let Some(date) = header::date::parse(&value)
        {
            found = Some((rank, date));
        }
    }
    found.map(|(_, date)| date)
}

/// How far from the surest an element is that gives a day, and what it gives.
fn dated(element: &NodeRef<'_>) -> Option<(usize, String)> {
    let is = |(name, value): &(&str, &str)| {
        element.attr(name).is_some_and(|given| given.eq_ignore_ascii_case(value))
    };
    if element.has_name("meta") {
        return DATES.iter().position(is).zip(element.attr("content").map(|day| day.to_string()));
    }
    let in_article = || element.ancestors_it(None).any(|around| around.has_name("article"));
    let behind = match () {
        () if is(&("itemprop", "datePublished")) => 0,
        () if element.has_attr("pubdate") => 1,
        () if in_article() => 2,
        () => 3,
    };
    let value = element.attr("datetime").or_else(|| element.attr("content"))?;
    Some((DATES.len() + behind, value.to_string()))
}

/// The address that the page gives as its own, if it is a whole one: of its base, else its
/// canonical one, else that of its card.
fn address(elements: &[NodeRef<'_>]) -> Option<String> {
    let mut found: [Option<String>; 3] = Default::default();
    for element in elements {
        let is = |name: &str, value: &str| element.attr(name).is_some_and(|given| *given == *value);
        let (rank, name) = match () {
            () if element.has_name("base") => (0, "href"),
            () if is("rel", "canonical") => (1, "href"),
            () if is("property", "og:url") => (2, "content"),
            () => continue,
        };
        let address = element.attr(name).map(|address| address.to_string());
        let whole =
            |address: &String| address.starts_with("https://") || address.starts_with("http://");
        if found[rank].is_none() {
            found[rank] = address.filter(whole);
        }
    }
    found.into_iter().flatten().next()
}

/// The page's first heading where its title is that heading and the name of the site
/// (`Plan passes | The Daily`).
fn title(heading: Option<&NodeRef<'_>>, title: Option<&NodeRef<'_>>) -> Option<String> {
    let words = |element: Option<&NodeRef<'_>>| {
        let text = element.map(NodeRef::text).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (heading, title) = (words(heading), words(title));
    let site = title.strip_prefix(&heading).filter(|_| !heading.is_empty())?;
    let apart = site.trim_start().starts_with(['|', '-', '–', '—', '·', ':', '»', '<']);
    (site.is_empty() || apart).then_some(heading)
}

/// Adds what was found with the article.
pub(super) fn complete(metadata: &mut Metadata, article: &Article) {
    header::set(metadata, Field::Title, &article.title);
    header::set(metadata, Field::Byline, article.byline.as_deref().unwrap_or_default());
    header::set(metadata, Field::Source, article.site_name.as_deref().unwrap_or_default());
    header::set(metadata, Field::Language, article.lang.as_deref().unwrap_or_default());
    let published = article.published_time.as_deref().and_then(header::date::parse);
    metadata.date = published.or(metadata.date);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_before_the_canonical_address() {
        let own = |page: &str| of(&Page::from(page)).1;
        let card = "<meta property='og:url' content='https://c.example/'>";
        let canonical = "<link rel='canonical' href='https://b.example/'>";
        let style = "<link rel='stylesheet' href='https://d.example/'>";
        let base = "<base href='http://a.example/'>";
        for (page, address) in [
            (vec![card, style], Some("https://c.example/")),
            (vec![card, canonical], Some("https://b.example/")),
            (vec![card, canonical, base], Some("http://a.example/")),
            (vec!["<base href='/within'>", style], None),
        ] {
            assert_eq!(own(&page.concat()).as_deref(), address, "{page:?}");
        }
    }

    #[test]
    fn the_surest_day_counts_wherever_it_stands() {
        let day = |page: &str| of(&Page::from(page)).0.date.map(|date| date.to_string());
        let time = "<time datetime='2020-01-01'>x</time>";
        let within = "<article><time datetime='2021-01-01'>x</time></article>";
        let published = "<time pubdate datetime='2022-01-01'>x</time>";
        let named = "<meta name='DATE' content='2023-01-01'>";
        let sure = "<meta property='article:published_time' content='2024-01-01T10:00:00Z'>";
        let broken = "<meta property='article:published_time' content='yesterday'>";
        for (page, date) in [
            (vec![time], Some("2020-01-01")),
            (vec![time, within], Some("2021-01-01")),
            (vec![time, within, published], Some("2022-01-01")),
            (vec![time, published, named], Some("2023-01-01")),
            (vec![named, time, sure], Some("2024-01-01")),
            (vec![broken, named], Some("2023-01-01")),
            (vec![broken], None),
        ] {
            assert_eq!(day(&page.concat()).as_deref(), date, "{page:?}");
        }
    }
}
