//! Days, months, years, holidays and parts of longer periods.

use super::{check, check_all};

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
        ("It fell on Easter Monday.", "Easter Monday", "2024-04-01", "2024-04-01", "2024-04-02"),
    ]);
}

#[test]
fn days_written_in_other_orders() {
    check_all(&[
        ("He left on Dec31, 2021.", &[("Dec31, 2021", "2021-12-31")]),
        ("Come on mar4 at noon.", &[("mar4 at noon", "2024-03-04T12")]),
        ("It is called MAR4 there.", &[]),
        ("She sailed in 2019 April.", &[("2019 April", "2019-04")]),
        ("She sailed in 2019-April.", &[("2019-April", "2019-04")]),
        ("She sailed on 2019 April 7.", &[("2019 April 7", "2019-04-07")]),
        (
            "On fifteen August nineteen ninety-three it opened.",
            &[("fifteen August nineteen ninety-three", "1993-08-15")],
        ),
        ("on may 9 , the board met .", &[("may 9", "2024-05-09")]),
        ("It may 9 times fail.", &[]),
        ("Signed 10/2 , 2016.", &[("10/2 , 2016", "2016-10-02")]),
        ("Call 6/4 9pm.", &[("6/4 9pm", "2024-06-04T21")]),
        ("It is 3/4 full.", &[]),
        ("3 March 2024 costs rose", &[("3 March 2024", "2024-03-03")]),
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
fn parts_of_longer_periods() {
    check(&[
        (
            "It opened in the first week of 2019.",
            "the first week of 2019",
            "2019-W01",
            "2018-12-31",
            "2019-01-07",
        ),
        (
            "It rained in the last week of July 2016.",
            "the last week of July 2016",
            "2016-W30",
            "2016-07-25",
            "2016-08-01",
        ),
        (
            "It rained in the first three months of 2020.",
            "the first three months of 2020",
            "P3M",
            "2020-01-01",
            "2020-04-01",
        ),
        (
            "They meet on the last Friday in October 2022.",
            "the last Friday in October 2022",
            "2022-10-28",
            "2022-10-28",
            "2022-10-29",
        ),
        (
            "It is due on the 15th day of next month.",
            "the 15th day of next month",
            "2024-04-15",
            "2024-04-15",
            "2024-04-16",
        ),
        (
            "It fell in the second quarter of last year.",
            "the second quarter of last year",
            "2023-Q2",
            "2023-04-01",
            "2023-07-01",
        ),
        ("See week 27 of 2017.", "week 27 of 2017", "2017-W27", "2017-07-03", "2017-07-10"),
        (
            "Clear the week of March 6, 2023.",
            "the week of March 6, 2023",
            "2023-W10",
            "2023-03-06",
            "2023-03-13",
        ),
        ("It grew in fiscal 2019.", "fiscal 2019", "FY2019", "", ""),
        ("It grew in the mid-1990s.", "the mid-1990s", "199", "1994-01-01", "1997-01-01"),
        ("It was so in the 1800s.", "the 1800s", "18", "1800-01-01", "1900-01-01"),
        (
            "In the fifth century BC they met.",
            "the fifth century BC",
            "BC04",
            "-000500-01-01",
            "-000400-01-01",
        ),
    ]);
}

#[test]
fn holidays_and_years_in_words() {
    check_all(&[
        ("It fell on Labor Day 2021.", &[("Labor Day 2021", "2021-09-06")]),
        ("On Mother’s Day we cook.", &[("Mother’s Day", "2024-05-12")]),
        ("It rained on christmas eve.", &[("christmas eve", "2023-12-24")]),
        ("It began in nineteen eighty-four.", &[("nineteen eighty-four", "1984")]),
        ("It began in two thousand and six.", &[("two thousand and six", "2006")]),
        (
            "He died in seventeen hundred thirty-three.",
            &[("seventeen hundred thirty-three", "1733")],
        ),
        ("They met on April 24 and 25.", &[("April 24", "2024-04-24"), ("25", "2024-04-25")]),
        ("Dated 23/Sep/2020.", &[("23/Sep/2020", "2020-09-23")]),
        ("Paid in 12/2015.", &[("12/2015", "2015-12")]),
    ]);
}

#[test]
fn weekends_of_holidays_and_weeks_of_weekdays() {
    check(&[
        (
            "Roads filled on Labor Day weekend.",
            "Labor Day weekend",
            "2023-W35-WE",
            "2023-09-02",
            "2023-09-05",
        ),
        (
            "Roads filled on Thanksgiving 2021 weekend.",
            "Thanksgiving 2021 weekend",
            "2021-W47-WE",
            "2021-11-25",
            "2021-11-29",
        ),
        (
            "It rained on the weekend of Halloween.",
            "the weekend of Halloween",
            "2023-W43-WE",
            "2023-10-28",
            "2023-11-01",
        ),
        (
            "Try next week's Wednesday.",
            "next week's Wednesday",
            "2024-04-03",
            "2024-04-03",
            "2024-04-04",
        ),
        (
            "It is due this working week.",
            "this working week",
            "2024-W13",
            "2024-03-25",
            "2024-04-01",
        ),
    ]);
}

#[test]
fn weeks_of_holidays() {
    check_all(&[
        ("Fares rise in Easter week.", &[("Easter week", "2024-W13")]),
        ("Roads filled in Thanksgiving week 2021.", &[("Thanksgiving week 2021", "2021-W47")]),
    ]);
}
