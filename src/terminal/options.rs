//! What the reader is started with.

use std::path::PathBuf;

use crate::load::Source;

/// What the command line says about the reader; what it leaves open is up to the
/// configuration file.
#[derive(Clone, Debug, Default)]
pub struct ReaderOptions {
    /// What to open, in order.
    pub open: Vec<Opened>,
    /// A file that lists further paths, one a line.
    pub files_from: Option<FilesFrom>,
    /// Columns of text.
    pub width: Option<u16>,
    /// The colours.
    pub theme: Option<ThemeChoice>,
    /// Whether the mouse is on from the start; off leaves it to the configuration.
    pub mouse: bool,
    /// Whether to draw with ASCII characters only; off leaves it to the configuration.
    pub ascii: bool,
    /// A program that takes what is copied on its standard input.
    pub copy_command: Option<String>,
    /// Whether to begin where reading was left off, and to remember where it is left.
    pub resume: bool,
}

/// Something named on the command line.
#[derive(Clone, Debug)]
pub enum Opened {
    /// One document: a file, standard input or the sample.
    Document(Source),
    /// A folder, walked by [`crate::load::Walk`].
    Folder(PathBuf),
}

/// Where a list of paths is read from, by [`crate::load::PathList`].
#[derive(Clone, Debug)]
pub enum FilesFrom {
    /// Standard input; keys then come from the terminal itself.
    StandardInput,
    /// A file.
    File(PathBuf),
}

/// The colours of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// Whatever the environment tells of the terminal.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// Without colours.
    None,
}
