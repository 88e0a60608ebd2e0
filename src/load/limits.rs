//! Every limit of loading, each with its reason.
//!
//! Those that a person may have a reason to change are also [`Limit`]s: `--limit` sets
//! them by name, and [`Limits`] carries what holds.

/// What to tell of a limit.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What `--limit` calls it.
    pub name: &'static str,
    /// What it limits.
    pub what: &'static str,
    /// What it is if it is not set.
    pub default: u64,
    /// The most that it can be set to.
    pub most: u64,
}

/// The limits from a table of them: name, meaning, default, and the most it can be set to.
macro_rules! limits {
    ($($limit:ident: $name:literal, $what:literal, $default:expr, $most:expr;)*) => {
        /// A limit that can be set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Limit {
            $(#[doc = concat!("How many ", $what, ".")] $limit,)*
        }

        impl Limit {
            /// All of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$limit),*];

            /// Name, meaning and default.
            pub fn about(self) -> About {
                let (name, what, default, most) = match self {
                    $(Self::$limit => ($name, $what, $default as u64, $most as u64),)*
                };
                About { name, what, default, most }
            }
        }
    };
}

/// As much as anyone likes.
const ANY: u64 = u64::MAX;

limits! {
    Document: "document", "bytes of a document", MAX_DOCUMENT_BYTES, MAX_DOCUMENT_BYTES;
    Library: "library", "bytes of text of all documents together", MAX_LIBRARY_BYTES, ANY;
    Members: "members", "documents listed of one file", MAX_MEMBERS, ANY;
    // Each opens inside the one before.
    Nested: "nested", "archives inside each other", MAX_NESTED_COLLECTIONS, 64;
    Inflated: "inflated", "bytes of a compressed document", MAX_INFLATED_BYTES, MAX_DOCUMENT_BYTES;
    Held: "held", "bytes of a packed file held in memory", MAX_HELD_BYTES, ANY;
    Page: "page", "bytes of a web page", MAX_PAGE_BYTES, ANY;
    Elements: "elements", "elements of a web page", MAX_ELEMENTS, ANY;
    // The parser's stack is as deep.
    Depth: "depth", "elements inside each other", MAX_DEPTH, MAX_DEPTH;
    Book: "book", "bytes of a book or office document", MAX_BOOK_BYTES, ANY;
    Chapters: "chapters", "chapters of a book", MAX_CHAPTERS, ANY;
    Entries: "entries", "files in a book or office document", MAX_ENTRIES, ANY;
    MailParts: "mail-parts", "parts of a mail", MAX_MAIL_PARTS, ANY;
    Record: "record", "bytes of a row or of a mail in a mailbox", MAX_RECORD_BYTES, MAX_DOCUMENT_BYTES;
    Cells: "cells", "cells of a table that is one document", MAX_TABLE_CELLS, ANY;
    Table: "table", "bytes of such a table", MAX_TABLE_BYTES, MAX_DOCUMENT_BYTES;
    Feed: "feed", "bytes of a feed", MAX_FEED_BYTES, MAX_DOCUMENT_BYTES;
    FeedEntries: "feed-entries", "entries listed of a feed", MAX_FEED_ENTRIES, ANY;
    Pdf: "pdf", "bytes of a PDF or RTF document", MAX_APART_BYTES, MAX_DOCUMENT_BYTES;
    Pages: "pages", "pages of a PDF", MAX_PDF_PAGES, ANY;
    // Its answer may be four times as long, and is no longer than 32 bits tell.
    PdfText: "pdf-text", "bytes of text of a PDF or RTF document", MAX_APART_TEXT, 1 << 29;
    Memory: "memory", "bytes of memory to read a PDF, RTF or Parquet file with", APART_MEMORY, 1_u64 << 40;
    Seconds: "seconds", "seconds of processor time to read a PDF, RTF or Parquet file with", APART_SECONDS, 86_400;
    Facts: "facts", "sentences and facts of one record", MAX_RECORD_FACTS, ANY;
    Line: "line", "bytes of a line of gleaner facts --input ndjson", MAX_LINE_BYTES, ANY;
}

