//! How the reader looks and behaves.

use super::keymap::Keymap;
use crate::load::Options;

/// How the reader looks and behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Columns of text in a line, at most.
    pub measure: u16,
    /// The colours.
    pub theme: Theme,
    /// Whether only ASCII is drawn around the text.
    pub ascii: bool,
    /// Whether gleaner has the mouse.
    pub mouse: bool,
    /// Whether the facts stand beside the article where there is room.
    pub sidebar: bool,
    /// Whether facts are lit in the text.
    pub lit: bool,
    /// Whether nothing may be started, copied, written or opened beyond what was named.
    pub secure: bool,
    /// How documents are read.
    pub loading: Options,
    /// Which keys do what.
    pub keymap: Keymap,
}

/// Sets of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// No colours: bold, underlined, reversed.
    None,
}

/// The measure: 45 to 80 characters a line are read most easily.
pub const DEFAULT_MEASURE: u16 = 80;
/// A line shorter than this breaks at nearly every word.
pub const MIN_MEASURE: u16 = 20;
/// A line longer than this loses the eye on the way back.
pub const MAX_MEASURE: u16 = 300;
/// How much one press changes the measure.
pub const MEASURE_STEP: u16 = 4;

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: DEFAULT_MEASURE,
            theme: Theme::default(),
            ascii: false,
            mouse: false,
            sidebar: true,
            lit: false,
            secure: false,
            loading: Options::default(),
            keymap: Keymap::default(),
        }
    }
}

impl Theme {
    /// The theme's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Dark => "dark",
            Theme::Light => "light",
            Theme::None => "none",
        }
    }

    /// The next one in turn.
    pub fn next(self) -> Theme {
        match self {
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::None,
            Theme::None => Theme::Dark,
        }
    }
}
