//! Finding in the text, going to facts, searching everything.

use crate::driver::{CTRL_P, ENTER, ESC, Home, TAB, View, paragraphs};

#[test]
fn matches_are_counted_lit_and_stepped_through() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("/number 2");
    terminal.wait_for_text("It closes with number 2.");
    terminal.keys(ENTER);
    // 2 and 20 to 29.
    terminal.wait_for("the first of eleven", |view| view.status().contains("1/11"));
    terminal.keys("n");
    let view = terminal.wait_for("the second of eleven", |view| view.status().contains("2/11"));
    assert!(view.shows("It closes with number 20."), "{}", view.picture());
    assert!(view.is_lit("number 2"), "{}", view.picture());
    terminal.keys("N");
    terminal.wait_for("the first again", |view| view.status().contains("1/11"));
    terminal.keys("N");
    terminal.wait_for("the last, from the other end", |view| view.status().contains("11/11"));
    terminal.keys(ESC);
    terminal.wait_for("no light", |view| !view.is_lit("number 2"));
    terminal.quit();
}

#[test]
fn leaving_the_find_line_goes_back_to_where_it_was_opened() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    let before = terminal.go_to_line(21, "Paragraph 11 opens");
    terminal.keys("/number 55");
    terminal.wait_for_text("It closes with number 55.");
    terminal.keys(ESC);
    let after = terminal.wait_for_top("Paragraph 11 opens");
    assert_eq!(after.article(), before.article());
    terminal.keys("/no such words");
    terminal.wait_for_text("not found");
    terminal.keys(ESC);
    terminal.wait_for("the find line to close", |view| !view.shows("not found"));
    assert_eq!(terminal.wait_for_top("Paragraph 11 opens").article(), before.article());
    terminal.quit();
}

/// Facts stand beside the text, and a few letters of one lead to its sentence.
#[test]
fn a_fact_is_filtered_for_and_gone_to() {
    let mut terminal = Home::new().reader(&[]).size(120, 24).open();
    terminal.wait_for("the facts", |view| view.header().contains("facts"));
    terminal.keys(TAB);
    terminal.keys("/homeland");
    let narrowed = |view: &View| {
        let facts: Vec<String> = view.screen.rows(80, 40).collect();
        let has = |text: &str| facts.iter().any(|row| row.contains(text));
        has("Homeland Security") && !has("Tom Cotton")
    };
    terminal.wait_for("the facts to narrow", narrowed);
    // The first Enter leaves the filter, the second goes to the chosen row.
    terminal.keys(ENTER);
    terminal.keys("j");
    terminal.keys(ENTER);
    let view = terminal.wait_for("the sentence", |view| {
        view.focus().contains("Security's annual threat assessment echoes")
    });
    assert!(view.is_lit("Homeland Security"), "{}", view.picture());
    terminal.quit();
}

#[test]
fn a_search_result_is_gone_to() {
    let home = Home::new();
    home.file("a.txt", "The first text is short.\n");
    home.file("b.txt", format!("{}A lighthouse stands alone.\n", paragraphs(60)));
    let mut terminal = home.reader(&["a.txt", "b.txt"]).open();
    terminal.wait_for_text("The first text is short.");
    terminal.keys(CTRL_P);
    terminal.keys("lighth");
    terminal.wait_for_text("A lighthouse stands alone.");
    terminal.keys(ENTER);
    let view = terminal.wait_for("the sentence", |view| {
        view.focus().starts_with("A lighthouse stands alone.") && view.header().ends_with("2/2")
    });
    assert!(view.is_lit("lighth"), "{}", view.picture());
    terminal.keys(crate::driver::CTRL_O);
    terminal.wait_for("the first text", |view| view.header().ends_with("1/2"));
    terminal.quit();
}

#[test]
fn leaving_the_search_changes_nothing() {
    let home = Home::new();
    home.file("a.txt", format!("{}A lighthouse stands alone.\n", paragraphs(60)));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for("the facts", |view| view.header().contains("facts"));
    let before = terminal.go_to_line(21, "Paragraph 11 opens");
    terminal.keys(CTRL_P);
    terminal.keys("lighth");
    terminal.wait_for_text("A lighthouse stands alone.");
    terminal.close_overlay();
    let after = terminal.wait_for_top("Paragraph 11 opens");
    assert_eq!(after.rows(), before.rows(), "{}", after.picture());
    terminal.quit();
}
