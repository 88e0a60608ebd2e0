//! The tagger of names with the trained model, as the engine runs it.

use std::sync::LazyLock;

use super::chain::ChainScorer;
use super::decode::Decoder;
use super::feature::Features;
use super::label::{LABELS, Label, NameKind, OUTSIDE, spans_of};
use super::observation::Observations;
use super::weights::Weights;
use super::Scores;
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::model::Origin;
use crate::facts::name::{Mention, NameTagger, tagger::RuleTagger};
use crate::facts::reading::Reading;

/// The model that is shipped; none where its file is not of this program.
static SHIPPED: LazyLock<Option<Model<'static>>> =
    LazyLock::new(|| Model::read(include_bytes!("../../../../assets/names.model")));

/// Weights, and the decoder for them.
#[derive(Debug)]
pub struct Model<'m> {
    weights: Weights<'m>,
    decoder: Decoder,
}

/// A name that the model found, in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// First token.
    pub first: usize,
    /// Behind the last token.
    pub end: usize,
    /// What it is a name of.
    pub kind: NameKind,
    /// How sure the model is, from 0 to 1.
    pub score: f32,
}

impl<'m> Model<'m> {
    /// The model that is shipped.
    pub fn shipped() -> Option<&'static Model<'static>> {
        SHIPPED.as_ref()
    }

    /// Reads a model; none where the bytes are of no model of this program.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let (weights, _) = Weights::read(bytes)?;
        Some(Self { decoder: Decoder::new(&weights.transitions()), weights })
    }

    /// The names among what is seen, from left to right.
    ///
    /// All stretches are labelled twice: the second time with what the first told of the
    /// same words elsewhere.
    pub fn names(&self, seen: &Observations<'_>) -> Vec<Found> {
        let features = Features::new(seen);
        let stretches = features.stretches();
        let mut scorer = ChainScorer::new(&features, self.weights);
        let mut scores: Vec<Scores> = vec![[0.0; LABELS]; stretches.iter().map(ExactSizeIterator::len).sum()];
        let mut labels = vec![OUTSIDE; seen.tokens().len()];
        let mut rows = scores.as_mut_slice();
        for stretch in &stretches {
            let (here, rest) = rows.split_at_mut(stretch.len());
            rows = rest;
            scorer.add_scores(stretch.clone(), here);
            write(&mut labels, stretch.start, &self.decoder.best(here));
        }
        let first = features.aggregates(&labels);
        let mut found = Vec::new();
        let mut rows = scores.as_mut_slice();
        for stretch in &stretches {
            let (here, rest) = rows.split_at_mut(stretch.len());
            rows = rest;
            scorer.add_second(stretch.clone(), &first, here);
            self.collect(stretch.start, here, &mut found);
        }
        found
    }

    fn collect(&self, start: usize, scores: &[Scores], found: &mut Vec<Found>) {
        let labels = self.decoder.best(scores);
        let spans = spans_of(&labels);
        if spans.is_empty() {
            return;
        }
        let likely = self.decoder.marginals(scores);
        for (first, end, kind) in spans {
            let worth = |at: usize| likely[at][labels[at].index()];
            let score = (first..end).map(worth).fold(1.0, f32::min);
            found.push(Found { first: start + first, end: start + end, kind, score });
        }
    }
}

fn write(labels: &mut [Label], start: usize, found: &[Label]) {
    if let Some(slots) = labels.get_mut(start..start + found.len()) {
        slots.copy_from_slice(found);
    }
}

/// The trained tagger. What the rules find is part of what it looks at.
#[derive(Clone, Copy, Debug)]
pub struct ModelTagger;

impl NameTagger for ModelTagger {
    fn name(&self) -> &'static str {
        "model"
    }

    fn tag(&self, reading: &Reading<'_>) -> Vec<Mention> {
        let rules = RuleTagger.tag(reading);
        let Some(model) = Model::shipped() else { return rules };
        let text = reading.analysis().text();
        let windows = Observations::windows(text, reading, &rules);
        windows.flat_map(|seen| mentions(&seen, model.names(&seen))).collect()
    }
}

/// The mentions that names are; names of something else are none.
pub fn mentions(seen: &Observations<'_>, found: Vec<Found>) -> Vec<Mention> {
    found.into_iter().filter_map(|name| mention(seen, name)).collect()
}

fn mention(seen: &Observations<'_>, name: Found) -> Option<Mention> {
    let kind = name.kind.fact()?;
    let first = bare_start(seen, &name);
    let title = (name.kind == NameKind::Person).then(|| title_before(seen, first)).flatten();
    let origin = Origin { recogniser: "name", rule: "model", score: Some(name.score) };
    let span = seen.span(first, name.end);
    Some(Mention { span, sentence: seen.number_of(first), kind, origin, title })
}

/// Where a name begins without the article and without a person's title.
fn bare_start(seen: &Observations<'_>, name: &Found) -> usize {
    let superfluous = |token: usize| {
        seen.word(token) == "the" || name.kind == NameKind::Person && is_title(seen, token)
    };
    (name.first..name.end.saturating_sub(1)).find(|token| !superfluous(*token)).unwrap_or(name.end - 1)
}

fn is_title(seen: &Observations<'_>, token: usize) -> bool {
    seen.tokens().get(token).is_some_and(|token| {
        token.classes.has(Classes::TITLE) && !token.classes.has(Classes::GIVEN.with(Classes::SURNAME))
    })
}

/// The title that ends right before a token.
fn title_before(seen: &Observations<'_>, token: usize) -> Option<Span> {
    let sentence = seen.sentence_of(token);
    let part = |at: &usize| {
        seen.tokens().get(*at).is_some_and(|token| {
            token.title || token.classes.has(Classes::TITLE) && token.classes.has(Classes::CAPITAL)
        })
    };
    let first = (sentence.start..token).rev().take_while(part).last()?;
    Some(seen.span(first, token))
}
