//! Numbers that only look like quantities: in names, references, scores, addresses.

use super::super::Bound;
use super::super::number::{self, Amount};
use super::super::piece::Pieces;
use super::super::scan::Reading;
use super::super::token::TokenKind;

/// Words whose number is a name (`Article 50`); sorted.
const LABELS: &[&str] = &[
    "act",
    "airbus",
    "amendment",
    "apartment",
    "apollo",
    "appendix",
    "apt",
    "area",
    "art",
    "article",
    "articles",
    "block",
    "boeing",
    "book",
    "box",
    "building",
    "bus",
    "case",
    "channel",
    "chapter",
    "chapters",
    "class",
    "clause",
    "code",
    "day",
    "district",
    "division",
    "edition",
    "episode",
    "episodes",
    "eq",
    "equation",
    "equations",
    "example",
    "examples",
    "exhibit",
    "exit",
    "experiment",
    "ext",
    "extension",
    "extract",
    "extracts",
    "fax",
    "fig",
    "figs",
    "figure",
    "figures",
    "flight",
    "floor",
    "footnote",
    "formula",
    "game",
    "gate",
    "grade",
    "group",
    "heat",
    "highway",
    "hwy",
    "id",
    "interstate",
    "issue",
    "item",
    "items",
    "lane",
    "lemma",
    "level",
    "line",
    "lines",
    "listing",
    "lot",
    "mark",
    "match",
    "model",
    "no",
    "nos",
    "note",
    "nr",
    "number",
    "numbers",
    "op",
    "opus",
    "p",
    "page",
    "pages",
    "paragraph",
    "part",
    "parts",
    "phase",
    "pier",
    "pin",
    "platform",
    "pp",
    "precinct",
    "problem",
    "proposition",
    "psalm",
    "question",
    "questions",
    "ref",
    "resolution",
    "room",
    "round",
    "route",
    "rte",
    "rule",
    "scenario",
    "scene",
    "schedule",
    "season",
    "seasons",
    "section",
    "sections",
    "sector",
    "series",
    "stage",
    "step",
    "steps",
    "study",
    "suite",
    "superbowl",
    "table",
    "tables",
    "task",
    "tel",
    "terminal",
    "test",
    "theorem",
    "tier",
    "title",
    "track",
    "trial",
    "type",
    "unit",
    "ver",
    "verse",
    "version",
    "vol",
    "volume",
    "volumes",
    "ward",
    "week",
    "windows",
    "zip",
    "zone",
];

/// Words that end the name of a street; sorted.
const STREETS: &[&str] = &[
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "circle",
    "close",
    "court",
    "crescent",
    "ct",
    "dr",
    "drive",
    "highway",
    "hwy",
    "lane",
    "ln",
    "parkway",
    "pkwy",
    "place",
    "plaza",
    "rd",
    "road",
    "square",
    "st",
    "street",
    "terrace",
    "turnpike",
    "way",
];

/// More digits without separators are an identifier.
const MAX_PLAIN_DIGITS: usize = 15;

/// Whether the number at `at` belongs to something that is no quantity: a name (`F-16`,
/// `Article 50`), a version, a time, a reference.
pub(super) fn is_part_of_other(reading: &Reading<'_>, at: usize) -> bool {
    let pieces = reading.pieces;
    let before = pieces.before(at);
    let glued = pieces.is_glued(at);
    if pieces.kind(at) == Some(TokenKind::Word) {
        return glued && at > 0 && pieces.is_dash(at - 1) && !is_range_dash(pieces, at);
    }
    let joined = glued
        && (matches!(before, "#" | "/" | "." | "_" | "@" | "\\" | "," | "$" | "£" | "€")
            || before == ":" && !follows_word(pieces, at - 1)
            || at > 0 && pieces.is_dash(at - 1) && !opens(pieces, at - 1));
    let second = at >= 2 && pieces.is_dash(at - 1) && pieces.is_number(at - 2);
    joined || second || is_reference(pieces, at)
}

/// Whether an amount ends in the `s` of a decade of someone's life (`in his 30s`) and not
/// in that of seconds.
pub(super) fn is_decade(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let tens = amount.value.is_some_and(|value| value % 10.0 == 0.0);
    tens && pieces.before(amount.end) == "s" && amount.end == amount.start + 2
}

/// Whether a dash is glued to nothing before it: a sign.
fn opens(pieces: Pieces<'_>, dash: usize) -> bool {
    !pieces.is_glued(dash)
}

