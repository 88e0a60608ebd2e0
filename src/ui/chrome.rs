//! The lines above and below the panes: title and measures; hints, messages, progress.

use super::View;
use super::paint::Canvas;
use crate::app::areas::Area;
use crate::app::command::{CATALOGUE, Command, Context};
use crate::app::documents::FileChange;
use crate::app::overlay::Overlay;
use crate::app::sidebar::Sidebar;
use crate::document::{reading_minutes, visible};
use crate::layout::width;

pub(super) fn header(view: View<'_>, canvas: &mut Canvas<'_>) {
    let area = view.areas.header;
    rules(view, canvas);
    if area.is_empty() {
        return;
    }
    let title =
        view.app.documents().get(view.app.current()).map(|entry| entry.title()).unwrap_or_default();
    let right = measures(view, usize::from(area.width) / 2);
    let right_width = width(&right) as u16;
    let room = Area { width: area.width.saturating_sub(right_width + 2), ..area };
    canvas.fitted(room, 1.min(area.width), &title, view.palette.heading);
    let column = (area.column + area.width).saturating_sub(right_width + 1);
    canvas.text(area, column, &right, view.palette.dim);
}

/// Date, reading time, facts, which document: as many as fit, the rightmost last to go.
fn measures(view: View<'_>, room: usize) -> String {
    let app = view.app;
    let entry = app.documents().get(app.current());
    let metadata = entry.and_then(|entry| entry.document()).map(|document| document.metadata());
    let date = metadata.and_then(|metadata| metadata.date).map(|date| date.to_string());
    let minutes = metadata.map(|metadata| metadata.minutes()).filter(|minutes| *minutes > 0);
    let facts = app.sidebar().facts().map(|_| fact_count(app.sidebar()));
    let count = app.documents().len();
    let more = if app.documents().listing { "+" } else { "" };
    let change = entry.and_then(|entry| entry.change).map(|change| match change {
        FileChange::Changed => "changed on disk".to_owned(),
        FileChange::Vanished => "gone from disk".to_owned(),
    });
    let notice =
        entry.and_then(|entry| entry.document()).and_then(|document| document.notices().first());
    let parts = [
        change,
        notice.map(ToString::to_string),
        date,
        minutes.map(|minutes| format!("{minutes} min")),
        facts,
        (count > 1).then(|| format!("{}/{count}{more}", app.current() + 1)),
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    let dot = view.palette.symbols.dot;
    while parts.len() > 1 && width(&parts.join(dot)) > room {
        parts.remove(0);
    }
    parts.join(dot)
}

/// `46 facts`, or `31 of 46 facts` where some are hidden.
fn fact_count(sidebar: &Sidebar) -> String {
    let all = sidebar.facts().map_or(0, |facts| facts.facts.len());
    match sidebar.hides() {
        true => format!("{} of {all} facts", sidebar.shown_facts()),
        false if all == 1 => "1 fact".to_owned(),
        false => format!("{all} facts"),
    }
}

fn rules(view: View<'_>, canvas: &mut Canvas<'_>) {
    let (areas, symbols, dim) = (view.areas, view.palette.symbols, view.palette.dim);
    for (rule, tee) in [(areas.upper_rule, symbols.tee_down), (areas.lower_rule, symbols.tee_up)] {
        if rule.is_empty() {
            continue;
        }
        canvas.rule(rule, dim);
        if !areas.divider.is_empty() {
            canvas.symbol(areas.divider.column, rule.row, tee, dim);
        }
    }
}

/// The bottom line; where the find line is open, the place of its cursor.
pub(super) fn status(view: View<'_>, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let area = view.areas.status;
    if area.is_empty() {
        return None;
    }
    let right = progress(view);
    let right_width = width(&right) as u16;
    let room = Area { width: area.width.saturating_sub(right_width + 2), ..area };
    let column = (area.column + area.width).saturating_sub(right_width + 1);
    canvas.text(area, column, &right, view.palette.dim);
    if view.app.find().open {
        return Some(find_line(view, canvas, room));
    }
    if let Some(message) = view.app.message() {
        let style = if message.is_error { view.palette.error } else { view.palette.accent };
        canvas.fitted(room, 1, &message.text, style);
    } else if let Some(pressed) = pressed(view) {
        canvas.text(room, 1, &pressed, view.palette.accent);
    } else if matches!(view.app.overlay(), Overlay::None | Overlay::Hints(_)) {
        hints(view, canvas, room);
    }
    None
}

/// `p. 12  ·  34 %  ·  1 min left`, and before it which match was gone to.
fn progress(view: View<'_>) -> String {
    let Some(article) = view.app.article() else { return String::new() };
    let progress = article.progress();
    let words = f64::from(article.document().metadata().words) * (1.0 - progress);
    let left = reading_minutes(words as u32);
    let percent = format!("{} %", (progress * 100.0).floor());
    let left = (left > 0).then(|| format!("{left} min left"));
    let find = view.app.find();
    let count = find.count().filter(|_| find.pattern().is_some());
    let page = article.document().page_at(article.visible_span().start);
    let page = page.map(|page| format!("p. {}", visible::line(&page.label)));
    let parts: Vec<String> = [count, page, Some(percent), left].into_iter().flatten().collect();
    let few = view.areas.screen.width < 60;
    let shown = if few { parts.get(..parts.len().min(2)).unwrap_or_default() } else { &parts };
    shown.join(view.palette.symbols.dot)
}

fn find_line(view: View<'_>, canvas: &mut Canvas<'_>, area: Area) -> (u16, u16) {
    let find = view.app.find();
    let sign = if find.backward { "\\" } else { "/" };
    let column = canvas.text(area, 1, sign, view.palette.accent);
    let cursor = column.saturating_add(u16::try_from(find.input.visual_cursor()).unwrap_or(0));
    let behind = canvas.text(area, column, find.input.value(), view.palette.text);
    let note = match (&find.error, find.missed()) {
        (Some(error), _) => error.clone(),
        (None, true) => "not found".to_owned(),
        (None, false) => find.switches(),
    };
    let style =
        if find.error.is_some() || find.missed() { view.palette.error } else { view.palette.dim };
    let behind = canvas.fitted(area, behind + 2, &note, style);
    hints(
        view,
        canvas,
        Area { column: behind, width: (area.column + area.width).saturating_sub(behind), ..area },
    );
    (cursor.min(area.column + area.width), area.row)
}

/// A count or the letter that is waited for.
fn pressed(view: View<'_>) -> Option<String> {
    let pressed = view.app.pressed();
    match (pressed.letter_for, pressed.count) {
        (Some(Command::SetMark), _) => Some("mark: a letter".to_owned()),
        (Some(_), _) => Some("go to mark: its letter, or ' to go back".to_owned()),
        (None, Some(count)) if pressed.sequence.is_empty() => Some(count.to_string()),
        _ => None,
    }
}

/// Keys that are worth knowing here, from the catalogue; those that fit whole.
fn hints(view: View<'_>, canvas: &mut Canvas<'_>, area: Area) {
    let context = match (view.app.context(), view.app.overlay()) {
        (_, Overlay::Hints(_)) => {
            canvas.text(area, 1, "type a link's letters", view.palette.accent);
            return;
        }
        (Context::Article | Context::Facts, _) => Context::Reader,
        (context, _) => context,
    };
    let mut column = area.column + 1;
    for entry in CATALOGUE.iter().filter(|entry| entry.context == context) {
        let Some(hint) = entry.hint else { continue };
        let Some(keys) =
            view.app.settings().keymap.keys_of(entry.command).first().map(ToString::to_string)
        else {
            continue;
        };
        let needed = (width(&keys) + 1 + width(hint) + 3) as u16;
        if column.saturating_add(needed) > area.column + area.width {
            return;
        }
        column = canvas.text(area, column, &keys, view.palette.accent) + 1;
        column = canvas.text(area, column, hint, view.palette.dim) + 3;
    }
}

/// The hints of a context on one line, for the edge of a frame.
pub(super) fn hint_line(view: View<'_>, context: Context) -> String {
    let keymap = &view.app.settings().keymap;
    let hint = |entry: &crate::app::command::Entry| {
        let scopes = matches!(view.app.overlay(), Overlay::Search(_));
        let key = keymap.keys_of(entry.command).first()?.to_string();
        let hint = entry.hint.filter(|_| entry.command != Command::ListScope || scopes)?;
        Some(format!("{key} {hint}"))
    };
    let shown = CATALOGUE.iter().filter(|entry| entry.context == context);
    shown.filter_map(hint).collect::<Vec<_>>().join("  ")
}
