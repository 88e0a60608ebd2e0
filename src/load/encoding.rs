//! Bytes of any encoding → text, piece by piece.
//!
//! UTF-8 is checked and taken over as it is. The first byte that is not UTF-8 decides:
//! where what surrounds it is UTF-8 for the greater part, the file is damaged and the
//! byte becomes U+FFFD; otherwise the file is in a legacy encoding, which a web page or an
//! XML file declares, and which is guessed
//! from a sample. Only one piece of the file is held beside the text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::limits::SAMPLE_BYTES;
use crate::document::Notice;

/// A text that grows as bytes are pushed.
pub(super) struct Decoding {
    text: String,
    mode: Mode,
    /// Room for a decoded piece, so that the text itself grows by what is needed.
    scratch: String,
    replaced: usize,
    /// The encoding, where it was guessed.
    guessed: Option<&'static str>,
}

enum Mode {
    /// UTF-8 so far.
    Utf8,
    /// Through a decoder, which keeps incomplete characters itself.
    Decoder(Decoder),
    /// Four bytes a character.
    Utf32 { big_endian: bool },
}

/// Bytes decoded at a time, so that the scratch room stays in the processor's cache.
const PIECE: usize = 16 << 10;

/// Bytes that an encoding is guessed by, unless the file ends before.
const LEAST_SAMPLE: usize = 1 << 10;

impl Decoding {
    /// Begins with a sample of the first bytes; returns how many of them are a byte
    /// order mark and to be skipped.
    pub fn begin(sample: &[u8], capacity: usize) -> (Self, usize) {
        let (mode, skip, guessed) = recognise(sample);
        let mut text = String::new();
        // Where memory is short, growing piece by piece fails later and no worse.
        let _ = text.try_reserve(capacity);
        (Self { text, mode, scratch: String::new(), replaced: 0, guessed }, skip)
    }

    /// Whether the bytes are of an encoding in which NUL bytes are no sign of binary data.
    pub fn is_wide(&self) -> bool {
        match &self.mode {
            Mode::Utf8 => false,
            Mode::Utf32 { .. } => true,
            Mode::Decoder(decoder) => [UTF_16LE, UTF_16BE].contains(&decoder.encoding()),
        }
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Decodes bytes and returns how many were used up; the rest (less than one
    /// character, or too little to guess an encoding by) is to be pushed again with what
    /// follows. With `last`, all are used.
    pub fn push(&mut self, bytes: &[u8], last: bool) -> usize {
        match &mut self.mode {
            Mode::Utf8 => self.push_utf8(bytes, last),
            Mode::Decoder(_) => {
                self.push_decoded(bytes, last);
                bytes.len()
            }
            Mode::Utf32 { big_endian } => {
                let big_endian = *big_endian;
                self.push_utf32(bytes, big_endian, last)
            }
        }
    }

    /// The whole text and what to tell of it.
    pub fn finish(self) -> (String, Vec<Notice>) {
        let notices = self.notices();
        let mut text = self.text;
        if text.capacity() / 5 > text.len() / 4 {
            text.shrink_to_fit();
        }
        (text, notices)
    }

    /// What to tell of the decoding so far.
    pub fn notices(&self) -> Vec<Notice> {
        let undecodable = Notice::Undecodable { replaced: self.replaced };
        let encoding = self.guessed.map(Notice::Encoding);
        encoding.into_iter().chain((self.replaced > 0).then_some(undecodable)).collect()
    }

    fn push_utf8(&mut self, bytes: &[u8], last: bool) -> usize {
        let (valid, error) = match std::str::from_utf8(bytes) {
            Ok(valid) => (valid, None),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                (std::str::from_utf8(valid).unwrap_or_default(), Some(error))
            }
        };
        self.text.push_str(valid);
        let used = valid.len();
        match error {
            None => used,
            Some(error) if error.error_len().is_none() && !last => used,
            Some(_) if bytes.len() - used < LEAST_SAMPLE && !last => used,
            Some(_) => {
                let rest = bytes.get(used..).unwrap_or_default();
                self.leave_utf8(rest);
                used + self.push(rest, last)
            }
        }
    }

    /// Chooses how to go on after the first byte that is not UTF-8.
    fn leave_utf8(&mut self, rest: &[u8]) {
        let sample = rest.get(..rest.len().min(SAMPLE_BYTES)).unwrap_or_default();
        let before = tail(&self.text, SAMPLE_BYTES);
        if is_damaged_utf8(before, sample) {
            self.mode = Mode::Decoder(UTF_8.new_decoder_without_bom_handling());
            return;
        }
        let encoding = declared(&self.text, sample).unwrap_or_else(|| {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(before.as_bytes(), false);
            detector.feed(sample, false);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            self.guessed = Some(encoding.name());
            encoding
        });
        self.mode = Mode::Decoder(encoding.new_decoder_without_bom_handling());
        // In all these encodings ASCII is ASCII; only what looked like UTF-8 by
        // accident is decoded again.
        if !self.text.is_ascii() {
            let misread = std::mem::take(&mut self.text);
            self.push_decoded(misread.as_bytes(), false);
        }
    }

    fn push_decoded(&mut self, bytes: &[u8], last: bool) {
        let mut pieces = bytes.chunks(PIECE).peekable();
        if pieces.peek().is_none() {
            self.decode_piece(&[], last);
        }
        while let Some(piece) = pieces.next() {
            self.decode_piece(piece, last && pieces.peek().is_none());
        }
    }

    fn decode_piece(&mut self, mut bytes: &[u8], last: bool) {
        let Mode::Decoder(decoder) = &mut self.mode else { return };
        // A decoder must not be used after its last piece: it is asked only once.
        loop {
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            self.scratch.clear();
            self.scratch.reserve(room.unwrap_or(bytes.len() * 4).max(16));
            let (result, read) =
                decoder.decode_to_string_without_replacement(bytes, &mut self.scratch, last);
            self.text.push_str(&self.scratch);
            bytes = bytes.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.text.push(char::REPLACEMENT_CHARACTER);
                    self.replaced += 1;
                }
            }
        }
    }

    fn push_utf32(&mut self, bytes: &[u8], big_endian: bool, last: bool) -> usize {
        for unit in bytes.chunks_exact(4) {
            let unit: [u8; 4] = unit.try_into().unwrap_or_default();
            let code = if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
            let character = char::from_u32(code);
            self.replaced += usize::from(character.is_none());
            self.text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let over = bytes.len() % 4;
        if last && over > 0 {
            self.text.push(char::REPLACEMENT_CHARACTER);
            self.replaced += 1;
            return bytes.len();
        }
        bytes.len() - over
    }
}

