//! The facts sidebar: what of its groups is shown, folding, the filter, the cursor.

mod group;

use std::sync::Arc;

pub use self::group::{Group, Row, group_name, in_per_cent};
use self::group::{groups, owners};
use crate::document::{Document, Span};
use crate::facts::{Coverage, Essence, Fact, Facts, Kind, essence, flat};

/// The confidences, in per cent, below which a key hides facts, from all shown to the surest
/// only; the marks between which a reader's trust changes.
pub const CONFIDENCE_STEPS: [u8; 4] = [0, 50, 70, 90];

/// The sidebar of one document.
#[derive(Clone, Debug, Default)]
pub struct Sidebar {
    facts: Option<Arc<Facts>>,
    groups: Vec<Group>,
    items: Vec<Item>,
    /// Of each fact the group and row that it belongs to.
    owners: Vec<(usize, usize)>,
    /// Group, row and line of the rows that are shown, in this order.
    row_lines: Vec<((usize, usize), usize)>,
    folded: Vec<Kind>,
    hidden: Vec<Kind>,
    /// Index into [`CONFIDENCE_STEPS`].
    confidence_step: usize,
    /// How many facts are shown, the filter aside.
    shown: usize,
    filter: String,
    cursor: usize,
    scroll: usize,
}

/// One line of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// That the text is not English, and so only a part was looked for.
    OtherLanguage,
    /// A question of the brief with its answer.
    Brief(Question, Span),
    /// The head of a group.
    Head(Kind),
    /// A row: indices of group and row.
    Row(usize, usize),
    /// Air.
    Blank,
}

/// The questions of the brief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who did it.
    Who,
    /// What happened.
    What,
    /// When.
    When,
    /// Where.
    Where,
    /// Why.
    Why,
    /// How.
    How,
}

impl Question {
    /// The question as a word.
    pub fn name(self) -> &'static str {
        match self {
            Question::Who => "who",
            Question::What => "what",
            Question::When => "when",
            Question::Where => "where",
            Question::Why => "why",
            Question::How => "how",
        }
    }
}

impl Sidebar {
    /// Takes new facts; folding, filter and, where it still exists, the chosen row stay.
    pub fn set_facts(&mut self, document: &Document, facts: Arc<Facts>) {
        let chosen = self.chosen_fact().and_then(|index| {
            let fact = self.facts.as_ref()?.facts.get(index)?;
            Some((fact.kind(), fact.span))
        });
        self.groups = groups(&facts);
        self.owners = owners(&self.groups, facts.facts.len());
        self.facts = Some(facts);
        self.refresh(document);
        if let Some((kind, span)) = chosen {
            self.choose_where(|fact| fact.kind() == kind && fact.span == span);
        }
    }

    /// Forgets the facts of the document before; folding and what is hidden stay.
    pub fn clear(&mut self) {
        *self = Self {
            folded: std::mem::take(&mut self.folded),
            hidden: std::mem::take(&mut self.hidden),
            confidence_step: self.confidence_step,
            ..Self::default()
        };
    }

    /// The facts shown.
    pub fn facts(&self) -> Option<&Arc<Facts>> {
        self.facts.as_ref()
    }

    /// The lines of the sidebar from top to bottom.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Groups with their rows.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The row of an item.
    pub fn row(&self, item: Item) -> Option<&Row> {
        match item {
            Item::Row(group, row) => self.groups.get(group)?.rows.get(row),
            _ => None,
        }
    }

    /// The text typed to narrow the rows.
    pub fn filter(&self) -> &str {
        &self.filter
    }

    /// Whether facts may be hidden, by their kind or for being less sure than wanted.
    pub fn hides(&self) -> bool {
        !self.hidden.is_empty() || self.least_confidence() > 0
    }

    /// Whether a group is folded; while a filter narrows, none is.
    pub fn is_folded(&self, kind: Kind) -> bool {
        self.folded.contains(&kind) && self.filter.is_empty()
    }

    /// Index of the line with the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Index of the first line shown.
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// How many rows of a kind there are (entities, not mentions).
    pub fn count(&self, kind: Kind) -> usize {
        self.groups.iter().find(|group| group.kind == kind).map_or(0, |group| group.rows.len())
    }

    /// The line with the cursor.
    pub fn chosen(&self) -> Option<Item> {
        self.items.get(self.cursor).copied()
    }

    /// Index of the first fact of the chosen row.
    pub fn chosen_fact(&self) -> Option<usize> {
        let first = *self.row(self.chosen()?)?.mentions.first()?;
        Some(first as usize)
    }

