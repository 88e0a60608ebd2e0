//! What finds facts of one kind, and the registry of those that read values.
//!
//! To add a kind of value: one file with a unit struct, `impl Recogniser` for it, a line
//! in [`value_recognisers`], and its name in the shared test at the end of this file.

use super::{Analysis, Fact};

/// Finds facts of one kind.
///
/// A recogniser is a pure function of the analysis and of what was found before it: it
/// may look at `found`, to leave alone what another has read already, and only appends.
/// The facts that it appends are in order of their start.
pub trait Recogniser: Send + Sync {
    /// What it finds, for messages and tests.
    fn name(&self) -> &'static str;

    /// Appends the facts that it finds.
    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>);
}

/// The recognisers of values, in the order in which they are to run: what is part of an
/// address, a date or an amount of money is no quantity.
pub fn value_recognisers() -> &'static [&'static dyn Recogniser] {
    &[&super::percent::Percentages, &super::money::Amounts, &super::quantity::Quantities]
}
