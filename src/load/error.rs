//! Why a document could not be loaded, in a sentence that a reader understands.

use std::io;
use std::path::Path;

use super::content::Fault;
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
    /// The content is of a format that this build does not read.
    #[error(
        "{name}: is {what}, which this build does not read; build it with: cargo install gleaner --features {feature}"
    )]
    NotBuilt {
        /// The path, fit to be printed.
        name: String,
        /// What it is, with its article.
        what: &'static str,
        /// The feature of the program that reads it.
        feature: &'static str,
    },
    /// The file is larger than a document may be.
    #[error(
        "{name}: has {bytes} bytes or more, and {limit} are read (--limit {option}=…); \
         read a part of it: head -c 1G FILE | gleaner -"
    )]
    TooLarge {
        /// The path, fit to be printed.
        name: String,
        /// Size of the file.
        bytes: u64,
        /// Size that is allowed.
        limit: u64,
        /// What `--limit` calls that.
        option: &'static str,
    },
    /// Standard input was read before and is gone.
    #[error("{name}: was read already and cannot be read again; save it to a file to reload it")]
    AlreadyRead {
        /// What was to be read.
        name: String,
    },
    /// It is of a format that is read, but damaged, encrypted or of an unknown variant.
    #[error("{name}: cannot be read as {format}: {reason}")]
    Damaged {
        /// The path, fit to be printed.
        name: String,
        /// What the format is called.
        format: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// It was met in a collection and is not opened.
    #[error("{name}: {reason}")]
    Omitted {
        /// The path, fit to be printed.
        name: String,
        /// Why.
        reason: String,
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

    /// The error for a file of a known format that could not be made out.
    pub(super) fn from_fault(name: &str, format: &'static str, fault: &Fault) -> Self {
        match fault {
            Fault::Read(error) => Self::from_io(name, error),
            Fault::Broken(reason) => {
                let name = visible::line(name).into_owned();
                Self::Damaged { name, format, reason: visible::line(reason).into_owned() }
            }
        }
    }

    /// The error for what was met in a collection and is not opened.
    pub(super) fn omitted(name: &str, reason: &str) -> Self {
        let [name, reason] = [name, reason].map(|text| visible::line(text).into_owned());
        Self::Omitted { name, reason }
    }

    /// What could not be read, fit to be printed.
    pub fn name(&self) -> &str {
        match self {
            Self::NotFound { name }
            | Self::Denied { name }
            | Self::Folder { name }
            | Self::NotRegular { name, .. }
            | Self::Binary { name, .. }
            | Self::NotBuilt { name, .. }
            | Self::TooLarge { name, .. }
            | Self::AlreadyRead { name }
            | Self::Damaged { name, .. }
            | Self::Omitted { name, .. }
            | Self::Read { name, .. } => name,
        }
    }
}

/// A path fit to be printed: control characters as symbols, bytes that are no
/// characters as U+FFFD.
pub(crate) fn printable(path: &Path) -> String {
    visible::line(&path.to_string_lossy()).into_owned()
}
