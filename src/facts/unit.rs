//! Units of measure, with what they measure.

use std::sync::LazyLock;

use super::fixed::{FixedMap, map_for};
use super::piece::Pieces;

/// A unit that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its name in singular.
    pub name: String,
    /// What it measures (`length`), where that is one thing.
    pub dimension: Option<&'static str>,
    /// Index behind it.
    pub end: usize,
}

/// The dimension of lengths of time.
pub(super) const TIME: &str = "time";

/// The dimension of how old someone or something is.
pub(super) const AGE: &str = "age";

/// The unit at `at`, directly behind a number (a hyphen between them is allowed).
pub(super) fn unit(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let at = over_any_hyphen(pieces, at);
    degrees(pieces, at).or_else(|| age(pieces, at)).or_else(|| measure(pieces, at))
}

/// Whether a word is a unit of measure other than of time.
pub(super) fn is_unit(word: &str) -> bool {
    known_word(word).is_some_and(|known| known.dimension != TIME)
}

/// Whether a word is a unit of time.
pub(super) fn is_time_unit(word: &str) -> bool {
    known_word(word).is_some_and(|known| known.dimension == TIME)
}

/// The index behind a hyphen at `at`, also one whose sides stand apart (`28 - year - old`).
fn over_any_hyphen(pieces: Pieces<'_>, at: usize) -> usize {
    let (over, next) = (pieces.over_hyphen(at), pieces.word(at + 1));
    let singular =
        || !next.ends_with('s') && known_word(next).is_some() && !matches!(next, "second" | "feet");
    if over == at && is_dash_apart(pieces, at) && singular() { at + 1 } else { over }
}

/// Whether a hyphen at `at` stands apart on both sides.
fn is_dash_apart(pieces: Pieces<'_>, at: usize) -> bool {
    pieces.word(at) == "-" && !pieces.is_glued(at) && !pieces.is_glued(at + 1)
}

/// A unit of the list, with the square or cubic before and the divisor behind it.
fn measure(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let (opened, bracket) = match pieces.word(at) {
        mark @ ("[" | "<" | "(") => (at + 1, mark),
        _ => (at, ""),
    };
    if !bracket.is_empty() {
        return bracketed(pieces, opened, bracket);
    }
    if let Some(ton) = ton(pieces, at) {
        return Some(ton);
    }
    let (power, word) = match power(pieces, at) {
        Some((power, word)) => (Some(power), word),
        None => (None, at),
    };
    let (known, end) =
        known_at(pieces, word, power.is_some() || pieces.is_glued(at) || is_divided(pieces, word))?;
    let (power, end) = match raised(pieces, end) {
        Some(raised) if power.is_none() && known.dimension == "length" => (Some(raised), end + 2),
        _ => (power, end),
    };
    let unit = match power {
        Some((prefix, dimension)) => {
            Unit { name: format!("{prefix}{}", known.name), dimension: Some(dimension), end }
        }
        None => Unit { name: known.name.to_string(), dimension: Some(known.dimension), end },
    };
    Some(per(pieces, unit))
}

/// The kinds of ton.
fn ton(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let name = match pieces.word(at) {
        "metric" => "tonne",
        "long" => "long ton",
        "short" => "short ton",
        _ => return None,
    };
    let ton = pieces.over_hyphen(at + 1);
    matches!(pieces.word(ton), "ton" | "tons" | "tonne" | "tonnes").then(|| Unit {
        name: name.to_string(),
        dimension: Some("mass"),
        end: ton + 1,
    })
}

/// `square` or `cubic`, with its dimension, and the index of the unit behind: also over the
/// hyphen of `square-foot`.
fn power(pieces: Pieces<'_>, at: usize) -> Option<((&'static str, &'static str), usize)> {
    let power = match pieces.stem(at) {
        "square" | "sq" => ("square ", "area"),
        "cubic" | "cu" => ("cubic ", "volume"),
        _ => return None,
    };
    let unit = pieces.over_hyphen(at + 1) + usize::from(is_dash_apart(pieces, at + 1));
    Some((power, unit))
}

/// `^2` or `^3` glued to a unit.
fn raised(pieces: Pieces<'_>, at: usize) -> Option<(&'static str, &'static str)> {
    let glued = pieces.word(at) == "^" && pieces.is_glued(at) && pieces.is_glued(at + 1);
    match pieces.word(at + 1) {
        "2" if glued => Some(("square ", "area")),
        "3" if glued => Some(("cubic ", "volume")),
        _ => None,
    }
}

/// Whether a slash glued to the symbol at `at` shows that it is one: `12 m/s`.
fn is_divided(pieces: Pieces<'_>, at: usize) -> bool {
    pieces.word(at + 1) == "/" && pieces.is_glued(at + 1) && pieces.is_glued(at + 2)
}

