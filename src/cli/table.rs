//! The facts of a document in columns, for people.

use std::fmt;

use crate::document::{Document, visible};
use crate::facts::{Fact, Facts, Failure, Kind, essence, flat};
use crate::layout::{Picture, glyphs, width};

/// Columns of a table that no terminal sets a width for.
pub const COLUMNS: usize = 120;

/// Blanks between two columns.
const GAP: usize = 2;

/// Columns that a text or an essence keeps on the narrowest screen.
const NARROWEST: usize = 12;

/// A document with its facts; shown, it is several lines that end with a line end.
pub struct Table<'a> {
    /// What to call the document.
    pub name: &'a str,
    /// The document.
    pub document: &'a Document,
    /// Its facts.
    pub facts: &'a Facts,
    /// The kinds to list.
    pub kinds: &'a [Kind],
    /// Whether to tell what made each fact and how sure it is.
    pub explain: bool,
    /// Whether to use colours.
    pub colours: bool,
    /// Columns of the screen.
    pub columns: usize,
}

/// The line for a document that could not be read.
pub fn failure(failure: &Failure<'_>) -> String {
    let id = serde_json::to_string(&failure.id).unwrap_or_default();
    format!("{}: {}\n", visible::line(&id), visible::line(failure.error))
}

const PLAIN: &str = "\x1b[0m";
const BOLD: &str = "\x1b[1m";
const FAINT: &str = "\x1b[2m";
const CYAN: &str = "\x1b[36m";

/// One line of the table; its texts hold no controls.
struct Row {
    kind: &'static str,
    text: String,
    essence: String,
    sentence: String,
}

impl Table<'_> {
    fn rows(&self) -> Vec<Row> {
        let facts = self.facts.facts.iter().filter(|fact| self.kinds.contains(&fact.kind()));
        facts.map(|fact| self.row(fact)).collect()
    }

    fn row(&self, fact: &Fact) -> Row {
        let text = flat(self.document.slice(fact.span));
        let essence = essence(self.document, self.facts, fact);
        // What the text says already is not said again.
        let new = [essence.head, essence.note]
            .into_iter()
            .filter(|part| !part.is_empty() && *part != text);
        let mut parts: Vec<String> = new.collect();
        if self.explain {
            parts.push(format!("{:.2} {}", fact.confidence, fact.origin));
        }
        let essence = parts.join(" · ");
        Row {
            kind: fact.kind().name(),
            text: visible::line(&text).into_owned(),
            essence: visible::line(&essence).into_owned(),
            sentence: (fact.sentence + 1).to_string(),
        }
    }

    fn styled(&self, style: &str, text: &str) -> String {
        if self.colours { format!("{style}{text}{PLAIN}") } else { text.to_owned() }
    }

    fn heading(&self, facts: usize) -> String {
        let metadata = self.document.metadata();
        let name = visible::line(self.name);
        let title = metadata.title.as_deref().map(|title| visible::line(title).into_owned());
        let date = metadata.date.map(|date| date.to_string());
        let count = format!("{facts} {}", if facts == 1 { "fact" } else { "facts" });
        let details = [title, date, Some(count)].into_iter().flatten();
        let details = details.fold(String::new(), |line, part| line + " · " + &part);
        format!("{}{details}", self.styled(BOLD, &name))
    }
}

/// Columns that the parts of all rows take.
struct Widths {
    kind: usize,
    text: usize,
    essence: usize,
    sentence: usize,
}

