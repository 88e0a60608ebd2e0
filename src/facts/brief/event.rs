//! The main event: the sentence that tells it, who does what in it.

use super::reasons::first_opening;
use super::{BODY, MIN_SENTENCE};
use crate::document::Span;
use crate::facts::lexicon::Classes;
use crate::facts::model::{Detail, Fact, Quote};
use crate::facts::quote::{is_finite, main_subject, phrase_behind};
use crate::facts::reading::{Line, Reading};

/// What a sentence is worth by its place; later ones tell no main event.
const PLACES: [i32; 5] = [6, 4, 3, 2, 1];

/// The longest predicate (tokens).
const MAX_PREDICATE: usize = 30;

/// The longest subject (tokens).
const MAX_SUBJECT: usize = 16;

/// How far the verb may stand from the head of a clause (tokens).
const MAX_CLAUSE: usize = 60;

/// Words of the title that count, and the least length of one (bytes).
const MAX_TITLE: usize = 24;
const MIN_WORD: usize = 4;

/// The most that words of the title are worth.
const MAX_SHARED: usize = 4;

/// Words in common with the title from which on the heading tells the event.
const MIN_SHARED: usize = 2;

/// Nouns for bodies that act.
const BODIES: &[&str] = &[
    "people",
    "police",
    "court",
    "government",
    "ministry",
    "company",
    "council",
    "committee",
    "board",
    "party",
    "union",
    "agency",
    "parliament",
    "team",
    "army",
    "crowd",
    "family",
    "bank",
    "university",
    "authorities",
    "forces",
    "troops",
    "firm",
    "regulator",
    "jury",
    "men",
    "women",
    "children",
];

/// Verbs that only hand on what is said: the event is in the clause.
const HANDING_ON: &[&str] = &["said", "says", "say", "according to", "reported", "reports"];

/// Who does what in the sentence that tells the main event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its index.
    pub sentence: usize,
    /// The clause that tells it, without who hands it on.
    pub clause: Span,
    subject: Option<Span>,
    agent: Option<Span>,
    predicate: Option<Span>,
}

/// The words of the title, or of the heading before the text; in lower case.
pub fn title_words(reading: &Reading<'_>, sentences: &[usize]) -> Vec<String> {
    let document = reading.analysis().document();
    let first = sentences.first().and_then(|&index| reading.analysis().sentences().get(index));
    let heading = || {
        let heading = document.outline().next()?;
        let before = first.is_none_or(|first| heading.span.start < first.start);
        before.then(|| document.slice(heading.span))
    };
    let title = document.metadata().title.as_deref().or_else(heading).unwrap_or_default();
    words(title).map(str::to_lowercase).collect()
}

/// The words of a text that tell something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= MIN_WORD).take(MAX_TITLE)
}

impl Event {
    /// The event of the sentence that is most likely the main one.
    pub fn find(
        reading: &Reading<'_>,
        facts: &[Fact],
        sentences: &[usize],
        title: &[String],
    ) -> Option<Event> {
        let mut best: Option<(i32, Event)> = None;
        for (&place, &sentence) in PLACES.iter().zip(sentences.iter().take(BODY)) {
            let line = reading.line(sentence);
            let event = Event::read(&line, facts);
            let worth = place + event.worth(&line) + shared(&line, title);
            if best.as_ref().is_none_or(|(known, _)| worth > *known) {
                best = Some((worth, event));
            }
        }
        best.map(|(_, event)| event)
    }

