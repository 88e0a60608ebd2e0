//! The header of a plain text: what stands before the article.

use super::heading;
use super::line::{Lines, underline};
use crate::document::{Block, BlockKind, Flow, Metadata, Span};
use crate::load::header::{self, Field, Key};
use crate::load::limits::{MAX_FIELD_BYTES, MAX_HEADER_BYTES};

/// Runs of lines that may belong to the header.
const MOST_RUNS: usize = 4;

/// Lines of each that are looked at.
const MOST_LINES: usize = 40;

/// Reads the header: its blocks, and the offset at which the article begins.
pub(super) fn read(text: &str, metadata: &mut Metadata) -> (Vec<Block>, usize) {
    let mut head = Head { text, metadata, blocks: Vec::new(), at: 0 };
    for _ in 0..MOST_RUNS {
        let run = head.run();
        let is_header = head.inline_date() || head.keys(&run) || head.titled(&run);
        if !is_header || head.at > MAX_HEADER_BYTES {
            break;
        }
    }
    // What has no article behind it is the article.
    let rest = text.get(head.at..).unwrap_or_default();
    if rest.trim_start().is_empty() { (Vec::new(), 0) } else { (head.blocks, head.at) }
}

struct Head<'a> {
    text: &'a str,
    metadata: &'a mut Metadata,
    blocks: Vec<Block>,
    at: usize,
}

impl Head<'_> {
    /// The lines of the next run.
    fn run(&self) -> Vec<Span> {
        self.run_from(self.at)
    }

    fn run_from(&self, at: usize) -> Vec<Span> {
        let beginning = crate::load::open::prefix(self.text, at + MAX_HEADER_BYTES);
        let lines = Lines::new(beginning, at).skip_while(|line| line.is_empty());
        lines.take_while(|line| !line.is_empty()).take(MOST_LINES).collect()
    }

    /// ` date 2024-03-31 ` before the first words of the first line.
    fn inline_date(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let start = self.at + (rest.len() - rest.trim_start().len());
        let line = crate::load::open::prefix(self.text.get(start..).unwrap_or_default(), 80);
        let Some(after) = strip_key(line) else { return false };
        let Some(value) = after.split_whitespace().next() else { return false };
        let length = line.len() - after.trim_start().len() + value.len();
        let behind = line.get(length..).unwrap_or_default();
        let goes_on = !behind.trim_start_matches([' ', '\t']).is_empty()
            && behind.starts_with([' ', '\t'])
            && !behind.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let iso = value.len() == 10 && value.as_bytes().get(4) == Some(&b'-');
        if !(goes_on && iso && header::date::parse(value).is_some()) {
            return false;
        }
        header::set(self.metadata, Field::Date, value);
        self.push(Span::new(start, start + length));
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        true
    }

    /// `Key: value` lines, beginning with a key that is known.
    fn keys(&mut self, run: &[Span]) -> bool {
        let field = |line: &Span| header::fields(line.of(self.text));
        let first = run.first().and_then(field);
        let fields = run.iter().take_while(|line| {
            let folded = line.of(self.text).starts_with([' ', '\t']);
            folded || field(line).is_some() && line.len() <= MAX_FIELD_BYTES
        });
        let count = fields.count();
        let (Some((key, value)), Some(last)) = (first, run.get(count.wrapping_sub(1))) else {
            return false;
        };
        let known = match key {
            Key::Field(_) => !value.is_empty(),
            Key::Other => {
                count > 1
                    && run.iter().take(count).filter_map(field).any(|(key, _)| key != Key::Other)
            }
        };
        if !known || !is_known(run.first().map_or("", |line| line.of(self.text))) {
            return false;
        }
        for line in run.iter().take(count) {
            if let Some((Key::Field(field), value)) = header::fields(line.of(self.text)) {
                header::set(self.metadata, field, value);
            }
        }
        let start = run.first().map_or(last.start, |first| first.start);
        self.push(Span { start, end: last.end }.trimmed(self.text));
        true
    }

    /// A title, then lines that say who wrote it and when; or such lines alone.
    fn titled(&mut self, run: &[Span]) -> bool {
        if self.lines_about(run) {
            return true;
        }
        let Some(title) = run.first().filter(|line| {
            heading::is_like(line.of(self.text).trim())
                || line.len() <= 200 && self.is_underlined(run)
        }) else {
            return false;
        };
        let underlined = self.is_underlined(run);
        let rest = run.get(1 + usize::from(underlined)..).unwrap_or_default();
        let behind = run.last().map_or(self.at, |last| last.end as usize);
        let about = if rest.is_empty() { self.run_from(behind) } else { rest.to_vec() };
        if self.about(&about).is_none() {
            return false;
        }
        let span = title.trimmed(self.text);
        header::set(self.metadata, Field::Title, span.of(self.text));
        self.blocks.push(block(span, BlockKind::Heading { level: 1 }));
        if underlined && let Some(rule) = run.get(1) {
            self.blocks.push(block(rule.trimmed(self.text), BlockKind::Rule));
        }
        self.lines_about(&about)
    }

    fn is_underlined(&self, run: &[Span]) -> bool {
        run.get(1).is_some_and(|line| underline(line.of(self.text).trim()).is_some())
    }

    /// Takes lines that all say who and when.
    fn lines_about(&mut self, run: &[Span]) -> bool {
        let Some(count) = self.about(run) else { return false };
        for line in run.iter().take(count) {
            let Some(about) = header::about(line.of(self.text)) else { continue };
            header::set(self.metadata, Field::Byline, about.names.unwrap_or_default());
            self.metadata.date = self.metadata.date.or(about.date);
        }
        if let (Some(first), Some(last)) = (run.first(), run.get(count - 1)) {
            self.push(Span { start: first.start, end: last.end }.trimmed(self.text));
        }
        true
    }

    /// How many lines at the start of a run say who and when, where there are any. A
    /// date alone is no header: it may be all that a paragraph says.
    fn about(&self, run: &[Span]) -> Option<usize> {
        let about = |line: &Span| header::about(line.of(self.text));
        let count = run.iter().take_while(|line| about(line).is_some()).count();
        let bare = run.iter().take(count).filter_map(about).all(|about| about.is_bare);
        // `By Ada Moreau` may begin a hard-wrapped sentence; a header ends where its run
        // does, or goes over to long lines.
        let ends = count == run.len() || run.get(count).is_some_and(|line| line.len() > 60);
        (!bare && ends).then_some(count)
    }

    fn push(&mut self, span: Span) {
        self.blocks.push(Block { flow: Flow::Lines, ..block(span, BlockKind::Header) });
        self.at = span.end as usize;
    }
}

fn block(span: Span, kind: BlockKind) -> Block {
    Block { span, kind, flow: Flow::Fill, quote: 0, depth: 0 }
}

/// What follows the key of an inline date.
fn strip_key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_at_checked("date".len())?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    (key.eq_ignore_ascii_case("date") && rest.starts_with([' ', '\t'])).then_some(rest)
}

/// Whether the key of a line is one that headers have.
fn is_known(line: &str) -> bool {
    line.split(':').next().is_some_and(|key| header::known(key).is_some())
}
