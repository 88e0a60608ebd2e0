//! Articles of different shapes, made for the purpose. Names are given and not found, so
//! that nothing hangs on the tagger.

use super::brief;
use crate::document::Span;
use crate::facts::entity::resolve;
use crate::facts::model::{Detail, Fact};
use crate::facts::quote::statements;
use crate::facts::reading::Reading;
use crate::facts::testing::{mentions, outlined};
use crate::facts::{Analysis, Kind, value_recognisers};

const NAMES: &[(&str, Kind)] = &[
    ("Otto Lang", Kind::Person),
    ("Lang", Kind::Person),
    ("Nora Weiss", Kind::Person),
    ("Weiss", Kind::Person),
    ("Clara Berg", Kind::Person),
    ("Berg", Kind::Person),
    ("Maria Fuchs", Kind::Person),
    ("Ida Holm", Kind::Person),
    ("Reuters", Kind::Organisation),
    ("Harbour Board", Kind::Organisation),
    ("Norland Bank", Kind::Organisation),
    ("Coast Guard", Kind::Organisation),
    ("University of Ghent", Kind::Organisation),
    ("GHENT", Kind::Place),
    ("Ghent", Kind::Place),
    ("Lille", Kind::Place),
    ("Graz", Kind::Place),
    ("Vienna", Kind::Place),
    ("Bergen", Kind::Place),
    ("Stavanger", Kind::Place),
    ("Odense", Kind::Place),
    ("Oslo", Kind::Place),
    ("Norway", Kind::Place),
    ("Nepal", Kind::Place),
    ("Sweden", Kind::Place),
    ("Bonn", Kind::Place),
    ("Malta", Kind::Place),
    ("Mill Street", Kind::Place),
];

