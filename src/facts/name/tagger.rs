//! The tagger of rules and word lists.

use std::collections::HashSet;

use super::decide::Decision;
use super::headline;
use super::run::RunFinder;
use super::segment::{Candidate, Segmenter};
use super::{Mention, NameTagger};
use crate::facts::lexicon::{Classes, lexicon};
use crate::facts::reading::{Line, Reading};

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
    let lexicon = lexicon();
    let is_attested = |word: &str| attested.contains(word);
    if headline {
        return headline::candidates(lexicon, line, is_attested);
    }
    let mut candidates = Vec::new();
    let segmenter = Segmenter::new(*line);
    for run in RunFinder::new(lexicon, *line).runs(is_attested) {
        segmenter.cut(&run, &mut candidates);
    }
    candidates
}
