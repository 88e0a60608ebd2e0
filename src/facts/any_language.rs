//! What holds in any language: ISO dates, numbers with a sign or the symbol of a unit, and
//! quotations in marks.
//!
//! These recognisers read marks and digits and no words. Of a number that languages read
//! differently (`1.234` is a thousand or one and a bit) nothing is said.

use super::currency::Named;
use super::quote::marked_quotations;
use super::recogniser::Recogniser;
use super::scan::fact;
use super::token::{Token, TokenKind};
use super::{
    Analysis, Date, DateType, Detail, Fact, Money, Origin, Percent, Quantity, Quote, QuoteMode,
    currency,
};
use crate::document::Span;

/// The recognisers for text that is not English, in the order in which they are to run.
pub fn any_language_recognisers() -> &'static [&'static dyn Recogniser] {
    &[
        &super::link::Addresses,
        &IsoDates,
        &SignedNumbers,
        &MarkedQuotations,
        &super::link::DocumentLinks,
    ]
}

/// `2024-03-31`.
#[derive(Debug)]
struct IsoDates;

impl Recogniser for IsoDates {
    fn name(&self) -> &'static str {
        "ISO date"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        const PARTS: usize = 5;
        for sentence in 0..analysis.sentences().len() {
            let tokens = analysis.tokens_of(sentence);
            for (at, parts) in tokens.windows(PARTS).enumerate() {
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                let behind = tokens.get(at + PARTS);
                if let Some((span, date)) = iso_date(analysis, parts, before, behind) {
                    let origin = Origin { recogniser: self.name(), rule: "date", score: None };
                    found.push(fact(span, sentence, origin, Detail::Date(Box::new(date))));
                }
            }
        }
    }
}

/// The date of five tokens that are glued together, and to no other.
fn iso_date(
    analysis: &Analysis<'_>,
    parts: &[Token],
    before: Option<&Token>,
    behind: Option<&Token>,
) -> Option<(Span, Date)> {
    const LENGTH: u32 = 10;
    let (first, last) = (parts.first()?, parts.last()?);
    let span = first.span.join(last.span);
    let glued = before.is_some_and(|token| token.span.end == span.start)
        || behind
            .is_some_and(|token| token.span.start == span.end && analysis.slice(token.span) == "-");
    if first.kind != TokenKind::Number || span.len() != LENGTH as usize || glued {
        return None;
    }
    let day: jiff::civil::Date = analysis.slice(span).parse().ok()?;
    let value = day.to_string();
    let to = day.tomorrow().ok().map(|next| next.to_string());
    let date =
        Date { from: Some(value.clone()), value, date_type: DateType::Date, to, day: Some(day) };
    Some((span, date))
}

/// Percentages, amounts of money with a sign and measures with a symbol.
#[derive(Debug)]
struct SignedNumbers;

impl Recogniser for SignedNumbers {
    fn name(&self) -> &'static str {
        "signed number"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        for sentence in 0..analysis.sentences().len() {
            let tokens = analysis.tokens_of(sentence);
            for (at, token) in tokens.iter().enumerate() {
                let Some(value) = value_of(analysis, tokens, at) else { continue };
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                let read = signed(analysis, token, before, tokens.get(at + 1), value);
                if let Some((span, rule, detail)) = read {
                    let origin = Origin { recogniser: self.name(), rule, score: None };
                    found.push(fact(span, sentence, origin, detail));
                }
            }
        }
    }
}

