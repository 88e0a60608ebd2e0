//! The parent's side: start the child, take its frames, end it.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::frame;
use crate::load::content::{Content, Fault};
use crate::load::limits::{ANSWER_BESIDE, ANSWER_PER_TEXT, APART_PATIENCE, Limit, Limits};

/// The hidden subcommand that `serve` answers.
pub const SUBCOMMAND: &str = "read-apart";

/// The words behind it.
pub const ARGUMENTS: usize = 4;

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
    /// Bytes that it may say.
    most: u64,
}

/// Why no further frame comes.
pub(in crate::load) enum End {
    /// All was said.
    Complete,
    /// Something went wrong: what the child did, in words that follow `its reader`.
    Died(&'static str),
}

impl Child {
    /// Starts a child with a task and the document. `whole` is the limit on the bytes of one
    /// that is read as a whole; of others only what is asked for is.
    pub fn start(
        task: &str,
        request: &str,
        limits: &Limits,
        content: &Content,
        whole: Option<Limit>,
    ) -> Result<Self, Fault> {
        let size = content.size()?;
        if let Some(limit) = whole.filter(|limit| size > limits.of(*limit)) {
            let (name, most) = (limit.about().name, limits.of(limit));
            return Err(Fault::broken(format!(
                "it has {size} bytes, and {most} are read (--limit {name}={size})"
            )));
        }
        let (input, held) = match content {
            Content::File(path) => (Stdio::from(File::open(path)?), None),
            Content::Memory(bytes) => (Stdio::piped(), Some(Arc::clone(bytes))),
        };
        keep_descriptors();
        let mut process = Command::new(program()?)
            .args([SUBCOMMAND, task, &size.to_string(), &limits.tell(), request])
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
        let frames = listen(process.stdout.take(), frame::most(limits));
        let patience = limits.of(Limit::Seconds).saturating_mul(APART_PATIENCE);
        let deadline = Instant::now() + Duration::from_secs(patience);
        let most = limits.of(Limit::PdfText).saturating_mul(ANSWER_PER_TEXT);
        let most = most.saturating_add(ANSWER_BESIDE);
        Ok(Self { process, frames, deadline, bytes: 0, most })
    }

    /// The next frame, or why there is none.
    pub fn next(&mut self) -> Result<Vec<u8>, End> {
        match self.frames.recv_deadline(self.deadline) {
            Ok(Ok(frame)) => {
                self.bytes = self.bytes.saturating_add(frame.len() as u64);
                match self.bytes > self.most {
                    true => Err(End::Died("said too much")),
                    false => Ok(frame),
                }
            }
            Err(RecvTimeoutError::Timeout) => Err(End::Died(TOO_LONG)),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(self.end()),
        }
    }

    /// What became of a child that says no more.
    fn end(&mut self) -> End {
        match self.wait() {
            Some(status) if status.success() => End::Complete,
            Some(status) => End::Died(cause(status, &self.last_words())),
            None => End::Died(TOO_LONG),
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

/// Keeps every descriptor but the first three from children. Ours are kept already; a
/// shell, or what started it, may have left others open.
#[cfg(unix)]
fn keep_descriptors() {
    close_fds::set_fds_cloexec_threadsafe(3, &[]);
}

#[cfg(not(unix))]
fn keep_descriptors() {}

/// Reads frames on a thread of its own, which ends with the child, so that the deadline
/// holds while none comes.
fn listen(output: Option<ChildStdout>, most: u32) -> Receiver<io::Result<Vec<u8>>> {
    let (sender, receiver) = crossbeam_channel::bounded(1);
    std::thread::spawn(move || {
        let Some(mut output) = output else { return };
        while let Some(frame) = frame::read(&mut output, most).transpose() {
            let failed = frame.is_err();
            if sender.send(frame).is_err() || failed {
                return;
            }
        }
    });
    receiver
}

const OUT_OF_MEMORY: &str = "ran out of memory (--limit memory=…)";
const TOO_LONG: &str = "took too long (--limit seconds=…)";

/// What a child did that did not end well.
fn cause(status: ExitStatus, words: &str) -> &'static str {
    if words.contains("memory allocation") {
        return OUT_OF_MEMORY;
    }
    if words.contains("overflowed its stack") {
        return "found it nested too deeply";
    }
    match signal(status) {
        Some(OUT_OF_TIME) => TOO_LONG,
        Some(KILLED) => "was ended by the system",
        Some(SEGMENT) => OUT_OF_MEMORY,
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn every_way_to_end_has_its_words() {
        let signal = |number| ExitStatus::from_raw(number);
        let failed = ExitStatus::from_raw(1 << 8);
        for (status, words, told) in [
            (signal(6), "memory allocation of 9 bytes failed", OUT_OF_MEMORY),
            (signal(6), "thread has overflowed its stack", "found it nested too deeply"),
            (signal(SEGMENT), "", OUT_OF_MEMORY),
            (signal(OUT_OF_TIME), "", TOO_LONG),
            (signal(KILLED), "", "was ended by the system"),
            (signal(6), "", "broke down"),
            (failed, "", "broke down"),
        ] {
            assert_eq!(cause(status, words), told, "{status}");
        }
    }
}