/// The limits that hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits([u64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(|limit| limit.about().default))
    }
}

impl Limits {
    /// How much may be.
    pub fn of(&self, limit: Limit) -> u64 {
        self.0.get(limit as usize).copied().unwrap_or_default()
    }

    /// The same as a count of what is in memory.
    pub fn count(&self, limit: Limit) -> usize {
        usize::try_from(self.of(limit)).unwrap_or(usize::MAX)
    }

    /// These limits with one of them set; no further than it may be.
    #[must_use]
    pub fn with(mut self, limit: Limit, value: u64) -> Self {
        if let Some(slot) = self.0.get_mut(limit as usize) {
            *slot = value.min(limit.about().most);
        }
        self
    }

    /// Those that were set, as [`Limits::told`] reads them.
    pub(super) fn tell(&self) -> String {
        let set = Limit::ALL.into_iter().filter(|limit| self.of(*limit) != limit.about().default);
        let told = set.map(|limit| format!("{}={}", limit.about().name, self.of(limit)));
        told.collect::<Vec<_>>().join(" ")
    }

    /// Limits from those that were set, as [`Limits::tell`] wrote them; `None` where there
    /// are others among them.
    pub(super) fn told(words: &str) -> Option<Self> {
        words.split_whitespace().try_fold(Self::default(), |limits, word| {
            let (limit, value) = parse(word).ok()?;
            Some(limits.with(limit, value))
        })
    }
}

/// Reads `inflated=2G`: a limit and its value, with K, M or G for powers of 1024.
///
/// # Errors
/// What is wrong with it, for people.
pub fn parse(given: &str) -> Result<(Limit, u64), String> {
    let (name, value) = given.split_once('=').ok_or("it is not of the form NAME=VALUE")?;
    let found = Limit::ALL.into_iter().find(|limit| limit.about().name == name.trim());
    let limit = found.ok_or_else(|| {
        let names = Limit::ALL.map(|limit| limit.about().name).join(", ");
        format!("there is no limit {name:?}; there are {names}")
    })?;
    let value = value.trim();
    let (digits, shift) = match value.as_bytes().last() {
        Some(b'K' | b'k') => (&value[..value.len() - 1], 10),
        Some(b'M' | b'm') => (&value[..value.len() - 1], 20),
        Some(b'G' | b'g') => (&value[..value.len() - 1], 30),
        _ => (value, 0),
    };
    let number: u64 = digits.parse().map_err(|_| format!("{value:?} is no number, as in 100M"))?;
    let most = limit.about().most;
    match number.checked_mul(1 << shift).filter(|value| (1..=most).contains(value)) {
        Some(value) => Ok((limit, value)),
        None if most == u64::MAX => Err("it must be at least 1".to_owned()),
        None => Err(format!("it must be from 1 to {most}")),
    }
}

/// What `--help` says of the option.
pub fn help() -> String {
    let names = Limit::ALL.map(|limit| limit.about().name).join(", ");
    format!(
        "How much may be read, such as inflated=1G: {names}. `gleaner formats` tells what each \
         of them limits"
    )
}

/// The limits as the table of the manual.
pub fn markdown_table() -> String {
    let row = |limit: Limit| {
        let About { name, what, default, .. } = limit.about();
        let shown = [(1 << 30, "GiB"), (1 << 20, "MiB")]
            .into_iter()
            .find(|(unit, _)| default % unit == 0)
            .map_or(default.to_string(), |(unit, sign)| format!("{} {sign}", default / unit));
        format!("| `{name}` | {what} | {shown} |\n")
    };
    format!("| limit | of | default |\n|---|---|--:|\n{}", Limit::ALL.map(row).concat())
}

/// Bytes of one document: offsets are 32 bits wide, and a reader's machine should
/// survive opening a disk image by mistake.
pub const MAX_DOCUMENT_BYTES: u64 = 2 << 30;

/// Bytes of text that the reader holds of all documents together, for the search: what
/// does not fit is read when it is opened. Facts and indexes take about as much again.
pub const MAX_LIBRARY_BYTES: u64 = 512 << 20;

