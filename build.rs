//! Links the program at a fixed address on Linux, and makes the table of the word lists.
//!
//! Applying the program's sixteen thousand relocations would take a tenth of the time to
//! the first screen. All of it is safe Rust, so that there is little for a random address
//! to protect. Reading the lists would take a fifth of it.

// The program reads the table that is only made here.
#![allow(dead_code)]

use std::path::Path;
use std::{env, fs, io};

#[path = "src/facts/lexicon/classes.rs"]
mod classes;
#[path = "src/facts/lexicon/known.rs"]
mod known;
#[path = "src/facts/lexicon/lists.rs"]
mod lists;
#[path = "src/facts/lexicon/making.rs"]
mod making;
#[path = "src/facts/lexicon/table.rs"]
mod table;

fn main() -> io::Result<()> {
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    // What else is read here is compiled into this program, and run anew with it.
    println!("cargo::rerun-if-changed=build.rs");
    write_lexicon(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()))
}

/// Writes the slots of the table as bytes, and what goes with them as source text.
fn write_lexicon(folder: &Path) -> io::Result<()> {
    let made = lists::make();
    let slots: Vec<u8> = made.words.slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
    fs::write(folder.join("lexicon.bin"), slots)?;
    let sets: Vec<u64> = made.words.sets.iter().map(|set| set.bits()).collect();
    let source = format!(
        "/// The distinct sets of classes.\npub static SETS: &[u64] = &{sets:?};\n\
         /// The names that words are forms of.\npub static NAMES: &[Known] = &{:?};\n\
         /// Of each form its name.\npub static BEARERS: &[Bearer] = &{:?};\n\
         /// Codes of countries.\npub static COUNTRIES: &[&str] = &{:?};\n",
        made.names, made.bearers, made.countries,
    );
    fs::write(folder.join("lexicon.rs"), source)
}
