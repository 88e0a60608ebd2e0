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
pub const MAX_RECORD_BYTES: u64 = 64 << 20;

/// Cells of a table of values that is shown as one document: each is laid out, and nobody
/// reads on behind some thousand rows.
pub const MAX_TABLE_CELLS: usize = 100_000;

/// Bytes of such a table, for the same reason.
pub const MAX_TABLE_BYTES: u64 = 16 << 20;

/// Bytes of a feed, which is held as text: the longest that sites give out have some ten
/// megabytes.
pub const MAX_FEED_BYTES: u64 = 64 << 20;