/// A symbol in brackets behind the number: `20 [kg]`.
fn bracketed(pieces: Pieces<'_>, at: usize, bracket: &str) -> Option<Unit> {
    let closes = matches!((bracket, pieces.word(at + 1)), ("[", "]") | ("<", ">"));
    let known = closes.then(|| known_symbol(pieces, at)).flatten()?;
    let (name, dimension) = (known.name.to_string(), Some(known.dimension));
    Some(Unit { name, dimension, end: at + 2 })
}

/// The unit of the list at `at`, of one word or two, and the index behind it.
fn known_at(pieces: Pieces<'_>, at: usize, glued: bool) -> Option<(Known, usize)> {
    // "12 m" is one too, but "2 in" a preposition.
    let letter = || {
        pieces.is_number(at.wrapping_sub(1))
            && (matches!(pieces.original(at), "m" | "g" | "l" | "L" | "s" | "h" | "t")
                || is_inches(pieces, at))
    };
    let symbol = || known_symbol(pieces, at).filter(|known| glued || !known.glued_only || letter());
    let one = || symbol().or_else(|| known_word(pieces.stem(at))).map(|known| (known, at + 1));
    two_words(pieces, at).or_else(one)
}

/// Whether `in` stands for inches, as what is so wide tells: `8 in wide`.
fn is_inches(pieces: Pieces<'_>, at: usize) -> bool {
    pieces.word(at) == "in"
        && matches!(
            pieces.word(at + 1),
            "wide" | "long" | "tall" | "high" | "deep" | "thick" | "across" | "x" | "×"
        )
}

/// Units of two words, a hyphen between them or not: `nautical miles`, `kilowatt-hours`.
fn two_words(pieces: Pieces<'_>, at: usize) -> Option<(Known, usize)> {
    let first = match pieces.stem(at) {
        "fl" => "fluid",
        word @ ("nautical" | "fluid" | "light" | "watt" | "kilowatt" | "megawatt" | "gigawatt"
        | "terawatt" | "astronomical") => word,
        _ => return None,
    };
    let second = pieces.over_hyphen(at + 1);
    let name = match pieces.stem(second) {
        "oz" => "ounce",
        word => word.strip_suffix('s').unwrap_or(word),
    };
    let known = |joint| known_word(&format!("{first}{joint}{name}"));
    known(' ').or_else(|| known('-')).map(|known| (known, second + 1))
}

/// `per hour`, `an hour`, `/h` behind a unit.
fn per(pieces: Pieces<'_>, unit: Unit) -> Unit {
    let at = unit.end + 1;
    let slash = pieces.word(unit.end) == "/" && pieces.is_glued(unit.end) && pieces.is_glued(at);
    let article = matches!(pieces.word(unit.end), "a" | "an")
        && matches!(pieces.word(at), "hour" | "minute" | "second");
    if !(slash || article || pieces.word(unit.end) == "per") || unit.dimension == Some(TIME) {
        return unit;
    }
    if let Some(((prefix, _), word)) = power(pieces, at)
        && let Some(known) =
            known_word(pieces.word(word)).filter(|known| known.dimension == "length")
    {
        let name = format!("{} per {prefix}{}", unit.name, known.name);
        return Unit { name, dimension: None, end: word + 1 };
    }
    let divisor = if slash { known_symbol(pieces, at) } else { None };
    let divisor =
        divisor.or_else(|| known_word(pieces.word(at)).filter(|_| !pieces.word(at).ends_with('s')));
    let (name, time) = match (pieces.word(at), divisor) {
        ("capita" | "person", _) => (pieces.word(at), false),
        (_, Some(known)) => (known.name, known.dimension == TIME),
        _ => return unit,
    };
    let dimension = match unit.dimension {
        Some("length") if time => Some("speed"),
        Some("volume") if time => Some("flow"),
        Some("data") if time => Some("data rate"),
        _ => None,
    };
    Unit { name: format!("{} per {name}", unit.name), dimension, end: at + 1 }
}

/// `years old`, `-year-old`, `months of age`, `yo`: the unit of an age.
fn age(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let short = match pieces.stem(at) {
        "yo" | "y.o" | "yrs-old" => Some(at + 1),
        "y" if pieces.word(at + 1) == "/" && pieces.stem(at + 2) == "o" => Some(at + 3),
        _ => None,
    };
    let of_age = |name: &str, end| Unit { name: name.to_string(), dimension: Some(AGE), end };
    if let Some(end) = short {
        return Some(of_age("year", end));
    }
    let known = known_word(pieces.stem(at)).filter(|known| known.dimension == TIME)?;
    let spaced =
        pieces.word(at + 1) == "-" && !pieces.is_glued(at + 1) && pieces.word(at + 2) == "old";
    let old = if spaced { at + 2 } else { pieces.over_hyphen(at + 1) };
    let end = match (pieces.word(old), pieces.word(old + 1)) {
        ("old" | "olds", _) => old + 1,
        ("of", "age") => old + 2,
        _ => return None,
    };
    Some(of_age(known.name, end))
}

