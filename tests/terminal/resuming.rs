//! The place where reading was left.

use crate::driver::{Home, Terminal, View, paragraphs};

fn open(home: &Home, arguments: &[&str]) -> Terminal {
    let terminal = home.reader(arguments).open();
    terminal.wait_for_text("opens at the harbour.");
    terminal
}

/// Opens a text at its paragraph 21 and lets `leave` end the program.
fn read_to_paragraph_21(home: &Home, arguments: &[&str], leave: impl Fn(Terminal)) {
    let mut terminal = open(home, arguments);
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.go_to_line(41, "Paragraph 21 opens");
    leave(terminal);
}

#[test]
fn reading_goes_on_where_it_was_left() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    read_to_paragraph_21(&home, &["a.txt"], |terminal| drop(terminal.quit()));
    open(&home, &["a.txt"]).wait_for_top("Paragraph 21 opens");
    home.file("a.txt", format!("It begins anew.\n\n{}", paragraphs(60)));
    open(&home, &["./a.txt"]).wait_for_top("Paragraph 21 opens");
}

#[test]
fn a_place_far_into_a_large_file_is_found_again() {
    let home = Home::new();
    home.file("a.txt", paragraphs(20_000));
    let mut terminal = open(&home, &["a.txt"]);
    // The rest comes after the first screen.
    terminal.wait_for("all of it", |view| view.header().contains("2353 min"));
    terminal.keys("/number 19990.");
    terminal.wait_for_text("It closes with number 19990.");
    terminal.keys("\r");
    terminal.keys("zt");
    let shown = |view: &View| view.article()[0].ends_with("It closes with number");
    let before = terminal.wait_for("the match at the top", shown);
    terminal.quit();
    let terminal = open(&home, &["a.txt"]);
    // The sentence in focus may be another one on the screen.
    let lines = |view: &View| view.article().join("\n").replace('▌', " ");
    terminal.wait_for("the same place", |view| lines(view) == lines(&before));
    terminal.quit();
}

/// Leaving before all is read must not cost what was kept of the rest.
#[test]
fn a_place_is_kept_by_a_reader_that_leaves_at_once() {
    let home = Home::new();
    home.file("a.txt", paragraphs(5_000));
    let mut terminal = open(&home, &["a.txt"]);
    terminal.wait_for("all of it", |view| view.header().contains("589 min"));
    terminal.keys("G");
    terminal.wait_for_text("It closes with number 5000.");
    terminal.quit();
    for _ in 0..3 {
        let mut terminal = home.reader(&["a.txt"]).open();
        terminal.keys("q");
        terminal.wait_for_end();
    }
    open(&home, &["a.txt"]).wait_for_text("It closes with number 5000.");
}

#[test]
fn without_resuming_nothing_is_kept_or_gone_to() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let quit = |terminal: Terminal| drop(terminal.quit());
    read_to_paragraph_21(&home, &["--no-resume", "a.txt"], quit);
    read_to_paragraph_21(&home, &["a.txt"], quit);
    open(&home, &["--no-resume", "a.txt"]).wait_for_top("Paragraph 1 opens");
}

#[test]
fn a_kill_keeps_the_place() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = Home::new();
        home.file("a.txt", paragraphs(60));
        read_to_paragraph_21(&home, &["a.txt"], |mut terminal| {
            terminal.signal(signal);
            terminal.wait_for_end();
        });
        open(&home, &["a.txt"]).wait_for_top("Paragraph 21 opens");
    }
}
