//! A document as a model learns from it.

use super::corpus::{Annotated, Corpus, Gold};
use crate::document::Span;
use crate::facts::Analysis;
use crate::facts::name::model::{LABELS, Label, NameKind, OUTSIDE, Observations, Place};
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
    /// Reads an annotated document as the engine does.
    pub fn new(corpus: Corpus, annotated: &'d Annotated) -> Self {
        let text = annotated.document.text();
        let analysis = Analysis::new(&annotated.document, Span::new(0, text.len()));
        let seen = Observations::new(text, &Reading::new(&analysis));
        let mut labels = vec![OUTSIDE; seen.tokens().len()];
        for gold in &annotated.gold {
            mark(&seen, gold, &mut labels);
        }
        Self { corpus, seen, labels, gold: &annotated.gold }
    }

    /// A bit for each label that a token may rightly have: its own, and outside of names
    /// also those of the kinds that the corpus does not mark.
    pub fn allowed(&self, token: usize) -> u32 {
        let label = self.labels.get(token).copied().unwrap_or_default();
        let unmarked = self.corpus.unmarked();
        let mut bits = 1 << label.index();
        if label == OUTSIDE {
            let others = (0..LABELS).filter(|index| {
                Label::from_index(*index).kind().is_some_and(|kind| unmarked.has(kind))
            });
            others.for_each(|index| bits |= 1 << index);
        }
        bits
    }

    /// The names that cannot be told with these tokens: an end of them lies in one.
    pub fn unreachable(&self) -> impl Iterator<Item = &'d Gold> + '_ {
        self.gold.iter().filter(|gold| {
            let tokens = self.seen.tokens_of(gold.span);
            self.seen.span(tokens.start, tokens.end) != gold.span
        })
    }
}

/// Labels the tokens of a name; of two names that share a token the first has it.
fn mark(seen: &Observations<'_>, gold: &Gold, labels: &mut [Label]) {
    let tokens = seen.tokens_of(gold.span);
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
    let names = crate::facts::name::model::spans_of(labels).into_iter();
    names.map(|(first, end, kind)| (seen.span(first, end), kind)).collect()
}
