//! Where everything that is printed goes through.
//!
//! Nothing of a document, a file name or an error reaches standard output or standard
//! error as a control character, whether a terminal or a pipe is behind it.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use super::table;
use crate::document::visible;
use crate::terminal;

/// Bytes sanitised at a time: what is held twice of a large text.
const CHUNK: usize = 64 << 10;

/// Standard output.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
}

impl Output {
    /// Takes standard output for this thread.
    pub fn standard() -> Self {
        Self { out: BufWriter::with_capacity(CHUNK, io::stdout().lock()) }
    }

    /// Whether people look at it.
    pub fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }

    /// Columns to fill.
    pub fn columns() -> usize {
        let terminal = Self::is_terminal().then(terminal::columns).flatten();
        terminal.map_or(table::COLUMNS, usize::from)
    }

    /// Whether colours are wanted: on a terminal, unless the environment forbids them.
    pub fn has_colours() -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::is_terminal()
            && !forbidden
            && std::env::var_os("TERM").is_none_or(|name| name != "dumb")
    }

    /// Writes a text of several lines with every control shown as its symbol, one for one.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(chunk_end(rest));
            self.out.write_all(visible::lines(chunk).as_bytes())?;
            rest = after;
        }
        Ok(())
    }

    /// Writes what was made safe already, as it is.
    pub fn safe(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }

    /// Shows what was written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Where a chunk may end: on a character, and not between the two of a line end.
fn chunk_end(text: &str) -> usize {
    if text.len() <= CHUNK {
        return text.len();
    }
    let mut end = text.floor_char_boundary(CHUNK);
    if text.as_bytes().get(end) == Some(&b'\n') {
        end += 1;
    }
    end
}

/// Says on standard error what went wrong. Nobody may be listening, and then that is that.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "gleaner: {}", visible::line(message));
}

/// Says several lines on standard error, as they are but for controls.
pub fn complain_at_length(message: &str) {
    let _ = write!(io::stderr().lock(), "{}", visible::lines(message));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_split_neither_characters_nor_line_ends() {
        let text = format!("{}é\r\nx", "a".repeat(CHUNK - 1));
        assert_eq!(chunk_end(&text), CHUNK - 1);
        let text = format!("{}\r\nx", "a".repeat(CHUNK - 1));
        assert_eq!(chunk_end(&text), CHUNK + 1);
        assert_eq!(chunk_end("short"), 5);
    }
}
