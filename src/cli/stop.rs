//! How a command ends.

use std::io;
use std::process::ExitCode;

use super::output::complain;

/// What a command that ran to its end came to.
#[derive(Clone, Copy, Debug)]
pub enum Verdict {
    /// All went well.
    Fine,
    /// Nothing was found, or some of the input failed.
    Lacking,
    /// What the reader says.
    Exit(ExitCode),
}

/// Why a command stopped before its end.
#[derive(Debug)]
pub enum Stop {
    /// It was called wrongly; the message says how to call it.
    Usage(String),
    /// Its output cannot be written.
    Output(io::Error),
    /// Anything else.
    Other(anyhow::Error),
}

/// The exit status for wrong usage.
pub const USAGE: u8 = 2;

impl Stop {
    /// A call that makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

impl Verdict {
    /// `Fine` where all is well.
    pub fn of(fine: bool) -> Self {
        if fine { Self::Fine } else { Self::Lacking }
    }
}

/// The exit status of a command, after saying what there is to say.
pub fn exit_code(result: Result<Verdict, Stop>) -> ExitCode {
    match result {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Lacking) => ExitCode::FAILURE,
        Ok(Verdict::Exit(code)) => code,
        // Whoever read the output has enough of it, as `head` does.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => {
            complain(&format!("cannot write the output: {error}"));
            ExitCode::FAILURE
        }
        Err(Stop::Usage(message)) => {
            complain(&format!("{message}; see gleaner --help"));
            ExitCode::from(USAGE)
        }
        Err(Stop::Other(error)) => {
            complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
