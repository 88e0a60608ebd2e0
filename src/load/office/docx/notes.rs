//! Footnotes and endnotes, each kind in a file of its own.

use std::collections::HashMap;

use super::Links;
use crate::load::numeral;
use crate::load::office::writer::Note;
use crate::load::xml::{Event, Xml};

/// Notes of one kind.
pub(super) struct Related<'a> {
    /// Where links in them lead.
    pub links: &'a Links,
    /// The source of each note by its number in the file.
    pub notes: HashMap<String, &'a str>,
}

/// The notes of a file, by their numbers.
pub(super) fn sources<'a>(source: &'a str, name: &str) -> HashMap<String, &'a str> {
    let mut notes = HashMap::new();
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        if let Event::Open(element) = event
            && element.name == name
        {
            let id = element.attribute("id").unwrap_or_default();
            // Those with a type are lines that part notes from text.
            let is_note = element.attribute("type").is_none_or(|kind| kind == "normal");
            let inside = xml.inside();
            if is_note {
                notes.insert(id, inside);
            }
        }
    }
    notes
}

/// The notes that the text refers to.
pub(super) struct Notes<'a> {
    /// Footnotes and endnotes.
    related: [Related<'a>; 2],
    /// Those that were referred to, in order: which kind, which note.
    referred: Vec<(usize, String, Note)>,
    /// How many of each kind.
    counts: [u32; 2],
    seen: HashMap<(usize, String), Note>,
}

impl<'a> Notes<'a> {
    pub fn new(related: [Related<'a>; 2]) -> Self {
        Self { related, referred: Vec::new(), counts: [0; 2], seen: HashMap::new() }
    }

    /// The note of a kind that the text refers to, numbered when it first does.
    pub fn refer(&mut self, kind: usize, id: String) -> Option<Note> {
        if !self.related.get(kind)?.notes.contains_key(&id) {
            return None;
        }
        let key = (kind, id);
        if let Some(note) = self.seen.get(&key) {
            return Some(note.clone());
        }
        let number = self.counts.get_mut(kind)?;
        *number += 1;
        let style = if kind == 0 { numeral::Style::Decimal } else { numeral::Style::LowerRoman };
        let note = Note { label: style.write(*number) };
        self.referred.push((kind, key.1.clone(), note.clone()));
        self.seen.insert(key, note.clone());
        Some(note)
    }

    /// A note by the order of their references, with its source and its links.
    pub fn get(&self, index: usize) -> Option<(Note, &'a str, &'a Links)> {
        let (kind, id, note) = self.referred.get(index)?;
        let related = self.related.get(*kind)?;
        Some((note.clone(), related.notes.get(id).copied().unwrap_or_default(), related.links))
    }
}
