//! The tokens of a file, made ready for the parser.
//!
//! What it does not know is written as what it does (see [`super::marks`]), and words are left
//! out that no reader needs or that it may refuse.

use rtf_parser_tt::{ControlWord, Lexer, LexerError, Property as Number, Token};

use super::super::word::hyperlink;
use super::marks::{Property, signal};
use crate::load::limits::{Limit, Limits, MAX_FIELD_BYTES, MAX_LINK_BYTES, MAX_TARGET_BYTES};

/// What the parser is given, and what it is not told.
#[derive(Default)]
pub(super) struct Prepared<'a> {
    pub tokens: Vec<Token<'a>>,
    /// The targets of links.
    pub links: Vec<String>,
    /// Year, month and day when the document was made.
    pub created: [i32; 3],
    /// Whether the file breaks off.
    pub broken_off: bool,
    /// Whether groups were left out for lying too deep.
    pub too_deep: bool,
}

/// Makes the tokens of a file ready, a piece of it after the other: those of the library take
/// many times as much memory as the text.
///
/// # Errors
/// Where the library finds something else than tokens.
pub(super) fn prepare<'a>(source: &'a str, limits: &Limits) -> Result<Prepared<'a>, LexerError> {
    let mut preparation =
        Preparation { depth: limits.count(Limit::Depth), ..Preparation::default() };
    for piece in pieces(source) {
        preparation.take(&Lexer::scan(piece)?);
        if preparation.is_over() {
            return Ok(preparation.done);
        }
    }
    preparation.done.broken_off = true;
    while !preparation.groups.is_empty() {
        preparation.close();
    }
    Ok(preparation.done)
}

/// Bytes of a piece, at least.
const PIECE_BYTES: usize = 256 << 10;

/// A text in pieces that begin with a group or a word. The library leaves out blanks at the
/// ends of what it is given, so no piece ends with one; and none ends where a group begins,
/// whose first word tells what it is.
fn pieces(source: &str) -> impl Iterator<Item = &str> {
    let mut rest = source;
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes();
        let from = PIECE_BYTES.min(bytes.len());
        let begins = |at: &usize| {
            let before = at.checked_sub(1).and_then(|before| bytes.get(before));
            before.is_some_and(|byte| byte.is_ascii_graphic() && !br"\{*".contains(byte))
        };
        let behind = bytes.get(from..).unwrap_or_default();
        let mut starts = memchr::memchr2_iter(b'{', b'\\', behind).map(|at| from + at);
        let (piece, others) = rest.split_at(starts.find(begins).unwrap_or(rest.len()));
        rest = others;
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

#[derive(Default)]
struct Preparation<'a> {
    groups: Vec<Group>,
    done: Prepared<'a>,
    /// Drawings with text, which are read behind their paragraph.
    aside: Vec<Token<'a>>,
    /// How the open field is worked out.
    instruction: String,
    /// Bytes of all links.
    link_bytes: usize,
    depth: usize,
}

#[derive(Clone, Copy, Default)]
struct Group {
    kind: Kind,
    /// Which link its text is, from 1; 0 for none.
    link: i32,
    /// Whether it lies in a drawing.
    aside: bool,
    /// Whether it lies in a note.
    note: bool,
    /// Whether it holds text although it is marked as one that may be passed over.
    shown: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Text,
    /// How a field is worked out.
    Instruction,
    /// The number of an item.
    Marker,
    Bookmark,
    /// When the document was made.
    Created,
    /// What is said twice, or lies too deep.
    Left,
}

impl Kind {
    /// Whether the parser sees such a group.
    fn is_kept(self) -> bool {
        matches!(self, Self::Text | Self::Marker | Self::Bookmark)
    }

    /// What a group is, by the word that it begins with.
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            r"\fldinst" => Self::Instruction,
            r"\listtext" | r"\pntext" => Self::Marker,
            r"\bkmkstart" => Self::Bookmark,
            r"\creatim" => Self::Created,
            r"\shprslt" | r"\nonesttables" => Self::Left,
            _ => return None,
        })
    }
}

