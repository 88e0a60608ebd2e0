//! What a person is: titles, and roles from appositions and their like.
//!
//! Read are "NAME, a former captain and contractor, …", "the minister, NAME, …", "NAME is
//! a lawyer", "NAME, who runs the port, …", "former captain NAME", "France's foreign
//! minister NAME" and "his wife NAME". What stands there must be headed by a noun for a
//! human being, or be a clause of what one does for a living; else there is no role.

use super::affiliation::behind_tag;
use super::phrase::{HOLLOW, Phrase};
use super::scene::Scene;
use super::words::{ADVERBS, COMPANIONS, DEGREES, MINISTRIES, MODIFIERS, OCCUPATIONS, VERBS};
use crate::facts::lexicon::Classes;

/// The most tokens that a bracket behind a name may have.
const MAX_BRACKET: usize = 12;

/// The most tokens of a degree with its commas.
const MAX_DEGREE: usize = 7;

/// The longest role before a name, without commas (tokens).
const MAX_BEFORE: usize = 8;

/// The longest role before a name and a comma (tokens).
const MAX_BEFORE_COMMA: usize = 24;

/// How sure a reading is; a stronger one takes the place of a weaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// None was read.
    #[default]
    None,
    /// By family, or by what one does.
    Weak,
    /// Before the name.
    Before,
    /// An apposition or a predicate.
    Full,
}

/// What is read of a role.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// Its tokens.
    pub phrase: Phrase,
    /// How sure it is.
    pub strength: Strength,
}

