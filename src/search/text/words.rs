//! Where the words of a query start words of a passage.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::search::fold::{self, Folded};

/// Words of a query that count.
const MAX_WORDS: usize = 16;

/// Places of a word in a passage that are looked at.
const MAX_PLACES: usize = 16;

/// Words that must all start words of a passage, folded.
#[derive(Clone, Debug)]
pub struct Query {
    words: Vec<Word>,
    /// Index of the longest word: looked for first, as the rarest.
    anchor: usize,
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    finder: Finder<'static>,
}

impl Query {
    /// Cuts a query into words at all that is neither letter nor digit.
    pub fn new(query: &str) -> Self {
        let folded = fold::fold(query);
        let texts = folded.split(|character: char| !character.is_alphanumeric());
        let words: Vec<Word> = texts
            .filter(|text| !text.is_empty())
            .take(MAX_WORDS)
            .map(|text| Word { text: text.to_owned(), finder: Finder::new(text).into_owned() })
            .collect();
        let longest =
            (0..words.len()).max_by_key(|&index| words.get(index).map(|word| word.text.len()));
        Self { words, anchor: longest.unwrap_or(0) }
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where words of the query start words of a text, sorted and disjoint, in bytes;
    /// `None` unless each of them does.
    pub fn places(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let mut reader = Reader::default();
        let found = reader.occurrences(self, text)?;
        let mut places: Vec<Range<usize>> =
            found.all().map(|place| found.original(place)).collect();
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup_by(|next, kept| {
            let overlap = next.start < kept.end;
            kept.end = if overlap { kept.end.max(next.end) } else { kept.end };
            overlap
        });
        Some(places)
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }
}

/// A place where a word of the query starts a word of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    /// Whether the text's word ends there too.
    pub(super) whole: bool,
}

/// Buffers for reading one passage after another.
#[derive(Default)]
pub(super) struct Reader {
    lower: String,
    places: Vec<Vec<Place>>,
}

/// The places of all words of a query in a passage.
pub(super) struct Occurrences<'a> {
    text: Text<'a>,
    places: &'a [Vec<Place>],
}

enum Text<'a> {
    /// Of the same length as the passage.
    Lower(&'a str),
    Folded(Folded<'a>),
}

impl Reader {
    /// The places of the words, if each has one.
    pub(super) fn occurrences<'a>(
        &'a mut self,
        query: &Query,
        passage: &'a str,
    ) -> Option<Occurrences<'a>> {
        self.lower.clear();
        self.lower.push_str(passage);
        self.lower.make_ascii_lowercase();
        if fill(query, &self.lower, &mut self.places) {
            return Some(Occurrences { text: Text::Lower(&self.lower), places: &self.places });
        }
        if !has_foreign_letters(passage) {
            return None;
        }
        let folded = fold::folded(passage);
        fill(query, folded.text(), &mut self.places)
            .then_some(Occurrences { text: Text::Folded(folded), places: &self.places })
    }
}

impl Occurrences<'_> {
    /// The text in which the places are.
    pub(super) fn text(&self) -> &str {
        match &self.text {
            Text::Lower(text) => text,
            Text::Folded(folded) => folded.text(),
        }
    }

    /// The places of each word of the query; none of the lists is empty.
    pub(super) fn words(&self) -> &[Vec<Place>] {
        self.places
    }

    /// All places.
    pub(super) fn all(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.places.iter().flatten().map(|place| place.range.clone())
    }

    /// A range of [`Self::text`] as one of the passage.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        match &self.text {
            Text::Lower(_) => range,
            Text::Folded(folded) => folded.original(range),
        }
    }
}

/// Fills in the places of all words; whether each has one.
fn fill(query: &Query, text: &str, places: &mut Vec<Vec<Place>>) -> bool {
    places.resize_with(query.words.len(), Vec::new);
    let mut found = |index: usize| {
        let (Some(word), Some(places)) = (query.words.get(index), places.get_mut(index)) else {
            return false;
        };
        places.clear();
        places.extend(places_of(word, text).take(MAX_PLACES));
        !places.is_empty()
    };
    // Most passages are told from the anchor alone.
    found(query.anchor)
        && (0..query.words.len()).filter(|&index| index != query.anchor).all(&mut found)
}

fn places_of<'a>(word: &'a Word, text: &'a str) -> impl Iterator<Item = Place> + 'a {
    word.finder.find_iter(text.as_bytes()).filter(|&at| starts_word(text, at)).map(|at| {
        let range = at..at + word.text.len();
        let behind = text.get(range.end..).and_then(|rest| rest.chars().next());
        Place { whole: !behind.is_some_and(char::is_alphanumeric), range }
    })
}

/// Whether a word starts at an offset. In scripts without blanks between words every
/// character may start one.
fn starts_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if let (Some(before), Some(first)) =
        (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at))
        && before.is_ascii()
        && first.is_ascii()
    {
        return !before.is_ascii_alphanumeric();
    }
    let Some((before, behind)) = text.split_at_checked(at) else { return false };
    let inside = before.chars().next_back().is_some_and(char::is_alphanumeric);
    !inside || behind.chars().next().is_some_and(is_unspaced)
}

/// Characters of scripts that do not set words apart: Thai to Myanmar, kana, Han and
/// (folded to its parts) Hangul.
fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether folding would change more than the case of ASCII letters: whether there are
/// other characters than ASCII and the usual punctuation of print.
fn has_foreign_letters(text: &str) -> bool {
    !text.is_ascii()
        && text
            .chars()
            .any(|character| !matches!(character, '\0'..='\u{bf}' | '\u{2000}'..='\u{206f}'))
}
