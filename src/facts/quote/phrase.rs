//! The noun phrase of who says something: before the verb or behind it. Without a parser: from what may not stand inside one.

use super::subject::counts;
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::reading::Line;

/// The longest noun phrase (tokens).
const MAX_PHRASE: usize = 40;

/// The longest apposition in one (tokens).
pub const MAX_APPOSITION: usize = 25;

/// Words that are the subject of no statement.
const NO_SOURCE: &[&str] = &[
    "this",
    "that",
    "these",
    "those",
    "which",
    "what",
    "who",
    "there",
    "how",
    "whom",
    "where",
    "when",
    "nobody",
    "none",
    "nothing",
    "something",
    "anything",
    "everything",
];

/// Pronouns that are a subject by themselves.
const SUBJECTS: &[&str] = &["he", "she", "they", "we", "i", "you", "it"];

/// A range of tokens.
pub type Tokens = (usize, usize);

/// The subject that ends before the verb at `verb`, within the tokens from `low` on.
pub fn subject_before(line: &Line<'_>, low: usize, verb: usize) -> Option<Tokens> {
    let end = before_auxiliaries(line, low, verb);
    let end_of_head = match end.checked_sub(1).filter(|&at| at >= low) {
        Some(comma) if line.word(comma) == "," => apposition_start(line, low, comma)?,
        _ => end,
    };
    if let Some(pronoun) = end_of_head.checked_sub(1).filter(|&at| at >= low)
        && (line.reads_any(pronoun, SUBJECTS) || is_fused(line.word(pronoun)))
    {
        return Some((pronoun, end_of_head));
    }
    if let Some(relative) = end_of_head.checked_sub(1).filter(|&at| at > low)
        && line.reads_any(relative, &["who", "which"])
    {
        return antecedent(line, low, relative);
    }
    let from = phrase_start(line, low, end_of_head);
    let from = without_lead(line, from, end_of_head);
    let end = if end_of_head < end { end - 1 } else { without_time(line, from, end) };
    let end_of_head = end_of_head.min(end);
    (from < end_of_head && is_source(line, from, end_of_head)).then_some((from, end))
}

/// The place of a source: of "he's" only the pronoun.
pub fn source_span(line: &Line<'_>, (from, to): Tokens) -> Span {
    let span = line.span(from, to);
    let fused = to == from + 1 && is_fused(line.word(from));
    match line.slice(span).find(['\'', '’']).filter(|_| fused) {
        Some(end) => Span::new(span.start as usize, span.start as usize + end),
        None => span,
    }
}

/// The owner of the noun at `noun`: "Weiss's", "his", "the board's", over adjectives.
pub fn possessor_before(line: &Line<'_>, noun: usize) -> Option<Tokens> {
    let lowest = noun.saturating_sub(4);
    let inside = |at: &usize| {
        line.is(*at, Classes::COMMON.with(Classes::WORD).with(Classes::POSSESSIVE))
            && !line
                .is(*at, Classes::PREPOSITION.with(Classes::AUXILIARY).with(Classes::CONJUNCTION))
    };
    let mut back = (lowest..noun).rev().take_while(inside);
    let at = back.find(|&at| {
        line.is(at, Classes::POSSESSIVE) || line.reads_any(at, &["his", "her", "their", "its"])
    })?;
    if !line.is(at, Classes::POSSESSIVE) {
        return Some((at, at + 1));
    }
    let from = without_lead(line, phrase_start(line, 0, at), at);
    (from < at && is_source(line, from, at)).then_some((from, at))
}

/// Without a time between a subject and its verb: "the mayor on Tuesday said".
pub fn without_time(line: &Line<'_>, from: usize, end: usize) -> usize {
    let time = (from + 1..end).rev().take_while(|&at| {
        line.is(at, Classes::CALENDAR)
            || line.is(at, Classes::NUMBER) && line.is(at - 1, Classes::CALENDAR)
    });
    match time.last() {
        Some(at) if line.reads_any(at - 1, &["on", "in", "last", "this"]) && at > from + 1 => {
            at - 1
        }
        Some(at) => at,
        None => end,
    }
}

/// Back over what stands between a subject and its verb: "has", "also", "has not".
pub fn before_auxiliaries(line: &Line<'_>, low: usize, verb: usize) -> usize {
    let binds = |at: usize| {
        line.is(at, Classes::AUXILIARY.with(Classes::ADVERB))
            && !line.is(at, Classes::CAPITAL)
            && !line.is(at, Classes::PRONOUN.with(Classes::DETERMINER))
            && !is_fused(line.word(at))
            || is_contraction(line, at)
            || is_adverb(line.word(at))
    };
    let lowest = low.max(verb.saturating_sub(5));
    (lowest..verb).rev().take_while(|&at| binds(at)).last().unwrap_or(verb)
}

