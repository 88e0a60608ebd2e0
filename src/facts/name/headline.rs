//! Headings and lines in which most words have a capital: their capitals tell nothing,
//! so only names that the lists or the rest of the document know are read.

use super::atom::{Atom, KNOWN, phrase_at};
use super::segment::{Candidate, Guess};
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// From this length on a word without a capital speaks against a headline (bytes).
const LONG_WORD: usize = 4;

/// Whether capitals say nothing in this sentence: it has no full stop, most words have
/// one, and many of these are common words.
pub fn is_headline(line: &Line<'_>) -> bool {
    let (mut capital, mut long, mut common) = (0, 0, 0);
    for at in 1..line.len() {
        if line.is(at, Classes::WORD) && line.word(at).len() >= LONG_WORD {
            long += 1;
            let has_capital = line.is(at, Classes::CAPITAL);
            capital += usize::from(has_capital);
            common +=
                usize::from(has_capital && line.is(at, Classes::COMMON.with(Classes::FUNCTION)));
        }
    }
    let stopped = line.len() > 0 && line.word(line.len() - 1) == ".";
    !stopped && long >= 3 && capital * 5 >= long * 4 && common * 2 >= long
}

/// The names of a headline. `attested` tells the kind that words in this order have
/// elsewhere in the document.
pub fn candidates(line: &Line<'_>, attested: impl Fn(&str) -> bool) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let candidate = candidate_at(line, at, &attested);
        at = candidate.map_or(at + 1, |candidate| candidate.end);
        candidates.extend(candidate);
    }
    candidates
}

fn candidate_at(line: &Line<'_>, at: usize, attested: &impl Fn(&str) -> bool) -> Option<Candidate> {
    if !line.is(at, Classes::CAPITAL) {
        return None;
    }
    let made = |end, guess| Some(Candidate { first: at, end, guess, title: None });
    if let Some(phrase) = phrase_at(line, at).filter(|phrase| phrase.is(KNOWN)) {
        return made(phrase.end, Guess::Listed(kind(&phrase)));
    }
    let plain = |at: usize| {
        line.is(at, Classes::COMMON.with(Classes::FUNCTION)) && !line.is(at, Classes::ALL_CAPS)
    };
    let (first, second) = (line.classes(at), line.classes(at + 1));
    if first.has(Classes::GIVEN) && second.has(Classes::CAPITAL) && !plain(at) && !plain(at + 1) {
        let person = second.has(Classes::SURNAME) || attested(line.word(at + 1));
        if person {
            return made(at + 2, Guess::Formed(Kind::Person));
        }
    }
    if plain(at) {
        return None;
    }
    let atom = Atom::word(line, at);
    if atom.is(KNOWN) {
        return made(at + 1, Guess::Listed(kind(&atom)));
    }
    attested(line.word(at)).then_some(())?;
    made(at + 1, Guess::Unknown)
}

fn kind(atom: &Atom) -> Kind {
    if atom.is(Classes::PLACE) {
        Kind::Place
    } else if atom.is(Classes::ORGANISATION) {
        Kind::Organisation
    } else {
        Kind::Group
    }
}
