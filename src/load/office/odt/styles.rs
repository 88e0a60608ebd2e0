//! The styles of an ODT document: looks of text, titles, and lists.

use std::collections::HashMap;

use super::super::writer::Look;
use crate::load::limits::MAX_FIELD_BYTES;
use crate::load::numeral;
use crate::load::xml::{Element, Event, Xml};

/// The styles by their names.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family (`text`, `paragraph`) and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, Vec<Level>>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
}

/// How the items of one level of a list are marked.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// `None` for bullets.
    style: Option<numeral::Style>,
    prefix: String,
    suffix: String,
    /// The number of the first item.
    pub start: u32,
    /// How many levels the number consists of (`1.2.3`).
    shown: usize,
    /// Whether items have no marker at all.
    bare: bool,
}

/// Styles that are based on each other: more are a cycle.
const MAX_PARENTS: usize = 16;

/// Levels of a list.
const LEVELS: usize = 10;

/// Characters of what stands before or behind a number.
const MAX_AFFIX: usize = 16;

impl Styles {
    /// Reads the styles in files, of which a later one counts before an earlier one.
    pub fn read(sources: &[&str]) -> Self {
        let mut styles = Self::default();
        for source in sources {
            let mut xml = Xml::new(source);
            while let Some(event) = xml.next() {
                let Event::Open(element) = event else { continue };
                let name = || element.attribute("name").unwrap_or_default();
                match element.name {
                    "style" => {
                        let family = element.attribute("family").unwrap_or_default();
                        styles.styles.insert((family, name()), Style::read(&element, &mut xml));
                    }
                    "list-style" => drop(styles.lists.insert(name(), levels(&mut xml))),
                    "master-styles" => xml.skip(),
                    "body" => break,
                    _ => {}
                }
            }
        }
        styles
    }

    fn chain<'a>(&'a self, family: &'a str, name: &'a str) -> impl Iterator<Item = &'a Style> {
        let get = move |name: &str| self.styles.get(&(family.to_owned(), name.to_owned()));
        let parent = move |style: &&'a Style| get(style.parent.as_deref()?);
        std::iter::successors(get(name), parent).take(MAX_PARENTS)
    }

    /// Whether a paragraph has a style of this name, or one that is based on it.
    pub fn is_paragraph(&self, style: &str, names: &[&str]) -> bool {
        let is_one = |name: &str| names.contains(&name);
        let named =
            |style: &Style| is_one(&style.name) || style.parent.as_deref().is_some_and(is_one);
        is_one(style) || self.chain("paragraph", style).any(named)
    }

    /// How text of a style looks within text that looks otherwise; `None` where it is hidden.
    pub fn look(&self, family: &str, style: &str, around: &Look) -> Option<Look> {
        let get = |of: fn(&Style) -> Option<bool>| self.chain(family, style).find_map(of);
        let hidden = get(|style| style.hidden).unwrap_or_default();
        (!hidden).then(|| Look {
            strong: get(|style| style.strong).unwrap_or(around.strong),
            emphasis: get(|style| style.emphasis).unwrap_or(around.emphasis),
            struck: get(|style| style.struck).unwrap_or(around.struck),
            link: around.link.clone(),
        })
    }

    /// How items of a list are marked, this deep in it (from 0).
    pub fn level(&self, list: &str, depth: usize) -> Option<&Level> {
        self.lists.get(list)?.get(depth)
    }

    /// The marker of an item, whose numbers on each level are these.
    pub fn marker(&self, list: &str, numbers: &[u32]) -> String {
        let Some(level) = self.level(list, numbers.len().saturating_sub(1)) else {
            return "• ".to_owned();
        };
        let Level { style, prefix, suffix, shown, bare, .. } = level;
        if *bare {
            return String::new();
        }
        if style.is_none() {
            return "• ".to_owned();
        }
        let first = numbers.len().saturating_sub((*shown).max(1));
        let shown = numbers.iter().enumerate().skip(first).filter_map(|(depth, number)| {
            let style = self.level(list, depth)?.style.unwrap_or_default();
            Some(style.write(*number))
        });
        format!("{prefix}{}{suffix} ", shown.collect::<Vec<_>>().join("."))
    }
}

impl Style {
    fn read(element: &Element<'_>, xml: &mut Xml<'_>) -> Self {
        let outside = xml.depth().saturating_sub(1);
        let mut style = Self {
            name: element.attribute("name").unwrap_or_default(),
            // A longer name would be looked up again and again.
            parent: element
                .attribute("parent-style-name")
                .filter(|name| name.len() <= MAX_FIELD_BYTES),
            ..Self::default()
        };
        while xml.depth() > outside {
            let Some(event) = xml.next() else { break };
            if let Event::Open(element) = event
                && element.name == "text-properties"
            {
                style.properties(&element);
            }
        }
        style
    }

    fn properties(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name);
        let weight = attribute("font-weight");
        self.strong = weight.map(|weight| {
            weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600)
        });
        let posture = attribute("font-style");
        self.emphasis = posture.map(|posture| matches!(&*posture, "italic" | "oblique"));
        let line = attribute("text-line-through-style");
        self.struck = line.map(|line| line != "none");
        self.hidden = attribute("display").map(|display| display == "none");
    }
}

/// Reads the levels of the list style that was opened last.
fn levels(xml: &mut Xml<'_>) -> Vec<Level> {
    let outside = xml.depth().saturating_sub(1);
    let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
    while xml.depth() > outside {
        let Some(event) = xml.next() else { break };
        let Event::Open(element) = event else { continue };
        let number = |name| element.attribute(name).and_then(|number| number.parse::<u32>().ok());
        let slot = number("level").and_then(|level| levels.get_mut(level.checked_sub(1)? as usize));
        let Some(slot) = slot else { continue };
        let affix = |name| -> String {
            element.attribute(name).unwrap_or_default().chars().take(MAX_AFFIX).collect()
        };
        if element.name != "list-level-style-number" {
            continue;
        }
        let format = element.attribute("num-format").unwrap_or_default();
        *slot = Level {
            style: Some(number_style(&format)),
            prefix: affix("num-prefix"),
            suffix: affix("num-suffix"),
            start: number("start-value").unwrap_or(1),
            shown: number("display-levels").map_or(1, |shown| shown.min(10) as usize),
            bare: format.is_empty(),
        };
    }
    levels
}

fn number_style(format: &str) -> numeral::Style {
    match format {
        "a" => numeral::Style::LowerLetter,
        "A" => numeral::Style::UpperLetter,
        "i" => numeral::Style::LowerRoman,
        "I" => numeral::Style::UpperRoman,
        _ => numeral::Style::Decimal,
    }
}
