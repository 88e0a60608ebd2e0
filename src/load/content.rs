//! The bytes of a file that is read in more than one place.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

/// The bytes of a file: on disk, or at hand where they came compressed or through a pipe.
/// Cheap to clone; each opening reads from the start.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A file.
    File(PathBuf),
    /// Bytes at hand.
    Memory(Arc<Vec<u8>>),
}

/// What can be read from any place.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// Why nothing could be read of a file that is known by its format.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    /// The system failed to read it.
    #[error("{0}")]
    Read(#[from] io::Error),
    /// What is wrong with it, in a sentence without its name: `it is encrypted`.
    #[error("{0}")]
    Broken(String),
}

impl Fault {
    /// The content is not as its format wants it.
    pub fn broken(why: impl Into<String>) -> Self {
        Self::Broken(why.into())
    }
}

impl Content {
    /// Opens it at the start.
    pub fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Memory(bytes) => Box::new(Cursor::new(Shared(Arc::clone(bytes)))),
        })
    }

    /// Its size in bytes.
    pub fn size(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// All bytes, at most so many.
    pub fn bytes(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
