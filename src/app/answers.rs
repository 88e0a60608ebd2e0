//! Effects that are plain computations: what workers run, and tests too.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::action::{Action, Effect};
use crate::document::{Document, Span};
use crate::facts::{EntityId, Facts, essence};
use crate::search::FactLabel;
use crate::search::find::{MAX_MATCHES, Pattern};

/// The answer to a lookup in one document; `None` for other effects and where `cancel`
/// was set. May take long on a large text.
pub fn answer(effect: Effect, cancel: &AtomicBool) -> Option<Action> {
    match effect {
        Effect::FindNext { generation, document, pattern, from, backward } => {
            let (span, wrapped) = next(document.text(), &pattern, from, backward);
            Some(Action::Found { generation, span, wrapped })
        }
        Effect::FindAll { generation, document, pattern } => {
            let found = pattern.matches(document.text(), MAX_MATCHES, cancel)?;
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            let (spans, more) = (Arc::new(found.spans), !found.complete);
            Some(Action::Matches { generation, spans, more })
        }
        Effect::CountLines { document, offset, purpose } => {
            Some(Action::SourceLine { purpose, line: document.source_line(offset) })
        }
        _ => None,
    }
}

/// The next match, going on from the other end where there is none.
fn next(text: &str, pattern: &Pattern, from: u32, backward: bool) -> (Option<Span>, bool) {
    let look =
        |from| if backward { pattern.previous(text, from) } else { pattern.next(text, from) };
    let other_end = if backward { Span::new(0, text.len()).end } else { 0 };
    match look(from) {
        Some(found) => (Some(found), false),
        None => (look(other_end), true),
    }
}

/// Bytes of a label's note that are searched: the words of a statement are found in the
/// text too, and need not be kept twice.
const MOST_NOTE: usize = 80;

/// What facts are found by: an entity once, everything else each time.
pub fn fact_labels(document: &Document, facts: &Facts) -> Vec<FactLabel> {
    let mut seen: HashSet<EntityId> = HashSet::new();
    let mut labels = Vec::new();
    for (index, fact) in facts.facts.iter().enumerate() {
        let known = fact.entity().is_some_and(|entity| !seen.insert(entity));
        if known || facts.restates_date(index) {
            continue;
        }
        let essence = essence(document, facts, fact);
        let gap = if essence.head.is_empty() || essence.note.is_empty() { "" } else { " · " };
        let note = essence.note.floor_char_boundary(MOST_NOTE.min(essence.note.len()));
        let label = format!("{}{gap}{}", essence.head, &essence.note[..note]);
        let Ok(index) = u32::try_from(index) else { break };
        labels.push(FactLabel { label, span: fact.span, index });
    }
    labels
}
