//! What a person belongs to: party and state, an organisation, a party's name.

use super::phrase::Phrase;
use super::scene::Scene;
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::token::Shape;

/// What is read of an affiliation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Affiliation {
    /// As it is written.
    Written(String),
    /// A mention, by its index in the scene.
    Mention(usize),
}

/// Roles that are over say nothing of today's affiliation.
const OVER: &[&str] = &["former", "ex", "retired", "late", "ex-", "then", "onetime", "one-time"];

/// Parties as tags shorten them.
const PARTIES: &[&str] = &[
    "R", "D", "I", "L", "G", "DFL", "Ind", "Lab", "Con", "LD", "SNP", "ALP", "LNP", "NDP", "DUP",
    "UUP", "SDLP", "PC", "BQ", "Rep", "Dem", "GOP",
];

/// The most tokens of a party tag.
const MAX_TAG: usize = 6;

/// Whether a word is party and state: `R-AR`, `D-N.Y.`.
pub fn is_party_tag(word: &str) -> bool {
    let tag = word.split_once(['-', '–']);
    tag.is_some_and(|(party, state)| PARTIES.contains(&party) && state.is_capitalised())
}

/// The affiliation of the person whose title and name are the tokens from `first` to
/// `end`, told beside the name.
pub fn beside(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<Affiliation> {
    party(scene, end).or_else(|| member_of(scene, end)).or_else(|| owner(scene, first))
}

/// `(R-AR)`, `, R-Ohio,`, `(Labour)`, `(Greenpeace)` behind a name.
fn party(scene: &Scene<'_, '_>, end: usize) -> Option<Affiliation> {
    let line = &scene.line;
    let (opened, at) = (line.word(end), end + 1);
    let closed = |at: usize| matches!(line.word(at), ")" | "]");
    if let Some(behind) = behind_tag(scene, end) {
        return Some(Affiliation::Written(scene.text(at, behind)));
    }
    if !matches!(opened, "(" | "[") {
        return None;
    }
    if PARTIES.contains(&line.word(at)) && closed(at + 1) {
        return Some(Affiliation::Written(line.word(at).to_string()));
    }
    let index = scene.mention_of(at)?;
    let mention = scene.mentions().get(index)?;
    let fits = match mention.kind {
        Kind::Organisation => true,
        Kind::Group => line.is(at, Classes::PARTY),
        _ => false,
    };
    let alone = scene.tokens(mention).0 == at && closed(scene.tokens(mention).1);
    (fits && alone).then_some(Affiliation::Mention(index))
}

/// Behind the party tag that a bracket or comma at `opened` begins: `(D-N.Y.)` may have
/// several tokens.
pub fn behind_tag(scene: &Scene<'_, '_>, opened: usize) -> Option<usize> {
    let line = &scene.line;
    let at = opened + 1;
    let closing = match line.word(opened) {
        "(" => ")",
        "[" => "]",
        "," => ",",
        _ => return None,
    };
    if !is_party_tag(line.word(at)) {
        return None;
    }
    let closed = (at + 1..at + MAX_TAG).find(|&at| line.word(at) == closing || at >= line.len());
    Some(closed.unwrap_or(at + 1))
}

/// "of Greenpeace", ", from the University of Leeds". With "at" and "with" it may be the
/// end of another clause.
fn member_of(scene: &Scene<'_, '_>, end: usize) -> Option<Affiliation> {
    let line = &scene.line;
    let at = if line.word(end) == "," { end + 1 } else { end };
    let from = at + 1 + usize::from(line.reads(at + 1, "the"));
    let index = scene.mention_of(from).filter(|_| line.reads_any(at, &["of", "from"]))?;
    let mention = scene.mentions().get(index)?;
    let (first, behind) = scene.tokens(mention);
    let whole = first == from && !line.is(behind, Classes::POSSESSIVE);
    (mention.kind == Kind::Organisation && whole).then_some(Affiliation::Mention(index))
}

/// "Greenpeace's NAME", "Labour MP NAME", "Republican Sen. NAME".
fn owner(scene: &Scene<'_, '_>, first: usize) -> Option<Affiliation> {
    let line = &scene.line;
    let before = first.checked_sub(1)?;
    let owned = line.is(before, Classes::POSSESSIVE);
    let at = if owned { before.checked_sub(1)? } else { before };
    let index = scene.mention_of(at)?;
    let mention = scene.mentions().get(index)?;
    let party = line.is(at, Classes::PARTY);
    let titled = line.is(first, Classes::TITLE);
    let fits = match mention.kind {
        Kind::Organisation => owned || titled,
        Kind::Group => party && titled && !owned,
        _ => false,
    };
    fits.then_some(Affiliation::Mention(index))
}

/// The organisation that a role is in, or else the country or party before it.
pub fn of_role(scene: &Scene<'_, '_>, role: Phrase) -> Option<Affiliation> {
    let line = &scene.line;
    let Phrase { first, end } = role;
    let over = (first..end.min(first + 2))
        .any(|at| line.reads_any(at, OVER) || line.word(at).starts_with("ex-"));
    if over {
        return None;
    }
    let within = || (first..end).filter_map(|at| scene.mention_of(at));
    let of_kind = |kind: Kind| {
        let is =
            |index: &usize| scene.mentions().get(*index).is_some_and(|found| found.kind == kind);
        within().find(is)
    };
    let party = |index: &usize| {
        let mention = scene.mentions().get(*index);
        mention.is_some_and(|mention| line.is(scene.tokens(mention).0, Classes::PARTY))
    };
    let organisation = of_kind(Kind::Organisation);
    let found = organisation.or_else(|| of_kind(Kind::Group).filter(party));
    found.or_else(|| before_role(scene, first)).map(Affiliation::Mention)
}

/// "Norway's trade minister", "Acme chief executive": whose name stands before the role.
fn before_role(scene: &Scene<'_, '_>, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let owned = scene.line.is(before, Classes::POSSESSIVE);
    let index = scene.mention_of(if owned { before.checked_sub(1)? } else { before })?;
    let kind = scene.mentions().get(index)?.kind;
    let fits = kind == Kind::Organisation || owned && kind == Kind::Place;
    fits.then_some(index)
}
