//! Shares told as a number of a number: `one in five`, `two out of three`.

use super::{Numeral, numeral};
use crate::facts::piece::Pieces;

/// What people divide by when they tell a share with `in`; `killed 2 in 12 raids` is none.
const DIVISORS: &[f64] =
    &[3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0, 1e3, 1e4, 1e5, 1e6];

/// The share that `first` opens: `one in five`, `two out of five hundred`.
pub(in crate::facts) fn ratio(pieces: Pieces<'_>, first: &Numeral) -> Option<Numeral> {
    let out_of =
        pieces.phrase(first.end, "out of").or_else(|| pieces.phrase(first.end, "in every"));
    let joint = out_of.or_else(|| pieces.phrase(first.end, "in"))?;
    let second = numeral(pieces, joint).filter(|second| second.start == joint)?;
    let whole = first.value.fract() == 0.0 && second.value.fract() == 0.0;
    if !whole || first.value < 1.0 || first.value >= second.value {
        return None;
    }
    let told = out_of.is_some()
        || first.value == 1.0
        || first.value < 10.0 && DIVISORS.contains(&second.value);
    let year = second.digits && second.end == joint + 1 && pieces.word(joint).len() == 4;
    let share = told && !year && !first.scaled;
    share.then(|| Numeral {
        end: second.end,
        bare_end: second.end,
        value: first.value / second.value,
        ..*first
    })
}
