//! The noun phrase behind a number: what is counted.

mod word;

use word::{ATTRIBUTIVE, LY_NOUNS, is_adjective, is_participle, is_stop_word};
pub(super) use word::{is_determiner, is_plural};

use super::number;
use super::piece::Pieces;
use super::token::TokenKind;

/// The longest run of adjectives and nouns that is looked through for the noun.
const MAX_WORDS: usize = 8;

/// The pieces `start..end` of the noun phrase that a number before `at` counts: from the
/// first adjective to the head. For `singular` numbers the phrase goes up to the first word
/// that cannot belong to it; for others its head is a plural.
pub(super) fn counted(pieces: Pieces<'_>, at: usize, singular: bool) -> Option<(usize, usize)> {
    let start = behind_partitive(pieces, at);
    let one_of_many = start > at && pieces.before(start) != "more";
    let start = start + usize::from(is_opening_mark(pieces, start));
    let end = match (singular, one_of_many) {
        (true, false) => singular_end(pieces, start),
        (true, true) => plural_end(pieces, start).or_else(|| singular_end(pieces, start)),
        (false, _) => plural_end(pieces, start),
    }?;
    (!is_modifier(pieces, end) && !is_next_label(pieces, start, end)).then_some((start, end))
}

/// Whether the words are the label of the next line: `Dead: 12⏎Injured: 40`.
fn is_next_label(pieces: Pieces<'_>, start: usize, end: usize) -> bool {
    pieces.word(end) == ":" && (start..end).any(|at| pieces.gap(at).contains('\n'))
}

/// The index behind the plural head of the noun phrase at `start`.
fn plural_end(pieces: Pieces<'_>, start: usize) -> Option<usize> {
    let mut head = None;
    let mut index = start;
    while index < start + MAX_WORDS {
        if !is_noun_phrase_word(pieces, index) && !joins_modifiers(pieces, start, index) {
            break;
        }
        if pieces.kind(index) == Some(TokenKind::Word) && is_plural(pieces.word(index)) {
            head = Some(index + 1);
            if !goes_on(pieces, index) {
                break;
            }
        }
        index = behind_word(pieces, index);
    }
    head
}

/// Whether the noun phrase goes on behind the plural at `index`: with another (`sports
/// cars`), or since the plural belongs to a name (`United Nations treaties`).
fn goes_on(pieces: Pieces<'_>, index: usize) -> bool {
    const REACH: usize = 3;
    let next = index + 1;
    if pieces.is_glued(next) || !is_noun_phrase_word(pieces, next) {
        return false;
    }
    let word = pieces.word(index);
    let attributive = ATTRIBUTIVE.binary_search(&word).is_ok() || word.ends_with("ics");
    let capital = |index: usize| pieces.original(index).starts_with(char::is_uppercase);
    let named = capital(index) && index > 0 && capital(index - 1) && !capital(next);
    (attributive || named)
        && (next..next + REACH)
            .take_while(|&index| is_noun_phrase_word(pieces, index))
            .any(|index| is_plural(pieces.word(index)) && !is_participle(pieces.word(index)))
}

/// The index behind the singular noun phrase at `start`.
fn singular_end(pieces: Pieces<'_>, start: usize) -> Option<usize> {
    let mut index = start;
    let possessive = |index: usize| {
        pieces.kind(index) == Some(TokenKind::Possessive) && is_noun_phrase_word(pieces, index + 1)
    };
    while index < start + MAX_WORDS
        && (is_noun_phrase_word(pieces, index) || index > start && possessive(index))
    {
        let word = pieces.word(index);
        let modified =
            is_adjective(pieces.before(index)) || pieces.is_dash(index.saturating_sub(2));
        let verb = is_participle(word) && !modified || is_verb_form(pieces, index);
        let ends = index > start && verb;
        if ends {
            break;
        }
        index = behind_word(pieces, index);
    }
    let end = index.min(start + MAX_WORDS);
    // A hyphen behind the last word is none of the phrase.
    let end = if pieces.is_dash(end.saturating_sub(1)) { end.saturating_sub(1) } else { end };
    (end > start).then_some(end)
}

/// Whether a plural form behind a singular noun ends the phrase: it is a verb then.
fn is_verb_form(pieces: Pieces<'_>, index: usize) -> bool {
    is_plural(pieces.word(index)) && !is_noun_phrase_word(pieces, index + 1)
}

