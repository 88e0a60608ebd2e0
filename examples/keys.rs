//! Writes the key table of the README: `cargo run --example keys`.

use gleaner::app::keymap::{Keymap, markdown_table};

fn main() {
    println!("{}", markdown_table(&Keymap::default()).trim());
}
