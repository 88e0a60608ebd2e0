//! Names and who bears them, in sentences made for the purpose.

use crate::document::Span;
use crate::facts::testing::document;
use crate::facts::{Entity, Facts, Kind, extract};

fn facts(text: &str) -> Facts {
    extract(&document(text))
}

/// The names found, each with its kind's first letter.
fn names(text: &str) -> Vec<String> {
    let facts = facts(text);
    let named = facts.facts.iter().filter(|fact| fact.entity().is_some());
    let shown = |fact: &crate::facts::Fact| {
        let letter = fact.kind().name().chars().next().unwrap_or('?');
        format!("{letter} {}", fact.span.of(text))
    };
    named.map(shown).collect()
}

fn entity(text: &str, name: &str) -> Entity {
    let facts = facts(text);
    let found = facts.entities.iter().find(|entity| entity.name == name);
    found.unwrap_or_else(|| panic!("no {name:?} among {:#?}", facts.entities)).clone()
}

#[test]
fn kinds_and_spans() {
    let cases: &[(&str, &[&str])] = &[
        ("Maria Keller lives in Lisbon.", &["p Maria Keller", "p Lisbon"]),
        ("He joined the Ministry of Fisheries in Accra.", &["o Ministry of Fisheries", "p Accra"]),
        (
            "The Department of Health and Human Services agreed.",
            &["o Department of Health and Human Services"],
        ),
        (
            "She left Harbour Systems Ltd for the German Air Force.",
            &["o Harbour Systems Ltd", "o German Air Force"],
        ),
        (
            "Buddhists and Kenyans met at the University of Ghent.",
            &["g Buddhists", "g Kenyans", "o University of Ghent"],
        ),
        (
            "They drove along Juniper Street to Lake Mendora.",
            &["p Juniper Street", "p Lake Mendora"],
        ),
        ("The talks in Tromso, Norway, failed.", &["p Tromso", "p Norway"]),
        ("A treaty let us go to the US.", &["p US"]),
        (
            "Only then did Ludwig van der Berg call Abdul al-Rashid.",
            &["p Ludwig van der Berg", "p Abdul al-Rashid"],
        ),
        ("We saw Dr. Helen R. Brandt Jr. there.", &["p Helen R. Brandt Jr."]),
        ("On Monday the Senate rose; in May it met.", &["o Senate"]),
        ("The Battle of Hastings was fought in World War II films.", &[]),
        ("Local officials of Reading met in Oslo.", &["p Reading", "p Oslo"]),
        ("Nothing here is a name. Walking helps. Officials said so.", &[]),
        ("The People's Party won seats in southern Italy.", &["o People's Party", "p Italy"]),
        ("The 101st Airborne Division left.", &["o 101st Airborne Division"]),
    ];
    for (text, expected) in cases {
        assert_eq!(&names(text), expected, "{text}");
    }
}

#[test]
fn a_title_is_no_part_of_the_name() {
    let text = "Prime Minister Anna Lindqvist met Sen. Paul Okoro and Mrs. Vane.";
    assert_eq!(names(text), ["p Anna Lindqvist", "p Paul Okoro", "p Vane"]);
    assert_eq!(entity(text, "Anna Lindqvist").title.as_deref(), Some("Prime Minister"));
    assert_eq!(entity(text, "Paul Okoro").title.as_deref(), Some("Senator"));
    assert_eq!(entity(text, "Vane").title.as_deref(), Some("Mrs."));
}

#[test]
fn parts_of_a_name_are_of_its_bearer() {
    let text = "Governor Ruth Adeyemi spoke. Adeyemi left early, and Mr. Cole stayed. Ruth's car was there. John F. Miller and John Miller are one.";
    assert_eq!(entity(text, "Ruth Adeyemi").mentions, 3);
    assert_eq!(entity(text, "Cole").mentions, 1);
    assert_eq!(entity(text, "John F. Miller").mentions, 2);
}

#[test]
fn spellings_of_a_country_are_one() {
    let text =
        "The US agreed. The U.S. paid, and the United States' army left. American envoys stayed.";
    let entity = entity(text, "United States");
    assert_eq!((entity.mentions, entity.country), (3, Some("US")));
}

#[test]
fn a_place_has_its_country_where_it_is_sure() {
    let text = "She flew from Nairobi to Central Asia and on to Nowhereville.";
    assert_eq!(entity(text, "Nairobi").country, Some("KE"));
    assert_eq!(entity(text, "Central Asia").country, None);
}

