//! The tagger of rules and word lists.

use std::collections::HashSet;

use super::decide::Decision;
use super::headline;
use super::run::RunFinder;
use super::segment::{Candidate, Guess, Segmenter};
use super::{Mention, NameTagger};
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::reading::{Line, Reading};
use crate::facts::token::TokenKind;

/// Runs of capitalised words, cut with the help of the lists; what these do not tell,
/// the form of the name, the words around it and its other mentions decide.
#[derive(Clone, Copy, Debug)]
pub struct RuleTagger;

impl NameTagger for RuleTagger {
    fn name(&self) -> &'static str {
        "rules"
    }

    fn tag(&self, reading: &Reading<'_>) -> Vec<Mention> {
        let headlines: Vec<bool> =
            reading.lines().map(|line| is_headline(reading, &line)).collect();
        let attested = attested(reading, &headlines);
        let mut candidates = Vec::new();
        for (line, headline) in reading.lines().zip(&headlines) {
            let found = read(&line, *headline, &attested);
            candidates.extend(found.into_iter().map(|candidate| (line.sentence, candidate)));
        }
        Decision::new(reading, candidates).mentions()
    }
}

fn is_headline(reading: &Reading<'_>, line: &Line<'_>) -> bool {
    reading.analysis().is_heading(line.sentence) || headline::is_headline(line)
}

/// Words with a capital where none is due: inside sentences that are no headlines.
fn attested<'r>(reading: &'r Reading<'_>, headlines: &[bool]) -> HashSet<&'r str> {
    let mut words = HashSet::with_capacity(reading.analysis().tokens().len() / 16);
    for (line, _) in reading.lines().zip(headlines).filter(|(_, headline)| !**headline) {
        let due = |at: usize| {
            line.is(at - 1, Classes::WORD.with(Classes::POSSESSIVE)) || line.word(at - 1) == ","
        };
        let capital = |at: &usize| line.is(*at, Classes::CAPITAL) && due(*at);
        words.extend((1..line.len()).filter(capital).map(|at| line.word(at)));
    }
    words
}

fn read(line: &Line<'_>, headline: bool, attested: &HashSet<&str>) -> Vec<Candidate> {
    let is_attested = |word: &str| attested.contains(word);
    if headline {
        return headline::candidates(line, is_attested);
    }
    let mut candidates = Vec::new();
    let segmenter = Segmenter::new(*line);
    RunFinder::new(*line).runs(is_attested, |run| segmenter.cut(run, &mut candidates));
    with_call_signs(line, candidates)
}

/// The candidates with the names that begin with a digit and are written as one word
/// (`6PR`, `3AW`, `4FM`): stations and labels.
fn with_call_signs(line: &Line<'_>, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let signs: Vec<usize> = (0..line.len()).filter(|&at| is_call_sign(line, at)).collect();
    for sign in signs {
        let first = with_frequency(line, sign);
        let end = sign + 2;
        candidates.retain(|other| other.end <= first || other.first >= end);
        let guess = Guess::Formed(Kind::Organisation);
        candidates.push(Candidate { first, end, guess, title: None });
        candidates.sort_by_key(|candidate| candidate.first);
    }
    candidates
}

/// The first token with the frequency before a station's call sign (`882 6PR`).
fn with_frequency(line: &Line<'_>, sign: usize) -> usize {
    let frequency = |at: &usize| {
        line.kind(*at) == Some(TokenKind::Number)
            && (line.word(*at).len() == 3 || line.word(*at).contains('.'))
    };
    sign.checked_sub(1).filter(frequency).unwrap_or(sign)
}

/// Whether a short number and the capitals behind it are one word, and no measure, time
/// or year.
fn is_call_sign(line: &Line<'_>, at: usize) -> bool {
    const MAX_DIGITS: usize = 3;
    if line.kind(at) != Some(TokenKind::Number) {
        return false;
    }
    let (number, letters) = (line.word(at), line.word(at + 1));
    let glued = |at: usize| {
        at + 1 < line.len() && line.span(at, at + 1).end == line.span(at + 1, at + 2).start
    };
    number.len() <= MAX_DIGITS
        && (2..=3).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && glued(at)
        && (at == 0 || !glued(at - 1))
        && MEASURES.binary_search(&letters).is_err()
}

/// Capitals behind a number that make a measure, a time, a year or an ordinal of it;
/// sorted.
const MEASURES: &[&str] = &[
    "AD", "AM", "BC", "BCE", "BN", "CAD", "CC", "CE", "CET", "CM", "CST", "DPI", "EDT", "EST",
    "EUR", "FPS", "FT", "GB", "GBP", "GHZ", "GMT", "GW", "HP", "HRS", "HZ", "IN", "INR", "KB",
    "KG", "KM", "KPH", "KW", "LB", "LBS", "MAH", "MB", "MHZ", "MIN", "ML", "MM", "MP", "MPG",
    "MPH", "MW", "ND", "NM", "OZ", "PB", "PCS", "PM", "PPM", "PST", "PT", "PX", "RD", "RPM", "SEC",
    "ST", "TB", "TH", "TN", "USD", "UTC", "YO",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::testing::document;

    fn call_signs(text: &str) -> Vec<String> {
        let document = document(text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        let mentions = RuleTagger.tag(&reading);
        let signs = mentions.iter().filter(|mention| mention.origin.rule == "call sign");
        signs.map(|mention| mention.span.of(text).to_string()).collect()
    }

    #[test]
    fn a_number_with_capitals_behind_it_is_a_name() {
        assert_eq!(
            call_signs("In 1971 5XR was sold to 4FM and 702 2BQ."),
            ["5XR", "4FM", "702 2BQ"]
        );
    }

    #[test]
    fn measures_times_and_ordinals_are_no_names() {
        assert!(call_signs("At 5PM the 3RD disk of 20GB ran 15KM/h for 3X and A4BC.").is_empty());
    }
}
