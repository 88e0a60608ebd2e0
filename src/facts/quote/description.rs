//! Who is meant by "the senator", "the health ministry" or "the company".

use super::phrase::Tokens;
use super::referent::{MAX_TITLED, back};
use super::source::Names;
use crate::facts::lexicon::Classes;
use crate::facts::model::{Entity, EntityId, Kind};
use crate::facts::reading::Line;

/// Sentences within which "the company" means the one company named.
const COMPANY_REACH: usize = 2;

/// The longest description that is looked up (tokens, with its article).
const MAX_DESCRIPTION: usize = 5;

/// Nouns for an organisation of any kind, and those for one that is in business.
const BODIES: &[&str] = &[
    "group",
    "agency",
    "organisation",
    "organization",
    "newspaper",
    "paper",
    "magazine",
    "network",
    "charity",
    "watchdog",
    "regulator",
    "institute",
];

const BUSINESSES: &[&str] = &[
    "company",
    "firm",
    "airline",
    "bank",
    "carmaker",
    "automaker",
    "retailer",
    "manufacturer",
    "publisher",
    "operator",
    "insurer",
    "brewer",
    "supplier",
    "producer",
    "maker",
];

/// Words of names that no business bears.
const PUBLIC: &[&str] = &[
    "Ministry",
    "Department",
    "Office",
    "Court",
    "Committee",
    "Senate",
    "Congress",
    "Parliament",
    "Police",
    "Army",
    "Navy",
    "Party",
    "University",
    "College",
    "School",
    "Commission",
    "Council",
    "Union",
    "Nations",
];

impl Names<'_> {
    /// Who "the senator" or "the health ministry" is.
    pub fn described(&self, line: &Line<'_>, (from, to): Tokens) -> Option<EntityId> {
        let short = to <= from + MAX_DESCRIPTION && to > from + 1;
        let words = || (from + 1..to).map(|at| line.word(at));
        let plain = words().all(|word| word.starts_with(char::is_alphabetic));
        if !line.reads(from, "the") || !short || !plain {
            return None;
        }
        let at = line.token(from).start;
        let human = line.is(to - 1, Classes::HUMAN);
        let kind = if human { Kind::Person } else { Kind::Organisation };
        let described = |entity: &Entity| match kind {
            Kind::Person => {
                let told = [&entity.title, &entity.role, &entity.affiliation];
                words().all(|word| told.into_iter().flatten().any(|text| has_word(text, word)))
            }
            _ => words().all(|word| has_word(&entity.name, word)),
        };
        self.one(at, line.sentence, kind, usize::MAX, described).or_else(|| {
            let business = line.reads_any(to - 1, BUSINESSES);
            if human || to != from + 2 || !business && !line.reads_any(to - 1, BODIES) {
                return None;
            }
            let fits = |entity: &Entity| {
                !business || !PUBLIC.iter().any(|word| has_word(&entity.name, word))
            };
            self.one(at, line.sentence, kind, COMPANY_REACH, fits)
        })
    }

    /// The one entity of a kind named within so many sentences that fits.
    fn one(
        &self,
        at: u32,
        sentence: usize,
        kind: Kind,
        reach: usize,
        fits: impl Fn(&Entity) -> bool,
    ) -> Option<EntityId> {
        let mut found = None;
        let near = back(self, at, sentence).take(MAX_TITLED);
        for (mention, id, distance) in near {
            if distance > reach {
                break;
            }
            let fitting =
                mention.kind == kind && found != Some(id) && self.entity(id).is_some_and(&fits);
            if fitting && found.is_some() {
                return None;
            }
            found = if fitting { Some(id) } else { found };
        }
        found
    }
}

/// Whether a text holds a word, whatever its case.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .any(|part| part.eq_ignore_ascii_case(word))
}