    fn read(line: &Line<'_>, facts: &[Fact]) -> Event {
        let (low, high) = told_range(line, facts);
        let subject = main_subject(line, low, high.min(low + MAX_CLAUSE));
        let behind = subject.map_or(low, |(_, to)| to);
        let verb = (behind..high).find(|&at| line.is(at, Classes::WORD));
        let end = verb.map_or(behind, |verb| predicate_end(line, verb, high));
        let named = subject.map(|phrase| without_bracket(line, phrase));
        let somebody = named.filter(|&phrase| is_somebody(line, phrase, facts));
        let told = |verb: usize| (verb..end).any(|at| is_finite(line, at));
        Event {
            sentence: line.sentence,
            clause: line.span(low, high),
            subject: somebody.map(|(from, to)| line.span(from, to)),
            agent: agent(line, behind, high, facts),
            predicate: verb
                .filter(|&verb| subject.is_some() && end > verb + 1 && told(verb))
                .map(|verb| line.span(verb, end)),
        }
    }

    /// What it is worth that the sentence tells who did what, in no question.
    fn worth(&self, line: &Line<'_>) -> i32 {
        let asks = (line.len().saturating_sub(2)..line.len()).any(|at| line.word(at) == "?");
        let quoted = matches!(line.word(0), "\"" | "“" | "‘" | "'" | "«");
        i32::from(self.subject.is_some()) + 2 * i32::from(self.predicate.is_some())
            - if asks { 4 } else { 0 }
            - if quoted { 3 } else { 0 }
    }

    /// Whether it is told that somebody or something does something.
    pub fn is_told(&self) -> bool {
        self.predicate.is_some()
    }

    /// Who does it: of a passive its agent first.
    pub fn who(&self) -> impl Iterator<Item = Span> {
        self.agent.into_iter().chain(self.subject)
    }

    /// What happens: the predicate, then the heading where it tells the same.
    pub fn what(&self, reading: &Reading<'_>, title: &[String]) -> Vec<Span> {
        let document = reading.analysis().document();
        let line = reading.line(self.sentence);
        let heading = document.outline().next().map(|heading| heading.span);
        let start = line.token(0).start;
        let tells = |heading: &Span| {
            let text = document.slice(*heading);
            let common = shared_words(&line, title, true) >= MIN_SHARED;
            let long = text.split_whitespace().count() >= MIN_SENTENCE - 1;
            heading.start < start && common && long && has_verb(reading, *heading)
        };
        self.predicate.into_iter().chain(heading.filter(tells)).collect()
    }
}

/// Whether a heading has what looks like a verb: "closes", "to shut", "was".
fn has_verb(reading: &Reading<'_>, heading: Span) -> bool {
    let Some(index) = reading.analysis().sentence_at(heading.start) else { return false };
    let line = reading.line(index);
    let bound = Classes::PREPOSITION.with(Classes::CONJUNCTION);
    (1..line.len().min(MAX_PREDICATE)).any(|at| {
        let present = line.word(at).ends_with('s')
            && line.is(at + 1, Classes::WORD.with(Classes::NUMBER))
            && !line.is(at + 1, bound);
        is_finite(&line, at) || present || line.reads(at, "to") && at + 1 < line.len()
    })
}

/// The tokens of the clause that tells the event: the whole sentence, or what a plain verb
/// of saying hands on, if that is most of it.
fn told_range(line: &Line<'_>, facts: &[Fact]) -> (usize, usize) {
    let from = facts.partition_point(|fact| (fact.sentence as usize) < line.sentence);
    let of_sentence =
        facts.iter().skip(from).take_while(|fact| fact.sentence as usize == line.sentence);
    let handed_on = |quote: &Quote| {
        let cue = quote.cue.map(|cue| line.slice(cue)).unwrap_or_default();
        HANDING_ON.iter().any(|known| known.eq_ignore_ascii_case(cue))
    };
    for fact in of_sentence {
        let Detail::Quote(quote) = &fact.detail else { continue };
        let (low, high) = (line.token_at(fact.span.start), line.token_at(fact.span.end));
        if handed_on(quote) && 2 * (high - low) >= line.len() {
            let low = if line.reads(low, "that") { low + 1 } else { low };
            return (low, high);
        }
    }
    (0, line.len())
}

/// A name without the dates behind it: "Clara Berg (1881 – 1950)".
fn without_bracket(line: &Line<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    (from, (from + 1..to).find(|&at| line.word(at) == "(").unwrap_or(to))
}

