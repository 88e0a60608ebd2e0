//! What a page says of itself: title, byline, day, source, language, address.

use dom_query::Document as Page;
use dom_smoothie::Article;

use crate::document::Metadata;
use crate::load::header::{self, Field};

/// Where pages give the day of their article, the surest first.
const DATES: &[&str] = &[
    "meta[property='article:published_time']",
    "meta[name='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='citation_publication_date']",
    "meta[name='dcterms.created' i]",
    "meta[name='dc.date.issued' i]",
    "meta[name='dc.date' i]",
    "meta[name='parsely-pub-date']",
    "meta[name='sailthru.date']",
    "meta[name='pubdate' i]",
    "meta[name='publish-date' i]",
    "meta[name='date' i]",
    "time[itemprop='datePublished']",
    "time[pubdate]",
    "article time[datetime]",
    "time[datetime]",
];

/// Where pages give their own address.
const ADDRESSES: &[&str] = &["base[href]", "link[rel='canonical']", "meta[property='og:url']"];

/// What the page's head tells, before the article is looked for.
pub(super) fn of(page: &Page) -> Metadata {
    let mut metadata = Metadata::default();
    header::set(&mut metadata, Field::Title, &title(page).unwrap_or_default());
    let language = page.select_single("html").attr("lang").unwrap_or_default();
    header::set(&mut metadata, Field::Language, &language);
    let date = |selector: &&str| {
        let element = page.select_single(selector);
        let value = element.attr("content").or_else(|| element.attr("datetime"))?;
        header::date::parse(&value)
    };
    metadata.date = DATES.iter().find_map(date);
    metadata
}

/// The address that the page gives as its own, if it is a whole one.
pub(super) fn address(page: &Page) -> Option<String> {
    let address = |selector: &&str| {
        let element = page.select_single(selector);
        let address = element.attr("href").or_else(|| element.attr("content"))?;
        let whole = address.starts_with("https://") || address.starts_with("http://");
        whole.then(|| address.to_string())
    };
    ADDRESSES.iter().find_map(address)
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