/// The noun phrase that "who" or "which" stands for: right before it or its comma.
fn antecedent(line: &Line<'_>, low: usize, relative: usize) -> Option<Tokens> {
    let end = if line.word(relative - 1) == "," { relative - 1 } else { relative };
    let from = without_lead(line, phrase_start(line, low, end), end);
    // Behind its last preposition: "voters in the region, who said".
    let human = |at: usize| line.is(at, Classes::HUMAN) || line.is(at, Classes::CAPITAL);
    let fits = line.reads(relative, "which") || (from..end).any(human);
    (from < end && fits && is_source(line, from, end)).then_some((from, end))
}

/// "he's", "they've": a pronoun with its auxiliary.
fn is_fused(word: &str) -> bool {
    let pronoun = word.split_once(['\'', '’']).map(|(pronoun, _)| pronoun);
    pronoun.is_some_and(|pronoun| SUBJECTS.iter().any(|it| it.eq_ignore_ascii_case(pronoun)))
}

/// Whether the ending 's behind a pronoun is a verb: "he's claiming".
pub fn is_contraction(line: &Line<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    line.is(at, Classes::POSSESSIVE)
        && before.is_some_and(|it| line.reads_any(it, SUBJECTS) || line.reads(it, "who"))
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && word.starts_with(|c: char| c.is_lowercase())
}

/// The comma that opens the apposition which the comma at `close` closes.
fn apposition_start(line: &Line<'_>, low: usize, close: usize) -> Option<usize> {
    let lowest = low.max(close.saturating_sub(MAX_APPOSITION));
    let open = (lowest..close).rev().find(|&at| line.word(at) == ",")?;
    // More commas may stand inside ("NAME, 45, a teacher, said"): the first counts whose
    // phrase begins at the head of the sentence.
    let first = (lowest..open).find(|&at| line.word(at) == ",");
    let open = first.filter(|_| open <= low + 12 || lowest == low).unwrap_or(open);
    (open > low).then_some(open)
}

/// Where the noun phrase that ends at `end` begins.
fn phrase_start(line: &Line<'_>, low: usize, end: usize) -> usize {
    let lowest = low.max(end.saturating_sub(MAX_PHRASE));
    (lowest..end).rev().find(|&at| bounds(line, at, end)).map_or(lowest, |at| at + 1)
}

/// Whether no noun phrase goes on to the left over this token.
fn bounds(line: &Line<'_>, at: usize, end: usize) -> bool {
    let word = line.word(at);
    let inside = word == "." && line.word(at + 1) == ")";
    if inside || matches!(word, "(" | ")" | "/" | "&" | "'" | "’" | "#" | "$" | "%") {
        return false;
    }
    if line.reads(at, "and") || line.reads(at, "or") {
        let names = line.is(at + 1, Classes::CAPITAL.with(Classes::HUMAN).with(Classes::COMMON));
        return !(names && at + 8 > end && at > 0 && !line.is(at - 1, Classes::FUNCTION));
    }
    let plain = !line.is(at, Classes::WORD.with(Classes::NUMBER).with(Classes::POSSESSIVE));
    let noun = line.is(at, Classes::HUMAN)
        || at > 0 && line.is(at - 1, Classes::DETERMINER.with(Classes::POSSESSIVE))
        || word.ends_with('s') && line.reads_any(at + 1, &["of", "from", "by", "about", "against"]);
    let verb = line.is(at, Classes::AUXILIARY) && !line.is(at, Classes::CAPITAL)
        || line.is(at, Classes::SAY)
            && !line.is(at, Classes::CAPITAL.with(Classes::BASE).with(Classes::PARTICIPLE))
            && !noun;
    let conjunction = line.is(at, Classes::CONJUNCTION)
        && !line.is(at, Classes::PREPOSITION.with(Classes::ALL_CAPS))
        || line.reads_any(at, &["that", "who", "which", "as"]);
    plain || verb || conjunction
}

