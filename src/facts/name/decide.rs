//! The kind of each candidate, from what the whole document tells.

use std::collections::{HashMap, HashSet};

use super::atom::{plain, short_form};
use super::evidence::{Evidence, context, inner};
use super::segment::{Candidate, Guess};
use super::{Mention, Origin};
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::reading::{Line, Reading};
use crate::facts::token::TokenKind;

/// The rule of names that are a number with capitals behind it (`6PR`).
pub const CALL_SIGN: &str = "call sign";

/// The least weight that makes an unknown word a name.
const THRESHOLD: f32 = 0.9;

/// All candidates of a document with their sentences.
pub struct Decision<'r, 'a> {
    reading: &'r Reading<'a>,
    candidates: Vec<(usize, Candidate)>,
    /// What was gathered for each unknown name.
    gathered: HashMap<&'r str, Evidence>,
    /// First and last words of persons' names.
    persons: HashSet<&'r str>,
    /// Names whose form tells their kind somewhere in the document.
    formed: HashMap<&'r str, Kind>,
}

impl<'r, 'a> Decision<'r, 'a> {
    /// Gathers what the candidates tell of each other.
    pub fn new(reading: &'r Reading<'a>, candidates: Vec<(usize, Candidate)>) -> Self {
        // Growing moves all that is there; about every second candidate is a new name.
        let names = candidates.len() / 2;
        let mut decision = Self {
            reading,
            gathered: HashMap::with_capacity(names),
            persons: HashSet::with_capacity(names),
            formed: HashMap::with_capacity(names),
            candidates,
        };
        decision.gather();
        decision.note_persons();
        decision
    }

    fn gather(&mut self) {
        for &(sentence, candidate) in &self.candidates {
            let line = self.reading.line(sentence);
            let name = line.slice(line.span(candidate.first, candidate.end));
            match candidate.guess {
                Guess::Unknown => {
                    let fresh = !self.gathered.contains_key(name);
                    let evidence = self.gathered.entry(name).or_default();
                    if fresh {
                        evidence.add(&inner(&line, &candidate));
                    }
                    evidence.add(&context(&line, &candidate));
                }
                Guess::Formed(kind) => {
                    self.formed.entry(name).or_insert(kind);
                    if kind == Kind::Organisation && short_form(name).len() < name.len() {
                        self.formed.entry(short_form(name)).or_insert(kind);
                    }
                    note_acronym(&line, &candidate, kind, &mut self.formed);
                }
                Guess::Listed(kind) => note_acronym(&line, &candidate, kind, &mut self.formed),
                Guess::Other => {}
            }
        }
    }

    /// Learns the words of persons' names of two words or more, and titled ones.
    fn note_persons(&mut self) {
        for &(sentence, candidate) in &self.candidates {
            let line = self.reading.line(sentence);
            let words = candidate.end - candidate.first;
            let sure = candidate.guess == Guess::Formed(Kind::Person);
            let likely = || {
                let name = line.slice(line.span(candidate.first, candidate.end));
                candidate.guess == Guess::Unknown
                    && words > 1
                    && self.best(name).is_some_and(|(kind, _)| kind == Some(Kind::Person))
            };
            if sure || likely() {
                self.persons.insert(line.word(candidate.end - 1));
                let first = line.word(candidate.first);
                if words > 1 && first.len() > 2 {
                    self.persons.insert(first);
                }
            }
        }
    }

    /// The best kind of an unknown name and its weight; no kind for something else.
    fn best(&self, name: &str) -> Option<(Option<Kind>, f32)> {
        let evidence = self.gathered.get(name)?;
        let weights = [
            (Some(Kind::Person), evidence.person),
            (Some(Kind::Place), evidence.place),
            (Some(Kind::Organisation), evidence.organisation),
            (None, evidence.other),
        ];
        weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The mentions, in order.
    pub fn mentions(&self) -> Vec<Mention> {
        let mention = |&(sentence, candidate): &(usize, Candidate)| {
            let line = self.reading.line(sentence);
            let span = line.span(candidate.first, candidate.end);
            let (kind, rule) = self.kind(&line, &candidate, line.slice(span))?;
            let title = candidate.title.map(|(first, end)| line.span(first, end));
            let sentence = u32::try_from(sentence).unwrap_or(u32::MAX);
            let origin = Origin { recogniser: "name", rule, score: None };
            Some(Mention { span, sentence, kind, origin, title })
        };
        self.candidates.iter().filter_map(mention).collect()
    }

    fn kind(
        &self,
        line: &Line<'_>,
        candidate: &Candidate,
        name: &str,
    ) -> Option<(Kind, &'static str)> {
        let single = candidate.end == candidate.first + 1;
        match candidate.guess {
            Guess::Other => None,
            Guess::Formed(kind) if line.kind(candidate.first) == Some(TokenKind::Number) => {
                Some((kind, CALL_SIGN))
            }
            Guess::Formed(kind) => Some((kind, "form")),
            Guess::Listed(kind) => {
                let located = candidate.first > 0
                    && line.reads_any(candidate.first - 1, &["in", "near", "from", "at"]);
                let person =
                    single && kind == Kind::Place && self.persons.contains(name) && !located;
                Some(if person { (Kind::Person, "shared name") } else { (kind, "list") })
            }
            Guess::Unknown => self.unknown(line, candidate, name, single),
        }
    }

    fn unknown(
        &self,
        line: &Line<'_>,
        candidate: &Candidate,
        name: &str,
        single: bool,
    ) -> Option<(Kind, &'static str)> {
        if let Some(kind) = self.formed.get(&*plain(name)) {
            return Some((*kind, "form elsewhere"));
        }
        if single && self.persons.contains(name) && !line.is(candidate.first, Classes::ALL_CAPS) {
            return Some((Kind::Person, "person elsewhere"));
        }
        let (kind, weight) = self.best(name)?;
        kind.filter(|_| weight >= THRESHOLD).map(|kind| (kind, "context"))
    }
}

/// Learns the short form in brackets behind a name: it is of the same kind.
fn note_acronym<'r>(
    line: &Line<'r>,
    candidate: &Candidate,
    kind: Kind,
    formed: &mut HashMap<&'r str, Kind>,
) {
    let at = candidate.end + 1;
    let bracketed = line.word(candidate.end) == "(" && line.word(at + 1) == ")";
    if bracketed && candidate.end > candidate.first + 1 && line.is(at, Classes::ALL_CAPS) {
        formed.entry(line.word(at)).or_insert(kind);
    }
}
