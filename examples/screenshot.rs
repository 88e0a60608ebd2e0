//! Writes a real frame of the reader as an SVG picture, for the README.
//!
//! ```sh
//! cargo run --example screenshot -- [--light] [--size 120x40] [KEYS…] > docs/screen.svg
//! ```
//!
//! KEYS are pressed first, as the key table writes them: `tab j j`.

use std::sync::Arc;

use anyhow::Context;
use gleaner::app::action::Listed;
use gleaner::app::key::Keys;
use gleaner::app::{Action, App, Effect, Settings, Theme};
use gleaner::facts::extract;
use gleaner::load::{Options, Source, load};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Pixels of a cell, for a font of 14 pixels.
const CELL: (f32, f32) = (8.43, 18.0);

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1).peekable();
    let light = arguments.next_if_eq("--light").is_some();
    let size = match arguments.next_if_eq("--size") {
        Some(_) => arguments.next().context("--size wants COLUMNSxROWS")?,
        None => "120x40".to_owned(),
    };
    let (columns, rows) = size.split_once('x').context("--size wants COLUMNSxROWS")?;
    let (columns, rows) = (columns.parse()?, rows.parse()?);
    let keys = arguments.collect::<Vec<_>>().join(" ");
    let theme = if light { Theme::Light } else { Theme::Dark };
    let app = reader(Settings { theme, ..Settings::default() }, columns, rows, &keys)?;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows))?;
    terminal.draw(|frame| gleaner::ui::draw(&app, frame))?;
    print!("{}", svg(terminal.backend().buffer(), light));
    Ok(())
}

/// The reader on the embedded sample after some keys.
fn reader(settings: Settings, columns: u16, rows: u16, keys: &str) -> anyhow::Result<App> {
    let mut app = App::new(settings, columns, rows);
    let listed = Listed { source: Source::Sample, failure: None };
    for effect in app.update(Action::Listed(vec![listed])) {
        let Effect::Load { id, generation, source, .. } = effect else { continue };
        let document = Arc::new(load(&source, &Options::default())?);
        let facts = Arc::new(extract(&document));
        app.update(Action::Loaded { id, generation, document, complete: true, saved: None });
        app.update(Action::Extracted { id, generation, facts });
    }
    app.settle();
    if !keys.is_empty() {
        for key in keys.parse::<Keys>()?.0 {
            app.update(Action::Key(key));
            app.settle();
        }
    }
    Ok(app)
}

fn svg(buffer: &Buffer, light: bool) -> String {
    let (front, ground) = if light { ("#24292f", "#ffffff") } else { ("#d4d4d4", "#1e1e1e") };
    let area = buffer.area;
    let (width, height) =
        (f32::from(area.width) * CELL.0 + 16.0, f32::from(area.height) * CELL.1 + 16.0);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{ground}\"/>\n\
         <g font-family=\"ui-monospace, SFMono-Regular, Menlo, DejaVu Sans Mono, monospace\" font-size=\"14\" fill=\"{front}\" xml:space=\"preserve\">\n"
    );
    for row in 0..area.height {
        for (column, text, cell) in runs(buffer, row) {
            out.push_str(&run(column, row, &text, cell, front, ground));
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Stretches of a row in one style: column, text and a cell of it.
fn runs(buffer: &Buffer, row: u16) -> Vec<(u16, String, &Cell)> {
    let mut runs: Vec<(u16, String, &Cell)> = Vec::new();
    for column in 0..buffer.area.width {
        let cell = &buffer[(column, row)];
        match runs.last_mut() {
            Some((_, text, before)) if before.style() == cell.style() => {
                text.push_str(cell.symbol())
            }
            _ => runs.push((column, cell.symbol().to_owned(), cell)),
        }
    }
    runs
}

fn run(column: u16, row: u16, text: &str, cell: &Cell, front: &str, ground: &str) -> String {
    let (left, top) = (8.0 + f32::from(column) * CELL.0, 8.0 + f32::from(row) * CELL.1);
    let width = text.chars().count() as f32 * CELL.0;
    let reversed = cell.modifier.contains(Modifier::REVERSED);
    let (mut text_colour, mut ground_colour) = (colour(cell.fg), colour(cell.bg));
    if reversed {
        text_colour = Some(ground_colour.unwrap_or_else(|| ground.to_owned()));
        ground_colour = Some(colour(cell.fg).unwrap_or_else(|| front.to_owned()));
    }
    let mut out = String::new();
    if let Some(colour) = ground_colour {
        out.push_str(&format!("<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{colour}\"/>\n", CELL.1));
    }
    if text.trim().is_empty() {
        return out;
    }
    let mut style = text_colour.map(|colour| format!(" fill=\"{colour}\"")).unwrap_or_default();
    let marks = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ];
    for (modifier, attribute) in marks {
        if cell.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let baseline = top + CELL.1 - 5.0;
    out.push_str(&format!(
        "<text x=\"{left:.1}\" y=\"{baseline:.1}\" textLength=\"{width:.1}\"{style}>{}</text>\n",
        escaped(text)
    ));
    out
}

fn colour(colour: Color) -> Option<String> {
    let Color::Indexed(index) = colour else { return None };
    let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
    let [red, green, blue] = match index {
        232.. => [8 + (index - 232) * 10; 3],
        16.. => [level((index - 16) / 36), level((index - 16) / 6 % 6), level((index - 16) % 6)],
        _ => return None,
    };
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
