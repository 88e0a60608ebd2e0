//! Trains the tagger of names from annotated corpora and writes its model.
//!
//!     cargo run --release --features train --bin train-names -- FOLDER MODEL
//!     cargo run --release --features train --bin train-names -- FOLDER --network NETWORK
//!
//! `FOLDER` holds the `*.train.jsonl` and `*.dev.jsonl` files: one document a line with
//! `text` and `entities` (`start`, `end` in code points, `type`).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use gleaner::document::{Format, Metadata, Span};
use gleaner::facts::name::model::{Model, NameKind, mentions};
use gleaner::facts::name::neural;
use gleaner::facts::name::training::{Annotated, Corpus, Example, Gold, Tally, chain, compare, gold_of, kind_of, pack};
use gleaner::load;
use serde_json::Value;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [folder, option, target] = arguments.as_slice()
        && option == "--network"
    {
        return train_network(Path::new(folder), Path::new(target));
    }
    let [folder, target] = arguments.as_slice() else { bail!("usage: train-names FOLDER MODEL") };
    let folder = Path::new(folder);
    let train = read_corpora(folder, ".train.jsonl")?;
    let dev = read_corpora(folder, ".dev.jsonl")?;
    let all: Vec<Example<'_>> = examples(&train);
    let dev: Vec<Example<'_>> = examples(&dev);
    if std::env::var("REACH").is_ok() {
        for corpus in Corpus::ALL {
            let (mut gold, mut reached, mut tokens, mut inside) = (0, 0, 0, 0);
            for example in all.iter().filter(|example| example.corpus == corpus) {
                let features = gleaner::facts::name::model::Features::new(&example.seen);
                let stretches = features.stretches();
                tokens += example.seen.tokens().len();
                inside += stretches.iter().map(|stretch| stretch.len()).sum::<usize>();
                for one in example.gold.iter().filter(|gold| gold.kind != NameKind::Other) {
                    gold += 1;
                    let span = example.seen.tokens_of(one.span);
                    reached += usize::from(stretches.iter().any(|stretch| stretch.start <= span.start && span.end <= stretch.end));
                }
            }
            println!("{} reach {:.2} of {gold}, tokens {:.1} %", corpus.name(), 100.0 * reached as f64 / gold as f64, 100.0 * inside as f64 / tokens as f64);
        }
        return Ok(());
    }
    let held = |index: usize| std::env::var("HOLD").is_ok() && index % 5 == 0;
    let learned: Vec<&Example<'_>> =
        all.iter().enumerate().filter(|(index, _)| !held(*index)).map(|(_, example)| example).collect();
    let kept: Vec<&Example<'_>> =
        all.iter().enumerate().filter(|(index, _)| held(*index)).map(|(_, example)| example).collect();
    let tested: Vec<&Example<'_>> = dev.iter().collect();
    table("rules", &tested, |example| example.seen.mentions().iter()
        .filter_map(|m| Some((m.span, NameKind::of_fact(m.kind)?))).collect());
    let number = |name: &str, other: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(other);
    let defaults = chain::Options::default();
    let options = chain::Options {
        epochs: number("EPOCHS", 12.0) as usize, rate: number("RATE", defaults.rate), decay: number("DECAY", defaults.decay),
        least: number("LEAST", 2.0) as u32, corpora: number("CORPORA", 0.0) > 0.0, prune: number("PRUNE", 0.03), perceptron: false, second: number("SECOND", 70.0) as usize,
    };
    let start = std::time::Instant::now();
    let first_options = chain::Options { epochs: number("FIRST", 5.0) as usize, ..options };
    let first = (number("SECOND", 70.0) > 0.0).then(|| chain::first_look(&learned, 5, &first_options));
    println!("first look, {:.0} s", start.elapsed().as_secs_f32());
    let chain = chain::train(&learned, first.as_deref(), &options, |epoch, chain| {
        println!("pass {epoch}, {} features, {:.0} s", chain.rows.len(), start.elapsed().as_secs_f32());
        if epoch + 1 == options.epochs {
            if let Ok(want) = std::env::var("ERRORS") {
                for example in tested.iter().filter(|example| example.corpus.name() == want) {
                    let told = gold_of(&example.seen, &chain.labels(&example.seen));
                    let text = example.seen.text();
                    let around = |span: Span| {
                        let a = text.floor_char_boundary((span.start as usize).saturating_sub(50));
                        let b = text.ceil_char_boundary((span.end as usize + 40).min(text.len()));
                        format!("{}[[{}]]{}", &text[a..span.start as usize], span.of(text), &text[span.end as usize..b]).replace('\n', " ")
                    };
                    for gold in example.gold {
                        if !told.contains(&(gold.span, gold.kind)) {
                            let got: Vec<String> = told.iter().filter(|(span, _)| span.overlaps(gold.span)).map(|(span, kind)| format!("{:?} {kind:?}", span.of(text))).collect();
                            println!("  MISS {:?} {} <- {}", gold.kind, around(gold.span), got.join(", "));
                        }
                    }
                    for (span, kind) in &told {
                        if !example.gold.iter().any(|gold| gold.span.overlaps(*span)) {
                            println!("  FALSE {kind:?} {}", around(*span));
                        }
                    }
                }
            }
            table("first", &tested, |example| gold_of(&example.seen, &chain.first_labels(&example.seen)));
        }
    });
    for least in [0.01] {
        let bytes = pack::pack(&chain, pack::Packing { least, load: 2 });
        let model = Model::read(&bytes).context("the model cannot be read")?;
        println!("least {least}: {} bytes", bytes.len());
        table("packed", &tested, |example| tagged(&model, example));
        if !kept.is_empty() {
            table("held", &kept, |example| tagged(&model, example));
        }
        {
            fs::write(target, &bytes)?;
        }
    }
    Ok(())
}

