//! JSON arrays of objects, one row each; also the array in an object that has no more.

use std::sync::Arc;

use super::super::records::{Record, Records, Scan, Step};
use super::super::{Collection, Columns, Context, Listing, Members, Opened, Place, Shelf};
use super::{MARK, json, json_lines, narrow};
use crate::document::Format;
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::{Limit, SAMPLE_BYTES};

/// JSON arrays.
pub(in crate::load) struct JsonArray;

impl Described for JsonArray {
    fn format(&self) -> Format {
        Format::JsonArray
    }

    fn about(&self) -> About {
        let what = "data sets in a JSON array: each object in it";
        About { name: "json", what, extensions: &["json"] }
    }
}

impl Collection for JsonArray {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let first =
            begin(beginning).map(|at| beginning.get(at..).unwrap_or_default().trim_ascii_start());
        if first.is_some_and(|rest| rest.starts_with(b"{")) { Sign::Likely } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let content = narrow(content, &context.options.limits)?;
        let sample = content.bytes(SAMPLE_BYTES as u64)?;
        let Some(start) = begin(&sample) else {
            return Err(Fault::broken("it has no array of objects"));
        };
        let elements = Values::split(sample.get(start..).unwrap_or_default());
        check_columns(&elements, &context.columns)?;
        let (start, columns) = (start as u64, context.columns.clone());
        let most = context.options.limits.of(Limit::Record);
        Ok(Arc::new(Array { content, start, columns, most }))
    }
}

fn check_columns(elements: &[&[u8]], columns: &Columns) -> Result<(), Fault> {
    json_lines::check(elements.iter().map(|element| String::from_utf8_lossy(element)), columns)
}

/// Where the first element stands: behind `[`, or behind `{"rows": [`.
fn begin(bytes: &[u8]) -> Option<usize> {
    let rest = bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start();
    let behind = |rest: &[u8]| bytes.len() - rest.len();
    if let Some(elements) = rest.strip_prefix(b"[") {
        return Some(behind(elements));
    }
    let name = rest.strip_prefix(b"{")?.trim_ascii_start().strip_prefix(b"\"")?;
    let end = memchr::memchr2(b'"', b'\\', name)?;
    let rest = name.get(end..)?.strip_prefix(b"\"")?.trim_ascii_start().strip_prefix(b":")?;
    rest.trim_ascii_start().strip_prefix(b"[").map(behind)
}

struct Array {
    content: Content,
    /// Behind the bracket.
    start: u64,
    columns: Columns,
    /// Bytes of a row that are read.
    most: u64,
}

impl Shelf for Array {
    fn members(self: Arc<Self>) -> Members {
        let records = match Records::new(&self.content, self.start, Values::default()) {
            Ok(records) => records,
            Err(error) => return Box::new(std::iter::once(Err(error.into()))),
        };
        let is_blank = |record: &Record<'_>| {
            record.bytes.is_some_and(|bytes| bytes.iter().all(|byte| is_between(*byte)))
        };
        let shelf = Arc::clone(&self);
        let title =
            move |record: &Record<'_>, _: &Values| json::title(record.bytes?, &self.columns);
        let mut behind = shelf.start;
        let mut members = super::members(records, is_blank, title);
        let mut ended = false;
        Box::new(std::iter::from_fn(move || {
            if ended {
                return None;
            }
            let member = members.next();
            if let Some(Ok(Listing::Member { place, .. })) = &member {
                behind = place.end;
            }
            ended = member.is_none();
            member.or_else(|| shelf.rest(behind))
        }))
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let (text, notices) = super::text(&self.content, place, self.most)?;
        let row = json::row(&text, &self.columns)
            .map_err(|fault| super::why(fault, &notices, self.most))?;
        Ok(super::document(row, Format::JsonArray, notices))
    }
}

