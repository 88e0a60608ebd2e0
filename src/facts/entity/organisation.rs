//! Forms of an organisation's name: without its company's ending, by initials, and by
//! the order of its words.

use std::borrow::Cow;

use crate::facts::lexicon::{Classes, lexicon};
use crate::facts::token::Shape;

/// Words that give an acronym no letter.
const UNCOUNTED: &[&str] = &[
    "of", "the", "and", "for", "&", "in", "on", "to", "de", "la", "du", "des", "di", "del", "der",
    "und", "et", "y", "e",
];

/// Words that a company's short form leaves out beside those of the lists.
const DROPPED: &[&str] = &[
    "Company",
    "Corporation",
    "Limited",
    "Incorporated",
    "Group",
    "Holdings",
    "Holding",
    "Industries",
    "Technologies",
    "International",
    "Enterprises",
    "Worldwide",
    "Global",
];

/// Bodies that are named by what they are for before or behind: "Defence Ministry",
/// "Ministry of Defence".
const TURNED: &[&str] =
    &["Ministry", "Department", "University", "Institute", "Office", "Commission", "Agency"];

/// A company's name without what its short form leaves out: `Acme` of `Acme Corp.`. The
/// first word always stays.
pub fn short_form(name: &str) -> &str {
    let mut short = name;
    while let Some((rest, last)) = short.rsplit_once(' ')
        && (DROPPED.contains(&last) || lexicon().classes(last).has(Classes::SUFFIX))
    {
        short = rest.trim_end_matches([',', ' ', '&']);
    }
    short
}

/// A name with its words in one order, without articles: a key.
pub fn turned(name: &str) -> Cow<'_, str> {
    for head in TURNED {
        let behind = name.strip_prefix(head).and_then(|rest| rest.strip_prefix(" of "));
        if let Some(rest) = behind {
            let rest = rest.strip_prefix("the ").unwrap_or(rest);
            return Cow::Owned(format!("{rest} {head}"));
        }
    }
    Cow::Borrowed(name)
}

/// Whether a short form may be of a name: it begins alike, and its capitals are initials
/// of words or letters of the name in their order.
pub fn fits(short: &str, name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut rest = lower.chars();
    let letters =
        || short.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    let begins = letters().next().is_some()
        && letters().next() == lower.chars().find(|letter| letter.is_alphanumeric());
    let capitals = short.chars().filter(|letter| letter.is_uppercase()).count();
    let several = name.contains([' ', '-']);
    begins && several && capitals > 1 && letters().all(|letter| rest.any(|found| found == letter))
}

/// The acronym of a name of three words or more that have a capital.
pub fn acronym(name: &str) -> Option<String> {
    let words = name.split([' ', '-']).filter(|word| !word.is_empty() && !UNCOUNTED.contains(word));
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    let capitals = initials.chars().all(char::is_uppercase);
    (capitals && initials.chars().count() >= 3).then_some(initials)
}

/// A short form without its stops: `H.S.B.` is `HSB`.
pub fn without_stops(short: &str) -> Cow<'_, str> {
    if short.contains('.') && short.is_all_caps() {
        Cow::Owned(short.replace('.', ""))
    } else {
        Cow::Borrowed(short)
    }
}

/// Whether the last words of a name may stand for all of it in the text: "the Army", but
/// not "the Council", of which there may be many.
pub fn may_stand_alone(ending: &str) -> bool {
    let classes = lexicon().classes(ending);
    let generic = classes
        .has(Classes::ORGANISATION_HEAD.with(Classes::ORGANISATION_OF).with(Classes::COMMON));
    ending.contains(' ')
        || classes.has(Classes::ORGANISATION)
        || !generic && !classes.has(Classes::SUFFIX)
}
