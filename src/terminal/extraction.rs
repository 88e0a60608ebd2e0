//! Extracting facts in the background: what is near the viewport first.

use std::sync::Arc;

use crate::document::{Document, Span};
use crate::facts::{Facts, extract, extract_within};

/// A document of this size is extracted at once: it takes less than a tenth of a second.
const SMALL: usize = 128 * 1024;
/// Bytes on both sides of the viewport that are extracted first in a larger one.
const NEAR: usize = 32 * 1024;
/// Larger documents are extracted around the viewport only: their facts would take more
/// memory than their text.
pub(super) const WHOLE: usize = 8 * 1024 * 1024;
/// Bytes on both sides of the viewport that are extracted of those.
const AROUND: usize = 256 * 1024;

/// Extracts and hands over what is found as it comes; `done` tells whether to stop.
pub(super) fn run(
    document: &Document,
    near: u32,
    mut found: impl FnMut(Arc<Facts>),
    stale: impl Fn() -> bool,
) {
    let length = document.text().len();
    if length > SMALL {
        found(Arc::new(extract_within(document, around(document, near, NEAR))));
        if stale() {
            return;
        }
    }
    found(Arc::new(if length > WHOLE {
        extract_within(document, around(document, near, AROUND))
    } else {
        extract(document)
    }));
}

/// That many bytes on both sides of an offset.
fn around(document: &Document, near: u32, reach: usize) -> Span {
    let text = document.text();
    let near = (near as usize).min(text.len());
    Span::new(
        text.floor_char_boundary(near.saturating_sub(reach)),
        text.ceil_char_boundary((near + reach).min(text.len())),
    )
}
