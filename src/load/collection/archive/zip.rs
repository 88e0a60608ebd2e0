//! Zip archives.

use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{Collection, Context, Listing, Members, Opened, Place, Raw, Shelf};
use crate::document::Format;
use crate::load::content::{Content, Fault, ReadSeek};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::Limit;

/// Zip archives.
pub(in crate::load) struct Zip;

impl Described for Zip {
    fn format(&self) -> Format {
        Format::Zip
    }

    fn about(&self) -> About {
        About { name: "zip", what: "archives: each file in them", extensions: &["zip"] }
    }
}

impl Collection for Zip {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let begins = |magic: &[u8]| beginning.starts_with(magic);
        if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") { Sign::Certain } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let archive = ZipArchive::new(content.open()?).map_err(|error| fault(&error))?;
        Ok({
            let most = context.options.limits.of(Limit::Inflated);
            Arc::new(Files { archive: Mutex::new(archive), most })
        })
    }
}

struct Files {
    archive: Mutex<ZipArchive<Box<dyn ReadSeek>>>,
    /// Bytes of a file that are read.
    most: u64,
}

impl Shelf for Files {
    fn members(self: Arc<Self>) -> Members {
        let count = self.archive.lock().unwrap_or_else(PoisonError::into_inner).len();
        Box::new((0..count).filter_map(move |index| self.listing(index).map(Ok)))
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let index = usize::try_from(place.start).unwrap_or(usize::MAX);
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let file = archive.by_index(index).map_err(|error| fault(&error))?;
        let mut bytes = Vec::new();
        // One more than may be, to see whether there is more.
        let read = file.take(self.most.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.is_empty() {
            read?;
        }
        let cut = (bytes.len() as u64 > self.most).then_some(Limit::Inflated);
        bytes.truncate(usize::try_from(self.most).unwrap_or(usize::MAX));
        let size = Some(bytes.len() as u64);
        let reader = Box::new(Cursor::new(bytes));
        Ok(Opened::File(Raw { reader, size, cut, format: None }))
    }
}

impl Files {
    fn listing(&self, index: usize) -> Option<Listing> {
        let archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let name = archive.name_for_index(index)?.ok()?;
        super::listing(&name, Place { start: index as u64, end: 0 })
    }
}

/// What is wrong with an archive, for people.
pub(in crate::load) fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::broken(error.to_string()),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Fault::broken("it is encrypted")
        }
        other => Fault::broken(other.to_string()),
    }
}
