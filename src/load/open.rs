//! From a source to a document: at once, the beginning only, or progressively.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::compressed::Inflation;
use super::content::Content;
use super::encoding::Decoding;
use super::format::Reader;
use super::input::{self, Input, Opening};
use super::limits::{Limit, Limits, PREVIEW_BYTES, READ_BYTES, SAMPLE_BYTES, SIGN_BYTES};
use super::packed::PackedReading;
use super::{LoadError, Member, Source, binary, format, measure};
use crate::document::{Document, Format, Metadata, Notice, Parts};

/// How to load.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The format, where it is known; otherwise name and content tell.
    pub format: Option<Format>,
    /// Whether to show all of a page, and not only its article.
    pub whole: bool,
    /// How much may be read.
    pub limits: Limits,
    /// Whether [`open()`] begins with a part made of the first bytes. Off where the
    /// caller shows a [`preview`] already.
    pub first_part: bool,
}

impl Options {
    /// Options that leave nothing out of a page.
    pub(super) fn whole_page() -> Self {
        Self { whole: true, ..Self::default() }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, whole: false, limits: Limits::default(), first_part: true }
    }
}

/// The beginning of a document.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// The first bytes as a document, cut at the end of a paragraph or line. Its offsets
    /// are those of the whole document (in Markdown, up to the first reference whose
    /// definition was cut off).
    pub document: Document,
    /// Whether this is all of it.
    pub complete: bool,
    /// Bytes of the source, where known.
    pub size: Option<u64>,
}

/// What [`open()`] reports.
#[derive(Clone, Debug)]
pub enum Progress {
    /// So much was read: for a progress bar, and to be asked whether to go on.
    Reading {
        /// Bytes read so far.
        read: u64,
        /// Bytes of the source, where known.
        total: Option<u64>,
    },
    /// The document as far as it was read, each part longer than the one before.
    Part(Preview),
    /// All of it; nothing follows.
    Complete(Document),
}

/// Time between two parts of a source that comes slowly: fast enough to read along.
const PART_INTERVAL: Duration = Duration::from_millis(250);

/// A part is made only when the time since the last one is so many times what that one
/// took to make, so that parts cost a small share of the whole.
const PART_COST: u32 = 20;

/// Loads a whole document.
///
/// # Errors
/// Where the source cannot be opened or read, or is not text: see [`LoadError`].
pub fn load(source: &Source, options: &Options) -> Result<Document, LoadError> {
    match Begun::of(source, options, true)? {
        Begun::Packed(packed) => packed.load(options),
        Begun::Document(document) => Ok(*document),
        Begun::Text(mut reading) => {
            while reading.step()?.is_continue() {}
            Ok(reading.finish())
        }
    }
}

/// A document of a text at hand. What is `known` of it (title, date, language …) counts
/// before what the text says of itself; its words are counted in any case.
pub fn from_text(text: String, format: Format, known: Metadata) -> Document {
    let mut parts = parts(text, format, &Options::default());
    parts.metadata.know(&known);
    Document::new(parts)
}

/// The beginning of a document, for the first frame. Reads at most
/// [`PREVIEW_BYTES`] and never waits: of a stream the preview is empty, and so it is of
/// what must be unpacked.
///
/// # Errors
/// Where the source cannot be opened or read, or is not text: see [`LoadError`].
pub fn preview(source: &Source, options: &Options) -> Result<Preview, LoadError> {
    let is_long = |member: &Member| member.is_slow() || member.extent() > PREVIEW_BYTES as u64;
    if input::may_wait(source) || matches!(source, Source::Member(member) if is_long(member)) {
        return Ok(Preview::default());
    }
    Ok(match Begun::of(source, options, false)? {
        Begun::Packed(_) => Preview::default(),
        Begun::Document(document) => Preview { document: *document, complete: true, size: None },
        Begun::Text(reading) => reading.into_preview(),
    })
}

