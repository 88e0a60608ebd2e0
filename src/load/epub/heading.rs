//! Headings of a chapter by the contents of the book.
//!
//! The contents tell how deep a chapter lies, and its pages what it is called. A place that
//! the contents name and the chapter has a heading at, or a line of the same words, has that
//! heading at the depth of the contents; the headings below it move with it. Where there is
//! none, one is put in.

use std::collections::{HashMap, HashSet};

use super::contents::Entry;
use crate::document::{Block, BlockKind, Parts};

/// A heading to be put in before a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inserted {
    /// The number of the block.
    pub before: usize,
    /// Its words.
    pub label: String,
    /// How deep it stands.
    pub level: u8,
}

/// Blocks from a place of the contents on among which its heading is looked for.
const REACH: usize = 4;

/// Sets the levels of a chapter's headings, and tells which are to be put in. The entries are
/// those of this chapter with the number of the block that each leads to, sorted by it.
pub(super) fn arrange(parts: &mut Parts, entries: &[(usize, &Entry)]) -> Vec<Inserted> {
    let own = own_headings(parts, entries);
    let mut inserted = Vec::new();
    let mut named = Vec::new();
    let mut behind = 0;
    for ((start, entry), own) in entries.iter().zip(own) {
        match own {
            Some(block) => {
                named.push((block, entry.level));
                behind = behind.max(block + 1);
            }
            None => {
                let before = behind.max(*start).min(parts.blocks.len().saturating_sub(1));
                let (label, level) = (entry.label.clone(), entry.level);
                inserted.push(Inserted { before, label, level });
            }
        }
    }
    inserted.sort_by_key(|heading| heading.before);
    set_levels(&mut parts.blocks, &named, &inserted);
    inserted
}

/// The block that is the heading of each entry, where there is one.
fn own_headings(parts: &Parts, entries: &[(usize, &Entry)]) -> Vec<Option<usize>> {
    let mut taken = HashSet::new();
    let mut own: Vec<Option<usize>> = Vec::new();
    let mut at: HashMap<usize, usize> = HashMap::new();
    for (start, entry) in entries {
        *at.entry(*start).or_default() += 1;
        let named = |block: &Block| is_named(block, entry, parts);
        let reach = *start..parts.blocks.len().min(start + REACH);
        let found = reach
            .into_iter()
            .find(|block| !taken.contains(block) && parts.blocks.get(*block).is_some_and(named));
        taken.extend(found);
        own.push(found);
    }
    // A heading of other words right at the place is that of the chapter too (`IV` and
    // `The fourth day`), where the place is that of one entry alone.
    for (own, (start, _)) in own.iter_mut().zip(entries) {
        let free = own.is_none() && at.get(start) == Some(&1) && !taken.contains(start);
        if free && parts.blocks.get(*start).is_some_and(is_heading) {
            *own = Some(*start);
            taken.insert(*start);
        }
    }
    own
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// Whether a block is what an entry of the contents calls it: a heading with a part of its
/// words, or a line with all of them.
fn is_named(block: &Block, entry: &Entry, parts: &Parts) -> bool {
    let text = block.span.of(&parts.text);
    // What is much longer than the entry is running text.
    if text.len() > 2 * entry.label.len() + 64 {
        return false;
    }
    let (text, label) = (letters(text), letters(&entry.label));
    match block.kind {
        BlockKind::Heading { .. } => {
            !text.is_empty()
                && !label.is_empty()
                && (label.contains(&text) || text.contains(&label))
        }
        BlockKind::Paragraph => text == label,
        _ => false,
    }
}

/// Letters and digits in lower case: what is left where line ends, dots and dashes differ.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Gives the named headings the level of the contents, and moves those that follow by as much,
/// so that they stay below them.
fn set_levels(blocks: &mut [Block], named: &[(usize, u8)], inserted: &[Inserted]) {
    let mut named = named.to_vec();
    named.sort_unstable();
    let mut named = named.into_iter().peekable();
    let mut inserted = inserted.iter().peekable();
    // The level that the last heading of the contents has, and the one that it had.
    let mut last: Option<(u8, u8)> = None;
    for (index, block) in blocks.iter_mut().enumerate() {
        while let Some(heading) = inserted.next_if(|heading| heading.before <= index) {
            last = Some((heading.level, 0));
        }
        let had = match block.kind {
            BlockKind::Heading { level } => level,
            _ => 0,
        };
        if let Some((_, level)) = named.next_if(|(named, _)| *named == index) {
            block.kind = BlockKind::Heading { level };
            last = Some((level, had.max(1)));
        } else if had > 0
            && let Some((level, had_before)) = last
        {
            block.kind = BlockKind::Heading { level: moved(had, level, had_before) };
        }
    }
}

/// The level of a heading that follows one of the contents.
fn moved(had: u8, level: u8, had_before: u8) -> u8 {
    let below = match had_before {
        // It follows one that was put in.
        0 => had.max(level + 1),
        before if had > before => level.saturating_add(had - before),
        _ => level + 1,
    };
    below.min(6)
}
