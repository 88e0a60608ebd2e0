//! What the words around and inside a candidate tell of its kind.

use super::segment::Candidate;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;
use crate::facts::token::Shape;

/// Weights for and against each kind; what is not said is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// For a person.
    pub person: f32,
    /// For a place.
    pub place: f32,
    /// For an organisation.
    pub organisation: f32,
    /// For something else.
    pub other: f32,
}

impl Evidence {
    /// Adds another's weights.
    pub fn add(&mut self, other: &Evidence) {
        self.person += other.person;
        self.place += other.place;
        self.organisation += other.organisation;
        self.other += other.other;
    }
}

/// What the words of the candidate tell.
pub fn inner(line: &Line<'_>, candidate: &Candidate) -> Evidence {
    let (first, end) = (candidate.first, candidate.end);
    let words = end - first;
    let mut evidence = if words > 1 { several(line, first, end) } else { single(line, first) };
    let common = (first..end).filter(|&at| is_plain_common(line, at)).count();
    evidence.other += 1.6 * common as f32 / words.max(1) as f32;
    if (first..end).all(|at| line.is(at, Classes::ALL_CAPS)) {
        let shouted = (first..end).any(|at| line.is(at, COMMON));
        evidence.other += if shouted { 2.0 } else { 0.0 };
        evidence.organisation += if words == 1 && line.word(first).len() <= 6 { 1.4 } else { 0.5 };
        evidence.person -= 1.5;
        evidence.place -= 0.5;
    }
    let mixed = (first..end).any(|at| has_inner_capital(line.word(at)));
    evidence.organisation += if mixed { 0.8 } else { 0.0 };
    evidence.other += if line.word(first).has_digit() { 0.8 } else { 0.0 };
    evidence
}

/// A name of several words is mostly a person's, unless it has common words.
fn several(line: &Line<'_>, first: usize, end: usize) -> Evidence {
    let last = end - 1;
    let mut evidence = Evidence { organisation: 0.5, ..Evidence::default() };
    let common = (first..end).any(|at| is_plain_common(line, at));
    let begins_common = is_plain_common(line, first);
    evidence.person += match (common, begins_common) {
        (false, _) => 1.2,
        (true, false) => 0.5,
        (true, true) => 0.0,
    };
    if line.is(first, Classes::GIVEN) {
        evidence.person += if begins_common { 0.8 } else { 2.0 };
    }
    if line.is(last, Classes::SURNAME) {
        evidence.person += if is_plain_common(line, last) { 1.0 } else { 1.2 };
    }
    let initials = (first..last).any(|at| is_initial(line.word(at)));
    let particle = !line.is(first, Classes::CAPITAL);
    evidence.person += if initials || particle { 1.5 } else { 0.0 };
    evidence.person -= if end - first > 4 { 1.5 } else { 0.0 };
    evidence
}

fn single(line: &Line<'_>, at: usize) -> Evidence {
    let mut evidence = Evidence { person: 0.3, place: 0.3, organisation: 0.3, other: 0.0 };
    evidence.person += if line.is(at, Classes::SURNAME) { 0.8 } else { 0.0 };
    evidence.person += if line.is(at, Classes::GIVEN) { 1.2 } else { 0.0 };
    evidence
}

/// What the words around the candidate tell.
pub fn context(line: &Line<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = before(line, candidate.first);
    evidence.add(&behind(line, candidate));
    evidence
}

fn before(line: &Line<'_>, first: usize) -> Evidence {
    let mut evidence = Evidence::default();
    let Some(at) = first.checked_sub(1) else { return evidence };
    match line.word(at) {
        "in" | "In" => evidence.place += 1.3,
        "near" | "Near" | "across" | "outside" | "throughout" => evidence.place += 1.5,
        "from" | "From" | "to" | "through" | "toward" | "towards" => evidence.place += 0.5,
        "at" | "At" => {
            evidence.place += 0.6;
            evidence.organisation += 0.6;
        }
        "of" => evidence.place += 0.2,
        "by" | "with" | "With" => evidence.person += 0.4,
        "the" | "The" => {
            evidence.organisation += 1.0;
            evidence.other += 0.5;
            evidence.person -= 2.0;
            evidence.place -= 0.3;
        }
        "a" | "an" | "A" | "An" => {
            evidence.other += 0.8;
            evidence.person -= 1.0;
        }
        "named" | "called" => evidence.person += 0.5,
        _ => {}
    }
    if line.is(at, Classes::HUMAN) && !line.is(at, Classes::CAPITAL) {
        evidence.person += 2.0;
    }
    if line.word(at) == "," && at > 0 && line.is(at - 1, Classes::HUMAN) {
        evidence.person += 1.0;
    }
    evidence
}

