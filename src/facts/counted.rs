//! The noun phrase behind a number: what is counted.

use super::number;
use super::piece::Pieces;
use super::token::TokenKind;

/// The longest run of adjectives and nouns that is looked through for the noun.
const MAX_WORDS: usize = 6;

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
        } else if head.is_some() {
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
        && !word.ends_with("ly")
}

/// Whether a lower-case word has the form of a plural noun.
pub(super) fn is_plural(word: &str) -> bool {
    let regular = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending));
    regular
        || matches!(
            word,
            "people"
                | "men"
                | "women"
                | "children"
                | "police"
                | "feet"
                | "teeth"
                | "mice"
                | "geese"
                | "oxen"
                | "troops"
                | "aircraft"
                | "spacecraft"
                | "fish"
                | "sheep"
                | "deer"
                | "cattle"
                | "media"
                | "data"
                | "criteria"
                | "phenomena"
                | "bacteria"
                | "alumni"
                | "staff"
                | "personnel"
                | "dead"
                | "wounded"
                | "injured"
                | "policemen"
                | "firemen"
                | "gunmen"
                | "servicemen"
                | "congressmen"
                | "businessmen"
                | "fishermen"
                | "grandchildren"
                | "schoolchildren"
                | "species"
                | "series"
                | "offspring"
                | "headquarters"
                | "crises"
                | "analyses"
                | "indices"
                | "matrices"
                | "guys"
                | "kids"
                | "cars"
                | "bus"
                | "buses"
                | "gas"
                | "jobs"
                | "viruses"
                | "bonuses"
                | "campuses"
        )
}

/// Words that end a noun phrase: function words and the commonest verbs.
fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "so"
            | "yet"
            | "of"
            | "in"
            | "on"
            | "at"
            | "by"
            | "for"
            | "from"
            | "to"
            | "with"
            | "without"
            | "within"
            | "into"
            | "onto"
            | "over"
            | "under"
            | "above"
            | "below"
            | "between"
            | "among"
            | "against"
            | "about"
            | "around"
            | "after"
            | "before"
            | "during"
            | "since"
            | "until"
            | "till"
            | "through"
            | "across"
            | "along"
            | "behind"
            | "beyond"
            | "near"
            | "off"
            | "out"
            | "up"
            | "down"
            | "per"
            | "via"
            | "as"
            | "than"
            | "then"
            | "if"
            | "when"
            | "while"
            | "where"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "what"
            | "because"
            | "although"
            | "though"
            | "unless"
            | "whether"
            | "i"
            | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "me"
            | "him"
            | "her"
            | "us"
            | "them"
            | "my"
            | "your"
            | "his"
            | "its"
            | "our"
            | "their"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
            | "not"
            | "no"
            | "also"
            | "only"
            | "just"
            | "still"
            | "already"
            | "too"
            | "very"
            | "there"
            | "here"
            | "now"
            | "ago"
            | "later"
            | "earlier"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "said"
            | "says"
            | "say"
            | "told"
            | "went"
            | "came"
            | "got"
            | "took"
            | "made"
            | "gave"
            | "left"
            | "lost"
            | "won"
            | "died"
            | "became"
            | "began"
            | "saw"
            | "each"
            | "every"
            | "some"
            | "any"
            | "all"
            | "both"
            | "either"
            | "neither"
            | "another"
            | "such"
            | "much"
            | "many"
            | "few"
            | "more"
            | "most"
            | "less"
            | "least"
            | "percent"
            | "plus"
            | "minus"
            | "versus"
            | "vs."
            | "vs"
            | "toward"
            | "towards"
            | "despite"
            | "upon"
            | "like"
            | "unlike"
            | "even"
            | "ever"
            | "never"
            | "always"
            | "often"
            | "perhaps"
            | "once"
            | "twice"
            | "again"
            | "back"
            | "away"
    )
}
