//! Where a document comes from.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::{Member, compressed};

/// The sample article that is opened when nothing is named.
const SAMPLE: &[u8] = include_bytes!("../../seeds/000_22dfd8b0e821be38.txt");

/// Where a document comes from. Cheap to clone and to send between threads.
#[derive(Clone, Debug)]
pub enum Source {
    /// The article that is built in.
    Sample,
    /// A file.
    File(PathBuf),
    /// Standard input or another stream, which can be read once.
    Stream(Stream),
    /// A document in a file of many.
    Member(Member),
    /// Bytes at hand.
    Memory {
        /// What to call them; an ending such as `.md` tells the format.
        name: String,
        /// The content.
        bytes: Arc<[u8]>,
    },
}

/// A stream that can be read once: the first clone to be opened takes it.
#[derive(Clone)]
pub struct Stream {
    name: String,
    reader: Arc<Mutex<Option<Box<dyn Read + Send>>>>,
}

impl Source {
    /// Standard input. Reading it blocks until data comes.
    pub fn standard_input() -> Self {
        Self::stream("standard input", std::io::stdin())
    }

    /// Any reader under a name.
    pub fn stream(name: impl Into<String>, reader: impl Read + Send + 'static) -> Self {
        let reader: Box<dyn Read + Send> = Box::new(reader);
        Self::Stream(Stream { name: name.into(), reader: Arc::new(Mutex::new(Some(reader))) })
    }

    /// Bytes under a name.
    pub fn memory(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::Memory { name: name.into(), bytes: bytes.into() }
    }

    /// The bytes of the built-in article.
    pub fn sample_bytes() -> &'static [u8] {
        SAMPLE
    }

    /// What to call it: the path as given, or what it is. Not sanitised.
    pub fn name(&self) -> String {
        match self {
            Self::Sample => "sample".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stream(stream) => stream.name.clone(),
            Self::Member(member) => member.full_name(),
            Self::Memory { name, .. } => name.clone(),
        }
    }

    /// The last part of the name: what to show where a document has no title of its
    /// own. Not sanitised.
    pub fn short_name(&self) -> String {
        match self {
            Self::File(path) => {
                let last = path.file_name().unwrap_or(path.as_os_str());
                last.to_string_lossy().into_owned()
            }
            Self::Member(member) => member.short_name(),
            other => other.name(),
        }
    }

    /// The file on disk, where there is one: to reload, to watch, to edit.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            _ => None,
        }
    }

    /// Whether it can be read again.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Stream(_))
    }

    /// Whether it will be there another time: a file, or a document in one.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::File(_) => true,
            Self::Member(member) => member.outer_path().is_some(),
            Self::Sample | Self::Stream(_) | Self::Memory { .. } => false,
        }
    }

    /// The ending of the name in lower case, without the dot.
    pub(crate) fn extension(&self) -> Option<String> {
        let name = match self {
            Self::File(path) => path.as_path(),
            Self::Memory { name, .. } => Path::new(name),
            Self::Stream(stream) => Path::new(&stream.name),
            Self::Member(member) => Path::new(member.name()),
            Self::Sample => return None,
        };
        let ending = name.extension()?.to_str()?;
        let inner = Path::new(name.file_stem()?);
        let name = if compressed::is_ending(ending) { inner } else { name };
        Some(name.extension()?.to_string_lossy().to_lowercase())
    }
}

impl Stream {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The reader, for the first who asks.
    pub(crate) fn take(&self) -> Option<Box<dyn Read + Send>> {
        self.reader.lock().ok()?.take()
    }
}

impl fmt::Debug for Stream {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Stream").field("name", &self.name).finish_non_exhaustive()
    }
}
