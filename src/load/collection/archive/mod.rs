//! Archives of files: each file in them is a document, or a collection itself.

pub(in crate::load) mod tar;
pub(in crate::load) mod zip;

use super::{Listing, Place};
use crate::load::folder::is_binary_name;

/// How a file of an archive is listed; nothing for folders and for what systems put
/// beside the files of people. The name is for people only: nothing is ever written.
fn listing(path: &str, place: Place) -> Option<Listing> {
    let path = path.trim_start_matches(['/', '\\']);
    let path = path.strip_prefix("./").unwrap_or(path);
    let hidden =
        |part: &str| part == "__MACOSX" || part.starts_with('.') && !matches!(part, "." | "..");
    if path.is_empty() || path.ends_with('/') || path.split('/').any(hidden) {
        return None;
    }
    let name = format!("/{path}");
    if is_binary_name(path.as_ref()) {
        return Some(Listing::Omitted { name, reason: "not text".to_owned() });
    }
    Some(Listing::Member { name, title: None, place })
}

#[cfg(test)]
mod tests;
