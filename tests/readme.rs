//! The README shows what the program really prints.
//!
//! Every `console` block is run in the repository and compared. After a change that is
//! meant, `UPDATE_README=1 cargo test --test readme` writes the new output into it.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use gleaner::app::keymap::Keymap;
use gleaner::library::Configuration;

const OPEN: &str = "```console\n";
const CLOSE: &str = "```";

#[test]
fn the_console_blocks_show_real_output() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&file).unwrap();
    let real = with_real_output(&readme);
    if std::env::var_os("UPDATE_README").is_some() {
        return std::fs::write(&file, &real).unwrap();
    }
    for (shown, real) in blocks(&readme).zip(blocks(&real)) {
        assert_eq!(shown, real, "update with UPDATE_README=1 cargo test --test readme");
    }
    assert!(blocks(&readme).count() >= 3, "the README has lost its examples");
}

#[test]
fn the_configuration_is_accepted() {
    let readme = include_str!("../README.md");
    let block = readme.split("```toml\n").nth(1).and_then(|rest| rest.split(CLOSE).next());
    let (configuration, errors) = Configuration::parse("README.md", block.unwrap());
    assert_eq!(errors, []);
    assert_eq!(configuration.width, Some(80));
    let mut keymap = Keymap::default();
    for binding in &configuration.keys {
        keymap.bind(&binding.context, &binding.key, &binding.action).unwrap();
    }
    assert_eq!(configuration.keys.len(), 1);
}

fn blocks(readme: &str) -> impl Iterator<Item = &str> {
    readme.split(OPEN).skip(1).filter_map(|rest| rest.split(CLOSE).next())
}

fn with_real_output(readme: &str) -> String {
    let mut parts = readme.split(OPEN);
    let mut real = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (block, rest) = part.split_once(CLOSE).expect("the block is closed");
        real.push_str(OPEN);
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            real.push_str(&format!("$ {command}\n{}", output(command)));
        }
        real.push_str(CLOSE);
        real.push_str(rest);
    }
    real
}

/// What a shell prints for a command, with the built program first in its path.
fn output(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_gleaner"));
    let folder = program.parent().unwrap().to_str().unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap());
    let outcome = Command::new("sh")
        .args(["-c", command])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", path)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&outcome.stderr), "", "{command}");
    String::from_utf8(outcome.stdout).unwrap()
}