/// The role of the person whose title and name are the tokens from `first` to `end`.
pub fn role(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<Role> {
    let full = |phrase| Role { phrase, strength: Strength::Full };
    apposition(scene, end)
        .map(full)
        .or_else(|| before_comma(scene, first, end).map(full))
        .or_else(|| predicate(scene, behind_asides(scene, end)).map(full))
        .or_else(|| relative(scene, end))
        .or_else(|| before(scene, first))
}

/// "NAME, a former captain and contractor, …".
fn apposition(scene: &Scene<'_, '_>, end: usize) -> Option<Phrase> {
    let opened = behind_asides(scene, end);
    let line = &scene.line;
    if !matches!(line.word(opened), "," | "—" | "–" | "(") {
        return None;
    }
    let from = opened + 1;
    if scene.is_person(from) && !line.is(owner_end(scene, from), Classes::POSSESSIVE) {
        return None;
    }
    let acts = line.reads_any(from, VERBS)
        || line.is(from, Classes::WORD)
            && line.word(from).ends_with("ed")
            && !line.reads(from, "retired");
    let phrase = scene.phrase(from).filter(|_| !acts)?;
    let participle = usize::from(line.word(phrase.end).ends_with("ed"));
    closes(scene, phrase.end + participle).then_some(phrase)
}

/// Behind the mention that begins at a token.
fn owner_end(scene: &Scene<'_, '_>, at: usize) -> usize {
    let mention = scene.mention_of(at).and_then(|index| scene.mentions().get(index));
    mention.map_or(at, |mention| scene.tokens(mention).1)
}

/// Whether an apposition may end before a token.
fn closes(scene: &Scene<'_, '_>, at: usize) -> bool {
    let line = &scene.line;
    let mark = at >= line.len() || !line.is(at, Classes::WORD.with(Classes::POSSESSIVE));
    let listed = line.reads_any(at, &["and", "or"]) && scene.is_person(at + 1);
    let clause = line.reads_any(at, &["who", "whose", "which", "that"]);
    let dated = line.is(at, Classes::PREPOSITION)
        && line.is(at + 1, Classes::NUMBER.with(Classes::CALENDAR));
    (mark && line.word(at) != "'") || listed || clause || dated || line.is(at, Classes::CALENDAR)
}

/// Behind brackets, an age and degrees that stand between a name and what is said of it.
fn behind_asides(scene: &Scene<'_, '_>, end: usize) -> usize {
    let at = behind_bracket(scene, end);
    let line = &scene.line;
    if line.word(at) != "," {
        return at;
    }
    if let Some(behind) = behind_tag(scene, at).filter(|&behind| line.word(behind) == ",") {
        return behind;
    }
    let comma = (at + 2..at + MAX_DEGREE).find(|&comma| line.word(comma) == ",");
    let aside = |comma: &usize| {
        let written = line.slice(line.span(at + 1, *comma));
        DEGREES.contains(&written) || *comma == at + 2 && line.is(at + 1, Classes::NUMBER)
    };
    comma.filter(aside).unwrap_or(at)
}

/// Behind a bracket such as `(R-AR)` or `(born 1950)`; one that may tell a role is left.
fn behind_bracket(scene: &Scene<'_, '_>, at: usize) -> usize {
    let line = &scene.line;
    if line.word(at) != "(" || scene.phrase(at + 1).is_some() {
        return at;
    }
    let closed = (at + 1..at + MAX_BRACKET).find(|&it| line.word(it) == ")");
    closed.map_or(at, |closed| closed + 1)
}

/// The phrase behind "is", "was appointed", "serves as"; the verb stands at `at`.
fn predicate(scene: &Scene<'_, '_>, at: usize) -> Option<Phrase> {
    let line = &scene.line;
    let skip = |mut at: usize| {
        while line.reads_any(at, ADVERBS) {
            at += 1;
        }
        at
    };
    let at = skip(at);
    let has = usize::from(line.reads_any(at, &["has", "had"]) && line.reads(at + 1, "been"));
    let is = line
        .reads_any(at + has, &["is", "was", "been", "became", "becomes", "remains", "remained"]);
    let serves = line.reads_any(at, &["serves", "served", "works", "worked", "acts", "acted"])
        && line.reads(at + 1, "as");
    let from = match (is, serves) {
        (true, _) => chosen(scene, skip(at + has + 1)),
        (_, true) => at + 2,
        _ => return None,
    };
    let begins = line.is(from, Classes::DETERMINER)
        || scene.is_human(from)
        || !line.is(from, Classes::CAPITAL)
        || scene.mention_of(from).is_some();
    let question = line.reads_any(from, &["not", "no", "any", "some", "this", "that"]);
    if !begins
        || question
        || scene.is_person(from) && !line.is(owner_end(scene, from), Classes::POSSESSIVE)
    {
        return None;
    }
    scene.phrase(from)
}

/// Behind "appointed", "elected as".
fn chosen(scene: &Scene<'_, '_>, at: usize) -> usize {
    let line = &scene.line;
    let chosen = line.reads_any(
        at,
        &["appointed", "named", "elected", "made", "hired", "promoted", "crowned", "chosen"],
    );
    let at = if chosen { at + 1 } else { at };
    if chosen && line.reads_any(at, &["as", "to"]) { at + 1 } else { at }
}

/// "NAME, who is a lawyer, …", "NAME, who runs the port authority, …".
fn relative(scene: &Scene<'_, '_>, end: usize) -> Option<Role> {
    let line = &scene.line;
    let comma = behind_asides(scene, end);
    let who = if line.word(comma) == "," { comma + 1 } else { comma };
    if !line.reads(who, "who") {
        return None;
    }
    if let Some(phrase) = predicate(scene, who + 1) {
        return Some(Role { phrase, strength: Strength::Full });
    }
    let mut verb = who + 1;
    while line.reads_any(verb, ADVERBS) {
        verb += 1;
    }
    if !line.reads_any(verb, OCCUPATIONS) {
        return None;
    }
    let end = (verb + 1..verb + MAX_BEFORE_COMMA).find(|&at| scene.ends_clause(at))?;
    let told =
        (verb + 1..end).any(|at| line.is(at, Classes::WORD) && !line.is(at, Classes::FUNCTION));
    let phrase = Phrase { first: verb, end: scene.without_loose_end(verb, end) };
    told.then_some(Role { phrase, strength: Strength::Weak })
}

/// "former US Army captain NAME", "France's foreign minister NAME", "his wife NAME".
fn before(scene: &Scene<'_, '_>, first: usize) -> Option<Role> {
    let line = &scene.line;
    let called = first > 1 && line.reads_any(first - 1, &["named", "called"]);
    let last = first.checked_sub(if called { 2 } else { 1 })?;
    let noun =
        scene.is_human(last) && !line.is(last, Classes::SAY) && scene.mention_of(last).is_none();
    if !noun || scene.is_plural(last) {
        return None;
    }
    let from = start_before(scene, last);
    let family = line.is(last, Classes::FAMILY) || line.reads_any(last, COMPANIONS);
    let strength = if family { Strength::Weak } else { Strength::Before };
    let hollow = from == last && line.reads_any(last, HOLLOW);
    (!hollow).then_some(Role { phrase: Phrase { first: from, end: last + 1 }, strength })
}

/// Where the words before a head begin. What a determiner, a preposition or a mark
/// closes off on the left is all of it; else only words that are known to stand there,
/// for a verb may be among the others.
fn start_before(scene: &Scene<'_, '_>, head: usize) -> usize {
    let line = &scene.line;
    let lowest = head.saturating_sub(MAX_BEFORE);
    let stop = (lowest..head).rev().find(|&at| stops_before(scene, at));
    let (from, closed) = match stop {
        Some(stop) => {
            let left = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::POSSESSIVE);
            let to = line.reads(stop, "to");
            (stop + 1, line.is(stop, left) && !to || !line.is(stop, Classes::WORD))
        }
        None => (lowest, lowest == 0 && line.is(0, Classes::CAPITAL)),
    };
    if closed {
        return from;
    }
    let known = |at: usize| {
        line.reads_any(at, MODIFIERS)
            || scene.mention_of(at).is_some()
            || line.word(at).contains('-')
            || line.is(at, Classes::HUMAN.with(Classes::PORTFOLIO))
            || line.reads_any(at, MINISTRIES)
    };
    (from..head).rev().take_while(|&at| known(at)).last().unwrap_or(head)
}

