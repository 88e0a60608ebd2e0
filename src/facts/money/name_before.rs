//! Amounts behind the name of their currency: `rupees 500`, where the number counts nothing else.

use super::with_letter;
use crate::facts::currency::{by_letters, by_name};
use crate::facts::number::{self, Amount, Numeral};
use crate::facts::piece::Pieces;
use crate::facts::scan::Finding;
use crate::facts::token::TokenKind;
use crate::facts::{Bound, Detail, Money};

/// An amount behind its currency's name: `rupees 500`, `Yen 3,000`, `kr 40`.
pub(super) fn name_before(pieces: Pieces<'_>, amount: &Amount) -> Option<Finding> {
    /// Words of a name: `south african rand` has three.
    const MAX_WORDS: usize = 3;
    let value = amount.value.filter(|value| *value > 0.0 && amount.digits)?;
    let whole = |words: usize| {
        let start = amount.start.checked_sub(words)?;
        let (named, end) = by_name(pieces, start).filter(|(_, end)| *end == amount.start)?;
        (!is_word_too(pieces.word(end - 1))).then_some((named, start))
    };
    let letters = || {
        let start = amount.start.checked_sub(1)?;
        Some((by_letters(pieces.original(start))?, start))
    };
    let (named, start) = (1..=MAX_WORDS).rev().find_map(whole).or_else(letters)?;
    if amount.bound != Bound::Exactly || !is_amount_alone(pieces, amount, start) {
        return None;
    }
    let bare = Numeral {
        start,
        end: amount.end,
        bare_end: amount.end,
        value,
        digits: true,
        scaled: false,
    };
    let number = with_letter(pieces, bare);
    let money = Money {
        value: Some(named.amount(number.value)),
        currency: named.currency,
        number: pieces.span(start, number.end),
        ..Money::default()
    };
    let detail = Detail::Money(Box::new(money));
    Some(Finding { start, end: number.end, detail, rule: "name before" })
}

/// Whether the name of a currency has other meanings before a number: `won 12 games`.
pub(super) fn is_word_too(noun: &str) -> bool {
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    matches!(
        singular,
        "pound"
            | "won"
            | "mark"
            | "real"
            | "sol"
            | "rand"
            | "crown"
            | "penny"
            | "buck"
            | "sum"
            | "colon"
            | "som"
            | "para"
            | "lek"
            | "lev"
            | "sterling"
            | "pul"
            | "quid"
    )
}

/// Whether the number behind a currency's name at `start` counts nothing else: not `the
/// dollar 3 percent lower`, nor `two dollars 3 men`, nor a year.
fn is_amount_alone(pieces: Pieces<'_>, amount: &Amount, start: usize) -> bool {
    let before = pieces.before(start);
    let determined = matches!(before, "the" | "a" | "an" | "this" | "that" | "its" | "their");
    let counted =
        start > 0 && (pieces.is_number(start - 1) || number::numeral(pieces, start - 1).is_some());
    let digits = pieces.word(amount.start);
    let year = digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20"));
    let small = digits.len() == 1 && amount.end == amount.start + 1;
    let goes_on = match pieces.kind(amount.end) {
        Some(TokenKind::Word) => {
            let scale = pieces.is_glued(amount.end) && matches!(pieces.word(amount.end), "m" | "b");
            !scale && !is_function_word(pieces.word(amount.end))
        }
        Some(TokenKind::Symbol) => true,
        _ => pieces.is_glued(amount.end) && pieces.is_glued(amount.end + 1),
    };
    !determined && !counted && !year && !small && !goes_on
}

/// Words behind an amount that it does not count.
fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "in" | "for"
            | "to"
            | "from"
            | "a"
            | "per"
            | "is"
            | "was"
            | "and"
            | "on"
            | "by"
            | "at"
            | "or"
            | "each"
            | "as"
            | "with"
            | "but"
            | "worth"
            | "only"
            | "if"
            | "when"
            | "will"
    )
}
