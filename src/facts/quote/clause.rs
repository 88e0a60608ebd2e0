//! Where the clause or noun phrase that a verb reports begins and ends.

use super::indirect::{MEDIA, REACH, last_word};
use super::subject::is_finite;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest object of a verb of telling, before "that" (tokens).
const MAX_OBJECT: usize = 9;

/// Verbs of promising, with an infinitive.
const PROMISING: &[&str] = &[
    "vowed",
    "vows",
    "vowing",
    "promised",
    "promises",
    "promising",
    "pledged",
    "pledges",
    "pledging",
    "hopes",
    "hoped",
    "hoping",
    "expects",
    "expected",
    "expecting",
    "threatened",
    "threatens",
    "threatening",
    "offered",
    "refused",
    "refuses",
    "proposed",
    "proposes",
    "swore",
    "demanded",
    "demands",
];

/// Verbs of thinking whose clause often lacks "that".
const THINKING: &[&str] = &[
    "know",
    "knows",
    "knew",
    "feel",
    "feels",
    "felt",
    "hope",
    "hopes",
    "hoped",
    "hoping",
    "fear",
    "fears",
    "feared",
    "fearing",
    "doubt",
    "doubts",
    "doubted",
    "expect",
    "expects",
    "expected",
    "guess",
    "suspect",
    "suspects",
    "suspected",
    "suppose",
    "realise",
    "realises",
    "realised",
    "realize",
    "realizes",
    "realized",
    "wish",
    "wishes",
    "wished",
    "shows",
    "showed",
];

/// Words of time: what begins with one is when something was said, not what.
const OCCASIONS: &[&str] = &[
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
    "ago",
    "later",
    "earlier",
    "time",
    "times",
    "after",
    "before",
];

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

/// Behind a cue with its particle: "pointed out".
pub fn behind_cue(line: &Line<'_>, cue: usize) -> usize {
    let pointed = line.reads(cue + 1, "out")
        && line.reads_any(cue, &["point", "points", "pointed", "pointing"]);
    if pointed { cue + 2 } else { cue + 1 }
}

/// Where the clause begins that a cue reports, and the rule that tells so.
pub fn clause_start(line: &Line<'_>, cue: usize) -> Option<(usize, &'static str)> {
    let next = behind_cue(line, cue);
    // What is thought is marked more rarely as a statement than what is said.
    let thought = !line.is(cue, Classes::SAY);
    let with_that = if thought { "belief verb, that-clause" } else { "that-clause" };
    if line.reads(next, "that") {
        let relative = line.is(next + 1, Classes::AUXILIARY.with(Classes::CUE));
        return (!relative).then_some((next, with_that));
    }
    let asks = || line.reads_any(cue, &["asked", "ask", "asks", "wondered", "wonder", "wonders"]);
    if line.reads_any(next, &["whether", "how", "why", "what"]) || line.reads(next, "if") && asks()
    {
        return Some((next, "question clause"));
    }
    if let Some(that) = distant_that(line, cue, next) {
        return Some((that, with_that));
    }
    if line.reads_any(cue, PROMISING) && line.reads(next, "to") {
        return Some((next, "infinitive"));
    }
    if let Some(from) = bare_clause(line, cue) {
        return Some((from, if thought { "belief verb, bare clause" } else { "bare clause" }));
    }
    content(line, cue).map(|from| (from, "plain verb"))
}

/// "told NP that …", "said on Friday that …".
fn distant_that(line: &Line<'_>, cue: usize, next: usize) -> Option<usize> {
    if !line.is(cue, Classes::SAY) {
        return None;
    }
    let that = (next..next + MAX_OBJECT).find(|&at| line.reads(at, "that"))?;
    let inner =
        |at: usize| !matches!(line.word(at), "." | ";" | "“" | "\"") && !is_finite(line, at);
    // "told the board's claim that …": the clause is the noun's.
    let noun = that > next && line.is(that - 1, Classes::REPORT_NOUN);
    (!noun && (next..that).all(inner)).then_some(that)
}

/// "said Friday in a statement iodine is scarce": whatever comes behind the plainest
/// verbs, where their subject stands before them.
fn content(line: &Line<'_>, cue: usize) -> Option<usize> {
    let inverted = cue == 0 || !line.is(cue - 1, Classes::WORD.with(Classes::NUMBER));
    if inverted || !line.reads_any(cue, PLAIN) {
        return None;
    }
    let from = behind_occasion(line, cue + 1);
    if (from..from + 3).any(|at| line.reads_any(at, OCCASIONS)) {
        return None;
    }
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
pub fn behind_occasion(line: &Line<'_>, mut at: usize) -> usize {
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
    let verb = line.is(cue, Classes::SAY) || line.reads_any(cue, THINKING);
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

/// Where a clause ends that begins at `from`: at a semicolon, before a further cue ("and
/// said", ", adding", ", according to"), or at the end of the sentence.
pub fn clause_end(line: &Line<'_>, from: usize) -> usize {
    let last = last_word(line);
    let ends = |at: usize| match line.word(at) {
        ";" => true,
        "," => {
            line.is(at + 1, Classes::PARTICIPLE) && !line.is(at + 1, Classes::CAPITAL)
                || line.reads(at + 1, "according")
                || line.reads_any(at + 1, &["and", "but"]) && goes_on_with_verb(line, at + 2)
        }
        "and" | "but" => at > from && is_further_cue(line, at + 1),
        _ => false,
    };
    (from..last.min(from + REACH)).find(|&at| ends(at)).unwrap_or(last)
}

/// Whether a finite verb follows without a subject: the clause of the cue goes on.
fn goes_on_with_verb(line: &Line<'_>, at: usize) -> bool {
    let at = if line.is(at, Classes::ADVERB) { at + 1 } else { at };
    is_finite(line, at) && !line.is(at, Classes::AUXILIARY)
}

/// Whether a further verb of saying of the same source stands here.
fn is_further_cue(line: &Line<'_>, at: usize) -> bool {
    let at = if line.is(at, Classes::ADVERB) { at + 1 } else { at };
    line.is(at, Classes::SAY)
        && !line.is(at, Classes::CAPITAL.with(Classes::BASE).with(Classes::PARTICIPLE))
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
    let verb = |at: usize| {
        line.reads_any(at, &["and", "but"]) && is_finite(line, at + 1)
            || line.is(at, Classes::PREPOSITION) && line.is(at + 1, Classes::CALENDAR)
    };
    let mark = |at: usize| matches!(line.word(at), "," | ";" | ":" | "—" | "–" | "(");
    let ends = |at: usize| mark(at) || at > from && (medium(at) || verb(at));
    (from..last.min(from + REACH)).find(|&at| ends(at)).unwrap_or(last)
}
