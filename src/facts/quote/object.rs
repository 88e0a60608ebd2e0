//! Noun phrases that a verb reports: "voiced concerns over …", "warned of …", "called the
//! plan a gift to the rich".

use super::clause::{behind_occasion, object_end};
use super::direct::subject_of;
use super::indirect::{Reported, made};
use super::voice::{is_plural, speaks};
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// What is only to be said was not.
const MODALS: &[&str] = &["will", "would", "could", "should", "may", "might", "can", "must", "to"];

/// The least length of what somebody calls something ("the plan a gift to the rich").
const MIN_NAMED: usize = 5;

/// "voiced concerns over …", "warned of …": the noun phrase is what is said.
pub fn object(line: &Line<'_>, cue: usize) -> Option<Reported> {
    let particle = with_preposition(line, cue);
    if !line.is(cue, Classes::EXPRESS) && !particle {
        return None;
    }
    let subject = subject_of(line, cue).filter(|subject| speaks(line, *subject))?;
    if line.is(cue, Classes::BASE) && !is_plural(line, subject) {
        return None;
    }
    let behind = if particle { cue + 2 } else { cue + 1 };
    let from = behind_occasion(line, behind);
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
    let quotes = || (from..from + 12).any(|at| matches!(line.word(at), "\"" | "“" | "‘"));
    let end = object_end(line, from);
    let named =
        end >= from + MIN_NAMED && line.is(from, Classes::DETERMINER.with(Classes::CAPITAL));
    if naming && !particle && !quotes() && !named {
        return None;
    }
    let planned = cue > 0 && line.reads_any(cue - 1, MODALS);
    if !begins || planned {
        return None;
    }
    let rule = if particle { "verb and preposition" } else { "noun phrase" };
    made(line, (from, end), Some(subject), (cue, behind), rule)
}

/// Whether the preposition behind a verb belongs to it: "warned of", "called for".
fn with_preposition(line: &Line<'_>, cue: usize) -> bool {
    let next = cue + 1;
    let verb = |forms: &[&str]| line.reads_any(cue, forms);
    match line.word(next) {
        "of" => {
            verb(&["warned", "warns", "warning", "complained", "complains", "boasted", "spoke"])
        }
        "about" => {
            line.is(cue, Classes::SAY) && !verb(&["thought", "think"])
                || verb(&["worried", "worries", "spoke", "speaks", "talked", "talks"])
        }
        "against" => verb(&["warned", "warns", "warning", "argued", "argues", "cautioned"]),
        "for" => verb(&["called", "calls", "calling", "argued", "argues", "asked", "apologised"]),
        "on" => verb(&["insisted", "insists", "commented", "comments"]),
        "to" => verb(&["pointed", "points", "referred", "refers"]),
        _ => false,
    }
}
