//! Any words in any order.

use proptest::prelude::*;

use super::dates;

/// Words and marks that the grammar knows, in any order.
fn fragments() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "the",
        "last",
        "next",
        "first",
        "two",
        "19",
        "1999",
        "3:30",
        "p.m.",
        "May",
        "Friday",
        "week",
        "years",
        "ago",
        "of",
        "in",
        "and",
        "a",
        "half",
        "to",
        "from",
        "between",
        "-",
        "/",
        ",",
        "mid",
        "early",
        "spring",
        "quarter",
        "day",
        "after",
        "Christmas",
        "now",
        "'s",
        "every",
        "century",
        "BC",
        "99999",
        "00",
        "31",
        "that",
        "morning",
        "tonight",
        "at",
        "s",
        "“",
        ".",
        "é",
        "two thousand",
        "every",
        "starting",
        "for",
        "weekend",
        "business days",
        "nights",
        "Sundays",
        "from now",
        "Easter week",
        "week-long",
        "Dec31",
        "9999",
        "10000",
    ];
    proptest::collection::vec((0..WORDS.len(), prop::bool::ANY), 0..24).prop_map(|picks| {
        picks.into_iter().fold(String::new(), |text, (word, glued)| {
            text + WORDS.get(word).copied().unwrap_or_default() + if glued { "" } else { " " }
        })
    })
}

proptest! {
    #[test]
    fn any_words_in_any_order_are_placed_or_left(text in fragments(), dated in prop::bool::ANY) {
        for (_, date) in dates(&text, dated.then_some("2024-03-31")) {
            prop_assert!(!date.value.is_empty());
            prop_assert!(date.from.is_some() == date.to.is_some());
        }
    }
}

#[test]
fn nothing_nests_without_end() {
    for phrase in ["the first day of ", "the week of ", "from ", "two days after ", "May to "] {
        let found = dates(&phrase.repeat(5_000), Some("2024-03-31"));
        assert!(found.len() <= 5_000, "{phrase}");
    }
}