/// The index of the next word, over a hyphen.
fn behind_word(pieces: Pieces<'_>, index: usize) -> usize {
    over_short_hyphen(pieces, index + 1)
}

/// The index behind a hyphen, and no longer dash, at `at`.
fn over_short_hyphen(pieces: Pieces<'_>, at: usize) -> usize {
    let hyphen = matches!(pieces.word(at), "-" | "\u{2010}" | "\u{2011}");
    if hyphen { pieces.over_hyphen(at) } else { at }
}

/// Whether the mark or word at `index` stands between modifiers of one noun: `separate and
/// competing worlds`, `the president's three aides`, `six F-16 jets`.
fn joins_modifiers(pieces: Pieces<'_>, start: usize, index: usize) -> bool {
    if index == start {
        return false;
    }
    match pieces.kind(index) {
        Some(TokenKind::Number) => pieces.is_glued(index) && pieces.is_dash(index - 1),
        Some(TokenKind::Possessive) => !is_plural(pieces.before(index)),
        _ => {
            let joint = matches!(pieces.word(index), "and" | "or" | "," | "but");
            let plural = (index + 1..index + 4).any(|at| is_plural(pieces.word(at)));
            joint
                && plural
                && is_adjective(pieces.before(index))
                && is_noun_phrase_word(pieces, index + 1)
        }
    }
}

/// A quotation mark before the noun: `four “elements”`.
fn is_opening_mark(pieces: Pieces<'_>, at: usize) -> bool {
    matches!(pieces.word(at), "\"" | "“" | "‘" | "'" | "«") && pieces.is_glued(at + 1)
}

/// What an article makes a modifier of the noun behind it: `a four step approach`.
pub(super) fn modifying(
    pieces: Pieces<'_>,
    number_start: usize,
    at: usize,
) -> Option<(usize, usize)> {
    if !matches!(pieces.before(number_start), "a" | "an") || at <= number_start {
        return None;
    }
    let noun = is_noun_phrase_word(pieces, at) && !is_participle(pieces.word(at));
    let another = is_noun_phrase_word(pieces, at + 1);
    (noun && another).then_some((at, at + 2))
}

/// A noun in singular glued to the number by a hyphen: `a five-member panel`.
pub(super) fn hyphenated(pieces: Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    let word = pieces.over_hyphen(at);
    let noun =
        word > at && pieces.kind(word) == Some(TokenKind::Word) && pieces.word(word).len() > 1;
    let manner = matches!(
        pieces.word(word),
        "way"
            | "time"
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
            | "sum"
            | "tolerance"
            | "plus"
            | "odd"
            | "some"
            | "ish"
            | "something"
            | "up"
            | "out"
    );
    (noun && !manner && !is_stop_word(pieces.word(word))).then_some((word, word + 1))
}

/// Whether the word that ends before `end` is one half of a compound (`women-only`).
fn is_modifier(pieces: Pieces<'_>, end: usize) -> bool {
    over_short_hyphen(pieces, end) != end
}

/// The index behind `of the`, `of the 100`, `out of 10`: what is counted stands there.
fn behind_partitive(pieces: Pieces<'_>, at: usize) -> usize {
    if pieces.before(at) == "half" && is_determiner(pieces.word(at)) {
        return at + 1;
    }
    let of = at + usize::from(matches!(pieces.word(at), "out" | "more" | "other" | "each"));
    if pieces.word(of) != "of" {
        return match pieces.word(at) {
            "more" => at + 1,
            _ => at,
        };
    }
    let all = of + 1 + usize::from(matches!(pieces.word(of + 1), "all" | "both"));
    let article = is_determiner(pieces.word(all));
    let next = all + usize::from(article);
    number::numeral(pieces, next).map_or(next, |number| number.end)
}

fn is_noun_phrase_word(pieces: Pieces<'_>, index: usize) -> bool {
    let word = pieces.word(index);
    pieces.kind(index) == Some(TokenKind::Word)
        && !is_stop_word(word)
        && number::cardinal_word(word).is_none()
        && (!word.ends_with("ly")
            || LY_NOUNS.binary_search(&word).is_ok()
            || is_adjective(pieces.word(index + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_binary_search() {
        assert!(word::STOP_WORDS.is_sorted() && word::IRREGULAR_PLURALS.is_sorted());
        assert!(LY_NOUNS.is_sorted() && ATTRIBUTIVE.is_sorted());
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
