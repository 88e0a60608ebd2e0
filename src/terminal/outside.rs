//! Other programs: the copy command, the program that opens links.

use std::io::Write;
use std::process::{Command, Stdio};

use thiserror::Error;

/// Why another program did not do its work.
#[derive(Debug, Error)]
pub(super) enum OutsideError {
    #[error("the copy command `{command}` cannot be read: {reason}")]
    Words { command: String, reason: String },
    #[error("the copy command `{command}` failed: {reason}")]
    Copy { command: String, reason: String },
    #[error("the link could not be opened: {reason}")]
    Open { reason: String },
}

/// Gives a text to a program on its standard input.
pub(super) fn copy(command: &str, text: &str) -> Result<(), OutsideError> {
    let failed = |reason: String| OutsideError::Copy { command: command.to_owned(), reason };
    let words = shell_words::split(command).map_err(|error| OutsideError::Words {
        command: command.to_owned(),
        reason: error.to_string(),
    })?;
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|error| failed(error.to_string()))?;
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    if status.success() { Ok(()) } else { Err(failed(status.to_string())) }
}

/// Opens a link with the system's program, without a shell.
pub(super) fn open(target: &str) -> Result<(), OutsideError> {
    open::that_detached(target).map_err(|error| OutsideError::Open { reason: error.to_string() })
}
