//! A packed format, read apart.

use std::io;
use std::ops::ControlFlow;

use super::child::{Child, End};
use super::wire::Message;
use super::{Given, Task};
use crate::document::{Format, Notice, Parts};
use crate::load::Options;
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Packed, Sign};
use crate::load::limits::{Limit, Limits};

/// A packed format whose files are read by a child process.
pub(in crate::load) struct Apart<T: 'static>(pub &'static T);

impl<T: Packed> Described for Apart<T> {
    fn format(&self) -> Format {
        self.0.format()
    }

    fn about(&self) -> About {
        self.0.about()
    }
}

impl<T: Packed> Packed for Apart<T> {
    fn sign(&self, beginning: &[u8]) -> Sign {
        self.0.sign(beginning)
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let (name, limits) = (self.about().name, &options.limits);
        let child = Child::start(name, "", limits, content, Some(Limit::Pdf))?;
        listen(child, part)
    }
}

/// Hands parts on as they come. What was read before the child died is a document with a
/// notice.
fn listen(
    mut child: Child,
    part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
) -> Result<Parts, Fault> {
    let mut last: Option<Parts> = None;
    let died = loop {
        let frame = match child.next() {
            Ok(frame) => frame,
            Err(End::Died(how)) => break how,
            Err(End::Complete) => break "stopped before the end",
        };
        match Message::from_bytes(&frame) {
            Some(Message::Complete(parts)) => return Ok(parts.into()),
            Some(Message::Failed(reason)) => return Err(Fault::Broken(reason)),
            Some(Message::Part(parts)) => {
                let parts = Parts::from(parts);
                if part(parts.clone()).is_break() {
                    return Ok(parts);
                }
                last = Some(parts);
            }
            None => break "gave an answer that makes no sense",
        }
    };
    match last {
        Some(mut parts) => {
            parts.notices.insert(0, Notice::BrokenOff { how: died });
            Ok(parts)
        }
        None => Err(Fault::Broken(format!("its reader {died}"))),
    }
}

impl<T: Packed> Task for Apart<T> {
    fn name(&self) -> &'static str {
        self.0.about().name
    }

    fn run(
        &self,
        document: Given,
        _request: &str,
        limits: &Limits,
        send: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let content = Content::Memory(document.bytes()?);
        let mut part = |parts: Parts| match Message::Part(parts.into()).to_bytes() {
            Ok(bytes) => send(&bytes),
            // A part is a courtesy; the whole may still fit.
            Err(_) => ControlFlow::Continue(()),
        };
        let options = Options { limits: *limits, ..Options::default() };
        let last = match self.0.parts(&content, &options, &mut part) {
            Ok(parts) => Message::Complete(parts.into()),
            Err(fault) => Message::Failed(fault.to_string()),
        };
        // Where the parent is gone, nothing is left to do.
        let _ = send(&last.to_bytes()?);
        Ok(())
    }
}
