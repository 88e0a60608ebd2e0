//! Lists of feeds (OPML): those that are kept as files beside the list are opened.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::entry::words;
use super::xml;
use crate::document::Format;
use crate::load::Source;
use crate::load::collection::{Collection, Context, Listing, Members, Opened, Place, Shelf};
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};

/// Lists of feeds.
pub(in crate::load) struct Opml;

/// Feeds on the web that are named one by one.
const NAMED: usize = 5;

/// Why nothing is read of what is on the web.
const ON_THE_WEB: &str = "on the web, and gleaner does not fetch";

impl Described for Opml {
    fn format(&self) -> Format {
        Format::Opml
    }

    fn about(&self) -> About {
        let what = "lists of feeds: each that is a file in the folder of the list";
        About { name: "opml", what, extensions: &["opml"] }
    }
}

impl Collection for Opml {
    fn sign(&self, beginning: &[u8]) -> Sign {
        if !super::may_be_markup(beginning) {
            return Sign::None;
        }
        let text = super::decoded(beginning);
        let is_list = xml::root(&text).is_some_and(|root| root.name == "opml");
        if is_list { Sign::Certain } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let text = super::read(&content, &context.options.limits)?;
        let mut list = List::new(context.path.as_deref());
        let read = xml::each_named(&text, "outline", &mut |tag| {
            let first = |names: [&str; 2]| {
                let values = names.map(|name| xml::attribute(tag, name));
                values.into_iter().find(|value| !value.trim().is_empty()).unwrap_or_default()
            };
            let address = first(["xmlUrl", "xmlurl"]);
            if !address.is_empty() {
                list.outline(address.trim(), &words(&first(["text", "title"])));
            }
        });
        Ok(Arc::new(list.finish(read.err())))
    }
}

/// The entries of a list.
struct List {
    /// The folder that it lies in, and the list itself.
    folder: Option<PathBuf>,
    itself: Option<PathBuf>,
    seen: HashSet<PathBuf>,
    listings: Vec<Listing>,
    /// Names of feeds on the web.
    web: Vec<String>,
}

impl List {
    fn new(path: Option<&Path>) -> Self {
        let folder = path.and_then(Path::parent).map(Path::to_owned);
        let itself = path.and_then(|path| path.canonicalize().ok());
        let (seen, listings, web) = (HashSet::new(), Vec::new(), Vec::new());
        Self { folder, itself, seen, listings, web }
    }

    fn outline(&mut self, address: &str, name: &str) {
        let named = |name: &str| format!(": {}", if name.is_empty() { address } else { name });
        let scheme = address.contains("://") && !address.starts_with("file:");
        if scheme || address.starts_with("feed:") {
            return self.web.push(named(name));
        }
        match self.file(Path::new(address)) {
            Ok(Some(path)) => self.listings.push(Listing::Elsewhere(Source::File(path))),
            Ok(None) => {}
            Err(reason) => {
                let name = named(address);
                self.listings.push(Listing::Omitted { name, reason: reason.to_owned() });
            }
        }
    }

    /// The file that a list names, if it lies in the folder of the list; each once.
    fn file(&mut self, named: &Path) -> Result<Option<PathBuf>, &'static str> {
        let Some(folder) = &self.folder else {
            return Err("only a list that is a file itself leads to files");
        };
        let leads_out = "leads out of the folder of the list";
        let steps =
            named.components().all(|step| matches!(step, Component::Normal(_) | Component::CurDir));
        let path = folder.join(named);
        // A link in the folder may lead anywhere.
        let real = path.canonicalize();
        let real_folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let inside = match (&real, real_folder.canonicalize()) {
            (Ok(real), Ok(folder)) => real.starts_with(folder),
            _ => true,
        };
        if !steps || !inside {
            return Err(leads_out);
        }
        let real = real.map_err(|_| "there is no such file")?;
        let again = Some(&real) == self.itself.as_ref() || !self.seen.insert(real);
        Ok((!again).then_some(path))
    }

    fn finish(mut self, damage: Option<String>) -> Listings {
        let on_the_web = |name, count: usize| {
            let which = if count == 1 { "is".to_owned() } else { format!("{count} feeds are") };
            Listing::Omitted { name, reason: format!("{which} {ON_THE_WEB}") }
        };
        match self.web.len() {
            0 => {}
            1..=NAMED => self.listings.extend(self.web.into_iter().map(|name| on_the_web(name, 1))),
            count => self.listings.push(on_the_web(String::new(), count)),
        }
        if let Some(damage) = damage {
            let reason = format!("only the feeds before its damage are listed: {damage}");
            self.listings.push(Listing::Omitted { name: String::new(), reason });
        }
        Listings(self.listings)
    }
}

struct Listings(Vec<Listing>);

impl Shelf for Listings {
    fn members(self: Arc<Self>) -> Members {
        Box::new((0..self.0.len()).filter_map(move |index| self.0.get(index).cloned().map(Ok)))
    }

    fn read(&self, _place: Place) -> Result<Opened, Fault> {
        Err(Fault::broken("a list of feeds holds no document"))
    }
}