fn behind(line: &Line<'_>, candidate: &Candidate) -> Evidence {
    let mut evidence = Evidence::default();
    let at = candidate.end;
    if line.is(at, Classes::SAY) && !line.is(at, Classes::BASE) {
        evidence.person += 1.2;
        evidence.organisation += 0.4;
    }
    match line.word(at) {
        "," => behind_comma(line, at + 1, &mut evidence),
        "(" => behind_bracket(line, candidate, &mut evidence),
        "who" | "himself" | "herself" => evidence.person += 2.0,
        _ => {}
    }
    if line.is(at, Classes::HUMAN) && !line.is(at, Classes::CAPITAL) {
        evidence.organisation += 1.0;
        evidence.place += 0.2;
    }
    evidence
}

fn behind_comma(line: &Line<'_>, at: usize, evidence: &mut Evidence) {
    if line.is(at, Classes::PLACE) && !line.is(at + 1, Classes::CAPITAL) {
        evidence.place += 2.2;
    }
    if line.is(at, Classes::NUMBER) && line.word(at).len() <= 2 && line.word(at + 1) == "," {
        evidence.person += 2.5;
    }
    if line.word(at) == "who" {
        evidence.person += 2.0;
    }
    let article = line.reads_any(at, &["a", "an", "the", "former", "his", "her"]);
    let human =
        (at + 1..at + 5).any(|it| line.is(it, Classes::HUMAN) && !line.is(it, Classes::CAPITAL));
    if article && human {
        evidence.person += 2.0;
    }
}

fn behind_bracket(line: &Line<'_>, candidate: &Candidate, evidence: &mut Evidence) {
    let at = candidate.end + 1;
    if line.reads(at, "born")
        || line.is(at, Classes::NUMBER) && line.word(at).len() == 4 && line.word(at + 1) != ")"
    {
        evidence.person += 1.5;
    }
    if line.is(at, Classes::ALL_CAPS) && line.word(at + 1) == ")" {
        let initial = line.word(candidate.first).chars().next();
        if initial.is_some() && line.word(at).chars().next() == initial {
            evidence.organisation += 2.5;
        }
    }
    if is_party_tag(line.word(at)) {
        evidence.person += 3.0;
    }
}

/// Words that name nothing by themselves.
const COMMON: Classes = Classes::COMMON.with(Classes::FUNCTION).with(Classes::HUMAN);

/// A common word that is not in capitals.
fn is_plain_common(line: &Line<'_>, at: usize) -> bool {
    line.is(at, COMMON) && !line.is(at, Classes::ALL_CAPS)
}

/// `J.` or `J`.
pub fn is_initial(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && matches!(characters.as_str(), "" | ".")
}

fn has_inner_capital(word: &str) -> bool {
    let mut lower = false;
    !word.contains(['-', '\'', '’'])
        && !word.starts_with("Mc")
        && !word.starts_with("Mac")
        && word.chars().any(|c| {
            let inner = lower && c.is_uppercase();
            lower |= c.is_lowercase();
            inner
        })
}

/// `R-AR`, `D-N.Y.`: party and state.
pub fn is_party_tag(word: &str) -> bool {
    let Some((party, state)) = word.split_once('-') else { return false };
    matches!(
        party,
        "R" | "D" | "I" | "L" | "G" | "DFL" | "Ind" | "Lab" | "Con" | "LD" | "SNP" | "ALP"
    ) && state.chars().next().is_some_and(char::is_uppercase)
}