impl Widths {
    fn new(rows: &[Row], columns: usize) -> Self {
        let widest =
            |part: fn(&Row) -> &str| rows.iter().map(|row| width(part(row))).max().unwrap_or(0);
        let kind = widest(|row| row.kind);
        let sentence = widest(|row| &row.sentence);
        let (text, essence) = (widest(|row| &row.text), widest(|row| &row.essence));
        let room = columns.saturating_sub(kind + sentence + 3 * GAP).max(2 * NARROWEST);
        // Each of the two may take what the other leaves.
        let half = room / 2;
        let text_room = text.min(half.max(room.saturating_sub(essence)));
        Self { kind, text: text_room, essence: essence.min(room - text_room), sentence }
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows();
        let widths = Widths::new(&rows, self.columns);
        writeln!(out, "{}", self.heading(rows.len()))?;
        for row in rows {
            let kind = self.styled(CYAN, &fitted(row.kind, widths.kind));
            let text = fitted(&row.text, widths.text);
            let essence = self.styled(FAINT, &fitted(&row.essence, widths.essence));
            let gap = " ".repeat(GAP + widths.sentence - row.sentence.len().min(widths.sentence));
            writeln!(out, "{kind}  {text}  {essence}{gap}{}", row.sentence)?;
        }
        Ok(())
    }
}

/// The text in exactly so many columns: filled with blanks, or cut and marked as cut.
fn fitted(text: &str, columns: usize) -> String {
    let taken = width(text);
    if taken <= columns {
        return format!("{text}{}", " ".repeat(columns - taken));
    }
    let mut fitted = String::new();
    let mut used = 0;
    for glyph in glyphs(text) {
        let next = used + usize::from(glyph.width);
        if next + 1 > columns {
            break;
        }
        used = next;
        match glyph.picture {
            Picture::Text(text) => fitted.push_str(text),
            Picture::Symbol(symbol) => fitted.push(symbol),
            Picture::Blank => fitted.extend(std::iter::repeat_n(' ', usize::from(glyph.width))),
            Picture::Nothing => {}
        }
    }
    fitted.push('…');
    fitted.extend(std::iter::repeat_n(' ', columns.saturating_sub(used + 1)));
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Parts, Span};
    use crate::facts::{Bound, Detail, LinkValue, Quantity};

    fn table(text: &str, facts: Vec<Fact>, colours: bool) -> String {
        let document = Document::new(Parts { text: text.to_owned(), ..Parts::default() });
        let facts = Facts { facts, ..Facts::default() };
        let (document, facts) = (&document, &facts);
        Table {
            name: "a\x1b.txt",
            document,
            facts,
            kinds: &Kind::ALL,
            explain: false,
            colours,
            columns: 60,
        }
        .to_string()
    }

    fn facts() -> Vec<Fact> {
        let quantity = Quantity {
            value: Some(137.0),
            bound: Bound::MoreThan,
            number: Span::new(5, 8),
            ..Quantity::default()
        };
        let link = LinkValue { value: "https://例え.jp".to_owned() };
        let fact = |start, end, detail| Fact {
            span: Span::new(start, end),
            sentence: 9,
            confidence: 0.5,
            origin: crate::facts::Origin::default(),
            detail,
        };
        vec![
            fact(0, 15, Detail::Quantity(Box::new(quantity))),
            fact(16, 21, Detail::Link(Box::new(link))),
        ]
    }

    #[test]
    fn columns_are_aligned() {
        let shown = table("over 137 people 漢\u{7}x", facts(), false);
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[0], "a␛.txt · 2 facts");
        assert_eq!(lines[1], "quantity  over 137 people  137 people · more than  10");
        assert_eq!(lines[2], "link      漢␇x             https://例え.jp         10");
        assert_eq!(width(lines[1]), width(lines[2]));
    }

    #[test]
    fn what_does_not_fit_is_cut_and_marked() {
        assert_eq!(fitted("漢字かな", 6), "漢字… ");
        assert_eq!(fitted("abc", 5), "abc  ");
        assert_eq!(width(&fitted(&"x".repeat(500), 60)), 60);
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        assert!(!table("over 137 people 漢\u{7}x", facts(), false).contains('\x1b'));
        assert!(table("over 137 people 漢\u{7}x", facts(), true).contains("\x1b[36mlink"));
    }
}
