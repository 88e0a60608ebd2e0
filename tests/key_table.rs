//! The key table of the README is made of the catalogue, and CI runs the README's tests.

use gleaner::app::keymap::{Keymap, markdown_table};

const README: &str = include_str!("../README.md");
const CI: &str = include_str!("../.ci/run");

/// What stands between two marks in the README.
fn section(name: &str) -> &'static str {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let after = README.split_once(&begin).map(|(_, after)| after).expect("the section begins");
    after.split_once(&end).map(|(section, _)| section).expect("the section ends")
}

/// On a failure: put `cargo run --example keys` between the marks.
#[test]
fn the_key_table_is_the_catalogue() {
    assert_eq!(section("keys").trim(), markdown_table(&Keymap::default()).trim());
}

#[test]
fn the_test_command_is_the_one_that_ci_runs() {
    let test = "cargo test";
    assert!(README.lines().any(|line| line.trim() == test));
    assert!(CI.lines().any(|line| line.trim() == test));
}
