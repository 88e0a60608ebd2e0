//! What reads a format apart, seen from outside while it runs: what it may and what it has.
#![cfg(target_os = "linux")]

use std::fs;
use std::ops::ControlFlow;
use std::os::fd::AsRawFd;

use gleaner::document::{Document, Notice};
use gleaner::load::limits::{Limit, Limits};
use gleaner::load::{LoadError, Options, Progress, Source, apart, open};
use rustix::io::FdFlags;
use rustix::process::{Pid, Signal, kill_process};

#[path = "support/pdf.rs"]
mod pdf;

use pdf::Pdf;

/// Reads a document that takes the child some time, and looks at the child when it has told
/// the first page. The test is the only one of this process, so there is one child.
fn watching(look: &mut dyn FnMut(Pid), limits: Limits) -> Result<Document, LoadError> {
    apart::set_program(env!("CARGO_BIN_EXE_gleaner"));
    let mut pdf = Pdf::default();
    for _ in 0..3000 {
        pdf.page(&[(60.0, 700.0, 10.0, "One of many pages, each with this sentence.")]);
    }
    let source = Source::memory("report.pdf", pdf.bytes());
    let mut seen = false;
    let mut last = None;
    open(&source, &Options { limits, ..Options::default() }, &mut |progress| {
        match progress {
            Progress::Part(part) => {
                assert!(!part.document.text().is_empty());
                if !std::mem::replace(&mut seen, true) {
                    look(child());
                }
            }
            Progress::Complete(document) => last = Some(document),
            Progress::Reading { .. } => {}
        }
        ControlFlow::Continue(())
    })?;
    assert!(seen, "the beginning is told first");
    Ok(last.unwrap())
}

/// The one child of this process.
fn child() -> Pid {
    let own = std::process::id().to_string();
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let mut children = processes.filter_map(|entry| {
        let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
        // Behind the name, which may hold anything: the state and the parent.
        let (_, rest) = stat.rsplit_once(')')?;
        let is_child = rest.split_whitespace().nth(1)? == own;
        is_child.then(|| entry.file_name().to_str()?.parse().ok()).flatten()
    });
    Pid::from_raw(children.next().expect("the child runs")).unwrap()
}

fn of(child: Pid, what: &str) -> String {
    format!("/proc/{}/{what}", child.as_raw_nonzero())
}

/// One test, because it looks at its own children and changes its own descriptors.
#[test]
fn a_child_has_no_more_than_it_needs() {
    let open = fs::File::open("/dev/null").unwrap();
    rustix::io::fcntl_setfd(&open, FdFlags::empty()).unwrap();
    // As a shell would leave it: any program that is started has it.
    let listed = std::process::Command::new("ls").arg("/proc/self/fd").output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let number = open.as_raw_fd().to_string();
    assert!(listed.split_whitespace().any(|fd| fd == number), "{listed}");

    let mut looked = false;
    let document = watching(
        &mut |child| {
            let descriptors = fs::read_dir(of(child, "fd")).unwrap().flatten();
            let mut descriptors: Vec<_> = descriptors.map(|entry| entry.file_name()).collect();
            descriptors.sort();
            assert_eq!(descriptors, ["0", "1", "2"]);
            assert_eq!(fs::read(of(child, "environ")).unwrap(), b"");
            assert_eq!(fs::read_link(of(child, "cwd")).unwrap().to_str(), Some("/"));
            let limits = fs::read_to_string(of(child, "limits")).unwrap();
            let soft = |name: &str| -> u64 {
                let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
                line.split_whitespace().next().unwrap().parse().unwrap()
            };
            assert_eq!(soft("Max open files"), 3);
            assert_eq!(soft("Max processes"), 0);
            assert_eq!(soft("Max file size"), 0);
            assert_eq!(soft("Max core file size"), 0);
            assert_eq!(soft("Max cpu time"), 12);
            assert!(soft("Max data size") < 512 << 20);
            assert!(soft("Max address space") < 1 << 30);
            looked = true;
        },
        Limits::default().with(Limit::Seconds, 9),
    );
    assert!(looked);
    assert_eq!(document.unwrap().pages().len(), 3000);

    // What it said before it was killed is kept, and what became of it is told.
    let document =
        watching(&mut |child| kill_process(child, Signal::KILL).unwrap(), Limits::default());
    let document = document.unwrap();
    assert!(document.text().starts_with("One of many pages"));
    let how = "was ended by the system";
    assert_eq!(document.notices().first(), Some(&Notice::BrokenOff { how }));
    let document =
        watching(&mut |child| kill_process(child, Signal::ABORT).unwrap(), Limits::default());
    assert_eq!(document.unwrap().notices().first(), Some(&Notice::BrokenOff { how: "broke down" }));
}
