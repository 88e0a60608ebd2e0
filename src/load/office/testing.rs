//! What the tests of both formats look at.

use std::ops::ControlFlow;

use crate::document::{BlockKind, Document, InlineStyle};
use crate::load::Options;
use crate::load::anchor;
use crate::load::content::{Content, Fault};
use crate::load::format::Packed;
use crate::load::format::tests::check_parts;

/// The document in a file, whose parts are sound.
pub(super) fn read(packed: &dyn Packed, content: &Content) -> Result<Document, Fault> {
    let parts = packed.parts(content, &Options::default(), &mut |_| ControlFlow::Continue(()))?;
    check_parts(&parts);
    Ok(Document::new(parts))
}

pub(super) fn outline(document: &Document) -> Vec<(u8, &str)> {
    document.outline().map(|heading| (heading.level, document.slice(heading.span))).collect()
}

pub(super) fn styles(document: &Document) -> Vec<(InlineStyle, &str)> {
    document.inlines().iter().map(|one| (one.style, document.slice(one.span))).collect()
}

/// The words of each link, and what is at the place of the document that it leads to, else
/// its target.
pub(super) fn links(document: &Document) -> Vec<(&str, &str)> {
    let place = |target: &str| anchor::resolve(document, target);
    let links = document.links().iter().map(|link| {
        let there = place(&link.target).map(|span| document.slice(span));
        (document.slice(link.span), there.unwrap_or(&link.target))
    });
    links.collect()
}

pub(super) fn rows(document: &Document) -> Vec<Vec<&str>> {
    let rows = document.tables().iter().flat_map(|table| &table.rows);
    rows.map(|row| row.iter().map(|cell| document.slice(*cell)).collect()).collect()
}

/// How deep each item stands.
pub(super) fn depths(document: &Document) -> Vec<u8> {
    let is_item = |kind| matches!(kind, BlockKind::ListItem { .. });
    document.blocks().iter().filter(|block| is_item(block.kind)).map(|block| block.depth).collect()
}
