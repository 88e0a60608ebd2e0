//! How sure a fact is: what its recogniser's rule, or the score of its model, was worth on
//! gold data.
//!
//! The table in `assets/confidence.txt` is measured by `src/bin/calibrate`: of the facts that
//! a rule made in annotated text it holds the share that was right. Only for kinds that no
//! corpus annotates fully is it set by hand.

use std::sync::LazyLock;

use super::fixed::{FixedMap, map_for};
use super::model::{Kind, Origin};

/// Of each kind, recogniser and rule: steps of the score (lowest first) with the share of
/// facts from that score on that are right. A rule without scores has one step, at 0.
type Table = FixedMap<(&'static str, &'static str, &'static str), Vec<(f32, f32)>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../assets/confidence.txt")));

/// Of a rule that was never measured: as likely wrong as right.
const UNMEASURED: f32 = 0.5;

/// Rules that the table has room for without growing.
const ROOM: usize = 100;

/// Stands in the table for all rules that it does not name.
const OTHER_RULES: &str = "-";

/// How sure a fact of this kind and origin is, from 0 to 1.
pub(super) fn confidence(kind: Kind, origin: &Origin) -> f32 {
    let steps_of = |rule| TABLE.get(&(kind.name(), origin.recogniser, rule));
    let steps = steps_of(origin.rule).or_else(|| steps_of(OTHER_RULES));
    let score = origin.score.unwrap_or_default();
    let reached = |steps: &Vec<(f32, f32)>| {
        let below = steps.partition_point(|(from, _)| *from <= score);
        steps.get(below.saturating_sub(1)).map(|(_, share)| *share)
    };
    steps.and_then(reached).unwrap_or(UNMEASURED)
}

/// Lines of kind, recogniser, rule, lowest score, share, with tabs between.
fn read(text: &'static str) -> Table {
    let mut table: Table = map_for(ROOM);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let key = (field(), field(), field());
        if let (Ok(from), Ok(share)) = (field().parse(), field().parse()) {
            table.entry(key).or_default().push((from, share));
        }
    }
    table.values_mut().for_each(|steps| steps.sort_by(|a, b| a.0.total_cmp(&b.0)));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_worth_what_its_step_was() {
        let table = read("# kind\nperson\tname\tmodel\t0.5\t0.8\nperson\tname\tmodel\t0\t0.4\n");
        assert_eq!(table[&("person", "name", "model")], [(0.0, 0.4), (0.5, 0.8)]);
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("../../assets/confidence.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(TABLE.values().map(Vec::len).sum::<usize>(), lines);
        let shares = TABLE.values().flatten().map(|(_, share)| *share);
        assert!(shares.into_iter().all(|share| (0.0..=1.0).contains(&share)));
    }

    #[test]
    fn a_rule_that_was_never_measured_is_even() {
        let origin = Origin { recogniser: "none", rule: "none", score: None };
        assert_eq!(confidence(Kind::Link, &origin), UNMEASURED);
    }
}
