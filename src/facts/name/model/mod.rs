//! The trained tagger of names: what it sees of a text, the labels that it gives to
//! tokens, and how the best sequence of them is found.
//!
//! A family of models is an [`Emission`]: it scores every label for every token. One
//! [`Decoder`] serves all of them, and the scores of several can be added before it runs.

mod chain;
mod consistency;
mod decode;
mod feature;
mod form;
mod label;
mod memory;
mod observation;
mod stretch;
mod tagger;
mod weights;

pub use chain::ChainScorer;
pub use decode::{Decoder, Expectation, Transitions};
pub use feature::{ALWAYS, Features, OFFSETS};
pub use form::Form;
pub use label::{Kinds, LABELS, Label, NameKind, OUTSIDE, Place, spans_of};
pub use memory::{Kept, Memory};
pub use observation::{Observations, Seen};
pub use tagger::{Found, Model, ModelTagger, NETWORK, mentions};
pub use weights::{MAGIC, Weights};

use std::ops::Range;

/// A score for each label of one token; higher is likelier.
pub type Scores = [f32; LABELS];

/// Gives the tokens of a stretch a score for each label.
pub trait Emission: Sync {
    /// Adds to `scores`, which has a row for each token of `stretch`. The stretch lies
    /// in one sentence; what stands around it may be looked at, too.
    fn add_scores(&self, seen: &Observations<'_>, stretch: Range<usize>, scores: &mut [Scores]);
}
