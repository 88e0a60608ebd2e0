//! The features of the linear chain: what is seen at a token and around it, each as one
//! number.
//!
//! They are of three sorts, so that what is summed up once serves wherever it occurs again:
//! those of a word alone, whatever stands beside it; those of a run of capitalised words;
//! and those of a token's setting, which have few values. Pairs of words are left to the
//! network.

use std::collections::HashMap;
use std::ops::Range;

use super::form::{Form, Parts};
use super::label::{Label, OUTSIDE};
use super::observation::{Observations, Seen, Words};
use super::stretch::stretches;
use crate::facts::lexicon::Classes;

/// Makes the features of one document.
#[derive(Debug)]
pub struct Features<'s, 't> {
    seen: &'s Observations<'t>,
    /// Of each word of the document.
    forms: Vec<Form>,
    /// Of each word a number that is the same however its case.
    groups: Vec<u32>,
    /// How many such numbers there are.
    group_count: usize,
    /// Of each word what the whole document tells of it.
    known: Vec<Known>,
    /// Of each token the run of capitalised words that it stands in.
    runs: Vec<Run>,
}

/// What a document tells of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Occurrences of the word in lower case, if this is one with a capital.
    small: u16,
    /// Occurrences where a capital is not due to the start of a sentence.
    inner: u16,
    /// How often the rules made a name of each kind of it.
    kinds: [u16; 4],
}

/// A run of capitalised words, bound by small ones.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Run {
    first: u32,
    end: u32,
}

/// No longer runs are made (tokens).
const MAX_RUN: usize = 12;

/// How far from its word a feature stands, in tokens before and behind.
pub const REACH: usize = 2;

/// The places that a feature of a word can stand at.
pub const OFFSETS: usize = 2 * REACH + 1;

/// The feature that every token has.
pub const ALWAYS: u32 = mix(1000, 0);

const fn mix(template: u32, value: u32) -> u32 {
    let mixed = (value ^ template.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35)
}

const fn mix2(template: u32, first: u32, second: u32) -> u32 {
    mix(mix(template, first).rotate_left(7), second)
}

impl<'s, 't> Features<'s, 't> {
    /// Looks at the whole document.
    pub fn new(seen: &'s Observations<'t>) -> Self {
        let forms: Vec<Form> = seen.words().iter().map(|word| Form::new(word)).collect();
        let mut numbers: HashMap<u32, u32, Words> =
            HashMap::with_capacity_and_hasher(forms.len(), Words::default());
        let mut number = |form: &Form| {
            let fresh = numbers.len() as u32;
            *numbers.entry(form.lower).or_insert(fresh)
        };
        let groups = forms.iter().map(&mut number).collect();
        let group_count = numbers.len();
        let known = vec![Known::default(); forms.len()];
        let mut features = Self { seen, known, forms, groups, group_count, runs: Vec::new() };
        features.runs = features.find_runs();
        features.learn();
        features
    }

    /// What the features are of.
    pub fn seen(&self) -> &'s Observations<'t> {
        self.seen
    }

