//! From judged facts to the table of confidences.
//!
//! A rule's share of right facts is drawn towards its recogniser's, and that towards the
//! share of all, the more the fewer facts there are (a Beta prior). A model's score becomes a step function that never falls:
//! isotonic regression by pooling adjacent violators (Ayer et al. 1955), as Zadrozny and
//! Elkan (2002) calibrate classifiers.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::judge::Judged;

/// So many facts of its recogniser's average are added to those of a rule.
const PRIOR: f64 = 6.0;

/// A step of the score stands for at least so many facts.
const MIN_STEP: f64 = 60.0;

/// Where the part of the file begins that this program leaves as it is.
const BY_HAND: &str = "# Set by hand";

const HEAD: &str = "\
# Of the facts of a kind that a rule of a recogniser made in annotated text, with at least
# this score of its model, the share that is right. Measured by
# cargo run --release --features train --bin calibrate
# kind, recogniser, rule (- for all others), lowest score, share
";

/// The new content of the table; what was set by hand is kept from the old one.
pub fn write(judged: &[Judged], before: &str) -> String {
    let mut groups: BTreeMap<_, Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        groups.entry((judged.kind, judged.origin.recogniser)).or_default().push(judged);
    }
    let all = Tally::of(&judged.iter().collect::<Vec<_>>());
    let prior = Tally { right: PRIOR * all.share(&Tally::default()), all: PRIOR };
    let mut table = HEAD.to_string();
    for ((kind, recogniser), judged) in groups {
        let mean = Tally::of(&judged).share(&prior);
        let mut line = |rule: &str, from: f32, share: f64| {
            let _ = writeln!(table, "{}\t{recogniser}\t{rule}\t{from:.3}\t{share:.3}", kind.name());
        };
        line("-", 0.0, mean);
        for (rule, judged) in by_rule(&judged) {
            steps(&judged, mean).into_iter().for_each(|(from, share)| line(rule, from, share));
        }
    }
    let by_hand = before.find(BY_HAND).and_then(|at| before.get(at..)).unwrap_or_default();
    table + by_hand
}

fn by_rule<'a>(judged: &[&'a Judged]) -> BTreeMap<&'static str, Vec<&'a Judged>> {
    let mut rules: BTreeMap<_, Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        rules.entry(judged.origin.rule).or_default().push(judged);
    }
    rules
}

/// The lowest score of each step, and the share from it on.
fn steps(judged: &[&Judged], mean: f64) -> Vec<(f32, f64)> {
    let mut scored: Vec<&Judged> = judged.to_vec();
    scored.sort_by(|a, b| score(a).total_cmp(&score(b)));
    let mut steps: Vec<(f32, Tally)> = Vec::new();
    for judged in scored {
        let tally = Tally::of(&[judged]);
        match steps.last_mut() {
            Some((from, last)) if *from == score(judged) => last.add(&tally),
            _ => steps.push((score(judged), tally)),
        }
        pool(&mut steps);
    }
    // The last step is not waited for to fill.
    if let [.., (_, before), (_, last)] = steps.as_mut_slice()
        && last.all < MIN_STEP
    {
        before.add(&last.clone());
        steps.pop();
    }
    let prior = Tally { right: PRIOR * mean, all: PRIOR };
    let mut shares: Vec<(f32, f64)> =
        steps.iter().map(|(from, tally)| (*from, tally.share(&prior))).collect();
    if let Some((from, _)) = shares.first_mut() {
        *from = 0.0;
    }
    shares
}

/// Joins the last steps while the last is not better than the one before it, or the one
/// before it stands for too few facts.
fn pool(steps: &mut Vec<(f32, Tally)>) {
    while let [.., (_, before), (_, last)] = steps.as_mut_slice() {
        let falls = last.right * before.all <= before.right * last.all;
        if !falls && before.all >= MIN_STEP {
            return;
        }
        before.add(&last.clone());
        steps.pop();
    }
}

fn score(judged: &Judged) -> f32 {
    judged.origin.score.unwrap_or_default()
}

/// How many facts, and how many of them are right.
#[derive(Clone, Debug, Default)]
struct Tally {
    right: f64,
    all: f64,
}

impl Tally {
    fn of(judged: &[&Judged]) -> Self {
        let mut tally = Self::default();
        for judged in judged {
            tally.all += 1.0;
            tally.right += f64::from(u8::from(judged.right));
        }
        tally
    }

    fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// The share of right ones, with those of `prior` added.
    fn share(&self, prior: &Self) -> f64 {
        (self.right + prior.right) / (self.all + prior.all)
    }
}

#[cfg(test)]
mod tests {
    use gleaner::facts::{Kind, Origin};

    use super::*;

    fn judged(score: f32, right: bool) -> Judged {
        let origin = Origin { recogniser: "model", rule: "tag", score: Some(score) };
        Judged { kind: Kind::Person, origin, confidence: 0.0, right }
    }

    #[test]
    fn shares_never_fall_with_the_score() {
        let facts: Vec<Judged> =
            (0..1000_u16).map(|at| judged(f32::from(at) / 1000.0, at * 7 % 1000 < at)).collect();
        let steps = steps(&facts.iter().collect::<Vec<_>>(), 0.5);
        assert!(steps.len() > 2, "{steps:?}");
        assert!(steps.is_sorted_by(|a, b| a.0 < b.0 && a.1 <= b.1), "{steps:?}");
    }

    #[test]
    fn a_rare_rule_is_drawn_towards_its_recogniser() {
        let facts = [judged(0.5, true)];
        let steps = steps(&facts.iter().collect::<Vec<_>>(), 0.5);
        assert!(steps[0].0 == 0.0 && (0.5..0.7).contains(&steps[0].1), "{steps:?}");
    }

    #[test]
    fn what_was_set_by_hand_is_kept() {
        let table = write(&[judged(0.5, true)], "old\n# Set by hand\nlink\ta\tb\t0\t0.9\n");
        assert!(table.ends_with("# Set by hand\nlink\ta\tb\t0\t0.9\n") && !table.contains("old"));
        assert!(table.contains("person\tmodel\ttag\t0.000\t1.000\n"));
    }
}