    /// The essence of a row.
    pub fn essence(&self, document: &Document, row: &Row) -> Option<Essence> {
        let facts = self.facts.as_ref()?;
        let fact = facts.facts.get(*row.mentions.first()? as usize)?;
        Some(essence(document, facts, fact))
    }

    /// The row that a fact belongs to.
    pub fn row_of(&self, fact: usize) -> Option<&Row> {
        let (group, row) = self.owners.get(fact)?;
        self.groups.get(*group)?.rows.get(*row)
    }

    /// Sets the filter and goes to its first row.
    pub fn set_filter(&mut self, document: &Document, filter: &str) {
        self.filter = filter.to_owned();
        self.refresh(document);
        self.cursor = self.first_row_from(0);
        self.scroll = 0;
    }

    /// Folds or unfolds the group of the cursor.
    pub fn toggle_fold(&mut self, document: &Document) {
        let Some(kind) = self.chosen_kind() else { return };
        match self.folded.iter().position(|folded| *folded == kind) {
            Some(index) => drop(self.folded.remove(index)),
            None => self.folded.push(kind),
        }
        self.refresh(document);
        self.go_to_head(kind);
    }

    /// Folds or unfolds all groups.
    pub fn fold_all(&mut self, document: &Document, folded: bool) {
        let kind = self.chosen_kind();
        self.folded = if folded { Kind::ALL.to_vec() } else { Vec::new() };
        self.refresh(document);
        if let Some(kind) = kind {
            self.go_to_head(kind);
        }
    }

    /// Switches the kind of the cursor off, or that one.
    pub fn hide(&mut self, document: &Document, kind: Option<Kind>) -> Option<Kind> {
        let kind = kind.or_else(|| self.chosen_kind())?;
        self.hidden.push(kind);
        self.refresh(document);
        Some(kind)
    }

    /// Shows all facts again, of all kinds and however sure.
    pub fn show_all(&mut self, document: &Document) {
        self.hidden.clear();
        self.confidence_step = 0;
        self.refresh(document);
    }

    /// Hides facts that are less sure, or shows them again, by steps of [`CONFIDENCE_STEPS`].
    pub fn step_confidence(&mut self, document: &Document, delta: i64) {
        let chosen = self.chosen_fact();
        let last = CONFIDENCE_STEPS.len() as i64 - 1;
        self.confidence_step =
            (self.confidence_step as i64).saturating_add(delta).clamp(0, last) as usize;
        self.refresh(document);
        let line = chosen.and_then(|fact| self.line_of(fact));
        self.cursor = line.unwrap_or(self.cursor);
    }

    /// The confidence in per cent below which facts are hidden; 0 where none is.
    pub fn least_confidence(&self) -> u8 {
        CONFIDENCE_STEPS.get(self.confidence_step).copied().unwrap_or_default()
    }

    /// Whether a fact is neither of a kind that is switched off nor less sure than wanted.
    pub fn shows(&self, fact: &Fact) -> bool {
        !self.hidden.contains(&fact.kind())
            && in_per_cent(fact.confidence) >= self.least_confidence()
    }

    /// How many facts are shown, the filter aside.
    pub fn shown_facts(&self) -> usize {
        self.shown
    }

    /// Moves the cursor by lines, over air, and stops at the ends.
    pub fn step(&mut self, delta: i64) {
        let last = self.items.len().saturating_sub(1);
        let target = (self.cursor as i64).saturating_add(delta).clamp(0, last as i64) as usize;
        let air = |index: &usize| self.items.get(*index) != Some(&Item::Blank);
        let onward = if delta < 0 {
            (0..=target).rev().find(air).or_else(|| (target..=last).find(air))
        } else {
            (target..=last).find(air).or_else(|| (0..=target).rev().find(air))
        };
        self.cursor = onward.unwrap_or(0);
    }

    /// Goes to the head of the next group, or of the one before.
    pub fn step_group(&mut self, forward: bool) {
        let head = |index: &usize| matches!(self.items.get(*index), Some(Item::Head(_)));
        let found = if forward {
            (self.cursor + 1..self.items.len()).find(head)
        } else {
            (0..self.cursor).rev().find(head)
        };
        self.cursor = found.unwrap_or(self.cursor);
    }

    /// Puts the cursor on a line, as a click does.
    pub fn choose_line(&mut self, line: usize) {
        if line < self.items.len() {
            self.cursor = line;
        }
    }

    /// Scrolls by lines; the cursor comes along, so that it stays in view.
    pub fn scroll_by(&mut self, delta: i64) {
        self.step(delta);
    }

