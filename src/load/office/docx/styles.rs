//! The styles of a Word document: which are headings, which are bold.

use std::collections::HashMap;

use super::super::word::{heading_named, is_quotation_named};
use super::super::writer::Look;
use crate::load::limits::MAX_FIELD_BYTES;
use crate::load::xml::{Element, Event, Xml};

/// The styles by their `styleId`.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    /// The name; of a style that Word brings along it is English in every language.
    name: String,
    based_on: Option<String>,
    paragraph: Properties,
    run: Run,
}

/// What a paragraph is, by its own properties or by those of a style.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    pub style: Option<String>,
    /// From 0; 9 is running text.
    pub outline: Option<u8>,
    /// The list that it is an item of; 0 for none.
    pub list: Option<u32>,
    /// How deep in the list, from 0.
    pub list_level: Option<usize>,
    /// Whether its end was deleted, so that the next one goes on in it.
    pub joined: bool,
}

/// How a run of text looks, where it says so.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    style: Option<String>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    hidden: Option<bool>,
}

/// Styles that are based on each other: more are a cycle.
const MAX_BASES: usize = 16;

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(source: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(source);
        while let Some(event) = xml.next() {
            if let Event::Open(element) = event
                && element.name == "style"
            {
                let id = element.attribute("styleId").unwrap_or_default();
                styles.0.insert(id, Style::read(&mut xml));
            }
        }
        styles
    }

    /// The style and those that it is based on.
    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = style.and_then(|id| self.0.get(id));
        let base = |style: &&'a Style| self.0.get(style.based_on.as_deref()?);
        std::iter::successors(first, base).take(MAX_BASES)
    }

    /// The level of the heading that a paragraph is.
    pub fn heading(&self, properties: &Properties) -> Option<u8> {
        let style = properties.style.as_deref();
        if let Some(outline) = properties.outline {
            return (outline < 9).then(|| outline.min(5) + 1);
        }
        let by_style = self.chain(style).find_map(|style| {
            let outline = style.paragraph.outline.map(|outline| outline + 1);
            outline.filter(|level| *level <= 9).or_else(|| heading_named(&style.name))
        });
        // A document without styles may name the usual ones all the same.
        by_style.or_else(|| heading_named(style.unwrap_or_default())).map(|level| level.min(6))
    }

    /// Whether a paragraph is a quotation.
    pub fn is_quotation(&self, properties: &Properties) -> bool {
        self.chain(properties.style.as_deref()).any(|style| is_quotation_named(&style.name))
    }

    /// The list that a paragraph is an item of and how deep in it.
    pub fn list(&self, properties: &Properties) -> Option<(u32, usize)> {
        let styles = || self.chain(properties.style.as_deref()).map(|style| &style.paragraph);
        let list = properties.list.or_else(|| styles().find_map(|style| style.list))?;
        let level = properties.list_level.or_else(|| styles().find_map(|style| style.list_level));
        let outline = || self.heading(properties).map_or(0, |level| usize::from(level) - 1);
        (list > 0).then(|| (list, level.unwrap_or_else(outline)))
    }

    /// How a run looks; `None` where it is hidden.
    pub fn look(&self, run: &Run) -> Option<Look> {
        let get = |of: fn(&Run) -> Option<bool>| {
            let by_style = || self.chain(run.style.as_deref()).find_map(|style| of(&style.run));
            of(run).or_else(by_style).unwrap_or_default()
        };
        let look = Look {
            strong: get(|run| run.strong),
            emphasis: get(|run| run.emphasis),
            struck: get(|run| run.struck),
            link: String::new(),
        };
        (!get(|run| run.hidden)).then_some(look)
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Self {
        let outside = xml.depth().saturating_sub(1);
        let mut style = Self::default();
        while xml.depth() > outside {
            let Some(event) = xml.next() else { break };
            let Event::Open(element) = event else { continue };
            match element.name {
                "name" => style.name = value(&element),
                "basedOn" => style.based_on = Some(value(&element)).filter(|id| is_name(id)),
                "pPr" => style.paragraph = Properties::read(xml),
                "rPr" => style.run = Run::read(xml),
                "tblStylePr" => xml.skip(),
                _ => {}
            }
        }
        style
    }
}

impl Properties {
    /// Reads the `pPr` that was opened last.
    pub fn read(xml: &mut Xml<'_>) -> Self {
        let outside = xml.depth().saturating_sub(1);
        let mut properties = Self::default();
        while xml.depth() > outside {
            let Some(event) = xml.next() else { break };
            let Event::Open(element) = event else { continue };
            match element.name {
                "pStyle" => properties.style = Some(value(&element)),
                "outlineLvl" => properties.outline = value(&element).parse().ok(),
                "numId" => properties.list = value(&element).parse().ok(),
                "ilvl" => properties.list_level = value(&element).parse().ok(),
                "del" | "moveFrom" => properties.joined = true,
                "pPrChange" | "sectPr" | "rPrChange" => xml.skip(),
                _ => {}
            }
        }
        properties
    }
}

impl Run {
    /// Reads the `rPr` that was opened last.
    pub fn read(xml: &mut Xml<'_>) -> Self {
        let outside = xml.depth().saturating_sub(1);
        let mut run = Self::default();
        while xml.depth() > outside {
            let Some(event) = xml.next() else { break };
            let Event::Open(element) = event else { continue };
            match element.name {
                "rStyle" => run.style = Some(value(&element)),
                "b" => run.strong = Some(is_on(&element)),
                "i" => run.emphasis = Some(is_on(&element)),
                "strike" | "dstrike" => {
                    run.struck = Some(is_on(&element) || run.struck == Some(true));
                }
                "vanish" => run.hidden = Some(is_on(&element)),
                "rPrChange" => xml.skip(),
                _ => {}
            }
        }
        run
    }
}

/// Whether a name is one of people: longer ones would be looked up again and again.
fn is_name(name: &str) -> bool {
    name.len() <= MAX_FIELD_BYTES
}

/// The attribute that nearly every property has.
pub(super) fn value(element: &Element<'_>) -> String {
    element.attribute("val").unwrap_or_default()
}

/// Whether a property that is on by being there is on.
fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}
