//! Tar archives.

use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use tar::{Archive, EntryType};

use super::super::{Collection, Context, Listing, Members, Opened, Place, Raw, Shelf};
use crate::document::Format;
use crate::load::content::{Content, Fault, ReadSeek};
use crate::load::format::{About, Described, Sign};
use crate::load::limits::Limit;

/// Tar archives; compressed ones are inflated before they come here.
pub(in crate::load) struct Tar;

/// Where a header says what it is.
const MAGIC_AT: usize = 257;

impl Described for Tar {
    fn format(&self) -> Format {
        Format::Tar
    }

    fn about(&self) -> About {
        let what = "archives, compressed or not: each file in them";
        About { name: "tar", what, extensions: &["tar", "tgz", "tzst"] }
    }
}

impl Collection for Tar {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let magic = beginning.get(MAGIC_AT..).unwrap_or_default();
        if magic.starts_with(b"ustar") { Sign::Certain } else { Sign::None }
    }

    fn open(&self, content: Content, context: &Context) -> Result<Arc<dyn Shelf>, Fault> {
        let limits = &context.options.limits;
        let (members, damage) = members_of(content.open()?, limits.count(Limit::Members));
        Ok(Arc::new(Files { content, members, damage, most: limits.of(Limit::Inflated) }))
    }
}

/// The files of an archive up to where it is damaged, and what is wrong there.
fn members_of(reader: Box<dyn ReadSeek>, most: usize) -> (Vec<Listing>, Option<String>) {
    let mut archive = Archive::new(reader);
    let mut members = Vec::new();
    let entries = match archive.entries_with_seek() {
        Ok(entries) => entries,
        Err(error) => return (members, Some(error.to_string())),
    };
    // One more than are listed, so that whoever lists them says that there are more.
    for entry in entries.take(most.saturating_add(1)) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return (members, Some(error.to_string())),
        };
        // Links lead out of the archive, and devices nowhere.
        if !matches!(entry.header().entry_type(), EntryType::Regular | EntryType::Continuous) {
            continue;
        }
        let start = entry.raw_file_position();
        let place = Place { start, end: start.saturating_add(entry.size()) };
        let path = entry.path_bytes();
        members.extend(super::listing(&String::from_utf8_lossy(&path), place));
    }
    (members, None)
}

struct Files {
    content: Content,
    members: Vec<Listing>,
    damage: Option<String>,
    /// Bytes of a file that are read.
    most: u64,
}

impl Shelf for Files {
    fn members(self: Arc<Self>) -> Members {
        let damage = self.damage.clone().map(|reason| Err(Fault::Broken(reason)));
        let members =
            (0..self.members.len()).filter_map(move |index| self.members.get(index).cloned());
        Box::new(members.map(Ok).chain(damage))
    }

    fn read(&self, place: Place) -> Result<Opened, Fault> {
        let mut reader = self.content.open()?;
        reader.seek(SeekFrom::Start(place.start))?;
        let size = place.end.saturating_sub(place.start);
        let cut = (size > self.most).then_some(Limit::Inflated);
        let mut bytes = Vec::new();
        reader.take(size.min(self.most)).read_to_end(&mut bytes)?;
        let (size, reader) = (Some(bytes.len() as u64), Box::new(Cursor::new(bytes)));
        Ok(Opened::File(Raw { reader, size, cut, format: None }))
    }
}
