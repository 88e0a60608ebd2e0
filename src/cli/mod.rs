//! The command line and its output formats.
//!
//! [`main`] reads the arguments and hands over to one module a command. Every byte that
//! is printed goes through `output`, which lets no control character of a document, a
//! file name or an argument pass.

mod arguments;
mod examples;
mod facts;
mod find;
mod formats;
mod input;
mod json;
mod ordered;
mod output;
mod progress;
mod reader;
mod records;
mod stop;
mod table;
mod text;

use std::process::ExitCode;

use clap::Parser;

use self::arguments::{Arguments, Command};
use self::output::{Output, complain, complain_at_length};
use self::stop::{Stop, USAGE, Verdict, exit_code};
use crate::load::apart::{ARGUMENTS, SUBCOMMAND, serve};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    // The message of a panic may quote a document.
    std::panic::set_hook(Box::new(|fault| complain(&format!("a fault: {fault}"))));
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    if let Some(arguments) = apart(&words) {
        return serve(&arguments);
    }
    match Arguments::of_paths(&words).map_or_else(Arguments::try_parse, Ok) {
        Ok(arguments) => exit_code(run(arguments)),
        Err(answer) => said(&answer),
    }
}

/// The arguments of a process that this program has started to read a format apart. No
/// use for people, so neither help nor completions know of it.
fn apart(words: &[std::ffi::OsString]) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    let is_meant = first == SUBCOMMAND && rest.len() == ARGUMENTS;
    is_meant.then(|| rest.iter().map(|word| word.to_string_lossy().into_owned()).collect())
}

fn run(arguments: Arguments) -> Result<Verdict, Stop> {
    match arguments.command {
        None => reader::run(arguments.reader),
        Some(Command::Facts(arguments)) => facts::run(&arguments),
        Some(Command::Text(arguments)) => text::run(&arguments),
        Some(Command::Find(arguments)) => find::run(&arguments),
        Some(Command::Formats) => formats::run(),
    }
}

/// Prints help, version, or what is wrong with the arguments, which may hold anything.
fn said(answer: &clap::Error) -> ExitCode {
    let text = answer.render();
    if answer.use_stderr() {
        complain_at_length(&text.to_string());
        return ExitCode::from(USAGE);
    }
    let mut out = Output::standard();
    let styled = if Output::has_colours() { text.ansi().to_string() } else { text.to_string() };
    // Help and version are the program's own words.
    let written = out.safe(styled.as_bytes()).and_then(|()| out.flush());
    exit_code(written.map(|()| Verdict::Fine).map_err(Stop::from))
}
