//! From a source to the documents in it.

use std::collections::VecDeque;
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::{Collection, Columns, Context, Inner, Listing, Member, Members, Outer, Shelf};
use crate::document::visible;
use crate::load::compressed::Inflating;
use crate::load::content::Fault;
use crate::load::format::{self, Reader};
use crate::load::limits::{Limit, SIGN_BYTES};
use crate::load::{LoadError, Options, Source, input};

/// The documents in a source that was named: itself, where it is one, else its members,
/// found as they are asked for. Its beginning is read; a stream is waited for.
pub fn expand(source: Source, options: &Options, columns: &Columns) -> Expansion {
    let mut expansion = Expansion::new(options, columns);
    expansion.consider(source, options.format);
    expansion
}

/// The documents in a source that was met in a folder. Only where its name is that of a
/// collection is its beginning read.
pub fn expand_met(source: Source, options: &Options, columns: &Columns) -> Expansion {
    let mut expansion = Expansion::new(options, columns);
    expansion.meet(source);
    expansion
}

/// See [`expand`].
pub struct Expansion {
    options: Options,
    columns: Columns,
    ready: VecDeque<Result<Source, LoadError>>,
    open: Vec<Open>,
    listed: usize,
}

/// A collection whose members are being listed.
struct Open {
    shelf: Arc<dyn Shelf>,
    outer: Arc<Outer>,
    members: Members,
}

impl Iterator for Expansion {
    type Item = Result<Source, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            let open = self.open.last_mut()?;
            match open.members.next() {
                None => drop(self.open.pop()),
                Some(Err(fault)) => {
                    let error = LoadError::from_fault(&open.outer.name, "collection", &fault);
                    self.open.pop();
                    return Some(Err(error));
                }
                Some(Ok(listing)) => self.listing(listing),
            }
        }
    }
}

impl Expansion {
    fn new(options: &Options, columns: &Columns) -> Self {
        Self {
            options: *options,
            columns: columns.clone(),
            ready: VecDeque::new(),
            open: Vec::new(),
            listed: 0,
        }
    }

    fn listing(&mut self, listing: Listing) {
        let Some(open) = self.open.last() else { return };
        self.listed += 1;
        if self.listed > self.options.limits.count(Limit::Members) {
            let (listed, limit) = (self.listed - 1, Limit::Members.about().name);
            let reason =
                format!("only the first {listed} documents in it are listed (--limit {limit}=…)");
            self.ready.push_back(Err(LoadError::omitted(&open.outer.name, &reason)));
            self.open.clear();
            return;
        }
        match listing {
            Listing::Omitted { name, reason } => {
                let name = format!("{}{name}", open.outer.name);
                self.ready.push_back(Err(LoadError::omitted(&name, &reason)));
            }
            Listing::Elsewhere(source) => self.meet(source),
            Listing::Member { name, title, place } => {
                let member = Inner {
                    shelf: Arc::clone(&open.shelf),
                    outer: Arc::clone(&open.outer),
                    name: name.into(),
                    title: title.map(Into::into),
                    place,
                };
                self.meet(Source::Member(Member(Arc::new(member))));
            }
        }
    }

    fn meet(&mut self, source: Source) {
        if format::names_collection(source.extension().as_deref()) {
            self.consider(source, None);
        } else {
            self.ready.push_back(Ok(source));
        }
    }

    /// Opens a source if it is a collection, else passes it on.
    fn consider(&mut self, source: Source, asked: Option<crate::document::Format>) {
        if self.open.len() >= self.options.limits.count(Limit::Nested) {
            let (around, limit) = (self.open.len(), Limit::Nested.about().name);
            let reason =
                format!("it lies in {around} archives and is not opened (--limit {limit}=…)");
            self.ready.push_back(Err(LoadError::omitted(&source.name(), &reason)));
            return;
        }
        let (source, beginning) = match beginning(source, &self.options) {
            Ok(begun) => begun,
            Err(error) => return self.ready.push_back(Err(error)),
        };
        match format::beyond_text(asked, source.extension().as_deref(), &beginning) {
            Some(Reader::Collection(collection)) => {
                let opened = self.open(collection, &source);
                match opened {
                    Ok(open) => self.open.push(open),
                    Err(error) => self.ready.push_back(Err(error)),
                }
            }
            _ => self.ready.push_back(Ok(source)),
        }
    }

    fn open(
        &self,
        collection: &'static dyn Collection,
        source: &Source,
    ) -> Result<Open, LoadError> {
        let name = visible::line(&source.name()).into_owned();
        let failed = |fault: &Fault| LoadError::from_fault(&name, collection.about().name, fault);
        let content = input::content(source, &self.options)?;
        let path = source.path().map(ToOwned::to_owned);
        let context =
            Context { path: path.clone(), options: self.options, columns: self.columns.clone() };
        let shelf = collection.open(content, &context).map_err(|fault| failed(&fault))?;
        let members = Arc::clone(&shelf).members();
        let outer = Arc::new(Outer { name: source.name(), path });
        Ok(Open { shelf, outer, members })
    }
}

/// The first bytes of a source, inflated, and the source as it was before.
fn beginning(source: Source, options: &Options) -> Result<(Source, Vec<u8>), LoadError> {
    // What is read here of a pipe is gone, also where it has a name (`<(command)`).
    let (name, mut reader) = if let Source::Stream(stream) = &source {
        let name = stream.name().to_owned();
        let Some(reader) = stream.take() else { return Err(LoadError::AlreadyRead { name }) };
        (name, reader)
    } else if input::may_wait(&source) {
        (source.name(), input::open(&source, options)?.reader)
    } else {
        let opened = match input::open(&source, options) {
            Ok(opened) => opened,
            // Whoever reads it tells why it cannot be.
            Err(_) => return Ok((source, Vec::new())),
        };
        // What cannot be read is told by whoever reads all of it.
        let beginning = first(opened.reader).unwrap_or_default();
        return Ok((source, beginning));
    };
    let mut raw = vec![0; SIGN_BYTES];
    // One read: a slow pipe is shown as it comes, and its format told by its first piece.
    let count = reader.read(&mut raw).map_err(|error| LoadError::from_io(&name, &error))?;
    raw.truncate(count);
    let beginning = first(Box::new(Inflating::new(Box::new(Cursor::new(raw.clone())))));
    let source = Source::stream(name, Cursor::new(raw).chain(reader));
    Ok((source, beginning.unwrap_or_default()))
}

fn first(reader: Box<dyn Read + Send>) -> std::io::Result<Vec<u8>> {
    let mut beginning = Vec::new();
    let read = reader.take(SIGN_BYTES as u64).read_to_end(&mut beginning);
    if beginning.is_empty() {
        read?;
    }
    Ok(beginning)
}
