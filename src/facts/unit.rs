//! Units of measure.

use super::piece::Pieces;

/// A unit that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its name in singular.
    pub name: String,
    /// Index behind it.
    pub end: usize,
}

/// The unit at `at`, directly behind a number (a hyphen between them is allowed).
pub(super) fn unit(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let at = pieces.over_hyphen(at);
    if let Some(unit) = degrees(pieces, at).or_else(|| age(pieces, at)) {
        return Some(unit);
    }
    let (prefix, word) = match pieces.word(at) {
        "square" | "sq" | "sq." => ("square ", at + 1),
        "cubic" => ("cubic ", at + 1),
        "metric" if matches!(pieces.word(at + 1), "ton" | "tons") => {
            return Some(Unit { name: "tonne".to_string(), end: at + 2 });
        }
        _ => ("", at),
    };
    let name = if prefix.is_empty() && !pieces.is_glued(at) {
        long_name(pieces.stem(word)).or_else(|| symbol(pieces.word(word)))
    } else {
        long_name(pieces.stem(word))
            .or_else(|| symbol(pieces.word(word)))
            .or_else(|| glued_symbol(pieces.word(word)))
    }?;
    let unit = Unit { name: format!("{prefix}{name}"), end: word + 1 };
    Some(per(pieces, unit))
}

/// `per hour`, `an hour`, `/h` behind a unit.
fn per(pieces: Pieces<'_>, unit: Unit) -> Unit {
    let (divisor, slash) = match pieces.word(unit.end) {
        "per" => (pieces.word(unit.end + 1), false),
        "/" if pieces.is_glued(unit.end) => (pieces.word(unit.end + 1), true),
        _ => return unit,
    };
    let name = match divisor {
        "hour" => "hour",
        "h" | "hr" if slash => "hour",
        "minute" => "minute",
        "second" => "second",
        "s" if slash => "second",
        "kilowatt-hour" => "kilowatt-hour",
        "person" => "person",
        "barrel" => "barrel",
        "day" => "day",
        "litre" | "liter" => "litre",
        "gallon" => "gallon",
        "capita" => return Unit { name: format!("{} per capita", unit.name), end: unit.end + 2 },
        _ => return unit,
    };
    Unit { name: format!("{} per {name}", unit.name), end: unit.end + 2 }
}

/// `years old`, `-year-old`, `months of age`: the unit of an age.
fn age(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let name = match pieces.word(at) {
        "year" | "years" | "yr" => "year",
        "month" | "months" => "month",
        "week" | "weeks" => "week",
        "day" | "days" => "day",
        _ => return None,
    };
    let old = pieces.over_hyphen(at + 1);
    let end = match (pieces.word(old), pieces.word(old + 1)) {
        ("old", _) => old + 1,
        ("of", "age") => old + 2,
        _ => return None,
    };
    Some(Unit { name: name.to_string(), end })
}

/// Whether a word is a unit of measure.
pub(super) fn is_unit(word: &str) -> bool {
    long_name(word).or_else(|| symbol(word)).is_some()
}

/// Degrees of temperature or angle.
fn degrees(pieces: Pieces<'_>, at: usize) -> Option<Unit> {
    let scale = |word: &str| match word {
        "c" | "celsius" | "centigrade" => Some("degree Celsius"),
        "f" | "fahrenheit" => Some("degree Fahrenheit"),
        "k" | "kelvin" => Some("kelvin"),
        _ => None,
    };
    match pieces.word(at) {
        "°" | "º" | "degree" | "degrees" | "deg" => {
            let named = scale(pieces.stem(at + 1));
            let end = at + 1 + usize::from(named.is_some());
            Some(Unit { name: named.unwrap_or("degree").to_string(), end })
        }
        "celsius" | "centigrade" => Some(Unit { name: "degree Celsius".to_string(), end: at + 1 }),
        "fahrenheit" => Some(Unit { name: "degree Fahrenheit".to_string(), end: at + 1 }),
        "℃" => Some(Unit { name: "degree Celsius".to_string(), end: at + 1 }),
        "℉" => Some(Unit { name: "degree Fahrenheit".to_string(), end: at + 1 }),
        "°c" | "ºc" => Some(Unit { name: "degree Celsius".to_string(), end: at + 1 }),
        "°f" | "ºf" => Some(Unit { name: "degree Fahrenheit".to_string(), end: at + 1 }),
        _ => None,
    }
}

