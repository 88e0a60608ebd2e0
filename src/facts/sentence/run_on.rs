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
use crate::facts::abbreviation::{is_sentence_starter, is_title_word};
use crate::facts::fixed::Sieve;
use crate::facts::token::run_length;

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

/// Whether rules across the page are drawn with it (`-----`, `=====`).
fn is_rule_byte(byte: Option<u8>) -> bool {
    matches!(
        byte,
        Some(b'-' | b'=' | b'_' | b'*' | b'+' | b'~' | b'#' | b'<' | b'>' | b'|' | b'{' | b'}')
    )
}

/// Whether a word is a rule across the page: five marks or more.
fn is_rule(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.len() >= SHORTEST && word.bytes().all(|byte| is_rule_byte(Some(byte)))
}

/// Whether a heading between two rules begins with this word (`*****Notice`).
fn begins_with_rule(word: &str) -> bool {
    let marks = word.bytes().take_while(|&byte| matches!(byte, b'*' | b'=' | b'-')).count();
    word.get(..marks).is_some_and(is_rule)
}

/// Whether a heading between two rules ends with this word (`Footer*****`).
fn ends_with_rule(word: &str) -> bool {
    let marks = word.bytes().rev().take_while(|&byte| matches!(byte, b'*' | b'=' | b'-')).count();
    word.get(word.len() - marks..).is_some_and(is_rule)
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

/// A grade as the heading of a review: `A+`, `A++`.
fn is_grade(text: &str) -> bool {
    text.len() <= 4
        && capitalised(text)
        && text
            .get(1..)
            .is_some_and(|plus| !plus.is_empty() && plus.bytes().all(|byte| byte == b'+'))
}

/// Words that a heading has at most.
const MAX_HEADING_WORDS: usize = 7;

fn starts_plainly(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

pub(super) fn capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// A word without the marks behind it and an ending as `'s`.
pub(super) fn bare(word: &str) -> &str {
    word.get(..run_length(word, char::is_alphanumeric)).unwrap_or_default()
}

/// Whether a word may be a name: capitalised, and none that begins sentences.
pub(super) fn is_name(word: &str) -> bool {
    capitalised(word)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'))
        && !is_opener(word)
        && !word.ends_with("ly")
        && !matches!(word, "Otherwise" | "Hence" | "Plus" | "NO" | "YES" | "OK" | "Like" | "I")
}

/// Whether a run is no more than the marker of a list item or a row of marks.
fn is_marker(run: &str) -> bool {
    const LONGEST: usize = 7;
    run.len() <= LONGEST
        && (run.chars().filter(|c| c.is_alphabetic()).count() < 2
            || is_list_number(run.trim_matches(['(', ')', '.'])))
}

/// `1.`, `(2)`, `3)`.
fn is_item_number(word: &str) -> bool {
    let number = word.trim_start_matches('(').trim_end_matches([')', '.']);
    number.len() < word.len()
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_first_person(text: &str) -> bool {
    text.starts_with('I') && bare(text) == "I"
}

/// Whether `word` is a smiley.
pub(super) fn is_smiley(word: &str) -> bool {
    matches!(
        word,
        ":)" | ":-)"
            | ";)"
            | ";-)"
            | ":("
            | ":-("
            | ":D"
            | ":-D"
            | ";D"
            | "=)"
            | ":P"
            | ":-P"
            | ";P"
            | "^_^"
            | ":))"
            | "<3"
            | "(:"
            | "(;"
            | "(="
            | "=D"
            | "XD"
            | ":'("
            | ":-))"
            | ":o)"
    ) || word
        .ends_with(|last: char| matches!(last, '☀'..='☻' | '♡' | '♥' | '\u{1F300}'..='\u{1FAFF}'))
}

/// Whether the name of an attached file ends with this word.
pub(super) fn is_file(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["doc", "docx", "xls", "xlsx", "ppt", "pdf", "txt", "zip", "jpg", "gif"];
    word.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether a web address with its scheme or `www.` begins here.
pub(super) fn is_web(text: &str) -> bool {
    if !text.starts_with(['<', '(', '[', 'h', 'w']) {
        return false;
    }
    let text = text.trim_start_matches(['<', '(', '[']);
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// Whether a word needs what follows it: an article, a preposition, a conjunction, an
/// auxiliary verb.
fn binds(word: &str) -> bool {
    const LONGEST: usize = 7;
    let word = word.trim_start_matches(['(', '"', '“']);
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| BINDING.binary_search(&word).is_ok())
}

/// Words that need what follows; sorted.
const BINDING: &[&str] = &[
    "a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "be", "because", "before",
    "below", "but", "by", "called", "can", "could", "did", "do", "does", "every", "for", "from",
    "had", "has", "have", "her", "his", "how", "if", "in", "into", "is", "its", "like", "my", "no",
    "not", "of", "on", "or", "our", "said", "say", "says", "since", "so", "than", "that", "the",
    "their", "then", "this", "to", "until", "was", "were", "what", "when", "where", "which",
    "while", "who", "will", "with", "would", "your",
];

/// Whether `I` goes on a sentence behind a word: a time, a verb of thinking, a noun that a
/// clause describes (`the thing I saw`, `the best I had`).
fn goes_on_with_i(word: &str) -> bool {
    GO_ON_WITH_I.binary_search(&bare(word)).is_ok()
}

/// Words behind which `I` goes on; sorted.
const GO_ON_WITH_I: &[&str] = &[
    "Best",
    "First",
    "I",
    "Most",
    "Only",
    "Whenever",
    "Worst",
    "Yesterday",
    "afternoon",
    "ago",
    "all",
    "anything",
    "autumn",
    "believe",
    "best",
    "day",
    "days",
    "earlier",
    "evening",
    "everything",
    "fall",
    "guess",
    "honestly",
    "hope",
    "know",
    "later",
    "month",
    "months",
    "morning",
    "night",
    "old",
    "once",
    "one",
    "only",
    "people",
    "person",
    "reason",
    "spring",
    "summer",
    "suppose",
    "thing",
    "things",
    "think",
    "though",
    "time",
    "times",
    "up",
    "way",
    "week",
    "weekend",
    "weeks",
    "winter",
    "wish",
    "worst",
    "year",
    "years",
    "young",
];

/// Words of hesitation, and others that stand before `I` in a sentence of their own.
fn is_interjection(word: &str) -> bool {
    matches!(
        bare(word),
        "Ah" | "Am"
            | "Cause"
            | "Er"
            | "God"
            | "Guess"
            | "Hmm"
            | "Like"
            | "Man"
            | "Oh"
            | "Or"
            | "Than"
            | "Uh"
            | "Um"
    )
}

/// Whether a word that begins sentences more often than it is part of a name stands here.
pub(super) fn is_opener(text: &str) -> bool {
    static SIEVE: Sieve = Sieve::of(&[OPENERS]);
    let word = bare(text);
    let inner = ['-', '@', '/', '.', '&', '"', '”', ')'];
    let whole = text.get(word.len()..).is_some_and(|behind| !behind.starts_with(inner));
    whole
        && !matches!(word, "May" | "I")
        && (SIEVE.may_hold(word) && OPENERS.binary_search(&word).is_ok()
            || is_sentence_starter(word))
}

/// Words that begin a sentence when they are capitalised before a lower-case word, beside
/// those of [`is_sentence_starter`]; sorted.
const OPENERS: &[&str] = &[
    "Above",
    "Actually",
    "Add",
    "Afraid",
    "Again",
    "Always",
    "Any",
    "Anyone",
    "Anyway",
    "Apparently",
    "Appreciate",
    "Ask",
    "Attached",
    "Besides",
    "Bring",
    "Call",
    "Check",
    "Click",
    "Come",
    "Congrats",
    "Congratulations",
    "Consider",
    "Contact",
    "Couldn",
    "Currently",
    "Dear",
    "Definitely",
    "Didn",
    "Doesn",
    "Don",
    "Either",
    "Enjoy",
    "Everyone",
    "Everything",
    "Excellent",
    "FYI",
    "Finally",
    "Following",
    "Furthermore",
    "Get",
    "Give",
    "Go",
    "Good",
    "Great",
    "Having",
    "Hello",
    "Hey",
    "Hi",
    "Honestly",
    "Hope",
    "Hopefully",
    "Instead",
    "Isn",
    "Just",
    "Keep",
    "Know",
    "Lets",
    "Look",
    "Looking",
    "Looks",
    "Make",
    "Maybe",
    "Might",
    "Much",
    "Must",
    "Need",
    "Never",
    "Nobody",
    "Note",
    "Nothing",
    "Obviously",
    "Often",
    "Ok",
    "Okay",
    "Overall",
    "PS",
    "Per",
    "Perhaps",
    "Personally",
    "Please",
    "Posted",
    "Put",
    "Quite",
    "Rather",
    "Read",
    "Really",
    "Regarding",
    "Regardless",
    "Remember",
    "See",
    "Seems",
    "Send",
    "Sent",
    "Several",
    "Shall",
    "Someone",
    "Something",
    "Sometimes",
    "Sorry",
    "Sounds",
    "Stay",
    "Sure",
    "Take",
    "Talk",
    "Tell",
    "Thank",
    "Thanks",
    "Therefore",
    "Too",
    "Try",
    "Unfortunately",
    "Unless",
    "Use",
    "Usually",
    "Very",
    "Visit",
    "Want",
    "Was",
    "Wasn",
    "Well",
    "Went",
    "Won",
    "Worst",
    "Would",
    "Yeah",
    "Yep",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_binary_search() {
        assert!(OPENERS.is_sorted() && BINDING.is_sorted() && GO_ON_WITH_I.is_sorted());
    }
}
