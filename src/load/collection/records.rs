//! A file of records, gone through piece by piece: where each record begins and ends.

use std::io::{self, Read, Seek, SeekFrom};

use super::Place;
use crate::load::content::{Content, ReadSeek};
use crate::load::limits::RECORD_WINDOW_BYTES;

/// Tells where a record ends.
pub(super) trait Scan: Send {
    /// Looks at the next bytes of a record. With `last`, nothing follows them.
    fn step(&mut self, bytes: &[u8], last: bool) -> Step;
}

/// What a scan finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The record ends behind so many of the bytes; the next one begins there.
    End(usize),
    /// It goes on. So many bytes need not be looked at again.
    More(usize),
    /// No record follows.
    Stop,
}

/// A file of records while it is gone through.
pub(super) struct Records<S> {
    reader: Box<dyn ReadSeek>,
    scan: S,
    bytes: Vec<u8>,
    /// Where in the file the bytes begin.
    start: u64,
    /// Where in them the next record begins.
    at: usize,
    ended: bool,
}

/// Where a record lies, and its bytes where it is short.
pub(super) struct Record<'a> {
    pub place: Place,
    pub bytes: Option<&'a [u8]>,
}

impl<S: Scan> Records<S> {
    /// Goes through a file from some place on.
    pub fn new(content: &Content, from: u64, scan: S) -> io::Result<Self> {
        let mut reader = content.open()?;
        reader.seek(SeekFrom::Start(from))?;
        Ok(Self { reader, scan, bytes: Vec::new(), start: from, at: 0, ended: false })
    }

    /// The next record, and the scan that found it.
    pub fn next(&mut self) -> io::Result<Option<(Record<'_>, &S)>> {
        let first = self.start + self.at as u64;
        let mut seen = self.at;
        let mut whole = true;
        let end = loop {
            let unseen = self.bytes.get(seen..).unwrap_or_default();
            match self.scan.step(unseen, self.ended) {
                Step::End(length) => break seen + length,
                Step::More(length) => seen += length,
                Step::Stop => return Ok(None),
            }
            if self.ended {
                break self.bytes.len();
            }
            // A long record is not held.
            let passed = if self.bytes.len() - self.at > RECORD_WINDOW_BYTES {
                whole = false;
                seen
            } else {
                self.at
            };
            self.pass(passed);
            seen -= passed;
            self.fill()?;
        };
        let begins = if whole { self.at } else { 0 };
        let place = Place { start: first, end: self.start + end as u64 };
        self.at = end;
        if place.start == place.end {
            return Ok(None);
        }
        let bytes = whole.then(|| self.bytes.get(begins..end).unwrap_or_default());
        Ok(Some((Record { place, bytes }, &self.scan)))
    }

    /// Forgets the first bytes.
    fn pass(&mut self, count: usize) {
        self.bytes.drain(..count.min(self.bytes.len()));
        self.start += count as u64;
        self.at = self.at.saturating_sub(count);
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut piece = (&mut self.reader).take(RECORD_WINDOW_BYTES as u64);
        self.ended = piece.read_to_end(&mut self.bytes)? < RECORD_WINDOW_BYTES;
        Ok(())
    }
}

/// The bytes of a record, at most so many, and whether that is all of it.
pub(super) fn read(content: &Content, place: Place, most: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut reader = content.open()?;
    reader.seek(SeekFrom::Start(place.start))?;
    let length = place.end.saturating_sub(place.start);
    let mut bytes = Vec::new();
    reader.take(length.min(most)).read_to_end(&mut bytes)?;
    Ok((bytes, length <= most))
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use super::*;

    /// The records that a scan finds, as text.
    pub(in super::super) fn found(bytes: &[u8], scan: impl Scan) -> Vec<String> {
        let content = Content::Memory(Arc::new(bytes.to_vec()));
        let mut records = Records::new(&content, 0, scan).unwrap();
        let mut found = Vec::new();
        while let Some((record, _)) = records.next().unwrap() {
            let place = record.place;
            let text =
                String::from_utf8_lossy(&read(&content, place, u64::MAX).unwrap().0).into_owned();
            if let Some(bytes) = record.bytes {
                assert_eq!(String::from_utf8_lossy(bytes), text);
            }
            found.push(text);
        }
        found
    }

    struct Lines;

    impl Scan for Lines {
        fn step(&mut self, bytes: &[u8], _last: bool) -> Step {
            memchr::memchr(b'\n', bytes).map_or(Step::More(bytes.len()), |at| Step::End(at + 1))
        }
    }

    #[test]
    fn records_are_found_across_pieces() {
        let lines = |length: usize, count: usize| format!("{}\n", "x".repeat(length)).repeat(count);
        for text in [
            String::new(),
            "a\nb".to_owned(),
            lines(700_001, 5),
            lines(RECORD_WINDOW_BYTES - 1, 3),
            lines(3 * RECORD_WINDOW_BYTES, 2) + "end",
        ] {
            let expected: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            assert!(found(text.as_bytes(), Lines) == expected);
        }
    }
}
