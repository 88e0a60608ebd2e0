//! The one rule of the architecture: a layer knows only the layers that its row of
//! [`ALLOWED`] names. A new edge between two modules is a decision, made here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each layer with the layers that it may use, from the lowest to the highest.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("document", &[]),
    ("layout", &["document"]),
    ("load", &["document"]),
    ("facts", &["document"]),
    ("search", &["document", "facts"]),
    ("library", &["document", "load", "facts", "search"]),
    ("app", &["document", "layout", "load", "facts", "search", "library"]),
    ("ui", &["document", "layout", "load", "facts", "search", "library", "app"]),
    ("terminal", &["document", "layout", "load", "facts", "search", "library", "app", "ui"]),
    ("cli", &["document", "layout", "load", "facts", "search", "library", "app", "ui", "terminal"]),
];

/// Libraries of the terminal, and who may name them.
const TERMINAL_LIBRARIES: [&str; 2] = ["ratatui", "crossterm"];
const TERMINAL_LAYERS: [&str; 2] = ["ui", "terminal"];

/// What a layer must not name even from the standard library: the pure layers touch no
/// file, and the state core has no clock, no thread and no process either.
const FORBIDDEN: [(&str, &[&str]); 4] = [
    ("document", &["std::fs", "std::net", "std::process", "std::env"]),
    ("layout", &["std::fs", "std::net", "std::process", "std::env"]),
    ("facts", &["std::fs", "std::net", "std::process", "std::env"]),
    (
        "app",
        &[
            "std::fs",
            "std::net",
            "std::process",
            "std::env",
            "std::thread",
            "Instant::now",
            "SystemTime",
        ],
    ),
];

#[test]
fn no_layer_knows_one_it_must_not() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&source, &mut files);
    assert!(files.len() >= ALLOWED.len(), "only {} files found under src", files.len());
    let faults: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| {
            faults(path, text).into_iter().map(move |at| format!("{path}: {at}"))
        })
        .collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_module_of_the_crate_is_a_layer() {
    let library = include_str!("../src/lib.rs");
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or(line.strip_prefix("mod ")))
        .filter_map(|line| line.strip_suffix(';'))
        .collect();
    let layers: BTreeSet<&str> = ALLOWED.iter().map(|(layer, _)| *layer).collect();
    assert_eq!(declared, layers);
}

#[test]
fn the_checker_sees_each_way_to_break_the_rule() {
    let broken = [
        ("facts/mod.rs", "use crate::load::Source;"),
        ("facts/names/mod.rs", "use crate::{document::{Span, Block}, load};"),
        ("facts/mod.rs", "fn read() { crate::library::open() }"),
        ("facts/names/model.rs", "use super::super::super::app::App;"),
        ("facts/mod.rs", "mod tests { use super::super::ui; }"),
        ("facts.rs", "use super::search::fuzzy;"),
        ("document/text.rs", "pub(in crate::facts) struct Text;"),
        ("document/text.rs", "fn size() { gleaner::layout::width() }"),
        ("load/mod.rs", "use crate :: facts :: Facts;"),
        ("load/mod.rs", "use crate::{\n    document::Span,\n    search::{self, fuzzy},\n};"),
        ("layout/mod.rs", "use ratatui::text::Line;"),
        ("app/mod.rs", "fn key(key: crossterm::event::KeyEvent) {}"),
        ("app/update.rs", "let now = std::time::Instant::now();"),
        ("app/update.rs", "use std::{collections::HashMap, fs};"),
        ("app/update.rs", "use std::thread;"),
        ("app/update.rs", "mod tests { use super::*; } use std::fs;"),
        ("app/tests.rs", "use crate::ui::draw;"),
        ("facts/lists.rs", "std::fs::read_to_string(path)"),
        ("facts/lists.rs", "let c = '\"'; use crate::app::App; let d = '\"';"),
        ("facts/lists.rs", "let s = r#\"a \" b\"#; use crate::app::App;"),
    ];
    for (path, text) in broken {
        assert!(!faults(path, text).is_empty(), "{path} passes with {text:?}");
    }
}

