//! YAML or TOML between `---` or `+++` lines at the start of a file.

use crate::document::Metadata;
use crate::load::header::{self, Key};
use crate::load::limits::MAX_FRONT_MATTER_BYTES;

/// Front matter that was found.
pub(super) struct FrontMatter<'a> {
    /// What stands between the fences.
    pub content: &'a str,
    /// The line of the file that it starts on, from 1.
    pub line: u32,
    /// The offset behind the closing fence.
    pub end: usize,
}

/// Reads the front matter: only lines `key: value` or `key = "value"` at the left edge,
/// and lists of names beneath a key. Nothing is expanded.
pub(super) fn read<'a>(source: &'a str, metadata: &mut Metadata) -> Option<FrontMatter<'a>> {
    let (content, end) = fenced(source)?;
    let mut key = None;
    let mut names: Vec<&str> = Vec::new();
    for line in content.lines() {
        if let Some(name) = line.trim_start().strip_prefix("- ") {
            names.push(name.trim());
            continue;
        }
        flush(metadata, key, &mut names);
        let Some((name, value)) = line.split_once([':', '=']) else { continue };
        key = header::known(name).filter(|_| !line.starts_with([' ', '\t']));
        let value = value.trim().trim_matches(['[', ']']);
        if let Some(Key::Field(field)) = key {
            header::set(metadata, field, value);
        }
    }
    flush(metadata, key, &mut names);
    Some(FrontMatter { content, line: 2, end })
}

fn flush(metadata: &mut Metadata, key: Option<Key>, names: &mut Vec<&str>) {
    if let Some(Key::Field(field)) = key
        && !names.is_empty()
    {
        header::set(metadata, field, &names.join(", "));
    }
    names.clear();
}

/// What stands between fences, and the offset behind them. The first line must be a
/// key, or the fence is a rule.
fn fenced(source: &str) -> Option<(&str, usize)> {
    let (fence, ends): (_, &[&str]) = match source.get(..3)? {
        "---" => ("---", &["---", "..."]),
        "+++" => ("+++", &["+++"]),
        _ => return None,
    };
    let head = crate::load::open::prefix(source, MAX_FRONT_MATTER_BYTES);
    let mut lines = head.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == fence)?;
    let mut at = first.len();
    for (index, line) in lines.enumerate() {
        if ends.contains(&line.trim_end()) {
            let content = source.get(first.len()..at)?;
            return (index > 0).then_some((content.trim_end(), at + line.len()));
        }
        if index == 0 && !is_key(line) {
            return None;
        }
        at += line.len();
    }
    None
}

fn is_key(line: &str) -> bool {
    let key = line.split([':', '=']).next().unwrap_or_default();
    let named = key.len() < line.trim_end().len() && key.trim().len() <= 40;
    line.starts_with('#')
        || named && key.trim().chars().all(|c| c.is_alphanumeric() || "-_.\" ".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_are_read() {
        let mut metadata = Metadata::default();
        let source = "---\ntitle: A vote\nauthors:\n  - Ada\n  - Jo\nlang: en-GB\n---\nText";
        let front = read(source, &mut metadata).expect("front matter");
        assert_eq!(&source[front.end..], "Text");
        assert_eq!(metadata.byline.as_deref(), Some("Ada, Jo"));
        assert_eq!(metadata.language, Some("en"));
        let mut metadata = Metadata::default();
        assert!(read("+++\ntitle = \"A vote\"\n+++\n", &mut metadata).is_some());
        assert_eq!(metadata.title.as_deref(), Some("A vote"));
    }

    #[test]
    fn rules_are_no_front_matter() {
        for source in
            ["---\n\nText\n\n---\n", "---\nA sentence. Another one\n---\n", "---", "---\na: b\n"]
        {
            assert!(read(source, &mut Metadata::default()).is_none(), "{source}");
        }
    }
}
