//! The command line and its output formats.

mod arguments;
mod examples;
mod json;
mod ordered;
mod output;
mod records;

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
