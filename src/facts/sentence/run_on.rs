//! Sentence ends without a mark, in text that has lost its line ends.
//!
//! Comments and scraped pages put a heading, an address or the entries of a list behind
//! each other with nothing but a blank between. What then tells a new sentence is the
//! word that begins it: a capitalised word that is no name (`The`, `Please`) before one
//! that is not. Each rule looks at the two words around one gap and a bounded way ahead;
//! those of mail stand in [`super::letter`].

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memchr;
use memchr::memmem::Finder;

use super::item::is_list_number;
use super::word::{
    begins_with_rule, binds, capitalised, ends_with_rule, goes_on_with_i, is_file, is_first_person,
    is_grade, is_interjection, is_item_number, is_name, is_opener, is_rule, is_rule_byte,
    is_smiley, is_web, starts_plainly,
};
use crate::facts::abbreviation::{is_sentence_starter, is_title_word};

/// Two words with a gap between them, where a sentence may end without a mark.
pub(super) struct Gap<'a> {
    /// What the sentence holds up to the gap.
    pub(super) before: &'a str,
    /// The last word of it, with its marks.
    pub(super) last: &'a str,
    /// The word behind the gap, with its marks.
    pub(super) next: &'a str,
    /// What follows that word.
    pub(super) behind: &'a str,
    /// The sentence before this one.
    pub(super) previous: &'a str,
}

/// What is known of the text that a run stands in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// It is mail, or written like it: there are formulas of farewell.
    mail: bool,
}

