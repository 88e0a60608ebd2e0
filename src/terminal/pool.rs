//! Threads that read documents and extract their facts; what the user waits for first.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Something to be done in the background.
pub(super) type Job = Box<dyn FnOnce() + Send>;

/// Threads with one queue. They end with the process: nothing that they do must last.
#[derive(Clone)]
pub(super) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
}

#[derive(Default)]
struct Queue {
    urgent: VecDeque<Job>,
    first: VecDeque<Job>,
    later: VecDeque<Job>,
}

/// When a job is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priority {
    /// The user waits for it: the last one asked for comes first.
    Urgent,
    /// Before what comes later: reading, so that everything can be searched soon.
    First,
    /// When nothing else is to be done: extracting the facts of what is not shown.
    Later,
}

impl Pool {
    /// A pool of that many threads.
    pub(super) fn spawn(threads: usize) -> Self {
        let shared = Arc::new(Shared { queue: Mutex::default(), filled: Condvar::new() });
        for _ in 0..threads.max(1) {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || shared.work());
        }
        Self { shared }
    }

    /// Puts a job into the queue.
    pub(super) fn perform(&self, priority: Priority, job: Job) {
        let mut queue = self.shared.queue.lock().unwrap_or_else(PoisonError::into_inner);
        match priority {
            Priority::Urgent => queue.urgent.push_back(job),
            Priority::First => queue.first.push_back(job),
            Priority::Later => queue.later.push_back(job),
        }
        self.shared.filled.notify_one();
    }
}

impl Shared {
    fn work(&self) {
        loop {
            let job = self.next();
            // A fault in one document must not cost the others.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }

    fn next(&self) -> Job {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let urgent = queue.urgent.pop_back();
            let job =
                urgent.or_else(|| queue.first.pop_front()).or_else(|| queue.later.pop_front());
            match job {
                Some(job) => return job,
                None => queue = self.filled.wait(queue).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_panics_does_not_stop_the_others() {
        let pool = Pool::spawn(1);
        let (sender, receiver) = crossbeam_channel::unbounded();
        std::panic::set_hook(Box::new(|_| {}));
        pool.perform(Priority::First, Box::new(|| panic!("a fault in one document")));
        pool.perform(Priority::Later, Box::new(move || sender.send(1).unwrap_or_default()));
        assert_eq!(receiver.recv(), Ok(1));
        let _ = std::panic::take_hook();
    }
}
