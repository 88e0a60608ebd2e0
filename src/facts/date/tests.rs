//! What each kind of expression means, by examples.

use proptest::prelude::*;

use crate::facts::recogniser::testing::{article, facts_of};
use crate::facts::{Date, DateType, Detail};

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
        ("It fell on Easter Monday.", "Easter Monday", "2024-04-01", "2024-04-01", "2024-04-02"),
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

/// Checks the spans and values of all dates of each text.
fn check_all(cases: &[(&str, &[(&str, &str)])]) {
    for (text, wanted) in cases {
        let all = dates(text, Some("2024-03-31"));
        let read: Vec<(&str, &str)> =
            all.iter().map(|(span, date)| (span.as_str(), date.value.as_str())).collect();
        assert_eq!(read, *wanted, "{text}");
    }
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
fn vague_words() {
    check_all(&[
        ("It is now closed.", &[("now", "PRESENT_REF")]),
        ("It closed recently.", &[("recently", "PAST_REF")]),
        ("All future talks shape the future.", &[("the future", "FUTURE_REF")]),
        ("Now, where were we?", &[]),
        ("At the moment it\u{2019}s shut.", &[("the moment", "PRESENT_REF")]),
        ("They are happy at present.", &[("present", "PRESENT_REF")]),
    ]);
}

#[test]
fn numbers_beside_dates_stay_numbers() {
    check_all(&[
        ("In May 20 people died.", &[("May", "2024-05")]),
        ("In May 2013, 700 domains closed.", &[("May 2013", "2013-05")]),
        ("The March 7 bombings shook it.", &[("March 7", "2024-03-07")]),
        ("Between 1500 and 2000 people came.", &[]),
        ("The 2011 and 2017 censuses agree.", &[("2011", "2011"), ("2017", "2017")]),
        ("The 44-year-old driver was 5 years old then.", &[]),
        ("Three quarters of them left.", &[]),
        ("It is a 2000 year old tradition.", &[]),
        ("On 3 March 2024 costs rose.", &[("3 March 2024", "2024-03-03")]),
        ("Jan Novak met April Jones.", &[]),
        ("By May the Second Squadron was there.", &[("May", "2024-05")]),
    ]);
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
fn a_quarter_is_over_where_the_clause_tells_of_what_was() {
    check_all(&[
        ("Sales rose in the fourth quarter.", &[("the fourth quarter", "2023-Q4")]),
        ("Sales rose in the second quarter.", &[("the second quarter", "2023-Q2")]),
        ("Sales will rise in the second quarter.", &[("the second quarter", "2024-Q2")]),
    ]);
}

/// Words and marks that the grammar knows, in any order.
fn fragments() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "the",
        "last",
        "next",
        "first",
        "two",
        "19",
        "1999",
        "3:30",
        "p.m.",
        "May",
        "Friday",
        "week",
        "years",
        "ago",
        "of",
        "in",
        "and",
        "a",
        "half",
        "to",
        "from",
        "between",
        "-",
        "/",
        ",",
        "mid",
        "early",
        "spring",
        "quarter",
        "day",
        "after",
        "Christmas",
        "now",
        "'s",
        "every",
        "century",
        "BC",
        "99999",
        "00",
        "31",
        "that",
        "morning",
        "tonight",
        "at",
        "s",
        "“",
        ".",
        "é",
        "two thousand",
        "every",
        "starting",
        "for",
        "weekend",
        "business days",
        "week-long",
        "Dec31",
        "9999",
        "10000",
    ];
    proptest::collection::vec((0..WORDS.len(), prop::bool::ANY), 0..24).prop_map(|picks| {
        picks.into_iter().fold(String::new(), |text, (word, glued)| {
            text + WORDS.get(word).copied().unwrap_or_default() + if glued { "" } else { " " }
        })
    })
}

proptest! {
    #[test]
    fn any_words_in_any_order_are_placed_or_left(text in fragments(), dated in prop::bool::ANY) {
        for (_, date) in dates(&text, dated.then_some("2024-03-31")) {
            prop_assert!(!date.value.is_empty());
            prop_assert!(date.from.is_some() == date.to.is_some());
        }
    }
}

#[test]
fn nothing_nests_without_end() {
    for phrase in ["the first day of ", "the week of ", "from ", "two days after ", "May to "] {
        let found = dates(&phrase.repeat(5_000), Some("2024-03-31"));
        assert!(found.len() <= 5_000, "{phrase}");
    }
}
