//! JSON that can be shown anywhere.
//!
//! A JSON string may hold DEL, C1 controls, bidirectional controls and line separators
//! as they are. A terminal may act on them and a line-wise tool may split at them, so
//! they are written as `\u` escapes: the value stays the same.

use std::fmt::Write;

use serde::Serialize;

use crate::document::visible;

/// A value on one line, without a line end.
pub fn line(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value).map(escaped)
}

/// A value over several indented lines, without a line end.
pub fn pretty(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(escaped)
}

/// Such characters stand in strings only, all but the carriage return, which between
/// the values of an `id` that is written back as it came is a blank.
fn escaped(json: String) -> String {
    let unsafe_to_show =
        |character| !matches!(character, '\n' | '\t') && visible::symbol(character).is_some();
    let Some(first) = first_suspect(&json, unsafe_to_show) else { return json };
    let mut escaped = String::with_capacity(json.len() + 64);
    let (plain, rest) = json.split_at_checked(first).unwrap_or_default();
    escaped.push_str(plain);
    for character in rest.chars() {
        if character == '\r' {
            escaped.push(' ');
        } else if unsafe_to_show(character) {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04x}", character as u32);
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// Where the first character stands of which `unsafe_to_show` holds; ASCII text, most of
/// it, is passed over byte by byte.
fn first_suspect(json: &str, unsafe_to_show: impl Fn(char) -> bool) -> Option<usize> {
    let harmless = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let mut at = 0;
    loop {
        let rest = json.get(at..)?;
        at += rest.as_bytes().iter().position(|byte| !harmless(byte))?;
        let character = json.get(at..)?.chars().next()?;
        if unsafe_to_show(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::value::RawValue;

    use super::*;

    #[test]
    fn no_control_is_written_as_itself() {
        let text = "a\x1b]0;x\x07\u{9b}31m\x7f\u{202e}\u{2028}\u{200f}é🙂";
        let json = line(&text).unwrap();
        assert_eq!(json, r#""a\u001b]0;x\u0007\u009b31m\u007f\u202e\u2028\u200fé🙂""#);
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn blanks_of_a_raw_value_are_harmless() {
        let raw = RawValue::from_string("[1,\r2]".to_owned()).unwrap();
        assert_eq!(line(&raw).unwrap(), "[1, 2]");
    }

    proptest! {
        #[test]
        fn the_value_stays_the_same(text in any::<String>()) {
            let json = pretty(&[&text]).unwrap();
            prop_assert!(json.chars().all(|c| c == '\n' || visible::symbol(c).is_none()));
            prop_assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), vec![text]);
        }
    }
}
