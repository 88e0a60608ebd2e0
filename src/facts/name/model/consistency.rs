//! Names that are written alike are names of the same: what the model found in most
//! places of a document holds in the others, too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::label::NameKind;
use super::observation::{Observations, Words};
use super::tagger::Found;
use crate::facts::lexicon::Classes;
use crate::facts::name::atom::ends_company;

/// Names of more tokens are not looked for elsewhere.
const MAX_TOKENS: usize = 10;

/// Names that begin with the same word and are looked for; it bounds the work.
const MAX_PHRASES: usize = 6;

/// The rule of what the rest of the document tells.
const AGREED: &str = "model elsewhere";

/// An occurrence that was not found is a name where at least this share of all was.
const SHARE: f32 = 0.5;

/// The kind that prevails has at least so many times the votes of one that it replaces.
const PREVAILING: f32 = 2.0;

/// A way of writing a name.
#[derive(Debug)]
struct Phrase {
    /// Where it was found first.
    tokens: Range<usize>,
    /// The sums of the scores of each kind.
    votes: [f32; NameKind::ALL.len()],
    /// How often it was found.
    found: usize,
    /// First tokens of the places where it stands and was not found.
    missed: Vec<usize>,
}

/// Makes the names of a document agree. `found` stays in order.
pub fn agree(seen: &Observations<'_>, found: &mut Vec<Found>) {
    let mut phrases = phrases_of(seen, found);
    find_missed(seen, found, &mut phrases);
    for name in found.iter_mut() {
        let phrase = phrase_of(seen, name, &phrases);
        if let Some(kind) = phrase.and_then(|phrase| prevailing(phrase, name.kind)) {
            name.kind = kind;
            name.rule = AGREED;
        }
    }
    let mut more: Vec<Found> = Vec::new();
    for phrase in phrases.values().flatten() {
        let all = phrase.found + phrase.missed.len();
        if phrase.found as f32 >= SHARE * all as f32 {
            let (kind, score) = strongest(&phrase.votes);
            let score = score / all as f32;
            let length = phrase.tokens.len();
            more.extend(phrase.missed.iter().map(|&first| Found {
                first,
                end: first + length,
                kind,
                score,
                rule: AGREED,
            }));
        }
    }
    found.append(&mut more);
    found.sort_by_key(|name| name.first);
}

/// The rule of a surname that is told by its full name.
const SURNAME: &str = "surname of a person";

/// Words that mean something by themselves.
const KNOWN: Classes = Classes::union(&[
    Classes::PLACE,
    Classes::GROUP,
    Classes::GIVEN,
    Classes::SURNAME,
    Classes::COMMON,
]);

/// A name from this score on keeps its kind, whatever its document tells of others.
const SURE: f32 = 0.9;

/// The rule of a short form that is told by the name of a company.
const SHORT_FORM: &str = "short form of a company";

/// A single word takes the kind of the longer name that it stands for, unless it is surely
/// something else or a longer name of something else has the word, too: what ends the full
/// name of a person of the document is that person; what a company's name has before
/// `Holdings` or `Inc.`, and is in no list, is that company.
pub fn name_families(seen: &Observations<'_>, found: &mut [Found]) {
    type Numbers = HashSet<u32, Words>;
    let token = |at: usize| seen.tokens().get(at);
    let word = |at: usize| token(at).map(|token| token.word);
    let is = |at: usize, classes| token(at).is_some_and(|token| token.classes.has(classes));
    let longer = |name: &&Found| name.end - name.first > 1;
    let (mut families, mut firms, mut others) =
        (Numbers::default(), Numbers::default(), Numbers::default());
    for name in found.iter().filter(longer) {
        let last = name.end - 1;
        match name.kind {
            NameKind::Person => families.extend(word(last)),
            _ => others.extend((name.first..name.end).filter_map(word)),
        }
        let firm = name.kind == NameKind::Organisation && ends_company(seen.word(last));
        if firm && name.first + 1 == last && !is(name.first, KNOWN) {
            firms.extend(word(name.first));
        }
    }
    for name in found.iter_mut().filter(|name| name.end - name.first == 1 && name.score < SURE) {
        let Some(word) = word(name.first) else { continue };
        let told = if families.contains(&word) && !others.contains(&word) {
            Some((NameKind::Person, SURNAME))
        } else if firms.contains(&word) && !families.contains(&word) {
            Some((NameKind::Organisation, SHORT_FORM))
        } else {
            None
        };
        if let Some((kind, rule)) = told.filter(|(kind, _)| *kind != name.kind) {
            (name.kind, name.rule) = (kind, rule);
        }
    }
}

