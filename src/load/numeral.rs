//! The numbers of lists, notes and pages as they are written.

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::load) enum Style {
    /// 1, 2, 3
    #[default]
    Decimal,
    /// a, b, c
    LowerLetter,
    /// A, B, C
    UpperLetter,
    /// i, ii, iii
    LowerRoman,
    /// I, II, III
    UpperRoman,
}

impl Style {
    /// A number in this style.
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
        }
    }
}

/// Numbers from here on are written in digits whatever the style: their letters and Roman
/// numerals grow without end.
const LARGEST: u32 = 4000;

/// a … z, aa, bb …, as word processors and PDF count.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|_| number < LARGEST) else {
        return number.to_string();
    };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

fn roman(number: u32) -> String {
    if number == 0 || number >= LARGEST {
        return number.to_string();
    }
    let mut rest = number;
    let mut numeral = String::new();
    for (value, sign) in ROMAN {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    numeral
}

const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_processors_do() {
        let written = |number: u32| {
            [Style::Decimal, Style::LowerLetter, Style::UpperRoman].map(|style| style.write(number))
        };
        assert_eq!(written(4), ["4", "d", "IV"]);
        assert_eq!(written(28), ["28", "bb", "XXVIII"]);
        assert_eq!(written(53)[1], "aaa");
        assert_eq!(written(1990)[2], "MCMXC");
        assert_eq!(written(0), ["0", "0", "0"]);
        assert_eq!(written(u32::MAX)[1], u32::MAX.to_string());
    }
}
