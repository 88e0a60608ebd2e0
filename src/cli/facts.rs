//! `gleaner facts`: the facts of documents, by the JSON contract or as a table.
//!
//! Documents are loaded, extracted and written out as text on all cores; this thread
//! only puts the pieces in order. See [`ordered`].

use std::io::{self, Read};

use super::arguments::{self, Format, Inputs};
use super::input::{self, Input};
use super::ordered::{self, Job, Sink};
use super::output::{Output, complain};
use super::progress::Progress;
use super::records::{self, Lines, Reading};
use super::stop::{Stop, Verdict};
use super::{json, table};
use crate::document::{self, Document, Metadata};
use crate::facts::{self, Contract, Facts, Failure, Id, Kind};
use crate::load::limits::{Limit, Limits};
use crate::load::{self, LoadError};

/// Writes the facts of documents or records.
///
/// # Errors
///
/// Wrong usage, and output that cannot be written.
pub fn run(arguments: &arguments::Facts) -> Result<Verdict, Stop> {
    let writing = Writing::new(arguments);
    let mut sink = Results::new(writing.format);
    match arguments.input {
        Some(arguments::InputFormat::Ndjson) => {
            let reading = record_input(&arguments.inputs)?;
            ordered::run(reading, move |lines| writing.records(lines), &mut sink)?;
        }
        None => {
            let documents = input::documents(&arguments.inputs)?.map(Input::job);
            let work = move |input| writing.document(input);
            // The lines of a list may come slowly.
            match arguments.inputs.files_from {
                Some(_) => ordered::run(documents, work, &mut sink)?,
                None => ordered::run_known(documents, work, &mut sink)?,
            }
        }
    }
    Ok(Verdict::of(sink.finish()?))
}

/// All record input one after the other: the files named, else standard input.
fn record_input(inputs: &Inputs) -> Result<impl Iterator<Item = Job<Lines>> + Send + use<>, Stop> {
    if inputs.files_from.is_some() {
        return Err(Stop::usage("--files-from names documents and not --input ndjson"));
    }
    let mut readers: Vec<Box<dyn Read + Send>> = Vec::new();
    for path in &inputs.paths {
        if path.as_os_str() == "-" {
            readers.push(Box::new(io::stdin()));
            continue;
        }
        let name = path.to_string_lossy();
        let file = std::fs::File::open(path).map_err(|error| LoadError::from_io(&name, &error));
        readers.push(Box::new(file.map_err(anyhow::Error::from)?));
    }
    if readers.is_empty() {
        readers.push(Box::new(io::stdin()));
    }
    let most = inputs.options().limits.count(Limit::Line);
    Ok(readers.into_iter().flat_map(move |input| Reading::new(input, most)))
}

/// What became of some documents.
#[derive(Default)]
struct Written {
    /// Their records, one after the other, each as the format wants it.
    records: Vec<String>,
    /// What to say on standard error.
    complaints: Vec<String>,
    /// Whether a document that was named could not be read.
    failed: bool,
    /// Whether the input itself failed.
    broken: bool,
}

/// How records are written; the part that runs on all cores.
struct Writing {
    format: Format,
    kinds: Vec<Kind>,
    explain: bool,
    colours: bool,
    columns: usize,
    limits: Limits,
}

impl Writing {
    fn new(arguments: &arguments::Facts) -> Self {
        let usual = if Output::is_terminal() { Format::Table } else { Format::Ndjson };
        let kinds = arguments.kinds.clone();
        Self {
            format: arguments.format.unwrap_or(usual),
            kinds: if kinds.is_empty() { Kind::ALL.to_vec() } else { kinds },
            explain: arguments.explain,
            colours: Output::has_colours(),
            columns: Output::columns(),
            limits: arguments.inputs.options().limits,
        }
    }

    /// A document: its record, or one that tells why there is none, or a line for people.
    fn document(&self, input: Input) -> Written {
        let mut written = Written::default();
        match input.read() {
            Ok((name, document)) => {
                written.complaints.extend(losses(&name, &document));
                self.record(Id::Text(&name), &name, &document, &mut written);
            }
            Err(missing) => {
                written.failed = !missing.passed_over;
                if missing.passed_over || self.format == Format::Table {
                    written.complaints.push(missing.reason);
                } else {
                    written.records.push(self.failure(Id::Text(&missing.name), &missing.reason));
                }
            }
        }
        written
    }

    fn records(&self, lines: Lines) -> Written {
        let lines = match lines {
            Lines::Whole(lines) => lines,
            Lines::TooLong => {
                let most = self.limits.of(Limit::Line);
                let error = format!("the line is longer than {most} bytes (--limit line=…)");
                let records = vec![self.failure(Id::Unknown, &error)];
                return Written { records, ..Written::default() };
            }
            Lines::Failed(error) => {
                let complaints = vec![format!("cannot read the records: {error}")];
                return Written { complaints, broken: true, ..Written::default() };
            }
        };
        let lines = lines.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
        let mut written = Written::default();
        lines.for_each(|line| self.line(line, &mut written));
        written
    }

