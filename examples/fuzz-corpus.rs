//! Writes the documents that fuzzers begin with: `cargo run --example fuzz-corpus`.

use std::path::Path;

#[path = "../tests/fuzz/seeds.rs"]
mod seeds;

fn main() -> std::io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (target, with_choice) in [("documents", true), ("facts", false)] {
        let folder = corpus.join(target);
        std::fs::create_dir_all(&folder)?;
        for (name, choice, seed) in seeds::seeds() {
            let first: &[u8] = if with_choice { &[choice] } else { &[] };
            std::fs::write(folder.join(name), [first, &seed].concat())?;
        }
    }
    Ok(())
}
