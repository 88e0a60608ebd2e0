use proptest::prelude::*;

use super::*;

static GO: AtomicBool = AtomicBool::new(false);

fn index(labels: &[&str]) -> Index {
    let mut index = Index::new();
    labels.iter().for_each(|label| {
        index.push(label);
    });
    index
}

fn found(index: &mut Index, query: &str) -> Vec<String> {
    let matches = index.query(query, 10, &GO).unwrap();
    matches.best.iter().map(|found| index.label(found.label)).collect()
}

#[test]
fn word_starts_and_neighbours_rank_first() {
    let mut index = index(&["Forgone", "General Order", "Ergonomics", "Gone Home"]);
    assert_eq!(found(&mut index, "go"), ["Gone Home", "General Order", "Forgone", "Ergonomics"]);
}

#[test]
fn accents_and_case_do_not_matter_and_ranges_are_of_the_original() {
    let mut index = index(&["Expedição a São Tomé"]);
    let matches = index.query("SAO tome", 10, &GO).unwrap();
    let label = index.label(0);
    let shown: Vec<&str> =
        matches.best[0].ranges.iter().map(|range| &label[range.clone()]).collect();
    assert_eq!(shown, ["São", "Tomé"]);
}

#[test]
fn all_words_must_match_in_any_order() {
    let mut index = index(&["Customs and Border Protection", "Border talks", "Customs duties"]);
    assert_eq!(found(&mut index, "bord cust"), ["Customs and Border Protection"]);
    assert_eq!(index.query("bord", 10, &GO).unwrap().total, 2);
}

#[test]
fn removed_labels_are_not_found_even_by_a_narrowed_query() {
    let mut index = index(&["Oslo", "Osaka", "Lima"]);
    assert_eq!(index.query("o", 10, &GO).unwrap().total, 2);
    index.remove(0);
    index.push("Oswald");
    assert_eq!(found(&mut index, "os"), ["Osaka", "Oswald"]);
    assert_eq!(found(&mut index, ""), ["Osaka", "Lima", "Oswald"]);
}

#[test]
fn a_cancelled_query_returns_nothing() {
    let stop = AtomicBool::new(true);
    assert!(index(&["Oslo"]).query("o", 10, &stop).is_none());
}

/// Every label scored by `SkimMatcherV2` alone.
fn by_skim(index: &Index, query: &str, limit: usize) -> Vec<(u32, i32)> {
    let query = Query::new(query);
    let mut keys: Vec<(Key, i32)> = (0..index.labels.count())
        .filter_map(|label| {
            let text = index.labels.folded(label);
            let (score, _) = skim(text, &query)?;
            Some((Key::new(score, text.len(), label), score))
        })
        .collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.iter().take(limit).map(|(key, score)| (key.label(), *score)).collect()
}

fn summary(matches: &Matches) -> Vec<(u32, i32)> {
    matches.best.iter().map(|found| (found.label, found.score)).collect()
}

/// More labels than skim is asked for, of few words, so that many nearly tie.
fn many_labels() -> Index {
    const WORDS: [&str; 12] = [
        "government",
        "Go-ahead",
        "order",
        "Oslo",
        "Gordon",
        "the",
        "review/office",
        "tax_rise",
        "Vega",
        "ego",
        "Overton",
        "grain",
    ];
    let mut index = Index::new();
    let mut seed = 7u64;
    for _ in 0..20 * SKIM_LABELS {
        let mut label = String::new();
        for _ in 0..4 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            label.push_str(WORDS[(seed >> 40) as usize % WORDS.len()]);
            label.push(if seed >> 60 == 0 { '-' } else { ' ' });
        }
        index.push(&label);
    }
    index
}

#[test]
fn the_best_twenty_are_those_of_skim_alone() {
    let mut index = many_labels();
    for query in ["g", "go", "gov", "gvo", "ov", "tax go", "e r", "oo", "review", "zz"] {
        let matches = index.query(query, 20, &GO).unwrap();
        assert_eq!(summary(&matches), by_skim(&index, query, 20), "query {query:?}");
    }
}

proptest! {
    #[test]
    fn the_cheap_score_is_skims_and_within_its_bound(
        label in "[a-e]{0,6}[ /_.-]?[A-Ea-e]{0,8}[ (-]{0,2}[a-e]{0,9}",
        word in "[a-e]{1,4}",
    ) {
        let query = Query::new(&word);
        let index = index(&[&label]);
        let text = index.labels.folded(0);
        let exact = skim(text, &query).map(|(score, _)| score);
        let word = &query.words()[0];
        prop_assert_eq!(exact.is_some(), score::matches(text.as_bytes(), word));
        prop_assert_eq!(Scorer::default().cheap(text.as_bytes(), word), exact);
        if let Some(exact) = exact {
            let heads = index.labels.heads(0);
            let close = score::close_bound(text.as_bytes(), heads, word);
            prop_assert!(score::bound(heads, word) >= close && close >= exact);
        }
    }

    #[test]
    fn narrowing_finds_what_a_fresh_query_finds(
        labels in prop::collection::vec("[a-cé ]{0,8}", 0..60),
        query in "[a-cé ]{1,6}",
        late in 0usize..6,
    ) {
        let mut narrowed = Index::new();
        let mut pending = labels.iter();
        let ends = query.char_indices().map(|(at, letter)| at + letter.len_utf8());
        for (typed, end) in ends.enumerate() {
            let take = if typed < late { labels.len() / 6 } else { labels.len() };
            pending.by_ref().take(take).for_each(|label| { narrowed.push(label); });
            narrowed.query(&query[..end], 50, &GO).unwrap();
        }
        pending.for_each(|label| { narrowed.push(label); });
        let mut fresh = Index::new();
        labels.iter().for_each(|label| { fresh.push(label); });
        let expected = fresh.query(&query, 50, &GO).unwrap();
        prop_assert_eq!(narrowed.query(&query, 50, &GO).unwrap(), expected);
    }

    #[test]
    fn matched_ranges_spell_the_query(label in "\\PC{0,20}", picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let folded: Vec<char> = fold::fold(&label).chars().filter(|letter| !letter.is_whitespace()).collect();
        prop_assume!(!folded.is_empty());
        let mut at: Vec<usize> = picks.iter().map(|pick| pick.index(folded.len())).collect();
        at.sort_unstable();
        at.dedup();
        let query: String = at.iter().map(|&at| folded[at]).collect();
        let mut index = index(&[&label]);
        let matches = index.query(&query, 1, &GO).unwrap();
        prop_assert_eq!(matches.total, 1);
        let mut shown = String::new();
        let mut end = 0;
        for range in &matches.best[0].ranges {
            prop_assert!(end <= range.start);
            end = range.end;
            shown.push_str(label.get(range.clone()).expect("on character boundaries"));
        }
        prop_assert!(score::matches(fold::fold(&shown).as_bytes(), &Query::new(&query).words()[0]));
    }

    #[test]
    fn nothing_panics(labels in prop::collection::vec(any::<String>(), 0..8), query in any::<String>()) {
        let mut index = Index::new();
        labels.iter().for_each(|label| { index.push(label); });
        let matches = index.query(&query, 5, &GO).unwrap();
        prop_assert!(matches.best.len() <= matches.total);
    }
}
