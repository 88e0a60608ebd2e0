//! Sentences of one block.
//!
//! A sentence ends at a full stop, question or exclamation mark or an ellipsis, with the
//! quotation marks and brackets that close behind it, when what follows can begin a new
//! one. Sentences inside quotations are sentences too. A line end is a blank, unless the
//! next line begins with a list marker. One pass from left to right; every look around a
//! mark is bounded. What lies between two such ends is then looked through for sentences
//! that nobody marked, as in text that has lost its line ends.

mod boundary;
mod item;
mod letter;
mod run_on;
mod word;

use self::boundary::is_boundary;
use self::item::next_item;
use self::run_on::{Style, run_on_starts};
use self::word::is_smiley;
use super::token::run_length;
use crate::document::Span;

/// A sentence longer than this is split at white space. Nothing that anyone wrote is as
/// long; it bounds what a recogniser can be given by a hostile or binary file.
pub const MAX_SENTENCE_BYTES: usize = 16 << 10;

/// The sentences of the block, trimmed and in order.
pub fn sentences_of(text: &str, block: Span) -> Vec<Span> {
    let mut splitter = Splitter::new(text, block);
    let body = block.of(text);
    let lines = Lines::of(body);
    let mut start = 0;
    let mut at = 0;
    let mut item = next_item(body, start);
    loop {
        let mark = next_mark(body, at);
        let end = match (mark, item) {
            (mark, Some(item)) if mark.is_none_or(|mark| item <= mark) => item,
            (Some(mark), _) => {
                at = end_of_marks(body, mark);
                if !is_boundary(body, start, mark, at, lines) {
                    continue;
                }
                at
            }
            (None, _) => break,
        };
        splitter.push_run(start, end);
        start = end + blanks(body.get(end..).unwrap_or_default());
        at = at.max(end);
        item = next_item(body, start);
    }
    splitter.push_run(start, body.len());
    splitter.sentences
}

/// Bytes of white space at the start of `text`.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// What the lines of a block tell about its line ends.
#[derive(Clone, Copy, Debug)]
struct Lines {
    /// Bytes of the longest.
    longest: usize,
    /// Each line is an entry of its own: several, all of them short and without a mark.
    listed: bool,
}

impl Lines {
    fn of(body: &str) -> Self {
        const MIN_ENTRIES: usize = 3;
        const MAX_ENTRY: usize = 32;
        // Only the ends of lines are judged by it.
        if memchr::memchr(b'\n', body.as_bytes()).is_none() {
            return Self { longest: body.len(), listed: false };
        }
        let lines = || body.trim_end().lines();
        let longest = lines().map(str::len).max().unwrap_or_default();
        let entry = |line: &str| {
            line.trim_end().ends_with(char::is_alphanumeric)
                && !line.starts_with([' ', '\t'])
                && line.bytes().filter(|&byte| byte == b' ').count() < 4
        };
        let listed = longest <= MAX_ENTRY && lines().count() >= MIN_ENTRIES && lines().all(entry);
        Self { longest, listed }
    }
}

/// Collects the sentences of a block.
struct Splitter<'a> {
    text: &'a str,
    offset: usize,
    style: Style,
    sentences: Vec<Span>,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str, block: Span) -> Self {
        let style = Style::of(block.of(text));
        Self { text, offset: block.start as usize, style, sentences: Vec::new() }
    }

    /// Adds the sentences of a run of the block that holds no mark but at its end.
    fn push_run(&mut self, start: usize, end: usize) {
        let text = self.text;
        let run = Span::new(self.offset + start, self.offset + end).trimmed(text);
        let previous = self.sentences.last().map(|span| span.of(text)).unwrap_or_default();
        let mut start = run.start as usize;
        run_on_starts(self.style, previous, run.of(text), |at| {
            let at = run.start as usize + at;
            push(text, Span::new(start, at), &mut self.sentences);
            start = at;
        });
        push(text, Span::new(start, run.end as usize), &mut self.sentences);
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
    let mut from = at;
    loop {
        let rest = body.as_bytes().get(from..)?;
        let mark =
            from + rest.iter().position(|&byte| MARKS.get(usize::from(byte)) == Some(&true))?;
        if body.get(mark..).is_some_and(|text| text.starts_with(|c| c == '\n' || is_terminator(c)))
        {
            return Some(mark);
        }
        from = mark + 1;
    }
}

/// The bytes with which a mark begins: ASCII, those of Arabic, Urdu and Hindi, `…`, and the
/// full-width ones.
static MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    marks[b'.' as usize] = true;
    marks[b'?' as usize] = true;
    marks[b'!' as usize] = true;
    marks[b'\n' as usize] = true;
    marks[0xD8] = true;
    marks[0xDB] = true;
    marks[0xE0] = true;
    marks[0xE2] = true;
    marks[0xE3] = true;
    marks[0xEF] = true;
    marks
};

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '?' | '!' | '…' | '。' | '！' | '？' | '‽' | '؟' | '۔' | '।')
}

fn is_closer(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_')
}

