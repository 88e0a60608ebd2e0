//! What counts from the document's day, or from another one.

use super::check;

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
fn counted_periods_and_offsets() {
    check(&[
        ("It grew over the past decade.", "the past decade", "P10Y", "2014-03-31", "2024-03-31"),
        ("It shrank in recent years.", "recent years", "PXY", "", ""),
        (
            "Come two days after Christmas.",
            "two days after Christmas",
            "2023-12-27",
            "2023-12-27",
            "2023-12-28",
        ),
        (
            "Nearly two decades ago it sank.",
            "Nearly two decades ago",
            "2004",
            "2004-01-01",
            "2005-01-01",
        ),
        (
            "It sank two and a half hours ago.",
            "two and a half hours ago",
            "XXXX-XX-XXTXX:XX",
            "",
            "",
        ),
        ("It beat the year-ago quarter.", "year-ago", "2023", "2023-01-01", "2024-01-01"),
        (
            "See you the day after tomorrow.",
            "the day after tomorrow",
            "2024-04-02",
            "2024-04-02",
            "2024-04-03",
        ),
        (
            "Pay three days from tomorrow.",
            "three days from tomorrow",
            "2024-04-04",
            "2024-04-04",
            "2024-04-05",
        ),
        (
            "Try Wednesday of next week.",
            "Wednesday of next week",
            "2024-04-03",
            "2024-04-03",
            "2024-04-04",
        ),
        ("It was on Friday the 22nd.", "Friday the 22nd", "2024-03-22", "2024-03-22", "2024-03-23"),
    ]);
}

#[test]
fn lengths_that_begin_on_a_day() {
    check(&[
        (
            "Close for 3 days starting next Monday.",
            "3 days starting next Monday",
            "2024-04-01/2024-04-04",
            "2024-04-01",
            "2024-04-04",
        ),
        (
            "Close for two weeks from 4 May.",
            "two weeks from 4 May",
            "2024-05-04/2024-05-18",
            "2024-05-04",
            "2024-05-18",
        ),
        (
            "It runs for 90 minutes from 10 a.m.",
            "90 minutes from 10 a.m.",
            "T10/T11:30",
            "T10:00:00",
            "T11:30:00",
        ),
        (
            "It is three weeks from January 1st.",
            "three weeks from January 1st",
            "2024-01-22",
            "2024-01-22",
            "2024-01-23",
        ),
        (
            "He fell ill the day before last Friday.",
            "the day before last Friday",
            "2024-03-28",
            "2024-03-28",
            "2024-03-29",
        ),
        (
            "Pay within the next 4 business days.",
            "the next 4 business days",
            "P4D",
            "2024-04-01",
            "2024-04-05",
        ),
        ("It grew in the last 24 hours.", "the last 24 hours", "PT24H", "", ""),
        (
            "He left two years and three months ago.",
            "two years and three months ago",
            "2021-12",
            "2021-12-01",
            "2022-01-01",
        ),
        (
            "He left 1 year 2 weeks 3 days ago.",
            "1 year 2 weeks 3 days ago",
            "2023-03-14",
            "2023-03-14",
            "2023-03-15",
        ),
    ]);
}

#[test]
fn nights_and_weekdays_that_are_counted_from_today() {
    check(&[
        (
            "Two nights ago the roof fell.",
            "Two nights ago",
            "2024-03-29TNI",
            "2024-03-29T20:00:00",
            "2024-03-30T00:00:00",
        ),
        (
            "We sail two Sundays from now.",
            "two Sundays from now",
            "2024-04-14",
            "2024-04-14",
            "2024-04-15",
        ),
        (
            "They open three Mondays from today.",
            "three Mondays from today",
            "2024-04-15",
            "2024-04-15",
            "2024-04-16",
        ),
        ("He left two Fridays ago.", "two Fridays ago", "2024-03-22", "2024-03-22", "2024-03-23"),
        ("He left a Sunday ago.", "a Sunday ago", "2024-03-24", "2024-03-24", "2024-03-25"),
    ]);
}
