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

/// What the page's head tells, before the article is looked for.
pub(super) fn of(page: &Page) -> Metadata {
    let mut metadata = Metadata::default();
    header::set(&mut metadata, Field::Title, &title(page).unwrap_or_default());
    let language = page.select_single("html").attr("lang").unwrap_or_default();
    header::set(&mut metadata, Field::Language, &language);
    metadata.date = date(page);
    metadata
}

/// The day of the article; all elements that may tell it are found in one walk.
fn date(page: &Page) -> Option<Date> {
    let mut found: Option<(usize, Date)> = None;
    for element in page.select("meta, time").nodes() {
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
pub(super) fn address(page: &Page) -> Option<String> {
    let mut found: [Option<String>; 3] = Default::default();
    for element in page.select("base, link, meta").nodes() {
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
pub(super) fn title(page: &Page) -> Option<String> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let heading = words(&page.select_single("h1").text());
    let title = words(&page.select_single("title").text());
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
        let own = |page: &str| address(&Page::from(page));
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
        let day = |page: &str| of(&Page::from(page)).date.map(|date| date.to_string());
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
