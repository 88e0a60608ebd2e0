//! What the elements of a page are for.

use dom_query::NodeRef;

use crate::document::InlineStyle;

/// Elements that are not read: programs, styles, and what only a browser can show.
const SILENT: &[&str] = &[
    "applet", "audio", "button", "canvas", "dialog", "embed", "frame", "frameset", "head",
    "iframe", "input", "link", "math", "meta", "noframes", "noscript", "object", "option", "param",
    "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements looked at to tell what another one holds.
const LOOKED_AT: usize = 2000;

/// Whether an element is not read.
pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// Whether an element stands on lines of its own.
pub(in crate::load) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether an element is a heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The style that an element gives its text.
pub(super) fn style_of(name: &str) -> Option<InlineStyle> {
    match name {
        "em" | "i" | "cite" | "dfn" | "var" => Some(InlineStyle::Emphasis),
        "strong" | "b" => Some(InlineStyle::Strong),
        "code" | "kbd" | "samp" | "tt" => Some(InlineStyle::Code),
        "del" | "s" | "strike" => Some(InlineStyle::Strikethrough),
        _ => None,
    }
}

/// Whether a browser would not show an element.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") {
        return true;
    }
    let style = node.attr("style").unwrap_or_default();
    let declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations.into_iter().any(|(property, value)| {
        let (property, value) = (property.trim(), value.trim());
        property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden")
    })
}

/// Whether an element holds others that stand on lines of their own.
pub(super) fn holds_blocks(node: &NodeRef<'_>) -> bool {
    let names = node.descendants_it().take(LOOKED_AT).filter_map(|inner| inner.node_name());
    names.into_iter().any(|name| is_block(&name))
}

/// Whether an element holds a word.
pub(super) fn holds_words(node: &NodeRef<'_>) -> bool {
    let mut inner = node.descendants_it().take(LOOKED_AT);
    inner.any(|inner| inner.is_text() && !inner.text().trim().is_empty())
}

/// Whether an element is a note.
pub(super) fn is_note(node: &NodeRef<'_>) -> bool {
    let is = |name: &str, kinds: &[&str]| {
        node.attr(name)
            .is_some_and(|given| given.split_whitespace().any(|one| kinds.contains(&one)))
    };
    is("epub:type", &["footnote", "endnote", "rearnote", "note"])
        || is("role", &["doc-footnote", "doc-endnote"])
}

/// Whether an element begins with the mark of a note, or with one of those that lead back.
pub(super) fn is_marked(node: &NodeRef<'_>, mark: &str) -> bool {
    let texts = node.descendants_it().take(LOOKED_AT).filter(|inner| inner.is_text());
    let first = texts.map(|inner| inner.text()).find(|text| !text.trim().is_empty());
    let first = first.unwrap_or_default();
    let first = first.trim_start();
    node.has_name("li") || first.starts_with(mark) || first.starts_with(['[', '(', '^', '*', '†'])
}

/// Characters of the longest mark that refers to a note.
const NOTE_MARK: usize = 4;

/// Whether a link is the raised number or sign of a note, which would be taken for a part
/// of the word before it.
pub(super) fn is_note_reference(node: &NodeRef<'_>) -> bool {
    let words = node.text();
    let words = words.trim();
    let mark = |sign: char| sign.is_alphanumeric() || "*†‡§¶".contains(sign);
    if words.is_empty() || words.chars().count() > NOTE_MARK || !words.chars().all(mark) {
        return false;
    }
    let says = |name: &str, value: &str| {
        node.attr(name).is_some_and(|given| given.split_whitespace().any(|one| one == value))
    };
    let raised = |other: NodeRef<'_>| other.has_name("sup");
    let class = node.attr("class").unwrap_or_default().to_lowercase();
    let classed = ["noteref", "note-ref", "note_ref", "fnref"];
    says("epub:type", "noteref")
        || says("role", "doc-noteref")
        || classed.iter().any(|name| class.contains(name))
        || node.parent().is_some_and(raised)
        || node.children_it(false).any(raised)
}

/// Whether a table holds data, and does not only put blocks side by side.
pub(super) fn is_data_table(node: &NodeRef<'_>) -> bool {
    let arranges = node.attr("role").is_some_and(|role| matches!(&*role, "presentation" | "none"));
    if arranges {
        return false;
    }
    let (mut cells, mut rows) = (0, 0);
    for inner in node.descendants_it() {
        match &*inner.node_name().unwrap_or_default() {
            "th" | "thead" => return !holds_tables(node),
            "td" => cells += 1,
            "tr" => rows += 1,
            "table" | "ul" | "ol" | "dl" | "pre" | "blockquote" | "article" | "section"
            | "form" => {
                return false;
            }
            name if is_heading(name) => return false,
            _ => {}
        }
    }
    rows > 1 && cells > rows
}

fn holds_tables(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| inner.has_name("table"))
}
