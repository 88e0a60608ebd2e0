//! Work on numbered items, shared by a few threads and given up when cancelled.
//!
//! These are threads of their own and not rayon's pool: while documents are being
//! extracted that pool is full, and a key press must not queue behind it.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// More threads would only wait for memory.
const MAX_THREADS: usize = 4;

/// Hands the numbers below `count` to threads, `chunk` at a time and the lowest first;
/// each thread keeps a state of its own. Returns the states, or `None` once `cancel`
/// was seen to be set. Few items are done on the calling thread.
pub(super) fn in_chunks<S: Send>(
    count: usize,
    chunk: usize,
    cancel: &AtomicBool,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) + Sync,
) -> Option<Vec<S>> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut own = state();
        loop {
            let start = next.fetch_add(chunk, Ordering::Relaxed);
            if start >= count || cancel.load(Ordering::Relaxed) {
                return own;
            }
            work(&mut own, start..(start + chunk).min(count));
        }
    };
    let threads = available().min(count.div_ceil(chunk)).max(1);
    let states = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(run)).collect();
        let mut states = vec![run()];
        for other in others {
            match other.join() {
                Ok(own) => states.push(own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        states
    });
    (!cancel.load(Ordering::Relaxed)).then_some(states)
}

fn available() -> usize {
    thread::available_parallelism().map_or(1, |count| count.get()).min(MAX_THREADS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_done_once() {
        let cancel = AtomicBool::new(false);
        let states = in_chunks(1_000, 7, &cancel, Vec::new, |own, range| own.extend(range));
        let mut done: Vec<usize> = states.unwrap().concat();
        done.sort_unstable();
        assert_eq!(done, (0..1_000).collect::<Vec<_>>());
    }

    #[test]
    fn a_cancelled_run_returns_nothing() {
        let cancel = AtomicBool::new(false);
        let stop = |_: &mut (), _: Range<usize>| cancel.store(true, Ordering::Relaxed);
        assert!(in_chunks(1_000, 1, &cancel, || (), stop).is_none());
    }
}
