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
fn more_forms_of_indirect_statements() {
    for (text, speaker, cue, said) in [
        (
            "Nora Weiss was quoted as saying that the dam leaked.",
            "Nora Weiss",
            "quoted as saying",
            "that the dam leaked",
        ),
        (
            "The senator called on the board to close the dam.",
            "The senator",
            "called on",
            "the board to close the dam",
        ),
        ("Nora Weiss told the guards to leave.", "Nora Weiss", "told", "to leave"),
        (
            "Nobody believed the board’s claim that the dam was safe.",
            "the board",
            "claim",
            "that the dam was safe",
        ),
        (
            "A warning by engineers that the dam leaked came late.",
            "engineers",
            "warning",
            "that the dam leaked came late",
        ),
        (
            "As the engineers pointed out, the dam is old.",
            "the engineers",
            "pointed out",
            "the dam is old",
        ),
        ("Engineers warned of a flood.", "Engineers", "warned of", "a flood"),
        ("The mayor announced on Friday a new dam.", "The mayor", "announced", "a new dam"),
        ("He’s claiming that the dam leaks.", "He", "claiming", "that the dam leaks"),
        ("Voters, who said they were tired, went home.", "Voters", "said", "they were tired"),
        (
            "Otto Lang, according to his lawyer, is innocent.",
            "his lawyer",
            "according to",
            "Otto Lang, according to his lawyer, is innocent",
        ),
        (
            "Nora Weiss said that the dam leaked, and went to bed.",
            "Nora Weiss",
            "said",
            "that the dam leaked",
        ),
    ] {
        assert_one(text, Indirect, speaker, cue, said);
    }
}

#[test]
fn a_headline_names_its_source_before_a_colon() {
    assert_one("Poll: Voters tired of the dam", Indirect, "Poll", ":", "Voters tired of the dam");
    assert_eq!(statements("Dam: What we know today"), []);
}

#[test]
fn two_attributions_make_two_statements() {
    let text = "“Is it safe?” Weiss asked. “It is,” Lang said.";
    let found = statements(text);
    let said: Vec<(&str, &str)> = found.iter().map(|found| (found.1, found.3)).collect();
    assert_eq!(said, [("Weiss", "“Is it safe?”"), ("Lang", "“It is,”")]);
}

#[test]
fn a_further_cue_ends_a_statement() {
    let text = "“It leaks,” Weiss said, going on to say, “It must close.”";
    let found = statements(text);
    let said: Vec<&str> = found.iter().map(|found| found.3).collect();
    assert_eq!(said, ["“It leaks,”", "“It must close.”"]);
}

#[test]
fn an_attribution_may_be_long_or_of_any_verb() {
    assert_one(
        "“The dam will hold,” said Nora Weiss, who has run it since 1990. “It always has.”",
        Direct,
        "Nora Weiss",
        "said",
        "“The dam will hold,” said Nora Weiss, who has run it since 1990. “It always has.”",
    );
    assert_one("“It will hold,” she laughed.", Direct, "she", "laughed", "“It will hold,”");
    assert_one(
        "“Will it hold?” Nora Weiss asked.",
        Direct,
        "Nora Weiss",
        "asked",
        "“Will it hold?”",
    );
}

#[test]
fn a_signed_quotation() {
    assert_one(
        "“The dam is the heart of our town.” — Nora Weiss",
        Direct,
        "Nora Weiss",
        "",
        "“The dam is the heart of our town.”",
    );
}

#[test]
fn words_in_marks_within_a_clause() {
    assert_one(
        "The dam is “close to failing,” the board said.",
        Mixed,
        "the board",
        "said",
        "The dam is “close to failing,”",
    );
    assert_one(
        "The dam, the board said, was “close to failing”.",
        Mixed,
        "the board",
        "said",
        "The dam, the board said, was “close to failing”",
    );
}

#[test]
fn a_quotation_goes_on_behind_what_its_source_reported() {
    let text = "Nora Weiss said the dam would hold. “It always has in my time here.”";
    let found = statements(text);
    assert!(found.iter().any(|found| found.0 == Direct && found.1 == "Nora Weiss"), "{found:?}");
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