/// Degrees of temperature or angle.
fn degrees(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let scale = |word: &str| match word {
        "c" | "celsius" | "centigrade" | "celcius" => Some("degree Celsius"),
        "f" | "fahrenheit" | "farenheit" => Some("degree Fahrenheit"),
        "k" | "kelvin" => Some("kelvin"),
        "rankine" => Some("degree Rankine"),
        _ => None,
    };
    let of = |name: &str, end| {
        let dimension = (name != "degree").then_some("temperature");
        Unit { name: name.to_string(), dimension, end }
    };
    match pieces.stem(at) {
        "°" | "º" | "degree" | "degrees" | "deg" => {
            let named = scale(pieces.stem(at + 1));
            Some(of(named.unwrap_or("degree"), at + 1 + usize::from(named.is_some())))
        }
        word @ ("celsius" | "centigrade" | "celcius" | "fahrenheit" | "farenheit" | "rankine") => {
            scale(word).map(|name| of(name, at + 1))
        }
        letter @ ("c" | "f") if is_scale_letter(pieces, at) => {
            scale(letter).map(|name| of(name, at + 1))
        }
        "℃" | "°c" | "ºc" => Some(of("degree Celsius", at + 1)),
        "℉" | "°f" | "ºf" => Some(of("degree Fahrenheit", at + 1)),
        _ => None,
    }
}

/// Whether the letter at `at` is the scale of a temperature: behind digits, with something
/// near that tells of warmth (`a high of 31C`), for it is a label elsewhere (`seat 13F`).
fn is_scale_letter(pieces: Pieces<'_>, at: usize) -> bool {
    const NEAR: usize = 8;
    let capital = pieces.original(at).starts_with(char::is_uppercase);
    let goes_on = pieces.is_glued(at + 1)
        && (pieces.word(at + 1) == "/" || pieces.is_dash(at + 1) && !pieces.is_number(at + 2));
    let letter = pieces.is_number(at.wrapping_sub(1)) && (capital || pieces.is_glued(at));
    letter
        && !goes_on
        && (at.saturating_sub(NEAR)..at + NEAR).any(|near| is_warmth(pieces.stem(near)))
}

fn is_warmth(word: &str) -> bool {
    matches!(
        word,
        "temperature"
            | "temperatures"
            | "temp"
            | "degrees"
            | "celsius"
            | "fahrenheit"
            | "heat"
            | "heated"
            | "heatwave"
            | "hot"
            | "hotter"
            | "hottest"
            | "warm"
            | "warmer"
            | "warmest"
            | "warming"
            | "cold"
            | "colder"
            | "coldest"
            | "cool"
            | "cooled"
            | "cooler"
            | "weather"
            | "forecast"
            | "freezing"
            | "frozen"
            | "boil"
            | "boils"
            | "boiling"
            | "melts"
            | "oven"
            | "preheat"
            | "bake"
            | "fever"
            | "thermostat"
            | "thermometer"
            | "climate"
            | "°"
    )
}

/// A unit of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    name: &'static str,
    dimension: &'static str,
    /// Whether it counts only directly behind digits.
    glued_only: bool,
}

/// The list: words in lower case, symbols as they are written.
#[derive(Default)]
struct Table {
    words: FixedMap<&'static str, Known>,
    symbols: FixedMap<&'static str, Known>,
}

/// Words and symbols that the table has room for without growing.
const WORDS: usize = 300;
const SYMBOLS: usize = 300;

/// Only looked up in and never walked, so its order tells nowhere.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| read(include_str!("../../assets/lexicon/units.txt")));

fn read(text: &'static str) -> Table {
    let mut table = Table { words: map_for(WORDS), symbols: map_for(SYMBOLS) };
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut columns = line.split('|').map(str::trim);
        let mut column = || columns.next().unwrap_or_default();
        let (name, dimension, words) = (column(), column(), column());
        let known = Known { name, dimension, glued_only: false };
        if words != "-" {
            table.words.insert(name, known);
            table.words.extend(words.split_whitespace().map(|word| (word, known)));
        }
        table.symbols.extend(column().split_whitespace().map(|symbol| (symbol, known)));
        let glued = Known { glued_only: true, ..known };
        table.symbols.extend(column().split_whitespace().map(|symbol| (symbol, glued)));
    }
    table
}

