//! Web addresses that lack their beginning.

/// The whole address of a link on a page with this address; `None` where it is whole, leads
/// to a place in the same text, or the page's address is none.
pub(super) fn absolute(target: &str, base: &str) -> Option<String> {
    let target = target.trim();
    if target.is_empty() || target.starts_with('#') || has_scheme(target) {
        return None;
    }
    let (scheme, rest) = base.trim().split_once("://")?;
    if !["http", "https"].iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return None;
    }
    if target.starts_with("//") {
        return Some(format!("{scheme}:{target}"));
    }
    let end = |signs: &[char], from: &str| from.find(signs).unwrap_or(from.len());
    let (host, path) = rest.split_at_checked(end(&['/', '?', '#'], rest))?;
    let path = path.get(..end(&['?', '#'], path))?;
    if target.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{target}"));
    }
    let folder = if target.starts_with('/') { "" } else { path.get(..=path.rfind('/')?)? };
    let (steps, query) = target.split_at_checked(end(&['?', '#'], target))?;
    Some(format!("{scheme}://{host}{}{query}", walked(&format!("{folder}{steps}"))))
}

/// Whether an address begins with a scheme.
fn has_scheme(target: &str) -> bool {
    let before = target.split([':', '/', '?', '#']).next().unwrap_or_default();
    let sign = |sign: char| sign.is_ascii_alphanumeric() || "+-.".contains(sign);
    target.get(before.len()..).is_some_and(|rest| rest.starts_with(':'))
        && before.starts_with(|first: char| first.is_ascii_alphabetic())
        && before.chars().all(sign)
}

/// A path without steps back and on the spot.
fn walked(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        steps.push("");
    }
    let joined = steps.join("/");
    if joined.starts_with('/') { joined } else { format!("/{joined}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_whole() {
        let base = "https://e.example/blog/2024/post.html?x=1#y";
        for (target, expected) in [
            ("/about", "https://e.example/about"),
            ("next.html", "https://e.example/blog/2024/next.html"),
            ("../old/?a=/b/../c", "https://e.example/blog/old/?a=/b/../c"),
            ("../../../../x", "https://e.example/x"),
            ("//cdn.example/i.png", "https://cdn.example/i.png"),
            ("?page=2", "https://e.example/blog/2024/post.html?page=2"),
            ("./", "https://e.example/blog/2024/"),
        ] {
            assert_eq!(absolute(target, base).as_deref(), Some(expected), "{target}");
        }
        for target in ["", "#note", "https://a.example/", "mailto:a@b", "javascript:x"] {
            assert_eq!(absolute(target, base), None, "{target}");
        }
        assert_eq!(absolute("/a", "https://e.example").as_deref(), Some("https://e.example/a"));
        assert_eq!(absolute("/a", "file:///etc/x"), None);
        assert_eq!(absolute("a", ""), None);
    }
}
