//! Keys as text: `ctrl-x`, `shift-tab`, `] f`. Parsing and showing are inverse.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// One key press, without a terminal behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Control held.
    pub ctrl: bool,
    /// With Alt (Meta) held.
    pub alt: bool,
}

/// Which key, without Control and Alt. A shifted letter is its capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    /// A character key.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Erase to the left.
    Backspace,
    /// Erase to the right.
    Delete,
    /// Insert.
    Insert,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// A function key.
    Function(u8),
}

/// A text that is no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no key: write one character, or ctrl-x, alt-x, enter, esc, tab, shift-tab, space, backspace, delete, insert, home, end, pageup, pagedown, up, down, left, right, f1 to f12"
)]
pub struct KeyError(pub String);

const NAMED: [(&str, KeyCode); 17] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("minus", KeyCode::Char('-')),
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character key without modifiers.
    pub const fn char(character: char) -> Self {
        Self::plain(KeyCode::Char(character))
    }

    /// Control and a character.
    pub const fn ctrl(character: char) -> Self {
        Self { code: KeyCode::Char(character), ctrl: true, alt: false }
    }

    /// The character that the key types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(character) if !self.ctrl && !self.alt => Some(character),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            out.write_str("ctrl-")?;
        }
        if self.alt {
            out.write_str("alt-")?;
        }
        let named = NAMED.iter().find(|(name, code)| *code == self.code && *name != "minus");
        match (named, self.code) {
            (Some((name, _)), _) => out.write_str(name),
            (None, KeyCode::Char(character)) => write!(out, "{character}"),
            (None, KeyCode::Function(number)) => write!(out, "f{number}"),
            (None, _) => Ok(()),
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut rest = text;
        let (mut ctrl, mut alt) = (false, false);
        loop {
            match (rest.strip_prefix("ctrl-"), rest.strip_prefix("alt-")) {
                (Some(after), _) if !after.is_empty() => (ctrl, rest) = (true, after),
                (_, Some(after)) if !after.is_empty() => (alt, rest) = (true, after),
                _ => break,
            }
        }
        let code = code_of(rest).ok_or_else(|| KeyError(text.to_owned()))?;
        Ok(Self { code, ctrl, alt })
    }
}

fn code_of(name: &str) -> Option<KeyCode> {
    if let Some((_, code)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some(*code);
    }
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if !character.is_control() => Some(KeyCode::Char(character)),
        (Some('f'), Some(_)) => {
            let number = name.get(1..)?.parse().ok().filter(|number| (1..=12).contains(number))?;
            Some(KeyCode::Function(number))
        }
        _ => None,
    }
}

/// Keys pressed one after the other, written with blanks between them: `] f`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Keys(pub Vec<Key>);

impl fmt::Display for Keys {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, key) in self.0.iter().enumerate() {
            let gap = if index > 0 { " " } else { "" };
            write!(out, "{gap}{key}")?;
        }
        Ok(())
    }
}

impl FromStr for Keys {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let keys = text.split_whitespace().map(Key::from_str).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(KeyError(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for text in
            ["j", "G", "ctrl-o", "alt-enter", "] f", "space", "shift-tab", "f12", "-", "g g"]
        {
            assert_eq!(text.parse::<Keys>().map(|keys| keys.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "f13", "hyper-x", "ctrl-", "enterr"] {
            assert!(text.parse::<Keys>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_character_key_round_trips(character in any::<char>(), ctrl: bool, alt: bool) {
            prop_assume!(!character.is_control() && !character.is_whitespace());
            let key = Key { code: KeyCode::Char(character), ctrl, alt };
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }
    }
}
