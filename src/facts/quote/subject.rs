//! The subject of a sentence, its dateline, and what looks like its finite verb.

use super::phrase::{
    MAX_APPOSITION, Tokens, before_auxiliaries, is_source, without_lead, without_time,
};
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// How far before a participle its subject is looked for (tokens).
const MAX_CLAUSE: usize = 120;

/// The longest phrase before a comma and the subject (tokens).
const MAX_LEAD: usize = 10;

/// The longest dateline (tokens).
const MAX_DATELINE: usize = 12;

/// The subject of the sentence, for a participle behind a comma (", stating that …").
pub fn main_subject(line: &Line<'_>, low: usize, before: usize) -> Option<Tokens> {
    if before > low + MAX_CLAUSE {
        return None;
    }
    let mut from = low.max(behind_dateline(line));
    while from < before && !line.is(from, Classes::WORD.with(Classes::NUMBER)) {
        from += 1;
    }
    if begins_adjunct(line, from) {
        from = behind_adjunct(line, from, before)?;
    }
    from = without_lead(line, from, before);
    if let Some(pronoun) = behind_lead(line, from, before) {
        return Some((pronoun, pronoun + 1));
    }
    let verb = (from + 1..before).find(|&at| is_finite(line, at) || line.word(at) == ",")?;
    let end = if line.word(verb) == "," { apposition_end(line, verb, before)? } else { verb };
    let end = without_time(line, from, before_auxiliaries(line, from, end));
    (from < end && is_source(line, from, end)).then_some((from, end))
}

/// The pronoun behind "The following autumn, ": it is the subject, and not what stands
/// before the comma.
fn behind_lead(line: &Line<'_>, from: usize, before: usize) -> Option<usize> {
    let most = before.min(from + MAX_LEAD);
    let comma = (from..most).find(|&at| line.word(at) == ",")?;
    let verb = (from..comma).any(|at| is_finite(line, at));
    let pronoun = line.reads_any(comma + 1, &["he", "she", "they", "we", "i"]);
    (pronoun && !verb && comma + 1 < before).then_some(comma + 1)
}

/// Behind "In Moscow, ", "When it rained, " and "In March 2020 ".
fn behind_adjunct(line: &Line<'_>, from: usize, before: usize) -> Option<usize> {
    let comma = (from..before).find(|&at| line.word(at) == ",");
    let clause = line.is(from, Classes::CONJUNCTION)
        || line.reads_any(from, &["after", "before", "since", "as", "until", "following"]);
    let phrase = |comma: &usize| clause || !(from..*comma).any(|at| is_finite(line, at));
    if let Some(comma) = comma.filter(phrase) {
        return Some(comma + 1);
    }
    let time = |at: &usize| {
        line.is(*at, Classes::CALENDAR.with(Classes::NUMBER))
            || line.reads_any(*at, &["early", "late", "mid", "the", "last", "this"])
    };
    let behind = (from + 1..before).find(|at| !time(at))?;
    let told = (from + 1..behind).any(|at| line.is(at, Classes::CALENDAR.with(Classes::NUMBER)));
    // "In 2022 the board": the article belongs to the subject.
    let article = line.reads(behind - 1, "the");
    told.then_some(if article { behind - 1 } else { behind })
}

/// Whether "In Moscow, …", "When …, …" or "Following …, …" begins here.
fn begins_adjunct(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    let bound = line.is(at, Classes::PREPOSITION.with(Classes::CONJUNCTION))
        && !line.is(at, Classes::ALL_CAPS);
    if counts(line, at) {
        return false;
    }
    bound
        || line.is(at, Classes::COMMON.with(Classes::CUE))
            && word.len() > 5
            && word.ends_with("ing")
}

/// Whether a preposition belongs to a number: "at least 40 people", "about 40".
pub fn counts(line: &Line<'_>, at: usize) -> bool {
    line.reads(at, "at") && line.reads_any(at + 1, &["least", "most"])
        || line.reads(at, "more") && line.reads(at + 1, "than")
        || line.reads(at, "up") && line.reads(at + 1, "to")
        || line.is(at + 1, Classes::NUMBER)
            && line.reads_any(at, &["about", "around", "over", "under"])
}

/// Behind a dateline: "LONDON, May 5 (Reuters) -". 0 where there is none.
pub fn behind_dateline(line: &Line<'_>) -> usize {
    let dash = |at: usize| matches!(line.word(at), "-" | "–" | "—" | "--" | "_");
    let part = |at: usize| {
        line.is(at, Classes::CAPITAL.with(Classes::NUMBER))
            || matches!(line.word(at), "(" | ")" | "," | ".")
    };
    let end = (1..line.len().min(MAX_DATELINE)).find(|&at| !part(at)).filter(|&at| dash(at));
    // A dash in brackets is between years: "NAME (1881 – 1950)".
    let opened = |end: usize| (0..end).filter(|&at| line.word(at) == "(").count();
    let closed = |end: usize| (0..end).filter(|&at| line.word(at) == ")").count();
    let end = end.filter(|&end| opened(end) == closed(end));
    end.filter(|_| line.is(0, Classes::CAPITAL)).map_or(0, |at| at + 1)
}

/// The subject of a sentence, up to its first finite verb.
pub fn subject_at_head(line: &Line<'_>) -> Option<Tokens> {
    main_subject(line, 0, line.len().min(MAX_CLAUSE))
}

/// Behind an apposition that the comma at `open` opens: where a verb follows its end.
fn apposition_end(line: &Line<'_>, open: usize, before: usize) -> Option<usize> {
    let most = before.min(open + MAX_APPOSITION);
    let close = (open + 1..most).find(|&at| line.word(at) == "," && is_finite(line, at + 1))?;
    Some(close)
}

/// Whether a word looks like a finite verb.
pub fn is_finite(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    let lower = !line.is(at, Classes::CAPITAL) && line.is(at, Classes::WORD);
    let noun = line.is(at, Classes::HUMAN)
        || at > 0
            && line.is(
                at - 1,
                Classes::DETERMINER.with(Classes::POSSESSIVE).with(Classes::PREPOSITION),
            );
    let report = line.is(at, Classes::CUE) && !line.is(at, Classes::PARTICIPLE.with(Classes::BASE));
    lower
        && !noun
        && (line.is(at, Classes::AUXILIARY.with(Classes::PAST))
            || report
            || word.len() > 4 && word.ends_with("ed"))
}
