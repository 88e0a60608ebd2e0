//! Lists of files, as `--files-from` reads them.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use super::LoadError;
use super::limits::MAX_PATH_BYTES;

/// The paths of a list, one a line, or one between two NUL characters where the
/// beginning of the list holds any (as `find -print0` writes it). Read as they are asked
/// for. Empty lines are passed over; nothing is trimmed but the line end.
pub struct PathList<R> {
    reader: BufReader<R>,
    name: String,
    separator: Option<u8>,
    failed: bool,
}

impl<R: Read> PathList<R> {
    /// Reads a list; `name` is what messages call it.
    pub fn new(name: impl Into<String>, reader: R) -> Self {
        let reader = BufReader::with_capacity(MAX_PATH_BYTES, reader);
        Self { reader, name: name.into(), separator: None, failed: false }
    }

    fn read(&mut self) -> Result<Option<PathBuf>, LoadError> {
        let failed = |error| LoadError::from_io(&self.name, &error);
        let separator = match self.separator {
            Some(separator) => separator,
            None => {
                let beginning = self.reader.fill_buf().map_err(failed)?;
                if memchr::memchr(0, beginning).is_some() { 0 } else { b'\n' }
            }
        };
        self.separator = Some(separator);
        loop {
            let mut path = Vec::new();
            let mut limited = (&mut self.reader).take(MAX_PATH_BYTES as u64);
            let count = limited.read_until(separator, &mut path).map_err(failed)?;
            if count == 0 {
                return Ok(None);
            }
            if path.last() == Some(&separator) {
                path.pop();
            } else if count == MAX_PATH_BYTES {
                let name = self.name.clone();
                let reason = format!("a path in it is longer than {MAX_PATH_BYTES} bytes");
                return Err(LoadError::Read { name, reason });
            }
            if separator == b'\n' && path.last() == Some(&b'\r') {
                path.pop();
            }
            if !path.is_empty() {
                return Ok(Some(path_of(path)));
            }
        }
    }
}

impl<R: Read> Iterator for PathList<R> {
    type Item = Result<PathBuf, LoadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let result = self.read();
        self.failed = result.is_err();
        result.transpose()
    }
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &[u8]) -> Vec<PathBuf> {
        PathList::new("list", list).map_while(Result::ok).collect()
    }

    #[test]
    fn lines_and_nul_characters_separate() {
        assert_eq!(paths(b"a.txt\r\n\n b c.md\nd"), ["a.txt", " b c.md", "d"].map(PathBuf::from));
        assert_eq!(paths(b"a\nb.txt\0c.txt\0"), ["a\nb.txt", "c.txt"].map(PathBuf::from));
        assert!(paths(b"").is_empty());
    }

    #[test]
    fn an_endless_line_is_an_error() {
        let mut list = PathList::new("list", std::io::repeat(b'a'));
        assert!(matches!(list.next(), Some(Err(LoadError::Read { .. }))));
        assert!(list.next().is_none());
    }
}
