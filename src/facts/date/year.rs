//! Years, decades and fiscal years.

use super::expression::When;
use crate::facts::counted;
use crate::facts::number::cardinal_word;
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
    let led = matches!(pieces.before(at), "ad" | "a.d." | "a.d");
    if let Some(number) = word.parse().ok().filter(|_| led && word.len() <= 4 && at > 0) {
        return Some((number, at + 1));
    }
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
        && match pieces.word(at + 1) {
            "%" | "km" | "m" | "°" | "/" => true,
            ":" => pieces.is_glued(at + 2) && pieces.is_number(at + 2),
            _ => false,
        };
    // "a 2000 year old custom"
    let age = pieces.word(at + 1) == "year" && pieces.word(pieces.over_hyphen(at + 2)) == "old";
    (four && !glued && !age).then_some((plain, at + 1))
}

/// `two thousand and fifteen`, `nineteen ninety-five`, `seventeen hundred thirty-three`.
fn in_words(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let pieces = reading.pieces;
    if pieces.word(at) == "two" && pieces.word(at + 1) == "thousand" {
        let number = crate::facts::number::numeral(pieces, at)?;
        let counting = is_counting(pieces.word(number.end)) || pieces.before(at) == "and";
        let fits = (2000.0..2100.0).contains(&number.value) && number.value.fract() == 0.0;
        let fits = fits && !counting;
        // Within the range just checked, so the cast keeps it.
        return fits.then_some((number.value as i16, number.end));
    }
    let century = small_words(pieces, at)
        .filter(|(number, end)| (11..=20).contains(number) && *end == at + 1);
    let (century, next) = century.map(|(number, end)| (number, pieces.over_hyphen(end)))?;
    if pieces.word(next) == "hundred" && century < 20 {
        let and = next + 1 + usize::from(pieces.word(next + 1) == "and");
        let (rest, end) = small_words(pieces, and).unwrap_or((0, next + 1));
        let counting = is_counting(pieces.word(end));
        return (!counting && rest > 0).then_some((century * 100 + rest, end));
    }
    let oh = matches!(pieces.word(next), "oh" | "o");
    let (rest, end) = small_words(pieces, next + usize::from(oh))?;
    let two_digits = if oh { rest < 10 } else { (10..100).contains(&rest) };
    (two_digits && !is_counting(pieces.word(end))).then_some((century * 100 + rest, end))
}

/// A number word below a hundred (`ninety-five`), and the index behind it.
fn small_words(pieces: Pieces<'_>, at: usize) -> Option<(i16, usize)> {
    // Below a hundred, so the casts keep them.
    let first = cardinal_word(pieces.word(at))? as i16;
    let next = pieces.over_hyphen(at + 1);
    let unit = cardinal_word(pieces.word(next)).map(|unit| unit as i16);
    match unit.filter(|unit| (1..10).contains(unit) && first >= 20 && first % 10 == 0) {
        Some(unit) => Some((first + unit, next + 1)),
        None => Some((first, at + 1)),
    }
}

/// Whether an apostrophe joined to what is behind it stands at `at`: `'98`, `'80s`.
pub(super) fn stands_for_century(pieces: Pieces<'_>, at: usize) -> bool {
    matches!(pieces.word(at), "'" | "’" | "‘") && pieces.is_glued(at + 1)
}

/// Two digits behind an apostrophe: `'98`.
pub(super) fn short_year(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at + 1);
    if !stands_for_century(pieces, at) || word.len() != 2 {
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
    let determined = RECENT.contains(&number)
        && (matches!(pieces.before(at), "the" | "'s" | "’s") || is_second_year(reading, at));
    let free = PLAIN.contains(&number) && !is_counting(pieces.word(end));
    let plain = led || determined || free;
    let alone = alone && !opens_amounts(reading, end);
    (marked || alone && plain).then_some((When::Year(number), end))
}

/// Whether a recent year and `and` stand before a number: `the 2011 and 2017 censuses`.
fn is_second_year(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let first = at.checked_sub(2).map_or("", |first| pieces.word(first));
    matches!(pieces.before(at), "and" | "or" | "to")
        && first.parse().is_ok_and(|year| RECENT.contains(&year))
}

