//! Noun phrases that tell what a person is: "a former navy captain and harbour pilot",
//! "chief executive of Acme", "the secretary for trade, energy and industry".
//!
//! There is no parser behind this. A phrase goes on until a mark, a clause or a verb
//! that is known as one; over a comma or an "and" only where what follows is of the
//! same make. It counts only if its head names a human being.

use super::scene::Scene;
use crate::facts::Kind;
use crate::facts::lexicon::Classes;
use crate::facts::token::Shape;

/// The longest phrase (tokens).
const MAX_PHRASE: usize = 28;

/// The most words before the head ("former deputy assistant trade minister").
const MAX_BEFORE_HEAD: usize = 9;

/// The most tokens of one part of a list.
const MAX_PART: usize = 3;

/// What stands for nothing by itself: no role without a word beside it.
pub const HOLLOW: &[&str] =
    &["man", "woman", "person", "boy", "girl", "youth", "being", "human", "one", "head", "fellow"];

/// Human beings in the plural that do not end in "s".
const PLURALS: &[&str] = &["people", "men", "women", "children", "police"];

/// Where a clause begins.
const CLAUSES: &[&str] = &[
    "who", "whose", "whom", "which", "that", "where", "when", "while", "but", "because", "after",
    "before", "although", "what", "born", "known", "aged", "though", "if", "until", "as", "so",
    "whether", "than",
];

/// A phrase by its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its first token.
    pub first: usize,
    /// Behind its last token.
    pub end: usize,
}

impl Scene<'_, '_> {
    /// The phrase that begins at `first`, if a noun for one human being heads it.
    pub fn phrase(&self, first: usize) -> Option<Phrase> {
        let first = if self.line.reads(first, "both") { first + 1 } else { first };
        let head = self.head(first)?;
        let mut at = head + 1;
        let mut bound = false;
        let most = self.line.len().min(first + MAX_PHRASE);
        while at < most && !self.stops(at) {
            bound |= self.line.is(at, Classes::PREPOSITION);
            match self.joined(at, bound) {
                Some(behind) => at = behind,
                None if self.is_joint(at) => break,
                None => at += 1,
            }
        }
        let end = self.without_loose_end(head, at.min(most));
        let hollow = end == head + 1 && self.is_hollow(first, head);
        (!hollow).then_some(Phrase { first, end })
    }

    /// The last noun for a human being before what is bound to it.
    fn head(&self, first: usize) -> Option<usize> {
        let one_of = self.line.reads(first, "one") && self.line.reads(first + 1, "of");
        let from = if one_of { first + 2 } else { first };
        let behind = (from..from + MAX_BEFORE_HEAD).find(|&at| self.ends_before(at, from))?;
        let head = behind.checked_sub(1).filter(|&head| head >= from && self.is_human(head))?;
        let plural = self.is_plural(head) && !self.line.reads(head, "boss");
        (plural == one_of).then_some(head)
    }

    /// Whether what stands before the head ended.
    fn ends_before(&self, at: usize, from: usize) -> bool {
        let human = at > from && self.is_human(at - 1);
        let clause = human && self.line.reads_any(at, CLAUSES);
        let participle = || {
            let word = self.line.word(at);
            human && word.is_lower_case() && (word.ends_with("ed") || word.ends_with("ing"))
        };
        let stays = self.line.is(at, Classes::POSSESSIVE)
            || self.line.is(at, Classes::WORD) && !self.binds(at)
            || self.line.is(at, Classes::NUMBER)
            || self.line.word(at) == "-"
            || at == from
                && self.line.is(at, Classes::DETERMINER)
                && !self.line.reads_any(at, CLAUSES);
        let person = self.is_person(at) && !self.is_owner(at);
        !stays || person || clause || participle() || human && self.is_verb(at)
    }

    /// Whether a word binds others and so is no part of what stands before a head.
    fn binds(&self, at: usize) -> bool {
        let bound = Classes::FUNCTION.with(Classes::CUE);
        let inner = self.line.is(at, Classes::HUMAN.with(Classes::ALL_CAPS))
            || self.mention_of(at).is_some();
        let known = self.line.reads_any(at, BEFORE_HEAD);
        self.line.is(at, bound) && !inner && !known
    }