#[test]
fn the_checker_lets_the_rule_stand() {
    let fine = [
        ("facts/mod.rs", "use crate::document::{Document, Span};"),
        ("facts/names/model.rs", "use super::super::Facts; use crate::facts::Kind;"),
        (
            "facts/mod.rs",
            "//! Like crate::load, see [`crate::app`].\n/* crate::ui /* */ crate::ui */",
        ),
        ("facts/mod.rs", "const HINT: &str = \"use crate::terminal::run and ratatui\";"),
        ("facts/mod.rs", "const HINT: &str = r#\"use \" crate::terminal::run\"#;"),
        ("facts/mod.rs", "mod tests { use super::*; use super::super::facts; }"),
        ("terminal/mod.rs", "use ratatui::crossterm::event; use crate::{app::App, ui};"),
        ("cli/mod.rs", "use crate::terminal; use std::fs;"),
        ("app/mod.rs", "fn tick(now: std::time::Instant) {}"),
        ("app/tests.rs", "use std::fs;"),
        ("app/update.rs", "mod tests { fn read() { std::fs::read(path); } }"),
        ("main.rs", "fn main() { gleaner::cli::main() }"),
    ];
    for (path, text) in fine {
        assert_eq!(faults(path, text), Vec::<String>::new(), "{path}: {text:?}");
    }
}

fn collect(folder: &Path, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            let name = path.strip_prefix(source).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// What a file under `src` names that its layer must not; `path` is relative to `src`.
fn faults(path: &str, text: &str) -> Vec<String> {
    let module = module_path(path);
    // The roots of the library and of the programs stand above all layers.
    let Some(layer) = module.first().filter(|layer| *layer != "bin") else {
        return Vec::new();
    };
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| name == layer) else {
        return vec![format!("no layer is called {layer}")];
    };
    let mut faults = Vec::new();
    for Named { path: named, in_tests } in paths(&tokens(text), &module) {
        let root = named.split("::").next().unwrap_or_default();
        if let Some(inner) = named.strip_prefix("crate::") {
            let used = inner.split("::").next().unwrap_or_default();
            let known = ALLOWED.iter().any(|(name, _)| *name == used);
            if known && used != layer && !allowed.contains(&used) {
                faults.push(format!("`{layer}` must not know `{used}`: {named}"));
            }
        }
        if TERMINAL_LIBRARIES.contains(&root) && !TERMINAL_LAYERS.contains(&layer.as_str()) {
            faults.push(format!("`{layer}` must not know the terminal: {named}"));
        }
        if !in_tests {
            let forbidden = forbidden(layer, &named);
            faults.extend(forbidden.map(|name| format!("`{layer}` must not use {name}")));
        }
    }
    faults
}

fn forbidden<'a>(layer: &'a str, named: &'a str) -> impl Iterator<Item = &'static str> + 'a {
    let names = FORBIDDEN.iter().filter(move |(of, _)| *of == layer).flat_map(|(_, names)| *names);
    names.copied().filter(move |name| {
        let path = format!("::{named}::");
        path.contains(&format!("::{name}::"))
    })
}

/// `facts/names/model.rs` → `[facts, names, model]`; `lib.rs` and `main.rs` → `[]`.
fn module_path(path: &str) -> Vec<String> {
    let path = path.strip_suffix(".rs").unwrap_or(path);
    let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
    let last = module.last().map(String::as_str);
    if last == Some("mod") || (module.len() == 1 && matches!(last, Some("lib" | "main"))) {
        module.pop();
    }
    module
}

/// A path that some source names, written from the root.
struct Named {
    path: String,
    /// Whether it stands in tests, which may read files and clocks.
    in_tests: bool,
}

