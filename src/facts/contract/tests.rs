use serde_json::{Value, json};

use super::*;
use crate::document::{Block, BlockKind, Flow, Metadata, Parts, Span};
use crate::facts::Origin;
use crate::facts::{Brief, LinkValue, Money, Percent, Quantity, Quote, QuoteMode};

const TEXT: &str = "Alarm\n\nTom Cotton said “over 137 individuals” paid €4.5m, 12.5% of it.";

fn span(part: &str) -> Span {
    let start = TEXT.find(part).unwrap();
    Span::new(start, start + part.len())
}

fn document() -> Document {
    let kind = BlockKind::Heading { level: 2 };
    let heading = Block { span: span("Alarm"), kind, flow: Flow::Fill, quote: 0, depth: 0 };
    let date = Some(jiff::civil::date(2024, 3, 31));
    let metadata = Metadata { date, language: Some("en"), ..Metadata::default() };
    let text = TEXT.to_owned();
    Document::new(Parts { text, blocks: vec![heading], metadata, ..Parts::default() })
}

fn entity(kind: Kind, name: &str) -> Entity {
    Entity {
        kind,
        name: name.to_owned(),
        title: None,
        role: None,
        affiliation: None,
        abbreviation: None,
        country: None,
        mentions: 1,
    }
}

fn fact(part: &str, detail: Detail) -> Fact {
    Fact { span: span(part), sentence: 0, confidence: 0.5, origin: Origin::default(), detail }
}

fn facts() -> Facts {
    let senator = Entity {
        title: Some("Senator".to_owned()),
        affiliation: Some("R-AR".to_owned()),
        ..entity(Kind::Person, "Tom Cotton")
    };
    let quote = Quote {
        mode: QuoteMode::Direct,
        speaker: Some(span("Tom Cotton")),
        cue: Some(span("said")),
        entity: Some(EntityId(1)),
        inferred: true,
    };
    let quantity = Quantity {
        value: Some(137.0),
        bound: Bound::MoreThan,
        counted: Some(span("individuals")),
        number: span("137"),
        ..Quantity::default()
    };
    let money = Money {
        value: Some(4_500_000.0),
        currency: Some("EUR"),
        number: span("€4.5m"),
        ..Money::default()
    };
    let percent = Percent {
        value: Some(12.5),
        of: Some(span("it")),
        number: span("12.5%"),
        ..Percent::default()
    };
    Facts {
        range: Span::new(0, TEXT.len()),
        sentences: vec![Span::new(7, TEXT.len())],
        facts: vec![
            fact("Tom Cotton", Detail::Person(EntityId(1))),
            fact("“over 137 individuals”", Detail::Quote(Box::new(quote))),
            fact("over 137 individuals", Detail::Quantity(Box::new(quantity))),
            fact("€4.5m", Detail::Money(Box::new(money))),
            fact("12.5% of it", Detail::Percent(Box::new(percent))),
        ],
        entities: vec![entity(Kind::Group, "Muslim"), senator],
        brief: Brief { who: vec![span("Tom Cotton")], ..Brief::default() },
        ..Facts::default()
    }
}

fn record(contract: Contract<'_>) -> Value {
    serde_json::from_str(&serde_json::to_string(&contract).unwrap()).unwrap()
}

#[test]
fn a_record_has_the_shape_of_the_contract() {
    let expected = json!({
        "id": "a.txt", "title": null, "date": "2024-03-31", "language": "en",
        "sentences": [[7, 70]],
        "outline": [{"start": 0, "end": 5, "level": 2, "text": "Alarm"}],
        "brief": {"who": [{"start": 7, "end": 17, "text": "Tom Cotton"}],
            "what": [], "when": [], "where": [], "why": [], "how": []},
        "entities": [{"id": 1, "kind": "person", "name": "Tom Cotton", "title": "Senator",
            "affiliation": "R-AR", "mentions": 1}],
        "facts": [
            {"kind": "person", "start": 7, "end": 17, "text": "Tom Cotton", "sentence": 0, "confidence": 0.5,
                "entity": 1, "name": "Tom Cotton"},
            {"kind": "quote", "start": 23, "end": 45, "text": "“over 137 individuals”",
                "sentence": 0, "confidence": 0.5, "mode": "direct", "name": "Tom Cotton",
                "speaker": {"start": 7, "end": 17, "text": "Tom Cotton"},
                "cue": {"start": 18, "end": 22, "text": "said"}, "inferred": true},
            {"kind": "quantity", "start": 24, "end": 44, "text": "over 137 individuals",
                "sentence": 0, "confidence": 0.5, "value": 137, "bound": "more_than",
                "counted": "individuals", "number": {"start": 29, "end": 32}},
            {"kind": "money", "start": 51, "end": 56, "text": "€4.5m", "sentence": 0, "confidence": 0.5,
                "value": 4_500_000, "bound": "exactly", "currency": "EUR",
                "number": {"start": 51, "end": 56}},
            {"kind": "percent", "start": 58, "end": 69, "text": "12.5% of it", "sentence": 0, "confidence": 0.5,
                "value": 12.5, "bound": "exactly", "of": "it",
                "number": {"start": 58, "end": 63}},
        ],
    });
    let record = record(Contract::new(Id::Text("a.txt"), &document(), &facts()));
    assert_eq!(record, expected);
}

#[test]
fn whole_numbers_have_no_point() {
    let number = |value| serde_json::to_string(&super::Value::number(value)).unwrap();
    assert_eq!(number(137.0), "137");
    assert_eq!(number(-0.5), "-0.5");
    assert_eq!(number(1e300), "1e+300");
    assert_eq!(number(f64::NAN), "null");
}

#[test]
fn only_the_kinds_asked_for_are_listed() {
    let (document, facts) = (document(), facts());
    let kinds = [Kind::Money, Kind::Group];
    let record = record(Contract::new(Id::Unknown, &document, &facts).of_kinds(&kinds));
    assert_eq!(record["facts"].as_array().unwrap().len(), 1);
    assert_eq!(record["entities"], json!([]));
    assert_eq!(record["id"], json!(null));
}

#[test]
fn a_group_has_a_name_and_no_entity() {
    let mut facts = facts();
    facts.facts = vec![fact("Tom", Detail::Group(EntityId(0)))];
    let group = &record(Contract::new(Id::Unknown, &document(), &facts))["facts"][0];
    assert_eq!(group["name"], "Muslim");
    assert_eq!(group.get("entity"), None);
}

#[test]
fn ids_are_written_back_as_they_came() {
    let id = RawValue::from_string(r#"{"a": 12345678901234567890123}"#.to_owned()).unwrap();
    let failure = Failure { id: Id::Json(&id), error: "no text" };
    let line = serde_json::to_string(&failure).unwrap();
    assert_eq!(line, r#"{"id":{"a": 12345678901234567890123},"error":"no text"}"#);
}

#[test]
fn spans_out_of_the_text_do_not_panic() {
    let mut facts = facts();
    let link = LinkValue { value: "x".to_owned() };
    facts.facts = vec![fact("Tom", Detail::Link(Box::new(link)))];
    facts.facts[0].span = Span::new(900, 1000);
    let link = &record(Contract::new(Id::Unknown, &document(), &facts))["facts"][0];
    assert_eq!((link["text"].as_str(), link["start"].as_u64()), (Some(""), Some(70)));
}
