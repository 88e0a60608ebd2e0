//! The child's side: read the document from standard input, answer on standard output.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::Arc;

use super::{TASKS, Task, frame, limit};
use crate::load::limits::{APART_STACK, Limit, Limits};

/// Does what the parent asked for: `arguments` are the name of the task, the size of the
/// document, and the limits that were set. Never writes to standard error, except
/// what the runtime writes when it gives up.
pub fn serve(arguments: &[String]) -> ExitCode {
    // A panic is told by the exit code; its message may quote the document.
    std::panic::set_hook(Box::new(|_| {}));
    let [name, size, limits] = arguments else { return ExitCode::FAILURE };
    let task = TASKS.iter().find(|task| task.name() == name);
    let (Some(task), Ok(size), Some(limits)) = (task, size.parse(), Limits::told(limits)) else {
        return ExitCode::FAILURE;
    };
    // Parsers recurse; the limits must not count for the making of the thread.
    let thread = std::thread::Builder::new().stack_size(APART_STACK);
    let answer = thread.spawn(move || answer(*task, size, &limits));
    match answer.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer(task: &dyn Task, size: u64, limits: &Limits) -> io::Result<()> {
    let size = size.min(limits.of(Limit::Pdf));
    limit::take(size, limits);
    let mut document = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file that grows while it is read is read as long as it was.
    io::stdin().lock().take(size).read_to_end(&mut document)?;
    let mut out = io::stdout().lock();
    let most = frame::most(limits);
    task.run(Arc::new(document), limits, &mut |frame| match frame::write(&mut out, frame, most) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    })?;
    out.flush()
}
