//! Whether a sentence ends at a mark.

use super::item::{begins_list_item, is_bullet, is_list_number};
use super::word::{is_opener as begins_with_opener, is_web};
use super::{Lines, is_closer, is_terminator};
use crate::facts::abbreviation::{Abbreviation, abbreviation, is_sentence_starter};
use crate::facts::token::run_length;

/// How far a decision looks back for the word before a mark.
const MAX_WORD_BYTES: usize = 40;

/// An exclamation in a quotation that has no more words is no sentence of its own.
const MAX_EXCLAMATION_WORDS: usize = 3;

/// How far it looks back for the run without white space, which may be an address.
const MAX_CHUNK_BYTES: usize = 128;

fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '*' | '_' | '¿' | '¡' | '`'
    )
}

/// What stands behind a mark, as far as a decision needs it.
struct Next<'a> {
    /// Opening quotation marks or brackets stand before the word.
    opened: bool,
    /// The first of them is a bracket.
    bracketed: bool,
    /// The first character that is no opening mark.
    first: char,
    /// From that character on.
    rest: &'a str,
}

impl<'a> Next<'a> {
    fn new(behind: &'a str) -> Option<Self> {
        let trimmed = behind.trim_start();
        let rest = trimmed.trim_start_matches(is_opener);
        let first = rest.chars().next()?;
        let bracketed = trimmed.starts_with(['(', '[']);
        Some(Self { opened: rest.len() < trimmed.len(), bracketed, first, rest })
    }

    fn word(&self) -> &'a str {
        self.rest
            .get(..run_length(self.rest, |c| c.is_alphanumeric() || c == '\'' || c == '’'))
            .unwrap_or_default()
    }

    /// Whether a sentence starter stands here.
    fn is_starter(&self) -> bool {
        is_sentence_starter(self.word())
    }
}

/// Whether a sentence that began at `start` ends with the marks from `mark` to `end`.
pub(super) fn is_boundary(body: &str, start: usize, mark: usize, end: usize, lines: Lines) -> bool {
    let before = body.get(start..mark).unwrap_or_default();
    let marks = body.get(mark..end).unwrap_or_default();
    let behind = body.get(end..).unwrap_or_default();
    if marks == "\n" {
        return lines.listed
            || begins_list_item(behind)
            || is_deliberate_break(before, behind, lines);
    }
    if marks.starts_with(['。', '！', '？']) {
        return true;
    }
    // An ellipsis may open the sentence.
    if before.is_empty() && marks.starts_with('.') {
        return behind.is_empty();
    }
    // Marks alone in brackets (`[...]`, `(!)`) comment on the sentence and do not end it.
    if before.ends_with(['[', '(']) {
        return behind.is_empty();
    }
    if !behind.starts_with(char::is_whitespace) {
        return behind.is_empty() || lacks_blank(before, marks, behind);
    }
    let Some(next) = Next::new(behind) else { return true };
    let closed = marks.ends_with(is_closer);
    let joined = closed && is_attribution(next.rest)
        || !next.opened && goes_on(closed, &next)
        || marks.starts_with('!') && !closed && is_exclamation(before, &next);
    if joined {
        return false;
    }
    if !closed && !next.opened && is_embedded_speech(before, marks) {
        return false;
    }
    let stop = marks.starts_with('.') && !marks.starts_with("..");
    if next.first.is_lowercase() {
        return !closed && is_careless_end(before, marks, &next);
    }
    !stop || stop_ends(before, &next)
}

/// Whether the mark that follows carries the sentence on.
fn goes_on(closed: bool, next: &Next<'_>) -> bool {
    let dashes = run_length(next.rest, |c| c == '-');
    let behind = next.rest.get(dashes..).unwrap_or_default().trim_start();
    ",;:–—)&/".contains(next.first)
        || dashes > 0 && behind.starts_with(|c: char| c.is_lowercase() || c == ')')
        || dashes == 1 && closed
}

