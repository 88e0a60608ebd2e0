//! Statements in sentences made for the purpose.

mod sources;

use crate::document::Span;
use crate::facts::entity::Resolved;
use crate::facts::reading::Reading;
use crate::facts::testing::document;
use crate::facts::{Analysis, Detail, Facts, QuoteMode, extract};

/// Mode, speaker, cue and words of each statement.
fn statements(text: &str) -> Vec<(QuoteMode, &str, &str, &str)> {
    let facts = extract(&document(text));
    let shown = |fact: &crate::facts::Fact| match &fact.detail {
        Detail::Quote(quote) => Some((
            quote.mode,
            quote.speaker.map_or("", |span| span.of(text)),
            quote.cue.map_or("", |span| span.of(text)),
            fact.span.of(text),
        )),
        _ => None,
    };
    facts.facts.iter().filter_map(shown).collect()
}

fn assert_one(text: &str, mode: QuoteMode, speaker: &str, cue: &str, said: &str) {
    assert_eq!(statements(text), [(mode, speaker, cue, said)], "{text}");
}

use QuoteMode::{Direct, Indirect, Mixed};

#[test]
fn direct_statements() {
    assert_one(
        "“The dam will hold,” Nora Weiss said.",
        Direct,
        "Nora Weiss",
        "said",
        "“The dam will hold,”",
    );
    assert_one(
        "\"The dam will hold,\" said Nora Weiss, a spokeswoman for the board.",
        Direct,
        "Nora Weiss, a spokeswoman for the board",
        "said",
        "\"The dam will hold,\"",
    );
    assert_one("Weiss told reporters: “It will hold.”", Direct, "Weiss", "told", "“It will hold.”");
    assert_one(
        "«The dam will hold», the engineer insisted.",
        Direct,
        "the engineer",
        "insisted",
        "«The dam will hold»",
    );
    assert_one(
        "The mayor shrugged, adding, \"Nobody asked me about it.\"",
        Direct,
        "The mayor",
        "adding",
        "\"Nobody asked me about it.\"",
    );
    assert_one("‘The dam will hold,’ she said.", Direct, "she", "said", "‘The dam will hold,’");
}

#[test]
fn an_interrupted_quotation_is_one_statement() {
    let text = "“The dam will hold,” Weiss said. “It always has.”";
    assert_one(text, Direct, "Weiss", "said", text);
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    let text = "“The dam will hold,” Weiss said. “It always has.\n\n“And it always will.”";
    assert_one(text, Direct, "Weiss", "said", text);
}

#[test]
fn marks_within_marks() {
    let text = "“He called it ‘a miracle’ twice,” the nurse recalled.";
    assert_one(text, Direct, "the nurse", "recalled", "“He called it ‘a miracle’ twice,”");
}

#[test]
fn scare_quotes_are_no_statements() {
    for text in [
        "The “smart” fence cost a fortune.",
        "They sell \"organic\" soap there.",
        "A film titled “The Long Night” opened.",
    ] {
        assert_eq!(statements(text), [], "{text}");
    }
}

#[test]
fn mixed_statements() {
    assert_one(
        "The board warned that the dam was “close to failing” on Sunday.",
        Mixed,
        "The board",
        "warned",
        "that the dam was “close to failing” on Sunday",
    );
    assert_one(
        "Critics called the plan “a gift to the rich”.",
        Mixed,
        "Critics",
        "called",
        "the plan “a gift to the rich”",
    );
}

#[test]
fn indirect_statements() {
    assert_one(
        "Officials warned that the dam could fail.",
        Indirect,
        "Officials",
        "warned",
        "that the dam could fail",
    );
    assert_one(
        "The dam could fail, the ministry said.",
        Indirect,
        "the ministry",
        "said",
        "The dam could fail",
    );
    assert_one(
        "The dam could fail, said Nora Weiss.",
        Indirect,
        "Nora Weiss",
        "said",
        "The dam could fail",
    );
    assert_one(
        "The dam could fail, according to a report by the board.",
        Indirect,
        "a report by the board",
        "according to",
        "The dam could fail",
    );
    assert_one(
        "According to the board, the dam could fail.",
        Indirect,
        "the board",
        "According to",
        "the dam could fail",
    );
    assert_one(
        "Nora Weiss said the dam would fail soon.",
        Indirect,
        "Nora Weiss",
        "said",
        "the dam would fail soon",
    );
    assert_one(
        "The governor told farmers that help was near.",
        Indirect,
        "The governor",
        "told",
        "that help was near",
    );
    assert_one(
        "Nora Weiss, the head of the board, denied that the dam leaked.",
        Indirect,
        "Nora Weiss, the head of the board",
        "denied",
        "that the dam leaked",
    );
    assert_one(
        "The mayor expressed doubts about the dam in a television interview.",
        Indirect,
        "The mayor",
        "expressed",
        "doubts about the dam",
    );
    assert_one(
        "In March the senator vowed to rebuild the dam.",
        Indirect,
        "the senator",
        "vowed",
        "to rebuild the dam",
    );
    assert_one(
        "The study has also found that eels suffer.",
        Indirect,
        "The study",
        "found",
        "that eels suffer",
    );
    assert_one(
        "The engineers, who built it, believe it is safe.",
        Indirect,
        "The engineers, who built it",
        "believe",
        "it is safe",
    );
}

#[test]
fn what_reports_nothing_is_no_statement() {
    for text in [
        "The dam reports to nobody.",
        "A claim was filed.",
        "The weather was fine, and the state paid.",
        "The alleged leak is small.",
    ] {
        assert_eq!(statements(text), [], "{text}");
    }
}

#[test]
fn the_speaker_has_an_entity() {
    let text = "“It will hold,” said Nora Weiss of the Harbour Board. Officials at NATO warned that it leaks.";
    let facts: Facts = extract(&document(text));
    let entities: Vec<Option<&str>> = facts
        .facts
        .iter()
        .filter_map(|fact| match &fact.detail {
            Detail::Quote(quote) => Some(quote.entity),
            _ => None,
        })
        .map(|id| id.and_then(|id| facts.entity(id)).map(|entity| entity.name.as_str()))
        .collect();
    assert_eq!(entities, [Some("Nora Weiss"), Some("North Atlantic Treaty Organization")]);
}

/// Texts that nobody writes: reading them must end, and what is found must lie in the text.
#[test]
fn hostile_texts_end() {
    let texts = [
        "\"".repeat(100_000),
        "“".repeat(100_000),
        "“‘".repeat(20_000) + &"’”".repeat(20_000),
        "“open ".repeat(50_000),
        "“Open words\n\n".repeat(5_000),
        "''".repeat(50_000),
        "he said ".repeat(10_000),
        "the claim that ".repeat(8_000),
        "according to ".repeat(10_000),
        "“It is so,” he said, ".repeat(4_000),
        "He went. ".repeat(8_000) + "He said that it is so.",
        "Nora Weiss, who said, ".repeat(4_000),
        "word ".repeat(200_000),
    ];
    for text in texts {
        let shown: String = text.chars().take(20).collect();
        let document = document(&text);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let reading = Reading::new(&analysis);
        for fact in super::statements(&reading, &[], &Resolved::default()) {
            assert!(!fact.span.of(&text).is_empty(), "{shown}");
        }
    }
}