/// Loads a document progressively, for a worker thread: the beginning at once, then
/// more as it comes (where it comes slowly), then all of it. `progress` answers whether
/// to go on; after `Break` nothing more is reported.
///
/// # Errors
/// Where the source cannot be opened or read, or is not text: see [`LoadError`].
pub fn open(
    source: &Source,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), LoadError> {
    let mut reading = match Begun::of(source, options, true)? {
        Begun::Packed(packed) => return packed.open(options, progress),
        Begun::Document(document) => {
            // Nothing follows, so what the caller answers does not matter.
            let _ = progress(Progress::Complete(*document));
            return Ok(());
        }
        Begun::Text(reading) => reading,
    };
    let mut parts = Parted::new();
    if options.first_part && !reading.ended && parts.report(&reading, progress).is_break() {
        return Ok(());
    }
    loop {
        let wait = parts.wait(&reading);
        match reading.step_within(wait)? {
            Step::Ended => break,
            Step::Read => {
                let (read, total) = (reading.read, reading.size);
                if progress(Progress::Reading { read, total }).is_break() {
                    return Ok(());
                }
            }
            Step::Waiting => {}
        }
        if parts.is_due(&reading) && parts.report(&reading, progress).is_break() {
            return Ok(());
        }
    }
    // Nothing follows, so what the caller answers does not matter.
    let _ = progress(Progress::Complete(reading.finish()));
    Ok(())
}

/// When to report the next part.
struct Parted {
    last: Instant,
    cost: Duration,
    bytes: usize,
}

impl Parted {
    fn new() -> Self {
        Self { last: Instant::now(), cost: Duration::ZERO, bytes: 0 }
    }

    fn interval(&self) -> Duration {
        PART_INTERVAL.max(self.cost * PART_COST)
    }

    /// How long to wait for bytes before what is there is shown; `None`: nothing is new.
    fn wait(&self, reading: &Reading) -> Option<Duration> {
        let new = reading.decoding.text().len() > self.bytes;
        new.then(|| self.interval().saturating_sub(self.last.elapsed()))
    }

    fn is_due(&self, reading: &Reading) -> bool {
        reading.decoding.text().len() > self.bytes && self.last.elapsed() >= self.interval()
    }

    fn report(
        &mut self,
        reading: &Reading,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let begun = Instant::now();
        let text = reading.decoding.text();
        let part = reading.part(text);
        self.bytes = text.len();
        self.cost = begun.elapsed();
        self.last = Instant::now();
        progress(Progress::Part(part))
    }
}

/// A source whose beginning was read.
enum Begun {
    Text(Box<Reading>),
    Packed(PackedReading),
    Document(Box<Document>),
}

impl Begun {
    /// Opens the source, reads a sample, and tells by it how to go on. All of a file that
    /// is packed is held where it has to be, if the `whole` will be read.
    fn of(source: &Source, options: &Options, whole: bool) -> Result<Self, LoadError> {
        let mut input = match input::begin(source, options)? {
            Opening::Input(input) => input,
            Opening::Document(mut parts) => {
                measure::complete(&mut parts);
                return Ok(Self::Document(Box::new(Document::new(*parts))));
            }
        };
        let asked = if let Source::Member(_) = source { input.format } else { options.format };
        let extension = source.extension();
        let beginning = input.first(SIGN_BYTES)?;
        match format::beyond_text(asked, extension.as_deref(), &beginning) {
            Some(Reader::Packed(packed)) => {
                let (name, cut) = (input.name.clone(), input.cut);
                let content = if whole {
                    input::content_of(source, input, options)?
                } else {
                    Content::Memory(std::sync::Arc::default())
                };
                Ok(Self::Packed(PackedReading { packed, content, name, cut }))
            }
            _ => {
                let options = Options { format: asked, ..*options };
                let reading = Reading::begin(input, extension, &options, whole)?;
                Ok(Self::Text(Box::new(reading)))
            }
        }
    }
}

/// A source being read.
struct Reading {
    feed: Feed,
    decoding: Decoding,
    /// Bytes that wait for the rest of their character.
    held: Vec<u8>,
    /// Bytes read so far.
    read: u64,
    size: Option<u64>,
    limit: u64,
    ended: bool,
    truncated: bool,
    /// The limit that cut it off before it was read.
    cut: Option<Limit>,
    name: String,
    extension: Option<String>,
    options: Options,
    inflation: Inflation,
}

