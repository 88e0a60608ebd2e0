//! Telling a mail by the first lines of its header.

use crate::load::format::Sign;

/// Fields that people write above a text as well.
const COMMON: &[&str] = &["from", "to", "cc", "subject", "date", "reply-to", "sender"];

/// Fields that programs write.
const TECHNICAL: &[&str] = &[
    "received",
    "return-path",
    "delivered-to",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "dkim-signature",
    "x-mailer",
    "x-received",
    "arc-seal",
    "authentication-results",
    "user-agent",
    "in-reply-to",
    "references",
    "list-id",
    "envelope-to",
];

/// Lines of a header that are looked at.
const MOST_LINES: usize = 200;

/// How sure the first bytes make it that a file is a mail.
pub(super) fn of(beginning: &[u8]) -> Sign {
    let mut seen = Vec::new();
    let mut technical = 0;
    for line in beginning.split(|byte| *byte == b'\n').take(MOST_LINES) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(name) = name(line) else { break };
        if COMMON.contains(&&*name) {
            seen.push(name);
        } else {
            technical += usize::from(TECHNICAL.contains(&&*name));
        }
    }
    let has = |field: &str| seen.iter().any(|name| name == field);
    match (seen.len(), technical) {
        (2.., 2..) if has("from") && has("date") => Sign::Certain,
        (3.., _) if has("from") && (has("date") || has("to")) => Sign::Likely,
        (1.., 1..) if has("from") || has("date") => Sign::Likely,
        (1.., _) | (_, 1..) => Sign::Possible,
        _ => Sign::None,
    }
}

/// The name of a field in lower case.
fn name(line: &[u8]) -> Option<String> {
    let colon = memchr::memchr(b':', line)?;
    let name = line.get(..colon)?;
    let fits = !name.is_empty() && name.len() <= 76 && name.iter().all(u8::is_ascii_graphic);
    fits.then(|| String::from_utf8_lossy(name).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_mails_and_texts_apart() {
        let sent = b"From: a@x\r\nDate: x\r\nMessage-ID: <1>\r\nMIME-Version: 1.0\r\n\r\nHello";
        assert_eq!(of(sent), Sign::Certain);
        assert_eq!(of(b"From: a@x\nTo: b@y\nSubject: Hello\n\nHello"), Sign::Likely);
        assert_eq!(of(b"Subject: Hello\n\nHello"), Sign::Possible);
        assert_eq!(of(b"Title: A vote\nAuthor: Ada\n\nIt was lost."), Sign::None);
        assert_eq!(of(b"The committee said: no."), Sign::None);
        assert_eq!(of(b""), Sign::None);
    }
}