/// Whether a word, and no number, stands before the mark at `at` (`Depth:2m`, not `10:30`).
fn follows_word(pieces: Pieces<'_>, at: usize) -> bool {
    at > 0 && pieces.kind(at - 1) == Some(TokenKind::Word)
}

/// Whether the hyphen before `at` stands behind another number.
fn is_range_dash(pieces: Pieces<'_>, at: usize) -> bool {
    at >= 2 && number::cardinal_word(pieces.word(at - 2)).is_some()
}

/// Whether only numbers, commas and dashes stand between `at` and a bracket on each side,
/// as in references to notes: `[8 – 11, 17]`.
fn is_reference(pieces: Pieces<'_>, at: usize) -> bool {
    const MAX_PIECES: usize = 12;
    let listed = |index: usize| {
        pieces.is_number(index) || pieces.word(index) == "," || pieces.is_dash(index)
    };
    let mut before = (at.saturating_sub(MAX_PIECES)..at).rev();
    let opened =
        before.find(|&index| !listed(index)).is_some_and(|index| pieces.word(index) == "[");
    let mut behind = at + 1..at + MAX_PIECES;
    opened && behind.find(|&index| !listed(index)).is_some_and(|index| pieces.word(index) == "]")
}

/// Whether an amount without a unit is one that is told, and not a pronoun, an item's
/// number or a part of a name. `counts` tells whether a noun phrase stands behind it.
pub(super) fn is_told(reading: &Reading<'_>, amount: &Amount, counts: bool) -> bool {
    let other = is_label(reading, amount, counts) || is_address(reading, amount);
    let other = other || is_odds(reading.pieces, amount) || is_name(reading, amount);
    if other || is_ordinal(reading.pieces, amount.end) {
        return false;
    }
    if !amount.digits {
        return counts && !is_pronoun(reading.pieces, amount)
            || is_clear_word(reading.pieces, amount);
    }
    let pieces = reading.pieces;
    let (start, end) = (amount.start, amount.end);
    let digits = pieces.word(start);
    let identifier = digits.len() > MAX_PLAIN_DIGITS && !digits.contains([',', '.'])
        || pieces.is_glued(end)
            && pieces.kind(end) == Some(TokenKind::Word)
            && !matches!(pieces.word(end), "x" | "×");
    let item = start == 0 && is_item(reading, end, counts);
    let nameless = !counts
        && (is_glued_behind(pieces, end)
            || amount.bound == Bound::Exactly && is_name_before(reading, start)
            || is_score(pieces, amount)
            || is_code_behind(pieces, end));
    let chemical = pieces.over_hyphen(end) > end && reading.is_all_caps(end + 1);
    !identifier && !item && !nameless && !chemical
}

/// Whether an amount is one of the two numbers of odds or a result: `a 2 to 1 margin`.
fn is_odds(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let told = |at: usize| {
        matches!(
            pieces.word(at),
            "margin"
                | "ratio"
                | "vote"
                | "majority"
                | "odds"
                | "advantage"
                | "score"
                | "victory"
                | "win"
                | "loss"
                | "defeat"
                | "decision"
                | "ruling"
                | "favorite"
                | "favourite"
        )
    };
    let joined = |at: usize| pieces.word(at) == "to";
    let first = joined(amount.end)
        && number::numeral(pieces, amount.end + 1).is_some_and(|second| told(second.end));
    first || told(amount.end) && amount.start > 0 && joined(amount.start - 1)
}

/// Whether a number in words is part of a name: it has a capital, and so has the word
/// behind it, but not the one before (`the Four Seasons`).
fn is_name(reading: &Reading<'_>, amount: &Amount) -> bool {
    !amount.digits
        && amount.start > 0
        && reading.is_capitalised(amount.start)
        && reading.is_capitalised(amount.end)
        && !reading.is_capitalised(amount.start - 1)
        && reading.pieces.kind(amount.start - 1) == Some(TokenKind::Word)
}

/// Whether an ordinal goes on with a number in words: `twenty-first`, also with a hyphen
/// that stands apart.
fn is_ordinal(pieces: Pieces<'_>, end: usize) -> bool {
    pieces.is_dash(end)
        && matches!(
            pieces.word(end + 1),
            "first"
                | "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
        )
}

/// Whether the number at the start of a sentence that ends before `end` numbers the
/// sentence: `1. That …`, `4.1 Limitations`.
fn is_item(reading: &Reading<'_>, end: usize, counts: bool) -> bool {
    let pieces = reading.pieces;
    let marked = matches!(pieces.word(end), "." | ")" | ":") && end + 1 < pieces.len();
    marked || !counts && reading.is_capitalised(end)
}

