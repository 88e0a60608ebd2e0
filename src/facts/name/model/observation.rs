//! What the tagger sees of a text: every token with its word, its classes, and what the
//! rules made of it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::label::{Label, NameKind, OUTSIDE, Place};
use super::memory::{key_of, mixed};
use crate::document::Span;
use crate::facts::gazetteer::{Match, gazetteer};
use crate::facts::lexicon::Classes;
use crate::facts::name::Mention;
use crate::facts::reading::{Line, Reading};
use crate::facts::token::TokenKind;

/// The tokens of a document.
#[derive(Debug)]
pub struct Observations<'t> {
    text: &'t str,
    tokens: Vec<Seen>,
    /// Of each sentence its tokens.
    sentences: Vec<Range<usize>>,
    /// Of each sentence its index in the document.
    numbers: Vec<u32>,
    /// Each word once, in the order of their first occurrences.
    words: Vec<&'t str>,
    /// Of each word a number that is the same in every document.
    keys: Vec<u64>,
    /// What the rules found.
    mentions: Vec<Mention>,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Where it stands.
    pub span: Span,
    /// Index of its sentence in [`Observations::sentences`].
    pub sentence: u32,
    /// Index of its word in [`Observations::words`].
    pub word: u32,
    /// What it is.
    pub kind: TokenKind,
    /// What its word can be.
    pub classes: Classes,
    /// What the lists say of the phrase that it is a part of; nothing for a single word.
    pub listed: Classes,
    /// Where in that phrase it stands.
    pub listed_place: Option<Place>,
    /// What the rules say.
    pub rules: Label,
    /// Which rule said so, as a number without meaning; 0 where none did.
    pub rule: u8,
    /// Whether it is part of the title before a person's name, as the rules read it.
    pub title: bool,
    /// Whether it stands in a heading.
    pub heading: bool,
}

/// Tokens that are looked at together: enough for any article. Of a longer text each part
/// is labelled by itself, so that memory is bounded.
const WINDOW: usize = 16 * 1024;

/// How words are looked up, and numbers.
pub(super) type Words = BuildHasherDefault<WordHasher>;

/// FNV-1a over four bytes at a time: words are short.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(4) {
            let value = part.iter().fold(1u64, |value, byte| value << 8 | u64::from(*byte));
            self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    }
}

/// Tokens of a sentence.
#[derive(Clone, Debug)]
struct Part {
    sentence: usize,
    tokens: Range<usize>,
}

