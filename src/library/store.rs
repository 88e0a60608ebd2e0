//! What is remembered of each document, one file a document.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Place, state_directory};
use crate::document::visible;
use crate::load::{Source, limits::MAX_STATE_BYTES};

/// What is remembered of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentState {
    /// Where reading stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Marks by their letter, `a` to `z`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<char, Place>,
    /// The day it was last read.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "day")]
    pub last_read: Option<Date>,
}

/// A day as `2024-04-01`.
mod day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(day: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => out.collect_str(day),
            None => out.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

/// The state files of all documents.
#[derive(Clone, Debug)]
pub struct Store {
    directory: PathBuf,
}

/// Why state could not be read or kept. Reading goes on without it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is neither a home directory nor `GLEANER_STATE_DIR`.
    #[error("no place to keep reading places in; set GLEANER_STATE_DIR")]
    NoDirectory,
    /// A state file is not one that gleaner wrote. It is left alone until the document
    /// is closed, and then written anew.
    #[error("{file}: the saved reading place is damaged and was ignored")]
    Damaged {
        /// The file, fit to be printed.
        file: String,
    },
    /// The system failed to read or write.
    #[error("{file}: the reading place cannot be kept: {reason}")]
    Failed {
        /// The file, fit to be printed.
        file: String,
        /// What the system says.
        reason: String,
    },
}

/// A state file as it is written.
#[derive(Serialize, Deserialize)]
struct Record {
    version: u32,
    /// The document, for people who look into the file, and against hash collisions.
    document: String,
    #[serde(flatten)]
    state: DocumentState,
}

const VERSION: u32 = 1;

impl Store {
    /// The store in the reader's state directory.
    ///
    /// # Errors
    /// Where there is no such directory.
    pub fn open() -> Result<Self, StoreError> {
        state_directory().map(Self::at).ok_or(StoreError::NoDirectory)
    }

    /// A store in a directory, which is made when something is saved.
    pub fn at(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into() }
    }

    /// What is remembered of a document; `None` where nothing is, and for streams.
    ///
    /// # Errors
    /// Where the file is damaged or cannot be read.
    pub fn load(&self, source: &Source) -> Result<Option<DocumentState>, StoreError> {
        let Some(document) = identity(source) else { return Ok(None) };
        let path = self.file_of(&document);
        let mut content = Vec::new();
        match File::open(&path) {
            Ok(file) => file.take(MAX_STATE_BYTES + 1).read_to_end(&mut content),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => Err(error),
        }
        .map_err(|error| failed(&path, &error))?;
        let damaged = || StoreError::Damaged { file: printable(&path) };
        if content.len() as u64 > MAX_STATE_BYTES {
            return Err(damaged());
        }
        let record: Record = serde_json::from_slice(&content).map_err(|_| damaged())?;
        if record.version != VERSION {
            return Err(damaged());
        }
        let mut state = record.state;
        state.marks.retain(|mark, _| mark.is_ascii_lowercase());
        Ok((record.document == document.to_string_lossy()).then_some(state))
    }

    /// Keeps what is to be remembered of a document: written beside and renamed, so
    /// that a crash leaves the old file or the new one. Streams are not remembered.
    ///
    /// # Errors
    /// Where the directory cannot be made or the file not be written.
    pub fn save(&self, source: &Source, state: &DocumentState) -> Result<(), StoreError> {
        let Some(document) = identity(source) else { return Ok(()) };
        let path = self.file_of(&document);
        let record = Record {
            version: VERSION,
            document: document.to_string_lossy().into_owned(),
            state: state.clone(),
        };
        self.write(&path, &record).map_err(|error| failed(&path, &error))
    }

    fn write(&self, path: &Path, record: &Record) -> io::Result<()> {
        let directory = path.parent().unwrap_or(&self.directory);
        std::fs::create_dir_all(directory)?;
        let mut file = tempfile::NamedTempFile::new_in(directory)?;
        file.write_all(&serde_json::to_vec(record)?)?;
        file.as_file().sync_data()?;
        file.persist(path)?;
        Ok(())
    }

    fn file_of(&self, document: &Path) -> PathBuf {
        let hash = hash(document.as_os_str().as_encoded_bytes());
        self.directory.join("documents").join(format!("{hash:032x}.json"))
    }
}

/// What stands for a document: the real path of its file.
fn identity(source: &Source) -> Option<PathBuf> {
    match source {
        Source::Sample => Some(PathBuf::from("sample")),
        Source::File(path) => Some(
            std::fs::canonicalize(path)
                .or_else(|_| std::path::absolute(path))
                .unwrap_or_else(|_| path.clone()),
        ),
        Source::Member(member) => {
            let file = identity(&Source::File(member.outer_path()?.to_owned()))?;
            let mut name = file.into_os_string();
            name.push(member.name());
            Some(PathBuf::from(name))
        }
        Source::Stream(_) | Source::Memory { .. } => None,
    }
}

/// FNV-1a with 128 bits: the same in every version, and short enough for a file name.
fn hash(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

fn failed(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Failed { file: printable(path), reason: error.to_string() }
}

fn printable(path: &Path) -> String {
    visible::line(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state() -> DocumentState {
        let place = Place { offset: 17, context: "Following the".to_owned() };
        DocumentState {
            place: Some(place.clone()),
            marks: BTreeMap::from([('a', place)]),
            last_read: Some(jiff::civil::date(2024, 4, 1)),
        }
    }

    #[test]
    fn what_is_saved_is_loaded() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = Store::at(folder.path().join("state"));
        let article = folder.path().join("a.txt");
        std::fs::write(&article, "text")?;
        let source = Source::File(article);
        assert_eq!(store.load(&source)?, None);
        store.save(&source, &state())?;
        assert_eq!(store.load(&source)?, Some(state()));
        assert_eq!(store.load(&Source::Sample)?, None);
        Ok(())
    }

    #[test]
    fn a_damaged_file_is_named_and_overwritten() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = Store::at(folder.path());
        store.save(&Source::Sample, &state())?;
        let path = store.file_of(Path::new("sample"));
        let large = vec![b' '; usize::try_from(MAX_STATE_BYTES)? + 1];
        let deep = "[".repeat(100_000).into_bytes();
        for content in [
            &b"{\"version\":1"[..],
            b"\xff\0",
            b"{\"version\":9,\"document\":\"sample\"}",
            &large,
            &deep,
        ] {
            std::fs::write(&path, content)?;
            assert!(matches!(store.load(&Source::Sample), Err(StoreError::Damaged { .. })));
        }
        store.save(&Source::Sample, &state())?;
        assert_eq!(store.load(&Source::Sample)?, Some(state()));
        Ok(())
    }

    #[test]
    fn streams_are_not_remembered_and_failures_are_named() -> Result<(), Box<dyn std::error::Error>>
    {
        let file = tempfile::NamedTempFile::new()?;
        let store = Store::at(file.path());
        store.save(&Source::stream("pipe", io::empty()), &state())?;
        let failure = store.save(&Source::Sample, &state());
        assert!(matches!(failure, Err(StoreError::Failed { .. })), "{failure:?}");
        Ok(())
    }
}
