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

impl Queue {
    fn urgent(&mut self) -> Option<Job> {
        self.urgent.pop_back()
    }

    fn any(&mut self) -> Option<Job> {
        let urgent = self.urgent();
        urgent.or_else(|| self.first.pop_front()).or_else(|| self.later.pop_front())
    }
}

/// Lowers the priority of the calling thread, so that thousands of documents that are read
/// in the background cost no key press its turn.
#[cfg(target_os = "linux")]
pub(super) fn give_way() {
    const NICE: i32 = 10;
    // Where it may not be lowered, the threads run as they are.
    let _ = rustix::process::setpriority_process(None, NICE);
}

/// Elsewhere priorities belong to processes.
#[cfg(not(target_os = "linux"))]
pub(super) fn give_way() {}

impl Pool {
    /// A pool of that many threads that give way to the keys, and of one that does only
    /// what the user waits for.
    pub(super) fn spawn(threads: usize) -> Self {
        let shared = Arc::new(Shared { queue: Mutex::default(), filled: Condvar::new() });
        for _ in 0..threads.max(1) {
            let shared = Arc::clone(&shared);
            std::thread::spawn(move || {
                give_way();
                shared.work(Queue::any);
            });
        }
        let urgent = Arc::clone(&shared);
        std::thread::spawn(move || urgent.work(Queue::urgent));
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
        // All: the one that would be woken may be the one that does not do this sort.
        self.shared.filled.notify_all();
    }
}

impl Shared {
    fn work(&self, take: fn(&mut Queue) -> Option<Job>) {
        loop {
            let job = self.next(take);
            // A fault in one document must not cost the others.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }

    fn next(&self, take: fn(&mut Queue) -> Option<Job>) -> Job {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match take(&mut queue) {
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
