//! Reading a format in a process of its own.
//!
//! Some parsers can overflow the stack, abort, or ask for gigabytes on a hostile file, and
//! none of these can be caught. So `Apart` starts this program again with a hidden
//! subcommand; that child takes limits on its memory and time (`limit`), reads the
//! document from its standard input, which is an open file or a pipe, and answers with
//! frames on its standard output (`frame`). It has no environment and no other
//! descriptors, and whatever it says is checked like any other input (`wire`): it may
//! have been taken over by what it read.
//!
//! A `Packed` is read apart by wrapping it in `Apart` in the
//! list of formats. Anything else that is to be read apart is a `Task` in `TASKS` on
//! the child's side, and reads the frames of a `Child` on the other.

mod child;
mod frame;
mod given;
mod limit;
mod packed;
mod serve;
mod wire;

pub use child::{ARGUMENTS, SUBCOMMAND, set_program};
#[cfg(feature = "parquet")]
pub(super) use child::{Child, End};
pub(super) use given::Given;
pub(super) use limit::seconds_used;
pub(super) use packed::Apart;
pub use serve::serve;

use std::io;
use std::ops::ControlFlow;

use super::limits::Limits;

/// What the child can be asked to do.
pub(super) trait Task: Sync {
    /// What it is called on the command line of the child.
    fn name(&self) -> &'static str;

    /// Whether it reads only what it needs of a file, and not all of it.
    fn reads_in_place(&self) -> bool {
        false
    }

    /// Reads the document and sends frames of its answer; after `Break` nobody listens.
    fn run(
        &self,
        document: Given,
        request: &str,
        limits: &Limits,
        send: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> io::Result<()>;
}

/// Everything that is read apart.
const TASKS: &[&dyn Task] = &[
    &Apart(&super::pdf::Pdf),
    &Apart(&super::office::Rtf),
    #[cfg(feature = "parquet")]
    &super::collection::data::parquet::Parquet,
];
