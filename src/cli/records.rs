//! Records of text, one JSON object a line: the input of the stateless filter.
//!
//! The input may be anything: lines of any length, carriage returns, NUL, text that is no
//! UTF-8. A bad line costs that line. Lines are handed on as soon as they are complete, as
//! many at a time as one read brought.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};

use jiff::civil;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::ordered::Job;

/// Bytes asked for at a time: what a pipe holds.
const READ_BYTES: usize = 64 << 10;

/// One line of the input.
#[derive(Debug, PartialEq)]
pub struct Record<'a> {
    /// The text, unchanged.
    pub text: Cow<'a, str>,
    /// The day that relative dates in it count from.
    pub date: Option<civil::Date>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
}

/// A line that is no record: its id, if that much could be read, and why.
#[derive(Debug)]
pub struct Fault<'a> {
    /// The `id` as it came.
    pub id: Option<&'a RawValue>,
    /// What is wrong.
    pub error: String,
}

/// Reads a line.
///
/// # Errors
///
/// A [`Fault`] where the line is no JSON object, has no `text`, or holds values of other
/// types than the contract's.
pub fn parse(line: &[u8]) -> Result<(Option<&RawValue>, Record<'_>), Fault<'_>> {
    let mut id = None;
    let mut json = serde_json::Deserializer::from_slice(line);
    let record = Fields { id: &mut id }.deserialize(&mut json).and_then(|fields| {
        json.end()?;
        fields.record().map_err(de::Error::custom)
    });
    match record {
        Ok(record) => Ok((id, record)),
        Err(error) => Err(Fault { id, error: sentence(&error) }),
    }
}

/// The error in words, without the line number, which is always 1 here.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let at = format!(" at line {} column {}", error.line(), error.column());
    let reason = text.strip_suffix(&at).unwrap_or(&text);
    let is_json = error.is_data();
    match (is_json, error.column()) {
        (true, _) => reason.to_owned(),
        (false, 0) => format!("the line is not JSON: {reason}"),
        (false, column) => format!("the line is not JSON: {reason} at column {column}"),
    }
}

/// What a line holds; the id is put aside as soon as it is read, so that an error record
/// can carry it whatever follows.
struct Fields<'i, 'de> {
    id: &'i mut Option<&'de RawValue>,
}

/// The values of the known keys; of a key that comes twice the last.
#[derive(Default)]
struct Values<'de> {
    text: Option<Cow<'de, str>>,
    date: Option<Cow<'de, str>>,
    title: Option<Cow<'de, str>>,
}

impl<'de> Values<'de> {
    fn record(self) -> Result<Record<'de>, String> {
        let text = self.text.ok_or("the record has no \"text\"")?;
        let date = self.date.as_deref().filter(|date| !date.is_empty()).map(day).transpose()?;
        Ok(Record { text, date, title: self.title.filter(|title| !title.is_empty()) })
    }
}

/// A day from `YYYY-MM-DD`, or from the beginning of an ISO 8601 time stamp.
fn day(date: &str) -> Result<civil::Date, String> {
    let (day, rest) = date.split_at_checked(10).unwrap_or((date, ""));
    let is_stamp = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    let parsed = day.parse().ok().filter(|_| is_stamp && day.len() == 10);
    parsed.ok_or_else(|| format!("the date {date:?} is not of the form YYYY-MM-DD"))
}

impl<'de> DeserializeSeed<'de> for Fields<'_, 'de> {
    type Value = Values<'de>;

    fn deserialize<D: de::Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_, 'de> {
    type Value = Values<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object with \"id\" and \"text\"")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = Values::default();
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "id" => *self.id = Some(map.next_value()?),
                "text" => values.text = Some(map.next_value::<Text<'_>>()?.0),
                "date" => values.date = map.next_value::<Option<Text<'_>>>()?.map(|text| text.0),
                "title" => values.title = map.next_value::<Option<Text<'_>>>()?.map(|text| text.0),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(values)
    }
}