impl<'a> Preparation<'a> {
    /// Makes further tokens ready, up to the end of the document.
    fn take(&mut self, tokens: &[Token<'a>]) {
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::OpeningBracket => self.open(tokens.get(at + 1..).unwrap_or_default()),
                Token::ClosingBracket => self.close(),
                token => self.token(token),
            }
            if self.is_over() {
                break;
            }
        }
    }

    /// Whether the group was closed that is the document.
    fn is_over(&self) -> bool {
        self.groups.is_empty() && !self.done.tokens.is_empty()
    }

    // ---- groups ----

    /// Opens a group that begins with these tokens.
    fn open(&mut self, inside: &[Token<'a>]) {
        let mut group = self.groups.last().copied().unwrap_or_default();
        let word = first_word(inside);
        let begins = Kind::named(word).filter(|_| group.kind == Kind::Text);
        group.kind = begins.unwrap_or(group.kind);
        if self.groups.len() >= self.depth {
            self.done.too_deep |= group.kind.is_kept();
            group.kind = Kind::Left;
        }
        if group.kind == Kind::Text {
            self.begin_text(word, &mut group);
        }
        self.groups.push(group);
        if group.kind.is_kept() {
            self.push(Token::OpeningBracket);
        }
        match begins.filter(|kind| *kind == group.kind) {
            Some(Kind::Marker) => self.begin_signal(signal::MARKER),
            Some(Kind::Bookmark) => self.begin_signal(signal::ANCHOR),
            Some(Kind::Instruction) => self.instruction.clear(),
            _ => {}
        }
    }

    /// What becomes of the text of a group that begins with this word.
    fn begin_text(&mut self, word: &str, group: &mut Group) {
        group.shown = matches!(word, r"\shpinst" | r"\nesttableprops" | r"\footnote");
        match word {
            r"\shp" => group.aside = true,
            r"\fldrslt" => group.link = self.link(),
            r"\footnote" if !std::mem::replace(&mut group.note, true) => {
                // Also where the note has a sign of its own.
                let number = ControlWord::Unknown(NOTE_NUMBER);
                self.push(Token::ControlSymbol((number, Number::None)));
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        let Some(group) = self.groups.last().copied() else { return };
        let around = self.groups.len().checked_sub(2).and_then(|at| self.groups.get(at)).copied();
        let ends = around.is_none_or(|around| around.kind != group.kind);
        if ends && matches!(group.kind, Kind::Marker | Kind::Bookmark) {
            self.push(Token::PlainText(signal::END));
        }
        match around {
            None => self.end_paragraph(),
            Some(around) if group.aside && !around.aside => self.signal(signal::PARAGRAPH),
            Some(_) => {}
        }
        if group.kind.is_kept() {
            self.push(Token::ClosingBracket);
        }
        self.groups.pop();
    }

    /// The link that the field leads to whose instruction was read.
    fn link(&mut self) -> i32 {
        let target = hyperlink(&std::mem::take(&mut self.instruction));
        self.link_bytes += target.len();
        let fits = target.len() <= MAX_TARGET_BYTES && self.link_bytes <= MAX_LINK_BYTES;
        if target.is_empty() || !fits {
            return 0;
        }
        self.done.links.push(target);
        i32::try_from(self.done.links.len()).unwrap_or(0)
    }

    // ---- what stands in them ----

    fn token(&mut self, token: &Token<'a>) {
        let Some(group) = self.groups.last().copied() else { return };
        match (group.kind, token) {
            (Kind::Instruction, Token::PlainText(text)) => self.instruct(text),
            (Kind::Created, Token::ControlSymbol((word, value))) => self.created(word, *value),
            (Kind::Marker | Kind::Bookmark, token) if is_character(token) => {
                self.push(token.clone());
            }
            (Kind::Text, Token::CRLF) => self.end_paragraph(),
            (Kind::Text, Token::IgnorableDestination) if group.shown => {}
            (Kind::Text, Token::ControlSymbol((word, value))) => self.word(word, *value, group),
            (Kind::Text, token) => self.push(token.clone()),
            _ => {}
        }
    }

    /// More of how a field is worked out; what is too long is no link.
    fn instruct(&mut self, text: &str) {
        if self.instruction.len() + text.len() <= MAX_TARGET_BYTES + MAX_FIELD_BYTES {
            self.instruction.push_str(text);
        }
    }

    fn created(&mut self, word: &ControlWord<'_>, value: Number) {
        let ControlWord::Unknown(name) = word else { return };
        let [year, month, day] = &mut self.done.created;
        let slot = match *name {
            r"\yr" => year,
            r"\mo" => month,
            r"\dy" => day,
            _ => return,
        };
        *slot = number(value);
    }

    /// A word of the text.
    fn word(&mut self, word: &ControlWord<'a>, value: Number, group: Group) {
        use ControlWord as W;
        let kept = Token::ControlSymbol((*word, value));
        let number = number(value);
        match word {
            W::Par | W::Sect => self.end_paragraph(),
            W::Line => self.signal(signal::LINE),
            W::Cell => self.signal(signal::CELL),
            W::Row => self.signal(signal::ROW),
            W::NestRow => self.signal(signal::PARAGRAPH),
            W::Tab | W::Page | W::NestCell => self.alone(" "),
            W::NonBreakingHyphen => self.alone("-"),
            W::FontNumber | W::DefaultFont | W::ParStyle if u16::try_from(number).is_err() => {}
            W::FontNumber | W::DefaultFont => {
                self.push(Token::ControlSymbol((*word, Number::Value(number))));
            }
            W::ParStyle => {
                self.push(kept);
                self.push(Property::Style.token(number + 1));
            }
            W::FirstLineIdent => self.push(Property::Hanging.token(i32::from(number < 0))),
            W::Pard => {
                self.push(kept);
                if group.link > 0 {
                    self.push(Property::Link.token(group.link));
                }
            }
            W::Unknown(name) => self.unknown(name, value, group),
            _ if is_needless(word) => {}
            _ => self.push(kept),
        }
    }

    /// A word that the parser does not know.
    fn unknown(&mut self, name: &'a str, value: Number, group: Group) {
        let number = number(value);
        match name {
            r"\outlinelevel" => self.push(Property::Outline.token(number.saturating_add(1))),
            r"\ilvl" => self.push(Property::ListLevel.token(number)),
            r"\intbl" => self.push(Property::Table.token(1)),
            r"\trhdr" => self.signal(signal::HEADER),
            r"\deleted" => self.push(Token::ControlSymbol((ControlWord::Hidden, value))),
            r"\emspace" | r"\enspace" | r"\qmspace" | r"\column" => self.alone(" "),
            NOTE_NUMBER => {}
            r"\fldrslt" if group.link > 0 => {
                self.push(Token::ControlSymbol((ControlWord::Unknown(name), value)));
                self.push(Property::Link.token(group.link));
            }
            // What begins a group tells the parser what the group is.
            _ if matches!(
                self.last(),
                Some(Token::OpeningBracket | Token::IgnorableDestination)
            ) =>
            {
                self.push(Token::ControlSymbol((ControlWord::Unknown(name), value)));
            }
            _ => {}
        }
    }

    // ---- what the parser is given ----

    fn end_paragraph(&mut self) {
        self.signal(signal::PARAGRAPH);
        if self.groups.last().is_some_and(|group| !group.aside) {
            let mut aside = std::mem::take(&mut self.aside);
            self.done.tokens.append(&mut aside);
        }
    }

    fn signal(&mut self, signal: &'static str) {
        self.push(Token::OpeningBracket);
        self.begin_signal(signal);
        self.push(Token::PlainText(signal::END));
        self.push(Token::ClosingBracket);
    }

    fn begin_signal(&mut self, signal: &'static str) {
        for word in [ControlWord::Superscript, ControlWord::Subscript] {
            self.push(Token::ControlSymbol((word, Number::None)));
        }
        self.push(Token::PlainText(signal));
    }

    /// Text that is not taken for the one that stands in for a character before.
    fn alone(&mut self, text: &'static str) {
        self.push(Token::OpeningBracket);
        self.push(Token::PlainText(text));
        self.push(Token::ClosingBracket);
    }

    fn push(&mut self, token: Token<'a>) {
        let aside = self.groups.last().is_some_and(|group| group.aside);
        let to = if aside { &mut self.aside } else { &mut self.done.tokens };
        to.push(token);
    }

    fn last(&self) -> Option<&Token<'a>> {
        let aside = self.groups.last().is_some_and(|group| group.aside);
        if aside { self.aside.last() } else { self.done.tokens.last() }
    }
}

/// The number of a note.
const NOTE_NUMBER: &str = r"\chftn";

fn number(value: Number) -> i32 {
    if let Number::Value(number) = value { number } else { 0 }
}

/// The word that a group begins with.
fn first_word<'a>(inside: &[Token<'a>]) -> &'a str {
    let named = inside.iter().find(|token| **token != Token::IgnorableDestination);
    match named {
        Some(Token::ControlSymbol((ControlWord::Unknown(name), _))) => name,
        _ => "",
    }
}

