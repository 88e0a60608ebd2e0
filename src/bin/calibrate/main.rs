//! Measures how often each rule of the engine is right, and writes it to
//! `assets/confidence.txt`, from which every fact takes its confidence.
//!
//! ```text
//! cargo run --release --features train --bin calibrate -- [--check] [CORPORA]
//! ```
//!
//! `CORPORA` is the folder of annotated texts (`../shared/eval/corpora`); only development
//! parts that may be tuned on are read, see [`gold::CORPORA`]. A name is right if its span
//! and its kind are. A date or a number is right if it overlaps the annotated one, one to
//! one, and has its value: who reads it wants the day or the amount, and a preposition more
//! or less in the span changes neither. With `--check` nothing is written; the table shows
//! how many of the facts above a confidence are right, with the file as it was compiled in.

mod gold;
mod judge;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use gleaner::facts::{Kind, extract};

use judge::Judged;

const TABLE: &str = "assets/confidence.txt";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = arguments.iter().any(|argument| argument == "--check");
    let folder = arguments.iter().find(|argument| !argument.starts_with("--"));
    let folder = folder.map_or_else(|| PathBuf::from("../shared/eval/corpora"), PathBuf::from);
    let judged = judge_all(&folder)?;
    if check {
        report(&judged);
        return Ok(());
    }
    let before = std::fs::read_to_string(TABLE).unwrap_or_default();
    std::fs::write(TABLE, table::write(&judged, &before))
        .with_context(|| format!("{TABLE}: run this in the root of the repository"))?;
    eprintln!("{} facts judged; {TABLE} is written", judged.len());
    Ok(())
}

/// Runs the engine over all corpora and holds its facts against them.
fn judge_all(folder: &Path) -> Result<Vec<Judged>> {
    let mut judged = Vec::new();
    for corpus in gold::CORPORA {
        for sample in gold::read(&folder.join(corpus.path))? {
            let facts = extract(&sample.document);
            judged.extend(judge::judge(corpus, &sample, &facts));
        }
    }
    Ok(judged)
}

/// Prints, of each kind, how many of the facts above a confidence are right.
fn report(judged: &[Judged]) {
    const STEPS: [f32; 4] = [0.9, 0.7, 0.5, 0.0];
    println!(
        "{:<13}{}",
        "kind",
        STEPS.map(|step| format!("{:>16}", format!(">= {step}"))).concat()
    );
    for kind in Kind::ALL {
        let own: Vec<&Judged> = judged.iter().filter(|judged| judged.kind == kind).collect();
        if !own.is_empty() {
            println!("{:<13}{}", kind.name(), STEPS.map(|step| share(&own, step)).concat());
        }
    }
    let all: Vec<&Judged> = judged.iter().collect();
    println!("{:<13}{}", "all", STEPS.map(|step| share(&all, step)).concat());
}

/// `93.1 % of 1204`.
fn share(judged: &[&Judged], least: f32) -> String {
    let (mut right, mut all) = (0_u32, 0_u32);
    for judged in judged.iter().filter(|judged| judged.confidence >= least) {
        all += 1;
        right += u32::from(judged.right);
    }
    match all {
        0 => format!("{:>16}", "none"),
        _ => format!(
            "{:>16}",
            format!("{:.1} % of {all}", 100.0 * f64::from(right) / f64::from(all))
        ),
    }
}
