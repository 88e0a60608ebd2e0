//! Names of persons, organisations, places and groups in the text.
//!
//! A [`NameTagger`] finds mentions; what they refer to is the matter of
//! the stage behind it. The one here works by rules and word lists; a trained model is
//! another implementation of the same trait.

mod atom;
mod decide;
mod evidence;
mod headline;
pub mod model;
pub mod neural;
mod run;
mod segment;
mod tagger;
#[cfg(feature = "train")]
pub mod training;

pub use atom::{plain, short_form};
pub use evidence::is_party_tag;

use super::model::{Kind, Origin};
use super::reading::Reading;
use crate::document::Span;

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands; a person's without title.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: u32,
    /// Person, organisation, place or group.
    pub kind: Kind,
    /// What made it.
    pub origin: Origin,
    /// The title before a person's name.
    pub title: Option<Span>,
}

/// Finds the names in a text.
pub trait NameTagger: Send + Sync {
    /// What it is called, for messages and tests.
    fn name(&self) -> &'static str;

    /// The mentions in order of their start, none overlapping another.
    fn tag(&self, reading: &Reading<'_>) -> Vec<Mention>;
}

/// The tagger in use.
pub fn name_tagger() -> &'static dyn NameTagger {
    &model::ModelTagger
}
