//! Where the panes stand on the screen.

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge.
    pub column: u16,
    /// Row of its top edge.
    pub row: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.column..self.column.saturating_add(self.width)).contains(&column)
            && (self.row..self.row.saturating_add(self.height)).contains(&row)
    }

    /// Whether it has no cell.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The area without a frame of one cell.
    pub fn inner(self) -> Area {
        Area {
            column: self.column.saturating_add(1),
            row: self.row.saturating_add(1),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(2),
        }
    }

    /// An area of at most that size in the middle of this one.
    pub fn centred(self, width: u16, height: u16) -> Area {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Area {
            column: self.column + (self.width - width) / 2,
            row: self.row + (self.height - height) / 2,
            width,
            height,
        }
    }
}

/// From this width on the sidebar stands beside the article; below it lies over it.
pub const WIDE: u16 = 100;
/// Below this width one pane is shown at a time.
pub const NARROW: u16 = 60;
/// Below this height the rules above and below the panes give their rows to the text.
const TALL: u16 = 10;
/// The sidebar needs this much for a name with its role, and no more.
const SIDEBAR: std::ops::RangeInclusive<u16> = 30..=48;

/// The panes of one screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// Everything.
    pub screen: Area,
    /// Title, date, measures.
    pub header: Area,
    /// The rule beneath the header.
    pub upper_rule: Area,
    /// The article with its margins.
    pub article: Area,
    /// The article's text column.
    pub text: Area,
    /// The facts, without their border.
    pub facts: Area,
    /// The line between article and facts.
    pub divider: Area,
    /// The rule above the status line.
    pub lower_rule: Area,
    /// Hints, messages, progress; the find line.
    pub status: Area,
}

/// How the user wants the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Columns of text.
    pub measure: u16,
    /// Whether the sidebar stands beside the article where there is room.
    pub sidebar: bool,
    /// Whether the facts have the keys, and so must be seen.
    pub facts_in_use: bool,
}

impl Areas {
    /// Lays the panes out on a screen of that size.
    pub fn new(width: u16, height: u16, wishes: Wishes) -> Areas {
        let screen = Area { column: 0, row: 0, width, height };
        let rules = u16::from(height >= TALL);
        let bars = u16::from(height >= 3);
        let row = |row: u16, height: u16| Area { column: 0, row, width, height };
        let top = bars + rules;
        let body = row(top, height.saturating_sub(2 * top).max(1).min(height));
        let mut areas = Areas {
            screen,
            header: row(0, bars),
            upper_rule: row(bars, rules),
            lower_rule: row(body.row + body.height, rules),
            status: row(height.saturating_sub(bars), bars),
            ..Areas::default()
        };
        areas.divide(body, wishes);
        areas.text = text_column(areas.article, wishes.measure);
        areas
    }

    fn divide(&mut self, body: Area, wishes: Wishes) {
        let beside = body.width >= WIDE && wishes.sidebar;
        self.article = body;
        if !beside && !wishes.facts_in_use {
            return;
        }
        let width = match body.width {
            0..NARROW => body.width,
            NARROW..WIDE => body.width / 2,
            _ => (body.width / 3).clamp(*SIDEBAR.start(), *SIDEBAR.end()),
        };
        let column = body.width - width;
        let border = u16::from(column > 0);
        self.facts = Area { column, width, ..body };
        self.divider = Area { column: column.saturating_sub(border), width: border, ..body };
        if beside || body.width < NARROW {
            self.article.width = column - border;
        }
    }

    /// Whether the facts lie over the article instead of beside it.
    pub fn facts_over_article(&self) -> bool {
        !self.facts.is_empty() && self.facts.column < self.article.column + self.article.width
    }
}

/// Free columns on both sides of the text where a line leaves room for them.
const MARGIN: u16 = 4;

/// The text stands in the middle of its pane, with a margin at both sides; the left one
/// holds the mark of the sentence in focus.
fn text_column(pane: Area, measure: u16) -> Area {
    let margin = match pane.width {
        0..9 => 0,
        9..NARROW => 2,
        _ => MARGIN,
    };
    let width = pane.width.saturating_sub(2 * margin).min(measure);
    let free = pane.width.saturating_sub(width + 2 * margin);
    Area { column: pane.column + margin + free / 2, width, ..pane }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WISHES: Wishes = Wishes { measure: 80, sidebar: true, facts_in_use: false };

    #[test]
    fn wide_screens_show_both_panes() {
        let areas = Areas::new(120, 40, WISHES);
        assert_eq!((areas.text.width, areas.facts.width), (71, 40));
        assert!(!areas.facts_over_article());
    }

    #[test]
    fn middle_screens_show_the_facts_over_the_article_on_demand() {
        assert!(Areas::new(80, 24, WISHES).facts.is_empty());
        let areas = Areas::new(80, 24, Wishes { facts_in_use: true, ..WISHES });
        assert_eq!(areas.facts.width, 40);
        assert!(areas.facts_over_article());
    }

    #[test]
    fn small_screens_show_one_pane() {
        let areas = Areas::new(40, 12, Wishes { facts_in_use: true, ..WISHES });
        assert_eq!((areas.facts.width, areas.article.width), (40, 0));
    }

    proptest! {
        #[test]
        fn panes_lie_on_the_screen(width in 0u16..400, height in 0u16..200, sidebar: bool, facts_in_use: bool, measure in 1u16..300) {
            let areas = Areas::new(width, height, Wishes { measure, sidebar, facts_in_use });
            for area in [areas.header, areas.upper_rule, areas.article, areas.text, areas.facts, areas.divider, areas.lower_rule, areas.status] {
                prop_assert!(area.is_empty() || (area.column + area.width <= width && area.row + area.height <= height), "{area:?}");
            }
        }
    }
}
