//! What a person is: titles, and roles from appositions and their like.
//!
//! Read are "NAME, a former captain and contractor, …", "the minister, NAME, …",
//! "NAME is a lawyer", "former captain NAME" and "France's foreign minister NAME". What
//! stands there must hold a noun for a human being; else there is no role.

use super::Resolved;
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::name::{Mention, is_party_tag};
use crate::facts::reading::{Line, Reading};

/// The longest role (tokens).
const MAX_ROLE: usize = 24;

/// The longest role before a name, without commas (tokens).
const MAX_ROLE_BEFORE: usize = 8;

/// Titles that tell little: another one is preferred.
const COURTESY: &[&str] = &["Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Sir", "Dr.", "Dr"];

/// Short forms of titles with what they stand for.
const LONG_TITLES: &[(&str, &str)] = &[
    ("Sen.", "Senator"),
    ("Sen", "Senator"),
    ("Rep.", "Representative"),
    ("Rep", "Representative"),
    ("Gov.", "Governor"),
    ("Gov", "Governor"),
    ("Gen.", "General"),
    ("Gen", "General"),
    ("Col.", "Colonel"),
    ("Lt.", "Lieutenant"),
    ("Capt.", "Captain"),
    ("Sgt.", "Sergeant"),
    ("Maj.", "Major"),
    ("Prof.", "Professor"),
    ("Prof", "Professor"),
    ("Adm.", "Admiral"),
    ("Rev.", "Reverend"),
    ("Cmdr.", "Commander"),
];

/// Reads the title and role of each person; what is read first holds.
pub fn read_roles(reading: &Reading<'_>, mentions: &[Mention], resolved: &mut Resolved) {
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Person {
            continue;
        }
        let line = reading.line(mention.sentence as usize);
        let title = mention.title.map(|title| long_title(line.slice(title)));
        let found = Found::read(&line, mention);
        let Some(entity) = resolved.entity_mut(index) else { continue };
        if let Some(title) = title {
            let weak = entity.title.as_deref().is_none_or(|known| COURTESY.contains(&known));
            if weak
                && entity.title.as_deref() != Some(&title)
                && (entity.title.is_none() || !COURTESY.contains(&title.as_str()))
            {
                entity.title = Some(title);
            }
        }
        if let Some(role) = found.role {
            entity.role.get_or_insert(role);
        }
        if let Some(affiliation) = found.affiliation {
            entity.affiliation.get_or_insert(affiliation);
        }
    }
}

fn long_title(title: &str) -> String {
    let long = LONG_TITLES.iter().find(|(short, _)| *short == title);
    long.map_or(title, |(_, long)| long).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Debug, Default)]
struct Found {
    role: Option<String>,
    affiliation: Option<String>,
}

impl Found {
    fn read(line: &Line<'_>, mention: &Mention) -> Self {
        let first = mention.title.map_or(mention.span.start, |title| title.start);
        let (first, end) = (line.token_at(first), line.token_at(mention.span.end));
        let behind = apposition(line, end).or_else(|| predicate(line, end));
        if let Some((from, to)) = behind {
            return Self { role: Some(role_text(line, from, to)), affiliation: None };
        }
        before(line, first).or_else(|| before_comma(line, first, end)).unwrap_or_default()
    }
}

/// The tokens of "a former captain and contractor" behind the name and its comma.
fn apposition(line: &Line<'_>, end: usize) -> Option<(usize, usize)> {
    let at = behind_bracket(line, end);
    let at = behind_age(line, at);
    let opened = matches!(line.word(at), "," | "—" | "–" | "(");
    let from = at + 1;
    let begins = line.is(from, Classes::DETERMINER)
        || line.reads_any(from, &["former", "then", "ex", "one"])
        || line.is(from, Classes::HUMAN) && !line.is(from, Classes::CAPITAL)
        || line.reads_any(
            from,
            &["chief", "senior", "deputy", "executive", "general", "vice", "managing", "professor"],
        ) && !line.is(from, Classes::CAPITAL);
    if !opened || !begins || line.is(from, Classes::SAY) && !line.is(from, Classes::HUMAN) {
        return None;
    }
    let to = phrase_end(line, from);
    has_human(line, from, to).then_some((from, to))
}

/// Behind a bracket such as `(R-AR)` or `(born 1950)`.
fn behind_bracket(line: &Line<'_>, at: usize) -> usize {
    if line.word(at) != "(" {
        return at;
    }
    let party = is_party_tag(line.word(at + 1));
    let closed = (at + 1..at + 8).find(|&it| line.word(it) == ")");
    closed.filter(|&it| party || it < at + 8).map_or(at, |it| it + 1)
}

/// Behind an age between commas.
fn behind_age(line: &Line<'_>, at: usize) -> usize {
    let age = line.word(at) == "," && line.is(at + 1, Classes::NUMBER) && line.word(at + 2) == ",";
    if age { at + 2 } else { at }
}

