//! A pseudo-terminal with the program in it.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{
    Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system,
};
use vt100::{Callbacks, Parser};

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

/// A folder with everything that a run may read or write, removed with its last user.
pub struct Home {
    folder: Arc<tempfile::TempDir>,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        let home = Self { folder: Arc::new(tempfile::tempdir().unwrap()) };
        for name in ["work", "state", "config", "home"] {
            std::fs::create_dir(home.folder.path().join(name)).unwrap();
        }
        home
    }

    /// The path of something in the folder that the program is started in.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// Writes a file there, and the folders that it lies in.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Writes a program there.
    pub fn script(&self, name: &str, content: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.file(name, format!("#!/bin/sh\n{content}"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// What a file there holds; empty where there is none.
    pub fn content(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Writes the configuration.
    pub fn configure(&self, content: &str) -> PathBuf {
        let path = self.folder.path().join("config/config.toml");
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program with these arguments, to be opened.
    pub fn reader(&self, arguments: &[&str]) -> Start {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_gleaner"));
        command.args(arguments);
        self.start(command)
    }

    /// A shell script that calls the program as `"$GLEANER"`, to be opened.
    pub fn shell(&self, script: &str) -> Start {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        self.start(command)
    }

    fn start(&self, mut command: CommandBuilder) -> Start {
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GLEANER", env!("CARGO_BIN_EXE_gleaner"));
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        let folder = self.folder.path();
        for (name, place) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_CACHE_HOME", "home/cache"),
            ("GLEANER_CONFIG_DIR", "config"),
            ("GLEANER_STATE_DIR", "state"),
        ] {
            command.env(name, folder.join(place));
        }
        command.cwd(folder.join("work"));
        Start { command, columns: 80, rows: 24, home: Arc::clone(&self.folder) }
    }
}

/// A call of the program that is not made yet.
pub struct Start {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    home: Arc<tempfile::TempDir>,
}

impl Start {
    /// On a screen of this size instead of 80×24.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// With this variable in its environment.
    pub fn variable(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Makes the call.
    pub fn open(self) -> Terminal {
        let size = pty_size(self.columns, self.rows);
        let pty = native_pty_system().openpty(size).unwrap();
        let modes_before = modes(&*pty.master);
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                parser: Parser::new_with_callbacks(
                    cells(self.rows),
                    cells(self.columns),
                    0,
                    Told::default(),
                ),
                bytes: Vec::new(),
                last_byte: Instant::now(),
                ended: None,
            }),
            changed: Condvar::new(),
        });
        let reader = pty.master.try_clone_reader().unwrap();
        let child = pty.slave.spawn_command(self.command).unwrap();
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
        let terminal = Pty { writer, master: pty.master, slave: pty.slave };
        Terminal { pty: terminal, modes_before, process, shared, _home: self.home }
    }
}

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

/// What a terminal was told to do besides showing text.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The clipboard's new contents, decoded.
    pub copied: Vec<String>,
    /// Titles of the window, and everything that the parser does not know or that rings.
    pub surprises: Vec<String>,
}

impl Callbacks for Told {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.surprises.push("bell".to_owned());
    }

    fn resize(&mut self, _: &mut vt100::Screen, size: (u16, u16)) {
        self.surprises.push(format!("resize to {size:?}"));
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.surprises.push(format!("icon {}", String::from_utf8_lossy(name)));
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.surprises.push(format!("title {}", String::from_utf8_lossy(title)));
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], data: &[u8]) {
        self.copied.push(String::from_utf8(base64(data)).unwrap());
    }

    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8]) {
        self.surprises.push("clipboard asked for".to_owned());
    }

    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.surprises.push(format!("control {byte:#x}"));
    }

    fn unhandled_escape(&mut self, _: &mut vt100::Screen, _: Option<u8>, _: Option<u8>, byte: u8) {
        // This one only ends a command such as that for the clipboard.
        if byte != b'\\' {
            self.surprises.push(format!("escape {:?}", char::from(byte)));
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, parameters: &[&[u8]]) {
        let words: Vec<_> = parameters.iter().map(|word| String::from_utf8_lossy(word)).collect();
        self.surprises.push(format!("operating system command {words:?}"));
    }
}