/// The value of the number at an index, where it stands alone and all languages agree on it.
fn value_of(analysis: &Analysis<'_>, tokens: &[Token], at: usize) -> Option<f64> {
    let token = tokens.get(at).filter(|token| token.kind == TokenKind::Number)?;
    let is_joint = |token: &Token| {
        token.kind == TokenKind::Number
            || matches!(analysis.slice(token.span), "-" | "/" | ":" | "." | ",")
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let behind = tokens.get(at + 1);
    let joined = before.is_some_and(|other| other.span.end == token.span.start && is_joint(other))
        || behind.is_some_and(|other| {
            let goes_on = tokens.get(at + 2).is_some_and(|next| next.span.start == other.span.end);
            other.span.start == token.span.end && is_joint(other) && goes_on
        });
    // Groups of thousands with blanks between them.
    let grouped =
        |other: Option<&Token>| other.is_some_and(|other| other.kind == TokenKind::Number);
    let alone = !joined && !grouped(before) && !grouped(behind);
    decimal(analysis.slice(token.span)).filter(|_| alone)
}

/// The value of digits with separators: of `12`, `3.5`, `3,5`, `1.234,56` and `1,234,567`
/// there is no doubt, of `1.234` there is.
fn decimal(digits: &str) -> Option<f64> {
    let last = digits.rfind(['.', ',']);
    let Some(at) = last else { return digits.parse().ok() };
    let (whole, fraction) = (digits.get(..at)?, digits.get(at + 1..)?);
    let mark = digits.get(at..=at)?;
    let marks = digits.matches(mark).count();
    let groups = whole.contains(['.', ',']);
    let bare = |text: &str| text.replace(['.', ','], "");
    match (marks, groups, fraction.len()) {
        (1, false, 3) => None,
        (1, _, _) => format!("{}.{fraction}", bare(whole)).parse().ok(),
        (_, true, 3) => bare(digits).parse().ok(),
        _ => None,
    }
}

type Signed = (Span, &'static str, Detail);

fn signed(
    analysis: &Analysis<'_>,
    number: &Token,
    before: Option<&Token>,
    behind: Option<&Token>,
    value: f64,
) -> Option<Signed> {
    let sign = |token: Option<&Token>| token.map_or("", |token| analysis.slice(token.span));
    let with =
        |token: Option<&Token>| token.map_or(number.span, |token| number.span.join(token.span));
    let money = |named: Named, number: Span| {
        let value = Some(named.amount(value));
        let money = Money { value, currency: named.currency, number, ..Money::default() };
        (number, "money", Detail::Money(Box::new(money)))
    };
    let glued = before.is_some_and(|token| token.span.end == number.span.start);
    if let Some(named) = currency::by_sign("", sign(before)).filter(|_| glued) {
        return Some(money(named, with(before)));
    }
    if let Some(named) = currency::by_sign("", sign(behind)) {
        return Some(money(named, with(behind)));
    }
    let number = with(behind);
    if matches!(sign(behind), "%" | "٪" | "％") {
        let percent = Percent { value: Some(value), number, ..Percent::default() };
        return Some((number, "percent", Detail::Percent(Box::new(percent))));
    }
    let (_, unit) = UNITS.iter().find(|(symbol, _)| *symbol == sign(behind))?;
    let unit = Some((*unit).to_string());
    let quantity = Quantity { value: Some(value), unit, number, ..Quantity::default() };
    Some((number, "unit", Detail::Quantity(Box::new(quantity))))
}

/// Symbols of units that no language uses for a word of its own.
const UNITS: &[(&str, &str)] = &[
    ("mm", "millimetre"),
    ("cm", "centimetre"),
    ("m", "metre"),
    ("km", "kilometre"),
    ("m²", "square metre"),
    ("km²", "square kilometre"),
    ("mg", "milligram"),
    ("kg", "kilogram"),
    ("ml", "millilitre"),
    ("kW", "kilowatt"),
    ("MW", "megawatt"),
    ("GW", "gigawatt"),
    ("kWh", "kilowatt-hour"),
    ("MWh", "megawatt-hour"),
    ("GWh", "gigawatt-hour"),
    ("MB", "megabyte"),
    ("GB", "gigabyte"),
    ("TB", "terabyte"),
    ("kHz", "kilohertz"),
    ("MHz", "megahertz"),
    ("GHz", "gigahertz"),
];

/// Quotations, without their speakers.
#[derive(Debug)]
struct MarkedQuotations;

impl Recogniser for MarkedQuotations {
    fn name(&self) -> &'static str {
        "quotation"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        for span in marked_quotations(analysis) {
            let Some(sentence) = analysis.sentence_at(span.start) else { continue };
            if !is_statement(analysis.slice(span)) {
                continue;
            }
            let quote = Quote {
                mode: QuoteMode::Direct,
                speaker: None,
                cue: None,
                entity: None,
                inferred: false,
            };
            let origin = Origin { recogniser: self.name(), rule: "marks", score: None };
            found.push(fact(span, sentence, origin, Detail::Quote(Box::new(quote))));
        }
    }
}

/// Whether words in marks are enough for a statement; fewer are a title or a term.
fn is_statement(quotation: &str) -> bool {
    const MIN_WORDS: usize = 5;
    const MIN_UNSPACED_LETTERS: usize = 10;
    let unspaced = |c: &char| ('\u{3040}'..='\u{9FFF}').contains(c);
    quotation.split_whitespace().nth(MIN_WORDS - 1).is_some()
        || quotation.chars().filter(unspaced).nth(MIN_UNSPACED_LETTERS - 1).is_some()
}

#[cfg(test)]
mod tests {
    use crate::document::{Block, BlockKind, Document, Flow, Metadata, Parts, Span};
    use crate::facts::{Brief, Coverage, Detail, Facts, Kind, extract};

    /// The facts of a text that is known not to be English.
    fn facts(language: &'static str, text: &str) -> Facts {
        let span = Span::new(0, text.len());
        let kind = BlockKind::Paragraph;
        let blocks = vec![Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 }];
        let metadata = Metadata { language: Some(language), ..Metadata::default() };
        let parts = Parts { text: text.to_string(), blocks, metadata, ..Parts::default() };
        let facts = extract(&Document::new(parts));
        assert_eq!(facts.coverage, Coverage::AnyLanguage, "{text}");
        assert!(facts.entities.is_empty() && facts.brief == Brief::default());
        facts
    }

    fn found<'a>(language: &'static str, text: &'a str) -> Vec<(Kind, &'a str)> {
        let facts = facts(language, text).facts;
        facts.iter().map(|fact| (fact.kind(), fact.span.of(text))).collect()
    }

    #[test]
    fn german() {
        let text = "Der Rat beschloss am 2024-03-31, für die Brücke 1.250.000,50 € auszugeben. \
            „Wir haben lange genug darauf gewartet“, sagte Jens Kolbe. Sie ist 3,5 km lang und kostet 4.000 mehr.";
        assert_eq!(
            found("de", text),
            [
                (Kind::Date, "2024-03-31"),
                (Kind::Money, "1.250.000,50 €"),
                (Kind::Quote, "„Wir haben lange genug darauf gewartet“"),
                (Kind::Quantity, "3,5 km"),
            ]
        );
    }

    #[test]
    fn french() {
        let text = "Le conseil a voté mardi un budget de 30 € par habitant, soit 4,5 % de plus que prévu. \
            « Nous avons attendu trop longtemps », a dit Luc Morel, qui habite à 12 km de là.";
        assert_eq!(
            found("fr", text),
            [
                (Kind::Money, "30 €"),
                (Kind::Percent, "4,5 %"),
                (Kind::Quote, "« Nous avons attendu trop longtemps »"),
                (Kind::Quantity, "12 km"),
            ]
        );
    }

    #[test]
    fn spanish() {
        let text = "El consejo aprobó el martes un gasto de $500 para el puente, según la página www.puente.es. \
            Se cerrará del 2024-05-01 al 2024-06-30 por las obras que empiezan entonces.";
        assert_eq!(
            found("es", text),
            [
                (Kind::Money, "$500"),
                (Kind::Link, "www.puente.es"),
                (Kind::Date, "2024-05-01"),
                (Kind::Date, "2024-06-30"),
            ]
        );
    }

    #[test]
    fn russian() {
        let text = "Совет решил 2024-03-31 потратить 12,5 % бюджета на мост длиной 40 km. \
            «Мы долго ждали этого дня», сказал Иван Петров. Смотрите https://most.ru/plan.";
        assert_eq!(
            found("ru", text),
            [
                (Kind::Date, "2024-03-31"),
                (Kind::Percent, "12,5 %"),
                (Kind::Quantity, "40 km"),
                (Kind::Quote, "«Мы долго ждали этого дня»"),
                (Kind::Link, "https://most.ru/plan"),
            ]
        );
    }

    #[test]
    fn chinese() {
        let text = "市政府星期二决定投资€300修理旧桥。市长说：“我们等待这一天已经很多很多年了。”";
        assert_eq!(
            found("zh", text),
            [(Kind::Money, "€300"), (Kind::Quote, "“我们等待这一天已经很多很多年了。”")]
        );
        let facts = facts("zh", text);
        assert_eq!(facts.sentences.len(), 2);
        let Some(Detail::Money(money)) = facts.facts.first().map(|fact| &fact.detail) else {
            panic!("money");
        };
        assert_eq!((money.value, money.currency), (Some(300.0), Some("EUR")));
    }

    #[test]
    fn arabic() {
        let text = "قالت المدينة إن الجسر سيغلق في 2025-01-15 وإن العمل سيكلف 20% من الميزانية. راسلونا على info@jisr.org";
        assert_eq!(
            found("ar", text),
            [(Kind::Date, "2025-01-15"), (Kind::Percent, "20%"), (Kind::Link, "info@jisr.org")]
        );
    }

    #[test]
    fn numbers_that_languages_read_differently_are_left_out() {
        for (digits, value) in [
            ("12", Some(12.0)),
            ("3.5", Some(3.5)),
            ("3,5", Some(3.5)),
            ("1.234,56", Some(1234.56)),
            ("1,234.5", Some(1234.5)),
            ("1.234.567", Some(1_234_567.0)),
            ("1.234", None),
            ("1,234", None),
            ("192.168.1.1", None),
        ] {
            assert_eq!(super::decimal(digits), value, "{digits}");
        }
    }
}
