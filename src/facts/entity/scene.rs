//! One sentence with its mentions: what roles and affiliations are read from.

use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::name::Mention;
use crate::facts::reading::Line;

/// A sentence and its mentions, in their order.
#[derive(Clone, Copy)]
pub struct Scene<'s, 'r> {
    /// The tokens.
    pub line: Line<'r>,
    mentions: &'s [Mention],
}

impl<'s, 'r> Scene<'s, 'r> {
    /// Of a sentence; `mentions` are all that stand in it.
    pub fn new(line: Line<'r>, mentions: &'s [Mention]) -> Self {
        Self { line, mentions }
    }

    /// The mentions of the sentence.
    pub fn mentions(&self) -> &'s [Mention] {
        self.mentions
    }

    /// A mention's first token, and the index behind its last.
    pub fn tokens(&self, mention: &Mention) -> (usize, usize) {
        (self.line.token_at(mention.span.start), self.line.token_at(mention.span.end))
    }

    /// The index of the mention that a token belongs to.
    pub fn mention_of(&self, token: usize) -> Option<usize> {
        let span = self.line.token(token);
        let index = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let mention = self.mentions.get(index)?;
        (token < self.line.len() && mention.span.overlaps(span)).then_some(index)
    }

    /// The kind of the mention that a token belongs to.
    pub fn kind_of(&self, token: usize) -> Option<Kind> {
        self.mention_of(token).and_then(|index| self.mentions.get(index)).map(|found| found.kind)
    }

    /// Whether a person's name or the title before it stands at a token.
    pub fn is_person(&self, token: usize) -> bool {
        let titled = || {
            let behind = (token + 1..token + MAX_TITLE).find(|&at| !self.is_title(at));
            self.is_title(token) && behind.is_some_and(|at| self.kind_of(at) == Some(Kind::Person))
        };
        self.kind_of(token) == Some(Kind::Person) || titled()
    }

    /// Whether a word with a capital is a title.
    fn is_title(&self, token: usize) -> bool {
        self.line.is(token, Classes::TITLE) && self.line.is(token, Classes::CAPITAL)
    }

    /// The text from token `first` up to `end`, its blanks made single.
    pub fn text(&self, first: usize, end: usize) -> String {
        let mut text = String::new();
        for word in self.line.slice(self.line.span(first, end)).split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        text
    }
}

/// The most tokens of a title.
const MAX_TITLE: usize = 5;
