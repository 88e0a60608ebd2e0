//! What is said without quotation marks: clauses and noun phrases that a verb reports,
//! and what stands "according to" somebody.

use super::clause::{behind_cue, clause_end, clause_start};
use super::direct::subject_of;
use super::noun::noun_cue;
use super::object::object;
use super::phrase::{Tokens, is_contraction, phrase_behind, source_span, subject_before};
use super::request::request;
use super::subject::{behind_dateline, is_finite};
use super::voice::{is_plural, is_voice, speaks};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// How far behind a cue the end of what is reported is looked for (tokens). Beyond it,
/// what is reported goes on to the end of the sentence.
pub const REACH: usize = 150;

/// The longest subject behind a comma at the end of a sentence (tokens).
const MAX_TAIL: usize = 16;

/// Statements of one sentence: nobody writes more, and each costs a look along the sentence.
const MAX_REPORTED: usize = 64;

/// The longest source before the colon of a headline (tokens).
const MAX_HEADLINE_SOURCE: usize = 5;

/// Marks at the ends of a sentence that are looked over.
const MAX_MARKS: usize = 16;

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

/// A statement that is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    /// What is said.
    pub span: Span,
    /// Who says it.
    pub speaker: Option<Span>,
    /// The word that tells so.
    pub cue: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Appends the statements of a sentence in the order of their cues.
pub fn reported(line: &Line<'_>, statements: &mut Vec<Reported>) {
    let from = statements.len();
    let found = (0..line.len()).filter_map(|at| at_cue(line, at));
    statements.extend(found.take(MAX_REPORTED));
    cut_tails(statements.get_mut(from..).unwrap_or_default());
}

/// "Lang: dam will hold", "Poll: voters tired": the source of a headline before its colon.
pub fn headline(line: &Line<'_>) -> Option<Reported> {
    let most = line.len().min(MAX_HEADLINE_SOURCE + 1);
    let colon = (1..most).find(|&at| line.word(at) == ":")?;
    let name = (0..colon).all(|at| line.is(at, Classes::CAPITAL.with(Classes::POSSESSIVE)));
    let source = speaks(line, (0, colon)) && (0..colon).any(|at| is_voice(line, at));
    let said = (colon + 1, last_word(line));
    if !name || !source || said.1 < said.0 + 3 {
        return None;
    }
    made(line, said, Some((0, colon)), (colon, colon + 1), "headline")
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
    const ACCORDING: &str = "according";
    let cue = line.is(at, Classes::CUE.with(Classes::REPORT_NOUN));
    if !cue && line.token(at).len() != ACCORDING.len() {
        return None;
    }
    if line.reads(at, ACCORDING) && line.reads(at + 1, "to") {
        return according(line, at);
    }
    if line.is(at, Classes::REPORT_NOUN)
        && let Some(reported) = noun_cue(line, at)
    {
        return Some(reported);
    }
    let points =
        line.reads_any(at, &["point", "points"]) && !line.reads_any(at + 1, &["out", "to"]);
    let told = !points
        && line.is(at, Classes::CUE)
        && !line.is(at, Classes::CAPITAL)
        && !is_noun(line, at);
    if !told || line.reads(at.wrapping_sub(1), "as") && line.is(at, Classes::PARTICIPLE) {
        return None;
    }
    if is_passive(line, at) {
        return quoted_as(line, at).or_else(|| tail(line, at));
    }
    as_clause(line, at)
        .or_else(|| request(line, at))
        .or_else(|| clause(line, at))
        .or_else(|| tail(line, at))
        .or_else(|| object(line, at))
}

/// "NAME was quoted as saying that …": what the participle reports is NAME's.
fn quoted_as(line: &Line<'_>, at: usize) -> Option<Reported> {
    let saying = at + 2;
    if !line.reads(at + 1, "as") || !line.is(saying, Classes::PARTICIPLE) {
        return None;
    }
    let subject = subject_before(line, 0, at)?;
    let (from, _) = clause_start(line, saying)?;
    let end = clause_end(line, from);
    made(line, (from, end), Some(subject), (at, saying + 1), "passive")
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
        && !line.is(before, Classes::PRONOUN)
        && !is_contraction(line, before);
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
        let first = first_word(line);
        let inside = line.word(at - 1) == "," && line.word(to) == ",";
        // "Lang, according to his lawyer, is innocent": the verb comes behind.
        if inside && !(first..at).any(|it| is_finite(line, it)) {
            (first, last)
        } else {
            (first, if line.word(at - 1) == "," { at - 1 } else { at })
        }
    };
    made(line, (first, end), Some((from, to)), (at, at + 2), "according to")
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
    let (from, rule) = clause_start(line, cue)?;
    let subject = subject_of(line, cue)
        .filter(|subject| !line.is(cue, Classes::BASE) || is_plural(line, *subject))?;
    let end = clause_end(line, from);
    let end = if in_relative(line, cue) { relative_end(line, from, end) } else { end };
    let end = if rule == "infinitive" { infinitive_end(line, from, end) } else { end };
    made(line, (from, end), Some(subject), (cue, behind_cue(line, cue)), rule)
}

