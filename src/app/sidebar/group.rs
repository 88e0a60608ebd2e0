//! The groups of the sidebar: which facts are one row, and in which order rows stand.

use std::collections::HashMap;

use crate::facts::{Detail, Fact, Facts, Kind};

/// Rows of one kind.
#[derive(Clone, Debug)]
pub struct Group {
    /// The kind of all its facts.
    pub kind: Kind,
    /// The surest first; those as sure as each other in order of their first mention.
    pub rows: Vec<Row>,
}

/// One row: an entity with all its mentions, or one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Indices into the facts, in order of the text; never empty.
    pub mentions: Vec<u32>,
}

/// What a group of facts is called.
pub fn group_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "PEOPLE",
        Kind::Organisation => "ORGANISATIONS",
        Kind::Place => "PLACES",
        Kind::Group => "GROUPS",
        Kind::Date => "WHEN",
        Kind::Quantity => "NUMBERS",
        Kind::Money => "MONEY",
        Kind::Percent => "SHARES",
        Kind::Quote => "SAID",
        Kind::Link => "LINKS",
    }
}

/// The facts by kind, those that are one row together.
pub fn groups(facts: &Facts) -> Vec<Group> {
    let mut groups: Vec<Group> =
        Kind::ALL.into_iter().map(|kind| Group { kind, rows: Vec::new() }).collect();
    let mut known: HashMap<(Kind, Identity<'_>), usize> = HashMap::new();
    let listed = |(index, _): &(usize, &Fact)| !facts.restates_date(*index);
    for (index, fact) in facts.facts.iter().enumerate().filter(listed) {
        let identity = match &fact.detail {
            Detail::Person(id)
            | Detail::Organisation(id)
            | Detail::Place(id)
            | Detail::Group(id) => Identity::Entity(id.0),
            Detail::Date(date) => Identity::Date(&date.value),
            Detail::Link(link) => Identity::Link(&link.value),
            _ => Identity::Alone(index),
        };
        let kind = fact.kind();
        let Some(group) = groups.iter_mut().find(|group| group.kind == kind) else { continue };
        let row = *known.entry((kind, identity)).or_insert(group.rows.len());
        if row == group.rows.len() {
            group.rows.push(Row { mentions: Vec::new() });
        }
        if let (Some(row), Ok(index)) = (group.rows.get_mut(row), u32::try_from(index)) {
            row.mentions.push(index);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    for group in &mut groups {
        group.rows.sort_by_cached_key(|row| std::cmp::Reverse(confidence_of(facts, row)));
    }
    groups
}

/// Of each fact the group and row that it belongs to.
pub fn owners(groups: &[Group], facts: usize) -> Vec<(usize, usize)> {
    let mut owners = vec![(usize::MAX, usize::MAX); facts];
    for (group_index, group) in groups.iter().enumerate() {
        for (row_index, row) in group.rows.iter().enumerate() {
            for mention in &row.mentions {
                if let Some(owner) = owners.get_mut(*mention as usize) {
                    *owner = (group_index, row_index);
                }
            }
        }
    }
    owners
}

/// Confidence as a reader is told it.
pub fn in_per_cent(confidence: f32) -> u8 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// What two facts share when they are one row.
#[derive(PartialEq, Eq, Hash)]
enum Identity<'a> {
    Entity(u32),
    Date(&'a str),
    Link(&'a str),
    Alone(usize),
}

/// How sure a row is in per cent: as its surest mention.
fn confidence_of(facts: &Facts, row: &Row) -> u8 {
    let mentions = row.mentions.iter().filter_map(|index| facts.facts.get(*index as usize));
    mentions.map(|fact| in_per_cent(fact.confidence)).max().unwrap_or_default()
}
