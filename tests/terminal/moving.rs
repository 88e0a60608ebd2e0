//! Moving in the text; the panes over it.

use gleaner::app::command::Command;

use crate::driver::{CTRL_O, ENTER, Home, PAGE_DOWN, PAGE_UP, Terminal, View, paragraphs};

fn reading(count: usize) -> Terminal {
    let home = Home::new();
    home.file("a.txt", paragraphs(count));
    let terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.wait_for("the facts", |view| view.header().contains("facts"));
    terminal
}

#[test]
fn pages_go_on_where_the_last_one_ended() {
    let mut terminal = reading(40);
    let first = terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys(PAGE_DOWN);
    let second = terminal.wait_for("the second page", |view| view.top() != first.top());
    let last_line = first.article().pop().unwrap();
    let joined = [first.article(), second.article()].concat().join("\n");
    assert!(
        second.article()[0].trim() == last_line.trim() || joined.contains("Paragraph 6"),
        "{}{}",
        first.picture(),
        second.picture()
    );
    terminal.keys(PAGE_UP);
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.quit();
}

#[test]
fn start_end_percentage_and_line_are_a_key_away() {
    let mut terminal = reading(60);
    terminal.keys("G");
    let view = terminal.wait_for_text("It closes with number 60.");
    assert!(view.status().contains("100 %"), "{}", view.status());
    terminal.keys("gg");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("50%");
    terminal.wait_for_text("Paragraph 31 opens");
    terminal.keys("41G");
    let view = terminal.wait_for_text("Paragraph 21 opens");
    assert!(view.focus().starts_with("Paragraph 21 opens"), "{}", view.picture());
    terminal.quit();
}

#[test]
fn sentences_and_paragraphs_are_stepped_through() {
    let mut terminal = reading(10);
    let focus = |start| move |view: &View| view.focus().contains(start);
    terminal.keys(")");
    terminal.wait_for("the second sentence", focus("It then speaks of ships"));
    terminal.keys("2)");
    terminal.wait_for("the next paragraph", focus("Paragraph 2 opens"));
    terminal.keys("(");
    terminal.wait_for("the sentence before", focus("It closes with number 1."));
    terminal.keys("3}");
    terminal.wait_for("three paragraphs on", focus("Paragraph 4 opens"));
    terminal.keys("{");
    terminal.wait_for("one back", focus("Paragraph 3 opens"));
    terminal.quit();
}

#[test]
fn a_mark_is_gone_to_and_left_again() {
    let mut terminal = reading(60);
    terminal.keys("41G");
    terminal.wait_for_text("Paragraph 21 opens");
    terminal.keys("ma");
    terminal.wait_for_text("mark a set");
    terminal.keys("gg");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("'a");
    terminal.wait_for_text("Paragraph 21 opens");
    terminal.keys(CTRL_O);
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.quit();
}

#[test]
fn a_new_size_keeps_the_first_word() {
    let mut terminal = reading(60);
    let before = terminal.go_to_line(41, "Paragraph 21 opens");
    assert!(before.focus().starts_with("Paragraph 21 opens"), "{}", before.picture());
    for (columns, rows) in [(40, 12), (120, 40), (20, 5), (1, 1), (200, 60), (80, 24)] {
        terminal.resize(columns, rows);
        let marker = |view: &View| view.top().starts_with("Paragraph 21");
        if columns >= 40 {
            terminal.wait_for(&format!("the word at {columns}×{rows}"), marker);
        }
    }
    let after = terminal.wait_for_top("Paragraph 21 opens");
    assert_eq!(after.rows(), before.rows(), "{}", after.picture());
    terminal.quit();
}

