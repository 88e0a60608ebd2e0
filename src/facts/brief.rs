//! The brief: spans that answer who, what, when, where, why and how.
//!
//! Read from the first sentences of the article and from how often a name is mentioned.
//! Where nothing tells an answer, there is none.

use std::collections::HashMap;

use super::lexicon::Classes;
use super::model::{Brief, DateType, Detail, EntityId, Fact, Kind};
use super::quote::{is_finite, subject_at_head};
use super::reading::{Line, Reading};
use crate::document::Span;

/// Most answers to one question.
const MOST: usize = 3;

/// Sentences that the beginning of an article has.
const LEAD: usize = 3;

/// Sentences in which reasons and ways are looked for.
const BODY: usize = 12;

/// The longest answer that is a clause (tokens).
const MAX_CLAUSE: usize = 30;

/// Words that begin a reason.
const REASONS: &[&[&str]] = &[
    &["because"],
    &["due", "to"],
    &["in", "response", "to"],
    &["in", "order", "to"],
    &["in", "the", "wake", "of"],
    &["as", "a", "result", "of"],
    &["so", "that"],
    &["amid"],
    &["following"],
    &["owing", "to"],
    &["in", "protest", "at"],
    &["in", "retaliation", "for"],
    &["after"],
];

/// Words that begin a way or means.
const WAYS: &[&[&str]] = &[
    &["by", "-ing"],
    &["through"],
    &["by", "means", "of"],
    &["using"],
    &["via"],
    &["with", "the", "help", "of"],
];

/// The brief of a text whose `facts` are sorted.
pub fn brief(reading: &Reading<'_>, facts: &[Fact]) -> Brief {
    let lead = Lead { reading, facts, sentences: article_sentences(reading) };
    Brief {
        who: lead.who(),
        what: lead.what(),
        when: lead.when(),
        r#where: lead.places(),
        why: lead.clauses(REASONS),
        how: lead.clauses(WAYS),
    }
}

/// The first sentences that stand in no heading and are whole.
fn article_sentences(reading: &Reading<'_>) -> Vec<usize> {
    let analysis = reading.analysis();
    let whole = |sentence: &usize| {
        !analysis.is_heading(*sentence) && analysis.tokens_of(*sentence).len() > 5
    };
    (0..analysis.sentences().len()).filter(whole).take(BODY).collect()
}

struct Lead<'r, 'a> {
    reading: &'r Reading<'a>,
    facts: &'r [Fact],
    sentences: Vec<usize>,
}