/// Bytes that the first screen is made of: hundreds of screens, yet read and split into
/// blocks in well under a millisecond.
pub const PREVIEW_BYTES: usize = 64 << 10;

/// Bytes read at a time: the piece is checked while it is still in the processor's cache.
pub const READ_BYTES: usize = 256 << 10;

/// Bytes that the encoding, the format and binary content are judged by.
pub const SAMPLE_BYTES: usize = 64 << 10;

/// Bytes that the language is judged by: recognition gains nothing from more, and it is
/// the slowest step of loading a short article.
pub const LANGUAGE_SAMPLE_BYTES: usize = 600;

/// Bytes at the start of a document that may hold its title, byline and date: a header
/// longer than this is no header.
pub const MAX_HEADER_BYTES: usize = 8 << 10;

/// Bytes of a front matter block; a longer one is article text that begins with a rule.
pub const MAX_FRONT_MATTER_BYTES: usize = 64 << 10;

/// Bytes of one field of the metadata (title, byline, source): longer ones are no names.
pub const MAX_FIELD_BYTES: usize = 400;

/// Documents may have one block for this many bytes of text, beside
/// [`MIN_BLOCKS`]; beyond that, what follows is one block. Real prose has one for
/// hundreds of bytes; a file of two-byte paragraphs would cost ten times its size.
pub const BYTES_PER_BLOCK: usize = 64;

/// Blocks that every document may have, however short its paragraphs are.
pub const MIN_BLOCKS: usize = 1 << 16;

/// Lines at the start of a run of lines that tell how it is to be read (filled or line
/// by line, a table or not): a run of a million lines is judged like one of sixty.
pub const JUDGED_LINES: usize = 64;

/// Levels of lists that are indented in the text made of Markdown: deeper ones stand at
/// the same column, or the indentation of a hostile file would grow with its square.
pub const MAX_INDENTED_DEPTH: usize = 12;

/// Bytes that a compressed document may have when inflated: a thousandth as many are enough
/// to make them, so the size of the file does not warn.
pub const MAX_INFLATED_BYTES: u64 = 60 << 20;

/// Bytes of a file that is read in more than one place and came compressed, through a pipe
/// or in an archive: it is held in memory as a whole.
pub const MAX_HELD_BYTES: u64 = 128 << 20;

/// First bytes that tell a collection or a packed document: two kilobytes are enough for
/// the headers of archives, more for the root element of a feed behind its comments.
pub const SIGN_BYTES: usize = 8 << 10;

/// Documents that are listed of what was named, however many files they lie in: each
/// costs some hundred bytes before it is read.
pub const MAX_MEMBERS: usize = 1_000_000;

/// Collections in each other that are opened: people pack twice; more is a trap.
pub const MAX_NESTED_COLLECTIONS: usize = 4;

/// Bytes of what was inflated that zstd may refer back to: what its own tools allow unless
/// told otherwise.
pub const MAX_ZSTD_WINDOW: u64 = 128 << 20;

/// Bytes of one path in a list of files: more than any system allows, so that a binary
/// file given as a list by mistake does not fill memory.
pub const MAX_PATH_BYTES: usize = 64 << 10;

/// Bytes of a saved state or a configuration file; what is larger was not written by us.
pub const MAX_STATE_BYTES: u64 = 1 << 20;

/// Elements of a page that are open inside each other: the parser's time grows with the
/// square of this, and no page for people comes near it.
pub const MAX_DEPTH: usize = 512;

/// Attributes of a tag that are parsed, by the blanks between them: the parser compares each
/// with all before it.
pub const MAX_ATTRIBUTES: usize = 1000;

/// Elements of a page that are parsed: each costs some hundred bytes, and the longest
/// articles have a tenth of these.
pub const MAX_ELEMENTS: usize = 500_000;

/// Elements of a page whose article is looked for: the search copies and scores them all,
/// up to four times. A longer page is shown whole.
pub const MAX_ARTICLE_ELEMENTS: usize = 100_000;

/// Bytes of text of such a page, for the same reason.
pub const MAX_ARTICLE_BYTES: usize = 2 << 20;

