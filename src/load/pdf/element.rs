//! Blocks of lines → the elements of the document: texts in their order, with headings told
//! from paragraphs, and paragraphs put together that columns and pages have parted.

use std::collections::HashSet;

use super::block::{self, Block, Kind};
use super::file::Bookmark;
use super::line::Line;
use super::margin::{self, PageLines};
use super::words::{Words, without_leaders};
use crate::load::marker;

/// A piece of the document with its text.
#[derive(Clone, Debug)]
pub(super) struct Element {
    pub role: Role,
    pub text: String,
    /// Where in the text pages begin, and which.
    pub pages: Vec<(usize, usize)>,
    page: usize,
    size: f32,
    is_bold: bool,
    is_full: bool,
    lines: usize,
    /// How far its first line stands from the edge of its region, in sizes.
    indent: f32,
    /// The first on its page or in its region.
    opens: bool,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
    Heading(u8),
    Paragraph,
    Lines,
    Code,
    /// An item with its marker and how deep its list is.
    Item(String, usize),
    Table(Vec<Vec<String>>),
}

/// The elements of pages.
pub(super) fn elements(pages: &[PageLines], bookmarks: &[Bookmark]) -> Vec<Element> {
    let running = margin::running(pages);
    let mut words = Words::default();
    let lines = pages.iter().flat_map(|page| page.regions.iter().flatten());
    lines.for_each(|line| words.note(line));
    let body = body_size(pages);
    let mut out: Vec<Element> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let gone = running.get(index);
        let mut own: Vec<Element> = Vec::new();
        for (at, region) in page.regions.iter().enumerate() {
            let kept = region.iter().enumerate().filter(|(line, _)| {
                !gone.is_some_and(|gone: &HashSet<_>| gone.contains(&(at, *line)))
            });
            let blocks = block::blocks(kept.map(|(_, line)| line.clone()).collect());
            for (first, block) in blocks.iter().enumerate() {
                let element = element(block, index, first == 0, &words);
                own.extend(element.filter(|element| !element.is_empty()));
            }
        }
        for element in own {
            add(&mut out, element, body, &words);
        }
    }
    nest(&mut out);
    headings(&mut out, body, bookmarks);
    out
}

impl Element {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && !matches!(self.role, Role::Table(_))
    }

    fn is_prose(&self) -> bool {
        matches!(self.role, Role::Paragraph | Role::Item(..))
    }
}

/// The size of most letters.
fn body_size(pages: &[PageLines]) -> f32 {
    let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
    for line in pages.iter().flat_map(|page| page.regions.iter().flatten()) {
        *sizes.entry((line.size * 4.0).round() as u32).or_default() += line.text.len();
    }
    let most = sizes.into_iter().max_by_key(|(_, letters)| *letters);
    most.map_or(10.0, |(size, _)| size as f32 / 4.0).max(0.1)
}

fn element(block: &Block, page: usize, opens: bool, words: &Words) -> Option<Element> {
    let first = block.lines.first()?;
    let (role, text) = content(block, words);
    Some(Element {
        role,
        text,
        pages: vec![(0, page)],
        page,
        size: first.size,
        is_bold: block.lines.iter().all(|line| line.is_bold),
        is_full: block.is_full,
        lines: block.lines.len(),
        indent: (first.start - block.left) / first.size.max(0.1),
        opens,
    })
}

fn content(block: &Block, words: &Words) -> (Role, String) {
    match &block.kind {
        Kind::Table(rows) => (Role::Table(cells(rows, &block.lines)), String::new()),
        Kind::Code => (Role::Code, code(&block.lines)),
        Kind::Lines => {
            let lines: Vec<String> =
                block.lines.iter().map(|line| without_leaders(line.text.trim())).collect();
            (Role::Lines, lines.join("\n"))
        }
        Kind::Prose => (Role::Paragraph, filled(&block.lines, words)),
        Kind::Item => {
            let text = filled(&block.lines, words);
            match marker::of(&text) {
                Some(marker) => {
                    let rest = text.get(marker.text.len()..).unwrap_or_default().trim_start();
                    let sign = if marker.is_bullet { "•" } else { marker.text };
                    (Role::Item(format!("{sign} "), 0), rest.to_owned())
                }
                None => (Role::Paragraph, text),
            }
        }
    }
}

