//! Clauses that tell why or how, by the words that open them.

use crate::document::Span;
use crate::facts::fixed::Sieve;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest clause (tokens).
const MAX_CLAUSE: usize = 30;

/// The least worth of an answer.
const LEAST: i32 = 3;

/// What a clause in the event's own sentence is worth besides.
const MAIN: i32 = 2;

/// Most clauses of one sentence.
const MOST: usize = 3;

/// Words that open a clause: `-ing` stands for any verb with that ending.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    words: &'static [&'static str],
    /// 3 where they open nothing else, 1 where they often do.
    worth: i32,
}

const fn opening(words: &'static [&'static str], worth: i32) -> Opening {
    Opening { words, worth }
}

/// What opens a reason or purpose.
pub const REASONS: &[Opening] = &[
    opening(&["because"], 3),
    opening(&["due", "to"], 3),
    opening(&["owing", "to"], 3),
    opening(&["thanks", "to"], 3),
    opening(&["as", "a", "result", "of"], 3),
    opening(&["as", "a", "consequence", "of"], 3),
    opening(&["in", "response", "to"], 3),
    opening(&["in", "reaction", "to"], 3),
    opening(&["in", "retaliation", "for"], 3),
    opening(&["in", "protest", "at"], 3),
    opening(&["in", "protest", "against"], 3),
    opening(&["in", "order", "to"], 3),
    opening(&["in", "an", "effort", "to"], 3),
    opening(&["in", "an", "attempt", "to"], 3),
    opening(&["in", "a", "bid", "to"], 3),
    opening(&["so", "as", "to"], 3),
    opening(&["so", "that"], 2),
    opening(&["in", "the", "wake", "of"], 2),
    opening(&["on", "suspicion", "of"], 2),
    opening(&["on", "charges", "of"], 2),
    opening(&["on", "the", "grounds", "that"], 3),
    opening(&["amid"], 2),
    opening(&["amidst"], 2),
    opening(&["following"], 1),
    opening(&["after"], 1),
    opening(&["since", "it"], 1),
    opening(&["since", "they"], 1),
];

/// What opens a way or means.
pub const WAYS: &[Opening] = &[
    opening(&["by", "-ing"], 3),
    opening(&["by", "means", "of"], 3),
    opening(&["with", "the", "help", "of"], 3),
    opening(&["with", "the", "aid", "of"], 3),
    opening(&["using"], 2),
    opening(&["via"], 2),
    opening(&["through"], 1),
];

/// Nouns in "-ing" that open no way behind "by".
const NOUNS: &[&str] = &[
    "morning",
    "evening",
    "spring",
    "nothing",
    "something",
    "anything",
    "everything",
    "meeting",
    "building",
    "wedding",
    "beijing",
    "lightning",
    "hearing",
    "beginning",
    "opening",
];

/// Places and times that one goes through without doing anything by it.
const PASSED: &[&str] = &[
    "door", "doors", "window", "windows", "streets", "street", "roof", "crowd", "city", "town",
    "region", "country", "area", "night", "day", "week", "weekend", "month", "year", "summer",
    "winter", "gate", "wall", "woods", "forest", "valley", "air", "centre", "center",
];

/// Appends the clauses of a sentence with their worth. `main`: it is the event's own.
pub fn clauses(line: &Line<'_>, openings: &[Opening], main: bool, found: &mut Vec<(i32, Span)>) {
    let mut end = 0;
    let first = found.len();
    for at in 0..line.len() {
        let done = at < end || found.len() >= first + MOST;
        if done || !line.is(at, BEGINS) || !SIEVE.may_hold(line.word(at)) {
            continue;
        }
        let Some(opening) = openings.iter().find(|opening| opens(line, at, opening)) else {
            continue;
        };
        let worth = opening.worth + if main { MAIN } else { 0 };
        end = clause_end(line, at);
        let told = end > at + opening.words.len() && worth >= LEAST;
        if told && !is_other(line, at, end) {
            found.push((worth, line.span(at, end)));
        }
    }
}

/// What the first word of an opening is.
const BEGINS: Classes = Classes::FUNCTION.with(Classes::COMMON);

/// Passes over the words that no opening begins with.
static SIEVE: Sieve = Sieve::of(&[&FIRST_WORDS]);

/// The first words of all openings.
const FIRST_WORDS: [&str; REASONS.len() + WAYS.len()] = {
    let mut words = [""; REASONS.len() + WAYS.len()];
    let mut index = 0;
    while index < words.len() {
        let opening =
            if index < REASONS.len() { &REASONS[index] } else { &WAYS[index - REASONS.len()] };
        words[index] = opening.words[0];
        index += 1;
    }
    words
};

fn opens(line: &Line<'_>, at: usize, opening: &Opening) -> bool {
    opening.words.iter().enumerate().all(|(index, word)| {
        let written = line.word(at + index);
        match *word {
            "-ing" => {
                written.len() > 5
                    && written.ends_with("ing")
                    && !line.is(at + index, Classes::CAPITAL)
                    && !line.reads_any(at + index, NOUNS)
            }
            word => written.eq_ignore_ascii_case(word),
        }
    })
}

/// Whether the words mean something else here: "the following day", "are using", "through
/// the streets", "after all".
fn is_other(line: &Line<'_>, at: usize, end: usize) -> bool {
    let before = |classes| at.checked_sub(1).is_some_and(|it| line.is(it, classes));
    let head = || (at + 1..end).take_while(|&it| !line.is(it, Classes::PREPOSITION)).last();
    if line.reads(at, "following") {
        return before(Classes::DETERMINER.with(Classes::AUXILIARY).with(Classes::PREPOSITION));
    }
    if line.reads(at, "using") {
        return before(Classes::AUXILIARY.with(Classes::PREPOSITION));
    }
    if line.reads(at, "through") {
        let passed = head().is_some_and(|head| {
            line.reads_any(head, PASSED) || line.is(head, Classes::CAPITAL.with(Classes::CALENDAR))
        });
        return passed || before(Classes::ADVERB);
    }
    line.reads(at, "after") && line.reads_any(at + 1, &["all", "that", "this", "which"])
}

/// The end of the clause: at a mark, or before the next one that opens.
fn clause_end(line: &Line<'_>, from: usize) -> usize {
    let most = line.len().min(from + MAX_CLAUSE);
    let mark = |at: usize| {
        matches!(
            line.word(at),
            "," | ";" | "." | ":" | "—" | "–" | "?" | "!" | "\"" | "”" | "“" | "(" | ")"
        )
    };
    (from + 1..most).find(|&at| mark(at)).unwrap_or(most)
}

/// Where a reason or way begins within some tokens, for what ends before it.
pub fn first_opening(line: &Line<'_>, from: usize, to: usize) -> Option<usize> {
    let all = || REASONS.iter().chain(WAYS).filter(|opening| opening.worth > 1);
    let may_open = |at| line.is(at, BEGINS) && SIEVE.may_hold(line.word(at));
    (from..to).find(|&at| may_open(at) && all().any(|opening| opens(line, at, opening)))
}
