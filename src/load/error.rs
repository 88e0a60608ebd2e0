//! Why a document could not be loaded, in a sentence that a reader understands.

use std::io;
use std::path::Path;

use crate::document::visible;

/// Why a document could not be loaded. Each message is one line, holds no control
/// characters, and says what to do about it where something can be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// There is no such file, or it is a link to nothing.
    #[error("{name}: there is no such file; check the path")]
    NotFound {
        /// The path, fit to be printed.
        name: String,
    },
    /// The file may not be read.
    #[error(
        "{name}: permission denied; make it readable, or pipe it in: sudo cat FILE | gleaner -"
    )]
    Denied {
        /// The path, fit to be printed.
        name: String,
    },
    /// The path is a folder where one document was asked for.
    #[error("{name}: is a folder; name a file in it")]
    Folder {
        /// The path, fit to be printed.
        name: String,
    },
    /// The path is a pipe, a socket or a device.
    #[error("{name}: is {what}, not a file; pipe it in instead: gleaner - < FILE")]
    NotRegular {
        /// The path, fit to be printed.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// The content is not text.
    #[error("{name}: is {what}, not text; convert it to text first")]
    Binary {
        /// The path, fit to be printed.
        name: String,
        /// What it looks like, with its article.
        what: &'static str,
    },
    /// The file is larger than a document may be.
    #[error(
        "{name}: has {bytes} bytes and a document may have {limit}; read a part of it: head -c 1G FILE | gleaner -"
    )]
    TooLarge {
        /// The path, fit to be printed.
        name: String,
        /// Size of the file.
        bytes: u64,
        /// Size that is allowed.
        limit: u64,
    },
    /// Standard input was read before and is gone.
    #[error("{name}: was read already and cannot be read again; save it to a file to reload it")]
    AlreadyRead {
        /// What was to be read.
        name: String,
    },
    /// The system failed to read it.
    #[error("{name}: cannot be read: {reason}")]
    Read {
        /// The path, fit to be printed.
        name: String,
        /// What the system says.
        reason: String,
    },
}

impl LoadError {
    /// The error for a path that the system could not open or read.
    pub fn from_io(name: &str, error: &io::Error) -> Self {
        let name = visible::line(name).into_owned();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { name },
            io::ErrorKind::PermissionDenied => Self::Denied { name },
            io::ErrorKind::IsADirectory => Self::Folder { name },
            _ => Self::Read { name, reason: error.to_string() },
        }
    }

    /// What could not be read, fit to be printed.
    pub fn name(&self) -> &str {
        match self {
            Self::NotFound { name }
            | Self::Denied { name }
            | Self::Folder { name }
            | Self::NotRegular { name, .. }
            | Self::Binary { name, .. }
            | Self::TooLarge { name, .. }
            | Self::AlreadyRead { name }
            | Self::Read { name, .. } => name,
        }
    }
}

/// A path fit to be printed: control characters as symbols, bytes that are no
/// characters as U+FFFD.
pub(crate) fn printable(path: &Path) -> String {
    visible::line(&path.to_string_lossy()).into_owned()
}