    /// Puts the cursor on the first row in view that has a mention in a span.
    pub fn choose_in(&mut self, span: Span) -> bool {
        self.choose_where(|fact| span.contains(fact.span.start))
    }

    /// Scrolls so that the cursor is seen in a window of that height.
    pub fn reveal_cursor(&mut self, height: usize) {
        self.reveal(self.cursor, height);
    }

    /// Scrolls so that the first row with a mention in `span` is seen.
    pub fn reveal_marked(&mut self, span: Span, height: usize) {
        let Some(facts) = &self.facts else { return };
        let from = facts.facts.partition_point(|fact| fact.span.start < span.start);
        let until = facts.facts.partition_point(|fact| fact.span.start < span.end);
        let lines = (from..until).filter_map(|fact| self.line_of(fact));
        if let Some(line) = lines.min() {
            self.reveal(line, height);
        }
    }

    /// Whether a line has a mention that starts in a span.
    pub fn touches(&self, item: Item, span: Span) -> bool {
        let (Some(row), Some(facts)) = (self.row(item), &self.facts) else { return false };
        let start =
            |index: &u32| facts.facts.get(*index as usize).map_or(0, |fact| fact.span.start);
        let first = row.mentions.partition_point(|index| start(index) < span.start);
        row.mentions.get(first).is_some_and(|index| span.contains(start(index)))
    }

    /// The line on which a fact's row is shown.
    fn line_of(&self, fact: usize) -> Option<usize> {
        let owner = self.owners.get(fact)?;
        let index = self.row_lines.binary_search_by_key(owner, |(row, _)| *row).ok()?;
        self.row_lines.get(index).map(|(_, line)| *line)
    }

    fn reveal(&mut self, line: usize, height: usize) {
        let height = height.max(1);
        // A group's head, when it is just above, comes into view with its first row.
        let above = line.saturating_sub(usize::from(height > 2));
        self.scroll = self.scroll.min(above).max((line + 1).saturating_sub(height));
        self.scroll = self.scroll.min(self.items.len().saturating_sub(height));
    }

    fn chosen_kind(&self) -> Option<Kind> {
        match self.chosen()? {
            Item::Head(kind) => Some(kind),
            Item::Row(group, _) => Some(self.groups.get(group)?.kind),
            Item::OtherLanguage | Item::Brief(..) | Item::Blank => None,
        }
    }

    fn go_to_head(&mut self, kind: Kind) {
        let head = self.items.iter().position(|item| *item == Item::Head(kind));
        self.cursor = head.unwrap_or(self.cursor);
    }

    fn first_row_from(&self, from: usize) -> usize {
        let row = |index: &usize| matches!(self.items.get(*index), Some(Item::Row(..)));
        (from..self.items.len()).find(row).unwrap_or(0)
    }

    fn choose_where(&mut self, wanted: impl Fn(&crate::facts::Fact) -> bool) -> bool {
        let Some(facts) = self.facts.clone() else { return false };
        let fits = |index: &u32| facts.facts.get(*index as usize).is_some_and(&wanted);
        let found = self
            .items
            .iter()
            .position(|item| self.row(*item).is_some_and(|row| row.mentions.iter().any(fits)));
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }

    /// Makes the lines anew after anything that decides which are shown.
    fn refresh(&mut self, document: &Document) {
        let mut items = Vec::new();
        if self.facts.as_ref().is_some_and(|facts| facts.coverage == Coverage::AnyLanguage) {
            items.push(Item::OtherLanguage);
        }
        if self.filter.is_empty() {
            self.push_brief(&mut items);
        }
        for (index, group) in self.groups.iter().enumerate() {
            if self.hidden.contains(&group.kind) {
                continue;
            }
            let rows: Vec<Item> = (0..group.rows.len())
                .filter(|row| self.passes(document, &group.rows[*row]))
                .map(|row| Item::Row(index, row))
                .collect();
            if rows.is_empty() {
                continue;
            }
            if !items.is_empty() {
                items.push(Item::Blank);
            }
            items.push(Item::Head(group.kind));
            if !self.is_folded(group.kind) {
                items.extend(rows);
            }
        }
        self.row_lines = items
            .iter()
            .enumerate()
            .filter_map(|(line, item)| match item {
                Item::Row(group, row) => Some(((*group, *row), line)),
                _ => None,
            })
            .collect();
        let facts = self.facts.iter().flat_map(|facts| &facts.facts);
        self.shown = facts.filter(|fact| self.shows(fact)).count();
        self.items = items;
        self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
        self.scroll = self.scroll.min(self.cursor);
    }