/// What the first bytes tell: how to decode, the length of the byte order mark, and the
/// name of the encoding where it was guessed.
fn recognise(sample: &[u8]) -> (Mode, usize, Option<&'static str>) {
    let decoder =
        |encoding: &'static Encoding| Mode::Decoder(encoding.new_decoder_without_bom_handling());
    // UTF-32 comes first: its mark begins with the one of UTF-16.
    if sample.starts_with(&[0xff, 0xfe, 0, 0]) {
        return (Mode::Utf32 { big_endian: false }, 4, None);
    }
    if sample.starts_with(&[0, 0, 0xfe, 0xff]) {
        return (Mode::Utf32 { big_endian: true }, 4, None);
    }
    if let Some((encoding, length)) = Encoding::for_bom(sample) {
        let mode = if encoding == UTF_8 { Mode::Utf8 } else { decoder(encoding) };
        return (mode, length, None);
    }
    if let Some(encoding) = unmarked(sample) {
        return (decoder(encoding), 0, Some(encoding.name()));
    }
    (Mode::Utf8, 0, None)
}

/// An encoding that has no mark and yet looks like ASCII or binary data.
fn unmarked(sample: &[u8]) -> Option<&'static Encoding> {
    let head = sample.get(..sample.len().min(4096)).unwrap_or_default();
    if memchr::memmem::find(head, b"\x1b$B").is_some()
        && (memchr::memmem::find(head, b"\x1b(B").is_some()
            || memchr::memmem::find(head, b"\x1b(J").is_some())
        && head.is_ascii()
    {
        return Some(ISO_2022_JP);
    }
    let pairs = head.len() / 2;
    let (even, odd) = head.chunks_exact(2).fold((0, 0), |(even, odd), pair| {
        (even + usize::from(pair.first() == Some(&0)), odd + usize::from(pair.last() == Some(&0)))
    });
    // Most characters of a Western text have a zero as their higher byte.
    let mostly = |zeros: usize, others: usize| zeros * 2 > pairs && others * 20 <= pairs;
    match () {
        () if pairs < 4 => None,
        () if mostly(odd, even) => Some(UTF_16LE),
        () if mostly(even, odd) => Some(UTF_16BE),
        () => None,
    }
}

