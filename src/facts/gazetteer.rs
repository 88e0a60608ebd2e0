//! The names of the lists in a sentence: what a tagger takes as a feature.

use super::lexicon::{Classes, Lexicon, MOST_TOKENS, plain};
use super::reading::Line;

/// A stretch that the lists have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub first: usize,
    /// Behind the last token.
    pub end: usize,
    /// What the lists say of the whole; some of `Classes::NAMES`.
    pub classes: Classes,
}

/// A phrase of several tokens that the lists have, with all that they say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase {
    /// First token.
    first: u32,
    tokens: u32,
    classes: Classes,
}

/// Appends the phrases that begin at each token of a sentence, from left to right and from
/// short to long. Several stages ask for them, each for its own kinds.
pub(super) fn list_phrases(lexicon: &Lexicon, line: &Line<'_>, phrases: &mut Vec<Phrase>) {
    // A phrase may begin with a number, which is looked up nowhere else.
    let begins = |at: &usize| line.is(*at, Classes::PHRASE_START.with(Classes::NUMBER));
    for first in (0..line.len()).filter(begins) {
        list_at(lexicon, line, first, phrases);
    }
}

fn list_at(lexicon: &Lexicon, line: &Line<'_>, first: usize, phrases: &mut Vec<Phrase>) {
    let left = line.len().saturating_sub(first);
    let most = lexicon.phrase_tokens(line.word(first)).min(left).min(MOST_TOKENS);
    if most < 2 {
        return;
    }
    let written = line.slice(line.span(first, first + most));
    let (mut ends, mut classes) = ([0; MOST_TOKENS], [Classes::NONE; MOST_TOKENS]);
    let ends = ends.get_mut(..most).unwrap_or_default();
    let classes = classes.get_mut(..most).unwrap_or_default();
    for (length, end) in (1..).zip(ends.iter_mut()) {
        *end = line.span(first, first + length).len();
    }
    if !lexicon.classes_of_parts(written, ends, classes) {
        for (end, classes) in ends.iter().zip(classes.iter_mut()) {
            *classes = lexicon.classes(&plain(written.get(..*end).unwrap_or_default()));
        }
    }
    let listed = (1..).zip(classes).skip(1).filter(|(_, classes)| !classes.is_empty());
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    phrases.extend(listed.map(|(tokens, classes)| Phrase { first, tokens, classes: *classes }));
}

/// The longest phrase of several tokens that begins at `first` and has one of the `wanted`
/// classes.
pub(super) fn listed_phrase(line: &Line<'_>, first: usize, wanted: Classes) -> Option<Match> {
    let phrases = line.phrases();
    let at = |phrase: &Phrase| phrase.first as usize;
    let end = phrases.partition_point(|phrase| at(phrase) <= first);
    let mut here = phrases.get(..end)?.iter().rev().take_while(|phrase| at(phrase) == first);
    let phrase = here.find(|phrase| phrase.classes.has(wanted))?;
    let end = first + phrase.tokens as usize;
    Some(Match { first, end, classes: phrase.classes.and(wanted) })
}

/// Appends the names and titles of the lists in a sentence, from left to right: the
/// longest at each place, none overlapping another. Names of persons are not among them.
pub fn gazetteer(line: &Line<'_>, matches: &mut Vec<Match>) {
    let mut at = 0;
    while at < line.len() {
        let found = phrase_at(line, at).or_else(|| word_at(line, at));
        at = found.map_or(at + 1, |found| found.end);
        matches.extend(found);
    }
}

fn word_at(line: &Line<'_>, at: usize) -> Option<Match> {
    let classes = line.classes(at).and(Classes::NAMES);
    (!classes.is_empty()).then_some(Match { first: at, end: at + 1, classes })
}

fn phrase_at(line: &Line<'_>, first: usize) -> Option<Match> {
    if !line.is(first, Classes::PHRASE_START) {
        return None;
    }
    listed_phrase(line, first, Classes::NAMES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::reading::Reading;
    use crate::facts::testing::document;

    fn matches(text: &str) -> Vec<(&str, Classes)> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let line = reading.line(0);
        let mut matches = Vec::new();
        gazetteer(&line, &mut matches);
        let shown = |found: &Match| (line.span(found.first, found.end).of(text), found.classes);
        matches.iter().map(shown).collect()
    }

    #[test]
    fn the_longest_name_at_a_place_is_found() {
        let text = "The United  Arab Emirates and New York City saw Lieutenant General Marsh.";
        let matches = matches(text);
        let names: Vec<&str> = matches.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["United  Arab Emirates", "New York City", "Lieutenant General"]);
        let has =
            |index: usize, classes| matches.get(index).is_some_and(|found| found.1.has(classes));
        assert!(has(0, Classes::COUNTRY) && has(1, Classes::PLACE) && has(2, Classes::TITLE));
    }

    #[test]
    fn classes_tell_what_a_name_is_of() {
        let text = "Kenyan Catholics read the Guardian; Stanford beat the Dodgers.";
        let wanted = [
            ("Kenyan", Classes::DEMONYM),
            ("Catholics", Classes::RELIGION),
            ("Guardian", Classes::MEDIA),
            ("Stanford", Classes::SCHOOL),
            ("Dodgers", Classes::SPORT),
        ];
        let found = matches(text);
        for (name, class) in wanted {
            assert!(
                found.iter().any(|(found, classes)| *found == name && classes.has(class)),
                "{name}: {found:?}"
            );
        }
    }
}