    fn push_brief(&self, items: &mut Vec<Item>) {
        let Some(facts) = &self.facts else { return };
        let brief = &facts.brief;
        let answers = [
            (Question::Who, &brief.who),
            (Question::What, &brief.what),
            (Question::When, &brief.when),
            (Question::Where, &brief.r#where),
            (Question::Why, &brief.why),
            (Question::How, &brief.how),
        ];
        items.extend(answers.iter().filter_map(|(question, spans)| {
            spans.first().map(|span| Item::Brief(*question, *span))
        }));
    }

    /// Whether one of the row's facts is sure enough.
    fn is_sure(&self, row: &Row) -> bool {
        let fact = |index: &u32| self.facts.as_ref()?.facts.get(*index as usize);
        row.mentions.iter().filter_map(fact).any(|fact| self.shows(fact))
    }

    /// Whether every word of the filter occurs in the row's essence.
    fn passes(&self, document: &Document, row: &Row) -> bool {
        if !self.is_sure(row) {
            return false;
        }
        if self.filter.trim().is_empty() {
            return true;
        }
        let Some(essence) = self.essence(document, row) else { return false };
        let label = format!("{} {}", essence.head, essence.note).to_lowercase();
        flat(&self.filter.to_lowercase()).split(' ').all(|word| label.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Parts;
    use crate::facts::{Detail, LinkValue, Origin};

    /// A document of three links and its facts, so sure from first to last.
    fn links(confidences: [f32; 3]) -> (Document, Arc<Facts>) {
        let text = "a.org b.org c.org";
        let document = Document::new(Parts { text: text.to_owned(), ..Parts::default() });
        let fact = |(index, confidence): (usize, f32)| {
            let span = Span::new(index * 6, index * 6 + 5);
            let value = span.of(text).to_owned();
            let detail = Detail::Link(Box::new(LinkValue { value }));
            Fact { span, sentence: 0, confidence, origin: Origin::default(), detail }
        };
        let facts = confidences.into_iter().enumerate().map(fact).collect();
        (document, Arc::new(Facts { facts, ..Facts::default() }))
    }

    fn shown(sidebar: &Sidebar) -> Vec<u32> {
        let rows = sidebar.items().iter().filter_map(|item| sidebar.row(*item));
        rows.flat_map(|row| row.mentions.clone()).collect()
    }

    #[test]
    fn the_surest_stand_first_and_equals_in_order_of_the_text() {
        let (document, facts) = links([0.4, 0.9, 0.4]);
        let mut sidebar = Sidebar::default();
        sidebar.set_facts(&document, facts);
        assert_eq!(shown(&sidebar), [1, 0, 2]);
    }

    #[test]
    fn less_sure_facts_are_hidden_step_by_step_and_the_cursor_stays_on_its_row() {
        let (document, facts) = links([0.6, 0.95, 0.3]);
        let mut sidebar = Sidebar::default();
        sidebar.set_facts(&document, facts);
        sidebar.choose_where(|fact| fact.span.start == 0);
        sidebar.step_confidence(&document, 1);
        assert_eq!((shown(&sidebar), sidebar.least_confidence()), (vec![1, 0], 50));
        assert_eq!((sidebar.chosen_fact(), sidebar.shown_facts()), (Some(0), 2));
        sidebar.step_confidence(&document, 99);
        assert_eq!((shown(&sidebar), sidebar.least_confidence()), (vec![1], 90));
        sidebar.step_confidence(&document, -99);
        assert_eq!((shown(&sidebar), sidebar.hides()), (vec![1, 0, 2], false));
    }

    #[test]
    fn a_text_in_another_language_is_said_to_be_one() {
        let (document, facts) = links([0.6, 0.95, 0.3]);
        let facts = Facts { coverage: Coverage::AnyLanguage, ..Facts::clone(&facts) };
        let mut sidebar = Sidebar::default();
        sidebar.set_facts(&document, Arc::new(facts));
        assert_eq!(sidebar.items().first(), Some(&Item::OtherLanguage));
    }

    #[test]
    fn showing_all_forgets_the_threshold() {
        let (document, facts) = links([0.6, 0.95, 0.3]);
        let mut sidebar = Sidebar::default();
        sidebar.set_facts(&document, facts);
        sidebar.step_confidence(&document, 3);
        sidebar.clear();
        assert_eq!(sidebar.least_confidence(), 90, "it holds for the next document");
        sidebar.show_all(&document);
        assert_eq!(sidebar.least_confidence(), 0);
    }
}
