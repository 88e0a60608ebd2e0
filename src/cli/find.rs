//! `gleaner find`: facts and sentences that answer a query.
//!
//! Like `grep`, document by document and from top to bottom: a line is a sentence in which
//! every word of the query begins a word, or in which a fact stands whose label matches.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::arguments;
use super::facts::extracted;
use super::input::{self, Input};
use super::json;
use super::ordered::{self, Sink};
use super::output::{Output, complain};
use super::progress::Progress;
use super::stop::{Stop, Verdict};
use crate::document::{Document, Format, Span, visible};
use crate::facts::{Fact, Facts, Passage, Spans, essence};
use crate::search::{fuzzy, text};

/// A label that matches less well than this, in thousandths of the best that the query
/// could score, has its letters scattered: in a list without ranks it would be noise.
const LEAST_SCORE: i32 = 800;

/// Finds facts and sentences.
///
/// # Errors
///
/// Wrong usage, and output that cannot be written.
pub fn run(arguments: &arguments::Find) -> Result<Verdict, Stop> {
    let finding = Finding {
        query: arguments.query.clone(),
        words: text::Query::new(&arguments.query),
        json: arguments.json,
        colours: Output::has_colours(),
    };
    if finding.words.is_empty() {
        return Err(Stop::usage("the query has no letter or digit"));
    }
    let documents = input::documents(&arguments.inputs)?.map(Input::job);
    let progress = Progress::new("documents");
    let mut lines =
        Lines { out: Output::standard(), progress, documents: 0, found: false, fine: true };
    ordered::run(documents, move |input| finding.document(input), &mut lines)?;
    lines.progress.clear();
    Ok(Verdict::of(lines.found && lines.fine))
}

/// What is looked for, and how it is written.
struct Finding {
    query: String,
    words: text::Query,
    json: bool,
    colours: bool,
}

/// What became of a document.
#[derive(Default)]
struct Answer {
    lines: Vec<String>,
    complaint: Option<String>,
    failed: bool,
}

/// Why a sentence is listed.
#[derive(Default)]
struct Reasons {
    /// Words that begin as the query's do.
    words: Vec<Span>,
    /// Indices of facts.
    facts: Vec<usize>,
}

impl Finding {
    fn document(&self, input: Input) -> Answer {
        match input.read() {
            Ok((name, document)) => {
                let facts = extracted(&document).unwrap_or_default();
                let found = self.sentences(&document, &facts);
                let mut place = LineNumbers { document: &document, offset: 0, line: 1 };
                let shown = found.iter().map(|(&sentence, reasons)| Shown {
                    name: &name,
                    line: place.line_of(sentence.start),
                    document: &document,
                    facts: &facts,
                    sentence,
                    reasons,
                });
                let lines = if self.json {
                    let spans = Spans::new(document.text());
                    shown.filter_map(|shown| json::line(&shown.record(&spans)).ok()).collect()
                } else {
                    shown.map(|shown| shown.line(self.colours)).collect()
                };
                Answer { lines, ..Answer::default() }
            }
            Err(missing) => Answer {
                failed: !missing.passed_over,
                complaint: Some(missing.reason),
                ..Answer::default()
            },
        }
    }

    fn sentences(&self, document: &Document, facts: &Facts) -> BTreeMap<Span, Reasons> {
        let mut found: BTreeMap<Span, Reasons> = BTreeMap::new();
        for sentence in facts.sentences.iter().copied().chain(other_lines(document)) {
            if let Some(places) = self.words.places(document.slice(sentence)) {
                let start = sentence.start as usize;
                let word = |place: Range<usize>| Span::new(start + place.start, start + place.end);
                found.entry(sentence).or_default().words = places.into_iter().map(word).collect();
            }
        }
        for index in self.facts(document, facts) {
            let fact = facts.facts.get(index);
            if let Some(sentence) = fact.and_then(|fact| sentence_of(facts, fact)) {
                found.entry(sentence).or_default().facts.push(index);
            }
        }
        found
    }

    /// Indices of the facts whose labels match, in order.
    fn facts(&self, document: &Document, facts: &Facts) -> Vec<usize> {
        let mut index = fuzzy::Index::new();
        for fact in &facts.facts {
            index.push(&visible::line(&essence(document, facts, fact).head));
        }
        let cancel = AtomicBool::new(false);
        let best = index.query(&self.query, facts.facts.len(), &cancel).unwrap_or_default().best;
        let ideal = fuzzy::Index::ideal(&self.query).max(1);
        let good =
            best.iter().filter(|found| found.score.saturating_mul(1000) / ideal >= LEAST_SCORE);
        let mut indices: Vec<usize> = good.map(|found| found.label as usize).collect();
        indices.sort_unstable();
        indices
    }
}

fn sentence_of(facts: &Facts, fact: &Fact) -> Option<Span> {
    facts.sentences.get(fact.sentence as usize).copied()
}

