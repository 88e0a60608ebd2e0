//! What a single word tells of the text that it stands in: a name, a word that begins
//! sentences, one that needs what follows, an address, a smiley, a rule across the page.

use crate::facts::abbreviation::is_sentence_starter;
use crate::facts::fixed::Sieve;
use crate::facts::token::run_length;

/// Whether rules across the page are drawn with it (`-----`, `=====`).
pub(super) fn is_rule_byte(byte: Option<u8>) -> bool {
    matches!(
        byte,
        Some(b'-' | b'=' | b'_' | b'*' | b'+' | b'~' | b'#' | b'<' | b'>' | b'|' | b'{' | b'}')
    )
}

/// Whether a word is a rule across the page: five marks or more.
pub(super) fn is_rule(word: &str) -> bool {
    const SHORTEST: usize = 5;
    word.len() >= SHORTEST && word.bytes().all(|byte| is_rule_byte(Some(byte)))
}

/// Whether a heading between two rules begins with this word (`*****Notice`).
pub(super) fn begins_with_rule(word: &str) -> bool {
    let marks = word.bytes().take_while(|&byte| matches!(byte, b'*' | b'=' | b'-')).count();
    word.get(..marks).is_some_and(is_rule)
}

/// Whether a heading between two rules ends with this word (`Footer*****`).
pub(super) fn ends_with_rule(word: &str) -> bool {
    let marks = word.bytes().rev().take_while(|&byte| matches!(byte, b'*' | b'=' | b'-')).count();
    word.get(word.len() - marks..).is_some_and(is_rule)
}

/// A grade as the heading of a review: `A+`, `A++`.
pub(super) fn is_grade(text: &str) -> bool {
    text.len() <= 4
        && capitalised(text)
        && text
            .get(1..)
            .is_some_and(|plus| !plus.is_empty() && plus.bytes().all(|byte| byte == b'+'))
}

pub(super) fn starts_plainly(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

pub(super) fn capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

/// A word without the marks behind it and an ending as `'s`.
pub(super) fn bare(word: &str) -> &str {
    word.get(..run_length(word, char::is_alphanumeric)).unwrap_or_default()
}

/// Whether a word may be a name: capitalised, and none that begins sentences.
pub(super) fn is_name(word: &str) -> bool {
    capitalised(word)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '-'))
        && !is_opener(word)
        && !word.ends_with("ly")
        && !matches!(word, "Otherwise" | "Hence" | "Plus" | "NO" | "YES" | "OK" | "Like" | "I")
}