    /// The stretches that are worth labelling.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        stretches(self.seen, |token| {
            self.forms.get(token.word as usize).is_some_and(|form| form.capital)
        })
    }

    fn form(&self, token: usize) -> &Form {
        let token = self.seen.tokens().get(token);
        token.and_then(|token| self.forms.get(token.word as usize)).unwrap_or(&Form::NONE)
    }

    fn token(&self, token: usize) -> Option<&Seen> {
        self.seen.tokens().get(token)
    }

    fn rules(&self, sentence: &Range<usize>, token: Option<usize>) -> Label {
        let token = token.filter(|token| sentence.contains(token));
        token.and_then(|token| self.token(token)).map_or(OUTSIDE, |token| token.rules)
    }

    /// What the document tells of its words.
    fn learn(&mut self) {
        let mut small = vec![0u16; self.group_count];
        for token in self.seen.tokens() {
            let word = token.word as usize;
            let Some((form, group)) = self.forms.get(word).zip(self.groups.get(word)) else {
                continue;
            };
            if let Some(count) = small.get_mut(*group as usize).filter(|_| form.small) {
                *count = count.saturating_add(1);
            }
        }
        for sentence in self.seen.sentences() {
            for index in sentence.clone() {
                let Some(token) = self.seen.tokens().get(index).copied() else { continue };
                if !self.form(index).capital {
                    continue;
                }
                let Some(known) = self.known.get_mut(token.word as usize) else { continue };
                let group = self
                    .groups
                    .get(token.word as usize)
                    .map_or(usize::MAX, |group| *group as usize);
                known.small = small.get(group).copied().unwrap_or_default();
                known.inner = known.inner.saturating_add(u16::from(index > sentence.start));
                if let Some(count) =
                    token.rules.kind().and_then(|kind| known.kinds.get_mut(kind as usize))
                {
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    fn is_number(&self, token: usize) -> bool {
        self.token(token).is_some_and(|token| token.classes.has(Classes::NUMBER))
    }

    fn find_runs(&self) -> Vec<Run> {
        let mut runs = vec![Run::default(); self.seen.tokens().len()];
        for sentence in self.seen.sentences() {
            let mut at = sentence.start;
            while at < sentence.end {
                let run = self.run_at(at, sentence.end);
                if let Some(slots) = runs.get_mut(at..run.end as usize) {
                    slots.fill(run);
                }
                at = (run.end as usize).max(at + 1);
            }
        }
        runs
    }

    /// The run that begins at a token; one without tokens where none does.
    fn run_at(&self, first: usize, limit: usize) -> Run {
        let capital = |at: usize| at < limit && self.form(at).capital;
        let mut end = first;
        // "6PR", "65th Air Division", "30 Seconds to Mars": a number may begin a name.
        if self.is_number(first) && capital(first + 1) {
            end += 1;
        }
        while end - first < MAX_RUN {
            if capital(end) {
                end += 1;
            } else if end > first && capital(end + 1) && self.binds(end) {
                end += 2;
            } else if end > first && capital(end + 2) && self.binds(end) && self.binds(end + 1) {
                end += 3;
            } else {
                break;
            }
        }
        Run { first: first as u32, end: end as u32 }
    }

    /// Whether a small word may stand inside a name.
    fn binds(&self, token: usize) -> bool {
        matches!(
            self.seen.word(token),
            "of" | "the"
                | "and"
                | "for"
                | "&"
                | "'s"
                | "’s"
                | "de"
                | "la"
                | "van"
                | "von"
                | "der"
                | "du"
                | "bin"
                | "al"
                | "-"
                | "on"
                | "in"
                | "."
                | "da"
                | "di"
                | "del"
        ) && !matches!(self.seen.word(token), "in" | "and")
    }

    /// The features of the word of a token alone, seen from `offset` tokens away.
    pub fn of_word(&self, token: usize, offset: isize, out: &mut Vec<u32>) {
        let form = self.form(token);
        let classes = self.token(token).map(|token| token.classes).unwrap_or_default();
        let base = 100 * (offset + 3) as u32;
        let mut push = |template: u32, value: u32| out.push(mix(base + template, value));
        push(1, form.lower);
        if offset.unsigned_abs() == REACH {
            return;
        }
        push(2, form.short_shape);
        push_classes(classes, |bit| push(3, bit));
        if offset != 0 {
            push(12, form.ending);
            return;
        }
        let parts = Parts::new(self.seen.word(token));
        push(4, parts.exact);
        push(5, parts.shape);
        for (length, prefix) in parts.prefixes.iter().enumerate().skip(1) {
            push(20 + length as u32, *prefix);
        }
        for (length, suffix) in parts.suffixes.iter().enumerate() {
            push(30 + length as u32, *suffix);
        }
    }

    /// What stands for a word beyond the ends of a sentence.
    pub fn of_edge(&self, offset: isize, out: &mut Vec<u32>) {
        out.push(mix(100 * (offset + 3) as u32, 0));
    }

    /// The features of a token that have few values: how it is written, where it stands,
    /// what the lists and the rules say.
    pub fn of_setting(&self, token: usize, out: &mut Vec<u32>) {
        let sentence = self.seen.sentence_of(token);
        let here = self.form(token);
        let shape =
            |offset| self.beside(&sentence, token, offset).map_or(3, |form| form.short_shape);
        out.push(ALWAYS);
        let mut push = |template: u32, value: u32| out.push(mix(1000 + template, value));
        push(3, mix2(3, shape(-1), mix2(3, here.short_shape, shape(1))));
        let initial = u32::from(token == sentence.start);
        let Some(seen) = self.token(token) else { return };
        let known = self.known_of(seen);
        let attested = initial
            | u32::from(known.small > 0) << 1
            | u32::from(known.inner > u16::from(initial == 0)) << 2;
        push(5, mix2(5, attested, here.short_shape));
        if seen.heading {
            push(6, initial);
        }
        let glue = self.is_glued(token) | self.is_glued(token + 1) << 1;
        if glue != 0 {
            push(7, mix2(7, glue, here.short_shape));
        }
        if let Some(place) = seen.listed_place {
            let place = place as u32 + 1;
            push_classes(seen.listed, |bit| push(8, bit << 4 | place));
        }
        self.of_rules(token, seen, &sentence, &mut push);
        if let Some(position) = self.position(token) {
            push(44, position);
        }
        if here.capital {
            push(60, kinds_elsewhere(&known));
        }
    }

    /// The form of the word beside a token, if it stands in the sentence.
    fn beside(&self, sentence: &Range<usize>, token: usize, offset: isize) -> Option<&Form> {
        let index = token.checked_add_signed(offset).filter(|index| sentence.contains(index));
        index.map(|index| self.form(index))
    }

    /// Whether no space stands before a token.
    fn is_glued(&self, token: usize) -> u32 {
        let before = token.checked_sub(1).and_then(|before| self.token(before));
        let both = before.zip(self.token(token));
        u32::from(both.is_some_and(|(before, token)| before.span.end == token.span.start))
    }

    fn known_of(&self, seen: &Seen) -> Known {
        self.known.get(seen.word as usize).copied().unwrap_or_default()
    }

    fn of_rules(
        &self,
        token: usize,
        seen: &Seen,
        sentence: &Range<usize>,
        push: &mut impl FnMut(u32, u32),
    ) {
        let rules = seen.rules.index() as u32;
        let before = self.rules(sentence, token.checked_sub(1)).index() as u32;
        let behind = self.rules(sentence, Some(token + 1)).index() as u32;
        let title =
            token > sentence.start && self.token(token - 1).is_some_and(|token| token.title);
        if title || seen.title {
            push(26, u32::from(title) | u32::from(seen.title) << 1);
        }
        if rules == 0 && before == 0 && behind == 0 {
            return;
        }
        push(20, rules);
        push(21, rules | u32::from(seen.rule) << 8);
        push(22, rules | before << 8 | behind << 16);
    }

    /// The number of the run of capitalised words that a token stands in, if it is in one:
    /// the same for all of its tokens.
    pub fn run_of(&self, token: usize) -> Option<u32> {
        self.runs.get(token).filter(|run| run.first < run.end).map(|run| run.first)
    }

    /// The features of the run that a token stands in: the same for all of its tokens.
    pub fn of_run(&self, token: usize, out: &mut Vec<u32>) {
        let run = self.runs.get(token).copied().unwrap_or_default();
        if run.first >= run.end {
            return;
        }
        let sentence = self.seen.sentence_of(token);
        let mut push = |template: u32, value: u32| out.push(mix(1000 + template, value));
        let (first, end) = (run.first as usize, run.end as usize);
        let before = if first > sentence.start { self.form(first - 1).lower } else { 1 };
        let behind = if end < sentence.end { self.form(end).lower } else { 2 };
        push(40, self.form(end - 1).lower);
        push(41, self.form(first).lower);
        push(42, before);
        push(43, behind);
        let classes = |at: usize| self.token(at).map(|token| token.classes).unwrap_or_default();
        push_classes(classes(end - 1), |bit| push(48, bit));
        push_classes(classes(first), |bit| push(49, bit));
        if first > sentence.start {
            push_classes(classes(first - 1), |bit| push(50, bit));
        }
        if end < sentence.end {
            push_classes(classes(end), |bit| push(51, bit));
        }
    }

    /// Where in its run a token stands.
    fn position(&self, token: usize) -> Option<u32> {
        let run = self.runs.get(token).filter(|run| run.first < run.end)?;
        let (first, last) = (run.first as usize, run.end as usize - 1);
        Some((token - first).min(3) as u32 | ((last - token).min(3) as u32 * 4))
    }
}

/// The kind that the rules gave most occurrences of a word, whether all that they gave one,
/// and whether more than one.
fn kinds_elsewhere(known: &Known) -> u32 {
    let best = (0..4).max_by_key(|kind| (known.kinds[*kind], 4 - *kind)).unwrap_or_default();
    let total: u16 = known.kinds.iter().fold(0, |total, kind| total.saturating_add(*kind));
    let sure = u32::from(total > 0 && known.kinds[best] == total);
    let often = u32::from(total > 1);
    if total == 0 { 99 } else { best as u32 | sure << 4 | often << 5 }
}

/// Classes that the shape of a word tells already, or that tell of the lists' own make.
const SHAPES: Classes =
    Classes::union(&[Classes::WORD, Classes::CAPITAL, Classes::ALL_CAPS, Classes::PHRASE_START]);

/// The classes that features are made of, a bit each.
fn push_classes(classes: Classes, mut push: impl FnMut(u32)) {
    let mut bits = classes.bits() & !SHAPES.bits();
    while bits != 0 {
        push(bits.trailing_zeros());
        bits &= bits - 1;
    }
}
