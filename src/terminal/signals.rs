//! Signals as events, so that the terminal is restored on all of them.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossbeam_channel::Sender;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use super::Event;

/// Signals that wait to be told of from now on.
pub(super) struct Caught {
    signals: Signals,
    lent: Lent,
}

/// Whether another program has the terminal. What is typed to stop or interrupt that one
/// reaches this one too.
#[derive(Clone, Default)]
pub(super) struct Lent(Arc<(Mutex<Lending>, Condvar)>);

#[derive(Default)]
struct Lending {
    lent: bool,
    /// How often the program was told to go on meanwhile.
    continued: u32,
}

/// How long to wait for the thread that takes the signals: far longer than it needs.
const PATIENCE: Duration = Duration::from_secs(1);

impl Lent {
    /// Another program has the terminal from now on.
    pub(super) fn begin(&self) {
        self.lock().lent = true;
    }

    /// It has it no more. An interrupt may have ended it, and the thread may not have seen
    /// that one yet, so a signal of our own is sent after it. It may be seen first once,
    /// where the thread was just looking, but not twice.
    pub(super) fn end(&self) {
        for _ in 0..2 {
            let lending = self.lock();
            let before = lending.continued;
            if raise(SIGCONT).is_ok() {
                let unseen = |lending: &mut Lending| lending.continued == before;
                drop(self.0.1.wait_timeout_while(lending, PATIENCE, unseen));
            }
        }
        self.lock().lent = false;
    }

    /// Whether a signal is none of the loop's. While the terminal is lent an interrupt is
    /// the other program's alone, and a stop is done at once: the loop waits for a program
    /// that stops too, and the shell would wait for both.
    fn keeps(&self, signal: i32) -> bool {
        let mut lending = self.lock();
        if !lending.lent {
            return false;
        }
        if signal == SIGCONT {
            lending.continued = lending.continued.wrapping_add(1);
            self.0.1.notify_all();
        }
        drop(lending);
        if signal == SIGTSTP {
            // It cannot fail for a signal that there is.
            let _ = emulate_default_handler(SIGTSTP);
        }
        matches!(signal, SIGTSTP | SIGCONT | SIGINT)
    }

    fn lock(&self) -> MutexGuard<'_, Lending> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
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
