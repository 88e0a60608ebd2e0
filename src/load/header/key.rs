//! `Key: value` lines.

use super::Field;

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Key {
    /// A field of the metadata.
    Field(Field),
    /// A key that headers have and the reader does not need.
    Other,
}

/// Bytes of the longest key.
const LONGEST: usize = 30;

/// The key of a line and its value; keys that are not known are `Other` too.
pub(in crate::load) fn fields(line: &str) -> Option<(Key, &str)> {
    let colon = line.bytes().take(LONGEST + 1).position(|byte| byte == b':')?;
    let (name, value) = (line.get(..colon)?.trim(), line.get(colon + 1..)?);
    let named = !name.is_empty()
        && name.split(' ').count() <= 3
        && name.chars().all(|character| character.is_alphabetic() || "-_ ".contains(character));
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (named && apart).then(|| (known(name).unwrap_or(Key::Other), value.trim()))
}

/// What a key stands for, where it is known. Case does not matter.
pub(in crate::load) fn known(name: &str) -> Option<Key> {
    let name = name.trim().to_lowercase();
    KEYS.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, key)| *key)
}

const KEYS: &[(&[&str], Key)] = &[
    (&["title", "headline", "subject"], Key::Field(Field::Title)),
    (
        &[
            "date",
            "published",
            "publication date",
            "date published",
            "publish date",
            "pubdate",
            "published on",
            "posted",
            "posted on",
            "created",
            "dated",
            "issued",
            "updated",
            "last updated",
            "modified",
        ],
        Key::Field(Field::Date),
    ),
    (
        &["by", "author", "authors", "byline", "writer", "written by", "creator", "from"],
        Key::Field(Field::Byline),
    ),
    (
        &[
            "source",
            "publisher",
            "publication",
            "newspaper",
            "outlet",
            "site",
            "website",
            "sitename",
            "organization",
            "organisation",
        ],
        Key::Field(Field::Source),
    ),
    (&["language", "lang"], Key::Field(Field::Language)),
    (
        &[
            "url",
            "link",
            "canonical",
            "permalink",
            "section",
            "category",
            "categories",
            "tags",
            "keywords",
            "to",
            "cc",
            "reply-to",
            "message-id",
            "mime-version",
            "content-type",
            "copyright",
            "licence",
            "license",
            "isbn",
            "doi",
            "location",
            "status",
            "release date",
        ],
        Key::Other,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_in_any_case() {
        assert_eq!(fields("Title: A vote"), Some((Key::Field(Field::Title), "A vote")));
        assert_eq!(fields("DATE:\t2024-03-31"), Some((Key::Field(Field::Date), "2024-03-31")));
        assert_eq!(fields("X-Mailer: y"), Some((Key::Other, "y")));
        for line in [
            "https://example.org",
            "He said: no, 12:30",
            "12:30 p.m.",
            "",
            "no key",
            "The one thing is: this",
        ] {
            assert_eq!(fields(line).filter(|(key, _)| *key != Key::Other), None, "{line}");
        }
    }
}
