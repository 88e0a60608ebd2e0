//! A pseudo-terminal with the program in it.

mod home;
mod outside;
mod view;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use vt100::Parser;

pub use home::{Home, Start, paragraphs};
pub use outside::{is_running, process_state, send_signal, wait_for_file, wait_until};
pub use view::{Told, View};

/// What is awaited comes within a blink; a machine that does much else may need this.
const PATIENCE: Duration = Duration::from_secs(30);

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const TAB: &str = "\t";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const PAGE_UP: &str = "\x1b[5~";
pub const CTRL_C: &str = "\x03";
pub const CTRL_N: &str = "\x0e";
pub const CTRL_O: &str = "\x0f";
pub const CTRL_P: &str = "\x10";
pub const CTRL_Z: &str = "\x1a";

/// The ends of a pseudo-terminal. The program's end is held too: its modes and what was
/// written last would be lost with the program.
struct Pty {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    #[allow(dead_code, reason = "it is only kept open")]
    slave: Box<dyn SlavePty + Send>,
}

/// A terminal with the program in it.
pub struct Terminal {
    pty: Pty,
    modes_before: String,
    process: u32,
    shared: Arc<Shared>,
    _home: Arc<tempfile::TempDir>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// What came out so far.
struct State {
    parser: Parser<Told>,
    bytes: Vec<u8>,
    last_byte: Instant,
    ended: Option<ExitStatus>,
}

impl Shared {
    fn new(columns: u16, rows: u16) -> Self {
        let (rows, columns) = (cells(rows), cells(columns));
        let state = State {
            parser: Parser::new_with_callbacks(rows, columns, 0, Told::default()),
            bytes: Vec::new(),
            last_byte: Instant::now(),
            ended: None,
        };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what the program writes until the terminal is gone.
    fn read(&self, mut reader: impl Read) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            let mut state = self.lock();
            state.parser.process(&buffer[..count]);
            state.bytes.extend_from_slice(&buffer[..count]);
            state.last_byte = Instant::now();
            self.changed.notify_all();
        }
    }

    fn await_end(&self, mut child: Box<dyn Child + Send + Sync>) {
        let status = child.wait().unwrap();
        self.lock().ended = Some(status);
        self.changed.notify_all();
    }
}

