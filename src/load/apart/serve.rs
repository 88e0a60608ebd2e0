//! The child's side: read the document from standard input, answer on standard output.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use super::{Given, TASKS, Task, frame, limit};
use crate::load::limits::{APART_STACK, Limit, Limits};

/// Does what the parent asked for: `arguments` are the name of the task, the size of the
/// document, the limits that were set, and what else the task is to know. Never writes to
/// standard error, except what the runtime writes when it gives up.
pub fn serve(arguments: &[String]) -> ExitCode {
    // A panic is told by the exit code; its message may quote the document.
    std::panic::set_hook(Box::new(|_| {}));
    let [name, size, limits, request] = arguments else { return ExitCode::FAILURE };
    let task = TASKS.iter().find(|task| task.name() == name);
    let (Some(task), Ok(size), Some(limits)) = (task, size.parse(), Limits::told(limits)) else {
        return ExitCode::FAILURE;
    };
    let request = request.clone();
    // Parsers recurse; the limits must not count for the making of the thread.
    let thread = std::thread::Builder::new().stack_size(APART_STACK);
    let answer = thread.spawn(move || answer(*task, size, &limits, &request));
    match answer.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer(task: &dyn Task, size: u64, limits: &Limits, request: &str) -> io::Result<()> {
    let in_place = if task.reads_in_place() { Given::in_place() } else { None };
    let size = if in_place.is_some() { 0 } else { size.min(limits.of(Limit::Pdf)) };
    limit::take(size, limits);
    let document = in_place.map_or_else(|| Given::whole(size), Ok)?;
    let mut out = io::stdout().lock();
    let most = frame::most(limits);
    task.run(document, request, limits, &mut |frame| match frame::write(&mut out, frame, most) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    })?;
    out.flush()
}
