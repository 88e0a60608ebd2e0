//! What leads elsewhere: web and e-mail addresses, handles, phone numbers, DOIs, CVEs and
//! their like; and the links of the document itself.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::recogniser::Recogniser;
use super::scan::{Taken, fact};
use super::token::{Token, TokenKind};
use super::{Analysis, Detail, Fact, LinkValue, Origin};
use crate::document::{Link, Span};

/// Addresses and identifiers that the text spells out.
pub(super) struct Addresses;

/// Links that the document gives for words of its text.
///
/// They run last: a date or a name that is the text of a link is still one. A link to a place
/// of the document itself, such as a note, states nothing.
pub(super) struct DocumentLinks;

/// Identifiers with digits in them. The crate's matching is linear in the text.
static IDENTIFIERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let pattern = r#"(?xi)
        (?P<cve> (?-u:\b)CVE-[0-9]{4}-[0-9]{4,7}(?-u:\b) )
      | (?P<doi> (?-u:\b)10\.[0-9]{4,9}/[^\s"<>]+ )
      | (?P<arxiv> (?-u:\b)arXiv:\s?[0-9]{4}\.[0-9]{4,5}(?:v[0-9]{1,2})?(?-u:\b) )
      | (?P<isbn> (?-u:\b)ISBN(?:-1[03])?:?\s?(?:97[89][-\s]?)?[0-9](?:[-\s]?[0-9]){8}[-\s]?[0-9X](?-u:\b) )
      | (?P<ip> (?-u:\b)(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?(?-u:\b) )
      | (?P<phone> \+[0-9]{1,3}(?:[\s.-]?\(?[0-9]{1,5}\)?){2,6}(?-u:\b)
          | (?:(?-u:\b)1[\s.-])?(?:\([0-9]{3}\)\s?|(?-u:\b)[0-9]{3}[.-])[0-9]{3}[.-][0-9]{4}(?-u:\b) )
    "#;
    // A fixed pattern; a test holds that it compiles.
    Regex::new(pattern).ok()
});

impl Recogniser for Addresses {
    fn name(&self) -> &'static str {
        "address"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        for (index, &sentence) in analysis.sentences().iter().enumerate() {
            let first = found.len();
            let text = analysis.slice(sentence);
            for token in analysis.tokens_of(index).iter().filter(|token| is_address(token)) {
                if let Some((rule, value)) = address(analysis.slice(token.span), token) {
                    found.push(link(token.span, index, self.origin(rule), value));
                }
            }
            if may_identify(text) {
                self.identifiers(text, sentence, index, first, found);
            }
        }
    }
}

impl Addresses {
    fn origin(&self, rule: &'static str) -> Origin {
        Origin { recogniser: self.name(), rule, score: None }
    }

    /// Appends the identifiers of a sentence whose other links begin at `first`, in order.
    fn identifiers(
        &self,
        text: &str,
        sentence: Span,
        index: usize,
        first: usize,
        found: &mut Vec<Fact>,
    ) {
        let Some(pattern) = IDENTIFIERS.as_ref() else { return };
        let taken = Taken::new(found.get(first..).unwrap_or_default());
        let before = found.len();
        for captures in pattern.captures_iter(text) {
            let Some((rule, start, end, value)) = identifier(&captures) else { continue };
            let offset = sentence.start as usize;
            let span = Span::new(offset + start, offset + end);
            if !taken.overlaps(span) {
                found.push(link(span, index, self.origin(rule), value));
            }
        }
        if found.len() > before
            && let Some(new) = found.get_mut(first..)
        {
            new.sort_by_key(|fact| fact.span);
        }
    }
}

/// Whether a text has what one of the identifiers needs, so that hardly a sentence of news
/// is searched, and the pattern is not made for most.
fn may_identify(text: &str) -> bool {
    /// Of the shortest: an IP address.
    const MIN_DIGITS: usize = 4;
    let bytes = text.as_bytes();
    bytes.iter().filter(|byte| byte.is_ascii_digit()).count() >= MIN_DIGITS
        && (has_points(bytes) || has_prefix(bytes) || has_phone(bytes))
}

