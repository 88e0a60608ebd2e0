//! Rows in JSON.
//!
//! Of a row only its own members are taken apart; the values in them stay as they are
//! written until they are needed, so that no depth of a tree matters.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::Role;
use super::row::{Field, Row, Value};
use crate::load::collection::Columns;
use crate::load::content::Fault;
use crate::load::limits::MAX_FIELD_BYTES;
use crate::load::open::prefix;

/// Bytes of the longest value that is no text and yet shown.
const SHORT: usize = 400;

/// A row of what a record says.
pub(in super::super) fn row(text: &str, columns: &Columns) -> Result<Row, Fault> {
    let text = trimmed(text);
    let fields = if text.starts_with('{') {
        let members = serde_json::from_str::<Members<'_>>(text).map_err(|error| fault(&error))?;
        members.0.into_iter().map(|(name, raw)| Field { name, value: value(raw.get()) }).collect()
    } else {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| fault(&error))?;
        let value = match value(raw.get()) {
            Value::Other(_) => Value::Text(raw.get().to_owned()),
            value => value,
        };
        vec![Field { name: columns.text.clone().unwrap_or("text".to_owned()), value }]
    };
    Ok(Row { fields, columns: columns.clone() })
}

/// What to call a row: its title, or the first words of its text. No more of it is parsed
/// than the names of its members.
pub(super) fn title(record: &[u8], columns: &Columns) -> Option<String> {
    let start = record.iter().position(|byte| *byte == b'{')?;
    let mut reader = serde_json::Deserializer::from_slice(record.get(start..)?);
    let (title, text) = Title { columns }.deserialize(&mut reader).ok()?;
    let title =
        title.map(string).map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let title = title.filter(|title| !title.is_empty() && title.len() <= MAX_FIELD_BYTES);
    title.or_else(|| beginning(text?))
}

/// The first words of a string as it is written.
fn beginning(raw: &str) -> Option<String> {
    /// Bytes that hold them, with their escapes.
    const ENOUGH: usize = 400;
    if raw.len() <= ENOUGH {
        return super::first_words(&string(raw), false);
    }
    // An escape that is cut through is no text.
    let inner = prefix(raw.get(1..)?, ENOUGH);
    let inner = inner.get(..inner.rfind(char::is_whitespace)?)?;
    super::first_words(&string(&format!("\"{inner}\"")), true)
}

/// Whether a text is a value and nothing else.
pub(super) fn is_value(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text).is_ok()
}

/// A record without what parts it from the one before.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches([',', ' ', '\t', '\r', '\n']).trim_end()
}

fn fault(error: &serde_json::Error) -> Fault {
    // Lines and columns of a row are none of the file.
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    Fault::broken(format!("it is not valid JSON ({reason})"))
}

/// A value for a column.
fn value(raw: &str) -> Value {
    let text = |text: String| if text.is_empty() { Value::Empty } else { Value::Text(text) };
    match raw.as_bytes().first() {
        None | Some(b'n') => Value::Empty,
        Some(b'"') => text(string(raw)),
        Some(b'[' | b'{') => composite(raw).map_or(Value::Other(raw.len()), text),
        Some(_) => Value::Text(raw.to_owned()),
    }
}

/// A string; one with half a surrogate pair, which is no text, as it is written.
fn string(raw: &str) -> String {
    let inner = || raw.trim_matches('"').to_owned();
    serde_json::from_str(raw).unwrap_or_else(|_| inner())
}

/// What a list or an object says in words: the elements of a list, the name in an object,
/// and short ones as they are written.
fn composite(raw: &str) -> Option<String> {
    if let Ok(texts) = serde_json::from_str::<Vec<String>>(raw) {
        let long = texts.iter().any(|text| text.len() > SHORT);
        return Some(texts.join(if long { "\n\n" } else { ", " }));
    }
    if raw.len() > SHORT {
        return None;
    }
    let named = serde_json::from_str::<Named>(raw).map(|named| vec![named]);
    let all = named.or_else(|_| serde_json::from_str::<Vec<Named>>(raw));
    let names = all.map(|all| all.into_iter().map(|named| named.name).collect::<Vec<_>>());
    let names = names.map(|names| names.join(", ")).ok().filter(|names| !names.is_empty());
    let empty = raw.bytes().all(|byte| byte.is_ascii_whitespace() || b"[]{}".contains(&byte));
    Some(names.unwrap_or_else(|| if empty { String::new() } else { raw.to_owned() }))
}

