//! What lies over the article: search, a list, a card, link hints.

use tui_input::Input;

use super::action::Generation;
use super::card::Card;
use super::list::{Cursor, List};
use crate::document::{Document, Span};
use crate::search::{Hit, Scope};

/// What lies over the article, if anything.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// Search over everything.
    Search(Search),
    /// Outline, help, palette, failures.
    List(List),
    /// A fact's card.
    Card(Card),
    /// Letters on the links.
    Hints(Hints),
}

/// The search over documents, headings, facts and text.
#[derive(Debug)]
pub struct Search {
    /// What is typed.
    pub input: Input,
    /// Where it is looked for.
    pub scope: Scope,
    /// The best results.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// Microseconds the last search took.
    pub micros: u64,
    /// The chosen result.
    pub cursor: Cursor,
    /// Which request is under way.
    pub generation: Generation,
}

impl Search {
    /// An empty search.
    pub fn new(scope: Scope) -> Self {
        Self {
            input: Input::default(),
            scope,
            hits: Vec::new(),
            total: 0,
            micros: 0,
            cursor: Cursor::default(),
            generation: 0,
        }
    }

    /// The chosen result.
    pub fn chosen(&self) -> Option<&Hit> {
        self.hits.get(self.cursor.row)
    }

    /// Goes to another scope, onwards or back.
    pub fn step_scope(&mut self, delta: isize) {
        let scopes = Scope::ALL;
        let index = scopes.iter().position(|scope| *scope == self.scope).unwrap_or(0) as isize;
        let next = (index + delta).rem_euclid(scopes.len() as isize) as usize;
        self.scope = scopes.get(next).copied().unwrap_or(self.scope);
        self.cursor = Cursor::default();
    }
}

/// Letters on the links of the screen.
#[derive(Clone, Debug)]
pub struct Hints {
    /// The letters, the link's place and where it leads.
    pub links: Vec<Hint>,
    /// Letters typed so far.
    pub typed: String,
}

/// One link with its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What to type.
    pub letters: String,
    /// The link's text.
    pub span: Span,
    /// Where it leads.
    pub target: String,
}

/// The keys under the fingers first.
const HINT_LETTERS: &[u8] = b"asdfghjklqwertyuiopzxcvbnm";

impl Hints {
    /// Letters for the links that begin in a span; `None` where there are none.
    pub fn new(document: &Document, visible: Span) -> Option<Self> {
        let links: Vec<_> =
            document.links().iter().filter(|link| visible.contains(link.span.start)).collect();
        let letters = letters(links.len());
        let links: Vec<Hint> = links
            .into_iter()
            .zip(letters)
            .map(|(link, letters)| Hint { letters, span: link.span, target: link.target.clone() })
            .collect();
        (!links.is_empty()).then_some(Self { links, typed: String::new() })
    }

    /// Types a letter: the link it completes, if any; `Err` where no link begins so.
    #[allow(clippy::result_unit_err)]
    pub fn type_letter(&mut self, letter: char) -> Result<Option<Hint>, ()> {
        self.typed.push(letter.to_ascii_lowercase());
        let whole = self.links.iter().find(|hint| hint.letters == self.typed);
        let begun = self.links.iter().any(|hint| hint.letters.starts_with(&self.typed));
        if begun { Ok(whole.cloned()) } else { Err(()) }
    }
}

/// That many strings of letters, none the beginning of another.
fn letters(count: usize) -> Vec<String> {
    let base = HINT_LETTERS.len();
    let length = (1..).find(|length| base.pow(*length) >= count).unwrap_or(1);
    let spell = |number: usize| {
        let digits = (0..length).rev().map(|place| number / base.pow(place) % base);
        digits.map(|digit| char::from(HINT_LETTERS[digit])).collect()
    };
    (0..count).map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hint_letters_are_short_and_unambiguous() {
        assert_eq!(letters(3), ["a", "s", "d"]);
        let many = letters(100);
        assert!(many.iter().all(|letters| letters.len() == 2));
        let mut unique = many.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 100);
    }
}
