//! What holds of the facts of any text.

use proptest::prelude::*;

use super::testing::document;
use super::{Detail, Facts, extract, extract_within};
use crate::document::Span;

/// Words and marks that the rules look at, in any order.
const WORDS: &[&str] = &[
    "the",
    "The",
    "of",
    "and",
    "said",
    "that",
    "according",
    "to",
    "President",
    "Sen.",
    "Anna",
    "Smith",
    "al-Assad",
    "US",
    "U.S.",
    "Ministry",
    "Committee",
    "University",
    "Inc.",
    "in",
    "by",
    "Moscow",
    "(",
    ")",
    "(R-AR)",
    ",",
    ".",
    "\n",
    "\n\n",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "'s",
    ":",
    ";",
    "—",
    "officials",
    "warned",
    "voiced",
    "stating",
    "who",
    "a",
    "former",
    "captain",
    "2019",
    "65th",
    "May",
    "&",
    "van",
    "der",
    "Jr.",
    "é",
    "漢",
    "🙂",
    "\u{301}",
    "-",
    "News",
];

fn texts() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(proptest::sample::select(WORDS), 0..80);
    prop_oneof![
        words.prop_map(|words| words.join(" ")),
        "(?s).{0,300}",
        "[A-Z][a-z]{0,5}( [A-Z\"“”.,]{0,3}[a-z]{0,4}){0,60}"
    ]
}

fn spans(facts: &Facts) -> Vec<Span> {
    let brief = &facts.brief;
    let questions = [&brief.who, &brief.what, &brief.when, &brief.r#where, &brief.why, &brief.how];
    let mut spans: Vec<Span> = questions.into_iter().flatten().copied().collect();
    spans.extend(&facts.sentences);
    for fact in &facts.facts {
        spans.push(fact.span);
        if let Detail::Quote(quote) = &fact.detail {
            spans.extend(quote.speaker);
            spans.extend(quote.cue);
        }
    }
    spans
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn spans_fit_the_text_and_are_sorted(text in texts()) {
        let document = document(&text);
        let facts = extract(&document);
        for span in spans(&facts) {
            prop_assert!(text.get(span.range()).is_some_and(|slice| !slice.is_empty()), "{span:?}");
        }
        let order: Vec<_> =
            facts.facts.iter().map(|fact| (fact.span.start, fact.span.end, fact.kind())).collect();
        prop_assert!(order.is_sorted());
        for fact in &facts.facts {
            let sentence = facts.sentences.get(fact.sentence as usize);
            prop_assert!(sentence.is_some_and(|sentence| sentence.contains(fact.span.start)));
        }
    }

    #[test]
    fn entities_count_their_mentions(text in texts()) {
        let facts = extract(&document(&text));
        let mut mentions = vec![0; facts.entities.len()];
        for fact in &facts.facts {
            let Some(id) = fact.entity() else { continue };
            let entity = facts.entity(id);
            prop_assert_eq!(entity.map(|entity| entity.kind), Some(fact.kind()));
            mentions[id.0 as usize] += 1;
        }
        let counted: Vec<u32> = facts.entities.iter().map(|entity| entity.mentions).collect();
        prop_assert_eq!(mentions, counted);
    }

    #[test]
    fn the_same_text_has_the_same_facts(text in texts()) {
        let document = document(&text);
        prop_assert_eq!(extract(&document), extract(&document));
    }

    #[test]
    fn a_part_is_read_by_whole_blocks(text in texts(), at in 0u32..400, length in 0u32..100) {
        let document = document(&text);
        let range = Span { start: at.min(document.len()), end: (at + length).min(document.len()) };
        let facts = extract_within(&document, range);
        let touched = |span: Span| span.overlaps(facts.range);
        prop_assert!(facts.range.covers(range));
        prop_assert!(facts.sentences.iter().all(|&span| touched(span)));
    }
}