/// `{"name": "Ada Moreau"}`.
#[derive(serde::Deserialize)]
struct Named {
    name: String,
}

/// The members of an object in order; of two of the same name, the last.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members: Vec<(String, &'de RawValue)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
            match places.get(&name).and_then(|place: &usize| members.get_mut(*place)) {
                Some(member) => member.1 = value,
                None => {
                    places.insert(name.clone(), members.len());
                    members.push((name, value));
                }
            }
        }
        Ok(Members(members))
    }
}

/// Finds the title among the members of an object.
struct Title<'a> {
    columns: &'a Columns,
}

/// Title and text, as they are written.
type Found<'a> = (Option<&'a str>, Option<&'a str>);

impl<'de> DeserializeSeed<'de> for Title<'_> {
    type Value = Found<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Title<'_> {
    type Value = Found<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found<'de>, A::Error> {
        let mut best: [Option<(usize, &'de str)>; 2] = [None; 2];
        while let Some(name) = map.next_key::<Name<'de>>()? {
            let ranks = [Role::Title, Role::Text].map(|role| role.rank(&name.0, self.columns));
            if ranks == [None; 2] {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let raw = map.next_value::<&'de RawValue>()?.get();
            for (best, rank) in best.iter_mut().zip(ranks) {
                let Some(rank) = rank.filter(|_| raw.starts_with('"') && raw.len() > 2) else {
                    continue;
                };
                if best.is_none_or(|(best, _)| rank < best) {
                    *best = Some((rank, raw));
                }
            }
        }
        let [title, text] = best.map(|best| best.map(|(_, raw)| raw));
        Ok((title, text))
    }
}

/// A name, which is copied only where it has escapes in it.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_become_text_where_they_are_some() {
        let cases = [
            (r#""a\u00e9\n""#, Value::Text("aé\n".to_owned())),
            ("null", Value::Empty),
            (r#""""#, Value::Empty),
            ("[]", Value::Empty),
            ("1.50", Value::Text("1.50".to_owned())),
            (r#"["a","b"]"#, Value::Text("a, b".to_owned())),
            (r#"{"id":1,"name":"Ada"}"#, Value::Text("Ada".to_owned())),
            (r#"[{"name":"Ada"},{"name":"Jo"}]"#, Value::Text("Ada, Jo".to_owned())),
            (r#"{"x":[1]}"#, Value::Text(r#"{"x":[1]}"#.to_owned())),
            (r#""\ud800x""#, Value::Text(r"\ud800x".to_owned())),
        ];
        for (raw, expected) in cases {
            assert_eq!(value(raw), expected, "{raw}");
        }
        let vector = format!("[{}0]", "0.5,".repeat(500));
        assert_eq!(value(&vector), Value::Other(vector.len()));
    }

    #[test]
    fn the_title_is_found_in_the_order_of_names() {
        let columns = Columns::default();
        let row = br#",{"name":"N","t\u0069tle":" A  vote\n","text":"title"}"#;
        assert_eq!(title(row, &columns).as_deref(), Some("A vote"));
        assert_eq!(title(br#"{"title":null,"name":"N"}"#, &columns).as_deref(), Some("N"));
        for none in [&b"{}"[..], b"{", b"1", b"", br#"{"title":1}"#, b"{\"title\":\"\xff\"}"] {
            assert_eq!(title(none, &columns), None);
        }
        let words = format!("{{\"text\":\"One \\u00e9\\n{}\"}}", "word ".repeat(200));
        let expected = "One é word word word word word word word word word word …";
        assert_eq!(title(words.as_bytes(), &columns).as_deref(), Some(expected));
        assert_eq!(title(br#"{"text":"Just this"}"#, &columns).as_deref(), Some("Just this"));
        let named = "title=id".parse().unwrap();
        assert_eq!(title(br#"{"id":"x","title":"y"}"#, &named).as_deref(), Some("x"));
    }
}
