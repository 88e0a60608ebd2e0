//! The package document of a book: what it says of itself, its chapters and their order.

use std::collections::{HashMap, HashSet};

use crate::document::Metadata;
use crate::load::header::{self, Field};
use crate::load::limits::MAX_FIELD_BYTES;
use crate::load::package::resolve;
use crate::load::xml::{Element, Event, Xml};

/// What a package document tells.
#[derive(Debug, Default)]
pub(super) struct PackageDocument {
    /// Title, authors, day, language, publisher.
    pub metadata: Metadata,
    /// The files of the chapters, as the archive names them, each once.
    pub chapters: Vec<String>,
    /// Whether there are more chapters than are read.
    pub more: bool,
    /// Chapters that it names and does not say the file of.
    pub missing: usize,
    /// The files that may hold the contents: that of EPUB 3, and that of EPUB 2.
    pub navigation: Option<String>,
    pub ncx: Option<String>,
}

/// A file of the book.
struct Item {
    path: String,
    media: String,
    fallback: Option<String>,
}

/// Steps to a file that a reader can show instead of one that it cannot.
const MAX_FALLBACKS: usize = 8;

impl PackageDocument {
    /// Reads the package document that lies at a path, with at most so many chapters. `None`
    /// where it names none.
    pub fn read(source: &str, path: &str, most: usize) -> Option<Self> {
        let mut document = Self::default();
        let mut description = Description::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut spine = Vec::new();
        let mut ncx = None;
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Open(element) = event else { continue };
            match element.name {
                "metadata" => {}
                "item" => document.item(&element, path, &mut items),
                "spine" => ncx = element.attribute("toc"),
                "itemref" if spine.len() >= most => document.more = true,
                "itemref" => spine.push(element.attribute("idref").unwrap_or_default()),
                _ => description.take(&element, &mut xml),
            }
        }
        let named = ncx.and_then(|id| items.get(&id)).map(|item| item.path.clone());
        document.ncx = named.or(document.ncx);
        document.metadata = description.metadata();
        document.order(&spine, &items);
        (!spine.is_empty()).then_some(document)
    }

    fn item(&mut self, element: &Element<'_>, path: &str, items: &mut HashMap<String, Item>) {
        let attribute = |name| element.attribute(name);
        let (Some(id), Some(address)) = (attribute("id"), attribute("href")) else { return };
        let Some(target) = resolve(path, &address) else { return };
        let media = attribute("media-type").unwrap_or_default();
        let properties = attribute("properties").unwrap_or_default();
        if properties.split_whitespace().any(|property| property == "nav") {
            self.navigation.get_or_insert_with(|| target.path.clone());
        }
        if media == "application/x-dtbncx+xml" {
            self.ncx.get_or_insert_with(|| target.path.clone());
        }
        let item = Item { path: target.path, media, fallback: attribute("fallback") };
        items.entry(id).or_insert(item);
    }

    /// Puts the chapters in order; one that is named twice stands where it is named first.
    fn order(&mut self, spine: &[String], items: &HashMap<String, Item>) {
        let mut seen = HashSet::new();
        for id in spine {
            match readable(items.get(id), items) {
                Some(item) if seen.insert(item.path.as_str()) => {
                    self.chapters.push(item.path.clone());
                }
                Some(_) => {}
                None => self.missing += 1,
            }
        }
    }
}

/// The item itself where it is a page, else the page that may be shown instead of it, else
/// the item nevertheless.
fn readable<'a>(item: Option<&'a Item>, items: &'a HashMap<String, Item>) -> Option<&'a Item> {
    let is_page = |item: &&Item| {
        ["application/xhtml+xml", "text/html", "application/x-dtbook+xml", ""]
            .contains(&item.media.as_str())
    };
    let following = |item: &&'a Item| items.get(item.fallback.as_deref()?);
    std::iter::successors(item, following).take(MAX_FALLBACKS).find(is_page).or(item)
}

/// The metadata while it is read.
#[derive(Default)]
struct Description {
    titles: Vec<String>,
    creators: Vec<Creator>,
    /// Dates with what they are dates of.
    dates: Vec<(String, String)>,
    languages: Vec<String>,
    publishers: Vec<String>,
    /// What creators are, by their `id`.
    roles: HashMap<String, String>,
}

struct Creator {
    id: Option<String>,
    role: Option<String>,
    name: String,
}

/// Years before this are placeholders of programs that knew no date.
const FIRST_YEAR: i16 = 1400;

impl Description {
    fn take(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let attribute = |name| element.attribute(name);
        match element.name {
            "title" => self.titles.push(words(xml)),
            "creator" => {
                let (id, role) = (attribute("id"), attribute("role"));
                self.creators.push(Creator { id, role, name: words(xml) });
            }
            "date" => self.dates.push((attribute("event").unwrap_or_default(), words(xml))),
            "language" => self.languages.push(words(xml)),
            "publisher" => self.publishers.push(words(xml)),
            "meta" if attribute("property").as_deref() == Some("role") => {
                let creator = attribute("refines").unwrap_or_default();
                self.roles.insert(creator.trim_start_matches('#').to_owned(), words(xml));
            }
            _ => {}
        }
    }

    fn metadata(self) -> Metadata {
        let mut metadata = Metadata::default();
        let fields = [
            (Field::Title, &self.titles),
            (Field::Source, &self.publishers),
            (Field::Language, &self.languages),
        ];
        for (field, values) in fields {
            for value in values {
                header::set(&mut metadata, field, value);
            }
        }
        header::set(&mut metadata, Field::Byline, &self.authors());
        let published = |(event, _): &&(String, String)| event == "publication";
        let dates = self.dates.iter().filter(published).chain(&self.dates);
        let dates = dates.filter_map(|(_, date)| header::date::parse(date));
        metadata.date = dates.into_iter().find(|date| date.year() >= FIRST_YEAR);
        metadata
    }

    /// The authors, or whoever made the book where none is called so.
    fn authors(&self) -> String {
        let is_author = |creator: &&Creator| {
            let refined = creator.id.as_ref().and_then(|id| self.roles.get(id));
            matches!(creator.role.as_ref().or(refined).map(String::as_str), None | Some("aut"))
        };
        let mut names: Vec<&str> =
            self.creators.iter().filter(is_author).map(|creator| &*creator.name).collect();
        if names.is_empty() {
            names = self.creators.iter().map(|creator| &*creator.name).collect();
        }
        names.retain(|name| !name.is_empty());
        names.join(", ")
    }
}

/// The words of the element that was opened last.
fn words(xml: &mut Xml<'_>) -> String {
    let text = xml.text(2 * MAX_FIELD_BYTES);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
