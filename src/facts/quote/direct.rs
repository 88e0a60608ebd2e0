//! Who said what stands in quotation marks: the cue and the speaker before or behind.

use super::marks::Quotation;
use super::phrase::{Tokens, is_contraction, phrase_behind, source_span, subject_before};
use super::subject::main_subject;
use super::{QuoteMode, Statement};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::reading::{Line, Reading};

/// How far from a quotation its cue may stand (tokens).
const REACH: usize = 14;

/// How far behind it where an apposition stands between.
const FAR_REACH: usize = 40;

/// The longest name before a verb that is no known cue (tokens).
const MAX_SHORT_NAME: usize = 6;

/// The longest signature under a quotation (tokens).
const MAX_SIGNATURE: usize = 14;

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
    /// The rule that found it.
    pub rule: &'static str,
}

impl Attribution {
    /// The statement that it is of.
    pub fn statement(&self, span: Span, mode: QuoteMode, rule: &'static str) -> Statement {
        Statement { span, mode, speaker: self.speaker, cue: self.cue, rule }
    }
}

/// The attribution of a quotation: behind it, before it, or before its paragraph.
pub fn attribution(reading: &Reading<'_>, quotation: &Quotation) -> Option<Attribution> {
    let analysis = reading.analysis();
    let last = analysis.sentence_at(quotation.span.end.saturating_sub(1))?;
    let first = analysis.sentence_at(quotation.span.start)?;
    let line = reading.line(last);
    let at = line.token_at(quotation.span.end);
    let before_it = || {
        let line = reading.line(first);
        before(&line, line.token_at(quotation.span.start))
    };
    behind(&line, at)
        .or_else(before_it)
        .or_else(|| introduced(reading, first, quotation))
        .or_else(|| behind_with_any_verb(&line, at))
        .or_else(|| in_next_sentence(reading, last, quotation))
        .or_else(|| signed(reading, last, quotation))
}

/// `…," NAME said`, `…," said NAME`.
fn behind(line: &Line<'_>, at: usize) -> Option<Attribution> {
    const RULE: &str = "marks, attribution behind";
    let at = if line.word(at) == "," { at + 1 } else { at };
    let most = line.len().min(at + FAR_REACH);
    let cue = (at..most)
        .take_while(|&it| !matches!(line.word(it), ";" | "“" | "\"" | "?" | "!"))
        .find(|&it| is_cue(line, it))?;
    // Further off, only an apposition may stand between: "NAME, head of …, said".
    if cue > at + REACH && line.word(cue - 1) != "," {
        return None;
    }
    if cue == at
        && let Some((from, to)) = phrase_behind(line, cue + 1)
    {
        return Some(made(line, Some((from, to)), cue, to, RULE));
    }
    let subject = subject_before(line, at, cue).filter(|_| cue > at);
    subject.map(|subject| made(line, Some(subject), cue, cue + 1, RULE))
}

/// `…?" NAME asked.`: behind a question the attribution looks like a sentence of its own.
fn in_next_sentence(
    reading: &Reading<'_>,
    last: usize,
    quotation: &Quotation,
) -> Option<Attribution> {
    let analysis = reading.analysis();
    let asked = analysis.slice(quotation.span).trim_end_matches(['"', '”', '’', '\'', '»']);
    let ends = analysis.sentences().get(last)?.end == quotation.span.end;
    let (line, same_block) =
        (reading.line(last + 1), analysis.block_of(last) == analysis.block_of(last + 1));
    if !same_block || !ends || !asked.ends_with(['?', '!']) || line.len() > REACH {
        return None;
    }
    let found = behind(&line, 0)?;
    // Nothing further is said in that sentence.
    let cue = line.token_at(found.cue?.start);
    let alone = (cue + 1..line.len()).all(|at| {
        !line.is(at, Classes::CUE) && !matches!(line.word(at), ":" | "that" | "\"" | "“")
    });
    alone.then_some(Attribution { rule: "marks, attribution behind a question", ..found })
}

