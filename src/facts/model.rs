//! What a fact is.

use std::fmt;

use jiff::civil;

use super::Coverage;
use crate::document::Span;

/// Everything extracted from a document or a part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The part of the text that was read.
    pub range: Span,
    /// How much was looked for in it.
    pub coverage: Coverage,
    /// Sentences in order.
    pub sentences: Vec<Span>,
    /// Facts sorted by start, then by end, then by kind.
    pub facts: Vec<Fact>,
    /// Entities in order of their first mention; an [`EntityId`] is an index.
    pub entities: Vec<Entity>,
    /// Who, what, when, where, why, how.
    pub brief: Brief,
}

/// A span of the text that states something.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where it stands. For a bounded number: bound, number and what is counted.
    pub span: Span,
    /// Index into [`Facts::sentences`].
    pub sentence: u32,
    /// How sure the engine is, from 0 to 1: the share of such facts that are right in text
    /// it was measured on.
    pub confidence: f32,
    /// What made it.
    pub origin: Origin,
    /// The kind and its values.
    pub detail: Detail,
}

/// What made a fact; `gleaner facts --explain` shows it, and how sure a fact is depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Origin {
    /// Who found it: a recogniser, the tagger of names, the reader of statements.
    pub recogniser: &'static str,
    /// Which of its rules.
    pub rule: &'static str,
    /// The score that a model gave, from 0 to 1; `None` for a rule, which has no degrees.
    pub score: Option<f32>,
}

/// The kinds of fact with their values.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// A person's name, without title.
    Person(EntityId),
    /// The name of an organisation.
    Organisation(EntityId),
    /// The name of a place.
    Place(EntityId),
    /// A nationality, religion or party. Grouped like the others; its name is the entity's.
    Group(EntityId),
    /// A date, time, duration or set.
    Date(Box<Date>),
    /// A number with what it counts or measures.
    Quantity(Box<Quantity>),
    /// An amount of a currency.
    Money(Box<Money>),
    /// A percentage.
    Percent(Box<Percent>),
    /// Something said.
    Quote(Box<Quote>),
    /// A URL, e-mail address, phone number, DOI, CVE and their like.
    Link(Box<LinkValue>),
}

/// A kind of fact without its values; the order is that of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// See [`Detail::Person`].
    Person,
    /// See [`Detail::Organisation`].
    Organisation,
    /// See [`Detail::Place`].
    Place,
    /// See [`Detail::Group`].
    Group,
    /// See [`Detail::Date`].
    Date,
    /// See [`Detail::Quantity`].
    Quantity,
    /// See [`Detail::Money`].
    Money,
    /// See [`Detail::Percent`].
    Percent,
    /// See [`Detail::Quote`].
    Quote,
    /// See [`Detail::Link`].
    Link,
}

impl Kind {
    /// All kinds in the order of the sidebar.
    pub const ALL: [Kind; 10] = [
        Kind::Person,
        Kind::Organisation,
        Kind::Place,
        Kind::Group,
        Kind::Date,
        Kind::Quantity,
        Kind::Money,
        Kind::Percent,
        Kind::Quote,
        Kind::Link,
    ];

