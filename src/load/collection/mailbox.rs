//! Mailboxes in one file (mbox): each mail begins behind a line `From sender date`.

use std::io::Cursor;
use std::sync::Arc;

use super::records::{self, Records, Scan, Step};
use super::{Collection, Context, Listing, Members, Opened, Place, Raw, Shelf};
use crate::document::Format;
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::Limit;
use crate::load::mail;

/// Mailboxes, in any of the variants of mbox.
pub(in crate::load) struct Mailbox;

/// Bytes of the longest line that may part two mails.
const LONGEST_LINE: usize = 500;

impl Described for Mailbox {
    fn format(&self) -> Format {
        Format::Mailbox
    }

    fn about(&self) -> About {
        let extensions = &["mbox", "mbx", "mboxrd"];
        About { name: "mbox", what: "mailboxes: each mail", extensions }
    }
}

impl Collection for Mailbox {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let end = memchr::memchr(b'\n', beginning).unwrap_or(beginning.len());
        let line = beginning.get(..end).unwrap_or_default();
        if parts_mails(line) { Sign::Certain } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let most = context.options.limits.of(Limit::Record);
        Ok(Arc::new(Mails { content, most }))
    }
}

/// Whether a line parts two mails: it names a sender and the time of day. A sentence that
/// begins with `From`, and that some programs forgot to mark, has no time in it.
fn parts_mails(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
    let time = |at: usize| digit(at + 1) && digit(at + 2) && at > 0 && digit(at - 1);
    let year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    line.len() <= LONGEST_LINE
        && memchr::memchr_iter(b':', rest).any(time)
        && rest.split(|byte| byte.is_ascii_whitespace()).any(year)
}

struct Mails {
    content: Content,
    /// Bytes of a mail that are read.
    most: u64,
}

impl Shelf for Mails {
    fn members(self: Arc<Self>) -> Members {
        let mut records = match Records::new(&self.content, 0, Mbox) {
            Ok(records) => records,
            Err(error) => return Box::new(std::iter::once(Err(error.into()))),
        };
        let mut number = 0;
        Box::new(std::iter::from_fn(move || match records.next() {
            Ok(record) => {
                let (record, _) = record?;
                number += 1;
                let title = record.bytes.and_then(|bytes| mail::subject(without_envelope(bytes)));
                let name = format!("#{number}");
                Some(Ok(Listing::Member { name, title, place: record.place }))
            }
            Err(error) => Some(Err(error.into())),
        }))
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let (bytes, whole) = records::read(&self.content, place, self.most)?;
        let bytes = unmarked(without_envelope(&bytes));
        let size = Some(bytes.len() as u64);
        let cut = (!whole).then_some(Limit::Record);
        let (reader, format) = (Box::new(Cursor::new(bytes)), Some(Format::Mail));
        Ok(Opened::File(Raw { reader, size, cut, format }))
    }
}

/// Finds the line that parts a mail from the next one.
struct Mbox;

impl Scan for Mbox {
    fn step(&mut self, bytes: &[u8], last: bool) -> Step {
        for before in memchr::memmem::find_iter(bytes, b"\nFrom ") {
            let rest = bytes.get(before + 1..).unwrap_or_default();
            let end = memchr::memchr(b'\n', rest);
            if end.is_none() && !last && rest.len() <= LONGEST_LINE {
                return Step::More(before);
            }
            if parts_mails(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()) {
                return Step::End(before + 1);
            }
        }
        // The line may begin with the last of these bytes.
        let kept = if last { 0 } else { "\nFrom ".len() - 1 };
        Step::More(bytes.len().saturating_sub(kept))
    }
}

/// The mail without the line before it and the empty one behind it.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mail =
        if parts_mails(line) { bytes.get(line.len() + 1..).unwrap_or_default() } else { bytes };
    mail.strip_suffix(b"\n").unwrap_or(mail)
}

/// The mail with the marks taken away that lines which begin with `From` have (`>From`).
fn unmarked(mail: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(mail.len());
    let mut copied = 0;
    for at in memchr::memmem::find_iter(mail, b">From ") {
        let before = mail.get(..at).unwrap_or_default();
        let marks = before.iter().rev().take_while(|byte| **byte == b'>').count();
        let begins = before.len() == marks || before.get(at - marks - 1) == Some(&b'\n');
        if begins {
            clean.extend_from_slice(mail.get(copied..at).unwrap_or_default());
            copied = at + 1;
        }
    }
    clean.extend_from_slice(mail.get(copied..).unwrap_or_default());
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::collection::records::tests::found;

    const LINE: &str = "From ada@x.example Mon Jan  1 10:00:00 2024\n";

    #[test]
    fn mails_are_parted_by_lines_with_a_sender_and_a_time() {
        let first = format!("{LINE}Subject: a\n\nFrom here on\n>From there\n\n");
        let second = format!("{LINE}Subject: b\n\nhello");
        assert_eq!(found(format!("{first}{second}").as_bytes(), Mbox), [first, second]);
        let many = format!("{LINE}Subject: a\n\n{}\n\n", "word ".repeat(50_000)).repeat(40);
        assert_eq!(found(many.as_bytes(), Mbox).len(), 40);
    }

    #[test]
    fn marks_of_lines_are_taken_away() {
        assert_eq!(
            unmarked(b">From a\n>>From b\nc >From d\n> From e"),
            b"From a\n>From b\nc >From d\n> From e"
        );
        assert_eq!(without_envelope(format!("{LINE}a\n\n").as_bytes()), b"a\n");
    }

    #[test]
    fn a_mail_that_is_too_long_is_cut_and_says_so() {
        const MOST: usize = 64;
        let long = format!("{LINE}Subject: a\n\n{}\n", "x".repeat(MOST));
        let text = format!("{long}\n{LINE}Subject: b\n\nshort\n");
        let content = Content::Memory(Arc::new(text.into_bytes()));
        let shelf = Arc::new(Mails { content, most: MOST as u64 });
        let cut: Vec<Option<Limit>> = Arc::clone(&shelf)
            .members()
            .map(|listing| {
                let Ok(Listing::Member { place, .. }) = listing else { panic!("a mail") };
                let Ok(Opened::File(raw)) = shelf.read(place) else { panic!("a file") };
                raw.cut
            })
            .collect();
        assert_eq!(cut, [Some(Limit::Record), None]);
    }

    #[test]
    fn the_first_line_tells() {
        assert_eq!(Mailbox.sign(LINE.as_bytes()), Sign::Certain);
        assert_eq!(Mailbox.sign(b"From - Sat Mar 02 09:15:01 2024\r\nX: y"), Sign::Certain);
        for text in ["From the beginning at 10:30 he said", "From \nFrom \n", "", "From: a@x\n"] {
            assert_eq!(Mailbox.sign(text.as_bytes()), Sign::None, "{text}");
        }
    }
}