fn filled(lines: &[Line], words: &Words) -> String {
    let mut text = String::new();
    lines.iter().for_each(|line| words.join(&mut text, &line.text));
    without_leaders(&text)
}

/// Lines with the blanks that their places stand for.
fn code(lines: &[Line]) -> String {
    let left = lines.iter().map(|line| line.start).fold(f32::INFINITY, f32::min);
    let letter = |line: &Line| {
        let letters = line.text.chars().count().max(1) as f32;
        ((line.end - line.start) / letters).max(0.1)
    };
    let mut out = String::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        if let Some(last) = last {
            let skips = (last.y - line.y) / line.size.max(0.1) > 1.9;
            out.push_str(if skips { "\n\n" } else { "\n" });
        }
        const WIDEST: f32 = 120.0;
        let blanks = ((line.start - left) / letter(line)).round().clamp(0.0, WIDEST) as usize;
        out.extend(std::iter::repeat_n(' ', blanks));
        out.push_str(line.text.trim_end());
        last = Some(line);
    }
    out
}

fn cells(rows: &[Vec<Option<super::line::Cell>>], lines: &[Line]) -> Vec<Vec<String>> {
    let text = |line: &Line, cell: &Option<super::line::Cell>| {
        let cell = cell.and_then(|cell| line.text.get(cell.from..cell.to));
        cell.unwrap_or_default().trim().to_owned()
    };
    let row = |(row, line): (&Vec<_>, &Line)| row.iter().map(|cell| text(line, cell)).collect();
    rows.iter().zip(lines).map(row).collect()
}

/// Notes below the text are this much smaller.
const NOTE: f32 = 0.93;

/// How many notes may stand between the halves of a paragraph.
const NOTES: usize = 12;

/// Adds an element, or puts it behind the half of its paragraph that the column or page
/// before ends with; notes at the foot of that page come after the paragraph then.
fn add(out: &mut Vec<Element>, element: Element, body: f32, words: &Words) {
    let goes_on = element.opens && element.role == Role::Paragraph && element.size > NOTE * body;
    let half = || {
        let notes = out.iter().rev().take_while(|last| last.size <= NOTE * body).count();
        let at = out.len().checked_sub(notes + 1).filter(|_| notes <= NOTES)?;
        out.get(at).filter(|half| is_half(half, &element)).map(|_| at)
    };
    match if goes_on { half() } else { None } {
        Some(at) => {
            let Some(half) = out.get_mut(at) else { return };
            let last_page = half.pages.last().map_or(half.page, |(_, page)| *page);
            let before = half.text.len();
            words.join(&mut half.text, &element.text);
            if element.page != last_page {
                let start = half
                    .text
                    .len()
                    .saturating_sub(element.text.len())
                    .max(before.min(half.text.len()));
                half.pages.push((start, element.page));
            }
            half.is_full = element.is_full;
            half.lines += element.lines;
        }
        None => out.push(element),
    }
}

/// Whether a paragraph goes on with another that opens a column or page.
fn is_half(half: &Element, next: &Element) -> bool {
    let end = half.text.trim_end().trim_end_matches(['"', '”', '’', ')', '»']);
    let is_open = !end.ends_with(['.', '!', '?', ':', '…', '。']);
    let begins_small = next.text.starts_with(|letter: char| letter.is_lowercase() || letter == '(');
    half.is_prose()
        && (half.size / next.size - 1.0).abs() < 0.07
        && half.is_bold == next.is_bold
        && is_open
        && next.page <= half.pages.last().map_or(half.page, |(_, page)| *page) + 1
        && (begins_small || (half.is_full && next.indent < 0.6))
}

/// Gives the items of lists their depths, by how far they are indented.
fn nest(elements: &mut [Element]) {
    let mut open: Vec<f32> = Vec::new();
    for element in elements {
        let Role::Item(_, depth) = &mut element.role else {
            open.clear();
            continue;
        };
        while open.last().is_some_and(|last| element.indent < last - 0.6) {
            open.pop();
        }
        if open.last().is_none_or(|last| element.indent > last + 0.6) {
            open.push(element.indent);
        }
        *depth = open.len().saturating_sub(1).min(8);
    }
}

/// Larger than the text by this is a heading.
const LARGER: f32 = 1.12;

/// Letters and lines of a heading at most.
const MAX_HEADING: usize = 200;
const MAX_HEADING_LINES: usize = 4;

