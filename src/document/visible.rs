//! The one sanitiser between text and any output.
//!
//! Control characters (C0, DEL, C1) and bidirectional controls are shown as a visible
//! symbol of one column each, so that nothing of a document can act on a terminal.

use std::borrow::Cow;

/// The symbol to show for a character that must not reach a terminal as itself;
/// `None` for all others. Line feed and tab count as controls here: who lays text
/// out handles them before.
pub fn symbol(character: char) -> Option<char> {
    match character {
        '\0'..='\x1f' => char::from_u32(0x2400 + character as u32),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' => Some('\u{2426}'),
        // Embeddings, overrides and isolates, and the marks that turn the direction.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            Some('\u{21c4}')
        }
        // Line and paragraph separators break lines in some terminals.
        '\u{2028}' | '\u{2029}' => Some('\u{2424}'),
        _ => None,
    }
}

/// A text for one line of output: every control, line ends and tabs too, as its symbol.
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, text.chars().map(|character| (character, symbol(character))))
}

/// A text for several lines of output: tabs, line feeds and the carriage return before a
/// line feed stay, every other control becomes its symbol. The number of characters stays
/// the same, so offsets in code points hold for what is printed.
pub fn lines(text: &str) -> Cow<'_, str> {
    let shown = text.char_indices().map(|(offset, character)| {
        let kept = match character {
            '\n' | '\t' => true,
            '\r' => text.as_bytes().get(offset + 1) == Some(&b'\n'),
            _ => false,
        };
        (character, if kept { None } else { symbol(character) })
    });
    replaced(text, shown)
}

/// The text with each character's symbol in its place, where it has one.
fn replaced<I>(text: &str, shown: I) -> Cow<'_, str>
where
    I: Iterator<Item = (char, Option<char>)> + Clone,
{
    if shown.clone().all(|(_, symbol)| symbol.is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(shown.map(|(character, symbol)| symbol.unwrap_or(character)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_becomes_a_symbol() {
        let text = "a\x1b[31mb\u{9b}c\u{202e}d\x7f\r\n\te";
        assert_eq!(line(text), "a␛[31mb␦c⇄d␡␍␊␉e");
        assert_eq!(lines(text), "a␛[31mb␦c⇄d␡\r\n\te");
        assert_eq!(lines("a\rb\r\r\n\r"), "a␍b␍\r\n␍");
        assert!(matches!(line("plain"), Cow::Borrowed(_)));
        assert!(matches!(lines("plain\n"), Cow::Borrowed(_)));
    }
}
