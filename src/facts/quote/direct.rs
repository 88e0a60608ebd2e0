//! Who said what stands in quotation marks: the cue and the speaker before or behind.

use super::marks::Quotation;
use super::phrase::{Tokens, main_subject, phrase_behind, subject_before};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::reading::{Line, Reading};

/// How far from a quotation its cue may stand (tokens).
const REACH: usize = 14;

/// Who said it, and the word that tells so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The noun phrase.
    pub speaker: Option<Span>,
    /// The verb.
    pub cue: Option<Span>,
    /// Behind the attribution, or before it: where the search for more of the same
    /// statement goes on.
    pub end: u32,
}

/// The attribution of a quotation: behind it, before it, or before its paragraph.
pub fn attribution(reading: &Reading<'_>, quotation: &Quotation) -> Option<Attribution> {
    let analysis = reading.analysis();
    let last = analysis.sentence_at(quotation.span.end.saturating_sub(1))?;
    let first = analysis.sentence_at(quotation.span.start)?;
    let line = reading.line(last);
    let found = behind(&line, line.token_at(quotation.span.end));
    found
        .or_else(|| {
            let line = reading.line(first);
            before(&line, line.token_at(quotation.span.start))
        })
        .or_else(|| introduced(reading, first, quotation))
}

/// `…," NAME said`, `…," said NAME`.
fn behind(line: &Line<'_>, at: usize) -> Option<Attribution> {
    let at = if line.word(at) == "," { at + 1 } else { at };
    let most = line.len().min(at + REACH);
    let cue = (at..most)
        .take_while(|&it| !matches!(line.word(it), "." | ";" | "“" | "\"" | "?" | "!"))
        .find(|&it| is_cue(line, it))?;
    if cue == at
        && let Some((from, to)) = phrase_behind(line, cue + 1)
    {
        return Some(made(line, Some((from, to)), cue, to));
    }
    let subject = subject_before(line, at, cue).filter(|_| cue > at);
    subject.map(|subject| made(line, Some(subject), cue, cue + 1))
}

/// `NAME said: "…`, `NAME told reporters that "…`, `…, stating, "…`.
fn before(line: &Line<'_>, at: usize) -> Option<Attribution> {
    let lowest = at.saturating_sub(REACH);
    let cue = (lowest..at)
        .rev()
        .take_while(|&it| !matches!(line.word(it), ";" | "”" | "."))
        .find(|&it| is_cue(line, it))?;
    if line.word(at.saturating_sub(1)) != ":" && at - cue > 8 && !line.is(cue, Classes::SAY) {
        return None;
    }
    let inverted = || phrase_behind(line, cue + 1).filter(|_| cue == 0);
    let subject = subject_of(line, cue).or_else(inverted);
    Some(made(line, subject, cue, at))
}

/// The subject of a cue: before it, or the sentence's for a participle.
pub fn subject_of(line: &Line<'_>, cue: usize) -> Option<Tokens> {
    if line.is(cue, Classes::PARTICIPLE) && !line.is(cue.saturating_sub(1), Classes::AUXILIARY) {
        return main_subject(line, 0, cue);
    }
    subject_before(line, 0, cue).or_else(|| coordinated(line, cue))
}

/// The sentence's subject where the cue is its second verb ("NAME left and said …").
fn coordinated(line: &Line<'_>, cue: usize) -> Option<Tokens> {
    let joined = cue.checked_sub(1).is_some_and(|at| line.reads_any(at, &["and", "but"]));
    if joined { main_subject(line, 0, cue) } else { None }
}

/// A sentence before that ends in a colon.
fn introduced(reading: &Reading<'_>, first: usize, quotation: &Quotation) -> Option<Attribution> {
    let start = reading.analysis().sentences().get(first)?.start;
    let line = reading.line(first.checked_sub(1)?);
    let last = line.len().checked_sub(1)?;
    if start != quotation.span.start || line.word(last) != ":" {
        return None;
    }
    let lowest = last.saturating_sub(REACH);
    let cue = (lowest..last).rev().find(|&it| is_cue(&line, it))?;
    let mut found = made(&line, subject_of(&line, cue), cue, last);
    found.end = quotation.span.start;
    Some(found)
}

fn made(line: &Line<'_>, subject: Option<Tokens>, cue: usize, end: usize) -> Attribution {
    Attribution {
        speaker: subject.map(|(from, to)| line.span(from, to)),
        cue: Some(line.token(cue)),
        end: line.token(end.saturating_sub(1)).end,
    }
}

/// A verb that reports, beside a quotation.
pub fn is_cue(line: &Line<'_>, at: usize) -> bool {
    let verb = line.is(at, Classes::SAY.with(Classes::EXPRESS))
        || line.is(at, Classes::MENTAL) && !line.is(at, Classes::BASE);
    let noun = at > 0
        && line
            .is(at - 1, Classes::DETERMINER.with(Classes::POSSESSIVE).with(Classes::PREPOSITION))
        && !line.is(at - 1, Classes::PRONOUN);
    let lower = at == 0 || !line.is(at, Classes::CAPITAL);
    verb && lower && !noun
}
