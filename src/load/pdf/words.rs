//! Lines joined: which hyphens at their ends are those of a broken word.

use std::collections::HashSet;

use super::line::Line;

/// The words of a document as they stand inside lines.
#[derive(Debug, Default)]
pub(super) struct Words {
    seen: HashSet<String>,
}

/// Words that are kept to judge hyphens by; a book has some ten thousand.
const MAX_WORDS: usize = 200_000;

/// First halves after which a hyphen is mostly one of the word itself.
const PREFIXES: &[&str] = &[
    "self", "well", "non", "ex", "half", "all", "quasi", "cross", "long", "short", "high", "low",
    "full", "part", "ill", "so", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "first",
    "second", "third", "mid", "vice", "e", "x", "t", "u",
];

impl Words {
    /// Notes the words of a line, except those at its ends, which may be halves.
    pub fn note(&mut self, line: &Line) {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or_default();
        for word in inner {
            if self.seen.len() >= MAX_WORDS {
                return;
            }
            let bare = bare(word);
            if bare.chars().count() > 2 {
                self.seen.insert(bare);
            }
        }
    }

    /// Appends a line to a text: a broken word is put together, anything else comes after a
    /// blank.
    pub fn join(&self, text: &mut String, line: &str) {
        let line = line.trim();
        match self.hyphen(text, line) {
            Hyphen::None => {
                if !text.is_empty() && !text.ends_with(' ') && !is_unspaced(text, line) {
                    text.push(' ');
                }
            }
            Hyphen::Kept => {}
            Hyphen::Dropped => drop(text.pop()),
        }
        text.push_str(line);
    }

    fn hyphen(&self, text: &str, line: &str) -> Hyphen {
        if text.ends_with('\u{ad}') {
            return Hyphen::Dropped;
        }
        let Some(before) = text.strip_suffix(['-', '\u{2010}']) else { return Hyphen::None };
        let first = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let second = line.split_whitespace().next().unwrap_or_default();
        let joins =
            first.ends_with(char::is_alphanumeric) && second.starts_with(char::is_alphanumeric);
        if !joins {
            return Hyphen::None;
        }
        let (first, second) = (bare(first), bare(second));
        let whole = self.seen.contains(&format!("{first}{second}"));
        let hyphenated = self.seen.contains(&format!("{first}-{second}"));
        let begins_small = line.starts_with(char::is_lowercase);
        let letters = first.chars().next_back().is_some_and(char::is_alphabetic);
        let compound = first.contains('-') || PREFIXES.contains(&first.as_str());
        match () {
            () if !begins_small || !letters => Hyphen::Kept,
            () if whole && !hyphenated => Hyphen::Dropped,
            () if hyphenated || compound => Hyphen::Kept,
            // Both halves are words of their own: `state-` `owned`.
            () if self.seen.contains(&first) && self.seen.contains(&second) => Hyphen::Kept,
            () => Hyphen::Dropped,
        }
    }
}

/// What becomes of the hyphen at the end of a line.
enum Hyphen {
    /// There is none that joins words.
    None,
    Kept,
    Dropped,
}

/// A word in lower case without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Whether two lines meet in a script that puts no blanks between words.
fn is_unspaced(text: &str, line: &str) -> bool {
    let wide = |letter: char| matches!(letter, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    text.chars().next_back().is_some_and(wide) && line.chars().next().is_some_and(wide)
}

/// A text with the dots that lead to a page number as one sign.
pub(super) fn without_leaders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut dots = 0;
    let mut held = String::new();
    for letter in text.chars() {
        match letter {
            '.' | '·' | '…' | '\u{2024}' => {
                dots += 1;
                held.push(letter);
            }
            ' ' if dots > 0 => held.push(letter),
            _ => {
                release(&mut out, &mut held, dots);
                dots = 0;
                out.push(letter);
            }
        }
    }
    release(&mut out, &mut held, dots);
    out
}

/// Dots that are kept as they are: more than an ellipsis and a full stop lead somewhere.
const DOTS: usize = 5;

fn release(out: &mut String, held: &mut String, dots: usize) {
    if dots >= DOTS {
        let trimmed = out.trim_end().len();
        out.truncate(trimmed);
        out.push_str(" … ");
    } else {
        out.push_str(held);
    }
    held.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(known: &str, lines: &[&str]) -> String {
        let mut words = Words::default();
        words.note(&Line { text: format!("x {known} x"), ..Line::default() });
        let mut text = String::new();
        lines.iter().for_each(|line| words.join(&mut text, line));
        text
    }

    #[test]
    fn broken_words_are_put_together() {
        assert_eq!(joined("", &["the govern-", "ment said"]), "the government said");
        assert_eq!(joined("", &["the govern\u{ad}", "ment"]), "the government");
        assert_eq!(joined("", &["a line", "and more"]), "a line and more");
    }

    #[test]
    fn true_hyphens_stay() {
        assert_eq!(joined("", &["the Anglo-", "Saxon"]), "the Anglo-Saxon");
        assert_eq!(joined("", &["from 1990-", "1995"]), "from 1990-1995");
        assert_eq!(joined("", &["a well-", "known man"]), "a well-known man");
        assert_eq!(joined("tax-free", &["it is tax-", "free"]), "it is tax-free");
        assert_eq!(joined("state owned", &["a state-", "owned firm"]), "a state-owned firm");
        assert_eq!(joined("", &["he said -", "and went"]), "he said - and went");
    }

    #[test]
    fn leaders_become_one_sign() {
        assert_eq!(without_leaders("Preface . . . . . . . 7"), "Preface … 7");
        assert_eq!(without_leaders("Preface........7"), "Preface … 7");
        assert_eq!(without_leaders("wait... what. Yes"), "wait... what. Yes");
    }
}