/// Bytes of a page that are parsed; its tree takes many times as many.
pub const MAX_PAGE_BYTES: usize = 32 << 20;

/// Entries of the archive that a book or an office document is: the archive's list of them
/// is held in memory. Picture books have some thousands.
pub const MAX_ENTRIES: u64 = 100_000;

/// Bytes that are inflated of one book or office document, all that is read of it together.
/// The longest ones have a tenth of these, and Word writes ten bytes for one of text.
pub const MAX_BOOK_BYTES: u64 = 128 << 20;

/// Bytes of a file that tells what is in a book or an office document: contents, styles,
/// metadata.
pub const MAX_PACKAGE_FILE_BYTES: u64 = 16 << 20;

/// Files of text of a book, and entries of its contents. Reference works have some thousands.
pub const MAX_CHAPTERS: usize = 20_000;

/// Elements of all chapters of a book together; each becomes a block at most.
pub const MAX_BOOK_ELEMENTS: usize = 2_000_000;

/// Bytes of text that the first part of a book is made of, if its first chapters are
/// shorter: some screens.
pub const FIRST_CHAPTERS_BYTES: usize = 16 << 10;

/// Tags, texts and entities of one XML file that are read: the longest office documents
/// have a third of these.
pub const MAX_XML_EVENTS: usize = 10_000_000;

/// Blanks that one element of an office document may stand for, and cells and rows that one
/// may be repeated as: beyond that they are fill, and a few bytes could ask for any number.
pub const MAX_REPEATED: usize = 64;

/// Bytes of the targets of all links of an office document, which can give one long address
/// to any number of words; and of one target.
pub const MAX_LINK_BYTES: usize = 32 << 20;
/// See [`MAX_LINK_BYTES`].
pub const MAX_TARGET_BYTES: usize = 4 << 10;

/// Parts of a mail in each other that are read: mails forwarded in mails come near ten.
pub const MAX_MAIL_DEPTH: usize = 32;

/// Parts of a mail that are read or named.
pub const MAX_MAIL_PARTS: usize = 1000;

/// Bytes of the header of a mail that are read: relays add a few kilobytes each.
pub const MAX_MAIL_HEADER_BYTES: usize = 256 << 10;

/// Bytes of a file of records that are read at a time while it is listed.
pub const RECORD_WINDOW_BYTES: usize = 1 << 20;

/// Bytes of one record (a mail of a mailbox, a row of a data set) that is read: those of
/// people have some kilobytes, and a quotation mark that is never closed makes one record
/// of the rest of the file.
pub const MAX_RECORD_BYTES: u64 = 32 << 20;

/// Cells of a table of values that is shown as one document: each is laid out, and nobody
/// reads on behind some thousand rows.
pub const MAX_TABLE_CELLS: usize = 100_000;

/// Bytes of such a table, for the same reason.
pub const MAX_TABLE_BYTES: u64 = 16 << 20;

/// Bytes of one value of a Parquet file that are read: as text it is written twice on its way.
pub const MAX_CELL_BYTES: usize = 8 << 20;

/// Bytes of the rows of a Parquet file that are read at a time, and held.
pub const BATCH_BYTES: usize = 4 << 20;

/// Bytes that a page of a column of a Parquet file may have when inflated: writers make pages
/// of one megabyte, which hold one value at least.
pub const MAX_COLUMN_PAGE_BYTES: u64 = 64 << 20;

/// Seconds of processor time after which a child lets another one go on with the list of the
/// rows of a Parquet file: long before the system ends it.
pub const LISTING_SECONDS: f64 = 1.0;

/// Bytes of a feed, which is held as text: the longest that sites give out have some ten
/// megabytes.
pub const MAX_FEED_BYTES: u64 = 64 << 20;

/// Entries of a feed that are listed: sites give out some ten, the longest archives some
/// thousand, and a few bytes make one.
pub const MAX_FEED_ENTRIES: usize = 20_000;

/// Bytes of a file that is read apart: the child holds it in memory beside what it makes
/// of it. Scanned books with a text layer are the largest that people have.
pub const MAX_APART_BYTES: u64 = 256 << 20;