/// The rule of a word that its document puts things in.
const LOCATED: &str = "place of the document";

/// A single word that was taken for a person is a place if the document says at least twice
/// that something is in it, that is for a good part of the word's occurrences, and if it is
/// no part of a person's longer name.
pub fn name_places(seen: &Observations<'_>, found: &mut [Found]) {
    const MIN_LOCATED: usize = 2;
    const MIN_SHARE: f32 = 0.15;
    let word = |token: usize| seen.tokens().get(token).map(|token| token.word);
    let mut counts: HashMap<u32, (usize, usize), Words> = HashMap::default();
    let mut persons: HashSet<u32, Words> = HashSet::default();
    for name in found.iter() {
        if name.end - name.first == 1 {
            if let Some(word) = word(name.first) {
                let (located, all) = counts.entry(word).or_default();
                *located += usize::from(is_located(seen, name.first));
                *all += 1;
            }
        } else if name.kind == NameKind::Person {
            // "Penon de Coron": what a particle ties may be the place that one is from.
            let tied =
                |at: &usize| *at > name.first && seen.word(at - 1).starts_with(char::is_lowercase);
            persons.extend((name.first..name.end).filter(|at| !tied(at)).filter_map(word));
        }
    }
    let is_place = |word: u32| {
        let (located, all) = counts.get(&word).copied().unwrap_or_default();
        located >= MIN_LOCATED
            && located as f32 >= MIN_SHARE * all as f32
            && !persons.contains(&word)
    };
    for name in found.iter_mut().filter(|name| name.end - name.first == 1) {
        if name.kind == NameKind::Person && word(name.first).is_some_and(is_place) {
            name.kind = NameKind::Place;
            name.rule = LOCATED;
        }
    }
}

/// The rule of a word that the lists know as one for a group of people.
const LISTED_GROUP: &str = "listed group";

/// A single word that was taken for an organisation is a group if the lists know it as a
/// religion, a people or one who belongs to one: `Muslim`, `Buddhists`.
pub fn name_groups(seen: &Observations<'_>, found: &mut [Found]) {
    let listed = |name: &Found| {
        let classes = seen.tokens().get(name.first).map(|token| token.classes);
        classes.is_some_and(|one| one.has(Classes::RELIGION) || one.has(Classes::DEMONYM))
    };
    let alone =
        |name: &&mut Found| name.end - name.first == 1 && name.kind == NameKind::Organisation;
    for name in found.iter_mut().filter(alone) {
        if listed(name) {
            name.kind = NameKind::Group;
            name.rule = LISTED_GROUP;
        }
    }
}

/// Whether something is said to be in what a single word names: `in Coron today`, `Coron is
/// in`; not `in Coron's`.
fn is_located(seen: &Observations<'_>, token: usize) -> bool {
    let sentence = seen.sentence_of(token);
    let inside = |at: usize| sentence.contains(&at);
    let before = token.checked_sub(1).filter(|&at| inside(at)).map(|at| seen.word(at));
    let behind =
        |offset: usize| if inside(token + offset) { seen.word(token + offset) } else { "" };
    let owner = matches!(behind(1), "'s" | "’s" | "'" | "’");
    let itself = matches!(behind(1), "is" | "was" | "lies")
        && matches!(
            (behind(2), behind(3)),
            ("in", "the") | ("on", "the") | ("located" | "situated", _)
        );
    matches!(before, Some("in" | "near" | "throughout")) && !owner || itself
}

