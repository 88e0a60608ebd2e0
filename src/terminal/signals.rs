//! Signals as events, so that the terminal is restored on all of them.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Sender;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::Event;

/// Signals that wait to be told of from now on.
pub(super) struct Caught {
    signals: Signals,
    lent: Lent,
}

/// Whether another program has the terminal. What is typed to stop or interrupt that one
/// reaches this one too.
#[derive(Clone, Default)]
pub(super) struct Lent(Arc<AtomicBool>);

impl Lent {
    /// Another program has the terminal from now on, or has no more.
    pub(super) fn set(&self, lent: bool) {
        self.0.store(lent, Ordering::SeqCst);
    }

    /// Whether a signal is none of the loop's. While the terminal is lent an interrupt is
    /// the other program's alone, and a stop is done at once: the loop waits for a program
    /// that stops too, and the shell would wait for both.
    fn keeps(&self, signal: i32) -> bool {
        if !self.0.load(Ordering::SeqCst) {
            return false;
        }
        if signal == SIGTSTP {
            // It cannot fail for a signal that there is.
            let _ = emulate_default_handler(SIGTSTP);
        }
        matches!(signal, SIGTSTP | SIGCONT | SIGINT)
    }
}

/// Catches the signals that end, stop or continue the program. To be done before the
/// terminal is taken: one that comes between would leave it as it is then.
pub(super) fn catch(lent: Lent) -> io::Result<Caught> {
    let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    Ok(Caught { signals, lent })
}

impl Caught {
    /// Sends the signals as events.
    pub(super) fn spawn(self, events: Sender<Event>) {
        let Caught { mut signals, lent } = self;
        std::thread::spawn(move || {
            for signal in signals.forever() {
                if lent.keeps(signal) {
                    continue;
                }
                if events.send(Event::Signal(signal)).is_err() {
                    return;
                }
            }
        });
    }
}
