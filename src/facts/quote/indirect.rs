//! What is said without quotation marks: clauses and noun phrases that a verb reports,
//! and what stands "according to" somebody.

use super::clause::{clause_end, clause_start, object_end};
use super::direct::subject_of;
use super::phrase::{Tokens, behind_dateline, is_finite, phrase_behind, subject_before};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// How far behind a cue the end of what is reported is looked for (tokens). Beyond it,
/// what is reported goes on to the end of the sentence.
pub const REACH: usize = 150;

/// The longest subject behind a comma at the end of a sentence (tokens).
const MAX_TAIL: usize = 16;

/// Marks at the ends of a sentence that are looked over.
const MAX_MARKS: usize = 16;

/// Nouns that report like persons do.
const REPORTS: &[&str] = &[
    "report",
    "reports",
    "study",
    "studies",
    "poll",
    "polls",
    "survey",
    "surveys",
    "statement",
    "letter",
    "assessment",
    "analysis",
    "review",
    "document",
    "documents",
    "article",
    "memo",
    "indictment",
    "complaint",
    "lawsuit",
    "research",
    "data",
    "evidence",
    "figures",
    "email",
    "emails",
    "transcript",
    "book",
    "website",
    "newspaper",
    "officials",
    "sources",
    "source",
    "government",
    "ministry",
    "department",
    "court",
    "company",
    "party",
    "campaign",
    "police",
    "agency",
    "office",
    "group",
    "committee",
    "commission",
    "administration",
    "union",
    "team",
    "authorities",
    "others",
    "people",
    "voters",
    "crowd",
    "family",
    "intelligence",
    "findings",
];

/// Media that what is said is said in: "in an interview" is no part of it.
pub const MEDIA: &[&str] = &[
    "interview",
    "statement",
    "speech",
    "letter",
    "tweet",
    "post",
    "email",
    "memo",
    "press",
    "news",
    "briefing",
    "conference",
    "phone",
    "telephone",
    "radio",
    "article",
    "message",
];

/// What is only to be said was not.
const MODALS: &[&str] = &["will", "would", "could", "should", "may", "might", "can", "must", "to"];

/// A statement that is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// What is said.
    pub span: Span,
    /// Who says it.
    pub speaker: Option<Span>,
    /// The word that tells so.
    pub cue: Span,
}

/// Appends the statements of a sentence in the order of their cues.
pub fn reported(line: &Line<'_>, statements: &mut Vec<Reported>) {
    let from = statements.len();
    statements.extend((0..line.len()).filter_map(|at| at_cue(line, at)));
    cut_tails(statements.get_mut(from..).unwrap_or_default());
}

/// Cuts the attribution at the end of a sentence off what is reported inside it ("NAME
/// decided to stay, a source said").
fn cut_tails(statements: &mut [Reported]) {
    let tail = statements.last().copied().filter(|last| last.span.end < last.cue.start);
    let Some(tail) = tail else { return };
    for statement in statements.iter_mut().filter(|it| it.span.covers(tail.cue)) {
        if statement.span.start < tail.span.end && tail.span.end < statement.span.end {
            statement.span.end = tail.span.end;
        }
    }
}

fn at_cue(line: &Line<'_>, at: usize) -> Option<Reported> {
    if line.reads(at, "according") && line.reads(at + 1, "to") {
        return according(line, at);
    }
    if !line.is(at, Classes::CUE) || line.is(at, Classes::CAPITAL) || is_noun(line, at) {
        return None;
    }
    if is_passive(line, at) {
        return tail(line, at);
    }
    clause(line, at).or_else(|| tail(line, at)).or_else(|| object(line, at))
}

/// "is expected", "was told": the subject is not the source. "is saying" is none.
fn is_passive(line: &Line<'_>, at: usize) -> bool {
    const FORMS: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];
    let participle = line.is(at, Classes::PARTICIPLE);
    !participle && at.checked_sub(1).is_some_and(|before| line.reads_any(before, FORMS))
}

