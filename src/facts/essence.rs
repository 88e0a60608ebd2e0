//! A fact in a few words: what a list shows of it.

use jiff::ToSpan;
use jiff::civil;

use super::{Bound, Date, Detail, Entity, Fact, Facts, Quote};
use crate::document::Document;

/// A fact in a few words. Line ends of the source are blanks in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Essence {
    /// The fact itself: `Tom Cotton`, `901,549 attempts`, `2023-10 → early 2024-03`.
    pub head: String,
    /// What is known of it: `Senator (R-AR)`, `more than`, the words of a statement.
    pub note: String,
}

/// The essence of a fact.
pub fn essence(document: &Document, facts: &Facts, fact: &Fact) -> Essence {
    let text = |span| flat(document.slice(span));
    match &fact.detail {
        Detail::Person(id) | Detail::Organisation(id) | Detail::Place(id) | Detail::Group(id) => {
            let entity = facts.entity(*id);
            Essence {
                head: entity.map_or_else(|| text(fact.span), |entity| entity.name.clone()),
                note: entity.map(known_of).unwrap_or_default(),
            }
        }
        Detail::Date(date) => Essence { head: date_in_words(date), note: text(fact.span) },
        Detail::Quantity(quantity) => {
            bounded(document, fact, quantity.number, quantity.bound, String::new())
        }
        Detail::Money(money) => bounded(
            document,
            fact,
            money.number,
            money.bound,
            money.currency.unwrap_or_default().to_owned(),
        ),
        Detail::Percent(percent) => {
            let of = percent.of.map(|span| format!("of {}", text(span))).unwrap_or_default();
            bounded(document, fact, percent.number, percent.bound, of)
        }
        Detail::Quote(quote) => {
            Essence { head: speaker(document, facts, quote), note: text(fact.span) }
        }
        Detail::Link(link) => Essence { head: flat(&link.value), note: String::new() },
    }
}

/// Who says something: the entity's name, else the words of the text, else nothing. A name
/// that was concluded stands behind the words it was concluded from: `he → Tom Cotton`.
pub fn speaker(document: &Document, facts: &Facts, quote: &Quote) -> String {
    let entity = quote.entity.and_then(|id| facts.entity(id));
    match (entity, quote.speaker) {
        (Some(entity), Some(span)) if quote.inferred => {
            format!("{} → {}", flat(document.slice(span)), entity.name)
        }
        (Some(entity), _) => entity.name.clone(),
        (None, Some(span)) => flat(document.slice(span)),
        (None, None) => String::new(),
    }
}

/// What is known of an entity beside its name: title, affiliation, role; country.
pub fn known_of(entity: &Entity) -> String {
    let affiliation = entity.affiliation.as_ref().map(|affiliation| format!("({affiliation})"));
    let country = entity.country.map(str::to_owned).filter(|_| entity.title.is_none());
    let titled: Vec<&str> = [&entity.title, &affiliation, &entity.abbreviation, &country]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    match (&entity.role, titled.is_empty()) {
        (None, _) => titled.join(" "),
        (Some(role), true) => role.clone(),
        (Some(role), false) => format!("{}, {role}", titled.join(" ")),
    }
}

/// A bound as a reader would say it; nothing for an exact number.
pub fn bound_in_words(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "",
        Bound::About => "about",
        Bound::MoreThan => "more than",
        Bound::AtLeast => "at least",
        Bound::LessThan => "less than",
        Bound::AtMost => "at most",
        Bound::Between => "between",
    }
}

/// The number with what follows it in the fact, and the bound as the note.
fn bounded(
    document: &Document,
    fact: &Fact,
    number: crate::document::Span,
    bound: Bound,
    more: String,
) -> Essence {
    let start = if fact.span.covers(number) { number.start } else { fact.span.start };
    let head = flat(document.slice(crate::document::Span { start, end: fact.span.end }));
    let words = [bound_in_words(bound), more.as_str()];
    Essence {
        head,
        note: words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · "),
    }
}

/// A date as a reader would write it.
pub fn date_in_words(date: &Date) -> String {
    if date.value.contains('/')
        && let Some(range) = range_in_words(date)
    {
        return range;
    }
    match date.value.as_str() {
        "PRESENT_REF" => "now".to_owned(),
        "PAST_REF" => "in the past".to_owned(),
        "FUTURE_REF" => "in the future".to_owned(),
        value => duration_in_words(value).unwrap_or_else(|| value.to_owned()),
    }
}

