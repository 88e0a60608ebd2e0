//! Where the clause or noun phrase that a verb reports begins and ends.

use super::indirect::{MEDIA, REACH, last_word};
use super::phrase::is_finite;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest object of a verb of telling, before "that" (tokens).
const MAX_OBJECT: usize = 9;

/// The plainest verbs of saying and thinking.
const PLAIN: &[&str] = &[
    "said",
    "says",
    "say",
    "believes",
    "believe",
    "believed",
    "think",
    "thinks",
    "thought",
    "argued",
    "argues",
    "insisted",
    "insists",
    "claimed",
    "claims",
    "added",
    "adds",
    "told",
    "hopes",
    "knows",
    "know",
    "tweeted",
    "predicted",
    "acknowledged",
    "suggested",
    "suspect",
    "guess",
    "admitted",
    "admits",
    "wrote",
];

/// Where the clause begins that a cue reports.
pub fn clause_start(line: &Line<'_>, cue: usize) -> Option<usize> {
    let next = cue + 1;
    if line.reads_any(next, &["that", "whether", "how", "why", "what"]) {
        let relative =
            line.reads(next, "that") && line.is(next + 1, Classes::AUXILIARY.with(Classes::CUE));
        return (!relative).then_some(next);
    }
    if line.reads_any(next, &["if"]) && line.reads_any(cue, &["asked", "ask", "asks", "wondered"]) {
        return Some(next);
    }
    if line.is(cue, Classes::SAY) {
        let that = (next..next + MAX_OBJECT).find(|&at| line.reads(at, "that"));
        let inner =
            |at: usize| !matches!(line.word(at), "." | ";" | "“" | "\"") && !is_finite(line, at);
        if let Some(that) = that.filter(|&that| (next..that).all(inner)) {
            return Some(that);
        }
    }
    let promising = line.reads_any(
        cue,
        &[
            "vowed", "vows", "promised", "promises", "pledged", "pledges", "agreed", "urged",
            "urges", "asked", "hopes", "hoped", "expects", "expected", "decided",
        ],
    );
    if promising && line.reads(next, "to") {
        return Some(next);
    }
    bare_clause(line, cue).or_else(|| content(line, cue))
}

/// "said Friday in a statement iodine is scarce": whatever comes behind the plainest
/// verbs, where their subject stands before them.
fn content(line: &Line<'_>, cue: usize) -> Option<usize> {
    let inverted = cue == 0 || !line.is(cue - 1, Classes::WORD.with(Classes::NUMBER));
    if inverted || !line.reads_any(cue, PLAIN) {
        return None;
    }
    let from = behind_occasion(line, cue + 1);
    let bound = Classes::PREPOSITION.with(Classes::CONJUNCTION).with(Classes::AUXILIARY);
    if line.reads(from, "that") || begins_clause(line, from) {
        return Some(from);
    }
    let word = line.is(from, Classes::WORD) && !line.is(from, bound.with(Classes::CALENDAR));
    let goes_on = line.is(from + 1, Classes::WORD.with(Classes::NUMBER));
    let so = line.reads_any(from, &["so", "no", "yes", "not"]);
    (word && goes_on && !so).then_some(from)
}

/// Behind a day and "in a statement".
fn behind_occasion(line: &Line<'_>, mut at: usize) -> usize {
    if line.reads(at, "on") && line.is(at + 1, Classes::CALENDAR) {
        at += 1;
    }
    while line.is(at, Classes::CALENDAR) {
        at += 1;
    }
    if line.reads_any(at, &["in", "on", "during", "at", "to"]) {
        let most = line.len().min(at + 10);
        let medium = (at + 1..most)
            .take_while(|&it| line.is(it, Classes::WORD.with(Classes::POSSESSIVE)))
            .find(|&it| line.reads_any(it, MEDIA) && !line.reads_any(it + 1, MEDIA));
        at = medium.map_or(at, |medium| medium + 1);
    }
    while line.is(at, Classes::CALENDAR)
        || line.reads(at, "on") && line.is(at + 1, Classes::CALENDAR)
    {
        at += 1;
    }
    at
}

/// "said the plan would fail": a subject behind the cue, and a verb behind that.
fn bare_clause(line: &Line<'_>, cue: usize) -> Option<usize> {
    let told = line.reads_any(cue, &["told", "tells", "telling", "tell"]);
    let from = if told {
        (cue + 1..cue + 6).find(|&at| begins_clause(line, at + 1))? + 1
    } else {
        cue + 1
    };
    let verb = line.is(cue, Classes::SAY.with(Classes::MENTAL));
    if !verb || !begins_clause(line, from) {
        return None;
    }
    let most = line.len().min(from + 14);
    let finite = (from + 1..most)
        .take_while(|&at| !matches!(line.word(at), "." | ";" | ":" | "\"" | "“" | "”"))
        .take_while(|&at| line.word(at) != "," || line.is(from, Classes::CAPITAL))
        .any(|at| is_finite(line, at));
    finite.then_some(from)
}

/// Whether a clause can begin here: with its subject.
fn begins_clause(line: &Line<'_>, at: usize) -> bool {
    let subject = Classes::DETERMINER.with(Classes::CAPITAL).with(Classes::NUMBER);
    let pronoun = line.reads_any(
        at,
        &["he", "she", "it", "they", "we", "i", "you", "there", "this", "people", "some"],
    );
    let plural = line.word(at).ends_with('s')
        && line.is(at, Classes::WORD)
        && !line.is(at, Classes::FUNCTION.with(Classes::CUE));
    (line.is(at, subject) && !line.is(at, Classes::CALENDAR)) || pronoun || plural
}

/// Where a clause ends that begins at `from`: at a semicolon, before a further cue in
/// "-ing" or "according to", or at the end of the sentence.
pub fn clause_end(line: &Line<'_>, from: usize) -> usize {
    let last = last_word(line);
    let ends = |at: usize| match line.word(at) {
        ";" => true,
        "," => {
            line.is(at + 1, Classes::PARTICIPLE) && !line.is(at + 1, Classes::CAPITAL)
                || line.reads(at + 1, "according")
        }
        _ => false,
    };
    (from..last.min(from + REACH)).find(|&at| ends(at)).unwrap_or(last)
}

/// Where a noun phrase ends that a verb reports: at a comma or mark, or before "in an
/// interview" and its like.
pub fn object_end(line: &Line<'_>, from: usize) -> usize {
    let last = last_word(line);
    let medium = |at: usize| {
        line.reads_any(at, &["in", "during", "on", "at"])
            && (at + 1..at + 7)
                .take_while(|&it| line.is(it, Classes::WORD))
                .any(|it| line.reads_any(it, MEDIA))
    };
    let ends = |at: usize| matches!(line.word(at), "," | ";" | ":" | "—" | "–" | "(") || medium(at);
    (from..last.min(from + REACH)).find(|&at| ends(at)).unwrap_or(last)
}
