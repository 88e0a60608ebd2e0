//! Mails: who wrote what to whom and when, and the part of it that is to be read.
//!
//! The parts are taken apart here, with limits on their depth and number; mail-parser reads
//! the headers and undoes the transfer encodings.

mod part;
mod sign;

use std::ops::ControlFlow;

use mail_parser::{Address, Message};

use self::part::{Kind, Part};
use super::Options;
use super::content::{Content, Fault};
use super::format::{About, Described, Packed, Sign};
use super::header::{self, Field};
use super::joining::Joining;
use super::limits::{Limit, MAX_MAIL_DEPTH};
use crate::document::{Format, Notice, Parts};

/// Mails as they are sent: RFC 5322 and MIME.
pub(super) struct Mail;

impl Described for Mail {
    fn format(&self) -> Format {
        Format::Mail
    }

    fn about(&self) -> About {
        About { name: "mail", what: "mails, with their attachments named", extensions: &["eml"] }
    }
}

impl Packed for Mail {
    fn sign(&self, beginning: &[u8]) -> Sign {
        sign::of(beginning)
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        _part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let bytes = content.bytes(options.limits.of(Limit::Held))?;
        let mut parts = parts(&bytes, options.limits.count(Limit::MailParts));
        if content.size()? > bytes.len() as u64 {
            let (read, limit) = (bytes.len() as u64, Limit::Held.about().name);
            parts.notices.push(Notice::Truncated { read, limit });
        }
        Ok(parts)
    }
}

/// The subject of a mail, of which the header is enough.
pub(super) fn subject(bytes: &[u8]) -> Option<String> {
    let part = Part::of(bytes);
    let subject = part.headers()?.subject()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!subject.is_empty()).then_some(subject)
}

fn parts(bytes: &[u8], most: usize) -> Parts {
    let mail = Part::of(bytes);
    let mut reading = Reading { most, ..Reading::default() };
    if let Some(message) = mail.headers() {
        describe(message, &mut reading.joining);
        if let Some(subject) = message.subject().filter(|subject| !subject.trim().is_empty()) {
            reading.joining.heading(1, subject);
        }
        reading.header(message, false);
    }
    reading.read(&mail, false, 0);
    reading.finish()
}

/// Takes over what the header says.
fn describe(message: &Message<'_>, joining: &mut Joining) {
    let metadata = joining.metadata();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    header::set(metadata, Field::Title, &words(message.subject().unwrap_or_default()));
    let sender = message.from().and_then(Address::first);
    let name = sender.and_then(|sender| sender.name().or(sender.address()));
    header::set(metadata, Field::Byline, &words(name.unwrap_or_default()));
    metadata.date = message.date().and_then(|date| {
        let [month, day] = [date.month, date.day].map(i8::try_from);
        jiff::civil::Date::new(i16::try_from(date.year).ok()?, month.ok()?, day.ok()?).ok()
    });
}

/// A mail while it is read.
#[derive(Default)]
struct Reading {
    joining: Joining,
    attachments: Vec<String>,
    /// Mails around this one, which quote it.
    quote: u8,
    parts: usize,
    /// Parts that are read or named.
    most: usize,
    /// Whether parts were passed over, because there are too many or they lie too deep.
    passed_over: bool,
}

impl Reading {
    /// The lines of the header that people read.
    fn header(&mut self, message: &Message<'_>, with_subject: bool) {
        let subject = message.subject().filter(|_| with_subject).unwrap_or_default();
        let date = message.header_raw("Date").unwrap_or_default();
        let [from, to, copy] = [message.from(), message.to(), message.cc()].map(addresses);
        let lines = [("From", &*from), ("To", &to), ("Cc", &copy), ("Date", date)];
        let lines = lines.into_iter().chain([("Subject", subject)]);
        let lines: Vec<_> = lines.filter(|(_, value)| !value.trim().is_empty()).collect();
        if !lines.is_empty() {
            self.joining.lines(lines, self.quote);
        }
    }