type Phrases = HashMap<u32, Vec<Phrase>, Words>;

/// Whether the same words stand in both places.
fn are_alike(seen: &Observations<'_>, some: Range<usize>, other: Range<usize>) -> bool {
    let both = seen.tokens().get(some).zip(seen.tokens().get(other));
    both.is_some_and(|(some, other)| {
        some.len() == other.len()
            && some.iter().zip(other).all(|(some, other)| some.word == other.word)
    })
}

fn phrases_of(seen: &Observations<'_>, found: &[Found]) -> Phrases {
    let mut phrases = Phrases::default();
    for name in found.iter().filter(|name| name.end - name.first <= MAX_TOKENS) {
        let tokens = name.first..name.end;
        let Some(head) = seen.tokens().get(name.first).filter(|_| !tokens.is_empty()) else {
            continue;
        };
        let known = phrases.entry(head.word).or_default();
        let alike = |phrase: &Phrase| are_alike(seen, phrase.tokens.clone(), tokens.clone());
        let at = known.iter().position(alike);
        if at.is_none() && known.len() < MAX_PHRASES {
            known.push(Phrase { tokens, votes: Default::default(), found: 0, missed: Vec::new() });
        }
        let at = at.unwrap_or(known.len() - 1);
        if let Some(phrase) =
            known.get_mut(at).filter(|phrase| phrase.tokens.len() == name.end - name.first)
        {
            phrase.votes[name.kind as usize] += name.score;
            phrase.found += 1;
        }
    }
    for known in phrases.values_mut() {
        known.sort_by_key(|phrase| std::cmp::Reverse(phrase.tokens.len()));
    }
    phrases
}

fn phrase_of<'p>(
    seen: &Observations<'_>,
    name: &Found,
    phrases: &'p Phrases,
) -> Option<&'p Phrase> {
    let head = seen.tokens().get(name.first)?.word;
    let tokens = name.first..name.end;
    phrases.get(&head)?.iter().find(|it| are_alike(seen, it.tokens.clone(), tokens.clone()))
}

fn find_missed(seen: &Observations<'_>, found: &[Found], phrases: &mut Phrases) {
    let mut names = found.iter().peekable();
    let mut at = 0;
    while let Some(token) = seen.tokens().get(at) {
        while names.next_if(|name| name.end <= at).is_some() {}
        let limit = names.peek().map_or(usize::MAX, |name| name.first);
        if at >= limit {
            at = names.peek().map_or(at + 1, |name| name.end);
            continue;
        }
        let limit = limit.min(seen.sentence_of(at).end);
        let stands = |phrase: &&mut Phrase| {
            let end = at + phrase.tokens.len();
            end <= limit
                && are_alike(seen, at..end, phrase.tokens.clone())
                && (phrase.tokens.len() > 1 || is_name_by_itself(seen, at))
        };
        let phrase = phrases.get_mut(&token.word).and_then(|known| known.iter_mut().find(stands));
        match phrase {
            Some(phrase) => {
                phrase.missed.push(at);
                at += phrase.tokens.len();
            }
            None => at += 1,
        }
    }
}

/// Whether a word can be a name though it was not found to be one: not a common one, and
/// with a capital that no sentence's start explains.
fn is_name_by_itself(seen: &Observations<'_>, token: usize) -> bool {
    let classes = seen.tokens().get(token).map(|token| token.classes).unwrap_or_default();
    let common = classes.has(Classes::COMMON.with(Classes::FUNCTION).with(Classes::CALENDAR));
    classes.has(Classes::CAPITAL) && (!common || classes.has(Classes::ALL_CAPS))
}

