//! The lists of a Word document and the numbers of their items.

use std::collections::HashMap;

use super::styles::value;
use crate::load::numeral::Style;
use crate::load::xml::{Element, Event, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// Bytes of the pattern of a number: `%1.%2.%3.` has nine.
const MAX_PATTERN_BYTES: usize = 64;

/// The lists of a document, with the numbers that were given last.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// What lists look like, by the number of the definition.
    definitions: HashMap<u32, [Level; LEVELS]>,
    /// The lists themselves.
    lists: HashMap<u32, List>,
    /// The last number of each level, by the definition: lists of one definition go on.
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
}

#[derive(Debug, Default)]
struct List {
    definition: u32,
    /// Where levels of this list begin.
    starts: HashMap<usize, u32>,
    used: bool,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    kind: Kind,
    /// The number with what stands about it: `(%1)`, `%1.%2`; the bullet.
    pattern: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Bullet,
    Nothing,
    Number(Style),
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(source: &str) -> Self {
        let mut numbering = Self::default();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            let Event::Open(element) = event else { continue };
            let id = |name| element.attribute(name).and_then(|id| id.parse().ok());
            match element.name {
                "abstractNum" => {
                    let definition = definition(&mut xml);
                    numbering.definitions.extend(id("abstractNumId").map(|id| (id, definition)));
                }
                "num" => {
                    let list = list(&mut xml);
                    numbering.lists.extend(id("numId").map(|id| (id, list)));
                }
                _ => {}
            }
        }
        numbering
    }

    /// The marker of the next item of a list, with a blank behind it; empty where items of
    /// this level have none.
    pub fn next(&mut self, list: u32, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let bullet = "• ".to_owned();
        let Some(list) = self.lists.get_mut(&list) else { return bullet };
        let Some(levels) = self.definitions.get(&list.definition) else { return bullet };
        let counters = self.counters.entry(list.definition).or_default();
        if !std::mem::replace(&mut list.used, true) {
            for &level in list.starts.keys() {
                counters.iter_mut().skip(level).for_each(|counter| *counter = None);
            }
        }
        let start = |at: usize| {
            let own = list.starts.get(&at).copied();
            own.or_else(|| levels.get(at)?.start).unwrap_or(1)
        };
        for (at, counter) in counters.iter_mut().enumerate() {
            match at.cmp(&level) {
                std::cmp::Ordering::Less => *counter = counter.or(Some(start(at))),
                std::cmp::Ordering::Equal => {
                    *counter = Some(counter.map_or(start(at), |last| last.saturating_add(1)));
                }
                std::cmp::Ordering::Greater => *counter = None,
            }
        }
        match levels.get(level) {
            Some(Level { kind: Kind::Number(_), pattern: Some(pattern), .. }) => {
                written(pattern, levels, counters)
            }
            Some(Level { kind: Kind::Nothing, .. }) => String::new(),
            // A bullet that is a blank: a further paragraph of the item before.
            Some(Level { pattern: Some(sign), .. }) if sign.trim().is_empty() => String::new(),
            _ => bullet,
        }
    }
}

/// A pattern with the numbers of the levels that it names.
fn written(pattern: &str, levels: &[Level], counters: &[Option<u32>; LEVELS]) -> String {
    let mut marker = String::new();
    let mut signs = pattern.chars().peekable();
    while let Some(sign) = signs.next() {
        let digit = signs.peek().and_then(|digit| digit.to_digit(10)).filter(|_| sign == '%');
        let Some(at) = digit.and_then(|digit| (digit as usize).checked_sub(1)) else {
            marker.push(sign);
            continue;
        };
        signs.next();
        let style = match levels.get(at).map(|level| level.kind) {
            Some(Kind::Number(style)) => style,
            _ => Style::Decimal,
        };
        let number = counters.get(at).copied().flatten().unwrap_or(1);
        marker.push_str(&style.write(number));
    }
    if !marker.trim().is_empty() {
        marker.push(' ');
    }
    marker
}

/// Reads the `abstractNum` that was opened last.
fn definition(xml: &mut Xml<'_>) -> [Level; LEVELS] {
    let outside = xml.depth().saturating_sub(1);
    let mut levels: [Level; LEVELS] = Default::default();
    let mut at = 0;
    while xml.depth() > outside {
        let Some(event) = xml.next() else { break };
        let Event::Open(element) = event else { continue };
        if element.name == "lvl" {
            at = level_of(&element);
        } else if let Some(level) = levels.get_mut(at) {
            match element.name {
                "start" => level.start = value(&element).parse().ok(),
                "numFmt" => level.kind = kind(&value(&element)),
                "lvlText" => {
                    let pattern = value(&element);
                    level.pattern = Some(pattern.chars().take(MAX_PATTERN_BYTES).collect());
                }
                _ => {}
            }
        }
    }
    levels
}

/// Reads the `num` that was opened last.
fn list(xml: &mut Xml<'_>) -> List {
    let outside = xml.depth().saturating_sub(1);
    let mut list = List::default();
    let mut at = 0;
    while xml.depth() > outside {
        let Some(event) = xml.next() else { break };
        let Event::Open(element) = event else { continue };
        match element.name {
            "abstractNumId" => list.definition = value(&element).parse().unwrap_or(u32::MAX),
            "lvlOverride" => at = level_of(&element),
            "startOverride" => {
                list.starts.extend(value(&element).parse().map(|start| (at, start)));
            }
            _ => {}
        }
    }
    list
}

fn level_of(element: &Element<'_>) -> usize {
    element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)
}

fn kind(format: &str) -> Kind {
    match format {
        "bullet" => Kind::Bullet,
        "none" => Kind::Nothing,
        "lowerLetter" => Kind::Number(Style::LowerLetter),
        "upperLetter" => Kind::Number(Style::UpperLetter),
        "lowerRoman" => Kind::Number(Style::LowerRoman),
        "upperRoman" => Kind::Number(Style::UpperRoman),
        _ => Kind::Number(Style::Decimal),
    }
}
