//! Quantities: `over 137 individuals`, `5 km`, `between two and three million voters`.

use super::counted::{counted, hyphenated};
use super::number::{self, Amount, Numeral};
use super::piece::Pieces;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, Reading, scan};
use super::token::TokenKind;
use super::unit::unit;
use super::{Analysis, Bound, Detail, Fact, Quantity};

/// Words whose number is a name (`Article 50`); sorted.
const LABELS: &[&str] = &[
    "act",
    "airbus",
    "amendment",
    "apollo",
    "appendix",
    "article",
    "articles",
    "boeing",
    "case",
    "channel",
    "chapter",
    "chapters",
    "class",
    "clause",
    "day",
    "district",
    "example",
    "experiment",
    "extract",
    "fig",
    "figure",
    "figures",
    "flight",
    "formula",
    "gate",
    "grade",
    "highway",
    "interstate",
    "item",
    "level",
    "line",
    "lines",
    "listing",
    "no",
    "nos",
    "number",
    "p",
    "page",
    "pages",
    "paragraph",
    "part",
    "phase",
    "platform",
    "pp",
    "precinct",
    "proposition",
    "resolution",
    "room",
    "route",
    "rule",
    "section",
    "sections",
    "step",
    "table",
    "tables",
    "title",
    "unit",
    "version",
    "vol",
    "volume",
    "ward",
    "week",
    "windows",
];

/// Numbers with what they count or measure.
pub(super) struct Quantities;

impl Recogniser for Quantities {
    fn name(&self) -> &'static str {
        "quantity"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        scan(analysis, self.name(), found, Roles::NUMBER, read);
    }
}

fn read(reading: &Reading<'_>, at: usize) -> Option<Finding> {
    let pieces = reading.pieces;
    if is_part_of_other(reading, at) {
        return None;
    }
    let amount = number::amount(pieces, at, |at| with_unit(pieces, at))?;
    let unit = (amount.start..amount.end).find_map(|at| unit_behind(pieces, at, amount.end));
    let one = amount.value.is_some_and(|value| value.abs() <= 1.0);
    let hyphenated = hyphenated(pieces, amount.end).filter(|_| unit.is_none());
    let of_unit = unit.is_some() && pieces.word(amount.end) != "of";
    let trailing =
        number::bound_after(pieces, amount.end).filter(|_| amount.bound == Bound::Exactly);
    let noun_at = trailing.map_or(amount.end, |(end, _)| end);
    let noun = hyphenated.or_else(|| counted(pieces, noun_at, one).filter(|_| !of_unit));
    if !is_quantity(reading, &amount, noun.is_some(), unit.is_some()) {
        return None;
    }
    let end = noun.map_or(noun_at, |(_, end)| end);
    let (end, bound) = match (trailing, number::bound_after(pieces, end)) {
        (Some((_, bound)), _) => (end, bound),
        (None, Some((behind, bound))) if amount.bound == Bound::Exactly => (behind, bound),
        _ => (end, amount.bound),
    };
    let quantity = Quantity {
        value: amount.value,
        low: amount.range.map(|(low, _)| low),
        high: amount.range.map(|(_, high)| high),
        bound,
        unit: unit.or_else(|| is_age(reading, &amount).then(|| "year".to_string())),
        counted: noun.map(|(start, end)| pieces.span(start, end)),
        number: pieces.span(amount.start, amount.end),
    };
    let rule = match (&quantity.counted, &quantity.unit) {
        (_, Some(_)) => "measured",
        (Some(_), None) => "counted",
        (None, None) if bound != Bound::Exactly => "bounded",
        // It may be a pronoun (`the two`) or a name.
        (None, None) => "bare",
    };
    let detail = Detail::Quantity(Box::new(quantity));
    Some(Finding { start: amount.bound_start, end, detail, rule })
}

/// A number with its unit.
fn with_unit(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let number = number::numeral(pieces, at)?;
    let end = unit(pieces, number.end).map_or(number.end, |unit| unit.end);
    Some(Numeral { end, ..number })
}

fn unit_behind(pieces: Pieces<'_>, at: usize, end: usize) -> Option<String> {
    unit(pieces, at + 1).filter(|unit| unit.end == end).map(|unit| unit.name)
}

/// Whether the number at `at` belongs to something that is no quantity: a name (`F-16`,
/// `Article 50`), a version, a time, a reference, a score.
fn is_part_of_other(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before = pieces.before(at);
    let glued_behind = pieces.is_glued(at);
    if pieces.kind(at) == Some(TokenKind::Word) {
        return glued_behind
            && reading.pieces.is_dash(at.wrapping_sub(1))
            && !is_range_dash(pieces, at);
    }
    let glued_before = glued_behind
        && (matches!(before, "#" | ":" | "/" | "." | "_" | "@" | "\\" | "," | "$" | "£" | "€")
            || pieces.is_dash(at.wrapping_sub(1)));
    let second = at >= 2 && pieces.is_dash(at - 1) && pieces.is_number(at - 2);
    glued_before || second || is_label(before) || is_reference(pieces, at)
}

