//! Runs: the stretches of a sentence that names stand in.

use super::atom::{Atom, KNOWN, phrase_at};
use super::evidence::is_party_tag;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;
use crate::facts::token::Shape;

/// Atoms of a run; no name is longer. It bounds the work that follows.
const MAX_ATOMS: usize = 16;

/// How far behind a link the end of a name is looked for (tokens).
const LOOK_AHEAD: usize = 6;

/// Small words inside the names of persons.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "bin", "ibn", "al", "el", "la",
    "le", "du", "dos", "das", "ter", "ten", "zu", "bint", "ben", "abu", "y",
];

/// Organisations that are never "for" something.
const NEVER_FOR: &[&str] = &[
    "Party",
    "University",
    "College",
    "Congress",
    "Senate",
    "Parliament",
    "Army",
    "Church",
    "House",
    "Bank",
    "School",
    "League",
    "Assembly",
];

/// Particles that begin a name without a first name: "bin Laden", "van Gogh".
const LEADING_PARTICLES: &[&str] = &["bin", "ibn", "von", "van", "de"];

/// Neighbouring atoms that are one name or several.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// From left to right.
    pub atoms: Vec<Atom>,
    /// The first word is a common one that begins the sentence.
    pub weak_start: bool,
}

/// Finds the runs of one sentence.
pub struct RunFinder<'r> {
    line: Line<'r>,
    /// The first word: its capital says nothing.
    initial: usize,
}

impl<'r> RunFinder<'r> {
    /// For a sentence.
    pub fn new(line: Line<'r>) -> Self {
        let initial = (0..line.len()).find(|&index| line.is(index, Classes::WORD)).unwrap_or(0);
        Self { line, initial }
    }

    /// Gives the runs to `take`, from left to right. `attested` tells whether a word is
    /// written with a capital elsewhere, where no sentence begins.
    pub fn runs(&self, attested: impl Fn(&str) -> bool, mut take: impl FnMut(&Run)) {
        let mut run = Run::default();
        let mut at = 0;
        while at < self.line.len() {
            match self.start(at, &attested) {
                Some((first, weak_start)) => {
                    run.weak_start = weak_start;
                    run.atoms.clear();
                    run.atoms.push(first);
                    self.extend(&mut run, first.end);
                    at = run.atoms.last().map_or(at + 1, |last| last.end);
                    take(&run);
                }
                None => at += 1,
            }
        }
    }

    /// The atom that begins a run at `at`, and whether it is a common word.
    fn start(&self, at: usize, attested: &impl Fn(&str) -> bool) -> Option<(Atom, bool)> {
        let atom = self.atom(at)?;
        let quoted = at > 0 && self.opens_quotation(at - 1);
        if (at != self.initial && !quoted) || atom.is_phrase() || atom.is(Classes::ALL_CAPS) {
            return Some((atom, false));
        }
        if attested(self.line.word(at)) || atom.is(Classes::TITLE) && !atom.is(Classes::COMMON) {
            return Some((atom, false));
        }
        let next_is_name = self.atom(at + 1).is_some();
        if atom.is(Classes::COMMON.with(Classes::HUMAN).with(Classes::CUE)) {
            return next_is_name.then_some((atom, true));
        }
        let known = atom.is_known() || atom.is(Classes::GIVEN.with(Classes::SURNAME));
        (known || next_is_name || self.acts(at + 1)).then_some((atom, false))
    }

    /// Whether what stands at `at` says that a name may stand before it.
    fn acts(&self, at: usize) -> bool {
        self.line.is(at, Classes::AUXILIARY.with(Classes::SAY).with(Classes::POSSESSIVE))
    }

    fn opens_quotation(&self, at: usize) -> bool {
        matches!(self.line.word(at), "\"" | "“" | "«" | "‘" | ":" | "•" | "—")
    }

    /// The phrase or capitalised word at `at`, if a name may have it.
    fn atom(&self, at: usize) -> Option<Atom> {
        if at >= self.line.len() {
            return None;
        }
        if let Some(phrase) = phrase_at(&self.line, at) {
            let lower = !self.line.is(at, Classes::CAPITAL);
            return (!lower || phrase.is_known()).then_some(phrase);
        }
        let atom = Atom::word(&self.line, at);
        if !atom.is(Classes::CAPITAL) {
            return self.lower_atom(atom);
        }
        let single = self.line.word(at).len() == 1 || is_party_tag(self.line.word(at));
        let binds =
            atom.is(Classes::FUNCTION.with(Classes::CALENDAR)) && !atom.is_known() || single;
        // "US" is a country though "us" is a pronoun; "May Smith" is a woman.
        let given = atom.is(Classes::GIVEN.with(Classes::SURNAME))
            && atom.is(Classes::CALENDAR)
            && self.line.is(at + 1, Classes::SURNAME);
        (!binds || given).then_some(atom)
    }

