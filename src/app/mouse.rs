//! The mouse, while gleaner has it: the wheel, a click that chooses, a drag that selects.

use super::action::{Mouse, MouseKind};
use super::overlay::Overlay;
use super::selection::{Selection, Unit};
use super::{App, Effects, Focus};

/// Lines that a notch of the wheel scrolls, as in most terminals.
const WHEEL_LINES: i64 = 3;

impl App {
    /// Takes a mouse event in.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Effects {
        if !matches!(self.overlay, Overlay::None) {
            return self.mouse_in_overlay(mouse);
        }
        let areas = self.areas();
        if areas.facts.contains(mouse.column, mouse.row) && !areas.facts.is_empty() {
            return self.mouse_in_facts(mouse, areas.facts.row);
        }
        self.mouse_in_article(mouse)
    }

    fn mouse_in_article(&mut self, mouse: Mouse) -> Effects {
        let text = self.areas().text;
        let Some(article) = &mut self.article else { return Effects::new() };
        let row = usize::from(mouse.row.saturating_sub(text.row));
        let offset = article.offset_at(row, mouse.column.saturating_sub(text.column));
        match (mouse.kind, offset) {
            (MouseKind::WheelDown, _) => article.scroll(WHEEL_LINES),
            (MouseKind::WheelUp, _) => article.scroll(-WHEEL_LINES),
            (MouseKind::Press, Some(offset)) => {
                article.focus_at(offset);
                self.focus = Focus::Article;
                self.lit = None;
                self.selection = None;
                self.keys.drag_from = Some(offset);
            }
            (MouseKind::Drag, Some(offset)) => {
                let anchor = self.keys.drag_from.unwrap_or(offset);
                self.selection = Some(Selection { anchor, cursor: offset, unit: Unit::Character });
            }
            (MouseKind::Release, _) => {
                self.keys.drag_from = None;
                if self.selection.is_some() {
                    return self.copy_selection();
                }
            }
            _ => {}
        }
        Effects::new()
    }

    fn mouse_in_facts(&mut self, mouse: Mouse, top: u16) -> Effects {
        match mouse.kind {
            MouseKind::WheelDown => self.sidebar.scroll_by(WHEEL_LINES),
            MouseKind::WheelUp => self.sidebar.scroll_by(-WHEEL_LINES),
            MouseKind::Press => {
                let filter_line = u16::from(self.has_filter_line());
                let row = mouse.row.saturating_sub(top + filter_line);
                self.focus = Focus::Facts;
                self.sidebar.choose_line(self.sidebar.scroll() + usize::from(row));
                return match self.sidebar.chosen() {
                    Some(super::sidebar::Item::Head(_)) => self.go_to_chosen(),
                    _ => {
                        self.show_chosen();
                        Effects::new()
                    }
                };
            }
            _ => {}
        }
        if matches!(mouse.kind, MouseKind::WheelDown | MouseKind::WheelUp) {
            self.focus = Focus::Facts;
        }
        Effects::new()
    }

    fn mouse_in_overlay(&mut self, mouse: Mouse) -> Effects {
        let areas = self.overlay_areas(&self.areas());
        match mouse.kind {
            MouseKind::WheelDown => self.step_list(WHEEL_LINES),
            MouseKind::WheelUp => self.step_list(-WHEEL_LINES),
            MouseKind::Press if areas.rows.contains(mouse.column, mouse.row) => {
                let row = usize::from(mouse.row - areas.rows.row);
                self.choose_overlay_row(row)
            }
            MouseKind::Press if !areas.frame.contains(mouse.column, mouse.row) => {
                self.overlay = Overlay::None;
                Effects::new()
            }
            _ => Effects::new(),
        }
    }

    /// A click chooses a row; on the chosen row it does what Enter does.
    fn choose_overlay_row(&mut self, row: usize) -> Effects {
        let chosen = match &mut self.overlay {
            Overlay::Search(search) => {
                let row = search.cursor.scroll + row;
                let again = search.cursor.row == row;
                search.cursor.row = row.min(search.hits.len().saturating_sub(1));
                again
            }
            Overlay::List(list) => {
                let row = list.cursor().scroll + row;
                let again = list.cursor().row == row;
                list.choose_row(row);
                again
            }
            _ => false,
        };
        if chosen { self.choose() } else { Effects::new() }
    }
}
