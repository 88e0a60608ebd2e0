//! Calling the built program, and files for it to read.
#![allow(dead_code, reason = "each test program uses a part of this")]

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A call that takes longer hangs.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// What a call of the program came to.
pub struct Outcome {
    /// The exit status; `None` where a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub output: Vec<u8>,
    /// Standard error.
    pub errors: Vec<u8>,
    /// Whether it had to be killed.
    pub timed_out: bool,
}

impl Outcome {
    /// Standard output, which must be UTF-8.
    pub fn text(&self) -> String {
        String::from_utf8(self.output.clone()).unwrap()
    }

    /// Standard error, which must be UTF-8.
    pub fn errors(&self) -> String {
        String::from_utf8(self.errors.clone()).unwrap()
    }
}

/// Calls the program with nothing on its input.
pub fn gleaner<A: AsRef<OsStr>>(arguments: &[A]) -> Outcome {
    run(arguments, None)
}

/// Calls the program with this input.
pub fn piped<A: AsRef<OsStr>>(arguments: &[A], input: &[u8]) -> Outcome {
    run(arguments, Some(input))
}

fn run<A: AsRef<OsStr>>(arguments: &[A], input: Option<&[u8]>) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gleaner"))
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = read_all(child.stdout.take().unwrap());
    let errors = read_all(child.stderr.take().unwrap());
    if let (Some(mut pipe), Some(input)) = (child.stdin.take(), input) {
        let input = input.to_owned();
        // The program may end without reading all of it.
        thread::spawn(move || drop(pipe.write_all(&input)));
    }
    let begun = Instant::now();
    let mut timed_out = false;
    // Both ends of the output come with the end of the program, so that is awaited.
    while !(output.is_finished() && errors.is_finished()) {
        if begun.elapsed() > TIME_LIMIT {
            timed_out = true;
            child.kill().unwrap();
            break;
        }
        thread::park_timeout(Duration::from_millis(2));
    }
    let status = child.wait().unwrap().code();
    let [output, errors] = [output, errors].map(|reading| reading.join().unwrap());
    Outcome { status, output, errors, timed_out }
}

fn read_all(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    let caller = thread::current();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        caller.unpark();
        bytes
    })
}

/// Fails where either output holds a character that a terminal may act on.
pub fn assert_no_controls(outcome: &Outcome) {
    for bytes in [&outcome.output, &outcome.errors] {
        let text = std::str::from_utf8(bytes).expect("the output is UTF-8");
        let text = text.replace("\r\n", "\n");
        let bad = text.char_indices().find(|&(_, character)| is_control(character));
        if let Some((at, character)) = bad {
            let around: String =
                text.chars().skip(text[..at].chars().count().saturating_sub(20)).take(40).collect();
            panic!("{character:?} in {around:?}");
        }
    }
}

fn is_control(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => character.is_control(),
    }
}

/// A folder for one test, removed with it.
pub struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The path of something in it.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file, and the folders it lies in.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.path(name);
        fs::create_dir_all(Path::new(&path).parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The folder itself.
    pub fn as_path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}
