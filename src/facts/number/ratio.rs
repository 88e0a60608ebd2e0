//! Shares told as a number of a number: `one in five`, `two out of three`.

use super::{Numeral, numeral};
use crate::facts::piece::Pieces;
use crate::facts::token::TokenKind;

/// What people divide by when they tell a share with `in`; `killed 2 in 12 raids` is none.
const DIVISORS: &[f64] =
    &[3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0, 1e3, 1e4, 1e5, 1e6];

/// The share that `first` opens: `one in five`, `two out of five hundred`, `one over ten`.
pub(in crate::facts) fn ratio(pieces: Pieces<'_>, first: &Numeral) -> Option<Numeral> {
    let (joint, joined) = joint(pieces, first.end)?;
    let second = numeral(pieces, joint)?;
    let whole = first.value.fract() == 0.0 && second.value.fract() == 0.0;
    if !whole || first.scaled || first.value < 1.0 || first.value >= second.value {
        return None;
    }
    let one = first.value == 1.0;
    let year = second.digits && second.end == joint + 1 && pieces.word(joint).len() == 4;
    let told = match joined {
        Joint::OutOf => true,
        Joint::In => !year && (one || first.value < 10.0 && DIVISORS.contains(&second.value)),
        // "one over 20 came" counts someone.
        Joint::Over => one && pieces.kind(second.end) != Some(TokenKind::Word),
    };
    let value = first.value / second.value;
    told.then_some(Numeral { end: second.end, bare_end: second.end, value, ..*first })
}

/// The words between the two numbers.
enum Joint {
    OutOf,
    In,
    Over,
}

fn joint(pieces: Pieces<'_>, at: usize) -> Option<(usize, Joint)> {
    let out_of = || pieces.phrase(at, "out of").or_else(|| pieces.phrase(at, "in every"));
    match pieces.word(at) {
        "over" => Some((at + 1, Joint::Over)),
        "out" => Some((out_of()?, Joint::OutOf)),
        "in" => Some(out_of().map_or((at + 1, Joint::In), |end| (end, Joint::OutOf))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::facts::Analysis;
    use crate::facts::recogniser::testing::article;

    fn share(text: &str) -> Option<(f64, usize)> {
        let document = article(text, None);
        let analysis = Analysis::new(&document, Span::new(0, text.len()));
        let pieces = analysis.pieces_of(0);
        let share = ratio(pieces, &numeral(pieces, 0)?)?;
        Some((share.value, pieces.span(share.start, share.end).len()))
    }

    #[test]
    fn numbers_of_numbers() {
        for (text, value, length) in [
            ("one in four adults", 0.25, 11),
            ("1 in 50 came", 0.02, 7),
            ("three out of twelve left", 0.25, 19),
            ("one in every 20 cars", 0.05, 15),
            ("one over eight.", 0.125, 14),
        ] {
            assert_eq!(share(text), Some((value, length)), "{text}");
        }
    }

    #[test]
    fn numbers_beside_numbers() {
        for text in ["2 in 2016", "9 in 3 boxes", "40 in 50 towns", "one over 20 came", "1.5 in 3"]
        {
            assert_eq!(share(text), None, "{text}");
        }
    }
}
