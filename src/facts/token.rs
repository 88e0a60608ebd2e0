//! Tokens: words, numbers and marks, with their places in the text.
//!
//! A token is what the recognisers read. Words keep what belongs to them (`ISIS-K`,
//! `O'Brien`, `U.S.`, `AT&T`), numbers keep their separators (`901,549`, `3.5`), the
//! possessive ending and every mark stand alone. Between two tokens there is nothing
//! but white space; nothing is left out.

use super::abbreviation::abbreviation;
use super::address::{email_length, url_length};
use crate::document::Span;

/// A word, number or mark of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and stops (`counter-terrorism`, `U.S.`),
    /// and letters with digits that begin with a letter (`F-16`).
    Word,
    /// Digits with their separators: `137`, `901,549`, `3.5`. What follows without a
    /// blank (`bn`, `km`, `s` of `1990s`) is a word of its own.
    Number,
    /// Digits with their ordinal ending: `21st`.
    Ordinal,
    /// The ending `'s` of a noun.
    Possessive,
    /// A mark of punctuation; dots in a row are one.
    Punctuation,
    /// Any other sign: `$`, `%`, `+`, an emoji.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A hashtag or a user name: `#budget`, `@gleaner`.
    Handle,
}

/// Appends the tokens of `span` to `tokens`, from left to right. Linear in the length.
pub fn tokenise(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let (mut at, end) = (span.start as usize, span.end as usize);
    if text.get(at..end).is_none() {
        return;
    }
    let mut lexer = Lexer { text, end, chunk: Chunk::default() };
    while let Some(byte) = lexer.byte(at) {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            at += 1;
            continue;
        }
        lexer.enter_chunk(at);
        if let Some(length) = lexer.currency(at) {
            tokens.push(Token { span: Span::new(at, at + length), kind: TokenKind::Word });
            at += length;
            continue;
        }
        if let Some(end) = lexer.plain_word(at, byte) {
            tokens.push(Token { span: Span::new(at, end), kind: TokenKind::Word });
            at = end;
            continue;
        }
        let Some(first) = lexer.character(at) else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (end, kind) = lexer.token(at, first);
        tokens.push(Token { span: Span::new(at, end), kind });
        at = end;
    }
}

/// A run without white space, with the marks in it that make looking for addresses
/// worth while: they are looked for once per run and not once per word.
#[derive(Default)]
struct Chunk {
    end: usize,
    at_sign: bool,
    address: bool,
}

struct Lexer<'a> {
    text: &'a str,
    end: usize,
    chunk: Chunk,
}