/// Where the bytes come from.
enum Feed {
    /// Read when asked.
    Direct(Box<dyn Read + Send>),
    /// Read by a thread of its own, because reading may wait.
    Thread(Receiver<io::Result<Vec<u8>>>),
}

/// What one step of reading came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Read,
    Waiting,
    Ended,
}

impl Reading {
    /// Opens the source, reads a sample, and tells encoding and binary content by it.
    /// Room for all of the text is made only where the `whole` will be read.
    fn begin(
        input: Input,
        extension: Option<String>,
        options: &Options,
        whole: bool,
    ) -> Result<Self, LoadError> {
        let Input { reader, size, name, may_wait, inflation, cut, format: _ } = input;
        let mut feed = if may_wait { Feed::thread(reader) } else { Feed::Direct(reader) };
        let mut sample = Vec::new();
        let mut ended = false;
        while !ended && sample.len() < SAMPLE_BYTES && (sample.is_empty() || !may_wait) {
            let more = feed.next(SAMPLE_BYTES - sample.len(), &mut sample, None);
            ended = more.map_err(|error| LoadError::from_io(&name, &error))? == Step::Ended;
        }
        ended |= size == Some(sample.len() as u64) && !sample.is_empty();
        let capacity = if whole { size.unwrap_or(0) } else { 0 };
        let capacity = usize::try_from(capacity).unwrap_or(0).max(sample.len());
        let (decoding, mark) = Decoding::begin(&sample, capacity);
        if let Some(what) = binary::what(&sample)
            && !decoding.is_wide()
        {
            return Err(match what {
                binary::PARQUET if !cfg!(feature = "parquet") => {
                    LoadError::NotBuilt { name, what, feature: "parquet" }
                }
                _ => LoadError::Binary { name, what },
            });
        }
        let limit = options.limits.of(Limit::Document);
        let mut reading = Self {
            feed,
            decoding,
            held: Vec::new(),
            read: sample.len() as u64,
            size,
            limit,
            ended,
            truncated: false,
            cut,
            name,
            extension,
            options: *options,
            inflation,
        };
        reading.held.extend_from_slice(sample.get(mark..).unwrap_or_default());
        reading.decode();
        Ok(reading)
    }

    /// Reads the next piece.
    fn step(&mut self) -> Result<ControlFlow<()>, LoadError> {
        Ok(match self.step_within(None)? {
            Step::Ended => ControlFlow::Break(()),
            Step::Read | Step::Waiting => ControlFlow::Continue(()),
        })
    }

    /// Reads the next piece, waiting for it no longer than told.
    fn step_within(&mut self, wait: Option<Duration>) -> Result<Step, LoadError> {
        if self.ended {
            return Ok(Step::Ended);
        }
        let before = self.held.len();
        let step = self
            .feed
            .next(READ_BYTES, &mut self.held, wait)
            .map_err(|error| LoadError::from_io(&self.name, &error))?;
        self.read += (self.held.len() - before) as u64;
        self.ended = step == Step::Ended;
        self.decode();
        // Decoded, a legacy text may be three times as long as its file.
        let longest = self.read.max(self.decoding.text().len() as u64);
        if longest >= self.limit().1 && !self.ended {
            self.truncated = true;
            self.ended = true;
            self.decode();
        }
        Ok(step)
    }

    /// The limit on its bytes.
    fn limit(&self) -> (Limit, u64) {
        let inflated = self.options.limits.of(Limit::Inflated);
        match self.inflation.is_compressed() && inflated <= self.limit {
            true => (Limit::Inflated, inflated),
            false => (Limit::Document, self.limit),
        }
    }

    fn decode(&mut self) {
        let used = self.decoding.push(&self.held, self.ended);
        self.held.drain(..used.min(self.held.len()));
    }

