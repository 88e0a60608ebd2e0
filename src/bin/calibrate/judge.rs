//! Which facts are right.

use gleaner::document::Span;
use gleaner::facts::{Date, Detail, Fact, Facts, Kind, Origin};
use serde_json::Value;

use super::gold::{Corpus, Gold, Sample};

/// A fact that was held against annotated text.
pub struct Judged {
    /// Its kind.
    pub kind: Kind,
    /// What made it.
    pub origin: Origin,
    /// How sure the engine was.
    pub confidence: f32,
    /// Whether it is right.
    pub right: bool,
}

/// Judges the facts of a text that its corpus says something about.
pub fn judge(corpus: &Corpus, sample: &Sample, facts: &Facts) -> Vec<Judged> {
    let mut free = vec![true; sample.gold.len()];
    let mut judged = Vec::new();
    for fact in facts.facts.iter().filter(|fact| (corpus.annotates)(fact)) {
        let right = match fact.entity() {
            Some(_) => name_is_right(fact, &sample.gold),
            None => Some(value_is_right(fact, &sample.gold, &mut free)),
        };
        let Fact { confidence, origin, .. } = *fact;
        judged.extend(right.map(|right| Judged { kind: fact.kind(), origin, confidence, right }));
    }
    judged
}

/// Whether the same span has the same kind. Nothing is said of a name that lies in one of
/// another sort, as of an event or a work.
fn name_is_right(fact: &Fact, gold: &[Gold]) -> Option<bool> {
    let kind = match fact.kind() {
        Kind::Person => "PERSON",
        Kind::Organisation => "ORG",
        Kind::Place => "PLACE",
        _ => "GROUP",
    };
    let right = gold.iter().any(|gold| gold.span == fact.span && gold.kind == kind);
    let other = gold.iter().any(|gold| gold.kind == "MISC" && gold.span.overlaps(fact.span));
    (right || !other).then_some(right)
}

/// Whether it overlaps something annotated that no fact before it took, and has its value.
fn value_is_right(fact: &Fact, gold: &[Gold], free: &mut [bool]) -> bool {
    let span = number_of(fact);
    let overlap =
        |gold: &Gold| gold.span.end.min(span.end).saturating_sub(gold.span.start.max(span.start));
    let candidates = gold.iter().enumerate().filter(|(index, _)| free.get(*index) == Some(&true));
    let best =
        candidates.filter(|(_, gold)| overlap(gold) > 0).max_by_key(|(_, gold)| overlap(gold));
    let Some((index, gold)) = best else { return false };
    if let Some(free) = free.get_mut(index) {
        *free = false;
    }
    has_value(fact, gold)
}

fn number_of(fact: &Fact) -> Span {
    match &fact.detail {
        Detail::Quantity(quantity) => quantity.number,
        Detail::Money(money) => money.number,
        Detail::Percent(percent) => percent.number,
        _ => fact.span,
    }
}

fn has_value(fact: &Fact, gold: &Gold) -> bool {
    match &fact.detail {
        Detail::Date(date) => has_date(date, gold),
        Detail::Quantity(quantity) => {
            has_number(quantity.value, [quantity.low, quantity.high], gold)
        }
        Detail::Percent(percent) => has_number(percent.value, [percent.low, percent.high], gold),
        Detail::Money(money) => {
            let currency = gold.fields["isoCurrency"].as_str();
            has_number(money.value, [money.low, money.high], gold)
                && currency.is_none_or(|currency| money.currency == Some(currency))
        }
        _ => true,
    }
}

fn has_number(value: Option<f64>, ends: [Option<f64>; 2], gold: &Gold) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(1.0);
    let wanted = match &gold.fields["value"] {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        _ => return true,
    };
    if let Ok(wanted) = wanted.replace([',', '%'], "").trim().parse::<f64>() {
        return value.is_some_and(|value| near(wanted, value));
    }
    // An interval, as `[100,300)`.
    let numbers = wanted.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-'));
    let wanted: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
    !wanted.is_empty()
        && wanted.iter().all(|&wanted| ends.into_iter().flatten().any(|end| near(wanted, end)))
}

/// Whether a date has one of the values that an annotator allows. The ends of ranges are
/// counted in several ways, so that of them only the span is held against the fact.
fn has_date(date: &Date, gold: &Gold) -> bool {
    if gold.kind.ends_with("range") {
        return true;
    }
    let single = [gold.fields.clone()];
    let values = gold.fields["values"].as_array().map_or(&single[..], Vec::as_slice);
    let known = |value: &&Value| value["value"].is_string() || value["timex"].is_string();
    let mut values = values.iter().filter(known).peekable();
    values.peek().is_none()
        || values.any(|value| {
            let same =
                |wanted: &Value| wanted.as_str().is_some_and(|wanted| is_same(wanted, &date.value));
            same(&value["value"]) || same(&value["timex"])
        })
}

/// Whether two values are the same but for how an instant is written.
fn is_same(wanted: &str, value: &str) -> bool {
    let plain = |text: &str| {
        let text = text.replace('T', " ");
        let text = text.strip_suffix(":00").unwrap_or(&text);
        text.strip_suffix(" 00:00").unwrap_or(text).trim().to_string()
    };
    wanted == value || plain(wanted) == plain(value)
}
