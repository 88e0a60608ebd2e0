//! The JSON contract: what `gleaner facts` writes for a document.
//!
//! Inside the program offsets are bytes; a program in another language that reads
//! the record counts characters. So every offset in it is a number of Unicode code
//! points of the text that `gleaner text` prints. Nothing is built in memory for a
//! record but the few checkpoints that the conversion needs: it is written as it
//! is walked.

mod spans;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use self::spans::Place;
pub(crate) use self::spans::{Passage, Spans};
use super::{Bound, Detail, Entity, EntityId, Fact, Facts, Kind, Origin};
use crate::document::{Document, Heading};

/// What tells a record from the others.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(untagged)]
pub enum Id<'a> {
    /// None was given, or it could not be told.
    #[default]
    Unknown,
    /// The path of a file.
    Text(&'a str),
    /// The JSON value that the input gave, whatever it is, written back as it came.
    Json(&'a RawValue),
}

/// One record of the contract; serialise it. Offsets in it are Unicode code points.
#[derive(Clone, Copy, Debug)]
pub struct Contract<'a> {
    id: Id<'a>,
    document: &'a Document,
    facts: &'a Facts,
    kinds: &'a [Kind],
    explained: bool,
}

/// The record that stands in the place of a document that could not be read.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Failure<'a> {
    /// Which document.
    pub id: Id<'a>,
    /// Why, in words for people.
    pub error: &'a str,
}

impl<'a> Contract<'a> {
    /// The record of a document and its facts.
    pub fn new(id: Id<'a>, document: &'a Document, facts: &'a Facts) -> Self {
        Self { id, document, facts, kinds: &Kind::ALL, explained: false }
    }

    /// The record with facts and entities of these kinds only.
    pub fn of_kinds(self, kinds: &'a [Kind]) -> Self {
        Self { kinds, ..self }
    }

    /// The record with what made each fact: `origin` with `recogniser`, `rule`, `score`.
    pub fn explained(self, explained: bool) -> Self {
        Self { explained, ..self }
    }

    fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        let kinds = self.kinds;
        self.facts.facts.iter().filter(move |fact| kinds.contains(&fact.kind()))
    }

    fn entities(&self) -> impl Iterator<Item = EntityRecord<'a>> {
        let kinds = self.kinds;
        let listed = move |entity: &Entity| entity.kind != Kind::Group;
        (0..)
            .zip(&self.facts.entities)
            .filter(move |(_, entity)| listed(entity) && kinds.contains(&entity.kind))
            .map(|(id, entity)| EntityRecord::new(id, entity))
    }
}

impl Serialize for Contract<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let metadata = self.document.metadata();
        let spans = Spans::new(self.document.text());
        let spans = &spans;
        let mut record = serializer.serialize_struct("Contract", 9)?;
        record.serialize_field("id", &self.id)?;
        record.serialize_field("title", &metadata.title)?;
        record.serialize_field("date", &metadata.date.map(Shown))?;
        record.serialize_field("language", &metadata.language)?;
        let sentences = || self.facts.sentences.iter().map(|&sentence| spans.pair(sentence));
        record.serialize_field("sentences", &Each(sentences))?;
        let end = self.facts.range.end;
        let told = || self.document.outline().take_while(move |entry| entry.span.start < end);
        let outline = || told().map(|entry| HeadingRecord::new(spans, entry));
        record.serialize_field("outline", &Each(outline))?;
        record.serialize_field("brief", &BriefRecord { facts: self.facts, spans })?;
        record.serialize_field("entities", &Each(|| self.entities()))?;
        let facts = || {
            self.facts().map(|fact| {
                let origin = self.explained.then(|| fact.origin.into());
                FactRecord { origin, ..FactRecord::new(fact, self.facts, spans) }
            })
        };
        record.serialize_field("facts", &Each(facts))?;
        if end < self.document.len() {
            record.serialize_field("truncated", &spans.place(self.facts.range).end)?;
        }
        record.end()
    }
}

/// A list that is written while it is made.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A value that is written as it is displayed.
struct Shown<T>(T);

impl<T: std::fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[derive(Serialize)]
struct HeadingRecord<'a> {
    start: u32,
    end: u32,
    level: u8,
    text: &'a str,
}

impl<'a> HeadingRecord<'a> {
    fn new(spans: &Spans<'a>, heading: Heading) -> Self {
        let Passage { start, end, text } = spans.passage(heading.span);
        Self { start, end, level: heading.level, text }
    }
}

struct BriefRecord<'a> {
    facts: &'a Facts,
    spans: &'a Spans<'a>,
}

