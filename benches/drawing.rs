//! Frames of the reader: a Page Down from key to frame, with and without facts.
//!
//! `cargo bench --bench drawing`. Compare the rows of one run with each other.

use std::sync::Arc;

use divan::Bencher;
use gleaner::app::action::Listed;
use gleaner::app::key::{Key, KeyCode};
use gleaner::app::{Action, App, Effect, Settings};
use gleaner::facts::extract;
use gleaner::load::{Options, Source, load};
use gleaner::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;

fn main() {
    divan::main();
}

/// News-like text with names, dates and numbers, long enough to page through.
fn text() -> String {
    let paragraph = "On 3 March 2021 Mayor Ana Ruiz told the Port Authority in Porto that over \
        1,200 ships had called, 12 percent more than a year earlier. \"We need 40 million euros,\" \
        she said, and officials warned that the quay would close.\n\n";
    paragraph.repeat(4_000)
}

fn app(facts: bool) -> App {
    let mut app = App::new(Settings::default(), 120, 40);
    let source = Source::memory("news.txt", text().into_bytes());
    let listed = Listed { source: source.clone(), failure: None };
    for effect in app.update(Action::Listed(vec![listed])) {
        let Effect::Load { id, generation, .. } = effect else { continue };
        let document = Arc::new(load(&source, &Options::default()).expect("text in memory"));
        app.update(Action::Loaded {
            id,
            generation,
            document: Arc::clone(&document),
            complete: true,
            saved: None,
        });
        if facts {
            app.update(Action::Extracted { id, generation, facts: Arc::new(extract(&document)) });
        }
    }
    app
}

fn page_down(bencher: Bencher<'_, '_>, facts: bool) {
    let mut app = app(facts);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a buffer in memory");
    bencher.bench_local(move || {
        app.update(Action::Key(Key::plain(KeyCode::PageDown)));
        app.settle();
        terminal.draw(|frame| ui::draw(&app, frame)).expect("a buffer in memory");
    });
}

#[divan::bench]
fn page_down_without_facts(bencher: Bencher<'_, '_>) {
    page_down(bencher, false);
}

#[divan::bench]
fn page_down_beside_thousands_of_facts(bencher: Bencher<'_, '_>) {
    page_down(bencher, true);
}

#[divan::bench]
fn resize(bencher: Bencher<'_, '_>) {
    let mut app = app(true);
    let mut terminal = Terminal::new(TestBackend::new(120, 40)).expect("a buffer in memory");
    let mut columns = 120;
    bencher.bench_local(move || {
        columns = if columns == 120 { 100 } else { 120 };
        app.update(Action::Resize(columns, 40));
        app.settle();
        terminal.backend_mut().resize(columns, 40);
        terminal.draw(|frame| ui::draw(&app, frame)).expect("a buffer in memory");
    });
}
