//! The names of the rules, by what makes an expression sure or unsure.

use super::expression::{Clock, Expression, Point, When, YearSaid};

/// The rule that read an expression.
pub(super) fn rule(expression: &Expression) -> &'static str {
    match expression {
        Expression::Point(point) => point_rule(point),
        Expression::Range(..) | Expression::Lasting(..) => "range",
        Expression::Offset(..) | Expression::Moved(..) => "offset",
        Expression::Duration(value) if value.contains('X') => "unknown duration",
        Expression::Duration(_) => "duration",
        Expression::Set(_) => "set",
    }
}

fn point_rule(point: &Point) -> &'static str {
    let Some(when) = point.when else {
        return match point.clock {
            Some(Clock::Span(..)) => "span of times",
            Some(Clock::Part(_)) => "part of the day",
            _ => "time of day",
        };
    };
    match when {
        When::Day { year: YearSaid::Named(_), .. } => "full date",
        When::Day { .. } | When::DayOfMonth(_) => "day without year",
        When::Month { year: YearSaid::Named(_), .. } => "month and year",
        When::Month { .. } => "month without year",
        When::Year(_) | When::FiscalYear(_) => "year",
        When::Decade(_) | When::Century(_) => "decade or century",
        When::Quarter { .. }
        | When::Half { .. }
        | When::Week { .. }
        | When::WeekOf { .. }
        | When::Nth { .. }
        | When::NthWeekday { .. } => "part of a period",
        When::Season { .. } => "season",
        When::Weekday { .. }
        | When::WeekdayOf { .. }
        | When::WeekdaysAway { .. }
        | When::NumberedWeekday { .. } => "weekday",
        When::Holiday { .. } | When::HolidayWeekend { .. } | When::HolidayWeek { .. } => "holiday",
        When::Shifted { .. } | When::LastWeekend => "relative to the document",
        When::Anchored { .. } => "relative to the text",
        When::Count { .. } | When::BusinessDays(_) | When::Some(_) => "counted period",
        When::Vague(_) => "vague",
    }
}
