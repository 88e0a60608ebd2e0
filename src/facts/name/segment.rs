//! Runs → candidates: where one name ends and the next begins, and what the words
//! themselves tell of its kind.

use super::atom::{Atom, KNOWN};
use super::run::Run;
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;
use crate::facts::token::TokenKind;

/// A stretch that may be a name.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// First token in its sentence.
    pub first: usize,
    /// Behind its last token.
    pub end: usize,
    /// What is known of its kind.
    pub guess: Guess,
    /// The tokens of the title before it.
    pub title: Option<(usize, usize)>,
}

/// What the words of a candidate tell of its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Guess {
    /// It is in the lists.
    Listed(Kind),
    /// Its form tells (`Ministry of Health`, `Barrack Street`, `Senator Cotton`).
    Formed(Kind),
    /// An event, a law, a work: none of the kinds.
    Other,
    /// The context must tell.
    Unknown,
}

/// The longest name of a person (atoms).
const MAX_PERSON_ATOMS: usize = 6;

/// Cuts the runs of one sentence.
pub struct Segmenter<'r> {
    line: Line<'r>,
}

impl<'r> Segmenter<'r> {
    /// For a sentence.
    pub fn new(line: Line<'r>) -> Self {
        Self { line }
    }

    /// Appends the candidates of a run.
    pub fn cut(&self, run: &Run, candidates: &mut Vec<Candidate>) {
        let mut atoms = run.atoms.as_slice();
        if run.weak_start && !self.is_headed(atoms) && !self.titled(atoms) {
            atoms = atoms.get(1..).unwrap_or_default();
        }
        self.name(atoms, candidates);
    }

    fn titled(&self, atoms: &[Atom]) -> bool {
        atoms.iter().any(|atom| atom.is(Classes::TITLE))
    }

    /// The last word of an atom.
    fn last_word(&self, atom: &Atom) -> Classes {
        self.line.classes(atom.end.saturating_sub(1))
    }

    /// A run, or a part of one: as a whole, around a title, or piece by piece.
    fn name(&self, atoms: &[Atom], candidates: &mut Vec<Candidate>) {
        let atoms = trim_links(atoms);
        let [first, .., last] = atoms else {
            return self.pieces(atoms, candidates);
        };
        let title = self.title_in(atoms);
        if title.is_none()
            && let Some(guess) = self.whole(atoms)
        {
            let first = self.with_ordinal(first.first, guess);
            candidates.push(Candidate { first, end: last.end, guess, title: None });
            return;
        }
        match title {
            Some((from, to)) => self.around_title(atoms, from, to, candidates),
            None => self.pieces(atoms, candidates),
        }
    }

    /// The first token with the ordinal before a unit's name (`65th Air Division`).
    fn with_ordinal(&self, first: usize, guess: Guess) -> usize {
        let before = first.checked_sub(1).filter(|_| guess == Guess::Formed(Kind::Organisation));
        let ordinal = before.filter(|&at| self.line.kind(at) == Some(TokenKind::Ordinal));
        ordinal.unwrap_or(first)
    }

    /// Whether the form of the whole tells an organisation or a place.
    fn is_headed(&self, atoms: &[Atom]) -> bool {
        matches!(self.whole(trim_links(atoms)), Some(Guess::Formed(_) | Guess::Other))
    }

    /// What the first and last words tell of a name of two atoms or more.
    fn whole(&self, atoms: &[Atom]) -> Option<Guess> {
        let [first, .., last] = atoms else { return None };
        let ends = self.last_word(last);
        let organisation = Some(Guess::Formed(Kind::Organisation));
        if ends.has(Classes::SUFFIX) {
            return organisation;
        }
        let link = atoms.iter().position(|atom| atom.link && self.links_of(atom));
        if let Some(head) = link.and_then(|link| atoms.get(link.checked_sub(1)?))
            && self.last_word(head).has(Classes::ORGANISATION_OF)
        {
            return organisation;
        }
        if first.is(Classes::GIVEN) && !first.is_known() && self.person_throughout(atoms) {
            return None;
        }
        if ends.has(Classes::ORGANISATION_HEAD) && !last.is(Classes::GROUP) {
            return organisation;
        }
        if ends.has(Classes::OTHER_HEAD) {
            return Some(Guess::Other);
        }
        if ends.has(Classes::PLACE_HEAD)
            || first.is(Classes::PLACE_START)
                && !first.is(Classes::ORGANISATION)
                && !first.is(Classes::TITLE)
                && atoms.len() < 4
        {
            return Some(Guess::Formed(Kind::Place));
        }
        if first.is(Classes::DIRECTION) && last.is(Classes::PLACE) && atoms.len() == 2 {
            return Some(Guess::Formed(Kind::Place));
        }
        None
    }

    fn links_of(&self, link: &Atom) -> bool {
        matches!(self.line.word(link.first), "of" | "for" | "on")
    }

    /// Whether every word is one of persons' names.
    fn person_throughout(&self, atoms: &[Atom]) -> bool {
        let rest = atoms.get(1..).unwrap_or_default();
        rest.iter().all(|atom| {
            atom.is(Classes::SURNAME.with(Classes::GIVEN))
                && !self.last_word(atom).has(Classes::SUFFIX)
        })
    }

