//! From the paths of a command line to the documents to be read.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use super::arguments::Inputs;
use super::ordered::{self, Job};
use super::stop::Stop;
use crate::document::{Document, visible};
use crate::load::{
    Columns, Expansion, Found, LoadError, Options, PathList, Skip, Source, Walk, expand,
    expand_met, load,
};

/// The path that means standard input.
pub const STANDARD_INPUT: &str = "-";

/// What the paths lead to, one after the other.
#[derive(Debug)]
pub enum Input {
    /// A document, and whether it was only met in a folder: then it may be passed over.
    Document { source: Source, options: Options, met: bool },
    /// A file of a folder that is no document, and why.
    Skipped(PathBuf, Skip),
    /// What cannot be reached.
    Failed(LoadError),
}

/// A document that is not there.
#[derive(Debug)]
pub struct Missing {
    /// What to call it.
    pub name: String,
    /// Why, for people.
    pub reason: String,
    /// Whether it was only met in a folder and is no text, so that nobody misses it.
    pub passed_over: bool,
}

impl Input {
    /// Reads the document; returns it with what to call it.
    ///
    /// # Errors
    ///
    /// [`Missing`] where it is no document or cannot be read.
    pub fn read(self) -> Result<(String, Document), Missing> {
        let (source, options, met) = match self {
            Input::Document { source, options, met } => (source, options, met),
            Input::Skipped(path, skip) => {
                let why = format!("{}: {skip}", visible::line(&path.to_string_lossy()));
                return Err(Missing::passed_over(&why));
            }
            Input::Failed(error @ LoadError::Omitted { .. }) => {
                return Err(Missing::passed_over(&error.to_string()));
            }
            Input::Failed(error) => return Err(Missing::failed(&error)),
        };
        let name = name(&source);
        match ordered::survived(|| load(&source, &options)) {
            Some(Ok(document)) => Ok((name, document)),
            Some(Err(error @ (LoadError::Binary { .. } | LoadError::NotBuilt { .. }))) if met => {
                Err(Missing::passed_over(&error.to_string()))
            }
            Some(Err(error)) => Err(Missing { name, ..Missing::failed(&error) }),
            None => {
                let reason = format!("{name}: reading it failed by a fault of gleaner");
                Err(Missing { name, reason, passed_over: false })
            }
        }
    }

    /// The reading as a job with the bytes that it will take.
    pub fn job(self) -> Job<Input> {
        let path = match &self {
            Input::Document { source, .. } => source.path(),
            _ => None,
        };
        let bytes = path.and_then(|path| path.metadata().ok()).map_or(0, |metadata| metadata.len());
        Job { bytes: usize::try_from(bytes).unwrap_or(usize::MAX), input: self }
    }
}

impl Missing {
    fn failed(error: &LoadError) -> Self {
        Self { name: error.name().to_owned(), reason: error.to_string(), passed_over: false }
    }

    fn passed_over(why: &str) -> Self {
        Self { name: String::new(), reason: format!("passed over {why}"), passed_over: true }
    }
}

/// A document by the name under which it was asked for.
fn name(source: &Source) -> String {
    match source {
        Source::Stream(_) => STANDARD_INPUT.to_owned(),
        other => other.name(),
    }
}

/// The documents that the inputs name, found as they are asked for. Without any, standard
/// input, if something is piped into it.
///
/// # Errors
///
/// Wrong usage: nothing is named and nothing piped in, or standard input is named twice.
pub fn documents(inputs: &Inputs) -> Result<Documents, Stop> {
    check(inputs)?;
    let mut paths: VecDeque<PathBuf> = inputs.paths.iter().cloned().collect();
    if paths.is_empty() && inputs.files_from.is_none() {
        paths.push_back(PathBuf::from(STANDARD_INPUT));
    }
    let list = inputs.files_from.clone().map(List::Unopened);
    let (options, columns) = (inputs.options(), inputs.columns.clone());
    Ok(Documents { paths, list, walk: None, expansion: None, options, columns })
}

