//! Documents of LibreOffice and others in the Open Document Format.

mod lists;
mod styles;
mod walk;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use self::styles::Styles;
use self::walk::Walk;
use super::writer::Writer;
use crate::document::{Format, Notice, Parts};
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Packed, Sign};
use crate::load::limits::Limit;
use crate::load::package::{Package, begins_with};
use crate::load::xml::{self, Event, Xml};
use crate::load::{Options, anchor};

/// Documents of LibreOffice.
pub(in crate::load) struct Odt;

const MIMETYPE: &str = "mimetypeapplication/vnd.oasis.opendocument.text";

impl Described for Odt {
    fn format(&self) -> Format {
        Format::Odt
    }

    fn about(&self) -> About {
        let what = "documents of LibreOffice and OpenOffice";
        About { name: "odt", what, extensions: &["odt", "ott", "odm", "oth"] }
    }
}

impl Packed for Odt {
    fn sign(&self, beginning: &[u8]) -> Sign {
        if begins_with(beginning, &[MIMETYPE]) {
            Sign::Certain
        } else if begins_with(beginning, &[]) {
            Sign::IfNamed
        } else {
            Sign::None
        }
    }

    fn parts(
        &self,
        content: &Content,
        options: &Options,
        part: &mut dyn FnMut(Parts) -> ControlFlow<()>,
    ) -> Result<Parts, Fault> {
        let mut package = Package::open(content, &options.limits)?;
        refuse_encrypted(&mut package)?;
        let meta = package.text("meta.xml")?.unwrap_or_default();
        let common = package.text("styles.xml")?.unwrap_or_default();
        let Some(entry) = package.read("content.xml", u64::MAX)? else {
            return Err(Fault::broken("there is no text of a document in it"));
        };
        let complete = entry.complete;
        let text = xml::decode(entry.bytes);
        let styles = Styles::read(&[&common, &text]);
        let writer = Writer::new(super::metadata(&meta), part);
        let mut walk = Walk::new(writer, &styles);
        walk.text(&text);
        walk.all_notes();
        let truncated = walk.is_cut() || !complete;
        let mut parts = walk.finish();
        if truncated {
            // No option makes more of what is nested too deeply or broken.
            let limit = if complete { "" } else { Limit::Book.about().name };
            parts.notices.push(Notice::Truncated { read: text.len() as u64, limit });
        }
        anchor::keep_linked(&mut parts);
        Ok(parts)
    }
}

/// Fails where the text is encrypted.
fn refuse_encrypted(package: &mut Package) -> Result<(), Fault> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    let mut xml = Xml::new(&manifest);
    while let Some(event) = xml.next() {
        if let Event::Open(element) = event
            && element.name == "encryption-data"
        {
            return Err(Fault::broken("it is encrypted; save it without a password to read it"));
        }
    }
    Ok(())
}