/// Whether a form that is a noun too is one here.
fn is_noun(line: &Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return !line.is(at, Classes::PARTICIPLE) };
    let determined = line.is(before, Classes::DETERMINER.with(Classes::POSSESSIVE))
        && !line.is(before, Classes::PRONOUN);
    let governed = line.is(before, Classes::PREPOSITION) && !line.is(at, Classes::PARTICIPLE);
    let bound = Classes::AUXILIARY
        .with(Classes::CONJUNCTION)
        .with(Classes::PREPOSITION)
        .with(Classes::ADVERB);
    let gerund = line.is(at, Classes::PARTICIPLE)
        && line.is(before, Classes::WORD)
        && !line.is(before, bound.with(Classes::HUMAN));
    determined || gerund || governed && !line.reads(before, "to")
}

/// "According to NP, …" and "…, according to NP".
fn according(line: &Line<'_>, at: usize) -> Option<Reported> {
    let last = last_word(line);
    let (from, to) = rest_of_clause(line, at + 2)?;
    let (first, end) = if at <= first_word(line) {
        let comma = (to..last.min(to + 12)).find(|&it| line.word(it) == ",")?;
        (comma + 1, last)
    } else {
        let end = if line.word(at - 1) == "," { at - 1 } else { at };
        (first_word(line), end)
    };
    made(line, (first, end), Some((from, to)), (at, at + 2))
}

/// The tokens up to the next comma or the end, where they are few enough for a source.
fn rest_of_clause(line: &Line<'_>, from: usize) -> Option<Tokens> {
    let most = line.len().min(from + MAX_TAIL);
    let end =
        (from..most).find(|&at| matches!(line.word(at), "," | "." | ";" | "\"" | "“" | "”" | "—"));
    let end = end.unwrap_or(most);
    (end > from).then_some((from, end))
}

/// "said that …", "told NP that …", "said NP would …", "vowed to …".
fn clause(line: &Line<'_>, cue: usize) -> Option<Reported> {
    let from = clause_start(line, cue)?;
    let subject = subject_of(line, cue)
        .filter(|subject| !line.is(cue, Classes::BASE) || is_plural(line, *subject))?;
    let end = clause_end(line, from);
    made(line, (from, end), Some(subject), (cue, cue + 1))
}

/// "…, the ministry said", "…, said NAME", "The plan, officials said, would …".
fn tail(line: &Line<'_>, cue: usize) -> Option<Reported> {
    if !line.is(cue, Classes::SAY.with(Classes::MENTAL)) || line.is(cue, Classes::PARTICIPLE) {
        return None;
    }
    let first = first_word(line);
    let lowest = cue.saturating_sub(MAX_TAIL);
    let comma = (lowest..cue).rev().find(|&at| line.word(at) == ",")?;
    let said = if cue == comma + 1 {
        phrase_behind(line, cue + 1)
    } else {
        subject_before(line, comma + 1, cue).filter(|subject| subject.0 == comma + 1)
    };
    let subject = said?;
    let behind = if cue == comma + 1 { subject.1 } else { cue + 1 };
    // A subject with an apposition has commas of its own: the statement ends at the first.
    let closes = matches!(line.word(behind), "." | "," | "?" | "!" | ";" | "")
        || line.is(behind, Classes::CALENDAR.with(Classes::PREPOSITION));
    let quoted = matches!(line.word(comma.saturating_sub(1)), "\"" | "”" | "»");
    let parenthesis = line.word(behind) == ",";
    let introduces = matches!(line.word(behind + 1), "\"" | "“" | "«" | "‘" | "'");
    let end = if parenthesis { last_word(line) } else { comma };
    let clause = (first..comma).any(|at| is_finite(line, at) || line.is(at, Classes::AUXILIARY));
    let agrees = !line.is(cue, Classes::BASE) || is_plural(line, subject);
    let led =
        line.is(first, Classes::PREPOSITION) && !(first..comma).any(|at| line.word(at) == ",");
    if !closes || introduces || quoted || comma <= first + 1 || !agrees || !clause && led {
        return None;
    }
    made(line, (first, end), Some(subject), (cue, cue + 1))
}

