//! The tokens of an analysis with the classes of their words: what names, roles and
//! statements are read from. Each word and each phrase of the lists is looked up once.

use super::Analysis;
use super::gazetteer::{Phrase, list_phrases};
use super::lexicon::{Classes, Lexicon, lexicon};
use super::token::{Shape, Token, TokenKind};
use crate::document::Span;

/// No word of the lists is longer (bytes); longer ones are not looked up.
const MAX_WORD_BYTES: usize = 48;

/// From this length on (bytes) a word in capitals is looked up as if only its first
/// letter were one: `LONDON`. Shorter ones are acronyms.
const MIN_SHOUTED: usize = 5;

/// What a word in capitals can be as one with a single capital.
const SHOUTED: Classes =
    Classes::union(&[Classes::PLACE, Classes::GROUP, Classes::GIVEN, Classes::SURNAME]);

/// A word in capitals with all but the first of them made small.
pub fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next();
    first.into_iter().chain(characters.flat_map(char::to_lowercase)).collect()
}

/// An analysis with the classes of every token.
#[derive(Debug)]
pub struct Reading<'a> {
    analysis: &'a Analysis<'a>,
    classes: Vec<Classes>,
    /// Of each sentence the index of its first token, and one more.
    starts: Vec<usize>,
    phrases: Vec<Phrase>,
    /// Of each sentence the index behind its last phrase.
    phrase_ends: Vec<usize>,
}

/// One sentence of a reading. Tokens are told by their index in it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'r> {
    text: &'r str,
    /// Index of the sentence.
    pub sentence: usize,
    tokens: &'r [Token],
    classes: &'r [Classes],
    phrases: &'r [Phrase],
}

impl<'a> Reading<'a> {
    /// Looks every word of the analysis up.
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        let mut lower = String::new();
        let (text, lexicon) = (analysis.text(), lexicon());
        let classes = analysis
            .tokens()
            .iter()
            .map(|token| classes_of(lexicon, token, token.span.of(text), &mut lower))
            .collect();
        let mut starts = vec![0];
        let mut end = 0;
        for sentence in 0..analysis.sentences().len() {
            end += analysis.tokens_of(sentence).len();
            starts.push(end);
        }
        let mut phrases = Vec::new();
        let mut reading =
            Self { analysis, classes, starts, phrases: Vec::new(), phrase_ends: Vec::new() };
        let ends = reading.lines().map(|line| {
            list_phrases(lexicon, &line, &mut phrases);
            phrases.len()
        });
        reading.phrase_ends = ends.collect();
        reading.phrases = phrases;
        reading
    }

    /// What is read.
    pub fn analysis(&self) -> &'a Analysis<'a> {
        self.analysis
    }

    /// The sentences in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> + '_ {
        (0..self.starts.len().saturating_sub(1)).map(|sentence| self.line(sentence))
    }

    /// A sentence; one without tokens where there is no such sentence.
    pub fn line(&self, sentence: usize) -> Line<'_> {
        let start = self.starts.get(sentence).copied().unwrap_or_default();
        let end = self.starts.get(sentence + 1).copied().unwrap_or(start);
        Line {
            text: self.analysis.text(),
            sentence,
            tokens: self.analysis.tokens_of(sentence),
            classes: self.classes.get(start..end).unwrap_or_default(),
            phrases: self.phrases_of(sentence),
        }
    }
}

impl Reading<'_> {
    fn phrases_of(&self, sentence: usize) -> &[Phrase] {
        let end = |sentence: usize| self.phrase_ends.get(sentence).copied().unwrap_or_default();
        let start = sentence.checked_sub(1).map_or(0, end);
        self.phrases.get(start..end(sentence)).unwrap_or_default()
    }
}

impl<'r> Line<'r> {
    /// The phrases of the lists that begin in it.
    pub(super) fn phrases(&self) -> &'r [Phrase] {
        self.phrases
    }

    /// How many tokens it has.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The text of a token; "" where there is none.
    pub fn word(&self, index: usize) -> &'r str {
        self.tokens.get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The classes of a token; none where there is no such token.
    pub fn classes(&self, index: usize) -> Classes {
        self.classes.get(index).copied().unwrap_or_default()
    }

    /// Whether a token has one of the classes.
    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.classes(index).has(classes)
    }

    /// Whether a token reads so, whatever its case; `word` is ASCII.
    pub fn reads(&self, index: usize, word: &str) -> bool {
        is_written(self.word(index), word)
    }

    /// Whether a token reads as one of `words`, whatever its case.
    pub fn reads_any(&self, index: usize, words: &[&str]) -> bool {
        let written = self.word(index);
        words.iter().any(|word| is_written(written, word))
    }

    /// The place of a token.
    pub fn token(&self, index: usize) -> Span {
        self.tokens.get(index).map(|token| token.span).unwrap_or_default()
    }

    /// The place of the tokens from `first` up to `end`; empty where there are none.
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.span.start <= last.span.start => {
                first.span.join(last.span)
            }
            _ => Span::default(),
        }
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'r str {
        span.of(self.text)
    }

    /// The index of the first token that begins at or behind `offset`.
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < offset)
    }

    /// The kind of a token.
    pub fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }
}

/// Whether a word is this one, whatever its case. Nearly all are told apart by their length,
/// which is compared before anything is called.
#[inline]
fn is_written(written: &str, word: &str) -> bool {
    written.len() == word.len() && written.eq_ignore_ascii_case(word)
}

fn classes_of(lexicon: &Lexicon, token: &Token, word: &str, lower: &mut String) -> Classes {
    match token.kind {
        TokenKind::Word => word_classes(lexicon, word, lower),
        TokenKind::Possessive => Classes::POSSESSIVE,
        TokenKind::Number | TokenKind::Ordinal => Classes::NUMBER,
        _ => Classes::NONE,
    }
}

fn word_classes(lexicon: &Lexicon, word: &str, lower: &mut String) -> Classes {
    let capital = word.is_capitalised();
    let mut classes = Classes::WORD;
    if capital {
        classes |= Classes::CAPITAL;
        if word.is_all_caps() {
            classes |= Classes::ALL_CAPS;
        }
    }
    if word.len() > MAX_WORD_BYTES {
        return classes;
    }
    classes |= lexicon.classes(word);
    if classes.has(Classes::ALL_CAPS) && word.len() >= MIN_SHOUTED {
        classes |= lexicon.classes(&capitalised(word)).and(SHOUTED);
    }
    if word.is_ascii() {
        if capital {
            lower.clear();
            lower.push_str(word);
            lower.make_ascii_lowercase();
            classes |= lexicon.classes(lower).and(Classes::WITHOUT_CASE);
        }
    } else if capital || word.contains('’') {
        lower.clear();
        lower.extend(
            word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase),
        );
        classes |= lexicon.classes(lower).and(Classes::WITHOUT_CASE);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::testing::document;

    #[test]
    fn words_are_looked_up_with_and_without_their_capital() {
        let document = document("The Senator’s aide said: “We don’t know.”");
        let analysis = Analysis::new(&document, Span::new(0, 999));
        let reading = Reading::new(&analysis);
        let line = reading.line(0);
        assert!(line.is(0, Classes::DETERMINER) && line.is(0, Classes::CAPITAL));
        assert!(line.is(1, Classes::TITLE) && line.is(2, Classes::POSSESSIVE));
        assert!(line.is(3, Classes::HUMAN) && line.is(4, Classes::SAY));
        let last = line.len() - 1;
        assert_eq!(line.slice(line.span(3, 5)), "aide said");
        assert_eq!((line.span(5, 5), line.word(last + 9)), (Span::default(), ""));
    }
}