/// Tells headings: what the bookmarks name, what is larger than the text, and short bold
/// lines.
fn headings(elements: &mut [Element], body: f32, bookmarks: &[Bookmark]) {
    let mut sizes: Vec<u32> = elements
        .iter()
        .filter(|element| is_large(element, body))
        .map(|element| rounded(element.size))
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes.reverse();
    let named = named(elements, bookmarks);
    let deepest = named.iter().flatten().max().copied().unwrap_or(0);
    let smallest = (sizes.len().min(4) as u8).max(deepest);
    for (element, named) in elements.iter_mut().zip(named) {
        let rank = sizes.iter().position(|size| *size == rounded(element.size));
        let level = match (named, rank) {
            (Some(level), _) => Some(level),
            (None, Some(rank)) if is_large(element, body) => Some(rank as u8 + 1),
            _ if is_bold_heading(element, body) => Some(smallest + 1),
            _ => None,
        };
        if let Some(level) = level {
            let marker = match &element.role {
                Role::Item(marker, _) => marker.clone(),
                _ => String::new(),
            };
            element.text = format!("{marker}{}", element.text.replace('\n', " "));
            element.role = Role::Heading(level.clamp(1, 6));
        }
    }
}

/// Sizes that differ by less than a third of a point are one.
fn rounded(size: f32) -> u32 {
    (size * 3.0).round() as u32
}

fn may_be_heading(element: &Element) -> bool {
    let fits = element.text.len() <= MAX_HEADING && element.lines <= MAX_HEADING_LINES;
    let is_text = matches!(element.role, Role::Paragraph | Role::Lines | Role::Item(..));
    fits && is_text && element.text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
}

fn is_large(element: &Element, body: f32) -> bool {
    element.size > LARGER * body && may_be_heading(element)
}

fn is_bold_heading(element: &Element, body: f32) -> bool {
    let ends = element.text.trim_end().ends_with(['.', ',', ';', ':']);
    let short = element.lines <= 2 && element.text.chars().count() <= 100;
    element.is_bold
        && element.size > 0.95 * body
        && short
        && !ends
        && may_be_heading(element)
        && !matches!(&element.role, Role::Item(marker, _) if marker.starts_with('•'))
}

/// For each element the level of the bookmark that names it.
fn named(elements: &[Element], bookmarks: &[Bookmark]) -> Vec<Option<u8>> {
    let mut out = vec![None; elements.len()];
    let mut from = 0;
    for bookmark in bookmarks {
        let title = letters(&bookmark.title);
        if title.is_empty() {
            continue;
        }
        // Elements and bookmarks both come in the order of the pages.
        while elements.get(from).is_some_and(|element| element.page < bookmark.page) {
            from += 1;
        }
        let on_page = elements.iter().enumerate().skip(from);
        let near = on_page.take_while(|(_, element)| element.page <= bookmark.page + 1);
        let mut fits = near.filter(|(at, element)| {
            may_be_heading(element)
                && out.get(*at).is_some_and(Option::is_none)
                && names(&title, element)
        });
        if let Some((at, _)) = fits.next()
            && let Some(slot) = out.get_mut(at)
        {
            *slot = Some(bookmark.level);
        }
        if bookmark.page < elements.get(from).map_or(0, |element| element.page) {
            from = 0;
        }
    }
    out
}

/// Whether a title is that of an element, but for its number.
fn names(title: &str, element: &Element) -> bool {
    let marker = match &element.role {
        Role::Item(marker, _) => marker.as_str(),
        _ => "",
    };
    let text = letters(&format!("{marker}{}", element.text));
    let (short, long) =
        if text.len() < title.len() { (text.as_str(), title) } else { (title, text.as_str()) };
    !short.is_empty()
        && long.ends_with(short)
        && long.len() - short.len() <= 8 + short.len() / 2
        && short.chars().any(char::is_alphabetic)
}

/// Letters and figures in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The largest text of the first page, where it is a heading: the title of a file that has
/// none.
pub(super) fn title(elements: &[Element]) -> Option<String> {
    let first = elements.iter().take_while(|element| element.page == 0);
    let headings = first.filter(|element| matches!(element.role, Role::Heading(_)));
    let largest = headings.reduce(|best, next| if next.size > best.size { next } else { best })?;
    Some(largest.text.clone())
}
