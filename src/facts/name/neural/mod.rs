//! The neural tagger.

mod inputs;
mod layer;
mod network;
mod shape;
#[cfg(feature = "train")]
pub mod train;

pub use network::{Network, STORED};