    /// A word without a capital that a name begins with.
    fn lower_atom(&self, atom: Atom) -> Option<Atom> {
        let word = self.line.word(atom.first);
        let next = atom.first + 1;
        let plain = Classes::COMMON.with(Classes::FUNCTION).with(Classes::CALENDAR).with(KNOWN);
        let person = LEADING_PARTICLES.contains(&word)
            && self.line.is(next, Classes::CAPITAL)
            && !self.line.is(next, plain);
        if person {
            return Some(Atom { end: next + 1, classes: Classes::SURNAME, ..atom });
        }
        (atom.is_known() || starts_with_article(word)).then_some(atom)
    }

    /// Goes on with a run whose atoms end at `at`.
    fn extend(&self, run: &mut Run, mut at: usize) {
        while run.atoms.len() < MAX_ATOMS {
            if let Some(atom) = self.inner(at).filter(|atom| !self.closes(run, atom)) {
                at = atom.end;
                run.atoms.push(atom);
            } else if let Some((link, atom)) = self.linked(run, at) {
                at = atom.end;
                run.atoms.extend([link, atom]);
            } else {
                break;
            }
        }
    }

    /// Whether a name ended before the next word: "Bank of Japan Governor".
    fn closes(&self, run: &Run, next: &Atom) -> bool {
        let [.., link, last] = run.atoms.as_slice() else { return false };
        let of = link.link && self.line.reads(link.first, "of");
        of && last.is_known()
            && next.is(Classes::HUMAN)
            && !next.is(Classes::ORGANISATION_HEAD.with(Classes::TITLE))
    }

    /// An atom that goes on without a link: names, initials, `Jr.`, numerals.
    fn inner(&self, at: usize) -> Option<Atom> {
        let word = self.line.word(at);
        let initial = word.len() <= 2 && self.line.is(at, Classes::CAPITAL);
        if initial && self.atom(at + 1).is_some() {
            return Some(Atom::word(&self.line, at));
        }
        self.atom(at)
    }

    /// A link at `at` with the atom behind it, where both go on with the run's name.
    fn linked(&self, run: &Run, at: usize) -> Option<(Atom, Atom)> {
        let last = run.atoms.last()?;
        let word = self.line.word(at);
        let behind = |end: usize| self.atom(end).map(|atom| (Atom::link(at, end), atom));
        if word == "&" {
            return behind(at + 1);
        }
        if PARTICLES.contains(&word) {
            let end = if PARTICLES.contains(&self.line.word(at + 1)) { at + 2 } else { at + 1 };
            return behind(end).filter(|_| !last.is_known() || last.is(Classes::GIVEN));
        }
        if matches!(word, "of" | "for" | "on") {
            let the = usize::from(self.line.reads(at + 1, "the"));
            let takes = last.is(Classes::ORGANISATION_OF) && self.binds(last, word);
            return behind(at + 1 + the).filter(|(_, atom)| takes && !atom.is(Classes::CALENDAR));
        }
        if word == "and" {
            return behind(at + 1).filter(|(_, atom)| self.and_joins(run, atom));
        }
        if self.line.is(at, Classes::POSSESSIVE) || matches!(word, "'" | "’") {
            let owner = last.is(Classes::COMMON.with(Classes::TITLE).with(Classes::HUMAN))
                || run.atoms.len() > 1 && self.is_saint(run);
            return behind(at + 1).filter(|(_, atom)| owner && self.ends_in_head(atom.first));
        }
        None
    }

    /// Whether a name goes on with this preposition behind the word that heads it:
    /// "Committee on Trade", but not "the Labour Party for ten years".
    fn binds(&self, head: &Atom, preposition: &str) -> bool {
        let head = self.line.word(head.end.saturating_sub(1));
        match preposition {
            "of" => true,
            "on" => matches!(head, "Council" | "Committee" | "Commission" | "Institute"),
            _ => !NEVER_FOR.contains(&head),
        }
    }

    fn is_saint(&self, run: &Run) -> bool {
        run.atoms.iter().any(|atom| matches!(self.line.word(atom.first), "St." | "St" | "Saint"))
    }

    /// "Health and Human Services", "Ways and Means Committee": common words on both
    /// sides, inside a name that began with "of" or ends with an organisation's word.
    fn and_joins(&self, run: &Run, next: &Atom) -> bool {
        let common =
            |atom: &Atom| atom.is(Classes::COMMON.with(Classes::PORTFOLIO)) && !atom.is_known();
        let within = run.atoms.iter().any(|atom| atom.link && self.line.word(atom.first) == "of");
        let last = run.atoms.last().is_some_and(common);
        last && common(next) && (within || self.ends_in_head(next.first))
    }

    /// Whether the capitalised words from `at` on end in an organisation's word.
    fn ends_in_head(&self, at: usize) -> bool {
        let behind = (at..at + LOOK_AHEAD).find(|&it| !self.line.is(it, Classes::CAPITAL));
        let last = behind.unwrap_or(at + LOOK_AHEAD).saturating_sub(1);
        last >= at && self.line.is(last, Classes::ORGANISATION_HEAD)
    }
}

/// Whether a word begins with the Arabic article and a capital (`al-Assad`).
fn starts_with_article(word: &str) -> bool {
    let rest = word.strip_prefix("al-").or_else(|| word.strip_prefix("el-"));
    rest.is_some_and(|rest| rest.is_capitalised())
}
