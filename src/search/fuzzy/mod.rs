//! Labels matched by the letters of a query in order, best alignment first.
//!
//! The score is that of [`SkimMatcherV2`] over the folded label and query. Running it
//! over a million labels takes most of a second, so a query goes through ever dearer
//! steps, each on what the one before left over:
//!
//! 1. a 64-bit mask of the label's characters tells most that cannot match;
//! 2. `memchr` checks that the letters stand in order, which decides what matches;
//! 3. a bound from the masks tells which labels cannot be among the best, and a
//!    cheap score, the same as skim's for ASCII labels, ranks the others;
//! 4. `SkimMatcherV2` scores the best few hundred and shows the matched letters.
//!
//! While the query grows, only what matched the shorter query is looked at.

mod labels;
mod query;
mod score;

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::best::Best;
use super::fold;
use super::parallel;
use labels::Labels;
pub(super) use query::Query;
use query::Word;
use score::Scorer;

/// Labels that are scored by `SkimMatcherV2` for a query of ASCII letters, where the cheap
/// score of all but a few scripts is the same.
const SKIM_LABELS: usize = 256;
/// And for other queries, whose cheap score is rough: a few milliseconds' worth.
const SKIM_LABELS_ROUGH: usize = 2_000;
/// Cells of skim's score matrices (letters of the query by letters of the label) for
/// one query: long queries on long labels would take too long otherwise.
const SKIM_CELLS: usize = 4 << 20;
/// Labels that are looked at between two checks whether the query was cancelled.
const CHUNK: usize = 8_192;
/// Labels that a thread takes at a time when they are scored by skim.
const SKIM_CHUNK: usize = 64;
/// Queries whose matches are remembered, so that a letter taken back is as quick.
const MAX_LEVELS: usize = 12;

/// Short labels to be found by a few of their letters. A label's number is the count
/// of labels that were there before it.
#[derive(Clone, Debug, Default)]
pub struct Index {
    labels: Labels,
    /// Queries of which each starts with the one before, with what matched them.
    levels: Vec<Level>,
}

/// What a query left over of the labels that there were at the time.
#[derive(Clone, Debug)]
struct Level {
    query: String,
    labels: usize,
    survivors: Vec<u32>,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The best labels, best first; of equal ones the shorter, then the earlier.
    pub best: Vec<Match>,
    /// How many labels match.
    pub total: usize,
}

/// A label that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The label's number.
    pub label: u32,
    /// The score of `SkimMatcherV2`, added up over the words of the query.
    pub score: i32,
    /// The matched characters as byte ranges of the label, sorted and disjoint.
    pub ranges: Vec<Range<usize>>,
}

impl Index {
    /// An index without labels.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a label and returns its number. Labels are cut at
    /// [`MAX_LABEL_BYTES`](Self::MAX_LABEL_BYTES).
    pub fn push(&mut self, label: &str) -> u32 {
        self.labels.push(label)
    }

    /// Bytes of a label that are kept: beyond them it is no label.
    pub const MAX_LABEL_BYTES: usize = labels::MAX_LABEL_BYTES;

    /// Makes a label unfindable; its number is not given again.
    pub fn remove(&mut self, label: u32) {
        self.labels.remove(label);
    }

    /// How many labels were pushed, the removed ones counted.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether no label was pushed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A label as it was pushed; "" where there is none.
    pub fn label(&self, label: u32) -> String {
        self.labels.original(label)
    }

    /// The score that `query` would have if a label contained each of its words at the
    /// start of a word: what a score can be measured by.
    pub fn ideal(query: &str) -> i32 {
        Query::new(query).words().iter().map(|word| score::ideal(word.letters())).sum()
    }

    /// The `limit` best labels that match every word of `query`, in any order of the
    /// words. Words are separated by white space; a query without words matches
    /// every label that was not removed, in their order. `None` where `cancel` was set.
    pub fn query(&mut self, query: &str, limit: usize, cancel: &AtomicBool) -> Option<Matches> {
        let query = Query::new(query);
        if query.words().is_empty() {
            return Some(self.first(limit));
        }
        self.levels.truncate(self.reusable_levels(query.text()));
        let sweep = self.sweep(&query, limit, cancel)?;
        let candidates = self.affordable(&query, limit, sweep.best);
        let best = self.skimmed(&query, limit, &candidates, cancel)?;
        let total = sweep.survivors.len();
        self.remember(&query, sweep.survivors);
        Some(Matches { best, total })
    }

