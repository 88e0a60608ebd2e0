//! Times of day and spans of them.

use super::{check, check_all};

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
fn many_hours_are_no_time() {
    check_all(&[
        ("The convoy left at 1600 hours.", &[("1600 hours", "T16:00")]),
        ("The convoy left at approximately 1600 hours.", &[("1600 hours", "T16:00")]),
        ("It took more than 1600 hours of work.", &[("more than 1600 hours", "PT1600H")]),
    ]);
}

#[test]
fn spans_of_times() {
    check(&[
        (
            "Come tomorrow from 7 to 8:30 p.m.",
            "tomorrow from 7 to 8:30 p.m.",
            "2024-04-01T19:00:00/2024-04-01T20:30:00",
            "2024-04-01T19:00:00",
            "2024-04-01T20:30:00",
        ),
        ("Open 8-9am.", "8-9am", "T08/T09", "T08:00:00", "T09:00:00"),
        (
            "Come between 10 and 11:30.",
            "between 10 and 11:30",
            "T10/T11:30",
            "T10:00:00",
            "T11:30:00",
        ),
        ("It starts at half past eight.", "half past eight", "T08:30", "", ""),
        ("It starts at quarter to six.", "quarter to six", "T05:45", "", ""),
        (
            "It fell in the early morning hours of 30 April 2020.",
            "the early morning hours of 30 April 2020",
            "2020-04-30TMO",
            "2020-04-30T08:00:00",
            "2020-04-30T12:00:00",
        ),
        (
            "She came tonight at 9.",
            "tonight at 9",
            "2024-03-31T21",
            "2024-03-31T21:00:00",
            "2024-03-31T22:00:00",
        ),
    ]);
}

#[test]
fn times_in_words() {
    check_all(&[
        (
            "Ring at five-thirty tomorrow evening.",
            &[("five-thirty tomorrow evening", "2024-04-01T17:30")],
        ),
        (
            "Meet on march eighteenth nine thirty.",
            &[("march eighteenth nine thirty", "2024-03-18T09:30")],
        ),
        ("On Friday nine thirty-year-old men left.", &[("Friday", "2024-03-29")]),
        ("It was yesterday afternoon at 3.", &[("yesterday afternoon at 3", "2024-03-30T15")]),
        ("It shook at eight thirty in the night.", &[("eight thirty in the night", "T20:30")]),
    ]);
}
