//! Lengths of time and recurring times.

use super::{check_all, dates};
use crate::facts::DateType;

#[test]
fn lengths_of_time_and_sets() {
    for (text, span, value, date_type) in [
        ("It took three days.", "three days", "P3D", DateType::Duration),
        ("It was a six-month siege.", "six-month", "P6M", DateType::Duration),
        ("It took more than two hours.", "more than two hours", "PT2H", DateType::Duration),
        ("It took half an hour.", "half an hour", "PT30M", DateType::Duration),
        ("It went on for weeks.", "weeks", "PXW", DateType::Duration),
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1", DateType::Set),
        ("They meet daily.", "daily", "P1D", DateType::Set),
        ("They meet every two weeks.", "every two weeks", "P2W", DateType::Set),
    ] {
        let all = dates(text, None);
        let (read, date) = all.first().expect(text);
        assert_eq!((read.as_str(), date.value.as_str(), date.date_type), (span, value, date_type));
    }
}

#[test]
fn compound_lengths_and_sets() {
    check_all(&[
        ("It was a fortnight ago.", &[("a fortnight ago", "2024-W11")]),
        ("We leave a week from Tuesday.", &[("a week from Tuesday", "2024-04-09")]),
        ("Open 9am-5pm.", &[("9am-5pm", "T09/T17")]),
        ("It took 2 years, 1 month and 21 days.", &[("2 years, 1 month and 21 days", "P2Y1M21D")]),
        ("It took an hour and a half.", &[("an hour and a half", "PT1H30M")]),
        ("It took at least two more weeks.", &[("at least two more weeks", "P2W")]),
        ("It took about five hours.", &[("five hours", "PT5H")]),
        ("It took half a century.", &[("half a century", "P50Y")]),
        ("They meet twice a week.", &[("twice a week", "P1W")]),
        ("It earns 3 million dollars a year.", &[("a year", "P1Y")]),
        ("They train Tuesdays at 9am.", &[("Tuesdays at 9am", "XXXX-WXX-2T09")]),
        ("He writes in the mornings.", &[("the mornings", "XXXX-XX-XXTMO")]),
    ]);
}

#[test]
fn units_that_describe_are_not_counted() {
    check_all(&[
        ("They had one more week-long strike.", &[("week-long", "P1W")]),
        ("There were two week-long strikes.", &[("week-long", "P1W")]),
        ("It was a day-long talk.", &[("day-long", "P1D")]),
        ("It was a two-week tour.", &[("two-week", "P2W")]),
        ("In the early hours of Monday it sank.", &[("Monday", "2024-03-25")]),
        ("It made one billion and three quarters million.", &[]),
        ("Sales fell for three quarters.", &[("three quarters", "P9M")]),
        ("It costs a quarter million euros.", &[]),
        ("It does 60 miles an hour.", &[]),
    ]);
}

#[test]
fn sets_with_their_time() {
    check_all(&[
        ("They dine every Monday at 4pm.", &[("every Monday at 4pm", "XXXX-WXX-1T16")]),
        ("They dine at 4pm every Monday.", &[("4pm every Monday", "XXXX-WXX-1T16")]),
        ("They ride each morning at 9.", &[("each morning at 9", "XXXX-XX-XXT09")]),
        ("They ride every Sunday afternoon.", &[("every Sunday afternoon", "XXXX-WXX-7TAF")]),
        ("They dine every 4th of July.", &[("every 4th of July", "XXXX-07-04")]),
        ("They meet every January.", &[("every January", "XXXX-01")]),
        ("Pay on the 19th of every month.", &[("the 19th of every month", "XXXX-XX-19")]),
        (
            "They train Thursdays at 17.30 local time.",
            &[("Thursdays at 17.30 local time", "XXXX-WXX-4T17:30")],
        ),
        ("They play on weekends.", &[("weekends", "XXXX-WXX-WE")]),
    ]);
}

#[test]
fn nights_that_are_counted_are_lengths_of_time() {
    check_all(&[
        ("They stayed two nights.", &[("two nights", "P2D")]),
        ("It rained for ten nights.", &[("ten nights", "P10D")]),
        ("It was a three-night stay.", &[("three-night", "P3D")]),
        ("He works nights.", &[("nights", "XXXX-XX-XXTNI")]),
        ("They play on Friday nights.", &[("Friday nights", "XXXX-WXX-5TNI")]),
        ("It was the darkest of all dark nights.", &[]),
    ]);
}