/// `1.`, `(2)`, `3)`.
pub(super) fn is_item_number(word: &str) -> bool {
    let number = word.trim_start_matches('(').trim_end_matches([')', '.']);
    number.len() < word.len()
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn is_first_person(text: &str) -> bool {
    text.starts_with('I') && bare(text) == "I"
}

/// Whether `word` is a smiley.
pub(super) fn is_smiley(word: &str) -> bool {
    matches!(
        word,
        ":)" | ":-)"
            | ";)"
            | ";-)"
            | ":("
            | ":-("
            | ":D"
            | ":-D"
            | ";D"
            | "=)"
            | ":P"
            | ":-P"
            | ";P"
            | "^_^"
            | ":))"
            | "<3"
            | "(:"
            | "(;"
            | "(="
            | "=D"
            | "XD"
            | ":'("
            | ":-))"
            | ":o)"
    ) || word
        .ends_with(|last: char| matches!(last, '☀'..='☻' | '♡' | '♥' | '\u{1F300}'..='\u{1FAFF}'))
}

/// Whether the name of an attached file ends with this word.
pub(super) fn is_file(word: &str) -> bool {
    const ENDINGS: &[&str] =
        &["doc", "docx", "xls", "xlsx", "ppt", "pdf", "txt", "zip", "jpg", "gif"];
    word.rsplit_once('.')
        .is_some_and(|(_, ending)| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Whether a web address with its scheme or `www.` begins here.
pub(super) fn is_web(text: &str) -> bool {
    if !text.starts_with(['<', '(', '[', 'h', 'w']) {
        return false;
    }
    let text = text.trim_start_matches(['<', '(', '[']);
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// Whether a word needs what follows it: an article, a preposition, a conjunction, an
/// auxiliary verb.
pub(super) fn binds(word: &str) -> bool {
    const LONGEST: usize = 7;
    let word = word.trim_start_matches(['(', '"', '“']);
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| BINDING.binary_search(&word).is_ok())
}

/// Words that need what follows; sorted.
const BINDING: &[&str] = &[
    "a", "about", "after", "am", "an", "and", "any", "are", "as", "at", "be", "because", "before",
    "below", "but", "by", "called", "can", "could", "did", "do", "does", "every", "for", "from",
    "had", "has", "have", "her", "his", "how", "if", "in", "into", "is", "its", "like", "my", "no",
    "not", "of", "on", "or", "our", "said", "say", "says", "since", "so", "than", "that", "the",
    "their", "then", "this", "to", "until", "was", "were", "what", "when", "where", "which",
    "while", "who", "will", "with", "would", "your",
];

/// Whether `I` goes on a sentence behind a word: a time, a verb of thinking, a noun that a
/// clause describes (`the thing I saw`, `the best I had`).
pub(super) fn goes_on_with_i(word: &str) -> bool {
    GO_ON_WITH_I.binary_search(&bare(word)).is_ok()
}

/// Words behind which `I` goes on; sorted.
const GO_ON_WITH_I: &[&str] = &[
    "Best",
    "First",
    "I",
    "Most",
    "Only",
    "Whenever",
    "Worst",
    "Yesterday",
    "afternoon",
    "ago",
    "all",
    "anything",
    "autumn",
    "believe",
    "best",
    "day",
    "days",
    "earlier",
    "evening",
    "everything",
    "fall",
    "guess",
    "honestly",
    "hope",
    "know",
    "later",
    "month",
    "months",
    "morning",
    "night",
    "old",
    "once",
    "one",
    "only",
    "people",
    "person",
    "reason",
    "spring",
    "summer",
    "suppose",
    "thing",
    "things",
    "think",
    "though",
    "time",
    "times",
    "up",
    "way",
    "week",
    "weekend",
    "weeks",
    "winter",
    "wish",
    "worst",
    "year",
    "years",
    "young",
];

/// Words of hesitation, and others that stand before `I` in a sentence of their own.
pub(super) fn is_interjection(word: &str) -> bool {
    matches!(
        bare(word),
        "Ah" | "Am"
            | "Cause"
            | "Er"
            | "God"
            | "Guess"
            | "Hmm"
            | "Like"
            | "Man"
            | "Oh"
            | "Or"
            | "Than"
            | "Uh"
            | "Um"
    )
}

/// Whether a word that begins sentences more often than it is part of a name stands here.
pub(super) fn is_opener(text: &str) -> bool {
    static SIEVE: Sieve = Sieve::of(&[OPENERS]);
    let word = bare(text);
    let inner = ['-', '@', '/', '.', '&', '"', '”', ')'];
    let whole = text.get(word.len()..).is_some_and(|behind| !behind.starts_with(inner));
    whole
        && !matches!(word, "May" | "I")
        && (SIEVE.may_hold(word) && OPENERS.binary_search(&word).is_ok()
            || is_sentence_starter(word))
}

/// Words that begin a sentence when they are capitalised before a lower-case word, beside
/// those of [`is_sentence_starter`]; sorted.
const OPENERS: &[&str] = &[
    "Above",
    "Actually",
    "Add",
    "Afraid",
    "Again",
    "Always",
    "Any",
    "Anyone",
    "Anyway",
    "Apparently",
    "Appreciate",
    "Ask",
    "Attached",
    "Besides",
    "Bring",
    "Call",
    "Check",
    "Click",
    "Come",
    "Congrats",
    "Congratulations",
    "Consider",
    "Contact",
    "Couldn",
    "Currently",
    "Dear",
    "Definitely",
    "Didn",
    "Doesn",
    "Don",
    "Either",
    "Enjoy",
    "Everyone",
    "Everything",
    "Excellent",
    "FYI",
    "Finally",
    "Following",
    "Furthermore",
    "Get",
    "Give",
    "Go",
    "Good",
    "Great",
    "Having",
    "Hello",
    "Hey",
    "Hi",
    "Honestly",
    "Hope",
    "Hopefully",
    "Instead",
    "Isn",
    "Just",
    "Keep",
    "Know",
    "Lets",
    "Look",
    "Looking",
    "Looks",
    "Make",
    "Maybe",
    "Might",
    "Much",
    "Must",
    "Need",
    "Never",
    "Nobody",
    "Note",
    "Nothing",
    "Obviously",
    "Often",
    "Ok",
    "Okay",
    "Overall",
    "PS",
    "Per",
    "Perhaps",
    "Personally",
    "Please",
    "Posted",
    "Put",
    "Quite",
    "Rather",
    "Read",
    "Really",
    "Regarding",
    "Regardless",
    "Remember",
    "See",
    "Seems",
    "Send",
    "Sent",
    "Several",
    "Shall",
    "Someone",
    "Something",
    "Sometimes",
    "Sorry",
    "Sounds",
    "Stay",
    "Sure",
    "Take",
    "Talk",
    "Tell",
    "Thank",
    "Thanks",
    "Therefore",
    "Too",
    "Try",
    "Unfortunately",
    "Unless",
    "Use",
    "Usually",
    "Very",
    "Visit",
    "Want",
    "Was",
    "Wasn",
    "Well",
    "Went",
    "Won",
    "Worst",
    "Would",
    "Yeah",
    "Yep",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_binary_search() {
        assert!(OPENERS.is_sorted() && BINDING.is_sorted() && GO_ON_WITH_I.is_sorted());
    }
}
