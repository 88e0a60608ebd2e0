//! Nouns that report: "the claim that …", "Weiss's belief that …", "a warning by the board
//! that …".

use super::clause::clause_end;
use super::indirect::{Reported, made};
use super::phrase::{Tokens, possessor_before};
use super::subject::is_finite;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest "by NP" between a noun and its clause (tokens).
const MAX_SOURCE: usize = 8;

/// What a noun at `at` reports: a clause with "that", whose source is the noun's owner.
pub fn noun_cue(line: &Line<'_>, at: usize) -> Option<Reported> {
    let (that, named) = clause_behind(line, at + 1)?;
    let relative = line.is(that + 1, Classes::AUXILIARY)
        || line.is(that + 1, Classes::CUE)
            && !line.is(that + 1, Classes::CAPITAL.with(Classes::PARTICIPLE).with(Classes::BASE));
    if relative || !line.is(that + 1, Classes::WORD.with(Classes::NUMBER)) {
        return None;
    }
    let source = named.or_else(|| possessor_before(line, at));
    let rule = if source.is_some() { "noun with source" } else { "noun cue" };
    made(line, (that, clause_end(line, that)), source, (at, at + 1), rule)
}

/// Where "that" stands, right behind the noun or behind "by NP", with that NP.
fn clause_behind(line: &Line<'_>, from: usize) -> Option<(usize, Option<Tokens>)> {
    if line.reads(from, "that") {
        return Some((from, None));
    }
    if !line.reads_any(from, &["by", "from"]) {
        return None;
    }
    let most = line.len().min(from + MAX_SOURCE);
    let inside =
        |at: &usize| line.is(*at, Classes::WORD.with(Classes::POSSESSIVE)) && !is_finite(line, *at);
    let that = (from + 1..most).take_while(inside).find(|&at| line.reads(at, "that"))?;
    (that > from + 1).then_some((that, Some((from + 1, that))))
}
