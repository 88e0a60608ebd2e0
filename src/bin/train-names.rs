//! Trains the tagger of names from annotated corpora and writes its model.
//!
//!     cargo run --release --features train --bin train-names -- FOLDER MODEL [OPTIONS]
//!
//! `FOLDER` holds the `*.train.jsonl` and `*.dev.jsonl` files: one document a line with
//! `text` and `entities` (`start`, `end` in code points, `type`). What is learned comes
//! from the former; how often it is right is told for the latter.
//!
//! Options, for experiments:
//!
//!     --network       train the network instead of the linear chain
//!     --hold-out      keep every fifth document of the training for measuring, too
//!     --perceptron    a structured perceptron instead of a conditional random field
//!     --corpora       features that tell the corpus beside the others
//!     --epochs N, --rate X, --decay X, --least N, --prune X, --outside X

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use gleaner::document::{Format, Metadata, Span};
use gleaner::facts::name::model::{Found, Memory, Model, NETWORK, NameKind, mentions};
use gleaner::facts::name::neural;
use gleaner::facts::name::training::{
    Annotated, Corpus, Example, Gold, Tally, chain, compare, gold_of, kind_of, pack,
};
use gleaner::load;
use serde_json::Value;

fn main() -> Result<()> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let train = read_corpora(&arguments.folder, ".train.jsonl")?;
    let dev = read_corpora(&arguments.folder, ".dev.jsonl")?;
    let (train, dev) = (examples(&train), examples(&dev));
    let held = |index: usize| arguments.hold_out && index.is_multiple_of(5);
    let part = |wanted: bool| -> Vec<&Example<'_>> {
        let numbered = train.iter().enumerate().filter(|(index, _)| held(*index) == wanted);
        numbered.map(|(_, example)| example).collect()
    };
    if arguments.network {
        return train_network(&part(false), &arguments.model);
    }
    let tested = [("dev", dev.iter().collect()), ("held out", part(true))];
    report("rules", &tested, of_rules);
    let chain = chain::train(&part(false), &arguments.options, |pass, chain| {
        eprintln!(
            "pass {} of {}, {} features",
            pass + 1,
            arguments.options.epochs,
            chain.rows.len()
        );
    });
    report("labels", &tested, |example| gold_of(&example.seen, &chain.labels(&example.seen)));
    let bytes = pack::pack(&chain, arguments.packing);
    for (name, network) in [("chain", &[][..]), ("chain and network", NETWORK)] {
        let model = Model::read(&bytes, network).context("the model cannot be read")?;
        report(name, &tested, |example| {
            told(example, model.names(&example.seen, &mut Memory::new()))
        });
    }
    println!("{} bytes", bytes.len());
    fs::write(&arguments.model, &bytes).with_context(|| arguments.model.display().to_string())
}

/// Trains the neural family and writes its bytes.
fn train_network(learned: &[&Example<'_>], target: &Path) -> Result<()> {
    let report = |pass, loss| eprintln!("pass {pass}, loss {loss:.4}");
    let bytes = neural::train::train(learned, &neural::train::Settings::default(), report);
    fs::write(target, bytes).with_context(|| format!("{}", target.display()))
}

/// What the command line says.
struct Arguments {
    folder: PathBuf,
    model: PathBuf,
    hold_out: bool,
    network: bool,
    options: chain::Options,
    packing: pack::Packing,
}

impl Arguments {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let usage = "usage: train-names FOLDER MODEL [OPTIONS]";
        let folder = words.next().context(usage)?.into();
        let model = words.next().context(usage)?.into();
        let (options, packing) = (chain::Options::default(), pack::Packing::default());
        let mut read = Self { folder, model, hold_out: false, network: false, options, packing };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--network" => read.network = true,
                "--hold-out" => read.hold_out = true,
                "--perceptron" => read.options.perceptron = true,
                "--corpora" => read.options.corpora = true,
                name => read.set(name, &words.next().context(usage)?)?,
            }
        }
        Ok(read)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<()> {
        match name {
            "--epochs" => self.options.epochs = value.parse()?,
            "--rate" => self.options.rate = value.parse()?,
            "--decay" => self.options.decay = value.parse()?,
            "--least" => self.options.least = value.parse()?,
            "--prune" => self.options.prune = value.parse()?,
            "--outside" => self.packing.outside = value.parse()?,
            _ => bail!("unknown option {name}"),
        }
        Ok(())
    }
}

fn examples(corpora: &[(Corpus, Vec<Annotated>)]) -> Vec<Example<'_>> {
    corpora
        .iter()
        .flat_map(|(corpus, all)| all.iter().flat_map(|one| Example::read(*corpus, one)))
        .collect()
}

fn of_rules(example: &Example<'_>) -> Vec<(Span, NameKind)> {
    let kind = |mention: &gleaner::facts::name::Mention| NameKind::of_fact(mention.kind);
    let mentions = example.seen.mentions().iter();
    mentions.filter_map(|mention| Some((mention.span, kind(mention)?))).collect()
}

fn told(example: &Example<'_>, found: Vec<Found>) -> Vec<(Span, NameKind)> {
    let mentions = mentions(&example.seen, found).into_iter();
    mentions.filter_map(|one| Some((one.span, NameKind::of_fact(one.kind)?))).collect()
}

/// Prints how often a tagger is right in each part and corpus.
fn report(
    name: &str,
    tested: &[(&str, Vec<&Example<'_>>)],
    tag: impl Fn(&Example<'_>) -> Vec<(Span, NameKind)>,
) {
    for (part, examples) in tested.iter().filter(|(_, examples)| !examples.is_empty()) {
        println!("{name}, {part}: strict F1");
        let mut mean = 0.0;
        for corpus in Corpus::ALL {
            let mut tally = Tally::default();
            for example in examples.iter().filter(|example| example.corpus == corpus) {
                tally.add(&compare(example.gold, &tag(example)));
            }
            let all = tally.micro();
            mean += all.f1() / Corpus::ALL.len() as f64;
            let kinds: Vec<String> = NameKind::ALL
                .into_iter()
                .filter(|kind| tally.of(*kind).gold > 0)
                .map(|kind| format!("{kind:?} {:.1}", tally.of(kind).f1()))
                .collect();
            println!(
                "  {:18} {:5.1}  {:5} names  {}",
                corpus.name(),
                all.f1(),
                all.gold,
                kinds.join("  ")
            );
        }
        println!("  {:18} {mean:5.1}", "mean");
    }
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