fn known_word(word: &str) -> Option<Known> {
    let words = &TABLE.words;
    let singular = || word.strip_suffix('s').and_then(|singular| words.get(singular));
    words.get(word).or_else(singular).copied()
}

/// The unit of the symbol at `at`, as it is written and else in lower case; of a single
/// letter the case tells (`5g`, but `5G` networks).
fn known_symbol(pieces: Pieces<'_>, at: usize) -> Option<Known> {
    let symbols = &TABLE.symbols;
    let lower = pieces.word(at);
    let folded = || symbols.get(lower).filter(|_| lower.len() > 1);
    symbols.get(pieces.original(at)).or_else(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::recogniser::testing::article;

    /// The unit behind the first piece of a text, what it measures, and how far it goes.
    fn behind_number(text: &str) -> Option<(String, Option<&'static str>, usize)> {
        let document = article(text, None);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let pieces = analysis.pieces_of(0);
        let unit = unit(pieces, 1)?;
        Some((unit.name, unit.dimension, pieces.get(unit.end - 1)?.span.end as usize))
    }

    #[test]
    fn units_with_what_they_measure() {
        for (text, name, dimension) in [
            ("5 kilometers", "kilometre", Some("length")),
            ("5km", "kilometre", Some("length")),
            ("5 feet", "foot", Some("length")),
            ("5 square feet", "square foot", Some("area")),
            ("5 cubic centimetres", "cubic centimetre", Some("volume")),
            ("5 MW", "megawatt", Some("power")),
            ("5mW", "milliwatt", Some("power")),
            ("5 metric tons", "tonne", Some("mass")),
            ("5 km/h", "kilometre per hour", Some("speed")),
            ("5 miles an hour", "mile per hour", Some("speed")),
            ("5 metres per millisecond", "metre per millisecond", Some("speed")),
            ("5 litres per person", "litre per person", None),
            ("5 kilowatt-hours", "kilowatt-hour", Some("energy")),
            ("5 light years", "light-year", Some("length")),
            ("5 [kg]", "kilogram", Some("mass")),
            ("5 deg c", "degree Celsius", Some("temperature")),
            ("5 degrees", "degree", None),
            ("5 weeks", "week", Some("time")),
            ("5-month-old", "month", Some("age")),
            ("5 - year - old", "year", Some("age")),
            ("5-square-foot", "square foot", Some("area")),
            ("5 square - mile", "square mile", Some("area")),
            ("5 km^2", "square kilometre", Some("area")),
            ("5 m^3", "cubic metre", Some("volume")),
            ("5 - ounce", "ounce", Some("mass")),
            ("5 short tons", "short ton", Some("mass")),
            ("5 metric tonnes", "tonne", Some("mass")),
            ("5 kilograms per cubic metre", "kilogram per cubic metre", None),
            ("5 barrels per day", "barrel per day", Some("flow")),
            ("5 mM", "millimolar", Some("concentration")),
            ("5 terabits", "terabit", Some("data")),
            ("5 hectolitres", "hectolitre", Some("volume")),
            ("5 picograms", "picogram", Some("mass")),
            ("5 mpg", "mile per gallon", Some("fuel economy")),
            ("5 degrees Rankine", "degree Rankine", Some("temperature")),
            ("5 L", "litre", Some("volume")),
            ("5 yo", "year", Some("age")),
        ] {
            assert_eq!(behind_number(text), Some((name.into(), dimension, text.len())), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_like_units() {
        for text in
            ["5 M", "5 MPs", "5 in all", "5 houses", "5 moles", "5 (kg", "5G", "5C", "5 - feet"]
        {
            assert_eq!(behind_number(text), None, "{text}");
        }
    }

    #[test]
    fn letters_are_scales_where_it_is_warm_or_cold() {
        for text in ["31C heat", "80 F and hot", "20c in warm weather"] {
            let unit = behind_number(text);
            assert_eq!(unit.and_then(|(_, dimension, _)| dimension), Some("temperature"), "{text}");
        }
        for text in ["13F filings", "14C/ per cold share", "5 c in the heat", "5C is a grade"] {
            assert_eq!(behind_number(text), None, "{text}");
        }
        assert_eq!(behind_number("8 in wide").map(|(name, ..)| name), Some("inch".into()));
    }

    #[test]
    fn every_line_of_the_list_has_a_dimension() {
        let table = read(include_str!("../../assets/lexicon/units.txt"));
        let known = table.words.values().chain(table.symbols.values());
        assert!(
            known.into_iter().all(|known| !known.dimension.is_empty() && !known.name.contains('|'))
        );
    }
}