/// Whether `!` only marks an exclamation within the sentence: `but, alas! it rained`,
/// `“Hush! Hush!”`.
fn is_exclamation(before: &str, next: &Next<'_>) -> bool {
    const MAX_BYTES: usize = 160;
    let near = tail(before, MAX_BYTES);
    let words = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
    if next.first.is_lowercase() {
        let inner = near.rfind([',', ';', '!', '(']).and_then(|at| near.get(at + 1..));
        return inner.is_some_and(|exclaimed| (1..=2).contains(&words(exclaimed)));
    }
    let Some(quoted) = open_quotation(near).filter(|_| !next.opened) else { return false };
    let exclaimed = quoted.rfind(['!', '?']).and_then(|at| quoted.get(at + 1..)).unwrap_or(quoted);
    words(exclaimed) <= MAX_EXCLAMATION_WORDS
}

/// Whether the mark stands in a quotation that its sentence goes on with: an exclamation or
/// a question behind what introduced it (`she called out, “Come back! I have news!”`), or
/// anything where the sentence was broken off for the speaker (`“So,” he said, “that is
/// it. Good night.”`).
fn is_embedded_speech(before: &str, marks: &str) -> bool {
    const MAX_BYTES: usize = 400;
    // A longer rest of a sentence is mostly from a speech in the news.
    const MAX_REST_BYTES: usize = 80;
    let near = tail(before, MAX_BYTES);
    let Some((ahead, quoted)) = split_open_quotation(near) else { return false };
    let ahead = ahead.trim_end();
    let introduced = ahead.ends_with([',', ';', ':', '-', '—']);
    let broken_off = ahead.ends_with([',', ';', '.'])
        && ahead.contains(['"', '”'])
        && quoted.starts_with(char::is_lowercase)
        && quoted.len() <= MAX_REST_BYTES;
    broken_off || introduced && marks.starts_with(['!', '?'])
}

/// What stands behind the quotation mark that was opened last and not closed.
fn open_quotation(near: &str) -> Option<&str> {
    split_open_quotation(near).map(|(_, quoted)| quoted)
}

/// What stands before and behind the quotation mark that was opened last and not closed.
fn split_open_quotation(near: &str) -> Option<(&str, &str)> {
    let at = near.rfind(['"', '“', '”'])?;
    let (before, behind) = near.split_at_checked(at)?;
    let mark = behind.chars().next()?;
    let opens = mark == '“'
        || mark == '"'
            && before.chars().next_back().is_none_or(|c| c.is_whitespace() || "-—(".contains(c));
    let quoted = behind.get(mark.len_utf8()..)?;
    opens.then_some((before, quoted))
}

/// The last `most` bytes of the text, on a character boundary.
fn tail(text: &str, most: usize) -> &str {
    let start =
        (text.len().saturating_sub(most)..=text.len()).find(|&at| text.is_char_boundary(at));
    text.get(start.unwrap_or_default()..).unwrap_or_default()
}

/// Whether a sentence ends where its writer forgot the blank behind the mark.
fn lacks_blank(before: &str, marks: &str, behind: &str) -> bool {
    let word = last_word(before);
    let plain = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let mut next = behind.chars();
    let capital = next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(|c| c.is_lowercase() || c == ' ' || c == '\'');
    let near = tail(before, MAX_CHUNK_BYTES);
    let chunk = near.rfind(char::is_whitespace).and_then(|at| near.get(at..)).unwrap_or(near);
    let question = marks.starts_with(['?', '!']) && behind.starts_with(char::is_lowercase);
    plain
        && (capital || question)
        && !marks.ends_with(['\'', '_', '*'])
        && !chunk.contains(['/', '@', '.', ':'])
        && abbreviation(word).is_none()
}