/// The bytes that were written in base 64, with or without padding.
fn base64(text: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in text.iter().filter(|&&byte| byte != b'=') {
        let value = DIGITS.iter().position(|known| known == digit).expect("a digit of base 64");
        bits = (bits << 6) | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
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

    /// The processor time that the program took so far, in hundredths of a second.
    pub fn processor_time(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/stat", self.process)).unwrap();
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
            (!is_updating(&state.bytes) && condition(&view)).then_some(view)
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
                .unwrap_or_else(std::sync::PoisonError::into_inner)
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

/// Sends a signal by the shell's own command.
pub fn send_signal(name: &str, target: &str) {
    let kill = format!("kill -s {name} -- {target}");
    let done = Command::new("/bin/sh").args(["-c", &kill]).output().unwrap();
    assert!(done.status.success() || name == "KILL", "{kill}: {done:?}");
}

/// Whether the process is there and not only waits to be forgotten.
pub fn is_running(process: &str) -> bool {
    matches!(process_state(process), Some(state) if state != b'Z')
}

/// The state of a process as the system tells it: `T` is stopped, `Z` ended.
pub fn process_state(process: &str) -> Option<u8> {
    let told = Command::new("ps").args(["-o", "stat=", "-p", process]).output().unwrap();
    told.stdout.trim_ascii().first().copied()
}

/// Waits until something outside of the terminal is so.
#[track_caller]
pub fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        thread::park_timeout(Duration::from_millis(5));
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

/// A screen at one moment.
#[derive(Clone)]
pub struct View {
    pub screen: vt100::Screen,
    pub told: Told,
    pub bytes: Vec<u8>,
}

impl View {
    fn of(state: &State) -> Self {
        Self {
            screen: state.parser.screen().clone(),
            told: state.parser.callbacks().clone(),
            bytes: state.bytes.clone(),
        }
    }

    /// The rows from left to right.
    pub fn rows(&self) -> Vec<String> {
        let (_, columns) = self.screen.size();
        self.screen.rows(0, columns.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The line with the title and the measures.
    pub fn header(&self) -> String {
        self.rows().first().cloned().unwrap_or_default()
    }

    /// The line with the hints, messages and the progress.
    pub fn status(&self) -> String {
        self.rows().last().cloned().unwrap_or_default()
    }

    /// Whether the words are on the screen, however they are wrapped.
    pub fn shows(&self, text: &str) -> bool {
        words(&self.rows().join("\n")).contains(&words(text))
    }

    /// The rows between the rules.
    pub fn article(&self) -> Vec<String> {
        let rows = self.rows();
        let inner = 2..rows.len().saturating_sub(2);
        rows.get(inner).unwrap_or_default().to_vec()
    }

    /// The article's first line with text.
    pub fn top(&self) -> String {
        let rows = self.article();
        rows.iter().map(|row| words(row)).find(|row| !row.is_empty()).unwrap_or_default()
    }

    /// The sentence in focus: the rows with the bar.
    pub fn focus(&self) -> String {
        let rows = self.article();
        let marked: Vec<&str> =
            rows.iter().filter(|row| row.contains(BAR)).map(String::as_str).collect();
        words(&marked.join("\n"))
    }

    /// Whether the text is shown with the colours or styles of something found.
    pub fn is_lit(&self, text: &str) -> bool {
        let (rows, columns) = self.screen.size();
        (0..rows.get()).any(|row| {
            let cells = (0..columns.get()).filter_map(|column| self.screen.cell(row, column));
            let lit: String = cells
                .filter(|cell| cell.bgcolor() != vt100::Color::Default || cell.inverse())
                .map(vt100::Cell::contents)
                .collect();
            lit.contains(text)
        })
    }

    /// Fails where the terminal is not as a shell wants it.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let screen = &self.screen;
        assert!(!screen.alternate_screen(), "the alternate screen is not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, vt100::MouseProtocolMode::None, "the mouse is taken");
        assert!(!is_updating(&self.bytes), "an update is not closed");
    }

    /// The screen as a picture, for messages.
    pub fn picture(&self) -> String {
        let mut picture = String::from("the screen:\n");
        for row in self.rows() {
            let _ = writeln!(picture, "|{row}");
        }
        picture
    }
}

/// What stands before the lines of the sentence in focus.
const BAR: char = '▌';

/// The words of a text with one space between them.
fn words(text: &str) -> String {
    text.replace(BAR, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a frame was begun and not ended: what is seen then is half of it.
fn is_updating(bytes: &[u8]) -> bool {
    let update = b"\x1b[?2026";
    memchr::memmem::rfind(bytes, update)
        .is_some_and(|at| bytes.get(at + update.len()) == Some(&b'h'))
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

/// A text of so many paragraphs, each of three sentences, that say which one they are.
pub fn paragraphs(count: usize) -> String {
    let mut text = String::new();
    for number in 1..=count {
        let _ = writeln!(
            text,
            "Paragraph {number} opens at the harbour. It then speaks of ships and of the \
             weather, so that it fills more than one line. It closes with number {number}.\n"
        );
    }
    text
}

/// Waits until a file holds what is described.
#[track_caller]
pub fn wait_for_file(path: &Path, condition: impl Fn(&str) -> bool) -> String {
    let content = || std::fs::read_to_string(path).unwrap_or_default();
    wait_until(&format!("the content of {}", path.display()), || condition(&content()));
    content()
}