/// Without a leading "In Moscow", "On Tuesday", "But", "Earlier".
pub fn without_lead(line: &Line<'_>, mut from: usize, end: usize) -> usize {
    while from < end {
        let skip = line.is(from, Classes::CALENDAR)
            || line.is(from, Classes::ADVERB.with(Classes::CONJUNCTION))
                && !line
                    .is(from, Classes::PRONOUN.with(Classes::DETERMINER).with(Classes::ALL_CAPS))
            || line.reads_any(from, &["on", "in", "last", "this", "every", "next"])
                && line.is(from + 1, Classes::CALENDAR)
            || is_adverb(&line.word(from).to_lowercase());
        if !skip {
            break;
        }
        from += 1;
    }
    from
}

/// Whether a phrase can be a source: not "this" or "which", and not a preposition's.
pub fn is_source(line: &Line<'_>, from: usize, end: usize) -> bool {
    let single = end == from + 1;
    if single
        && (line.reads_any(from, NO_SOURCE)
            || line.is(from, Classes::DETERMINER)
                && !line.is(from, Classes::PRONOUN)
                && !line.reads_any(from, &["some", "many", "most", "both", "others", "few"]))
    {
        return false;
    }
    let function = Classes::PREPOSITION.with(Classes::CONJUNCTION);
    // "using an average of …", "compared to others": a participle with its own object.
    let word = line.word(from);
    let participle = (word.ends_with("ing") || word.ends_with("ed"))
        && !line.is(from, Classes::CAPITAL)
        && line.is(from + 1, Classes::FUNCTION);
    if participle && !single {
        return false;
    }
    !line.is(from, function) || line.is(from, Classes::ALL_CAPS) || counts(line, from)
}

/// The noun phrase that begins at `at`, behind an inverted verb ("said NAME, a
/// spokesman for …").
pub fn phrase_behind(line: &Line<'_>, at: usize) -> Option<Tokens> {
    let begins = line.is(
        at,
        Classes::CAPITAL
            .with(Classes::DETERMINER)
            .with(Classes::PRONOUN)
            .with(Classes::HUMAN)
            .with(Classes::NUMBER),
    ) || line.is(at, Classes::COMMON)
        && line.is(at + 1, Classes::HUMAN.with(Classes::CAPITAL));
    if !begins
        || line.is(at, Classes::CALENDAR)
        || line.reads_any(at, NO_SOURCE)
        || line.reads_any(at, &["it", "him", "her", "them", "me", "us"])
            && !line.is(at, Classes::ALL_CAPS)
    {
        return None;
    }
    if line.is(at, Classes::PRONOUN) && !line.is(at, Classes::DETERMINER.with(Classes::ALL_CAPS)) {
        return Some((at, at + 1));
    }
    let end = (at..line.len().min(at + MAX_PHRASE)).find(|&it| it > at && ends_phrase(line, it));
    let end = end.unwrap_or(line.len().min(at + MAX_PHRASE));
    Some((at, with_apposition(line, end)))
}

/// Whether a phrase behind its verb ends before this token.
fn ends_phrase(line: &Line<'_>, at: usize) -> bool {
    let word = line.word(at);
    let inside = line.is(at, Classes::WORD.with(Classes::NUMBER).with(Classes::POSSESSIVE))
        || matches!(word, "(" | ")" | "&" | "'" | "’" | "/" | "-")
        || word == "." && line.word(at + 1) == ")";
    let mark = !inside;
    let date = line.is(at, Classes::CALENDAR) && !line.is(at + 1, Classes::SURNAME);
    let preposition = line.reads_any(
        at,
        &[
            "in", "on", "during", "at", "to", "after", "about", "before", "when", "while", "as",
            "who", "that", "because", "but", "with",
        ],
    ) && !line.is(at, Classes::ALL_CAPS);
    let clause = line.is(at, Classes::AUXILIARY.with(Classes::ADVERB))
        && !line.is(at, Classes::CAPITAL)
        || line.is(at, Classes::PARTICIPLE) && !line.is(at, Classes::CAPITAL);
    mark || date || preposition || clause
}

/// The end with an apposition behind it: ", a spokesman for the ministry".
fn with_apposition(line: &Line<'_>, end: usize) -> usize {
    let begins = line.word(end) == ","
        && (line.reads_any(end + 1, &["a", "an", "the", "former"])
            || line.is(end + 1, Classes::HUMAN) && !line.is(end + 1, Classes::CAPITAL));
    if !begins {
        return end;
    }
    let most = line.len().min(end + MAX_APPOSITION);
    let close = (end + 1..most).find(|&at| {
        matches!(line.word(at), "," | "." | ";" | ":" | "“" | "\"" | "”" | "—" | "?" | "!")
    });
    let close = close.unwrap_or(most);
    let human = (end + 1..close).any(|at| line.is(at, Classes::HUMAN));
    if human { close } else { end }
}
