//! Whole frames at the three sizes, as symbols, and with styles where a colour tells.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Modifier;

use super::draw;
use crate::app::script::Script;
use crate::load::{Columns, Options, Source, expand};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

const GUIDE: &str = "# A short guide\n\nBy Ana Ruiz\n\nRead **this** first, then [the rest](#tables). Some `code` here.\n\n\
- one item that is long enough to be wrapped over the end of its line on a narrow screen\n- another\n  1. nested\n\n\
> Quoted words stand behind a bar.\n\n```\nlet code = \"kept as it is\";\n```\n\n## Tables\n\n\
| City | Ships | Note |\n|---|---:|---|\n| Porto | 120 | the old harbour, with its cranes and sheds |\n| Oslo | 7 | quiet |\n\n---\n\nEnd.\n";

fn terminal(script: &Script, columns: u16, rows: u16) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| draw(&script.app, frame)).unwrap();
    terminal
}

fn frame(script: &Script, columns: u16, rows: u16) -> String {
    terminal(script, columns, rows).backend().to_string()
}

#[test]
fn the_sample_at_three_sizes() {
    for (columns, rows) in SIZES {
        let script = Script::sample(columns, rows);
        insta::assert_snapshot!(format!("sample_{columns}x{rows}"), frame(&script, columns, rows));
    }
}

#[test]
fn the_facts_in_use_at_three_sizes() {
    for (columns, rows) in SIZES {
        let mut script = Script::sample(columns, rows);
        script.press("tab j j");
        insta::assert_snapshot!(format!("facts_{columns}x{rows}"), frame(&script, columns, rows));
    }
}

/// Small documents of every format; those that another process reads are looked at in a
/// terminal.
#[path = "../../tests/fuzz/seeds.rs"]
mod seeds;

/// The name that goes with a format where its content alone does not tell.
fn name_of(format: &str) -> String {
    match format {
        "plain" => "a.txt".to_owned(),
        "markdown" => "a.md".to_owned(),
        "mail" => "a.eml".to_owned(),
        "rss" | "atom" => "a.xml".to_owned(),
        "gzip" => "a.txt.gz".to_owned(),
        other => format!("a.{other}"),
    }
}

#[test]
fn the_documents_of_each_format() {
    // A list of feeds is one of files beside it.
    let folder = tempfile::tempdir().unwrap();
    for (format, _, bytes) in seeds::seeds() {
        let path =
            folder.path().join(if format == "rss" { "news.xml".into() } else { name_of(format) });
        std::fs::write(&path, &bytes).unwrap();
    }
    for (format, _, bytes) in seeds::seeds() {
        let source = match format {
            "pdf" | "rtf" => continue,
            "opml" => Source::File(folder.path().join(name_of(format))),
            _ => Source::memory(name_of(format), bytes),
        };
        let found = expand(source, &Options::default(), &Columns::default());
        let found = found.collect::<Result<Vec<Source>, _>>().unwrap();
        let script = Script::of(found, 80, 24);
        insta::assert_snapshot!(format!("format_{format}"), frame(&script, 80, 24));
    }
}

#[test]
fn markdown_at_three_sizes() {
    for (columns, rows) in SIZES {
        let script = Script::texts(&[("guide.md", GUIDE)], columns, rows);
        insta::assert_snapshot!(
            format!("markdown_{columns}x{rows}"),
            frame(&script, columns, rows)
        );
    }
}

#[test]
fn search_card_help_and_outline_at_three_sizes() {
    for (columns, rows) in SIZES {
        let mut script = Script::sample(columns, rows);
        for (name, keys) in [
            ("search", "ctrl-p b o r d e r"),
            ("card", "/ c o t t o n enter K"),
            ("help", "? m a r k"),
            ("outline", "o"),
            ("which_key", "z"),
        ] {
            script.press(keys);
            insta::assert_snapshot!(
                format!("{name}_{columns}x{rows}"),
                frame(&script, columns, rows)
            );
            script.press("esc");
        }
    }
}

#[test]
fn the_find_line_shows_where_the_match_is() {
    let mut script = Script::sample(80, 24);
    script.press("/ m o s c o w");
    let terminal = terminal(&script, 80, 24);
    let buffer = terminal.backend().buffer();
    let lit: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.bg == ratatui::style::Color::Indexed(215))
        .map(|cell| cell.symbol())
        .collect();
    assert_eq!(lit, "Moscow");
    let screen = terminal.backend().to_string();
    assert!(screen.contains("/moscow"), "{screen}");
    assert!(screen.contains("1/5"), "{screen}");
}

#[test]
fn ascii_draws_nothing_but_ascii_around_the_text() {
    let mut script = Script::texts(&[("guide.md", GUIDE), ("b.md", "# B\n")], 120, 30);
    script.app.set_look(crate::app::Theme::None, true);
    for keys in ["] d [ d", "tab", "ctrl-p c i t y", "esc ?", "esc z"] {
        script.press(keys);
        let screen = frame(&script, 120, 30);
        let foreign: String =
            screen.chars().filter(|character| !character.is_ascii() && *character != '•').collect();
        assert_eq!(foreign, "", "after {keys}\n{screen}");
    }
}

#[test]
fn without_colours_nothing_is_told_by_colour() {
    let mut script = Script::sample(80, 24);
    script.app.set_look(crate::app::Theme::None, false);
    script.press("/ m o s c o w enter");
    let terminal = terminal(&script, 80, 24);
    let buffer = terminal.backend().buffer();
    assert!(
        buffer.content().iter().all(|cell| cell.fg == ratatui::style::Color::Reset
            && cell.bg == ratatui::style::Color::Reset)
    );
    let reversed: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(|cell| cell.symbol())
        .collect();
    assert!(reversed.starts_with("Moscow"), "{reversed}");
}

#[test]
fn no_control_character_reaches_the_buffer() {
    let hostile = "Title \u{1b}]0;owned\u{7}\n\nText \u{1b}[31mred\u{9b}2J and \u{202e}evil\u{7f} \u{85} said Ana Ruiz\u{1b}[0m of Os\u{2}lo.\n";
    let mut script =
        Script::texts(&[("\u{1b}[31mname\u{202e}.md", hostile), ("b\u{7}.txt", hostile)], 100, 24);
    for keys in
        ["tab", "tab", "ctrl-p", "esc K", "esc o", "esc / r u i z", "esc ] d", "z !", "esc d"]
    {
        script.press(keys);
        let screen = frame(&script, 100, 24);
        assert!(
            !screen.chars().any(|character| character != '\n'
                && crate::document::visible::symbol(character).is_some()),
            "after {keys}\n{screen:?}"
        );
    }
}

#[test]
fn every_size_down_to_one_cell_is_drawn() {
    let mut script = Script::texts(&[("guide.md", GUIDE)], 80, 24);
    for keys in [
        "g g",
        "tab",
        "K",
        "esc esc o",
        "esc ctrl-p a",
        "esc ?",
        "esc / x",
        "esc z",
        "x v",
        "esc l",
    ] {
        script.press(keys);
        for (columns, rows) in
            [(1, 1), (1, 5), (5, 1), (2, 2), (3, 3), (9, 4), (20, 6), (61, 9), (300, 100)]
        {
            script.act(crate::app::Action::Resize(columns, rows));
            frame(&script, columns, rows);
        }
    }
}