impl Array {
    /// Says what stands behind the last element, where that is more than the end.
    fn rest(&self, behind: u64) -> Option<Result<Listing, Fault>> {
        let place = Place { start: behind, end: behind + SAMPLE_BYTES as u64 };
        let rest = match super::records::read(&self.content, place, u64::MAX) {
            Ok((rest, _)) => rest,
            Err(error) => return Some(Err(error.into())),
        };
        let rest: Vec<u8> = rest.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let reason = match rest.strip_prefix(b",").unwrap_or(&rest) {
            b"]" | b"]}" => return None,
            b"" => "it breaks off; the rows up to there are listed",
            _ => "only the rows of its first array are listed",
        };
        Some(Ok(Listing::Omitted { name: String::new(), reason: reason.to_owned() }))
    }
}

/// Bytes that stand between elements.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b','
}

/// Finds where the elements of an array end.
#[derive(Clone, Copy, Debug, Default)]
struct Values {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Whether the element has begun.
    begun: bool,
}

impl Values {
    /// The whole elements that a text begins with.
    fn split(bytes: &[u8]) -> Vec<&[u8]> {
        let (mut scan, mut at, mut found) = (Self::default(), 0, Vec::new());
        while let Some(rest) = bytes.get(at..) {
            let Step::End(length) = scan.step(rest, false) else { break };
            found.extend(rest.get(..length));
            at += length;
        }
        found
    }

    /// Passes over the rest of a string; where it ends.
    fn string(&mut self, bytes: &[u8], mut at: usize) -> usize {
        if self.escaped {
            self.escaped = false;
            at += 1;
        }
        while let Some(rest) = bytes.get(at..) {
            let Some(found) = memchr::memchr2(b'"', b'\\', rest) else { break };
            at += found + 1;
            if rest.get(found) == Some(&b'"') {
                self.in_string = false;
                return at;
            }
            if at >= bytes.len() {
                self.escaped = true;
                return at;
            }
            at += 1;
        }
        bytes.len()
    }

    fn end(&mut self, at: usize) -> Step {
        *self = Self::default();
        Step::End(at)
    }
}

impl Scan for Values {
    fn step(&mut self, bytes: &[u8], _last: bool) -> Step {
        let mut at = 0;
        loop {
            if self.in_string {
                at = self.string(bytes, at);
                if !self.in_string && self.depth == 0 {
                    return self.end(at);
                }
            }
            let Some(byte) = bytes.get(at) else { return Step::More(bytes.len()) };
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 1 => self.depth -= 1,
                b'}' | b']' if self.depth == 1 => return self.end(at + 1),
                // Closes the array itself.
                b'}' | b']' if self.begun => return self.end(at),
                b'}' | b']' => return Step::Stop,
                byte if self.depth == 0 && self.begun && is_between(*byte) => return self.end(at),
                _ => {}
            }
            self.begun |= !is_between(*byte);
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::collection::records::tests::found;

    #[test]
    fn elements_are_found() {
        let text = r#" {"a": "]}\"", "b": [1, {}]} , "x\\", 12 ,null,[[]]] rest"#;
        let expected =
            [r#" {"a": "]}\"", "b": [1, {}]}"#, r#" , "x\\""#, ", 12", " ,null", ",[[]]"];
        assert_eq!(found(text.as_bytes(), Values::default()), expected);
        assert_eq!(found(b"{\"a\"", Values::default()), ["{\"a\""]);
        assert_eq!(found(b"  ]", Values::default()), [""; 0]);
        let long = format!("{{\"a\":\"{}\\\"\"}},", "x\\\\".repeat(400_000)).repeat(4);
        assert_eq!(found(long.as_bytes(), Values::default()).len(), 5);
    }

    #[test]
    fn arrays_of_objects_are_known() {
        for text in ["[{}]", " \n[ {\"a\": 1", "\u{feff}[{", "{\"rows\" : [ {"] {
            assert_eq!(JsonArray.sign(text.as_bytes()), Sign::Likely, "{text}");
        }
        for text in ["", "[", "[1, 2]", "{\"a\": 1}", "{\"a\": [1]}", "{\"a\\\"\": [{", "x [{"] {
            assert_eq!(JsonArray.sign(text.as_bytes()), Sign::None, "{text}");
        }
    }
}