impl Lead<'_, '_> {
    fn lead(&self) -> impl Iterator<Item = usize> + '_ {
        self.sentences.iter().copied().take(LEAD)
    }

    /// The subject of the first sentence, then the persons and organisations that the
    /// beginning names and that are mentioned most.
    fn who(&self) -> Vec<Span> {
        let mut found = Vec::new();
        if let Some(subject) = self.lead().next().and_then(|sentence| self.subject(sentence)) {
            found.push(subject);
        }
        for fact in self.most_mentioned(&[Kind::Person, Kind::Organisation]) {
            if !found.iter().any(|span: &Span| span.overlaps(fact.span)) {
                found.push(fact.span);
            }
        }
        found.truncate(MOST);
        found
    }

    /// The noun phrase at the head of a sentence, where it names somebody.
    fn subject(&self, sentence: usize) -> Option<Span> {
        let line = self.reading.line(sentence);
        let (from, to) = subject_at_head(&line)?;
        let somebody = (from..to).any(|at| {
            line.is(at, Classes::HUMAN)
                || line.is(at, Classes::CAPITAL) && !line.is(at, Classes::FUNCTION)
        });
        (somebody && to - from <= MAX_CLAUSE / 2).then(|| line.span(from, to))
    }

    /// The first mentions of the entities of some kinds that are named early and most.
    fn most_mentioned(&self, kinds: &[Kind]) -> Vec<&Fact> {
        let mut counts: HashMap<EntityId, usize> = HashMap::new();
        let mut first: Vec<&Fact> = Vec::new();
        let last = self.sentences.last().copied().unwrap_or_default();
        for fact in self.facts.iter().filter(|fact| kinds.contains(&fact.kind())) {
            let Some(id) = fact.entity() else { continue };
            let count = counts.entry(id).or_default();
            *count += 1;
            if *count == 1 && fact.sentence as usize <= last {
                first.push(fact);
            }
        }
        let count = |fact: &&Fact| fact.entity().and_then(|id| counts.get(&id)).copied();
        first.sort_by_key(|fact| (std::cmp::Reverse(count(fact)), fact.span.start));
        first.retain(|fact| count(fact) > Some(1) || (fact.sentence as usize) < LEAD);
        first
    }

    /// What the first sentences say: the predicate behind the subject.
    fn what(&self) -> Vec<Span> {
        self.lead().filter_map(|sentence| self.predicate(sentence)).take(1).collect()
    }

    fn predicate(&self, sentence: usize) -> Option<Span> {
        let line = self.reading.line(sentence);
        let (_, behind) = subject_at_head(&line)?;
        let verb = (behind..line.len()).find(|&at| line.is(at, Classes::WORD))?;
        let most = line.len().min(verb + MAX_CLAUSE);
        let end =
            (verb + 1..most).find(|&at| matches!(line.word(at), "," | ";" | "." | "—" | "–" | ":"));
        let end = end.unwrap_or(most);
        let told = (verb..end).any(|at| is_finite(&line, at) || line.is(at, Classes::AUXILIARY));
        (told && end > verb + 2).then(|| line.span(verb, end))
    }

    /// The dates of the beginning, points in time before others.
    fn when(&self) -> Vec<Span> {
        let dates = |points: bool| {
            self.facts.iter().filter(move |fact| match &fact.detail {
                Detail::Date(date) => {
                    matches!(date.date_type, DateType::Date | DateType::Time) == points
                }
                _ => false,
            })
        };
        let early = |fact: &&Fact| self.sentences.contains(&(fact.sentence as usize));
        let points: Vec<Span> =
            dates(true).filter(early).map(|fact| fact.span).take(MOST).collect();
        if points.is_empty() {
            dates(false).filter(early).map(|fact| fact.span).take(1).collect()
        } else {
            points
        }
    }

    fn places(&self) -> Vec<Span> {
        self.most_mentioned(&[Kind::Place]).iter().map(|fact| fact.span).take(MOST).collect()
    }

    /// The first clauses that begin with one of the word sequences.
    fn clauses(&self, openings: &[&[&str]]) -> Vec<Span> {
        let mut found = Vec::new();
        for &sentence in &self.sentences {
            let line = self.reading.line(sentence);
            let begins = |at: usize| line.is(at, Classes::FUNCTION.with(Classes::COMMON));
            let from = (0..line.len())
                .find(|&at| begins(at) && openings.iter().any(|words| opens(&line, at, words)));
            if let Some(from) = from {
                found.push(line.span(from, clause_end(&line, from)));
            }
        }
        found.truncate(MOST);
        found
    }
}

/// Whether the words stand at `at`; `-ing` stands for any word with that ending.
fn opens(line: &Line<'_>, at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(index, word)| {
        let written = line.word(at + index);
        match *word {
            "-ing" => written.len() > 5 && written.ends_with("ing"),
            word => written.eq_ignore_ascii_case(word),
        }
    })
}

fn clause_end(line: &Line<'_>, from: usize) -> usize {
    let most = line.len().min(from + MAX_CLAUSE);
    (from + 1..most)
        .find(|&at| {
            matches!(line.word(at), "," | ";" | "." | ":" | "—" | "–" | "?" | "!" | "\"" | "”")
        })
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use crate::document::Span;
    use crate::facts::testing::document;
    use crate::facts::{Brief, extract};

    fn brief(text: &str) -> Brief {
        extract(&document(text)).brief
    }

    fn texts<'t>(text: &'t str, spans: &[Span]) -> Vec<&'t str> {
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_beginning_answers() {
        let text = "GHENT, May 3 (Reuters) - Mayor Otto Lang closed the harbour bridge in Ghent on Friday because its piers were cracked. Divers had found the damage by scanning the river bed.";
        let brief = brief(text);
        assert_eq!(texts(text, &brief.who).first(), Some(&"Mayor Otto Lang"));
        assert_eq!(
            texts(text, &brief.what),
            ["closed the harbour bridge in Ghent on Friday because its piers were cracked"]
        );
        assert!(texts(text, &brief.r#where).contains(&"GHENT"));
        assert_eq!(texts(text, &brief.why), ["because its piers were cracked"]);
        assert_eq!(texts(text, &brief.how), ["by scanning the river bed"]);
        assert!(!brief.when.is_empty());
    }

    #[test]
    fn what_nothing_tells_is_absent() {
        let told = brief("Once upon a time there was a house that nobody lived in.");
        assert_eq!(
            (told.who.len(), told.r#where.len(), told.why.len(), told.how.len()),
            (0, 0, 0, 0)
        );
        assert_eq!(brief(""), Brief::default());
    }

    #[test]
    fn no_question_has_many_answers() {
        let text = "Anna Berg met Otto Lang, Nora Weiss, Omar Haddad and Lena Fox in Ghent, Lille, Bonn, Graz and Bern.";
        let brief = brief(text);
        assert!(brief.who.len() <= 3 && brief.r#where.len() <= 3);
    }
}
