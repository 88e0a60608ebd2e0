//! Telling whether a file changed or vanished since it was read.

use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// What tells one state of a file from the next without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    length: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is as it was.
    None,
    /// It has other content, or another file stands in its place.
    Changed,
    /// It is gone, or cannot be reached any more.
    Vanished,
}

impl Fingerprint {
    /// The fingerprint of a file as it is now. Take it before reading, so that a change
    /// while reading is noticed.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = std::fs::metadata(path)?;
        Ok(Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
            inode: inode(&metadata),
        })
    }

    /// What became of the file since.
    pub fn change(&self, path: &Path) -> Change {
        match Self::of(path) {
            Ok(now) if now == *self => Change::None,
            Ok(_) => Change::Changed,
            Err(_) => Change::Vanished,
        }
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "one")?;
        let before = Fingerprint::of(&path)?;
        assert_eq!(before.change(&path), Change::None);
        std::fs::write(&path, "three")?;
        assert_eq!(before.change(&path), Change::Changed);
        std::fs::remove_file(&path)?;
        assert_eq!(before.change(&path), Change::Vanished);
        Ok(())
    }
}