/// Bytes of memory that a child may have for its work, beside the file: with it and with
/// the parent it stays below half a gigabyte. A report of a thousand pages takes a tenth.
pub const APART_MEMORY: u64 = 192 << 20;

/// Bytes of addresses that a child may have beside that: the program itself, its libraries
/// and what the allocator sets aside, none of which takes memory.
pub const APART_ADDRESSES: u64 = 512 << 20;

/// Seconds of processor time after which a child stops by itself and tells how far it came:
/// enough for thousands of pages.
pub const APART_SECONDS: u64 = 4;

/// Seconds of processor time that it has then to say so, before the system ends it.
pub const APART_GRACE: u64 = 3;

/// Seconds by the clock that a child may take for each of processor time: it may have to
/// share the processor with others.
pub const APART_PATIENCE: u64 = 7;

/// Bytes of the stack of a child's thread: parsers of nested formats recurse.
pub const APART_STACK: usize = 32 << 20;

/// Bytes of text of a document that is read apart: twenty thousand pages.
pub const MAX_APART_TEXT: usize = 24 << 20;

/// Bytes of one frame of a child's answer for each of text that it may have: the longest text
/// with its blocks and spans.
pub const FRAME_PER_TEXT: u64 = 4;

/// Bytes of all frames of an answer for each of text: parts double, so they come to no more.
pub const ANSWER_PER_TEXT: u64 = 11;

/// Bytes that an answer, and each frame of it, may have beside: metadata, labels of pages.
pub const ANSWER_BESIDE: u64 = 2 << 20;

/// Pages of a PDF that are read: more than any book has; a file of empty pages should not
/// take all the time there is.
pub const MAX_PDF_PAGES: usize = 20_000;

/// Characters of a page of a PDF that are read: a newspaper page has some thirty thousand.
pub const MAX_PAGE_GLYPHS: usize = 200_000;

/// Forms inside each other on a page of a PDF.
pub const MAX_FORM_DEPTH: usize = 16;

/// Operations of a page of a PDF, forms included: a map may have a million.
pub const MAX_PAGE_OPERATIONS: usize = 4_000_000;

/// Bookmarks of a PDF that are read.
pub const MAX_BOOKMARKS: usize = 20_000;

/// Sentences and facts of one record that `gleaner facts` writes: who reads it holds it as a
/// line, and so many come to some ten megabytes. The longest books have a third of these.
pub const MAX_RECORD_FACTS: usize = 250_000;

/// Bytes of one line of records that are read: well above any article, and small enough to
/// hold it several times.
pub const MAX_LINE_BYTES: usize = 256 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_by_name_with_units() {
        assert_eq!(parse("inflated=1G"), Ok((Limit::Inflated, 1 << 30)));
        assert_eq!(parse("members = 5"), Ok((Limit::Members, 5)));
        for (wrong, why) in [
            ("inflated", "NAME=VALUE"),
            ("bytes=1", "there are document"),
            ("pages=0", "at least 1"),
            ("held=much", "no number"),
            ("held=", "no number"),
            ("depth=9999", "from 1 to 512"),
            ("held=0", "at least 1"),
            ("held=99999999999G", "at least 1"),
        ] {
            assert!(parse(wrong).is_err_and(|error| error.contains(why)), "{wrong}");
        }
    }

    #[test]
    fn limits_that_were_set_are_told_to_others() {
        let set = Limits::default().with(Limit::Pages, 7).with(Limit::Seconds, 1);
        assert_eq!(set.tell(), "pages=7 seconds=1");
        assert_eq!(Limits::told(&set.tell()), Some(set));
        assert_eq!(Limits::told(""), Some(Limits::default()));
        assert_eq!(Limits::told("pages=7 nonsense"), None);
    }

    #[test]
    fn every_limit_has_its_own_place_and_name() {
        for (index, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(limit as usize, index);
            let set = Limits::default().with(limit, 1);
            assert_eq!(Limit::ALL.iter().filter(|other| set.of(**other) == 1).count(), 1);
        }
    }
}
