//! The limits that the child takes upon itself before it looks at the document.

use crate::load::limits::{APART_ADDRESSES, APART_GRACE, Limit, Limits};

/// Takes the limits for reading a document of so many bytes, which come on top of the
/// memory that is allowed. A limit that the system refuses to set does not keep the
/// document from being read: the parent's own limits on time and answer still hold.
#[cfg(unix)]
pub(super) fn take(document_bytes: u64, limits: &Limits) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory = limits.of(Limit::Memory).saturating_add(document_bytes);
    let seconds = limits.of(Limit::Seconds).saturating_add(APART_GRACE);
    let limits = [
        (Resource::Data, memory),
        (Resource::As, memory.saturating_add(APART_ADDRESSES)),
        (Resource::Cpu, seconds),
        // Standard input, output and error are open already; nothing else will be.
        (Resource::Nofile, 3),
        (Resource::Nproc, 0),
        (Resource::Fsize, 0),
        // A core file would hold the document.
        (Resource::Core, 0),
    ];
    for (resource, limit) in limits {
        // The signal that tells which limit it was comes before the one that cannot be told.
        let maximum = if resource == Resource::Cpu { limit.saturating_add(1) } else { limit };
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(maximum) });
    }
    end_with_parent();
}

#[cfg(not(unix))]
pub(super) fn take(_document_bytes: u64, _limits: &Limits) {}

/// A child whose parent was killed ends too, and gains no rights by any program it might
/// be made to start.
#[cfg(target_os = "linux")]
fn end_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
    let _ = rustix::thread::set_no_new_privs(true);
}

#[cfg(all(unix, not(target_os = "linux")))]
fn end_with_parent() {}

/// Seconds of processor time that this thread has used.
#[cfg(unix)]
pub(in crate::load) fn seconds_used() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

#[cfg(not(unix))]
pub(in crate::load) fn seconds_used() -> f64 {
    0.0
}
