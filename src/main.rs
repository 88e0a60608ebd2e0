//! The `gleaner` program: see [`gleaner::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    gleaner::cli::main()
}