fn strongest(votes: &[f32; NameKind::ALL.len()]) -> (NameKind, f32) {
    let mut best = (NameKind::Person, 0.0);
    for (kind, vote) in NameKind::ALL.into_iter().zip(votes) {
        if *vote > best.1 {
            best = (kind, *vote);
        }
    }
    best
}

/// The kind that a name ought to have instead of `kind`, if another prevails.
fn prevailing(phrase: &Phrase, kind: NameKind) -> Option<NameKind> {
    let (best, votes) = strongest(&phrase.votes);
    (best != kind && votes >= PREVAILING * phrase.votes[kind as usize]).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::reading::Reading;
    use crate::facts::testing::document;

    /// What the names of `text` become. Each is told with its occurrence (from 0), its
    /// kind and its score.
    fn agreed(text: &str, names: &[(&str, usize, NameKind, f32)]) -> Vec<(usize, NameKind)> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let seen = Observations::windows(text, &reading, &[]).next().expect("a window");
        let mut found: Vec<Found> = names
            .iter()
            .map(|&(name, occurrence, kind, score)| {
                let (at, _) = text.match_indices(name).nth(occurrence).expect("an occurrence");
                let tokens = seen.tokens_of(Span::new(at, at + name.len()));
                Found { first: tokens.start, end: tokens.end, kind, score, rule: "model" }
            })
            .collect();
        found.sort_by_key(|name| name.first);
        agree(&seen, &mut found);
        found
            .iter()
            .map(|name| (seen.span(name.first, name.end).start as usize, name.kind))
            .collect()
    }

    #[test]
    fn what_is_found_mostly_is_found_everywhere() {
        use NameKind::Organisation;
        let text = "We heard 6PR today. Then 6PR spoke. So did 6PR and others.";
        let found = agreed(text, &[("6PR", 0, Organisation, 0.9), ("6PR", 1, Organisation, 0.9)]);
        assert_eq!(found, [(9, Organisation), (25, Organisation), (43, Organisation)]);
    }

    #[test]
    fn the_kind_that_prevails_holds() {
        use NameKind::{Person, Place};
        let text = "Coron is old. Coron is green. Many see Coron.";
        let names = [("Coron", 0, Person, 0.4), ("Coron", 1, Place, 0.9), ("Coron", 2, Place, 0.9)];
        assert_eq!(agreed(text, &names), [(0, Place), (14, Place), (39, Place)]);
    }

    #[test]
    fn what_things_are_in_is_a_place() {
        use NameKind::{Person, Place};
        let told = |text: &str, names: &[&str]| {
            let document = document(text);
            let analysis = Analysis::new(&document, Span::new(0, text.len()));
            let reading = Reading::new(&analysis);
            let seen = Observations::windows(text, &reading, &[]).next().expect("a window");
            let found = |(at, name): (usize, &str)| {
                let tokens = seen.tokens_of(Span::new(at, at + name.len()));
                let (kind, score, rule) = (Person, 0.9, "model");
                Found { first: tokens.start, end: tokens.end, kind, score, rule }
            };
            let mut all: Vec<Found> =
                names.iter().flat_map(|name| text.match_indices(name)).map(found).collect();
            name_places(&seen, &mut all);
            all.iter().map(|name| name.kind).collect::<Vec<_>>()
        };
        let text = "Coron is in the west. Many fish in Coron today. We saw Coron.";
        assert_eq!(told(text, &["Coron"]), [Place; 3]);
        let text = "We heard Orla. In Orla we trust. They saw it in Orla's eyes.";
        assert_eq!(told(text, &["Orla"]), [Person; 3]);
    }

    #[test]
    fn common_words_and_other_names_are_left_alone() {
        use NameKind::{Organisation, Person};
        let text = "The Times of Ana Ruiz. Times change. Ana Ruiz Lopez came.";
        let found =
            agreed(text, &[("Times", 0, Organisation, 0.9), ("Ana Ruiz Lopez", 0, Person, 0.9)]);
        assert_eq!(found.len(), 2);
    }
}