    /// Whether a word names a human being by what he or she is.
    pub fn is_human(&self, at: usize) -> bool {
        let short_title = Classes::TITLE.with(Classes::ALL_CAPS);
        let classes = self.line.classes(at);
        let office = classes.and(short_title) == short_title;
        let member = classes.has(Classes::PARTY) && classes.has(Classes::GROUP);
        let noun = classes.has(Classes::HUMAN.with(Classes::FAMILY)) || office || member;
        let named = matches!(self.kind_of(at), Some(Kind::Organisation | Kind::Person));
        noun && !named && !self.line.is(at + 1, Classes::POSSESSIVE)
    }

    /// Whether a noun for human beings names several.
    pub fn is_plural(&self, at: usize) -> bool {
        let word = self.line.word(at);
        let s = word.ends_with('s') && !word.ends_with("ss") && !word.is_all_caps();
        s || self.line.reads_any(at, PLURALS)
    }

    fn is_hollow(&self, first: usize, head: usize) -> bool {
        let from = if self.line.is(first, Classes::DETERMINER) { first + 1 } else { first };
        from == head && self.line.reads_any(head, HOLLOW)
    }

    /// Whether a phrase ends before a token, whatever stands before it.
    fn stops(&self, at: usize) -> bool {
        let line = &self.line;
        let mark = !line.is(at, Classes::WORD.with(Classes::POSSESSIVE).with(Classes::NUMBER))
            && !matches!(line.word(at), "," | "&" | "'" | "’" | "/" | "-");
        let dated = line.is(at, Classes::PREPOSITION)
            && (line.is(at + 1, Classes::CALENDAR)
                || line.is(at + 1, Classes::NUMBER) && line.word(at + 1).len() == 4);
        let subject = line.is(at, Classes::PRONOUN) && !line.is(at, Classes::ALL_CAPS);
        let clause = line.reads_any(at, CLAUSES) || line.is(at, Classes::CALENDAR);
        mark || dated
            || subject
            || clause
            || self.is_verb(at)
            || self.is_person(at) && !self.is_owner(at)
    }

    /// Whether a person's name only owns what follows: "Jo's brother".
    fn is_owner(&self, at: usize) -> bool {
        let mention = self.mention_of(at).and_then(|index| self.mentions().get(index));
        mention.is_some_and(|mention| {
            let (first, end) = self.tokens(mention);
            let bound = first > 0 && self.line.reads_any(first - 1, &["of", "to", "for", "with"]);
            self.line.is(end, Classes::POSSESSIVE) || bound
        })
    }

    /// Whether a word is a verb that the lists know, in a form that tells.
    fn is_verb(&self, at: usize) -> bool {
        let line = &self.line;
        let verb = line.is(at, Classes::AUXILIARY.with(Classes::SAY).with(Classes::MENTAL))
            && !line.is(at, Classes::HUMAN.with(Classes::PARTICIPLE));
        let bare = line.is(at, Classes::BASE) && !line.is(at, Classes::AUXILIARY);
        verb && !bare && !line.is(at, Classes::CAPITAL)
    }

    fn is_joint(&self, at: usize) -> bool {
        self.line.word(at) == "," || self.line.reads_any(at, &["and", "or", "&"])
    }

    /// Behind an "and" or a list that goes on with the phrase; `bound` tells that a
    /// preposition went before.
    fn joined(&self, at: usize, bound: bool) -> Option<usize> {
        if self.line.word(at) == "," {
            return self.list(at, bound);
        }
        (self.is_joint(at) && self.and_goes_on(at, bound)).then_some(at + 1)
    }

    fn and_goes_on(&self, at: usize, bound: bool) -> bool {
        let next = at + 1;
        if self.is_person(next) || self.stops(next) {
            return false;
        }
        let other = self.line.reads_any(next, &["a", "an"]);
        let from = if other { next + 1 } else { next };
        let human = (from..from + 5)
            .take_while(|&it| it == from || !self.stops(it) && !self.binds(it))
            .any(|it| self.is_human(it) && !self.is_plural(it));
        let definite = self.line.is(next, Classes::DETERMINER) && !other;
        human && !definite || bound && !other && !definite && !self.acts(next)
    }

