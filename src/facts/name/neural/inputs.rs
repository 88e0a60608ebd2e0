//! What the network sees of a text: for each token the rows of its table that are summed.
//!
//! Rows are hashed (Bojanowski et al. 2017, "Enriching word vectors with subword
//! information"; Serrà and Karatzoglou 2017, "Getting deep recommenders fit"), so there is
//! no list of words to ship. The first rows of the table are kept for the few features that
//! almost every token has: classes, shapes of other tokens, and what the rules say.

use std::ops::Range;

use super::shape::ROWS;
use crate::facts::lexicon::Classes;
use crate::facts::name::model::{Observations, Seen};
use crate::facts::token::TokenKind;

/// The row of what lies outside a sentence.
pub const OUTSIDE: u32 = 0;

/// Rows that are not hashed.
const RESERVED: u32 = 256;
const KIND_ROW: u32 = 1;
const CLASS_ROW: u32 = 16;
const PLACE_ROW: u32 = 64;
const RULE_ROW: u32 = 80;

/// The row of a token of which the rules say nothing.
pub const UNSAID: u32 = RULE_ROW;

/// Longer words are seen by their first bytes only; it bounds the work for one token.
const MAX_WORD_BYTES: usize = 48;

/// Letters of the longest and shortest piece of a word that has a row.
const PIECE: std::ops::RangeInclusive<usize> = 3..=4;

/// The classes of a word that may be in a name.
const NAMED: Classes = Classes::union(&[
    Classes::CAPITAL,
    Classes::PLACE,
    Classes::ORGANISATION,
    Classes::GROUP,
    Classes::GIVEN,
    Classes::SURNAME,
]);

/// Words that a name does not begin or end with for having a capital.
const BINDING: Classes =
    Classes::FUNCTION.with(Classes::CUE).with(Classes::COMMON).with(Classes::CALENDAR);

/// Which tokens look like a part of a name, and which may be one.
pub struct Looks<'s, 't> {
    seen: &'s Observations<'t>,
    /// Of each token whether it looks like a part of a name.
    named: Vec<bool>,
}

impl<'s, 't> Looks<'s, 't> {
    /// Looks at all tokens.
    pub fn new(seen: &'s Observations<'t>) -> Self {
        let upper = |word: &&str| word.bytes().any(|byte| byte.is_ascii_uppercase());
        let upper: Vec<bool> = seen.words().iter().map(upper).collect();
        let looks = |token: &Seen| match token.kind {
            TokenKind::Url | TokenKind::Email | TokenKind::Handle => false,
            _ => {
                token.classes.has(NAMED)
                    || upper.get(token.word as usize).copied().unwrap_or_default()
            }
        };
        Self { seen, named: seen.tokens().iter().map(looks).collect() }
    }

    fn named(&self, token: usize) -> bool {
        self.named.get(token).copied().unwrap_or_default()
    }

    /// Whether a token may belong to a name: it looks like one, stands between two that do,
    /// or beside one and is a word that the lists do not know. All others are outside of
    /// names.
    pub fn may_name(&self, sentence: &Range<usize>, token: usize) -> bool {
        let looks =
            |at: Option<usize>| at.is_some_and(|at| sentence.contains(&at) && self.named(at));
        let before = looks(token.checked_sub(1));
        let behind = looks(Some(token + 1));
        let named = self.named(token);
        if !named && !before && !behind {
            return false;
        }
        let Some(this) = self.seen.tokens().get(token) else { return false };
        if named {
            let plain = this.classes.has(BINDING) && !this.classes.has(LISTED);
            let shouted = this.classes.has(Classes::ALL_CAPS);
            return !plain || shouted || before || behind || token > sentence.start;
        }
        if matches!(this.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle) {
            return false;
        }
        let bridge =
            before && (behind || looks(Some(token + 2))) || behind && looks(token.checked_sub(2));
        let open = !this.classes.has(BINDING.with(Classes::POSSESSIVE))
            && !matches!(this.kind, TokenKind::Punctuation | TokenKind::Symbol);
        bridge || open
    }
}

/// The classes of words that the lists know from names.
const LISTED: Classes = Classes::union(&[
    Classes::PLACE,
    Classes::ORGANISATION,
    Classes::GROUP,
    Classes::GIVEN,
    Classes::SURNAME,
]);

/// Whether nearly all words are in capitals.
pub fn is_shouted(tokens: &[Seen]) -> bool {
    let words = tokens.iter().filter(|token| token.classes.has(Classes::WORD));
    let (mut all, mut capitals) = (0, 0);
    for token in words {
        all += 1;
        capitals += usize::from(token.classes.has(Classes::ALL_CAPS));
    }
    all > 2 && capitals * 3 >= all * 2
}

