//! How well a passage answers a query.
//!
//! All words close together count most, best one behind the other in the order of the
//! query and in one sentence; then whole words rather than beginnings of words; then
//! headings, and the beginning of a document.

use std::cmp::Reverse;
use std::ops::Range;

use super::passage::sentence_ends;
use super::words::Place;
use crate::document::{Block, BlockKind};

/// A passage in which all words stand.
const BASE: i32 = 1_000;
/// All words in one sentence.
const SENTENCE: i32 = 300;
/// Nothing but a blank or a sign between them.
const ADJACENT: i32 = 200;
/// In the order of the query.
const ORDER: i32 = 60;
/// All of them whole words.
const WHOLE: i32 = 120;
/// Off for each byte between them, up to [`MAX_DISTANCE`].
const DISTANCE: i32 = -1;
/// A passage of two sentences.
const MAX_DISTANCE: i32 = 250;
/// In a heading, by level.
const HEADING: i32 = 160;
/// At the start of the document, less the further down.
const EARLY: i32 = 40;

/// What the place of a passage in its document adds.
pub(super) fn of_place(block: &Block, length: usize) -> i32 {
    let heading = match block.kind {
        BlockKind::Heading { level } => HEADING - 10 * i32::from(level),
        _ => 0,
    };
    let before = block.span.start as usize * EARLY.unsigned_abs() as usize / length.max(1);
    heading + EARLY - i32::try_from(before).unwrap_or(EARLY)
}

/// The places of the words that stand closest together.
pub(super) struct Ranked {
    window: Range<usize>,
    score: i32,
}

impl Ranked {
    /// Weighs the places of each word in a text; none of the lists may be empty.
    pub(super) fn new(text: &str, words: &[Vec<Place>]) -> Self {
        let choices = words.first().into_iter().flatten().map(|first| Chosen::around(first, words));
        match choices.min_by_key(|chosen| (chosen.window().len(), Reverse(chosen.whole()))) {
            Some(chosen) => Self { window: chosen.window(), score: chosen.score(text) },
            None => Self { window: 0..0, score: 0 },
        }
    }

    pub(super) fn score(&self) -> i32 {
        self.score
    }

    /// From the first of the words to the end of the last.
    pub(super) fn window(&self) -> Range<usize> {
        self.window.clone()
    }
}

/// One place for each word, in the order of the query.
struct Chosen<'a>(Vec<&'a Place>);

impl<'a> Chosen<'a> {
    /// For each word the place closest behind that of the word before, else the closest.
    fn around(first: &'a Place, words: &'a [Vec<Place>]) -> Self {
        let mut chosen = vec![first];
        for places in words.get(1..).unwrap_or_default() {
            let end = chosen.last().map_or(0, |place| place.range.end);
            let free = |place: &&Place| !chosen.iter().any(|other| other.range == place.range);
            let behind = places.iter().filter(free).find(|place| place.range.start >= end);
            let before =
                places.iter().filter(free).take_while(|place| place.range.start < end).last();
            let far = |place: &Place| place.range.start.abs_diff(end);
            let closest = match (before, behind) {
                (Some(before), Some(behind)) if far(before) < far(behind) => Some(before),
                (before, behind) => behind.or(before),
            };
            chosen.extend(closest.or(places.first()));
        }
        Self(chosen)
    }

    fn window(&self) -> Range<usize> {
        let start = self.0.iter().map(|place| place.range.start).min().unwrap_or(0);
        let end = self.0.iter().map(|place| place.range.end).max().unwrap_or(start);
        start..end
    }

    fn score(&self, text: &str) -> i32 {
        let window = self.window();
        let matched: usize = self.0.iter().map(|place| place.range.len()).sum();
        let gaps = i32::try_from(window.len().saturating_sub(matched)).unwrap_or(i32::MAX);
        let whole = self.whole();
        let count = self.0.len().max(1);
        let in_order = self.0.is_sorted_by_key(|place| place.range.start);
        let one_sentence = sentence_ends(text.get(window).unwrap_or_default()).next().is_none();
        let adjacent = self.adjacent(text);
        BASE + gaps.min(MAX_DISTANCE) * DISTANCE
            + i32::try_from(whole * WHOLE.unsigned_abs() as usize / count).unwrap_or(0)
            + if one_sentence { SENTENCE } else { 0 }
            + if in_order { ORDER } else { 0 }
            + if adjacent { ADJACENT } else { 0 }
    }

    /// How many of the words stand as whole words.
    fn whole(&self) -> usize {
        self.0.iter().filter(|place| place.whole).count()
    }

    fn adjacent(&self, text: &str) -> bool {
        self.0.windows(2).all(|pair| match pair {
            [before, behind] => text
                .get(before.range.end..behind.range.start)
                .is_some_and(|gap| !gap.contains(char::is_alphanumeric)),
            _ => true,
        })
    }
}