    /// A document of the text as far as it was read.
    fn part(&self, text: &str) -> Preview {
        if self.ended {
            let document = self.document(text.to_owned(), self.decoding.notices());
            return Preview { document, complete: true, size: self.size };
        }
        if !format::loader(self.format(text)).is_progressive() {
            return Preview { size: self.size, ..Preview::default() };
        }
        let text = text.get(..cut(text)).unwrap_or_default();
        let document = self.document(text.to_owned(), self.decoding.notices());
        Preview { document, complete: false, size: self.size }
    }

    fn into_preview(self) -> Preview {
        self.part(self.decoding.text())
    }

    fn finish(mut self) -> Document {
        let decoding = std::mem::replace(&mut self.decoding, Decoding::begin(&[], 0).0);
        let (text, mut notices) = decoding.finish();
        let limit = if self.truncated { Some(self.limit().0) } else { self.cut };
        if let Some(limit) = limit {
            notices.push(Notice::Truncated { read: self.read, limit: limit.about().name });
        }
        if self.inflation.is_damaged() {
            notices.push(Notice::Damaged { read: self.read });
        }
        self.document(text, notices)
    }

    fn document(&self, text: String, notices: Vec<Notice>) -> Document {
        let format = self.format(&text);
        let mut parts = parts(text, format, &self.options);
        parts.notices.splice(..0, notices);
        Document::new(parts)
    }

    fn format(&self, text: &str) -> Format {
        let beginning = prefix(text, PREVIEW_BYTES / 4);
        self.options.format.unwrap_or_else(|| format::detect(self.extension.as_deref(), beginning))
    }
}

fn parts(text: String, format: Format, options: &Options) -> Parts {
    let mut parts = format::loader(format).parts(text, options);
    measure::complete(&mut parts);
    Parts { format, ..parts }
}

impl Feed {
    /// Reads on a thread of its own, which ends with the reader or with this feed.
    fn thread(mut reader: Box<dyn Read + Send>) -> Self {
        let (sender, receiver) = crossbeam_channel::bounded(16);
        std::thread::spawn(move || {
            loop {
                let mut piece = vec![0; SAMPLE_BYTES];
                let result = match reader.read(&mut piece) {
                    Ok(0) => break,
                    Ok(count) => {
                        piece.truncate(count);
                        Ok(piece)
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let failed = result.is_err();
                if sender.send(result).is_err() || failed {
                    break;
                }
            }
        });
        Self::Thread(receiver)
    }

    /// Appends the next bytes to `held`.
    fn next(
        &mut self,
        bytes: usize,
        held: &mut Vec<u8>,
        wait: Option<Duration>,
    ) -> io::Result<Step> {
        match self {
            Self::Direct(reader) => {
                held.reserve(bytes);
                let count = reader.take(bytes as u64).read_to_end(held)?;
                Ok(if count < bytes { Step::Ended } else { Step::Read })
            }
            Self::Thread(receiver) => {
                let received = match wait {
                    None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    Some(wait) => receiver.recv_timeout(wait),
                };
                match received {
                    Ok(piece) => held.extend_from_slice(&piece?),
                    Err(RecvTimeoutError::Timeout) => return Ok(Step::Waiting),
                    Err(RecvTimeoutError::Disconnected) => return Ok(Step::Ended),
                }
                Ok(Step::Read)
            }
        }
    }
}

/// Where to cut a text that goes on: behind the last paragraph of its second half, else
/// behind the last line, else behind the last word, else at its end.
fn cut(text: &str) -> usize {
    let half = text.len() / 2;
    let bytes = text.as_bytes().get(half..).unwrap_or_default();
    let paragraph = memchr::memmem::rfind(bytes, b"\n\n").map(|at| at + 2);
    let found = paragraph
        .or_else(|| memchr::memmem::rfind(bytes, b"\n\r\n").map(|at| at + 3))
        .or_else(|| memchr::memrchr(b'\n', bytes).map(|at| at + 1))
        .or_else(|| memchr::memrchr(b' ', bytes).map(|at| at + 1));
    found.map_or(text.len(), |at| half + at)
}

/// The first bytes of a text, at most so many, to a character's end.
pub(super) fn prefix(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}
