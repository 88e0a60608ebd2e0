//! Sentences of one block.
//!
//! A sentence ends at a full stop, question or exclamation mark or an ellipsis, with the
//! quotation marks and brackets that close behind it, when what follows can begin a new
//! one. Sentences inside quotations are sentences too. A line end is a blank, unless the
//! next line begins with a list marker. One pass from left to right; every look around a
//! mark is bounded.

use super::abbreviation::{Abbreviation, abbreviation, is_sentence_starter};
use super::token::run_length;
use crate::document::Span;

/// A sentence longer than this is split at white space. Nothing that anyone wrote is as
/// long; it bounds what a recogniser can be given by a hostile or binary file.
pub const MAX_SENTENCE_BYTES: usize = 16 << 10;

/// How far a decision looks back for the word before a mark.
const MAX_WORD_BYTES: usize = 40;

/// The sentences of the block, trimmed and in order.
pub fn sentences_of(text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let body = block.of(text);
    let offset = block.start as usize;
    let longest_line = body.lines().map(str::len).max().unwrap_or_default();
    let mut start = 0;
    let mut at = 0;
    let mut item = next_item(body, start);
    loop {
        let mark = next_mark(body, at);
        let end = match (mark, item) {
            (mark, Some(item)) if mark.is_none_or(|mark| item <= mark) => item,
            (Some(mark), _) => {
                at = end_of_marks(body, mark);
                if !is_boundary(body, start, mark, at, longest_line) {
                    continue;
                }
                at
            }
            (None, _) => break,
        };
        push(text, Span::new(offset + start, offset + end), &mut sentences);
        start = end;
        at = at.max(end);
        item = next_item(body, start);
    }
    push(text, Span::new(offset + start, offset + body.len()), &mut sentences);
    sentences
}

/// Where the next item of a list begins that is written in one line (`1) … 2) …`): the
/// sentence at `start` must begin with a marker, and the next one in order must follow.
fn next_item(body: &str, start: usize) -> Option<usize> {
    // Items of a list in one line are short; a far one belongs to something else.
    const MAX_ITEM_BYTES: usize = 1 << 10;
    let line = body.get(start..)?;
    let item = line.trim_start();
    let number = item.trim_start_matches(is_bullet).trim_start_matches(' ');
    let bullet = item.get(..item.len() - number.len())?;
    let length = run_length(number, |c| c.is_ascii_alphanumeric());
    let follower = follower_of(number.get(..length)?)?;
    let behind = number.get(length..)?;
    let closing = [".)", ")", "."]
        .into_iter()
        .find(|closing| behind.strip_prefix(closing).is_some_and(|rest| rest.starts_with(' ')))?;
    let marker = format!(" {bullet}{follower}{closing} ");
    let skipped = line.len() - behind.len();
    let near =
        (0..=MAX_ITEM_BYTES.min(behind.len())).rev().find(|&end| behind.is_char_boundary(end))?;
    let found = memchr::memmem::find(behind.get(..near)?.as_bytes(), marker.as_bytes())?;
    Some(start + skipped + found + 1)
}

fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '◦' | '▪' | '‣' | '⁃')
}

/// The number or letter that follows a list marker's: 10 on 9, c on b.
fn follower_of(number: &str) -> Option<String> {
    match number.as_bytes() {
        [letter @ b'a'..=b'y'] => Some(char::from(letter + 1).to_string()),
        digits if (1..=3).contains(&digits.len()) => {
            Some((number.parse::<u16>().ok()? + 1).to_string())
        }
        _ => None,
    }
}

/// Adds a sentence, in pieces where it is too long.
fn push(text: &str, sentence: Span, sentences: &mut Vec<Span>) {
    let mut rest = sentence.trimmed(text);
    while rest.len() > MAX_SENTENCE_BYTES {
        let cut = cut_of(rest.of(text));
        let piece = Span::new(rest.start as usize, rest.start as usize + cut);
        sentences.push(piece.trimmed(text));
        rest = Span { start: piece.end, end: rest.end }.trimmed(text);
    }
    if !rest.is_empty() {
        sentences.push(rest);
    }
}

/// Where to cut an overlong sentence: behind the last blank within the limit, or at it.
fn cut_of(sentence: &str) -> usize {
    let limit = (0..=MAX_SENTENCE_BYTES)
        .rev()
        .find(|&at| sentence.is_char_boundary(at))
        .unwrap_or(sentence.len());
    let head = sentence.get(..limit).unwrap_or(sentence);
    head.rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(limit)
}

/// The next place from `at` on where a sentence may end.
fn next_mark(body: &str, at: usize) -> Option<usize> {
    let rest = body.as_bytes().get(at..)?;
    let candidate = |(index, &byte): (usize, &u8)| match byte {
        b'.' | b'?' | b'!' | b'\n' => true,
        // The first bytes of `…` and of the full-width marks of Chinese and Japanese.
        0xE2 | 0xE3 | 0xEF => {
            body.get(at + index..).is_some_and(|text| text.starts_with(is_terminator))
        }
        _ => false,
    };
    rest.iter().enumerate().find(|&it| candidate(it)).map(|(index, _)| at + index)
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '‽')
}

