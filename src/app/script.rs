//! Keystroke scripts on the core, without a terminal: effects are carried out at once.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::action::Listed;
use super::answers::{answer, fact_labels};
use super::key::{Key, Keys};
use super::{Action, App, Effect, Settings};
use crate::facts::extract;
use crate::load::{Source, load};
use crate::search::Corpus;

/// An app with documents in memory, and what it wanted done outside.
pub(crate) struct Script {
    pub app: App,
    pub outside: Vec<Effect>,
    corpus: Corpus,
}

impl Script {
    /// The embedded sample on a screen of that size.
    pub(crate) fn sample(columns: u16, rows: u16) -> Self {
        Self::of(vec![Source::Sample], columns, rows)
    }

    /// Texts with their names.
    pub(crate) fn texts(texts: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let source = |(name, text): &(&str, &str)| Source::memory(*name, text.as_bytes().to_vec());
        Self::of(texts.iter().map(source).collect(), columns, rows)
    }

    /// Any sources.
    pub(crate) fn of(sources: Vec<Source>, columns: u16, rows: u16) -> Self {
        Self::with(Settings::default(), sources, columns, rows)
    }

    /// Any sources, and how the reader behaves.
    pub(crate) fn with(settings: Settings, sources: Vec<Source>, columns: u16, rows: u16) -> Self {
        let app = App::new(settings, columns, rows);
        let mut script = Self { app, outside: Vec::new(), corpus: Corpus::new() };
        let listed = sources.into_iter().map(|source| Listed { source, failure: None }).collect();
        script.act(Action::Listed(listed));
        script.act(Action::ListingDone);
        script
    }

    /// Presses keys, written with blanks between them: `j j / space enter`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        let keys: Keys = keys.parse().unwrap_or_else(|error| panic!("{error}"));
        for key in keys.0 {
            self.act(Action::Key(key));
        }
        self
    }

    /// Types a text key by key.
    pub(crate) fn type_text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            self.act(Action::Key(Key::char(character)));
        }
        self
    }

    /// Takes an action in and carries out all that follows.
    pub(crate) fn act(&mut self, action: Action) -> &mut Self {
        let mut effects: VecDeque<Effect> = self.app.update(action).into();
        effects.extend(self.app.settle());
        while let Some(effect) = effects.pop_front() {
            let Some(answer) = self.perform(effect) else { continue };
            effects.extend(self.app.update(answer));
            effects.extend(self.app.settle());
        }
        self
    }

    /// The sentence in focus.
    pub(crate) fn focus(&self) -> &str {
        self.app.article().map_or("", |article| article.document().slice(article.focus()))
    }

    /// The text that was gone to.
    pub(crate) fn lit(&self) -> &str {
        let lit = self.app.lit().unwrap_or_default();
        self.app.document().map_or("", |document| document.slice(lit))
    }

    /// Offset of the first word on the screen.
    pub(crate) fn place(&self) -> u32 {
        self.app.article().map_or(0, |article| article.place())
    }

    /// What the bottom line tells.
    pub(crate) fn message(&self) -> &str {
        self.app.message().map_or("", |message| message.text.as_str())
    }

    /// The text that was copied last.
    pub(crate) fn copied(&self) -> &str {
        let copied = self.outside.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        });
        copied.unwrap_or_default()
    }

    fn perform(&mut self, effect: Effect) -> Option<Action> {
        match effect {
            Effect::Load { id, generation, source, options, .. } => {
                Some(match load(&source, &options) {
                    Ok(document) => Action::Loaded {
                        id,
                        generation,
                        document: Arc::new(document),
                        complete: true,
                        saved: None,
                    },
                    Err(error) => Action::Failed { id, generation, reason: error.to_string() },
                })
            }
            Effect::Extract { id, generation, document, .. } => {
                Some(Action::Extracted { id, generation, facts: Arc::new(extract(&document)) })
            }
            Effect::Index { id, title, document, facts: None } => {
                self.corpus.add_document(id as u32, &title, document);
                None
            }
            Effect::Index { id, document, facts: Some(facts), .. } => {
                self.corpus.remove_facts(id as u32);
                self.corpus.add_facts(id as u32, fact_labels(&document, &facts));
                None
            }
            Effect::Search { generation, query, scope } => {
                let results = self.corpus.query(&query, scope, 50, &AtomicBool::new(false))?;
                Some(Action::Results {
                    generation,
                    hits: results.hits,
                    total: results.total,
                    micros: 0,
                })
            }
            Effect::FindNext { .. } | Effect::FindAll { .. } | Effect::CountLines { .. } => {
                answer(effect, &AtomicBool::new(false))
            }
            outside => {
                self.outside.push(outside);
                None
            }
        }
    }
}
