//! Opening a [`Source`] for reading: what must never hang or fill memory is refused here.

use std::fs::{File, Metadata};
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use super::compressed::{Inflating, Inflation, is_compressed};
use super::error::printable;
use super::{LoadError, Options, Source, limits};

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
        Self { reader: Box::new(reader), size, name, may_wait, inflation }
    }
}

/// Opens a source; fails where it is none that can be read to its end.
pub(super) fn open(source: &Source, options: &Options) -> Result<Input, LoadError> {
    match source {
        Source::Sample => Ok(memory("sample", Source::sample_bytes())),
        Source::Memory { name, bytes } => Ok(memory(name, Shared(Arc::clone(bytes)))),
        Source::File(path) => file(path, options),
        Source::Stream(stream) => {
            let name = stream.name().to_owned();
            match stream.take() {
                Some(reader) => Ok(Input::new(reader, None, name, true, false)),
                None => Err(LoadError::AlreadyRead { name }),
            }
        }
    }
}

/// Whether opening the source may wait for someone to write.
pub(super) fn may_wait(source: &Source) -> bool {
    match source {
        Source::Stream(_) => true,
        Source::File(path) => is_inherited(path),
        Source::Sample | Source::Memory { .. } => false,
    }
}

fn memory(name: &str, bytes: impl AsRef<[u8]> + Send + 'static) -> Input {
    let size = Some(bytes.as_ref().len() as u64);
    let compressed = is_compressed(bytes.as_ref());
    Input::new(Box::new(Cursor::new(bytes)), size, name.to_owned(), false, compressed)
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
    let limit = options.max_bytes.min(limits::MAX_DOCUMENT_BYTES);
    if metadata.len() > limit {
        return Err(LoadError::TooLarge { name, bytes: metadata.len(), limit });
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
