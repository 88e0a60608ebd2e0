//! Who is named as a source, and who is meant by a pronoun or a description. The names
//! are given and not found, so that nothing hangs on the tagger.

use crate::document::Span;
use crate::facts::entity::resolve;
use crate::facts::quote::statements;
use crate::facts::reading::Reading;
use crate::facts::testing::{document, mentions};
use crate::facts::{Analysis, Detail, Kind};

const NAMES: &[(&str, Kind)] = &[
    ("Nora Weiss", Kind::Person),
    ("Weiss", Kind::Person),
    ("Otto Lang", Kind::Person),
    ("Lang", Kind::Person),
    ("Maria Fuchs", Kind::Person),
    ("Fuchs", Kind::Person),
    ("Kim Adeyemi", Kind::Person),
    ("Harbour Board", Kind::Organisation),
    ("Ministry of Health", Kind::Organisation),
    ("Brightwater Corp.", Kind::Organisation),
    ("Norland Bank", Kind::Organisation),
    ("Ghent", Kind::Place),
    ("Norway", Kind::Place),
];

/// Of each statement the words of its source and who it is; "?" marks what is inferred.
fn sources(text: &str) -> Vec<String> {
    let document = document(text);
    let analysis = Analysis::new(&document, Span::new(0, text.len()));
    let reading = Reading::new(&analysis);
    let mentions = mentions(&analysis, NAMES);
    let resolved = resolve(&reading, &mentions);
    let shown = |fact: crate::facts::Fact| {
        let Detail::Quote(quote) = fact.detail else { return None };
        let speaker = quote.speaker.map_or("nobody", |span| span.of(text));
        let entity = quote.entity.and_then(|id| resolved.entities.get(id.0 as usize));
        let name = entity.map_or("–", |entity| entity.name.as_str());
        Some(format!("{speaker} = {name}{}", if quote.inferred { "?" } else { "" }))
    };
    statements(&reading, &mentions, &resolved).into_iter().filter_map(shown).collect()
}

fn assert_last(text: &str, source: &str) {
    let found = sources(text);
    assert_eq!(found.last().map(String::as_str), Some(source), "{text}\n{found:?}");
}

#[test]
fn a_source_is_the_head_of_its_phrase() {
    for (text, source) in [
        ("Nora Weiss said that it leaks.", "Nora Weiss = Nora Weiss"),
        ("Senator Otto Lang said that it leaks.", "Senator Otto Lang = Otto Lang"),
        (
            "Nora Weiss, an engineer at the Harbour Board, said that it leaks.",
            "Nora Weiss, an engineer at the Harbour Board = Nora Weiss",
        ),
        ("The Harbour Board said that it leaks.", "The Harbour Board = Harbour Board"),
        ("Norway said that it would not sign.", "Norway = Norway"),
    ] {
        assert_last(text, source);
    }
}

#[test]
fn a_name_in_the_phrase_of_somebody_else_is_not_the_source() {
    for (text, source) in [
        ("A friend of Nora Weiss said that it leaks.", "A friend of Nora Weiss = –"),
        ("Weiss’s lawyer said that it leaks.", "Weiss’s lawyer = –"),
        ("Critics of the Harbour Board said that it leaks.", "Critics of the Harbour Board = –"),
        ("An engineer in Ghent said that it leaks.", "An engineer in Ghent = –"),
        ("Lang supporters said that it leaks.", "Lang supporters = –"),
    ] {
        assert_last(text, source);
    }
}

#[test]
fn an_organisation_speaks_through_its_officials_and_reports() {
    for (text, source) in [
        (
            "A spokesman for the Harbour Board said that it leaks.",
            "A spokesman for the Harbour Board = Harbour Board?",
        ),
        ("Harbour Board officials said that it leaks.", "Harbour Board officials = Harbour Board?"),
        (
            "A report by the Harbour Board said that it leaks.",
            "A report by the Harbour Board = Harbour Board?",
        ),
    ] {
        assert_last(text, source);
    }
}

#[test]
fn a_pronoun_is_the_source_of_the_last_statement() {
    assert_last("Otto Lang said that it leaks. He said that it must close.", "He = Otto Lang?");
    assert_last("“It leaks,” said Nora Weiss.\n\n“It must close,” she added.", "she = Nora Weiss?");
    assert_last(
        "Otto Lang said that it leaks. He shrugged. He said that it must close.",
        "He = Otto Lang?",
    );
}

#[test]
fn a_pronoun_is_the_subject_before_it() {
    assert_last("Otto Lang met farmers in Ghent. He said that help was near.", "He = Otto Lang?");
    assert_last("Nora Weiss left after she warned that it leaks.", "she = Nora Weiss?");
    assert_last("Otto Lang thanked Nora Weiss. She said that it leaks.", "She = Nora Weiss?");
}

#[test]
fn a_pronoun_agrees_in_gender_and_number() {
    assert_last("Nora Weiss met Otto Lang. He said that it leaks.", "He = Otto Lang?");
    assert_last("Otto Lang met farmers. She said that it leaks.", "She = –");
    assert_last("Mrs. Lang met farmers. She said that it leaks.", "She = Lang?");
    assert_last("Otto Lang met farmers. They said that it leaks.", "They = –");
}

#[test]
fn where_two_may_be_meant_nobody_is() {
    assert_last("Nora Weiss and Maria Fuchs met in Ghent. She said it leaks.", "She = –");
    assert_last("Otto Lang left. A witness called the police. He said it leaks.", "He = –");
    assert_last("Otto Lang left. A witness said it was late. He said it leaks.", "He = –");
}

#[test]
fn nobody_in_the_words_themselves_is_meant() {
    assert_last("“Otto Lang never came,” he said.", "he = –");
    assert_last("He said that Otto Lang never came.", "He = –");
}

#[test]
fn a_description_is_who_bears_the_title_or_role() {
    assert_last(
        "Senator Otto Lang met Nora Weiss. The senator said that it leaks.",
        "The senator = Otto Lang?",
    );
    assert_last(
        "Nora Weiss, an engineer, met Otto Lang. The engineer said that it leaks.",
        "The engineer = Nora Weiss?",
    );
    assert_last("Otto Lang met Nora Weiss. The senator said that it leaks.", "The senator = –");
    assert_last(
        "The Ministry of Health met Norland Bank. The ministry said that it leaks.",
        "The ministry = Ministry of Health?",
    );
    assert_last(
        "Brightwater Corp. opened a plant. The company said that it was safe.",
        "The company = Brightwater Corp.?",
    );
    assert_last(
        "The Ministry of Health closed a plant. The company said that it was safe.",
        "The company = –",
    );
    assert_last(
        "Brightwater Corp. sued Norland Bank. The company said that it was safe.",
        "The company = –",
    );
}

#[test]
fn a_pronoun_teaches_the_gender_of_its_name() {
    assert_last(
        "Kim Adeyemi said that it leaks. She said that it must close. \
         Nora Weiss shrugged. He said that all was well.",
        "He = –",
    );
}
