//! Mentions → entities: which names are of the same bearer, and what the text tells of
//! him, her or it.

mod affiliation;
mod alias;
mod role;

use super::model::{Entity, EntityId};
use super::name::Mention;
use super::reading::Reading;
use alias::Aliases;

/// The entities of a text, in order of their first mention, and the one of each mention.
#[derive(Debug, Default)]
pub struct Resolved {
    /// An [`EntityId`] is an index.
    pub entities: Vec<Entity>,
    /// As many as mentions, in their order.
    pub of_mention: Vec<EntityId>,
}

/// Tells which mentions are of the same bearer, and reads titles, roles and
/// affiliations. `mentions` are in order and do not overlap.
pub fn resolve(reading: &Reading<'_>, mentions: &[Mention]) -> Resolved {
    let mut aliases = Aliases::new(reading.analysis().text(), mentions);
    let of_mention: Vec<EntityId> =
        mentions.iter().map(|mention| aliases.entity_of(mention)).collect();
    let mut resolved = Resolved { entities: aliases.into_entities(), of_mention };
    role::read_roles(reading, mentions, &mut resolved);
    affiliation::read_affiliations(reading, mentions, &mut resolved);
    resolved
}

impl Resolved {
    /// The entity of a mention, told by the mention's index.
    fn entity_mut(&mut self, mention: usize) -> Option<&mut Entity> {
        let id = self.of_mention.get(mention)?;
        self.entities.get_mut(id.0 as usize)
    }
}

#[cfg(test)]
mod tests;