/// Whether a sentence ends before a lower-case word, as in hasty writing: behind a plain
/// word, for what is no word may be an abbreviation or a name (`Yahoo!`), or before a word
/// that begins sentences.
fn is_careless_end(before: &str, marks: &str, next: &Next<'_>) -> bool {
    let word = last_word(before);
    if marks.ends_with(|c: char| !is_terminator(c)) {
        return true;
    }
    let speaker = next
        .rest
        .split(' ')
        .next()
        .is_some_and(|word| matches!(word, "he" | "she" | "they" | "i" | "we"));
    let says = next.rest.split(' ').nth(1).map(|word| word.trim_end_matches([',', '.', ':']));
    if speaker && says.is_some_and(|word| ATTRIBUTION_VERBS.contains(&word)) {
        return false;
    }
    let dots = marks.starts_with("..") || marks.starts_with('…');
    if next.opened {
        return !dots && next.bracketed && is_plain(word) && abbreviation(word).is_none();
    }
    if is_web(next.rest) {
        return abbreviation(word).is_none();
    }
    let opens = is_hasty_opener(next.word());
    let ended = if dots {
        opens
    } else {
        is_plain(word) || is_emphatic(before, marks, next) || opens && !marks.starts_with('!')
    };
    ended && abbreviation(word).is_none()
}

/// Whether marks end a sentence behind a word that is not plain: they ask or are repeated,
/// or the word is in capitals or too long for an abbreviation.
fn is_emphatic(before: &str, marks: &str, next: &Next<'_>) -> bool {
    const MAX_ABBREVIATION: usize = 4;
    let word = last_word(before);
    let capitals = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let long = word.len() > MAX_ABBREVIATION && !word.contains('.');
    // `Does "Why?" say it`, `Yahoo! is`: the marks are part of what is spoken of.
    let subject = || matches!(next.word(), "is" | "are" | "was" | "were" | "may" | "has" | "had");
    match marks.as_bytes() {
        [b'?', ..] | [b'!', b'!' | b'?', ..] => {
            before.ends_with(|c: char| c.is_alphanumeric() || c == ' ') && !subject()
        }
        [b'!'] => capitals,
        _ => capitals || long,
    }
}