/// Whether the second end of a range behind a number shows that it is one of amounts:
/// `between 1500 and 2000 people`.
fn opens_amounts(reading: &Reading<'_>, end: usize) -> bool {
    let pieces = reading.pieces;
    let joined = matches!(pieces.word(end), "to" | "and" | "or") || pieces.is_dash(end);
    let recent = |word: &str| word.parse().is_ok_and(|year| RECENT.contains(&year));
    let years = recent(pieces.before(end)) && recent(pieces.word(end + 1));
    joined && !years && pieces.is_number(end + 1) && is_counting(pieces.word(end + 2))
}

/// Whether a number hangs together with what stands before or behind it, as in codes.
fn is_joined(pieces: Pieces<'_>, at: usize, end: usize) -> bool {
    let opening = matches!(
        pieces.before(at),
        "(" | "[" | "-" | "–" | "—" | "/" | "\"" | "“" | "‘" | "'" | "~"
    );
    let tail = pieces.is_dash(end) && pieces.is_glued(end) && pieces.is_glued(end + 1);
    let short_tail = tail && !pieces.is_number(end + 1) && pieces.word(end + 1).len() < 3;
    pieces.is_glued(at) && !opening || short_tail
}

/// Words before a number that show that it is an amount.
pub(super) fn is_amount_word(word: &str) -> bool {
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
    // "a 2000 year old tradition"
    counted::is_plural(word)
        || matches!(word, "year" | "day" | "hour" | "minute")
        || matches!(word, "percent" | "%" | "million" | "dollars")
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
            | "c."
            | "ca."
            | "year"
            | "years"
            | "through"
            | "spring"
            | "summer"
            | "autumn"
            | "winter"
    )
}

/// `fiscal 2019`, `fiscal year 2019`, `FY2019`, `FY 2019`.
pub(super) fn fiscal_year(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let word = pieces.word(at);
    if let Some(digits) = word.strip_prefix("fy").filter(|digits| !digits.is_empty()) {
        let number: i16 = digits.parse().ok()?;
        let full = if digits.len() == 2 { full_year(number) } else { number };
        return WRITTEN.contains(&full).then_some((When::FiscalYear(full), at + 1));
    }
    let next = match word {
        "fiscal" if pieces.word(at + 1) == "year" => at + 2,
        "fiscal" | "fy" | "calendar" => at + 1,
        _ => return None,
    };
    let calendar = word == "calendar";
    let when = |year| if calendar { When::Year(year) } else { When::FiscalYear(year) };
    year(reading, next).map(|(year, end)| (when(year), end))
}

/// `the 1980s`, `1980's`, `the '80s`, `the eighties`.
pub(super) fn decade(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let article = at + usize::from(pieces.word(at) == "the");
    let apostrophe = stands_for_century(pieces, article);
    let number_at = article + usize::from(apostrophe);
    if let Some(start) =
        named_decade(pieces.word(article)).filter(|_| article > at || pieces.before(at) == "mid")
    {
        return Some((When::Decade(start), article + 1));
    }
    let word = pieces.word(number_at);
    if let Some(digits) = word.strip_suffix('s').filter(|_| pieces.before(number_at) == "-") {
        // "mid-1990s" is one word, and cut at its hyphen only.
        let start: i16 = digits.parse().ok().filter(|start| start % 10 == 0)?;
        let fits = digits.len() == 4 && WRITTEN.contains(&start);
        return fits.then_some((When::Decade(start), number_at + 1));
    }
    let plural = matches!(pieces.word(number_at + 1), "s" | "'s" | "’s")
        && pieces.is_glued(number_at + 1)
        || pieces.word(number_at + 1) == "s";
    let number: i16 = word.parse().ok().filter(|_| plural && pieces.is_number(number_at))?;
    let start = match word.len() {
        4 if WRITTEN.contains(&number) && number % 100 == 0 && number < 2000 => {
            return Some((When::Century(number), number_at + 2));
        }
        4 if WRITTEN.contains(&number) && number % 10 == 0 => number,
        2 if number % 10 == 0
            && (apostrophe || article > at || is_before_decade(pieces.before(at))) =>
        {
            if number < 20 { 2000 + number } else { 1900 + number }
        }
        _ => return None,
    };
    Some((When::Decade(start), number_at + 2))
}

fn is_before_decade(word: &str) -> bool {
    matches!(word, "and" | "in" | "mid" | "early" | "late" | "-")
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