/// The tokens of "a lawyer" in "NAME is a lawyer".
fn predicate(line: &Line<'_>, end: usize) -> Option<(usize, usize)> {
    let at = behind_bracket(line, end);
    let is = line.reads_any(at, &["is", "was"]);
    let from = at + 1;
    if !is || !line.reads_any(from, &["a", "an", "the"]) {
        return None;
    }
    let to = phrase_end(line, from);
    has_human(line, from, to).then_some((from, to))
}

/// Where a role ends: at a mark, a relative clause or a verb that reports.
fn phrase_end(line: &Line<'_>, from: usize) -> usize {
    let mut human = false;
    for at in from..line.len().min(from + MAX_ROLE) {
        let mark = matches!(
            line.word(at),
            "," | ";" | ":" | "." | "(" | ")" | "—" | "–" | "?" | "!" | "\"" | "“" | "”" | "-"
        );
        let clause = line.reads_any(
            at,
            &["who", "whose", "which", "that", "where", "when", "while", "but", "because"],
        );
        let verb = human
            && line.is(at, Classes::AUXILIARY.with(Classes::SAY))
            && !line.is(at, Classes::HUMAN);
        if mark || clause || verb {
            return at;
        }
        human |= line.is(at, Classes::HUMAN);
    }
    line.len().min(from + MAX_ROLE)
}

/// Whether a noun for a human being stands before the first preposition.
fn has_human(line: &Line<'_>, from: usize, to: usize) -> bool {
    let head = (from..to)
        .take_while(|&at| at == from || !line.is(at, Classes::PREPOSITION))
        .any(|at| line.is(at, Classes::HUMAN) && !line.is(at + 1, Classes::POSSESSIVE));
    let one_of = line.reads(from, "one") && line.reads(from + 1, "of");
    head || one_of && (from..to).any(|at| line.is(at, Classes::HUMAN))
}

/// The words of a role. An article goes where the noun phrase can stand alone
/// ("former captain"); it stays before a noun with "of" ("a member of the …").
fn role_text(line: &Line<'_>, from: usize, to: usize) -> String {
    let relational = line.reads_any(from + 2, &["of", "for", "to", "at", "in"]);
    let article = line.reads_any(from, &["a", "an", "the", "its", "their"]);
    let start = if article && !relational { from + 1 } else { from };
    line.slice(line.span(start, to)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "former US Army captain NAME", "France's foreign minister NAME".
fn before(line: &Line<'_>, first: usize) -> Option<Found> {
    let last = first.checked_sub(1)?;
    let human =
        line.is(last, Classes::HUMAN) && !line.is(last, Classes::CAPITAL.with(Classes::SAY));
    if !human {
        return None;
    }
    let stops = |at: usize| {
        !line.is(at, Classes::WORD)
            || line.is(at, Classes::FUNCTION.with(Classes::SAY).with(Classes::MENTAL))
                && !line.is(at, Classes::HUMAN.with(Classes::ALL_CAPS))
    };
    let lowest = last.saturating_sub(MAX_ROLE_BEFORE);
    let from = (lowest..last).rev().find(|&at| stops(at)).map_or(lowest, |at| at + 1);
    let role = line.slice(line.span(from, last + 1));
    let owner = from.checked_sub(1).filter(|&at| line.is(at, Classes::POSSESSIVE));
    let affiliation = owner.map(|at| owner_before(line, at).to_string());
    let role = role.split_whitespace().collect::<Vec<_>>().join(" ");
    (from <= last).then_some(Found { role: Some(role), affiliation })
}

/// The capitalised words before a possessive.
fn owner_before<'r>(line: &Line<'r>, possessive: usize) -> &'r str {
    let lowest = possessive.saturating_sub(MAX_ROLE_BEFORE);
    let from = (lowest..possessive)
        .rev()
        .take_while(|&at| line.is(at, Classes::CAPITAL) && !line.is(at, Classes::DETERMINER))
        .last();
    from.map_or("", |from| line.slice(line.span(from, possessive)))
}

/// "the president of France, NAME, …".
fn before_comma(line: &Line<'_>, first: usize, end: usize) -> Option<Found> {
    let comma = first.checked_sub(1).filter(|&at| line.word(at) == ",")?;
    let closed = end >= line.len() || matches!(line.word(end), "," | "." | ";");
    let lowest = comma.saturating_sub(MAX_ROLE);
    let stop = (lowest..comma).rev().find(|&at| {
        !line.is(at, Classes::WORD.with(Classes::POSSESSIVE))
            || line.is(at, Classes::AUXILIARY.with(Classes::SAY).with(Classes::CONJUNCTION))
    });
    let from = stop.map_or(lowest, |at| at + 1);
    let begins = line.reads_any(from, &["the", "a", "an", "its", "their", "his", "her"]);
    let clean = begins && has_human(line, from, comma) && comma - from < MAX_ROLE;
    let role = line.slice(line.span(from + 1, comma));
    let role = role.split_whitespace().collect::<Vec<_>>().join(" ");
    (closed && clean).then_some(Found { role: Some(role), affiliation: None })
}
