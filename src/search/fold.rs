//! Case and accents taken away, so that `Sao` finds `São` and `lodz` finds `Łódź`.
//!
//! Folding is compatibility decomposition (NFKD), lower case and the removal of
//! combining marks, and beyond Unicode's tables the letters and punctuation that
//! people type differently from how they are printed. It works character by
//! character, so that every folded character has one character it came from.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A folded text and where each of its characters came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded<'a> {
    text: Cow<'a, str>,
    /// Start of the original character of each folded byte, and behind the last the
    /// length of the original; `None` where offsets are the same.
    origins: Option<Vec<u32>>,
}

/// Folds a text and keeps the way back to its offsets.
pub fn folded(text: &str) -> Folded<'_> {
    if text.is_ascii() {
        return Folded { text: fold(text), origins: None };
    }
    let mut out = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (start, character) in text.char_indices() {
        push_folded(character, &mut out);
        origins.resize(out.len(), narrow(start));
    }
    origins.push(narrow(text.len()));
    Folded { text: Cow::Owned(out), origins: Some(origins) }
}

/// Folds a text; borrows it where there is nothing to fold.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(text.to_ascii_lowercase());
        }
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        push_folded(character, &mut out);
    }
    Cow::Owned(out)
}

/// Appends the folded form of one character: none, one or several characters.
pub fn push_folded(character: char, out: &mut String) {
    if character.is_ascii() {
        out.push(character.to_ascii_lowercase());
        return;
    }
    decompose_compatible(character, |part| {
        for lower in part.to_lowercase() {
            match typed_as(lower) {
                Some(typed) => out.push_str(typed),
                None if is_combining_mark(lower) => {}
                None => out.push(lower),
            }
        }
    });
}

/// How letters without a decomposition and typographic signs are typed.
fn typed_as(lower: char) -> Option<&'static str> {
    Some(match lower {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ς' => "σ",
        '‘' | '’' | 'ʼ' => "'",
        '“' | '”' | '„' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '−' => "-",
        // Soft hyphens and zero-width spaces and joiners: not seen, so not typed.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => "",
        _ => return None,
    })
}

impl Folded<'_> {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The range of the original whose characters a range of the folded text came from.
    /// Both are in bytes; what is out of bounds is brought into them.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let Some(origins) = &self.origins else {
            let end = range.end.min(self.text.len());
            return range.start.min(end)..end;
        };
        let origin =
            |at: usize| origins.get(at).or(origins.last()).map_or(0, |&offset| offset as usize);
        let start = origin(range.start);
        if range.is_empty() {
            return start..start;
        }
        // The end of the last character is where the next different one starts.
        let last = origin(range.end - 1);
        let behind = origins.partition_point(|&offset| offset as usize <= last);
        start..origin(behind).max(start)
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_typographic_signs_go() {
        assert_eq!(fold("São Tomé — ŁÓDŹ"), "sao tome - lodz");
        assert_eq!(fold("“Teachers’ Straße”"), "\"teachers' strasse\"");
        assert_eq!(fold("ﬁnal İstanbul e\u{301}te\u{301}"), "final istanbul ete");
        assert!(matches!(fold("plain text"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_folded_range_leads_back_to_whole_characters() {
        let text = "Łódź ﬁne Straße";
        let folded = folded(text);
        let at = |needle: &str| {
            let start = folded.text().find(needle).unwrap();
            &text[folded.original(start..start + needle.len())]
        };
        assert_eq!(at("odz"), "ódź");
        assert_eq!(at("i"), "ﬁ");
        assert_eq!(at("strasse"), "Straße");
        assert_eq!(at("as"), "aß");
    }

    proptest! {
        #[test]
        fn every_folded_character_has_an_origin(text in "\\PC{0,40}") {
            let folded = folded(&text);
            prop_assert_eq!(folded.text(), &*fold(&text));
            for (start, character) in folded.text().char_indices() {
                let range = folded.original(start..start + character.len_utf8());
                let original = text.get(range).expect("on character boundaries");
                let mut again = String::new();
                original.chars().for_each(|part| push_folded(part, &mut again));
                prop_assert!(again.contains(character), "{original:?} folds to {again:?}");
            }
        }

        #[test]
        fn any_range_stays_in_bounds(text in any::<String>(), start in 0usize..60, length in 0usize..60) {
            let folded = folded(&text);
            let range = folded.original(start..start + length);
            prop_assert!(range.start <= range.end && range.end <= text.len());
        }

        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text).into_owned();
            prop_assert_eq!(&*fold(&once), once.as_str());
        }
    }
}
