//! What the command line accepts.

use std::ops::Range;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::examples;
use crate::document::Format as DocumentFormat;
use crate::facts::Kind;
use crate::library::Configuration;
use crate::load::limits::{self, Limit, Limits};
use crate::load::{self, Columns, formats};

/// A terminal reader that lays the facts of what you read beside it.
///
/// Opens the paths side by side: text, Markdown and web pages, and all such files of a
/// folder.
/// Without a path it reads what is piped in, or opens a sample article. Where its output
/// is no terminal it prints the text.
#[derive(Debug, Parser)]
#[command(
    name = "gleaner",
    bin_name = "gleaner",
    version,
    after_help = examples::READER,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// Another use than reading.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Reading.
    #[command(flatten)]
    pub reader: Reader,
}

impl Arguments {
    /// The arguments where they are nothing but paths to read, which is most often so and
    /// needs no parser: building it takes a tenth of the time to the first screen.
    pub fn of_paths(arguments: &[std::ffi::OsString]) -> Option<Self> {
        let names = ["facts", "text", "find", "formats"];
        let plain = |argument: &std::ffi::OsString| {
            argument == "-" || !argument.as_encoded_bytes().starts_with(b"-")
        };
        let first_is_path =
            !arguments.first().is_some_and(|first| names.iter().any(|name| first == name));
        let non_empty = arguments.iter().all(|argument| !argument.is_empty());
        if !first_is_path || !non_empty || !arguments.iter().all(plain) {
            return None;
        }
        let paths = arguments.iter().map(PathBuf::from).collect();
        let inputs = Inputs { paths, ..Inputs::default() };
        Some(Self { command: None, reader: Reader { inputs, ..Reader::default() } })
    }
}

/// Uses other than reading.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the facts of documents: who, where, when, how much, and who said what
    ///
    /// One object a document, in the order of the input. Without a path it reads standard
    /// input as one text.
    Facts(Facts),
    /// Write the text of documents, with control characters as symbols
    ///
    /// The offsets that `gleaner facts` writes count the characters of this text.
    Text(Text),
    /// Find facts and sentences in documents, and print them with their lines
    Find(Find),
    /// List the formats that are read
    Formats,
}

/// Which documents.
#[derive(Args, Clone, Debug, Default)]
pub struct Inputs {
    /// Files and folders; - is standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Read further paths from a file, one a line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Read them as this format, whatever name and content say: see `gleaner formats`
    #[arg(
        long = "as",
        value_name = "FORMAT",
        value_parser = PossibleValuesParser::new(formats().map(|(_, about)| about.name)).try_map(format)
    )]
    pub read_as: Option<DocumentFormat>,
    /// Show all of a web page, and not only its article
    #[arg(long)]
    pub whole_page: bool,
    /// How much may be read, such as inflated=1G; `gleaner formats` lists the limits
    #[arg(
        long = "limit", value_name = "NAME=VALUE", value_parser = limits::parse,
        long_help = limits::help()
    )]
    pub limits: Vec<(Limit, u64)>,
    /// Which columns of a data set hold what: text=body,title=headline,date=day,author=by,url=link
    #[arg(long, value_name = "COLUMNS", default_value = "", hide_default_value = true)]
    pub columns: Columns,
}

impl Inputs {
    /// How to load them.
    pub fn options(&self) -> load::Options {
        let set = |limits: Limits, &(limit, value): &(Limit, u64)| limits.with(limit, value);
        load::Options {
            format: self.read_as,
            whole: self.whole_page,
            limits: self.limits.iter().fold(Limits::default(), set),
            ..load::Options::default()
        }
    }
}

fn format(name: String) -> Result<DocumentFormat, String> {
    let found = formats().find(|(_, about)| about.name == name);
    found.map(|(format, _)| format).ok_or(name)
}

/// How to read.
#[derive(Args, Clone, Debug, Default)]
pub struct Reader {
    /// Which documents.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Columns of text
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(widths()))]
    pub width: Option<u16>,
    /// Colours: auto asks the environment, none uses bold and underline only
    #[arg(long, value_name = "THEME")]
    pub theme: Option<ThemeName>,
    /// Let the mouse scroll and choose; the terminal's own selection then needs Shift
    #[arg(long)]
    pub mouse: bool,
    /// Draw borders and marks with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
    /// Copy by this program, which reads the text from its input, and not by the terminal
    #[arg(long, value_name = "COMMAND")]
    pub copy_command: Option<String>,
    /// Begin at the start and keep no reading place
    #[arg(long)]
    pub no_resume: bool,
    /// Start no editor, open no links, copy and write nothing; also by GLEANER_SECURE or LESSSECURE
    #[arg(long)]
    pub secure: bool,
}

