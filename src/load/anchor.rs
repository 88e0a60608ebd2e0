//! Where a link inside a document leads.

use std::collections::{HashMap, HashSet};

use super::percent::decode;
use crate::document::{BlockKind, Document, Parts, Span};

/// The place that a link target such as `#first-steps` names in a document: one that the
/// document itself gives that name, a heading by the name that GitHub gives it, or a footnote
/// (`#fn-1`). `None` for targets outside.
pub fn resolve(document: &Document, target: &str) -> Option<Span> {
    let raw = target.strip_prefix('#')?;
    let name = decode(raw);
    if let Some(offset) = document.anchor(raw).or_else(|| document.anchor(&name)) {
        return Some(place(document, offset));
    }
    if let Some(label) = name.strip_prefix("fn-") {
        return footnote(document, label);
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    document.outline().map(|heading| heading.span).find(|&span| {
        let slug = slug(document.slice(span));
        let count = seen.entry(slug.clone()).or_default();
        let unique = if *count == 0 { slug } else { format!("{slug}-{count}") };
        *count += 1;
        unique == name.to_lowercase()
    })
}

/// A heading's name in lower case, with hyphens for blanks and without other signs.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|character| match character {
        ' ' => Some('-'),
        '-' | '_' => Some(character),
        _ => character.is_alphanumeric().then_some(character),
    });
    kept.flat_map(char::to_lowercase).collect()
}

fn footnote(document: &Document, label: &str) -> Option<Span> {
    let marker = format!("[{label}] ");
    let mut items =
        document.blocks().iter().filter(|block| matches!(block.kind, BlockKind::ListItem { .. }));
    items.find(|block| document.slice(block.span).starts_with(&marker)).map(|block| block.span)
}

/// What is there at an offset: a block that begins there, a link (the way back from a note),
/// else the rest of a block.
fn place(document: &Document, offset: u32) -> Span {
    let block = document.block_at(offset).and_then(|index| document.blocks().get(index));
    let end = block.map_or(offset, |block| block.span.end);
    let links = document.links();
    let link = links.get(links.partition_point(|link| link.span.start < offset));
    let link = link.filter(|link| link.span.start == offset).map(|link| link.span);
    match (block, link) {
        (Some(block), Some(link)) if block.span.start < offset => link,
        _ => Span { start: offset, end: end.max(offset) },
    }
}

/// Drops the anchors that no link of the document leads to: pages name far more places than
/// they refer to.
pub(super) fn keep_linked(parts: &mut Parts) {
    let mut linked = HashSet::new();
    for name in parts.links.iter().filter_map(|link| link.target.strip_prefix('#')) {
        linked.insert(decode(name));
        linked.insert(name.to_owned());
    }
    parts.anchors.retain(|anchor| linked.contains(&*anchor.name));
    parts.anchors.shrink_to_fit();
}