    fn first(&self, limit: usize) -> Matches {
        let live = || (0..self.labels.count()).filter(|&label| self.labels.mask(label) != 0);
        let plain = |label| Match { label, score: 0, ranges: Vec::new() };
        Matches { best: live().take(limit).map(plain).collect(), total: live().count() }
    }

    /// How many of the remembered queries the new one only narrows.
    fn reusable_levels(&self, query: &str) -> usize {
        self.levels.iter().take_while(|level| query.starts_with(&level.query)).count()
    }

    fn remember(&mut self, query: &Query, survivors: Vec<u32>) {
        let known = self.levels.last().is_some_and(|level| level.query == query.text());
        if known {
            self.levels.pop();
        }
        // A list of most labels saves little and costs four bytes each.
        if survivors.len() > self.len() / 2 || self.levels.len() >= MAX_LEVELS {
            return;
        }
        let level = Level { query: query.text().to_owned(), labels: self.len(), survivors };
        self.levels.push(level);
    }

    /// The labels that may match: those that matched the shorter query and those that
    /// came since.
    fn candidates(&self) -> Candidates<'_> {
        let (listed, from) = match self.levels.last() {
            Some(level) => (level.survivors.as_slice(), level.labels),
            None => ([].as_slice(), 0),
        };
        Candidates {
            listed,
            from: u32::try_from(from).unwrap_or(u32::MAX),
            to: self.labels.count(),
        }
    }

    /// Steps 1 to 3: what matches, and the best by the cheap score.
    fn sweep(&self, query: &Query, limit: usize, cancel: &AtomicBool) -> Option<Swept> {
        let candidates = self.candidates();
        let labels = if query.text().is_ascii() { SKIM_LABELS } else { SKIM_LABELS_ROUGH };
        let keep = labels.max(limit);
        let start =
            || Sweep { survivors: Vec::new(), best: Best::new(keep), scorer: Scorer::default() };
        let sweeps =
            parallel::in_chunks(candidates.len(), CHUNK, cancel, start, |sweep, range| {
                let mut survivors = Vec::new();
                for label in candidates.range(range.clone()) {
                    if self.sweep_label(query, label, sweep) {
                        survivors.push(label);
                    }
                }
                sweep.survivors.push((range.start, survivors));
            })?;
        Some(Swept::join(sweeps, keep))
    }

    /// Whether a label matches; if so it competes for the best.
    fn sweep_label(&self, query: &Query, label: u32, sweep: &mut Sweep) -> bool {
        let mask = self.labels.mask(label);
        if mask & query.mask() != query.mask() {
            return false;
        }
        let heads = self.labels.heads(label);
        let text = self.labels.bytes(label);
        let words = query.words();
        let admitted = |bound| sweep.best.admits(&Key::new(bound, text.len(), label));
        let hopeful = admitted(words.iter().map(|word| score::bound(heads, word)).sum())
            && admitted(words.iter().map(|word| score::close_bound(text, heads, word)).sum());
        if !hopeful {
            let matches = |word: &Word| word.decided_by_mask() || score::matches(text, word);
            return words.iter().all(matches);
        }
        let scores = words.iter().map(|word| sweep.scorer.cheap(text, word));
        let Some(score) = scores.sum::<Option<i32>>() else { return false };
        sweep.best.push(Key::new(score, text.len(), label));
        true
    }

    /// As many of the best as there are cells to spend on.
    fn affordable(&self, query: &Query, limit: usize, mut best: Vec<Key>) -> Vec<u32> {
        let letters: usize = query.words().iter().map(|word| word.letters() + 1).sum();
        let mut cells = 0;
        let mut count = 0;
        for key in &best {
            cells += letters * (self.labels.bytes(key.label()).len() + 1);
            if cells > SKIM_CELLS && count >= limit {
                break;
            }
            count += 1;
        }
        best.truncate(count);
        best.iter().map(Key::label).collect()
    }

    /// Step 4.
    fn skimmed(
        &self,
        query: &Query,
        limit: usize,
        candidates: &[u32],
        cancel: &AtomicBool,
    ) -> Option<Vec<Match>> {
        let start = || Best::new(limit);
        let states = parallel::in_chunks(
            candidates.len(),
            SKIM_CHUNK,
            cancel,
            start,
            |best: &mut Best<Key>, range| {
                for &label in candidates.get(range).unwrap_or_default() {
                    let text = self.labels.folded(label);
                    if let Some((score, _)) = skim(text, query) {
                        best.push(Key::new(score, text.len(), label));
                    }
                }
            },
        )?;
        let best = Best::merged(states, limit);
        let shown = best.iter().filter_map(|key| self.shown(query, key.label()));
        Some(shown.collect())
    }

    /// A match with its ranges in the label as it was pushed.
    fn shown(&self, query: &Query, label: u32) -> Option<Match> {
        let (score, letters) = skim(self.labels.folded(label), query)?;
        let ranges = original_ranges(&self.labels.original(label), &letters);
        Some(Match { label, score, ranges })
    }
}