/// The themes by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeName {
    /// Whatever the environment tells of the terminal's background.
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colours.
    None,
}

/// What `gleaner facts` is asked for.
#[derive(Args, Debug)]
#[command(after_help = examples::FACTS)]
pub struct Facts {
    /// How to write: ndjson is one object a line, json one array, table for people
    /// [default: table on a terminal, else ndjson]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// What standard input or the paths hold: records to take the text from
    #[arg(long, value_name = "FORMAT")]
    pub input: Option<InputFormat>,
    /// Only facts of these kinds
    #[arg(
        long = "kind",
        value_name = "KIND",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::name)).try_map(kind)
    )]
    pub kinds: Vec<Kind>,
    /// Tell of each fact what made it: recogniser, rule, and the score where a model gave one
    #[arg(long)]
    pub explain: bool,
    /// Which documents.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// The formats of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One object a line.
    Ndjson,
    /// One array, indented.
    Json,
    /// Columns for people.
    Table,
}

/// The formats of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// One object with `id` and `text` a line.
    Ndjson,
}

/// What `gleaner text` is asked for.
#[derive(Args, Debug)]
#[command(after_help = examples::TEXT)]
pub struct Text {
    /// Which documents.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// What `gleaner find` is asked for.
#[derive(Args, Debug)]
#[command(after_help = examples::FIND)]
pub struct Find {
    /// Words, or their beginnings, in any order
    pub query: String,
    /// Write one object a line
    #[arg(long)]
    pub json: bool,
    /// Which documents.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// The same widths that the configuration file may name.
fn widths() -> Range<i64> {
    i64::from(Configuration::WIDTHS.start)..i64::from(Configuration::WIDTHS.end)
}

fn kind(name: String) -> Result<Kind, String> {
    Kind::from_name(&name).ok_or(name)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parsed(words: &[&str]) -> Arguments {
        Arguments::try_parse_from(["gleaner"].iter().chain(words)).unwrap()
    }

    #[test]
    fn the_definitions_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_named_like_a_command_can_be_opened() {
        for words in [["--", "facts"], ["./facts", "text"], ["notes.txt", "facts"]] {
            let arguments = parsed(&words);
            assert!(arguments.command.is_none(), "{words:?}");
        }
        assert_eq!(parsed(&["--", "facts"]).reader.inputs.paths, [PathBuf::from("facts")]);
        assert!(matches!(parsed(&["facts"]).command, Some(Command::Facts(_))));
    }

    #[test]
    fn kinds_are_named_as_in_the_contract() {
        let Some(Command::Facts(facts)) = parsed(&["facts", "--kind", "person,money"]).command
        else {
            panic!("no facts command")
        };
        assert_eq!(facts.kinds, [Kind::Person, Kind::Money]);
        assert!(Arguments::try_parse_from(["gleaner", "facts", "--kind", "animal"]).is_err());
    }

    #[test]
    fn paths_alone_are_read_as_the_parser_reads_them() {
        let cases: &[&[&str]] = &[&[], &["a.txt"], &["a b", "-"], &["./facts"], &["a", "facts"]];
        for case in cases {
            let words: Vec<std::ffi::OsString> = case.iter().map(Into::into).collect();
            let parsed = Arguments::try_parse_from([&["gleaner"], *case].concat()).unwrap();
            let quick = Arguments::of_paths(&words).unwrap();
            assert_eq!(format!("{quick:?}"), format!("{parsed:?}"), "{case:?}");
        }
        for case in [&["facts"][..], &["--help"], &["a", "--width", "60"], &["-x"], &[""]] {
            let words: Vec<std::ffi::OsString> = case.iter().map(Into::into).collect();
            assert!(Arguments::of_paths(&words).is_none(), "{case:?}");
        }
    }

    /// A new command must be known to the quick way too.
    #[test]
    fn every_command_is_left_to_the_parser() {
        use clap::CommandFactory;
        for command in Arguments::command().get_subcommands() {
            assert!(Arguments::of_paths(&[command.get_name().into()]).is_none(), "{command}");
        }
    }
}
