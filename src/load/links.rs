//! Web addresses in running text.

use crate::document::{Link, Span};

/// Links of this many addresses at most are kept: a file of nothing but addresses would
/// cost many times its size.
const MOST_LINKS: usize = 100_000;

/// Bytes of the longest address; browsers take no longer ones.
const LONGEST: usize = 2000;

/// Appends the addresses in a span of the text to `links`, but none inside spans that
/// are links already (those at the end of `links` from `known` on).
pub(super) fn find(text: &str, span: Span, links: &mut Vec<Link>, known: usize) {
    let content = span.of(text);
    let mut behind = 0;
    let known = known..links.len();
    for at in memchr::memmem::find_iter(content.as_bytes(), b"://") {
        if links.len() >= MOST_LINKS {
            return;
        }
        if at < behind {
            continue;
        }
        let Some((start, end)) = address(content, at) else { continue };
        behind = end;
        if end - start > LONGEST - 4 {
            continue;
        }
        let found = Span::new(span.start as usize + start, span.start as usize + end);
        let is_known = links.get(known.clone()).is_some_and(|links| {
            let at = links.partition_point(|link| link.span.end <= found.start);
            links.get(at).is_some_and(|link| link.span.overlaps(found))
        });
        if !is_known {
            links.push(Link { span: found, target: found.of(text).to_owned() });
        }
    }
}

/// The address around a `://`.
fn address(text: &str, at: usize) -> Option<(usize, usize)> {
    let before = text.get(..at)?;
    let scheme = ["https", "http", "HTTPS", "HTTP", "ftp"]
        .iter()
        .find(|scheme| before.ends_with(**scheme))?;
    let start = at - scheme.len();
    let edge = text.get(..start)?.chars().next_back();
    if edge.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let rest = crate::load::open::prefix(text.get(at + 3..)?, LONGEST);
    let length = rest
        .find(|character: char| {
            character.is_whitespace()
                || character.is_control()
                || "<>\"“”«»`|{}\\^".contains(character)
        })
        .unwrap_or(rest.len());
    if length > LONGEST - 4 {
        // Too long to be one; what is passed over is not looked at again.
        return Some((start, at + 3 + length));
    }
    let mut address = rest.get(..length)?;
    loop {
        let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        let trimmed = match trimmed.strip_suffix([')', ']']) {
            Some(inner)
                if trimmed.matches([')', ']']).count() > inner.matches(['(', '[']).count() =>
            {
                inner
            }
            _ => trimmed,
        };
        if trimmed.len() == address.len() {
            break;
        }
        address = trimmed;
    }
    address.starts_with(char::is_alphanumeric).then_some((start, at + 3 + address.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_address_is_none() {
        let text = "http://".repeat(1000) + &"a".repeat(5000);
        let mut links = Vec::new();
        find(&text, Span::new(0, text.len()), &mut links, 0);
        assert!(links.is_empty());
    }

    #[test]
    fn addresses_end_before_punctuation() {
        let text = "See https://a.example/b?c=d, (http://e.example/f_(g)) and xhttp://no or ://.";
        let mut links = Vec::new();
        find(text, Span::new(0, text.len()), &mut links, 0);
        let targets: Vec<&str> = links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(targets, ["https://a.example/b?c=d", "http://e.example/f_(g)"]);
    }
}
