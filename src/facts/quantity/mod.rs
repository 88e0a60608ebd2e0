//! Quantities: `over 137 individuals`, `5 km`, `between two and three million voters`.

mod guard;
mod measure;

use self::guard::{is_decade, is_part_of_other, is_told};
use self::measure::{age, compound, unit_within, unit_words, with_unit};
use super::counted::{counted, hyphenated, is_determiner, modifying};
use super::number::{self, Amount};
use super::piece::Pieces;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, Reading, Taken, scan_around};
use super::unit::{self, Unit, is_time_unit, unit};
use super::{Analysis, Bound, DateType, Detail, Fact, Quantity};

/// Numbers with what they count or measure.
pub(super) struct Quantities;

impl Recogniser for Quantities {
    fn name(&self) -> &'static str {
        "quantity"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        let durations = Taken::by(found, is_duration);
        let taken =
            Taken::by(found, |fact| !is_duration(fact) && !matches!(fact.detail, Detail::Quote(_)));
        scan_around(analysis, self.name(), found, (Roles::NUMBER, taken), |reading, at| {
            read(reading, at).filter(|finding| fits_durations(&durations, finding))
        });
    }
}

/// A length of time is a date and a quantity (`three years`): a reader of numbers wants it too.
fn is_duration(fact: &Fact) -> bool {
    matches!(&fact.detail, Detail::Date(date) if date.date_type == DateType::Duration)
}

/// Whether a finding lies outside the lengths of time, or is one of them.
fn fits_durations(durations: &Taken, finding: &Finding) -> bool {
    let Detail::Quantity(quantity) = &finding.detail else { return true };
    let of_time = matches!(quantity.dimension, Some(unit::TIME | unit::AGE));
    // "three quarters" are lengths of time unless they are of something.
    let fraction = quantity.counted.is_some()
        && quantity.value.is_some_and(|value| value > 0.0 && value < 1.0);
    // Light-years are no lengths of time.
    of_time || fraction || quantity.dimension.is_some() || !durations.overlaps(quantity.number)
}

fn read(reading: &Reading<'_>, at: usize) -> Option<Finding> {
    let pieces = reading.pieces;
    if is_part_of_other(reading, at) {
        return None;
    }
    let Some(amount) = number::amount(pieces, at, |at| with_unit(pieces, at)) else {
        return by_size(pieces, at);
    };
    let unit = unit_within(pieces, &amount).or_else(|| age(pieces, &amount));
    let (amount, unit) = match unit {
        Some(unit) => compound(pieces, amount, unit),
        None => (share(pieces, amount), None),
    };
    let trailing =
        number::bound_after(pieces, amount.end).filter(|(_, bound)| amount.may_end_in(*bound));
    let noun_at = trailing.map_or(amount.end, |(end, _)| end);
    let noun = noun_phrase(pieces, &amount, noun_at, unit.as_ref());
    let unit = unit.or_else(|| unit_of_noun(pieces, noun?));
    let told = unit.is_some() || is_told(reading, &amount, noun.is_some());
    if !told || is_decade(pieces, &amount) {
        return None;
    }
    let end = noun.map_or(noun_at, |(_, end)| end.max(noun_at));
    let (end, bound) = match (trailing, number::bound_after(pieces, end)) {
        (Some((_, bound)), _) => (end, bound),
        // Behind a noun a "plus" goes on to something else.
        (None, Some((behind, bound))) if amount.may_end_in(bound) && pieces.word(end) != "plus" => {
            (behind, bound)
        }
        _ => (end, amount.bound),
    };
    let rule = rule(&amount, unit.as_ref(), noun.map(|(start, _)| start), bound);
    Some(finding(pieces, &Amount { bound, ..amount }, unit, (noun, end), rule))
}

/// The unit of time that is the head of what is counted: `twenty working days`.
fn unit_of_noun(pieces: Pieces<'_>, (_, end): (usize, usize)) -> Option<Unit> {
    let head = end.checked_sub(1).filter(|&head| is_time_unit(pieces.word(head)))?;
    unit(pieces, head).filter(|unit| unit.end == end)
}

