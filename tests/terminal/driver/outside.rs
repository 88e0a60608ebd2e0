//! Processes and files outside of the terminal.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::PATIENCE;

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

/// Waits until a file holds what is described.
#[track_caller]
pub fn wait_for_file(path: &Path, condition: impl Fn(&str) -> bool) -> String {
    let content = || std::fs::read_to_string(path).unwrap_or_default();
    wait_until(&format!("the content of {}", path.display()), || condition(&content()));
    content()
}
