//! Documents of Word in the format of Office Open XML.

mod fields;
mod notes;
mod numbering;
mod styles;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::ControlFlow;

use self::notes::Related;
use self::numbering::Numbering;
use self::styles::Styles;
use self::walk::Walk;
use super::writer::Writer;
use crate::document::{Format, Notice, Parts};
use crate::load::content::{Content, Fault};
use crate::load::format::{About, Described, Packed, Sign};
use crate::load::limits::Limit;
use crate::load::package::{Entry, Package, begins_with, leads_out, resolve};
use crate::load::xml::{self, Event, Xml};
use crate::load::{Options, anchor};

/// Documents of Word.
pub(in crate::load) struct Docx;

impl Described for Docx {
    fn format(&self) -> Format {
        Format::Docx
    }

    fn about(&self) -> About {
        let extensions = &["docx", "docm", "dotx", "dotm"];
        About { name: "docx", what: "documents of Word, since 2007", extensions }
    }
}

impl Packed for Docx {
    fn sign(&self, beginning: &[u8]) -> Sign {
        let names = |names| begins_with(beginning, names);
        if names(&["word/document.xml"]) || names(&["[Content_Types].xml", "word/"]) {
            Sign::Certain
        } else if names(&[]) {
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
        let files = Files::read(content, options)?;
        let footnotes = Related {
            links: &files.footnote_links,
            notes: notes::sources(&files.footnotes, "footnote"),
        };
        let endnotes = Related {
            links: &files.endnote_links,
            notes: notes::sources(&files.endnotes, "endnote"),
        };
        let complete = files.text.complete;
        let text = xml::decode(files.text.bytes);
        let writer = Writer::new(super::metadata(&files.core), part);
        let mut walk = Walk::new(writer, &files.styles, files.numbering, [footnotes, endnotes]);
        walk.text(&text, &files.links);
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

/// Where links of a file lead, by the names that the file has for them.
type Links = HashMap<String, String>;

/// The files of a document.
#[derive(Default)]
struct Files {
    text: Entry,
    links: Links,
    styles: Styles,
    numbering: Numbering,
    footnotes: String,
    footnote_links: Links,
    endnotes: String,
    endnote_links: Links,
    core: String,
}

/// Where the text lies, if nothing else is said.
const TEXT: &str = "word/document.xml";

impl Files {
    fn read(content: &Content, options: &Options) -> Result<Self, Fault> {
        let mut package = Package::open(content, &options.limits)?;
        let package = &mut package;
        let root = relations(package, "")?;
        let named = root.get("officeDocument").cloned().unwrap_or_else(|| TEXT.to_owned());
        let mut files = Self::default();
        let text = match package.read(&named, u64::MAX)? {
            Some(text) => Some((named, text)),
            None => package.read(TEXT, u64::MAX)?.map(|text| (TEXT.to_owned(), text)),
        };
        let Some((path, text)) = text else {
            return Err(Fault::broken("there is no text of a Word document in it"));
        };
        files.text = text;
        let own = relations(package, &path)?;
        files.links = own.links;
        let file = |kind: &str, package: &mut Package| match own.files.get(kind) {
            Some(path) => Ok::<_, Fault>(package.text(path)?.unwrap_or_default()),
            None => Ok(String::new()),
        };
        files.styles = Styles::read(&file("styles", package)?);
        files.numbering = Numbering::read(&file("numbering", package)?);
        files.footnotes = file("footnotes", package)?;
        files.endnotes = file("endnotes", package)?;
        let links = |kind: &str, package: &mut Package| match own.files.get(kind) {
            Some(path) => Ok::<_, Fault>(relations(package, path)?.links),
            None => Ok(Links::new()),
        };
        files.footnote_links = links("footnotes", package)?;
        files.endnote_links = links("endnotes", package)?;
        if let Some(core) = root.get("core-properties") {
            files.core = package.text(core)?.unwrap_or_default();
        }
        Ok(files)
    }
}

/// What a file of the package refers to.
#[derive(Default)]
struct Relations {
    /// Files of the package, by the last word of what they are to it.
    files: HashMap<String, String>,
    /// Addresses outside, by their `Id`.
    links: Links,
}

impl Relations {
    fn get(&self, kind: &str) -> Option<&String> {
        self.files.get(kind)
    }
}

/// The relations of the file at a path, or those of the package.
fn relations(package: &mut Package, path: &str) -> Result<Relations, Fault> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let separator = if folder.is_empty() { "" } else { "/" };
    let source = package.text(&format!("{folder}{separator}_rels/{name}.rels"))?;
    let mut relations = Relations::default();
    let source = source.unwrap_or_default();
    let mut xml = Xml::new(&source);
    while let Some(event) = xml.next() {
        let Event::Open(element) = event else { continue };
        if element.name != "Relationship" {
            continue;
        }
        let attribute = |name| element.attribute(name).unwrap_or_default();
        let (kind, target) = (attribute("Type"), attribute("Target"));
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        if attribute("TargetMode") == "External" {
            if leads_out(&target) {
                relations.links.insert(attribute("Id"), target);
            }
        } else if let Some(target) = resolve(path, &target) {
            relations.files.entry(kind).or_insert(target.path);
        }
    }
    Ok(relations)
}
