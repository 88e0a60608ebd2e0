//! What the reader is started with.

use crate::app::action::Listed;
use crate::library::Theme;
use crate::load::Options;

/// Documents in order, found as they are asked for.
pub type Listing = Box<dyn Iterator<Item = Listed> + Send>;

/// What the command line says about the reader; what it leaves open is up to the
/// configuration file.
pub struct ReaderOptions {
    /// What to open.
    pub documents: Listing,
    /// Whether the first of them may have to be waited for.
    pub waits: bool,
    /// How to read them.
    pub loading: Options,
    /// Columns of text.
    pub width: Option<u16>,
    /// The colours.
    pub theme: Option<Theme>,
    /// Whether the mouse is on from the start; off leaves it to the configuration.
    pub mouse: bool,
    /// Whether to draw with ASCII characters only; off leaves it to the configuration.
    pub ascii: bool,
    /// A program that takes what is copied on its standard input.
    pub copy_command: Option<String>,
    /// Whether nothing may be started, copied, written or opened beyond what was named.
    pub secure: bool,
    /// Whether to begin where reading was left off, and to remember where it is left.
    pub resume: bool,
}
