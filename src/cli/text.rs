//! `gleaner text`: the text of documents.

use super::arguments;
use super::facts::losses;
use super::input::{self, Documents};
use super::output::{Output, complain};
use super::stop::{Stop, Verdict};
use crate::document::Document;
use crate::load::{Options, Source, load};

/// Writes the text of each document, one after the other.
///
/// # Errors
///
/// Wrong usage, and output that cannot be written.
pub fn run(arguments: &arguments::Text) -> Result<Verdict, Stop> {
    print(input::documents(&arguments.inputs)?)
}

/// Writes the text of these documents; what cannot be read is named on standard error.
///
/// # Errors
///
/// Output that cannot be written.
pub fn print(documents: Documents) -> Result<Verdict, Stop> {
    let mut texts = Texts { out: Output::standard(), line_open: false };
    let mut fine = true;
    for input in documents {
        match input.read() {
            Ok((name, document)) => {
                texts.write(&document)?;
                losses(&name, &document).for_each(|loss| complain(&loss));
            }
            Err(missing) => {
                complain(&missing.reason);
                fine &= missing.passed_over;
            }
        }
    }
    texts.finish()?;
    Ok(Verdict::of(fine))
}

/// Writes the text of the built-in article.
///
/// # Errors
///
/// Output that cannot be written.
pub fn print_sample() -> Result<Verdict, Stop> {
    let document = load(&Source::Sample, &Options::default()).map_err(anyhow::Error::from)?;
    let mut texts = Texts { out: Output::standard(), line_open: false };
    texts.write(&document)?;
    texts.finish()?;
    Ok(Verdict::Fine)
}

/// Texts one after the other.
struct Texts {
    out: Output,
    /// Whether the last line lacks its end.
    line_open: bool,
}

impl Texts {
    /// Two texts do not share a line.
    fn write(&mut self, document: &Document) -> Result<(), Stop> {
        let text = document.text();
        if self.line_open && !text.is_empty() {
            self.out.safe(b"\n")?;
        }
        self.out.text(text)?;
        if !text.is_empty() {
            self.line_open = !text.ends_with('\n');
        }
        // What was read so far is seen before the next document is waited for.
        Ok(self.out.flush()?)
    }

    /// A pipe gets the text as it is; on a terminal the prompt begins a line.
    fn finish(&mut self) -> Result<(), Stop> {
        if self.line_open && Output::is_terminal() {
            self.out.safe(b"\n")?;
        }
        Ok(self.out.flush()?)
    }
}
