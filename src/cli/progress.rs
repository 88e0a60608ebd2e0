//! A line on standard error that tells how far long work has come.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Work shorter than this is not talked about.
const PATIENCE: Duration = Duration::from_millis(500);

/// Time between two changes of the line.
const INTERVAL: Duration = Duration::from_millis(100);

/// Shows a count while work goes on, if a person looks at standard error and sees nothing
/// of the output itself.
pub struct Progress {
    unit: &'static str,
    wanted: bool,
    next: Instant,
    shown: bool,
}

impl Progress {
    /// Counts things of this name.
    pub fn new(unit: &'static str) -> Self {
        let wanted = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { unit, wanted, next: Instant::now() + PATIENCE, shown: false }
    }

    /// So many are done.
    pub fn show(&mut self, count: usize) {
        if !self.wanted || Instant::now() < self.next {
            return;
        }
        let mut error = io::stderr().lock();
        // A terminal that went away is no reason to stop the work.
        let _ = write!(error, "\r{count} {} …", self.unit).and_then(|()| error.flush());
        self.next = Instant::now() + INTERVAL;
        self.shown = true;
    }

    /// Takes the line away, before another is written or the work ends.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