/// The answers to who, what, when, where, why and how.
fn answers(text: &str) -> [Vec<&str>; 6] {
    let document = outlined(text);
    let analysis = Analysis::new(&document, Span::new(0, text.len()));
    let mut facts = Vec::new();
    for recogniser in value_recognisers() {
        recogniser.recognise(&analysis, &mut facts);
    }
    let reading = Reading::new(&analysis);
    let mentions = mentions(&analysis, NAMES);
    let resolved = resolve(&reading, &mentions);
    let named = mentions.iter().zip(&resolved.of_mention).map(|(mention, &id)| Fact {
        span: mention.span,
        sentence: mention.sentence,
        confidence: 0.5,
        origin: mention.origin,
        detail: match mention.kind {
            Kind::Person => Detail::Person(id),
            Kind::Organisation => Detail::Organisation(id),
            _ => Detail::Place(id),
        },
    });
    facts.extend(named);
    facts.extend(statements(&reading, &mentions, &resolved));
    facts.sort_by_key(|fact| (fact.span.start, fact.span.end, fact.kind()));
    let brief = brief(&reading, &facts);
    [brief.who, brief.what, brief.when, brief.r#where, brief.why, brief.how]
        .map(|spans| spans.into_iter().map(|span| text[span.range()].trim()).collect())
}

fn assert_answers(text: &str, wanted: [&[&str]; 6]) {
    let found = answers(text);
    for (question, (found, wanted)) in
        ["who", "what", "when", "where", "why", "how"].into_iter().zip(found.iter().zip(wanted))
    {
        assert_eq!(found, wanted, "{question}: {text}");
    }
}

#[test]
fn news() {
    assert_answers(
        "# Ghent closes harbour bridge\n\
         GHENT, May 3 (Reuters) - Mayor Otto Lang closed the harbour bridge in Ghent on Friday \
         because its piers were cracked. Divers had found the damage by scanning the river bed.\n\
         Lang said repairs would take a year.",
        [
            &["Mayor Otto Lang"],
            &["closed the harbour bridge in Ghent on Friday", "Ghent closes harbour bridge"],
            &["May 3", "Friday"],
            &["GHENT"],
            &["because its piers were cracked"],
            &["by scanning the river bed"],
        ],
    );
}

#[test]
fn news_that_somebody_hands_on() {
    assert_answers(
        "Police in Graz said on Monday that two men stole a painting from the museum by \
         climbing through a skylight. The painting is old. Nobody was hurt.",
        [
            &["two men"],
            &["stole a painting from the museum"],
            &[],
            &["Graz"],
            &[],
            &["by climbing through a skylight"],
        ],
    );
}

#[test]
fn news_with_its_source_at_the_end() {
    assert_answers(
        "A fire destroyed a paper mill near Lille on Tuesday night, the fire brigade said. \
         The fire began after a dryer overheated.",
        [
            &[],
            &["destroyed a paper mill near Lille on Tuesday night"],
            &["Tuesday night"],
            &["Lille"],
            &[],
            &[],
        ],
    );
}

#[test]
fn a_passive_has_an_agent() {
    assert_answers(
        "The harbour of Bergen was closed by the Coast Guard on 4 June 2021 due to a leaking \
         tanker. Ships were sent to Stavanger.",
        [
            &["the Coast Guard"],
            &["was closed by the Coast Guard on 4 June 2021"],
            &["4 June 2021"],
            &["Bergen"],
            &["due to a leaking tanker"],
            &[],
        ],
    );
}

#[test]
fn a_notice() {
    assert_answers(
        "Water will be turned off in Mill Street on 9 May 2023 in order to replace a valve. \
         Residents are asked to fill a bucket.",
        [
            &[],
            &["will be turned off in Mill Street on 9 May 2023"],
            &["9 May 2023"],
            &["Mill Street"],
            &["in order to replace a valve"],
            &[],
        ],
    );
}

#[test]
fn a_biography() {
    assert_answers(
        "Clara Berg (4 March 1881 – 2 June 1950) was a Danish botanist. She was born in Odense. \
         Berg described 300 mosses by comparing their spores under the microscope.",
        [
            &["Clara Berg"],
            &["was a Danish botanist"],
            &["4 March 1881", "2 June 1950"],
            &["Odense"],
            &[],
            &["by comparing their spores under the microscope"],
        ],
    );
}

#[test]
fn a_report() {
    assert_answers(
        "# Annual report 2022\n# Summary\n\
         In 2022 the Harbour Board handled 12 million tonnes of cargo in Ghent, 4 percent less \
         than a year before, owing to a strike. The Board cut its costs by leasing two cranes.",
        [
            &["the Harbour Board"],
            &["handled 12 million tonnes of cargo in Ghent"],
            &["2022"],
            &["Ghent"],
            &["owing to a strike"],
            &["by leasing two cranes"],
        ],
    );
}

#[test]
fn an_interview() {
    assert_answers(
        "# A talk with Nora Weiss\n\
         Nora Weiss has built bridges in Norway for forty years. We met her in Oslo.\n\
         Why did you become an engineer?\nBecause my father was one.",
        [
            &["Nora Weiss"],
            &["has built bridges in Norway for forty years"],
            &[],
            &["Norway"],
            &[],
            &[],
        ],
    );
}

#[test]
fn a_how_to() {
    assert_answers(
        "# How to repair a bicycle tube\n\
         You can repair a bicycle tube at home using a patch and some glue.\n\
         - Take the wheel off the frame.\n- Find the hole by holding the tube under water.",
        [
            &[],
            &["can repair a bicycle tube at home", "How to repair a bicycle tube"],
            &[],
            &[],
            &[],
            &["using a patch and some glue", "by holding the tube under water"],
        ],
    );
}

#[test]
fn a_list_tells_no_event() {
    assert_answers(
        "# Five castles to see\n- Castle Adler, built in 1230\n- Castle Brand, a ruin\n\
         - Castle Corvin, open in summer only, with a view",
        [&[], &[], &[], &[], &[], &[]],
    );
}

#[test]
fn the_title_finds_the_event_behind_an_anecdote() {
    assert_answers(
        "# Norland Bank to shut 40 branches\n\
         Every Tuesday for thirty years Ida Holm took the bus to her bank. Soon she will have to \
         go further. Norland Bank will shut 40 branches in Sweden in an effort to save money, it \
         announced on Thursday.",
        [
            &["Norland Bank"],
            &["will shut 40 branches in Sweden", "Norland Bank to shut 40 branches"],
            &["Thursday"],
            &["Sweden"],
            &["in an effort to save money"],
            &[],
        ],
    );
}

#[test]
fn a_result() {
    assert_answers(
        "Maria Fuchs won the marathon in Vienna on Sunday despite heavy rain. Otto Lang came \
         first among the men. Both are from Graz.",
        [
            &["Maria Fuchs"],
            &["won the marathon in Vienna on Sunday despite heavy rain"],
            &["Sunday"],
            &["Vienna"],
            &[],
            &[],
        ],
    );
}

#[test]
fn a_judgement() {
    assert_answers(
        "A court in Bonn sentenced Otto Lang to four years in prison on charges of fraud. The \
         former banker hid the money through a company in Malta.",
        [
            &["A court in Bonn", "Otto Lang"],
            &["sentenced Otto Lang to four years in prison"],
            &[],
            &["Bonn"],
            &["on charges of fraud"],
            &[],
        ],
    );
}

#[test]
fn a_disaster() {
    assert_answers(
        "At least 40 people died in western Nepal after an earthquake shook the hills, officials \
         said. Rescuers dug through the rubble with their hands.",
        [
            &["At least 40 people"],
            &["died in western Nepal after an earthquake shook the hills"],
            &[],
            &["Nepal"],
            &["after an earthquake shook the hills"],
            &[],
        ],
    );
}

#[test]
fn a_study() {
    assert_answers(
        "Researchers at the University of Ghent found that eels sense storms by measuring \
         pressure, according to a paper. The finding explains why catches fall.",
        [
            &["Researchers at the University of Ghent"],
            &["found that eels sense storms"],
            &[],
            &[],
            &[],
            &["by measuring pressure"],
        ],
    );
}

#[test]
fn what_nothing_tells_is_absent() {
    for text in ["", "Once upon a time there was a house that nobody lived in.", "12 34 56"] {
        let [who, _, when, place, why, how] = answers(text);
        assert_eq!([who, when, place, why, how], [const { Vec::<&str>::new() }; 5], "{text}");
    }
}

#[test]
fn no_question_has_many_answers() {
    let text = "Otto Lang met Nora Weiss, Clara Berg, Maria Fuchs and Ida Holm in Ghent, Lille, \
                Graz, Bonn and Oslo on 1 May 2020, 2 May 2020, 3 May 2020 and 4 May 2020 because \
                it rained, because it snowed, because it hailed and because it was dark.";
    assert!(answers(text).iter().all(|found| found.len() <= 3), "{:?}", answers(text));
}
