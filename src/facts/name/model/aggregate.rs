//! What a first labelling of the whole document tells of each token: the labels that its
//! word and its name got elsewhere (two-stage prediction aggregation: Krishnan and Manning
//! 2006).

use std::collections::HashMap;

use super::label::{Label, NameKind, OUTSIDE, Place, spans_of};

/// Of each token what the first labelling tells, to make features of.
#[derive(Clone, Debug, Default)]
pub struct Aggregates {
    tokens: Vec<Aggregate>,
}

/// What the first labelling tells of one token. Each is a number without further meaning;
/// 0 where it tells nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aggregate {
    /// The label that it got.
    pub own: Label,
    /// Which kind its word got most often, and how often.
    pub word: u8,
    /// Place and kind in a name of which the same words were found here or elsewhere, and
    /// how often they were.
    pub phrase: u16,
    /// Place and kind in the longest name with this word.
    pub longest: u16,
}

/// Names of more tokens are not looked for elsewhere.
const MAX_PHRASE: usize = 10;

/// Names that begin with the same word and are looked for.
const MAX_PHRASES: usize = 6;

/// The kinds, and outside.
const KINDS: usize = NameKind::ALL.len() + 1;

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<u32>,
    /// Occurrences of the words, whatever label they got.
    occurrences: u16,
    /// How often they were found to be a name of each kind.
    votes: [u16; NameKind::ALL.len()],
}

/// A kind with the strongest votes, and these.
fn strongest(votes: &[u16]) -> (usize, u16) {
    let mut best = (0, 0);
    for (index, &count) in votes.iter().enumerate() {
        if count > best.1 {
            best = (index, count);
        }
    }
    best
}

/// 3 for all, 2 for most, 1 for at least half, 0 for less.
fn share(part: u16, whole: u16) -> u8 {
    let (part, whole) = (u32::from(part), u32::from(whole).max(1));
    match () {
        () if part >= whole => 3,
        () if part * 4 >= whole * 3 => 2,
        () if part * 2 >= whole => 1,
        () => 0,
    }
}

/// 0 for one, 1 for two or three, 2 for more.
fn often(count: u16) -> u8 {
    match count {
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    }
}

impl Aggregates {
    /// From the labels of all tokens and the words that they are of (numbers that are the
    /// same for the same word, all below `words`).
    pub fn new(labels: &[Label], word_of: &[u32], words: usize) -> Self {
        let spans = spans_of(labels);
        let mut tokens: Vec<Aggregate> =
            labels.iter().map(|&own| Aggregate { own, ..Aggregate::default() }).collect();
        note_words(labels, word_of, words, &mut tokens);
        note_longest(&spans, word_of, words, &mut tokens);
        note_phrases(&spans, word_of, &mut tokens);
        Self { tokens }
    }

    /// What is told of a token; nothing where there is no such token.
    pub fn of(&self, token: usize) -> Aggregate {
        self.tokens.get(token).copied().unwrap_or_default()
    }
}

fn note_words(labels: &[Label], word_of: &[u32], words: usize, tokens: &mut [Aggregate]) {
    let mut votes = vec![[0u16; KINDS]; words];
    for (label, &word) in labels.iter().zip(word_of) {
        let kind = label.kind().map_or(KINDS - 1, |kind| kind as usize);
        if let Some(vote) = votes.get_mut(word as usize).and_then(|votes| votes.get_mut(kind)) {
            *vote = vote.saturating_add(1);
        }
    }
    for (token, &word) in tokens.iter_mut().zip(word_of) {
        let Some(votes) = votes.get(word as usize) else { continue };
        let total = votes.iter().fold(0u16, |sum, vote| sum.saturating_add(*vote));
        if total > 1 {
            let (kind, count) = strongest(votes);
            token.word = 1 + kind as u8 + 8 * share(count, total) + 32 * often(total);
        }
    }
}

fn note_longest(spans: &[(usize, usize, NameKind)], word_of: &[u32], words: usize, tokens: &mut [Aggregate]) {
    let mut longest: Vec<(u8, Label)> = vec![(0, OUTSIDE); words];
    for &(first, end, kind) in spans {
        let length = u8::try_from(end - first).unwrap_or(u8::MAX);
        for (index, word) in word_of.get(first..end).into_iter().flatten().enumerate() {
            if let Some(slot) = longest.get_mut(*word as usize).filter(|slot| slot.0 < length) {
                *slot = (length, Label::new(Place::of(index, end - first), kind));
            }
        }
    }
    for (token, &word) in tokens.iter_mut().zip(word_of) {
        if let Some((length, label)) = longest.get(word as usize) {
            token.longest = label.index() as u16 + 64 * u16::from((*length).min(4));
        }
    }
}

fn note_phrases(spans: &[(usize, usize, NameKind)], word_of: &[u32], tokens: &mut [Aggregate]) {
    let mut phrases: HashMap<u32, Vec<Phrase>> = HashMap::new();
    for &(first, end, kind) in spans.iter().filter(|(first, end, _)| end - first <= MAX_PHRASE) {
        let Some(words) = word_of.get(first..end) else { continue };
        let Some(&head) = words.first() else { continue };
        let known = phrases.entry(head).or_default();
        let at = known.iter().position(|phrase| phrase.words == words);
        let at = at.unwrap_or_else(|| {
            if known.len() < MAX_PHRASES {
                known.push(Phrase { words: words.to_vec(), occurrences: 0, votes: Default::default() });
            }
            known.len() - 1
        });
        if let Some(phrase) = known.get_mut(at).filter(|phrase| phrase.words == words) {
            phrase.votes[kind as usize] = phrase.votes[kind as usize].saturating_add(1);
        }
    }
    phrases.values_mut().for_each(|known| known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len())));
    let mut found: Vec<(usize, u32, usize)> = Vec::new();
    let mut at = 0;
    while at < word_of.len() {
        let head = word_of[at];
        let known = phrases.get_mut(&head);
        let hit = known.and_then(|known| {
            let index = known.iter().position(|phrase| {
                word_of.get(at..at + phrase.words.len()) == Some(phrase.words.as_slice())
            })?;
            let phrase = known.get_mut(index)?;
            phrase.occurrences = phrase.occurrences.saturating_add(1);
            Some((index, phrase.words.len()))
        });
        match hit {
            Some((index, length)) => {
                found.push((at, head, index));
                at += length;
            }
            None => at += 1,
        }
    }
    for (first, head, index) in found {
        let Some(phrase) = phrases.get(&head).and_then(|known| known.get(index)) else { continue };
        let (kind, count) = strongest(&phrase.votes);
        let kind = NameKind::ALL[kind];
        let length = phrase.words.len();
        let weight = u16::from(share(count, phrase.occurrences) + 4 * often(phrase.occurrences));
        for (index, token) in tokens.get_mut(first..first + length).into_iter().flatten().enumerate() {
            token.phrase = Label::new(Place::of(index, length), kind).index() as u16 + 64 * weight;
        }
    }
}
