//! What each kind of expression means, by examples.

mod calendar;
mod clock;
mod context;
mod hostile;
mod lengths;
mod ranges;
mod relative;
mod words;

use crate::facts::recogniser::testing::{article, facts_of};
use crate::facts::{Date, Detail};

fn dates(text: &str, reference: Option<&str>) -> Vec<(String, Date)> {
    let document = article(text, reference);
    let facts = facts_of(&document);
    let read = facts.iter().filter_map(|fact| match &fact.detail {
        Detail::Date(date) => Some((document.slice(fact.span).to_string(), (**date).clone())),
        _ => None,
    });
    read.collect()
}

/// Checks the first date of each text: span, value, first instant and the one after.
/// The document's day is Sunday, 31 March 2024.
fn check(cases: &[(&str, &str, &str, &str, &str)]) {
    for (text, span, value, from, to) in cases {
        let all = dates(text, Some("2024-03-31"));
        let (read, date) = all.first().unwrap_or_else(|| panic!("nothing in {text}"));
        let instants = (date.from.as_deref().unwrap_or(""), date.to.as_deref().unwrap_or(""));
        assert_eq!((read.as_str(), date.value.as_str()), (*span, *value), "{text}");
        assert_eq!(instants, (*from, *to), "{text}");
    }
}

/// Checks the spans and values of all dates of each text.
fn check_all(cases: &[(&str, &[(&str, &str)])]) {
    for (text, wanted) in cases {
        let all = dates(text, Some("2024-03-31"));
        let read: Vec<(&str, &str)> =
            all.iter().map(|(span, date)| (span.as_str(), date.value.as_str())).collect();
        assert_eq!(read, *wanted, "{text}");
    }
}