/// Whether the cue is the verb of ", who said …".
fn in_relative(line: &Line<'_>, cue: usize) -> bool {
    let lowest = cue.saturating_sub(4);
    let who = (lowest..cue).rev().find(|&at| line.reads_any(at, &["who", "which"]));
    who.is_some_and(|who| who > 0 && line.word(who - 1) == ",")
}

/// A relative clause ends at the comma before the verb of the sentence.
fn relative_end(line: &Line<'_>, from: usize, end: usize) -> usize {
    let closes = |at: usize| line.word(at) == "," && is_finite(line, at + 1);
    (from..end).find(|&at| closes(at)).unwrap_or(end)
}

/// An infinitive ends where another clause is added to that of its verb: ", and the union …".
fn infinitive_end(line: &Line<'_>, from: usize, end: usize) -> usize {
    let added =
        |at: usize| line.word(at) == "," && line.reads_any(at + 1, &["and", "but", "while"]);
    (from..end).find(|&at| added(at)).unwrap_or(end)
}

/// "As the engineers pointed out, …".
fn as_clause(line: &Line<'_>, cue: usize) -> Option<Reported> {
    let (first, behind) = (first_word(line), behind_cue(line, cue));
    let led = line.reads(first, "as") && cue > first + 1 && cue <= first + MAX_TAIL;
    if !led || line.word(behind) != "," || !line.is(cue, Classes::SAY) {
        return None;
    }
    let subject = subject_before(line, first + 1, cue)?;
    let said = (behind + 1, last_word(line));
    made(line, said, Some(subject), (cue, behind), "as-clause")
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
    let subject = said.filter(|subject| speaks(line, *subject))?;
    let behind = if cue == comma + 1 { subject.1 } else { cue + 1 };
    // A subject with an apposition has commas of its own: the statement ends at the first.
    let closes = matches!(line.word(behind), "." | "," | "?" | "!" | ";" | "")
        || line.is(behind, Classes::CALENDAR.with(Classes::PREPOSITION))
            && line.is(cue, Classes::SAY);
    let quoted = matches!(line.word(comma.saturating_sub(1)), "\"" | "”" | "»");
    let parenthesis = line.word(behind) == ",";
    let introduces = matches!(line.word(behind + 1), "\"" | "“" | "«" | "‘" | "'");
    let end = if parenthesis { last_word(line) } else { comma };
    let clause = (first..comma).any(|at| is_finite(line, at) || line.is(at, Classes::AUXILIARY));
    let agrees = !line.is(cue, Classes::BASE) || is_plural(line, subject);
    let led = line.is(first, Classes::PREPOSITION);
    if !closes || introduces || quoted || comma <= first + 1 || !agrees || !clause && led {
        return None;
    }
    let rule = if parenthesis { "attribution in commas" } else { "comma-attribution" };
    made(line, (first, end), Some(subject), (cue, cue + 1), rule)
}

/// The first token that is no opening mark, behind a dateline.
pub fn first_word(line: &Line<'_>) -> usize {
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

/// A statement of the tokens `said`, if they are enough for one.
pub fn made(
    line: &Line<'_>,
    said: Tokens,
    speaker: Option<Tokens>,
    cue: Tokens,
    rule: &'static str,
) -> Option<Reported> {
    let span = line.span(said.0, said.1);
    let enough = said.1 > said.0 + 1 || said.1 > said.0 && !line.is(said.0, Classes::FUNCTION);
    (enough && !span.is_empty()).then(|| Reported {
        span,
        speaker: speaker.map(|source| source_span(line, source)),
        cue: line.span(cue.0, cue.1),
        rule,
    })
}
