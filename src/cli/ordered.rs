//! Work on all cores whose results come out in the order of the input.
//!
//! One thread reads jobs, as many as there are cores do them, and the caller's thread
//! takes the results in order. How far reading may run ahead is bounded by the number
//! of jobs and by their bytes, so that memory does not grow with the input. When no
//! result is ready the caller is told to flush: output then appears while input still
//! comes.
//!
//! The threads are not waited for when the caller stops early: one of them may be
//! blocked on an input that never ends, and the process is about to exit.

use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Jobs a core may be ahead of what is written.
const AHEAD: usize = 4;

/// Bytes of input that may be under way at once; one larger job goes alone.
const BYTES_AHEAD: usize = 64 << 20;

/// Takes results in the order of their jobs.
pub trait Sink<O> {
    /// The next result.
    fn take(&mut self, output: O) -> io::Result<()>;
    /// No result is ready: what was written so far should be seen.
    fn pause(&mut self) -> io::Result<()>;
    /// The job that would have been next has no result, because its work panicked.
    fn lost(&mut self);
}

/// One piece of work and how many bytes of input it is.
pub struct Job<J> {
    /// Bytes, as far as they are known.
    pub bytes: usize,
    /// What to work on.
    pub input: J,
}

/// Does all jobs and hands their results to `sink`; stops at the sink's first error. A
/// panic of `work` costs the job that it worked on.
pub fn run<J, O>(
    jobs: impl Iterator<Item = Job<J>> + Send + 'static,
    work: impl Fn(J) -> O + Send + Sync + 'static,
    sink: &mut impl Sink<O>,
) -> io::Result<()>
where
    J: Send + 'static,
    O: Send + 'static,
{
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let (job_sender, job_receiver) = bounded(workers * AHEAD);
    let (order_sender, order_receiver) = bounded(workers * AHEAD);
    let budget = Arc::new(Budget::default());
    let work = Arc::new(work);
    for _ in 0..workers {
        let (jobs, work) = (job_receiver.clone(), Arc::clone(&work));
        thread::spawn(move || do_jobs(&jobs, &*work));
    }
    let reading = Arc::clone(&budget);
    thread::spawn(move || read_jobs(jobs, &reading, &job_sender, &order_sender));
    take_in_order(&order_receiver, &budget, sink)
}

/// As [`run`], for jobs that need not be waited for: a single one is done on this thread,
/// without the time that others take to start.
pub fn run_known<J, O>(
    mut jobs: impl Iterator<Item = Job<J>> + Send + 'static,
    work: impl Fn(J) -> O + Send + Sync + 'static,
    sink: &mut impl Sink<O>,
) -> io::Result<()>
where
    J: Send + 'static,
    O: Send + 'static,
{
    let (first, second) = (jobs.next(), jobs.next());
    match (first, second) {
        (Some(only), None) => {
            hand_over(survived(|| work(only.input)), sink)?;
            sink.pause()
        }
        (first, second) => run(first.into_iter().chain(second).chain(jobs), work, sink),
    }
}

/// A job on its way to a worker, with the place its result goes to.
struct Posted<J, O> {
    input: J,
    result: Sender<O>,
}

/// Where the result of a job will arrive.
struct Awaited<O> {
    bytes: usize,
    result: Receiver<O>,
}

fn read_jobs<J, O>(
    jobs: impl Iterator<Item = Job<J>>,
    budget: &Budget,
    posted: &Sender<Posted<J, O>>,
    order: &Sender<Awaited<O>>,
) {
    for Job { bytes, input } in jobs {
        budget.spend(bytes);
        let (sender, receiver) = bounded(1);
        let awaited = Awaited { bytes, result: receiver };
        if order.send(awaited).is_err() || posted.send(Posted { input, result: sender }).is_err() {
            return;
        }
    }
}

fn do_jobs<J, O>(jobs: &Receiver<Posted<J, O>>, work: &impl Fn(J) -> O) {
    for Posted { input, result } in jobs {
        if let Some(output) = survived(|| work(input)) {
            // The caller may have stopped listening; what is left is done for nothing.
            let _ = result.send(output);
        }
    }
}

fn take_in_order<O>(
    order: &Receiver<Awaited<O>>,
    budget: &Budget,
    sink: &mut impl Sink<O>,
) -> io::Result<()> {
    loop {
        let Some(awaited) = next(order, sink)? else { return sink.pause() };
        hand_over(next(&awaited.result, sink)?, sink)?;
        budget.give_back(awaited.bytes);
    }
}

/// Hands over what became of a job; nothing, where its work panicked.
fn hand_over<O>(output: Option<O>, sink: &mut impl Sink<O>) -> io::Result<()> {
    match output {
        Some(output) => sink.take(output),
        None => {
            sink.lost();
            Ok(())
        }
    }
}