/// Units written out, in singular or plural.
fn long_name(word: &str) -> Option<&'static str> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let name = match singular {
        "kilometre" | "kilometer" => "kilometre",
        "metre" | "meter" => "metre",
        "centimetre" | "centimeter" => "centimetre",
        "millimetre" | "millimeter" => "millimetre",
        "nanometre" | "nanometer" => "nanometre",
        "micrometre" | "micrometer" => "micrometre",
        "mile" => "mile",
        "yard" => "yard",
        "foot" | "feet" => "foot",
        "inch" | "inche" => "inch",
        "acre" => "acre",
        "hectare" => "hectare",
        "gram" | "gramme" => "gram",
        "kilogram" | "kilo" | "kilogramme" => "kilogram",
        "milligram" => "milligram",
        "microgram" => "microgram",
        "teaspoon" => "teaspoon",
        "tablespoon" => "tablespoon",
        "tonne" => "tonne",
        "ton" => "ton",
        "kiloton" => "kiloton",
        "megaton" => "megaton",
        "pound-mass" => "pound",
        "ounce" => "ounce",
        "carat" => "carat",
        "litre" | "liter" => "litre",
        "millilitre" | "milliliter" => "millilitre",
        "gallon" => "gallon",
        "pint" => "pint",
        "barrel" => "barrel",
        "bushel" => "bushel",
        "watt" => "watt",
        "kilowatt" => "kilowatt",
        "megawatt" => "megawatt",
        "gigawatt" => "gigawatt",
        "terawatt" => "terawatt",
        "joule" => "joule",
        "calorie" => "calorie",
        "kilocalorie" => "kilocalorie",
        "volt" => "volt",
        "ampere" | "amp" => "ampere",
        "hertz" => "hertz",
        "megahertz" => "megahertz",
        "gigahertz" => "gigahertz",
        "decibel" => "decibel",
        "byte" => "byte",
        "kilobyte" => "kilobyte",
        "megabyte" => "megabyte",
        "gigabyte" => "gigabyte",
        "terabyte" => "terabyte",
        "petabyte" => "petabyte",
        "bit" => "bit",
        "megabit" => "megabit",
        "gigabit" => "gigabit",
        "pixel" => "pixel",
        "megapixel" => "megapixel",
        "knot" => "knot",
        "horsepower" => "horsepower",
        "pascal" => "pascal",
        "millibar" => "millibar",
        "light-year" => "light-year",
        _ => return None,
    };
    Some(name)
}

/// Symbols that stand apart from the number too.
fn symbol(word: &str) -> Option<&'static str> {
    let name = match word {
        "km" | "kms" => "kilometre",
        "cm" => "centimetre",
        "mm" => "millimetre",
        "nm" => "nanometre",
        "ft" | "ft." => "foot",
        "mi" => "mile",
        "yd" | "yds" => "yard",
        "kg" | "kgs" => "kilogram",
        "mg" => "milligram",
        "lb" | "lb." | "lbs" | "lbs." => "pound",
        "oz" | "oz." => "ounce",
        "ha" => "hectare",
        "ml" => "millilitre",
        "mph" => "mile per hour",
        "μg" | "µg" => "microgram",
        "kmh" | "kph" | "kmph" => "kilometre per hour",
        "kw" => "kilowatt",
        "mw" => "megawatt",
        "gw" => "gigawatt",
        "kwh" => "kilowatt-hour",
        "mwh" => "megawatt-hour",
        "hz" => "hertz",
        "khz" => "kilohertz",
        "mhz" => "megahertz",
        "ghz" => "gigahertz",
        "db" => "decibel",
        "kb" => "kilobyte",
        "mb" => "megabyte",
        "gb" => "gigabyte",
        "tb" => "terabyte",
        "mbps" => "megabit per second",
        "gbps" => "gigabit per second",
        "km2" | "km²" => "square kilometre",
        "m2" | "m²" => "square metre",
        "m3" | "m³" => "cubic metre",
        "bpd" => "barrel per day",
        "rpm" => "revolution per minute",
        "hp" => "horsepower",
        "kcal" => "kilocalorie",
        "kt" => "kiloton",
        _ => return None,
    };
    Some(name)
}

/// Symbols of one letter, which are units only directly behind digits (`5m`, `20g`).
fn glued_symbol(word: &str) -> Option<&'static str> {
    let name = match word {
        "m" => "metre",
        "g" => "gram",
        "l" => "litre",
        "t" => "tonne",
        "w" => "watt",
        "v" => "volt",
        "in" => "inch",
        _ => return None,
    };
    Some(name)
}