    /// The titles in a run that a name follows: from the first to behind the last of
    /// those that stand together.
    fn title_in(&self, atoms: &[Atom]) -> Option<(usize, usize)> {
        let is_title = |index: usize| {
            atoms.get(index).is_some_and(|atom| atom.is(Classes::TITLE) && !atom.is(Classes::GIVEN))
        };
        let last = (0..atoms.len().saturating_sub(1)).rev().find(|&index| is_title(index))?;
        let first = (0..last).rev().take_while(|&index| is_title(index)).last().unwrap_or(last);
        let behind = atoms.get(last + 1..).unwrap_or_default();
        if behind.first().is_some_and(|atom| atom.link) {
            return None;
        }
        // "King George Street", "Prince William County", "General Motors Company"
        let ends = behind.last().map(|atom| self.last_word(atom)).unwrap_or_default();
        let heads = Classes::ORGANISATION_HEAD.with(Classes::PLACE_HEAD).with(Classes::SUFFIX);
        let whole = ends.has(heads) && !ends.has(Classes::SURNAME.with(Classes::GIVEN));
        (!whole).then_some((first, last + 1))
    }

    fn around_title(
        &self,
        atoms: &[Atom],
        from: usize,
        to: usize,
        candidates: &mut Vec<Candidate>,
    ) {
        self.name(atoms.get(..from).unwrap_or_default(), candidates);
        let person = trim_links(atoms.get(to..).unwrap_or_default());
        let title = atoms.get(from..to).unwrap_or_default();
        let span = title.first().zip(title.last()).map(|(first, last)| (first.first, last.end));
        let length = person.len().min(MAX_PERSON_ATOMS);
        let taken = trim_links(person.get(..length).unwrap_or_default());
        if let (Some(first), Some(last)) = (taken.first(), taken.last()) {
            let listed = taken.len() == 1
                && first.is(KNOWN)
                && !first.is(Classes::SURNAME.with(Classes::GIVEN));
            let guess = if listed { listed_kind(first) } else { Guess::Formed(Kind::Person) };
            let title = span.filter(|_| !listed);
            candidates.push(Candidate { first: first.first, end: last.end, guess, title });
        }
    }

    /// From left to right: names that the lists know, persons, and stretches of
    /// unknown words.
    fn pieces(&self, atoms: &[Atom], candidates: &mut Vec<Candidate>) {
        let mut at = 0;
        while let Some(atom) = atoms.get(at) {
            let rest = atoms.get(at..).unwrap_or_default();
            let length = self.piece(atom, rest, candidates).max(1);
            at += length;
        }
    }

    /// Takes the piece that begins with `atom`; how many atoms it has.
    fn piece(&self, atom: &Atom, rest: &[Atom], candidates: &mut Vec<Candidate>) -> usize {
        let mut push = |length: usize, guess| {
            if let Some(last) = rest.get(length.saturating_sub(1)) {
                let (first, end) = (atom.first, last.end);
                candidates.push(Candidate { first, end, guess, title: None });
            }
            length
        };
        if atom.link || atom.is(Classes::OTHER) && !atom.is_known() {
            return 1;
        }
        if atom.is_known() && !self.begins_person(atom, rest) {
            let length = self.team_length(atom, rest);
            if length > 1 {
                return push(length, Guess::Formed(Kind::Organisation));
            }
            return push(1, listed_kind(atom));
        }
        if atom.is(Classes::TITLE) && !atom.is(Classes::GIVEN.with(Classes::SURNAME)) {
            return 1;
        }
        let length = self.unknown_length(rest);
        let taken = trim_links(rest.get(..length).unwrap_or_default());
        let guess = self.whole(taken).unwrap_or(Guess::Unknown);
        push(taken.len().max(1), guess).max(length)
    }

    /// Whether a place or group is rather the first name of what follows.
    fn begins_person(&self, atom: &Atom, rest: &[Atom]) -> bool {
        let next = rest.get(1);
        let name = !atom.is_phrase() && atom.is(Classes::GIVEN.with(Classes::SURNAME));
        name && next.is_some_and(|next| {
            !next.link && !next.is(Classes::COMMON.with(Classes::TITLE).with(KNOWN))
                || next.is(Classes::SURNAME)
        })
    }

    /// Atoms of a team's name that begins with its place (`Dallas Mavericks`).
    fn team_length(&self, atom: &Atom, rest: &[Atom]) -> usize {
        let next = rest.get(1).filter(|_| rest.len() == 2 && atom.is(Classes::PLACE));
        let team = next.is_some_and(|next| {
            let word = self.line.word(next.first);
            !next.is(Classes::COMMON.with(KNOWN).with(Classes::GIVEN).with(Classes::SURNAME))
                && word.len() > 4
                && word.ends_with('s')
        });
        if team { 2 } else { 1 }
    }

    /// Atoms that go on as one unknown name: up to one that the lists know.
    fn unknown_length(&self, rest: &[Atom]) -> usize {
        let goes_on = |atom: &&Atom| {
            atom.link
                || !atom.is(KNOWN.with(Classes::TITLE).with(Classes::OTHER))
                || !atom.is_phrase() && atom.is(Classes::SURNAME.with(Classes::GIVEN))
        };
        1 + rest.iter().skip(1).take_while(goes_on).count()
    }
}

/// The kind that the lists tell.
fn listed_kind(atom: &Atom) -> Guess {
    let kinds = [
        (Classes::PLACE, Kind::Place),
        (Classes::ORGANISATION, Kind::Organisation),
        (Classes::GROUP, Kind::Group),
    ];
    let kind = kinds.iter().find(|(classes, _)| atom.is(*classes));
    kind.map_or(Guess::Unknown, |(_, kind)| Guess::Listed(*kind))
}

/// The atoms without links at their ends.
fn trim_links(mut atoms: &[Atom]) -> &[Atom] {
    while let [rest @ .., last] = atoms
        && last.link
    {
        atoms = rest;
    }
    while let [first, rest @ ..] = atoms
        && first.link
    {
        atoms = rest;
    }
    atoms
}