fn is_closer(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_')
}

fn is_opener(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '*' | '_' | '¿' | '¡' | '`'
    )
}

/// The end of the marks that begin at `mark`: terminators, then what closes behind them.
fn end_of_marks(body: &str, mark: usize) -> usize {
    let rest = body.get(mark..).unwrap_or_default();
    if rest.starts_with('\n') {
        return mark + 1;
    }
    let marks = run_length(rest, is_terminator);
    let marks = marks + spaced_dots(rest.get(marks..).unwrap_or_default());
    let closed = marks + run_length(rest.get(marks..).unwrap_or_default(), is_closer);
    mark + closed + references(rest.get(closed..).unwrap_or_default())
}

/// Length of the references to notes that stand behind a sentence: `[2]`, ` [7] [8]`.
fn references(rest: &str) -> usize {
    let mut length = 0;
    loop {
        let behind = rest.get(length..).unwrap_or_default();
        let bracket = behind.strip_prefix(' ').unwrap_or(behind);
        let digits =
            bracket.strip_prefix('[').map(|inner| run_length(inner, |c| c.is_ascii_digit()));
        match digits {
            Some(digits @ 1..=3)
                if bracket.get(digits + 1..).is_some_and(|rest| rest.starts_with(']')) =>
            {
                length += behind.len() - bracket.len() + digits + 2;
            }
            _ => return length,
        }
    }
}

/// Length of further dots that stand apart: `. . .`.
fn spaced_dots(rest: &str) -> usize {
    let mut length = 0;
    while rest.get(length..).is_some_and(|rest| rest.starts_with(" .") && !rest.starts_with(" .."))
    {
        length += 2;
    }
    length
}

/// What stands behind a mark, as far as a decision needs it.
struct Next<'a> {
    /// Opening quotation marks or brackets stand before the word.
    opened: bool,
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
        Some(Self { opened: rest.len() < trimmed.len(), first, rest })
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
fn is_boundary(body: &str, start: usize, mark: usize, end: usize, longest_line: usize) -> bool {
    let before = body.get(start..mark).unwrap_or_default();
    let marks = body.get(mark..end).unwrap_or_default();
    let behind = body.get(end..).unwrap_or_default();
    if marks == "\n" {
        return begins_list_item(behind) || is_deliberate_break(before, behind, longest_line);
    }
    if marks.starts_with(['。', '！', '？']) {
        return true;
    }
    // Marks alone in brackets (`[...]`, `(!)`) comment on the sentence and do not end it.
    if !behind.starts_with(char::is_whitespace) || before.ends_with(['[', '(']) {
        return behind.is_empty();
    }
    let Some(next) = Next::new(behind) else { return true };
    let closed = marks.ends_with(is_closer);
    if closed && is_attribution(next.rest) || !next.opened && ",;:–—-)&/".contains(next.first) {
        return false;
    }
    if next.first.is_lowercase() {
        return !closed && !next.opened && is_careless_end(before, marks);
    }
    !marks.starts_with('.') || marks.starts_with("..") || stop_ends(before, &next)
}

/// Whether a sentence ends before a lower-case word, as in hasty writing: only behind a
/// plain word, for what is no word may be an abbreviation or a name (`Yahoo!`).
fn is_careless_end(before: &str, marks: &str) -> bool {
    let word = last_word(before);
    let plain = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    plain && !marks.starts_with("..") && !marks.starts_with('…') && abbreviation(word).is_none()
}

/// Whether a line was ended by its writer and not by wrapping: the first word of the next
/// line would have had ample room behind it, and begins like a sentence or title.
fn is_deliberate_break(before: &str, behind: &str, longest_line: usize) -> bool {
    const AMPLE: usize = 16;
    let line = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let word = run_length(behind, |c| !c.is_whitespace());
    line + word + AMPLE < longest_line && behind.starts_with(|c: char| !c.is_lowercase())
}