    /// Whether a word may well be a verb, by its ending and what follows.
    fn acts(&self, at: usize) -> bool {
        let word = self.line.word(at);
        let past = word.is_lower_case() && word.ends_with("ed");
        let verbal = word.is_lower_case() && word.ends_with('s') && !word.ends_with("ss");
        let binding = Classes::DETERMINER.with(Classes::PREPOSITION).with(Classes::PRONOUN);
        let adverb = self.line.is(at, Classes::ADVERB.with(Classes::CONJUNCTION));
        adverb
            || past
            || verbal && (self.line.is(at + 1, binding) || self.mention_of(at + 1).is_some())
            || word.is_lower_case() && self.line.is(at + 1, Classes::DETERMINER)
    }

    /// Behind ", energy and industry" or ", author and activist"; the comma is at `at`.
    fn list(&self, at: usize, bound: bool) -> Option<usize> {
        let mut comma = at;
        loop {
            let end = self.part(comma + 1, at, bound)?;
            let joint =
                if self.line.word(end) == "," && self.is_and(end + 1) { end + 1 } else { end };
            if self.is_and(joint) {
                return self.part(joint + 1, at, bound).filter(|&last| self.closes_list(last));
            }
            comma = Some(end).filter(|&end| self.line.word(end) == ",")?;
        }
    }

    fn is_and(&self, at: usize) -> bool {
        self.line.reads(at, "and") || self.line.word(at) == "&"
    }

    /// Behind a part of a list that is of the same make as what stands before its first
    /// comma.
    fn part(&self, from: usize, first_comma: usize, bound: bool) -> Option<usize> {
        let takes = |at: usize| {
            self.line.is(at, Classes::WORD)
                && !self.stops(at)
                && !self.is_joint(at)
                && !self.binds(at)
                && !self.line.is(at, Classes::DETERMINER)
        };
        let end = (from..=from + MAX_PART).find(|&at| !takes(at)).filter(|&end| end > from)?;
        let human = (from..end).any(|at| self.is_human(at));
        let before = first_comma.checked_sub(1)?;
        let alike = self.line.is(before, Classes::CAPITAL) == self.line.is(from, Classes::CAPITAL);
        let fits = if bound { !human && alike } else { self.is_human(end - 1) };
        (fits && !self.line.word(from).ends_with("ed")).then_some(end)
    }

    fn closes_list(&self, at: usize) -> bool {
        self.stops(at) || self.line.word(at) == "," || self.line.is(at, Classes::PREPOSITION)
    }

    /// The end without words that bind what is no longer there.
    pub fn without_loose_end(&self, head: usize, end: usize) -> usize {
        let loose = Classes::PREPOSITION.with(Classes::CONJUNCTION).with(Classes::DETERMINER);
        let mut end = end;
        while end > head + 1
            && (self.line.is(end - 1, loose.with(Classes::ADVERB)) || self.is_joint(end - 1))
            && self.mention_of(end - 1).is_none()
        {
            end -= 1;
        }
        // "a nurse arrested" of "a nurse arrested Tuesday".
        let participle = end == head + 2 && self.line.word(head + 1).ends_with("ed");
        if participle { head + 1 } else { end }
    }

    /// The words of a role. An article goes where the noun phrase can stand alone
    /// ("former captain"); it stays before a noun with "of" ("a member of the …").
    pub fn role_text(&self, phrase: Phrase) -> String {
        let Phrase { first, end } = phrase;
        let paired =
            (first..end).any(|at| self.is_joint(at) && self.line.reads_any(at + 1, &["a", "an"]));
        let relational = self.line.reads_any(first + 2, &["of", "for", "to", "at", "in"]);
        let article = self.line.reads_any(
            first,
            &["a", "an", "the", "its", "their", "his", "her", "our", "my", "your"],
        );
        self.text(if article && !relational && !paired { first + 1 } else { first }, end)
    }
}

/// Words that bind elsewhere and stand before a head too.
const BEFORE_HEAD: &[&str] = &[
    "then",
    "former",
    "first",
    "second",
    "third",
    "last",
    "next",
    "only",
    "also",
    "second-in",
    "general",
    "past",
    "state",
    "most",
    "more",
    "well",
    "once",
    "just",
    "longtime",
    "now",
    "very",
];

impl Scene<'_, '_> {
    /// Whether a clause of what one does ends before a token.
    pub fn ends_clause(&self, at: usize) -> bool {
        let comma = self.line.word(at) == ",";
        at >= self.line.len()
            || comma
            || self.stops(at)
            || self.line.reads(at, "and") && self.acts(at + 1)
    }
}