/// `…," she laughed`: behind a comma within the marks, a short name or pronoun with any
/// verb is an attribution.
fn behind_with_any_verb(line: &Line<'_>, at: usize) -> Option<Attribution> {
    let comma = at.checked_sub(2).is_some_and(|it| matches!(line.word(it), "," | "?" | "!" | "—"));
    if !comma {
        return None;
    }
    let most = line.len().min(at + MAX_SHORT_NAME);
    let name = (at..most).take_while(|&it| line.is(it, Classes::CAPITAL.with(Classes::NUMBER)));
    let pronoun = line.reads_any(at, &["he", "she", "they", "i", "we"]);
    let verb = if pronoun { at + 1 } else { name.last()? + 1 };
    let word = line.word(verb);
    let lower = line.is(verb, Classes::WORD) && !line.is(verb, Classes::CAPITAL);
    let finite = lower
        && !line.is(verb, Classes::FUNCTION.with(Classes::HUMAN))
        && (word.ends_with('s') || word.ends_with("ed") || pronoun);
    finite.then(|| made(line, Some((at, verb)), verb, verb + 1, "marks, any verb behind"))
}

/// `"…" — NAME`, at the end of its paragraph.
fn signed(reading: &Reading<'_>, last: usize, quotation: &Quotation) -> Option<Attribution> {
    let line = reading.line(last);
    let at = line.token_at(quotation.span.end);
    let (line, at) = if at < line.len() { (line, at) } else { (reading.line(last + 1), 0) };
    let analysis = reading.analysis();
    let same_block = analysis.block_of(last) == analysis.block_of(line.sentence);
    let gap = Span { start: quotation.span.end, end: line.token(at).start };
    let dash = matches!(line.word(at), "—" | "–" | "―" | "--" | "-");
    let to = line.len();
    let name = (at + 1..to).all(|it| {
        line.is(it, Classes::WORD.with(Classes::NUMBER)) || matches!(line.word(it), "," | ".")
    });
    let begins = line.is(at + 1, Classes::CAPITAL) && !line.is(at + 1, Classes::FUNCTION);
    let short = to > at + 1 && to <= at + 1 + MAX_SIGNATURE;
    let ends = analysis.block_of(line.sentence + 1) != analysis.block_of(line.sentence)
        || line.slice(line.token(to.saturating_sub(1))) != ".";
    if !(same_block && dash && name && begins && short && ends && gap.len() < 4) {
        return None;
    }
    let speaker = line.span(at + 1, to);
    Some(Attribution { speaker: Some(speaker), cue: None, end: speaker.end, rule: "marks, signed" })
}

/// `NAME said: "…`, `NAME told reporters that "…`, `…, stating, "…`.
fn before(line: &Line<'_>, at: usize) -> Option<Attribution> {
    let lowest = at.saturating_sub(REACH);
    let colon = line.word(at.saturating_sub(1)) == ":";
    let cue = (lowest..at)
        .rev()
        .take_while(|&it| !matches!(line.word(it), ";" | "”"))
        .find(|&it| is_cue(line, it))?;
    if !colon && at - cue > 8 && !line.is(cue, Classes::SAY) {
        return None;
    }
    let inverted = || phrase_behind(line, cue + 1).filter(|_| cue == 0);
    let subject = subject_of(line, cue).or_else(inverted);
    let rule = if colon { "marks behind a colon" } else { "marks, attribution before" };
    Some(made(line, subject, cue, at, rule))
}

/// The subject of a cue: before it, or the sentence's for a participle.
pub fn subject_of(line: &Line<'_>, cue: usize) -> Option<Tokens> {
    let before = cue.saturating_sub(1);
    let progressive = line.is(before, Classes::AUXILIARY) || is_contraction(line, before);
    if line.is(cue, Classes::PARTICIPLE) && !progressive {
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
    let mut found = made(&line, subject_of(&line, cue), cue, last, "marks behind a colon");
    found.end = quotation.span.start;
    Some(found)
}

fn made(
    line: &Line<'_>,
    subject: Option<Tokens>,
    cue: usize,
    end: usize,
    rule: &'static str,
) -> Attribution {
    Attribution {
        speaker: subject.map(|source| source_span(line, source)),
        cue: Some(line.token(cue)),
        end: line.token(end.saturating_sub(1)).end,
        rule,
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