/// Words whose number is a name: `Article 50`, `season four`.
fn is_label(reading: &Reading<'_>, amount: &Amount, counts: bool) -> bool {
    let pieces = reading.pieces;
    let Some(before) = amount.start.checked_sub(1) else { return false };
    let stop = pieces.word(before) == "." && !pieces.is_glued(before);
    let at = before - usize::from(stop && before > 0);
    let stem = pieces.stem(at);
    if LABELS.binary_search(&stem).is_err() {
        return stop && !counts && is_month(stem);
    }
    // "in case 12 men come": a noun behind the number outweighs a label in lower case.
    !counts || stop || reading.is_capitalised(at) || matches!(stem, "no" | "nos" | "nr")
}

/// A month before a stop that stands apart: `nov . 6`.
fn is_month(stem: &str) -> bool {
    matches!(
        stem,
        "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// Whether the name of a street stands behind a number: `12 Old Mill Road`.
fn is_address(reading: &Reading<'_>, amount: &Amount) -> bool {
    const MAX_WORDS: usize = 4;
    let pieces = reading.pieces;
    let whole = amount.digits && amount.range.is_none() && amount.bound == Bound::Exactly;
    if !whole || !reading.is_capitalised(amount.end) {
        return false;
    }
    let named =
        |at: &usize| reading.is_capitalised(*at) || pieces.kind(*at) == Some(TokenKind::Ordinal);
    (amount.end..amount.end + MAX_WORDS).take_while(named).any(|at| {
        STREETS.binary_search(&pieces.stem(at)).is_ok()
            && (at > amount.end || pieces.word(at) == "st.")
    })
}

/// Whether an amount is two numbers with a dash between them and nothing that they count.
/// Scores are small, years have four digits, and the ends of a range are not far apart.
fn is_score(pieces: Pieces<'_>, amount: &Amount) -> bool {
    const MAX_SCORE: f64 = 200.0;
    const LAST_YEAR: f64 = 2100.0;
    const MAX_STRETCH: f64 = 20.0;
    let Some((low, high)) = amount.range else { return false };
    let years = low >= 1000.0 && high <= LAST_YEAR;
    let far = high > low * MAX_STRETCH;
    pieces.is_dash(amount.start + 1) && (high <= MAX_SCORE || years || far)
}

/// Whether a mark or letters glued to the end of a number make it part of something else.
fn is_glued_behind(pieces: Pieces<'_>, end: usize) -> bool {
    let mark = matches!(pieces.word(end), ":" | "/" | "_" | "\\") || pieces.is_dash(end);
    pieces.is_glued(end) && mark && pieces.is_glued(end + 1)
}

/// Whether letters and digits in one word follow: `24703 m212`.
fn is_code_behind(pieces: Pieces<'_>, end: usize) -> bool {
    let word = pieces.word(end).as_bytes();
    pieces.kind(end) == Some(TokenKind::Word)
        && word.iter().any(u8::is_ascii_digit)
        && word.iter().any(u8::is_ascii_alphabetic)
}

fn is_name_before(reading: &Reading<'_>, start: usize) -> bool {
    if start == 0 {
        return false;
    }
    let word = reading.pieces.before(start);
    let plain =
        reading.pieces.kind(start - 1) == Some(TokenKind::Word) && !reading.pieces.is_glued(start);
    // The first word of a sentence has a capital anyway.
    plain
        && (start > 1 && reading.is_capitalised(start - 1) || reading.is_all_caps(start - 1))
        && !matches!(word, "i" | "the" | "in" | "of" | "at" | "and")
}

/// Whether a `one` is no count: `no one`, `the one of them`; `this one world` is one.
fn is_pronoun(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let one = amount.value == Some(1.0) && amount.end == amount.start + 1;
    let indefinite =
        matches!(pieces.before(amount.start), "no" | "any" | "some" | "every" | "each" | "another");
    one && (indefinite || pieces.word(amount.end) == "of")
}

/// A number in words that counts nothing named: clear unless it is `one` or `zero`.
fn is_clear_word(pieces: Pieces<'_>, amount: &Amount) -> bool {
    let one_word = amount.end == amount.start + 1;
    let word = pieces.word(amount.start);
    let ambiguous = one_word && matches!(word, "one" | "zero");
    let hyphenated = pieces.over_hyphen(amount.end) != amount.end;
    !ambiguous && !hyphenated
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_for_the_binary_search() {
        assert!(LABELS.is_sorted() && STREETS.is_sorted());
    }
}
