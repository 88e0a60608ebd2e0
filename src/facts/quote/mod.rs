//! Statements: what was said, by whom, and which word tells so.
//!
//! Direct statements are quotations with an attribution, or that are whole sentences;
//! other words in quotation marks ("scare quotes") are no statements. What a clause
//! reports is indirect, and mixed where words of it stand in quotation marks.

mod clause;
mod description;
mod direct;
mod indirect;
mod marks;
mod noun;
mod object;
mod phrase;
mod quoted;
mod referent;
mod request;
mod source;
mod subject;
mod voice;

pub use phrase::phrase_behind;
pub use subject::{behind_dateline, is_finite, main_subject};

use super::Analysis;
use super::entity::Resolved;
use super::model::{Detail, Fact, Origin, Quote, QuoteMode};
use super::name::Mention;
use super::reading::Reading;
use crate::document::Span;
use indirect::{Reported, headline, reported};
use marks::{Quotation, quotations};
use quoted::read_quotations;
use referent::sources;
use source::{Names, Source};

/// The statements of a text, in no order; `resolved` holds the entities of the `mentions`.
pub fn statements(reading: &Reading<'_>, mentions: &[Mention], resolved: &Resolved) -> Vec<Fact> {
    let mut told = Vec::new();
    for line in reading.lines() {
        reported(&line, &mut told);
        if reading.analysis().is_heading(line.sentence) || line.sentence == 0 {
            told.extend(headline(&line));
        }
    }
    told.sort_by_key(|told| (told.cue.start, told.span.start));
    let quotations = quotations(reading.analysis().text(), &article_blocks(reading.analysis()));
    let (mut statements, fragments) = read_quotations(reading, &quotations, &told);
    let direct: Vec<Span> = statements.iter().map(|statement| statement.span).collect();
    let mut cues: Vec<Span> = statements.iter().filter_map(|statement| statement.cue).collect();
    cues.sort_unstable();
    // The cue of a quotation reports nothing besides ("…," she told the station).
    let outside = told.iter().filter(|told| {
        !overlaps_any(&direct, told.span)
            && !overlaps_any(&direct, told.cue)
            && cues.binary_search(&told.cue).is_err()
    });
    statements.extend(outside.map(|told| Statement::reported(told, &quotations)));
    statements.extend(fragments);
    statements.sort_by_key(|statement| (statement.span.start, statement.span.end));
    statements.dedup_by_key(|statement| statement.span);
    let names = Names { reading, mentions, resolved };
    let sources = sources(&names, &quotations, &statements);
    let told = statements.iter().zip(sources);
    told.filter_map(|(statement, source)| statement.fact(reading.analysis(), source)).collect()
}

/// Quotations in marks, by whomever.
pub fn marked_quotations(analysis: &Analysis<'_>) -> Vec<Span> {
    let found = quotations(analysis.text(), &article_blocks(analysis));
    found.into_iter().map(|quotation| quotation.span).collect()
}

fn article_blocks(analysis: &Analysis<'_>) -> Vec<Span> {
    let blocks = analysis.document().blocks();
    let mut indices: Vec<usize> =
        (0..analysis.sentences().len()).filter_map(|index| analysis.block_of(index)).collect();
    indices.dedup();
    indices.into_iter().filter_map(|index| blocks.get(index)).map(|block| block.span).collect()
}

/// A statement on the way to a fact.
#[derive(Clone, Copy, Debug)]
struct Statement {
    span: Span,
    mode: QuoteMode,
    speaker: Option<Span>,
    cue: Option<Span>,
    /// The rule that made it.
    rule: &'static str,
}

impl Statement {
    fn reported(told: &Reported, quotations: &[Quotation]) -> Self {
        let index = quotations.partition_point(|quotation| quotation.span.end <= told.span.start);
        let quotes =
            quotations.get(index).is_some_and(|quotation| quotation.span.overlaps(told.span));
        let mode = if quotes { QuoteMode::Mixed } else { QuoteMode::Indirect };
        // Marks that the end of the clause cuts off belong to it.
        let last = quotations.get(index..).unwrap_or_default().iter();
        let last = last.take_while(|quotation| quotation.span.start < told.span.end).last();
        let end = last.map_or(told.span.end, |quotation| quotation.span.end.max(told.span.end));
        let span = Span { end, ..told.span };
        Self { span, mode, speaker: told.speaker, cue: Some(told.cue), rule: told.rule }
    }

    fn fact(&self, analysis: &Analysis<'_>, source: Option<Source>) -> Option<Fact> {
        let sentence = u32::try_from(analysis.sentence_at(self.span.start)?).ok()?;
        let Self { mode, speaker, cue, .. } = *self;
        let entity = source.map(|source| source.entity);
        let inferred = source.is_some_and(|source| source.inferred);
        let detail = Detail::Quote(Box::new(Quote { mode, speaker, cue, entity, inferred }));
        let recogniser = match mode {
            QuoteMode::Direct => "direct statement",
            QuoteMode::Indirect => "indirect statement",
            QuoteMode::Mixed => "mixed statement",
        };
        let origin = Origin { recogniser, rule: self.rule, score: None };
        Some(Fact { span: self.span, sentence, confidence: 0.0, origin, detail })
    }
}

/// Whether one of the spans, which are in order and disjoint, overlaps `span`.
fn overlaps_any(spans: &[Span], span: Span) -> bool {
    let index = spans.partition_point(|other| other.end <= span.start);
    spans.get(index).is_some_and(|other| other.overlaps(span))
}

#[cfg(test)]
mod tests;
