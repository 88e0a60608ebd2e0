//! Ctrl-Z and `fg`.

use crate::driver::{CTRL_Z, Home, Terminal, paragraphs, process_state, wait_until};

/// Waits until the process is stopped, as the system sees it.
#[track_caller]
fn wait_until_stopped(process: u32) {
    let process = process.to_string();
    wait_until("the reader to stop", || process_state(&process) == Some(b'T'));
}

fn reading(home: &Home) -> Terminal {
    home.file("a.txt", paragraphs(60));
    let mut terminal = home.reader(&["--mouse", "a.txt"]).open();
    terminal.wait_for_top("Paragraph 1 opens");
    let view = terminal.go_to_line(41, "Paragraph 21 opens");
    assert!(view.screen.alternate_screen() && view.screen.bracketed_paste());
    assert_ne!(view.screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    terminal
}

/// Stops the reader, looks at the terminal, lets it go on.
fn stop_and_go_on(stop: impl Fn(&mut Terminal)) {
    let home = Home::new();
    let mut terminal = reading(&home);
    let taken = terminal.modes();
    stop(&mut terminal);
    wait_until_stopped(terminal.process());
    terminal
        .wait_for("the shell's screen", |view| !view.screen.alternate_screen())
        .assert_given_back();
    assert_eq!(terminal.modes(), terminal.modes_before());
    // The shell writes and the window changes meanwhile.
    terminal.resize(100, 30);
    terminal.signal("CONT");
    let view = terminal.wait_for("the reader's screen", |view| {
        view.screen.alternate_screen() && view.top().starts_with("Paragraph 21 opens")
    });
    assert!(view.screen.bracketed_paste());
    assert_ne!(view.screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert_eq!(terminal.modes(), taken);
    terminal.keys("gg");
    let view = terminal.wait_for_top("Paragraph 1 opens");
    assert!(view.header().trim_end().chars().count() > 90, "{}", view.picture());
    terminal.quit().assert_restored();
}

#[test]
fn control_z_gives_the_terminal_back_until_the_reader_goes_on() {
    stop_and_go_on(|terminal| terminal.keys(CTRL_Z));
}

#[test]
fn a_stop_signal_gives_the_terminal_back_until_the_reader_goes_on() {
    stop_and_go_on(|terminal| terminal.signal("TSTP"));
}

#[test]
fn a_shell_gets_the_terminal_and_gives_it_back() {
    let home = Home::new();
    home.file("a.txt", paragraphs(60));
    let script =
        "set -m; \"$GLEANER\" a.txt; echo \"stopped: $?\"; read line; fg; echo \"left: $?\"";
    let mut terminal = home.shell(script).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.go_to_line(41, "Paragraph 21 opens");
    terminal.keys(CTRL_Z);
    let view = terminal.wait_for_text("stopped: 1");
    view.assert_given_back();
    terminal.keys("words for the shell\n");
    terminal.wait_for("the reader", |view| {
        view.screen.alternate_screen() && view.top().starts_with("Paragraph 21 opens")
    });
    terminal.keys("gg");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("q");
    terminal.wait_for_text("left: 0");
    terminal.wait_for_end().assert_restored();
}

/// Ctrl-Z in an editor stops all of the job, else the shell would wait for ever.
#[test]
fn a_stop_in_the_editor_stops_the_reader_too() {
    let home = Home::new();
    home.file("a.txt", paragraphs(3));
    let script = home.script("editor", "echo ready; kill -TSTP 0; echo again; read answer\n");
    let mut terminal = home.reader(&["a.txt"]).variable("EDITOR", script).open();
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.keys("e");
    terminal.wait_for_text("ready");
    wait_until_stopped(terminal.process());
    terminal.signal("CONT");
    let view = terminal.wait_for_text("again");
    assert!(!view.screen.alternate_screen(), "the editor still has the terminal");
    terminal.keys("\n");
    terminal.wait_for_top("Paragraph 1 opens");
    terminal.quit().assert_restored();
}
