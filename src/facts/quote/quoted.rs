//! Quotations → direct statements: which are statements at all, which parts belong
//! together, and whose they are.
//!
//! `"…," NAME said. "…"` is one statement with its attribution inside, as corpora of
//! attributions mark it (Newell and others, "An Attribution Relations Corpus for Political
//! News", 2018): the marks close only to let the attribution in. Two quotations with an
//! attribution each, or with a further cue between them, are two statements.

use super::direct::{Attribution, attribution};
use super::indirect::{Reported, first_word};
use super::marks::Quotation;
use super::{QuoteMode, Statement};
use crate::document::Span;
use crate::facts::Analysis;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Reading;

/// A quotation without attribution is a statement from so many words on.
const MIN_WORDS_ALONE: usize = 5;

/// Words in quotation marks beside a cue are a mixed statement from so many on.
const MIN_WORDS_MIXED: usize = 3;

/// Words of a title that are looked at.
const MAX_TITLE_WORDS: usize = 12;

/// The longest attribution between two parts of one quotation (bytes).
const MAX_GAP: usize = 400;

/// The direct statements, in order and disjoint, and mixed ones.
pub fn read_quotations(
    reading: &Reading<'_>,
    quotations: &[Quotation],
    told: &[Reported],
) -> (Vec<Statement>, Vec<Statement>) {
    let text = reading.analysis().text();
    let clauses = Clauses::new(told);
    let (mut direct, mut mixed) = (Vec::<Part>::new(), Vec::new());
    for quotation in quotations {
        let before = direct.last().filter(|part| part.follows_on(reading, quotation)).copied();
        if before.is_none() && clauses.cover(quotation.span) {
            continue;
        }
        let found = attribution(reading, quotation);
        let shape = Shape::of(text, quotation);
        match (found, before) {
            (found, Some(before)) if before.joins(found, reading, quotation) => {
                join(&mut direct, quotation);
            }
            (Some(found), _) if shape.is_direct_with(found, quotation) => {
                let part = Part::new(quotation, Some(found));
                direct.push(part.with_clause(clause_around(reading, quotation, found, &shape)));
            }
            (None, before)
                if shape.stands_alone(reading.analysis(), quotation)
                    || before.is_some_and(|part| part.goes_on) =>
            {
                let told = || clauses.source_before(reading, quotation.span);
                direct.push(Part::carried_on(quotation, before, told));
            }
            (Some(found), _) if shape.words >= MIN_WORDS_MIXED && !shape.title => {
                let span = marked_clause(reading, quotation, found);
                mixed.push(found.statement(span, QuoteMode::Mixed, "clause with words marked"));
            }
            _ => {}
        }
    }
    (direct.iter().map(Part::statement).collect(), mixed)
}

fn join(direct: &mut [Part], quotation: &Quotation) {
    if let Some(last) = direct.last_mut() {
        last.span = last.span.join(quotation.span);
        last.goes_on = quotation.goes_on;
    }
}

/// `The dam, he said, "will hold"` and `The dam "will hold," he said`: the sentence from
/// its beginning is what is said, and only some words of it are quoted.
fn clause_around(
    reading: &Reading<'_>,
    quotation: &Quotation,
    found: Attribution,
    shape: &Shape,
) -> Option<Span> {
    let analysis = reading.analysis();
    let line = reading.line(analysis.sentence_at(quotation.span.start)?);
    let (first, at) = (first_word(&line), line.token_at(quotation.span.start));
    let cue = found.cue.filter(|cue| line.token(first).start < cue.start)?;
    let source = found.speaker.unwrap_or(cue).start.min(cue.start);
    let source = if source < quotation.span.start { line.token_at(source) } else { at };
    let own_words = source > first && !shape.capital;
    let parenthesis = source == at || line.word(source.saturating_sub(1)) == ",";
    let clause = own_words && parenthesis && line.word(at.saturating_sub(1)) != ":";
    clause.then(|| line.token(first).join(quotation.span))
}

/// From the cue before a few words in marks to their end ("calling it a \"clear breach\"").
fn marked_clause(reading: &Reading<'_>, quotation: &Quotation, found: Attribution) -> Span {
    let span = quotation.span;
    let line = reading.analysis().sentence_at(span.start).map(|index| reading.line(index));
    let (Some(line), Some(cue)) = (line, found.cue.filter(|cue| cue.end <= span.start)) else {
        return span;
    };
    let from = line.token_at(cue.end);
    if line.token(from).start < cue.end { span } else { line.token(from).join(span) }
}

/// The reported clauses, to ask whether one covers a quotation, and who spoke last.
struct Clauses<'t> {
    /// Sorted by start; each with the furthest end so far.
    starts: Vec<(Span, u32)>,
    /// In the order of their cues.
    told: &'t [Reported],
}

