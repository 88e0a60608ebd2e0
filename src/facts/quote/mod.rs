//! Statements: what was said, by whom, and which word tells so.
//!
//! Direct statements are quotations with an attribution, or that are whole sentences;
//! other words in quotation marks ("scare quotes") are no statements. What a clause
//! reports is indirect, and mixed where words of it stand in quotation marks.

mod clause;
mod direct;
mod indirect;
mod marks;
mod phrase;
mod referent;
mod source;

pub use phrase::{is_finite, subject_at_head};

use super::Analysis;
use super::entity::Resolved;
use super::model::{Detail, Fact, Origin, Quote, QuoteMode};
use super::name::Mention;
use super::reading::Reading;
use crate::document::Span;
use direct::{Attribution, attribution};
use indirect::{Reported, is_plural, reported};
use marks::{Quotation, quotations};
use referent::sources;
use source::{Names, Source};

/// A quotation without attribution is a statement from so many words on.
const MIN_WORDS_ALONE: usize = 5;

/// Words in quotation marks beside a cue are a mixed statement from so many on.
const MIN_WORDS_MIXED: usize = 3;

/// Words of a title that are looked at.
const MAX_TITLE_WORDS: usize = 12;

/// The longest attribution between two parts of one quotation (bytes).
const MAX_GAP: usize = 240;

/// The statements of a text, in no order; `resolved` holds the entities of the `mentions`.
pub fn statements(reading: &Reading<'_>, mentions: &[Mention], resolved: &Resolved) -> Vec<Fact> {
    let mut told = Vec::new();
    reading.lines().for_each(|line| reported(&line, &mut told));
    let quotations = quotations(reading.analysis().text(), &article_blocks(reading.analysis()));
    let (mut statements, fragments) = read_quotations(reading, &quotations, &told);
    let direct: Vec<Span> = statements.iter().map(|statement| statement.span).collect();
    let outside = told
        .iter()
        .filter(|told| !overlaps_any(&direct, told.span) && !overlaps_any(&direct, told.cue));
    statements.extend(outside.map(|told| Statement::reported(told, &quotations)));
    statements.extend(fragments);
    statements.sort_by_key(|statement| (statement.span.start, statement.span.end));
    statements.dedup_by_key(|statement| statement.span);
    let names = Names { reading, mentions, resolved };
    let sources = sources(&names, &quotations, &statements);
    let told = statements.iter().zip(sources);
    told.filter_map(|(statement, source)| statement.fact(reading.analysis(), source)).collect()
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
        Self { span, mode, speaker: told.speaker, cue: Some(told.cue) }
    }

    /// The rule that made it.
    fn rule(&self) -> &'static str {
        match (self.mode, self.speaker) {
            (QuoteMode::Direct, Some(_)) => "marks and attribution",
            (QuoteMode::Direct, None) => "marks alone",
            (QuoteMode::Mixed, _) => "clause with marks",
            (QuoteMode::Indirect, Some(_)) => "clause with source",
            (QuoteMode::Indirect, None) => "clause alone",
        }
    }

    fn fact(&self, analysis: &Analysis<'_>, source: Option<Source>) -> Option<Fact> {
        let sentence = u32::try_from(analysis.sentence_at(self.span.start)?).ok()?;
        let Self { mode, speaker, cue, .. } = *self;
        let entity = source.map(|source| source.entity);
        let inferred = source.is_some_and(|source| source.inferred);
        let detail = Detail::Quote(Box::new(Quote { mode, speaker, cue, entity, inferred }));
        let origin = Origin { recogniser: "statement", rule: self.rule(), score: None };
        Some(Fact { span: self.span, sentence, confidence: 0.0, origin, detail })
    }
}

/// The direct statements, in order and disjoint, and mixed ones that only quote.
fn read_quotations(
    reading: &Reading<'_>,
    quotations: &[Quotation],
    told: &[Reported],
) -> (Vec<Statement>, Vec<Statement>) {
    let text = reading.analysis().text();
    let clauses = Clauses::new(told);
    let (mut direct, mut fragments) = (Vec::<Part>::new(), Vec::new());
    for quotation in quotations {
        let inherited = direct.last().filter(|part| part.follows_on(text, quotation)).copied();
        let found = attribution(reading, quotation);
        if inherited.is_none() && clauses.cover(quotation.span) {
            continue;
        }
        let shape = Shape::of(text, quotation);
        match (found, inherited) {
            (found, Some(before)) if before.joins(found, text, quotation) => {
                join(&mut direct, quotation);
            }
            (Some(found), _) if shape.is_direct_with(found, quotation) => {
                direct.push(Part::new(quotation, Some(found)));
            }
            (None, before)
                if shape.stands_alone(reading.analysis(), quotation)
                    || before.is_some_and(|part| part.goes_on) =>
            {
                direct.push(Part::new(quotation, before.and_then(|part| part.attribution)));
            }
            (Some(found), _) if shape.words >= MIN_WORDS_MIXED => {
                fragments.push(Statement {
                    span: quotation.span,
                    mode: QuoteMode::Mixed,
                    speaker: found.speaker,
                    cue: found.cue,
                });
            }
            _ => {}
        }
    }
    (direct.iter().map(Part::statement).collect(), fragments)
}

fn join(direct: &mut [Part], quotation: &Quotation) {
    if let Some(last) = direct.last_mut() {
        last.span = last.span.join(quotation.span);
        last.goes_on = quotation.goes_on;
    }
}

/// The reported clauses, to ask whether one covers a quotation.
struct Clauses {
    /// Sorted by start; each with the furthest end so far.
    starts: Vec<(Span, u32)>,
}

