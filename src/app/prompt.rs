//! One line of typed text: what keys do to it.

use tui_input::{Input, InputRequest};

use super::key::{Key, KeyCode};

/// Lets a key edit the line; tells whether the text changed.
pub fn edit(input: &mut Input, key: Key) -> bool {
    let Some(request) = request(key) else { return false };
    input.handle(request).is_some_and(|change| change.value)
}

/// Puts a pasted text in, on one line and without controls.
pub fn paste(input: &mut Input, text: &str) {
    for character in
        text.chars().map(|character| if character.is_whitespace() { ' ' } else { character })
    {
        if !character.is_control() {
            input.handle(InputRequest::InsertChar(character));
        }
    }
}

fn request(key: Key) -> Option<InputRequest> {
    if let Some(character) = key.typed() {
        return Some(InputRequest::InsertChar(character));
    }
    Some(match (key.code, key.ctrl, key.alt) {
        (KeyCode::Backspace, false, false) | (KeyCode::Char('h'), true, false) => {
            InputRequest::DeletePrevChar
        }
        (KeyCode::Delete, false, false) => InputRequest::DeleteNextChar,
        (KeyCode::Char('w'), true, false) | (KeyCode::Backspace, _, _) => {
            InputRequest::DeletePrevWord
        }
        (KeyCode::Char('u'), true, false) => InputRequest::DeleteLine,
        (KeyCode::Left, false, false) => InputRequest::GoToPrevChar,
        (KeyCode::Right, false, false) => InputRequest::GoToNextChar,
        (KeyCode::Left, true, _) | (KeyCode::Char('b'), false, true) => InputRequest::GoToPrevWord,
        (KeyCode::Right, true, _) | (KeyCode::Char('f'), false, true) => InputRequest::GoToNextWord,
        (KeyCode::Home, _, _) | (KeyCode::Char('a'), true, false) => InputRequest::GoToStart,
        (KeyCode::End, _, _) | (KeyCode::Char('e'), true, false) => InputRequest::GoToEnd,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> String {
        let mut input = Input::default();
        for key in keys.split_whitespace() {
            edit(&mut input, key.parse().unwrap_or(Key::char('?')));
        }
        input.value().to_owned()
    }

    #[test]
    fn the_line_is_edited_as_in_a_shell() {
        assert_eq!(typed("a b space c d ctrl-w x"), "ab x");
        assert_eq!(typed("a b c ctrl-a x ctrl-e y backspace z"), "xabcz");
        assert_eq!(typed("a b ctrl-u c"), "c");
    }

    #[test]
    fn pasting_puts_all_on_one_line() {
        let mut input = Input::default();
        paste(&mut input, "a\nb\x1b[31m\tc");
        assert_eq!(input.value(), "a b[31m c");
    }
}
