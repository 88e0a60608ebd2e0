//! Training of the tagger of names: annotated documents, the labels of their tokens, and
//! how often a tagger is right. It is compiled only with the feature `train`.

pub mod chain;
mod corpus;
mod example;
pub mod pack;
mod score;

pub use corpus::{Annotated, Corpus, Gold, kind_of};
pub use example::{Example, gold_of};
pub use score::{Counts, Tally, compare};
