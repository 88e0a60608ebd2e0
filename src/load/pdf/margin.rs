//! Running heads, feet and page numbers: lines at the edge of a page that stand at the same
//! place on the pages beside it.

use std::collections::HashSet;

use super::line::Line;

/// The lines of a page, region by region.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    pub regions: Vec<Vec<Line>>,
    pub height: f32,
    pub label: String,
}

/// A line at the edge of a page.
struct Edge {
    region: usize,
    line: usize,
    /// Its place as a share of the height.
    y: f32,
    /// Its text with every number as `#`.
    pattern: String,
    /// The numbers that it begins and ends with, less that of the page.
    offsets: Vec<i64>,
}

/// How far from the edge a running head may stand, as a share of the height.
const MARGIN: f32 = 0.14;

/// Rows at each edge that may be running heads.
const ROWS: usize = 3;

/// How much the place of a head may differ from page to page, as a share of the height.
const NEAR: f32 = 0.012;

/// How far away the page with the same head may be: heads differ on left and right pages.
const REACH: usize = 2;

/// For each page the regions and lines that are running heads, feet or page numbers.
pub(super) fn running(pages: &[PageLines]) -> Vec<HashSet<(usize, usize)>> {
    let edges: Vec<Vec<Edge>> =
        pages.iter().enumerate().map(|(index, page)| edges(page, index)).collect();
    let mut out: Vec<HashSet<(usize, usize)>> = vec![HashSet::new(); pages.len()];
    for (index, own) in edges.iter().enumerate() {
        let first = index.saturating_sub(REACH);
        let beside = edges.iter().enumerate().skip(first).take(2 * REACH + 1);
        let others: Vec<&Edge> =
            beside.filter(|(other, _)| *other != index).flat_map(|(_, edges)| edges).collect();
        for edge in own {
            let repeated = others.iter().any(|other| is_same(edge, other));
            let only_number = pages.len() <= REACH
                && is_page_number(&edge.pattern)
                && edge.offsets.first() == Some(&1);
            if (repeated || only_number)
                && let Some(set) = out.get_mut(index)
            {
                set.insert((edge.region, edge.line));
            }
        }
    }
    for (set, (page, edges)) in out.iter_mut().zip(pages.iter().zip(&edges)) {
        // What would leave nothing of a page is its text, unless that is a number.
        let all = page.regions.iter().map(Vec::len).sum::<usize>();
        if set.len() == all && !edges.iter().all(|edge| is_page_number(&edge.pattern)) {
            set.clear();
        }
    }
    out
}

fn is_same(one: &Edge, other: &Edge) -> bool {
    let same_text = one.pattern == other.pattern;
    let counts = one.offsets.iter().any(|offset| other.offsets.contains(offset));
    (one.y - other.y).abs() < NEAR && (same_text || counts)
}

/// Whether a pattern is that of a page number alone.
fn is_page_number(pattern: &str) -> bool {
    let bare = pattern.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '#');
    matches!(bare, "#" | "page #" | "page # of #" | "# of #" | "#/#" | "# / #" | "p. #" | "seite #")
}

/// The lines at the top and the bottom of a page.
fn edges(page: &PageLines, index: usize) -> Vec<Edge> {
    let mut all: Vec<(f32, usize, usize)> = Vec::new();
    for (region, lines) in page.regions.iter().enumerate() {
        all.extend(lines.iter().enumerate().map(|(line, own)| (own.y / page.height, region, line)));
    }
    all.retain(|(y, ..)| y.is_finite());
    all.sort_by(|one, other| other.0.total_cmp(&one.0));
    let top = rows(all.iter().copied()).filter(|(y, ..)| *y > 1.0 - MARGIN);
    let bottom = rows(all.iter().rev().copied()).filter(|(y, ..)| *y < MARGIN);
    let edge = |(y, region, line): (f32, usize, usize)| {
        let text = page.regions.get(region)?.get(line)?.text.as_str();
        Some(Edge { region, line, y, pattern: pattern(text), offsets: offsets(text, index) })
    };
    top.chain(bottom).filter_map(edge).collect()
}

/// What stands in the first rows.
fn rows(
    lines: impl Iterator<Item = (f32, usize, usize)>,
) -> impl Iterator<Item = (f32, usize, usize)> {
    let (mut row, mut last) = (0, f32::INFINITY);
    lines.take_while(move |(y, ..)| {
        if (y - last).abs() >= NEAR / 2.0 {
            row += 1;
            last = *y;
        }
        row <= ROWS
    })
}

/// A text in lower case with every run of digits, and every Roman number that stands
/// alone, as `#`.
fn pattern(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        if is_roman(word) {
            return "#".to_owned();
        }
        let mut out = String::new();
        for letter in word.chars().flat_map(char::to_lowercase) {
            match letter.is_numeric() {
                true if out.ends_with('#') => {}
                true => out.push('#'),
                false => out.push(letter),
            }
        }
        out
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 8 && word.chars().all(|letter| "ivxlc".contains(letter))
}

/// The numbers at both ends of a line, less that of the page: on the pages of a book they
/// are the same.
fn offsets(text: &str, index: usize) -> Vec<i64> {
    let mut words = text.split_whitespace();
    let ends = [words.next(), words.next_back()];
    let number =
        |word: &str| word.parse::<u32>().ok().map(|number| i64::from(number) - index as i64);
    ends.into_iter().flatten().filter_map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(f32, &str)]) -> PageLines {
        let line = |(y, text): &(f32, &str)| Line {
            y: *y,
            text: (*text).to_owned(),
            size: 10.0,
            ..Line::default()
        };
        let regions = vec![lines.iter().map(line).collect()];
        PageLines { regions, height: 1000.0, label: String::new() }
    }

    #[test]
    fn heads_feet_and_numbers_are_found_and_text_is_not() {
        let pages = [
            page(&[(960.0, "1 THE HARBOUR"), (900.0, "It began."), (500.0, "a"), (40.0, "1")]),
            page(&[(960.0, "THE REPORT 2"), (900.0, "Then 7 came."), (500.0, "a"), (40.0, "2")]),
            page(&[(960.0, "3 THE QUAY"), (900.0, "It ended."), (500.0, "a"), (40.0, "3")]),
        ];
        let found = running(&pages);
        for own in found {
            let mut lines: Vec<usize> = own.into_iter().map(|(_, line)| line).collect();
            lines.sort_unstable();
            assert_eq!(lines, [0, 3]);
        }
    }

    #[test]
    fn the_number_of_a_single_page_is_found() {
        let found = running(&[page(&[(500.0, "text"), (40.0, "1")])]);
        assert_eq!(found, [HashSet::from([(0, 1)])]);
        let found = running(&[page(&[(500.0, "text"), (40.0, "1914")])]);
        assert_eq!(found, [HashSet::new()]);
    }

    #[test]
    fn numbers_become_signs() {
        assert_eq!(pattern("Page 12 of 300"), "page # of #");
        assert_eq!(pattern("xiv  Preface"), "# preface");
    }
}