/// Whether a text around a bad byte is UTF-8 for the greater part.
fn is_damaged_utf8(before: &str, rest: &[u8]) -> bool {
    let wide = |text: &str| text.chars().filter(|character| !character.is_ascii()).count();
    let (mut good, mut bad) = (wide(before), 0);
    for chunk in rest.utf8_chunks() {
        good += wide(chunk.valid());
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// The last bytes of a text, at most so many, from a character's start.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// The legacy encoding that markup declares at its beginning (`charset=windows-1251`,
/// `encoding="ISO-8859-1"`): where browsers look for it, and as far.
fn declared(text: &str, rest: &[u8]) -> Option<&'static Encoding> {
    const FAR: usize = 1024;
    let text = text.as_bytes();
    let mut head = text.get(..FAR).unwrap_or(text).to_ascii_lowercase();
    head.extend(rest.iter().take(FAR.saturating_sub(head.len())).map(u8::to_ascii_lowercase));
    let label = |mark: &[u8]| {
        let at = memmem::find(&head, mark)? + mark.len();
        let value = head.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| !is_of_label(*byte)).unwrap_or(value.len());
        Encoding::for_label(value.get(..end)?)
    };
    let is_markup = head.trim_ascii_start().starts_with(b"<");
    let found = [&b"encoding"[..], b"charset"].into_iter().filter(|_| is_markup).find_map(label);
    found.filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

fn is_of_label(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8], piece: usize) -> (String, Vec<Notice>) {
        let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
        let (mut decoding, skip) = Decoding::begin(sample, 0);
        let mut held: Vec<u8> = Vec::new();
        let mut pieces = bytes[skip..].chunks(piece).peekable();
        if pieces.peek().is_none() {
            decoding.push(&[], true);
        }
        while let Some(next) = pieces.next() {
            held.extend_from_slice(next);
            let used = decoding.push(&held, pieces.peek().is_none());
            held.drain(..used);
        }
        assert!(held.is_empty());
        decoding.finish()
    }

    #[test]
    fn markup_declares_its_encoding() {
        let page = |declaration: &str, tail: &[u8]| {
            let mut bytes = format!("<html><head>{declaration}</head><p>").into_bytes();
            bytes.extend_from_slice(tail);
            let (text, notices) = decode(&bytes, 3000);
            (text[text.len() - 8..].to_owned(), notices)
        };
        for (declaration, tail, text) in [
            ("<meta charset=windows-1251>", &b"\xcc\xe8\xf0\xe0"[..], "Мира"),
            ("<META CONTENT='text/html; CHARSET=KOI8-R'>", b"\xed\xc9\xd2\xc1", "Мира"),
            ("<?xml encoding = \"iso-8859-5\"?>", b"\xbc\xd8\xe0\xd0", "Мира"),
        ] {
            assert_eq!(page(declaration, tail), (text.to_owned(), vec![]), "{declaration}");
        }
        // What cannot be is guessed, and what is no markup declares nothing.
        let (_, notices) = page("<meta charset=utf-8>", b"caf\xe9 au lait");
        assert!(matches!(notices[..], [Notice::Encoding(_)]), "{notices:?}");
        let (_, notices) = decode(b"charset=koi8-r caf\xe9 au lait", 3000);
        assert!(matches!(notices[..], [Notice::Encoding(_)]), "{notices:?}");
    }

    #[test]
    fn byte_order_marks_are_obeyed_and_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfaz", 3), ("az".to_owned(), vec![]));
        assert_eq!(decode(b"\xff\xfea\0\x3d\xd8\x00\xde", 3), ("a😀".to_owned(), vec![]));
        assert_eq!(decode(b"\xfe\xff\0a\0b", 3), ("ab".to_owned(), vec![]));
        assert_eq!(decode(b"\xff\xfe\0\0a\0\0\0", 3), ("a".to_owned(), vec![]));
        assert_eq!(decode(b"\xef\xbb\xbf", 3), (String::new(), vec![]));
    }

    #[test]
    fn utf_16_without_a_mark_is_recognised() {
        let bytes: Vec<u8> = "The vote".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, 5), ("The vote".to_owned(), vec![Notice::Encoding("UTF-16LE")]));
    }

    #[test]
    fn legacy_encodings_are_named() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251
            .encode("Министр заявил в понедельник, что переговоры продолжатся в следующем году.");
        let (text, notices) = decode(&bytes, 7);
        assert!(text.starts_with("Министр заявил"));
        assert_eq!(notices, [Notice::Encoding("windows-1251")]);
        let (text, notices) = decode(b"The caf\xe9 in Orl\xe9ans was closed.", 64);
        assert_eq!(text, "The café in Orléans was closed.");
        assert_eq!(notices, [Notice::Encoding("windows-1252")]);
    }

    #[test]
    fn japanese_mail_encoding_is_recognised() {
        let (bytes, ..) = ISO_2022_JP.encode("会議は月曜日に開かれた。");
        assert_eq!(decode(&bytes, 4).0, "会議は月曜日に開かれた。");
    }

    #[test]
    fn damaged_utf_8_stays_utf_8() {
        let (text, notices) = decode("«déjà» vu\n".repeat(20).as_bytes(), 8);
        assert!(notices.is_empty() && text.starts_with("«déjà»"));
        let mut bytes = "«déjà» vu ".repeat(20).into_bytes();
        bytes.push(0xff);
        bytes.extend_from_slice("é. ".as_bytes());
        bytes.push(0xc3);
        let (text, notices) = decode(&bytes, 1000);
        assert!(text.ends_with("vu \u{FFFD}é. \u{FFFD}"));
        assert_eq!(notices, [Notice::Undecodable { replaced: 2 }]);
    }

    proptest! {
        #[test]
        fn utf_8_is_unchanged_in_any_pieces(text in "[^\0\u{FEFF}\x1b]{0,200}", piece in 1_usize..40) {
            let (decoded, notices) = decode(text.as_bytes(), piece);
            prop_assert_eq!(decoded, text);
            prop_assert!(notices.is_empty());
        }

        #[test]
        fn any_bytes_become_a_text(bytes in proptest::collection::vec(any::<u8>(), 0..400), piece in 1_usize..50) {
            let (text, _) = decode(&bytes, piece);
            prop_assert!(text.len() <= 3 * bytes.len());
        }
    }
}
