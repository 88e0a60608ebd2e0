//! One part of a mail: its header, what kind it is, and its body decoded.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{ContentType, Message, MessageParser, MimeHeaders};

use crate::document::{Format, Notice};
use crate::load::encoding::Decoding;
use crate::load::limits::{MAX_MAIL_HEADER_BYTES, SAMPLE_BYTES};

/// A part, or a whole mail.
pub(super) struct Part<'a> {
    header: Option<Message<'a>>,
    body: &'a [u8],
}

/// What is done with a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Holds a mail.
    Mail,
    /// Holds the same thing several times, the best last.
    Alternative,
    /// Holds a page and what it is made of.
    Related,
    /// Holds mails.
    Digest,
    /// Holds others.
    Multipart,
    /// Is read.
    Text(Format),
    /// Is named.
    Other,
}

impl<'a> Part<'a> {
    /// Parts the header from the body.
    pub fn of(bytes: &'a [u8]) -> Self {
        let (header, body) = split(bytes);
        let header = header.get(..header.len().min(MAX_MAIL_HEADER_BYTES)).unwrap_or_default();
        Self { header: MessageParser::default().parse_headers(header), body }
    }

    /// The header, if there is one.
    pub fn headers(&self) -> Option<&Message<'a>> {
        self.header.as_ref()
    }

    /// The body as it was sent.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    fn content_type(&self) -> Option<&ContentType<'a>> {
        let header = self.header.as_ref()?.header(mail_parser::HeaderName::ContentType)?;
        header.as_content_type()
    }

    /// What is done with it.
    pub fn kind(&self, in_digest: bool) -> Kind {
        let Some(content_type) = self.content_type() else {
            return if in_digest { Kind::Mail } else { Kind::Text(Format::Plain) };
        };
        let subtype = content_type.subtype().unwrap_or_default().to_ascii_lowercase();
        match (&*content_type.ctype().to_ascii_lowercase(), &*subtype) {
            ("multipart", _) if content_type.attribute("boundary").is_none() => {
                Kind::Text(Format::Plain)
            }
            ("multipart", "alternative") => Kind::Alternative,
            ("multipart", "related") => Kind::Related,
            ("multipart", "digest") => Kind::Digest,
            ("multipart", _) => Kind::Multipart,
            ("message", "rfc822" | "global") => Kind::Mail,
            ("text", "html") => Kind::Text(Format::Html),
            ("text", "markdown") => Kind::Text(Format::Markdown),
            ("text", "calendar" | "csv" | "vcard" | "x-vcard" | "directory" | "css") => Kind::Other,
            ("text", _) | ("message", "delivery-status" | "disposition-notification") => {
                Kind::Text(Format::Plain)
            }
            _ => Kind::Other,
        }
    }

    /// Whether the sender meant it to be kept and not to be read in its place.
    pub fn is_attachment(&self) -> bool {
        let header = self.header.as_ref();
        let disposition = header.and_then(MimeHeaders::content_disposition);
        disposition.is_some_and(|disposition| disposition.is_attachment())
            || self.content_type().is_some_and(|kind| kind.attribute("name").is_some())
    }

    /// Name, type and size, for people.
    pub fn described(&self) -> String {
        let header = self.header.as_ref();
        let name = header.and_then(MimeHeaders::attachment_name).unwrap_or("without a name");
        let kind = self.content_type().map_or_else(String::new, |kind| {
            format!("{}/{}, ", kind.ctype(), kind.subtype().unwrap_or("*"))
        });
        let size = match self.encoding() {
            // Four letters are three bytes; a line of 76 has an end of one or two.
            Encoding::Base64 => self.body.len() / 78 * 57 + self.body.len() % 78 * 3 / 4,
            _ => self.body.len(),
        };
        format!("{name} ({kind}{})", sized(size))
    }

    fn encoding(&self) -> Encoding {
        let header = self.header.as_ref();
        let name = header.and_then(MimeHeaders::content_transfer_encoding).unwrap_or_default();
        match name.trim().to_ascii_lowercase().as_str() {
            "base64" => Encoding::Base64,
            "quoted-printable" => Encoding::QuotedPrintable,
            _ => Encoding::None,
        }
    }

    /// The body with its transfer encoding undone; as it was sent, where that fails.
    pub fn decoded(&self) -> Cow<'a, [u8]> {
        let decoded = match self.encoding() {
            Encoding::Base64 => base64_decode(self.body),
            Encoding::QuotedPrintable => quoted_printable_decode(self.body),
            Encoding::None => None,
        };
        decoded.map_or(Cow::Borrowed(self.body), Cow::Owned)
    }

    /// The body as text, in the encoding that it names, or else the one that it seems to
    /// have.
    pub fn text(&self) -> (String, Vec<Notice>) {
        let bytes = self.decoded();
        let label = self.content_type().and_then(|kind| kind.attribute("charset"));
        let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
        // Senders that know nothing say ASCII, which is read as its superset; where that
        // cannot be, what they sent tells more.
        let named = named.filter(|_| label.is_some_and(|label| !is_ascii(label)));
        if let Some(encoding) = named {
            let (text, malformed) = encoding.decode_without_bom_handling(&bytes);
            if !malformed {
                return (text.into_owned(), Vec::new());
            }
        }
        let sample = bytes.get(..bytes.len().min(SAMPLE_BYTES)).unwrap_or_default();
        let (mut decoding, mark) = Decoding::begin(sample, bytes.len());
        decoding.push(bytes.get(mark..).unwrap_or_default(), true);
        decoding.finish()
    }

    /// The parts that it holds.
    pub fn children(&self) -> impl Iterator<Item = &'a [u8]> {
        let boundary = self.content_type().and_then(|kind| kind.attribute("boundary"));
        let delimiter = format!("--{}", boundary.unwrap_or_default()).into_bytes();
        let mut rest = boundary.and_then(|_| behind_delimiter(self.body, &delimiter));
        std::iter::from_fn(move || {
            let bytes = rest?;
            let (end, next) = match find_delimiter(bytes, &delimiter) {
                Some(at) => (at, bytes.get(at..).and_then(|at| behind_delimiter(at, &delimiter))),
                None => (bytes.len(), None),
            };
            rest = next;
            let part = bytes.get(..end).unwrap_or_default();
            let part = part.strip_suffix(b"\n").unwrap_or(part);
            Some(part.strip_suffix(b"\r").unwrap_or(part))
        })
        .filter(|part| !part.is_empty())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    None,
    Base64,
    QuotedPrintable,
}