#[test]
fn help_opens_narrows_and_closes() {
    let mut terminal = reading(10);
    let before = terminal.wait_for("the hints", |view| view.status().contains("find"));
    terminal.keys("?");
    terminal.wait_for_text(Command::Help.entry().help);
    terminal.keys("percentage");
    terminal.wait_for("one key", |view| {
        view.shows(Command::Percent.entry().help) && !view.shows(Command::Help.entry().help)
    });
    terminal.close_overlay();
    let after = terminal.wait_for_top("Paragraph 1 opens");
    assert_eq!(after.rows(), before.rows(), "{}", after.picture());
    terminal.quit();
}

#[test]
fn the_outline_leads_to_a_heading() {
    let home = Home::new();
    let chapters: String =
        (1..=9).map(|number| format!("## Chapter {number}\n\n{}", paragraphs(8))).collect();
    home.file("a.md", format!("# Ships\n\n{chapters}"));
    let mut terminal = home.reader(&["a.md"]).open();
    terminal.wait_for_text("Chapter 1");
    terminal.keys("o");
    terminal.wait_for_text("Chapter 9");
    terminal.keys("Chapter 7");
    terminal.wait_for("the outline to narrow", |view| !view.shows("Chapter 9"));
    terminal.keys(ENTER);
    let view = terminal.wait_for("the heading in focus", |view| view.focus() == "Chapter 7");
    assert!(view.shows("Paragraph 1 opens"), "{}", view.picture());
    terminal.keys(CTRL_O);
    terminal.wait_for_top("Ships");
    terminal.quit();
}

#[test]
fn a_damaged_screen_is_drawn_again() {
    let mut terminal = reading(10);
    let before = terminal.wait_for("the hints", |view| view.status().contains("find"));
    let written = terminal.written();
    terminal.keys("\x0c");
    terminal.wait_for_bytes("all of the text", written, |bytes| {
        // Blanks are stepped over.
        memchr::memmem::find_iter(bytes, b"Paragraph").count() == 7
    });
    let after = terminal.wait_for("the hints", |view| view.status().contains("find"));
    assert_eq!(after.rows(), before.rows());
    assert!(memchr::memmem::find(&after.bytes, b"\x1b[6n").is_none(), "the cursor is asked for");
    terminal.quit().assert_restored();
}

#[test]
fn pasted_text_is_typed_where_text_is_typed_and_is_no_command() {
    let mut terminal = reading(40);
    terminal.keys("\x1b[200~q\x1b[201~");
    terminal.keys("/\x1b[200~number 17\n\x1b[201~");
    terminal.wait_for_text("It closes with number 17.");
    terminal.keys(ENTER);
    terminal.wait_for("the count", |view| view.status().contains("1/1"));
    terminal.quit().assert_restored();
}

#[test]
fn the_mouse_is_taken_and_left_by_a_key() {
    let mut terminal = reading(40);
    let mouse = |taken| {
        move |view: &View| {
            (view.screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None) == taken
        }
    };
    terminal.wait_for("the mouse to be the terminal's", mouse(false));
    terminal.keys("zm");
    terminal.wait_for("the mouse to be the reader's", mouse(true));
    // The wheel over the text.
    terminal.keys(&"\x1b[<65;20;10M".repeat(20));
    terminal.wait_for("another page", |view| !view.shows("Paragraph 1 opens"));
    terminal.keys(&"\x1b[<64;20;10M".repeat(20));
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("zm");
    terminal.wait_for("the mouse to be the terminal's", mouse(false));
    terminal.quit().assert_restored();
}

/// A click on a row of the facts leads to its sentence.
#[test]
fn a_fact_is_clicked_on() {
    let home = Home::new();
    let mut terminal = home.reader(&["--mouse"]).size(120, 40).open();
    let view = terminal.wait_for_text("Tom Cotton · Senator");
    let row = view.rows().iter().position(|row| row.contains("Tom Cotton · Senator")).unwrap() + 1;
    let column = 90;
    terminal.keys(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    terminal.wait_for("the sentence", |view| view.focus().contains("Senator Tom Cotton (R-AR)"));
    terminal.quit().assert_restored();
}
