//! From key presses to commands: counts, sequences, letters, typed text.

use super::command::{Command, Context};
use super::key::{Key, KeyCode};
use super::keymap::Lookup;
use super::overlay::Overlay;
use super::{App, Effects, prompt};

/// Counts beyond this are slips of the finger.
const MAX_COUNT: u32 = 1_000_000_000;

impl App {
    /// Takes a key press in.
    pub(super) fn press(&mut self, key: Key) -> Effects {
        self.message = None;
        if let Some(command) = self.keys.letter_for.take() {
            return self.letter(command, key);
        }
        if let Overlay::Hints(_) = self.overlay {
            return self.hint_letter(key);
        }
        if self.filtering.is_some() {
            return self.filter_key(key);
        }
        let context = self.context();
        let types = matches!(context, Context::List | Context::Find);
        if !types && self.take_digit(key) {
            return Effects::new();
        }
        self.keys.sequence.push(key);
        match self.settings.keymap.lookup(context, &self.keys.sequence) {
            Lookup::Prefix => Effects::new(),
            Lookup::Command(command) => {
                let count = self.take_count();
                self.run(command, count)
            }
            Lookup::None => {
                let lone = self.keys.sequence.len() == 1;
                self.take_count();
                match (lone, types) {
                    (false, _) if key.code == KeyCode::Esc => Effects::new(),
                    // Nothing begins so: the key stands for itself.
                    (false, _) => self.press(key),
                    (true, true) => self.type_key(context, key),
                    (true, false) => Effects::new(),
                }
            }
        }
    }

    /// Takes pasted text in: it is typed where text is typed, and else ignored, so that
    /// a pasted text never runs commands.
    pub(super) fn paste(&mut self, text: &str) -> Effects {
        match &mut self.overlay {
            Overlay::Search(search) => {
                prompt::paste(&mut search.input, text);
                return self.search_changed();
            }
            Overlay::List(list) => list.paste(text),
            _ if self.find.open => {
                prompt::paste(&mut self.find.input, text);
                return self.find_changed();
            }
            _ => {}
        }
        if let Some(input) = &mut self.filtering {
            prompt::paste(input, text);
            self.apply_filter();
        }
        Effects::new()
    }

    /// Digits before a command are its count; a leading zero is none.
    fn take_digit(&mut self, key: Key) -> bool {
        let digit = key.typed().and_then(|character| character.to_digit(10));
        let (Some(digit), true) = (digit, self.keys.sequence.is_empty()) else { return false };
        if digit == 0 && self.keys.count.is_none() {
            return false;
        }
        let count = self.keys.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
        self.keys.count = Some(count.min(MAX_COUNT));
        true
    }

    fn take_count(&mut self) -> Option<u32> {
        self.keys.sequence.clear();
        self.keys.count.take()
    }

    fn type_key(&mut self, context: Context, key: Key) -> Effects {
        if let Overlay::List(list) = &mut self.overlay {
            list.edit(key);
            return Effects::new();
        }
        let searches = matches!(self.overlay, Overlay::Search(_));
        let input = match &mut self.overlay {
            Overlay::Search(search) => &mut search.input,
            _ if context == Context::Find => &mut self.find.input,
            _ => return Effects::new(),
        };
        match (prompt::edit(input, key), searches) {
            (false, _) => Effects::new(),
            (true, true) => self.search_changed(),
            (true, false) => self.find_changed(),
        }
    }

    /// The letter of a mark.
    fn letter(&mut self, command: Command, key: Key) -> Effects {
        let Some(letter) = key.typed().filter(|letter| letter.is_alphanumeric() || *letter == '\'')
        else {
            return Effects::new();
        };
        match command {
            Command::SetMark => self.set_mark(letter),
            Command::GoToMark => self.go_to_mark(letter),
            _ => Effects::new(),
        }
    }
}
