//! Quotation marks → quotations: what stands between two marks that belong together.
//!
//! Straight and curly marks, guillemets, and single ones where they are no apostrophes.
//! Marks inside a quotation are part of it. A quotation that is not closed at the end of
//! its paragraph goes on if the next paragraph begins with an opening mark, and is none
//! otherwise. One pass over the text.

use crate::document::Span;

/// Words in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Marks included.
    pub span: Span,
    /// It goes on in the next paragraph.
    pub goes_on: bool,
}

/// The pairs of marks that nest and are never anything else.
const PAIRS: &[(char, char)] = &[('“', '”'), ('«', '»'), ('„', '“'), ('‹', '›')];

/// An unclosed mark is given up after so many bytes: a quotation's paragraph is shorter.
const MAX_QUOTATION_BYTES: usize = 16 << 10;

/// The quotations of the blocks, which are in order.
pub fn quotations(text: &str, blocks: &[Span]) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (index, &block) in blocks.iter().enumerate() {
        let next = blocks.get(index + 1).map_or("", |next| next.of(text)).trim_start();
        let next = if next.starts_with("''") { Some('"') } else { next.chars().next() };
        Scanner { text: block.of(text), offset: block.start, next }.scan(&mut found);
    }
    found
}

struct Scanner<'a> {
    text: &'a str,
    offset: u32,
    /// The first character of the next paragraph.
    next: Option<char>,
}

/// A mark that was opened.
#[derive(Clone, Copy)]
struct Open {
    mark: char,
    at: usize,
}

impl Scanner<'_> {
    fn scan(&self, found: &mut Vec<Quotation>) {
        let mut open: Option<Open> = None;
        let mut behind = 0;
        while let Some((at, mark, length)) = self.next_mark(behind) {
            open = open.filter(|first| !self.is_given_up(first, behind, at));
            behind = at + length;
            let before = self.before(at);
            let after = || self.text.get(behind..)?.chars().next();
            open = match open {
                None => self.opens(mark, before, after()).then_some(Open { mark, at }),
                Some(first) if self.closes(first.mark, mark, before, after()) => {
                    self.push(first.at, behind, false, found);
                    None
                }
                same => same,
            };
        }
        open = open.filter(|first| !self.is_given_up(first, behind, self.text.len()));
        // The next paragraph must open with the same mark.
        if let Some(first) = open.filter(|open| {
            self.next == Some(open.mark) && matches!(open.mark, '"' | '“' | '«' | '„')
        }) {
            self.push(first.at, self.text.trim_end().len(), true, found);
        }
    }

    /// The next mark from `from` on: where it stands, what it is and its length.
    fn next_mark(&self, from: usize) -> Option<(usize, char, usize)> {
        let bytes = self.text.as_bytes();
        let mut from = from;
        loop {
            let rest = bytes.get(from..)?;
            let begins = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2);
            let at = from + rest.iter().position(begins)?;
            let character = self.text.get(at..)?.chars().next()?;
            let (mark, length) = self.mark_at(at, character);
            if is_mark(mark) {
                return Some((at, mark, length));
            }
            from = at + length;
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Whether a mark that was opened is given up at a character, that is no mark, of
    /// those from `from` up to `to`.
    fn is_given_up(&self, first: &Open, from: usize, to: usize) -> bool {
        let last = self.before(to).map_or(to, |last| to - last.len_utf8());
        from < to && last > first.at + MAX_QUOTATION_BYTES
    }

    /// The mark at `at` and its length: two single marks are a double one.
    fn mark_at(&self, at: usize, character: char) -> (char, usize) {
        let twice = || self.text.get(at + 1..).is_some_and(|rest| rest.starts_with(character));
        if matches!(character, '\'' | '`') && twice() {
            return ('"', 2);
        }
        (character, character.len_utf8())
    }

    fn push(&self, start: usize, end: usize, goes_on: bool, found: &mut Vec<Quotation>) {
        let offset = self.offset as usize;
        found.push(Quotation { span: Span::new(offset + start, offset + end), goes_on });
    }

    fn opens(&self, mark: char, before: Option<char>, after: Option<char>) -> bool {
        let begins = before.is_none_or(|c| c.is_whitespace() || "([{—–-/".contains(c));
        let goes_on = after.is_some_and(|c| !c.is_whitespace());
        match mark {
            '"' => goes_on && before.is_none_or(|c| !c.is_alphanumeric()),
            '\'' | '‘' => begins && after.is_some_and(char::is_alphabetic),
            // A closing mark by mistake: it opens a paragraph.
            '”' => before.is_none() && goes_on,
            _ => PAIRS.iter().any(|(open, _)| *open == mark),
        }
    }

    fn closes(&self, open: char, mark: char, before: Option<char>, after: Option<char>) -> bool {
        let ends = after.is_none_or(|c| !c.is_alphanumeric());
        match open {
            '"' => mark == '"' && (ends || before.is_some_and(|c| !c.is_whitespace())),
            // An apostrophe at the end of a word is told by what stands before a real end.
            '\'' => mark == '\'' && ends && before.is_some_and(|c| ",.?!".contains(c)),
            '‘' => {
                mark == '’'
                    && ends
                    && before.is_some_and(|c| ",.?!…".contains(c) || c.is_alphanumeric())
            }
            '”' => mark == '”',
            _ => PAIRS.contains(&(open, mark)) || open == '“' && mark == '"' && ends,
        }
    }
}

fn is_mark(character: char) -> bool {
    matches!(character, '"' | '\'' | '‘' | '’' | '“' | '”' | '„' | '«' | '»' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let mut at = 0;
        let blocks: Vec<Span> = text
            .split("\n\n")
            .map(|part| {
                let span = Span::new(at, at + part.len());
                at += part.len() + 2;
                span
            })
            .collect();
        quotations(text, &blocks).iter().map(|quotation| quotation.span.of(text)).collect()
    }

    #[test]
    fn every_pair_of_marks() {
        for text in ["\"One two,\"", "“One two,”", "«One two,»", "‘One two,’", "'One two,'"]
        {
            let within = format!("{text} she said. It's the boys' idea.");
            assert_eq!(found(&within), [text]);
        }
    }

    #[test]
    fn marks_inside_belong_to_the_quotation() {
        let text = "“He said ‘no’ and “never” to me”";
        assert_eq!(found(text), ["“He said ‘no’ and “never”"], "a closing mark closes");
        assert_eq!(found("\"I don't say 'no'.\" x"), ["\"I don't say 'no'.\""]);
    }

    #[test]
    fn a_closing_mark_may_open_a_paragraph_by_mistake() {
        assert_eq!(found("”One two.” x"), ["”One two.”"]);
        assert_eq!(found("One” two ”three"), [""; 0]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph_only_behind_an_opening_mark() {
        assert_eq!(found("“One.\n\n“Two.”"), ["“One.", "“Two.”"]);
        assert_eq!(found("“One.\n\nTwo."), [""; 0]);
        assert_eq!(found("\"One.\n\n“Two.”"), ["“Two.”"], "the mark is another");
        assert_eq!(found("5\" and 6\" wide"), [""; 0]);
    }
}
