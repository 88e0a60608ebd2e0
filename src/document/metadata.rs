//! What a document says of itself, and what was noticed while reading it.

use jiff::civil::Date;

/// Title, byline, date and measures of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title as the document gives it; `None` where it gives none.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The day it is dated; relative dates in the text count from it.
    pub date: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// ISO 639-1 code of the language, where it was recognised.
    pub language: Option<&'static str>,
    /// Words of article text.
    pub words: u32,
}

/// Words a minute of a practised reader of non-fiction on a screen
/// (Brysbaert 2019, "How many words do we read per minute?", gives 238).
pub const WORDS_PER_MINUTE: u32 = 238;

impl Metadata {
    /// Takes over what is `known` otherwise; that counts before what is there. The words
    /// stay as they were counted.
    pub fn know(&mut self, known: &Metadata) {
        let Metadata { title, byline, date, source, language, words: _ } = known.clone();
        self.title = title.or(self.title.take());
        self.byline = byline.or(self.byline.take());
        self.source = source.or(self.source.take());
        self.date = date.or(self.date);
        self.language = language.or(self.language);
    }

    /// Reading time in whole minutes, rounded up; 0 only for an empty document.
    pub fn minutes(&self) -> u32 {
        reading_minutes(self.words)
    }
}

/// Whole minutes that so many words take to read, rounded up.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(WORDS_PER_MINUTE)
}

/// The formats that this build reads, of documents and of files that hold many of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text: the document's text is the file's decoded content, unchanged.
    #[default]
    Plain,
    /// CommonMark with tables, strikethrough, task lists and footnotes.
    Markdown,
    /// A web page: its article, or the whole of it.
    Html,
    /// A book, EPUB 2 or 3.
    Epub,
    /// A PDF document.
    Pdf,
    /// A mail.
    Mail,
    /// A document of Word.
    Docx,
    /// A document of LibreOffice.
    Odt,
    /// A document in the Rich Text Format.
    Rtf,
    /// A feed: each entry is a document.
    Feed,
    /// A list of feeds.
    Opml,
    /// A mailbox: each mail is a document.
    Mailbox,
    /// JSON Lines: each line is a document.
    JsonLines,
    /// A JSON array: each value is a document.
    JsonArray,
    /// A table of values with separators: each row is a document.
    Csv,
    /// A Parquet table: each row is a document.
    Parquet,
    /// A zip archive: each file is a document.
    Zip,
    /// A tar archive: each file is a document.
    Tar,
}

impl Format {
    /// Whether a file of this format is one text, which an editor can change.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Plain | Self::Markdown | Self::Html | Self::Mail)
    }
}

/// Something the reader should be told about how a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Bytes that no character could be made of and that became U+FFFD.
    Undecodable {
        /// How many replacement characters were put in.
        replaced: usize,
    },
    /// The text was read in this legacy encoding.
    Encoding(&'static str),
    /// No article was found in the page, so the whole of it is shown.
    NoArticle,
    /// A compressed file broke off or went wrong behind what is shown.
    Damaged {
        /// Bytes that were inflated.
        read: u64,
    },
    /// Parts of it (chapters of a book) are not in it or damaged.
    Missing {
        /// How many.
        count: usize,
    },
    /// Only the first pages were read, because of a limit.
    Pages {
        /// Pages that were read.
        read: u32,
        /// Pages that there are.
        of: u32,
        /// What `--limit` calls the limit.
        limit: &'static str,
    },
    /// Of some pages only a part was read: more is drawn on them than on any page for people.
    CutPages {
        /// How many.
        count: u32,
    },
    /// What reads the format gave up behind what is shown.
    BrokenOff {
        /// What it did: `took too long`.
        how: &'static str,
    },
    /// Only the beginning was read, because of a limit.
    Truncated {
        /// Bytes that were read.
        read: u64,
        /// What `--limit` calls the limit; empty where it cannot be set.
        limit: &'static str,
    },
}

impl Notice {
    /// Whether something of the document is left out.
    pub fn is_loss(&self) -> bool {
        match self {
            Self::Damaged { .. }
            | Self::Missing { .. }
            | Self::Pages { .. }
            | Self::CutPages { .. }
            | Self::BrokenOff { .. }
            | Self::Truncated { .. } => true,
            Self::Undecodable { .. } | Self::Encoding(_) | Self::NoArticle => false,
        }
    }
}

impl std::fmt::Display for Notice {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Undecodable { replaced: 1 } => {
                write!(out, "1 undecodable byte shown as \u{FFFD}")
            }
            Self::Undecodable { replaced } => {
                write!(out, "{replaced} undecodable bytes shown as \u{FFFD}")
            }
            Self::Encoding(name) => write!(out, "read as {name}"),
            Self::NoArticle => write!(out, "no article found: the whole page is shown"),
            Self::Damaged { read } => {
                write!(out, "damaged: only the first {read} bytes could be inflated")
            }
            Self::Missing { count: 1 } => write!(out, "1 chapter is missing or damaged"),
            Self::Missing { count } => write!(out, "{count} chapters are missing or damaged"),
            Self::Pages { read: 1, of, limit } => {
                write!(out, "only the first of {of} pages was read{}", option(limit))
            }
            Self::Pages { read, of, limit } => {
                write!(out, "only the first {read} of {of} pages were read{}", option(limit))
            }
            Self::CutPages { count: 1 } => write!(out, "1 page is too full and shown in part"),
            Self::CutPages { count } => {
                write!(out, "{count} pages are too full and shown in part")
            }
            Self::BrokenOff { how } => write!(out, "only the beginning is shown: its reader {how}"),
            Self::Truncated { read, limit } => {
                write!(out, "only the first {read} bytes were read{}", option(limit))
            }
        }
    }
}

/// How to lift a limit.
fn option(limit: &str) -> String {
    if limit.is_empty() { String::new() } else { format!(" (--limit {limit}=…)") }
}
