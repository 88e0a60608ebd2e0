//! Dates, periods, times of day, lengths of time and recurring times.
//!
//! First all expressions are read from all sentences ([`grammar`]), then they are placed
//! in the calendar in the order of the text ([`resolve`]): what a month without a year
//! means depends on the document's day, and in a text about the past on what was last
//! spoken of.

mod calendar;
mod clock;
mod day;
mod duration;
mod expression;
mod grammar;
mod holiday;
mod lexicon;
mod named;
mod narrative;
mod part_of;
mod point;
mod relative;
mod resolve;
mod rule;
mod set;
mod tense;
mod vague;
mod value;
mod year;

use self::expression::Expression;
use self::narrative::{is_narrative, next_dates};
use self::resolve::Context;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, scan};
use super::{Analysis, Detail, Fact};
use crate::document::Span;

/// Temporal expressions.
pub(super) struct Dates;

impl Recogniser for Dates {
    fn name(&self) -> &'static str {
        "date"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        let first = found.len();
        let mut expressions: Vec<(Span, Expression)> = Vec::new();
        scan(analysis, self.name(), found, Roles::TIME, |reading, at| {
            let read = grammar::expression(reading, at)?;
            let span = reading.pieces.span(read.start, read.end);
            let rule = rule::rule(&read.value);
            // One that the scan dropped is read anew a piece further on.
            expressions.pop_if(|(last, _)| last.end > span.start);
            expressions.push((span, read.value));
            Some(Finding {
                start: read.start,
                end: read.end,
                detail: Detail::Date(Box::default()),
                rule,
            })
        });
        let reference = analysis.reference_date();
        let all = || expressions.iter().map(|(_, expression)| expression);
        let narrative = is_narrative(all(), reference.map(|day| day.year()));
        let next = next_dates(all());
        let mut context = Context { reference, anchor: None, narrative, ..Context::default() };
        let mut read = expressions.iter().zip(next);
        for fact in found.get_mut(first..).into_iter().flatten() {
            // The scan drops what others have found; those expressions are passed over.
            let expression = read.by_ref().find(|((span, _), _)| span.end == fact.span.end);
            if let (Some(((_, expression), next)), Detail::Date(date)) =
                (expression, &mut fact.detail)
            {
                context.next = next;
                **date = context.resolve(expression);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::recogniser::testing::{article, facts_of};
    use crate::facts::{Date, DateType};

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

    #[test]
    fn days_of_the_calendar() {
        check(&[
            ("It fell on May 28, 2006.", "May 28, 2006", "2006-05-28", "2006-05-28", "2006-05-29"),
            (
                "On Sunday, May 28, 2006, it fell.",
                "Sunday, May 28, 2006",
                "2006-05-28",
                "2006-05-28",
                "2006-05-29",
            ),
            (
                "It fell on the 28th of May 2006.",
                "the 28th of May 2006",
                "2006-05-28",
                "2006-05-28",
                "2006-05-29",
            ),
            ("It fell on 2006-05-28.", "2006-05-28", "2006-05-28", "2006-05-28", "2006-05-29"),
            ("It fell on 13/5/2006.", "13/5/2006", "2006-05-13", "2006-05-13", "2006-05-14"),
            ("It fell on Nov. 5.", "Nov. 5", "2023-11-05", "2023-11-05", "2023-11-06"),
            ("It falls on 5 June.", "5 June", "2024-06-05", "2024-06-05", "2024-06-06"),
            (
                "It fell on Easter Monday.",
                "Easter Monday",
                "2024-04-01",
                "2024-04-01",
                "2024-04-02",
            ),
        ]);
    }

    #[test]
    fn months_years_and_longer() {
        check(&[
            ("In May 2013, 700 domains closed.", "May 2013", "2013-05", "2013-05-01", "2013-06-01"),
            ("It fell in October.", "October", "2023-10", "2023-10-01", "2023-11-01"),
            ("It fell in early March.", "early March", "2024-03", "2024-03-01", "2024-03-11"),
            ("It fell in mid-January.", "mid-January", "2024-01", "2024-01-11", "2024-01-21"),
            (
                "It fell at the end of April 2023.",
                "the end of April 2023",
                "2023-04",
                "2023-04-21",
                "2023-05-01",
            ),
            ("It fell in 1998.", "1998", "1998", "1998-01-01", "1999-01-01"),
            ("It fell in the 1980s.", "the 1980s", "198", "1980-01-01", "1990-01-01"),
            ("It fell in the late 1970s.", "the late 1970s", "197", "1977-01-01", "1980-01-01"),
            ("It fell in the 19th century.", "the 19th century", "18", "1800-01-01", "1900-01-01"),
            (
                "It fell in the third quarter of 2019.",
                "the third quarter of 2019",
                "2019-Q3",
                "2019-07-01",
                "2019-10-01",
            ),
            (
                "It fell in the summer of 1944.",
                "the summer of 1944",
                "1944-SU",
                "1944-06-01",
                "1944-09-01",
            ),
            ("It was built in 44 BC.", "44 BC", "BC0044", "-000044-01-01", "-000043-01-01"),
        ]);
    }

    #[test]
    fn relative_to_the_document() {
        check(&[
            ("He left yesterday.", "yesterday", "2024-03-30", "2024-03-30", "2024-03-31"),
            ("He left on Sunday.", "Sunday", "2024-03-31", "2024-03-31", "2024-04-01"),
            ("He left on Monday.", "Monday", "2024-03-25", "2024-03-25", "2024-03-26"),
            ("He leaves next Monday.", "next Monday", "2024-04-01", "2024-04-01", "2024-04-02"),
            ("He left last week.", "last week", "2024-W12", "2024-03-18", "2024-03-25"),
            ("He left last month.", "last month", "2024-02", "2024-02-01", "2024-03-01"),
            ("He left three years ago.", "three years ago", "2021", "2021-01-01", "2022-01-01"),
            ("He left last October.", "last October", "2023-10", "2023-10-01", "2023-11-01"),
            ("He left earlier this year.", "earlier this year", "2024", "2024-01-01", "2024-05-01"),
            (
                "He slept for the past two weeks.",
                "the past two weeks",
                "P2W",
                "2024-03-17",
                "2024-03-31",
            ),
            (
                "He left last night.",
                "last night",
                "2024-03-30TNI",
                "2024-03-30T20:00:00",
                "2024-03-31T00:00:00",
            ),
        ]);
    }

    #[test]
    fn times_of_day() {
        check(&[
            (
                "He left at 5:30 p.m. on Friday.",
                "5:30 p.m. on Friday",
                "2024-03-29T17:30",
                "2024-03-29T17:30:00",
                "2024-03-29T17:31:00",
            ),
            (
                "He left Friday morning.",
                "Friday morning",
                "2024-03-29TMO",
                "2024-03-29T08:00:00",
                "2024-03-29T12:00:00",
            ),
            ("He leaves at 9 a.m. EDT.", "9 a.m. EDT", "T09", "", ""),
            ("He leaves at eight o'clock.", "eight o'clock", "T08", "", ""),
        ]);
    }

    #[test]
    fn ranges() {
        check(&[
            (
                "It grew between October and early March.",
                "between October and early March",
                "2023-10-01/2024-03-11",
                "2023-10-01",
                "2024-03-11",
            ),
            (
                "It lasted from 1939 to 1945.",
                "from 1939 to 1945",
                "1939-01-01/1946-01-01",
                "1939-01-01",
                "1946-01-01",
            ),
            ("It lasted 1980-88.", "1980-88", "1980-01-01/1989-01-01", "1980-01-01", "1989-01-01"),
            (
                "Come on March 3-5, 2016.",
                "March 3-5, 2016",
                "2016-03-03/2016-03-06",
                "2016-03-03",
                "2016-03-06",
            ),
            (
                "Come on 3–5 March 2016.",
                "3–5 March 2016",
                "2016-03-03/2016-03-06",
                "2016-03-03",
                "2016-03-06",
            ),
            (
                "It ran from November to February 2020.",
                "from November to February 2020",
                "2019-11-01/2020-03-01",
                "2019-11-01",
                "2020-03-01",
            ),
            (
                "Come from 3 to 5 p.m. on Friday.",
                "from 3 to 5 p.m. on Friday",
                "2024-03-29T15:00:00/2024-03-29T17:00:00",
                "2024-03-29T15:00:00",
                "2024-03-29T17:00:00",
            ),
            (
                "It ran between January and June 30.",
                "between January and June 30",
                "2024-01-01/2024-07-01",
                "2024-01-01",
                "2024-07-01",
            ),
        ]);
    }

    #[test]
    fn lengths_of_time_and_sets() {
        for (text, span, value, date_type) in [
            ("It took three days.", "three days", "P3D", DateType::Duration),
            ("It was a six-month siege.", "six-month", "P6M", DateType::Duration),
            ("It took more than two hours.", "more than two hours", "PT2H", DateType::Duration),
            ("It took half an hour.", "half an hour", "PT0.5H", DateType::Duration),
            ("It went on for weeks.", "weeks", "PXW", DateType::Duration),
            ("They meet every Monday.", "every Monday", "XXXX-WXX-1", DateType::Set),
            ("They meet daily.", "daily", "P1D", DateType::Set),
            ("They meet every two weeks.", "every two weeks", "P2W", DateType::Set),
        ] {
            let all = dates(text, None);
            let (read, date) = all.first().expect(text);
            assert_eq!(
                (read.as_str(), date.value.as_str(), date.date_type),
                (span, value, date_type)
            );
        }
    }

    #[test]
    fn without_a_day_of_its_own_a_document_leaves_dates_open() {
        for (text, value) in [
            ("He left on Friday.", "XXXX-WXX-5"),
            ("He left last year.", "XXXX"),
            ("He left on May 5.", "XXXX-05-05"),
        ] {
            let all = dates(text, None);
            let (_, date) = all.first().expect(text);
            assert_eq!((date.value.as_str(), date.from.as_deref()), (value, None), "{text}");
        }
    }

    #[test]
    fn a_text_about_the_past_counts_from_what_it_last_named() {
        let text = "The war began in 1911. In May 1912 the port fell. In 1913 came peace. On 3 June 1914 it broke. In July, all was lost. Two days later, he left.";
        let values: Vec<String> =
            dates(text, Some("2024-03-31")).into_iter().map(|(_, date)| date.value).collect();
        assert_eq!(values, ["1911", "1912-05", "1913", "1914-06-03", "1914-07", "1914-07-03"]);
    }

    #[test]
    fn words_that_only_look_like_dates() {
        for text in [
            "You may go.",
            "They march on.",
            "He sat in the sun.",
            "The second man left.",
            "It has 2000 seats.",
            "The Long March ended.",
        ] {
            assert_eq!(dates(text, Some("2024-03-31")), [], "{text}");
        }
    }
}