/// An amount that is told by its size alone; it must count or measure something.
fn by_size(pieces: Pieces<'_>, at: usize) -> Option<Finding> {
    let amount = number::vague(pieces, at)?;
    let Some(unit) = unit(pieces, amount.end) else {
        let noun = counted(pieces, amount.end, false)?;
        return Some(finding(pieces, &amount, None, (Some(noun), noun.1), "told by its size"));
    };
    let noun = (amount.end, unit.end);
    let amount = Amount { end: unit.end, ..amount };
    Some(finding(pieces, &amount, Some(unit), (Some(noun), noun.1), "told by its size"))
}

fn finding(
    pieces: Pieces<'_>,
    amount: &Amount,
    unit: Option<Unit>,
    (noun, end): (Option<(usize, usize)>, usize),
    rule: &'static str,
) -> Finding {
    let dimension = unit.as_ref().and_then(|unit| unit.dimension);
    let quantity = Quantity {
        value: amount.value,
        low: amount.range.map(|(low, _)| low),
        high: amount.range.map(|(_, high)| high),
        bound: amount.bound,
        unit: unit.map(|unit| unit.name),
        dimension,
        counted: noun.map(|(start, end)| pieces.span(start, end)),
        number: pieces.span(amount.start, amount.end),
    };
    Finding { start: amount.bound_start, end, detail: Detail::Quantity(Box::new(quantity)), rule }
}

/// What an amount counts: `pieces start..end`. Of a measure it is what the measure is of
/// (`tonnes of rice`), and else the unit itself, as always with time.
fn noun_phrase(
    pieces: Pieces<'_>,
    amount: &Amount,
    at: usize,
    unit: Option<&Unit>,
) -> Option<(usize, usize)> {
    let Some(unit) = unit else {
        let one = amount.value.is_some_and(|value| value.abs() <= 1.0);
        return hyphenated(pieces, amount.end)
            .or_else(|| counted(pieces, at, one))
            .or_else(|| modifying(pieces, amount.start, at));
    };
    let timed = matches!(unit.dimension, Some(unit::TIME | unit::AGE));
    let of = !timed && pieces.word(at) == "of" && !is_determiner(pieces.word(at + 1));
    let of_what = of.then(|| counted(pieces, at, true)).flatten();
    of_what.or_else(|| unit_words(pieces, amount))
}

/// The grammar's rule, by what tells how much it is worth.
fn rule(amount: &Amount, unit: Option<&Unit>, noun: Option<usize>, bound: Bound) -> &'static str {
    match (unit, noun) {
        (Some(unit), _) if unit.dimension == Some(unit::TIME) => "length of time",
        (Some(unit), _) if unit.dimension == Some(unit::AGE) => "age",
        (Some(_), _) => "measured",
        (None, Some(noun)) if noun == amount.end + 1 => "compound",
        (None, Some(_)) if amount.value == Some(1.0) => "one counted",
        (None, Some(_)) if amount.digits && is_like_year(amount) => "counted in digits of a year",
        (None, Some(_)) if amount.digits => "counted in digits",
        (None, Some(_)) => "counted in words",
        (None, None) if bound != Bound::Exactly => "bounded",
        // It may be a pronoun (`the two`), a name, a year.
        (None, None) if amount.digits && is_like_year(amount) => "bare digits of a year",
        (None, None) if amount.digits => "bare digits",
        (None, None) => "bare word",
    }
}

/// Whether a number could be the year of something.
fn is_like_year(amount: &Amount) -> bool {
    amount.value.is_some_and(|value| value.fract() == 0.0 && (1000.0..=2100.0).contains(&value))
}

