//! The trained tagger of names: what it sees of a text, the labels that it gives to
//! tokens, and how the best sequence of them is found.
//!
//! A family of models scores every label for every token. While it learns, a general
//! decoder tells what is to be expected of its scores (`decode`); the engine has a faster one
//! (`lattice`), which serves all families together.

mod chain;
mod consistency;
#[cfg(any(test, feature = "train"))]
mod decode;
mod feature;
mod form;
mod label;
mod lattice;
mod memory;
mod observation;
mod power;
mod stretch;
mod tagger;
mod weights;

pub use chain::ChainScorer;
#[cfg(any(test, feature = "train"))]
pub use decode::{Decoder, Expectation};
pub use feature::Features;
#[cfg(feature = "train")]
pub use feature::{ALWAYS, OFFSETS, REACH};
pub use form::Form;
pub use label::{Kinds, LABELS, Label, NameKind, OUTSIDE, Place, spans_of};
pub use lattice::{Row, Transitions};
pub use memory::{Kept, Memory};
pub use observation::{Observations, Seen};
pub use tagger::{Found, Model, ModelTagger, NETWORK, mentions};
pub use weights::Weights;
#[cfg(feature = "train")]
pub use weights::{BEFORE_GROUPS, GROUP, LANES, MAGIC, NO_MARK, group_of, mark_of};

#[cfg(feature = "train")]
use std::ops::Range;

/// A score for each label of one token; higher is likelier.
pub type Scores = [f32; LABELS];

#[cfg(feature = "train")]
/// Gives the tokens of a stretch a score for each label.
pub trait Emission: Sync {
    /// Adds to `scores`, which has a row for each token of `stretch`. The stretch lies
    /// in one sentence; what stands around it may be looked at, too.
    fn add_scores(&self, seen: &Observations<'_>, stretch: Range<usize>, scores: &mut [Scores]);
}
