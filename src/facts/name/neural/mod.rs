//! The neural tagger.

pub mod inputs;
#[cfg(feature = "train")]
pub mod train;

/// Rows of the table.
pub const ROWS: usize = 1 << 15;
