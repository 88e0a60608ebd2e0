//! The archive of files that a book or an office document is.
//!
//! Only names in the archive are ever looked up, and nothing is written, so no path in a
//! document leads to a file of the system.

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use super::collection::archive::zip::fault;
use super::content::{Content, Fault, ReadSeek};
use super::limits::{Limit, Limits, MAX_PACKAGE_FILE_BYTES};
use super::percent;
use super::xml;

/// An open archive with the bytes that may still be inflated of it.
pub(super) struct Package {
    archive: ZipArchive<Box<dyn ReadSeek>>,
    left: u64,
    /// Names in lower case, made when one is not found as it is written.
    folded: Option<HashMap<String, usize>>,
}

/// A file of the archive.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its bytes, up to the limit or the damage.
    pub bytes: Vec<u8>,
    /// Whether these are all.
    pub complete: bool,
}

/// The first bytes of every zip archive with a file in it.
const MAGIC: &[u8] = b"PK\x03\x04";

/// Whether the first bytes of a file are those of an archive, and name all of these.
pub(super) fn begins_with(beginning: &[u8], names: &[&str]) -> bool {
    let names_one = |name: &&str| memchr::memmem::find(beginning, name.as_bytes()).is_some();
    beginning.starts_with(MAGIC) && names.iter().all(names_one)
}

impl Package {
    /// Opens an archive of which as many bytes may be inflated as the limits allow.
    ///
    /// # Errors
    /// Where it is none, or has more entries than are read.
    pub fn open(content: &Content, limits: &Limits) -> Result<Self, Fault> {
        check_entries(content, limits.of(Limit::Entries))?;
        let archive = ZipArchive::new(content.open()?).map_err(|error| fault(&error))?;
        check_count(archive.len() as u64, limits.of(Limit::Entries))?;
        Ok(Self { archive, left: limits.of(Limit::Book), folded: None })
    }

    /// The names of all files, in the order of the archive.
    pub fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()))
    }

    /// Whether nothing more may be inflated.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// A file, at most so many bytes of it; `None` where there is none of that name.
    ///
    /// # Errors
    /// Where it is encrypted.
    pub fn read(&mut self, name: &str, most: u64) -> Result<Option<Entry>, Fault> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let most = most.min(self.left);
        let file = match self.archive.by_index(index) {
            Ok(file) if file.is_symlink() => return Ok(None),
            Ok(file) => file,
            Err(error @ ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(fault(&error));
            }
            Err(_) => return Ok(Some(Entry::default())),
        };
        let mut bytes = Vec::new();
        let whole = file.take(most.saturating_add(1)).read_to_end(&mut bytes).is_ok();
        let complete = whole && bytes.len() as u64 <= most;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(Some(Entry { bytes, complete }))
    }

    /// A file that tells what is in others, decoded.
    ///
    /// # Errors
    /// Where it is encrypted.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let entry = self.read(name, MAX_PACKAGE_FILE_BYTES)?;
        Ok(entry.map(|entry| xml::decode(entry.bytes)))
    }

    /// The place of a file in the archive, by its name or one that differs in case only.
    fn index(&mut self, name: &str) -> Option<usize> {
        if let Some(index) = self.archive.index_for_name(name) {
            return Some(index);
        }
        let folded = self.folded.get_or_insert_with(|| {
            let names = self.archive.file_names().enumerate();
            let fold = |(index, name): (usize, Result<_, _>)| Some((fold(name.ok()?), index));
            names.filter_map(fold).collect()
        });
        folded.get(&fold(name)).copied()
    }
}

fn fold(name: impl AsRef<str>) -> String {
    name.as_ref().replace('\\', "/").trim_start_matches("./").to_lowercase()
}

/// Bytes at the end of a file that hold the end record of an archive, with its comment.
const END_BYTES: u64 = (64 << 10) + 128;

/// Refuses archives with too many entries before their list is read. Only those of the large
/// format can have more than 65,535.
fn check_entries(content: &Content, most: u64) -> Result<(), Fault> {
    let mut reader = content.open()?;
    let size = content.size()?;
    reader.seek(SeekFrom::Start(size.saturating_sub(END_BYTES)))?;
    let mut end = Vec::new();
    reader.take(END_BYTES).read_to_end(&mut end)?;
    let record = memchr::memmem::rfind(&end, b"PK\x06\x06");
    let count = record.and_then(|at| end.get(at + 32..at + 40)?.try_into().ok());
    check_count(count.map_or(0, u64::from_le_bytes), most)
}

