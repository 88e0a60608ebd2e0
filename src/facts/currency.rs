//! Currencies by their signs, codes and names.

/// ISO 4217 codes that stand before or behind amounts in English texts; sorted.
const CODES: &[&str] = &[
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR",
    "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "KWD", "MXN", "MYR", "NGN",
    "NOK", "NZD", "PHP", "PKR", "PLN", "QAR", "RUB", "SAR", "SEK", "SGD", "THB", "TRY", "TWD",
    "UAH", "USD", "VND", "ZAR",
];

/// The currency of a code in capitals.
pub(super) fn by_code(word: &str) -> Option<&'static str> {
    CODES.binary_search(&word).ok().and_then(|index| CODES.get(index).copied())
}

/// The currency of a sign, with the letters glued before it (`us`, `a`; lower case).
pub(super) fn by_sign(letters: &str, sign: &str) -> Option<&'static str> {
    let currency = match sign {
        "$" => match letters {
            "a" | "au" | "aus" => "AUD",
            "c" | "ca" | "can" => "CAD",
            "nz" => "NZD",
            "hk" => "HKD",
            "s" | "sg" => "SGD",
            "r" => "BRL",
            "nt" => "TWD",
            "mx" => "MXN",
            _ => "USD",
        },
        "£" => "GBP",
        "€" => "EUR",
        "¥" | "￥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₺" => "TRY",
        "₴" => "UAH",
        "₪" => "ILS",
        "฿" => "THB",
        "₫" => "VND",
        "₦" => "NGN",
        "₱" => "PHP",
        "¢" => "USD",
        _ => return None,
    };
    Some(currency)
}

/// A currency by the name of its unit or of a hundredth of it.
pub(super) struct Named {
    /// ISO 4217; `None` where the name serves several countries.
    pub currency: Option<&'static str>,
    /// What one of the unit is worth in the currency: 0.01 for cents.
    pub worth: f64,
}

/// The currency of a word, after the adjective of a country (lower case, or "").
pub(super) fn by_name(adjective: &str, word: &str) -> Option<Named> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let worth = if matches!(singular, "cent" | "pence" | "penny" | "pennie" | "kopek" | "centavo") {
        0.01
    } else {
        1.0
    };
    let currency = match singular {
        "dollar" | "buck" | "cent" | "penny" | "pennie" => Some(dollar(adjective)?),
        "euro" => Some("EUR"),
        "pound" | "quid" => Some(pound(adjective)?),
        "pence" => Some("GBP"),
        "sterling" => Some("GBP"),
        "yen" => Some("JPY"),
        "yuan" | "renminbi" => Some("CNY"),
        "rupee" => Some(match adjective {
            "pakistani" => "PKR",
            _ => "INR",
        }),
        "ruble" | "rouble" => Some("RUB"),
        "won" if adjective.is_empty() || adjective == "korean" => Some("KRW"),
        "rand" => Some("ZAR"),
        "baht" => Some("THB"),
        "shekel" => Some("ILS"),
        "zloty" | "zlotie" => Some("PLN"),
        "forint" => Some("HUF"),
        "koruna" => Some("CZK"),
        "ringgit" => Some("MYR"),
        "rupiah" => Some("IDR"),
        "hryvnia" => Some("UAH"),
        "naira" => Some("NGN"),
        "lira" | "lire" if matches!(adjective, "" | "turkish") => Some("TRY"),
        "lira" | "lire" => None,
        "franc" => match adjective {
            "swiss" | "" => Some("CHF"),
            _ => None,
        },
        "krona" | "kronor" => Some("SEK"),
        "krone" | "kroner" => match adjective {
            "danish" => Some("DKK"),
            "norwegian" => Some("NOK"),
            _ => None,
        },
        "crown" if !adjective.is_empty() => match adjective {
            "swedish" => Some("SEK"),
            "danish" => Some("DKK"),
            "norwegian" => Some("NOK"),
            "czech" => Some("CZK"),
            _ => None,
        },
        "peso" => match adjective {
            "mexican" => Some("MXN"),
            "argentine" | "argentinian" => Some("ARS"),
            "chilean" => Some("CLP"),
            "colombian" => Some("COP"),
            "philippine" => Some("PHP"),
            _ => None,
        },
        "riyal" | "rial" => match adjective {
            "saudi" => Some("SAR"),
            "qatari" => Some("QAR"),
            _ => None,
        },
        "dirham" => match adjective {
            "moroccan" => Some("MAD"),
            _ => Some("AED"),
        },
        "dinar" => match adjective {
            "kuwaiti" => Some("KWD"),
            _ => None,
        },
        "real" | "reai" if adjective == "brazilian" => Some("BRL"),
        "mark" | "deutschmark" | "markka" | "guilder" | "peseta" | "escudo" | "drachma"
        | "schilling" | "taka" | "dong" | "bitcoin" => None,
        _ => return None,
    };
    Some(Named { currency, worth })
}

fn dollar(adjective: &str) -> Option<&'static str> {
    let currency = match adjective {
        "australian" => "AUD",
        "canadian" => "CAD",
        "zealand" => "NZD",
        "kong" => "HKD",
        "singapore" => "SGD",
        "taiwan" | "taiwanese" => "TWD",
        "" | "us" | "u.s." | "american" | "euro" | "states" => "USD",
        _ => return None,
    };
    Some(currency)
}

fn pound(adjective: &str) -> Option<&'static str> {
    let currency = match adjective {
        "egyptian" => "EGP",
        "" | "british" | "uk" | "u.k." | "sterling" => "GBP",
        _ => return None,
    };
    Some(currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_for_the_binary_search() {
        assert!(CODES.is_sorted());
        assert_eq!(by_code("EUR"), Some("EUR"));
        assert_eq!(by_code("eur"), None);
    }

    #[test]
    fn signs_and_names() {
        assert_eq!(by_sign("a", "$"), Some("AUD"));
        assert_eq!(by_sign("", "€"), Some("EUR"));
        let currency = |adjective, word| by_name(adjective, word).and_then(|named| named.currency);
        assert_eq!(currency("canadian", "dollars"), Some("CAD"));
        assert_eq!(currency("", "pence"), Some("GBP"));
        assert!(by_name("", "houses").is_none());
    }
}
