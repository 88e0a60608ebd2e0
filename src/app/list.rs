//! A list with an input line that narrows it: outline, help, palette, failures.

use tui_input::Input;

use super::action::DocumentId;
use super::command::{CATALOGUE, Command, Context};
use super::key::Key;
use super::keymap::Keymap;
use super::prompt;
use crate::document::{Document, Span};
use crate::facts::flat;

/// A list over the article.
#[derive(Clone, Debug)]
pub struct List {
    /// What it lists.
    pub kind: ListKind,
    /// What was typed.
    pub input: Input,
    entries: Vec<Entry>,
    shown: Vec<usize>,
    cursor: Cursor,
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Headings of the document.
    Outline,
    /// Keys and what they do.
    Help,
    /// Commands by name.
    Palette,
    /// Documents that could not be read.
    Failures,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// How far it stands in.
    pub indent: u8,
    /// What is chosen by.
    pub label: String,
    /// What is said of it.
    pub note: String,
    /// What choosing it does.
    pub target: Target,
}

/// What choosing an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Goes to a place in the document.
    Place(Span),
    /// Runs a command.
    Run(Command),
    /// Opens a document.
    Document(DocumentId),
}

/// A cursor over rows and the first row shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Index of the chosen row.
    pub row: usize,
    /// Index of the first row shown.
    pub scroll: usize,
}

impl Cursor {
    /// Moves by rows among `count` and stops at the ends.
    pub fn step(&mut self, delta: i64, count: usize) {
        let last = count.saturating_sub(1) as i64;
        self.row = (self.row as i64).saturating_add(delta).clamp(0, last) as usize;
    }

    /// Scrolls so that the chosen row is seen in a window of that height.
    pub fn reveal(&mut self, height: usize) {
        let height = height.max(1);
        self.scroll = self.scroll.min(self.row).max((self.row + 1).saturating_sub(height));
    }
}

impl List {
    /// A list with nothing typed yet.
    pub fn new(kind: ListKind, entries: Vec<Entry>) -> Self {
        let shown = (0..entries.len()).collect();
        Self { kind, input: Input::default(), entries, shown, cursor: Cursor::default() }
    }

    /// The headings of a document, with the cursor on the one that `offset` lies under.
    pub fn outline(document: &Document, offset: u32) -> Self {
        let entries: Vec<Entry> = document
            .outline()
            .map(|heading| Entry {
                indent: heading.level.saturating_sub(1),
                label: flat(document.slice(heading.span)),
                note: String::new(),
                target: Target::Place(heading.span),
            })
            .collect();
        let under =
            |entry: &Entry| matches!(entry.target, Target::Place(span) if span.start <= offset);
        let row = entries.iter().rposition(under).unwrap_or(0);
        Self { cursor: Cursor { row, scroll: 0 }, ..Self::new(ListKind::Outline, entries) }
    }

    /// All keys, context by context.
    pub fn help(keymap: &Keymap) -> Self {
        let rows = CATALOGUE.iter().map(|entry| Entry {
            indent: 0,
            label: keymap.shown_keys(entry.command),
            note: match entry.context {
                Context::Reader | Context::Article => entry.help.to_owned(),
                context => format!("{} ({})", entry.help, context.name()),
            },
            target: Target::Run(entry.command),
        });
        Self::new(ListKind::Help, rows.collect())
    }

    /// All commands that make sense while reading, by name.
    pub fn palette(keymap: &Keymap) -> Self {
        let offered =
            |context| matches!(context, Context::Reader | Context::Article | Context::Facts);
        let rows = CATALOGUE.iter().filter(|entry| offered(entry.context)).map(|entry| Entry {
            indent: 0,
            label: entry.name.to_owned(),
            note: format!("{}  [{}]", entry.help, keymap.shown_keys(entry.command)),
            target: Target::Run(entry.command),
        });
        Self::new(ListKind::Palette, rows.collect())
    }

    /// The entries that what was typed leaves.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = &Entry> + '_ {
        self.shown.iter().map(|index| &self.entries[*index])
    }

    /// How many entries there are in all.
    pub fn total(&self) -> usize {
        self.entries.len()
    }

    /// Where the cursor stands among the shown entries.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(*self.shown.get(self.cursor.row)?)
    }

    /// Lets a key edit the input line; narrows when it changed.
    pub fn edit(&mut self, key: Key) {
        if prompt::edit(&mut self.input, key) {
            self.narrow();
        }
    }

    /// Puts a pasted text into the input line.
    pub fn paste(&mut self, text: &str) {
        prompt::paste(&mut self.input, text);
        self.narrow();
    }

    /// Moves the cursor.
    pub fn step(&mut self, delta: i64) {
        self.cursor.step(delta, self.shown.len());
    }

    /// Scrolls so that the cursor is seen in a window of that height.
    pub fn reveal(&mut self, height: usize) {
        self.cursor.reveal(height);
    }

    /// Puts the cursor on a shown row, as a click does.
    pub fn choose_row(&mut self, row: usize) {
        self.cursor.row = row.min(self.shown.len().saturating_sub(1));
    }

    fn narrow(&mut self) {
        let query = flat(&self.input.value().to_lowercase());
        let fits = |entry: &Entry| {
            let text = format!("{} {}", entry.label, entry.note).to_lowercase();
            query.split(' ').all(|word| text.contains(word))
        };
        let mut shown: Vec<usize> =
            (0..self.entries.len()).filter(|index| fits(&self.entries[*index])).collect();
        // What was typed as a name comes before what only mentions it.
        shown.sort_by_key(|index| {
            let label = self.entries[*index].label.to_lowercase();
            (label != query, !label.starts_with(&query))
        });
        self.shown = shown;
        self.cursor = Cursor::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_help_by_key_and_by_words() {
        let mut help = List::help(&Keymap::default());
        let all = help.shown().len();
        for key in "jump mark".chars().filter(|character| *character != ' ') {
            help.edit(Key::char(key));
        }
        assert_eq!(help.shown().len(), 0);
        help.input.reset();
        help.paste("go mark");
        let shown: Vec<_> = help.shown().map(|entry| entry.target).collect();
        assert_eq!(shown, [Target::Run(Command::GoToMark)]);
        assert!(all > 50);
    }

    #[test]
    fn the_cursor_stays_on_the_list_and_in_view() {
        let mut cursor = Cursor::default();
        cursor.step(7, 5);
        cursor.reveal(3);
        assert_eq!(cursor, Cursor { row: 4, scroll: 2 });
        cursor.step(-9, 0);
        cursor.reveal(0);
        assert_eq!(cursor, Cursor { row: 0, scroll: 0 });
    }
}