/// Whether there are as many points behind digits as an IP address has.
fn has_points(bytes: &[u8]) -> bool {
    const POINTS: usize = 3;
    let pairs = bytes.windows(2).filter(|pair| matches!(pair, [b'0'..=b'9', b'.']));
    pairs.count() >= POINTS
}

/// Whether there is what a CVE, an arXiv number, an ISBN or a DOI begins with, or what
/// looks much like it.
fn has_prefix(bytes: &[u8]) -> bool {
    bytes.array_windows().any(|four| {
        // With this bit set, letters are small.
        matches!(&four.map(|byte| byte | 0x20), b"cve-" | b"arxi" | b"isbn")
            || matches!(four, [b'1', b'0', b'.', b'0'..=b'9'])
    })
}

/// Whether there is a sign before a digit, or the last two groups of a phone number's
/// digits.
fn has_phone(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| matches!(pair, [b'+', b'0'..=b'9']))
        || bytes.windows(6).any(|six| {
            matches!(six, [b'0'..=b'9', b'.' | b'-', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
        })
}

fn link(span: Span, sentence: usize, origin: Origin, value: String) -> Fact {
    fact(span, sentence, origin, Detail::Link(Box::new(LinkValue { value })))
}

fn is_address(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle)
}

/// What a token is that is an address, and its normal form.
fn address(word: &str, token: &Token) -> Option<(&'static str, String)> {
    match token.kind {
        TokenKind::Url if word.contains("://") => Some(("url", word.to_string())),
        TokenKind::Url => {
            match word.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
                Some(scheme) => {
                    word.get(scheme.len()..).map(|address| ("email", address.to_ascii_lowercase()))
                }
                None => Some(("url", format!("https://{word}"))),
            }
        }
        TokenKind::Email => Some(("email", word.to_ascii_lowercase())),
        TokenKind::Handle => Some(("handle", word.to_string())),
        _ => None,
    }
}

/// What an identifier is, its start, end and normal form; none where its numbers cannot
/// be one.
fn identifier(captures: &Captures<'_>) -> Option<(&'static str, usize, usize, String)> {
    let group =
        |name| captures.name(name).map(|found| (found.start(), found.end(), found.as_str()));
    let compact = |text: &str| {
        text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '+').collect::<String>()
    };
    if let Some((start, end, text)) = group("cve") {
        return Some(("cve", start, end, text.to_ascii_uppercase()));
    }
    if let Some((start, _, text)) = group("doi") {
        let text = text.trim_end_matches(['.', ',', ';', ':', ')', ']', '\'', '’', '”']);
        return Some(("doi", start, start + text.len(), text.to_ascii_lowercase()));
    }
    if let Some((start, end, text)) = group("arxiv") {
        return Some(("arxiv", start, end, text.replace(char::is_whitespace, "")));
    }
    if let Some((start, end, text)) = group("isbn") {
        let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = text.split_once([':', ' ']).map_or(digits, |(_, digits)| digits);
        return Some(("isbn", start, end, compact(digits)));
    }
    if let Some((start, end, text)) = group("ip") {
        let host = text.split(':').next().unwrap_or_default();
        return host
            .split('.')
            .all(|octet| octet.parse::<u8>().is_ok())
            .then(|| ("ip", start, end, text.to_string()));
    }
    let (start, end, text) = group("phone")?;
    let value = compact(text);
    // E.164 allows fifteen digits; fewer than seven are no subscriber's number.
    (7..=15).contains(&value.trim_start_matches('+').len()).then_some(("phone", start, end, value))
}