fn range_in_words(date: &Date) -> Option<String> {
    let day = |text: &Option<String>| text.as_deref()?.get(..10)?.parse::<civil::Date>().ok();
    let (from, to) = (day(&date.from)?, day(&date.to)?);
    let (first, last) = (first_day_in_words(from), last_day_in_words(to));
    Some(if first == last { first } else { format!("{first} → {last}") })
}

fn first_day_in_words(day: civil::Date) -> String {
    match (day.month(), day.day()) {
        (1, 1) => format!("{:04}", day.year()),
        (_, 1) => day.strftime("%Y-%m").to_string(),
        _ => day.to_string(),
    }
}

/// The last day of a period, given the first day after it; thirds of a month by name.
fn last_day_in_words(after: civil::Date) -> String {
    let Ok(last) = after.checked_sub(1.day()) else { return after.to_string() };
    let month = last.strftime("%Y-%m");
    match (after.month(), after.day()) {
        (1, 1) => format!("{:04}", last.year()),
        (_, 1) => month.to_string(),
        (_, 11) => format!("early {month}"),
        (_, 21) => format!("mid {month}"),
        _ => last.to_string(),
    }
}

/// `P3D` → `3 days`; `None` for what is not a plain duration.
fn duration_in_words(value: &str) -> Option<String> {
    let body = value.strip_prefix('P')?;
    let (time, body) = match body.strip_prefix('T') {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let unit = body.chars().last()?;
    let number = body.get(..body.len() - unit.len_utf8())?;
    let numeric =
        !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit() || digit == '.');
    let name = match (unit, time) {
        ('Y', false) => "year",
        ('M', false) => "month",
        ('W', false) => "week",
        ('D', false) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        ('S', true) => "second",
        _ => return None,
    };
    let plural = if number == "1" { "" } else { "s" };
    match number {
        "X" => Some(format!("some {name}s")),
        _ if numeric => Some(format!("{number} {name}{plural}")),
        _ => None,
    }
}

/// A text on one line: every run of white space is one blank.
pub fn flat(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !flat.is_empty() {
            flat.push(' ');
        }
        flat.push_str(word);
    }
    flat
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: &str, to: &str) -> String {
        date_in_words(&Date {
            value: format!("{from}/{to}"),
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
            ..Date::default()
        })
    }

    #[test]
    fn ranges_read_as_a_person_would_write_them() {
        assert_eq!(range("2023-10-01", "2024-03-11"), "2023-10 → early 2024-03");
        assert_eq!(range("2009-01-01", "2011-01-01"), "2009 → 2010");
        assert_eq!(range("2024-05-09", "2024-05-12"), "2024-05-09 → 2024-05-11");
        assert_eq!(range("2024-05-01", "2024-06-01"), "2024-05");
    }

    #[test]
    fn a_concluded_speaker_stands_behind_its_words() {
        let text = "Senator Otto Lang met farmers. He said that help was near.";
        let document = crate::facts::testing::document(text);
        let at = |part: &str| {
            let start = text.find(part).expect(part);
            crate::document::Span::new(start, start + part.len())
        };
        let lang = Entity {
            kind: crate::facts::Kind::Person,
            name: "Otto Lang".to_owned(),
            title: None,
            role: None,
            affiliation: None,
            abbreviation: None,
            country: None,
            mentions: 1,
        };
        let facts = Facts { entities: vec![lang], ..Facts::default() };
        let mut quote = Quote {
            mode: crate::facts::QuoteMode::Indirect,
            speaker: Some(at("He")),
            cue: Some(at("said")),
            entity: Some(crate::facts::EntityId(0)),
            inferred: true,
        };
        assert_eq!(speaker(&document, &facts, &quote), "He → Otto Lang");
        quote = Quote { speaker: Some(at("Otto Lang")), inferred: false, ..quote };
        assert_eq!(speaker(&document, &facts, &quote), "Otto Lang");
        quote.entity = None;
        assert_eq!(speaker(&document, &facts, &quote), "Otto Lang");
    }

    #[test]
    fn durations_read_as_words() {
        for (value, words) in
            [("P3D", "3 days"), ("PT1H", "1 hour"), ("PXM", "some months"), ("P1Y6M", "P1Y6M")]
        {
            let date = Date { value: value.to_owned(), ..Date::default() };
            assert_eq!(date_in_words(&date), words);
        }
    }
}
