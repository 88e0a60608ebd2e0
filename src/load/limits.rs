//! Every limit of loading, each with its reason.

/// Bytes of one document: offsets are 32 bits wide, and a reader's machine should
/// survive opening a disk image by mistake.
pub const MAX_DOCUMENT_BYTES: u64 = 2 << 30;

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
pub const MAX_INFLATED_BYTES: u64 = 256 << 20;

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

/// Bytes of a file that is read apart: the child holds it in memory beside what it makes
/// of it. Scanned books with a text layer are the largest that people have.
pub const MAX_APART_BYTES: u64 = 256 << 20;

/// Bytes of memory that a child may have for its work, beside the file: with it and with
/// the parent it stays below half a gigabyte. A report of a thousand pages takes a tenth.
pub const APART_MEMORY: u64 = 192 << 20;

/// Bytes of addresses that a child may have beside that: the program itself, its libraries
/// and what the allocator sets aside, none of which takes memory.
pub const APART_ADDRESSES: u64 = 512 << 20;

/// Seconds of processor time after which the system ends a child.
pub const APART_SECONDS: u64 = 7;

/// Seconds of processor time after which a reader stops by itself and tells how far it
/// came: well before the system ends it, and enough for thousands of pages.
pub const MAX_READING_SECONDS: f64 = 4.0;

/// Time that a child may take by the clock, however little of the processor it gets.
pub const APART_PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// Bytes of the stack of a child's thread: parsers of nested formats recurse.
pub const APART_STACK: usize = 32 << 20;

/// Bytes of text of a document that is read apart: twenty thousand pages.
pub const MAX_APART_TEXT: usize = 24 << 20;

/// Bytes of one frame of a child's answer: the longest text with its blocks and spans.
pub const MAX_FRAME_BYTES: u32 = 96 << 20;

/// Bytes of all frames of an answer: parts double, so they come to no more than that.
pub const MAX_ANSWER_BYTES: u64 = 256 << 20;

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
