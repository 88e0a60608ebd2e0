//! Compressed files and pipes (gzip, zstd), inflated while they are read.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::limits::{MAX_ZSTD_WINDOW, SIGN_BYTES};

/// What compressed files begin with.
const MAGIC: [(Compression, &[u8]); 2] =
    [(Compression::Gzip, b"\x1f\x8b\x08"), (Compression::Zstd, b"\x28\xb5\x2f\xfd")];

/// Endings of compressed files; what stands before them tells the format.
const ENDINGS: [&str; 3] = ["gz", "zst", "zstd"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    Gzip,
    Zstd,
}

/// Whether a file that begins so is compressed.
pub(super) fn is_compressed(beginning: &[u8]) -> bool {
    MAGIC.iter().any(|(_, magic)| beginning.starts_with(magic))
}

/// Whether an ending is that of a compressed file.
pub(super) fn is_ending(extension: &str) -> bool {
    ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(extension))
}

/// A reader that inflates what is compressed, and passes on what is not. No byte is waited
/// for longer than is needed to tell the two apart.
pub(super) struct Inflating {
    state: State,
    inflation: Inflation,
    /// Whether anything was inflated.
    begun: bool,
}

/// What became of a source: told by the reader while it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Inflation(Arc<Flags>);

#[derive(Debug, Default)]
struct Flags {
    compressed: AtomicBool,
    damaged: AtomicBool,
}

impl Inflation {
    /// Whether the source is compressed.
    pub fn is_compressed(&self) -> bool {
        self.0.compressed.load(Ordering::Relaxed)
    }

    /// Whether a compressed source broke off or went wrong; it then ends where it was good.
    pub fn is_damaged(&self) -> bool {
        self.0.damaged.load(Ordering::Relaxed)
    }
}

type Inner = Box<dyn Read + Send>;

enum State {
    /// The first bytes, as long as they may be those of a compressed file.
    Beginning(Vec<u8>, Option<Inner>),
    Plain(Inner),
    Inflated(Inner),
}

impl Inflating {
    pub fn new(reader: Inner) -> Self {
        let state = State::Beginning(Vec::new(), Some(reader));
        Self { state, inflation: Inflation::default(), begun: false }
    }

    /// Tells what became of the source.
    pub fn inflation(&self) -> Inflation {
        self.inflation.clone()
    }
}

impl Read for Inflating {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match &mut self.state {
                State::Plain(reader) => return reader.read(buffer),
                State::Inflated(reader) => match reader.read(buffer) {
                    Ok(count) => {
                        self.begun |= count > 0;
                        return Ok(count);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(_) if self.begun => {
                        self.inflation.0.damaged.store(true, Ordering::Relaxed);
                        return Ok(0);
                    }
                    Err(error) => return Err(error),
                },
                State::Beginning(first, reader) => {
                    if let Some(next) = begin(first, reader)? {
                        let compressed = matches!(next, State::Inflated(_));
                        self.inflation.0.compressed.store(compressed, Ordering::Relaxed);
                        self.state = next;
                    }
                }
            }
        }
    }
}

/// Reads on at the beginning; the state after it, once that is known. As much is read as
/// comes at once, so that the next reader has it whole.
fn begin(first: &mut Vec<u8>, reader: &mut Option<Inner>) -> io::Result<Option<State>> {
    let Some(inner) = reader else { return Ok(None) };
    let ended = read_some(inner, first)? == 0;
    let may_be = MAGIC.iter().any(|(_, magic)| magic.starts_with(first));
    let found = MAGIC
        .iter()
        .find(|(_, magic)| first.starts_with(magic))
        .map(|(compression, _)| *compression);
    if found.is_none() && may_be && !ended {
        return Ok(None);
    }
    let Some(rest) = reader.take() else { return Ok(None) };
    let whole: Inner = Box::new(io::Cursor::new(std::mem::take(first)).chain(rest));
    Ok(Some(match found {
        None => State::Plain(whole),
        Some(Compression::Gzip) => State::Inflated(Box::new(MultiGzDecoder::new(whole))),
        Some(Compression::Zstd) => {
            let decoder = StreamingDecoder::new_with_max_window_size(whole, MAX_ZSTD_WINDOW);
            State::Inflated(Box::new(decoder.map_err(io::Error::other)?))
        }
    }))
}

/// Adds to `bytes` what one call reads.
fn read_some(reader: &mut Inner, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let before = bytes.len();
    bytes.resize(before + SIGN_BYTES, 0);
    let read = reader.read(bytes.get_mut(before..).unwrap_or_default());
    bytes.truncate(before + *read.as_ref().unwrap_or(&0));
    read
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn inflated(bytes: &[u8]) -> (io::Result<Vec<u8>>, bool) {
        let mut reader = Inflating::new(Box::new(io::Cursor::new(bytes.to_vec())));
        let inflation = reader.inflation();
        let mut text = Vec::new();
        let read = reader.read_to_end(&mut text).map(|_| text);
        (read, inflation.is_damaged())
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn both_kinds_are_inflated_and_joined_parts_too() {
        let text = b"The council met. ".repeat(500);
        assert_eq!(inflated(&gzip(&text)).0.unwrap(), text);
        assert_eq!(inflated(&zstd(&text)).0.unwrap(), text);
        let two = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(inflated(&two).0.unwrap(), b"one two");
    }

    #[test]
    fn what_is_not_compressed_passes() {
        for text in [&b""[..], b"\x1f", b"\x1f\x8b", b"a", b"(\xb5/", b"plain text"] {
            assert_eq!(inflated(text).0.unwrap(), text);
        }
    }

    #[test]
    fn what_was_read_before_the_damage_is_kept() {
        let text: Vec<u8> =
            (0..200_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
        let whole = gzip(&text);
        let (read, damaged) = inflated(whole.get(..whole.len() / 2).unwrap());
        let read = read.unwrap();
        assert!(damaged && !read.is_empty() && text.starts_with(&read));
        assert!(inflated(b"\x1f\x8b\x08garbage").0.is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), kind in 0..3) {
            let start: &[u8] = match kind { 0 => b"\x1f\x8b\x08", 1 => b"\x28\xb5\x2f\xfd", _ => b"" };
            let _ = inflated(&[start, &bytes].concat());
        }
    }
}
