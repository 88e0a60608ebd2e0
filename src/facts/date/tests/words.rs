//! Vague words, and words and numbers that only look like dates.

use super::{check_all, dates};

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
fn a_given_name_behind_a_year_is_no_month() {
    check_all(&[
        ("In 2019 April Jones sailed.", &[("2019", "2019")]),
        ("In 2016 May became leader.", &[("2016", "2016")]),
        ("In 2019 April was cold.", &[("2019 April", "2019-04")]),
        ("In 2016 May 5 was dry.", &[("2016 May 5", "2016-05-05")]),
        ("3 March 2024 costs rose.", &[("3 March 2024", "2024-03-03")]),
    ]);
}