/// Lines of what is shown but not read as sentences: code and header lines.
fn other_lines(document: &Document) -> impl Iterator<Item = Span> + '_ {
    let blocks = document.blocks().iter().filter(|block| !block.is_article());
    blocks.flat_map(move |block| {
        let mut start = block.span.start as usize;
        document.slice(block.span).split_inclusive('\n').map(move |line| {
            let span = Span::new(start, start + line.len());
            start = span.end as usize;
            span.trimmed(document.text())
        })
    })
}

/// Line numbers of offsets that only grow: all of them cost one walk through the text.
struct LineNumbers<'a> {
    document: &'a Document,
    offset: u32,
    line: usize,
}

impl LineNumbers<'_> {
    fn line_of(&mut self, offset: u32) -> usize {
        if self.document.format() != Format::Plain {
            return self.document.source_line(offset);
        }
        let passed = self.document.slice(Span { start: self.offset, end: offset });
        self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        self.offset = offset;
        self.line
    }
}

/// A sentence to be shown.
struct Shown<'a> {
    name: &'a str,
    line: usize,
    document: &'a Document,
    facts: &'a Facts,
    sentence: Span,
    reasons: &'a Reasons,
}

/// The same for programs.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    line: usize,
    start: u32,
    end: u32,
    text: &'a str,
    words: Vec<[u32; 2]>,
    facts: Vec<FactRecord<'a>>,
}

#[derive(Serialize)]
struct FactRecord<'a> {
    kind: &'static str,
    start: u32,
    end: u32,
    text: &'a str,
}

impl Shown<'_> {
    fn matched_facts(&self) -> impl Iterator<Item = &Fact> {
        self.reasons.facts.iter().filter_map(|&index| self.facts.facts.get(index))
    }

    /// The sentence on one line behind its path and line number.
    fn line(&self, colours: bool) -> String {
        let name = visible::line(self.name);
        let mut lit: Vec<Span> = self.reasons.words.clone();
        lit.extend(self.matched_facts().map(|fact| fact.span));
        let lit = if colours { joined(lit) } else { Vec::new() };
        let text = one_line(self.document.text(), self.sentence, &lit);
        if colours {
            format!("\x1b[36m{name}\x1b[0m:{}: {text}", self.line)
        } else {
            format!("{name}:{}: {text}", self.line)
        }
    }

    fn record<'s>(&'s self, spans: &Spans<'s>) -> Record<'s> {
        let Passage { start, end, text } = spans.passage(self.sentence);
        let facts = self.matched_facts().map(|fact| {
            let Passage { start, end, text } = spans.passage(fact.span);
            FactRecord { kind: fact.kind().name(), start, end, text }
        });
        Record {
            id: self.name,
            line: self.line,
            start,
            end,
            text,
            words: self.reasons.words.iter().map(|&word| spans.pair(word)).collect(),
            facts: facts.collect(),
        }
    }
}

/// Spans sorted, with those that overlap made one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let overlap = kept.overlaps(*next);
        *kept = if overlap { kept.join(*next) } else { *kept };
        overlap
    });
    spans
}

/// A stretch of text on one line, runs of white space as one blank, with the `lit` spans
/// in bold.
fn one_line(text: &str, span: Span, lit: &[Span]) -> String {
    let mut line = String::with_capacity(span.len() + lit.len() * 8);
    let mut at = span.start;
    let part = |start: u32, end: u32, line: &mut String| {
        let part = Span { start, end };
        for character in part.of(text).chars() {
            if character.is_whitespace() {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            } else {
                line.push(visible::symbol(character).unwrap_or(character));
            }
        }
    };
    for word in lit.iter().filter(|word| span.covers(**word)) {
        part(at, word.start, &mut line);
        line.push_str("\x1b[1m");
        part(word.start, word.end, &mut line);
        line.push_str("\x1b[0m");
        at = word.end;
    }
    part(at, span.end, &mut line);
    line
}

/// Puts what was found on standard output, in order.
struct Lines {
    out: Output,
    progress: Progress,
    documents: usize,
    found: bool,
    fine: bool,
}

impl Sink<Answer> for Lines {
    fn take(&mut self, answer: Answer) -> io::Result<()> {
        if let Some(complaint) = &answer.complaint {
            self.progress.clear();
            complain(complaint);
        }
        for line in &answer.lines {
            self.out.safe(line.as_bytes())?;
            self.out.safe(b"\n")?;
        }
        self.found |= !answer.lines.is_empty();
        self.fine &= !answer.failed;
        self.documents += 1;
        self.progress.show(self.documents);
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn lost(&mut self) {
        self.fine = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_one_line_with_its_words_lit() {
        let text = "One\r\n  two\u{1b}[31m three.";
        let whole = Span::new(0, text.len());
        assert_eq!(one_line(text, whole, &[]), "One two␛[31m three.");
        let lit = joined(vec![Span::new(8, 10), Span::new(7, 9)]);
        assert_eq!(one_line(text, whole, &lit), "One \u{1b}[1mtwo\u{1b}[0m␛[31m three.");
    }
}