impl Serialize for BriefRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let brief = &self.facts.brief;
        let questions = [
            ("who", &brief.who),
            ("what", &brief.what),
            ("when", &brief.when),
            ("where", &brief.r#where),
            ("why", &brief.why),
            ("how", &brief.how),
        ];
        let mut record = serializer.serialize_struct("Brief", questions.len())?;
        for (question, answers) in questions {
            let passages = || answers.iter().map(|&answer| self.spans.passage(answer));
            record.serialize_field(question, &Each(passages))?;
        }
        record.end()
    }
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    id: u32,
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abbreviation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    mentions: u32,
}

impl<'a> EntityRecord<'a> {
    fn new(id: u32, entity: &'a Entity) -> Self {
        Self {
            id,
            kind: entity.kind.name(),
            name: &entity.name,
            title: entity.title.as_deref(),
            affiliation: entity.affiliation.as_deref(),
            role: entity.role.as_deref(),
            abbreviation: entity.abbreviation.as_deref(),
            country: entity.country,
            mentions: entity.mentions,
        }
    }
}

/// All keys that a fact may have; those that do not apply to its kind are absent.
#[derive(Default, Serialize)]
struct FactRecord<'a> {
    kind: &'static str,
    start: u32,
    end: u32,
    text: &'a str,
    sentence: u32,
    #[serde(serialize_with = "two_decimals")]
    confidence: f32,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<OriginRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    high: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bound: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<Passage<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Passage<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    inferred: bool,
}

impl<'a> FactRecord<'a> {
    fn new(fact: &'a Fact, facts: &'a Facts, spans: &Spans<'a>) -> Self {
        let Passage { start, end, text } = spans.passage(fact.span);
        let name = |id: EntityId| facts.entity(id).map(|entity| entity.name.as_str());
        let mut record = Self {
            kind: fact.kind().name(),
            start,
            end,
            text,
            sentence: fact.sentence,
            confidence: fact.confidence,
            ..Self::default()
        };
        match &fact.detail {
            Detail::Person(id) | Detail::Organisation(id) | Detail::Place(id) => {
                record.entity = Some(id.0);
                record.name = name(*id);
            }
            Detail::Group(id) => record.name = name(*id),
            Detail::Link(link) => record.value = Some(Value::Text(&link.value)),
            Detail::Quote(quote) => {
                record.mode = Some(quote.mode.name());
                record.speaker = quote.speaker.map(|speaker| spans.passage(speaker));
                record.cue = quote.cue.map(|cue| spans.passage(cue));
                record.name = quote.entity.and_then(name);
                record.inferred = quote.inferred;
            }
            Detail::Date(_) | Detail::Quantity(_) | Detail::Money(_) | Detail::Percent(_) => {
                record.measure(&fact.detail, spans);
            }
        }
        record
    }

    /// The keys of dates and numbers.
    fn measure(&mut self, detail: &'a Detail, spans: &Spans<'a>) {
        match detail {
            Detail::Date(date) => {
                self.value = Some(Value::Text(&date.value));
                self.r#type = Some(date.date_type.name());
                self.from = date.from.as_deref();
                self.to = date.to.as_deref();
            }
            Detail::Quantity(quantity) => {
                self.numbers([quantity.value, quantity.low, quantity.high], quantity.bound);
                self.unit = quantity.unit.as_deref();
                self.dimension = quantity.dimension;
                self.counted = quantity.counted.map(|counted| spans.text(counted));
                self.number = Some(spans.place(quantity.number));
            }
            Detail::Money(money) => {
                self.numbers([money.value, money.low, money.high], money.bound);
                self.currency = money.currency;
                self.number = Some(spans.place(money.number));
            }
            Detail::Percent(percent) => {
                self.numbers([percent.value, percent.low, percent.high], percent.bound);
                self.of = percent.of.map(|of| spans.text(of));
                self.number = Some(spans.place(percent.number));
            }
            _ => {}
        }
    }

    fn numbers(&mut self, [value, low, high]: [Option<f64>; 3], bound: Bound) {
        self.value = value.and_then(Value::number);
        self.low = low.and_then(Value::number);
        self.high = high.and_then(Value::number);
        self.bound = Some(bound.name());
    }
}

/// What made a fact, as `--explain` writes it.
#[derive(Serialize)]
struct OriginRecord {
    recogniser: &'static str,
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
}

impl From<Origin> for OriginRecord {
    fn from(origin: Origin) -> Self {
        let Origin { recogniser, rule, score } = origin;
        Self { recogniser, rule, score }
    }
}

/// More digits than are measured would be noise.
fn two_decimals<S: Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*value) * 100.0).round() / 100.0)
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(&'a str),
    Whole(i64),
    Broken(f64),
}

impl Value<'_> {
    /// Whole numbers are written without a point as long as they are exact; what is
    /// no number at all (not finite) is absent, since JSON has no word for it.
    fn number(value: f64) -> Option<Self> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() <= EXACT {
            return Some(Value::Whole(value as i64));
        }
        value.is_finite().then_some(Value::Broken(value))
    }
}

#[cfg(test)]
mod tests;
