//! `gleaner PATH…`: the reader; where no terminal is looking, the text.

use std::path::PathBuf;

use super::arguments::{self, ThemeName};
use super::input;
use super::output::Output;
use super::stop::{Stop, Verdict};
use super::text;
use crate::load::Source;
use crate::terminal::{self, FilesFrom, Opened, ReaderOptions, ThemeChoice};

/// Opens the reader, or prints the text where standard output is no terminal.
///
/// # Errors
///
/// Wrong usage, output that cannot be written, a terminal that cannot be used.
pub fn run(arguments: arguments::Reader) -> Result<Verdict, Stop> {
    let inputs = &arguments.inputs;
    let nothing_named = inputs.paths.is_empty() && inputs.files_from.is_none();
    let sample = nothing_named && !input::is_piped();
    if !Output::is_terminal() {
        return if sample { text::print_sample() } else { text::print(input::documents(inputs)?) };
    }
    if !sample {
        input::check(inputs)?;
    }
    let code = terminal::run(options(arguments, sample))?;
    Ok(Verdict::Exit(code))
}

fn options(arguments: arguments::Reader, sample: bool) -> ReaderOptions {
    let arguments::Inputs { paths, files_from } = arguments.inputs;
    let nothing_named = paths.is_empty() && files_from.is_none();
    let open = match (sample, nothing_named) {
        (true, _) => vec![Opened::Document(Source::Sample)],
        (false, true) => vec![Opened::Document(Source::standard_input())],
        (false, false) => paths.into_iter().map(opened).collect(),
    };
    ReaderOptions {
        open,
        files_from: files_from.map(list),
        width: arguments.width,
        theme: arguments.theme.map(theme),
        mouse: arguments.mouse,
        ascii: arguments.ascii,
        copy_command: arguments.copy_command,
        resume: !arguments.no_resume,
    }
}

fn opened(path: PathBuf) -> Opened {
    if path.as_os_str() == input::STANDARD_INPUT {
        Opened::Document(Source::standard_input())
    } else if path.is_dir() {
        Opened::Folder(path)
    } else {
        Opened::Document(Source::File(path))
    }
}

fn list(path: PathBuf) -> FilesFrom {
    if path.as_os_str() == input::STANDARD_INPUT {
        FilesFrom::StandardInput
    } else {
        FilesFrom::File(path)
    }
}

fn theme(name: ThemeName) -> ThemeChoice {
    match name {
        ThemeName::Auto => ThemeChoice::Auto,
        ThemeName::Dark => ThemeChoice::Dark,
        ThemeName::Light => ThemeChoice::Light,
        ThemeName::None => ThemeChoice::None,
    }
}