    /// Appends what is to be read of a part, and names what is not.
    fn read(&mut self, part: &Part<'_>, in_digest: bool, depth: usize) {
        self.parts += 1;
        if self.parts > self.most || depth > MAX_MAIL_DEPTH {
            self.passed_over = true;
            return;
        }
        let kind = part.kind(in_digest);
        let attached = part.is_attachment() && depth > 0;
        match kind {
            Kind::Mail => self.nested(part, depth),
            Kind::Alternative => self.alternative(part, depth),
            // What the first part of these refers to belongs to its look.
            Kind::Related => {
                if let Some(root) = part.children().next() {
                    self.read(&Part::of(root), false, depth + 1);
                }
            }
            Kind::Multipart | Kind::Digest => {
                for child in part.children() {
                    self.read(&Part::of(child), kind == Kind::Digest, depth + 1);
                }
            }
            Kind::Text(format) if !attached => self.text(part, format),
            Kind::Text(_) | Kind::Other => self.attachments.push(part.described()),
        }
    }

    fn text(&mut self, part: &Part<'_>, format: Format) {
        let (text, notices) = part.text();
        self.joining.notices().extend(notices);
        self.joining.text(&text, format, self.quote);
    }

    /// The plain text, where it is a text and no hint to read the page that is sent with it.
    fn alternative(&mut self, part: &Part<'_>, depth: usize) {
        const SHORT: usize = 200;
        const PAGE: usize = 4 << 10;
        let children: Vec<Part<'_>> = part.children().take(self.most).map(Part::of).collect();
        let is_page = |child: &&Part<'_>| {
            matches!(child.kind(false), Kind::Text(Format::Html) | Kind::Related)
        };
        let is_plain = |child: &&Part<'_>| child.kind(false) == Kind::Text(Format::Plain);
        let (plain, page) = (children.iter().find(is_plain), children.iter().rfind(is_page));
        let is_hint = |plain: &Part<'_>, page: &Part<'_>| {
            let text = plain.text().0;
            text.trim().is_empty() || text.trim().len() < SHORT && page.body().len() > PAGE
        };
        let chosen = match (plain, page) {
            (Some(plain), Some(page)) if is_hint(plain, page) => Some(page),
            (plain, page) => plain.or(page).or(children.last()),
        };
        if let Some(chosen) = chosen {
            self.read(chosen, false, depth + 1);
        }
        for other in &children {
            if other.kind(false) == Kind::Other {
                self.attachments.push(other.described());
            }
        }
    }

    /// A mail in the mail, as a quotation.
    fn nested(&mut self, part: &Part<'_>, depth: usize) {
        let body = part.decoded();
        let inner = Part::of(&body);
        self.quote = self.quote.saturating_add(1);
        if let Some(message) = inner.headers() {
            self.header(message, true);
        }
        self.read(&inner, false, depth + 1);
        self.quote = self.quote.saturating_sub(1);
    }

    fn finish(mut self) -> Parts {
        let label = |name: &String| ("Attached", name.clone());
        let mut lines: Vec<(&str, String)> = self.attachments.iter().map(label).collect();
        if self.passed_over {
            lines.push((
                "Left out",
                "parts that lie too deep, or are too many (--limit mail-parts=…)".to_owned(),
            ));
        }
        if !lines.is_empty() {
            self.joining.lines(lines.iter().map(|(label, value)| (*label, &**value)), 0);
        }
        self.joining.finish()
    }
}

/// Addresses as people write them.
fn addresses(list: Option<&Address<'_>>) -> String {
    /// Recipients that are shown.
    const MOST: usize = 50;
    let Some(list) = list else { return String::new() };
    let shown = list.iter().take(MOST).filter_map(|one| match (one.name(), one.address()) {
        (Some(name), Some(address)) => Some(format!("{name} <{address}>")),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    });
    let mut shown = shown.collect::<Vec<_>>().join(", ");
    if list.iter().nth(MOST).is_some() {
        shown.push_str(", …");
    }
    shown
}

#[cfg(test)]
mod tests;