/// "voiced concerns over …": the noun phrase is what is said.
fn object(line: &Line<'_>, cue: usize) -> Option<Reported> {
    if !line.is(cue, Classes::EXPRESS) {
        return None;
    }
    let subject = subject_of(line, cue).filter(|subject| speaks(line, *subject))?;
    if line.is(cue, Classes::BASE) && !is_plural(line, subject) {
        return None;
    }
    let from = cue + 1;
    let begins = line.is(from, Classes::WORD.with(Classes::NUMBER))
        && !line.is(
            from,
            Classes::PREPOSITION
                .with(Classes::AUXILIARY)
                .with(Classes::CONJUNCTION)
                .with(Classes::ADVERB)
                .with(Classes::CALENDAR),
        );
    let naming = line.reads_any(cue, &["call", "calls", "called", "calling", "dubbed", "labeled"]);
    if naming && !(from..from + 12).any(|at| matches!(line.word(at), "\"" | "“" | "‘")) {
        return None;
    }
    let planned = cue > 0 && line.reads_any(cue - 1, MODALS);
    if !begins || planned {
        return None;
    }
    made(line, (from, object_end(line, from)), Some(subject), (cue, cue + 1))
}

/// Whether a subject can say something: a person, a name, a report.
fn speaks(line: &Line<'_>, (from, to): Tokens) -> bool {
    let person = |at: usize| {
        line.is(at, Classes::HUMAN)
            || line.reads_any(at, REPORTS)
            || line.is(at, Classes::CAPITAL) && !line.is(at, Classes::FUNCTION)
    };
    let pronoun = line.reads_any(from, &["he", "she", "they", "we", "i"]);
    pronoun || (from..to).any(person)
}

/// Whether a subject takes a verb without "-s".
pub fn is_plural(line: &Line<'_>, (from, to): Tokens) -> bool {
    let pronoun =
        line.reads_any(from, &["i", "we", "you", "they", "some", "many", "most", "others", "both"]);
    let modal = line.is(to, Classes::AUXILIARY);
    let plural = |at: usize| {
        let word = line.word(at);
        word.ends_with('s') && !word.ends_with("ss")
            || line.reads_any(at, &["people", "police", "men", "women", "data"])
    };
    let ends = |at: usize| line.word(at) == "," || line.is(at, Classes::PREPOSITION);
    let head = (from..to).take_while(|&at| at == from || !ends(at)).last();
    pronoun || modal || head.is_some_and(plural) || (from..to).any(|at| line.reads(at, "and"))
}

fn first_word(line: &Line<'_>) -> usize {
    (behind_dateline(line)..line.len().min(MAX_MARKS))
        .find(|&at| line.is(at, Classes::WORD.with(Classes::NUMBER)))
        .unwrap_or(0)
}

/// Behind the last token that is no closing mark.
pub fn last_word(line: &Line<'_>) -> usize {
    let closing =
        |at: usize| matches!(line.word(at), "." | "!" | "?" | "…" | "..." | "," | ";" | ":");
    (0..line.len()).rev().take(MAX_MARKS).find(|&at| !closing(at)).map_or(0, |at| at + 1)
}

fn made(line: &Line<'_>, said: Tokens, speaker: Option<Tokens>, cue: Tokens) -> Option<Reported> {
    let span = line.span(said.0, said.1);
    let enough = said.1 > said.0 + 1 || said.1 > said.0 && !line.is(said.0, Classes::FUNCTION);
    (enough && !span.is_empty()).then(|| Reported {
        span,
        speaker: speaker.map(|(from, to)| line.span(from, to)),
        cue: line.span(cue.0, cue.1),
    })
}