/// Appends the rows that a token has for where it stands and what the rules say of it.
pub fn place_rows(token: &Seen, first: bool, shouted: bool, rows: &mut Vec<u32>) {
    let said = token.rules.index() as u32;
    rows.push(RULE_ROW + said);
    if said > 0 {
        rows.push(row(20, u64::from(token.rule) * 8 + u64::from(said.saturating_sub(1) / 4)));
    }
    let place = token.listed_place.map_or(0, |place| place as u64);
    let mut bits = token.listed.bits();
    while bits != 0 {
        rows.push(row(21, u64::from(bits.trailing_zeros()) * 4 + place));
        bits &= bits - 1;
    }
    let flags = [first, token.heading, shouted, token.title];
    rows.extend((PLACE_ROW..).zip(flags).filter(|(_, flag)| *flag).map(|(row, _)| row));
}

/// Appends the rows that a word has wherever it stands; the first is the word's own.
pub fn word_rows(word: &str, kind: TokenKind, classes: Classes, rows: &mut Vec<u32>) {
    let word = word.get(..word.floor_char_boundary(MAX_WORD_BYTES)).unwrap_or_default();
    match kind {
        TokenKind::Word => {}
        TokenKind::Punctuation | TokenKind::Symbol => {
            return rows.extend([hashed(0, word.bytes()), KIND_ROW]);
        }
        TokenKind::Number => {
            let year = word.len() == 4 && (word.starts_with('1') || word.starts_with('2'));
            return rows.push(KIND_ROW + 1 + u32::from(year));
        }
        TokenKind::Ordinal => return rows.push(KIND_ROW + 3),
        TokenKind::Possessive => return rows.push(KIND_ROW + 4),
        TokenKind::Url | TokenKind::Email => return rows.push(KIND_ROW + 5),
        TokenKind::Handle => return rows.push(KIND_ROW + 6),
    }
    // In lower case a character has no more characters than it had bytes.
    let mut letters = ['\0'; MAX_WORD_BYTES];
    let mut count = 0;
    for (slot, letter) in letters.iter_mut().zip(word.chars().flat_map(char::to_lowercase)) {
        *slot = letter;
        count += 1;
    }
    let lower = letters.get(..count).unwrap_or_default();
    let text = |part: &[char]| hash(part.iter().map(|c| *c as u32));
    rows.push(row(0, text(lower)));
    let mut bits = classes.bits();
    while bits != 0 {
        rows.push(CLASS_ROW + bits.trailing_zeros());
        bits &= bits - 1;
    }
    let suffix = |n: usize| lower.get(lower.len().saturating_sub(n)..).unwrap_or_default();
    rows.push(row(3, text(suffix(3))));
    let capitals = word.chars().any(char::is_uppercase);
    if !capitals && !classes.has(NAMED) {
        return;
    }
    rows.push(row(1, hash(shape(word))));
    rows.push(row(2, text(suffix(2))));
    rows.push(row(4, text(suffix(4))));
    for n in 1..=3 {
        rows.push(row(4 + n as u32, text(lower.get(..n.min(lower.len())).unwrap_or_default())));
    }
    for n in PIECE {
        rows.extend(lower.windows(n).map(|piece| row(8, text(piece))));
    }
}

/// Capitals, small letters, digits and marks, each run of them at most two long.
fn shape(word: &str) -> impl Iterator<Item = u32> + '_ {
    let mut last = (0, 0);
    word.chars().filter_map(move |character| {
        let class = match character {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            c => c as u32,
        };
        last = if last.0 == class { (class, last.1 + 1) } else { (class, 1) };
        (last.1 <= 2).then_some(class)
    })
}

fn hashed(template: u32, bytes: impl Iterator<Item = u8>) -> u32 {
    row(template, hash(bytes.map(u32::from)))
}

/// The row of a hash under a template.
fn row(template: u32, hash: u64) -> u32 {
    let mixed = (hash ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_mul(0xd6e8_feb8_6659_fd93);
    RESERVED + ((mixed >> 33) as u32) % (ROWS as u32 - RESERVED)
}

/// FNV-1a over characters.
fn hash<T: Into<u32>>(characters: impl Iterator<Item = T>) -> u64 {
    characters.fold(0xcbf2_9ce4_8422_2325, |hash, character| {
        (hash ^ u64::from(character.into())).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
