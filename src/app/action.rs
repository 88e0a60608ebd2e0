//! What arrives at the core and what leaves it.
//!
//! Key presses, the mouse, window changes and the results of background work are all
//! [`Action`]s. Everything slow or outside leaves as an [`Effect`]; its result carries
//! the generation that asked for it, so that a stale one is dropped.

use std::path::PathBuf;
use std::sync::Arc;

use super::key::Key;
use crate::document::{Document, Span};
use crate::facts::Facts;
use crate::library::DocumentState;
use crate::load::{Options, Source};
use crate::search::find::Pattern;
use crate::search::{Hit, Scope};

/// Index of a document in the order in which it was named or found.
pub type DocumentId = usize;

/// Counts requests of one sort; only the answer to the last one counts.
pub type Generation = u64;

/// What arrives at the core.
#[derive(Debug)]
pub enum Action {
    /// A key press.
    Key(Key),
    /// Text pasted into the terminal.
    Paste(String),
    /// The mouse, while gleaner has it.
    Mouse(Mouse),
    /// The window has this many columns and rows now.
    Resize(u16, u16),
    /// More documents were found; they go to the end of the list.
    Listed(Vec<Listed>),
    /// All documents are listed.
    ListingDone,
    /// A document was read, wholly or its beginning.
    Loaded {
        /// Which.
        id: DocumentId,
        /// Which reading of it.
        generation: Generation,
        /// Its text so far.
        document: Arc<Document>,
        /// Whether that is all.
        complete: bool,
        /// What was kept of it from an earlier run, for its first reading.
        saved: Option<DocumentState>,
    },
    /// A document cannot be read.
    Failed {
        /// Which.
        id: DocumentId,
        /// Which reading of it.
        generation: Generation,
        /// One sentence for the user.
        reason: String,
    },
    /// Facts of a document, or of the part around the viewport.
    Extracted {
        /// Which.
        id: DocumentId,
        /// Which reading of it.
        generation: Generation,
        /// What was found.
        facts: Arc<Facts>,
    },
    /// A match for the find line, seen from the place where finding began.
    Found {
        /// Which request.
        generation: Generation,
        /// The match, if there is one.
        span: Option<Span>,
        /// Whether the search went on from the other end.
        wrapped: bool,
    },
    /// All matches in the document.
    Matches {
        /// Which request.
        generation: Generation,
        /// In order, up to a limit.
        spans: Arc<Vec<Span>>,
        /// Whether there are more than the limit.
        more: bool,
    },
    /// Results of a search over all documents.
    Results {
        /// Which request.
        generation: Generation,
        /// The best ones.
        hits: Vec<Hit>,
        /// How many there are in all.
        total: usize,
        /// Microseconds that the search took.
        micros: u64,
    },
    /// The file of a document changed on disk, or vanished.
    FileChanged {
        /// Which.
        id: DocumentId,
        /// Whether it is gone.
        vanished: bool,
    },
    /// The line of the source file on which an offset stands, for what asked for it.
    SourceLine {
        /// Why it was asked for.
        purpose: LinePurpose,
        /// Counted from 1.
        line: usize,
    },
    /// Something to tell the user, from work in the background.
    Notice(String),
}

/// A document that the command line names or a folder holds.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Where it comes from.
    pub source: Source,
    /// Why it cannot be read, if that is known already.
    pub failure: Option<String>,
}

/// Mouse events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What happened.
    pub kind: MouseKind,
    /// Column from 0.
    pub column: u16,
    /// Row from 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The main button went down.
    Press,
    /// It moved while held down.
    Drag,
    /// It was let go.
    Release,
    /// The wheel turned towards the end of the text.
    WheelDown,
    /// The wheel turned towards its start.
    WheelUp,
}

/// Why the line of an offset is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinePurpose {
    /// To open the editor there.
    Edit,
    /// To copy this sentence with the place it stands at.
    Cite {
        /// The sentence, already on one line.
        quoted: String,
        /// Title, date and path.
        origin: String,
    },
}

/// What the core wants done.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read a document; answers with `Loaded` or `Failed`.
    Load {
        /// Which.
        id: DocumentId,
        /// Which reading of it.
        generation: Generation,
        /// Where it comes from.
        source: Source,
        /// How to read it.
        options: Options,
        /// Whether the user waits for it: it is done before all others.
        urgent: bool,
    },
    /// Extract facts; answers with `Extracted`, the surroundings of `near` first.
    Extract {
        /// Which.
        id: DocumentId,
        /// Which reading of it.
        generation: Generation,
        /// What.
        document: Arc<Document>,
        /// Offset of the viewport.
        near: u32,
        /// Whether the user waits for it: it is done before all others.
        urgent: bool,
    },
    /// Let the search know a document and, once there, its facts.
    Index {
        /// Which.
        id: DocumentId,
        /// What to call it.
        title: String,
        /// Its text.
        document: Arc<Document>,
        /// Its facts, if they are there.
        facts: Option<Arc<Facts>>,
    },
    /// Search everything; answers with `Results`.
    Search {
        /// Which request.
        generation: Generation,
        /// What was typed.
        query: String,
        /// Where to look.
        scope: Scope,
    },
    /// Find the next match from an offset; answers with `Found`.
    FindNext {
        /// Which request.
        generation: Generation,
        /// Where.
        document: Arc<Document>,
        /// What.
        pattern: Arc<Pattern>,
        /// From here.
        from: u32,
        /// Towards the start.
        backward: bool,
    },
    /// Find all matches; answers with `Matches`.
    FindAll {
        /// Which request.
        generation: Generation,
        /// Where.
        document: Arc<Document>,
        /// What.
        pattern: Arc<Pattern>,
    },
    /// Count lines up to an offset; answers with `SourceLine`.
    CountLines {
        /// Where.
        document: Arc<Document>,
        /// Up to here.
        offset: u32,
        /// Why.
        purpose: LinePurpose,
    },
    /// Put a text on the clipboard.
    Copy(String),
    /// Open a link with the system's program.
    Open(String),
    /// Open the editor and come back.
    Edit {
        /// The file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
    },
    /// Keep place and marks of a document.
    Save {
        /// Where it comes from.
        source: Source,
        /// What to keep.
        state: DocumentState,
    },
    /// Be told when a file changes.
    Watch {
        /// Which.
        id: DocumentId,
        /// Its file.
        path: PathBuf,
    },
    /// Take the mouse or leave it to the terminal.
    CaptureMouse(bool),
    /// Draw everything again.
    Redraw,
    /// Stop until `fg`.
    Suspend,
    /// End the program.
    Quit,
}