/// Whether a subject is somebody: a name or a noun for human beings.
fn is_somebody(line: &Line<'_>, (from, to): (usize, usize), facts: &[Fact]) -> bool {
    let phrase = line.span(from, to);
    let first = facts.partition_point(|fact| fact.span.start < phrase.start);
    let names = facts.iter().skip(first).take_while(|fact| fact.span.start < phrase.end);
    let mut names = names.filter(|fact| fact.entity().is_some() && phrase.covers(fact.span));
    // A place alone does nothing: "the harbour of Bergen".
    let name = names.any(|fact| {
        !matches!(fact.detail, Detail::Place(_))
            || line.token(to - 1).end == fact.span.end && to < from + 3
    });
    to > from
        && to - from <= MAX_SUBJECT
        && (name || (from..to).any(|at| line.is(at, Classes::HUMAN) || line.reads_any(at, BODIES)))
}

/// "by NAME" behind a passive verb.
fn agent(line: &Line<'_>, from: usize, to: usize, facts: &[Fact]) -> Option<Span> {
    const FORMS: &[&str] = &["is", "are", "was", "were", "be", "been", "being"];
    let most = to.min(from + MAX_PREDICATE);
    let passive = (from..most).any(|at| line.reads_any(at, FORMS));
    let by = (from..most).find(|&at| line.reads(at, "by")).filter(|_| passive)?;
    let phrase = phrase_behind(line, by + 1)?;
    let calendar = line.is(by + 1, Classes::CALENDAR.with(Classes::NUMBER));
    (!calendar && is_somebody(line, phrase, facts)).then(|| line.span(phrase.0, phrase.1))
}

/// Where a predicate ends: at a mark, or before a reason.
fn predicate_end(line: &Line<'_>, verb: usize, high: usize) -> usize {
    let most = high.min(verb + MAX_PREDICATE);
    let mark = |at: usize| {
        let colon = line.word(at) == ":" && line.token(at).end < line.token(at + 1).start;
        colon
            || matches!(line.word(at), ";" | "." | "—" | "–" | "?" | "!" | "\"" | "”" | "(")
            || line.word(at) == "," && !in_number_or_list(line, at)
    };
    let end = (verb + 1..most).find(|&at| mark(at)).unwrap_or(most);
    first_opening(line, (verb + 3).min(end), end).unwrap_or(end)
}

/// Whether a comma stands between names of a list: "Ghent, Lille and Bonn".
fn in_number_or_list(line: &Line<'_>, at: usize) -> bool {
    let most = line.len().min(at + 8);
    let short = (at + 1..most).take_while(|&it| line.is(it, Classes::WORD.with(Classes::NUMBER)));
    let and = short.clone().find(|&it| line.reads(it, "and"));
    and.is_some_and(|and| and <= at + 5 && !(at + 1..and).any(|it| is_finite(line, it)))
}

fn shared(line: &Line<'_>, title: &[String]) -> i32 {
    i32::try_from(shared_words(line, title, false)).unwrap_or_default()
}

/// Whether `lower` is `word` in lower case.
fn is_lower_of(lower: &str, word: &str) -> bool {
    if word.is_ascii() {
        let small = word.bytes().map(|byte| byte.to_ascii_lowercase());
        return lower.len() == word.len() && lower.bytes().eq(small);
    }
    word.to_lowercase() == lower
}

/// How many words of the title a sentence has, or only those that are no names there; not
/// more than count.
fn shared_words(line: &Line<'_>, title: &[String], plain: bool) -> usize {
    let most = line.len().min(MAX_CLAUSE);
    let has = |word: &&String| {
        (0..most)
            .any(|at| is_lower_of(word, line.word(at)) && !(plain && line.is(at, Classes::CAPITAL)))
    };
    title.iter().filter(has).take(MAX_SHARED).count()
}