/// All paths that the tokens name: groups of `use` are opened, `super` and `self` are
/// resolved against the module they stand in.
fn paths(tokens: &[String], file_module: &[String]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut modules = vec![];
    let mut depth = 0_usize;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        match token.as_str() {
            "mod" if tokens.get(index + 2).is_some_and(|brace| brace == "{") => {
                modules.push((depth, tokens[index + 1].clone()));
                depth += 1;
                index += 3;
                continue;
            }
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                modules.retain(|(at, _)| *at < depth);
            }
            _ if is_name(token) => {
                let module: Vec<String> = file_module
                    .iter()
                    .cloned()
                    .chain(modules.iter().map(|(_, name)| name.clone()))
                    .collect();
                index = path_at(tokens, index, &[], &module, &mut found);
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// Reads the path that begins at `index` below `prefix`; returns the index after it.
fn path_at(
    tokens: &[String],
    mut index: usize,
    prefix: &[String],
    module: &[String],
    found: &mut Vec<Named>,
) -> usize {
    let mut parts = prefix.to_vec();
    while let Some(token) = tokens.get(index) {
        if token == "{" {
            index += 1;
            while let Some(token) = tokens.get(index).filter(|token| *token != "}") {
                index = match token.as_str() {
                    "," => index + 1,
                    _ => path_at(tokens, index, &parts, module, found).max(index + 1),
                };
            }
            return index + 1;
        }
        parts.push(token.clone());
        index += 1;
        if tokens.get(index).is_none_or(|next| next != "::") {
            break;
        }
        let after = tokens.get(index + 1);
        if !after.is_some_and(|next| is_name(next) || next == "{" || next == "*") {
            break;
        }
        index += 1;
    }
    let in_tests = module.iter().any(|name| name == "tests" || name == "testing");
    found.push(Named { path: resolved(&parts, module), in_tests });
    index
}

fn resolved(parts: &[String], module: &[String]) -> String {
    let mut base: Vec<&str> = Vec::new();
    let mut rest = parts;
    match parts.first().map(String::as_str) {
        Some("super" | "self") => base.extend(module.iter().map(String::as_str)),
        Some("crate" | "gleaner") => rest = &parts[1..],
        _ => return parts.join("::"),
    }
    while let Some(first @ ("super" | "self")) = rest.first().map(String::as_str) {
        if first == "super" {
            base.pop();
        }
        rest = &rest[1..];
    }
    base.insert(0, "crate");
    base.into_iter().chain(rest.iter().map(String::as_str)).collect::<Vec<_>>().join("::")
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Names, `::` and single marks of Rust source, without comments, strings and characters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = skipped(rest);
        if length > 0 {
            rest = &rest[length..];
            continue;
        }
        let name = rest.find(|character: char| !character.is_alphanumeric() && character != '_');
        let length = match name.unwrap_or(rest.len()) {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            length => length,
        };
        tokens.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    tokens
}

/// Bytes at the start of `rest` that are blank, comment, string or character; 0 for none.
fn skipped(rest: &str) -> usize {
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return block_comment(rest);
    }
    let raw =
        rest.trim_start_matches('b').strip_prefix('r').filter(|_| rest.starts_with(['b', 'r']));
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = rest.len() - raw.len() + hashes + 1;
            return rest[body..].find(&close).map_or(rest.len(), |at| body + at + close.len());
        }
    }
    if rest.starts_with('"') {
        return quoted(rest, '"').unwrap_or(rest.len());
    }
    if rest.starts_with('\'') {
        // A lifetime has no closing mark; step over the quote alone.
        let character = quoted(rest, '\'').filter(|&length| {
            rest[1..length - 1].chars().count() == 1 || rest[1..].starts_with('\\')
        });
        return character.unwrap_or(1);
    }
    rest.len() - rest.trim_start().len()
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut index = 0;
    while index < rest.len() {
        let at = &rest[index..];
        if at.starts_with("/*") {
            depth += 1;
            index += 2;
        } else if at.starts_with("*/") {
            depth -= 1;
            index += 2;
            if depth == 0 {
                return index;
            }
        } else {
            index += at.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// Length of the literal at the start of `rest`, marks included.
fn quoted(rest: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (index, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == mark => return Some(index + 1),
            '\n' if mark == '\'' => return None,
            _ => {}
        }
    }
    None
}
