//! Markers of items of lists that are printed as text.

/// The marker of an item of a list.
pub(in crate::load) struct Marker<'a> {
    pub text: &'a str,
    pub is_bullet: bool,
}

/// Signs that stand before items.
const BULLETS: &[char] = &[
    '•', '‣', '▪', '▫', '■', '□', '●', '○', '◦', '∙', '⁃', '➢', '✓', '◆', '–', '—', '*', '-', '·',
];

/// The marker that a line begins with: a sign, or a number or letter with a point or a
/// bracket, and a blank behind it.
pub(in crate::load) fn of(line: &str) -> Option<Marker<'_>> {
    let (text, rest) = line.split_once(' ')?;
    if rest.trim().is_empty() {
        return None;
    }
    let mut letters = text.chars();
    if let (Some(sign), None) = (letters.next(), letters.next())
        && BULLETS.contains(&sign)
    {
        return Some(Marker { text, is_bullet: true });
    }
    let bare = text.strip_prefix(['(', '[']).unwrap_or(text);
    let bare = bare.strip_suffix([')', ']', '.'])?;
    let number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    let roman = bare.len() <= 4 && !bare.is_empty() && bare.bytes().all(|b| b"ivx".contains(&b));
    (number || letter || roman).then_some(Marker { text, is_bullet: false })
}
