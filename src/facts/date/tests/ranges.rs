//! From one point to another.

use super::{check, check_all};

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
fn ranges_end_behind_their_beginning() {
    check(&[
        (
            "The shop opens Monday to Friday.",
            "Monday to Friday",
            "2024-03-25/2024-03-30",
            "2024-03-25",
            "2024-03-30",
        ),
        (
            "It has been closed from September until the end of November.",
            "from September until the end of November",
            "2023-09-01/2023-12-01",
            "2023-09-01",
            "2023-12-01",
        ),
        (
            "Come from the 4th to the 10th of next month.",
            "from the 4th to the 10th of next month",
            "2024-04-04/2024-04-11",
            "2024-04-04",
            "2024-04-11",
        ),
    ]);
}

#[test]
fn ends_of_a_range_that_name_their_year_are_dates_of_their_own() {
    check_all(&[
        ("It lasted from 1939 to 1945.", &[("1939", "1939"), ("1945", "1945")]),
        ("Ada Brook (1871–1938) wrote it.", &[("1871", "1871"), ("1938", "1938")]),
        (
            "It ran from May 1980 to June 1981.",
            &[("May 1980", "1980-05"), ("June 1981", "1981-06")],
        ),
        ("It ran in May-June 1981.", &[("May-June 1981", "1981-05-01/1981-07-01")]),
        ("The 2009-10 season ended.", &[("2009-10", "2009-01-01/2011-01-01")]),
        ("Come from 9 to 11 May.", &[("from 9 to 11 May", "2024-05-09/2024-05-12")]),
    ]);
}
