//! What can say something: persons, names, bodies, reports; and whether it is several.

use super::phrase::Tokens;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

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
    "firm",
    "bank",
    "council",
    "board",
    "jury",
    "regulator",
    "army",
    "military",
    "parliament",
    "rebels",
    "team",
    "university",
    "club",
    "airline",
    "charity",
    "paper",
    "magazine",
    "filing",
    "ruling",
    "verdict",
    "testimony",
    "memoir",
    "notice",
    "audit",
    "inquiry",
    "inquest",
    "investigation",
    "census",
    "forecast",
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
    "authorities",
    "others",
    "people",
    "voters",
    "crowd",
    "family",
    "intelligence",
    "findings",
];

/// Whether a subject can say something: a person, a name, a report.
pub fn speaks(line: &Line<'_>, (from, to): Tokens) -> bool {
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

/// Whether a word of a headline can be a source: a person's name, or "Poll", "Police".
pub fn is_voice(line: &Line<'_>, at: usize) -> bool {
    let names = Classes::GIVEN.with(Classes::SURNAME).with(Classes::ORGANISATION);
    line.is(at, names.with(Classes::HUMAN)) || line.reads_any(at, REPORTS)
}
