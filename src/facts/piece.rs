//! The finer cut of a sentence that the grammars of values read.
//!
//! A grammar wants `mid-October` as two words and a hyphen and cares for no capitals, so
//! words are cut at their hyphens here and read in lower case. The pieces of an analysis
//! are made once, when the first recogniser asks for them.

use std::sync::OnceLock;

use super::number::Numeral;
use super::role::Roles;
use super::token::{Token, TokenKind};
use crate::document::Span;

/// A part of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub span: Span,
    /// The kind of its token; the hyphens of a word are punctuation.
    pub kind: TokenKind,
    /// Whether it follows the piece before it without a blank.
    pub glued: bool,
    /// What it may begin.
    pub roles: Roles,
    /// Where the number that begins here is kept, if one may.
    number: u32,
}

/// All pieces of an analysis, with the text in lower case.
#[derive(Debug, Default)]
pub(super) struct PieceTable {
    pieces: Vec<Piece>,
    /// Of each sentence the index behind its last piece.
    ends: Vec<u32>,
    /// The text from `base` on, with ASCII letters in lower case: offsets are the same.
    lower: String,
    base: u32,
    /// The numbers that were read: every grammar asks for them, some several times.
    numbers: Vec<Kept>,
}

/// What was read of the number that may begin at a piece.
type Kept = OnceLock<Option<Numeral>>;

/// So many numbers are kept; beyond, they are read whenever they are asked for.
const MAX_NUMBERS: usize = 1 << 16;

impl PieceTable {
    /// Cuts the tokens of each sentence.
    pub(super) fn new<'t>(
        text: &str,
        sentences: &[Span],
        tokens_of: impl Fn(usize) -> &'t [Token],
    ) -> Self {
        let all = match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.join(*last),
            _ => return Self::default(),
        };
        let lower = all.of(text).to_ascii_lowercase();
        let mut table = Self { lower, base: all.start, ..Self::default() };
        for sentence in 0..sentences.len() {
            let tokens = tokens_of(sentence);
            table.pieces.reserve(tokens.len());
            let mut end = None;
            for token in tokens {
                table.cut(text, token, end);
                end = Some(token.span.end);
            }
            table.ends.push(u32::try_from(table.pieces.len()).unwrap_or(u32::MAX));
        }
        table
    }

    /// Appends the pieces of a token; `end` is that of the token before it.
    fn cut(&mut self, text: &str, token: &Token, end: Option<u32>) {
        let word = token.span.of(text);
        if token.kind != TokenKind::Word {
            return self.push(text, token.span, token.kind, end);
        }
        if !word.bytes().any(begins_hyphen) {
            return self.push(text, token.span, part_kind(word), end);
        }
        let mut end = end;
        let mut start = 0;
        let mut push = |from: usize, to: usize, kind| {
            let offset = token.span.start as usize;
            let span = Span::new(offset + from, offset + to);
            if !span.is_empty() {
                self.push(text, span, kind, end);
                end = Some(span.end);
            }
        };
        for (at, hyphen) in word.match_indices(HYPHENS) {
            push(start, at, part_kind(word.get(start..at).unwrap_or_default()));
            push(at, at + hyphen.len(), TokenKind::Punctuation);
            start = at + hyphen.len();
        }
        push(start, word.len(), part_kind(word.get(start..).unwrap_or_default()));
    }

    fn push(&mut self, text: &str, span: Span, kind: TokenKind, end: Option<u32>) {
        let from = |offset: u32| offset.saturating_sub(self.base) as usize;
        let lower = self.lower.get(from(span.start)..from(span.end)).unwrap_or_default();
        let roles = Roles::of(kind, span.of(text), lower);
        let mut number = u32::MAX;
        if roles.may_begin(Roles::NUMBER, Roles::default()) && self.numbers.len() < MAX_NUMBERS {
            number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
            self.numbers.push(Kept::default());
        }
        self.pieces.push(Piece { span, kind, glued: end == Some(span.start), roles, number });
    }

    /// The pieces of a sentence of `text`, the one that the table was made of.
    pub(super) fn of<'a>(&'a self, text: &'a str, sentence: usize) -> Pieces<'a> {
        let end = |index: usize| self.ends.get(index).map(|&end| end as usize);
        let start = sentence.checked_sub(1).and_then(end).unwrap_or_default();
        let items = end(sentence).and_then(|end| self.pieces.get(start..end)).unwrap_or_default();
        Pieces { items, text, lower: &self.lower, base: self.base, numbers: &self.numbers }
    }
}

/// What words are cut at.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// Whether a character that words are cut at may begin with a byte.
fn begins_hyphen(byte: u8) -> bool {
    byte == b'-' || byte == 0xE2
}

fn part_kind(part: &str) -> TokenKind {
    if part.bytes().all(|byte| byte.is_ascii_digit()) { TokenKind::Number } else { TokenKind::Word }
}

/// The pieces of one sentence. Looking beyond an end finds an empty word.
#[derive(Clone, Copy, Debug)]
pub struct Pieces<'a> {
    items: &'a [Piece],
    text: &'a str,
    lower: &'a str,
    base: u32,
    numbers: &'a [Kept],
}

