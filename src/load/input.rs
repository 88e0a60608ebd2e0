//! Opening a [`Source`] for reading: what must never hang or fill memory is refused here.

use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use super::collection::{Opened, Raw};
use super::compressed::{Inflating, Inflation, is_compressed};
use super::content::Content;
use super::error::printable;
use super::limits::Limit;
use super::{LoadError, Member, Options, Source};
use crate::document::{Format, Parts};

/// A source that is open.
pub(super) struct Input {
    /// The content.
    pub reader: Box<dyn Read + Send>,
    /// Its size in bytes where it is known; files of `/proc` say 0 and have content.
    pub size: Option<u64>,
    /// What to call it in messages.
    pub name: String,
    /// Whether reading may wait for someone to write.
    pub may_wait: bool,
    /// The limit that cut it off, where this is only its beginning.
    pub cut: Option<Limit>,
    /// Its format, where the collection that it lies in decides it.
    pub format: Option<Format>,
    /// Whether it is compressed, and whether that went wrong.
    pub inflation: Inflation,
}

impl Input {
    /// The size of a compressed file says nothing of its text.
    fn new(
        reader: Box<dyn Read + Send>,
        size: Option<u64>,
        name: String,
        may_wait: bool,
        compressed: bool,
    ) -> Self {
        let reader = Inflating::new(reader);
        let (inflation, size) = (reader.inflation(), size.filter(|_| !compressed));
        Self { reader: Box::new(reader), size, name, may_wait, cut: None, format: None, inflation }
    }

    /// At most so many bytes of the beginning, which are read again after that. Of what
    /// may have to be waited for only what comes first.
    pub fn first(&mut self, bytes: usize) -> Result<Vec<u8>, LoadError> {
        let mut first = vec![0; bytes];
        let mut filled = 0;
        while let Some(room) = first.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.reader.read(room) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(LoadError::from_io(&self.name, &error)),
            }
            if self.may_wait {
                break;
            }
        }
        first.truncate(filled);
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(first.clone()).chain(rest));
        Ok(first)
    }
}

/// A source that is open, or a document at once.
pub(super) enum Opening {
    Input(Input),
    Document(Box<Parts>),
}

/// Opens a source; fails where it is none that can be read to its end.
pub(super) fn open(source: &Source, options: &Options) -> Result<Input, LoadError> {
    match begin(source, options)? {
        Opening::Input(input) => Ok(input),
        Opening::Document(_) => {
            let name = printable(Path::new(&source.name()));
            Err(LoadError::Read { name, reason: "it is a part of a file".to_owned() })
        }
    }
}

/// Opens a source, which may be a row or an entry and so a document already.
pub(super) fn begin(source: &Source, options: &Options) -> Result<Opening, LoadError> {
    let input = match source {
        Source::Member(one) => return member(one),
        Source::Sample => memory("sample", Source::sample_bytes()),
        Source::Memory { name, bytes } => memory(name, Shared(Arc::clone(bytes))),
        Source::File(path) => file(path, options)?,
        Source::Stream(stream) => {
            let name = stream.name().to_owned();
            match stream.take() {
                Some(reader) => Input::new(reader, None, name, true, false),
                None => return Err(LoadError::AlreadyRead { name }),
            }
        }
    };
    Ok(Opening::Input(input))
}

/// Whether opening the source may wait for someone to write.
pub(super) fn may_wait(source: &Source) -> bool {
    match source {
        Source::Stream(_) => true,
        Source::File(path) => is_inherited(path),
        Source::Sample | Source::Member(_) | Source::Memory { .. } => false,
    }
}

fn memory(name: &str, bytes: impl AsRef<[u8]> + Send + 'static) -> Input {
    let size = Some(bytes.as_ref().len() as u64);
    let compressed = is_compressed(bytes.as_ref());
    Input::new(Box::new(Cursor::new(bytes)), size, name.to_owned(), false, compressed)
}

fn member(member: &Member) -> Result<Opening, LoadError> {
    let name = printable(Path::new(&member.full_name()));
    let opened = member.read();
    let raw = match opened.map_err(|fault| LoadError::from_fault(&name, "a document", &fault))? {
        Opened::File(raw) => raw,
        Opened::Document(parts) => return Ok(Opening::Document(parts)),
    };
    let Raw { reader, size, cut, format } = raw;
    let input = Input::new(reader, None, name, false, false);
    Ok(Opening::Input(Input { size, cut, format, ..input }))
}

/// All of a source, to be read from any place: its file where that is not compressed.
pub(super) fn content(source: &Source, options: &Options) -> Result<Content, LoadError> {
    content_of(source, open(source, options)?, options)
}

/// All of an input that was opened of this source.
pub(super) fn content_of(
    source: &Source,
    input: Input,
    options: &Options,
) -> Result<Content, LoadError> {
    if let (Source::File(path), Some(_)) = (source, input.size) {
        return Ok(Content::File(path.clone()));
    }
    let Input { reader, name, .. } = input;
    let (mut bytes, most) = (Vec::new(), options.limits.of(Limit::Held));
    let read = reader.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| LoadError::from_io(&name, &error))?;
    let (size, limit, option) = (bytes.len() as u64, most, Limit::Held.about().name);
    if size > limit {
        return Err(LoadError::TooLarge { name, bytes: size, limit, option });
    }
    Ok(Content::Memory(Arc::new(bytes)))
}

struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

fn file(path: &Path, options: &Options) -> Result<Input, LoadError> {
    let name = printable(path);
    let failed = |error| LoadError::from_io(&name, &error);
    let metadata = std::fs::metadata(path).map_err(failed)?;
    let inherited = is_inherited(path);
    if metadata.is_dir() {
        return Err(LoadError::Folder { name });
    }
    if let Some(what) = special(&metadata)
        && !(inherited && what == PIPE)
    {
        return Err(LoadError::NotRegular { name, what });
    }
    let limit = options.limits.of(Limit::Document);
    if metadata.len() > limit {
        let (bytes, option) = (metadata.len(), Limit::Document.about().name);
        return Err(LoadError::TooLarge { name, bytes, limit, option });
    }
    let mut file = File::open(path).map_err(failed)?;
    let size = metadata.is_file().then_some(metadata.len());
    let compressed = size.is_some() && begins_compressed(&mut file).map_err(failed)?;
    Ok(Input::new(Box::new(file), size, name, size.is_none(), compressed))
}

/// Looks at the first bytes of a file and goes back to them.
fn begins_compressed(file: &mut File) -> std::io::Result<bool> {
    let mut first = [0; 4];
    let count = file.read(&mut first)?;
    file.rewind()?;
    Ok(is_compressed(first.get(..count).unwrap_or_default()))
}

const PIPE: &str = "a pipe";

/// What a path is that is neither a file nor a folder. Opening a pipe waits for its
/// writer, and a device may never end.
#[cfg(unix)]
fn special(metadata: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    match () {
        () if kind.is_file() => None,
        () if kind.is_fifo() => Some(PIPE),
        () if kind.is_socket() => Some("a socket"),
        () => Some("a device"),
    }
}

#[cfg(not(unix))]
fn special(metadata: &Metadata) -> Option<&'static str> {
    (!metadata.is_file()).then_some("a device")
}

/// Whether a path names an open file of this process, as the shell's `<(command)`
/// does: such a pipe has its writer, so opening it does not wait.
fn is_inherited(path: &Path) -> bool {
    ["/dev/fd", "/dev/stdin", "/proc/self/fd"].iter().any(|folder| path.starts_with(folder))
}