impl Recogniser for DocumentLinks {
    fn name(&self) -> &'static str {
        "document link"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        let spelled: Vec<Fact> =
            found.iter().filter(|fact| matches!(fact.detail, Detail::Link(_))).cloned().collect();
        let spelled = Taken::new(&spelled);
        let range = analysis.range();
        let leads_out = |link: &&Link| !link.target.starts_with('#');
        for link_of_text in analysis.document().links().iter().filter(leads_out) {
            let outside =
                link_of_text.span.end <= range.start || link_of_text.span.start >= range.end;
            let Some(index) = analysis.sentence_at(link_of_text.span.start).filter(|_| !outside)
            else {
                continue;
            };
            let sentence = analysis.sentences().get(index).copied().unwrap_or_default();
            let end = link_of_text.span.end.min(sentence.end);
            let span = Span { end, ..link_of_text.span };
            if !spelled.overlaps(span) {
                let origin = Origin { recogniser: self.name(), rule: "link", score: None };
                found.push(link(span, index, origin, link_of_text.target.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Parts};
    use crate::facts::recogniser::testing::{article, facts_of};

    fn links(text: &str) -> Vec<(String, String)> {
        let document = article(text, None);
        let facts = facts_of(&document);
        let links = facts.iter().filter_map(|fact| match &fact.detail {
            Detail::Link(link) => Some((document.slice(fact.span).to_string(), link.value.clone())),
            _ => None,
        });
        links.collect()
    }

    #[test]
    fn identifiers_have_a_normal_form() {
        for (text, span, value) in [
            ("See https://a.org/b.", "https://a.org/b", "https://a.org/b"),
            ("See www.a.org, please.", "www.a.org", "https://www.a.org"),
            ("Write to Ann@Example.org now.", "Ann@Example.org", "ann@example.org"),
            ("A hole, cve-2021-44228, was shut.", "cve-2021-44228", "CVE-2021-44228"),
            ("It is doi:10.1000/Xyz.12.", "10.1000/Xyz.12", "10.1000/xyz.12"),
            ("In arXiv:2101.00001v2 they say so.", "arXiv:2101.00001v2", "arXiv:2101.00001v2"),
            ("ISBN 978-3-16-148410-0 is a book.", "ISBN 978-3-16-148410-0", "9783161484100"),
            ("Ping 10.0.0.1 first.", "10.0.0.1", "10.0.0.1"),
            ("Call +44 20 7946 0958 today.", "+44 20 7946 0958", "+442079460958"),
            ("Call (212) 555-0187 now.", "(212) 555-0187", "2125550187"),
            ("Watch #budget grow.", "#budget", "#budget"),
        ] {
            assert_eq!(links(text), [(span.to_string(), value.to_string())], "{text}");
        }
    }

    #[test]
    fn few_sentences_are_searched() {
        for text in [
            "In 2019 it sold 1,200,000 of them for $45.50.",
            "From 1 May 2019 to 30 June 2020, or 2019-20, rose by 12.5 per cent.",
        ] {
            assert!(!may_identify(text), "{text}");
        }
    }

    #[test]
    fn numbers_that_only_look_like_it_are_none() {
        for text in ["Version 1.2.3.400 came.", "It was 2019-05-06 then.", "They won 10-3."] {
            assert_eq!(links(text), [], "{text}");
        }
    }

    #[test]
    fn links_of_the_document_are_facts_beside_others() {
        let plain = article("It was 12 dogs, see a.com here.", None);
        let at = |from: usize, to: usize, target: &str| Link {
            span: Span::new(from, to),
            target: target.to_string(),
        };
        let links = vec![
            at(3, 6, "#fn-1"),
            at(7, 14, "https://dogs.example"),
            at(20, 25, "https://a.com/x"),
        ];
        let parts = Parts {
            text: plain.text().to_string(),
            blocks: plain.blocks().to_vec(),
            links,
            ..Parts::default()
        };
        let document = Document::new(parts);
        let texts: Vec<&str> =
            facts_of(&document).iter().map(|fact| document.slice(fact.span)).collect();
        assert_eq!(
            texts,
            ["12 dogs", "12 dogs", "a.com"],
            "a quantity, its link, and the address once"
        );
    }
}