fn check_count(count: u64, most: u64) -> Result<(), Fault> {
    if count > most {
        let limit = Limit::Entries.about().name;
        let reason = format!("it has {count} files in it, and {most} are read (--limit {limit}=…)");
        return Err(Fault::broken(reason));
    }
    Ok(())
}

/// Bytes of the names of two files of an archive: every link is resolved against the name of
/// its file, and one as long as the format allows would make that slow.
const MAX_ENTRY_NAME_BYTES: usize = 1 << 10;

/// Where an address in a file of the archive leads: to a file in it, and a place in that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The name of the file, as the archive has it.
    pub path: String,
    /// The name of the place; empty for the start.
    pub fragment: String,
}

/// Follows an address that stands in the file `from`. `None` for addresses elsewhere, and
/// for those that would leave the archive.
pub(super) fn resolve(from: &str, address: &str) -> Option<Target> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split('?').next().unwrap_or_default();
    let fragment = percent::decode(fragment);
    if path.is_empty() {
        return Some(Target { path: from.to_owned(), fragment });
    }
    if has_scheme(path) || from.len() + path.len() > MAX_ENTRY_NAME_BYTES {
        return None;
    }
    let path = percent::decode(path).replace('\\', "/");
    let mut parts: Vec<&str> = match path.starts_with('/') {
        true => Vec::new(),
        false => from.split('/').collect(),
    };
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    (!path.contains('\0')).then_some(Target { path, fragment })
}

/// Whether an address begins with a scheme (`https:`, `file:`, `C:`).
fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign))
    })
}

/// Whether a link may lead out of a document: to the web or to a person.
pub(super) fn leads_out(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| matches!(&*scheme, "http" | "https" | "mailto"))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write};
    use std::sync::Arc;

    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive of these files, in this order.
    pub(in crate::load) fn archive<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Content {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let method = match *name {
                "mimetype" => zip::CompressionMethod::Stored,
                _ => zip::CompressionMethod::Deflated,
            };
            let options = SimpleFileOptions::default().compression_method(method);
            writer.start_file(*name, options).expect("a name");
            writer.write_all(bytes.as_ref()).expect("memory");
        }
        Content::Memory(Arc::new(writer.finish().expect("an archive").into_inner()))
    }

    fn path(from: &str, address: &str) -> Option<String> {
        resolve(from, address).map(|target| target.path)
    }

    #[test]
    fn addresses_stay_in_the_archive() {
        let from = "OEBPS/Text/one.xhtml";
        assert_eq!(path(from, "two.xhtml").as_deref(), Some("OEBPS/Text/two.xhtml"));
        assert_eq!(path(from, "../Notes/a%20b.xhtml#n").as_deref(), Some("OEBPS/Notes/a b.xhtml"));
        assert_eq!(path(from, "..\\x.xhtml").as_deref(), Some("OEBPS/x.xhtml"));
        assert_eq!(path(from, "/etc/passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(path(from, &"a/".repeat(1000)), None);
        for outside in [
            "../../../etc/passwd",
            "..%2f..%2F../x",
            "file:///etc/passwd",
            "C:\\x",
            "javascript:x",
            "a%00b",
        ] {
            assert_eq!(path(from, outside), None, "{outside}");
        }
        let within = resolve(from, "#caf%C3%A9").expect("a place");
        assert_eq!((&*within.path, &*within.fragment), (from, "café"));
    }

    #[test]
    fn files_are_read_up_to_the_limits() {
        let content = archive(&[("a", "x".repeat(1000)), ("B.txt", "y".repeat(1000))]);
        let mut package = Package::open(&content, &Limits::default().with(Limit::Book, 1500))
            .expect("an archive");
        let entry = package.read("a", 10_000).expect("no fault").expect("a file");
        assert_eq!((entry.bytes.len(), entry.complete), (1000, true));
        let entry = package.read("b.TXT", 10_000).expect("no fault").expect("a file");
        assert_eq!((entry.bytes.len(), entry.complete), (500, false));
        assert!(package.is_spent() && package.read("c", 1).expect("no fault").is_none());
    }

    proptest! {
        #[test]
        fn any_address_is_followed_or_not(address in "([a-c./\\\\#%:?\u{0}é]|\\.\\./|%2e|%2F){0,20}") {
            if let Some(target) = resolve("a/b/c", &address) {
                prop_assert!(target.path.split('/').all(|part| part != ".." && part != "."));
            }
        }
    }
}
