//! `gleaner PATH…`: the reader; where no terminal is looking, the text.

use super::arguments::{self, ThemeName};
use super::input::{self, Input};
use super::output::Output;
use super::stop::{Stop, Verdict};
use super::text;
use crate::app::action::Listed;
use crate::library::Theme;
use crate::load::Source;
use crate::terminal::{self, Listing, ReaderOptions};

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
    let documents: Listing = if sample {
        Box::new(std::iter::once(Listed { source: Source::Sample, failure: None }))
    } else {
        Box::new(input::documents(inputs)?.map(listed))
    };
    let code = terminal::run(options(arguments, documents))?;
    Ok(Verdict::Exit(code))
}

fn options(arguments: arguments::Reader, documents: Listing) -> ReaderOptions {
    let waits = input::waits(&arguments.inputs);
    ReaderOptions {
        documents,
        waits,
        loading: arguments.inputs.options(),
        width: arguments.width,
        theme: arguments.theme.map(theme),
        mouse: arguments.mouse,
        ascii: arguments.ascii,
        copy_command: arguments.copy_command,
        secure: arguments.secure || secure_by_environment(),
        resume: !arguments.no_resume,
    }
}

/// Whether the environment wants secure mode, by our own variable or by that of less.
fn secure_by_environment() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    set("GLEANER_SECURE") || set("LESSSECURE")
}

fn listed(input: Input) -> Listed {
    match input {
        Input::Document { source, .. } => Listed { source, failure: None },
        Input::Skipped(path, skip) => {
            Listed { source: Source::File(path), failure: Some(skip.to_string()) }
        }
        Input::Failed(error) => {
            let source = Source::File(error.name().into());
            Listed { source, failure: Some(error.to_string()) }
        }
    }
}

fn theme(name: ThemeName) -> Theme {
    match name {
        ThemeName::Auto => Theme::Auto,
        ThemeName::Dark => Theme::Dark,
        ThemeName::Light => Theme::Light,
        ThemeName::None => Theme::None,
    }
}
