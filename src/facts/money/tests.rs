use super::*;
use crate::facts::recogniser::testing::{article, facts_of};

#[test]
fn amounts_and_currencies() {
    for (text, span, value, range, currency) in [
        ("It cost $1.2 million.", "$1.2 million", Some(1.2e6), None, Some("USD")),
        ("It made A$5bn more.", "A$5bn", Some(5e9), None, Some("AUD")),
        ("More than £20m was spent.", "More than £20m", Some(2e7), None, Some("GBP")),
        ("He paid 20 euros.", "20 euros", Some(20.0), None, Some("EUR")),
        ("He paid EUR 20.", "EUR 20", Some(20.0), None, Some("EUR")),
        ("He paid 30 Canadian dollars.", "30 Canadian dollars", Some(30.0), None, Some("CAD")),
        ("It is 50 cents.", "50 cents", Some(0.5), None, Some("USD")),
        (
            "It costs between £5 and £10.",
            "between £5 and £10",
            None,
            Some((5.0, 10.0)),
            Some("GBP"),
        ),
        ("It costs $5-10 million.", "$5-10 million", None, Some((5e6, 1e7)), Some("USD")),
        ("She gave 300 pesos.", "300 pesos", Some(300.0), None, None),
        ("It cost c $ 7.5 million.", "c $ 7.5 million", Some(7.5e6), None, Some("CAD")),
        ("It cost NZD$ 40.", "NZD$ 40", Some(40.0), None, Some("NZD")),
        ("It cost Rs 2 crore.", "Rs 2 crore", Some(2e7), None, Some("INR")),
        ("It made MSEK 60.", "MSEK 60", Some(6e7), None, Some("SEK")),
        ("It made KEUR 5.5.", "KEUR 5.5", Some(5500.0), None, Some("EUR")),
        (
            "It cost a quarter million pesos.",
            "a quarter million pesos",
            Some(250_000.0),
            None,
            None,
        ),
        ("It cost 30 USD million.", "30 USD million", Some(3e7), None, Some("USD")),
        (
            "It cost 8 dollars and 25 cents.",
            "8 dollars and 25 cents",
            Some(8.25),
            None,
            Some("USD"),
        ),
        ("It cost nine dollars forty.", "nine dollars forty", Some(9.4), None, Some("USD")),
        ("It cost 9 dollars, 40 men paid.", "9 dollars", Some(9.0), None, Some("USD")),
        ("It cost 60 million Dutch guilders.", "60 million Dutch guilders", Some(6e7), None, None),
        (
            "It cost 90 New Zealand dollars.",
            "90 New Zealand dollars",
            Some(90.0),
            None,
            Some("NZD"),
        ),
        ("It cost millions of euros.", "millions of euros", Some(1e6), None, Some("EUR")),
        ("It cost half a million yen.", "half a million yen", Some(5e5), None, Some("JPY")),
        ("It rose $3 to $82.", "$3", Some(3.0), None, Some("USD")),
        ("It fell 4p to 90p.", "4p", Some(0.04), None, Some("GBP")),
        ("It rose from $3 to $82.", "from $3 to $82", None, Some((3.0, 82.0)), Some("USD")),
        ("It cost rs 450.", "rs 450", Some(450.0), None, Some("INR")),
        ("It fell 5 % to 700 yen.", "700 yen", Some(700.0), None, Some("JPY")),
        ("It cost rupees 850 in all.", "rupees 850", Some(850.0), None, Some("INR")),
        ("It cost Yen 4,200.", "Yen 4,200", Some(4200.0), None, Some("JPY")),
        ("It made Euro 30 million.", "Euro 30 million", Some(3e7), None, Some("EUR")),
        ("It sold for Dollars 40m.", "Dollars 40m", Some(4e7), None, Some("USD")),
        ("It cost DM 60 then.", "DM 60", Some(60.0), None, None),
        ("It cost kr 60.", "kr 60", Some(60.0), None, None),
        ("It cost $7 and 40 cents.", "$7 and 40 cents", Some(7.4), None, Some("USD")),
        ("It cost £6 30p.", "£6 30p", Some(6.3), None, Some("GBP")),
        ("It cost 4 pounds 25p.", "4 pounds 25p", Some(4.25), None, Some("GBP")),
        ("It rose by 35p.", "35p", Some(0.35), None, Some("GBP")),
        ("It fell 2.5p to close.", "2.5p", Some(0.025), None, Some("GBP")),
        ("It made -$12 million.", "-$12 million", Some(-1.2e7), None, Some("USD")),
        ("It made minus £30.", "minus £30", Some(-30.0), None, Some("GBP")),
        ("It cost $75 CAD.", "$75 CAD", Some(75.0), None, Some("CAD")),
        ("It cost 60 US$.", "60 US$", Some(60.0), None, Some("USD")),
        ("It cost Rs450.", "Rs450", Some(450.0), None, Some("INR")),
        ("It cost USD12.50 more.", "USD12.50", Some(12.5), None, Some("USD")),
        ("It cost RM4m more.", "RM4m", Some(4e6), None, Some("MYR")),
        ("It cost 900 jpy.", "900 jpy", Some(900.0), None, Some("JPY")),
        ("It was a 30 - cent stamp.", "30 - cent", Some(0.3), None, Some("USD")),
        ("It was 80 pounds sterling.", "80 pounds sterling", Some(80.0), None, Some("GBP")),
        ("It cost 90 Angolan kwanza.", "90 Angolan kwanza", Some(90.0), None, Some("AOA")),
    ] {
        let document = article(text, None);
        let facts = facts_of(&document);
        let money = facts.iter().find_map(|fact| match &fact.detail {
            Detail::Money(money) => Some((document.slice(fact.span), money)),
            _ => None,
        });
        let (read, money) = money.expect(text);
        assert_eq!(
            (read, money.value, money.low.zip(money.high), money.currency),
            (span, value, range, currency)
        );
    }
}

#[test]
fn no_amounts() {
    for text in [
        "It plays 1080p films.",
        "The COP 26 summit met.",
        "It has an AMD 64 chip.",
        "The TOP 40 came.",
        "The dollar 3 years ago was weak.",
        "They won 14 games.",
        "The yen 5 percent lower ended the day.",
        "He read p. 30 of it.",
        "It was in constant dollars 2005.",
        "The SOS1 gene was found.",
        "They saw 5 DM patients.",
        "He ran 20 KM.",
    ] {
        let document = article(text, None);
        let facts = facts_of(&document);
        let money = facts.iter().any(|fact| matches!(fact.detail, Detail::Money(_)));
        assert!(!money, "{text}");
    }
}

#[test]
fn pounds_are_weighed_or_paid() {
    for (text, paid) in [
        ("It took 20 pounds of sugar.", false),
        ("He weighs 180 pounds.", false),
        ("He lost ten pounds by May.", false),
        ("He paid ten pounds.", true),
        ("It made 40 million pounds.", true),
        ("It was \u{a3}5 and ten pounds more.", true),
    ] {
        let document = article(text, None);
        let money = facts_of(&document).iter().any(|fact| {
            document.slice(fact.span).contains("pounds") && matches!(fact.detail, Detail::Money(_))
        });
        assert_eq!(money, paid, "{text}");
    }
}
