//! Fields: parts of the text that a program worked out, with how it did. Those that are links
//! are of interest.

use super::super::word::hyperlink;
use crate::load::limits::MAX_FIELD_BYTES;

/// The open fields, the innermost last.
#[derive(Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether the result is being read.
    result: bool,
    target: String,
}

/// Fields in each other.
const MAX_FIELDS: usize = 32;

impl Fields {
    /// A field begins, its result does, or it ends.
    pub fn step(&mut self, step: &str) {
        match step {
            "begin" if self.0.len() < MAX_FIELDS => self.0.push(Field::default()),
            "separate" => {
                if let Some(field) = self.0.last_mut() {
                    field.result = true;
                    field.target = hyperlink(&field.instruction);
                }
            }
            "end" => drop(self.0.pop()),
            _ => {}
        }
    }

    /// More of how the innermost one is worked out.
    pub fn instruction(&mut self, text: &str) {
        let field = self.0.last_mut();
        if let Some(field) = field.filter(|field| field.instruction.len() < MAX_FIELD_BYTES) {
            field.instruction.push_str(text);
        }
    }

    /// Where the text leads that is being read.
    pub fn target(&self) -> Option<&String> {
        let field = self.0.iter().rev().find(|field| field.result);
        field.map(|field| &field.target).filter(|target| !target.is_empty())
    }

    /// A field that is a link ends with its paragraph, also where its end is missing.
    pub fn end_paragraph(&mut self) {
        self.0.iter_mut().for_each(|field| field.target.clear());
    }
}
