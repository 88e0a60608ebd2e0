//! The state core: [`App`], [`Action`], [`App::update`] → [`Effect`]s.
//!
//! A plain function: no clock, no file, no thread, no terminal. What a panel needs to
//! draw lives with the panel; [`crate::ui`] reads it and changes nothing.

pub mod action;
pub mod answers;
pub mod areas;
mod arrivals;
pub mod article;
pub mod card;
pub mod command;
mod commands;
pub mod documents;
mod facts_pane;
pub mod find;
mod finding;
mod going;
pub mod jumps;
pub mod key;
pub mod keymap;
mod keys;
pub mod list;
mod mouse;
pub mod overlay;
mod overlays;
pub mod prompt;
mod secure;
mod selecting;
pub mod selection;
pub mod sentences;
pub mod settings;
pub mod sidebar;

#[cfg(test)]
pub(crate) mod script;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use action::{Action, Effect};
use action::{DocumentId, Generation, Listed};
use areas::{Areas, Wishes};
use article::Article;
use command::{Command, Context};
use documents::{Documents, State};
use find::Find;
use jumps::Jumps;
use key::{Key, Keys};
use overlay::Overlay;
use selection::Selection;
pub use settings::{Settings, Theme};
use sidebar::Sidebar;

use crate::document::{Document, Span};
use crate::{layout, load};

/// Everything that the reader's screen shows.
#[derive(Debug)]
pub struct App {
    settings: Settings,
    size: (u16, u16),
    documents: Documents,
    current: DocumentId,
    article: Option<Article>,
    sidebar: Sidebar,
    focus: Focus,
    find: Find,
    selection: Option<Selection>,
    /// The text that the selection covers.
    selected: Option<Span>,
    overlay: Overlay,
    jumps: Jumps,
    /// A span that was gone to and stays lit until the next move.
    lit: Option<Span>,
    /// Mentions that `]f` steps through.
    stepping: Vec<u32>,
    keys: Pressed,
    message: Option<Message>,
    filtering: Option<tui_input::Input>,
    generation: Generation,
    /// Whether there was more text than is held.
    released: bool,
    /// Whether results of the open search may have changed.
    search_stale: bool,
    /// The offset around which facts were last asked for.
    extracting: Option<u32>,
}

/// Which pane has the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The article.
    #[default]
    Article,
    /// The facts.
    Facts,
}

/// Keys pressed that are no command yet.
#[derive(Clone, Debug, Default)]
pub struct Pressed {
    /// Digits typed before a command.
    pub count: Option<u32>,
    /// Keys of a sequence so far.
    pub sequence: Vec<Key>,
    /// A command that waits for a letter.
    pub letter_for: Option<Command>,
    /// Where the mouse's button went down.
    pub drag_from: Option<u32>,
}

/// A line at the bottom, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What to tell.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
}

/// What `App::update` returns.
pub type Effects = Vec<Effect>;

impl App {
    /// An app on a screen of that size, without documents.
    pub fn new(settings: Settings, columns: u16, rows: u16) -> Self {
        Self {
            settings,
            size: (columns, rows),
            documents: Documents::default(),
            current: 0,
            article: None,
            sidebar: Sidebar::default(),
            focus: Focus::default(),
            find: Find::default(),
            selection: None,
            selected: None,
            overlay: Overlay::default(),
            jumps: Jumps::default(),
            lit: None,
            stepping: Vec::new(),
            keys: Pressed::default(),
            message: None,
            filtering: None,
            generation: 0,
            released: false,
            search_stale: false,
            extracting: None,
        }
    }

    /// Documents will be listed that are not known at the first frame.
    pub fn await_documents(&mut self) {
        self.documents.listing = true;
    }

    /// Takes one action in. After all that have come, and before a frame is drawn,
    /// [`App::settle`] is to be called.
    pub fn update(&mut self, action: Action) -> Effects {
        let effects = match action {
            Action::Key(key) => self.press(key),
            Action::Paste(text) => self.paste(&text),
            Action::Mouse(mouse) => self.mouse(mouse),
            Action::Resize(columns, rows) => {
                self.size = (columns, rows);
                Effects::new()
            }
            arrival => self.arrive(arrival),
        };
        self.allowed(effects)
    }

    /// Brings what follows from the state up to date: panes, what is in view, what has
    /// to be asked for.
    pub fn settle(&mut self) -> Effects {
        let areas = self.areas();
        let height = usize::from(areas.text.height);
        let options = self.layout_options(&areas);
        if let Some(article) = &mut self.article {
            article.resize(options, height);
            self.selected = self.selection.map(|selection| selection.span(article));
        }
        self.settle_sidebar(&areas);
        self.settle_overlay();
        let mut effects = self.facts_around_the_place();
        if std::mem::take(&mut self.search_stale) {
            effects.extend(self.search_again());
        }
        effects
    }

