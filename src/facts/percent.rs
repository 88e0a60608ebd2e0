//! Percentages: `about 40 percent of voters`, `5–10 %`, `two percentage points`.

use super::number::{self, Numeral};
use super::piece::Pieces;
use super::recogniser::Recogniser;
use super::role::Roles;
use super::scan::{Finding, Reading, scan};
use super::token::TokenKind;
use super::{Analysis, Detail, Fact, Percent};

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
    // "$5 to 10 percent" has no range in it.
    if is_currency_sign(pieces.before(at)) && pieces.is_glued(at) {
        return None;
    }
    let amount = number::amount(pieces, at, |at| with_sign(pieces, at))?;
    let signed =
        (amount.start..amount.end).any(|at| sign(pieces, at).is_some_and(|end| end <= amount.end));
    let shared = !signed && amount.value.is_some() && shares_sign(pieces, amount.end);
    if !signed && !shared {
        return None;
    }
    let points = is_points(pieces, amount.end);
    let of = share_of(pieces, amount.end);
    let (end, bound) = match number::bound_after(pieces, amount.end) {
        Some((behind, bound)) if amount.may_end_in(bound) => (behind, bound),
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
    let rule = match (amount.range, shared) {
        (Some(_), _) => "range of percentages",
        (None, true) => "shared sign",
        (None, false) if points => "points",
        (None, false) => "percentage",
    };
    let detail = Detail::Percent(Box::new(percent));
    Some(Finding { start: amount.bound_start, end, detail, rule })
}

fn is_currency_sign(word: &str) -> bool {
    super::currency::by_sign("", word).is_some()
}

/// Whether points and no shares end before `end`.
fn is_points(pieces: Pieces<'_>, end: usize) -> bool {
    matches!(pieces.before(end), "point" | "points" | "bps")
}

/// A number with the sign behind it, if there is one; a `quarter of 1 percent` is 0.25.
fn with_sign(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    if let Some(part) = of_one(pieces, at) {
        return Some(part);
    }
    let number = number::numeral(pieces, at)?;
    let value =
        if is_basis_points(pieces, number.end) { number.value / 100.0 } else { number.value };
    let end = sign(pieces, number.end).unwrap_or(number.end);
    Some(Numeral { end, value, ..number })
}

/// `half a percent`, `a quarter of 1 percent`, `half a percentage point`.
fn of_one(pieces: Pieces<'_>, at: usize) -> Option<Numeral> {
    let (part, behind) = number::fraction(pieces, at).filter(|(part, _)| *part < 1.0)?;
    let of = behind + usize::from(pieces.word(behind) == "of");
    let one = matches!(pieces.word(of), "a" | "one" | "1");
    // "a quarter percentage point"
    let bare_end = if one { of + 1 } else { behind };
    let end = sign(pieces, bare_end).filter(|_| one || of == behind)?;
    Some(Numeral { start: at, end, bare_end, value: part, digits: false, scaled: false })
}

/// The index behind the sign or word for per cent at `at`.
fn sign(pieces: Pieces<'_>, at: usize) -> Option<usize> {
    let at = pieces.over_hyphen(at);
    match pieces.word(at) {
        "%" | "percent" | "percents" | "pct" | "pct." | "％" | "bps" => Some(at + 1),
        "percentage" => {
            let point = pieces.over_hyphen(at + 1);
            matches!(pieces.word(point), "point" | "points").then_some(point + 1)
        }
        "basis" if is_basis_points(pieces, at) => Some(at + 2),
        "per" => {
            let cent = pieces.over_hyphen(at + 1);
            matches!(pieces.word(cent), "cent" | "cents").then_some(cent + 1)
        }
        _ => None,
    }
}

/// A basis point is a hundredth of a percentage point.
fn is_basis_points(pieces: Pieces<'_>, at: usize) -> bool {
    let at = pieces.over_hyphen(at);
    match pieces.word(at) {
        "basis" => matches!(pieces.word(at + 1), "point" | "points"),
        word => word == "bps",
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
            (
                "It is a quarter of 1 percent.",
                vec![("a quarter of 1 percent", Some(0.25), None, "")],
            ),
            (
                "It rose half a percentage point.",
                vec![("half a percentage point", Some(0.5), None, "")],
            ),
            ("It fell 25 basis points.", vec![("25 basis points", Some(0.25), None, "")]),
            ("It fell 40 bps.", vec![("40 bps", Some(0.4), None, "")]),
            (
                "It rose a quarter percentage point.",
                vec![("a quarter percentage point", Some(0.25), None, "")],
            ),
            ("It rose half percent.", vec![("half percent", Some(0.5), None, "")]),
            ("It rose seven per-cent.", vec![("seven per-cent", Some(7.0), None, "")]),
            ("It fell 5 % to 300 cars.", vec![("5 %", Some(5.0), None, "")]),
            (
                "It took 30 percent of the city's water.",
                vec![("30 percent", Some(30.0), None, "the city's water")],
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