/// Whether only numbers, commas and dashes stand between `at` and a bracket on each side,
/// as in references to notes: `[8 – 11, 17]`.
fn is_reference(pieces: Pieces<'_>, at: usize) -> bool {
    const MAX_PIECES: usize = 12;
    let listed = |index: usize| {
        pieces.is_number(index) || pieces.word(index) == "," || pieces.is_dash(index)
    };
    let mut before = (at.saturating_sub(MAX_PIECES)..at).rev();
    let opened =
        before.find(|&index| !listed(index)).is_some_and(|index| pieces.word(index) == "[");
    let mut behind = at + 1..at + MAX_PIECES;
    opened && behind.find(|&index| !listed(index)).is_some_and(|index| pieces.word(index) == "]")
}

/// Whether the hyphen before `at` stands behind another number.
fn is_range_dash(pieces: Pieces<'_>, at: usize) -> bool {
    at >= 2 && number::cardinal_word(pieces.word(at - 2)).is_some()
}

/// Words whose number is a name: `Article 50`.
fn is_label(word: &str) -> bool {
    let stem = word.strip_suffix('.').unwrap_or(word);
    LABELS.binary_search(&stem).is_ok()
}

/// Whether an amount is one that is told, and not a pronoun, an item's number or a part
/// of a name.
fn is_quantity(reading: &Reading<'_>, amount: &Amount, counts: bool, measures: bool) -> bool {
    let pieces = reading.pieces;
    let (start, end) = (amount.start, amount.end);
    if measures {
        return true;
    }
    if !amount.digits {
        return counts && !is_pronoun(pieces, amount) || is_clear_word(pieces, amount);
    }
    let glued = pieces.is_glued(end)
        && (pieces.kind(end) == Some(TokenKind::Word) || is_joining(pieces, end));
    let item = start == 0 && matches!(pieces.word(end), "." | ")" | ":") && end + 1 < pieces.len();
    let name = amount.bound == Bound::Exactly && is_name_before(reading, start);
    let score = is_score(pieces, amount);
    !(!counts && (glued || name || score) || item)
}

/// Whether an amount is two numbers with a dash between them and nothing that they count.
fn is_score(pieces: Pieces<'_>, amount: &Amount) -> bool {
    pieces.is_dash(amount.start + 1) && amount.bound == Bound::Between
}

/// Whether a mark glued to the end of a number makes it part of something else.
fn is_joining(pieces: Pieces<'_>, end: usize) -> bool {
    let mark = matches!(pieces.word(end), ":" | "/" | "_" | "\\") || pieces.is_dash(end);
    mark && pieces.is_glued(end + 1)
}

fn is_name_before(reading: &Reading<'_>, start: usize) -> bool {
    if start == 0 {
        return false;
    }
    let word = reading.pieces.before(start);
    let plain =
        reading.pieces.kind(start - 1) == Some(TokenKind::Word) && !reading.pieces.is_glued(start);
    // The first word of a sentence has a capital anyway.
    plain
        && (start > 1 && reading.is_capitalised(start - 1) || reading.is_all_caps(start - 1))
        && !matches!(word, "i" | "the" | "in" | "of" | "at" | "and")
}

/// `one` and `a half` are mostly not counts where a determiner stands before them.
fn is_pronoun(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let one = amount.value == Some(1.0) && amount.end == amount.start + 1;
    let determined = matches!(
        pieces.before(amount.start),
        "this" | "no" | "any" | "some" | "every" | "each" | "the" | "another"
    );
    one && (determined || pieces.word(amount.end) == "of")
}

/// A number in words that counts nothing named: clear unless it is `one` or `zero`.
fn is_clear_word(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let one_word = amount.end == amount.start + 1;
    let ambiguous = one_word && amount.value.is_some_and(|value| value == 1.0 || value == 0.0);
    let hyphenated = pieces.over_hyphen(amount.end) != amount.end;
    !ambiguous && !hyphenated
}

