//! Where names can be: the stretches of a text that are worth labelling.

use std::ops::Range;

use super::label::OUTSIDE;
use super::observation::{Observations, Seen};
use crate::facts::lexicon::Classes;
use crate::facts::token::TokenKind;

/// Tokens on either side of a capitalised word that may be in a name with it.
const MARGIN: usize = 1;

/// The longest stretch (tokens); longer ones are cut, so that the memory of a decoder is
/// bounded.
const MAX_TOKENS: usize = 512;

/// The stretches of a document, from left to right, each in one sentence: what stands near
/// a capital, or near what the rules found. A sentence that begins with a small letter is
/// carelessly written, so that all of it counts.
pub fn stretches(seen: &Observations<'_>, is_capital: impl Fn(&Seen) -> bool) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    for sentence in seen.sentences() {
        let tokens = seen.tokens().get(sentence.clone()).unwrap_or_default();
        let anchors = |token: &Seen| {
            is_capital(token) || token.rules != OUTSIDE || token.kind == TokenKind::Handle
        };
        let from = stretches.len();
        if is_careless(tokens) {
            stretches.push(sentence.clone());
        } else {
            for (index, token) in tokens.iter().enumerate().filter(|(_, token)| anchors(token)) {
                if index == 0 && begins_only(token, tokens.get(1)) {
                    continue;
                }
                let at = sentence.start + index;
                let start = at.saturating_sub(MARGIN).max(sentence.start);
                let end = (at + 1 + MARGIN).min(sentence.end);
                match stretches.get_mut(from..).and_then(<[Range<usize>]>::last_mut) {
                    Some(last) if last.end >= start => last.end = end,
                    _ => stretches.push(start..end),
                }
            }
        }
    }
    stretches.into_iter().flat_map(cut).collect()
}

/// Whether a word has its capital only because it begins a sentence: "The", "He".
fn begins_only(token: &Seen, next: Option<&Seen>) -> bool {
    token.classes.has(Classes::FUNCTION)
        && token.rules == OUTSIDE
        && !token.classes.has(Classes::ALL_CAPS)
        && next.is_some_and(|next| !next.classes.has(Classes::CAPITAL) && next.rules == OUTSIDE)
}

fn is_careless(tokens: &[Seen]) -> bool {
    let first = tokens.iter().find(|token| token.classes.has(Classes::WORD));
    first.is_some_and(|token| !token.classes.has(Classes::CAPITAL))
}

fn cut(stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let end = stretch.end;
    stretch.step_by(MAX_TOKENS).map(move |start| start..(start + MAX_TOKENS).min(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::name::model::Features;
    use crate::facts::reading::Reading;
    use crate::facts::testing::document;

    fn found(text: &str) -> Vec<String> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let seen = Observations::windows(text, &reading, &[]).next().expect("a window");
        let stretches = Features::new(&seen).stretches();
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