fn stops_before(scene: &Scene<'_, '_>, at: usize) -> bool {
    let line = &scene.line;
    let bound = Classes::FUNCTION.with(Classes::SAY).with(Classes::MENTAL);
    let kept = line.is(at, Classes::HUMAN.with(Classes::ALL_CAPS))
        || line.reads_any(at, MODIFIERS)
        || line.reads(at, "and") && at > 0 && scene.is_human(at - 1);
    let age = line.is(at, Classes::NUMBER) && line.word(at + 1) == "-"
        || line.word(at) == "-" && at > 0 && line.is(at - 1, Classes::NUMBER);
    let mark = !line.is(at, Classes::WORD) && !age;
    mark || line.is(at, bound) && !kept || scene.is_person(at)
}

/// "the president of France, NAME, …".
fn before_comma(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<Phrase> {
    let line = &scene.line;
    let comma = first.checked_sub(1).filter(|&at| line.word(at) == ",")?;
    let behind = behind_asides(scene, end);
    let closed = behind >= line.len() || !line.is(behind, Classes::WORD.with(Classes::POSSESSIVE));
    let listed = line.word(behind) == ","
        && (scene.is_person(behind + 1) || is_and_person(scene, behind + 1));
    if !closed || listed {
        return None;
    }
    let lowest = comma.saturating_sub(MAX_BEFORE_COMMA);
    let stops = |at: usize| {
        !line.is(at, Classes::WORD.with(Classes::POSSESSIVE).with(Classes::NUMBER))
            && !matches!(line.word(at), "&" | "'" | "’" | "-")
            || line.is(at, Classes::AUXILIARY.with(Classes::SAY)) && !scene.is_human(at)
    };
    let from = (lowest..comma).rev().find(|&at| stops(at)).map_or(lowest, |at| at + 1);
    let starts = |at: usize| {
        let determined = line.is(at, Classes::DETERMINER);
        let owner = at == from && line.is(at, Classes::CAPITAL);
        let free = at == from && scene.is_human(at) || line.reads_any(at, &["former", "chief"]);
        determined || owner || free || scene.mention_of(at).is_some()
    };
    let phrases = (from..comma).filter(|&at| starts(at)).filter_map(|at| scene.phrase(at));
    let phrase = phrases.into_iter().find(|phrase| phrase.end == comma)?;
    let article = line.reads_any(
        phrase.first,
        &["the", "a", "an", "its", "their", "his", "her", "our", "my", "your"],
    );
    Some(Phrase { first: phrase.first + usize::from(article), ..phrase })
}

fn is_and_person(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.line.reads(at, "and") && scene.is_person(at + 1)
}
