//! Trains the tagger of names from annotated corpora and writes its model.
//!
//!     cargo run --release --features train --bin train-names -- FOLDER MODEL
//!
//! `FOLDER` holds the `*.train.jsonl` and `*.dev.jsonl` files: one document a line with
//! `text` and `entities` (`start`, `end` in code points, `type`).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use gleaner::document::{Format, Metadata, Span};
use gleaner::facts::name::model::NameKind;
use gleaner::facts::name::training::{Annotated, Corpus, Example, Gold, Tally, compare, kind_of};
use gleaner::load;
use serde_json::Value;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, _model] = arguments.as_slice() else { bail!("usage: train-names FOLDER MODEL") };
    let folder = Path::new(folder);
    let train = read_corpora(folder, ".train.jsonl")?;
    let dev = read_corpora(folder, ".dev.jsonl")?;
    for (name, part) in [("train", &train), ("dev", &dev)] {
        for (corpus, annotated) in part {
            let examples: Vec<Example<'_>> =
                annotated.iter().map(|annotated| Example::new(*corpus, annotated)).collect();
            let mut tally = Tally::default();
            let (mut lost, mut all, mut tokens) = (0, 0, 0);
            for example in &examples {
                let told: Vec<(Span, NameKind)> = example
                    .seen
                    .mentions()
                    .iter()
                    .filter_map(|m| Some((m.span, NameKind::of_fact(m.kind)?)))
                    .collect();
                tally.add(&compare(example.gold, &told));
                tokens += example.seen.tokens().len();
                all += example.gold.len();
                for gold in example.unreachable() {
                    lost += 1;
                    let t = example.seen.tokens_of(gold.span);
                    if std::env::var("SHOW").is_ok() {
                        println!(
                            "  {:?} in {:?}",
                            gold.span.of(example.seen.text()),
                            example.seen.span(t.start, t.end).of(example.seen.text())
                        );
                    }
                }
            }
            println!(
                "{name} {}: {} documents, {tokens} tokens, {all} names, {lost} unreachable, rules {:.1}",
                corpus.name(),
                examples.len(),
                tally.micro().f1()
            );
        }
    }
    Ok(())
}

/// The documents of the files in `folder` that end so, by corpus.
fn read_corpora(folder: &Path, ending: &str) -> Result<Vec<(Corpus, Vec<Annotated>)>> {
    let entries = fs::read_dir(folder).with_context(|| format!("{}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    let mut corpora: Vec<(Corpus, Vec<Annotated>)> = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(corpus) = Corpus::of_file(name).filter(|_| name.ends_with(ending)) else {
            continue;
        };
        let documents = read_documents(&path).with_context(|| format!("{}", path.display()))?;
        match corpora.last_mut().filter(|(last, _)| *last == corpus) {
            Some((_, all)) => all.extend(documents),
            None => corpora.push((corpus, documents)),
        }
    }
    Ok(corpora)
}

fn read_documents(path: &Path) -> Result<Vec<Annotated>> {
    let text = fs::read_to_string(path)?;
    text.lines().filter(|line| !line.trim().is_empty()).map(read_document).collect()
}

fn read_document(line: &str) -> Result<Annotated> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().context("no text")?;
    let document = load::from_text(text.to_string(), Format::Plain, Metadata::default());
    if document.text() != text {
        bail!("the text of {} does not stay as it is", value["id"]);
    }
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut gold = Vec::new();
    for entity in value["entities"].as_array().context("no entities")? {
        let end = |name: &str| {
            let at = entity[name].as_u64().and_then(|at| usize::try_from(at).ok());
            at.and_then(|at| offsets.get(at)).copied().context("an offset beyond the text")
        };
        let kind = entity["type"].as_str().and_then(kind_of).context("an unknown type")?;
        gold.push(Gold { span: Span::new(end("start")?, end("end")?), kind });
    }
    gold.sort();
    Ok(Annotated { id: value["id"].to_string(), document, gold })
}