    /// Where the panes stand.
    pub fn areas(&self) -> Areas {
        let wishes = Wishes {
            measure: self.settings.measure,
            sidebar: self.settings.sidebar,
            facts_in_use: self.focus == Focus::Facts,
        };
        Areas::new(self.size.0, self.size.1, wishes)
    }

    /// How it looks and behaves.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes colours and the drawing around the text.
    pub fn set_look(&mut self, theme: Theme, ascii: bool) {
        (self.settings.theme, self.settings.ascii) = (theme, ascii);
    }

    /// All documents.
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// The number of the open document.
    pub fn current(&self) -> DocumentId {
        self.current
    }

    /// The article pane, if the document's text is there.
    pub fn article(&self) -> Option<&Article> {
        self.article.as_ref()
    }

    /// The facts pane.
    pub fn sidebar(&self) -> &Sidebar {
        &self.sidebar
    }

    /// The line that narrows the facts, while it is open.
    pub fn filter_input(&self) -> Option<&tui_input::Input> {
        self.filtering.as_ref()
    }

    /// Whether the first row of the facts pane is the filter.
    pub fn has_filter_line(&self) -> bool {
        self.filtering.is_some() || !self.sidebar.filter().is_empty()
    }

    /// Which pane has the keys.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Finding in the document.
    pub fn find(&self) -> &Find {
        &self.find
    }

    /// What lies over the article.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The selected text.
    pub fn selected(&self) -> Option<Span> {
        self.selected
    }

    /// A span that was gone to.
    pub fn lit(&self) -> Option<Span> {
        self.lit
    }

    /// Keys pressed that are no command yet.
    pub fn pressed(&self) -> &Pressed {
        &self.keys
    }

    /// The line at the bottom.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The document that is open, if its text is there.
    pub fn document(&self) -> Option<&Arc<Document>> {
        self.documents.get(self.current)?.document()
    }

    /// Where keys are read at the moment.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.focus) {
            (Overlay::Search(_) | Overlay::List(_), _) => Context::List,
            (Overlay::Card(_), _) => Context::Card,
            _ if self.find.open => Context::Find,
            _ if self.selection.is_some() => Context::Select,
            (_, Focus::Facts) => Context::Facts,
            (_, Focus::Article) => Context::Article,
        }
    }

    /// What may follow the keys pressed so far.
    pub fn continuations(&self) -> Vec<(Keys, Command)> {
        if self.keys.sequence.is_empty() {
            return Vec::new();
        }
        self.settings.keymap.continuations(self.context(), &self.keys.sequence)
    }

    fn layout_options(&self, areas: &Areas) -> layout::Options {
        layout::Options {
            width: areas.text.width.max(1),
            ascii: self.settings.ascii,
            ..layout::Options::default()
        }
    }

    fn next_generation(&mut self) -> Generation {
        self.generation += 1;
        self.generation
    }

    fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: false });
    }

    /// Tells something more, behind what is already told.
    fn add(&mut self, text: String) {
        let before = self.message.take();
        let is_error = before.as_ref().is_some_and(|message| message.is_error);
        let text = before.map_or_else(|| text.clone(), |before| format!("{}; {text}", before.text));
        self.message = Some(Message { text, is_error });
    }

    fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), is_error: true });
    }

    /// The documents named on the command line, or found since. Their reading is asked
    /// for; the first one is opened.
    fn list(&mut self, listed: Vec<Listed>) -> Effects {
        let was_empty = self.documents.is_empty();
        let added = self.documents.append(listed);
        if was_empty && !added.is_empty() {
            self.current = added.start;
            self.documents.listing = true;
        }
        let current = self.current;
        let waiting: Vec<_> = added
            .filter(|id| {
                self.documents.get(*id).is_some_and(|entry| matches!(entry.state, State::Waiting))
            })
            .collect();
        let mut effects: Effects =
            waiting.into_iter().filter_map(|id| self.load_effect(id, id == current)).collect();
        effects.extend(self.pass_over_failures());
        effects
    }

    /// Where the open document cannot be read, opens the next one that can.
    fn pass_over_failures(&mut self) -> Effects {
        let failed = |entry: &documents::Entry| matches!(entry.state, State::Failed(_));
        if !self.documents.get(self.current).is_some_and(failed) {
            return Effects::new();
        }
        match self.documents.neighbour(self.current, true) {
            Some(next) => self.open(next),
            None => Effects::new(),
        }
    }

    fn load_effect(&mut self, id: DocumentId, urgent: bool) -> Option<Effect> {
        let entry = self.documents.get(id)?;
        let given = self.settings.loading;
        Some(Effect::Load {
            id,
            generation: entry.generation,
            source: entry.source.clone(),
            options: load::Options { whole: given.whole != entry.other_part, ..given },
            urgent,
        })
    }
}