impl<'a> Pieces<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.items.is_empty()
    }

    /// The piece at an index.
    pub fn get(self, index: usize) -> Option<Piece> {
        self.items.get(index).copied()
    }

    /// Its text with ASCII letters in lower case; "" beyond the ends.
    pub fn word(self, index: usize) -> &'a str {
        self.get(index).map_or("", |piece| self.lower_of(piece.span))
    }

    /// The number that begins at an index: what `read` says when it is asked first.
    pub(super) fn number(
        self,
        index: usize,
        read: impl FnOnce() -> Option<Numeral>,
    ) -> Option<Numeral> {
        let kept = self.get(index).and_then(|piece| self.numbers.get(piece.number as usize));
        if let Some(known) = kept.and_then(Kept::get) {
            return *known;
        }
        let number = read();
        if let Some(kept) = kept {
            // Whoever else has set it has read the same.
            let _ = kept.set(number);
        }
        number
    }

    /// Its text as it is written; "" beyond the ends.
    pub fn original(self, index: usize) -> &'a str {
        self.get(index).map_or("", |piece| piece.span.of(self.text))
    }

    /// The white space between it and the piece before it.
    pub fn gap(self, index: usize) -> &'a str {
        let before = index.checked_sub(1).and_then(|index| self.get(index));
        let ends =
            before.zip(self.get(index)).map(|(before, piece)| (before.span.end, piece.span.start));
        ends.and_then(|(start, end)| self.text.get(start as usize..end as usize))
            .unwrap_or_default()
    }

    /// Its text in lower case, without the full stop of an abbreviation.
    pub fn stem(self, index: usize) -> &'a str {
        let word = self.word(index);
        word.strip_suffix('.').filter(|stem| !stem.is_empty()).unwrap_or(word)
    }

    fn lower_of(self, span: Span) -> &'a str {
        let narrow = |offset: u32| offset.saturating_sub(self.base) as usize;
        self.lower.get(narrow(span.start)..narrow(span.end)).unwrap_or_default()
    }

    /// The word before an index; "" at the start.
    pub fn before(self, index: usize) -> &'a str {
        index.checked_sub(1).map_or("", |index| self.word(index))
    }

    /// Its kind, if there is such a piece.
    pub fn kind(self, index: usize) -> Option<TokenKind> {
        self.get(index).map(|piece| piece.kind)
    }

    /// Whether what is wanted may begin here.
    pub fn may_begin(self, index: usize, wanted: Roles) -> bool {
        let roles = |index| self.get(index).map_or(Roles::default(), |piece| piece.roles);
        roles(index).may_begin(wanted, roles(index + 1))
    }

    /// Whether it is a word or number of the calendar or the clock.
    pub fn is_of_calendar(self, index: usize) -> bool {
        self.get(index).is_some_and(|piece| piece.roles.is_of_calendar())
    }

    /// Whether it is digits.
    pub fn is_number(self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Number)
    }

    /// Whether it follows the one before it without a blank.
    pub fn is_glued(self, index: usize) -> bool {
        self.get(index).is_some_and(|piece| piece.glued)
    }

    /// Whether it is a hyphen or a dash.
    pub fn is_dash(self, index: usize) -> bool {
        matches!(self.word(index), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—" | "−")
    }

    /// The index behind a hyphen at `index` that is glued on both sides, else `index`.
    pub fn over_hyphen(self, index: usize) -> usize {
        let hyphen = self.is_dash(index) && self.is_glued(index) && self.is_glued(index + 1);
        if hyphen { index + 1 } else { index }
    }

    /// Whether the words from `index` on are those of `phrase`; then the index behind.
    pub fn phrase(self, index: usize, phrase: &str) -> Option<usize> {
        let mut at = index;
        for word in phrase.split(' ') {
            if self.word(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The span from the piece at `start` to the one before `end`.
    pub fn span(self, start: usize, end: usize) -> Span {
        let last = self.get(end.saturating_sub(1).max(start));
        match (self.get(start), last) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::token::tokenise;

    #[test]
    fn words_are_cut_at_hyphens_and_read_in_lower_case() {
        let text = "Mid-October F-16s 5bn";
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        let table = PieceTable::new(text, &[Span::new(0, text.len())], |_| &tokens);
        let pieces = table.of(text, 0);
        let words: Vec<&str> = (0..pieces.len()).map(|index| pieces.word(index)).collect();
        assert_eq!(words, ["mid", "-", "october", "f", "-", "16s", "5", "bn"]);
        assert_eq!(pieces.over_hyphen(1), 2);
        assert!(pieces.is_glued(7) && !pieces.is_glued(3));
        assert_eq!(pieces.phrase(0, "mid - october"), Some(3));
        assert_eq!((pieces.word(99), pieces.before(0)), ("", ""));
        assert_eq!((pieces.original(0), pieces.gap(3), pieces.gap(2)), ("Mid", " ", ""));
        assert_eq!(pieces.span(0, 3).of(text), "Mid-October");
        assert_eq!(table.of(text, 1).len(), 0);
    }
}
