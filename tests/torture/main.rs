//! Hostile input against the built program: no crash, no hang, and no character that a
//! terminal may act on. The inputs are made here, each class in its table in `inputs`;
//! a failure names the input and the call.

mod inputs;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::thread;

use inputs::Input;
use serde_json::value::RawValue;
use support::{Folder, Outcome, gleaner, piped};

/// Words that show a crash, whatever the exit status is.
const CRASH: [&str; 5] = [
    "panicked at",
    "overflowed its stack",
    "memory allocation of",
    "fatal runtime error",
    "RUST_BACKTRACE",
];

#[test]
fn terminal_controls_in_text() {
    attack(inputs::escapes());
}

#[test]
fn broken_and_foreign_encodings() {
    attack(inputs::encodings());
}

#[test]
fn strange_shapes_of_text() {
    attack(inputs::shapes());
}

#[test]
fn markdown_that_is_deep_or_endless() {
    attack(inputs::markdown());
}

#[test]
fn formats_that_are_deep_damaged_or_endless() {
    attack(inputs::formats());
}

#[test]
fn strange_file_names() {
    attack(inputs::names());
}

#[cfg(unix)]
#[test]
fn paths_that_are_no_files() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    let root = folder.as_path();
    let link = |name: &str, target: &str| symlink(target, root.join(name)).unwrap();
    link("loop.txt", "loop.txt");
    link("dangling.txt", "no-such-file");
    link("endless.txt", "/dev/zero");
    link("random.txt", "/dev/urandom");
    link("null.txt", "/dev/null");
    link("cycle", ".");
    let _socket = std::os::unix::net::UnixListener::bind(root.join("socket.txt")).unwrap();
    std::fs::create_dir(root.join("folder.txt")).unwrap();
    std::fs::write(root.join("empty.txt"), "").unwrap();
    let names = ["loop.txt", "dangling.txt", "endless.txt", "random.txt", "null.txt", "socket.txt"];
    for name in names.into_iter().chain(["folder.txt", "empty.txt", "none.txt", "."]) {
        let path = root.join(name);
        for (call, outcome) in calls(&path) {
            judge(name, &call, &outcome);
        }
    }
}

#[test]
fn records_that_are_none() {
    for Input { name, content, .. } in inputs::records() {
        let outcome = piped(&["facts", "--input", "ndjson", "--format", "ndjson"], &content);
        judge(&name.to_string_lossy(), "facts --input ndjson", &outcome);
        assert_eq!(outcome.status, Some(0), "{name:?}: {}", outcome.errors());
        for line in outcome.text().lines() {
            // Raw, because an id may be a number that no number type holds.
            let record: BTreeMap<String, Box<RawValue>> = serde_json::from_str(line).unwrap();
            let has = |key| record.contains_key(key);
            assert!(has("id") && has("facts") != has("error"), "{name:?}: {line}");
        }
    }
}

/// Runs every command on every input, on as many threads as there are cores.
fn attack(inputs: Vec<Input>) {
    let folder = Folder::new();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = inputs.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        for (number, inputs) in inputs.chunks(share).enumerate() {
            let place = folder.as_path().join(number.to_string());
            std::fs::create_dir(&place).unwrap();
            scope.spawn(move || inputs.iter().for_each(|input| attack_with(input, &place)));
        }
    });
}

fn attack_with(input: &Input, place: &Path) {
    let path = place.join(&input.name);
    std::fs::write(&path, &input.content).unwrap();
    let name = input.name.to_string_lossy();
    for (call, outcome) in calls(&path) {
        judge(&name, &call, &outcome);
        assert!(
            !input.readable || outcome.status == Some(0) || call.starts_with("find"),
            "{name}: {call}: {}",
            outcome.errors()
        );
    }
}

fn calls(path: &Path) -> Vec<(String, Outcome)> {
    let commands: [&[&str]; 4] = [
        &["text"],
        &["facts", "--format", "ndjson"],
        &["facts", "--format", "table"],
        &["find", "lyon a"],
    ];
    let call = |command: &&[&str]| {
        let path: [&OsStr; 2] = [OsStr::new("--"), path.as_os_str()];
        let arguments: Vec<OsString> =
            command.iter().map(OsStr::new).chain(path).map(OsStr::to_owned).collect();
        (command.join(" "), gleaner(&arguments))
    };
    commands.iter().map(call).collect()
}

fn judge(input: &str, call: &str, outcome: &Outcome) {
    let errors = outcome.errors();
    assert!(!outcome.timed_out, "{input}: {call} does not end");
    let status = outcome.status.unwrap_or_else(|| panic!("{input}: {call} was ended by a signal"));
    assert!((0..=2).contains(&status), "{input}: {call} ends with {status}");
    for word in CRASH {
        assert!(!errors.contains(word), "{input}: {call}: {errors}");
    }
    let silent = outcome.output.is_empty() && errors.is_empty();
    assert!(status == 0 || !silent || call.starts_with("find"), "{input}: {call} fails silently");
    support::assert_no_controls(outcome);
}