/// An age: between commas behind a name (`Mary Ames, 42, a plumber`), `aged 42`.
fn is_age(reading: &Reading<'_>, amount: &Amount) -> bool {
    let pieces = reading.pieces;
    let human =
        amount.value.is_some_and(|value| (1.0..=115.0).contains(&value) && value.fract() == 0.0);
    let commas = pieces.before(amount.start) == "," && matches!(pieces.word(amount.end), "," | ".");
    human
        && commas
        && amount.digits
        && amount.start >= 2
        && reading.is_capitalised(amount.start - 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::recogniser::testing::{article, facts_of};

    /// Span, number, what is counted, and the quantity, of each in a text.
    fn quantities(text: &str) -> Vec<(String, String, String, Quantity)> {
        let document = article(text, Some("2024-03-31"));
        let facts = facts_of(&document);
        let read = facts.iter().filter_map(|fact| match &fact.detail {
            Detail::Quantity(quantity) => {
                let counted = quantity.counted.map_or("", |span| document.slice(span));
                let number = document.slice(quantity.number);
                Some((
                    document.slice(fact.span).into(),
                    number.into(),
                    counted.into(),
                    (**quantity).clone(),
                ))
            }
            _ => None,
        });
        read.collect()
    }

    #[test]
    fn bounds_numbers_and_what_is_counted() {
        use Bound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
        for (text, span, number, counted, value, bound) in [
            ("Over 212 villagers fled.", "Over 212 villagers", "212", "villagers", 212.0, MoreThan),
            (
                "They found 70 rusty bicycles there.",
                "70 rusty bicycles",
                "70",
                "rusty bicycles",
                70.0,
                Exactly,
            ),
            ("It hit at least four men.", "at least four men", "four", "men", 4.0, AtLeast),
            (
                "Some 1.5 million voters stayed home.",
                "Some 1.5 million voters",
                "1.5 million",
                "voters",
                1.5e6,
                About,
            ),
            (
                "It has just under 30 members.",
                "just under 30 members",
                "30",
                "members",
                30.0,
                LessThan,
            ),
            ("Up to ten ships may dock.", "Up to ten ships", "ten", "ships", 10.0, AtMost),
            ("She won 70 of the 120 seats.", "70 of the 120 seats", "70", "seats", 70.0, Exactly),
            (
                "He told 20 or more reporters.",
                "20 or more reporters",
                "20",
                "reporters",
                20.0,
                AtLeast,
            ),
            ("A five-member panel met.", "five-member", "five", "member", 5.0, Exactly),
            (
                "About two-thirds of the farmers agree.",
                "About two-thirds of the farmers",
                "two-thirds",
                "farmers",
                2.0 / 3.0,
                About,
            ),
        ] {
            let all = quantities(text);
            let (read, digits, noun, quantity) = all.first().expect(text);
            assert_eq!(
                (read.as_str(), digits.as_str(), noun.as_str()),
                (span, number, counted),
                "{text}"
            );
            assert_eq!((quantity.value, quantity.bound), (Some(value), bound), "{text}");
        }
    }

    #[test]
    fn a_verb_is_not_counted() {
        for (text, noun) in [
            ("There one strike destroyed it.", "strike"),
            ("He met one armed man there.", "armed man"),
            ("It cut five supply routes.", "supply routes"),
        ] {
            assert_eq!(
                quantities(text).first().map(|(_, _, noun, _)| noun.as_str()),
                Some(noun),
                "{text}"
            );
        }
    }

    #[test]
    fn units_are_part_of_the_number() {
        for (text, number, unit) in [
            ("It is 12 km long.", "12 km", "kilometre"),
            ("It weighs 5kg.", "5kg", "kilogram"),
            ("They drove at 90 miles per hour.", "90 miles per hour", "mile per hour"),
            ("It covers 40 square metres.", "40 square metres", "square metre"),
            ("It was 35 °C outside.", "35 °C", "degree Celsius"),
            ("The 12-year-old ran.", "12-year-old", "year"),
            ("Ann Orr, 47, won.", "47", "year"),
        ] {
            let all = quantities(text);
            let (_, digits, _, quantity) = all.first().expect(text);
            assert_eq!((digits.as_str(), quantity.unit.as_deref()), (number, Some(unit)), "{text}");
        }
    }

    #[test]
    fn ranges() {
        for (text, span, low, high) in [
            ("Between five and ten boats sank.", "Between five and ten boats", 5.0, 10.0),
            ("From 2 to 3 million voters came.", "From 2 to 3 million voters", 2e6, 3e6),
            ("It holds 10–15 guests.", "10–15 guests", 10.0, 15.0),
            ("It is 5 km to 7 km away.", "5 km to 7 km", 5.0, 7.0),
        ] {
            let all = quantities(text);
            let (read, _, _, quantity) = all.first().expect(text);
            assert_eq!(
                (read.as_str(), quantity.low, quantity.high, quantity.bound),
                (span, Some(low), Some(high), Bound::Between)
            );
        }
    }

    #[test]
    fn labels_are_sorted_for_the_binary_search() {
        assert!(LABELS.is_sorted());
    }

    #[test]
    fn what_only_looks_like_a_quantity() {
        for text in [
            "The F-16 and COVID-19 are names.",
            "They lost 3-1 at home.",
            "It ended Austria 1 – 2 Chile.",
            "The unit CTF 50 left, after the 2014 protests.",
            "See Article 50 for that.",
            "As shown [2, 3] and [8 – 11].",
            "It was the third of its kind.",
            "No one came, and one of them left.",
            "He was born in 1984.",
        ] {
            assert_eq!(quantities(text).len(), 0, "{text}: {:?}", quantities(text));
        }
    }
}
