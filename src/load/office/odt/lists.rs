//! Lists, and the numbers of their items.

use std::collections::HashMap;

use super::styles::Styles;
use crate::load::xml::Element;

/// The open lists, the innermost last.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// The last number of each level of a list, by its style.
    numbers: HashMap<(String, usize), u32>,
}

struct List {
    style: String,
    /// The number of the last item.
    number: Option<u32>,
    /// Whether an item began that has no text yet.
    begun: bool,
}

impl Lists {
    /// How many there are in each other.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Leaves all lists.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    pub fn begin(&mut self, element: &Element<'_>) {
        let depth = self.depth();
        let outer = self.open.last().map(|list| list.style.clone());
        let own = element.attribute("style-name").filter(|style| !style.is_empty());
        let style = own.or(outer).unwrap_or_default();
        let goes_on = element.attribute("continue-numbering").as_deref() == Some("true")
            || element.attribute("continue-list").is_some();
        let last = self.numbers.get(&(style.clone(), depth)).copied();
        self.open.push(List { style, number: last.filter(|_| goes_on), begun: false });
    }

    pub fn begin_item(&mut self, element: &Element<'_>) {
        let Some(list) = self.open.last_mut() else { return };
        list.begun = true;
        let start = element.attribute("start-value").and_then(|start| start.parse::<u32>().ok());
        if let Some(start) = start {
            list.number = start.checked_sub(1);
        }
    }

    pub fn end(&mut self) {
        let Some(list) = self.open.pop() else { return };
        if let Some(number) = list.number {
            self.numbers.insert((list.style, self.depth()), number);
        }
    }

    /// The marker of the item that begins with the next paragraph, if one does.
    pub fn marker(&mut self, styles: &Styles) -> Option<String> {
        let depth = self.depth().checked_sub(1)?;
        let list = self.open.last_mut()?;
        if !std::mem::take(&mut list.begun) {
            return None;
        }
        let start = styles.level(&list.style, depth).map_or(1, |level| level.start);
        list.number = Some(list.number.map_or(start, |last| last.saturating_add(1)));
        let style = list.style.clone();
        let numbers: Vec<u32> = self.open.iter().map(|list| list.number.unwrap_or(1)).collect();
        Some(styles.marker(&style, &numbers)).filter(|marker| !marker.is_empty())
    }
}
