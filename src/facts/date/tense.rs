//! Whether a clause tells of what is to come, as far as the words near a date show it.

use crate::facts::scan::Reading;

/// How many words before a date are looked at.
const BEFORE: usize = 12;
/// How many words behind it, where nothing before it told.
const BEHIND: usize = 8;

/// Whether the clause around the date at `at` tells of the future.
pub(super) fn is_ahead(reading: &Reading<'_>, at: usize) -> bool {
    let before = (at.saturating_sub(BEFORE)..at).rev();
    let told = before.map_while(|index| open(reading, index)).find_map(|index| tense(reading, index));
    if let Some(ahead) = told {
        return ahead;
    }
    let behind = (at + 1..at + 1 + BEHIND).map_while(|index| open(reading, index));
    behind.into_iter().find_map(|index| tense(reading, index)).unwrap_or(false)
}

/// The index, unless the clause ends at it.
fn open(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let word = reading.pieces.word(index);
    let end = word.is_empty()
        || matches!(word, ";" | ":" | "." | "?" | "!" | "\"" | "“" | "”" | "``" | "''" | "—");
    (!end).then_some(index)
}

/// What the word at an index tells: what is to come (true) or what was (false).
fn tense(reading: &Reading<'_>, index: usize) -> Option<bool> {
    let pieces = reading.pieces;
    let word = pieces.word(index);
    match word {
        "will" | "'ll" | "’ll" | "shall" | "won't" | "won’t" | "scheduled" | "planned" | "expected"
        | "plans" | "planning" | "expects" | "intends" | "deadline" | "upcoming" | "slated" | "due"
        | "until" | "till" | "starting" | "hopes" => Some(true),
        "would" | "going" if pieces.word(index + 1) != "have" => Some(true),
        "as" if matches!(pieces.word(index + 1), "soon" | "early") && pieces.word(index + 2) == "as" => {
            Some(true)
        }
        "to" if is_infinitive(reading, index + 1) => Some(true),
        "was" | "were" | "had" | "did" | "said" | "told" | "came" | "went" | "took" | "made"
        | "held" | "met" | "won" | "lost" | "began" | "left" | "found" | "gave" | "saw" | "got"
        | "sent" | "broke" | "fell" | "rose" | "led" | "shot" | "hit" | "put" | "read" | "been"
        | "has" | "have" | "ago" | "since" => Some(false),
        _ if word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") => Some(false),
        _ => None,
    }
}

/// Whether a verb stands behind `to`: no article, number or name.
fn is_infinitive(reading: &Reading<'_>, at: usize) -> bool {
    const COMMON: &[&str] = &[
        "be", "begin", "start", "meet", "hold", "leave", "go", "take", "make", "vote", "open", "decide",
        "discuss", "announce", "give", "appear", "return", "visit", "attend", "travel", "release", "report",
        "resume", "launch", "speak", "join", "sign", "end", "close", "finish", "complete", "arrive",
    ];
    COMMON.contains(&reading.pieces.word(at))
}
