//! Where names can be: the stretches of a text that are worth labelling.

use std::ops::Range;

use super::observation::{Observations, Seen};
use crate::facts::lexicon::Classes;
use crate::facts::token::TokenKind;

/// The longest stretch (tokens); longer ones are cut, so that the memory of a decoder is
/// bounded.
const MAX_TOKENS: usize = 512;

/// The classes of words that the lists know from names.
const LISTED: Classes = Classes::union(&[
    Classes::PLACE,
    Classes::ORGANISATION,
    Classes::GROUP,
    Classes::GIVEN,
    Classes::SURNAME,
]);

/// The classes of a word that looks like a part of a name.
pub const NAMED: Classes = LISTED.with(Classes::CAPITAL);

/// Words that a name does not begin or end with for having a capital.
const BINDING: Classes =
    Classes::FUNCTION.with(Classes::CUE).with(Classes::COMMON).with(Classes::CALENDAR);

/// The stretches of a document, from left to right, each in one sentence: the tokens that may
/// belong to a name. All others are outside of names.
pub fn stretches(seen: &Observations<'_>) -> Vec<Range<usize>> {
    let looks = Looks::new(seen);
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for sentence in seen.sentences() {
        let from = stretches.len();
        for token in sentence.clone().filter(|token| looks.may_name(sentence, *token)) {
            let last = stretches.get_mut(from..).and_then(<[Range<usize>]>::last_mut);
            match last.filter(|last| last.end == token && last.len() < MAX_TOKENS) {
                Some(last) => last.end += 1,
                None => stretches.push(token..token + 1),
            }
        }
    }
    stretches
}

/// Which tokens look like a part of a name, and which may be one.
struct Looks<'s, 't> {
    seen: &'s Observations<'t>,
    /// Of each token whether it looks like a part of a name.
    named: Vec<bool>,
}

impl<'s, 't> Looks<'s, 't> {
    /// Looks at all tokens.
    fn new(seen: &'s Observations<'t>) -> Self {
        let upper = |word: &&str| word.bytes().any(|byte| byte.is_ascii_uppercase());
        let upper: Vec<bool> = seen.words().iter().map(upper).collect();
        let looks = |token: &Seen| match token.kind {
            TokenKind::Url | TokenKind::Email | TokenKind::Handle => false,
            _ => {
                token.classes.has(NAMED)
                    || upper.get(token.word as usize).copied().unwrap_or_default()
            }
        };
        Self { seen, named: seen.tokens().iter().map(looks).collect() }
    }

    fn named(&self, token: usize) -> bool {
        self.named.get(token).copied().unwrap_or_default()
    }

    /// Whether a token may belong to a name: it looks like one, stands between two that do,
    /// or beside one and is a word that the lists do not know. All others are outside of
    /// names.
    fn may_name(&self, sentence: &Range<usize>, token: usize) -> bool {
        let looks =
            |at: Option<usize>| at.is_some_and(|at| sentence.contains(&at) && self.named(at));
        let before = looks(token.checked_sub(1));
        let behind = looks(Some(token + 1));
        let named = self.named(token);
        if !named && !before && !behind {
            return false;
        }
        let Some(this) = self.seen.tokens().get(token) else { return false };
        if named {
            let plain = this.classes.has(BINDING) && !this.classes.has(LISTED);
            let shouted = this.classes.has(Classes::ALL_CAPS);
            return !plain || shouted || before || behind || token > sentence.start;
        }
        if matches!(this.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle) {
            return false;
        }
        let bridge =
            before && (behind || looks(Some(token + 2))) || behind && looks(token.checked_sub(2));
        let open = !this.classes.has(BINDING.with(Classes::POSSESSIVE))
            && !matches!(this.kind, TokenKind::Punctuation | TokenKind::Symbol);
        bridge || open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::reading::Reading;
    use crate::facts::testing::document;

    fn found(text: &str) -> Vec<String> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let seen = Observations::windows(text, &reading, &[]).next().expect("a window");
        let stretches = stretches(&seen);
        stretches.iter().map(|one| seen.span(one.start, one.end).of(text).to_string()).collect()
    }

    #[test]
    fn only_what_is_near_a_capital_is_looked_at() {
        let text = "The old man saw it. He went home to see Bank of Ghana staff there today.";
        assert_eq!(found(text), ["see Bank of Ghana staff"]);
    }

    #[test]
    fn careless_sentences_are_looked_at_whole() {
        assert_eq!(found("i saw ana in oslo."), ["i saw ana in oslo."]);
    }
}
