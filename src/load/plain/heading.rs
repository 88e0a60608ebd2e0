//! Which lines of plain text are headings.

/// Characters of the longest heading that is told by its looks.
const LONGEST: usize = 80;

/// Words of it.
const MOST_WORDS: usize = 14;

/// Whether a line that stands alone, without blanks at its ends, may be a heading: short,
/// beginning like a title, without closing punctuation.
pub(super) fn is_like(line: &str) -> bool {
    // No character takes more than four bytes.
    line.len() <= 4 * LONGEST
        && line.chars().count() <= LONGEST
        && line.split_whitespace().count() <= MOST_WORDS
        && begins_like_a_title(line)
        && !is_closed(line)
        && line.chars().any(char::is_alphabetic)
        && !line.contains("://")
        && !line.contains('@')
        && !line.contains('|')
}

/// Whether a line is in capitals throughout.
pub(super) fn is_capitals(line: &str) -> bool {
    line.len() <= 4 * LONGEST
        && line.chars().count() <= LONGEST
        && !line.chars().any(char::is_lowercase)
        && line.chars().filter(|character| character.is_uppercase()).count() >= 4
        && line.chars().filter(|character| character.is_ascii_digit()).count() <= 8
        && !line.ends_with(['.', ',', ';'])
}

/// The level that a heading has by its words: `2.1 Aims` lies under `2 Method`.
pub(super) fn level(line: &str) -> u8 {
    let number = line.split_whitespace().next().unwrap_or_default();
    let parts = number.split('.').filter(|part| !part.is_empty());
    let numbered = parts.clone().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts.count() {
        count @ 1..=4 if numbered => u8::try_from(count + 1).unwrap_or(2),
        _ => 2,
    }
}

fn begins_like_a_title(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return false };
    !first.is_lowercase() && (first.is_alphanumeric() || "\"'“‘«„¿¡([".contains(first))
}

/// Whether a line ends as a sentence or a part of one does, closing quotation marks
/// aside. A question mark is no such end: titles ask questions.
fn is_closed(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let quoted = bare.len() < line.len() && !line.ends_with([')', ']']);
    bare.ends_with([
        '.', ',', ';', ':', '!', '…', '。', '、', '，', '；', '：', '！', '-', '_', '–', '—', '।',
        '؟', '،', '۔',
    ]) || (quoted && bare.ends_with(['?', '？']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_by_their_looks() {
        for line in ["US Officials and Senators Voice Alarm", "2.1 Aims", "Why now?", "東京の予算"]
        {
            assert!(is_like(line), "{line}");
        }
        for line in [
            "It was late.",
            "and so it went on",
            "\"Who is it?\"",
            "https://example.org/a",
            "Dear John,",
            "12 34",
            &"Word ".repeat(20),
        ] {
            assert!(!is_like(line), "{line}");
        }
    }

    #[test]
    fn capitals_and_levels() {
        assert!(is_capitals("CHAPTER I") && is_capitals("ÜBER UNS"));
        assert!(!is_capitals("USA") && !is_capitals("THE END.") && !is_capitals("A b C D E"));
        assert_eq!(
            [level("Aims"), level("2 Method"), level("2.1 Aims"), level("1.2.3. x")],
            [2, 2, 3, 4]
        );
    }
}
