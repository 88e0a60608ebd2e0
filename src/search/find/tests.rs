use proptest::prelude::*;

use super::*;

static GO: AtomicBool = AtomicBool::new(false);

fn pattern(query: &str) -> Pattern {
    Pattern::new(query, Options::default()).unwrap()
}

fn with(query: &str, change: impl Fn(&mut Options)) -> Pattern {
    let mut options = Options::default();
    change(&mut options);
    Pattern::new(query, options).unwrap()
}

fn all(pattern: &Pattern, text: &str) -> Vec<String> {
    let found = pattern.matches(text, 100, &GO).unwrap();
    found.spans.iter().map(|span| span.of(text).to_owned()).collect()
}

#[test]
fn a_capital_makes_case_count() {
    let text = "Border, border, BORDER";
    assert_eq!(all(&pattern("border"), text).len(), 3);
    assert_eq!(all(&pattern("Border"), text), ["Border"]);
    assert_eq!(all(&with("Border", |options| options.case = Case::Insensitive), text).len(), 3);
    assert_eq!(all(&with("border", |options| options.case = Case::Sensitive), text), ["border"]);
}

#[test]
fn a_phrase_is_found_across_line_ends() {
    let text = "illegal border\n   crossings and a border-crossing; Border\u{a0}Crossing";
    assert_eq!(
        all(&pattern("border crossing"), text),
        ["border\n   crossing", "Border\u{a0}Crossing"]
    );
    assert_eq!(all(&pattern(" crossings and a "), text), ["crossings and a"]);
}

#[test]
fn whole_words_stand_alone() {
    let whole = |query| with(query, |options| options.whole_word = true);
    assert_eq!(all(&whole("us"), "US bus, us; use_us us_"), ["US", "us"]);
    assert_eq!(all(&whole("c++"), "c++; xc++"), ["c++"]);
    assert_eq!(all(&whole("été"), "Été étés été"), ["Été", "été"]);
    let expression =
        with("bord(er)?", |options| (options.whole_word, options.regex) = (true, true));
    assert_eq!(all(&expression, "border borders bord"), ["border", "bord"]);
}

#[test]
fn letters_beyond_ascii_have_case_too() {
    assert_eq!(all(&pattern("ёлка"), "Ёлка, ёлка"), ["Ёлка", "ёлка"]);
    assert_eq!(all(&pattern("終わり end"), "終わり END"), ["終わり END"]);
}

#[test]
fn regular_expressions_go_by_lines_and_their_escapes_are_no_capitals() {
    let expression = |query| with(query, |options| options.regex = true);
    assert_eq!(all(&expression(r"^\W*end$"), "the end\n- End\r\nend"), ["- End", "end"]);
    assert_eq!(all(&expression(r"\p{Lu}\w+"), "Oslo and Lima").len(), 3);
    assert_eq!(all(&expression("x*"), "axxb"), ["xx"]);
}

#[test]
fn a_bad_query_says_why() {
    let error = |query: &str| {
        Pattern::new(query, Options { regex: true, ..Options::default() }).unwrap_err()
    };
    assert_eq!(error("(a"), PatternError::Syntax("unclosed group".into()));
    assert_eq!(error(r"(\w{100}){100}"), PatternError::TooLarge);
    assert_eq!(error(""), PatternError::Empty);
    assert_eq!(error(&"a".repeat(MAX_QUERY_BYTES + 1)), PatternError::TooLong);
    assert_eq!(Pattern::new(" \n", Options::default()).unwrap_err(), PatternError::Empty);
}

#[test]
fn a_pattern_that_traps_backtracking_engines_ends() {
    let text = "a".repeat(200_000);
    let trap = with("(a+)+$x|(a|aa)+b", |options| options.regex = true);
    assert_eq!(trap.next(&text, 0), None);
    assert_eq!(trap.previous(&text, 200_000), None);
}

#[test]
fn a_full_list_says_that_there_are_more() {
    let found = pattern("a").matches("aaa", 2, &GO).unwrap();
    assert_eq!((found.spans.len(), found.complete), (2, false));
    assert!(pattern("a").matches("aaa", 3, &GO).unwrap().complete);
    assert_eq!(pattern("a").matches("aaa", 3, &AtomicBool::new(true)), None);
}

/// Longer than a few of the pieces that are searched at a time.
fn long_text() -> String {
    let mut text = String::new();
    for number in 0..60_000 {
        text.push_str(if number % 997 == 3 { "Needle\nin hay " } else { "straw and hay " });
    }
    text
}

#[test]
fn matches_across_the_pieces_of_a_long_text_are_found() {
    let text = long_text();
    let expected: Vec<Span> = text
        .match_indices("Needle\nin")
        .map(|(at, found)| Span::new(at, at + found.len()))
        .collect();
    for pattern in [pattern("needle in"), with(r"needle\sin", |options| options.regex = true)] {
        assert_eq!(pattern.matches(&text, 1_000, &GO).unwrap().spans, expected);
        let mut back = Vec::new();
        let mut from = text.len() as u32;
        while let Some(span) = pattern.previous(&text, from) {
            back.push(span);
            from = span.start;
        }
        back.reverse();
        assert_eq!(back, expected);
        let screen = Span { start: expected[4].start, end: expected[6].start };
        assert_eq!(pattern.matches_within(&text, screen), expected[4..6]);
    }
}

/// All places of a phrase of words with single-letter alternatives, found letter by letter.
fn naive(text: &str, query: &str) -> Vec<Span> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    let ends = |start: usize| {
        let mut at = start;
        for (number, word) in words.iter().enumerate() {
            let rest = &text[at..];
            let blank = rest.len() - rest.trim_start().len();
            if number > 0 {
                at += blank;
            }
            if (number > 0) != (blank > 0) || !text[at..].to_lowercase().starts_with(word) {
                return None;
            }
            at += word.len();
        }
        Some(at)
    };
    let starts = text.char_indices().map(|(start, _)| start);
    starts.filter_map(|start| Some(Span::new(start, ends(start)?))).collect()
}

proptest! {
    #[test]
    fn agrees_with_a_naive_search(text in "[abAB \n]{0,60}", query in "[ab]{1,3}( [ab]{1,2}){0,2}", from in 0u32..60) {
        let places = naive(&text, &query);
        let from = from.min(text.len() as u32);
        let pattern = pattern(&query);
        let next = places.iter().find(|span| span.start >= from).copied();
        let previous = places.iter().rfind(|span| span.start < from).copied();
        prop_assert_eq!(pattern.next(&text, from), next);
        prop_assert_eq!(pattern.previous(&text, from), previous);
        let mut free = 0;
        let apart: Vec<Span> = places.into_iter().filter(|span| {
            let apart = span.start >= free;
            free = if apart { span.end } else { free };
            apart
        }).collect();
        prop_assert_eq!(pattern.matches(&text, 100, &GO).unwrap().spans, apart);
    }

    #[test]
    fn nothing_panics(text in any::<String>(), query in "\\PC{1,6}", from in any::<u32>(), regex: bool, whole_word: bool) {
        let options = Options { regex, whole_word, ..Options::default() };
        let Ok(pattern) = Pattern::new(&query, options) else { return Ok(()) };
        let found = pattern.matches(&text, 100, &GO).unwrap().spans;
        let near = [pattern.next(&text, from), pattern.previous(&text, from)];
        for span in found.into_iter().chain(near.into_iter().flatten()) {
            prop_assert!(!span.is_empty() && text.get(span.range()).is_some());
        }
    }
}
