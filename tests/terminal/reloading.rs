//! Files that change while they are read.

use crate::driver::{Home, paragraphs};

#[test]
fn a_change_is_told_by_itself_and_read_on_demand() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    let before = terminal.go_to_line(41, "Paragraph 21 opens");
    home.file("a.txt", format!("A new beginning.\n\n{}A new end.\n", paragraphs(60)));
    let told = terminal.wait_for_text("the file changed: R reads it again");
    assert_eq!(told.top(), before.top(), "the old text stays until then");
    terminal.keys("R");
    let after = terminal.wait_for_text("read again");
    assert_eq!(after.top(), before.top(), "the place is kept: {}", after.picture());
    assert!(!after.header().contains("changed on disk"), "{}", after.header());
    terminal.keys("G");
    terminal.wait_for_text("A new end.");
    terminal.keys("gg");
    terminal.wait_for_top("A new beginning.");
    terminal.quit();
}

#[test]
fn a_file_put_in_the_place_of_another_is_a_change() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    // Twice: the second time it is no longer the file that was first watched.
    for version in ["The first new text.", "The second new text."] {
        let new = home.file("new", format!("{version}\n"));
        std::fs::rename(new, home.path("a.txt")).unwrap();
        terminal.wait_for_text("the file changed: R reads it again");
        terminal.keys("R");
        terminal.wait_for_top(version);
    }
    terminal.quit();
}

#[test]
fn a_file_that_vanishes_is_told_and_its_text_stays() {
    let home = Home::new();
    let path = home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("G");
    terminal.wait_for_text("It closes with number 60.");
    std::fs::remove_file(path).unwrap();
    let view = terminal.wait_for_text("the file is gone: what was read stays here");
    assert!(view.header().contains("gone from disk"), "{}", view.header());
    terminal.keys("R");
    let view = terminal.wait_for("the reason", |view| view.status().contains("no such file"));
    assert!(view.shows("It closes with number 60."), "{}", view.picture());
    terminal.keys("gg");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.quit().assert_restored();
}

#[test]
fn a_file_that_shrinks_is_no_danger() {
    let home = Home::new();
    home.file("a.txt", paragraphs(20_000));
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.wait_for("all of it", |view| view.header().contains("2353 min"));
    home.file("a.txt", "Little is left.\n");
    terminal.wait_for_text("the file changed: R reads it again");
    terminal.keys("R");
    terminal.wait_for_top("Little is left.");
    terminal.quit().assert_restored();
}
