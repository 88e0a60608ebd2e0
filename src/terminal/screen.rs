//! The terminal as a screen: its modes are taken on entering and given back on leaving,
//! in whatever way the program ends.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use ratatui::crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use ratatui::crossterm::{execute, queue, style};

use crate::app::App;
use crate::ui;

/// Whether the terminal is in our modes, for the panic hook.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// A frame is written with one system call where it fits in here; a full screen with
/// styles takes some tens of kilobytes.
const WRITE_BUFFER: usize = 64 * 1024;

/// The screen.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: alternate screen, raw mode, bracketed paste. Asks the terminal
    /// nothing, so that one that never answers cannot block or swallow keys.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        install_panic_hook();
        // The themes decide about colours; NO_COLOR chooses the one without.
        style::force_color_output(true);
        let output = BufWriter::with_capacity(WRITE_BUFFER, io::stdout());
        let terminal = Terminal::new(CrosstermBackend::new(output))?;
        let mut screen = Self { terminal, mouse };
        screen.take_modes()?;
        Ok(screen)
    }

    /// Draws one frame, as one synchronized update.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| ui::draw(app, frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(self.terminal.backend_mut())
    }

    /// Forgets what is on the screen, so that all of it is drawn again. `Terminal::clear`
    /// would ask for the cursor's place, and the thread that reads keys has the answer.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        match on {
            true => execute!(self.terminal.backend_mut(), EnableMouseCapture),
            false => execute!(self.terminal.backend_mut(), DisableMouseCapture),
        }
    }

    /// Asks the terminal to put a text on the clipboard (OSC 52; works over ssh).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.terminal.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back.
    pub(super) fn leave(&mut self) {
        // A terminal that is gone cannot be restored and needs not be.
        let _ = self.terminal.backend_mut().flush();
        restore();
    }

    /// Takes the terminal again after it was given back.
    pub(super) fn enter_again(&mut self) -> io::Result<()> {
        self.take_modes()?;
        self.clear()
    }

    fn take_modes(&mut self) -> io::Result<()> {
        terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        let mouse = self.mouse;
        let output = self.terminal.backend_mut();
        queue!(output, EnterAlternateScreen, EnableBracketedPaste)?;
        if tells_keys_apart() {
            let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
            queue!(output, PushKeyboardEnhancementFlags(flags))?;
        }
        if mouse {
            queue!(output, EnableMouseCapture)?;
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Terminals known to tell Ctrl-i from Tab when asked to. Others are not asked: some
/// would print the request.
fn tells_keys_apart() -> bool {
    let names =
        ["TERM", "TERM_PROGRAM"].map(|name| std::env::var(name).unwrap_or_default().to_lowercase());
    let known = ["kitty", "foot", "ghostty", "wezterm", "alacritty", "iterm"];
    names.iter().any(|name| known.iter().any(|known| name.contains(known)))
}

/// Undoes every mode, once.
fn restore() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut output = io::stdout();
    if tells_keys_apart() {
        let _ = queue!(output, PopKeyboardEnhancementFlags);
    }
    let _ = execute!(
        output,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = terminal::disable_raw_mode();
}

/// A panic of the loop is told on the restored terminal. One of a worker is told in the
/// status line by the pool that catches it, and must not disturb the screen.
fn install_panic_hook() {
    let main = std::thread::current().id();
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() == main {
            restore();
            default(panic);
        }
    }));
}
