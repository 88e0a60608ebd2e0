//! What tense and the rest of the text tell about a date.

use super::{check_all, dates};

#[test]
fn the_tense_of_a_clause_tells_which_weekday() {
    check_all(&[
        ("She will speak on Friday.", &[("Friday", "2024-04-05")]),
        ("She spoke on Friday.", &[("Friday", "2024-03-29")]),
        ("A vote is scheduled for Tuesday.", &[("Tuesday", "2024-04-02")]),
        ("They hope to leave by Wednesday.", &[("Wednesday", "2024-04-03")]),
        ("The bank plans to open on Wednesday.", &[("Wednesday", "2024-04-03")]),
        ("He praised Thursday's ruling.", &[("Thursday", "2024-03-28")]),
        ("We will be back in two weeks.", &[("two weeks", "2024-04-14")]),
        ("They built it in two weeks.", &[("two weeks", "P2W")]),
        ("Please call again in two weeks.", &[("two weeks", "2024-04-14")]),
        ("It was over the weekend.", &[("the weekend", "2024-W13-WE")]),
    ]);
}

#[test]
fn a_quarter_is_over_where_the_clause_tells_of_what_was() {
    check_all(&[
        ("Sales rose in the fourth quarter.", &[("the fourth quarter", "2023-Q4")]),
        ("Sales rose in the second quarter.", &[("the second quarter", "2023-Q2")]),
        ("Sales will rise in the second quarter.", &[("the second quarter", "2024-Q2")]),
    ]);
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
fn a_narrative_does_not_follow_a_year_told_in_passing() {
    let text = "The revolt began in March 1871. It grew in 1872, in 1873 and in 1874. On 10 March 1875 \
        the town rose. The loan was to run out in 1876. On 1 April the fort fell. It was \
        held until 29 April 1875.";
    let values: Vec<String> =
        dates(text, Some("2024-03-31")).into_iter().map(|(_, date)| date.value).collect();
    let wanted =
        ["1871-03", "1872", "1873", "1874", "1875-03-10", "1876", "1875-04-01", "1875-04-29"];
    assert_eq!(values, wanted);
}

#[test]
fn news_that_names_old_years_still_counts_from_its_own_day() {
    let text =
        "He won on Friday. He had lost in 1981, 1985, 1989 and 1993. On Thursday he will speak.";
    let values: Vec<String> =
        dates(text, Some("2024-03-31")).into_iter().map(|(_, date)| date.value).collect();
    assert_eq!(values, ["2024-03-29", "1981", "1985", "1989", "1993", "2024-04-04"]);
}

#[test]
fn the_verb_behind_a_long_subject_tells_of_a_date_that_opens_its_clause() {
    check_all(&[
        (
            "On Friday, the National Union of Ferry and Harbour Workers plans to hold a vote.",
            &[("Friday", "2024-04-05")],
        ),
        (
            "On Monday, the committee of retired judges and former officers is expected in Oslo.",
            &[("Monday", "2024-04-01")],
        ),
        (
            "On Monday, the committee of retired judges and former officers came to Oslo.",
            &[("Monday", "2024-03-25")],
        ),
    ]);
}

#[test]
fn a_time_of_day_is_on_the_day_of_news_that_speaks_of_its_day() {
    check_all(&[
        (
            "He was to appear at midday, an aide said on Sunday.",
            &[("midday", "2024-03-31T12"), ("Sunday", "2024-03-31")],
        ),
        ("He was to appear at midday.", &[("midday", "T12")]),
        (
            "It opens in the morning, an aide said on Sunday.",
            &[("the morning", "TMO"), ("Sunday", "2024-03-31")],
        ),
        ("The band made High Noon. It was high noon for them.", &[]),
    ]);
}