#[test]
fn acronyms_are_of_the_name_that_they_stand_for() {
    let explained = "The Harbour Safety Board (HSB) met. The HSB will meet again.";
    let board = entity(explained, "Harbour Safety Board");
    assert_eq!((board.mentions, board.abbreviation.as_deref()), (3, Some("HSB")));
    let initials = "The National River Authority warned farmers. An NRA spokesman declined.";
    assert_eq!(entity(initials, "National River Authority").mentions, 2);
    let known = "Agents of the CBP met. Customs and Border Protection is large.";
    assert_eq!(entity(known, "Customs and Border Protection").mentions, 2);
}

#[test]
fn short_forms_of_companies() {
    let text = "Brightwater Holdings fell. Shares of Brightwater rose later.";
    assert_eq!(entity(text, "Brightwater Holdings").mentions, 2);
    let army = "He served in the US Army. The Army paid for it.";
    assert_eq!(entity(army, "US Army").mentions, 2);
}

#[test]
fn appositions_tell_roles() {
    let cases: &[(&str, &str, &str)] = &[
        ("Nora Weiss, a retired judge, agreed.", "Nora Weiss", "retired judge"),
        ("Nora Weiss, the head of the clinic, agreed.", "Nora Weiss", "the head of the clinic"),
        ("Nora Weiss, 45, a nurse from Leeds, agreed.", "Nora Weiss", "nurse from Leeds"),
        ("Nora Weiss, who is tired, agreed.", "Nora Weiss", ""),
        (
            "Nora Weiss, deputy director of the zoo, agreed.",
            "Nora Weiss",
            "deputy director of the zoo",
        ),
        ("Nora Weiss is a novelist and critic.", "Nora Weiss", "novelist and critic"),
        ("Nora Weiss was the last woman to leave.", "Nora Weiss", "last woman to leave"),
        ("The court heard former boxer Otto Lang.", "Otto Lang", "former boxer"),
        ("The mayor of Ghent, Otto Lang, resigned.", "Otto Lang", "mayor of Ghent"),
        ("Norway's trade minister Otto Lang resigned.", "Otto Lang", "trade minister"),
        ("Otto Lang, Nora Weiss and others left.", "Otto Lang", ""),
        (
            "Otto Lang (D-CA), one of the authors of the law, left.",
            "Otto Lang",
            "one of the authors of the law",
        ),
    ];
    for (text, name, role) in cases {
        let found = entity(text, name).role.unwrap_or_default();
        assert_eq!(&found, role, "{text}");
    }
}

#[test]
fn affiliations() {
    let cases: &[(&str, Option<&str>)] = &[
        ("Rep. Otto Lang (D-CA) left.", Some("D-CA")),
        ("Otto Lang, R-Ohio, left.", Some("R-Ohio")),
        ("Otto Lang of the Harbour Safety Board left.", Some("Harbour Safety Board")),
        ("Norway's trade minister Otto Lang resigned.", Some("Norway")),
        ("Otto Lang of Ghent left.", None),
    ];
    for (text, affiliation) in cases {
        assert_eq!(entity(text, "Otto Lang").affiliation.as_deref(), *affiliation, "{text}");
    }
}

#[test]
fn entities_come_in_the_order_of_their_first_mention() {
    let text = "Lena Fox met Omar Haddad in Cairo. Haddad thanked Fox.";
    let facts = facts(text);
    let order: Vec<&str> = facts.entities.iter().map(|entity| entity.name.as_str()).collect();
    assert_eq!(order, ["Lena Fox", "Omar Haddad", "Cairo"]);
    let ids: Vec<u32> =
        facts.facts.iter().filter_map(|fact| fact.entity()).map(|id| id.0).collect();
    assert_eq!(ids, [0, 1, 2, 1, 0]);
}

#[test]
fn values_and_names_do_not_overlap() {
    let text = "On Sunday, Fox News Sunday showed Channel 4 in 2019.";
    let facts = facts(text);
    let names: Vec<Span> =
        facts.facts.iter().filter(|fact| fact.entity().is_some()).map(|fact| fact.span).collect();
    for fact in facts.facts.iter().filter(|fact| matches!(fact.kind(), Kind::Date | Kind::Quantity))
    {
        assert!(names.iter().all(|name| !name.overlaps(fact.span)), "{}", fact.span.of(text));
    }
    assert_eq!(names.first().map(|span| span.of(text)), Some("Fox News Sunday"));
}
