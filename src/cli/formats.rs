//! `gleaner formats`: what this build reads, and how much.

use super::output::Output;
use super::stop::{Stop, Verdict};
use crate::load::formats;
use crate::load::limits::{About, Limit};

/// Writes a line for each format (its name, what it is, the endings of its names) and for
/// each limit.
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
    out.safe(b"\nLimits, as they are set by --limit NAME=VALUE:\n")?;
    for About { name, what, default, .. } in Limit::ALL.map(Limit::about) {
        out.safe(format!("{name:<13}{what}  ({default})\n").as_bytes())?;
    }
    out.flush()?;
    Ok(Verdict::Fine)
}