/// Formulas of farewell, or parts of them, that tell mail.
static FAREWELLS: LazyLock<[Finder<'static>; 6]> =
    LazyLock::new(|| ["Thanks", "egards", "Sincerely", "Cheers", "Best,", "Thx"].map(Finder::new));

impl Style {
    /// Reads a block.
    pub(super) fn of(body: &str) -> Self {
        Self { mail: FAREWELLS.iter().any(|finder| finder.find(body.as_bytes()).is_some()) }
    }
}

/// Where in `run`, which holds no mark that ends a sentence, others begin; in bytes, in
/// order. The sentence before it tells whether a signature is due.
pub(super) fn run_on_starts(style: Style, previous: &str, run: &str, mut found: impl FnMut(usize)) {
    let bytes = run.as_bytes();
    let stamped = memchr(b'/', bytes).is_some();
    let mut previous = previous;
    let mut start = 0;
    for (at, pair) in bytes.windows(2).enumerate() {
        // All but a few gaps are passed over by the bytes around them.
        let &[b' ', first] = pair else { continue };
        let next_start = at + 1;
        if !matches!(first, b'A'..=b'Z' | b'0'..=b'9' | b'<' | b'a'..=b'z' | b'(' | b'[' | b'"')
            && !is_rule_byte(Some(first))
        {
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        let next = bytes.get(next_start..).unwrap_or_default();
        if before != Some(b' ') && !may_begin(next, before) {
            continue;
        }
        let end = behind_last(bytes, next_start, |byte| byte != b' ');
        let last = end.checked_sub(1).and_then(|last| bytes.get(last)).copied();
        if !may_begin(next, last) {
            continue;
        }
        let last = behind_last(bytes, end, |byte| byte == b' ').max(start);
        let gap = Gap::new(run, start, last, end..next_start, previous);
        if gap.ends_sentence(style, stamped) {
            found(next_start);
            previous = gap.before;
            start = next_start;
        }
    }
}

/// The index behind the last of the first `end` bytes that is `wanted`; 0 where none is.
fn behind_last(bytes: &[u8], end: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let head = bytes.get(..end).unwrap_or_default();
    head.iter().rposition(|&byte| wanted(byte)).map_or(0, |at| at + 1)
}

/// Whether a sentence may begin here, by the first bytes and the last one before the gap:
/// all but a few gaps are passed over by this.
fn may_begin(next: &[u8], last: Option<u8>) -> bool {
    match next.first() {
        Some(b'A'..=b'Z' | b'0'..=b'9' | b'<') => true,
        Some(b'a'..=b'z' | b'(' | b'[' | b'*' | b'-' | b'"') => {
            matches!(last, Some(b':' | b')' | b'(' | b'^' | b'_' | b'>' | b'M' | b'=' | b'/'))
                || next.first().is_some_and(|byte| matches!(byte, b'(' | b'[' | b'"'))
                || next.starts_with(b"http")
                || matches!(next, [b'-' | b'*', b' ', ..])
                || is_rule_byte(next.get(1).copied())
        }
        first => is_rule_byte(first.copied()) && is_rule_byte(next.get(1).copied()),
    }
}

impl<'a> Gap<'a> {
    /// The gap of the run; its sentence begins at `start`, its last word at `last`.
    fn new(run: &'a str, start: usize, last: usize, gap: Range<usize>, previous: &'a str) -> Self {
        let rest = run.get(gap.end..).unwrap_or_default();
        let blank = rest.bytes().position(|byte| byte == b' ').unwrap_or(rest.len());
        let next = rest.get(..blank).unwrap_or_default();
        let behind = rest.get(blank..).unwrap_or_default();
        Self {
            before: run.get(start..gap.start).unwrap_or_default(),
            last: run.get(last..gap.start).unwrap_or_default(),
            next,
            behind: behind.trim_start(),
            previous,
        }
    }

    fn ends_sentence(&self, style: Style, stamped: bool) -> bool {
        if is_marker(self.before) {
            return self.before == "--" && self.next == "Posted" && self.behind.starts_with("by ");
        }
        stamped && self.parts_stamp()
            || self.parts_rule()
            || !self.is_marked()
                && (is_smiley(self.last)
                    || style.mail && (self.ends_signature() || self.ends_contact())
                    || self.parts_letter(style.mail)
                    || self.ends_header()
                    || self.begins_entry()
                    || self.ends_aside()
                    || self.parts_address()
                    || self.begins_with_opener(style))
    }

    /// Whether a mark stands before the gap, which has been looked at already.
    fn is_marked(&self) -> bool {
        if self.last.ends_with(|last: char| last.is_ascii_alphanumeric() || last == ',') {
            return false;
        }
        let closers = ['"', '”', '’', '\'', ')', ']', '_', '*'];
        self.last.trim_end_matches(closers).ends_with(['.', '!', '?', '…'])
    }

    /// The words before the gap, at most as many as a heading has.
    pub(super) fn words(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.before.split(' ').take(MAX_HEADING_WORDS + 1)
    }

    /// Whether the word that follows begins a sentence by its kind: no name, capitalised,
    /// before a word that is not.
    fn begins_with_opener(&self, style: Style) -> bool {
        if is_first_person(self.next) {
            // `The best tea I have ever had`
            let ever = self.behind.split(' ').take(2).any(|word| word == "ever");
            return starts_plainly(self.behind)
                && !ever
                && !self.is_joined()
                && (style.mail && self.is_name() || self.is_heading() || self.ends_introduction());
        }
        (starts_plainly(self.behind) || is_first_person(self.behind))
            && is_opener(self.next)
            && !self.next.ends_with(['\'', '’'])
            && (!(capitalised(self.last) && is_title_word(self.next)) || self.is_heading())
            && !self.is_joined()
    }

    /// Whether the last word needs what follows.
    fn is_joined(&self) -> bool {
        self.last.ends_with([',', ';', '-', '&', '/', '(', '"', '“', '\''])
            || self.last.ends_with(':') && capitalised(self.last) && !self.ends_introduction()
            || matches!(self.last, "is:" | "says:" | "say:")
            || binds(self.last)
    }

    /// Whether a clause, and not a label of some words, ends with a colon.
    fn ends_introduction(&self) -> bool {
        const MIN_WORDS: usize = 5;
        self.last.ends_with(':') && self.words().count() >= MIN_WORDS
    }

    /// Whether a name is all that stands before the gap.
    fn is_name(&self) -> bool {
        self.words().take(4).count() <= 3
            && self.words().all(|word| is_name(word) && !is_interjection(word) && !binds(word))
    }

    /// Whether all that stands before the gap is the heading of the block, behind which `I`
    /// begins a sentence.
    fn is_heading(&self) -> bool {
        if self.previous.is_empty() && is_grade(self.before) {
            return true;
        }
        const CLAUSE: &[&str] = &["that", "which", "who", "when", "if", "said"];
        let first = self.words().next().unwrap_or_default().trim_start_matches(['"', '“']);
        self.previous.is_empty()
            && (2..=MAX_HEADING_WORDS).contains(&self.words().count())
            && !is_sentence_starter(first)
            && !binds(first)
            && !self.last.ends_with("ly")
            && ![self.last, first].into_iter().any(goes_on_with_i)
            && !self.words().any(|word| CLAUSE.contains(&word))
    }

    /// Whether an entry begins here: an item of a list that is marked in the running line, the
    /// line of an author, a note on copyright, a quotation that breaks off.
    fn begins_entry(&self) -> bool {
        const DASHED_ENDS: &[&str] = &["--\"", "--”", "—\"", "—”"];
        let capital = || capitalised(self.behind);
        let bullet = || {
            matches!(self.next, "-" | "*" | "+")
                && self.words().next() == Some(self.next)
                && self.before.len() > self.next.len() + 2
        };
        let announced = || {
            matches!(self.last, "follows:" | "follow:" | "following:" | "below:")
                && capitalised(self.next)
                && self.words().count() > 2
        };
        let first_item = || {
            self.last.ends_with(':') && (self.next == "-" || is_item_number(self.next) && capital())
        };
        let byline =
            || matches!(self.next, "By" | "Copyright") && !capitalised(self.last) && capital();
        let broken_off = || {
            self.last.ends_with(['"', '”'])
                && capitalised(self.next)
                && DASHED_ENDS.iter().any(|end| self.last.ends_with(end))
        };
        let attached = || is_file(self.last) && (capitalised(self.next) || self.next == "-");
        bullet()
            || announced()
            || first_item()
            || byline()
            || broken_off()
            || self.begins_label()
            || attached()
    }

    /// Whether a label in capitals begins here (`WHEN:`, `NOTE:`) that is one word.
    fn begins_label(&self) -> bool {
        const SHORTEST: usize = 3;
        let label = self.next.strip_suffix(':').unwrap_or_default();
        label.len() >= SHORTEST
            && label.bytes().all(|byte| byte.is_ascii_uppercase())
            && !self.last.bytes().all(|byte| byte.is_ascii_uppercase())
            && !self.is_joined()
    }

    /// Whether a rule across the page ends or begins here. One of underscores is a blank to
    /// be filled in, which goes on.
    fn parts_rule(&self) -> bool {
        is_rule(self.next) && !is_rule(self.last)
            || is_rule(self.last) && !self.last.ends_with('_') && !is_rule(self.next)
            || begins_with_rule(self.next) && !is_rule(self.last)
            || ends_with_rule(self.last) && capitalised(self.next)
    }

    /// Whether an aside in brackets ends a sentence here that nobody marked: one of some
    /// words, before a capital.
    fn ends_aside(&self) -> bool {
        const MIN_WORDS: usize = 3;
        let Some(inner) = self.before.strip_suffix([')', ']']) else { return false };
        let Some(open) = inner.rfind(['(', '[']) else { return false };
        let aside = inner.get(open + 1..).unwrap_or_default();
        capitalised(self.next)
            && !aside.contains([')', ']'])
            && aside.split_whitespace().count() >= MIN_WORDS
    }

    /// Whether a web address ends before the gap, or begins behind a colon.
    fn parts_address(&self) -> bool {
        let behind = is_web(self.last) && !self.last.ends_with([',', ';']);
        behind
            && (capitalised(self.next)
                || is_web(self.next)
                || self.next.starts_with(['(', '"', '*', '[']))
            || self.last.ends_with(':') && is_web(self.next) && !capitalised(self.last)
            || self.last.ends_with(">>") && !self.next.starts_with('<')
    }
}

/// Words that a heading has at most.
const MAX_HEADING_WORDS: usize = 7;

/// Whether a run is no more than the marker of a list item or a row of marks.
fn is_marker(run: &str) -> bool {
    const LONGEST: usize = 7;
    run.len() <= LONGEST
        && (run.chars().filter(|c| c.is_alphabetic()).count() < 2
            || is_list_number(run.trim_matches(['(', ')', '.'])))
}