    fn line(&self, line: &[u8], written: &mut Written) {
        match records::parse(line) {
            Ok((id, record)) => {
                let title = record.title.map(Into::into);
                let given = Metadata { title, date: record.date, ..Metadata::default() };
                let text = record.text.into_owned();
                let document = load::from_text(text, document::Format::Plain, given);
                let name = id.map_or("record", |id| id.get());
                self.record(id.map_or(Id::Unknown, Id::Json), name, &document, written);
            }
            Err(fault) => {
                let id = fault.id.map_or(Id::Unknown, Id::Json);
                written.records.push(self.failure(id, &fault.error));
            }
        }
    }

    /// The record of a document, or one that tells why there is none.
    fn record(&self, id: Id<'_>, name: &str, document: &Document, written: &mut Written) {
        let most = self.limits.count(Limit::Facts);
        let Some(facts) = ordered::survived(|| facts::extract_first(document, most)) else {
            let why = "the extraction failed: a fault of gleaner, please report it";
            return written.records.push(self.failure(id, why));
        };
        let end = facts.range.end;
        if end < document.len() {
            let limit = Limit::Facts.about().name;
            written.complaints.push(format!(
                "{name}: only the facts of its first {end} bytes of text are told \
                 (--limit {limit}=…)"
            ));
        }
        written.records.push(self.shown(id, name, document, &facts));
    }

    fn shown(&self, id: Id<'_>, name: &str, document: &Document, facts: &Facts) -> String {
        let contract =
            Contract::new(id, document, facts).of_kinds(&self.kinds).explained(self.explain);
        match self.format {
            Format::Ndjson => json_or_error(json::line(&contract)),
            Format::Json => json_or_error(json::pretty(&contract)),
            Format::Table => table::Table {
                name,
                document,
                facts,
                kinds: &self.kinds,
                explain: self.explain,
                colours: self.colours,
                columns: self.columns,
            }
            .to_string(),
        }
    }

    fn failure(&self, id: Id<'_>, error: &str) -> String {
        let failure = Failure { id, error };
        match self.format {
            Format::Ndjson => json_or_error(json::line(&failure)),
            Format::Json => json_or_error(json::pretty(&failure)),
            Format::Table => table::failure(&failure),
        }
    }
}

/// What is left out of a document, for people.
pub fn losses(name: &str, document: &Document) -> impl Iterator<Item = String> {
    let losses = document.notices().iter().filter(|notice| notice.is_loss());
    losses.map(move |notice| format!("{name}: {notice}"))
}

/// The facts of a document; `None` where the engine has a fault, which then costs this
/// document only.
pub fn extracted(document: &Document) -> Option<Facts> {
    ordered::survived(|| facts::extract(document))
}

/// Writing JSON to memory fails only where a value has none, and the contract's all have.
fn json_or_error(json: serde_json::Result<String>) -> String {
    json.unwrap_or_else(|error| format!("{{\"id\":null,\"error\":{:?}}}", error.to_string()))
}

/// Puts records on standard output, in order, with what the format wants between them.
struct Results {
    out: Output,
    format: Format,
    progress: Progress,
    records: usize,
    fine: bool,
}

impl Results {
    fn new(format: Format) -> Self {
        let progress = Progress::new("documents");
        Self { out: Output::standard(), format, progress, records: 0, fine: true }
    }

    fn record(&mut self, record: &str) -> io::Result<()> {
        let first = self.records == 0;
        self.records += 1;
        match self.format {
            Format::Json => {
                self.out.safe(if first { b"[\n  " } else { b",\n  " })?;
                // Strings hold no line ends, so each of these is between two values.
                self.out.safe(record.replace('\n', "\n  ").as_bytes())
            }
            Format::Ndjson => {
                self.out.safe(record.as_bytes())?;
                self.out.safe(b"\n")
            }
            Format::Table => {
                self.out.safe(if first { b"" } else { b"\n" })?;
                self.out.safe(record.as_bytes())
            }
        }
    }

    /// Whether all went well.
    fn finish(mut self) -> io::Result<bool> {
        self.progress.clear();
        if self.format == Format::Json {
            self.out.safe(if self.records == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.out.flush()?;
        Ok(self.fine)
    }
}

impl Sink<Written> for Results {
    fn take(&mut self, written: Written) -> io::Result<()> {
        for complaint in &written.complaints {
            self.progress.clear();
            complain(complaint);
        }
        for record in &written.records {
            self.record(record)?;
        }
        self.fine &= !written.failed && !written.broken;
        self.progress.show(self.records);
        Ok(())
    }

    fn pause(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    fn lost(&mut self) {
        self.fine = false;
    }
}
