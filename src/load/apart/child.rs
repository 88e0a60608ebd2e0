//! The parent's side: start the child, take its frames, end it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::frame;
use crate::load::content::{Content, Fault};
use crate::load::limits::{APART_PATIENCE, MAX_ANSWER_BYTES};

/// The hidden subcommand that `serve` answers.
pub const SUBCOMMAND: &str = "read-apart";

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program to start to read a format apart: one whose subcommand `read-apart`
/// calls `serve`. Only the first call counts; without one, it is the
/// program that runs.
pub fn set_program(program: impl Into<PathBuf>) {
    let _ = PROGRAM.set(program.into());
}

/// The program that runs. On Linux it is found even where an update has replaced it.
fn program() -> io::Result<PathBuf> {
    match PROGRAM.get() {
        Some(program) => Ok(program.clone()),
        None if cfg!(target_os = "linux") => Ok(PathBuf::from("/proc/self/exe")),
        None => std::env::current_exe(),
    }
}

/// A child that reads a document. It is ended and waited for when this is dropped.
pub(in crate::load) struct Child {
    process: std::process::Child,
    frames: Receiver<io::Result<Vec<u8>>>,
    deadline: Instant,
    bytes: u64,
}

/// Why no further frame comes.
pub(in crate::load) enum End {
    /// All was said.
    Complete,
    /// Something went wrong: what the child did, in words that follow `its reader`.
    Died(&'static str),
}

impl Child {
    /// Starts a child with a task and the document, which may have so many bytes.
    pub fn start(task: &str, request: &str, content: &Content, limit: u64) -> Result<Self, Fault> {
        let size = content.size()?;
        if size > limit {
            return Err(Fault::broken(format!("it has {size} bytes, and {limit} are read")));
        }
        let (input, held) = match content {
            Content::File(path) => (Stdio::from(File::open(path)?), None),
            Content::Memory(bytes) => (Stdio::piped(), Some(Arc::clone(bytes))),
        };
        let mut process = Command::new(program()?)
            .args([SUBCOMMAND, task, &size.to_string(), request])
            .env_clear()
            .current_dir("/")
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let (Some(mut pipe), Some(bytes)) = (process.stdin.take(), held) {
            // Ends with the child: writing to it fails then.
            std::thread::spawn(move || pipe.write_all(&bytes));
        }
        let frames = listen(process.stdout.take());
        Ok(Self { process, frames, deadline: Instant::now() + APART_PATIENCE, bytes: 0 })
    }

    /// The next frame, or why there is none.
    pub fn next(&mut self) -> Result<Vec<u8>, End> {
        match self.frames.recv_deadline(self.deadline) {
            Ok(Ok(frame)) => {
                self.bytes = self.bytes.saturating_add(frame.len() as u64);
                match self.bytes > MAX_ANSWER_BYTES {
                    true => Err(End::Died("said too much")),
                    false => Ok(frame),
                }
            }
            Err(RecvTimeoutError::Timeout) => Err(End::Died("took too long")),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.end()),
        }
    }

    /// What became of a child that says no more.
    fn end(&mut self) -> End {
        match self.wait() {
            Some(status) if status.success() => End::Complete,
            Some(status) => End::Died(cause(status, &self.last_words())),
            None => End::Died("took too long"),
        }
    }

    /// Its exit status, where it comes before the deadline. It has closed its output, so it
    /// is about to end.
    fn wait(&mut self) -> Option<ExitStatus> {
        loop {
            match self.process.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if Instant::now() < self.deadline => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Ok(None) | Err(_) => return None,
            }
        }
    }

    /// What the runtime wrote when it gave up. Read only when the child has ended, and never
    /// shown.
    fn last_words(&mut self) -> String {
        let mut words = Vec::new();
        if let Some(stderr) = self.process.stderr.take() {
            // What was read before a failure is enough.
            let _ = stderr.take(4096).read_to_end(&mut words);
        }
        String::from_utf8_lossy(&words).into_owned()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have ended already; it is waited for in any case.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads frames on a thread of its own, which ends with the child, so that the deadline
/// holds while none comes.
fn listen(output: Option<std::process::ChildStdout>) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = crossbeam_channel::bounded(1);
    std::thread::spawn(move || {
        let Some(mut output) = output else { return };
        while let Some(frame) = frame::read(&mut output).transpose() {
            let failed = frame.is_err();
            if sender.send(frame).is_err() || failed {
                return;
            }
        }
    });
    receiver
}

/// What a child did that did not end well.
fn cause(status: ExitStatus, words: &str) -> &'static str {
    if words.contains("memory allocation") {
        return "ran out of memory";
    }
    if words.contains("overflowed its stack") {
        return "found it nested too deeply";
    }
    match signal(status) {
        Some(KILLED | OUT_OF_TIME) => "took too long",
        Some(SEGMENT) => "ran out of memory",
        _ => "broke down",
    }
}

const KILLED: i32 = 9;
const SEGMENT: i32 = 11;
/// `SIGXCPU`: the limit on processor time.
const OUT_OF_TIME: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}
