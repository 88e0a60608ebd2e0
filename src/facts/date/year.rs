//! Years, decades and fiscal years.

use super::expression::When;
use crate::facts::counted;
use crate::facts::piece::Pieces;
use crate::facts::scan::Reading;

/// Years that a number of four digits is read as behind a month or preposition.
const WRITTEN: std::ops::RangeInclusive<i16> = 1000..=2199;

/// Years that a number alone is read as.
const PLAIN: std::ops::RangeInclusive<i16> = 1500..=2099;

/// Years that need no more than a determiner, or a day before them.
pub(super) const RECENT: std::ops::RangeInclusive<i16> = 1900..=2039;

/// The year of four digits at `at`, and the index behind it and its era.
pub(super) fn year(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let pieces = reading.pieces;
    if !pieces.is_number(at) {
        return in_words(reading, at);
    }
    let word = pieces.word(at);
    let era = |end: usize| match pieces.stem(end) {
        "bc" | "b.c" | "bce" | "b.c.e" => Some((true, end + 1)),
        "ad" | "a.d" | "ce" => Some((false, end + 1)),
        _ => None,
    };
    let plain: i16 = word.parse().ok().filter(|_| word.len() <= 4)?;
    if let Some((before, end)) = era(at + 1).filter(|_| plain > 0) {
        return Some((if before { -plain } else { plain }, end));
    }
    let four = word.len() == 4 && WRITTEN.contains(&plain);
    let glued = pieces.is_glued(at + 1)
        && matches!(pieces.word(at + 1), "%" | "km" | "m" | "°" | "/" | ":");
    (four && !glued).then_some((plain, at + 1))
}

/// `two thousand`, `nineteen ninety-five`: only in capitals-free running words.
fn in_words(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let pieces = reading.pieces;
    if pieces.word(at) != "two" || pieces.word(at + 1) != "thousand" {
        return None;
    }
    let number = crate::facts::number::numeral(pieces, at)?;
    let fits = (2000.0..2100.0).contains(&number.value);
    // Within the range just checked, so the cast keeps it.
    fits.then_some((number.value as i16, number.end))
}

/// Two digits behind an apostrophe: `'98`.
pub(super) fn short_year(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let pieces = reading.pieces;
    let apostrophe = matches!(pieces.word(at), "'" | "’" | "‘") && pieces.is_glued(at + 1);
    let word = pieces.word(at + 1);
    if !apostrophe || word.len() != 2 {
        return None;
    }
    let number: i16 = word.parse().ok()?;
    Some((full_year(number), at + 2))
}

/// The year that two digits mean: the last hundred years before 2040.
pub(super) fn full_year(number: i16) -> i16 {
    if number < 40 { 2000 + number } else { 1900 + number }
}

/// A number alone that is a year: where a word before it shows that, or where it can
/// hardly be anything else.
pub(super) fn bare_year(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    if let Some(fiscal) = fiscal_year(reading, at) {
        return Some(fiscal);
    }
    let led = is_preposition(pieces.before(at));
    let short = || short_year(reading, at).filter(|_| led);
    let (number, end) = year(reading, at).or_else(short)?;
    let marked = end > at + 1;
    let alone = !is_joined(pieces, at, end) && !is_amount_word(pieces.before(at));
    // "the 2014 protests": a count of as many would mostly have a comma.
    let determined = RECENT.contains(&number) && matches!(pieces.before(at), "the" | "'s" | "’s");
    let plain = led || determined || PLAIN.contains(&number) && !is_counting(pieces.word(end));
    (marked || alone && plain).then_some((When::Year(number), end))
}

/// Whether a number hangs together with what stands before or behind it, as in codes.
fn is_joined(pieces: Pieces<'_>, at: usize, end: usize) -> bool {
    let opening =
        matches!(pieces.before(at), "(" | "[" | "-" | "–" | "—" | "/" | "\"" | "“" | "‘" | "'");
    let tail = pieces.is_dash(end) && pieces.is_glued(end) && pieces.is_glued(end + 1);
    let short_tail = tail && !pieces.is_number(end + 1) && pieces.word(end + 1).len() < 3;
    pieces.is_glued(at) && !opening || short_tail
}

/// Words before a number that show that it is an amount.
fn is_amount_word(word: &str) -> bool {
    matches!(
        word,
        "than"
            | "nearly"
            | "almost"
            | "least"
            | "$"
            | "£"
            | "€"
            | "no."
            | "no"
            | "number"
            | "#"
            | "approximately"
            | "roughly"
            | "over"
            | "another"
    )
}

/// Whether the word behind a number shows that it counts or measures.
fn is_counting(word: &str) -> bool {
    counted::is_plural(word) || matches!(word, "percent" | "%" | "million" | "dollars")
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "before"
            | "after"
            | "during"
            | "from"
            | "early"
            | "late"
            | "mid"
            | "circa"
            | "year"
    )
}

/// `fiscal 2019`, `fiscal year 2019`, `FY2019`, `FY 2019`.
fn fiscal_year(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    if let Some(digits) = word.strip_prefix("fy").filter(|digits| !digits.is_empty()) {
        let number: i16 = digits.parse().ok()?;
        let full = if digits.len() == 2 { full_year(number) } else { number };
        return WRITTEN.contains(&full).then_some((When::Year(full), at + 1));
    }
    let next = match word {
        "fiscal" if pieces.word(at + 1) == "year" => at + 2,
        "fiscal" | "fy" | "calendar" => at + 1,
        _ => return None,
    };
    year(reading, next).map(|(year, end)| (When::Year(year), end))
}

/// `the 1980s`, `1980's`, `the '80s`, `the eighties`.
pub(super) fn decade(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let apostrophe =
        matches!(pieces.word(article), "'" | "’" | "‘") && pieces.is_glued(article + 1);
    let number_at = article + usize::from(apostrophe);
    if let Some(start) =
        named_decade(pieces.word(article)).filter(|_| article > at || pieces.before(at) == "mid")
    {
        return Some((When::Decade(start), article + 1));
    }
    let word = pieces.word(number_at);
    let plural =
        matches!(pieces.word(number_at + 1), "s" | "'s" | "’s") && pieces.is_glued(number_at + 1);
    let number: i16 = word.parse().ok().filter(|_| plural && pieces.is_number(number_at))?;
    let start = match word.len() {
        4 if WRITTEN.contains(&number) && number % 10 == 0 => number,
        2 if number % 10 == 0 && (apostrophe || article > at || pieces.before(at) == "and") => {
            full_year(number)
        }
        _ => return None,
    };
    Some((When::Decade(start), number_at + 2))
}

fn named_decade(word: &str) -> Option<i16> {
    let start = match word {
        "twenties" => 1920,
        "thirties" => 1930,
        "forties" => 1940,
        "fifties" => 1950,
        "sixties" => 1960,
        "seventies" => 1970,
        "eighties" => 1980,
        "nineties" => 1990,
        _ => return None,
    };
    Some(start)
}
