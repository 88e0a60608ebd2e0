//! What the formats of Word have in common: the names of its styles, and its fields.

use crate::load::package::leads_out;

/// The level in the name of a style: `heading 2`, `Heading2`, `Title`. The styles that Word
/// brings along have English names in every language.
pub(super) fn heading_named(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// Whether a style is one of quotations.
pub(super) fn is_quotation_named(name: &str) -> bool {
    matches!(&*name.to_lowercase(), "quote" | "intense quote" | "block text")
}

/// The target of a field that is a link: `HYPERLINK "https://…"`, `HYPERLINK \l "bookmark"`.
pub(super) fn hyperlink(instruction: &str) -> String {
    let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else {
        return String::new();
    };
    let quoted = |text: &str| text.split('"').nth(1).map(ToOwned::to_owned);
    let outside = rest.split("\\l").next().and_then(quoted);
    let outside = outside.filter(|address| leads_out(address));
    let within = rest.split_once("\\l").and_then(|(_, rest)| quoted(rest));
    outside.or_else(|| within.map(|name| format!("#{name}"))).unwrap_or_default()
}