/// The matched characters of one text as byte ranges of it; `None` where it does not match.
pub(super) fn matched(query: &Query, text: &str) -> Option<Vec<Range<usize>>> {
    let (_, letters) = skim(&fold::fold(text), query)?;
    Some(original_ranges(text, &letters))
}

/// Score of a folded label and the matched characters by their number.
///
/// fuzzy-matcher 0.3.7 keeps its score matrix from one call to the next, and what is left
/// in it leaks into the score of doubled letters; switching that cache off panics. So every
/// score gets a matcher of its own, which costs half a microsecond. For the same reason the
/// indices are asked for even where the score alone is wanted: without them the matcher
/// keeps two rows only and reads cells of the row before the last as if they were new.
fn skim(text: &str, query: &Query) -> Option<(i32, Vec<usize>)> {
    let mut sum = 0;
    let mut letters = Vec::new();
    for word in query.words() {
        let (score, indices) =
            SkimMatcherV2::default().ignore_case().fuzzy_indices(text, word.text())?;
        sum += i32::try_from(score).unwrap_or(i32::MIN / 2);
        letters.extend(indices);
    }
    letters.sort_unstable();
    letters.dedup();
    Some((sum, letters))
}

/// Byte ranges of the original label for characters of the folded one.
fn original_ranges(label: &str, letters: &[usize]) -> Vec<Range<usize>> {
    let folded = fold::folded(label);
    let mut wanted = letters.iter().peekable();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (number, (start, character)) in folded.text().char_indices().enumerate() {
        if wanted.peek() != Some(&&number) {
            continue;
        }
        wanted.next();
        let range = folded.original(start..start + character.len_utf8());
        match ranges.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    ranges
}

/// Labels to look at: a list, and behind it all from one number to another.
struct Candidates<'a> {
    listed: &'a [u32],
    from: u32,
    to: u32,
}

impl Candidates<'_> {
    fn len(&self) -> usize {
        self.listed.len() + self.to.saturating_sub(self.from) as usize
    }

    fn range(&self, range: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        let listed = self.listed.len();
        let from_list = self.listed.get(range.start.min(listed)..range.end.min(listed));
        let tail = |at: usize| self.from + u32::try_from(at.saturating_sub(listed)).unwrap_or(0);
        let behind = tail(range.start)..tail(range.end);
        from_list.unwrap_or_default().iter().copied().chain(behind)
    }
}

/// What one thread found.
struct Sweep {
    /// What matches, by the place of its chunk.
    survivors: Vec<(usize, Vec<u32>)>,
    best: Best<Key>,
    scorer: Scorer,
}

/// What all threads found.
struct Swept {
    survivors: Vec<u32>,
    best: Vec<Key>,
}

impl Swept {
    fn join(sweeps: Vec<Sweep>, limit: usize) -> Self {
        let mut chunks = Vec::new();
        let mut parts = Vec::new();
        for sweep in sweeps {
            chunks.extend(sweep.survivors);
            parts.push(sweep.best);
        }
        chunks.sort_unstable_by_key(|&(start, _)| start);
        let mut survivors = Vec::with_capacity(chunks.iter().map(|(_, chunk)| chunk.len()).sum());
        chunks.iter().for_each(|(_, chunk)| survivors.extend_from_slice(chunk));
        Swept { survivors, best: Best::merged(parts, limit) }
    }
}

/// A label's rank: greater is better. Score, then how short, then how early, in one
/// number, because millions of them are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key(u64);

impl Key {
    fn new(score: i32, length: usize, label: u32) -> Self {
        let score = score.clamp(i16::MIN.into(), i16::MAX.into()) - i32::from(i16::MIN);
        let shortness = usize::from(u16::MAX).saturating_sub(length);
        let high = u64::from(score.unsigned_abs()) << 48 | (shortness as u64) << 32;
        Self(high | u64::from(u32::MAX - label))
    }

    #[expect(clippy::cast_possible_truncation, reason = "the label is the low half")]
    fn label(&self) -> u32 {
        u32::MAX - self.0 as u32
    }
}

#[cfg(test)]
mod tests;