impl<'t> Observations<'t> {
    /// Looks at every token of the reading of a document with this text, for which the
    /// rules found `mentions`: one part of the text after the other.
    pub fn windows<'r>(
        text: &'t str,
        reading: &'r Reading<'_>,
        mentions: &'r [Mention],
    ) -> impl Iterator<Item = Self> + use<'r, 't> {
        windows(reading).into_iter().map(move |parts| Self::new(text, reading, &parts, mentions))
    }

    fn new(text: &'t str, reading: &Reading<'_>, parts: &[Part], mentions: &[Mention]) -> Self {
        let count = parts.iter().map(|part| part.tokens.len()).sum();
        // In an article about every second token is a word of its own.
        let words = count / 2;
        let mut seen = Self {
            text,
            tokens: Vec::with_capacity(count),
            sentences: Vec::with_capacity(parts.len()),
            numbers: Vec::with_capacity(parts.len()),
            words: Vec::with_capacity(words),
            keys: Vec::with_capacity(words),
            mentions: Vec::new(),
        };
        let mut known = HashMap::with_capacity_and_hasher(words, Words::default());
        let mut matches = Vec::new();
        for part in parts {
            let heading = reading.analysis().is_heading(part.sentence);
            seen.read(
                &reading.line(part.sentence),
                part.tokens.clone(),
                heading,
                &mut known,
                &mut matches,
            );
        }
        if let (Some(first), Some(last)) = (seen.tokens.first(), seen.tokens.last()) {
            let from = mentions.partition_point(|mention| mention.span.start < first.span.start);
            let to = mentions.partition_point(|mention| mention.span.start < last.span.end);
            seen.mentions = mentions.get(from..to).unwrap_or_default().to_vec();
        }
        seen.note_rules();
        seen
    }

    fn read(
        &mut self,
        line: &Line<'_>,
        tokens: Range<usize>,
        heading: bool,
        known: &mut HashMap<&'t str, u32, Words>,
        matches: &mut Vec<Match>,
    ) {
        let start = self.tokens.len();
        for index in tokens.clone() {
            let span = line.token(index);
            let word = span.of(self.text);
            let fresh = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            let id = *known.entry(word).or_insert(fresh);
            if id == fresh {
                self.words.push(word);
                self.keys.push(key_of(word));
            }
            self.tokens.push(Seen {
                span,
                sentence: u32::try_from(self.sentences.len()).unwrap_or(u32::MAX),
                word: id,
                kind: line.kind(index).unwrap_or(TokenKind::Symbol),
                classes: line.classes(index),
                listed: Classes::NONE,
                listed_place: None,
                rules: OUTSIDE,
                rule: 0,
                title: false,
                heading,
            });
        }
        self.note_lists(line, start, &tokens, matches);
        self.sentences.push(start..self.tokens.len());
        self.numbers.push(u32::try_from(line.sentence).unwrap_or(u32::MAX));
    }

    /// Notes the phrases of the lists. The tokens of the sentence from `tokens.start` on
    /// are those from `start` on.
    fn note_lists(
        &mut self,
        line: &Line<'_>,
        start: usize,
        tokens: &Range<usize>,
        matches: &mut Vec<Match>,
    ) {
        matches.clear();
        gazetteer(line, matches);
        for found in matches.iter().filter(|found| found.end > found.first + 1) {
            let within = tokens.start <= found.first && found.end <= tokens.end;
            let Some(first) = found.first.checked_sub(tokens.start).filter(|_| within) else {
                continue;
            };
            let length = found.end - found.first;
            let slots = self.tokens.get_mut(start + first..start + first + length);
            for (index, token) in slots.into_iter().flatten().enumerate() {
                token.listed = found.classes;
                token.listed_place = Some(Place::of(index, length));
            }
        }
    }

    /// Notes at each token what the rules made of it.
    fn note_rules(&mut self) {
        for mention in &self.mentions {
            let found = tokens_of(&self.tokens, mention.span);
            let Some(kind) = NameKind::of_fact(mention.kind) else { continue };
            let length = found.len();
            for (index, token) in self.tokens.get_mut(found).into_iter().flatten().enumerate() {
                token.rules = Label::new(Place::of(index, length), kind);
                token.rule = rule_number(mention.origin.rule);
            }
            if let Some(title) = mention.title {
                let found = tokens_of(&self.tokens, title);
                self.tokens
                    .get_mut(found)
                    .into_iter()
                    .flatten()
                    .for_each(|token| token.title = true);
            }
        }
    }

    /// The text that the tokens stand in.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens in order.
    pub fn tokens(&self) -> &[Seen] {
        &self.tokens
    }

    /// Of each sentence its tokens, as indices.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The sentence of a token, as indices of its tokens; none for no such token.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        let sentence = self.tokens.get(token).map(|token| token.sentence as usize);
        sentence.and_then(|sentence| self.sentences.get(sentence)).cloned().unwrap_or_default()
    }

    /// Index in the document of the sentence that a token stands in.
    pub fn number_of(&self, token: usize) -> u32 {
        let sentence = self.tokens.get(token).map(|token| token.sentence as usize);
        sentence.and_then(|sentence| self.numbers.get(sentence)).copied().unwrap_or_default()
    }

    /// Each word once, in the order of their first occurrences.
    pub fn words(&self) -> &[&'t str] {
        &self.words
    }

    /// The word of a token; "" where there is none.
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens.get(token).map_or("", |token| token.span.of(self.text))
    }

    /// A number for all that a token is wherever it stands: its word and what that can be.
    pub fn key(&self, token: usize) -> u64 {
        let Some(token) = self.tokens.get(token) else { return 0 };
        let word = self.keys.get(token.word as usize).copied().unwrap_or_default();
        mixed(word, token.classes.bits() ^ (token.kind as u64) << 56)
    }

    /// The span of the tokens from `first` up to `end`; empty where there are none.
    pub fn span(&self, first: usize, end: usize) -> Span {
        let last = end.checked_sub(1).filter(|last| *last >= first);
        match (self.tokens.get(first), last.and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The tokens that a span touches, as indices.
    pub fn tokens_of(&self, span: Span) -> Range<usize> {
        tokens_of(&self.tokens, span)
    }

    /// What the rules found.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }
}

/// The sentences of a reading in groups that are looked at together.
fn windows(reading: &Reading<'_>) -> Vec<Vec<Part>> {
    let mut windows = vec![Vec::new()];
    let mut room = WINDOW;
    for line in reading.lines() {
        let mut start = 0;
        while start < line.len() {
            let left = line.len() - start;
            if room == 0 || left > room && left <= WINDOW {
                windows.push(Vec::new());
                room = WINDOW;
            }
            let end = line.len().min(start + room);
            room -= end - start;
            if let Some(window) = windows.last_mut() {
                window.push(Part { sentence: line.sentence, tokens: start..end });
            }
            start = end;
        }
    }
    windows
}

fn tokens_of(tokens: &[Seen], span: Span) -> Range<usize> {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    first..end.max(first)
}

/// A number from 1 to 255 for a rule.
fn rule_number(rule: &str) -> u8 {
    rule.bytes().fold(17u8, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte)) | 1
}
