//! Where a link inside a document leads.

use std::collections::HashMap;

use crate::document::{BlockKind, Document, Span};

/// The place that a link target such as `#first-steps` names in a document: a heading,
/// by the name that GitHub gives it, or a footnote (`#fn-1`). `None` for targets outside.
pub fn resolve(document: &Document, target: &str) -> Option<Span> {
    let name = decode(target.strip_prefix('#')?);
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

/// A target with its `%20` and the like decoded.
fn decode(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = rest.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}