impl Lexer<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..self.end).unwrap_or_default()
    }

    fn bytes(&self, at: usize) -> &[u8] {
        self.text.as_bytes().get(at..self.end).unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    fn character(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The length of a currency's letters before their digits, in no address.
    fn currency(&self, at: usize) -> Option<usize> {
        let address = self.chunk.at_sign || self.chunk.address;
        currency_length(self.bytes(at)).filter(|_| !address)
    }

    /// The end of a word of ASCII letters and digits behind which nothing stands that could
    /// belong to it: most words are such.
    fn plain_word(&self, at: usize, first: u8) -> Option<usize> {
        let address = self.chunk.at_sign || self.chunk.address;
        if address || !first.is_ascii_alphabetic() && first != b'_' {
            return None;
        }
        let bytes = self.bytes(at);
        let letter = |byte: &u8| BYTES.get(usize::from(*byte)) == Some(&Byte::Letter);
        let length = bytes.iter().position(|byte| !letter(byte)).unwrap_or(bytes.len());
        let behind = bytes.get(length).and_then(|&byte| BYTES.get(usize::from(byte)));
        matches!(behind, None | Some(Byte::Blank | Byte::Other | Byte::Colon | Byte::At))
            .then_some(at + length)
    }

    /// The end and the kind of the token that begins at `at` with `first`.
    fn token(&mut self, at: usize, first: char) -> (usize, TokenKind) {
        if let Some(address) = self.address(at, first) {
            return address;
        }
        match first {
            '0'..='9' => self.number(at),
            _ if is_word_character(first) => (self.word(at), TokenKind::Word),
            '\'' | '’' => self.apostrophe(at, first),
            '#' | '@' => self.handle(at),
            '.' => (at + run_length(self.rest(at), |c| c == '.'), TokenKind::Punctuation),
            _ if is_punctuation(first) => (at + first.len_utf8(), TokenKind::Punctuation),
            _ => (at + symbol_length(self.rest(at)), TokenKind::Symbol),
        }
    }

    /// Looks the run over that begins at `at`, if it is a new one.
    fn enter_chunk(&mut self, at: usize) {
        if at < self.chunk.end {
            return;
        }
        let mut chunk = Chunk { end: at, ..Chunk::default() };
        let mut before = 0;
        while let Some(byte) = self.byte(chunk.end) {
            let next = || self.byte(chunk.end + 1);
            match BYTES.get(usize::from(byte)) {
                Some(Byte::Blank) => break,
                Some(Byte::At) => chunk.at_sign = true,
                Some(Byte::Stop) => {
                    chunk.address |= next().is_some_and(|next| next.is_ascii_alphabetic());
                }
                Some(Byte::Colon) => chunk.address |= before == b'o' || next() == Some(b'/'),
                Some(Byte::Wide) if self.character(chunk.end).is_some_and(char::is_whitespace) => {
                    break;
                }
                _ => {}
            }
            before = byte;
            chunk.end += 1;
        }
        self.chunk = chunk;
    }

    fn address(&self, at: usize, first: char) -> Option<(usize, TokenKind)> {
        if !first.is_alphanumeric() {
            return None;
        }
        if self.chunk.at_sign
            && let Some(length) = email_length(self.rest(at))
        {
            return Some((at + length, TokenKind::Email));
        }
        if self.chunk.address
            && let Some(length) = url_length(self.rest(at))
        {
            return Some((at + length, TokenKind::Url));
        }
        None
    }

    /// Digits with inner separators, and an ordinal ending.
    fn number(&self, at: usize) -> (usize, TokenKind) {
        let rest = self.rest(at);
        let bytes = rest.as_bytes();
        let mut length = 0;
        loop {
            let digits = bytes.get(length..).unwrap_or_default();
            length += digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let separated = matches!(bytes.get(length), Some(b',' | b'.'))
                && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
            if !separated {
                break;
            }
            length += 1;
        }
        let ending = rest.get(length..).unwrap_or_default();
        if is_ordinal_ending(ending.get(..2).unwrap_or_default())
            && !ending.chars().nth(2).is_some_and(is_word_character)
        {
            return (at + length + 2, TokenKind::Ordinal);
        }
        (at + length, TokenKind::Number)
    }

    /// Letters and digits, with inner hyphens, apostrophes, stops and ampersands.
    fn word(&self, at: usize) -> usize {
        let rest = self.rest(at);
        let mut length = 0;
        loop {
            length += run_length(rest.get(length..).unwrap_or_default(), is_word_character);
            let joined = joint_length(rest, length);
            if joined == 0 {
                break;
            }
            length += joined;
        }
        let word = rest.get(..length).unwrap_or_default();
        if rest.as_bytes().get(length) == Some(&b'.') && keeps_stop(word, rest.get(length + 1..)) {
            length += 1;
        }
        at + length
    }

    fn apostrophe(&self, at: usize, first: char) -> (usize, TokenKind) {
        let mark = first.len_utf8();
        let rest = self.rest(at + mark);
        let mut before = self.text.get(..at).unwrap_or_default().chars().rev();
        let behind_word = match before.next() {
            // The stop of an abbreviation: `U.S.'s`.
            Some('.') => before.next().is_some_and(char::is_uppercase),
            last => last.is_some_and(char::is_alphanumeric),
        };
        if behind_word && is_s(rest) {
            (at + mark + 1, TokenKind::Possessive)
        } else {
            (at + mark, TokenKind::Punctuation)
        }
    }

    fn handle(&self, at: usize) -> (usize, TokenKind) {
        let length = run_length(self.rest(at + 1), |c| c.is_alphanumeric() || c == '_');
        let letters = self.rest(at + 1).get(..length).unwrap_or_default();
        if letters.chars().any(char::is_alphabetic) {
            (at + 1 + length, TokenKind::Handle)
        } else {
            (at + 1, TokenKind::Symbol)
        }
    }
}

/// Letters that are a currency where digits are glued to them; few other names begin so.
const CURRENCIES: &[&str] = &[
    "USD", "EUR", "GBP", "JPY", "CHF", "AUD", "CAD", "NZD", "HKD", "SGD", "INR", "CNY", "RMB",
    "SEK", "NOK", "DKK", "ZAR", "MYR", "THB", "IDR", "KRW", "MXN", "BRL", "ILS", "AED", "KES",
    "LKR", "BDT", "EGP", "TWD", "VND", "CZK", "UAH", "QAR", "KWD", "KSh", "Ksh", "SFr", "Dhs",
    "RM", "Rs", "Rp", "Tk", "DM",
];

/// The length of a currency's letters with digits glued to them, which are a token of their
/// own: `Rs500`, `USD1.5m`.
fn currency_length(bytes: &[u8]) -> Option<usize> {
    let [first, _, third, fourth @ ..] = bytes else { return None };
    if !first.is_ascii_uppercase() {
        return None;
    }
    let length = match (third.is_ascii_digit(), fourth.first()) {
        (true, _) => 2,
        (false, Some(digit)) if digit.is_ascii_digit() => 3,
        _ => return None,
    };
    let letters = bytes.get(..length)?;
    CURRENCIES.iter().any(|known| known.as_bytes() == letters).then_some(length)
}

/// Whether `rest`, behind an apostrophe, is the possessive `s` alone.
fn is_s(rest: &str) -> bool {
    let mut characters = rest.chars();
    matches!(characters.next(), Some('s' | 'S'))
        && !characters.next().is_some_and(is_word_character)
}

/// Bytes of the mark at `at` that joins what stands before and behind it to one word.
fn joint_length(rest: &str, at: usize) -> usize {
    let mut behind = rest.get(at..).unwrap_or_default().chars();
    let (Some(mark), Some(next)) = (behind.next(), behind.next()) else { return 0 };
    let before = rest.get(..at).unwrap_or_default();
    let joins = is_word_character(next)
        && match mark {
            '-' | '\u{2010}' | '\u{2011}' => true,
            '\'' | '’' => !is_s(rest.get(at + mark.len_utf8()..).unwrap_or_default()),
            '.' if next.is_alphabetic() => {
                is_in_degree(before, rest.get(at + 1..).unwrap_or_default())
                    || ends_in_single_letter(before)
                        && !behind.next().is_some_and(char::is_alphanumeric)
            }
            '&' => before.ends_with(char::is_uppercase) && next.is_uppercase(),
            _ => false,
        };
    if joins { mark.len_utf8() } else { 0 }
}

/// Whether a stop stands in an academic degree that has more than one letter on a side.
fn is_in_degree(before: &str, behind: &str) -> bool {
    const DEGREES: &[(&str, &str)] = &[
        ("Ph", "D"),
        ("B", "Sc"),
        ("M", "Sc"),
        ("B", "Ed"),
        ("M", "Ed"),
        ("D", "Phil"),
        ("M", "Phil"),
    ];
    DEGREES.iter().any(|(first, second)| {
        let rest = behind.strip_prefix(second).filter(|_| before == *first);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether the last part of a dotted word is one letter: only such go on over a stop.
fn ends_in_single_letter(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && matches!(back.next(), None | Some('.'))
}

/// Whether a full stop behind `word` belongs to it.
fn keeps_stop(word: &str, behind: Option<&str>) -> bool {
    let single = word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
    let at_end = behind.is_none_or(|text| text.trim_start().is_empty());
    if word.contains('.') {
        return abbreviation(word).is_some();
    }
    // Common words that are also abbreviations are so only where a number follows.
    let number_follows =
        || behind.is_some_and(|text| text.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    match word.to_ascii_lowercase().as_str() {
        "no" | "nos" | "art" | "am" | "pm" | "min" | "ed" | "sun" | "mar" | "sat" | "est"
        | "al" => number_follows(),
        _ => !at_end && (single || abbreviation(word).is_some()),
    }
}

/// Bytes at the start of `text` whose characters are all accepted.
pub(super) fn run_length(text: &str, accepted: impl Fn(char) -> bool) -> usize {
    text.find(|character| !accepted(character)).unwrap_or(text.len())
}

/// A sign with the marks that modify it (variation selectors, joiners, skin tones), so
/// that an emoji is one token.
fn symbol_length(rest: &str) -> usize {
    let mut characters = rest.chars();
    let first = characters.next().map_or(0, char::len_utf8);
    let modifies = |c: char| matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}');
    first + run_length(characters.as_str(), modifies)
}

/// What a byte tells of the token that it stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// ASCII white space.
    Blank,
    /// An ASCII letter or digit, or `_`.
    Letter,
    At,
    Stop,
    Colon,
    /// Another mark that may join two parts of a word.
    Joint,
    /// A part of a character beyond ASCII.
    Wide,
    Other,
}

static BYTES: [Byte; 256] = {
    let mut bytes = [Byte::Other; 256];
    let mut byte: u8 = 0;
    loop {
        bytes[byte as usize] = match byte {
            b' ' | b'\t'..=b'\r' => Byte::Blank,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => Byte::Letter,
            b'@' => Byte::At,
            b'.' => Byte::Stop,
            b':' => Byte::Colon,
            b'-' | b'\'' | b'&' => Byte::Joint,
            0x80.. => Byte::Wide,
            _ => Byte::Other,
        };
        if byte == u8::MAX {
            break bytes;
        }
        byte += 1;
    }
};

fn is_word_character(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric() || character == '_'
    } else {
        character.is_alphanumeric() || is_combining(character)
    }
}

/// Marks that combine with the letter before them, in the blocks that occur with Latin,
/// Greek and Cyrillic letters.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{00AD}')
}

fn is_punctuation(character: char) -> bool {
    matches!(
        character,
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '[' | ']' | '{' | '}' | '_' | '*' | '`'
            | '¡' | '¿' | '«' | '»' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
    )
}

fn is_ordinal_ending(ending: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Questions about the shape of a word.
pub trait Shape {
    /// Whether the first letter is a capital.
    fn is_capitalised(&self) -> bool;
    /// Whether there are at least two letters and all of them are capitals (`NATO`, `U.S.`).
    fn is_all_caps(&self) -> bool;
    /// Whether there is a letter and none is a capital.
    fn is_lower_case(&self) -> bool;
    /// Whether any character is a digit.
    fn has_digit(&self) -> bool;
}

impl Shape for str {
    fn is_capitalised(&self) -> bool {
        self.chars().next().is_some_and(char::is_uppercase)
    }

    fn is_all_caps(&self) -> bool {
        let mut letters = self.chars().filter(|c| c.is_alphabetic()).map(char::is_uppercase);
        letters.next() == Some(true)
            && letters.next() == Some(true)
            && letters.all(|capital| capital)
    }

    fn is_lower_case(&self) -> bool {
        let mut letters = self.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(|letter| !letter.is_uppercase())
    }

    fn has_digit(&self) -> bool {
        self.chars().any(|c| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenise(text, Span::new(0, text.len()), &mut tokens);
        tokens
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.span.of(text)).collect()
    }

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).iter().map(|token| token.kind).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        for word in [
            "ISIS-K",
            "counter-terrorism",
            "O'Brien",
            "O’Brien",
            "U.S.",
            "R-AR",
            "AT&T",
            "F-16",
            "naïve",
            "don't",
            "U.S.A.",
        ] {
            assert_eq!(words(word), [word]);
            assert_eq!(kinds(word), [TokenKind::Word]);
        }
    }

    #[test]
    fn numbers_keep_their_separators() {
        for number in ["901,549", "3.5", "137", "1,234.56"] {
            assert_eq!((words(number), kinds(number)), (vec![number], vec![TokenKind::Number]));
        }
        assert_eq!(
            words("$5bn in the 1990s, 21st"),
            ["$", "5", "bn", "in", "the", "1990", "s", ",", "21st"]
        );
        assert_eq!(words("12,"), ["12", ","]);
        assert_eq!(words("Rs500 USD1.5m"), ["Rs", "500", "USD", "1.5", "m"]);
        assert_eq!(words("SOS1 COP26 RM USDX5"), ["SOS1", "COP26", "RM", "USDX5"]);
        assert_eq!(words("RM2.example.org EUR5@mail.org"), ["RM2.example.org", "EUR5@mail.org"]);
    }

    #[test]
    fn possessives_and_quotation_marks_stand_alone() {
        assert_eq!(
            words("the US's “plan’s” ‘end’"),
            ["the", "US", "'s", "“", "plan", "’s", "”", "‘", "end", "’"]
        );
        assert_eq!(kinds("Anna's"), [TokenKind::Word, TokenKind::Possessive]);
        assert_eq!(words("the U.S.’s and U.K.'s"), ["the", "U.S.", "’s", "and", "U.K.", "'s"]);
    }

    #[test]
    fn full_stops_belong_to_abbreviations_only() {
        assert_eq!(
            words("Sen. Cotton met J. Smith at 5 p.m. there."),
            ["Sen.", "Cotton", "met", "J.", "Smith", "at", "5", "p.m.", "there", "."]
        );
        assert_eq!(
            words("a Ph.D. and a B.Sc. in law"),
            ["a", "Ph.D.", "and", "a", "B.Sc.", "in", "law"]
        );
        assert_eq!(words("end.Next"), ["end", ".", "Next"]);
        assert_eq!(words("No. It is."), ["No", ".", "It", "is", "."]);
        assert_eq!(words("No. 5"), ["No.", "5"]);
    }

    #[test]
    fn addresses_are_one_token() {
        let text =
            "see https://a.org/x?y=1, www.b.co.uk. or mail Jane.Doe@example.com. and bbc.com/news";
        assert_eq!(
            words(text),
            [
                "see",
                "https://a.org/x?y=1",
                ",",
                "www.b.co.uk",
                ".",
                "or",
                "mail",
                "Jane.Doe@example.com",
                ".",
                "and",
                "bbc.com/news"
            ]
        );
        assert_eq!(
            kinds("a@b.org #tag @user #1"),
            [
                TokenKind::Email,
                TokenKind::Handle,
                TokenKind::Handle,
                TokenKind::Symbol,
                TokenKind::Number
            ]
        );
    }

    #[test]
    fn shapes() {
        assert!("Émile".is_capitalised() && !"émile".is_capitalised());
        assert!("U.S.".is_all_caps() && !"A".is_all_caps() && !"Us".is_all_caps());
        assert!("x-y".is_lower_case() && !"12".is_lower_case() && !"iPhone".is_lower_case());
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "(?s).{0,200}|[a-zA-Z0-9.,@'’:/ -]{0,200}") {
            let mut end = 0;
            for token in tokens(&text) {
                let gap = text.get(end..token.span.start as usize).expect("on character boundaries");
                prop_assert!(gap.chars().all(char::is_whitespace));
                prop_assert!(!token.span.of(&text).is_empty());
                end = token.span.end as usize;
            }
            prop_assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
