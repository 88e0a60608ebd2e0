//! The editor and the copy command.

use crate::driver::{ENTER, Home, paragraphs, wait_for_file};

/// An editor that tells how it was called and adds a line at both ends.
fn editor(home: &Home) -> String {
    let script = home.script(
        "editor",
        "for argument; do echo \"$argument\"; done > called\n\
         stty -a | grep -o -- '-*icanon' >> called\n\
         eval \"file=\\${$#}\"\n\
         printf 'A line before.\\n\\n' | cat - \"$file\" > new\n\
         echo 'A line behind.' >> new\n\
         cat new > \"$file\"\n",
    );
    script.to_str().unwrap().to_owned()
}

#[test]
fn the_editor_opens_at_the_line_and_the_new_text_is_read() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal =
        home.reader(&["a.txt"]).variable("EDITOR", format!("'{}' --wait", editor(&home))).open();
    terminal.wait_for_top("Paragraph 1 opens");
    let before = terminal.go_to_line(41, "Paragraph 21 opens");
    let written = terminal.written();
    terminal.keys("e");
    let called = wait_for_file(&home.path("called"), |content| content.lines().count() >= 4);
    // The editor finds the terminal as it was before the reader took it.
    assert_eq!(called.lines().collect::<Vec<_>>(), ["--wait", "+41", "a.txt", "icanon"]);
    terminal.wait_for_bytes("the screen to be left and taken again", written, |bytes| {
        let left = memchr::memmem::find(bytes, b"\x1b[?1049l");
        left.is_some_and(|at| memchr::memmem::find(&bytes[at..], b"\x1b[?1049h").is_some())
    });
    let after = terminal.wait_for_text("read again");
    assert_eq!(after.top(), before.top(), "{}", after.picture());
    assert!(!after.header().contains("changed on disk"), "{}", after.header());
    terminal.keys("G");
    terminal.wait_for_text("A line behind.");
    terminal.quit().assert_restored();
}

#[test]
fn keys_go_to_the_editor_while_it_runs() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let script = home.script("editor", "echo ready; read answer; echo \"$answer\" > answered\n");
    let mut terminal = home.reader(&["a.txt"]).variable("VISUAL", script).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("e");
    terminal.wait_for_text("ready");
    terminal.keys("GGGq\n");
    assert_eq!(wait_for_file(&home.path("answered"), |content| content.ends_with('\n')), "GGGq\n");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.quit().assert_restored();
}

#[test]
fn an_interrupt_in_the_editor_is_not_one_of_the_reader() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    let script = home.script(
        "editor",
        "trap 'echo interrupted > answered' INT; echo ready; read answer; exit 0\n",
    );
    let mut terminal = home.reader(&["a.txt"]).variable("EDITOR", script).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("e");
    terminal.wait_for_text("ready");
    terminal.keys(crate::driver::CTRL_C);
    wait_for_file(&home.path("answered"), |content| content == "interrupted\n");
    terminal.keys("\n");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("?");
    terminal.wait_for_text("Show and search all keys");
    terminal.close_overlay();
    terminal.quit().assert_restored();
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    let mut terminal =
        home.reader(&["a.txt"]).variable("EDITOR", "no-such-editor").size(200, 24).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("e");
    terminal.wait_for("the complaint", |view| {
        view.status().contains("no-such-editor") && view.status().contains("did not start")
    });
    terminal.quit().assert_restored();
}

#[test]
fn what_is_copied_goes_to_the_terminals_clipboard() {
    let home = Home::new();
    home.file("a.txt", "Ships lie here — in winter.\nThey are “old”.\n");
    let mut terminal = home.reader(&["a.txt"]).open();
    terminal.wait_for_text("Ships lie here");
    terminal.keys("y");
    let copied = |count: usize| move |view: &crate::driver::View| view.told.copied.len() == count;
    let view = terminal.wait_for("one copy", copied(1));
    assert_eq!(view.told.copied[0], "Ships lie here — in winter.");
    terminal.wait_for("how much was copied", |view| view.status().contains("27 characters"));
    terminal.keys("Y");
    let view = terminal.wait_for("two copies", copied(2));
    assert_eq!(view.told.copied[1], "“Ships lie here — in winter.” — a.txt, a.txt:1");
    terminal.keys("vp");
    terminal.keys(ENTER);
    let view = terminal.wait_for("three copies", copied(3));
    assert_eq!(view.told.copied[2], "Ships lie here — in winter.\nThey are “old”.");
    terminal.quit().assert_restored();
}

#[test]
fn the_copy_command_takes_the_place_of_the_terminals_clipboard() {
    let home = Home::new();
    home.file("a.txt", "Ships lie here — in winter.\n");
    let script = home.script("copier", "cat > \"$1\"; echo >> \"$1\"\n");
    let command = format!("'{}' 'the copy'", script.display());
    let mut terminal = home.reader(&["--copy-command", &command, "a.txt"]).open();
    terminal.wait_for_text("Ships lie here");
    terminal.keys("y");
    let copied = wait_for_file(&home.path("the copy"), |content| content.ends_with('\n'));
    assert_eq!(copied, "Ships lie here — in winter.\n");
    let ended = terminal.quit();
    assert!(ended.view.told.copied.is_empty(), "{:?}", ended.view.told);
    ended.assert_restored();
}

#[test]
fn secure_mode_starts_and_copies_nothing_however_it_is_asked_for() {
    for (arguments, variable) in
        [(&["--secure", "a.md"][..], ""), (&["a.md"], "LESSSECURE"), (&["a.md"], "GLEANER_SECURE")]
    {
        let home = Home::new();
        home.file("a.md", "See [the council](https://example.org/) and [one](b.md).\n");
        let mut start = home.reader(arguments).variable("EDITOR", editor(&home));
        if !variable.is_empty() {
            start = start.variable(variable, "1");
        }
        let mut terminal = start.open();
        terminal.wait_for_text("See the council");
        for (keys, told) in [
            ("e", "the editor is off in secure mode"),
            ("y", "copying is off in secure mode"),
            ("Y", "copying is off in secure mode"),
        ] {
            terminal.keys(keys);
            terminal.wait_for(told, |view| view.status().contains(told));
        }
        let ended = terminal.quit();
        assert!(ended.view.told.copied.is_empty(), "{:?}", ended.view.told.copied);
        assert_eq!(home.content("called"), "");
        ended.assert_restored();
    }
}
