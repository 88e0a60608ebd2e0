//! `&App` → one ratatui frame. Reads the state and changes nothing.

mod article;
mod card;
mod chrome;
mod list;
mod paint;
mod search;
mod sidebar;
pub mod theme;
mod which_key;

#[cfg(test)]
mod tests;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::areas::Areas;
use crate::app::overlay::Overlay;
use crate::app::{App, Focus};
use paint::Canvas;
use theme::Palette;

/// What every part of the screen is drawn with.
#[derive(Clone, Copy)]
struct View<'a> {
    app: &'a App,
    areas: &'a Areas,
    palette: &'a Palette,
}

/// Draws one frame. [`App::settle`] has to be called before.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let areas = app.areas();
    let palette = Palette::of(app.settings().theme, app.settings().ascii);
    let view = View { app, areas: &areas, palette: &palette };
    let mut canvas = Canvas::new(frame.buffer_mut(), palette.symbols);
    let cursor = draw_panes(view, &mut canvas);
    if let Some((column, row)) = cursor {
        frame.set_cursor_position(Position { x: column, y: row });
    }
}

/// Draws everything; where text is typed, the place of the cursor.
fn draw_panes(view: View<'_>, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    chrome::header(view, canvas);
    let one_pane = view.areas.article.is_empty();
    if !one_pane {
        article::draw(view, canvas);
    }
    let mut cursor = None;
    if !view.areas.facts.is_empty()
        && (view.app.focus() == Focus::Facts || !view.areas.facts_over_article())
    {
        cursor = sidebar::draw(view, canvas);
    }
    cursor = chrome::status(view, canvas).or(cursor);
    which_key::draw(view, canvas);
    match view.app.overlay() {
        Overlay::Search(search) => search::draw(view, canvas, search),
        Overlay::List(list) => list::draw(view, canvas, list),
        Overlay::Card(card) => {
            card::draw(view, canvas, card);
            None
        }
        Overlay::Hints(_) | Overlay::None => cursor,
    }
}