impl Terminal {
    /// Makes a call in a new terminal.
    fn open(
        command: CommandBuilder,
        columns: u16,
        rows: u16,
        home: Arc<tempfile::TempDir>,
    ) -> Self {
        let pty = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let modes_before = modes(&*pty.master);
        let shared = Arc::new(Shared::new(columns, rows));
        let reader = pty.master.try_clone_reader().unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.read(reader)
        });
        thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.await_end(child)
        });
        let writer = pty.master.take_writer().unwrap();
        let pty = Pty { writer, master: pty.master, slave: pty.slave };
        Self { pty, modes_before, process, shared, _home: home }
    }

    /// Types these characters.
    pub fn keys(&mut self, keys: &str) {
        let writer = &mut self.pty.writer;
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Makes the window that large.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.shared.lock().parser.set_size(cells(rows), cells(columns));
        self.pty.master.resize(pty_size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program and whatever it started.
    pub fn signal(&self, name: &str) {
        send_signal(name, &format!("-{}", self.process));
    }

    /// The terminal's line modes as they are now.
    pub fn modes(&self) -> String {
        modes(&*self.pty.master)
    }

    /// The line modes that the program found.
    pub fn modes_before(&self) -> &str {
        &self.modes_before
    }

    /// The processor time that the program took so far, in hundredths of a second; 0 where
    /// the system does not tell.
    pub fn processor_time(&self) -> u64 {
        let path = format!("/proc/{}/stat", self.process);
        let Ok(status) = std::fs::read_to_string(path) else { return 0 };
        // The name, in brackets, may hold anything; after it come the numbered fields.
        let fields: Vec<&str> = status[status.rfind(')').unwrap()..].split(' ').collect();
        fields[12].parse::<u64>().unwrap() + fields[13].parse::<u64>().unwrap()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.process
    }

    /// Waits until the screen is as described and returns what it then is.
    #[track_caller]
    pub fn wait_for(&self, what: &str, condition: impl Fn(&View) -> bool) -> View {
        self.wait(what, |state| {
            let view = View::of(state);
            (!view::is_updating(&state.bytes) && condition(&view)).then_some(view)
        })
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> View {
        self.wait_for(&format!("{text:?}"), |view| view.shows(text))
    }

    /// Waits until the article's first line is this one.
    #[track_caller]
    pub fn wait_for_top(&self, text: &str) -> View {
        self.wait_for(&format!("{text:?} at the top"), |view| view.top().starts_with(text))
    }

    /// Closes what lies over the article, and waits until it is gone: another key right
    /// after the escape would make one with Alt of it.
    #[track_caller]
    pub fn close_overlay(&mut self) {
        self.keys(ESC);
        self.wait_for("the overlay to close", |view| !view.shows("esc close"));
    }

    /// Goes to a line of the file and puts it at the top.
    #[track_caller]
    pub fn go_to_line(&mut self, line: usize, text: &str) -> View {
        self.keys(&format!("{line}G"));
        self.wait_for("the line", |view| view.focus().starts_with(text));
        self.keys("zt");
        self.wait_for_top(text)
    }

    /// Waits until something was written and then nothing for this long.
    #[track_caller]
    pub fn wait_for_quiet(&self, quiet: Duration) -> View {
        self.wait("quiet", |state| {
            (!state.bytes.is_empty() && state.last_byte.elapsed() >= quiet).then(|| View::of(state))
        })
    }

    /// How many bytes were written so far.
    pub fn written(&self) -> usize {
        self.shared.lock().bytes.len()
    }

    /// Waits until the bytes written after the first so many are as described.
    #[track_caller]
    pub fn wait_for_bytes(&self, what: &str, after: usize, condition: impl Fn(&[u8]) -> bool) {
        self.wait(what, |state| {
            condition(&state.bytes[after.min(state.bytes.len())..]).then_some(())
        });
    }

    /// Waits until the program ended.
    #[track_caller]
    pub fn wait_for_end(&mut self) -> Ended {
        let status = self.wait("the end", |state| state.ended.clone());
        let modes_after = self.modes();
        // What was written last may still be on its way.
        let view = self.wait("the alternate screen to be left", |state| {
            let entered = memchr::memmem::rfind(&state.bytes, b"\x1b[?1049h");
            let left = memchr::memmem::rfind(&state.bytes, b"\x1b[?1049l");
            (entered.is_none() || left > entered).then(|| View::of(state))
        });
        let modes_kept = modes_after == self.modes_before;
        Ended { status, view, modes_kept }
    }

    /// Quits the program and expects it to end well.
    #[track_caller]
    pub fn quit(mut self) -> Ended {
        self.keys("q");
        let ended = self.wait_for_end();
        assert!(ended.status.success(), "{:?}", ended.status);
        ended
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, done: impl Fn(&State) -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.shared.lock();
        loop {
            if let Some(done) = done(&state) {
                return done;
            }
            if Instant::now() > deadline {
                let view = View::of(&state);
                drop(state);
                panic!("waited in vain for {what}; {}", view.picture());
            }
            // Quiet comes with time and not with bytes.
            let nap = Duration::from_millis(50);
            state = self
                .shared
                .changed
                .wait_timeout(state, nap)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if self.shared.lock().ended.is_none() {
            send_signal("KILL", &format!("-{}", self.process));
        }
    }
}

/// How a program ended.
pub struct Ended {
    pub status: ExitStatus,
    pub view: View,
    modes_kept: bool,
}

impl Ended {
    /// Fails where the terminal is not as the program found it.
    #[track_caller]
    pub fn assert_restored(&self) {
        self.view.assert_given_back();
        let surprises = &self.view.told.surprises;
        assert!(surprises.is_empty(), "the terminal was told {surprises:?}");
        assert!(self.modes_kept, "the terminal's line modes are not as before");
    }

    /// Fails where it did not end by this signal.
    #[track_caller]
    pub fn assert_killed_by(&self, name: &str) {
        let signal = self.status.signal();
        assert!(
            signal.is_some_and(|signal| signal.starts_with(name)),
            "ended with {:?} instead of {name}",
            self.status
        );
    }
}

fn modes(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios().expect("a terminal with modes"))
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