    /// The kind's name in the JSON contract and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
            Kind::Place => "place",
            Kind::Group => "group",
            Kind::Date => "date",
            Kind::Quantity => "quantity",
            Kind::Money => "money",
            Kind::Percent => "percent",
            Kind::Quote => "quote",
            Kind::Link => "link",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Index into [`Facts::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub u32);

/// A person, organisation, place or group with all its mentions in the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Person, organisation, place or group.
    pub kind: Kind,
    /// The best full form of the name.
    pub name: String,
    /// A person's title (`Senator`).
    pub title: Option<String>,
    /// What a person is, from an apposition and its like
    /// (`a member of the Senate Intelligence Committee`).
    pub role: Option<String>,
    /// Party and state, or the organisation a person belongs to.
    pub affiliation: Option<String>,
    /// An organisation's short form.
    pub abbreviation: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country a place is or lies in, where it is sure.
    pub country: Option<&'static str>,
    /// How many mentions it has in [`Facts::facts`].
    pub mentions: u32,
}

/// How a stated number bounds the true one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// The number itself.
    #[default]
    Exactly,
    /// "about", "some", "nearly".
    About,
    /// "over", "more than".
    MoreThan,
    /// "at least".
    AtLeast,
    /// "under", "fewer than".
    LessThan,
    /// "at most", "up to".
    AtMost,
    /// "between five and ten", "5–10".
    Between,
}

impl Bound {
    /// The bound's name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exactly => "exactly",
            Bound::About => "about",
            Bound::MoreThan => "more_than",
            Bound::AtLeast => "at_least",
            Bound::LessThan => "less_than",
            Bound::AtMost => "at_most",
            Bound::Between => "between",
        }
    }
}

/// Types of temporal expressions, as in TIMEX3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateType {
    /// A calendar date or period.
    #[default]
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl DateType {
    /// The type's name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            DateType::Date => "date",
            DateType::Time => "time",
            DateType::Duration => "duration",
            DateType::Set => "set",
        }
    }
}

/// A resolved temporal expression.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Date {
    /// TIMEX3/ISO 8601 value: `2016-11`, `P3D`, `XXXX-WXX-1`, `2023-10-01/2024-03-11`,
    /// `PRESENT_REF`.
    pub value: String,
    /// What kind of time it is.
    pub date_type: DateType,
    /// First instant, ISO 8601, where the expression is a resolved date or period.
    pub from: Option<String>,
    /// First instant after it.
    pub to: Option<String>,
    /// The first day, to sort and group by.
    pub day: Option<civil::Date>,
}

/// A number with what it counts or measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// The number; of a range its middle is not given, see `low` and `high`.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How the number bounds the true one.
    pub bound: Bound,
    /// Unit of measure in singular (`kilometre`), where there is one.
    pub unit: Option<String>,
    /// What the unit measures (`length`), where that is one thing.
    pub dimension: Option<&'static str>,
    /// The noun phrase that is counted; of a measure that is of nothing named, its unit as
    /// it is written.
    pub counted: Option<Span>,
    /// Number and unit alone.
    pub number: Span,
}

/// An amount of money.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// The amount.
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// ISO 4217 code, where it is known.
    pub currency: Option<&'static str>,
    /// How the number bounds the true one.
    pub bound: Bound,
    /// Amount and currency alone.
    pub number: Span,
}

/// A percentage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Percent {
    /// The number in per cent: 40 for "40 %".
    pub value: Option<f64>,
    /// Lower end of a range.
    pub low: Option<f64>,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// How the number bounds the true one.
    pub bound: Bound,
    /// What it is a share of.
    pub of: Option<Span>,
    /// The percentage alone.
    pub number: Span,
}

/// How something said is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteMode {
    /// In quotation marks.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with words in quotation marks.
    Mixed,
}

impl QuoteMode {
    /// The mode's name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            QuoteMode::Direct => "direct",
            QuoteMode::Indirect => "indirect",
            QuoteMode::Mixed => "mixed",
        }
    }
}

/// Something said, and by whom.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// How it is rendered.
    pub mode: QuoteMode,
    /// The noun phrase of who says it.
    pub speaker: Option<Span>,
    /// The word that tells that it is said.
    pub cue: Option<Span>,
    /// The entity that the speaker is or names.
    pub entity: Option<EntityId>,
    /// The speaker's words do not name that entity: it was concluded from the text around
    /// them (`he`, `the senator`, `a spokesman for the ministry`).
    pub inferred: bool,
}

/// Something that leads elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkValue {
    /// Its normal form.
    pub value: String,
}

/// Spans that answer the six questions of the news; absent rather than wrong.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brief {
    /// Who did it.
    pub who: Vec<Span>,
    /// What happened.
    pub what: Vec<Span>,
    /// When.
    pub when: Vec<Span>,
    /// Where.
    pub r#where: Vec<Span>,
    /// Why.
    pub why: Vec<Span>,
    /// How.
    pub how: Vec<Span>,
}

impl Brief {
    /// Leaves out what stands behind an offset.
    fn truncate(&mut self, end: u32) {
        let Self { who, what, when, r#where, why, how } = self;
        for answers in [who, what, when, r#where, why, how] {
            answers.retain(|answer| answer.start < end);
        }
    }
}

impl fmt::Display for Origin {
    /// `date: weekday`, `name: model 0.93`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.recogniser, self.rule)?;
        self.score.map_or(Ok(()), |score| write!(formatter, " {score:.2}"))
    }
}

impl Fact {
    /// The kind without the values.
    pub fn kind(&self) -> Kind {
        match self.detail {
            Detail::Person(_) => Kind::Person,
            Detail::Organisation(_) => Kind::Organisation,
            Detail::Place(_) => Kind::Place,
            Detail::Group(_) => Kind::Group,
            Detail::Date(_) => Kind::Date,
            Detail::Quantity(_) => Kind::Quantity,
            Detail::Money(_) => Kind::Money,
            Detail::Percent(_) => Kind::Percent,
            Detail::Quote(_) => Kind::Quote,
            Detail::Link(_) => Kind::Link,
        }
    }

    /// The entity of a name.
    pub fn entity(&self) -> Option<EntityId> {
        match self.detail {
            Detail::Person(id)
            | Detail::Organisation(id)
            | Detail::Place(id)
            | Detail::Group(id) => Some(id),
            _ => None,
        }
    }
}

impl Facts {
    /// The entity of an id, if it is one of these facts'.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// Keeps the first sentences and facts, so many of both together, with the entities that
    /// they name; the range then ends where the next one begins. Returns whether any went.
    pub fn truncate(&mut self, most: usize) -> bool {
        if self.sentences.len() + self.facts.len() <= most {
            return false;
        }
        let sentences = self.sentences.iter().map(|sentence| sentence.start);
        let mut starts: Vec<u32> =
            sentences.chain(self.facts.iter().map(|fact| fact.span.start)).collect();
        starts.sort_unstable();
        let end = starts.get(most).copied().unwrap_or(self.range.end);
        self.sentences.retain(|sentence| sentence.start < end);
        self.facts.retain(|fact| fact.span.start < end);
        let named = self.facts.iter().filter_map(Fact::entity).map(|id| id.0 as usize + 1).max();
        self.entities.truncate(named.unwrap_or(0));
        self.brief.truncate(end);
        self.range.end = end;
        true
    }

    /// Whether the fact at `index` is a length of time that stands as a date too: lists show
    /// one of the two.
    pub fn restates_date(&self, index: usize) -> bool {
        /// A date that covers a quantity begins at most a few facts before or behind it.
        const REACH: usize = 4;
        let Some(Detail::Quantity(quantity)) = self.facts.get(index).map(|fact| &fact.detail)
        else {
            return false;
        };
        let near = self.facts.get(index.saturating_sub(REACH)..).unwrap_or_default();
        quantity.dimension == Some("time")
            && near.iter().take(2 * REACH + 1).any(|fact| {
                matches!(fact.detail, Detail::Date(_)) && fact.span.overlaps(quantity.number)
            })
    }

    /// Index of the sentence that holds `offset`, or of the one before the gap it is in.
    pub fn sentence_at(&self, offset: u32) -> Option<usize> {
        self.sentences.partition_point(|sentence| sentence.start <= offset).checked_sub(1)
    }

    /// Indices of the facts that belong to a sentence.
    pub fn of_sentence(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        let span = self.sentences.get(sentence).copied().unwrap_or_default();
        let from = self.facts.partition_point(|fact| fact.span.start < span.start);
        self.facts
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, fact)| fact.span.start < span.end.max(span.start + 1))
            .filter(move |(_, fact)| fact.sentence as usize == sentence)
            .map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(start: usize, end: usize, detail: Detail) -> Fact {
        let span = Span::new(start, end);
        Fact { span, sentence: 0, confidence: 0.0, origin: Origin::default(), detail }
    }

    #[test]
    fn a_length_of_time_stands_as_a_date_too() {
        let measure = |dimension, start, end| {
            let number = Span::new(start, end);
            let quantity = Quantity { dimension: Some(dimension), number, ..Quantity::default() };
            fact(start, end, Detail::Quantity(Box::new(quantity)))
        };
        let date = |start, end| fact(start, end, Detail::Date(Box::default()));
        let facts = vec![
            date(0, 14),
            measure("time", 4, 14),
            measure("length", 20, 26),
            measure("time", 30, 36),
        ];
        let facts = Facts { facts, ..Facts::default() };
        let restated: Vec<bool> = (0..5).map(|index| facts.restates_date(index)).collect();
        assert_eq!(restated, [false, true, false, false, false]);
    }
}
