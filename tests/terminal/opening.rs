//! What can be named on the command line, and what of it is seen.

use crate::driver::{CTRL_N, Home, paragraphs};

#[test]
fn without_a_path_the_sample_opens_with_its_facts() {
    let terminal = Home::new().reader(&[]).size(120, 40).open();
    let view = terminal.wait_for("the facts", |view| view.header().contains("facts"));
    assert!(view.header().starts_with(" sample"), "{}", view.header());
    assert!(view.header().contains("2024-03-31"), "{}", view.header());
    assert!(view.shows("Following the devastating ISIS-K"), "{}", view.picture());
    let facts: Vec<String> = view.screen.rows(80, 40).collect();
    for fact in ["PEOPLE", "Tom Cotton", "137 individuals", "901,549 attempts"] {
        assert!(facts.iter().any(|row| row.contains(fact)), "{fact}: {}", view.picture());
    }
    terminal.quit().assert_restored();
}

#[test]
fn a_file_opens_under_its_title() {
    let home = Home::new();
    home.file("notes.md", "# Harbours of the north\n\nShips lie *here* in winter.\n");
    let terminal = home.reader(&["notes.md"]).open();
    let view = terminal.wait_for_text("Ships lie here in winter.");
    assert!(view.header().starts_with(" Harbours of the north"), "{}", view.header());
    terminal.quit().assert_restored();
}

#[test]
fn the_documents_of_a_folder_are_stepped_through() {
    let home = Home::new();
    for name in ["b", "a", "c/d"] {
        home.file(&format!("folder/{name}.txt"), format!("This is the text of {name}.\n"));
    }
    let mut terminal = home.reader(&["folder"]).open();
    let at = |number| move |view: &crate::driver::View| view.header().ends_with(number);
    terminal.wait_for("the first of three", at("1/3"));
    terminal.wait_for_text("This is the text of a.");
    terminal.keys("]d");
    terminal.wait_for_text("This is the text of b.");
    terminal.wait_for("the second of three", at("2/3"));
    terminal.keys(CTRL_N);
    terminal.wait_for_text("This is the text of c/d.");
    terminal.keys("]d");
    terminal.wait_for_text("this is the last document");
    terminal.keys("[d");
    terminal.wait_for_text("This is the text of b.");
    terminal.quit().assert_restored();
}

#[test]
fn a_pipe_that_brings_nothing_yet_is_waited_for() {
    let home = Home::new();
    let script = "mkfifo pipe; cat pipe | \"$GLEANER\" -";
    let terminal = home.shell(script).open();
    terminal.wait_for_text("looking for documents");
    std::fs::write(home.path("pipe"), "The text came.\n").unwrap();
    terminal.wait_for_text("The text came.");
    terminal.quit().assert_restored();
}

/// A collection through a pipe, its members, and what is left out of them.
#[test]
fn an_archive_in_a_pipe_lists_what_is_in_it() {
    let home = Home::new();
    let mut archive = tar::Builder::new(Vec::new());
    for (name, text) in [("one.md", "# One\n\nThe first.\n"), ("two.txt", "The second.\n")] {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        archive.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    home.file("x.tar", archive.into_inner().unwrap());
    let mut terminal = home.shell("cat x.tar | \"$GLEANER\"").open();
    terminal.wait_for("the list", |view| view.header().ends_with("1/2"));
    terminal.wait_for_text("The first.");
    terminal.keys("]d");
    terminal.wait_for_text("The second.");
    terminal.quit().assert_restored();
}

#[test]
fn a_pipe_is_read_while_keys_come_from_the_terminal() {
    let home = Home::new();
    home.file("text.txt", paragraphs(40));
    let mut terminal = home.shell("cat text.txt | \"$GLEANER\"").open();
    terminal.wait_for_text("Paragraph 1 opens at the harbour.");
    terminal.keys("G");
    terminal.wait_for_text("It closes with number 40.");
    terminal.quit().assert_restored();
}

#[test]
fn a_stream_is_shown_while_it_still_comes() {
    let home = Home::new();
    let script = "mkfifo pipe; (printf 'The beginning came.\\n\\n'; cat pipe) | \"$GLEANER\" -";
    let mut terminal = home.shell(script).open();
    terminal.wait_for_text("The beginning came.");
    terminal.keys("?");
    terminal.wait_for_text("Show and search all keys");
    terminal.close_overlay();
    std::fs::write(home.path("pipe"), "The rest came too.\n").unwrap();
    terminal.wait_for_text("The beginning came. The rest came too.");
    terminal.quit().assert_restored();
}

#[test]
fn a_list_of_files_opens_them_all() {
    let home = Home::new();
    home.file("one.txt", "The first one.\n");
    home.file("with space.txt", "The second one.\n");
    home.file("list", "one.txt\nwith space.txt\n");
    for script in ["\"$GLEANER\" --files-from list", "cat list | \"$GLEANER\" --files-from -"] {
        let mut terminal = home.shell(script).open();
        terminal.wait_for("the list", |view| view.header().ends_with("1/2"));
        terminal.wait_for_text("The first one.");
        terminal.keys("]d");
        let view = terminal.wait_for_text("The second one.");
        assert!(view.header().ends_with("2/2"), "{}", view.header());
        terminal.quit().assert_restored();
    }
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_opens() {
    let home = Home::new();
    home.file("folder/a.txt", "The one that can be read.\n");
    home.file("folder/picture.bin", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\xff\xfe\0\0");
    std::os::unix::fs::symlink("nowhere", home.path("folder/broken.txt")).unwrap();
    let mut terminal = home.reader(&["missing.txt", "folder"]).open();
    terminal.wait_for_text("The one that can be read.");
    terminal.keys("z!");
    let view = terminal.wait_for_text("missing.txt");
    for name in ["picture.bin", "broken.txt"] {
        assert!(view.shows(name), "{name}: {}", view.picture());
    }
    terminal.close_overlay();
    terminal.quit().assert_restored();
}

#[test]
fn a_first_file_that_is_no_text_is_passed_over() {
    let home = Home::new();
    home.file("folder/a.bin", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0");
    home.file("folder/b.txt", "The one that can be read.\n");
    let terminal = home.reader(&["folder"]).open();
    terminal.wait_for_text("The one that can be read.");
    terminal.quit().assert_restored();
}

#[test]
fn a_file_that_is_not_there_is_named_with_the_reason() {
    let mut terminal = Home::new().reader(&["missing.txt"]).open();
    terminal.wait_for("the name and the reason", |view| {
        view.shows("missing.txt") && view.shows("no such file")
    });
    terminal.keys("q");
    let ended = terminal.wait_for_end();
    assert_eq!(ended.status.exit_code(), 1, "nothing could be read");
    ended.assert_restored();
}

#[test]
fn where_no_terminal_looks_the_plain_text_is_printed() {
    let home = Home::new();
    home.file("a.md", "# Title\n\nSome *text*.\n");
    let mut terminal = home.shell("\"$GLEANER\" a.md | cat").open();
    let ended = terminal.wait_for_end();
    assert!(ended.status.success());
    let view = terminal.wait_for_text("Some");
    assert!(!view.bytes.contains(&0x1b), "{:?}", String::from_utf8_lossy(&view.bytes));
    assert!(view.rows()[0].contains("Title"), "{}", view.picture());
}
