//! Files of many documents: archives, mailboxes, feeds, data sets.
//!
//! A [`Collection`] opens such a file as a [`Shelf`], which lists its members as they are
//! asked for and reads one when it is wanted. A member is a [`Source`] like any other:
//! bytes with a name, and what the collection knows of it (title, date, author).

pub(super) mod archive;
pub(super) mod data;
mod expand;
pub(super) mod feed;
pub(super) mod mailbox;
mod records;

use std::fmt;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use super::content::{Content, Fault};
use super::format::{Described, Sign};
use super::limits::Limit;
use super::{Options, Source};
use crate::document::{Format, Parts};

pub use expand::{Expansion, expand, expand_met};

/// Makes a list of documents of one file.
pub(super) trait Collection: Described {
    /// How sure the first bytes make it that a file is of this format.
    fn sign(&self, beginning: &[u8]) -> Sign;

    /// Whether the content is looked at only where the name says the same: any text may
    /// look so.
    fn needs_name(&self) -> bool {
        false
    }

    /// Opens a file of this format. What takes long is left to the shelf's own methods.
    ///
    /// # Errors
    /// Where nothing can be listed of it.
    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault>;
}

/// What a collection is opened with.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// Where it lies, if it is a file of its own.
    pub path: Option<std::path::PathBuf>,
    /// Limits.
    pub options: Options,
    /// Which columns of a data set are what.
    pub columns: Columns,
}

/// Which columns of a data set hold what; what is not given is found by its usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The text of the document.
    pub text: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The day it is dated.
    pub date: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Where it came from.
    pub url: Option<String>,
}

impl FromStr for Columns {
    type Err = String;

    /// Reads `text=body,title=headline`.
    fn from_str(given: &str) -> Result<Self, String> {
        let mut columns = Self::default();
        for pair in given.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let Some((field, column)) = pair.split_once('=') else {
                return Err(format!("{pair:?} is not of the form text=COLUMN"));
            };
            let slot = match field.trim() {
                "text" => &mut columns.text,
                "title" => &mut columns.title,
                "date" => &mut columns.date,
                "author" => &mut columns.author,
                "url" => &mut columns.url,
                other => {
                    let known = "text, title, date, author and url";
                    return Err(format!("{other:?} is no field of a document; those are {known}"));
                }
            };
            *slot = Some(column.trim().to_owned());
        }
        Ok(columns)
    }
}

/// An open file of many documents.
pub(super) trait Shelf: Send + Sync {
    /// Its members in order, each found as it is asked for. After an error nothing follows.
    fn members(self: Arc<Self>) -> Members;

    /// Reads a member.
    ///
    /// # Errors
    /// Where it is damaged or gone.
    fn read(&self, place: Place) -> Result<Opened, Fault>;

    /// Whether reading a member may take a while, however short that is.
    fn is_slow(&self) -> bool {
        false
    }
}

/// The members of a shelf.
pub(super) type Members = Box<dyn Iterator<Item = Result<Listing, Fault>> + Send>;

/// Where a member lies: what the two numbers are is up to its shelf (bytes, or a number).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The first byte, or which member it is.
    pub start: u64,
    /// Behind the last byte.
    pub end: u64,
}

/// A member before it is read.
#[derive(Clone, Debug)]
pub(super) enum Listing {
    /// Lies in the file.
    Member {
        /// What tells it from the others, as it is appended to the name of the file:
        /// `/folder/a.txt`, `#17`.
        name: String,
        /// Its title, where it is known already.
        title: Option<String>,
        /// Where it lies.
        place: Place,
    },
    /// Lies elsewhere.
    Elsewhere(Source),
    /// Is left out.
    Omitted {
        /// As that of a member; empty where it is not one member.
        name: String,
        /// Why, in a few words.
        reason: String,
    },
}

/// What a member is.
pub(super) enum Opened {
    /// A file of a format of its own.
    File(Raw),
    /// A row or an entry, which the collection makes a document of.
    Document(Box<Parts>),
}

/// A member as it lies in the file.
pub(super) struct Raw {
    /// Its bytes.
    pub reader: Box<dyn Read + Send>,
    /// How many there are, where known.
    pub size: Option<u64>,
    /// The limit that cut it off, where this is only its beginning.
    pub cut: Option<Limit>,
    /// Its format, where the collection decides it; otherwise name and content tell.
    pub format: Option<Format>,
}

/// A document in a file of many. Cheap to clone.
#[derive(Clone)]
pub struct Member(Arc<Inner>);

struct Inner {
    shelf: Arc<dyn Shelf>,
    /// The file's name and its path.
    outer: Arc<Outer>,
    name: Box<str>,
    title: Option<Box<str>>,
    place: Place,
}

#[derive(Debug)]
struct Outer {
    name: String,
    path: Option<std::path::PathBuf>,
}

impl Member {
    /// The name of the file and its own.
    pub(super) fn full_name(&self) -> String {
        format!("{}{}", self.0.outer.name, self.0.name)
    }

    /// Its title where the collection knows it, else the last part of its name.
    pub(super) fn short_name(&self) -> String {
        if let Some(title) = &self.0.title {
            return title.to_string();
        }
        match self.0.name.strip_prefix('/') {
            Some(path) => path.rsplit('/').next().unwrap_or(path).to_owned(),
            None => {
                let outer = Path::new(&self.0.outer.name);
                let file = outer.file_name().unwrap_or(outer.as_os_str()).to_string_lossy();
                format!("{file}{}", self.0.name)
            }
        }
    }

    /// Its own name, behind that of the file.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The file that it lies in, where that is one.
    pub fn outer_path(&self) -> Option<&Path> {
        self.0.outer.path.as_deref()
    }

    pub(super) fn read(&self) -> Result<Opened, Fault> {
        self.0.shelf.read(self.0.place)
    }

    /// Whether reading it may take a while.
    pub(super) fn is_slow(&self) -> bool {
        self.0.shelf.is_slow()
    }

    /// Bytes that it takes of the file, where its place tells.
    pub(super) fn extent(&self) -> u64 {
        self.0.place.end.saturating_sub(self.0.place.start)
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Member").field(&self.full_name()).finish()
    }
}
