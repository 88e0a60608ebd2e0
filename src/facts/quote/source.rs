//! Which entity the noun phrase of a source names.
//!
//! "Nora Weiss, an engineer at the Harbour Board" is Nora Weiss; "a friend of Nora Weiss"
//! is somebody else. An organisation speaks through its officials and reports: "a
//! spokesman for the Harbour Board" is taken for the board, and marked as concluded.

use super::phrase::Tokens;
use crate::document::Span;
use crate::facts::entity::Resolved;
use crate::facts::lexicon::Classes;
use crate::facts::model::{Entity, EntityId, Kind};
use crate::facts::name::Mention;
use crate::facts::reading::{Line, Reading};

/// Nouns through which an organisation speaks.
const VOICES: &[&str] = &[
    "official",
    "officials",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "spokesmen",
    "source",
    "sources",
    "representative",
    "representatives",
    "authorities",
    "executives",
    "statement",
    "report",
    "reports",
    "study",
    "studies",
    "survey",
    "poll",
    "polls",
    "memo",
    "letter",
    "release",
    "review",
    "analysis",
    "assessment",
    "article",
    "figures",
    "data",
    "forecast",
    "filing",
    "lawsuit",
];

/// Prepositions between such a noun and the organisation.
const VOICE_OF: &[&str] = &["for", "at", "from", "by", "of", "with", "in"];

/// The entity of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Who it is.
    pub entity: EntityId,
    /// The source's words do not name it.
    pub inferred: bool,
}

/// The names of a text and who bears them.
#[derive(Clone, Copy, Debug)]
pub struct Names<'n> {
    /// The text.
    pub reading: &'n Reading<'n>,
    /// In order; none overlaps another.
    pub mentions: &'n [Mention],
    /// The entities, and the one of each mention.
    pub resolved: &'n Resolved,
}

/// How a name stands in a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is the head, or names what the head is.
    Head,
    /// A noun behind it is the head ("NATO officials"); where that noun stands.
    Before(usize),
    /// A preposition binds it to what stands before; where the preposition stands.
    Behind(usize),
}

impl<'n> Names<'n> {
    /// The entity that a source's noun phrase names: a person before others.
    pub fn named(&self, speaker: Span) -> Option<Source> {
        let line = self.line_at(speaker.start)?;
        let phrase = (line.token_at(speaker.start), line.token_at(speaker.end));
        let head = |kind| {
            self.within(speaker)
                .find(|&(_, mention)| {
                    mention.kind == kind && standing(&line, phrase, mention) == Standing::Head
                })
                .map(|(id, _)| Source { entity: id, inferred: false })
        };
        let voice = || {
            self.within(speaker)
                .filter(|(_, mention)| mention.kind == Kind::Organisation)
                .find(|(_, mention)| speaks_for(&line, phrase, standing(&line, phrase, mention)))
                .map(|(id, _)| Source { entity: id, inferred: true })
        };
        let place = || head(Kind::Place).filter(|_| self.within(speaker).count() == 1);
        head(Kind::Person).or_else(|| head(Kind::Organisation)).or_else(voice).or_else(place)
    }

    /// The mentions in a span, with their entities.
    fn within(&self, span: Span) -> impl Iterator<Item = (EntityId, &'n Mention)> + use<'n> {
        let from = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let ids = self.resolved.of_mention.iter().copied();
        ids.zip(self.mentions)
            .skip(from)
            .take_while(move |(_, mention)| mention.span.start < span.end)
            .filter(move |(_, mention)| span.covers(mention.span))
    }

    /// The sentence that holds an offset.
    pub fn line_at(&self, offset: u32) -> Option<Line<'n>> {
        self.reading.analysis().sentence_at(offset).map(|index| self.reading.line(index))
    }

    /// The entity of an id.
    pub fn entity(&self, id: EntityId) -> Option<&'n Entity> {
        self.resolved.entities.get(id.0 as usize)
    }
}

/// How a name stands in the phrase, up to the commas around it.
pub fn standing(line: &Line<'_>, (from, to): Tokens, mention: &Mention) -> Standing {
    let (first, end) = (line.token_at(mention.span.start), line.token_at(mention.span.end));
    let opens = |at: &usize| !matches!(line.word(*at), "," | "(" | "—" | "–");
    let preposition =
        |&at: &usize| line.is(at, Classes::PREPOSITION) && !line.is(at, Classes::CAPITAL);
    if let Some(at) = (from..first).rev().take_while(opens).find(preposition) {
        return Standing::Behind(at);
    }
    let begins = if line.is(end, Classes::POSSESSIVE) { end + 1 } else { end };
    let noun = |at: usize| {
        line.is(at, Classes::WORD) && !line.is(at, Classes::FUNCTION.with(Classes::CAPITAL))
    };
    let head = (begins..to).take_while(|&at| noun(at)).last();
    match head {
        Some(head) => Standing::Before(head),
        None if begins > end && begins < to => Standing::Before(to - 1),
        None => Standing::Head,
    }
}

/// Whether the phrase is a voice of the organisation that stands in it so.
fn speaks_for(line: &Line<'_>, (from, _): Tokens, standing: Standing) -> bool {
    match standing {
        Standing::Head => true,
        Standing::Before(head) => line.reads_any(head, VOICES),
        Standing::Behind(at) => {
            at > from && line.reads_any(at, VOICE_OF) && line.reads_any(at - 1, VOICES)
        }
    }
}
