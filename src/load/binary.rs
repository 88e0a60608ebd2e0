//! Telling what is not text at all.

/// First bytes of common binary formats, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xfe\xed\xfa\xce", "a program"),
    (b"\xfe\xed\xfa\xcf", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\0asm", "a program"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"PK\x05\x06", "a zip archive"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n\x1a\n", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"RIFF", "a sound, an image or a film"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"SQLite format 3\0", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"!<arch>\n", "an archive of object files"),
    (b"PAR1", PARQUET),
];

/// What a file is that only some builds read.
pub(super) const PARQUET: &str = "a Parquet file";

/// Control characters a text may be rid with before it counts as binary: one in this many.
const CONTROL_SHARE: usize = 20;

/// Control characters that any text may hold: a short file made to show them is a text.
const CONTROLS_ALLOWED: usize = 64;

/// What a file is, from a sample of its beginning; `None` for text. UTF-16 and UTF-32
/// are told before this is asked, because they are full of NUL bytes.
pub(super) fn what(sample: &[u8]) -> Option<&'static str> {
    let magic = MAGIC.iter().find(|(magic, _)| sample.starts_with(magic));
    if let Some((magic, what)) = magic
        && !is_readable(magic, sample)
    {
        return Some(what);
    }
    let controls = controls(sample);
    let dense = controls > CONTROLS_ALLOWED && controls > sample.len() / CONTROL_SHARE;
    dense.then_some("binary data")
}

/// Whether a file that begins with a magic of letters alone (`RIFF`, `BZh`) goes on as
/// text: a sentence may begin so.
fn is_readable(magic: &[u8], sample: &[u8]) -> bool {
    let letters = magic.iter().all(u8::is_ascii_alphanumeric);
    let head = sample.get(..sample.len().min(64)).unwrap_or_default();
    letters && std::str::from_utf8(head).is_ok() && !head.iter().any(|&byte| is_control(byte))
}

/// How many control characters there are that texts do not hold, counted a byte's worth at a
/// time: counters of one byte are added sixteen at once.
fn controls(sample: &[u8]) -> usize {
    let count = |some: &[u8]| some.iter().map(|&byte| u8::from(is_control(byte))).sum::<u8>();
    sample.chunks(usize::from(u8::MAX)).map(|some| usize::from(count(some))).sum()
}

/// Control characters that texts do not hold. Tab, line ends, form feed and ESC (of
/// coloured logs) do occur.
fn is_control(byte: u8) -> bool {
    // Without branches, so that many are told at a time.
    let held =
        (byte == b'\t') | (byte == b'\n') | (byte == b'\r') | (byte == 0x0c) | (byte == 0x1b);
    (byte < 0x20) & !held | (byte == 0x7f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named() {
        assert_eq!(what(b"\x7fELF\x02\x01\x01\0"), Some("a program"));
        assert_eq!(what(&[0; 4096]), Some("binary data"));
    }

    #[test]
    fn texts_with_a_few_controls_are_texts() {
        assert_eq!(what(b"before \0 after"), None);
        let every: Vec<u8> = (0..=0x1f).collect();
        assert_eq!(what(&every), None);
        assert_eq!(what(b"RIFF is a word that may begin a sentence about sound files."), None);
        assert_eq!(what(b""), None);
    }

    #[test]
    fn random_bytes_are_binary() {
        let mut state = 7_u64;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        })
        .take(8192)
        .collect();
        assert_eq!(what(&bytes), Some("binary data"));
    }
}