/// The end of the marks that begin at `mark`: terminators, then what closes behind them.
fn end_of_marks(body: &str, mark: usize) -> usize {
    let rest = body.get(mark..).unwrap_or_default();
    if rest.starts_with('\n') {
        return mark + 1;
    }
    let mut end = run_length(rest, is_terminator);
    let behind = |end: usize| rest.get(end..).unwrap_or_default();
    let apart = marks_apart(behind(end));
    if end == 1
        && rest.starts_with(". . . . ")
        && !body.get(..mark).is_some_and(|text| text.ends_with(' '))
    {
        // The sentence has its own full stop; the next one begins with an ellipsis.
        return mark + end;
    }
    end += apart;
    end += run_length(behind(end), is_closer);
    end += references(behind(end));
    mark + end + smiley_length(behind(end))
}

/// Length of a smiley that stands behind the marks.
fn smiley_length(rest: &str) -> usize {
    // The longest has four bytes.
    let word = rest.strip_prefix(' ').unwrap_or_default();
    let length = word.bytes().take(5).take_while(|byte| !byte.is_ascii_whitespace()).count();
    if word.get(..length).is_some_and(is_smiley) { 1 + length } else { 0 }
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

/// Length of further marks that stand apart: `. . .`, ` ? ?`.
fn marks_apart(rest: &str) -> usize {
    let stands_apart = |rest: &str| {
        let mut characters = rest.chars();
        characters.next() == Some(' ')
            && matches!(characters.next(), Some('.' | '?' | '!'))
            && !characters.next().is_some_and(|c| c == '.' || c.is_alphanumeric())
    };
    let mut length = 0;
    while rest.get(length..).is_some_and(stands_apart) {
        length += 2;
    }
    length
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
        assert_eq!(sentences(&marked.replace(" | ", " ").replace('|', "")), expected);
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
    fn titles_initials_and_captions_go_on() {
        check(
            "Ms. Ida K. Moor wrote to Moor Bros. Ltd. in Leith. | They paid Rs. 4000 and no. 7 left.",
        );
        check("Barrow v. Hale was heard in 1971. | Jon Hale (d. 1980) had lost.");
        check("Figure 3. A heron at dusk. | It was taken in May.");
        check("She moved to the U.S. | Thousands had come before her.");
    }

    #[test]
    fn exclamations_do_not_end_a_sentence() {
        check("He ran, but, alas! the boat had gone. | “Come now! Come now!” she called.");
        check("Leave it alone! he yelled. | Nobody did.");
        check("“It is getting late! | We must go home before they notice it,” said Ira Bell.");
    }

    #[test]
    fn ellipses_may_close_or_open_a_sentence() {
        check("It was done . . . . | He slept.");
        check("It was done. | . . . He slept late. . . .");
        check("Are you sure ? ? | Yes.");
    }

    #[test]
    fn items_of_lists_begin_sentences() {
        check("a.) Eggs | b.) Milk | c.) Bread");
        check("We need 1) eggs, 2) milk and 3) bread.");
        check("The rules are: | 1. Be early. | 2. Be kind.");
        check("eggs and milk\n|bread\n|two lemons");
    }

    #[test]
    fn hasty_writing_is_split() {
        check("the food was great.| We will come again | Thanks to all");
        check("where is it? | i looked for it... | I gave up. :) | you try");
        check("It was closed. | see https://a.org/b for the hours");
        check("They came. | -- The Board");
    }

    #[test]
    fn sentences_without_a_mark_are_told_by_their_first_word() {
        check("Lovely little hotel | We stayed for two nights");
        check("Friendly staff and good tea | I went back on Friday.");
        check("She sold the house in Ghent | This was her last mistake.");
        check("He read The Hague Gazette in the Old Town with the Vicar of Leeds.");
        check("Gone With the Wind was what I liked, and The Wire that she chose.");
    }

    #[test]
    fn letters_that_lost_their_line_ends_are_split() {
        check("Dear Ms. Orr, | Please find the bill. | Best regards, | Ida Moor");
        check("Let me know. | Thanks, | Ida | Orla Byrne | 03/11/2003 04:05 PM | Here it is.");
        check("Ida: | Your call was missed. | Thanks | Orla | Subject: The bill");
    }

    #[test]
    fn speech_within_a_sentence_stays_whole() {
        check("Then she called out, “Come back! I have news for you!” | He turned.");
        check("“So,” said Orr, “that is it. Good night.” | He left.");
        check("“So,” said Orr. | “That is it. | Good night.” | He left.");
        check("The report said: “The mill was sold. | Its owner had left.”");
    }

    #[test]
    fn rules_labels_and_files_part_sentences() {
        check("See you there | ========== | NOTE: This is private.");
        check("See you there | *****Legal Footer***** | This letter is private.");
        check("That is what I wanted (: | Does it cost more?");
        check("we ask there every day ♥ | They never mind.");
        check("Dinner for Ida | WHEN: Friday at six | WHERE: The Mill");
        check("Both are attached. | - Mill lease.doc | - Tolls.xls | I am still at home.");
        check("Email: ida.m...@example.org | My cat has run away.");
        check("The terms are as follows: | Mills pay the toll.");
        check("- Two eggs | - A loaf of bread | - Milk");
    }

    #[test]
    fn hasty_marks_end_sentences() {
        check("is there a ferry to LEITH? | or do we walk");
        check("this is the BEST!!! | we loved it");
        check("I met them at WOMAD. | what a day it was");
        check("They meet at 10:30. | That is early.");
        check("They shout “Yahoo!” and Yahoo! is a firm.");
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
