//! Lists that are written in running text: where their items begin.

use crate::facts::token::run_length;

/// Where the next item of a list begins that is written in one line (`1) … 2) …`): the
/// sentence at `start` must begin with a marker, and the next one in order must follow.
pub(super) fn next_item(body: &str, start: usize) -> Option<usize> {
    // Items of a list in one line are short; a far one belongs to something else.
    const MAX_ITEM_BYTES: usize = 1 << 10;
    let line = body.get(start..)?;
    let item = line.trim_start();
    let number = item.trim_start_matches(is_bullet).trim_start_matches(' ');
    let bullet = item.get(..item.len() - number.len())?;
    let length = run_length(number, |c| c.is_ascii_alphanumeric());
    let follower = follower_of(number.get(..length)?)?;
    let behind = number.get(length..)?;
    let closing = [".)", ")", "."]
        .into_iter()
        .find(|closing| behind.strip_prefix(closing).is_some_and(|rest| rest.starts_with(' ')))?;
    let marker = format!(" {bullet}{follower}{closing} ");
    let skipped = line.len() - behind.len();
    let near =
        (0..=MAX_ITEM_BYTES.min(behind.len())).rev().find(|&end| behind.is_char_boundary(end))?;
    let found = memchr::memmem::find(behind.get(..near)?.as_bytes(), marker.as_bytes())?;
    let item = behind.get(..found)?.trim_end();
    // In a sentence that counts them, the items are joined.
    let joined = item.ends_with([',', ';']) || item.ends_with(" and") || item.ends_with(" or");
    (!joined).then_some(start + skipped + found + 1)
}

pub(super) fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '◦' | '▪' | '‣' | '⁃')
}

/// The number or letter that follows a list marker's: 10 on 9, c on b.
fn follower_of(number: &str) -> Option<String> {
    match number.as_bytes() {
        [letter @ b'a'..=b'y'] => Some(char::from(letter + 1).to_string()),
        digits if (1..=3).contains(&digits.len()) => {
            Some((number.parse::<u16>().ok()? + 1).to_string())
        }
        _ => None,
    }
}

/// Whether a word that opens a sentence is the number of a list item: `12`, `a`, `iv`.
pub(super) fn is_list_number(word: &str) -> bool {
    let digits =
        word.len() <= 3 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = word.len() <= 4
        && !word.is_empty()
        && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
    digits || letter || roman
}

/// Whether a line begins with the marker of a list item: `•`, `- `, `3.`, `(b)`, `1.)`.
pub(super) fn begins_list_item(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    if line.starts_with(is_bullet)
        || line.starts_with(['\n', '\r'])
        || line.starts_with("- ")
        || line.starts_with("* ")
    {
        return true;
    }
    let line = line.strip_prefix('(').unwrap_or(line);
    let number = run_length(line, |c| c.is_ascii_alphanumeric());
    let marker = line.get(..number).unwrap_or_default();
    let behind = line.get(number..).unwrap_or_default();
    is_list_number(marker) && [". ", ") ", ".) "].iter().any(|closing| behind.starts_with(closing))
}
