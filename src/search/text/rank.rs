//! How well a passage answers a query.
//!
//! All words close together count most, best one behind the other in the order of the
//! query and in one sentence; then whole words rather than beginnings of words; then
//! headings, and the beginning of a document.

use std::cmp::Reverse;
use std::ops::Range;

use super::passage::is_broken;
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
        let pivot = (0..words.len()).min_by_key(|&word| words.get(word).map(Vec::len)).unwrap_or(0);
        let places = words.get(pivot).into_iter().flatten();
        let best = places.min_by_key(|place| {
            let (window, whole) = Chosen::extent(pivot, place, words);
            (window.len(), Reverse(whole))
        });
        match best.map(|place| Chosen::around(pivot, place, words)) {
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
    /// For each word the place closest to one place of the pivot, a word with few places.
    fn around(pivot: usize, place: &'a Place, words: &'a [Vec<Place>]) -> Self {
        Self(Self::places(pivot, place, words).collect())
    }

    fn places(
        pivot: usize,
        place: &'a Place,
        words: &'a [Vec<Place>],
    ) -> impl Iterator<Item = &'a Place> {
        words.iter().enumerate().map(move |(word, places)| {
            if word == pivot { place } else { closest(places, place, word < pivot) }
        })
    }

    /// The window of the places that [`Self::around`] chooses and how many are whole words.
    fn extent(pivot: usize, place: &Place, words: &[Vec<Place>]) -> (Range<usize>, usize) {
        let start = (place.range.clone(), 0);
        Chosen::places(pivot, place, words).fold(start, |(window, whole), place| {
            let from = window.start.min(place.range.start);
            let to = window.end.max(place.range.end);
            (from..to, whole + usize::from(place.whole))
        })
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
        let one_sentence = !is_broken(text.get(window).unwrap_or_default());
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

/// The place closest to another; of two as close the one before it if `before` is set.
fn closest<'a>(places: &'a [Place], to: &'a Place, before: bool) -> &'a Place {
    let at = places.partition_point(|place| place.range.start < to.range.start);
    // The same word may be asked for twice; then it should be found twice.
    let same = places.get(at).is_some_and(|place| place.range.start == to.range.start);
    let left = at.checked_sub(1).and_then(|left| places.get(left));
    let right = places.get(at + usize::from(same));
    match (left, right) {
        (Some(left), Some(right)) => {
            let gap_left = to.range.start.saturating_sub(left.range.end);
            let gap_right = right.range.start.saturating_sub(to.range.end);
            if gap_left < gap_right || (gap_left == gap_right && before) { left } else { right }
        }
        (one, other) => one.or(other).or(places.first()).unwrap_or(to),
    }
}
