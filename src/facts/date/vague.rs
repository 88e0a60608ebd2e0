//! Words for the past, the present and the future: `now`, `recently`, `in the future`.

use super::expression::When;
use crate::facts::scan::Reading;

/// The vague expression that begins at `at`.
pub(super) fn vague(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let present = |end| Some((When::Vague("PRESENT_REF"), end));
    match pieces.word(at) {
        "now" if !is_interjection(reading, at) => present(at + 1),
        "right" if pieces.word(at + 1) == "now" => present(at + 2),
        "currently" | "nowadays" | "presently" => present(at + 1),
        "recently" | "lately" => Some((When::Vague("PAST_REF"), at + 1)),
        "the" => with_article(reading, at),
        "present" if pieces.before(at) == "at" && is_end(pieces.word(at + 1)) => present(at + 1),
        "these" if pieces.word(at + 1) == "days" && !pieces.is_number(at + 2) => present(at + 2),
        "this" => match pieces.word(at + 1) {
            "time" | "period" | "moment" if is_in_time(pieces.before(at)) => {
                Some((When::Vague("PRESENT_REF"), at + 2))
            }
            _ => None,
        },
        "that" => match pieces.word(at + 1) {
            "time" | "period" | "moment" if is_in_time(pieces.before(at)) => {
                Some((When::Vague("PAST_REF"), at + 2))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `the future`, `the near future`, `the moment`, `the present`, `the same time`.
fn with_article(reading: &Reading<'_>, at: usize) -> Option<(When, usize)> {
    let pieces = reading.pieces;
    let near = matches!(
        pieces.word(at + 1),
        "near" | "immediate" | "foreseeable" | "distant" | "recent" | "not-too-distant" | "present"
    );
    let name = at + 1 + usize::from(near && !is_end(pieces.word(at + 2)));
    let value = match pieces.word(name) {
        "future" => "FUTURE_REF",
        "past" if matches!(pieces.before(at), "in" | "of" | "from") => "PAST_REF",
        "present" | "moment" | "time" | "minute"
            if matches!(pieces.before(at), "at" | "for" | "until" | "till") =>
        {
            if pieces.word(name) == "time" && name == at + 1 { "PAST_REF" } else { "PRESENT_REF" }
        }
        _ => return None,
    };
    let timed =
        pieces.word(name) == "time" && (pieces.before(at) != "at" || pieces.word(name + 1) == "of");
    (!timed && is_end(pieces.word(name + 1))).then_some((When::Vague(value), name + 1))
}

/// Whether no noun goes on behind a word.
pub(super) fn is_end(word: &str) -> bool {
    // "it's", "I’m"
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    !word.starts_with(char::is_alphanumeric)
        || matches!(
            word,
            "and"
                | "of"
                | "is"
                | "was"
                | "are"
                | "were"
                | "will"
                | "would"
                | "that"
                | "as"
                | "to"
                | "for"
                | "the"
                | "a"
                | "in"
                | "with"
                | "he"
                | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "you"
                | "when"
                | "if"
                | "but"
                | "or"
                | "by"
                | "on"
                | "at"
                | "may"
                | "could"
                | "can"
                | "should"
        )
}

/// `Now, …` opens a sentence and tells no time.
fn is_interjection(reading: &Reading<'_>, at: usize) -> bool {
    at == 0 && reading.pieces.word(at + 1) == ","
}

fn is_in_time(word: &str) -> bool {
    matches!(
        word,
        "at" | "during"
            | "throughout"
            | "by"
            | "until"
            | "since"
            | "in"
            | "for"
            | "of"
            | "from"
            | "within"
            | "over"
            | "before"
            | "after"
    )
}
