//! The document as the child gets it.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

/// A document on standard input.
pub(in crate::load) enum Given {
    /// All of it.
    Whole(Arc<Vec<u8>>),
    /// The file, to be read in any place.
    File(File),
}

impl Given {
    /// Reads all of standard input, but no more bytes than the document had when it was opened:
    /// a file that grows while it is read is read as long as it was.
    pub fn whole(size: u64) -> io::Result<Self> {
        let mut document = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        io::stdin().lock().take(size).read_to_end(&mut document)?;
        Ok(Self::Whole(Arc::new(document)))
    }

    /// The file that standard input is, where it is one. Takes a descriptor.
    #[cfg(unix)]
    pub fn in_place() -> Option<Self> {
        use std::os::fd::AsFd;
        let file = File::from(io::stdin().as_fd().try_clone_to_owned().ok()?);
        file.metadata().ok()?.is_file().then_some(Self::File(file))
    }

    /// The file that standard input is: not found out here.
    #[cfg(not(unix))]
    pub fn in_place() -> Option<Self> {
        None
    }

    /// All bytes.
    pub fn bytes(self) -> io::Result<Arc<Vec<u8>>> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::File(mut file) => {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                Ok(Arc::new(bytes))
            }
        }
    }
}
