//! The bytes of a file → the text that the parser takes.

use encoding_rs::{Encoding, WINDOWS_1252};

/// Bytes at the start that name the code page.
const HEAD_BYTES: usize = 1 << 10;

/// Digits of a number: more do not fit into the 32 bits that the parser has for one.
const MAX_DIGITS: usize = 9;

/// The text of a file. It is to be ASCII, but some programs write UTF-8, or the code page
/// that they name.
pub(super) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    String::from_utf8(clean(bytes)).unwrap_or_else(|error| {
        let bytes = error.as_bytes();
        code_page(bytes).decode_without_bom_handling(bytes).0.into_owned()
    })
}

/// The encoding of the code page that a file names.
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default();
    let name = b"\\ansicpg";
    let at = memchr::memmem::find(head, name).map_or(head.len(), |at| at + name.len());
    let digits: String = head
        .iter()
        .skip(at)
        .take_while(|byte| byte.is_ascii_digit())
        .copied()
        .map(char::from)
        .collect();
    let label = match &*digits {
        "932" => "shift_jis",
        "936" => "gbk",
        "950" => "big5",
        "10000" => "macintosh",
        "65001" => "utf-8",
        digits => &format!("windows-{digits}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

/// The bytes without what the parser would give a file up for, or take for text: bytes of
/// pictures, numbers that are too long, characters by no number.
fn clean(bytes: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let (before, word) = rest.split_at(at);
        clean.extend_from_slice(before);
        let length = escape(word, &mut clean);
        rest = word.get(length..).unwrap_or_default();
    }
    clean.extend_from_slice(rest);
    clean
}

/// Cleans what begins with a backslash. How many bytes that takes.
fn escape(word: &[u8], clean: &mut Vec<u8>) -> usize {
    match word.get(1) {
        None => 1,
        Some(b'\'') => {
            match word.get(..4).filter(|sign| sign.iter().skip(2).all(u8::is_ascii_hexdigit)) {
                Some(character) => {
                    clean.extend_from_slice(character);
                    4
                }
                None => 2,
            }
        }
        Some(first) if first.is_ascii_alphabetic() => control_word(word, clean),
        Some(&sign) => {
            clean.extend([b'\\', sign]);
            2
        }
    }
}

fn control_word(word: &[u8], clean: &mut Vec<u8>) -> usize {
    let run = |from: usize, of: fn(&u8) -> bool| {
        word.iter().skip(from).take_while(|byte| of(byte)).count()
    };
    let letters = 1 + run(1, u8::is_ascii_alphabetic);
    let sign = usize::from(word.get(letters) == Some(&b'-'));
    let digits = run(letters + sign, u8::is_ascii_digit);
    let (name, number) = word.split_at(letters);
    if name == b"\\bin" && sign == 0 {
        let number = number.get(..digits).and_then(|digits| str::from_utf8(digits).ok());
        let data: usize = number.and_then(|number| number.parse().ok()).unwrap_or(0);
        let blank = usize::from(word.get(letters + digits) == Some(&b' '));
        return (letters + digits + blank).saturating_add(data);
    }
    clean.extend_from_slice(name);
    if digits > MAX_DIGITS {
        clean.push(b'0');
        return letters + sign + digits;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_that_is_named_is_believed() {
        assert_eq!(decode(b"{\\rtf1\\ansicpg1251 \xcf\xf0}"), "{\\rtf1\\ansicpg1251 Пр}");
        assert_eq!(decode(b"{\\rtf1\\ansicpg932 \x93\xfa}"), "{\\rtf1\\ansicpg932 日}");
        assert_eq!(decode(b"{\\rtf1 caf\xe9}"), "{\\rtf1 café}");
        assert_eq!(decode("\u{feff}{\\rtf1 café}".as_bytes()), "{\\rtf1 café}");
    }

    #[test]
    fn what_the_parser_refuses_is_left_out() {
        for (source, clean) in [
            (&b"a\\bin4 }{\\x}b"[..], "a}b"),
            (b"a\\bin99999999999999999999 b", "ab"),
            (b"a\\bin9 b", "a"),
            (b"\\\\bin2 ab", "\\\\bin2 ab"),
            (b"\\'e9\\'zz\\'", "\\'e9zz"),
            (b"\\fs99999999999 a\\li-99999999999", "\\fs0 a\\li0"),
            (b"\\fs24\\li-24\\{\\", "\\fs24\\li-24\\{"),
        ] {
            assert_eq!(decode(source), clean);
        }
    }
}
