//! The noun phrase behind a number: what is counted.

use super::number;
use super::piece::Pieces;
use super::token::TokenKind;

/// The longest run of adjectives and nouns that is looked through for the noun.
const MAX_WORDS: usize = 6;

/// Words in `ly` that are no adverbs; sorted.
const LY_NOUNS: &[&str] = &[
    "ally", "assembly", "daily", "deadly", "early", "elderly", "family", "friendly", "monopoly",
    "monthly", "rally", "supply", "weekly", "yearly",
];

/// Function words and the commonest verbs; sorted.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "along",
    "already",
    "also",
    "although",
    "always",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "back",
    "be",
    "became",
    "because",
    "been",
    "before",
    "began",
    "behind",
    "being",
    "below",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "came",
    "can",
    "could",
    "despite",
    "did",
    "died",
    "do",
    "does",
    "down",
    "during",
    "each",
    "earlier",
    "either",
    "even",
    "ever",
    "every",
    "few",
    "for",
    "from",
    "gave",
    "got",
    "had",
    "has",
    "have",
    "he",
    "her",
    "here",
    "him",
    "his",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "later",
    "least",
    "left",
    "less",
    "like",
    "lost",
    "made",
    "many",
    "may",
    "me",
    "might",
    "minus",
    "more",
    "most",
    "much",
    "must",
    "my",
    "near",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "over",
    "per",
    "percent",
    "perhaps",
    "plus",
    "said",
    "saw",
    "say",
    "says",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "till",
    "to",
    "today",
    "told",
    "tomorrow",
    "too",
    "took",
    "toward",
    "towards",
    "twice",
    "under",
    "unless",
    "unlike",
    "until",
    "up",
    "upon",
    "us",
    "versus",
    "very",
    "via",
    "vs",
    "vs.",
    "was",
    "we",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "won",
    "would",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Plurals that do not end in `s`, and those that the rule for `s` would miss; sorted.
const IRREGULAR_PLURALS: &[&str] = &[
    "aircraft",
    "alumni",
    "analyses",
    "bacteria",
    "bonuses",
    "bus",
    "buses",
    "businessmen",
    "campuses",
    "cars",
    "cattle",
    "children",
    "congressmen",
    "crises",
    "criteria",
    "data",
    "dead",
    "deer",
    "feet",
    "firemen",
    "fish",
    "fishermen",
    "gas",
    "geese",
    "grandchildren",
    "gunmen",
    "guys",
    "headquarters",
    "indices",
    "injured",
    "jobs",
    "kids",
    "matrices",
    "media",
    "men",
    "mice",
    "offspring",
    "oxen",
    "people",
    "personnel",
    "phenomena",
    "police",
    "policemen",
    "schoolchildren",
    "series",
    "servicemen",
    "sheep",
    "spacecraft",
    "species",
    "staff",
    "teeth",
    "troops",
    "viruses",
    "women",
    "wounded",
];

/// The pieces `start..end` of the noun phrase that a number before `at` counts: from the
/// first adjective to the first plural noun. For `singular` numbers the phrase goes up to
/// the first word that cannot belong to it.
pub(super) fn counted(pieces: Pieces<'_>, at: usize, singular: bool) -> Option<(usize, usize)> {
    let start = behind_partitive(pieces, at);
    let singular = singular && start == at;
    let mut head = None;
    let mut index = start;
    while index < start + MAX_WORDS && is_noun_phrase_word(pieces, index) {
        let word = pieces.word(index);
        if is_plural(word) {
            head = Some(index + 1);
            if !is_plural(pieces.word(index + 1)) || pieces.is_glued(index + 1) {
                break;
            }
        } else if head.is_some() || singular && index > start && is_participle(word) {
            break;
        }
        index += 1;
        if pieces.over_hyphen(index) != index {
            index += 1;
        }
    }
    if singular && head.is_none() && index > start {
        head = Some(index.min(start + MAX_WORDS));
    }
    head.filter(|&end| !is_modifier(pieces, end)).map(|end| (start, end))
}

/// A noun in singular glued to the number by a hyphen: `a five-member panel`.
pub(super) fn hyphenated(pieces: Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let word = pieces.over_hyphen(at);
    let noun = word > at && pieces.kind(word) == Some(TokenKind::Word);
    let manner = matches!(
        pieces.word(word),
        "way"
            | "time"
            | "fold"
            | "dimensional"
            | "sided"
            | "faced"
            | "off"
            | "on"
            | "in"
            | "to"
            | "and"
            | "of"
            | "by"
    );
    (noun && !manner && !is_stop_word(pieces.word(word))).then_some((word, word + 1))
}

/// Whether the word that ends before `end` is one half of a compound (`women-only`).
fn is_modifier(pieces: Pieces<'_>, end: usize) -> bool {
    pieces.over_hyphen(end) != end
}

/// The index behind `of the`, `of the 100`, `out of 10`: what is counted stands there.
fn behind_partitive(pieces: Pieces<'_>, at: usize) -> usize {
    let of = at + usize::from(matches!(pieces.word(at), "out" | "more" | "other"));
    if pieces.word(of) != "of" {
        return match pieces.word(at) {
            "more" => at + 1,
            _ => at,
        };
    }
    let article = matches!(
        pieces.word(of + 1),
        "the" | "its" | "their" | "his" | "her" | "our" | "my" | "your" | "these" | "those" | "all"
    );
    let next = of + 1 + usize::from(article);
    number::numeral(pieces, next).map_or(next, |number| number.end)
}

fn is_noun_phrase_word(pieces: Pieces<'_>, index: usize) -> bool {
    let word = pieces.word(index);
    pieces.kind(index) == Some(TokenKind::Word)
        && !is_stop_word(word)
        && number::cardinal_word(word).is_none()
        && (!word.ends_with("ly") || LY_NOUNS.binary_search(&word).is_ok())
}

/// Whether a word behind a noun is more likely a verb than another noun.
fn is_participle(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
}

/// Whether a lower-case word has the form of a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let regular = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending));
    regular || IRREGULAR_PLURALS.binary_search(&word).is_ok()
}

/// Words that end a noun phrase: function words and the commonest verbs.
fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_binary_search() {
        assert!(STOP_WORDS.is_sorted() && IRREGULAR_PLURALS.is_sorted());
        assert!(LY_NOUNS.is_sorted());
    }

    #[test]
    fn plurals() {
        for word in ["dogs", "women", "aircraft", "policies", "buses"] {
            assert!(is_plural(word), "{word}");
        }
        for word in ["dog", "glass", "crisis", "was", "lens's"] {
            assert!(!is_plural(word), "{word}");
        }
    }
}
