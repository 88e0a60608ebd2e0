//! Web and e-mail addresses in running text: where they end.

use super::token::run_length;

/// The longest local part of an e-mail address (RFC 5321, 4.5.3.1.1).
const MAX_LOCAL_PART: usize = 64;

/// The longest domain name (RFC 1035, 2.3.4).
const MAX_DOMAIN: usize = 253;

/// Endings of web addresses that are written without `www.` or a scheme; others (`.do`,
/// `.my`) look too much like a missing blank behind a full stop.
const BARE_DOMAIN_ENDINGS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "int", "io", "eu", "uk", "de", "fr", "ca", "au",
    "info", "biz", "tv", "ai", "dev", "news",
];

/// Length of the e-mail address at the start of `rest`.
pub(super) fn email_length(rest: &str) -> Option<usize> {
    let local = run_length(window(rest, MAX_LOCAL_PART + 1), |c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
    });
    let domain = rest.get(local..)?.strip_prefix('@')?;
    let length = domain_length(domain)?;
    Some(local + 1 + length)
}

/// Length of the dotted domain name at the start of `rest`; its last part is letters.
fn domain_length(rest: &str) -> Option<usize> {
    let run = window(rest, MAX_DOMAIN);
    let length = run_length(run, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let name = run.get(..length)?.trim_end_matches(['.', '-']);
    let (host, ending) = name.rsplit_once('.')?;
    let fine = !host.is_empty()
        && !host.contains("..")
        && ending.len() >= 2
        && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    fine.then_some(name.len())
}

/// Length of the web address at the start of `rest`.
pub(super) fn url_length(rest: &str) -> Option<usize> {
    let head = window(rest, 12).to_ascii_lowercase();
    let scheme = ["http://", "https://", "ftp://", "mailto:"]
        .iter()
        .find(|scheme| head.starts_with(**scheme));
    let host_at = match scheme {
        Some(scheme) => scheme.len(),
        None if head.starts_with("www.") => 0,
        None => return bare_domain_length(rest),
    };
    let length = host_at + address_length(rest.get(host_at..)?);
    (length > host_at + 3).then_some(length)
}

/// Length of a domain name without `www.`, with its path if there is one.
fn bare_domain_length(rest: &str) -> Option<usize> {
    let length = domain_length(rest)?;
    let name = rest.get(..length)?;
    let (host, ending) = name.rsplit_once('.')?;
    if !BARE_DOMAIN_ENDINGS.contains(&ending) || host.len() < 2 {
        return None;
    }
    let path = rest.get(length..)?;
    Some(length + if path.starts_with('/') { address_length(path) } else { 0 })
}

/// Length of a run of address characters, without the marks that close a sentence or a
/// bracket around it.
fn address_length(rest: &str) -> usize {
    let length = run_length(rest, |c| {
        !c.is_whitespace() && !c.is_control() && !"<>\"“”«»{}|\\^`".contains(c)
    });
    let mut address = rest.get(..length).unwrap_or_default();
    let opened = address.contains('(');
    loop {
        let trimmed =
            address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', ']', '*', '_']);
        let trimmed = if opened { trimmed } else { trimmed.trim_end_matches(')') };
        if trimmed.len() == address.len() {
            return trimmed.len();
        }
        address = trimmed;
    }
}

/// The first `bytes` bytes of `text`, or a little less to end between characters.
fn window(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}