/// Whether a single full stop behind `before` ends the sentence.
fn stop_ends(before: &str, next: &Next<'_>) -> bool {
    if is_point_apart(before, next) {
        return false;
    }
    let word = last_word(before);
    let whole =
        word.len() == before.trim_start().trim_start_matches(|c| is_bullet(c) || c == ' ').len();
    if whole && is_list_number(word) || word == "c" && next.first.is_ascii_digit() {
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

fn abbreviation_ends(word: &str, kind: Abbreviation, next: &Next<'_>) -> bool {
    let number = next.first.is_ascii_digit();
    match kind {
        Abbreviation::Leading => false,
        Abbreviation::Inner => word == "al" && next.is_starter(),
        Abbreviation::Numbering => !number,
        Abbreviation::Calendar => !number && (next.is_starter() || is_common_word(word)),
        Abbreviation::Trailing => (next.is_starter() || next.opened) && !number,
    }
}

/// Words that are also abbreviations of months and weekdays, written in lower case.
fn is_common_word(word: &str) -> bool {
    matches!(word, "sun" | "sat" | "mar" | "wed" | "dec" | "jan")
}

/// The last word of the text before a mark, without brackets and quotation marks.
fn last_word(before: &str) -> &str {
    let near = (before.len().saturating_sub(MAX_WORD_BYTES)..=before.len())
        .find(|&at| before.is_char_boundary(at));
    let near = before.get(near.unwrap_or_default()..).unwrap_or_default();
    let word = |c: char| c.is_alphanumeric() || c == '.' || c == '\'' || c == '’';
    near.rfind(|c| !word(c)).map_or(near, |at| {
        let width = near.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        near.get(at + width..).unwrap_or_default()
    })
}

/// Whether a word that opens a sentence is the number of a list item: `12`, `a`, `iv`.
fn is_list_number(word: &str) -> bool {
    let digits =
        word.len() <= 3 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = word.len() <= 4
        && !word.is_empty()
        && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    digits || letter || roman
}

/// Whether a line begins with the marker of a list item: `•`, `- `, `3.`, `(b)`, `1.)`.
fn begins_list_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    if line.starts_with(is_bullet)
        || line.starts_with(['\n', '\r'])
        || line.starts_with("- ")
        || line.starts_with("* ")
    {
        return true;
    }
    let line = line.strip_prefix('(').unwrap_or(line);
    let number = run_length(line, |c| c.is_ascii_alphanumeric());
    let marker = line.get(..number).unwrap_or_default();
    let behind = line.get(number..).unwrap_or_default();
    is_list_number(marker) && [". ", ") ", ".) "].iter().any(|closing| behind.starts_with(closing))
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
];

/// Whether a name and a verb of saying follow within a few words: the sentence that the
/// quotation stands in goes on.
fn is_attribution(rest: &str) -> bool {
    const MAX_NAME_WORDS: usize = 4;
    for word in rest.split_whitespace().take(MAX_NAME_WORDS) {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        sentences_of(text, Span::new(0, text.len())).into_iter().map(|span| span.of(text)).collect()
    }

    /// Checks texts whose sentences are written with `|` between them.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(sentences(&marked.replace('|', "")), expected);
    }

    #[test]
    fn points_that_stand_apart_go_on() {
        check("Sales rose 4 . 8 % to 30 . |They fell on nov . 6 in lots of 0 . 5 tonnes .");
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check("Gen. R. K. Ames met Ms. Orr in St. Ives. | They spoke of No. 5 and vol. 3.");
        check("It was 5 p.m. | The U.S. Senate had voted, e.g. on trade.");
        check("He works for Brill Inc. | She left it in Jan. 2019.");
        check("Prices rose 3.5 percent to $10.20. | Nobody bought.");
    }

    #[test]
    fn sentences_inside_quotations_are_split() {
        check("“We came. | We saw,” he said. | “Then we left.” | It rained.");
        check("\"Who won?\" Mary Ames asked. | \"Nobody!\" he said.");
    }

    #[test]
    fn addresses_lists_and_ellipses() {
        check("See www.a.org/b.html or write to a.b@c.org. | Thanks.");
        check("He waited... and left. | She stayed… | Then it ended.");
        check("Buy:\n | 1. Eggs\n | 2. Milk\n | • Bread");
        check("1) Eggs | 2) Milk, 3 litres | 3) Bread");
        check("• 9. Eggs | • 10. Milk");
        check("He left in 1971. [2] [3] | Then he died (c. 1990).");
        check("It works (!) and “he [...] stayed [...]” Then.");
        check("we came. | did you see? | yes");
        check("A line that is\nwrapped goes on. | Here too.");
    }

    #[test]
    fn an_endless_sentence_is_cut_at_white_space() {
        let text = "word ".repeat(100_000);
        let sentences = sentences(&text);
        assert!(
            sentences
                .iter()
                .all(|sentence| sentence.len() <= MAX_SENTENCE_BYTES && sentence.ends_with("word"))
        );
        let digits = "1".repeat(1_000_000);
        assert_eq!(
            super::sentences_of(&digits, Span::new(0, digits.len()))
                .iter()
                .map(|s| s.len())
                .sum::<usize>(),
            1_000_000
        );
    }

    proptest! {
        #[test]
        fn sentences_are_in_order_and_lose_nothing(text in "(?s).{0,300}|[A-Za-c0-9.?!…\"'”( )\n]{0,300}") {
            let mut end = 0;
            for span in sentences_of(&text, Span::new(0, text.len())) {
                prop_assert!(text.get(end..span.start as usize).expect("on boundaries").trim().is_empty());
                prop_assert!(!span.is_empty() && span.trimmed(&text) == span);
                end = span.end as usize;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
