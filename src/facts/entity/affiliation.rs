//! What a person belongs to: party and state, an organisation.

use super::Resolved;
use crate::facts::Kind;
use crate::facts::name::{Mention, is_party_tag};
use crate::facts::reading::{Line, Reading};

/// Reads `(R-AR)` and `of the University of Leeds` behind names of persons.
pub fn read_affiliations(reading: &Reading<'_>, mentions: &[Mention], resolved: &mut Resolved) {
    for (index, mention) in mentions.iter().enumerate() {
        if mention.kind != Kind::Person {
            continue;
        }
        let line = reading.line(mention.sentence as usize);
        let behind = line.token_at(mention.span.end);
        let next = mentions.get(index + 1).filter(|next| next.sentence == mention.sentence);
        let organisation = next.filter(|next| is_of(&line, behind, next));
        let found = party(&line, behind).or_else(|| organisation.map(|next| line.slice(next.span)));
        if let (Some(found), Some(entity)) = (found, resolved.entity_mut(index)) {
            entity.affiliation.get_or_insert_with(|| found.to_string());
        }
    }
}

/// The party and state in brackets or between commas.
fn party<'r>(line: &Line<'r>, behind: usize) -> Option<&'r str> {
    let opened = matches!(line.word(behind), "(" | "[" | ",");
    let word = line.word(behind + 1);
    (opened && is_party_tag(word)).then_some(word)
}

/// Whether only "of" or "from", and an article, stand before an organisation.
fn is_of(line: &Line<'_>, behind: usize, next: &Mention) -> bool {
    let article = usize::from(line.reads(behind + 1, "the"));
    let binds = line.word(behind) == "of";
    let at = line.token_at(next.span.start);
    binds && next.kind == Kind::Organisation && at == behind + 1 + article
}