fn tagged(model: &Model<'_>, example: &Example<'_>) -> Vec<(Span, NameKind)> {
    mentions(&example.seen, model.names(&example.seen)).into_iter()
        .filter_map(|mention| Some((mention.span, NameKind::of_fact(mention.kind)?))).collect()
}

/// Trains the neural family and writes its bytes.
fn train_network(folder: &Path, target: &Path) -> Result<()> {
    let train = read_corpora(folder, ".train.jsonl")?;
    let all: Vec<Example<'_>> = examples(&train);
    let all: Vec<&Example<'_>> = all.iter().collect();
    let report = |pass, loss| println!("pass {pass}, loss {loss:.4}");
    let bytes = neural::train::train(&all, &neural::train::Settings::default(), report);
    fs::write(target, bytes).with_context(|| format!("{}", target.display()))
}

fn examples(corpora: &[(Corpus, Vec<Annotated>)]) -> Vec<Example<'_>> {
    corpora.iter().flat_map(|(corpus, all)| all.iter().flat_map(|one| Example::read(*corpus, one))).collect()
}

/// Prints how often a tagger is right in each corpus.
fn table(name: &str, examples: &[&Example<'_>], tag: impl Fn(&Example<'_>) -> Vec<(Span, NameKind)>) {
    let mut mean = 0.0;
    for corpus in Corpus::ALL {
        let mut tally = Tally::default();
        for example in examples.iter().filter(|example| example.corpus == corpus) {
            tally.add(&compare(example.gold, &tag(example)));
        }
        let kinds = NameKind::ALL.iter().take(4).map(|kind| format!("{:?} {:5.1}", kind, tally.of(*kind).f1()));
        println!("{name:6} {:18} {:5.1}   {}", corpus.name(), tally.micro().f1(), kinds.collect::<Vec<_>>().join("  "));
        mean += tally.micro().f1() / 7.0;
    }
    println!("{name:6} mean               {mean:5.2}");
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
