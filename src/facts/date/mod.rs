//! Dates, periods, times of day, lengths of time and recurring times.
//!
//! First all expressions are read from all sentences ([`grammar`]), then they are placed
//! in the calendar in the order of the text ([`resolve`]): what a month without a year
//! means depends on the document's day, and in a text about the past on what was last
//! spoken of.

mod calendar;
mod clock;
mod day;
mod days_counted;
mod duration;
mod expression;
mod grammar;
mod holiday;
mod lexicon;
mod named;
mod narrative;
mod nearest;
mod offset;
mod part_of;
mod period;
mod point;
mod range;
mod relative;
mod resolve;
mod rule;
mod set;
mod tense;
mod vague;
mod value;
mod year;

use self::expression::Expression;
use self::narrative::{is_narrative, next_dates, speaks_of_today};
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
        let timed = if narrative || !speaks_of_today(all()) { None } else { reference };
        let mut context = Context { reference, narrative, timed, ..Context::default() };
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
mod tests;