/// Whether a token is a character, or tells how those that follow are written.
fn is_character(token: &Token<'_>) -> bool {
    use ControlWord as W;
    match token {
        Token::PlainText(_) => true,
        Token::ControlSymbol((word, value)) => match word {
            W::HexChar | W::Unicode | W::UnicodeIgnoreCount | W::Bullet => true,
            W::FontNumber => matches!(value, Number::Value(font) if u16::try_from(*font).is_ok()),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a word tells what no reader needs, or is one of those that are given a meaning of
/// their own.
fn is_needless(word: &ControlWord<'_>) -> bool {
    use ControlWord as W;
    matches!(
        word,
        W::Superscript
            | W::Subscript
            | W::Smallcaps
            | W::Underline
            | W::UnderlineNone
            | W::ColorNumber
            | W::ColorRed
            | W::ColorGreen
            | W::ColorBlue
            | W::FontSize
            | W::ParDefTab
            | W::SpaceBefore
            | W::SpaceAfter
            | W::SpaceBetweenLine
            | W::SpaceLineMul
            | W::FirstLineIdent
            | W::RightIndent
            | W::LeftAligned
            | W::RightAligned
            | W::Center
            | W::Justify
            | W::OptionalHyphen
            | W::FormulaCharacter
            | W::IndexSubentry
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_end_with_no_blank_and_begin_no_group() {
        let row = r"{\*\b bold} and \{ text\\{\b x} {\i y} \'e9 \par ";
        let source = row.repeat(100_000);
        let all: Vec<&str> = pieces(&source).collect();
        assert!(all.len() > 5 && all.concat() == source, "{}", all.len());
        let ends = |piece: &&str| piece.ends_with(|last: char| last.is_ascii_graphic());
        assert!(all.iter().rev().skip(1).all(ends));
        assert!(all.iter().skip(1).all(|piece| piece.starts_with(r"\\{\b x}")));
        let tokens: usize = all.iter().map(|piece| Lexer::scan(piece).unwrap().len()).sum();
        assert_eq!(tokens, Lexer::scan(&source).unwrap().len());
    }
}
