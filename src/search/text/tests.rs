use proptest::prelude::*;

use super::*;
use crate::document::{Flow, Parts};

static GO: AtomicBool = AtomicBool::new(false);

/// A document whose blocks are parted by blank lines; one that starts with `# ` is a heading.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let kind = if part.starts_with("# ") {
            BlockKind::Heading { level: 1 }
        } else {
            BlockKind::Paragraph
        };
        let span = Span::new(start, start + part.len());
        blocks.push(Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 });
        start += part.len() + 2;
    }
    Document::new(Parts { text: text.to_owned(), blocks, ..Parts::default() })
}

fn find(text: &str, query: &str) -> Found {
    search(&[(7, &document(text))], &Query::new(query), 10, &GO).unwrap()
}

/// The sentences found, best first.
fn sentences<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
    find(text, query)
        .hits
        .iter()
        .filter(|hit| !hit.fuzzy)
        .map(|hit| hit.sentence.of(text))
        .collect()
}

#[test]
fn words_match_as_prefixes_in_any_order_within_a_block() {
    let text = "Illegal border\ncrossings rose.\n\nCrossing the border is hard.\n\nThe reborder crossed.\n\nA border.";
    assert_eq!(
        sentences(text, "cross bord"),
        ["Crossing the border is hard.", "Illegal border\ncrossings rose."]
    );
    assert_eq!(find(text, "cross bord").total, 2);
}

#[test]
fn accents_and_case_do_not_matter() {
    let text =
        "Der Straßenbau in SÃO Paulo.\n\nMeeting in Łódź today.\n\nДетская Ёлка.\n\n北京市長です。";
    assert_eq!(sentences(text, "sao strass"), ["Der Straßenbau in SÃO Paulo."]);
    let hits = find(text, "lodz").hits;
    assert_eq!(hits[0].words[0].of(text), "Łódź");
    assert_eq!(sentences(text, "елка"), ["Детская Ёлка."]);
    assert_eq!(sentences(text, "市長"), ["北京市長です。"]);
    assert_eq!(sentences("It isn’t “so”.", "isn't"), ["It isn’t “so”."]);
}

#[test]
fn closer_whole_and_ordered_words_rank_higher() {
    let text = "The grid will cost. Nobody knows the operator.\n\nOperator of the grid.\n\n\
                Grid operators met.\n\nThe grid operator met.";
    assert_eq!(
        sentences(text, "grid operator"),
        [
            "The grid operator met.",
            "Grid operators met.",
            "Operator of the grid.",
            "The grid will cost."
        ]
    );
}

#[test]
fn headings_rank_above_text() {
    let text = "The flood came.\n\n# The flood came";
    assert_eq!(sentences(text, "flood"), ["# The flood came", "The flood came."]);
}

#[test]
fn the_sentence_and_only_its_words_are_shown() {
    let text = "A flood in May. The flood of June was worse. No flood since.";
    let hit = &find(text, "june flood").hits[0];
    assert_eq!(hit.sentence.of(text), "The flood of June was worse.");
    let words: Vec<&str> = hit.words.iter().map(|word| word.of(text)).collect();
    assert_eq!(words, ["flood", "June"]);
    assert_eq!((hit.document, hit.span), (7, Span::new(0, text.len())));
}

#[test]
fn few_hits_are_filled_up_with_fuzzy_ones() {
    let text = "The government resigned. Something else.\n\nGoverment is misspelt here.";
    let hits = find(text, "goverment").hits;
    let shown: Vec<(&str, bool)> =
        hits.iter().map(|hit| (hit.sentence.of(text), hit.fuzzy)).collect();
    assert_eq!(shown, [("Goverment is misspelt here.", false), ("The government resigned.", true)]);
}

#[test]
fn a_block_on_one_long_line_is_read_in_parts() {
    let mut text = "Word after word without end. ".repeat(5_000);
    text.push_str("The needle is here.");
    assert_eq!(sentences(&text, "needle here"), ["The needle is here."]);
}

#[test]
fn the_best_of_many_documents_are_kept_and_all_are_counted() {
    let plain = document("A tunnel was reviewed.");
    let best = document("# Tunnel");
    let documents: Vec<(u32, &Document)> =
        (0..500).map(|number| (number, if number == 321 { &best } else { &plain })).collect();
    let found = search(&documents, &Query::new("tunnel"), 3, &GO).unwrap();
    let order: Vec<u32> = found.hits.iter().map(|hit| hit.document).collect();
    assert_eq!((found.total, order), (500, vec![321, 0, 1]));
    let stop = AtomicBool::new(true);
    assert_eq!(search(&documents, &Query::new("tunnel"), 3, &stop), None);
}

proptest! {
    #[test]
    fn spans_are_in_bounds_and_start_with_words_of_the_query(text in "(\\PC{0,6}[ .\n]{1,2}){0,20}", query in "\\PC{1,5}") {
        let query = Query::new(&query);
        let found = search(&[(0, &document(&text))], &query, 10, &GO).unwrap();
        for hit in found.hits {
            let mut end = hit.sentence.start;
            prop_assert!(hit.span.covers(hit.sentence));
            prop_assert!(!hit.words.is_empty() || hit.fuzzy);
            for word in hit.words {
                prop_assert!(end <= word.start && word.end <= hit.sentence.end);
                prop_assert!(text.get(word.range()).is_some());
                end = word.end;
            }
        }
    }

    #[test]
    fn every_word_of_a_text_finds_it(text in "([a-zé]{1,5} ){1,8}", pick in any::<prop::sample::Index>(), cut in 1usize..4) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let prefix: String = words[pick.index(words.len())].chars().take(cut).collect();
        prop_assert_eq!(find(&text, &prefix).total, 1);
    }
}