fn is_plain(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Lower-case words with which hasty writers begin sentences.
fn is_hasty_opener(word: &str) -> bool {
    matches!(
        word,
        "i" | "im"
            | "i'm"
            | "i’m"
            | "ive"
            | "i've"
            | "you"
            | "they"
            | "we"
            | "he"
            | "she"
            | "its"
            | "it's"
            | "there"
            | "this"
            | "please"
            | "thanks"
            | "thx"
            | "lol"
            | "also"
            | "any"
            | "what"
            | "how"
            | "why"
    )
}

/// Whether a line was ended by its writer and not by wrapping: the first word of the next
/// line would have had ample room behind it, and begins like a sentence or title.
fn is_deliberate_break(before: &str, behind: &str, lines: Lines) -> bool {
    const AMPLE: usize = 16;
    let line = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let word = run_length(behind, |c| !c.is_whitespace());
    line + word + AMPLE < lines.longest && behind.starts_with(|c: char| !c.is_lowercase())
}

/// Whether a single full stop behind `before` ends the sentence.
fn stop_ends(before: &str, next: &Next<'_>) -> bool {
    if is_point_apart(before, next) {
        return false;
    }
    let word = last_word(before);
    let inner = is_item(before, word)
        || is_genealogical(word) && next.first.is_ascii_digit()
        || word == "v"
        || is_caption(before);
    if inner {
        return false;
    }
    let mut characters = word.chars();
    let initial = characters.next().is_some_and(char::is_uppercase) && characters.next().is_none();
    if let Some(kind) = abbreviation(word).filter(|_| !initial) {
        return abbreviation_ends(word, kind, next);
    }
    !initial || next.opened || next.is_starter()
}

/// Whether the stop is none of a sentence in text whose marks all stand apart: a decimal
/// point (`4 . 8`), or behind what a number follows (`nov . 6`, `no . 1`).
fn is_point_apart(before: &str, next: &Next<'_>) -> bool {
    let word = last_word(before.trim_end());
    let numbered = || {
        matches!(abbreviation(word), Some(Abbreviation::Numbering | Abbreviation::Calendar))
            || is_common_word(word)
    };
    before.ends_with(' ')
        && next.first.is_ascii_digit()
        && (word.ends_with(|c: char| c.is_ascii_digit()) || numbered())
}

/// Whether the last word is the number of a list item: it opens the sentence or stands
/// behind a colon.
fn is_item(before: &str, word: &str) -> bool {
    let ahead = before.get(..before.len() - word.len()).unwrap_or_default();
    let opens = ahead.len() <= MAX_WORD_BYTES && ahead.chars().all(|c| is_bullet(c) || c == ' ');
    let introduced = ahead.ends_with(' ') && ahead.trim_end_matches(' ').ends_with(':');
    is_list_number(word) && (opens || introduced)
}

/// `c. 1990`, `(d. 1975)`.
fn is_genealogical(word: &str) -> bool {
    matches!(word, "c" | "b" | "d" | "m" | "r" | "fl" | "div")
}

/// Whether a sentence is no more than the number of a figure or table, which its caption follows.
fn is_caption(sentence: &str) -> bool {
    const KINDS: &[&str] =
        &["Figure ", "Table ", "Listing ", "Box ", "Chart ", "Plate ", "Map ", "Example "];
    let number = KINDS.iter().find_map(|kind| sentence.strip_prefix(kind));
    number.is_some_and(|number| {
        number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    })
}

fn abbreviation_ends(word: &str, kind: Abbreviation, next: &Next<'_>) -> bool {
    let number = next.first.is_ascii_digit();
    match kind {
        Abbreviation::Leading => false,
        Abbreviation::Inner => word == "al" && next.is_starter(),
        Abbreviation::Numbering => !number,
        Abbreviation::Calendar => !number && (next.is_starter() || is_common_word(word)),
        Abbreviation::Trailing => {
            (next.is_starter() || begins_with_opener(next.rest) || next.opened) && !number
        }
    }
}

/// Words that are also abbreviations of months and weekdays, written in lower case.
fn is_common_word(word: &str) -> bool {
    matches!(word, "sun" | "sat" | "mar" | "wed" | "dec" | "jan")
}

/// The last word of the text before a mark, without brackets and quotation marks.
fn last_word(before: &str) -> &str {
    let near = tail(before, MAX_WORD_BYTES);
    let word = |c: char| c.is_alphanumeric() || c == '.' || c == '\'' || c == '’';
    near.rfind(|c| !word(c)).map_or(near, |at| {
        let width = near.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        near.get(at + width..).unwrap_or_default()
    })
}

/// Verbs that say who said what stood in quotation marks.
const ATTRIBUTION_VERBS: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "added",
    "wrote",
    "told",
    "replied",
    "tweeted",
    "shouted",
    "cried",
    "explained",
    "continued",
    "answered",
    "exclaimed",
    "recalled",
    "wondered",
    "noted",
    "yelled",
    "screamed",
    "whispered",
    "thought",
    "remarked",
];

/// Whether a name and a verb of saying follow within a few words: the sentence that the
/// quotation stands in goes on.
fn is_attribution(rest: &str) -> bool {
    const MAX_NAME_WORDS: usize = 4;
    for (index, word) in rest.split_whitespace().take(MAX_NAME_WORDS).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        // Behind what is said, a pronoun with a capital begins a sentence of its own.
        if index == 0 && matches!(bare, "I" | "He" | "She" | "They" | "We" | "It" | "You") {
            return false;
        }
        if ATTRIBUTION_VERBS.contains(&bare) {
            return true;
        }
        let name = bare.starts_with(char::is_uppercase)
            && (bare.len() == word.len() || word.ends_with('.'));
        if !name {
            return false;
        }
    }
    false
}
