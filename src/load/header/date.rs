//! The day that a header names, in the spellings that headers use.

use jiff::civil::Date;

/// The first date in a short text (at most some hundred bytes are meant): `2024-03-31`
/// with or without a time, `31 March 2024`, `Sunday, 31st of March, 2024`,
/// `Mar. 31, 2024`, `2024/03/31`, `31.03.2024`, `31/03/2024` where day and month cannot
/// be mistaken. `None` where there is none or it is ambiguous.
pub fn parse(text: &str) -> Option<Date> {
    let pieces = pieces(text);
    (0..pieces.len()).find_map(|at| {
        let rest = pieces.get(at..)?;
        numeric(rest).or_else(|| day_first(rest)).or_else(|| month_first(rest))
    })
}

/// A number, a word, or one other character.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Number { value: i16, digits: usize },
    Word(&'a str),
    Sign(char),
}

/// Pieces that are looked at: a date stands at the beginning of its line.
const MAX_PIECES: usize = 48;

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if pieces.len() == MAX_PIECES {
            break;
        }
        let length = match first {
            '0'..='9' => run(rest, |character| character.is_ascii_digit()),
            _ if first.is_alphabetic() => run(rest, char::is_alphabetic),
            _ => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(match first {
            // A number too long for a year is no part of a date.
            '0'..='9' => Piece::Number { value: piece.parse().unwrap_or(-1), digits: length },
            _ if first.is_alphabetic() => Piece::Word(piece),
            _ => Piece::Sign(first),
        });
        rest = after.trim_start();
    }
    pieces
}

fn run(text: &str, within: impl Fn(char) -> bool) -> usize {
    text.find(|character| !within(character)).unwrap_or(text.len())
}

/// `2024-03-31`, `2024/03/31`, `31.03.2024`, `31/03/2024`, `03/31/2024`.
fn numeric(pieces: &[Piece<'_>]) -> Option<Date> {
    let [
        Piece::Number { value: first, digits: first_digits },
        Piece::Sign(one),
        Piece::Number { value: second, digits: second_digits },
        Piece::Sign(other),
        Piece::Number { value: third, digits: third_digits },
        ..,
    ] = *pieces
    else {
        return None;
    };
    if one != other || second_digits > 2 {
        return None;
    }
    match (one, first_digits, third_digits) {
        ('-' | '/' | '.', 4, 1..=2) => date(first, second, third),
        ('.', 1..=2, 4) => date(third, second, first),
        ('/' | '-', 1..=2, 4) if first > 12 || first == second => date(third, second, first),
        ('/' | '-', 1..=2, 4) if second > 12 => date(third, first, second),
        _ => None,
    }
}

/// `31 March 2024`, `31st of March, 2024`, `31. März 2024`.
fn day_first(pieces: &[Piece<'_>]) -> Option<Date> {
    let (day, rest) = day(pieces)?;
    let rest = skip(rest, &["of", "de"]);
    let (month, rest) = month(rest)?;
    let (year, _) = year(skip(rest, &["de"]))?;
    date(year, month, day)
}

/// `March 31, 2024`, `Mar. 31st 2024`.
fn month_first(pieces: &[Piece<'_>]) -> Option<Date> {
    let (month, rest) = month(pieces)?;
    let (day, rest) = day(rest)?;
    let (year, _) = year(rest)?;
    date(year, month, day)
}

fn day<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<(i16, &'b [Piece<'a>])> {
    let [Piece::Number { value, digits: 1..=2 }, rest @ ..] = pieces else { return None };
    Some((*value, skip(rest, &["st", "nd", "rd", "th", "er"])))
}

fn year<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<(i16, &'b [Piece<'a>])> {
    match pieces {
        [Piece::Number { value, digits: 4 }, rest @ ..] => Some((*value, rest)),
        _ => None,
    }
}

fn month<'a, 'b>(pieces: &'b [Piece<'a>]) -> Option<(i16, &'b [Piece<'a>])> {
    let [Piece::Word(word), rest @ ..] = pieces else { return None };
    let word = word.to_lowercase();
    let index = MONTHS.iter().position(|names| {
        names.iter().any(|name| {
            word == *name || (word.len() >= 3 && word.len() <= 4 && name.starts_with(&word))
        })
    })?;
    Some((i16::try_from(index + 1).ok()?, skip(rest, &[])))
}

/// Passes over one of the words, and commas and full stops about it.
fn skip<'a, 'b>(mut pieces: &'b [Piece<'a>], words: &[&str]) -> &'b [Piece<'a>] {
    let mut word_seen = false;
    loop {
        pieces = match pieces {
            [Piece::Sign(',' | '.'), rest @ ..] => rest,
            [Piece::Word(word), rest @ ..]
                if !word_seen && words.contains(&word.to_lowercase().as_str()) =>
            {
                word_seen = true;
                rest
            }
            _ => return pieces,
        }
    }
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    (1..=2500).contains(&year).then_some(())?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Names of the months: English, German, French, Spanish, Italian, Portuguese, Dutch.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "enero", "gennaio", "janeiro", "januari"],
    &["february", "februar", "février", "febrero", "febbraio", "fevereiro", "februari"],
    &["march", "märz", "mars", "marzo", "março", "maart"],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "agosto", "augustus"],
    &["september", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro"],
    &["november", "novembre", "noviembre", "novembro"],
    &["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_spellings_are_read() {
        let expected = Some(jiff::civil::date(2024, 3, 31));
        for text in [
            "2024-03-31",
            "2024-03-31T12:30:00Z",
            "Sunday, 31 March 2024, Oslo",
            "Published: Sunday 31st of March, 2024",
            "Mar. 31, 2024 9:15 pm",
            "MARCH 31ST 2024",
            "2024/03/31",
            "31.03.2024",
            "31/03/2024",
            "03/31/2024",
            "31. März 2024",
            "31 de marzo de 2024",
            "le 31 mars 2024",
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_ambiguous_is_left() {
        for text in
            ["", "03/04/2024", "31 February 2024", "2024", "March 2024", "99999-01-01", "1.2.3"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse("04/04/2024"), Some(jiff::civil::date(2024, 4, 4)));
    }
}