fn is_ascii(label: &str) -> bool {
    ["us-ascii", "ascii"].iter().any(|ascii| label.eq_ignore_ascii_case(ascii))
}

/// Header and body. What does not begin with a field has no header.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let first = memchr::memchr2(b':', b'\n', bytes);
    let field = first.is_some_and(|at| {
        let name = bytes.get(..at).unwrap_or_default();
        bytes.get(at) == Some(&b':') && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
    });
    if !field {
        let body = bytes.strip_prefix(b"\r\n").or(bytes.strip_prefix(b"\n")).unwrap_or(bytes);
        return (&[], body);
    }
    for end in memchr::memchr_iter(b'\n', bytes) {
        let rest = bytes.get(end + 1..).unwrap_or_default();
        let body = rest.strip_prefix(b"\n").or(rest.strip_prefix(b"\r\n"));
        if let Some(body) = body {
            // The empty line ends the last field.
            return (bytes.get(..bytes.len() - body.len()).unwrap_or_default(), body);
        }
    }
    (bytes, &[])
}

/// Where a line begins with the delimiter.
fn find_delimiter(bytes: &[u8], delimiter: &[u8]) -> Option<usize> {
    let mut found = memchr::memmem::find_iter(bytes, delimiter);
    found.find(|&at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let behind = bytes.get(at + delimiter.len());
        before.is_none_or(|byte| *byte == b'\n')
            && behind.is_none_or(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t' | b'-'))
    })
}

/// What follows the line of the next delimiter; nothing where that is the last one.
fn behind_delimiter<'a>(bytes: &'a [u8], delimiter: &[u8]) -> Option<&'a [u8]> {
    let at = find_delimiter(bytes, delimiter)? + delimiter.len();
    let rest = bytes.get(at..)?;
    if rest.starts_with(b"--") {
        return None;
    }
    let end = memchr::memchr(b'\n', rest)?;
    rest.get(end + 1..)
}

/// A number of bytes in the unit that fits.
fn sized(bytes: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}
