//! The forms of a word that features are made of, as numbers: each word of a document is
//! looked at once.

use crate::facts::token::Shape;

/// A word's forms that its neighbours look at, hashed.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// In lower case, with digits alike.
    pub lower: u32,
    /// The last three letters in lower case.
    pub ending: u32,
    /// Capitals, small letters, digits and marks, one sign each, repeated ones together.
    pub short_shape: u32,
    /// Whether any letter is a capital.
    pub capital: bool,
    /// Whether it has letters and none is a capital.
    pub small: bool,
}

/// All other forms of a word, hashed.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// As it is written.
    pub exact: u32,
    /// The first one, two, three and four letters in lower case.
    pub prefixes: [u32; 4],
    /// The last one, two, three and four letters in lower case.
    pub suffixes: [u32; 4],
    /// Capitals, small letters, digits and marks, one sign each.
    pub shape: u32,
}

/// No more characters of a word are looked at.
const MAX_CHARACTERS: usize = 32;

impl Form {
    /// Of no word.
    pub const NONE: Self =
        Self { lower: 0, ending: 0, short_shape: 0, capital: false, small: false };

    /// The forms of a word.
    pub fn new(word: &str) -> Self {
        let (mut lower, mut short_shape) = (SEED, SEED);
        let mut last = [0; 3];
        let (mut before, mut capital, mut count) = (0, false, 0);
        for character in word.chars().take(MAX_CHARACTERS) {
            let sign = sign(character);
            capital |= sign == b'X';
            let letter = folded(character, sign);
            lower = joined(lower, letter);
            last = [letter, last[0], last[1]];
            if sign != before {
                short_shape = joined(short_shape, u32::from(sign));
            }
            before = sign;
            count += 1;
        }
        let ending = ending(&last, count, 3);
        Self { lower, ending, short_shape, capital, small: word.is_lower_case() }
    }
}

impl Parts {
    /// The forms of a word.
    pub fn new(word: &str) -> Self {
        let (mut lower, mut shape) = (SEED, SEED);
        let (mut starts, mut last) = ([SEED; 4], [0; 4]);
        let mut count = 0;
        for character in word.chars().take(MAX_CHARACTERS) {
            let sign = sign(character);
            let letter = folded(character, sign);
            lower = joined(lower, letter);
            if let Some(start) = starts.get_mut(count) {
                *start = lower;
            }
            last = [letter, last[0], last[1], last[2]];
            shape = joined(shape, u32::from(sign));
            count += 1;
        }
        // Of a short word the longer starts are those of the whole word.
        let prefix = |index: usize| if index < count { starts[index] } else { lower };
        Self {
            exact: hash(word.bytes()),
            prefixes: std::array::from_fn(prefix),
            suffixes: std::array::from_fn(|index| ending(&last, count, index + 1)),
            shape,
        }
    }
}

/// A letter in lower case, a digit as 0.
fn folded(character: char, sign: u8) -> u32 {
    match character {
        '0'..='9' => u32::from(b'0'),
        '’' => u32::from(b'\''),
        'A'..='Z' => u32::from(character) | 0x20,
        _ if sign == b'X' => character.to_lowercase().next().map_or(0, u32::from),
        _ => u32::from(character),
    }
}

/// The last `length` letters of a word of `count`, told from the last one on; of a shorter
/// word with a mark for each that it lacks.
fn ending(last: &[u32], count: usize, length: usize) -> u32 {
    let letters = last.iter().take(length).enumerate();
    letters
        .fold(SEED, |hash, (index, letter)| joined(hash, if index < count { *letter } else { 0 }))
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
        let (title, small) = (Form::new("London"), Form::new("london"));
        assert_eq!((Form::new("LONDON").lower, title.ending), (small.lower, small.ending));
        assert_eq!(title.short_shape, Form::new("Rome").short_shape);
        assert!(small.small && !title.small && title.capital && !small.capital);
        assert_eq!(Form::new("1984").lower, Form::new("2016").lower);
        assert_eq!(Form::new("Émile").short_shape, Form::new("Emile").short_shape);
        let (title, small) = (Parts::new("London"), Parts::new("london"));
        assert_eq!((title.prefixes, title.suffixes), (small.prefixes, small.suffixes));
        assert_ne!(title.exact, small.exact);
        assert_ne!(title.shape, Parts::new("Rome").shape);
    }

    #[test]
    fn ends_of_short_words_are_the_words() {
        let parts = Parts::new("Al");
        assert_eq!(parts.prefixes[1], parts.prefixes[3]);
        assert_ne!(parts.suffixes[1], parts.suffixes[2], "a mark stands for the start");
        assert_eq!(Form::new("London").ending, Parts::new("London").suffixes[2]);
        assert_eq!(Form::new("").lower, SEED);
    }
}
