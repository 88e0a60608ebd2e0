//! The forms of a word that features are made of, as numbers: each word of a document is
//! looked at once.

use crate::facts::token::Shape;

/// A word's forms, hashed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    /// As it is written.
    pub exact: u32,
    /// In lower case, with digits alike.
    pub lower: u32,
    /// The first one, two, three and four letters in lower case.
    pub prefixes: [u32; 4],
    /// The last one, two, three and four letters in lower case.
    pub suffixes: [u32; 4],
    /// Capitals, small letters, digits and marks, one sign each.
    pub shape: u32,
    /// The same with repeated signs taken together.
    pub short_shape: u32,
    /// Whether any letter is a capital.
    pub capital: bool,
    /// Whether it has letters and none is a capital.
    pub small: bool,
}

/// No more characters of a word are looked at.
const MAX_CHARACTERS: usize = 32;

impl Form {
    /// The forms of a word.
    pub fn new(word: &str) -> Self {
        let mut letters = Letters::default();
        for character in word.chars().take(MAX_CHARACTERS) {
            letters.push(character);
        }
        Self {
            exact: hash(word.bytes()),
            lower: letters.lower,
            prefixes: letters.prefixes(),
            suffixes: letters.suffixes(),
            shape: letters.shape,
            short_shape: letters.short_shape,
            capital: letters.capital,
            small: word.is_lower_case(),
        }
    }
}

/// FNV-1a.
const SEED: u32 = 0x811c_9dc5;

/// A number for a sequence of bytes.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(SEED, |hash, byte| joined(hash, u32::from(byte)))
}

fn joined(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x0100_0193)
}

/// What is gathered from the characters of a word, from left to right.
struct Letters {
    lower: u32,
    starts: [u32; 4],
    last: [u32; 4],
    count: usize,
    shape: u32,
    short_shape: u32,
    sign: u8,
    capital: bool,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            lower: SEED,
            starts: [SEED; 4],
            last: [0; 4],
            count: 0,
            shape: SEED,
            short_shape: SEED,
            sign: 0,
            capital: false,
        }
    }
}

impl Letters {
    fn push(&mut self, character: char) {
        let sign = sign(character);
        self.capital |= sign == b'X';
        let lower = match character {
            '0'..='9' => u32::from(b'0'),
            '’' => u32::from(b'\''),
            _ if sign == b'X' => character.to_lowercase().next().map_or(0, u32::from),
            _ => u32::from(character),
        };
        self.lower = joined(self.lower, lower);
        if let Some(start) = self.starts.get_mut(self.count) {
            *start = self.lower;
        }
        self.last.rotate_right(1);
        self.last[0] = lower;
        self.count += 1;
        self.shape = joined(self.shape, u32::from(sign));
        if sign != self.sign {
            self.short_shape = joined(self.short_shape, u32::from(sign));
        }
        self.sign = sign;
    }

    /// Of a short word the longer ones are those of the whole word.
    fn prefixes(&self) -> [u32; 4] {
        std::array::from_fn(
            |index| if index < self.count { self.starts[index] } else { self.lower },
        )
    }

    fn suffixes(&self) -> [u32; 4] {
        let mut hash = SEED;
        std::array::from_fn(|index| {
            hash =
                if index < self.count { joined(hash, self.last[index]) } else { joined(hash, 0) };
            hash
        })
    }
}

fn sign(character: char) -> u8 {
    match character {
        'a'..='z' => b'x',
        'A'..='Z' => b'X',
        '0'..='9' => b'd',
        _ if character.is_ascii() => character as u8,
        _ if character.is_uppercase() => b'X',
        _ if character.is_alphabetic() => b'x',
        _ => b'-',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_the_same_where_they_ought_to_be() {
        let (upper, title, small) = (Form::new("LONDON"), Form::new("London"), Form::new("london"));
        assert_eq!(
            (upper.lower, upper.prefixes, upper.suffixes),
            (small.lower, small.prefixes, small.suffixes)
        );
        assert_ne!(upper.exact, title.exact);
        assert_eq!(title.short_shape, Form::new("Rome").short_shape);
        assert_ne!(title.shape, Form::new("Rome").shape);
        assert!(small.small && !title.small && title.capital && !small.capital);
        assert_eq!(Form::new("1984").lower, Form::new("2016").lower);
    }

    #[test]
    fn ends_of_short_words_are_the_words() {
        let form = Form::new("Al");
        assert_eq!(form.prefixes[1], form.prefixes[3]);
        assert_ne!(form.suffixes[1], form.suffixes[2], "a mark stands for the start");
        assert_eq!(Form::new("").lower, Form::default().lower ^ SEED);
        assert_eq!(Form::new("Émile").short_shape, Form::new("Emile").short_shape);
    }
}
