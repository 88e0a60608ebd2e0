//! Percentages: `about 40 percent of voters`, `5–10 %`, `two percentage points`.

use super::number::{self, Numeral};
use super::piece::Pieces;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, Reading, scan};
use super::token::TokenKind;
use super::{Analysis, Bound, Detail, Fact, Percent};

/// Shares in per cent and changes in percentage points.
pub(super) struct Percentages;

impl Recogniser for Percentages {
    fn name(&self) -> &'static str {
        "percent"
    }

    fn recognise(&self, analysis: &Analysis<'_>, found: &mut Vec<Fact>) {
        scan(analysis, self.name(), found, Roles::NUMBER, read);
    }
}

fn read(reading: &Reading<'_>, at: usize) -> Option<Finding> {
    let pieces = reading.pieces;
    let amount = number::amount(pieces, at, |at| with_sign(pieces, at))?;
    let signed =
        (amount.start..amount.end).any(|at| sign(pieces, at).is_some_and(|end| end <= amount.end));
    let shared = !signed && amount.value.is_some() && shares_sign(pieces, amount.end);
    if !signed && !shared {
        return None;
    }
    let of = share_of(pieces, amount.end);
    let (end, bound) = match number::bound_after(pieces, amount.end) {
        Some((behind, bound)) if amount.bound == Bound::Exactly => (behind, bound),
        _ => (amount.end, amount.bound),
    };
    let percent = Percent {
        value: amount.value,
        low: amount.range.map(|(low, _)| low),
        high: amount.range.map(|(_, high)| high),
        bound,
        of: of.map(|(start, end)| pieces.span(start, end)),
        number: pieces.span(amount.start, amount.end),
    };
    Some(Finding {
        start: amount.bound_start,
        end,
        detail: Detail::Percent(Box::new(percent)),
        rule: "percentage",
    })
}

/// A number with the sign behind it, if there is one.
fn with_sign(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let number = number::numeral(pieces, at).or_else(|| of_one(pieces, at))?;
    let end = sign(pieces, number.end).unwrap_or(number.end);
    Some(Numeral { end, ..number })
}

/// `half of one percent`, `a quarter of 1 percent`.
fn of_one(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let opens = matches!(pieces.word(at), "half" | "quarter" | "third" | "tenth")
        && pieces.word(at + 1) == "a";
    let percent = opens && sign(pieces, at + 2).is_some();
    percent.then_some(Numeral { start: at, end: at + 2, value: 0.5, digits: false, scaled: true })
}

/// The index behind the sign or word for per cent at `at`.
fn sign(pieces: Pieces<'_>, at: usize) -> Option<usize> {
    let at = pieces.over_hyphen(at);
    match pieces.word(at) {
        "%" | "percent" | "pct" | "pct." | "％" => Some(at + 1),
        "percentage" if matches!(pieces.word(at + 1), "point" | "points") => Some(at + 2),
        "per" if pieces.word(at + 1) == "cent" => Some(at + 2),
        _ => None,
    }
}

/// Whether the sign of a number behind `end` counts for this one too: `46 to 40 percent`.
fn shares_sign(pieces: Pieces<'_>, end: usize) -> bool {
    if !matches!(pieces.word(end), "to" | "and" | "or") {
        return false;
    }
    number::numeral(pieces, end + 1).is_some_and(|next| sign(pieces, next.end).is_some())
}

/// The noun phrase behind `of`: up to the first word that cannot belong to it.
fn share_of(pieces: Pieces<'_>, at: usize) -> Option<(usize, usize)> {
    const MAX_WORDS: usize = 6;
    if pieces.word(at) != "of" {
        return None;
    }
    let start = at + 1;
    if let Some(counted) = super::counted::counted(pieces, start, false) {
        return Some((start, counted.1));
    }
    let article = usize::from(matches!(
        pieces.word(start),
        "the" | "a" | "an" | "all" | "its" | "their" | "his" | "her" | "our"
    ));
    if let Some((_, end)) = super::counted::counted(pieces, start + article, true) {
        return Some((start, end));
    }
    let end = (start..start + MAX_WORDS).find(|&at| pieces.kind(at) != Some(TokenKind::Word))?;
    (end > start).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::recogniser::testing::{article, facts_of};

    #[test]
    fn shares_and_ranges() {
        for (text, expected) in [
            (
                "About 40 percent of voters agree.",
                vec![("About 40 percent", Some(40.0), None, "voters")],
            ),
            ("It fell 2.5%.", vec![("2.5%", Some(2.5), None, "")]),
            (
                "It is five per cent of the budget.",
                vec![("five per cent", Some(5.0), None, "the budget")],
            ),
            (
                "It rose by two percentage points.",
                vec![("two percentage points", Some(2.0), None, "")],
            ),
            ("90 to 95 percent came.", vec![("90 to 95 percent", None, Some((90.0, 95.0)), "")]),
            (
                "It went from 46 to 40 percent.",
                vec![("46", Some(46.0), None, ""), ("40 percent", Some(40.0), None, "")],
            ),
        ] {
            let document = article(text, None);
            let facts = facts_of(&document);
            let read: Vec<_> = facts
                .iter()
                .filter_map(|fact| match &fact.detail {
                    Detail::Percent(percent) => {
                        let of = percent.of.map_or("", |span| document.slice(span));
                        Some((
                            document.slice(fact.span),
                            percent.value,
                            percent.low.zip(percent.high),
                            of,
                        ))
                    }
                    _ => None,
                })
                .collect();
            assert_eq!(read, expected, "{text}");
        }
    }
}