/// The next message; `None` when there will be none.
fn next<T, O>(channel: &Receiver<T>, sink: &mut impl Sink<O>) -> io::Result<Option<T>> {
    if let Ok(message) = channel.try_recv() {
        return Ok(Some(message));
    }
    sink.pause()?;
    Ok(channel.recv().ok())
}

/// What `work` gives; `None` where it panics. What it worked on is not used again.
pub fn survived<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Bytes under way.
#[derive(Default)]
struct Budget {
    spent: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    /// Waits until there is room for so many bytes, or nothing else is under way.
    fn spend(&self, bytes: usize) {
        let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |spent: &mut usize| *spent > 0 && spent.saturating_add(bytes) > BYTES_AHEAD;
        let mut spent = self.freed.wait_while(spent, full).unwrap_or_else(PoisonError::into_inner);
        *spent = spent.saturating_add(bytes);
    }

    fn give_back(&self, bytes: usize) {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        *spent = spent.saturating_sub(bytes);
        self.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Default)]
    struct Collected {
        taken: Vec<usize>,
        lost: usize,
        pauses: usize,
        stop_after: Option<usize>,
    }

    impl Sink<usize> for Collected {
        fn take(&mut self, output: usize) -> io::Result<()> {
            self.taken.push(output);
            match self.stop_after {
                Some(limit) if self.taken.len() >= limit => Err(io::ErrorKind::BrokenPipe.into()),
                _ => Ok(()),
            }
        }

        fn pause(&mut self) -> io::Result<()> {
            self.pauses += 1;
            Ok(())
        }

        fn lost(&mut self) {
            self.lost += 1;
        }
    }

    fn job(input: usize) -> Job<usize> {
        Job { bytes: 1, input }
    }

    #[test]
    fn results_keep_the_order_of_the_jobs() {
        let mut sink = Collected::default();
        let slow_for_some = |input: usize| {
            let spins = if input.is_multiple_of(7) { 20_000 } else { 1 };
            (0..spins).fold(input, |value, _| std::hint::black_box(value))
        };
        run((0..500).map(job), slow_for_some, &mut sink).unwrap();
        assert_eq!(sink.taken, (0..500).collect::<Vec<_>>());
        assert!(sink.pauses > 0, "the end must flush");
    }

    #[test]
    fn a_panic_costs_one_job() {
        let mut sink = Collected::default();
        let brittle = |input: usize| if input % 3 == 1 { panic!("as planned") } else { input };
        run((0..30).map(job), brittle, &mut sink).unwrap();
        assert_eq!(sink.taken, (0..30).filter(|input| input % 3 != 1).collect::<Vec<_>>());
        assert_eq!(sink.lost, 10);
    }

    #[test]
    fn a_single_job_is_done_here_and_others_in_order() {
        let here = thread::current().id();
        let mut sink = Collected::default();
        let work = move |input: usize| if thread::current().id() == here { 1_000 } else { input };
        run_known((7..8).map(job), work, &mut sink).unwrap();
        run_known((7..9).map(job), work, &mut sink).unwrap();
        run_known((7..7).map(job), work, &mut sink).unwrap();
        assert_eq!(sink.taken, [1_000, 7, 8]);
        let brittle = |_: usize| -> usize { panic!("as planned") };
        run_known((7..8).map(job), brittle, &mut sink).unwrap();
        assert_eq!(sink.lost, 1);
    }

    #[test]
    fn no_jobs_are_no_results() {
        let mut sink = Collected::default();
        run(std::iter::empty::<Job<usize>>(), |input| input, &mut sink).unwrap();
        assert_eq!(sink.taken, Vec::<usize>::new());
    }

    #[test]
    fn a_result_is_taken_while_the_input_still_waits() {
        let (sender, receiver) = bounded(0);
        struct Asking(Sender<usize>, usize);
        impl Sink<usize> for Asking {
            fn take(&mut self, output: usize) -> io::Result<()> {
                assert_eq!(output, self.1);
                self.1 += 1;
                if self.1 < 20 {
                    // The next job exists only once this result was seen.
                    self.0.send(self.1).map_err(io::Error::other)?;
                    return Ok(());
                }
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn pause(&mut self) -> io::Result<()> {
                Ok(())
            }
            fn lost(&mut self) {}
        }
        let first = sender.clone();
        thread::spawn(move || first.send(0));
        let error = run(receiver.into_iter().map(job), |input| input, &mut Asking(sender, 0));
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn reading_does_not_run_far_ahead() {
        static READ: AtomicUsize = AtomicUsize::new(0);
        let jobs = (0..100_000).map(|input| {
            READ.fetch_add(1, Ordering::SeqCst);
            Job { bytes: BYTES_AHEAD / 2, input }
        });
        let mut sink = Collected { stop_after: Some(10), ..Collected::default() };
        run(jobs, |input| input, &mut sink).unwrap_err();
        // Ten were taken, two may be under way, one more was read and waits for room.
        assert!(READ.load(Ordering::SeqCst) <= 13, "{READ:?} jobs were read");
    }
}
