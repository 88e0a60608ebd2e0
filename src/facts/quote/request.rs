//! Requests: "urged voters to stay calm", "called on the board to resign", "told him to go".

use super::clause::clause_end;
use super::direct::subject_of;
use super::indirect::{Reported, made};
use super::subject::is_finite;
use super::voice::is_plural;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest phrase for who is asked (tokens).
const MAX_ASKED: usize = 10;

/// Verbs of asking, with who is asked behind them and an infinitive behind that.
const ASKING: &[&str] = &[
    "urge",
    "urges",
    "urged",
    "urging",
    "ask",
    "asks",
    "asked",
    "asking",
    "tell",
    "tells",
    "told",
    "telling",
    "advise",
    "advises",
    "advised",
    "advising",
    "encourage",
    "encourages",
    "encouraged",
    "encouraging",
    "warn",
    "warns",
    "warned",
    "warning",
    "implore",
    "implores",
    "implored",
    "imploring",
    "instruct",
    "instructs",
    "instructed",
    "instructing",
    "remind",
    "reminds",
    "reminded",
    "reminding",
    "call",
    "calls",
    "called",
    "calling",
    "invite",
    "invites",
    "invited",
    "beg",
    "begs",
    "begged",
    "begging",
];

/// What somebody is asked to do.
pub fn request(line: &Line<'_>, cue: usize) -> Option<Reported> {
    if !line.reads_any(cue, ASKING) {
        return None;
    }
    let called = line.reads_any(cue, &["call", "calls", "called", "calling"]);
    let asked = cue + 1;
    let asked = match called {
        true if line.reads_any(asked, &["on", "upon"]) => asked + 1,
        true => return None,
        false => asked,
    };
    let to = infinitive(line, asked)?;
    let subject = subject_of(line, cue)?;
    if line.is(cue, Classes::BASE) && !is_plural(line, subject) {
        return None;
    }
    // Who is told stands outside of what is said; who is urged to act is part of it.
    let told = line.reads_any(cue, &["tell", "tells", "told", "telling"]);
    let from = if told { to } else { asked };
    made(line, (from, clause_end(line, from)), Some(subject), (cue, asked), "request")
}

/// Where "to" stands behind a noun phrase, or "not to".
fn infinitive(line: &Line<'_>, asked: usize) -> Option<usize> {
    let most = line.len().min(asked + MAX_ASKED);
    let begins = line.is(asked, Classes::WORD.with(Classes::NUMBER))
        && !line.is(asked, Classes::PREPOSITION.with(Classes::CONJUNCTION).with(Classes::CALENDAR));
    let inside = |at: &usize| {
        line.is(*at, Classes::WORD.with(Classes::NUMBER).with(Classes::POSSESSIVE))
            && !is_finite(line, *at)
    };
    let to = (asked..most).take_while(inside).find(|&at| line.reads(at, "to"))?;
    let verb = line.is(to + 1, Classes::WORD)
        && !line.is(to + 1, Classes::CAPITAL.with(Classes::DETERMINER).with(Classes::PRONOUN));
    (begins && verb && to > asked).then(|| if line.reads(to - 1, "not") { to - 1 } else { to })
}
