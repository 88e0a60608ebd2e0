//! However the program ends, the terminal is as it was before.

use crate::driver::{
    CTRL_C, Home, Terminal, is_running, paragraphs, send_signal, wait_for_file, wait_until,
};

/// A reader that holds every mode it may take: the mouse too.
fn reading(home: &Home) -> Terminal {
    home.file("a.txt", paragraphs(60));
    let terminal = home.reader(&["--mouse", "a.txt"]).open();
    let view = terminal.wait_for_top("Paragraph 1 opens");
    assert!(view.screen.alternate_screen() && view.screen.bracketed_paste());
    assert_ne!(terminal.modes(), terminal.modes_before(), "raw mode is on");
    terminal
}

#[test]
fn quitting_restores_the_terminal() {
    for keys in ["q", "ZZ", CTRL_C, ":quit\r"] {
        let mut terminal = reading(&Home::new());
        terminal.keys(keys);
        let ended = terminal.wait_for_end();
        assert!(ended.status.success(), "{keys:?}: {:?}", ended.status);
        ended.assert_restored();
    }
}

#[test]
fn signals_restore_the_terminal_and_end_the_program_as_they_would() {
    for (signal, description) in [("TERM", "Terminated"), ("HUP", "Hangup"), ("INT", "Interrupt")] {
        let mut terminal = reading(&Home::new());
        terminal.signal(signal);
        let ended = terminal.wait_for_end();
        ended.assert_killed_by(description);
        ended.assert_restored();
    }
}

/// What a shell sees: its own modes, and a status that names the signal.
#[test]
fn a_shell_finds_its_modes_and_the_status() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    let script = "stty -g > before; \
                  sh -c 'echo $$ > process; exec \"$GLEANER\" a.txt'; echo $? > status; \
                  stty -g > after; echo done > end";
    let mut terminal = home.shell(script).open();
    terminal.wait_for_top("Paragraph 1 opens");
    let process = wait_for_file(&home.path("process"), |content| content.ends_with('\n'));
    send_signal("TERM", process.trim());
    let ended = terminal.wait_for_end();
    ended.assert_restored();
    assert_eq!(home.content("status"), "143\n");
    assert_eq!(home.content("after"), home.content("before"));
    assert_ne!(home.content("before"), "");
}

/// There is no moment between the terminal's being taken and the signals' being heard.
#[test]
fn a_signal_at_the_first_byte_restores_the_terminal() {
    let home = Home::new();
    for _ in 0..4 {
        let mut terminal = home.reader(&[]).open();
        terminal.wait_for_bytes("the first byte", 0, |bytes| !bytes.is_empty());
        terminal.signal("TERM");
        let ended = terminal.wait_for_end();
        ended.assert_killed_by("Terminated");
        ended.assert_restored();
    }
}

/// The end of the session's first process is what a closed window is to the others.
#[test]
fn a_closed_window_ends_the_program_and_keeps_the_place() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let mut terminal =
        home.shell("sh -c 'echo $$ > process; exec \"$GLEANER\" a.txt'; exit").open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.go_to_line(41, "Paragraph 21 opens");
    let process = home.content("process");
    assert!(is_running(process.trim()));
    send_signal("KILL", &terminal.process().to_string());
    wait_until("the reader to end", || !is_running(process.trim()));
    home.reader(&["a.txt"]).open().wait_for_top("Paragraph 21 opens");
}
