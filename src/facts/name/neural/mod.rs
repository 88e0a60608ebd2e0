//! The neural family of the taggers of names: hashed vectors of words and their parts, a
//! window of them, two small layers.
//!
//! A token's vector is the sum of learned ones for its word, its pieces, its classes and
//! what the rules say of it (`inputs`). The first layer reads those of a window and
//! the means of what lies farther off (Collobert et al. 2011, "Natural language processing
//! (almost) from scratch"); the second reads the first layer's result for the token, its
//! mean over all tokens of the same word (Chieu and Ng 2002, on global features; Akbik et
//! al. 2019, on pooling) and its mean over the part. Weights and vectors are bytes, so that
//! all sums are of whole numbers (`network`). The scores are logarithms of probabilities;
//! the model's decoder makes names of them. Training is another
//! module, compiled with the feature `train` only.

mod inputs;
mod layer;
mod network;
mod shape;
#[cfg(feature = "train")]
pub mod train;

pub use network::{MAX_PART, Network, STORED, Vector, Weighed};