/// Whether the inputs can be read at all.
///
/// # Errors
///
/// See [`documents`].
pub fn check(inputs: &Inputs) -> Result<(), Stop> {
    let named = || inputs.paths.iter().chain(&inputs.files_from);
    if named().filter(|path| path.as_os_str() == STANDARD_INPUT).count() > 1 {
        return Err(Stop::usage("standard input can be read only once, but - is named again"));
    }
    if named().next().is_none() && !is_piped() {
        return Err(Stop::usage("name a file or a folder, or pipe a text in"));
    }
    Ok(())
}

/// Whether the first document comes through a pipe, or the list of them does.
pub fn waits(inputs: &Inputs) -> bool {
    let first = inputs.paths.first().or(inputs.files_from.as_ref());
    match first {
        Some(path) => path.as_os_str() == STANDARD_INPUT || path.starts_with("/dev/fd"),
        None => is_piped(),
    }
}

/// Whether something is piped or redirected into standard input, as opposed to a terminal
/// or nothing at all.
pub fn is_piped() -> bool {
    let input = io::stdin();
    !input.is_terminal() && holds_data(&input)
}

#[cfg(unix)]
fn holds_data(input: &io::Stdin) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let Ok(handle) = input.as_fd().try_clone_to_owned() else { return false };
    File::from(handle).metadata().is_ok_and(|metadata| {
        let kind = metadata.file_type();
        kind.is_file() || kind.is_fifo() || kind.is_socket()
    })
}

#[cfg(not(unix))]
fn holds_data(_: &io::Stdin) -> bool {
    true
}

/// See [`documents`].
pub struct Documents {
    paths: VecDeque<PathBuf>,
    list: Option<List>,
    walk: Option<Walk>,
    /// The documents in what was named or met last, and whether it was met.
    expansion: Option<(Expansion, bool)>,
    options: Options,
    columns: Columns,
}

enum List {
    Unopened(PathBuf),
    Open(PathList<Box<dyn Read + Send>>),
}

impl Iterator for Documents {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some((expansion, met)) = &mut self.expansion {
                let options = self.options;
                match expansion.next() {
                    Some(Ok(source)) => {
                        return Some(Input::Document { source, options, met: *met });
                    }
                    Some(Err(error)) => return Some(Input::Failed(error)),
                    None => self.expansion = None,
                }
            }
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(Found::File(path)) => {
                        let found = expand_met(Source::File(path), &self.options, &self.columns);
                        self.expansion = Some((found, true));
                        continue;
                    }
                    Some(Found::Skipped(path, skip)) => return Some(Input::Skipped(path, skip)),
                    Some(Found::Failed(error)) => return Some(Input::Failed(error)),
                    None => self.walk = None,
                }
            }
            let path = match self.next_path()? {
                Ok(path) => path,
                Err(error) => return Some(Input::Failed(error)),
            };
            if path.as_os_str() == STANDARD_INPUT {
                self.name(Source::standard_input());
            } else if path.is_dir() {
                self.walk = Some(Walk::new(&path));
            } else {
                self.name(Source::File(path));
            }
        }
    }
}

impl Documents {
    fn name(&mut self, source: Source) {
        self.expansion = Some((expand(source, &self.options, &self.columns), false));
    }

    fn next_path(&mut self) -> Option<Result<PathBuf, LoadError>> {
        if let Some(path) = self.paths.pop_front() {
            return Some(Ok(path));
        }
        if let Some(List::Unopened(path)) = &self.list {
            match open_list(path) {
                Ok(list) => self.list = Some(List::Open(list)),
                Err(error) => {
                    self.list = None;
                    return Some(Err(error));
                }
            }
        }
        match &mut self.list {
            Some(List::Open(list)) => list.next(),
            _ => None,
        }
    }
}

fn open_list(path: &Path) -> Result<PathList<Box<dyn Read + Send>>, LoadError> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(PathList::new("standard input", Box::new(io::stdin())));
    }
    let name = path.to_string_lossy().into_owned();
    let file = File::open(path).map_err(|error| LoadError::from_io(&name, &error))?;
    Ok(PathList::new(name, Box::new(file)))
}