impl<'t> Clauses<'t> {
    fn new(told: &'t [Reported]) -> Self {
        let mut starts: Vec<(Span, u32)> = told.iter().map(|told| (told.span, 0)).collect();
        starts.sort_by_key(|(span, _)| (span.start, span.end));
        let mut furthest = 0;
        for (span, end) in &mut starts {
            furthest = furthest.max(span.end);
            *end = furthest;
        }
        Self { starts, told }
    }

    /// The source of the last clause in the sentence before, in the same paragraph.
    fn source_before(&self, reading: &Reading<'_>, quotation: Span) -> Option<Attribution> {
        let analysis = reading.analysis();
        let before = self.told.partition_point(|told| told.cue.end <= quotation.start);
        let told = before.checked_sub(1).and_then(|index| self.told.get(index))?;
        let (said, here) =
            (analysis.sentence_at(told.cue.start)?, analysis.sentence_at(quotation.start)?);
        let near = here == said + 1 && analysis.block_of(said) == analysis.block_of(here);
        let speaker = told.speaker.filter(|_| near)?;
        let rule = "marks, attribution carried on";
        Some(Attribution { speaker: Some(speaker), cue: Some(told.cue), end: told.cue.end, rule })
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
    mode: QuoteMode,
    rule: &'static str,
}

impl Part {
    fn new(quotation: &Quotation, attribution: Option<Attribution>) -> Self {
        let rule = attribution.map_or("marks alone", |own| own.rule);
        let (span, goes_on) = (quotation.span, quotation.goes_on);
        Self { span, goes_on, attribution, mode: QuoteMode::Direct, rule }
    }

    /// The same with words of the clause around the marks, if there are any.
    fn with_clause(self, clause: Option<Span>) -> Self {
        match clause {
            Some(span) => {
                Self { span, mode: QuoteMode::Mixed, rule: "clause around marks", ..self }
            }
            None => self,
        }
    }

    /// A quotation without an attribution of its own has that of the one before it, or of
    /// what the sentence before reports.
    fn carried_on(
        quotation: &Quotation,
        before: Option<Part>,
        told: impl FnOnce() -> Option<Attribution>,
    ) -> Self {
        let attribution = before.and_then(|part| part.attribution).or_else(told);
        let rule = attribution.map_or("marks alone", |_| "marks, attribution carried on");
        Self { rule, ..Self::new(quotation, attribution) }
    }

    fn gap(&self, quotation: &Quotation) -> Span {
        Span { start: self.span.end, end: quotation.span.start }
    }

    /// Whether a quotation stands so near that it may be of the same speaker.
    fn follows_on(&self, reading: &Reading<'_>, quotation: &Quotation) -> bool {
        let analysis = reading.analysis();
        let block = |at: u32| analysis.sentence_at(at).and_then(|index| analysis.block_of(index));
        let near = self.gap(quotation).len() <= MAX_GAP;
        near && (self.goes_on
            || block(self.span.end.saturating_sub(1)) == block(quotation.span.start))
    }

    /// Whether it is one statement with the quotation: nothing but its attribution, or
    /// a paragraph's end, stands between, and there is no other attribution.
    fn joins(
        &self,
        found: Option<Attribution>,
        reading: &Reading<'_>,
        quotation: &Quotation,
    ) -> bool {
        let own = self.attribution;
        let same = found.is_none_or(|found| own.is_some_and(|own| own.cue == found.cue));
        let gap = self.gap(quotation);
        if gap.of(reading.analysis().text()).trim().is_empty() {
            return self.goes_on || same;
        }
        let between = own.and_then(|own| own.cue).is_some_and(|cue| gap.covers(cue));
        between && same && self.only_attribution(reading, gap)
    }

    /// Whether the attribution goes on up to the end of its sentence at most, and nothing
    /// further is reported there ("…, going on to say that …").
    fn only_attribution(&self, reading: &Reading<'_>, gap: Span) -> bool {
        let from = self.attribution.map_or(gap.start, |own| own.end.max(gap.start));
        let Some(index) = reading.analysis().sentence_at(from.saturating_sub(1)) else {
            return false;
        };
        let line = reading.line(index);
        let rest =
            (line.token_at(from)..line.len()).take_while(|&at| line.token(at).end <= gap.end);
        let report = |at: usize| {
            line.is(at, Classes::SAY)
                && line.is(at, Classes::PARTICIPLE.with(Classes::BASE))
                && !line.reads(at + 1, "of")
        };
        let ends = line.len().checked_sub(1).is_some_and(|last| {
            let end = line.token(last).end;
            end >= gap.end
                || Span { start: end, end: gap.end }.of(reading.analysis().text()).trim().is_empty()
        });
        ends && !rest.into_iter().any(report)
    }

    fn statement(&self) -> Statement {
        self.attribution.unwrap_or_default().statement(self.span, self.mode, self.rule)
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
