//! Keys, mouse and window changes, read on a thread of their own.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crossbeam_channel::Sender;
use ratatui::crossterm::event::{
    self, Event as Terminal, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use super::Event;
use crate::app::Action;
use crate::app::action::{Mouse, MouseKind};
use crate::app::key::{Key, KeyCode};

/// Keeps the input thread from reading while another program has the terminal.
#[derive(Clone, Default)]
pub(super) struct Pause(Arc<(Mutex<Wish>, Condvar)>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wish {
    #[default]
    Read,
    Stop,
    Stopped,
}

impl Pause {
    /// Returns when the input thread reads no more.
    pub(super) fn pause(&self) {
        let (wish, changed) = &*self.0;
        let mut wish = wish.lock().unwrap_or_else(PoisonError::into_inner);
        *wish = Wish::Stop;
        // A window change is the one thing that ends a blocking read without a key.
        if signal_hook::low_level::raise(signal_hook::consts::SIGWINCH).is_err() {
            return;
        }
        while *wish == Wish::Stop {
            wish = changed.wait(wish).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Lets the input thread read again.
    pub(super) fn resume(&self) {
        let (wish, changed) = &*self.0;
        *wish.lock().unwrap_or_else(PoisonError::into_inner) = Wish::Read;
        changed.notify_all();
    }

    /// Waits here while reading is not wanted.
    fn wait(&self) {
        let (wish, changed) = &*self.0;
        let mut wish = wish.lock().unwrap_or_else(PoisonError::into_inner);
        while *wish != Wish::Read {
            *wish = Wish::Stopped;
            changed.notify_all();
            wish = changed.wait(wish).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Reads the terminal until it is gone.
pub(super) fn spawn(events: Sender<Event>, pause: Pause) {
    std::thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => action(event).map(Event::Input),
                Err(_) => Some(Event::Gone),
            };
            let gone = matches!(event, Some(Event::Gone));
            if event.is_some_and(|event| events.send(event).is_err()) || gone {
                return;
            }
            pause.wait();
        }
    });
}

fn action(event: Terminal) -> Option<Action> {
    match event {
        Terminal::Key(event) if event.kind != KeyEventKind::Release => key(event).map(Action::Key),
        Terminal::Mouse(event) => mouse(event).map(Action::Mouse),
        Terminal::Paste(text) => Some(Action::Paste(text)),
        Terminal::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        Code::Char(character) => KeyCode::Char(character),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code, ctrl, alt })
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}