/// A share told as a number of a number (`one in five`), or the amount as it is.
fn share(pieces: Pieces<'_>, amount: Amount) -> Amount {
    let first = amount.range.is_none().then(|| number::numeral(pieces, amount.start)).flatten();
    let share = first.and_then(|first| number::ratio(pieces, &first));
    match share.filter(|share| !is_time_unit(pieces.word(share.end))) {
        Some(share) => Amount { end: share.end, value: Some(share.value), ..amount },
        None => amount,
    }
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
    fn what_is_counted() {
        for (text, noun) in [
            ("The reactor has four \u{201c}towers\u{201d} now.", "towers"),
            (
                "It cut two rather expensive and lengthy trials.",
                "rather expensive and lengthy trials",
            ),
            ("She met six United Nations rights envoys.", "United Nations rights envoys"),
            ("He owns nine F-16 jets.", "F-16 jets"),
            ("Two of the firm's lawyers left.", "firm's lawyers"),
            ("Half the voters stayed home.", "voters"),
            ("A third of the harvest was lost.", "harvest"),
            ("They had one more bitter strike.", "bitter strike"),
            ("It took a three step plan.", "step plan"),
            ("Police took 14 people wounded at sea.", "people"),
            ("There were 12 arms dealers.", "arms dealers"),
            ("Dead: 19\nInjured: 4", ""),
            ("It was 40 tonnes of wet sand.", "wet sand"),
            ("It hit two week-long strikes.", "week-long strikes"),
            ("He ran nine miles.", "miles"),
            ("The three ships\u{2014}all new\u{2014}left.", "ships"),
        ] {
            let all = quantities(text);
            assert_eq!(all.first().map(|(_, _, noun, _)| noun.as_str()), Some(noun), "{text}");
        }
    }

    #[test]
    fn numbers_told_by_their_size() {
        use Bound::{About, MoreThan};
        for (text, span, number, value, bound) in [
            ("Hundreds of farmers left.", "Hundreds of farmers", "Hundreds", 100.0, MoreThan),
            (
                "It drew tens of thousands of pilgrims.",
                "tens of thousands of pilgrims",
                "tens of thousands",
                10_000.0,
                MoreThan,
            ),
            (
                "Several hundred miners met.",
                "Several hundred miners",
                "Several hundred",
                100.0,
                MoreThan,
            ),
            (
                "It is a few hundred feet high.",
                "a few hundred feet",
                "a few hundred feet",
                100.0,
                MoreThan,
            ),
            (
                "A couple of dozen cars burnt.",
                "A couple of dozen cars",
                "A couple of dozen",
                24.0,
                About,
            ),
        ] {
            let all = quantities(text);
            let (read, digits, _, quantity) = all.first().expect(text);
            assert_eq!((read.as_str(), digits.as_str()), (span, number));
            assert_eq!((quantity.value, quantity.bound), (Some(value), bound), "{text}");
        }
        for text in ["Hundreds came.", "In several years.", "He told of many things."] {
            assert_eq!(quantities(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn a_length_of_time_is_a_quantity_too() {
        let units = |text: &str| -> Vec<(String, Option<&'static str>)> {
            let all = quantities(text).into_iter();
            all.map(|(_, number, _, quantity)| (number, quantity.dimension)).collect()
        };
        assert_eq!(units("It took three years."), [("three years".into(), Some("time"))]);
        assert_eq!(
            units("It takes 5 \u{2013} 10 minutes."),
            [("5 \u{2013} 10 minutes".into(), Some("time"))]
        );
        assert_eq!(units("She left two years ago."), [], "a date alone");
        assert_eq!(units("At the age of six he sang."), [("six".into(), Some("age"))]);
        assert_eq!(units("A cat aged 3 to 5 slept."), [("3 to 5".into(), Some("age"))]);
    }

    #[test]
    fn measures_of_several_forms() {
        for (text, number, value, unit) in [
            ("The hall has 4,000 km^2.", "4,000 km^2", 4000.0, "square kilometre"),
            ("A 900-square-foot flat.", "900-square-foot", 900.0, "square foot"),
            ("He is six foot two.", "six foot two", 6.0 + 2.0 / 12.0, "foot"),
            ("He is 5 feet 6, 150 pounds.", "5 feet 6", 5.5, "foot"),
            ("It is 6 light-years away.", "6 light-years", 6.0, "light-year"),
            ("It hit a warm 31C in May.", "31C", 31.0, "degree Celsius"),
            ("It is 9 in wide.", "9 in", 9.0, "inch"),
            ("He drank three cups of tea.", "three cups", 3.0, "cup"),
            ("It used 12 kilowatt-hours.", "12 kilowatt-hours", 12.0, "kilowatt-hour"),
            ("A 20 - ounce bottle.", "20 - ounce", 20.0, "ounce"),
            ("It sends 4 terabits.", "4 terabits", 4.0, "terabit"),
        ] {
            let all = quantities(text);
            let (_, read, _, quantity) = all.first().expect(text);
            let near = quantity.value.is_some_and(|read| (read - value).abs() < 1e-9);
            assert!(near && quantity.unit.as_deref() == Some(unit), "{text}: {quantity:?}");
            assert_eq!(read, number, "{text}");
        }
    }

    #[test]
    fn quarters_are_of_a_year_or_of_something() {
        let values = |text: &str| -> Vec<Option<f64>> {
            quantities(text).into_iter().map(|(.., quantity)| quantity.value).collect()
        };
        assert_eq!(values("Three quarters of the voters agree."), [Some(0.75)]);
        assert_eq!(values("It is due within twenty working days."), [Some(20.0)]);
        assert_eq!(values("It fell for three quarters."), []);
        assert_eq!(values("Fill it to three quarters."), [Some(0.75)]);
        assert_eq!(values("It has one billion and three quarters million."), [Some(1.000_75e9)]);
    }

    #[test]
    fn bounds_behind_numbers() {
        use Bound::{About, AtLeast, AtMost};
        for (text, bound) in [
            ("Some 50 or more ships came.", AtLeast),
            ("It has 20-odd rooms.", About),
            ("It has 90-plus rooms.", AtLeast),
            ("The score is less than or equal to 7.", AtMost),
            ("The score is >= 7.", AtLeast),
            ("People 40 and over may vote.", AtLeast),
        ] {
            let all = quantities(text);
            assert_eq!(all.first().map(|(.., quantity)| quantity.bound), Some(bound), "{text}");
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
            ("It is half a mile away.", "half a mile", "mile"),
            ("He is 6 feet 3 inches tall.", "6 feet 3 inches", "foot"),
            ("He is 5'9\" tall.", "5'9\"", "foot"),
            ("A 9 - year - old sang.", "9 - year - old", "year"),
            ("It fell at 12 m/s.", "12 m/s", "metre per second"),
            ("It took two full days.", "two full days", "day"),
            ("He is a 5-foot-8-inch man.", "5-foot-8-inch", "foot"),
            ("It does 60 miles an hour.", "60 miles an hour", "mile per hour"),
            ("It fell to - 20 degrees Celsius.", "- 20 degrees Celsius", "degree Celsius"),
            ("She won - 20 degrees of frost bit.", "20 degrees", "degree"),
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
            ("It ranges over 2000-9000.", "2000-9000", 2000.0, 9000.0),
            ("It has 5k-20k users.", "5k-20k users", 5000.0, 20_000.0),
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
            "It passed by a 3 to 1 margin.",
            "He heard the Four Seasons.",
            "In season four he left.",
            "He is in his 30s.",
            "Come to 12 Old Mill Road.",
            "It is open 24/7.",
            "See note 4.",
            "The 13F form and 5-HTP.",
            "They fell on nov . 6 .",
            "The Sixty - second Congress met.",
            "It is zero-sum.",
            "Its key is 1234567890123456.",
            "3 March 2024 costs rose",
        ] {
            assert_eq!(quantities(text).len(), 0, "{text}: {:?}", quantities(text));
        }
    }
}