/// A string, borrowed from the line where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Some lines of the input.
#[derive(Debug)]
pub enum Lines {
    /// Whole lines with their line ends; the last may lack it.
    Whole(Vec<u8>),
    /// A line longer than the limit stood here.
    TooLong,
    /// Reading failed; nothing follows.
    Failed(io::Error),
}

/// The lines of an input, as they come.
pub struct Reading<R> {
    input: R,
    /// What was read and not yet handed on.
    pending: Vec<u8>,
    /// How much of it is known to hold no line end.
    scanned: usize,
    state: State,
    limit: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// Nothing was handed on yet: a byte order mark may come.
    First,
    Within,
    /// In a line that is too long, and of which nothing is kept.
    Skipping,
    Ended,
}

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl<R: Read> Reading<R> {
    /// Reads from `input` lines of at most so many bytes.
    pub fn new(input: R, limit: usize) -> Self {
        let state = State::First;
        Self { input, pending: Vec::new(), scanned: 0, state, limit }
    }

    /// Reads once; returns whether bytes came.
    fn read(&mut self) -> io::Result<bool> {
        let before = self.pending.len();
        self.pending.resize(before + READ_BYTES, 0);
        let count = loop {
            match self.input.read(self.pending.get_mut(before..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.pending.truncate(before + count.as_ref().map_or(0, |&count| count));
        Ok(count? > 0)
    }

    /// Takes the complete lines out of what is pending.
    fn complete(&mut self) -> Option<Lines> {
        if self.state == State::Skipping {
            return self.skipped();
        }
        let unseen = self.pending.get(self.scanned..).unwrap_or_default();
        let Some(last) = memchr::memrchr(b'\n', unseen).map(|at| self.scanned + at + 1) else {
            self.scanned = self.pending.len();
            if self.pending.len() > self.limit {
                self.pending = Vec::new();
                self.state = State::Skipping;
            }
            return None;
        };
        let rest = self.pending.split_off(last);
        self.scanned = rest.len();
        let whole = std::mem::replace(&mut self.pending, rest);
        Some(self.handed_on(whole, State::Within))
    }

    /// Drops what belongs to a line that is too long; tells of it at its end.
    fn skipped(&mut self) -> Option<Lines> {
        self.scanned = 0;
        let Some(end) = memchr::memchr(b'\n', &self.pending) else {
            self.pending.clear();
            return None;
        };
        self.pending.drain(..=end);
        self.state = State::Within;
        Some(Lines::TooLong)
    }

    /// What is left when the input has ended.
    fn rest(&mut self) -> Option<Lines> {
        let rest = std::mem::take(&mut self.pending);
        if self.state == State::Skipping {
            self.state = State::Ended;
            return Some(Lines::TooLong);
        }
        let lines = self.handed_on(rest, State::Ended);
        Some(lines).filter(|lines| lines.bytes() > 0)
    }

    fn handed_on(&mut self, mut whole: Vec<u8>, next: State) -> Lines {
        if self.state == State::First && whole.starts_with(BYTE_ORDER_MARK) {
            whole.drain(..BYTE_ORDER_MARK.len());
        }
        self.state = next;
        Lines::Whole(whole)
    }
}

impl Lines {
    fn bytes(&self) -> usize {
        if let Lines::Whole(whole) = self { whole.len() } else { 0 }
    }
}

impl<R: Read> Iterator for Reading<R> {
    type Item = Job<Lines>;

    fn next(&mut self) -> Option<Job<Lines>> {
        let lines = loop {
            if self.state == State::Ended {
                return None;
            }
            if let Some(lines) = self.complete() {
                break lines;
            }
            match self.read() {
                Ok(true) => {}
                Ok(false) => break self.rest()?,
                Err(error) => {
                    self.state = State::Ended;
                    break Lines::Failed(error);
                }
            }
        };
        Some(Job { bytes: lines.bytes(), input: lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> (Option<String>, String) {
        let fault = parse(line.as_bytes()).unwrap_err();
        (fault.id.map(ToString::to_string), fault.error)
    }

    #[test]
    fn a_record_is_read_with_all_that_it_holds() {
        let line = "{\"more\": [{}], \"date\": \"2024-03-31T08:00:00Z\", \"id\": [1], \
            \"title\": null, \"text\": \"a\\u0000\\r\\n\u{2028}\"}";
        let (id, record) = parse(line.as_bytes()).unwrap();
        assert_eq!(id.map(RawValue::get), Some("[1]"));
        let date = Some(civil::date(2024, 3, 31));
        assert_eq!(record, Record { text: "a\0\r\n\u{2028}".into(), date, title: None });
    }

    #[test]
    fn a_plain_text_is_not_copied() {
        let (_, record) = parse(br#"{"id": 1, "text": "plain", "date": ""}"#).unwrap();
        assert!(matches!(record.text, Cow::Borrowed("plain")));
        assert_eq!(record.date, None);
    }

    #[test]
    fn the_id_of_a_bad_line_is_told_if_it_can_be() {
        assert_eq!(error(r#"{"id": "a", "text": 5}"#).0.as_deref(), Some("\"a\""));
        assert_eq!(error(r#"{"id": 7, "text": "broken"#).0.as_deref(), Some("7"));
        assert_eq!(error(r#"{"id": 7, "text": "\ud800"}"#).0.as_deref(), Some("7"));
        assert_eq!(error(r#"{"id": 7, "text": "a"} more"#).0.as_deref(), Some("7"));
        assert_eq!(error(r#"{"id": 7}"#), (Some("7".into()), "the record has no \"text\"".into()));
        assert_eq!(error("nonsense").0, None);
        assert_eq!(error("[1, 2]").0, None);
        let (_, wrong_date) = error(r#"{"id": 7, "text": "a", "date": "31.3.2024"}"#);
        assert_eq!(wrong_date, "the date \"31.3.2024\" is not of the form YYYY-MM-DD");
    }

    #[test]
    fn text_that_is_no_utf8_is_a_fault() {
        let fault = parse(b"{\"id\": 3, \"text\": \"\xff\xfe\"}").unwrap_err();
        assert_eq!(fault.id.map(RawValue::get), Some("3"));
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("{{\"id\": 1, \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(error(&deep).0.as_deref(), Some("1"));
    }

    /// Gives its parts one read at a time.
    struct Parts(Vec<&'static [u8]>);

    impl Read for Parts {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let Some(part) = self.0.first_mut() else { return Ok(0) };
            let count = part.len().min(buffer.len());
            buffer[..count].copy_from_slice(&part[..count]);
            *part = &part[count..];
            if part.is_empty() {
                self.0.remove(0);
            }
            Ok(count)
        }
    }

    fn lines(parts: &[&'static [u8]], limit: usize) -> Vec<String> {
        let reading = Reading::new(Parts(parts.to_vec()), limit);
        let shown = |job: Job<Lines>| match job.input {
            Lines::Whole(whole) => String::from_utf8(whole).unwrap(),
            Lines::TooLong => "too long".to_owned(),
            Lines::Failed(error) => error.to_string(),
        };
        reading.map(shown).collect()
    }

    #[test]
    fn lines_are_handed_on_as_soon_as_they_are_whole() {
        let parts: [&[u8]; 4] = [b"\xef\xbb\xbfa\nb\nc", b"d", b"\n", b"e"];
        assert_eq!(lines(&parts, 99), ["a\nb\n", "cd\n", "e"]);
        assert_eq!(lines(&[], 99), Vec::<String>::new());
        assert_eq!(lines(&[b"\xef\xbb\xbf"], 99), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_is_too_long_costs_only_itself() {
        let parts: [&[u8]; 4] = [b"a\n123", b"45678901", b"2345\nb\nc", b"\n"];
        assert_eq!(lines(&parts, 9), ["a\n", "too long", "b\n", "c\n"]);
        assert_eq!(lines(&[b"1234567890", b"12"], 9), ["too long"]);
        assert_eq!(lines(&[b"1234567890"], 9), ["too long"]);
    }
}
