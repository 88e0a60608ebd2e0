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
mod lexicon;
mod point;
mod relative;
mod resolve;
mod year;

use self::expression::{Expression, Point, When};
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
        scan(analysis, found, Roles::TIME, |reading, at| {
            let read = grammar::expression(reading, at)?;
            let span = reading.pieces.span(read.start, read.end);
            // One that the scan dropped is read anew a piece further on.
            expressions.pop_if(|(last, _)| last.end > span.start);
            expressions.push((span, read.value));
            Some(Finding {
                start: read.start,
                end: read.end,
                detail: Detail::Date(Box::default()),
                confidence: None,
            })
        });
        let reference = analysis.reference_date();
        let narrative = is_narrative(
            expressions.iter().map(|(_, expression)| expression),
            reference.map(|day| day.year()),
        );
        let mut context = Context { reference, anchor: None, narrative };
        let mut read = expressions.into_iter();
        for fact in found.get_mut(first..).into_iter().flatten() {
            // The scan drops what others have found; those expressions are passed over.
            let expression = read.by_ref().find(|(span, _)| span.end == fact.span.end);
            if let (Some((_, expression)), Detail::Date(date)) = (expression, &mut fact.detail) {
                **date = context.resolve(&expression);
            }
        }
    }
}

/// Whether a text tells of times long past: it names several years, most of them not near
/// the document's own. Without a day of its own any text that names years does.
fn is_narrative<'a>(
    expressions: impl Iterator<Item = &'a Expression>,
    reference: Option<i16>,
) -> bool {
    const NEAR: u16 = 2;
    const ENOUGH: usize = 4;
    let years: Vec<i16> = expressions
        .flat_map(|expression| match expression {
            Expression::Point(point) => [named_year(point), None],
            Expression::Range(first, second) => [named_year(first), named_year(second)],
            Expression::Duration(_) | Expression::Set(_) => [None, None],
        })
        .flatten()
        .collect();
    let Some(reference) = reference else { return !years.is_empty() };
    let far = years.iter().filter(|&&year| year.abs_diff(reference) > NEAR).count();
    far >= ENOUGH && far * 4 > years.len() * 3
}

fn named_year(point: &Point) -> Option<i16> {
    match point.when? {
        When::Day { year, .. } | When::Month { year, .. } | When::Season { year, .. } => year,
        When::Year(year) => Some(year),
        _ => None,
    }
}
