//! What finds facts of one kind, and the registry of those that read values.
//!
//! To add a kind of value: one file with a unit struct, `impl Recogniser` for it, a line
//! in [`value_recognisers`], and its name in the shared test at the end of this file.

use super::{Analysis, Fact};

/// Finds facts of one kind.
///
/// A recogniser is a pure function of the analysis and of what was found before it: it
/// may look at `found`, to leave alone what another has read already, and only appends.
/// The facts that it appends are in order of their start.
pub trait Recogniser: Send + Sync {
    /// What it finds, for messages and tests.
    fn name(&self) -> &'static str;

    /// Appends the facts that it finds.
    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>);
}

/// The recognisers of values, in the order in which they are to run: what is part of an
/// address, a date or an amount of money is no quantity.
pub fn value_recognisers() -> &'static [&'static dyn Recogniser] {
    &[
        &super::link::Addresses,
        &super::date::Dates,
        &super::percent::Percentages,
        &super::money::Amounts,
        &super::quantity::Quantities,
        &super::link::DocumentLinks,
    ]
}

/// What tests of recognisers share.
#[cfg(test)]
pub(super) mod testing {
    use super::*;
    use crate::document::{Block, BlockKind, Document, Flow, Metadata, Parts, Span};

    /// A document of paragraphs with blank lines between them.
    pub fn article(text: &str, date: Option<&str>) -> Document {
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            let span = Span::new(at, at + part.len()).trimmed(text);
            if !span.is_empty() {
                blocks.push(Block {
                    span,
                    kind: BlockKind::Paragraph,
                    flow: Flow::Fill,
                    quote: 0,
                    depth: 0,
                });
            }
            at += part.len() + 2;
        }
        let date = date.map(|date| date.parse().expect("a date"));
        let metadata = Metadata { date, ..Metadata::default() };
        Document::new(Parts { text: text.to_string(), blocks, metadata, ..Parts::default() })
    }

    /// What all recognisers of values find, sorted.
    pub fn facts_of(document: &Document) -> Vec<Fact> {
        let analysis = Analysis::new(document, Span::new(0, document.text().len()));
        let mut found = Vec::new();
        for recogniser in value_recognisers() {
            recogniser.recognise(&analysis, &mut found);
        }
        found.sort_by_key(|fact| (fact.span.start, fact.span.end, fact.kind()));
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::testing::article;
    use super::*;
    use crate::document::{Document, Span};
    use crate::facts::Detail;

    /// The spans that a fact carries beside its own.
    fn inner_spans(detail: &Detail) -> Vec<Span> {
        match detail {
            Detail::Quantity(quantity) => {
                [Some(quantity.number), quantity.counted].into_iter().flatten().collect()
            }
            Detail::Money(money) => vec![money.number],
            Detail::Percent(percent) => vec![percent.number],
            _ => Vec::new(),
        }
    }

    /// Holds what every recogniser promises.
    fn check(recogniser: &dyn Recogniser, document: &Document) {
        let analysis = Analysis::new(document, Span::new(0, document.text().len()));
        let mut found = Vec::new();
        recogniser.recognise(&analysis, &mut found);
        let mut last = 0;
        for fact in &found {
            assert!(document.text().get(fact.span.range()).is_some(), "on character boundaries");
            assert!(!fact.span.is_empty() && fact.span.start >= last, "in order: {fact:?}");
            last = fact.span.start;
            let sentence = analysis.sentences().get(fact.sentence as usize).expect("a sentence");
            assert!(sentence.covers(fact.span), "in its sentence: {fact:?}");
            for inner in inner_spans(&fact.detail) {
                assert!(
                    document.text().get(inner.range()).is_some() && fact.span.covers(inner),
                    "{fact:?}"
                );
            }
        }
        let mut again = Vec::new();
        recogniser.recognise(&analysis, &mut again);
        assert_eq!(found, again, "the same twice");
    }

    /// Words and marks that the grammars know, in any order.
    fn fragments() -> impl Strategy<Value = String> {
        let words: &[&str] = &[
            "between",
            "and",
            "from",
            "to",
            "-",
            "–",
            "early",
            "March",
            "may",
            "May",
            "Mon.",
            "Friday",
            "the",
            "of",
            "2016",
            "1980s",
            "'98",
            "31",
            "31st",
            "12:30",
            "p.m.",
            "half",
            "a",
            "million",
            "hundred",
            "dozen",
            "two",
            "-third",
            "$",
            "US$",
            "5bn",
            "%",
            "percent",
            "over",
            "at least",
            "or more",
            "people",
            "years",
            "ago",
            "later",
            "last",
            "next",
            "week",
            "every",
            "10.5",
            "1,000",
            "1/2",
            "½",
            ".",
            ",",
            "(",
            "[",
            "5",
            "99999999999",
            "km",
            "per",
            "hour",
            "euros",
            "+44 20 7946 0958",
            "10.1000/a",
            "BC",
            "century",
            "Q3",
            "that",
            "day",
            "Easter",
            "29",
            "February",
            "9999",
            "0",
            "minus",
            "point",
            "old",
            "é",
            "中",
            "\u{1F600}",
            "in",
            "same",
            "quarter",
            "of one",
            "couple",
            "twenty-one",
        ];
        let piece = (
            prop::sample::select(words),
            prop::sample::select(&[" ", " ", " ", "", "-", ", ", "\n", ". "][..]),
        );
        prop::collection::vec(piece, 0..40)
            .prop_map(|pieces| pieces.into_iter().flat_map(|(word, gap)| [word, gap]).collect())
    }

    macro_rules! recogniser_keeps_its_promises {
        ($($module:ident: $name:literal),* $(,)?) => {$(
            mod $module {
                use super::*;

                fn recogniser() -> &'static dyn Recogniser {
                    let known = value_recognisers().iter().find(|recogniser| recogniser.name() == $name);
                    *known.expect("a recogniser of that name")
                }

                proptest! {
                    #[test]
                    fn on_any_text(text in "(?s).{0,300}", dated: bool) {
                        check(recogniser(), &article(&text, dated.then_some("2024-02-29")));
                    }

                    #[test]
                    fn on_texts_of_its_own_words(text in fragments(), dated: bool) {
                        check(recogniser(), &article(&text, dated.then_some("2024-02-29")));
                    }
                }

                #[test]
                fn on_monsters() {
                    for monster in ["\"".repeat(20_000), "7".repeat(100_000), "five million ".repeat(4_000),
                        "five hundred ".repeat(4_000),
                        "point five ".repeat(4_000), "May ".repeat(10_000), "from ".repeat(10_000), "1-".repeat(20_000)] {
                        check(recogniser(), &article(&monster, Some("2024-02-29")));
                    }
                }
            }
        )*

            #[test]
            fn every_recogniser_is_checked() {
                let checked = [$($name),*];
                let known: Vec<&str> = value_recognisers().iter().map(|recogniser| recogniser.name()).collect();
                assert_eq!(known, checked);
            }
        };
    }

    recogniser_keeps_its_promises! {
        address: "address",
        date: "date",
        percent: "percent",
        money: "money",
        quantity: "quantity",
        document_link: "document link",
    }
}
