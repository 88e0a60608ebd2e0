//! The sizes of the network.

use crate::facts::name::model::LABELS;

/// Rows of the table of learned vectors.
pub const ROWS: usize = 1 << 15;

/// Numbers in the vector of a row, and of a token.
pub const WIDTH: usize = 48;

/// Tokens on each side that are seen one by one.
pub const REACH: usize = 3;

/// Tokens beyond these on each side that are seen as their mean.
pub const FAR: usize = 9;

/// Tokens that are seen one by one.
pub const WINDOW: usize = 2 * REACH + 1;

/// Vectors that the first layer reads: those of the window and the two means.
pub const SLOTS: usize = WINDOW + 2;

/// Units of the first layer.
pub const HIDDEN: usize = 64;

/// Units of the second layer.
pub const SECOND: usize = 64;

/// Numbers that the first layer reads.
pub const FIRST_INPUTS: usize = SLOTS * WIDTH;

/// Numbers that the second layer reads: the first layer's of the token, their mean over
/// all tokens of the same word, and their mean over all tokens.
pub const SECOND_INPUTS: usize = 3 * HIDDEN;

/// Units of the last layer.
pub const OUTPUTS: usize = LABELS;
