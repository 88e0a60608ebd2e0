//! From the analysis to the sorted facts: what is found, who is meant, what was said.

use super::analysis::MAX_WHOLE_BLOCK;
use super::any_language::any_language_recognisers;
use super::brief::brief;
use super::confidence::confidence;
use super::entity::{Resolved, is_pronoun, resolve};
use super::model::{Detail, Fact, Facts, Kind};
use super::name::{Mention, name_tagger};
use super::quote::statements;
use super::reading::Reading;
use super::recogniser::{Recogniser, value_recognisers};
use super::{Analysis, Coverage};
use crate::document::{Document, Span};

/// The facts of the blocks that `range` touches.
pub fn assemble(document: &Document, range: Span) -> Facts {
    let range = whole_blocks(document, range);
    let analysis = Analysis::new(document, range);
    match Coverage::of(document) {
        Coverage::Everything => everything(analysis),
        Coverage::AnyLanguage => any_language(analysis),
    }
}

/// What holds in any language.
fn any_language(analysis: Analysis<'_>) -> Facts {
    let mut facts = found_by(any_language_recognisers(), &analysis);
    facts.iter_mut().for_each(rate);
    let (range, coverage) = (analysis.range(), Coverage::AnyLanguage);
    Facts { range, coverage, facts, sentences: analysis.into_sentences(), ..Facts::default() }
}

/// What some recognisers find, in order.
fn found_by(recognisers: &[&dyn Recogniser], analysis: &Analysis<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for recogniser in recognisers {
        recogniser.recognise(analysis, &mut found);
    }
    found.sort_by_key(order);
    found
}

fn rate(fact: &mut Fact) {
    fact.confidence = confidence(fact.kind(), &fact.origin);
}

fn everything(analysis: Analysis<'_>) -> Facts {
    let mut values = found_by(value_recognisers(), &analysis);
    let reading = Reading::new(&analysis);
    let mut mentions = name_tagger().tag(&reading);
    mentions.retain(|mention| !is_pronoun(&reading, mention));
    settle(&mut mentions, &mut values);
    let resolved = resolve(&reading, &mentions);
    let mut facts = values;
    facts.extend(names(&mentions, &resolved));
    facts.extend(statements(&reading, &mentions, &resolved));
    facts.sort_by_key(order);
    facts.iter_mut().for_each(rate);
    let brief = brief(&reading, &facts);
    let (range, coverage) = (analysis.range(), Coverage::Everything);
    let sentences = analysis.into_sentences();
    Facts { range, coverage, facts, entities: resolved.entities, brief, sentences }
}

/// The range widened to the blocks that it touches, but for giant ones.
fn whole_blocks(document: &Document, range: Span) -> Span {
    let blocks = document.blocks();
    let first = blocks.partition_point(|block| block.span.end <= range.start);
    let end = blocks.partition_point(|block| block.span.start < range.end);
    let touched = blocks.get(first..end).unwrap_or_default();
    let whole = touched.iter().map(|block| block.span).filter(|span| span.len() <= MAX_WHOLE_BLOCK);
    whole.fold(range, Span::join)
}

fn order(fact: &Fact) -> (u32, u32, Kind) {
    (fact.span.start, fact.span.end, fact.kind())
}

/// Settles which of a name and a value holds where they overlap: the one that covers the
/// other, and otherwise the value. So a number in a name is no quantity, and a month no
/// person.
fn settle(mentions: &mut Vec<Mention>, values: &mut Vec<Fact>) {
    let mut kept = vec![true; values.len()];
    let mut from = 0;
    mentions.retain(|mention| {
        let mut fine = true;
        while values.get(from).is_some_and(|value| value.span.end <= mention.span.start) {
            from += 1;
        }
        for (value, kept) in values.iter().zip(&mut kept).skip(from) {
            if value.span.start >= mention.span.end {
                break;
            }
            if !value.span.overlaps(mention.span) || !clashes(value, mention) {
                continue;
            }
            let covers = mention.span.covers(value.span) && mention.span != value.span;
            *kept &= !covers;
            fine &= covers;
        }
        fine
    });
    let mut kept = kept.into_iter();
    values.retain(|_| kept.next().unwrap_or(true));
}

/// A name may stand in what is counted ("200 US soldiers") but not in the number itself.
fn clashes(value: &Fact, mention: &Mention) -> bool {
    match &value.detail {
        Detail::Quantity(quantity) => quantity.number.overlaps(mention.span),
        Detail::Money(money) => money.number.overlaps(mention.span),
        Detail::Percent(percent) => percent.number.overlaps(mention.span),
        _ => true,
    }
}

fn names<'m>(mentions: &'m [Mention], resolved: &'m Resolved) -> impl Iterator<Item = Fact> + 'm {
    mentions.iter().zip(&resolved.of_mention).map(|(mention, &id)| Fact {
        span: mention.span,
        sentence: mention.sentence,
        confidence: 0.0,
        origin: mention.origin,
        detail: match mention.kind {
            Kind::Person => Detail::Person(id),
            Kind::Organisation => Detail::Organisation(id),
            Kind::Place => Detail::Place(id),
            _ => Detail::Group(id),
        },
    })
}