impl Clauses {
    fn new(told: &[Reported]) -> Self {
        let mut starts: Vec<(Span, u32)> = told.iter().map(|told| (told.span, 0)).collect();
        starts.sort_by_key(|(span, _)| (span.start, span.end));
        let mut furthest = 0;
        for (span, end) in &mut starts {
            furthest = furthest.max(span.end);
            *end = furthest;
        }
        Self { starts }
    }

    /// Whether a clause begins before the quotation and reaches into it.
    fn cover(&self, span: Span) -> bool {
        let before = self.starts.partition_point(|(clause, _)| clause.start < span.start);
        let last = before.checked_sub(1).and_then(|index| self.starts.get(index));
        last.is_some_and(|(_, furthest)| *furthest > span.start + 1)
    }
}

/// A direct statement as far as it is read.
#[derive(Clone, Copy, Debug)]
struct Part {
    span: Span,
    goes_on: bool,
    attribution: Option<Attribution>,
}

impl Part {
    fn new(quotation: &Quotation, attribution: Option<Attribution>) -> Self {
        Self { span: quotation.span, goes_on: quotation.goes_on, attribution }
    }

    /// Whether a quotation stands so near that it may be of the same speaker.
    fn follows_on(&self, text: &str, quotation: &Quotation) -> bool {
        let gap = Span { start: self.span.end, end: quotation.span.start };
        self.goes_on || gap.len() <= MAX_GAP && !gap.of(text).contains("\n\n")
    }

    /// Whether it is one statement with the quotation: nothing but its attribution, or
    /// a paragraph's end, stands between, and there is no other attribution.
    fn joins(&self, found: Option<Attribution>, text: &str, quotation: &Quotation) -> bool {
        let gap = Span { start: self.span.end, end: quotation.span.start };
        if gap.of(text).trim().is_empty() {
            return self.goes_on
                || found
                    .is_none_or(|found| Some(found.cue) == self.attribution.map(|own| own.cue));
        }
        let Some(own) = self.attribution else { return false };
        let between = gap.covers(own.cue.unwrap_or_default());
        let behind = Span { start: own.end.max(gap.start), end: gap.end };
        // Up to the end of its sentence, the attribution may go on ("…, speaking of X.").
        let tail = behind.of(text).trim();
        let short = tail.len() < 100 && tail.matches(['.', '!', '?']).count() <= 1;
        between && short && found.is_none_or(|found| found.cue == own.cue)
    }

    fn statement(&self) -> Statement {
        let own = self.attribution.unwrap_or_default();
        Statement { span: self.span, mode: QuoteMode::Direct, speaker: own.speaker, cue: own.cue }
    }
}

/// What the words between the marks look like.
#[derive(Clone, Copy, Debug)]
struct Shape {
    words: usize,
    capital: bool,
    /// A mark of punctuation before the closing mark.
    closed: bool,
    /// One that ends a sentence.
    ended: bool,
    /// A comma or colon before the opening mark.
    introduced: bool,
    /// Something else stands before it in its sentence, and every word has a capital:
    /// the title of a work.
    title: bool,
}

impl Shape {
    fn of(text: &str, quotation: &Quotation) -> Self {
        let is_mark = |c: char| "\"'“”‘’«»„‹›".contains(c);
        let inside = quotation.span.of(text).trim_matches(is_mark);
        let before = text.get(..quotation.span.start as usize).unwrap_or_default().trim_end();
        let after = text.get(quotation.span.end as usize..).unwrap_or_default();
        let within = before.ends_with(|c: char| c.is_alphanumeric());
        let capital = |word: &str| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) || word.len() < 4
        };
        let first = inside.trim_start_matches(|c: char| !c.is_alphanumeric());
        Self {
            words: inside.split_whitespace().take(MIN_WORDS_ALONE).count(),
            capital: first.starts_with(|c: char| c.is_uppercase() || c.is_numeric()),
            closed: inside.ends_with([',', '.', '!', '?', '…', '—', '–', '-'])
                || after.starts_with([',', '.']),
            ended: inside.ends_with(['.', '!', '?', '…']),
            introduced: before.ends_with([',', ':']),
            title: within && inside.split_whitespace().take(MAX_TITLE_WORDS).all(capital),
        }
    }

    fn is_direct_with(&self, found: Attribution, quotation: &Quotation) -> bool {
        if self.title {
            return false;
        }
        let cue_before = found.cue.is_some_and(|cue| cue.end <= quotation.span.start);
        if cue_before {
            return self.introduced && (self.capital || self.words >= MIN_WORDS_MIXED)
                || self.capital && self.closed && self.words >= MIN_WORDS_MIXED;
        }
        self.closed || quotation.goes_on
    }

    fn stands_alone(&self, analysis: &Analysis<'_>, quotation: &Quotation) -> bool {
        let sentence = analysis.sentence_at(quotation.span.start);
        let first = sentence.and_then(|index| analysis.sentences().get(index));
        let begins = first.is_some_and(|sentence| sentence.start == quotation.span.start);
        let whole = self.capital && (self.ended || quotation.goes_on) && begins;
        whole && self.words >= MIN_WORDS_ALONE
    }
}

/// Whether one of the spans, which are in order and disjoint, overlaps `span`.
fn overlaps_any(spans: &[Span], span: Span) -> bool {
    let index = spans.partition_point(|other| other.end <= span.start);
    spans.get(index).is_some_and(|other| other.overlaps(span))
}

#[cfg(test)]
mod tests;
