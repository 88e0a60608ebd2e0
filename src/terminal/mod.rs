//! crossterm: raw mode, the event loop, the workers that run effects.

mod options;
mod size;

use std::process::ExitCode;

pub use options::{FilesFrom, Opened, ReaderOptions, ThemeChoice};
pub use size::columns;

/// Runs the reader until it is left.
///
/// # Errors
///
/// A terminal that cannot be used.
pub fn run(options: ReaderOptions) -> anyhow::Result<ExitCode> {
    let _ = options;
    anyhow::bail!("this build has no reader")
}
