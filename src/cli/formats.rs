//! `gleaner formats`: what this build reads.

use super::output::Output;
use super::stop::{Stop, Verdict};
use crate::load::formats;

/// Writes a line for each format: its name, what it is, the endings of its names.
///
/// # Errors
///
/// Output that cannot be written.
pub fn run() -> Result<Verdict, Stop> {
    let mut out = Output::standard();
    for (_, about) in formats() {
        let endings: Vec<String> = about.extensions.iter().map(|end| format!(".{end}")).collect();
        let line = format!("{:<10}{}  ({})\n", about.name, about.what, endings.join(" "));
        out.safe(line.as_bytes())?;
    }
    out.flush()?;
    Ok(Verdict::Fine)
}
