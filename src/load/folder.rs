//! Walking a folder for documents, lazily, so that the first one shows at once.

use std::path::{Path, PathBuf};

use super::LoadError;
use super::error::printable;
use super::format::names_collection;

/// The documents of a folder and the folders in it, sorted by path, found as they are
/// asked for. Hidden files and those that ignore files name are passed over in silence;
/// links to folders are not followed, so there are no cycles.
pub struct Walk {
    walk: ignore::Walk,
    root: PathBuf,
}

/// What a walk comes upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that may be a document.
    File(PathBuf),
    /// A file that is none, and why; it was not opened.
    Skipped(PathBuf, Skip),
    /// A folder or file that could not be reached; the walk goes on.
    Failed(LoadError),
}

/// Why a file of a folder is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Its name is that of a binary format.
    Binary,
    /// It is a pipe, a socket, a device or a link to one or to a folder.
    NotRegular,
    /// It is a link to nothing.
    Dangling,
}

impl std::fmt::Display for Skip {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Skip::Binary => "not text",
            Skip::NotRegular => "not a regular file",
            Skip::Dangling => "a link to nothing",
        })
    }
}

impl Walk {
    /// Begins to walk a folder.
    pub fn new(folder: &Path) -> Self {
        let mut builder = ignore::WalkBuilder::new(folder);
        builder.sort_by_file_name(|one, other| one.cmp(other));
        Self { walk: builder.build(), root: folder.to_owned() }
    }

    fn judge(&self, entry: &ignore::DirEntry) -> Option<Found> {
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            return None;
        }
        if is_binary_name(path) {
            return Some(Found::Skipped(path.to_owned(), Skip::Binary));
        }
        let skip = match kind.is_symlink() {
            false => (!kind.is_file()).then_some(Skip::NotRegular),
            true => match std::fs::metadata(path) {
                Ok(metadata) => (!metadata.is_file()).then_some(Skip::NotRegular),
                Err(_) => Some(Skip::Dangling),
            },
        };
        Some(match skip {
            None => Found::File(path.to_owned()),
            Some(skip) => Found::Skipped(path.to_owned(), skip),
        })
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            match self.walk.next()? {
                Ok(entry) => {
                    if let Some(found) = self.judge(&entry) {
                        return Some(found);
                    }
                }
                Err(error) => return Some(Found::Failed(self.failed(&error))),
            }
        }
    }
}

impl Walk {
    fn failed(&self, error: &ignore::Error) -> LoadError {
        let name = printable(path_of(error).unwrap_or(&self.root));
        match error.io_error() {
            Some(io) => LoadError::from_io(&name, io),
            None => LoadError::Read { name, reason: error.to_string() },
        }
    }
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// Endings of files that are not read, sorted.
#[rustfmt::skip]
const BINARY: &[&str] = &[
    "7z", "a", "aac", "accdb", "ai", "aif", "aiff", "apk", "appimage", "ar", "avi", "avif", "bin",
    "blend", "bmp", "br", "bz2", "cab", "class", "dat", "db", "deb", "dex", "djvu", "dll", "dmg",
    "doc", "dylib", "ear", "eot", "exe", "feather", "flac", "flv", "gif", "gpg",
    "h5", "heic", "heif", "ico", "icns", "img", "iso", "jar", "jpeg", "jpg", "jxl", "lib",
    "lz", "lz4", "lzma", "m4a", "m4v", "mdb", "mid", "midi", "mkv", "mobi", "mov", "mp3", "mp4",
    "mpeg", "mpg", "msi", "npy", "npz", "o", "obj", "odg", "odp", "ods", "ogg", "ogv",
    "onnx", "opus", "orc", "otf", "parquet", "pb", "pcap", "pdb", "pickle", "pkl", "png",
    "ppt", "pptx", "psd", "pyc", "pyo", "rar", "rlib", "rmeta", "rpm", "safetensors", "so",
    "sqlite", "sqlite3", "swf", "tif", "tiff", "ttf", "txz", "wasm", "wav", "webm",
    "webp", "whl", "wma", "wmv", "woff", "woff2", "xls", "xlsx", "xz", "z",
];

/// Whether a name is that of a file that is not read.
pub(super) fn is_binary_name(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let extension = extension.map(str::to_ascii_lowercase);
    let is_binary = |extension: &str| BINARY.contains(&extension);
    // Some are read if the program was built so.
    extension.is_some_and(|extension| is_binary(&extension) && !names_collection(Some(&extension)))
}
