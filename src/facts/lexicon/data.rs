//! The table that `build.rs` made of the lists.

use super::known::{Bearer, Known, Sort::*};

/// The slots of the table of words.
pub static SLOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

// `SETS`, `NAMES`, `BEARERS` and `COUNTRIES`.
include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
