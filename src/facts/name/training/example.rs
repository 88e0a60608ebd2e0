//! A document as a model learns from it.

use std::ops::Range;

use super::corpus::{Annotated, Corpus, Gold};
use crate::document::Span;
use crate::facts::Analysis;
use crate::facts::lexicon::Classes;
use crate::facts::name::model::{LABELS, Label, NameKind, OUTSIDE, Observations, Place};
use crate::facts::name::{NameTagger, tagger::RuleTagger};
use crate::facts::reading::Reading;

/// The observations of a document with the labels that they ought to get.
#[derive(Debug)]
pub struct Example<'d> {
    /// What it is from.
    pub corpus: Corpus,
    /// What a tagger sees.
    pub seen: Observations<'d>,
    /// The right label of each token.
    pub labels: Vec<Label>,
    /// The names that the annotators marked.
    pub gold: &'d [Gold],
}

impl<'d> Example<'d> {
    /// Reads an annotated document as the engine does: all of it, or in parts where it
    /// is very long.
    pub fn read(corpus: Corpus, annotated: &'d Annotated) -> Vec<Self> {
        let text = annotated.document.text();
        let analysis = Analysis::new(&annotated.document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let mentions = RuleTagger.tag(&reading);
        let windows = Observations::windows(text, &reading, &mentions);
        windows.map(|seen| Self::new(corpus, annotated, seen)).collect()
    }

    fn new(corpus: Corpus, annotated: &'d Annotated, seen: Observations<'d>) -> Self {
        let mut labels = vec![OUTSIDE; seen.tokens().len()];
        let end = seen.tokens().last().map_or(0, |token| token.span.end);
        let start = seen.tokens().first().map_or(0, |token| token.span.start);
        let from = annotated.gold.partition_point(|gold| gold.span.start < start);
        let to = annotated.gold.partition_point(|gold| gold.span.start < end);
        let gold = annotated.gold.get(from..to).unwrap_or_default();
        for gold in gold {
            mark(&seen, gold, &mut labels);
        }
        Self { corpus, seen, labels, gold }
    }

    /// A bit for each label that a token may rightly have: its own, and outside of names
    /// those of a kind that the corpus does not mark, where the rules find one of these or
    /// a capital says that there may be a name of something else.
    pub fn allowed(&self, token: usize) -> u32 {
        let label = self.labels.get(token).copied().unwrap_or_default();
        let bit = 1 << label.index();
        let Some(seen) = self.seen.tokens().get(token).filter(|_| label == OUTSIDE) else {
            return bit;
        };
        let unmarked = self.corpus.unmarked();
        let kind = match seen.rules.kind() {
            Some(NameKind::Group) => NameKind::Group,
            None if seen.classes.has(Classes::CAPITAL) && self.is_inner(token) => NameKind::Other,
            _ => return bit,
        };
        if unmarked.has(kind) { bit | labels_of(kind) } else { bit }
    }

    fn is_inner(&self, token: usize) -> bool {
        self.seen.sentence_of(token).start < token
    }

    /// The names that cannot be told with these tokens: an end of them lies in one.
    pub fn unreachable(&self) -> impl Iterator<Item = &'d Gold> + '_ {
        self.gold.iter().filter(|gold| {
            let tokens = self.seen.tokens_of(gold.span);
            self.seen.span(tokens.start, tokens.end) != gold.span
        })
    }
}

/// A bit for each label of a kind.
fn labels_of(kind: NameKind) -> u32 {
    let labels = (0..LABELS).filter(|index| Label::from_index(*index).kind() == Some(kind));
    labels.fold(0, |bits, index| bits | 1 << index)
}

/// A name without what some annotators take to be a part of it and most do not: the
/// article, and a person's title.
fn bare(seen: &Observations<'_>, gold: &Gold) -> Range<usize> {
    let mut tokens = seen.tokens_of(gold.span);
    let title = |token: usize| {
        let classes = seen.tokens().get(token).map(|token| token.classes).unwrap_or_default();
        gold.kind == NameKind::Person
            && classes.has(Classes::TITLE)
            && !classes.has(Classes::GIVEN.with(Classes::SURNAME))
    };
    while tokens.len() > 1 && (seen.word(tokens.start) == "the" || title(tokens.start)) {
        tokens.start += 1;
    }
    tokens
}

/// Labels the tokens of a name; of two names that share a token the first has it.
fn mark(seen: &Observations<'_>, gold: &Gold, labels: &mut [Label]) {
    let tokens = bare(seen, gold);
    let Some(labels) = labels.get_mut(tokens) else { return };
    let length = labels.len();
    if labels.iter().any(|label| *label != OUTSIDE) {
        return;
    }
    for (index, label) in labels.iter_mut().enumerate() {
        *label = Label::new(Place::of(index, length), gold.kind);
    }
}

/// The names that labels of the tokens tell, as annotators would write them.
pub fn gold_of(seen: &Observations<'_>, labels: &[Label]) -> Vec<(Span, NameKind)> {
    let names = crate::facts::name::model::spans_of(labels);
    names.map(|(first, end, kind)| (seen.span(first, end), kind)).collect()
}
