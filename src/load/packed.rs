//! From a packed file to a document, its beginning first.

use std::ops::ControlFlow;

use super::content::Content;
use super::format::Packed;
use super::limits::Limit;
use super::{LoadError, Options, Preview, Progress, measure};
use crate::document::{Document, Notice, Parts};

/// A packed file that is about to be read.
pub(super) struct PackedReading {
    pub packed: &'static dyn Packed,
    pub content: Content,
    pub name: String,
    /// The limit that cut it off, where this is only its beginning.
    pub cut: Option<Limit>,
}

impl PackedReading {
    /// Reads all of it.
    pub fn load(self, options: &Options) -> Result<Document, LoadError> {
        self.read(options, &mut |_| ControlFlow::Continue(()))
    }

    /// Reads it and reports its beginning as soon as that is there.
    pub fn open(
        self,
        options: &Options,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<(), LoadError> {
        let mut stopped = false;
        let mut part = |document| {
            let answer = progress(Progress::Part(Preview { document, ..Preview::default() }));
            stopped |= answer.is_break();
            answer
        };
        let document = self.read(options, &mut part)?;
        if !stopped {
            // Nothing follows, so what the caller answers does not matter.
            let _ = progress(Progress::Complete(document));
        }
        Ok(())
    }

    fn read(
        self,
        options: &Options,
        part: &mut dyn FnMut(Document) -> ControlFlow<()>,
    ) -> Result<Document, LoadError> {
        let Self { packed, content, name, cut } = self;
        let format = packed.format();
        let document = |mut parts: Parts| {
            measure::complete(&mut parts);
            Document::new(Parts { format, ..parts })
        };
        let parts = packed.parts(&content, options, &mut |parts| part(document(parts)));
        match parts {
            Ok(mut parts) => {
                if let Some(limit) = cut {
                    let (read, limit) = (content.size().unwrap_or(0), limit.about().name);
                    parts.notices.push(Notice::Truncated { read, limit });
                }
                Ok(document(parts))
            }
            Err(fault) => Err(LoadError::from_fault(&name, packed.about().name, &fault)),
        }
    }
}
